//! How the numbers of the service view came about.

mod cause;
mod response;
mod toll;

pub use crate::report::question::service::{Fate, Peak, Question, Toll, When};

use super::{Explanation, Subject, Told, explain};
use crate::chart::words::{class, group};
use crate::model::service::risk::Risk;
use crate::model::service::slo::Service;
use crate::model::service::{Class, Hosting};
use crate::plan::service::{hosting, stakes};
use crate::plan::{Outcome, Plan};
use crate::quantity::Lang;
use crate::scenario::check::Checked;
use crate::scenario::field::Source;
use crate::scenario::{Field, Scenario};

/// What the view knows.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// What was stated.
    pub scenario: &'a Checked,
    /// What comes of it.
    pub plan: &'a Plan,
    /// What users feel of the chosen technique.
    pub found: &'a Service,
    /// What that risks.
    pub risk: &'a Risk,
}

impl<'a> Grounds<'a> {
    fn outcome(self) -> &'a Outcome {
        self.plan.chosen()
    }

    fn stated(self) -> &'a Scenario {
        self.scenario.get()
    }

    fn hosting(self) -> Hosting {
        hosting(self.stated(), self.outcome().technique)
    }
}

/// Explains a number of the service view.
pub fn explain_service(question: Question, grounds: Grounds<'_>, lang: Lang) -> Explanation {
    let Told { value, plain, steps } = match question {
        Question::Stall => {
            let stall = Subject::chosen(super::Question::LongestStall);
            return explain(stall, grounds.scenario, grounds.plan, lang);
        }
        Question::Response(of, class, when) => response::response(of, class, when, grounds, lang),
        Question::Swapped => cause::swapped(grounds, lang),
        Question::SwapWrites => cause::swap_writes(grounds, lang),
        Question::Peak(peak) => cause::peak(peak, grounds, lang),
        Question::Throttle => cause::throttled(grounds, lang),
        Question::Dip => cause::dip(grounds, lang),
        Question::Slow => toll::slow(grounds, lang),
        Question::SlowLater => toll::slow_later(grounds, lang),
        Question::Cost => toll::cost(grounds, lang),
        Question::Requests(fate) => toll::requests(fate, grounds, lang),
        Question::Abort(toll) => {
            let scenario = grounds.scenario;
            let stakes = stakes(scenario, grounds.outcome(), grounds.found);
            toll::abort(toll, &stakes, grounds, lang)
        }
        Question::Exposed => toll::exposed(grounds, lang),
        Question::Away => toll::away(grounds, lang),
        Question::Lost => toll::lost(grounds, lang),
        Question::Aborted => toll::aborted(grounds, lang),
        Question::MachinesLost => toll::machines_lost(grounds, lang),
        Question::Expected => toll::expected(grounds, lang),
    };
    let mut inputs = inputs(question);
    inputs.retain(|field| field.applies(grounds.stated()));
    let title = format!("{}: {value}", name(question, lang));
    let sources = sources(question).to_vec();
    Explanation { title, plain, steps, inputs, settings: Vec::new(), sources }
}

/// What a number is.
pub fn name(question: Question, lang: Lang) -> String {
    let name = match question {
        Question::Response(of, asked, when) => {
            let when = match when {
                When::During => lang.pick("during the migration", "während der Migration"),
                When::After => lang.pick("afterwards", "danach"),
            };
            return format!("{}, {}, {when}", class(asked, lang), group(of, lang));
        }
        Question::Stall => lang.pick("Longest stall", "Längste Stockung"),
        Question::Swapped => {
            lang.pick("Memory in use and swapped", "Belegter und ausgelagerter Speicher")
        }
        Question::SwapWrites => lang.pick("Swap writes of a VM", "Auslagerungen einer VM"),
        Question::Peak(Peak::Disk) => {
            lang.pick("Storage taken by the copy", "Speichersystem, von der Kopie genutzt")
        }
        Question::Peak(Peak::Cpu) => lang.pick("Demand for CPUs", "Bedarf an CPUs"),
        Question::Peak(Peak::Link) => lang.pick(
            "HTTP transfers during the migration",
            "HTTP-Übertragungen während der Migration",
        ),
        Question::Throttle => lang.pick("Computing while throttled", "Rechnen, gebremst"),
        Question::Dip => lang.pick("Dip after arrival", "Delle nach der Ankunft"),
        Question::Slow => {
            lang.pick("Slow service, all VMs together", "Langsamer Dienst, alle VMs zusammen")
        }
        Question::SlowLater => lang.pick("Slow service afterwards", "Langsamer Dienst danach"),
        Question::Cost => lang.pick("Cost of slow service", "Kosten des langsamen Dienstes"),
        Question::Requests(Fate::Any) => {
            lang.pick("Requests during the migration", "Anfragen während der Migration")
        }
        Question::Requests(Fate::Slow) => lang.pick("Slow requests", "Langsame Anfragen"),
        Question::Requests(Fate::Lost) => lang.pick("Lost requests", "Verlorene Anfragen"),
        Question::Abort(Toll::Time) => {
            lang.pick("Time of an aborted attempt", "Zeit eines abgebrochenen Versuchs")
        }
        Question::Abort(Toll::Energy) => {
            lang.pick("Energy of an aborted attempt", "Energie eines abgebrochenen Versuchs")
        }
        Question::Abort(Toll::Slow) => lang.pick(
            "Slow service of an aborted attempt",
            "Langsamer Dienst eines abgebrochenen Versuchs",
        ),
        Question::Abort(Toll::Money) => {
            lang.pick("Cost of an aborted attempt", "Kosten eines abgebrochenen Versuchs")
        }
        Question::Exposed => {
            lang.pick("Time in which a VM can be lost", "Zeit, in der eine VM verloren gehen kann")
        }
        Question::Away => lang.pick("A lost VM is away", "Eine verlorene VM ist fort"),
        Question::Lost => lang.pick("Cost of a lost VM", "Kosten einer verlorenen VM"),
        Question::Aborted => {
            lang.pick("Aborted attempts, on average", "Abgebrochene Versuche, im Mittel")
        }
        Question::MachinesLost => lang.pick("Lost VMs, on average", "Verlorene VMs, im Mittel"),
        Question::Expected => {
            lang.pick("Expected cost of interruptions", "Erwartete Kosten von Unterbrechungen")
        }
    };
    name.to_owned()
}

/// What presses on memory and disks.
const PRESSURE: [Field; 9] = [
    Field::WorkingSet,
    Field::SecondSet,
    Field::Memory,
    Field::UserMemory,
    Field::DiskRate,
    Field::Vms,
    Field::Neighbours,
    Field::LeftBehind,
    Field::LinkRate,
];

/// What the hosts' CPUs have to do.
const COMPUTING: [Field; 4] =
    [Field::Vcpus, Field::Load, Field::HostThreads, Field::MigrationThreads];

/// What takes part in one migration's time.
const MOVING: [Field; 6] = [
    Field::Vms,
    Field::Concurrency,
    Field::LinkRate,
    Field::Touched,
    Field::Disk,
    Field::DirtyPageRate,
];

/// The response that users are used to.
const fn usual(class: Class) -> Field {
    match class {
        Class::Read => Field::ReadTime,
        Class::Write => Field::WriteTime,
        Class::Cpu => Field::ComputeTime,
        Class::Http => Field::HttpTime,
    }
}

fn inputs(question: Question) -> Vec<Field> {
    use Field as F;
    let usual_times = Class::ALL.map(usual);
    let slow = || [&[F::SlowFrom][..], &usual_times, &PRESSURE, &COMPUTING].concat();
    match question {
        // It is told by the figure's own explanation.
        Question::Stall => Vec::new(),
        Question::Response(_, class, _) => {
            let link: &[F] = if class == Class::Http { &[F::OverLink] } else { &[] };
            [&[usual(class)], link, &PRESSURE, &COMPUTING].concat()
        }
        Question::Swapped => [F::WorkingSet, F::SecondSet, F::Memory, F::UserMemory].to_vec(),
        Question::SwapWrites => PRESSURE.to_vec(),
        Question::Peak(Peak::Disk) => [F::DiskRate, F::LinkRate, F::Vms, F::Concurrency].to_vec(),
        Question::Peak(Peak::Link) => [F::Concurrency, F::LinkRate, F::Vms].to_vec(),
        Question::Peak(Peak::Cpu) => [
            &[F::HostThreads, F::Vms, F::Neighbours, F::LeftBehind][..],
            &[F::Vcpus, F::Load, F::MigrationThreads, F::Concurrency],
        ]
        .concat(),
        Question::Throttle => {
            [F::FirstThrottle, F::ThrottleStep, F::DirtyPageRate, F::LinkRate].to_vec()
        }
        Question::Dip => [F::Load].to_vec(),
        Question::Slow | Question::Requests(Fate::Slow) | Question::Abort(Toll::Slow) => slow(),
        Question::SlowLater => [&[F::Stay], &slow()[..]].concat(),
        Question::Cost => [&[F::SlowPrice, F::Stay], &slow()[..]].concat(),
        Question::Requests(Fate::Any) => [&[F::Requests, F::Neighbours], &MOVING[..]].concat(),
        Question::Requests(Fate::Lost) => {
            [&[F::Requests, F::DowntimeLimit], &usual_times[..], &PRESSURE, &MOVING[1..]].concat()
        }
        Question::Abort(Toll::Time) => [&[F::Overhead], &MOVING[..]].concat(),
        Question::Abort(Toll::Energy) => {
            [&[F::MigrationThreads, F::SourcePue, F::DestinationPue, F::Network], &MOVING[..]]
                .concat()
        }
        Question::Abort(Toll::Money) => [
            &[F::SourcePrice, F::DestinationPrice, F::SourcePue, F::DestinationPue][..],
            &[F::Network, F::Egress, F::Standstill, F::SlowPrice],
            &MOVING,
        ]
        .concat(),
        Question::Exposed => [F::Touched, F::LinkRate, F::Concurrency, F::HandOverAfter].to_vec(),
        Question::Away => [F::Boot, F::Redirect].to_vec(),
        Question::Lost => [F::Standstill, F::SlowPrice, F::Boot, F::Redirect, F::WarmUp].to_vec(),
        Question::Aborted | Question::MachinesLost => {
            [F::Interruption, F::Vms, F::Touched, F::LinkRate].to_vec()
        }
        Question::Expected => [
            &[F::Interruption, F::Vms, F::SourcePrice, F::DestinationPrice][..],
            &[F::Network, F::Egress, F::SlowPrice, F::Standstill],
        ]
        .concat(),
    }
}

/// Where the formula is from, as far as it is more than arithmetic.
const fn sources(question: Question) -> &'static [Source] {
    use Source as S;
    match question {
        Question::Response(..) => &[S::FittedPaper, S::PostgresTraces, S::Assumption],
        Question::Swapped | Question::SwapWrites => &[S::FittedPaper],
        Question::Requests(Fate::Any) => &[],
        Question::Slow | Question::SlowLater | Question::Cost | Question::Requests(_) => {
            &[S::FittedPaper, S::Assumption]
        }
        Question::Throttle => &[S::Qemu],
        Question::Dip => &[S::PostgresTraces],
        Question::Stall
        | Question::Peak(_)
        | Question::Abort(_)
        | Question::Exposed
        | Question::Away
        | Question::Lost
        | Question::Aborted
        | Question::MachinesLost
        | Question::Expected => &[S::Assumption],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::service::profile::Group;
    use crate::plan::plan;
    use crate::plan::service::{risk, service};
    use crate::scenario::Technique;
    use crate::scenario::check::check as bound;
    use crate::units::Bytes;

    fn ask(question: Question, change: impl Fn(&mut Scenario)) -> Explanation {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        let plan = plan(&checked);
        let found = service(&checked, plan.chosen());
        let risk = risk(&checked, plan.chosen(), &found);
        let grounds = Grounds { scenario: &checked, plan: &plan, found: &found, risk: &risk };
        explain_service(question, grounds, Lang::En)
    }

    #[test]
    fn a_slow_search_is_told_by_what_it_waits_for() {
        let reading = Question::Response(Group::Moved, Class::Read, When::During);
        let told = ask(reading, |s| s.fleet.working_set = Bytes::mib(1830.0));
        assert!(told.title.starts_with("Reading files, VMs that move, during"), "{told:?}");
        assert!(told.steps[3].contains("page cache 100"), "{told:?}");
        assert!(told.inputs.contains(&Field::ReadTime) && !told.sources.is_empty());
    }

    #[test]
    fn what_fits_into_memory_is_told_by_the_knee() {
        let told = ask(Question::Swapped, |s| s.fleet.working_set = Bytes::mib(1830.0));
        assert!(told.steps[1].starts_with("= 1830\u{202f}MiB − 1783\u{202f}MiB"), "{told:?}");
    }

    #[test]
    fn the_risk_of_post_copy_is_told_by_chances() {
        let told = ask(Question::Expected, |s| s.policy.technique = Technique::PostCopy);
        assert!(told.steps[1].matches(" × ").count() == 2, "{told:?}");
    }
}
