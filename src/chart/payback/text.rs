//! What the pay-back line says in words.

use super::Payback;
use crate::chart::table::Table;
use crate::model::breakeven::BreakEven;
use crate::quantity::{Lang, amount, duration};
use crate::units::Seconds;

/// A sum with its sign.
fn signed(payback: &Payback, saved: f64, lang: Lang) -> String {
    let sign = if 0.0 < saved { "+" } else { "" };
    format!("{sign}{}", amount(saved, payback.account, lang))
}

/// When it pays, in two or three words.
pub(super) fn outcome(payback: &Payback, lang: Lang) -> String {
    match (payback.break_even, lang) {
        (BreakEven::After(after), Lang::En) if payback.crossing().is_none() => {
            format!("pays only after {}", duration(after.get(), lang))
        }
        (BreakEven::After(after), Lang::De) if payback.crossing().is_none() => {
            format!("erst nach {} bezahlt", duration(after.get(), lang))
        }
        (BreakEven::Never, _) => lang.pick("never pays", "zahlt sich nie aus").to_owned(),
        (BreakEven::After(after), Lang::En) => {
            format!("has paid after {}", duration(after.get(), lang))
        }
        (BreakEven::After(after), Lang::De) => {
            format!("bezahlt nach {}", duration(after.get(), lang))
        }
    }
}

pub(super) fn stay(payback: &Payback, lang: Lang) -> String {
    let stay = duration(payback.stay.get(), lang);
    let saved = signed(payback, payback.saved(payback.stay), lang);
    match lang {
        Lang::En => format!("after {stay}: {saved}"),
        Lang::De => format!("nach {stay}: {saved}"),
    }
}

pub(super) fn title(payback: &Payback, lang: Lang) -> String {
    let cost = amount(payback.cost, payback.account, lang);
    let stay = duration(payback.stay.get(), lang);
    let BreakEven::After(after) = payback.break_even else {
        return match lang {
            Lang::En => format!("The move costs {cost} and never pays for itself"),
            Lang::De => format!("Der Umzug kostet {cost} und zahlt sich nie aus"),
        };
    };
    let time = duration(after.get(), lang);
    match (after <= payback.stay, lang) {
        (true, Lang::En) => {
            format!("The move has paid for itself after {time}, within the stay of {stay}")
        }
        (true, Lang::De) => {
            format!("Der Umzug ist nach {time} bezahlt, geplant ist ein Aufenthalt von {stay}")
        }
        (false, Lang::En) => {
            format!("The move pays only after {time}, longer than the stay of {stay}")
        }
        (false, Lang::De) => {
            format!("Der Umzug ist erst nach {time} bezahlt, geplant ist ein Aufenthalt von {stay}")
        }
    }
}

pub(super) fn subtitle(payback: &Payback, lang: Lang) -> String {
    let what = lang.pick(
        "Saved less the cost of the move, over the time at the destination",
        "Ersparnis abzüglich der Umzugskosten über der Zeit am Ziel",
    );
    let band = lang.pick("; band: 8 of 10 runs", "; Band: 8 von 10 Läufen");
    format!("{what}{}", if payback.cost_range.is_some() { band } else { "" })
}

pub(super) fn sentence(payback: &Payback, lang: Lang) -> String {
    let title = title(payback, lang);
    let stay = duration(payback.stay.get(), lang);
    let saved = signed(payback, payback.saved(payback.stay), lang);
    match lang {
        Lang::En => format!("{title}. At the end of the stay of {stay} it stands at {saved}."),
        Lang::De => format!("{title}. Am Ende des Aufenthalts von {stay} steht er bei {saved}."),
    }
}

pub(super) fn reading(payback: &Payback, after: Seconds, lang: Lang) -> String {
    let time = duration(after.get(), lang);
    let saved = signed(payback, payback.saved(after), lang);
    let mut text = match lang {
        Lang::En => format!("after {time} · {saved}"),
        Lang::De => format!("nach {time} · {saved}"),
    };
    if payback.break_even == BreakEven::After(after) {
        text.push_str(lang.pick(" · paid for", " · bezahlt"));
    } else if after == payback.stay {
        text.push_str(lang.pick(" · end of the stay", " · Ende des Aufenthalts"));
    }
    text
}

pub(super) fn table(payback: &Payback, lang: Lang) -> Table {
    let columns: [&str; 4] = lang.pick(
        ["Time at the destination", "Saved", "At best", "At worst"],
        ["Zeit am Ziel", "Ersparnis", "Bestenfalls", "Schlimmstenfalls"],
    );
    let mut table = Table::new(subtitle(payback, lang), &columns);
    let row = |after: Seconds| {
        let [best, worst] = payback.costs().map(|cost| payback.saved_at_cost(cost, after));
        vec![
            duration(after.get(), lang),
            signed(payback, payback.saved(after), lang),
            signed(payback, best, lang),
            signed(payback, worst, lang),
        ]
    };
    table.rows = payback.moments().into_iter().map(row).collect();
    table
}
