//! A chart on the page: title, picture, one line that reads it out, and the data as a table.

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

use super::any_chart::AnyChart;
use super::table::table;
use crate::chart::{Size, canvas, css, theme::Theme};
use crate::quantity::Lang;
use crate::ui::browser::{self, AfterPaint};
use crate::ui::out::{Wanted, hand_out};
use crate::ui::text;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChartViewProps {
    pub(crate) chart: AnyChart,
    /// How high it is, in CSS pixels; the width is what there is.
    pub(crate) height: Height,
    /// The name of a saved file.
    pub(crate) name: &'static str,
    pub(crate) dark: bool,
    pub(crate) lang: Lang,
    /// How many data are in a row, where arrow keys step up and down from row to row; 0 for one row.
    #[prop_or_default]
    pub(crate) columns: usize,
    /// Where the keyboard begins; none for the first.
    #[prop_or_default]
    pub(crate) start: Option<usize>,
    /// Who hears that a datum was clicked, or entered.
    #[prop_or_default]
    pub(crate) pick: Option<Callback<usize>>,
}

#[component]
pub(crate) fn ChartView(props: &ChartViewProps) -> Html {
    let ChartViewProps { chart, height, name, dark, lang, columns, start, pick } = props.clone();
    let frame = use_node_ref();
    let node = use_node_ref();
    let width = browser::use_width(&frame);
    let size = Size { width, height: height.pixels() };
    let theme = use_mut_ref(|| None::<(bool, Theme)>);
    let pending = use_mut_ref(<(AfterPaint, Option<Timeout>)>::default);
    let in_view = browser::use_in_view(&frame);
    let cursor = use_state_eq(|| None::<usize>);
    let unfolded = use_state_eq(|| false);
    let failed = use_state_eq(|| false);

    {
        let (node, chart, theme) = (node.clone(), chart.clone(), theme.clone());
        use_effect_with((chart, width.to_bits(), lang, dark), move |(chart, _, lang, dark)| {
            let (chart, lang, dark) = (chart.clone(), *lang, *dark);
            let paint = move || {
                let Some(element) = node.cast::<HtmlCanvasElement>() else { return };
                if size.width < 1.0 {
                    return;
                }
                let mut kept = theme.borrow_mut();
                if kept.as_ref().is_none_or(|(was_dark, _)| *was_dark != dark) {
                    *kept = Some((dark, css::theme(&element, fallback(dark))));
                }
                if let Some((_, theme)) = kept.as_ref() {
                    canvas::paint(
                        &element,
                        size,
                        canvas::pixels_of_screen(),
                        theme,
                        |area, theme| chart.get().draw(area, theme, lang),
                    );
                }
            };
            let (soon, later) = &mut *pending.borrow_mut();
            *later = None;
            if in_view.get() {
                soon.act(Box::new(paint));
            } else {
                *later = Some(Timeout::new(LATER_MS, paint));
            }
        });
    }

    let readings = use_memo((chart.clone(), width.to_bits(), lang), |(chart, _, lang)| {
        if size.width < 1.0 { Vec::new() } else { chart.get().readings(size, *lang) }
    });
    let pointed = {
        let (frame, readings) = (frame.clone(), readings.clone());
        move |event: &MouseEvent| {
            let place = frame.cast::<Element>()?.get_bounding_client_rect();
            let x = f64::from(event.client_x()) - place.left();
            let y = f64::from(event.client_y()) - place.top();
            let distance = |at: &usize| readings[*at].reach.distance(x, y);
            (0..readings.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
        }
    };
    let onpointermove = {
        let (cursor, pointed) = (cursor.clone(), pointed.clone());
        Callback::from(move |event: PointerEvent| cursor.set(pointed(&event)))
    };
    let onclick = pick.clone().map(|pick| {
        Callback::from(move |event: MouseEvent| {
            if let Some(at) = pointed(&event) {
                pick.emit(at);
            }
        })
    });
    // What can be clicked is no mere picture.
    let role = if pick.is_some() { "application" } else { "img" };
    let leave = {
        let cursor = cursor.clone();
        move || cursor.set(None)
    };
    let onpointerleave = {
        let leave = leave.clone();
        Callback::from(move |_: PointerEvent| leave())
    };
    let onblur = Callback::from(move |_: FocusEvent| leave());
    let onkeydown = {
        let (cursor, count) = (cursor.clone(), readings.len());
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let next = match event.key().as_str() {
                "Enter" | " " => {
                    if let Some((pick, at)) = pick.as_ref().zip(*cursor) {
                        event.prevent_default();
                        pick.emit(at);
                    }
                    return;
                }
                // Where there are rows, the keyboard begins where the scenario is.
                "ArrowRight" | "ArrowDown" | "ArrowLeft" | "ArrowUp"
                    if cursor.is_none() && start.is_some() =>
                {
                    start.unwrap_or_default().min(last)
                }
                "ArrowUp" if 0 < columns => {
                    cursor.map_or(0, |at| if at + columns <= last { at + columns } else { at })
                }
                "ArrowDown" if 0 < columns => {
                    cursor.map_or(0, |at| at.checked_sub(columns).unwrap_or(at))
                }
                "ArrowRight" | "ArrowDown" => cursor.map_or(0, |at| (at + 1).min(last)),
                "ArrowLeft" | "ArrowUp" => cursor.map_or(last, |at| at.saturating_sub(1)),
                "Home" => 0,
                "End" => last,
                "Escape" => return cursor.set(None),
                _ => return,
            };
            event.prevent_default();
            cursor.set((0 < count).then_some(next));
        })
    };
    let save = |kind: &'static str| {
        let (chart, theme) = (chart.clone(), theme.clone());
        let failed = failed.setter();
        let onclick = Callback::from(move |_: MouseEvent| {
            let Some((_, theme)) = theme.borrow().clone() else { return };
            let (chart, failed) = (chart.clone(), failed.clone());
            let done = Callback::from(move |worked: bool| failed.set(!worked));
            hand_out(
                Wanted::Picture { chart, size, theme, name, is_svg: kind == "SVG" },
                lang,
                done,
            );
        });
        let label = format!("{kind}, {}", text::save_picture(lang));
        html! { <button type="button" class="quiet" aria-label={label} title={text::save_picture(lang)} {onclick}>{ kind }</button> }
    };

    let ontoggle = {
        let unfolded = unfolded.setter();
        Callback::from(move |event: Event| {
            unfolded.set(event.target_unchecked_into::<Element>().has_attribute("open"));
        })
    };

    let reading = cursor.and_then(|at| readings.get(at));
    let said =
        reading.map_or_else(|| text::read_chart(lang).to_owned(), |reading| reading.text.clone());
    html! {
        <figure class="chart">
            <figcaption>
                <h3>{ chart.get().title(lang) }</h3>
                <p class="measure">{ chart.get().subtitle(lang) }</p>
            </figcaption>
            <div ref={frame} class={classes!("picture", height.class())} tabindex="0" {role} aria-label={chart.get().sentence(lang)}
                {onpointermove} {onpointerleave} {onblur} {onkeydown} {onclick}>
                <canvas ref={node} aria-hidden="true" />
                if let Some(reading) = reading {
                    <svg class="cursor" aria-hidden="true">
                        <rect x={reading.reach.left.to_string()} y={reading.reach.top.to_string()}
                            width={(reading.reach.right - reading.reach.left).max(2.0).to_string()}
                            height={(reading.reach.bottom - reading.reach.top).max(2.0).to_string()} />
                    </svg>
                }
            </div>
            <p class={classes!("read-out", reading.is_none().then_some("is-hint"))} aria-live="polite">{ said }</p>
            <div class="chart-foot">
                <details {ontoggle}>
                    <summary>{ text::as_table(lang) }</summary>
                    if *unfolded {
                        { table(&chart.get().table(lang), None, lang) }
                    }
                </details>
                <p class="takes">
                    if *failed { <span role="status">{ text::did_not_work(lang) }</span> }
                    { save("SVG") }
                    { save("PNG") }
                </p>
            </div>
        </figure>
    }
}

/// What is off the screen is painted when the input rests.
const LATER_MS: u32 = 200;

/// How high a chart is; the style sheet reserves as much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Height {
    /// For a single bar.
    Low,
    /// For a single bar of four parts, whose names may need a line each.
    Parted,
    /// For a plot.
    High,
    /// For many rows, or a square plot.
    Tall,
}

impl Height {
    const fn pixels(self) -> f64 {
        match self {
            Self::Low => 84.0,
            Self::Parted => 104.0,
            Self::High => 280.0,
            Self::Tall => 400.0,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Low => "is-low",
            Self::Parted => "is-parted",
            Self::High => "is-high",
            Self::Tall => "is-tall",
        }
    }
}

const fn fallback(dark: bool) -> &'static Theme {
    if dark { &Theme::DARK } else { &Theme::LIGHT }
}
