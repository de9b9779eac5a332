//! The virtual machine that moves, as far as a migration cares.

use super::dirty::DirtyCurve;
use crate::units::{Bandwidth, Bytes};

/// One virtual machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Guest {
    /// Its RAM.
    pub memory: Bytes,
    /// The part of it that is not zero; at most `memory`. Zero pages cost next to nothing to send.
    pub touched: Bytes,
    /// How it dirties memory.
    pub dirty: DirtyCurve,
    /// Its disk, as far as it has to move with it.
    pub disk: Disk,
}

/// A disk that a block migration copies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Disk {
    /// What has to be copied: the used part, or all of a raw image.
    pub size: Bytes,
    /// How fast the guest dirties it, counted in whole copied chunks.
    pub write_rate: Bandwidth,
}
