//! A short text to edit: taken when it is left, and kept and marked when it cannot be read.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CellProps {
    #[prop_or_default]
    pub(super) id: Option<String>,
    /// What it is about, where no label says so.
    #[prop_or_default]
    pub(super) name: Option<String>,
    pub(super) value: String,
    /// What is suggested: the id of a list.
    #[prop_or_default]
    pub(super) suggested: Option<&'static str>,
    /// What to say of a text that cannot be read.
    pub(super) problem: &'static str,
    /// Takes the text; false where it cannot be read.
    pub(super) read: Callback<String, bool>,
}

#[component]
pub(super) fn Cell(props: &CellProps) -> Html {
    let CellProps { id, name, value, suggested, problem, read } = props.clone();
    // What was typed and could not be read, and instead of what.
    let wrong = use_state_eq(|| None::<(String, String)>);
    let onchange = {
        let (wrong, value) = (wrong.clone(), value.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let typed = input.value();
            let is_read = read.emit(typed.trim().to_owned());
            if is_read {
                // The same value may have been typed in another way.
                input.set_value(&value);
            }
            wrong.set((!is_read).then(|| (typed, value.clone())));
        })
    };
    let is_wrong = wrong.as_ref().filter(|(_, instead_of)| *instead_of == value);
    let shown = is_wrong.map_or(value.clone(), |(typed, _)| typed.clone());
    html! {
        <>
            <input type="text" class="value" autocomplete="off" spellcheck="false" {id} aria-label={name}
                list={suggested} aria-invalid={is_wrong.is_some().then_some("true")}
                title={is_wrong.is_some().then_some(problem)} value={shown} {onchange} />
            if is_wrong.is_some() { <span class="message is-error" role="alert">{ problem }</span> }
        </>
    }
}
