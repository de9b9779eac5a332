//! Plays one move: forwards, step by step, back again, or to any moment. It starts paused.

use std::rc::Rc;

use gloo::render::request_animation_frame;
use web_sys::{HtmlCanvasElement, HtmlInputElement};
use yew::prelude::*;

use crate::chart::pages::Pages;
use crate::chart::theme::Theme;
use crate::chart::{Chart, Size, canvas, css};
use crate::plan::film::{Cell, Film};
use crate::quantity::{Lang, number};
use crate::ui::answer::Answer;
use crate::ui::text::film as words;
use crate::ui::{Same, browser};
use crate::units::Seconds;

/// How long the whole move takes at the usual speed.
const LENGTH: f64 = 10.0;
const SPEEDS: [f64; 4] = [0.5, 1.0, 2.0, 4.0];
/// Stops of the slider.
const STOPS: f64 = 1000.0;
/// How often what is written changes while it plays, in seconds.
const TICK: f64 = 0.1;
/// A frame that took longer is a page that was away: the film goes on where it was left.
const LONGEST_FRAME: f64 = 0.1;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct PlayerProps {
    pub(super) answer: Same<Answer>,
    pub(super) dark: bool,
    pub(super) lang: Lang,
}

/// Where the film is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Now {
    at: Seconds,
    playing: bool,
    /// Counts frames, so that one that changes nothing is followed by another.
    frame: u32,
    /// When it came to rest last, for those who listen; none until it is first touched.
    rested: Option<Seconds>,
}

impl Now {
    const START: Self = Self { at: Seconds::ZERO, playing: false, frame: 0, rested: None };

    /// At rest at a moment which is to be told.
    const fn at(at: Seconds) -> Self {
        Self { at, rested: Some(at), ..Self::START }
    }
}

#[component]
pub(super) fn Player(props: &PlayerProps) -> Html {
    let PlayerProps { answer, dark, lang } = props.clone();
    let film = use_memo(answer.clone(), |answer| Film::of(&answer.checked, answer.plan.chosen()));
    let now = use_state_eq(|| Now::START);
    let speed = use_state_eq(|| 1.0);
    let calm = browser::use_media("(prefers-reduced-motion: reduce)");
    let frame = use_node_ref();
    let node = use_node_ref();
    let width = browser::use_width(&frame);
    let theme = use_mut_ref(|| None::<(bool, Theme)>);
    let last = use_mut_ref(|| None::<f64>);
    {
        let now = now.setter();
        use_effect_with(answer, move |_| now.set(Now::START));
    }
    {
        let (now, film) = (now.clone(), Rc::clone(&film));
        use_effect_with((now.playing, now.frame, *speed), move |(playing, _, speed)| {
            let speed = *speed;
            let next = playing.then(|| {
                request_animation_frame(move |time| {
                    let end = film.as_ref().as_ref().map_or(Seconds::ZERO, Film::end);
                    let before = last.replace(Some(time)).unwrap_or(time);
                    let passed = ((time - before) / 1000.0).clamp(0.0, LONGEST_FRAME);
                    let at = now.at + end * (passed * speed / LENGTH);
                    now.set(if end <= at {
                        last.replace(None);
                        Now::at(end)
                    } else {
                        Now { at, frame: now.frame.wrapping_add(1), ..*now }
                    });
                })
            });
            move || drop(next)
        });
    }
    {
        let (node, film, at) = (node.clone(), Rc::clone(&film), now.at);
        let when = (at.get().to_bits(), width.to_bits(), dark, Rc::as_ptr(&film));
        use_effect_with(when, move |_| {
            let (Some(film), Some(canvas)) = (&*film, node.cast::<HtmlCanvasElement>()) else {
                return;
            };
            if width < 1.0 {
                return;
            }
            let mut kept = theme.borrow_mut();
            if kept.as_ref().is_none_or(|(was_dark, _)| *was_dark != dark) {
                let fallback = if dark { &Theme::DARK } else { &Theme::LIGHT };
                *kept = Some((dark, css::theme(&canvas, fallback)));
            }
            if let Some((_, theme)) = kept.as_ref() {
                let pages = Pages { film, moment: &film.at(at) };
                let height = f64::from(canvas.client_height());
                let size = Size { width, height };
                canvas::paint(&canvas, size, canvas::pixels_of_screen(), theme, |area, theme| {
                    pages.draw(area, theme, lang).is_ok()
                });
            }
        });
    }
    let Some(film) = &*film else {
        return html! { <p>{ words::nothing(lang) }</p> };
    };
    let end = film.end();
    // Nobody reads sixty numbers a second, and laying them out takes longer than the picture.
    let shown = if now.playing {
        let tick = end * (*speed * TICK / LENGTH);
        tick * libm::floor(now.at.share_of(tick).get())
    } else {
        now.at
    };
    let moment = film.at(shown);
    let pages = Pages { film, moment: &moment };
    let go = |at: Seconds| {
        let now = now.clone();
        Callback::from(move |_: MouseEvent| now.set(Now::at(at)))
    };
    let onplay = {
        let now = now.clone();
        Callback::from(move |_: MouseEvent| {
            now.set(if now.playing {
                Now::at(now.at)
            } else {
                let at = if end <= now.at { Seconds::ZERO } else { now.at };
                Now { at, playing: true, frame: now.frame.wrapping_add(1), rested: None }
            });
        })
    };
    let onscrub = {
        let now = now.clone();
        Callback::from(move |event: InputEvent| {
            let stop = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            // The slider speaks for itself.
            now.set(Now { at: end * (stop / STOPS), ..Now::START });
        })
    };
    let faster = |other: f64| {
        let chosen = (other - *speed).abs() < 0.01;
        let speed = speed.clone();
        html! {
            <button key={other.to_string()} type="button" aria-pressed={if chosen { "true" } else { "false" }}
                onclick={move |_| speed.set(other)}>{ number(other, lang) }{ "×" }</button>
        }
    };
    let (at_start, at_end) = (now.at <= Seconds::ZERO, end <= now.at);
    let told = now.rested.map(|at| {
        let moment = film.at(at);
        Pages { film, moment: &moment }.sentence(lang)
    });
    let name = if now.playing { words::pause(lang) } else { words::play(lang) };
    html! {
        <div class="player">
            <p class="now">
                <span><strong>{ pages.stage(lang) }</strong>{ " · " }{ pages.place(lang) }</span>
                <span>{ pages.clock(lang) }</span>
            </p>
            <div ref={frame} class="pages" role="img" aria-label={words::grid(lang)}>
                <canvas ref={node} aria-hidden="true" />
            </div>
            <input type="range" class="slider" min="0" max={STOPS.to_string()} step="1"
                value={libm::round(shown.share_of(end).get() * STOPS).to_string()}
                aria-label={words::position(lang)}
                aria-valuetext={format!("{}, {}", pages.stage(lang), pages.clock(lang))} oninput={onscrub} />
            <div class="controls">
                { button(words::back(lang), "M4 3v10M13 3 6 8l7 5z", at_start, go(film.before(now.at))) }
                if !calm {
                    <button type="button" class="play" onclick={onplay}>
                        { icon(if now.playing { "M5 3v10M11 3v10" } else { "M5 3l8 5-8 5z" }) }{ name }
                    </button>
                }
                { button(words::forward(lang), "M12 3v10M3 3l7 5-7 5z", at_end, go(film.after(now.at))) }
                if calm {
                    <p class="hint">{ words::calm(lang) }</p>
                } else {
                    <div class="switch" role="group" aria-label={words::speed(lang)}>{ for SPEEDS.map(faster) }</div>
                }
            </div>
            <dl class="amounts">
                { for pages.amounts(lang).into_iter().map(|(cell, name, amount)| html! {
                    <div key={name}><dt>{ for cell.map(swatch) }{ name }</dt><dd>{ amount }</dd></div>
                }) }
            </dl>
            <p class="hint">{ pages.subtitle(lang) }</p>
            <p class="unseen" role="status">{ told }</p>
        </div>
    }
}

fn icon(path: &'static str) -> Html {
    html! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}

fn button(
    name: &'static str,
    path: &'static str,
    off: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    // One that is disabled would lose the focus when the end is reached.
    html! {
        <button type="button" class="step" aria-label={name} title={name} {onclick}
            aria-disabled={if off { "true" } else { "false" }}>{ icon(path) }</button>
    }
}

fn swatch(cell: Cell) -> Html {
    let class = match cell {
        Cell::Waiting => "is-waiting",
        Cell::Dirty => "is-dirty",
        Cell::There => "is-there",
        Cell::Fetched => "is-fetched",
    };
    html! { <i class={class} aria-hidden="true" /> }
}
