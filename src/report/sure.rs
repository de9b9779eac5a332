//! How sure an answer is, in words: whether it is safe, how far figures spread and why, what is likely,
//! what matters, and what to measure first.

use crate::chart::dots::Dots;
use crate::chart::table::Table;
use crate::chart::tornado::{Bar, Tornado};
use crate::plan::uncertain::{DOTS, SUPPOSED, Swing, Told, Uncertain};
use crate::quantity::{Lang, duration, energy, money, number, percent, quantity};
use crate::report::Tone;
use crate::report::commands::measuring;
use crate::report::fields::label;
use crate::scenario::field::Measure;
use crate::scenario::{Field, Scenario};
use crate::units::Seconds;

/// As many bars are worth a look.
const BARS: usize = 8;
/// Less than this share of the spread is not worth a measurement.
pub const WORTH: f64 = 0.1;

/// So many of all dots: `17 of 20 draws`.
fn of_dots(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} of {DOTS} draws"),
        Lang::De => format!("{count} von {DOTS} Ziehungen"),
    }
}

/// Whether it is safe within the window, or else how long it takes, in one sentence; and how good that
/// is.
pub fn answer(found: &Uncertain, window: Option<Seconds>, lang: Lang) -> (Tone, String) {
    let never = found.dots.iter().filter(|dot| dot.is_none()).count();
    let rest = match (never, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!(" {} never arrive.", of_dots(never, lang)),
        (_, Lang::De) => format!(" {} kommen nie an.", of_dots(never, lang)),
    };
    let Some(window) = window else {
        let spread = found.total_time.spread;
        let [low, high] = [spread.p10, spread.p90].map(|at| duration(at, lang));
        let tone = if never == 0 { Tone::Good } else { Tone::Warn };
        let said = match (never, lang) {
            (DOTS, Lang::En) => "In no draw do all arrive.".to_owned(),
            (DOTS, Lang::De) => "In keiner Ziehung kommen alle an.".to_owned(),
            (_, Lang::En) => format!("Eight of ten draws that arrive take {low} to {high}.{rest}"),
            (_, Lang::De) => {
                format!("Acht von zehn Ziehungen, die ankommen, dauern {low} bis {high}.{rest}")
            }
        };
        return (if never == DOTS { Tone::Bad } else { tone }, said);
    };
    let count = found.within(window);
    let (tone, judged) = match count {
        DOTS => (Tone::Good, lang.pick("Yes, as far as is known", "Ja, soweit bekannt")),
        19 => (Tone::Good, lang.pick("Very likely", "Sehr wahrscheinlich")),
        14..=18 => {
            (Tone::Warn, lang.pick("Probably, but not safely", "Wahrscheinlich, aber nicht sicher"))
        }
        7..=13 => (Tone::Warn, lang.pick("Nobody can tell", "Das ist offen")),
        2..=6 => (Tone::Bad, lang.pick("Probably not", "Wahrscheinlich nicht")),
        _ => (Tone::Bad, lang.pick("No", "Nein")),
    };
    let (within, draws) = (duration(window.get(), lang), of_dots(count, lang));
    let said = match lang {
        Lang::En => {
            format!("Safe within {within}? {judged}: {draws} finish in time.{rest}")
        }
        Lang::De => {
            format!(
                "Sicher innerhalb von {within}? {judged}: {draws} werden rechtzeitig fertig.{rest}"
            )
        }
    };
    (tone, said)
}

/// What was looked at.
pub fn looked_at(found: &Uncertain, ranges: usize, lang: Lang) -> String {
    let points = number(f64::from(found.points), lang);
    match (ranges, lang) {
        (0, Lang::En) => format!(
            "{points} runs with different luck. Nothing is stated as a range: write one into any field, as in 5..10 Gbit/s, about 16 GiB, or ? where you do not know."
        ),
        (0, Lang::De) => format!(
            "{points} Läufe mit verschiedenem Glück. Nichts ist als Bereich angegeben: Schreiben Sie einen in ein Feld, etwa 5..10 Gbit/s, etwa 16 GiB, oder ?, wo Sie es nicht wissen."
        ),
        (1, Lang::En) => {
            format!("{points} draws from one range, each with the luck of a run of its own.")
        }
        (1, Lang::De) => {
            format!("{points} Ziehungen aus einem Bereich, jede mit dem Glück eines eigenen Laufs.")
        }
        (_, Lang::En) => format!(
            "{points} draws from {ranges} ranges, which are taken not to depend on each other, each with the luck of a run of its own."
        ),
        (_, Lang::De) => format!(
            "{points} Ziehungen aus {ranges} Bereichen, die als unabhängig voneinander gelten, jede mit dem Glück eines eigenen Laufs."
        ),
    }
}

/// How long it takes, as dots.
pub fn dots(found: &Uncertain, window: Option<Seconds>, lang: Lang) -> Dots {
    let limit = window.map(Seconds::get);
    let never = lang.pick("never", "nie").to_owned();
    let said = |dot: &Option<f64>| {
        let Some(time) = *dot else { return lang.pick("never arrives", "kommt nie an").to_owned() };
        let text = duration(time, lang);
        match limit.map(|limit| time <= limit) {
            None => text,
            Some(true) => format!("{text}, {}", lang.pick("in time", "rechtzeitig")),
            Some(false) => format!("{text}, {}", lang.pick("too late", "zu spät")),
        }
    };
    let title = if let Some(window) = window {
        let late = of_dots(DOTS - found.within(window), lang);
        match lang {
            Lang::En => format!("Total time: {late} are too late or never arrive"),
            Lang::De => format!("Gesamtdauer: {late} sind zu spät oder kommen nie an"),
        }
    } else {
        let half = duration(found.total_time.spread.p50, lang);
        match lang {
            Lang::En => format!("Total time: half of the draws take up to {half}"),
            Lang::De => format!("Gesamtdauer: Die Hälfte der Ziehungen dauert bis {half}"),
        }
    };
    let subtitle = match limit {
        Some(_) => lang.pick(
            "Each dot stands for a twentieth of all draws; rings are too late, crosses never arrive.",
            "Jeder Punkt steht für ein Zwanzigstel aller Ziehungen; Ringe sind zu spät, Kreuze kommen nie an.",
        ),
        None => lang.pick(
            "Each dot stands for a twentieth of all draws; crosses never arrive.",
            "Jeder Punkt steht für ein Zwanzigstel aller Ziehungen; Kreuze kommen nie an.",
        ),
    };
    let (_, sentence) = answer(found, window, lang);
    Dots {
        sentence: format!("{title}. {sentence}"),
        title,
        subtitle: subtitle.to_owned(),
        times: found.dots.clone(),
        limit,
        said: found.dots.iter().map(said).collect(),
        limit_said: limit.map_or_else(String::new, |limit| duration(limit, lang)),
        never,
        heads: [lang.pick("Dot", "Punkt"), lang.pick("Total time", "Gesamtdauer")]
            .map(str::to_owned),
    }
}

/// How far figures spread, and how much of that is luck and how much ignorance.
pub fn spreads(found: &Uncertain, has_ranges: bool, lang: Lang) -> Table {
    let heads = [
        lang.pick("Figure", "Größe"),
        "P10",
        "P50",
        "P90",
        lang.pick("luck", "Glück"),
        lang.pick("ignorance", "Unwissen"),
    ];
    let caption = lang.pick(
        "How far it spreads, of the draws in which all arrive, and what that is due to",
        "Wie weit es streut, bei Ziehungen, in denen alle ankommen, und woran das liegt",
    );
    let mut table = Table::new(caption.to_owned(), &heads);
    let mut row = |name: &str, told: &Told, write: &dyn Fn(f64) -> String| {
        let Told { spread, luck } = *told;
        let share = |share: f64| percent(share, lang);
        // Where nothing spreads, it is due to nothing.
        let is_same = spread.p90 - spread.p10 <= 1e-9 * spread.p90.abs();
        let due = if is_same || !has_ranges {
            let all = if is_same { "–".to_owned() } else { share(1.0) };
            [all, "–".to_owned()]
        } else {
            [share(luck), share(1.0 - luck)]
        };
        let quantiles = [spread.p10, spread.p50, spread.p90].map(write);
        table.rows.push([name.to_owned()].into_iter().chain(quantiles).chain(due).collect());
    };
    let time = |value: f64| duration(value, lang);
    row(lang.pick("Total time", "Gesamtdauer"), &found.total_time, &time);
    row(lang.pick("Downtime", "Stillstand"), &found.downtime, &time);
    row(lang.pick("Sent", "Gesendet"), &found.sent, &|of| quantity(of, Measure::Size, lang));
    row(lang.pick("Energy", "Energie"), &found.energy, &|of| energy(of, lang));
    if let Some(cost) = &found.cost {
        row(lang.pick("Cost", "Kosten"), cost, &|of| money(of, lang));
    }
    table
}

/// What is likely.
pub fn chances(
    found: &Uncertain,
    scenario: &Scenario,
    machines: usize,
    window: Option<Seconds>,
    lang: Lang,
) -> Table {
    let heads = [lang.pick("What", "Was"), lang.pick("Chance", "Chance")];
    let caption = lang.pick("What is likely", "Was wahrscheinlich ist");
    let mut table = Table::new(caption.to_owned(), &heads);
    let mut row = |name: String, share: Option<f64>| {
        let said = share.map_or_else(|| "–".to_owned(), |share| percent(share, lang));
        table.rows.push(vec![name, said]);
    };
    let limit = duration(scenario.policy.downtime_limit.get(), lang);
    let stay = duration(scenario.stay.get(), lang);
    row(lang.pick("All arrive", "Alle kommen an").to_owned(), Some(found.arrives));
    if let Some(window) = window {
        let within = duration(window.get(), lang);
        let name = match lang {
            Lang::En => format!("All arrive within {within}"),
            Lang::De => format!("Alle kommen innerhalb von {within} an"),
        };
        row(name, found.keeps_window);
    }
    if !Field::DowntimeLimit.is_none(scenario) {
        let name = match lang {
            Lang::En => format!("All stand still for {limit} at most"),
            Lang::De => format!("Alle stehen höchstens {limit} still"),
        };
        row(name, Some(found.keeps_downtime_limit));
    }
    let saved = [
        lang.pick("Saves money", "Spart Geld"),
        lang.pick("Saves energy", "Spart Energie"),
        lang.pick("Saves carbon", "Spart CO₂"),
    ];
    for (name, share) in saved.into_iter().zip(found.pays) {
        let name = match lang {
            Lang::En => format!("{name} within {stay}"),
            Lang::De => format!("{name} innerhalb von {stay}"),
        };
        row(name, share);
    }
    if 1 < machines {
        let name = lang.pick(
            "VMs that arrive, in nine of ten draws",
            "VMs, die ankommen, in neun von zehn Ziehungen",
        );
        let of = number(machines as f64, lang);
        let least = number(libm::floor(found.arrived.p10), lang);
        let said = match lang {
            _ if least == of => lang.pick("all", "alle").to_owned(),
            Lang::En => format!("{least} of {of} or more"),
            Lang::De => format!("{least} von {of} oder mehr"),
        };
        table.rows.push(vec![name.to_owned(), said]);
    }
    table
}

/// What inputs do each by itself.
pub fn tornado(
    swings: &[Swing],
    typical: Option<Seconds>,
    are_stated: bool,
    lang: Lang,
) -> Tornado {
    let said = |time: Option<f64>| match time {
        Some(time) => duration(time, lang),
        None => lang.pick("not all arrive", "nicht alle kommen an").to_owned(),
    };
    let bar = |swing: &Swing| {
        let (field, range) = swing.known;
        let ends: [f64; 2] = range.ends().into();
        let end = |value: f64| match field.measure() {
            Measure::Time => duration(value, lang),
            measure => quantity(value, measure, lang),
        };
        let name = label(field, lang).to_owned();
        Bar { name, ends: ends.map(end), at: swing.at, said: swing.at.map(said) }
    };
    let bars: Vec<Bar> = swings.iter().take(BARS).map(bar).collect();
    let title = match (bars.first(), lang) {
        (None, _) => {
            lang.pick("Nothing changes the total time", "Nichts ändert die Gesamtdauer").to_owned()
        }
        (Some(first), Lang::En) => format!("{} matters most for the total time", first.name),
        (Some(first), Lang::De) => format!("Für die Gesamtdauer zählt am meisten: {}", first.name),
    };
    let off = percent(SUPPOSED, lang);
    let subtitle = match (are_stated, lang) {
        (true, _) => lang
            .pick(
                "Each range from its lower end (filled) to its upper end (hatched), all else typical.",
                "Jeder Bereich vom unteren Ende (gefüllt) bis zum oberen (schraffiert), alles andere typisch.",
            )
            .to_owned(),
        (false, Lang::En) => format!(
            "No range is stated, so every number that matters is taken {off} lower (filled) and higher (hatched), all else typical."
        ),
        (false, Lang::De) => format!(
            "Kein Bereich ist angegeben; darum wird jede Zahl, die zählt, um {off} kleiner (gefüllt) und größer (schraffiert) angenommen, alles andere typisch."
        ),
    };
    Tornado {
        sentence: format!("{title}. {subtitle}"),
        title,
        subtitle,
        typical: typical.map(Seconds::get),
        bars,
        heads: [
            lang.pick("Input", "Eingabe"),
            lang.pick("Lower end", "Unteres Ende"),
            lang.pick("Upper end", "Oberes Ende"),
        ]
        .map(str::to_owned),
    }
}

/// What to measure first, and the command that does, as far as one is known.
pub fn measure(
    found: &Uncertain,
    swings: &[Swing],
    scenario: &Scenario,
    lang: Lang,
) -> (String, Option<&'static str>) {
    let by = scenario.policy.controller;
    let Some((field, effect)) = found.effects.first() else {
        let can = |swing: &&Swing| measuring(swing.known.0, by).is_some();
        let Some(swing) = swings.iter().find(can) else { return (String::new(), None) };
        let (field, off) = (swing.known.0, percent(SUPPOSED, lang));
        let name = label(field, lang);
        let said = match lang {
            Lang::En => format!(
                "If “{name}” was not measured, measure it first: of what can be measured, being {off} off there changes the total time most."
            ),
            Lang::De => format!(
                "Wurde „{name}“ nicht gemessen, messen Sie das zuerst: Von allem, was sich messen lässt, ändern {off} dort die Gesamtdauer am meisten."
            ),
        };
        return (said, measuring(field, by));
    };
    if *effect < WORTH {
        let said = lang.pick(
            "Measuring would change little: what spreads is luck.",
            "Messen würde wenig ändern: Was streut, ist Glück.",
        );
        return (said.to_owned(), None);
    }
    let (name, share) = (label(*field, lang), percent(*effect, lang));
    let command = measuring(*field, by);
    let how = match command {
        Some(_) => "",
        None => lang.pick(
            " No command is known that tells it.",
            " Es ist kein Befehl bekannt, der das verrät.",
        ),
    };
    let said = match lang {
        Lang::En => {
            format!("Measure “{name}” first: {share} of what spreads goes once it is known.{how}")
        }
        Lang::De => format!(
            "Messen Sie zuerst „{name}“: {share} der Streuung verschwinden, sobald das bekannt ist.{how}"
        ),
    };
    (said, command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::picture::svg;
    use crate::chart::theme::Theme;
    use crate::chart::{Chart, Size};
    use crate::plan::remedy::Asked;
    use crate::plan::uncertain::{supposed, swings, uncertain};
    use crate::scenario::presets::base;
    use crate::scenario::range::Range;
    use crate::scenario::{Controller, Technique};

    /// Nobody knows how fast it writes.
    fn found() -> (Asked, Uncertain, Field, Range) {
        let mut scenario = base(Controller::Qemu);
        scenario.policy.technique = Technique::PreCopy;
        Field::Memory.set(&mut scenario, 8.0 * 1_073_741_824.0);
        Field::LinkRate.set(&mut scenario, 125e6);
        let range = Range::new(1e6, None, 1e9).expect("a range");
        Field::DirtyPageRate.set(&mut scenario, range.typical());
        let asked = Asked { scenario, wave: None };
        let found = uncertain(&asked, &[(Field::DirtyPageRate, range)], None, 200);
        (asked, found, Field::DirtyPageRate, range)
    }

    #[test]
    fn the_question_is_answered_first_in_both_languages() {
        let (_, found, ..) = found();
        let count = found.within(Seconds::new(100.0));
        let (_, said) = answer(&found, Some(Seconds::new(100.0)), Lang::En);
        assert!(said.starts_with("Safe within") && said.contains(&format!("{count} of 20 draws")));
        let (_, said) = answer(&found, Some(Seconds::new(100.0)), Lang::De);
        assert!(said.starts_with("Sicher innerhalb") && said.contains("Ziehungen"), "{said}");
        let (tone, said) = answer(&found, Some(Seconds::new(1.0)), Lang::En);
        assert!(tone == Tone::Bad && said.contains("No: 0 of 20 draws"), "{said}");
    }

    #[test]
    fn what_is_not_known_is_measured_first() {
        let (asked, found, field, _) = found();
        let (said, command) = measure(&found, &[], &asked.scenario, Lang::En);
        assert!(said.contains(label(field, Lang::En)), "{said}");
        assert!(command.is_some_and(|command| command.contains("dirtyrate")));
    }

    #[test]
    fn pictures_are_drawn_and_told_in_both_languages() {
        let (asked, found, field, range) = found();
        let size = Size { width: 400.0, height: 280.0 };
        let all = supposed(&asked.scenario);
        for lang in [Lang::En, Lang::De] {
            for window in [None, Some(Seconds::new(100.0)), Some(Seconds::new(1e6))] {
                let dots = dots(&found, window, lang);
                assert_eq!(dots.readings(size, lang).len(), DOTS);
                assert_eq!(dots.table(lang).rows.len(), DOTS);
                assert!(svg(&dots, size, &Theme::DARK, lang).contains("circle"));
                let table = chances(&found, &asked.scenario, 3, window, lang);
                assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            }
            for (known, stated) in [(&[(field, range)][..], true), (&all, false)] {
                let swings = swings(&asked, known);
                let tornado = tornado(&swings, Some(Seconds::new(60.0)), stated, lang);
                assert_eq!(tornado.readings(size, lang).len(), tornado.bars.len());
                assert!(svg(&tornado, size, &Theme::LIGHT, lang).contains("rect"));
            }
            let table = spreads(&found, true, lang);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        }
    }
}
