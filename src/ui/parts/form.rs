//! What the user can state, in sections; the rest of each is folded.

use yew::prelude::*;

use super::choice::{choice, countries, presets};
use super::files::Files;
use super::goals::decides;
use super::points_field::PointsField;
use super::quantity_field::QuantityField;
use crate::quantity::Lang;
use crate::scenario::check::{Finding, whole};
use crate::scenario::presets::{LINKS, OVERHEADS, Preset, RESPAWNS, Side, WORKLOADS, is_changed};
use crate::scenario::{Choice, Currency, Field, Scenario};
use crate::share::Stated;
use crate::share::task::POINTS;
use crate::ui::Same;
use crate::ui::state::Action;
use crate::ui::text;
use crate::ui::text::learn;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FormProps {
    pub(crate) stated: Stated,
    pub(crate) findings: Same<Vec<Finding>>,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

/// One thing to state.
enum Item {
    Of(Field),
    Among(Choice),
    /// Presets: their key, their heading and they themselves.
    Presets(&'static str, fn(Lang) -> &'static str, &'static [Preset]),
    /// Countries, and how much electricity is taken there.
    Countries(Side),
    Points,
}

/// A group of things to state: its key, its heading, what is always shown and what is folded.
struct Section {
    key: &'static str,
    heading: fn(Lang) -> &'static str,
    open: &'static [Item],
    folded: &'static [Item],
}

static SECTIONS: [Section; 7] = [
    Section {
        key: "workload",
        heading: text::workload,
        open: &[
            Item::Presets("workload", text::preset, &WORKLOADS),
            Item::Of(Field::Memory),
            Item::Of(Field::WorkingSet),
            Item::Of(Field::DirtyPageRate),
        ],
        folded: &[
            Item::Of(Field::Touched),
            Item::Of(Field::Populated),
            Item::Of(Field::SecondSet),
            Item::Of(Field::SecondRate),
            Item::Among(Choice::Pattern),
            Item::Points,
            Item::Of(Field::Disk),
            Item::Of(Field::DiskWriteRate),
            Item::Of(Field::DiskBase),
            Item::Of(Field::DiskWritten),
            Item::Of(Field::Vcpus),
            Item::Of(Field::Load),
            Item::Of(Field::Functions),
            Item::Of(Field::FunctionPause),
            Item::Of(Field::FunctionState),
            Item::Of(Field::Reconnect),
        ],
    },
    Section {
        key: "link",
        heading: text::link,
        open: &[Item::Of(Field::LinkRate)],
        folded: &[
            Item::Presets("link", text::preset, &LINKS),
            Item::Of(Field::Rtt),
            Item::Of(Field::OtherTraffic),
            Item::Of(Field::Loss),
            Item::Of(Field::Mtu),
            Item::Among(Choice::Encryption),
            Item::Of(Field::StreamLimit),
            Item::Among(Choice::Compression),
            Item::Of(Field::CompressionRatio),
            Item::Of(Field::CompressionRate),
            Item::Of(Field::ZeroScan),
            Item::Of(Field::BitmapSync),
            Item::Of(Field::Efficiency),
            Item::Of(Field::Switchover),
            Item::Of(Field::Window),
        ],
    },
    Section {
        key: "how",
        heading: text::how,
        open: &[
            Item::Among(Choice::Technique),
            Item::Among(Choice::Controller),
            Item::Of(Field::DowntimeLimit),
        ],
        folded: &[
            Item::Of(Field::RoundLimit),
            Item::Of(Field::Timeout),
            Item::Of(Field::TimeoutPerGib),
            Item::Among(Choice::AtTimeout),
            Item::Among(Choice::TimeoutFrom),
            Item::Among(Choice::PermitPostCopy),
            Item::Of(Field::DowntimeSteps),
            Item::Of(Field::DowntimeDelay),
            Item::Of(Field::StallTimeout),
            Item::Among(Choice::TuneDowntime),
            Item::Among(Choice::AutoConverge),
            Item::Of(Field::FirstThrottle),
            Item::Of(Field::ThrottleStep),
            Item::Of(Field::MaxBandwidth),
            Item::Of(Field::Streams),
            Item::Of(Field::DeltaCache),
            Item::Of(Field::WriteSize),
            Item::Of(Field::HandOverAfter),
            Item::Among(Choice::UrgentChannel),
            Item::Among(Choice::PageSize),
            Item::Among(Choice::Mirror),
            Item::Of(Field::DeltaInterval),
            Item::Of(Field::Deltas),
            Item::Of(Field::DiskRead),
            Item::Of(Field::DiskWrite),
            Item::Of(Field::Disks),
            Item::Of(Field::Conversion),
            Item::Of(Field::PreDumps),
            Item::Among(Choice::LazyPages),
            Item::Among(Choice::Carrier),
            Item::Of(Field::Freeze),
            Item::Of(Field::Dump),
            Item::Of(Field::Restore),
            Item::Presets("respawn", text::preset, &RESPAWNS),
            Item::Of(Field::Image),
            Item::Of(Field::Preparation),
            Item::Of(Field::ShutDown),
            Item::Of(Field::Boot),
            Item::Of(Field::Redirect),
            Item::Of(Field::WarmUp),
            Item::Presets("overhead", text::control_plane, &OVERHEADS),
            Item::Of(Field::Overhead),
        ],
    },
    Section {
        key: "many",
        heading: text::many,
        open: &[Item::Of(Field::Vms)],
        folded: &[Item::Of(Field::Concurrency)],
    },
    Section {
        key: "sites",
        heading: text::sites,
        open: &[
            Item::Of(Field::SourcePrice),
            Item::Of(Field::SourceRate),
            Item::Of(Field::DestinationPrice),
            Item::Of(Field::DestinationRate),
        ],
        folded: &[
            Item::Countries(Side::Source),
            Item::Countries(Side::Destination),
            Item::Among(Choice::SourceCurrency),
            Item::Among(Choice::DestinationCurrency),
            Item::Of(Field::SourcePue),
            Item::Of(Field::DestinationPue),
            Item::Of(Field::SourceCarbon),
            Item::Of(Field::DestinationCarbon),
            Item::Of(Field::SourceAdder),
            Item::Of(Field::DestinationAdder),
            Item::Of(Field::Network),
            Item::Of(Field::Egress),
            Item::Of(Field::CarbonPrice),
            Item::Of(Field::Standstill),
            Item::Among(Choice::Billing),
            Item::Of(Field::WakeUp),
            Item::Among(Choice::Server),
            Item::Among(Choice::ServerThere),
            Item::Of(Field::HostIdle),
            Item::Of(Field::HostPeak),
            Item::Of(Field::HostThreads),
            Item::Of(Field::MigrationThreads),
            Item::Among(Choice::Redone),
        ],
    },
    Section {
        key: "users",
        heading: text::users,
        open: &[Item::Of(Field::SlowFrom)],
        folded: &[
            Item::Of(Field::ReadTime),
            Item::Of(Field::WriteTime),
            Item::Of(Field::ComputeTime),
            Item::Of(Field::HttpTime),
            Item::Of(Field::OverLink),
            Item::Of(Field::Requests),
            Item::Of(Field::SlowPrice),
            Item::Of(Field::Interruption),
            Item::Of(Field::Neighbours),
            Item::Of(Field::LeftBehind),
            Item::Of(Field::UserMemory),
            Item::Of(Field::DiskRate),
        ],
    },
    Section {
        key: "time",
        heading: text::time,
        open: &[Item::Of(Field::Stay)],
        folded: &[Item::Of(Field::Seed)],
    },
];

impl Section {
    /// All that it holds, in the order of the form.
    fn items(&self) -> impl Iterator<Item = &'static Item> {
        self.open.iter().chain(self.folded)
    }
}

/// The sections of the form in their order: what each is called, and its quantities.
pub(crate) fn sections(lang: Lang) -> impl Iterator<Item = (&'static str, Vec<Field>)> {
    SECTIONS.iter().map(move |section| {
        let field = |item: &Item| match item {
            Item::Of(field) => Some(*field),
            _ => None,
        };
        ((section.heading)(lang), section.items().filter_map(field).collect())
    })
}

#[component]
pub(crate) fn Form(props: &FormProps) -> Html {
    let FormProps { lang, .. } = props;
    html! {
        <section class="inputs" aria-labelledby="inputs-heading">
            <h2 id="inputs-heading" class="unseen">{ text::inputs(*lang) }</h2>
            { for SECTIONS.iter().map(|section| show(section, props)) }
            <Files stated={props.stated.clone()} lang={*lang} act={props.act.clone()} />
        </section>
    }
}

fn show(section: &'static Section, props: &FormProps) -> Html {
    let lang = props.lang;
    let item = |item: &'static Item| show_item(item, props);
    let scenario = &props.stated.scenario;
    let leads = |item: &&Item| leads(item, scenario);
    let folded = || section.folded.iter().filter(|item| !leads(item));
    let changed = folded().filter(|item| differs(item, scenario)).count();
    let heading = format!("{}-heading", section.key);
    let more = html! {
        <details class="more">
            <summary>
                { text::more(lang) }
                <span class="count">{ text::changed_count(changed, lang) }</span>
            </summary>
            { for folded().map(item) }
        </details>
    };
    let title = html! { <h3 id={heading.clone()}>{ (section.heading)(lang) }</h3> };
    let open = section.open.iter().chain(section.folded.iter().filter(leads)).map(item);
    html! {
        <section key={section.key} class="group" aria-labelledby={heading}>
            if decides(props.stated.goal, section.key) {
                { title }
                { for open }
                { more }
            } else {
                <details class="more">
                    <summary>{ title }</summary>
                    { for open }
                    { more }
                </details>
            }
        </section>
    }
}

/// Whether it is not folded after all: what decides where disks move without memory.
const fn leads(item: &Item, scenario: &Scenario) -> bool {
    matches!(item, Item::Of(Field::Disk | Field::DiskWriteRate | Field::DeltaInterval))
        && !scenario.policy.technique.moves_memory()
}

/// The key of what can be locked.
fn key(item: &Item) -> Option<&'static str> {
    match item {
        Item::Of(field) => Some(field.key()),
        Item::Among(choice) => Some(choice.key()),
        Item::Points => Some(POINTS),
        Item::Presets(..) | Item::Countries(_) => None,
    }
}

/// What can be locked and matters to the scenario, in the order of the form, each with its name.
pub(crate) fn lockable(scenario: &Scenario, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let name = |item: &Item| match item {
        Item::Of(field) if field.applies(scenario) => Some(text::label(*field, lang)),
        Item::Among(choice) if choice.applies(scenario) => Some(text::choice(*choice, lang)),
        Item::Points => Some(text::points(lang)),
        _ => None,
    };
    let mut found = Vec::new();
    for item in SECTIONS.iter().flat_map(Section::items) {
        found.extend(key(item).zip(name(item)));
    }
    found
}

/// An item as the task allows it: left out, locked with the reason, or as it is.
fn show_item(item: &'static Item, props: &FormProps) -> Html {
    let (Some(task), Some(key)) = (&props.stated.task, key(item)) else {
        return show_free(item, props);
    };
    if task.hides(key) {
        return Html::default();
    }
    let shown = show_free(item, props);
    if !task.locks(key) || shown == Html::default() {
        return shown;
    }
    html! {
        <fieldset key={key} class="locked" disabled=true>
            <legend class="hint">{ learn::locked(props.lang) }</legend>
            { shown }
        </fieldset>
    }
}

fn show_free(item: &'static Item, props: &FormProps) -> Html {
    let FormProps { stated: Stated { scenario, unsure, .. }, findings, lang, act } = props;
    match item {
        Item::Of(field) if field.applies(scenario) => {
            let finding = findings.iter().find(|found| found.field() == Some(*field)).copied();
            let known = |of: Field| unsure.iter().find(|(field, _)| *field == of);
            let range = known(*field).map(|(_, range)| *range);
            let beyond = range.zip(whole(*field)).filter(|(range, whole)| {
                let least = known(*whole).map_or(whole.get(scenario), |(_, of)| of.ends().0);
                least < range.ends().1
            });
            html! {
                <QuantityField key={field.key()} field={*field} value={field.get(scenario)}
                    currency={field.currency(scenario)}
                    origin={field.origin(scenario)} otherwise={field.get(&scenario.without(*field))}
                    {range} beyond={beyond.map(|(_, whole)| whole)}
                    {finding} lang={*lang} act={act.clone()} />
            }
        }
        Item::Among(of) if of.applies(scenario) => {
            let said = findings.iter().filter(|found| found.choice() == Some(*of));
            let say = |found: &Finding| text::finding(found, Currency::Eur, *lang);
            html! {
                <>
                    { choice(*of, scenario, *lang, act) }
                    { for said.map(|found| html! { <p class="message" role="status">{ say(found) }</p> }) }
                </>
            }
        }
        Item::Presets(key, label, list) if list.iter().any(|preset| preset.applies(scenario)) => {
            presets(key, label(*lang), list, scenario, *lang, act)
        }
        Item::Countries(side) => countries(*side, scenario, *lang, act),
        Item::Of(_) | Item::Among(_) | Item::Presets(..) => Html::default(),
        Item::Points => html! {
            <PointsField points={scenario.fleet.points} lang={*lang} act={act.clone()} />
        },
    }
}

/// Whether it is not as the controller has it by default.
fn differs(item: &Item, scenario: &Scenario) -> bool {
    let base = scenario.usual();
    match item {
        Item::Of(field) => field.applies(scenario) && is_changed(*field, scenario),
        Item::Among(Choice::Controller) => {
            Choice::Controller.get(scenario) != Choice::Controller.get(&Scenario::default())
        }
        Item::Among(choice) => {
            choice.applies(scenario) && choice.get(scenario) != choice.get(&base)
        }
        Item::Presets(..) | Item::Countries(_) => false,
        Item::Points => !scenario.fleet.points.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_one_place_in_the_form() {
        let mut shown: Vec<Field> = sections(Lang::En).flat_map(|(_, fields)| fields).collect();
        shown.sort();
        let mut all = Field::ALL.to_vec();
        all.sort();
        assert_eq!(shown, all);
    }
}
