//! What follows from what was stated.
//!
//! An input that nobody stated has a value all the same. It follows another one where it depends on
//! that (memory in use on memory), or the chosen controller, which brings its own defaults; stating an
//! input moves what follows it, and never what was stated itself. The order in which inputs are stated
//! makes no difference.

use super::field::Source;
use super::presets::{self, policy_of, source};
use super::{Choice, Controller, Field, Points, Scenario};
use crate::model::rate::{Compression, Encryption};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// How much of a guest's memory is in use where nobody says it: in the paper's guests 1952 of 2048 MiB
/// (Table I). Guests that have run for long come to hold page cache up to the brim; one that was
/// started a minute ago holds far less.
pub const TOUCHED_SHARE: Ratio = Ratio::new(1952.0 / 2048.0);

/// How far KubeVirt raises the downtime limit where it tunes it or detects stalls (`maxDowntimeMs`).
const KUBEVIRT_MOST: Seconds = Seconds::ms(900.0);

/// What a controller chooses where nobody else does.
const POLICY: [Choice; 6] = [
    Choice::AtTimeout,
    Choice::TimeoutFrom,
    Choice::AutoConverge,
    Choice::PermitPostCopy,
    Choice::UrgentChannel,
    Choice::TuneDowntime,
];

/// Where the value of an input is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It was stated.
    Stated,
    /// It was fitted on so many measured moves.
    Fitted(u32),
    /// It follows another input, with a share or bound that is from this source.
    Follows(Field, Source),
    /// It is this controller's default, as this source has it.
    Controller(Controller, Source),
    /// It is the paper's, whose experiment is the example that the scenario started from.
    Example(Source),
    /// It is a default from this source.
    Default(Source),
}

impl Origin {
    /// Where it is from in the end; none where it was stated.
    pub const fn source(self) -> Option<Source> {
        match self {
            Self::Stated | Self::Fitted(_) => None,
            Self::Follows(_, from)
            | Self::Controller(_, from)
            | Self::Example(from)
            | Self::Default(from) => Some(from),
        }
    }
}

impl Field {
    /// States it, in the base unit, and moves what follows it; [`super::check::check`] bounds it.
    pub fn set(self, scenario: &mut Scenario, value: f64) {
        self.set_alone(scenario, value);
        match self {
            Self::Memory | Self::Populated => touched(scenario),
            Self::Touched => {
                populated(scenario);
                written(scenario);
            }
            Self::Vms => concurrency(scenario),
            Self::StallTimeout => policy(scenario),
            Self::Streams => sender(scenario),
            _ => {}
        }
    }

    /// Says of what is stated that it was fitted on so many measured moves; stating it anew takes that
    /// back.
    pub const fn fit(self, scenario: &mut Scenario, moves: u32) {
        scenario.stated.fit(self, moves);
    }

    /// States it, and nothing follows: as links of version 1 do, which say all that differs.
    pub const fn set_alone(self, scenario: &mut Scenario, value: f64) {
        self.put(scenario, value);
        scenario.stated.add(self);
    }

    /// Makes it as it is in another scenario, stated or not.
    pub const fn restore(self, scenario: &mut Scenario, from: &Scenario) {
        self.put(scenario, self.get(from));
        scenario.stated.copy(self, from.stated);
    }

    /// Where its value is from.
    pub const fn origin(self, scenario: &Scenario) -> Origin {
        let by = scenario.policy.controller;
        let from = source(self, by);
        if scenario.stated.has(self) {
            return match scenario.stated.moves(self) {
                Some(moves) => Origin::Fitted(moves),
                None => Origin::Stated,
            };
        }
        let has_own_policy = !scenario.is_example || scenario.stated.has_choice(Choice::Controller);
        match self {
            Self::DowntimeLimit if scenario.policy.technique.converts() => {
                Origin::Default(Source::Assumption)
            }
            Self::Touched => Origin::Follows(Self::Memory, Source::Paper),
            Self::Populated => match populated_with(scenario.policy.controller) {
                Self::Memory => Origin::Follows(Self::Memory, from),
                other => Origin::Follows(other, Source::Assumption),
            },
            Self::WorkingSet if !scenario.is_example => {
                Origin::Follows(Self::Touched, Source::Assumption)
            }
            Self::StreamLimit if !matches!(scenario.link.encryption, Encryption::None) => {
                Origin::Default(encrypted(scenario.link.encryption))
            }
            Self::CompressionRatio | Self::CompressionRate => {
                Origin::Default(compressed(scenario.link.compression))
            }
            _ if self.is_policy() && has_own_policy => Origin::Controller(by, from),
            // The paper's settings are nobody's defaults.
            _ if scenario.is_example => Origin::Example(self.source()),
            // The paper is named for what is as the paper has it.
            _ if matches!(from, Source::Paper) && !self.is_as_in_the_paper(scenario) => {
                Origin::Default(Source::Assumption)
            }
            _ => Origin::Default(from),
        }
    }

    const fn is_as_in_the_paper(self, scenario: &Scenario) -> bool {
        self.get(scenario).to_bits() == self.get(&presets::paper()).to_bits()
    }

    /// Whether a controller brings a default of it.
    pub const fn is_policy(self) -> bool {
        matches!(
            self,
            Self::DowntimeLimit
                | Self::RoundLimit
                | Self::Timeout
                | Self::TimeoutPerGib
                | Self::DowntimeSteps
                | Self::DowntimeDelay
                | Self::StallTimeout
                | Self::MaxBandwidth
                | Self::Streams
                | Self::FirstThrottle
                | Self::ThrottleStep
                | Self::DeltaCache
                | Self::HandOverAfter
                | Self::Overhead
                | Self::Concurrency
        )
    }
}

impl Choice {
    /// States it, by the place of the option, and moves what follows it.
    pub fn set(self, scenario: &mut Scenario, place: usize) {
        self.set_alone(scenario, place);
        match self {
            Self::Controller => {
                policy(scenario);
                concurrency(scenario);
                touched(scenario);
            }
            Self::TuneDowntime | Self::Technique => policy(scenario),
            Self::Encryption | Self::Compression => sender(scenario),
            _ => {}
        }
    }
}

impl Choice {
    /// Where what is chosen is from.
    pub fn origin(self, scenario: &Scenario) -> Origin {
        let has_own_policy = !scenario.is_example || scenario.stated.has_choice(Self::Controller);
        if scenario.stated.has_choice(self) {
            Origin::Stated
        } else if self == Self::Encryption && has_own_policy {
            let by = scenario.policy.controller;
            Origin::Controller(by, presets::encrypts_by(by))
        } else if POLICY.contains(&self) && has_own_policy {
            Origin::Controller(
                scenario.policy.controller,
                presets::documented(scenario.policy.controller),
            )
        } else if scenario.is_example {
            Origin::Example(Source::Paper)
        } else {
            Origin::Default(Source::Assumption)
        }
    }

    /// States it, and nothing follows: as links of version 1 do, which say all that differs.
    pub fn set_alone(self, scenario: &mut Scenario, place: usize) {
        self.put(scenario, place);
        scenario.stated.add_choice(self);
    }

    /// Makes it as it is in another scenario, stated or not.
    pub fn restore(self, scenario: &mut Scenario, from: &Scenario) {
        self.put(scenario, self.get(from));
        scenario.stated.copy_choice(self, from.stated);
    }
}

impl Scenario {
    /// The example or the blank scenario that it started from.
    pub const fn start(&self) -> Self {
        if self.is_example { presets::paper() } else { presets::blank() }
    }

    /// What it would be if nothing were stated but its controller.
    #[must_use]
    pub fn usual(&self) -> Self {
        let mut usual = self.start();
        if self.stated.has_choice(Choice::Controller) {
            Choice::Controller.set(&mut usual, Choice::Controller.get(self));
        }
        usual
    }

    /// The same with a number stated no longer: it follows again.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        let mut without = *self;
        field.put(&mut without, field.get(&self.usual()));
        without.stated.remove(field);
        without.settle();
        without
    }

    /// The same with everything stated that does not follow from what is: stating what it states gives
    /// it back, value by value.
    #[must_use]
    pub fn explicit(&self) -> Self {
        let (mut explicit, mut read) = (*self, self.start());
        for choice in Choice::ALL.iter().filter(|choice| self.stated.has_choice(**choice)) {
            choice.set(&mut read, choice.get(self));
        }
        for field in Field::ALL.iter().filter(|field| self.stated.has(**field)) {
            field.set(&mut read, field.get(self));
        }
        // Leaders stand before what follows them.
        for choice in Choice::ALL {
            if choice.get(self) != choice.get(&read) {
                choice.set(&mut read, choice.get(self));
                explicit.stated.add_choice(*choice);
            }
        }
        for field in Field::ALL {
            if field.get(self).to_bits() != field.get(&read).to_bits() {
                field.set(&mut read, field.get(self));
                explicit.stated.add(*field);
            }
        }
        if self.fleet.points != read.fleet.points {
            explicit.stated.add_points();
        }
        explicit
    }

    /// Takes all memory, or all that is in use, for given, as the controller does where nothing is stated:
    /// links of version 1 did not know of it.
    pub fn populate(&mut self) {
        populated(self);
    }

    /// Moves everything that follows to where it follows now.
    pub fn settle(&mut self) {
        policy(self);
        touched(self);
        concurrency(self);
        sender(self);
    }

    /// States measured points, or takes them back.
    pub fn measure(&mut self, points: Points) {
        self.fleet.points = points;
        self.stated.add_points();
    }

    /// Whether all values are those of another one, whoever stated them.
    pub fn is_as(&self, other: &Self) -> bool {
        Self { stated: other.stated, is_example: other.is_example, ..*self } == *other
    }
}

/// Memory in use follows memory; it is part of what the host has given, where that was stated.
fn touched(scenario: &mut Scenario) {
    if !scenario.stated.has(Field::Touched) {
        let usual = scenario.fleet.memory * TOUCHED_SHARE;
        let counts = scenario.stated.has(Field::Populated) && Field::Populated.applies(scenario);
        let given = scenario.fleet.populated;
        scenario.fleet.touched = if counts && given < usual { given } else { usual };
    }
    populated(scenario);
    written(scenario);
}

/// What memory that the host has given follows under this controller: Xen gives all of it at the start,
/// unless the guest is told to do with less; elsewhere it is what the guest has touched, of which what
/// is zero again is not known.
const fn populated_with(controller: Controller) -> Field {
    match controller {
        Controller::CloudHypervisor => Field::Touched,
        _ => Field::Memory,
    }
}

fn populated(scenario: &mut Scenario) {
    if !scenario.stated.has(Field::Populated) {
        let leader = populated_with(scenario.policy.controller);
        Field::Populated.put(scenario, leader.get(scenario));
    }
}

/// What is written follows memory in use: it is part of it. In the example `stress` keeps as much
/// dirty as the paper says, as long as that fits; elsewhere any page in use may be written, which is
/// the cautious reading of a rate alone.
fn written(scenario: &mut Scenario) {
    let Scenario { fleet, stated, .. } = scenario;
    let most = fleet.touched;
    let within = |size: Bytes| if most < size { most } else { size };
    if !stated.has(Field::WorkingSet) {
        let paper = presets::paper().fleet.working_set;
        fleet.working_set = if scenario.is_example { within(paper) } else { most };
    }
    if !stated.has(Field::SecondSet) {
        fleet.second_set = within(fleet.second_set);
    }
}

/// As many at a time as the example or the controller has it, and no more than there are.
fn concurrency(scenario: &mut Scenario) {
    if scenario.stated.has(Field::Concurrency) {
        return;
    }
    let most = if scenario.is_example && !scenario.stated.has_choice(Choice::Controller) {
        presets::paper().fleet.concurrency
    } else {
        presets::concurrency_of(scenario.policy.controller)
    };
    let fleet = &mut scenario.fleet;
    fleet.concurrency = most.min(fleet.vms).max(1.0);
}

/// What was not stated of how to move is as the controller has it by default; in the example the paper
/// is the one who says it.
fn policy(scenario: &mut Scenario) {
    let before = *scenario;
    if before.is_example && !before.stated.has_choice(Choice::Controller) {
        allowed_downtime(scenario, presets::paper().policy.downtime_limit);
        return;
    }
    let technique = before.policy.technique;
    scenario.policy = super::Policy { technique, ..policy_of(before.policy.controller) };
    for field in Field::ALL.iter().filter(|field| field.is_policy() && before.stated.has(**field)) {
        field.put(scenario, field.get(&before));
    }
    for choice in POLICY.iter().filter(|choice| before.stated.has_choice(**choice)) {
        choice.put(scenario, choice.get(&before));
    }
    let policy = &mut scenario.policy;
    let reaches_for_more = policy.tune_downtime || policy.stall_timeout.is_positive();
    let usual = if reaches_for_more { KUBEVIRT_MOST } else { policy.downtime_limit };
    allowed_downtime(scenario, usual);
    sender(scenario);
}

/// How long a guest may stand still where nobody says it: as live migration has it, and for as long as
/// it takes where it goes to another platform.
fn allowed_downtime(scenario: &mut Scenario, live: Seconds) {
    if !scenario.stated.has(Field::DowntimeLimit) {
        let any = Seconds::new(Field::DowntimeLimit.bounds().1);
        let policy = &mut scenario.policy;
        policy.downtime_limit = if policy.technique.converts() { any } else { live };
    }
}

/// How it is encrypted follows the controller; what a stream can do follows that, how it compresses, and
/// among how many.
pub(super) fn sender(scenario: &mut Scenario) {
    let Scenario { link, policy, stated, is_example, .. } = scenario;
    let has_own_policy = !*is_example || stated.has_choice(Choice::Controller);
    if has_own_policy && !stated.has_choice(Choice::Encryption) {
        link.encryption = presets::encryption_of(policy.controller);
    }
    if !stated.has(Field::StreamLimit) {
        link.stream_limit = link.encryption.stream_rate().unwrap_or(Bandwidth::ZERO);
    }
    if !stated.has(Field::CompressionRatio) {
        link.compression_ratio = link.compression.ratio();
    }
    if !stated.has(Field::CompressionRate) {
        let rate = link.compression.memory_rate(policy.streams);
        link.compression_rate = rate.unwrap_or(Bandwidth::ZERO);
    }
}

/// Where it is from what a stream encrypts; what nobody published is an assumption.
const fn encrypted(by: Encryption) -> Source {
    match by {
        Encryption::Tls => Source::Published,
        _ => Source::Assumption,
    }
}

/// The same of what it compresses: QPL is taken for as fast as QATzip, zlib for as much slower than
/// zstd as their authors' benchmark has it.
const fn compressed(by: Compression) -> Source {
    match by {
        Compression::Zstd | Compression::Qatzip => Source::Published,
        _ => Source::Assumption,
    }
}
