//! What can be asked of what users feel.

use crate::model::service::Class;
use crate::model::service::profile::{Group, Span};
use crate::model::service::slo::Service;

/// When a response is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// While machines move.
    During,
    /// When all is over.
    After,
}

/// What the migration shares with users: how much of it at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peak {
    /// The storage of a host.
    Disk,
    /// Its CPUs.
    Cpu,
    /// The link.
    Link,
}

impl Peak {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Disk, Self::Cpu, Self::Link];

    /// The highest at any moment: the share that the copy takes, demand over supply, or how much
    /// longer a transfer takes.
    pub fn of(self, found: &Service) -> f64 {
        let spans = found.groups.iter().flat_map(|of| &of.profile.spans);
        let read = |span: &Span| match self {
            Self::Disk => span.strain.copy,
            Self::Cpu => span.strain.cpu,
            Self::Link => span.strain.link,
        };
        spans.map(read).fold(0.0, f64::max)
    }
}

/// What becomes of requests during a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Whatever.
    Any,
    /// They are answered slowly.
    Slow,
    /// They would wait for too long.
    Lost,
}

impl Fate {
    /// How many.
    pub const fn of(self, found: &Service) -> f64 {
        match self {
            Self::Any => found.requests,
            Self::Slow => found.slow_requests,
            Self::Lost => found.lost_requests,
        }
    }
}

/// What an aborted attempt costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toll {
    /// Time.
    Time,
    /// Energy.
    Energy,
    /// Time of slow service.
    Slow,
    /// Money.
    Money,
}

/// What can be asked of the service view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The longest time for which a machine does nothing.
    Stall,
    /// How many times as long a response takes.
    Response(Group, Class, When),
    /// What does not fit into memory.
    Swapped,
    /// What a machine writes to its swap area.
    SwapWrites,
    /// What the migration takes at most.
    Peak(Peak),
    /// What auto-converge does to computing.
    Throttle,
    /// How long a machine is slower after it has arrived.
    Dip,
    /// For how long service is slow, all machines together.
    Slow,
    /// For how long it stays slow.
    SlowLater,
    /// What both cost.
    Cost,
    /// How many requests fare how.
    Requests(Fate),
    /// What an aborted attempt costs.
    Abort(Toll),
    /// Share of the time in which a lost link loses the machine.
    Exposed,
    /// How long a lost machine is away.
    Away,
    /// What a lost machine costs.
    Lost,
    /// Attempts that are expected to be aborted.
    Aborted,
    /// Machines that are expected to be lost.
    MachinesLost,
    /// What interruptions cost on average.
    Expected,
}
