//! Charts as files: with title, finding, scenario, source and link in the picture itself.

use web_sys::HtmlCanvasElement;
use web_sys::wasm_bindgen::JsCast;

use super::about::about;
use crate::chart::picture::Poster;
use crate::chart::theme::Theme;
use crate::chart::{Size, canvas};
use crate::quantity::Lang;
use crate::ui::parts::AnyChart;
use crate::ui::{browser, offer};

/// Pixels of a saved picture to one of CSS: sharp on slides and in print.
const SCALE: f64 = 2.0;

/// Offers a chart to be saved.
pub(super) fn give(
    chart: &AnyChart,
    size: Size,
    theme: &Theme,
    name: &str,
    is_svg: bool,
    lang: Lang,
) {
    let shown = chart.get();
    let about = about(&shown.source(lang), lang);
    let titles = [shown.title(lang), shown.subtitle(lang)];
    let poster = Poster::of(titles, &shown.sentence(lang), &about, size, theme);
    if is_svg {
        let document = poster.svg(theme, |area, theme| shown.draw(area, theme, lang));
        offer::text(&document, "image/svg+xml", &format!("movecast-{name}.svg"));
        return;
    }
    let canvas = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("canvas").ok())
        .and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
    let Some(canvas) = canvas else { return };
    canvas::paint(&canvas, poster.size, SCALE, theme, |area, theme| {
        area.fill(&theme.ground).is_ok()
            && poster.draw(area, theme, |area, theme| shown.draw(area, theme, lang))
    });
    if let Ok(url) = canvas.to_data_url() {
        browser::save(&url, &format!("movecast-{name}.png"));
    }
}
