//! One sentence that opens each view: what it shows for this scenario.

use super::question::{Question, Subject};
use super::sentence::{Piece, Sentence};
use super::words::{UNKNOWN, counted_rounds, no_sums, technique};
use crate::model::breakeven::Account;
use crate::model::trace::{Ending, Segment, Stage};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, duration, money, number, percent, quantity};
use crate::scenario::field::{Measure, Source};
use crate::scenario::presets::is_changed;
use crate::scenario::{Field, Scenario, Technique};
use crate::units::{Bytes, Ratio, Seconds};

/// What takes the time.
pub fn timeline(outcome: &Outcome, lang: Lang) -> Sentence<Subject> {
    let share = |stage: Stage| {
        let spent = percent(spent(outcome, stage).get(), lang);
        Piece::Number(spent, Subject::chosen(Question::Spent(stage)))
    };
    let count = rounds(outcome);
    let rounds = || Piece::Number(counted_rounds(count, lang), Subject::chosen(Question::Rounds));
    let disk = outcome.trace.of(outcome.typical()).any(|s| s.stage == Stage::DiskCopy);
    let (pattern, pieces) = match outcome.figures.ending {
        ending if !ending.completes() => (
            lang.pick(
                "It is given up after {}; the VM stays where it is.",
                "Nach {} wird abgebrochen; die VM bleibt, wo sie ist.",
            ),
            vec![rounds()],
        ),
        _ if outcome.technique.converts() => (
            lang.pick(
                "Copying while the VM runs takes {} of the time, copying while it is down {}, converting {}.",
                "Das Kopieren bei laufender VM braucht {} der Zeit, das bei stehender {}, das Konvertieren {}.",
            ),
            [Stage::DiskCopy, Stage::OfflineCopy, Stage::Conversion].map(share).to_vec(),
        ),
        _ if outcome.technique == Technique::Storage => (
            lang.pick(
                "{} of the time goes into the disk; the VM stays on its host.",
                "{} der Zeit braucht die Festplatte; die VM bleibt auf ihrem Host.",
            ),
            vec![share(Stage::DiskCopy)],
        ),
        Ending::HandedOver => (
            lang.pick(
                "The VM runs at the destination almost at once; fetching its memory takes {} of the time.",
                "Die VM läuft fast sofort am Ziel; ihren Speicher nachzuholen dauert {} der Zeit.",
            ),
            vec![share(Stage::DemandPaging)],
        ),
        Ending::Restarted => (
            lang.pick(
                "The VM is started anew at the destination, which takes {} of the time.",
                "Die VM wird am Ziel neu gestartet; das braucht {} der Zeit.",
            ),
            vec![share(Stage::Boot)],
        ),
        _ if count == 0 => (
            lang.pick(
                "The VM stands still for {} of the time, while its memory goes over.",
                "Die VM steht {} der Zeit still, während ihr Speicher hinübergeht.",
            ),
            vec![share(Stage::StopAndCopy)],
        ),
        _ if disk => (
            lang.pick(
                "{} of the time goes into the disk; the memory follows in {}.",
                "{} der Zeit braucht die Festplatte; der Speicher folgt in {}.",
            ),
            vec![share(Stage::DiskCopy), rounds()],
        ),
        _ => (
            lang.pick(
                "The memory goes over in {}, and {} of the time the VM stands still.",
                "Der Speicher geht in {} hinüber, und {} der Zeit steht die VM still.",
            ),
            vec![rounds(), share(Stage::StopAndCopy)],
        ),
    };
    Sentence::of(pattern, pieces)
}

/// The share of its time that the machine which stands for all spends in a stage.
pub(super) fn spent(outcome: &Outcome, stage: Stage) -> Ratio {
    let own = || outcome.trace.of(outcome.typical());
    let spent: Seconds = own().filter(|s| s.stage == stage).map(Segment::duration).sum();
    let whole: Seconds = own().map(Segment::duration).sum();
    spent.share_of(whole)
}

/// The rounds of the machine with the most of them.
pub(super) fn rounds(outcome: &Outcome) -> u32 {
    outcome.trace.moves.iter().map(|m| m.rounds).max().unwrap_or(0)
}

/// How the chosen technique compares with the quickest.
pub fn techniques(plan: &Plan, lang: Lang) -> Sentence<Subject> {
    if plan.chosen().technique.converts() {
        return conversions(plan, lang);
    }
    let Some(quickest) = quickest(plan) else {
        return Sentence::of(
            lang.pick(
                "No live technique brings the VMs over.",
                "Kein Live-Verfahren bringt die VMs hinüber.",
            ),
            [],
        );
    };
    let chosen = plan.chosen();
    let [name, quick] = [chosen, quickest].map(|outcome| technique(outcome.technique, lang));
    if !chosen.figures.ending.completes() {
        let pattern = lang.pick(
            "{}, your choice, fails; {} would arrive first.",
            "{}, Ihre Wahl, scheitert; mit {} ginge es am schnellsten.",
        );
        return Sentence::of(pattern, [name, quick].map(Piece::text));
    }
    if chosen.technique == quickest.technique {
        let pattern = lang.pick(
            "{}, your choice, is the quickest live one.",
            "{}, Ihre Wahl, ist das schnellste Live-Verfahren.",
        );
        return Sentence::of(pattern, [Piece::text(name)]);
    }
    let times = times_as_long(chosen, quickest, lang);
    let times = Piece::Number(times, Subject::chosen(Question::TimesAsLong));
    let pattern = lang.pick(
        "{}, your choice, takes {} as long as {}, the quickest live one.",
        "{}, Ihre Wahl, dauert {} so lang wie {}, das schnellste Live-Verfahren.",
    );
    Sentence::of(pattern, [Piece::text(name), times, Piece::text(quick)])
}

/// How long a warm migration and its rival stand still.
fn conversions(plan: &Plan, lang: Lang) -> Sentence<Subject> {
    let downtime = |technique| {
        let still = plan.of(technique).map(|outcome| outcome.figures.downtime);
        Piece::text(still.map_or_else(|| UNKNOWN.to_owned(), |still| duration(still.get(), lang)))
    };
    Sentence::of(
        lang.pick(
            "A warm migration keeps the VM down for {}, a cold one for {}.",
            "Eine warme Migration lässt die VM {} lang stehen, eine kalte {}.",
        ),
        [Technique::Warm, Technique::Cold].map(downtime),
    )
}

/// The live technique that arrives first, if any arrives.
pub(super) fn quickest(plan: &Plan) -> Option<&Outcome> {
    let time = |outcome: &Outcome| outcome.figures.total_time.get();
    let is_live = |o: &&Outcome| o.technique.is_live() && o.figures.ending.completes();
    plan.outcomes.iter().filter(is_live).min_by(|a, b| time(a).total_cmp(&time(b)))
}

/// How many times as long a technique takes as another one.
pub(super) fn times_as_long(one: &Outcome, other: &Outcome, lang: Lang) -> String {
    let factor = one.figures.total_time.share_of(other.figures.total_time).get();
    format!("{}{}", number(factor, lang), lang.pick(" times", "\u{2011}mal"))
}

/// What is saved by the hour, against what the move costs once, or what has to be stated to know.
pub fn energy_view(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Sentence<Subject> {
    let Some(sums) = outcome.figures.money else {
        return Sentence::of(&no_sums(scenario, lang).unwrap_or_default(), []);
    };
    let hourly = sums.saving_per_hour.get();
    let asked = |sum: f64, question: fn(Account) -> Question| {
        Piece::Number(money(sum, lang), Subject::chosen(question(Account::Money)))
    };
    let pieces = [asked(hourly.abs(), Question::Saving), asked(sums.cost.get(), Question::Cost)];
    let pattern = if 0.0 <= hourly {
        lang.pick(
            "At the destination the VMs save {} an hour; the move costs {} once.",
            "Am Ziel sparen die VMs {} pro Stunde; der Umzug kostet einmal {}.",
        )
    } else {
        lang.pick(
            "At the destination the VMs cost {} more an hour, and the move costs {} once.",
            "Am Ziel kosten die VMs {} mehr pro Stunde, und der Umzug kostet einmal {}.",
        )
    };
    Sentence::of(pattern, pieces)
}

/// How much of the scenario is assumed, and how much was changed.
pub fn assumptions(scenario: &Scenario, lang: Lang) -> String {
    let shown = || Field::ALL.iter().filter(|field| field.applies(scenario));
    let changed = |field: Field| is_changed(field, scenario);
    let edited = shown().filter(|field| changed(**field)).count();
    let assumed =
        shown().filter(|field| field.origin(scenario).source() == Some(Source::Assumption)).count();
    let all = shown().count();
    let edited = match edited {
        0 => lang.pick("none", "keine").to_owned(),
        some => some.to_string(),
    };
    match lang {
        Lang::En => {
            format!(
                "Of {all} inputs you changed {edited}; {assumed} of the others are assumptions."
            )
        }
        Lang::De => {
            format!(
                "Von {all} Eingaben haben Sie {edited} geändert; {assumed} der übrigen sind Annahmen."
            )
        }
    }
}

/// What would turn the decision, and what coming back costs, as far as there are sums.
pub fn turn(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Sentence<Subject> {
    let figures = &outcome.figures;
    let ask = |question, value| Piece::Number(value, Subject::chosen(question));
    let size = |bytes: Bytes| quantity(bytes.get(), Measure::Size, lang);
    let flip = figures.money.and_then(|sums| {
        let price = quantity(sums.even_price?.to_per_kwh(), Measure::Price, lang);
        Some(Sentence::of(
            lang.pick(
                "The planned stay just pays for the move at {} at the destination. Moving back would cost {} again. ",
                "Der geplante Aufenthalt bezahlt den Umzug gerade noch bei {} am Ziel. Der Rückweg kostete noch einmal {}. ",
            ),
            [ask(Question::EvenPrice, price), ask(Question::Back, money(sums.back.get(), lang))],
        ))
    });
    let most = figures.most_worth_sending(scenario.stay).map(|most| {
        Sentence::of(
            lang.pick(
                "Over that stay it would be worth sending {}, all else as it is; this move sends {}.",
                "Für diesen Aufenthalt dürfte es {} senden, alles andere wie hier; dieser Umzug sendet {}.",
            ),
            [ask(Question::WorthSending, size(most)), ask(Question::Sent, size(figures.sent))],
        )
    });
    let nothing = || Sentence(Vec::new());
    flip.unwrap_or_else(nothing).then(most.unwrap_or_else(nothing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check;

    #[test]
    fn each_view_opens_with_what_it_shows() {
        let (checked, _) = check(Scenario::default());
        let plan = plan(&checked);
        assert!(timeline(plan.chosen(), Lang::En).to_string().contains("goes into the disk"));
        let pre_copy = plan.of(Technique::PreCopy).map(|outcome| timeline(outcome, Lang::De));
        assert!(pre_copy.is_some_and(|text| text.to_string().contains("steht die VM still")));
        assert!(techniques(&plan, Lang::En).to_string().contains("times as long as"));
        assert!(
            energy_view(plan.chosen(), checked.get(), Lang::En)
                .to_string()
                .contains("an hour; the move costs")
        );
        assert!(assumptions(checked.get(), Lang::En).contains("you changed none"));
    }
}
