//! What would come of other limits, orders and links, and why.

use yew::prelude::*;

use crate::chart::table::Table;
use crate::chart::wave::{Axis, Curve, Curves};
use crate::plan::wave::{CURVES, LOADS, Outline, WhatIf, best};
use crate::quantity::Lang;
use crate::report::explain::wave::{Grounds, Held, Question, explain_wave};
use crate::report::wave::what_if;
use crate::scenario::field::Measure;
use crate::scenario::wave::{Order, Setting, Wave};
use crate::share::link::sealed;
use crate::share::wave::FINDINGS;
use crate::ui::parts::{AnyChart, Asked, ChartView, Height};
use crate::ui::runner::wave::KnownWave;
use crate::ui::text::waves::{self as words, Turn};

/// Times that differ by less hardly differ: the model is as far off.
const HARDLY: f64 = 1.05;

/// What would come of other limits, orders and links.
pub(super) fn what_ifs(
    known: &KnownWave,
    wave: &Wave,
    asked: &Asked<'_, Question>,
    dark: bool,
    lang: Lang,
) -> Html {
    let Some(plan) = known.plan.as_ref().filter(|_| !known.what_ifs.is_empty()) else {
        return Html::default();
    };
    let stated = &plan.outline;
    let scenario = &asked.answer.checked;
    let grounds = Grounds { scenario, wave, plan, what_ifs: &known.what_ifs };
    let at_a_time: Vec<(u32, Outline)> = known
        .what_ifs
        .iter()
        .filter_map(|(what_if, outline)| match what_if {
            WhatIf::AtATime(count) => Some((*count, *outline)),
            _ => None,
        })
        .collect();
    let others: Vec<&(WhatIf, Outline)> = known
        .what_ifs
        .iter()
        .filter(|(what_if, _)| !matches!(what_if, WhatIf::AtATime(_) | WhatIf::Loaded(..)))
        .filter(|(what_if, _)| *what_if != WhatIf::Ordered(wave.order))
        .collect();
    let row = |(other, outline): &&(WhatIf, Outline)| {
        let values = Held::ALL.map(|held| held.value(outline, stated, lang));
        std::iter::once(what_if(*other, lang)).chain(values).collect()
    };
    let table = Table {
        rows: others.iter().map(row).collect(),
        ..Table::new(words::otherwise(lang).to_owned(), &words::what_if_heads(lang))
    };
    let found = best(&at_a_time);
    let outlines = || at_a_time.iter().map(|(_, outline)| outline);
    let is_level = is_level(outlines().map(|outline| outline.makespan.get()))
        && outlines().all(|outline| outline.converged == at_a_time[0].1.converged);
    let in_batches = 0.0 < wave.get(Setting::Batch);
    let why = found.map(|(count, outline)| {
        let sooner = |other: &Outline| other.makespan.get() * 1.001 < outline.makespan.get();
        let turn = match at_a_time.last() {
            _ if is_level => Turn::Level,
            _ if outlines().any(sooner) => Turn::Converging,
            _ if in_batches && count == 1 => Turn::Batches {
                places: wave.get(Setting::PerSource) as u32,
                longer: wave.get(Setting::Serial),
            },
            _ if count == 1 => Turn::First,
            Some((last, _)) if count < *last => Turn::Between(count),
            _ => Turn::Last,
        };
        words::why(turn, scenario.get().policy.overhead.get(), lang)
    });
    html! {
        <>
            if let Some((count, outline)) = found {
                <ChartView chart={AnyChart::from(concurrency(&at_a_time, (count, &outline), is_level, in_batches, lang))}
                    height={Height::High} name="at-a-time" {dark} {lang} />
            }
            if let Some(why) = why {
                <p class="aside">{ why }</p>
                <p class="hint">
                    { words::findings(lang) }
                    { for FINDINGS.into_iter().zip(words::finding_names(lang)).map(|(body, name)| {
                        html! { <>{ " " }<a href={format!("#{}", sealed(body.to_owned()))}>{ name }</a></> }
                    }) }
                </p>
            }
            <div onkeydown={asked.onkeydown()}>
                { asked.table(&table, None, lang, |row, column| {
                    Some(Question::Instead(others.get(row)?.0, *Held::ALL.get(column.checked_sub(1)?)?))
                }) }
                { asked.explained(|question| explain_wave(question, grounds, lang), lang) }
            </div>
            if let Some(why) = why_order(&known.what_ifs, lang) { <p class="aside">{ why }</p> }
            if let Some(figure) = loads(&known.what_ifs, lang) {
                <ChartView chart={AnyChart::from(figure)} height={Height::High} name="memory-load" {dark} {lang} />
            }
        </>
    }
}

fn concurrency(
    known: &[(u32, Outline)],
    (best, outline): (u32, &Outline),
    is_level: bool,
    in_batches: bool,
    lang: Lang,
) -> Curves {
    let points =
        known.iter().map(|(count, outline)| (f64::from(*count), outline.makespan.get())).collect();
    let [along, subtitle] = words::at_a_time(in_batches, lang);
    Curves {
        title: words::best(best, outline, is_level, lang),
        subtitle: subtitle.to_owned(),
        along: along.to_owned(),
        axis: Axis::Count,
        measure: Measure::Time,
        curves: vec![Curve { name: lang.pick("The last one", "Die letzte").to_owned(), points }],
        level: None,
    }
}

/// Whether the largest value is hardly above the smallest.
fn is_level(values: impl Iterator<Item = f64>) -> bool {
    let (least, most) = values
        .fold((f64::MAX, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    most < least * HARDLY
}

/// Which order is best and why, once all are known.
fn why_order(known: &[(WhatIf, Outline)], lang: Lang) -> Option<String> {
    let mut orders: Vec<(Order, Outline)> = Vec::new();
    for (what_if, outline) in known {
        if let WhatIf::Ordered(order) = what_if {
            orders.push((*order, *outline));
        }
    }
    if orders.len() < Order::ALL.len() {
        return None;
    }
    let by_lateness = |a: &&(Order, Outline), b: &&(Order, Outline)| {
        let (a, b) = (&a.1, &b.1);
        a.late.cmp(&b.late).then(a.makespan.get().total_cmp(&b.makespan.get()))
    };
    let best = orders.iter().min_by(by_lateness)?;
    let worst = orders.iter().max_by(by_lateness)?;
    let is_level = best.1.late == worst.1.late
        && is_level(orders.iter().map(|(_, outline)| outline.makespan.get()));
    Some(words::why_order((!is_level).then_some(best.0), &best.1, &worst.1, lang))
}

/// The paper's Figure 2, once all of it is known.
fn loads(known: &[(WhatIf, Outline)], lang: Lang) -> Option<Curves> {
    let curve = |count: u32| {
        let points: Vec<(f64, f64)> = known
            .iter()
            .filter_map(|(what_if, outline)| match what_if {
                WhatIf::Loaded(at, load) if *at == count => {
                    Some((load.get(), outline.makespan.get()))
                }
                _ => None,
            })
            .collect();
        Curve { name: count.to_string(), points }
    };
    let curves: Vec<Curve> = CURVES.into_iter().map(curve).collect();
    let last = curves.last()?.points.last()?;
    (1.0 <= last.0).then_some(())?;
    let across = |at: usize| curves.iter().filter_map(move |c| c.points.get(at)).map(|(_, y)| *y);
    let hardly_differ = (0..LOADS.len()).all(|at| is_level(across(at)));
    Some(Curves {
        title: words::loads(hardly_differ, lang).to_owned(),
        subtitle: lang
            .pick(
                "The paper's Figure 2: when the last one is done, by share of the memory in use that is written again and again at the scenario's rate; a curve for 1, 2, 5 and 10 at a time; up to 40 machines",
                "Abbildung 2 des Papers: wann die letzte fertig ist, nach Anteil des belegten Speichers, der mit der Rate des Szenarios immer wieder beschrieben wird; je eine Kurve für 1, 2, 5 und 10 gleichzeitig; bis zu 40 Maschinen",
            )
            .to_owned(),
        along: lang.pick("Memory load", "Speicherlast").to_owned(),
        axis: Axis::Share,
        measure: Measure::Time,
        curves,
        level: None,
    })
}
