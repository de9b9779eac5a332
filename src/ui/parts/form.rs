//! What the user can state, in sections; the rest of each is folded.

use std::rc::Rc;

use yew::prelude::*;

use super::files::Files;
use super::quantity_field::QuantityField;
use crate::quantity::Lang;
use crate::report;
use crate::scenario::check::Finding;
use crate::scenario::{Field, Scenario, Technique};
use crate::ui::Same;
use crate::ui::state::Action;
use crate::ui::text;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FormProps {
    pub(crate) scenario: Rc<Scenario>,
    pub(crate) findings: Same<Vec<Finding>>,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

/// A group of fields: its key, its heading, whether it holds the technique, and its fields.
struct Section {
    key: &'static str,
    heading: fn(Lang) -> &'static str,
    open: &'static [Field],
    folded: &'static [Field],
}

const SECTIONS: [Section; 6] = [
    Section {
        key: "workload",
        heading: text::workload,
        open: &[Field::Memory, Field::WorkingSet, Field::DirtyPageRate],
        folded: &[Field::Touched, Field::Disk, Field::DiskWriteRate, Field::Vcpus, Field::Load],
    },
    Section { key: "link", heading: text::link, open: &[Field::LinkRate], folded: &[Field::Rtt] },
    Section {
        key: "how",
        heading: text::how,
        open: &[Field::DowntimeLimit],
        folded: &[Field::RoundLimit, Field::Timeout, Field::Overhead],
    },
    Section {
        key: "many",
        heading: text::many,
        open: &[Field::Vms],
        folded: &[Field::Concurrency],
    },
    Section {
        key: "sites",
        heading: text::sites,
        open: &[Field::SourcePrice, Field::DestinationPrice],
        folded: &[
            Field::SourcePue,
            Field::DestinationPue,
            Field::Network,
            Field::HostIdle,
            Field::HostPeak,
            Field::HostThreads,
            Field::MigrationThreads,
        ],
    },
    Section { key: "time", heading: text::time, open: &[Field::Stay], folded: &[Field::Seed] },
];

#[component]
pub(crate) fn Form(props: &FormProps) -> Html {
    let FormProps { lang, .. } = props;
    html! {
        <section class="inputs" aria-labelledby="inputs-heading">
            <h2 id="inputs-heading" class="unseen">{ text::inputs(*lang) }</h2>
            { for SECTIONS.iter().map(|section| show(section, props)) }
            <Files scenario={Rc::clone(&props.scenario)} lang={*lang} act={props.act.clone()} />
        </section>
    }
}

fn show(section: &Section, props: &FormProps) -> Html {
    let lang = props.lang;
    let field = |field: &Field| {
        let finding = props.findings.iter().find(|finding| finding.field() == *field).copied();
        html! {
            <QuantityField key={field.key()} field={*field} value={field.get(&props.scenario)}
                {finding} {lang} act={props.act.clone()} />
        }
    };
    let paper = Scenario::default();
    let differs =
        |field: &&Field| field.get(&props.scenario).to_bits() != field.get(&paper).to_bits();
    let changed = section.folded.iter().filter(differs).count();
    let heading = format!("{}-heading", section.key);
    html! {
        <section key={section.key} class="group" aria-labelledby={heading.clone()}>
            <h3 id={heading}>{ (section.heading)(lang) }</h3>
            if section.key == "how" {
                { choice(props.scenario.policy.technique, lang, &props.act) }
            }
            { for section.open.iter().map(field) }
            <details class="more">
                <summary>
                    { text::more(lang) }
                    <span class="count">{ text::changed_count(changed, lang) }</span>
                </summary>
                { for section.folded.iter().map(field) }
            </details>
        </section>
    }
}

/// The choice of technique.
fn choice(chosen: Technique, lang: Lang, act: &Callback<Action>) -> Html {
    let option = |technique: Technique| {
        let name = report::technique(technique, lang);
        let onchange = act.reform(move |_: Event| Action::Choose(technique));
        html! {
            <label key={name} class={classes!("option", color(technique))}>
                <input type="radio" name="technique" checked={technique == chosen} {onchange} />
                <span>{ name }</span>
            </label>
        }
    };
    html! {
        <fieldset class="choice">
            <legend>{ text::technique(lang) }</legend>
            <div class="options">{ for Technique::ALL.into_iter().map(option) }</div>
        </fieldset>
    }
}

/// The class that gives a technique its color.
pub(crate) const fn color(technique: Technique) -> &'static str {
    match technique {
        Technique::PreCopy => "in-pre-copy",
        Technique::PostCopy => "in-post-copy",
        Technique::Block => "in-block",
    }
}
