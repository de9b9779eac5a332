//! What happened: the ordered segments of every migration and how each one ended.
//!
//! The stages carry the names of the literature (Clark et al. 2005): pre-migration, reservation,
//! iterative pre-copy, stop-and-copy, commitment, activation; a block migration adds the disk copy,
//! post-copy adds demand paging, a move to another platform change tracking and conversion.

use crate::units::{Bytes, Ratio, Seconds};

/// A stage of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// The control plane picks a destination and prepares the request; nothing is sent.
    PreMigration,
    /// Connections are opened and resources reserved at the destination.
    Reservation,
    /// The disk is copied; writes to what was already copied are mirrored.
    DiskCopy,
    /// Between two copies of a disk: the guest runs, and what it writes there is noted.
    Tracking,
    /// Rounds over dirty memory while the guest runs.
    PreCopy,
    /// The guest stands still while the rest is sent.
    StopAndCopy,
    /// The guest is shut down while its disk, or what is left of it, is copied.
    OfflineCopy,
    /// Its disk is made fit for another hypervisor: drivers, boot loader, agents.
    Conversion,
    /// The guest is shut down at the source and boots at the destination.
    Boot,
    /// The destination drains what is in flight, loads the device state and confirms.
    Commitment,
    /// The guest runs at the destination, fetching missing pages on demand.
    DemandPaging,
    /// The network learns the guest's new place and the source is released.
    Activation,
}

impl Stage {
    /// All of them, in the order in which they may occur.
    pub const ALL: [Self; 12] = [
        Self::PreMigration,
        Self::Reservation,
        Self::DiskCopy,
        Self::Tracking,
        Self::PreCopy,
        Self::StopAndCopy,
        Self::OfflineCopy,
        Self::Conversion,
        Self::Boot,
        Self::Commitment,
        Self::DemandPaging,
        Self::Activation,
    ];

    /// Whether the guest runs nowhere in this stage.
    pub const fn stands_still(self) -> bool {
        matches!(
            self,
            Self::StopAndCopy
                | Self::OfflineCopy
                | Self::Conversion
                | Self::Boot
                | Self::Commitment
        )
    }
}

/// A stretch of one stage of one migration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Which virtual machine, counted from zero.
    pub vm: u32,
    /// Which stage.
    pub stage: Stage,
    /// Which pre-copy round, counted from one; zero outside of rounds.
    pub round: u32,
    /// When it began.
    pub start: Seconds,
    /// When it ended.
    pub end: Seconds,
    /// What was known to be dirty or uncopied when it began.
    pub pending: Bytes,
    /// What it sent, mirrored writes aside.
    pub sent: Bytes,
    /// Disk writes mirrored meanwhile.
    pub mirrored: Bytes,
    /// How far the guest's CPUs were throttled.
    pub throttle: Ratio,
}

impl Segment {
    /// How long it took.
    pub fn duration(&self) -> Seconds {
        self.end - self.start
    }
}

/// Why a migration ended as it did, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ending {
    /// What was left fitted into the downtime limit.
    Converged,
    /// The guest was handed over first and fetched its memory afterwards.
    HandedOver,
    /// The guest was stopped first and moved then, as the technique has it.
    Suspended,
    /// The guest was started anew; what was in its memory is lost.
    Restarted,
    /// The guest was stopped although the rest did not fit: a limit on rounds or time.
    Forced,
    /// The time ran out first; the guest stays at the source and all bytes were wasted.
    OutOfTime,
}

impl Ending {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Converged => "converged",
            Self::HandedOver => "handed-over",
            Self::Suspended => "suspended",
            Self::Restarted => "restarted",
            Self::Forced => "forced",
            Self::OutOfTime => "out-of-time",
        }
    }

    /// Whether the guest arrived.
    pub const fn completes(self) -> bool {
        !matches!(self, Self::OutOfTime)
    }
}

/// How one migration went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Which virtual machine, counted from zero.
    pub vm: u32,
    /// When it left the queue.
    pub start: Seconds,
    /// When its memory migration began (after the disk, if that moved too).
    pub memory_start: Seconds,
    /// When the source had pushed its last byte: what QEMU reports as the end.
    pub pushed: Seconds,
    /// When it ran at the destination and the source was released, or when it gave up.
    pub end: Seconds,
    /// How long it ran nowhere.
    pub downtime: Seconds,
    /// The longest time for which the guest did nothing: the downtime, or longer after post-copy.
    pub longest_stall: Seconds,
    /// Memory sent, headers included.
    pub memory_sent: Bytes,
    /// Of that, what was sent while it stood still.
    pub stop_sent: Bytes,
    /// Disk sent, mirrored writes included.
    pub disk_sent: Bytes,
    /// Pre-copy rounds.
    pub rounds: u32,
    /// Furthest throttling of its CPUs.
    pub throttle: Ratio,
    /// What throttling took from it while it ran: the throttle, integrated over time.
    pub throttled: Seconds,
    /// How long its hosts worked for it: all but waiting for the control plane.
    pub active: Seconds,
    /// Why it ended.
    pub ending: Ending,
}

impl Move {
    /// Total migration time: from leaving the queue until the source is released.
    pub fn total_time(&self) -> Seconds {
        self.end - self.start
    }

    /// Everything sent.
    pub fn sent(&self) -> Bytes {
        self.memory_sent + self.disk_sent
    }
}

/// What happened to all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// In order of their ends; empty where only the outcomes were asked for.
    pub segments: Vec<Segment>,
    /// In order of their ends.
    pub moves: Vec<Move>,
    /// Whether segments are left out.
    pub only_outcomes: bool,
}

impl Trace {
    /// A trace for runs of which only the outcomes matter.
    pub fn of_outcomes() -> Self {
        Self { only_outcomes: true, ..Self::default() }
    }

    /// When the last one ended.
    pub fn makespan(&self) -> Seconds {
        self.moves.iter().map(|m| m.end).fold(Seconds::ZERO, Seconds::max)
    }

    /// Everything sent by all.
    pub fn sent(&self) -> Bytes {
        self.moves.iter().map(Move::sent).sum()
    }

    /// The segments of one virtual machine, in order.
    pub fn of(&self, vm: u32) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(move |segment| segment.vm == vm)
    }

    /// Forgets everything but keeps the memory for the next run.
    pub fn clear(&mut self) {
        self.segments.clear();
        self.moves.clear();
    }
}
