//! Labels: none is cut off, none lies on another.

use movecast::chart::Chart;
use movecast::chart::picture::svg;
use movecast::chart::rect::Rect;
use movecast::chart::theme::Theme;

use super::planned::for_every_chart;
use super::{LANGS, PAGE, PHONE, WALL};

/// Narrow and other letters.
fn breadth(letter: char) -> f64 {
    if " .,:;/fijltI·()-\u{202f}\u{a0}".contains(letter) { 0.28 } else { 0.55 }
}

/// The texts of a picture with the places they take.
fn labels(picture: &str) -> Vec<(String, Rect)> {
    picture
        .split("<text ")
        .skip(1)
        .map(|element| {
            let (attributes, rest) = element.split_once('>').expect("closed");
            let text = rest.split('<').next().expect("text").trim().to_owned();
            let attribute = |name: &str| {
                let from = attributes.split_once(&format!("{name}=\"")).expect("there").1;
                from.split('"').next().expect("quoted")
            };
            let number = |name: &str| attribute(name).parse::<f64>().expect("a number");
            let weight = if attributes.contains("bold") { 1.08 } else { 1.0 };
            let breadth: f64 = text.chars().map(breadth).sum();
            let width = breadth * number("font-size") * weight;
            let left = match attribute("text-anchor") {
                "start" => number("x"),
                "middle" => number("x") - width / 2.0,
                _ => number("x") - width,
            };
            let half = number("font-size") * 0.5;
            let y = number("y");
            (text, Rect::new(left, y - half, left + width, y + half))
        })
        .collect()
}

fn labels_are_apart_and_inside(chart: &impl Chart) {
    for size in [PHONE, PAGE, WALL] {
        for lang in LANGS {
            let placed = labels(&svg(chart, size, &Theme::LIGHT, lang));
            let picture = Rect::new(-1.0, -1.0, size.width + 1.0, size.height + 1.0);
            for (at, (text, rect)) in placed.iter().enumerate() {
                assert!(picture.holds(rect), "{text} leaves the picture {size:?}: {rect:?}");
                for (other, taken) in &placed[..at] {
                    assert!(!rect.meets(taken), "{text} lies on {other} in {size:?}");
                }
            }
        }
    }
}

#[test]
fn no_label_leaves_the_picture_or_lies_on_another() {
    for_every_chart!(labels_are_apart_and_inside);
}
