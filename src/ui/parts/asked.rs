//! Numbers as buttons that explain themselves.

use std::rc::Rc;

use yew::prelude::*;

use crate::quantity::Lang;
use crate::report::explain::Subject;
use crate::share::task::Task;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::{Same, browser};

/// What is asked in one place of the page: by the button of which number, and what about.
pub(crate) type Asking = UseStateHandle<Option<(usize, Subject)>>;

/// What can be asked in one place of the page.
pub(crate) struct Asked<'a> {
    /// Which place: the start of its buttons' ids.
    pub(crate) place: &'static str,
    /// What is asked now, if anything.
    pub(crate) now: &'a Asking,
    /// All that there is to know.
    pub(crate) answer: Same<Answer>,
    /// The task around it, whose hidden fields stay hidden.
    pub(crate) task: Option<&'a Rc<Task>>,
}

impl Asked<'_> {
    /// A button that asks, or folds the answer. `at` is its number in this place; what it says alone,
    /// where that is not enough, `about` completes.
    pub(crate) fn button(
        &self,
        at: usize,
        subject: Subject,
        text: impl Into<AttrValue>,
        about: Option<String>,
        class: &'static str,
    ) -> Html {
        let (now, text) = (self.now.clone(), text.into());
        let asks = Some((at, subject));
        let open = *now == asks;
        let onclick = move |_: MouseEvent| now.set(asks.filter(|_| !open));
        let label = about.map(|about| format!("{text}, {about}"));
        html! {
            <button id={self.id(at)} type="button" {class} {onclick} aria-label={label}
                aria-expanded={if open { "true" } else { "false" }}>{ text }</button>
        }
    }

    fn id(&self, at: usize) -> String {
        format!("{}-{at}", self.place)
    }

    /// Folds the answer; the focus goes back to where it was asked.
    fn close(&self) -> Callback<()> {
        let now = self.now.clone();
        let button = (*now).map(|(at, _)| self.id(at));
        Callback::from(move |()| {
            if let Some(button) = &button {
                now.set(None);
                browser::focus(button);
            }
        })
    }

    /// The answer, if anything is asked.
    pub(crate) fn told(&self, lang: Lang) -> Html {
        let Some((_, subject)) = **self.now else { return Html::default() };
        html! {
            <Extra what={What::Explanation(subject)} answer={self.answer.clone()}
                task={self.task.cloned()} {lang} close={self.close()} />
        }
    }

    /// Escape folds the answer.
    pub(crate) fn onkeydown(&self) -> Callback<KeyboardEvent> {
        let close = self.close();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    }
}
