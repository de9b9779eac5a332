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
    /// What holds where nothing is stated.
    #[prop_or_default]
    pub(super) placeholder: Option<&'static str>,
    /// What to say of a text that cannot be read.
    pub(super) problem: &'static str,
    /// Takes the text; false where it cannot be read.
    pub(super) read: Callback<String, bool>,
}

#[component]
pub(super) fn Cell(props: &CellProps) -> Html {
    let CellProps { id, name, value, suggested, placeholder, problem, read } = props.clone();
    // What is typed instead of which value, and whether it could not be read: results that arrive
    // meanwhile must not take it away.
    let draft = use_state_eq(|| None::<(String, String, bool)>);
    let oninput = {
        let (draft, value) = (draft.clone(), value.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            draft.set(Some((typed, value.clone(), false)));
        })
    };
    let onchange = {
        let (draft, value) = (draft.clone(), value.clone());
        Callback::from(move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let is_read = read.emit(typed.trim().to_owned());
            draft.set((!is_read).then(|| (typed, value.clone(), true)));
        })
    };
    let held = draft.as_ref().filter(|(_, instead_of, _)| *instead_of == value);
    let is_wrong = held.is_some_and(|(.., is_wrong)| *is_wrong);
    let shown = held.map_or(value.clone(), |(typed, ..)| typed.clone());
    html! {
        <>
            <input type="text" class="value" autocomplete="off" spellcheck="false" {id} aria-label={name}
                list={suggested} {placeholder} aria-invalid={is_wrong.then_some("true")}
                title={is_wrong.then_some(problem)} value={shown} {oninput} {onchange} />
            if is_wrong { <span class="message is-error" role="alert">{ problem }</span> }
        </>
    }
}
