//! What comes of a profile: mean responses before, during and after, requests that were slow or lost,
//! and for how long the service was slower than agreed.

use super::activity::Activity;
use super::profile::{DIP, Group, Profile};
use super::{CAP, Class, Hosting, Lean};
use crate::model::trace::Trace;
use crate::units::{HourlyPrice, Money, Ratio, Seconds};

/// What users are used to and what was promised to them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promise {
    /// Response time of each class before the move; zero where nobody asks for it.
    pub baselines: [Seconds; 4],
    /// Share of an HTTP answer that is transfer over the migration's link.
    pub link: Ratio,
    /// A response is slow beyond so many times its baseline.
    pub slow_from: Ratio,
    /// Requests of each class and machine per second.
    pub requests: f64,
    /// What an hour of one machine's slow service costs.
    pub price: HourlyPrice,
    /// How long the machines stay: for so long a slow state after the move is paid.
    pub stay: Seconds,
}

impl Promise {
    /// The classes that users ask for, with what they lean on and their baselines.
    pub fn asked(&self) -> impl Iterator<Item = (Class, Lean, Seconds)> {
        Class::ALL
            .into_iter()
            .zip(self.baselines)
            .filter(|(_, baseline)| baseline.is_positive())
            .map(|(class, baseline)| (class, Lean::of(class, self.link), baseline))
    }
}

/// What users of one class in one group feel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Felt {
    /// What they ask for.
    pub class: Class,
    /// Response before.
    pub before: Seconds,
    /// Mean response while this group's migration lasts, as far as the machine runs (the paper's
    /// copy rounds); waiting for one that stands still counts in what is longest, slow and lost.
    pub during: Seconds,
    /// Its longest response, until the dip is over.
    pub longest: Seconds,
    /// Response afterwards, when the dip is over.
    pub after: Seconds,
    /// For how long it was slow, the dip included.
    pub slow: Seconds,
    /// Share of the requests during the migration that were slow.
    pub slow_share: Ratio,
    /// Share of them that would have waited longer than the cap.
    pub lost_share: Ratio,
}

/// What one group feels.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupService {
    /// Who.
    pub group: Group,
    /// How many machines they are.
    pub machines: f64,
    /// What each of them suffers when.
    pub profile: Profile,
    /// By class, those that nobody asks for left out.
    pub felt: Vec<Felt>,
    /// For how long a machine's service was slow: that of the class that was slow for longest.
    pub slow: Seconds,
    /// Whether it stays slow.
    pub stays_slow: bool,
}

impl GroupService {
    fn of(
        (activity, trace): (&Activity, &Trace),
        hosting: &Hosting,
        promise: &Promise,
        group: Group,
        vm: u32,
    ) -> Option<Self> {
        let machines = match group {
            Group::Moved => hosting.machines,
            Group::There => hosting.neighbours,
            Group::Here => hosting.left,
        };
        if machines <= 0.0 {
            return None;
        }
        let profile = Profile::during(activity, trace, hosting, group, vm);
        let felt: Vec<Felt> = promise
            .asked()
            .map(|(class, lean, baseline)| felt(&profile, class, &lean, baseline, promise))
            .collect();
        let slow = felt.iter().map(|felt| felt.slow).fold(Seconds::ZERO, Seconds::max);
        let stays_slow = felt.iter().any(|felt| felt.before * promise.slow_from < felt.after);
        Some(Self { group, machines, profile, felt, slow, stays_slow })
    }

    /// Mean responses in the quarters of the time for which the machine runs during the migration:
    /// their mean is [`Felt::during`].
    pub fn quarters(&self, felt: &Felt, lean: &Lean) -> [Seconds; 4] {
        let Profile { spans, before, migration, .. } = &self.profile;
        let running = spans.iter().filter(|span| span.until.is_none());
        let running: Vec<(Seconds, Seconds)> = running
            .filter_map(|span| span.within(*migration))
            .map(|span| (span.duration(), span.responses(felt.before, lean, before).mean()))
            .collect();
        let whole: Seconds = running.iter().map(|(length, _)| *length).sum();
        if !whole.is_positive() {
            return [felt.during; 4];
        }
        [0.0, 1.0, 2.0, 3.0].map(|quarter| {
            let (from, to) = (whole * (quarter / 4.0), whole * ((quarter + 1.0) / 4.0));
            let (mut at, mut sum) = (Seconds::ZERO, 0.0);
            for (length, response) in &running {
                let shared = (to.min(at + *length) - from.max(at)).or_zero();
                sum += response.get() * shared.get();
                at += *length;
            }
            Seconds::new(sum / (to - from).get())
        })
    }
}

fn felt(
    profile: &Profile,
    class: Class,
    lean: &Lean,
    baseline: Seconds,
    promise: &Promise,
) -> Felt {
    let limit = baseline * promise.slow_from;
    let until = [Seconds::ZERO, profile.migration[1] + DIP];
    let (mut longest, mut slow) = (baseline.min(CAP), Seconds::ZERO);
    let (mut time, mut running, mut sum) = (Seconds::ZERO, Seconds::ZERO, 0.0);
    let (mut slow_time, mut lost_time) = (Seconds::ZERO, Seconds::ZERO);
    for span in &profile.spans {
        let line_of = |window| {
            let part = span.within(window)?;
            Some((part.duration(), part.responses(baseline, lean, &profile.before)))
        };
        if let Some((length, line)) = line_of(until) {
            longest = longest.max(line.longest());
            slow += length * line.above(limit);
        }
        if let Some((length, line)) = line_of(profile.migration) {
            time += length;
            if span.until.is_none() {
                running += length;
                sum += line.mean().get() * length.get();
            }
            slow_time += length * line.above(limit);
            lost_time += length * line.above(CAP);
        }
    }
    let during = if running.is_positive() { Seconds::new(sum / running.get()) } else { baseline };
    Felt {
        class,
        before: baseline.min(CAP),
        during: during.min(CAP),
        longest,
        after: (baseline * profile.after.stretch(lean, &profile.before)).min(CAP),
        slow,
        slow_share: slow_time.share_of(time),
        lost_share: lost_time.share_of(time),
    }
}

/// What all users feel, and what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Those that have machines.
    pub groups: Vec<GroupService>,
    /// Time of all machines together for which their service was slow, the dip included.
    pub slow: Seconds,
    /// Time of all machines together for which it will be slow during the stay.
    pub slow_later: Seconds,
    /// What both cost.
    pub cost: Money,
    /// What the first costs.
    pub move_cost: Money,
    /// Requests that came during the migration.
    pub requests: f64,
    /// Of those, how many were slow.
    pub slow_requests: f64,
    /// Of those, how many would have waited longer than the cap.
    pub lost_requests: f64,
}

impl Service {
    /// What users feel of a trace; `vm` is the machine that stands for all that move.
    pub fn of(trace: &Trace, hosting: &Hosting, promise: &Promise, vm: u32) -> Self {
        let activity = Activity::of(trace);
        let groups: Vec<GroupService> = Group::ALL
            .into_iter()
            .filter_map(|group| GroupService::of((&activity, trace), hosting, promise, group, vm))
            .collect();
        let sum = |read: &dyn Fn(&GroupService) -> f64| -> f64 {
            groups.iter().map(|group| read(group) * group.machines).sum()
        };
        let slow = Seconds::new(sum(&|group| group.slow.get()));
        let later = promise.stay.get();
        let slow_later = Seconds::new(sum(&|group| if group.stays_slow { later } else { 0.0 }));
        let asked = |read: &dyn Fn(&Felt) -> f64| {
            sum(&|group| {
                let [start, end] = group.profile.migration;
                let shares: f64 = group.felt.iter().map(read).sum();
                (end - start).get() * promise.requests * shares
            })
        };
        let requests = asked(&|_| 1.0);
        let slow_requests = asked(&|felt| felt.slow_share.get());
        let lost_requests = asked(&|felt| felt.lost_share.get());
        Self {
            slow,
            slow_later,
            cost: (slow + slow_later) * promise.price,
            move_cost: slow * promise.price,
            requests,
            slow_requests,
            lost_requests,
            groups,
        }
    }

    /// One group's, if it has machines.
    pub fn group(&self, group: Group) -> Option<&GroupService> {
        self.groups.iter().find(|found| found.group == group)
    }
}
