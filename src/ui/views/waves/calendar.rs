//! The wave in a calendar: from when on, and a file for it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::plan::wave::WavePlan;
use crate::quantity::Lang;
use crate::report::schedule::entries;
use crate::scenario::wave::Wave;
use crate::share::ics::Start;
use crate::share::schedule::ics;
use crate::ui::text::waves as words;
use crate::ui::{Same, address, offer};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CalendarProps {
    pub(super) plan: Same<WavePlan>,
    pub(super) wave: std::rc::Rc<Wave>,
    pub(super) lang: Lang,
}

/// States when the wave begins and offers its calendar.
#[component]
pub(super) fn Calendar(props: &CalendarProps) -> Html {
    let CalendarProps { plan, wave, lang } = props.clone();
    let begins = use_state_eq(String::new);
    let oninput = {
        let begins = begins.setter();
        Callback::from(move |event: InputEvent| {
            begins.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onclick = {
        let begins = begins.clone();
        Callback::from(move |_: MouseEvent| {
            let now = (js_sys::Date::now() / 1000.0) as i64;
            let start = start(&begins).unwrap_or(Start::full_hour_after(now));
            let (stated, along) = address::shown();
            let link = address::link(&stated, &along);
            let text = ics(&entries(&plan, &wave, lang), &wave, start, now, &link);
            offer::text(&text, "text/calendar", "movecast-wave.ics");
        })
    };
    html! {
        <div class="calendar">
            <label for="wave-begins">{ words::begins(lang) }</label>
            <input id="wave-begins" class="value" type="datetime-local" value={(*begins).clone()} {oninput}
                aria-describedby="wave-begins-hint" />
            <button type="button" {onclick}>{ words::calendar(lang) }</button>
            <small id="wave-begins-hint">{ words::begins_hint(lang) }</small>
        </div>
    }
}

/// What is stated by this place's clock, in UTC; none where nothing is.
fn start(stated: &str) -> Option<Start> {
    let date = js_sys::Date::new(&stated.into());
    if date.get_time().is_nan() {
        return None;
    }
    Start::read(&String::from(date.to_iso_string()))
}
