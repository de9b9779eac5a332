//! What could not be fetched, and a button that tries again.

use yew::prelude::*;

use crate::quantity::Lang;
use crate::ui::text;

pub(crate) fn failed(said: &'static str, again: &Callback<()>, lang: Lang) -> Html {
    let onclick = again.reform(|_: MouseEvent| ());
    html! {
        <p class="lead" role="alert">
            { said }{ " " }<button type="button" {onclick}>{ text::again(lang) }</button>
        </p>
    }
}
