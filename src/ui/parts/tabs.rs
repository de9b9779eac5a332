//! The views as tabs: arrow keys move between them.

use web_sys::Element;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::ui::state::{Action, View};
use crate::ui::{browser, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct TabsProps {
    pub(crate) open: View,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let TabsProps { open, lang, act } = props.clone();
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let count = View::ALL.len();
            // Where the key was pressed: what is open may still wait to be drawn.
            let tab = event.target_dyn_into::<Element>().map(|tab| tab.id()).unwrap_or_default();
            let Some(at) = View::ALL.iter().position(|view| id(*view) == tab) else { return };
            let next = match event.key().as_str() {
                "ArrowRight" => (at + 1) % count,
                "ArrowLeft" => (at + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            act.emit(Action::Open(View::ALL[next]));
            browser::focus(&id(View::ALL[next]));
        })
    };
    let tab = |view: View| {
        html! {
            <button key={id(view)} id={id(view)} type="button" role="tab" aria-controls="view"
                aria-selected={if view == open { "true" } else { "false" }}
                tabindex={if view == open { "0" } else { "-1" }}
                onclick={act.reform(move |_| Action::Open(view))}>
                { text::view(view, lang) }
            </button>
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label={text::views(lang)} {onkeydown}>
            { for View::ALL.into_iter().map(tab) }
        </div>
    }
}

/// The view of that name.
pub(crate) fn named(name: &str) -> Option<View> {
    View::ALL.into_iter().find(|view| self::name(*view) == name)
}

/// The id of a view's tab.
pub(crate) fn id(view: View) -> String {
    format!("tab-{}", name(view))
}

/// What a view is called in links.
pub(crate) const fn name(view: View) -> &'static str {
    match view {
        View::Timeline => "timeline",
        View::Techniques => "techniques",
        View::Energy => "energy",
        View::Service => "service",
        View::Waves => "waves",
        View::Sure => "sure",
        View::Map => "map",
        View::Compare => "compare",
        View::Learn => "learn",
        View::Evidence => "evidence",
        View::Assumptions => "assumptions",
    }
}
