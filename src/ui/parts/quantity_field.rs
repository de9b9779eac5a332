//! One quantity: its name, a slider, the value as text with a unit, or a range of it, and what there is
//! to say of it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::quantity::{Lang, ParseError, Unit};
use crate::scenario::check::Finding;
use crate::scenario::field::Source;
use crate::scenario::range::{Range, typical};
use crate::scenario::{Currency, Field, Origin};
use crate::share::uncertain::NoRange;
use crate::ui::state::Action;
use crate::ui::{entry, scale, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct QuantityFieldProps {
    pub(crate) field: Field,
    /// What the user stated, in the base unit.
    pub(crate) value: f64,
    /// In what it is, where it is a price.
    pub(crate) currency: Currency,
    /// Where the value is from.
    pub(crate) origin: Origin,
    /// What it would be if it were not stated.
    pub(crate) otherwise: f64,
    /// The range for which the value stands, if it is known as one.
    pub(crate) range: Option<Range>,
    /// What it is a part of, where the range reaches beyond that.
    pub(crate) beyond: Option<Field>,
    pub(crate) finding: Option<Finding>,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    typed: String,
    /// The unit of the value when typing began.
    usual: Unit,
    /// What the scenario says as long as nobody else changes it.
    value: f64,
    error: Option<Problem>,
}

/// Why what is typed is not taken.
#[derive(Debug, Clone, PartialEq)]
enum Problem {
    Number(ParseError),
    Range(NoRange),
}

#[component]
pub(crate) fn QuantityField(props: &QuantityFieldProps) -> Html {
    let QuantityFieldProps { field, value, currency, origin, otherwise, range, .. } = props.clone();
    let QuantityFieldProps { beyond, finding, lang, act, .. } = props.clone();
    let draft = use_state_eq(|| None::<Draft>);
    let stops = use_memo(field, |field| scale::stops(*field));
    let (written, usual) = entry::write_in(currency, field, value, lang);

    let oninput = {
        let (draft, act) = (draft.clone(), act.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let usual = draft.as_ref().map_or(usual, |draft| draft.usual);
            let last = draft.as_ref().map_or(value, |draft| draft.value);
            let read = match entry::read_range(&typed, field, currency, usual, lang) {
                Some(range) => range
                    .map(|range| (typical(&(field, range)), Action::Doubt((field, range))))
                    .map_err(Problem::Range),
                None => entry::read(&typed, field, currency, usual, lang)
                    .map(|value| (value, Action::Set(field, value)))
                    .map_err(Problem::Number),
            };
            let (value, error) = match read {
                Ok((value, action)) => {
                    act.emit(action);
                    (value, None)
                }
                Err(problem) => (last, Some(problem)),
            };
            draft.set(Some(Draft { typed, usual, value, error }));
        })
    };
    {
        let draft = draft.clone();
        use_effect_with(value.to_bits(), move |value| {
            if draft.as_ref().is_some_and(|draft| draft.value.to_bits() != *value) {
                draft.set(None);
            }
        });
    }
    // What cannot be read stays, with its message, until it is mended.
    let finish = {
        let (draft, act) = (draft.clone(), act.clone());
        move || {
            if draft.as_ref().is_some_and(|draft| draft.error.is_none()) {
                draft.set(None);
            }
            act.emit(Action::Settle);
        }
    };
    let onblur = {
        let finish = finish.clone();
        Callback::from(move |_: FocusEvent| finish())
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            finish();
        }
    });
    let onreset = {
        let (draft, act) = (draft.clone(), act.clone());
        Callback::from(move |_: MouseEvent| {
            draft.set(None);
            act.emit(Action::Unset(field));
        })
    };
    let onslide = {
        let (draft, act, stops) = (draft.clone(), act.clone(), stops.clone());
        Callback::from(move |event: InputEvent| {
            let at = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            if let Some(value) = stops.get(at as usize).map(|stop| scale::stretch(*stop, currency))
            {
                draft.set(None);
                act.emit(Action::Set(field, value));
            }
        })
    };
    let onslid = act.reform(|_: Event| Action::Settle);

    // A default is in EUR, and so is no use in another currency.
    let is_stated = matches!(origin, Origin::Stated | Origin::Fitted(_));
    let is_default = !is_stated || currency != Currency::Eur;
    let (default, _) = entry::write_in(Currency::Eur, field, otherwise, lang);
    let from = origin.source().unwrap_or(field.source());
    let error = draft.as_ref().and_then(|draft| draft.error.as_ref());
    let message = match (error, &finding, beyond) {
        (Some(Problem::Number(error)), ..) => Some(text::unreadable(error, &written, lang)),
        (Some(Problem::Range(why)), ..) => Some(text::no_range(*why, field, currency, lang)),
        (None, Some(finding), _) => Some(text::finding(finding, currency, lang)),
        (None, None, Some(whole)) => Some(text::beyond(whole, lang)),
        (None, None, None) => None,
    };
    let hint = match range {
        Some(range) => text::stands_for(field, &range, &written, lang),
        None => text::follows(field, origin, lang).to_owned(),
    };
    let key = field.key();
    let id = |part: &str| format!("{part}-{key}");
    let described =
        if message.is_some() { format!("{} {}", id("message"), id("hint")) } else { id("hint") };
    let resting = match range {
        Some(range) => entry::write_range(currency, field, &range, lang),
        None if written == entry::UNSTATED => String::new(),
        None => written.clone(),
    };
    let shown = draft.as_ref().map_or(resting, |draft| draft.typed.clone());
    html! {
        <div class={classes!("field", (!is_default).then_some("is-changed"))}>
            <div class="field-head">
                <label for={id("value")}>{ text::label(field, lang) }</label>
                if !is_default {
                    <button type="button" class="reset" onclick={onreset}
                        aria-label={text::reset(field, &default, lang)}
                        title={text::reset(field, &default, lang)}>
                        <span class="dot" aria-hidden="true" />
                        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8a5 5 0 1 0 2-4M5 1v3.5h3.5" /></svg>
                    </button>
                }
                <input id={id("value")} class={classes!("value", range.map(|_| "is-range"))} type="text" inputmode="decimal"
                    autocomplete="off" spellcheck="false"
                    aria-describedby={described}
                    aria-invalid={error.is_some().then_some("true")}
                    value={shown} {oninput} {onblur} {onkeydown} />
            </div>
            <input id={id("slider")} class="slider" type="range" min="0" step="1"
                max={(stops.len() - 1).to_string()}
                value={scale::nearest(&stops, value / scale::stretch(1.0, currency)).to_string()}
                aria-label={text::label(field, lang)} aria-valuetext={written.clone()}
                oninput={onslide} onchange={onslid} />
            <div class="field-foot">
                <p id={id("hint")} class="hint">{ hint }</p>
                { source(field, from, &default, lang) }
            </div>
            if let Some(message) = message {
                <p id={id("message")} class={if error.is_some() { "message is-error" } else { "message" }}>
                    { message }
                </p>
            }
        </div>
    }
}

/// Where the default comes from, behind a small disclosure.
fn source(field: Field, from: Source, default: &str, lang: Lang) -> Html {
    let assumed = from == Source::Assumption;
    html! {
        <details class={classes!("source", assumed.then_some("is-assumed"))}>
            <summary aria-label={text::about(field, lang)} title={text::about(field, lang)}>
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    <circle cx="8" cy="8" r="6.5" /><path d="M8 7.2v4M8 4.6v.4" />
                </svg>
            </summary>
            <p>{ text::default_from(default, text::source(from, lang), lang) }</p>
        </details>
    }
}
