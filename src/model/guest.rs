//! The virtual machine that moves, as far as a migration cares.

use super::control::Work;
use super::dirty::DirtyCurve;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// One virtual machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Guest {
    /// Its RAM.
    pub memory: Bytes,
    /// The part of it that is not zero; at most `memory`. Zero pages cost next to nothing to send.
    pub touched: Bytes,
    /// How it dirties memory.
    pub dirty: DirtyCurve,
    /// Share of its CPU time that its writers need: 1 where they write as fast as they can, less
    /// where they are paced by a clock or by clients, so that throttling slows them only beyond that.
    pub busy: Ratio,
    /// Its disk, as far as it has to move with it.
    pub disk: Disk,
}

impl Guest {
    /// How much of its speed a throttle leaves to its writers.
    pub fn slowed_by(&self, throttle: Ratio) -> f64 {
        let left = 1.0 - throttle.get();
        if left < self.busy.get() { left / self.busy.get() } else { 1.0 }
    }

    /// The guest as a hypervisor sends it that looks for no zero pages: all that its host has given it,
    /// and nothing of the rest.
    #[must_use]
    pub fn populated(&self, populated: Bytes) -> Self {
        let memory = populated.min(self.memory);
        Self { memory, touched: memory, ..self.clone() }
    }

    /// Whether any throttle slows its writers.
    pub fn may_be_slowed(&self) -> bool {
        self.busy.is_positive()
    }
}

/// In pages of which size a host holds a guest's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum PageSize {
    /// 4 KiB.
    #[default]
    Small,
    /// 2 MiB.
    Large,
    /// 1 GiB.
    Huge,
}

impl PageSize {
    /// How large that is.
    pub const fn bytes(self) -> Bytes {
        match self {
            Self::Small => Bytes::new(4096.0),
            Self::Large => Bytes::mib(2.0),
            Self::Huge => Bytes::gib(1.0),
        }
    }
}

/// A disk that is copied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disk {
    /// What has to be copied: the used part, or all of a raw image, without what is there already.
    pub size: Bytes,
    /// How fast the guest dirties it, counted in whole copied chunks.
    pub write_rate: Bandwidth,
    /// The distinct part that it writes again and again; at most `size`.
    pub written: Bytes,
    /// No faster is it read at the source and written at the destination.
    pub copy_rate: Bandwidth,
    /// How its writes reach the destination.
    pub mirror: Mirror,
}

impl Default for Disk {
    /// None.
    fn default() -> Self {
        Self {
            size: Bytes::ZERO,
            write_rate: Bandwidth::ZERO,
            written: Bytes::ZERO,
            copy_rate: Bandwidth::new(f64::MAX),
            mirror: Mirror::default(),
        }
    }
}

impl Disk {
    /// One of which any part may be written, copied as fast as the link carries it.
    pub fn whole(size: Bytes, write_rate: Bandwidth, mirror: Mirror) -> Self {
        Self { size, write_rate, written: size, mirror, ..Self::default() }
    }

    /// What of it is written within a time, each place counted once: W (1 - exp(-w t / W)).
    pub fn changed_within(&self, time: Seconds) -> Bytes {
        if !self.written.is_positive() {
            return Bytes::ZERO;
        }
        let writes = (self.write_rate * time).share_of(self.written).get();
        self.written * -libm::expm1(-writes)
    }

    /// Copying it while the guest writes to it, until both ends are in step.
    pub fn copy(&self) -> Work {
        Work::CopyDisk {
            left: self.size,
            size: self.written,
            writes: self.mirrored_writes(),
            cap: self.copy_rate,
        }
    }

    /// Writes that cost the link something besides the copy itself.
    pub fn mirrored_writes(&self) -> Bandwidth {
        match self.mirror {
            Mirror::Background => self.write_rate,
            // They wait for the link, and the guest for them: almost none are left.
            Mirror::WriteBlocking => Bandwidth::ZERO,
        }
    }
}

/// How writes to a disk that is being mirrored reach the destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mirror {
    /// Behind the guest's back; never ready where writes are faster than the link.
    #[default]
    Background,
    /// Each write waits until it is at both ends: always ready, but the guest's writes slow down to
    /// what the copy leaves them.
    WriteBlocking,
}
