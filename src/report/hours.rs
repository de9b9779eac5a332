//! What hourly prices make of a plan, in sentences.

use crate::calendar::date;
use crate::plan::hours::HourlyPlan;
use crate::quantity::{Lang, amount, duration, percent};
use crate::report::question::hours::Question;
use crate::report::sentence::{Piece, Sentence};
use crate::units::SECONDS_PER_HOUR;

/// So many hours.
pub fn hours(hours: usize, lang: Lang) -> String {
    duration(hours as f64 * SECONDS_PER_HOUR, lang)
}

/// An hour of the series as a date, or by its number where no date is known.
pub fn when(plan: &HourlyPlan, hour: usize, lang: Lang) -> String {
    match (plan.first_hour, lang) {
        (Some(first), _) => date(first.saturating_add_unsigned(hour as u64), lang),
        (None, Lang::En) => format!("hour {hour}"),
        (None, Lang::De) => format!("Stunde {hour}"),
    }
}

/// What the hours say in a few sentences.
pub fn findings(plan: &HourlyPlan, lang: Lang) -> Vec<Sentence<Question>> {
    let mut said = vec![pays(plan, lang)];
    said.extend(first_start(plan, lang));
    let best = Piece::text(when(plan, plan.best_start, lang));
    said.push(Sentence::of(
        lang.pick(
            "If the VMs must leave within the first week, {} UTC is the best hour.",
            "Müssen die VMs in der ersten Woche gehen, ist {} UTC die beste Stunde.",
        ),
        [best],
    ));
    said.push(window(plan, lang));
    said
}

/// How long a move takes to pay, over all starts.
fn pays(plan: &HourlyPlan, lang: Lang) -> Sentence<Question> {
    let never = Piece::Number(percent(plan.never, lang), Question::Never);
    let ask =
        |tenths: u8, found: usize| Piece::Number(hours(found, lang), Question::PaysAfter(tenths));
    match plan.pays_after {
        [None, _] => Sentence::of(
            lang.pick(
                "A move does not pay within the series from {} of all hours.",
                "Aus {} aller Stunden lohnt sich ein Umzug innerhalb der Reihe nicht.",
            ),
            [never],
        ),
        [Some(half), None] => Sentence::of(
            lang.pick(
                "A move has first paid after {} in half of all hours, but from {} of them never within the series.",
                "In der Hälfte aller Stunden ist ein Umzug nach {} erstmals bezahlt, aus {} aber innerhalb der Reihe nie.",
            ),
            [ask(5, half), never],
        ),
        [Some(half), Some(most)] => Sentence::of(
            lang.pick(
                "A move has first paid after {} in half of all hours and after {} in nine of ten; from {} it never does within the series.",
                "Ein Umzug ist in der Hälfte aller Stunden nach {} erstmals bezahlt und in neun von zehn nach {}; aus {} innerhalb der Reihe nie.",
            ),
            [ask(5, half), ask(9, most), never],
        ),
    }
}

/// First and lasting pay-back of a move in the first hour.
fn first_start(plan: &HourlyPlan, lang: Lang) -> Option<Sentence<Question>> {
    let found = plan.first_start?;
    let start = Piece::text(when(plan, 0, lang));
    let first = Piece::Number(hours(found.first, lang), Question::FirstPaid);
    Some(match found.permanent {
        Some(permanent) => Sentence::of(
            lang.pick(
                "Moved at {} UTC, it has first paid after {}, and for good after {}.",
                "Beim Umzug am {} UTC ist er erstmals nach {} bezahlt und endgültig nach {}.",
            ),
            [start, first, Piece::Number(hours(permanent, lang), Question::PaidForGood)],
        ),
        None => Sentence::of(
            lang.pick(
                "Moved at {} UTC, it has first paid after {}, but is in the red again at the end.",
                "Beim Umzug am {} UTC ist er erstmals nach {} bezahlt, am Ende aber wieder im Minus.",
            ),
            [start, first],
        ),
    })
}

/// The best stay there and back.
fn window(plan: &HourlyPlan, lang: Lang) -> Sentence<Question> {
    let window = &plan.window;
    if window.gain <= 0.0 {
        return Sentence::of(
            lang.pick(
                "No stay there and back is worth both moves.",
                "Kein Aufenthalt mit Rückkehr ist beide Umzüge wert.",
            ),
            [],
        );
    }
    let [from, until] = [window.from, window.until].map(|hour| Piece::text(when(plan, hour, lang)));
    let gain = amount(window.gain, plan.account, lang);
    Sentence::of(
        lang.pick(
            "The best stay there and back is from {} to {} UTC: it gains {}, both moves paid.",
            "Der beste Aufenthalt mit Rückkehr dauert von {} bis {} UTC: Er bringt {}, beide Umzüge bezahlt.",
        ),
        [from, until, Piece::Number(gain, Question::Gain)],
    )
}
