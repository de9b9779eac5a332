//! Numbers as buttons that explain themselves.

use std::rc::Rc;

use yew::prelude::*;

use super::{explained, table};
use crate::chart::table::Table;
use crate::chart::words::stage;
use crate::quantity::Lang;
use crate::report::explain::{Explanation, Question, Subject};
use crate::report::sentence::{Piece, Sentence};
use crate::share::task::Task;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::{Same, browser, text};

/// What is asked in one place of the page: by the button of which number, and what about.
pub(crate) type Asking<S = Subject> = UseStateHandle<Option<(usize, S)>>;

/// What can be asked in one place of the page. Each subject has one button there.
pub(crate) struct Asked<'a, S: 'static = Subject> {
    /// Which place: the start of its buttons' ids.
    pub(crate) place: &'static str,
    /// What is asked now, if anything.
    pub(crate) now: &'a Asking<S>,
    /// All that there is to know.
    pub(crate) answer: Same<Answer>,
    /// The task around it, whose hidden fields stay hidden.
    pub(crate) task: Option<&'a Rc<Task>>,
}

impl<S: Copy + PartialEq> Asked<'_, S> {
    /// A button that asks, or folds the answer. `at` is its number in this place; what it says alone,
    /// where that is not enough, `about` completes.
    pub(crate) fn button(
        &self,
        at: usize,
        subject: S,
        text: impl Into<AttrValue>,
        about: Option<String>,
        class: &'static str,
    ) -> Html {
        let (now, text) = (self.now.clone(), text.into());
        let open = self.is_about(subject);
        let onclick = move |_: MouseEvent| now.set((!open).then_some((at, subject)));
        let label = about.map(|about| format!("{text}, {about}"));
        html! {
            <button id={self.id(at)} type="button" {class} {onclick} aria-label={label}
                aria-expanded={if open { "true" } else { "false" }}>{ text }</button>
        }
    }

    fn is_about(&self, subject: S) -> bool {
        self.now.is_some_and(|(_, asked)| asked == subject)
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

    /// Escape folds the answer.
    pub(crate) fn onkeydown(&self) -> Callback<KeyboardEvent> {
        let close = self.close();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    }

    /// The answer as the view itself gives it, if anything is asked.
    pub(crate) fn explained(&self, explain: impl Fn(S) -> Explanation, lang: Lang) -> Html {
        self.explained_by(
            |subject| {
                let told = explain(subject);
                let inputs = explained::inputs(&told, &self.answer, self.task, lang);
                (told, inputs)
            },
            lang,
        )
    }

    /// The same with the inputs on which it depends as the view draws them.
    pub(crate) fn explained_by(
        &self,
        explain: impl Fn(S) -> (Explanation, Vec<Html>),
        lang: Lang,
    ) -> Html {
        let Some((at, subject)) = **self.now else { return Html::default() };
        let (told, inputs) = explain(subject);
        explained::view(at, told, inputs, &self.close(), lang)
    }

    /// A sentence whose numbers ask, of this class if any, and below it the answer if it was asked
    /// there: what each number is by its `name`, and how it came about. `first` is the number of the
    /// first button.
    pub(crate) fn said(
        &self,
        first: usize,
        sentence: &Sentence<S>,
        class: Option<&'static str>,
        name: impl Fn(S) -> String,
        explain: impl Fn(S) -> Explanation,
        lang: Lang,
    ) -> Html {
        html! {
            <>
                { self.sentence(first, sentence, class, |subject| Some(name(subject))) }
                if self.is_about_any(sentence) { { self.explained(explain, lang) } }
            </>
        }
    }

    fn is_about_any(&self, sentence: &Sentence<S>) -> bool {
        sentence.0.iter().any(|piece| match piece {
            Piece::Number(_, subject) => self.is_about(*subject),
            Piece::Text(_) => false,
        })
    }

    /// A sentence whose numbers ask, as [`Self::said`] has it, and no answer; some need no name.
    fn sentence(
        &self,
        first: usize,
        sentence: &Sentence<S>,
        class: Option<&'static str>,
        name: impl Fn(S) -> Option<String>,
    ) -> Html {
        let piece = |(at, piece): (usize, &Piece<S>)| match piece {
            Piece::Text(text) => html! { text },
            Piece::Number(number, subject) => {
                self.button(first + at, *subject, number.clone(), name(*subject), "asks")
            }
        };
        html! { <p {class}>{ for sentence.0.iter().enumerate().map(piece) }</p> }
    }

    /// A table whose numbers ask: those for which `subject` has one, by row and column.
    pub(crate) fn table(
        &self,
        table: &Table,
        class: Option<&'static str>,
        lang: Lang,
        subject: impl Fn(usize, usize) -> Option<S>,
    ) -> Html {
        let columns = table.columns.len();
        table::drawn(table, class, lang, |row, column, cell| match subject(row, column) {
            Some(asks) => {
                let about = format!("{}, {}", table.columns[column], table.rows[row][0]);
                self.button(row * columns + column, asks, cell.to_owned(), Some(about), "asks")
            }
            None => html! { cell },
        })
    }
}

impl Asked<'_> {
    /// The answer, if anything is asked.
    pub(crate) fn told(&self, lang: Lang) -> Html {
        let Some((at, subject)) = **self.now else { return Html::default() };
        html! {
            <Extra what={What::Explanation(at, subject)} answer={self.answer.clone()}
                task={self.task.cloned()} {lang} close={self.close()} />
        }
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct LeadProps {
    /// Its class, and the place of its buttons.
    #[prop_or("lead")]
    pub(crate) place: &'static str,
    pub(crate) said: Sentence<Subject>,
    pub(crate) answer: Same<Answer>,
    pub(crate) task: Option<Rc<Task>>,
    pub(crate) lang: Lang,
}

/// A sentence such as the one with which a view opens; its numbers explain themselves.
#[component]
pub(crate) fn Lead(props: &LeadProps) -> Html {
    let LeadProps { place, said, answer, task, lang } = props;
    let now = use_state_eq(|| None);
    let asked = Asked { place, now: &now, answer: answer.clone(), task: task.as_ref() };
    let name = |subject: Subject| match subject.question {
        Question::Spent(spent) => Some(stage(spent, *lang).to_owned()),
        Question::Cost(_) => Some(text::cost(*lang).to_owned()),
        Question::Saving(_) => Some(text::explain::hourly(*lang).to_owned()),
        _ => None,
    };
    html! {
        <div onkeydown={asked.onkeydown()}>
            { asked.sentence(0, said, Some(*place), name) }
            if asked.is_about_any(said) { { asked.told(*lang) } }
        </div>
    }
}
