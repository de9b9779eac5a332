//! Every value with its source, and what the planner cannot know.

use yew::prelude::*;

use super::ViewsProps;
use crate::quantity::Lang;
use crate::report::{deciding, sentences};
use crate::scenario::presets;
use crate::scenario::{Field, Origin, Scenario};
use crate::ui::parts::{self, TableFrame, explained};
use crate::ui::{entry, text};

pub(super) fn view(props: &ViewsProps) -> Html {
    let ViewsProps { answer, task, lang, .. } = props;
    let lang = *lang;
    let scenario = answer.checked.get();
    let is_shown = |field: &Field| {
        field.applies(scenario) && !task.as_ref().is_some_and(|task| task.hides(field.key()))
    };
    // As in the form, so that what is read here is found there.
    let section = |(heading, mut fields): (&'static str, Vec<Field>)| {
        fields.retain(is_shown);
        html! {
            if !fields.is_empty() {
                <tbody key={heading}>
                    <tr class="section"><th scope="rowgroup" colspan="4">{ heading }</th></tr>
                    { for fields.into_iter().map(|field| row(field, scenario, lang)) }
                </tbody>
            }
        }
    };
    html! {
        <>
            <p class="lead">{ sentences::assumptions(scenario, lang) }</p>
            <TableFrame name={text::assumptions(lang)} {lang}>
                <table class="sources">
                    <caption>{ text::assumptions(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ text::quantity_column(lang) }</th>
                            <th scope="col">{ text::value_column(lang) }</th>
                            <th scope="col">{ text::default_column(lang) }</th>
                            <th scope="col">{ text::from_column(lang) }</th>
                        </tr>
                    </thead>
                    { for parts::sections(lang).map(section) }
                </table>
            </TableFrame>
            <h3>{ text::limits(lang) }</h3>
            <ul class="limits">{ for text::known_limits(lang).map(|limit| html! { <li>{ limit }</li> }) }</ul>
        </>
    }
}

fn row(field: Field, scenario: &Scenario, lang: Lang) -> Html {
    let write = |scenario: &Scenario| entry::stated(field, scenario, lang);
    let otherwise = scenario.without(field);
    let from = field.origin(&otherwise).source().unwrap_or(field.source());
    let changed = presets::is_changed(field, scenario);
    let origin = field.origin(scenario);
    let note = match origin {
        Origin::Fitted(_) => deciding::origin(origin, lang),
        _ => text::changed(lang).to_owned(),
    };
    html! {
        <tr key={field.key()} class={classes!(changed.then_some("is-changed"))}>
            <th scope="row">{ text::label(field, lang) }</th>
            <td>
                { write(scenario) }
                if changed { <small>{ note }</small> }
            </td>
            <td>{ write(&otherwise) }</td>
            <td class="prose">{ explained::source(from, lang) }</td>
        </tr>
    }
}
