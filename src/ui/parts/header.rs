//! The head of the page: its name, undo, the link, language and colors.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::share::Stated;
use crate::ui::state::{Action, State, Theme};
use crate::ui::{browser, text};

/// Longer links are cut by some mailers and chats.
const SAFE: usize = 1500;
/// How long it says that the link was copied.
const SAID_MS: u32 = 2500;
/// The same where there is more to read.
const SAID_LONG_MS: u32 = 10_000;

/// The head of the page in this state, with the link to what is stated.
pub(crate) fn header(
    state: &State,
    link: &AttrValue,
    act: &Callback<Action>,
    onprint: &Callback<()>,
) -> Html {
    let State { lang, theme, .. } = *state;
    let tool = |name: &'static str, path: &'static str, on: bool, action: Action| {
        html! {
            <button type="button" class="icon" aria-label={name} title={name} disabled={!on}
                onclick={act.reform(move |_| action.clone())}>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
            </button>
        }
    };
    let is_default = state.stated == Stated::default();
    html! {
        <header class="head">
            <h1>
                <svg viewBox="0 0 24 16" aria-hidden="true">
                    <rect x="1" y="2.5" width="6" height="11" rx="1.5" />
                    <path d="M9 8h6m-2.5-2.5L15 8l-2.5 2.5" />
                    <rect class="there" x="17" y="2.5" width="6" height="11" rx="1.5" />
                </svg>
                { "Movecast" }
                <span class="tagline">{ text::tagline(lang) }</span>
            </h1>
            <div class="tools">
                { tool(text::undo(lang), "M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6", state.can_undo(), Action::Undo) }
                { tool(text::redo(lang), "m10 3 3 3-3 3m3-3H6.5a3.5 3.5 0 0 0 0 7H10", state.can_redo(), Action::Redo) }
                { tool(text::start_over(lang), "M3 8a5 5 0 1 0 2-4M5 1v3.5h3.5", !is_default, Action::StartOver) }
                <CopyLink link={link.clone()} name={text::copy_link(lang)} {lang} />
                <button type="button" class="printer" onclick={onprint.reform(|_| ())}>{ text::print(lang) }</button>
            </div>
            <div class="switches">
                { language(lang, act) }
                { colors(theme, lang, act) }
            </div>
        </header>
    }
}

fn language(lang: Lang, act: &Callback<Action>) -> Html {
    let option = |(other, short, name): (Lang, &'static str, &'static str)| {
        html! {
            <button key={short} type="button" lang={other.tag()} aria-label={name} title={name}
                aria-pressed={if other == lang { "true" } else { "false" }}
                onclick={act.reform(move |_| Action::Speak(other))}>{ short }</button>
        }
    };
    html! {
        <div class="switch" role="group" aria-label={text::language(lang)}>
            { for [(Lang::En, "EN", "EN, English"), (Lang::De, "DE", "DE, Deutsch")].map(option) }
        </div>
    }
}

fn colors(theme: Theme, lang: Lang, act: &Callback<Action>) -> Html {
    let option = |other: Theme| {
        html! {
            <button key={other as usize} type="button"
                aria-pressed={if other == theme { "true" } else { "false" }}
                onclick={act.reform(move |_| Action::Paint(other))}>{ text::theme(other, lang) }</button>
        }
    };
    html! {
        <div class="switch" role="group" aria-label={text::colors(lang)}>
            { for Theme::ALL.map(option) }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct CopyLinkProps {
    pub(crate) link: AttrValue,
    /// What the button says.
    pub(crate) name: &'static str,
    /// What it says once that is done, where it is no link.
    #[prop_or_default]
    pub(crate) done: Option<&'static str>,
    pub(crate) lang: Lang,
}

/// What became of the copying.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Copied {
    NotYet,
    Done,
    ByHand,
}

#[component]
pub(crate) fn CopyLink(props: &CopyLinkProps) -> Html {
    let lang = props.lang;
    let copied = use_state_eq(|| Copied::NotYet);
    {
        let copied = copied.clone();
        let time = if SAFE < props.link.len() { SAID_LONG_MS } else { SAID_MS };
        use_effect_with(*copied, move |now| {
            let done = *now == Copied::Done;
            let timer = done.then(|| Timeout::new(time, move || copied.set(Copied::NotYet)));
            move || drop(timer)
        });
    }
    let link = props.link.clone();
    let onclick = {
        let (link, copied) = (link.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            let said = move |done| copied.set(if done { Copied::Done } else { Copied::ByHand });
            browser::copy(&link, Callback::from(said));
        })
    };
    let done = props.done.unwrap_or(text::copied(lang));
    let name = if *copied == Copied::Done { done } else { props.name };
    html! {
        <>
            <button type="button" class="copy" {onclick}><span aria-live="polite">{ name }</span></button>
            if *copied != Copied::NotYet && SAFE < link.len() {
                <small role="status">{ text::long_link(link.len(), lang) }</small>
            }
            if *copied == Copied::ByHand {
                <label class="by-hand">
                    { text::copy_by_hand(lang) }
                    <input type="text" readonly=true value={link} onfocus={|event: FocusEvent| {
                        event.target_unchecked_into::<web_sys::HtmlInputElement>().select();
                    }} />
                </label>
            }
        </>
    }
}
