//! What the user wants to know: questions to choose from, and what is being looked at meanwhile.

use yew::prelude::*;

use crate::quantity::Lang;
use crate::scenario::goal::Goal;
use crate::share::Stated;
use crate::ui::state::{Action, View};
use crate::ui::text;

/// The questions, above the answer; until something is stated, the answer is that of an example.
pub(crate) fn goals(stated: &Stated, lang: Lang, act: &Callback<Action>) -> Html {
    let question = |(goal, name): (Goal, &'static str)| {
        let chosen = stated.goal == Some(goal);
        let onclick = act.reform(move |_: MouseEvent| Action::Aim(goal));
        html! {
            <button key={name} type="button" aria-pressed={chosen.to_string()} {onclick}>
                { text::goal(goal, lang) }
            </button>
        }
    };
    let is_example =
        *stated.scenario == crate::scenario::Scenario::default() && stated.wave.is_none();
    html! {
        <nav class="goals" aria-label={text::goals(lang)}>
            <p>{ text::goals(lang) }</p>
            { for Goal::ALL.into_iter().map(question) }
            if is_example { <p class="example">{ text::example(lang) }</p> }
        </nav>
    }
}

/// The view that answers a goal.
pub(crate) const fn view_of(goal: Goal) -> View {
    match goal {
        Goal::Converge => View::Timeline,
        Goal::Empty => View::Waves,
        Goal::Pay => View::Energy,
        Goal::Compare => View::Techniques,
        Goal::Teach => View::Learn,
    }
}

/// The figure that leads, by its place: total time, downtime, cost, break-even.
pub(crate) const fn leading_figure(goal: Option<Goal>) -> usize {
    match goal {
        Some(Goal::Converge) => 1,
        Some(Goal::Pay) => 3,
        _ => 0,
    }
}

/// Whether a section of the form decides this goal.
pub(crate) fn decides(goal: Option<Goal>, section: &str) -> bool {
    match goal {
        None | Some(Goal::Teach) => true,
        Some(Goal::Converge | Goal::Compare) => {
            ["workload", "link", "how", "many"].contains(&section)
        }
        Some(Goal::Empty) => ["link", "how", "many"].contains(&section),
        Some(Goal::Pay) => ["sites", "time", "many"].contains(&section),
    }
}
