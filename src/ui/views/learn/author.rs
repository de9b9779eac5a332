//! What teachers need: a task around the current scenario, as a link.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::quantity::Lang;
use crate::share::task::{LONGEST, Task, WAVE, plain};
use crate::share::{Place, Stated};
use crate::ui::address;
use crate::ui::parts::{CopyLink, lockable, view_name};
use crate::ui::state::View;
use crate::ui::text::{self, learn as words};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct AuthorProps {
    /// What the task is put around.
    pub(super) stated: Stated,
    pub(super) lang: Lang,
}

#[component]
pub(super) fn Author(props: &AuthorProps) -> Html {
    let AuthorProps { stated, lang } = props;
    let lang = *lang;
    let task = use_state_eq(Task::default);
    let view = use_state_eq(|| None::<View>);
    let part = |at: usize| {
        let edited = task.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            let mut next = (*edited).clone();
            next.texts[at] = plain(&typed, LONGEST[at]);
            edited.set(next);
        });
        let rows = ["1", "4", "2", "2"][at];
        html! {
            <label>
                { words::task_texts(lang)[at] }
                <textarea {rows} maxlength={LONGEST[at].to_string()} value={task.texts[at].clone()} {oninput} />
            </label>
        }
    };
    let tick = |name: String, of: fn(&mut Task) -> &mut Vec<&'static str>, key: &'static str| {
        let edited = task.clone();
        let checked = of(&mut (*task).clone()).contains(&key);
        let onchange = Callback::from(move |_: Event| {
            let mut next = (*edited).clone();
            let keys = of(&mut next);
            if checked {
                keys.retain(|known| *known != key);
            } else {
                keys.push(key);
            }
            edited.set(next);
        });
        html! { <td><input type="checkbox" aria-label={name} {checked} {onchange} /></td> }
    };
    let row = |(key, name): (&'static str, &'static str)| {
        let named = |what: &str| format!("{name}: {what}");
        html! {
            <tr key={key}>
                <th scope="row">{ name }</th>
                { tick(named(words::lock(lang)), |task| &mut task.locked, key) }
                { tick(named(words::hide(lang)), |task| &mut task.hidden, key) }
            </tr>
        }
    };
    let onpredict = {
        let edited = task.clone();
        Callback::from(move |event: Event| {
            let predict = event.target_unchecked_into::<HtmlInputElement>().checked();
            edited.set(Task { predict, ..(*edited).clone() });
        })
    };
    let mut rows = lockable(&stated.scenario, lang);
    rows.push((WAVE, words::wave(lang)));
    let lock_others = {
        let (edited, keys) = (task.clone(), rows.iter().map(|(key, _)| *key).collect::<Vec<_>>());
        Callback::from(move |_: MouseEvent| {
            let mut next = (*edited).clone();
            next.locked = keys.iter().copied().filter(|key| !edited.locks(key)).collect();
            edited.set(next);
        })
    };
    let onopen = {
        let view = view.clone();
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            view.set(usize::try_from(place).ok().and_then(|at| View::ALL.get(at)).copied());
        })
    };
    let option = |each: View| {
        let selected = each == view.unwrap_or(View::Timeline);
        html! { <option {selected}>{ text::view(each, lang) }</option> }
    };
    let place = view.filter(|view| *view != View::Timeline).map_or_else(Place::default, |view| {
        Place { view: view_name(view).to_owned(), part: String::new() }
    });
    let accepts = words::accepts(&task.texts[3], lang);
    let heads = [words::field(lang), words::lock(lang), words::hide(lang)];
    let stated = stated.with_task(Some(Rc::new((*task).clone())));
    let link = |embedded| address::link_to_task(&stated, place.clone(), embedded);
    html! {
        <div class="author">
            <p>{ words::author_lead(lang) }</p>
            { for (0..4).map(part) }
            <p class="hint" role="status">{ accepts }</p>
            <label class="tick">
                <input type="checkbox" checked={task.predict} onchange={onpredict} />{ words::predict(lang) }
            </label>
            <label>
                { words::opens_at(lang) }
                <select onchange={onopen}>{ for View::ALL.into_iter().map(option) }</select>
            </label>
            <p>
                <CopyLink link={link(false)} name={words::copy_task(lang)} {lang} />{ " " }
                <CopyLink link={link(true)} name={words::copy_embed(lang)} {lang} />{ " " }
                <CopyLink link={iframe(&link(true))} name={words::copy_iframe(lang)} {lang} />
            </p>
            <details class="more">
                <summary>{ words::fields(lang) }</summary>
                <p><button type="button" onclick={lock_others}>{ words::lock_others(lang) }</button></p>
                <table>
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for rows.into_iter().map(row) }</tbody>
                </table>
            </details>
        </div>
    }
}

/// What a learning platform takes to show the task within a page of its own. A link has no letter that
/// ends an attribute.
fn iframe(link: &str) -> String {
    let link = link.replace('&', "&amp;");
    format!(r#"<iframe src="{link}" title="Movecast" width="100%" height="900"></iframe>"#)
}
