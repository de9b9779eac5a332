//! Colours, type and scale of a picture.

use std::borrow::Cow;

use plotters::style::RGBColor;

use crate::model::trace::Stage;
use crate::scenario::Technique;

/// How a picture looks. Contrast on the ground: text at least 4.5, graphics at least 3.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// What everything lies on.
    pub ground: RGBColor,
    /// What is read first.
    pub text: RGBColor,
    /// What is read when asked for: ticks, units, notes.
    pub muted: RGBColor,
    /// Hairlines.
    pub grid: RGBColor,
    /// The one highlighted series.
    pub accent: RGBColor,
    /// Better than nothing.
    pub good: RGBColor,
    /// Worth a look.
    pub warn: RGBColor,
    /// A guest that stands still, and losses.
    pub bad: RGBColor,
    /// Memory copied while the guest runs at the source.
    pub pre_copy: RGBColor,
    /// Memory fetched while the guest runs at the destination.
    pub post_copy: RGBColor,
    /// Both: pre-copy that ends in post-copy.
    pub hybrid: RGBColor,
    /// Disks.
    pub block: RGBColor,
    /// Guests that are suspended meanwhile.
    pub offline: RGBColor,
    /// Guests that are started anew.
    pub respawn: RGBColor,
    /// Containers.
    pub container: RGBColor,
    /// CSS font family.
    pub font: Cow<'static, str>,
    /// Font size.
    pub size: f64,
    /// Pixels of the backend per CSS pixel.
    pub scale: f64,
}

/// Fonts of much the same width everywhere, since a file does not know where it will be opened.
const FONT: Cow<'static, str> = Cow::Borrowed("'Segoe UI', Roboto, Helvetica, Arial, sans-serif");

impl Theme {
    /// On light ground.
    pub const LIGHT: Self = Self {
        ground: RGBColor(0xfb, 0xfa, 0xf7),
        text: RGBColor(0x1b, 0x1f, 0x24),
        muted: RGBColor(0x54, 0x5d, 0x68),
        grid: RGBColor(0xdd, 0xdb, 0xd5),
        accent: RGBColor(0x0b, 0x6b, 0x63),
        good: RGBColor(0x1a, 0x6e, 0x3c),
        warn: RGBColor(0x8a, 0x5a, 0x00),
        bad: RGBColor(0xb3, 0x26, 0x1e),
        pre_copy: RGBColor(0x00, 0x72, 0xb2),
        post_copy: RGBColor(0xb8, 0x47, 0x0b),
        hybrid: RGBColor(0x7d, 0x52, 0xb0),
        block: RGBColor(0x00, 0x78, 0x5a),
        offline: RGBColor(0x6b, 0x6f, 0x76),
        respawn: RGBColor(0xa3, 0x31, 0x7c),
        container: RGBColor(0x8a, 0x6d, 0x00),
        font: FONT,
        size: 13.0,
        scale: 1.0,
    };

    /// On dark ground.
    pub const DARK: Self = Self {
        ground: RGBColor(0x14, 0x17, 0x1a),
        text: RGBColor(0xe8, 0xe6, 0xe1),
        muted: RGBColor(0xa3, 0xab, 0xb3),
        grid: RGBColor(0x34, 0x39, 0x3e),
        accent: RGBColor(0x4f, 0xc3, 0xb5),
        good: RGBColor(0x7f, 0xd4, 0x9b),
        warn: RGBColor(0xf0, 0xb9, 0x5a),
        bad: RGBColor(0xff, 0x8a, 0x80),
        pre_copy: RGBColor(0x56, 0xb4, 0xe9),
        post_copy: RGBColor(0xf0, 0x8a, 0x4b),
        hybrid: RGBColor(0xb7, 0x9b, 0xe6),
        block: RGBColor(0x3f, 0xc7, 0x9a),
        offline: RGBColor(0xa9, 0xaf, 0xb8),
        respawn: RGBColor(0xe5, 0x8a, 0xc4),
        container: RGBColor(0xe6, 0xc8, 0x4c),
        font: FONT,
        size: 13.0,
        scale: 1.0,
    };

    /// What a machine does: copied disks, copied memory, memory that follows, standing still, waiting.
    pub const fn stage(&self, stage: Stage) -> RGBColor {
        match stage {
            Stage::DiskCopy => self.block,
            Stage::PreCopy => self.pre_copy,
            Stage::DemandPaging => self.post_copy,
            Stage::StopAndCopy
            | Stage::OfflineCopy
            | Stage::Conversion
            | Stage::Boot
            | Stage::Commitment => self.bad,
            Stage::PreMigration | Stage::Reservation | Stage::Tracking | Stage::Activation => {
                self.muted
            }
        }
    }

    /// The colour that a technique keeps on every chart.
    pub const fn technique(&self, technique: Technique) -> RGBColor {
        match technique {
            Technique::PreCopy => self.pre_copy,
            Technique::PostCopy | Technique::Warm => self.post_copy,
            Technique::Hybrid => self.hybrid,
            Technique::Block | Technique::Storage => self.block,
            Technique::Offline | Technique::Cold => self.offline,
            Technique::Respawn => self.respawn,
            Technique::Container => self.container,
        }
    }
}
