//! The theme that the style sheet gives an element.

use plotters::style::RGBColor;
use web_sys::{CssStyleDeclaration, HtmlElement};

use super::theme::Theme;
use crate::decimal;

/// Reads the theme from the custom properties that `element` inherits.
///
/// Each is resolved by wearing it for a moment: so whatever CSS allows for a colour works, system
/// colours and `light-dark()` included. What the style sheet does not say is taken from `fallback`.
pub fn theme(element: &HtmlElement, fallback: &Theme) -> Theme {
    let Some(computed) =
        web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten())
    else {
        return fallback.clone();
    };
    let worn = element.style();
    let read = |name: &str, otherwise: RGBColor| {
        if property(&computed, name).is_empty() {
            return otherwise;
        }
        worn.set_property("color", &format!("var({name})")).ok();
        parse(&property(&computed, "color")).unwrap_or(otherwise)
    };
    let theme = Theme {
        ground: read("--ground", fallback.ground),
        text: read("--text", fallback.text),
        muted: read("--muted", fallback.muted),
        grid: read("--grid", fallback.grid),
        accent: read("--accent", fallback.accent),
        good: read("--good", fallback.good),
        warn: read("--warn", fallback.warn),
        bad: read("--bad", fallback.bad),
        pre_copy: read("--pre-copy", fallback.pre_copy),
        post_copy: read("--post-copy", fallback.post_copy),
        hybrid: read("--hybrid", fallback.hybrid),
        block: read("--block", fallback.block),
        offline: read("--offline", fallback.offline),
        respawn: read("--respawn", fallback.respawn),
        container: read("--container", fallback.container),
        font: property(&computed, "font-family").into(),
        ..fallback.clone()
    };
    worn.remove_property("color").ok();
    theme
}

fn property(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}

/// A computed colour: `rgb(1, 2, 3)`, or `color(srgb 0.1 0.2 0.3)` where it was mixed.
fn parse(color: &str) -> Option<RGBColor> {
    let (kind, rest) = color.split_once('(')?;
    let unit = if kind == "color" { 255.0 } else { 1.0 };
    let mut channels = rest
        .split([',', ' ', '/', ')'])
        .filter_map(decimal::read)
        .map(|channel| libm::round(channel * unit) as u8);
    Some(RGBColor(channels.next()?, channels.next()?, channels.next()?))
}
