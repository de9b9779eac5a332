//! Where the joules of a move go: one bar for all of them, each part with its name.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBAColor};

use super::axis::Scale;
use super::label::Label;
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::model::energy::EnergyBill;
use crate::quantity::{Lang, energy, number};
use crate::units::Energy;

/// The bar is not higher than this.
const BAR: f64 = 40.0;
/// Height of a line of labels.
const LINE: f64 = 19.0;

/// Energy of a move by where it is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareBar {
    /// Source host, destination host, network, and work that guests do later: not shown where it is
    /// zero.
    pub parts: [Energy; 4],
}

impl ShareBar {
    /// Of a bill.
    pub fn of(bill: &EnergyBill) -> Self {
        let redone = bill.redone[0] + bill.redone[1];
        Self { parts: [bill.source, bill.destination, bill.network, redone] }
    }

    fn total(&self) -> Energy {
        self.parts.into_iter().sum()
    }

    /// Those that are shown.
    fn shown(&self) -> &[Energy] {
        let count = if self.parts[3].is_positive() { 4 } else { 3 };
        &self.parts[..count]
    }

    /// Lines that their names may need.
    fn lines(&self) -> f64 {
        self.shown().len() as f64
    }

    /// The rectangles of the parts.
    fn bars(&self, size: Size) -> Vec<Rect> {
        let total = self.total().to_joules();
        let scale = Scale::new((0.0, total), (0.0, size.width));
        let height = (size.height - self.lines() * LINE - 8.0).clamp(size.height.min(8.0), BAR);
        let mut before = 0.0;
        let bar = |part: &Energy| {
            let left = scale.at(before);
            before += part.to_joules();
            Rect::new(left, 0.0, scale.at(before), height)
        };
        self.shown().iter().map(bar).collect()
    }
}

const fn names(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Source host", "Destination host", "Network", "Work done later (at most)"],
        ["Ursprungs-Host", "Ziel-Host", "Netz", "Nachgeholte Arbeit (höchstens)"],
    )
}

/// `61 % · 12.3 Wh`.
fn amount(part: Energy, total: Energy, lang: Lang) -> String {
    let percent = number(libm::round(part.share_of(total).to_percent()), lang);
    format!("{percent}\u{202f}% · {}", energy(part.to_joules(), lang))
}

fn labels(bar: &ShareBar, lang: Lang) -> Vec<String> {
    let total = bar.total();
    let named = names(lang).into_iter().zip(bar.shown());
    named.map(|(name, part)| format!("{name} {}", amount(*part, total, lang))).collect()
}

/// One hue, so that no part looks like a technique; the names tell them apart.
fn colors(theme: &Theme) -> [RGBAColor; 4] {
    let Theme { accent, muted, .. } = theme;
    [accent.to_rgba(), accent.mix(0.55), muted.mix(0.55), muted.mix(0.3)]
}

impl Chart for ShareBar {
    fn title(&self, lang: Lang) -> String {
        let total = self.total();
        let places = lang.pick(
            [
                "at the source host",
                "at the destination host",
                "in the network",
                "for work done later",
            ],
            ["am Ursprungs-Host", "am Ziel-Host", "im Netz", "für nachgeholte Arbeit"],
        );
        let named = places.into_iter().zip(self.parts);
        let largest = named.max_by(|a, b| a.1.to_joules().total_cmp(&b.1.to_joules()));
        let (place, most) = largest.unwrap_or(("", Energy::ZERO));
        let all = energy(total.to_joules(), lang);
        let percent = number(libm::round(most.share_of(total).to_percent()), lang);
        match lang {
            Lang::En => format!("The move takes {all}, {percent}\u{202f}% of it {place}"),
            Lang::De => format!("Der Umzug braucht {all}, {percent}\u{202f}% davon {place}"),
        }
    }

    fn subtitle(&self, lang: Lang) -> String {
        lang.pick(
            "Extra energy of the move at the meters",
            "Zusätzliche Energie des Umzugs an den Zählern",
        )
        .to_owned()
    }

    fn sentence(&self, lang: Lang) -> String {
        format!("{}. {}.", self.title(lang), labels(self, lang).join("; "))
    }

    fn table(&self, lang: Lang) -> Table {
        let columns: [&str; 3] =
            lang.pick(["Where", "Energy", "Share"], ["Wo", "Energie", "Anteil"]);
        let mut table = Table::new(self.subtitle(lang), &columns);
        let total = self.total();
        let row = |(name, part): (&str, &Energy)| {
            let percent = number(part.share_of(total).to_percent(), lang);
            vec![name.to_owned(), energy(part.to_joules(), lang), format!("{percent}\u{202f}%")]
        };
        table.rows = names(lang).into_iter().zip(self.shown()).map(row).collect();
        table
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let reading = |(reach, text): (Rect, String)| {
            let reach = Rect { bottom: size.height.max(reach.bottom), ..reach };
            Reading { x: reach.middle(), y: 0.0, reach, text }
        };
        self.bars(size).into_iter().zip(labels(self, lang)).map(reading).collect()
    }

    fn height(&self, _: f64) -> f64 {
        BAR + self.lines() * LINE + 8.0
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let bars = self.bars(pen.size());
        let texts = labels(self, lang);
        for (bar, color) in bars.iter().zip(colors(theme)) {
            pen.fill(Rect { right: bar.right - 1.0, ..*bar }, color)?;
        }
        // From the last to the first, so that no leader crosses the label of another part.
        for (bar, text) in bars.iter().zip(&texts).rev() {
            for line in 0..self.shown().len() {
                let y = bar.bottom + 4.0 + LINE * (line as f64 + 0.5);
                let fits = bar.left + 6.0 + pen.width(text, false) <= pen.size().width;
                if pen.label(&Label::new(text, bar.left + 6.0, y, theme.text))? {
                    // Beside the label, or down to it where it had to move to the left.
                    let end = if fits { y + 6.0 } else { y - 8.0 };
                    pen.down(bar.left, bar.bottom, end, theme.muted)?;
                    break;
                }
            }
        }
        Ok(())
    }
}
