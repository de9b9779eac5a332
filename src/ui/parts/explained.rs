//! How a number came about: in one sentence, in formulas with the numbers in them, where those are
//! from, and from which inputs, whose fields it leads to.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::report::deciding;
use crate::report::explain::{Explanation, Given};
use crate::scenario::field::Source;
use crate::scenario::{Field, Origin, Scenario};
use crate::share::task::{Task, WAVE};
use crate::ui::answer::Answer;
use crate::ui::text::explain as words;
use crate::ui::{browser, entry, text};

/// The explanation asked for by button `at`, and the inputs that it is known to depend on.
pub(crate) fn view(
    at: usize,
    told: Explanation,
    known: Vec<Html>,
    close: &Callback<()>,
    lang: Lang,
) -> Html {
    let from = |from: Source| html! { <li><small>{ source(from, lang) }</small></li> };
    html! {
        <Focused {at} name={told.title.clone()}>
            <h3>{ told.title }</h3>
            <p>{ told.plain }</p>
            <h4>{ words::steps(lang) }</h4>
            <ul class="steps">{ for told.steps.into_iter().map(|step| html! { <li>{ step }</li> }) }</ul>
            if !told.sources.is_empty() {
                <h4>{ words::sources(lang) }</h4>
                <ul class="from">{ for told.sources.into_iter().map(from) }</ul>
            }
            if !known.is_empty() {
                <h4>{ words::inputs(lang) }</h4>
                <ul class="known">{ known }</ul>
            }
            <button type="button" onclick={close.reform(|_: MouseEvent| ())}>{ words::close(lang) }</button>
        </Focused>
    }
}

#[derive(PartialEq, Properties)]
struct FocusedProps {
    /// The button that asked.
    at: usize,
    name: String,
    children: Html,
}

/// The region, which takes the focus whenever another button asks.
#[component]
fn Focused(props: &FocusedProps) -> Html {
    let here = use_node_ref();
    use_effect_with((props.at, here.clone()), |(_, here)| {
        if let Some(here) = here.cast::<HtmlElement>() {
            // It can only fail where there is nothing to focus.
            let _ = here.focus();
        }
    });
    html! {
        <div ref={here} class="explained" tabindex="-1" role="region" aria-label={props.name.clone()}>
            { props.children.clone() }
        </div>
    }
}

/// What an explanation depends on, as it is stated; without what the task hides.
pub(crate) fn inputs(
    told: &Explanation,
    answer: &Answer,
    task: Option<&Rc<Task>>,
    lang: Lang,
) -> Vec<Html> {
    let scenario = answer.checked.get();
    let is_hidden = |key| task.is_some_and(|task| task.hides(key));
    let settings = told.settings.iter().filter(|_| !is_hidden(WAVE));
    let fields = told.inputs.iter().filter(|field| !is_hidden(field.key()));
    let settings = settings.map(|given| setting(*given, lang));
    settings.chain(fields.map(|field| input(*field, scenario, lang))).collect()
}

/// An input of the form.
fn input(field: Field, scenario: &Scenario, lang: Lang) -> Html {
    let origin = field.origin(scenario);
    let note = match origin {
        Origin::Fitted(_) => html! { deciding::origin(origin, lang) },
        _ => of(origin.source(), lang),
    };
    let value = entry::stated(field, scenario, lang);
    let id = Some(format!("value-{}", field.key()));
    known(id, text::label(field, lang), &value, note)
}

/// An input of the wave.
fn setting(given: Given, lang: Lang) -> Html {
    let Given { setting, value, is_changed } = given;
    let (value, _) = entry::write(value, setting.measure(), lang);
    let from = (!is_changed).then_some(Source::Assumption);
    let name = text::waves::setting(setting, lang);
    let id = Some(format!("wave-{}", setting.key()));
    known(id, name, &value, of(from, lang))
}

/// Where a value is from: the user, where nowhere else.
fn of(from: Option<Source>, lang: Lang) -> Html {
    from.map_or_else(|| html! { words::yours(lang) }, |from| source(from, lang))
}

/// An input with its value and a note; its name leads to the field of this id, if it has one.
pub(crate) fn known(id: Option<String>, name: &str, value: &str, note: Html) -> Html {
    let name = match id {
        Some(id) => {
            let onclick = Callback::from(move |_: MouseEvent| browser::reveal(&id));
            html! { <button type="button" class="leads" {onclick}>{ name }</button> }
        }
        None => html! { name },
    };
    html! {
        <li>
            { name }{ " " }
            <strong>{ value }</strong>{ " " }
            <small>{ note }</small>
        </li>
    }
}

/// Where something is from, as a link where that is one place.
pub(crate) fn source(from: Source, lang: Lang) -> Html {
    let named = text::brief(from, lang);
    match text::address(from) {
        Some(address) => html! { <a href={address} rel="noopener noreferrer">{ named }</a> },
        None => html! { named },
    }
}
