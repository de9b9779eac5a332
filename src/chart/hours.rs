//! What each hour costs at two sites, and where the best schedule is.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor};

use super::axis::enclosing;
use super::frame::Frame;
use super::label::{Align, Label};
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::words::own;
use super::{Chart, Drawn, Reading, Size};
use crate::calendar::date;
use crate::model::breakeven::Account;
use crate::quantity::{Lang, number};
use crate::units::Seconds;

/// What a kilowatt-hour takes at two sites, hour by hour.
#[derive(Debug, Clone, PartialEq)]
pub struct HourlyPrices {
    /// The first hour shown, counted from the beginning of 1970 in UTC, if known.
    pub first_hour: Option<i64>,
    /// In what: it decides the unit.
    pub account: Account,
    /// At the source and at the destination: currency units or grams per kWh, or the PUE.
    pub rates: [Vec<f64>; 2],
    /// Whether the best schedule is away from the source.
    pub away: Vec<bool>,
}

impl HourlyPrices {
    fn count(&self) -> usize {
        self.rates[0].len().min(self.rates[1].len())
    }

    fn away_hours(&self) -> usize {
        self.away.iter().filter(|away| **away).count()
    }

    /// When an hour begins.
    fn when(&self, at: usize, lang: Lang) -> String {
        match self.first_hour {
            Some(first) => date(first.saturating_add_unsigned(at as u64), lang),
            None => format!("{at}\u{202f}h"),
        }
    }

    const fn unit(&self) -> &'static str {
        match self.account {
            Account::Money => "ct/kWh",
            Account::Energy => "PUE",
            Account::Carbon => "g/kWh",
        }
    }

    const fn factor(&self) -> f64 {
        match self.account {
            Account::Money => 0.01,
            Account::Energy | Account::Carbon => 1.0,
        }
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let all = || self.rates.iter().flatten().copied();
        let low = all().fold(0.0, f64::min);
        let high = all().fold(self.factor(), f64::max);
        let (height, unit) = (Frame::height(size, 0.0), self.unit());
        let values = enclosing(low, high, height, self.factor(), unit);
        let seconds = Seconds::hours(self.count().max(1) as f64);
        Frame::new(size, 0.0, seconds.get(), values, lang)
    }

    fn x(frame: &Frame, hour: usize) -> f64 {
        frame.x.at(Seconds::hours(hour as f64).get())
    }

    fn place(at: usize, lang: Lang) -> &'static str {
        [lang.pick("source", "Ursprung"), lang.pick("destination", "Ziel")][at]
    }

    fn value(&self, at: usize, hour: usize, lang: Lang) -> String {
        number(self.rates[at].get(hour).map_or(0.0, |rate| rate / self.factor()), lang)
    }

    /// A step for every hour.
    fn steps(&self, at: usize, frame: &Frame) -> Vec<(f64, f64)> {
        let step = |(hour, price): (usize, &f64)| {
            let y = frame.y.at(*price);
            [(Self::x(frame, hour), y), (Self::x(frame, hour + 1), y)]
        };
        self.rates[at].iter().take(self.count()).enumerate().flat_map(step).collect()
    }

    fn draw_site<B: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, B>,
        frame: &Frame,
        at: usize,
        color: RGBColor,
        lang: Lang,
    ) -> Drawn<B> {
        let steps = self.steps(at, frame);
        pen.line(&steps, if at == 0 { 1.5 } else { 2.0 }, color)?;
        let x = if at == 0 { frame.plot.left + 60.0 } else { frame.plot.right };
        let align = if at == 0 { Align::Start } else { Align::End };
        frame.write_above(pen, Self::place(at, lang), x, align, color).map(drop)
    }
}

impl Chart for HourlyPrices {
    fn title(&self, lang: Lang) -> String {
        let (away, count) = (self.away_hours(), self.count());
        match lang {
            Lang::En => format!("The best schedule is away in {away} of these {count} hours"),
            Lang::De => {
                format!("Der beste Plan ist in {away} dieser {count} Stunden nicht am Ursprung")
            }
        }
    }

    fn subtitle(&self, lang: Lang) -> String {
        let (from, unit) = (self.when(0, lang), self.unit());
        let what = match self.account {
            Account::Money => lang.pick("Prices with what comes on top", "Preise mit Aufschlag"),
            Account::Energy => lang.pick("Energy per kWh of the hosts", "Energie je kWh der Hosts"),
            Account::Carbon => lang.pick("Carbon intensity", "CO₂-Intensität"),
        };
        match lang {
            Lang::En => format!("{what} by the hour, {unit}, from {from} UTC; shaded: away"),
            Lang::De => {
                format!("{what} je Stunde, {unit}, ab {from} UTC; getönt: nicht am Ursprung")
            }
        }
    }

    fn sentence(&self, lang: Lang) -> String {
        let cheaper =
            (0..self.count()).filter(|at| self.rates[1][*at] < self.rates[0][*at]).count();
        let title = self.title(lang);
        match lang {
            Lang::En => format!("{title}; it takes less at the destination in {cheaper} of them."),
            Lang::De => format!("{title}; am Ziel kostet es in {cheaper} davon weniger."),
        }
    }

    fn source(&self, lang: Lang) -> String {
        let prices = lang.pick(
            "prices of 2024: Bundesnetzagentur | SMARD.de and Energinet (CC BY 4.0), AEMO; or own ones",
            "Preise von 2024: Bundesnetzagentur | SMARD.de und Energinet (CC BY 4.0), AEMO; oder eigene",
        );
        format!("{}; {prices}", own(lang))
    }

    fn table(&self, lang: Lang) -> Table {
        let [source, destination] =
            [lang.pick("Source", "Ursprung"), lang.pick("Destination", "Ziel")]
                .map(|place| format!("{place}, {}", self.unit()));
        let heads = [lang.pick("Hour (UTC)", "Stunde (UTC)"), &source, &destination];
        let row = |hour| {
            vec![self.when(hour, lang), self.value(0, hour, lang), self.value(1, hour, lang)]
        };
        let rows = (0..self.count()).map(row).collect();
        Table { rows, ..Table::new(self.title(lang), &heads) }
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let reading = |hour: usize| {
            let (left, right) = (Self::x(&frame, hour), Self::x(&frame, hour + 1));
            let [here, there] = [0, 1].map(|at| self.value(at, hour, lang));
            let (source, destination) = (Self::place(0, lang), Self::place(1, lang));
            Reading {
                x: f64::midpoint(left, right),
                y: frame.y.at(self.rates[1][hour]),
                reach: Rect::new(left, frame.plot.top, right, frame.plot.bottom),
                text: format!(
                    "{}: {source} {here}, {destination} {there}\u{202f}{}",
                    self.when(hour, lang),
                    self.unit()
                ),
            }
        };
        (0..self.count()).map(reading).collect()
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let frame = &self.frame(pen.size(), lang);
        for (hour, _) in self.away.iter().take(self.count()).enumerate().filter(|(_, away)| **away)
        {
            let (left, right) = (Self::x(frame, hour), Self::x(frame, hour + 1));
            pen.fill(Rect { left, right, ..frame.plot }, theme.accent.mix(0.14))?;
        }
        frame.draw(pen, theme, lang)?;
        let zero = frame.y.at(0.0);
        pen.across(frame.plot.left, frame.plot.right, zero, theme.text)?;
        if self.away_hours() == 0 {
            let text = lang.pick("stays at the source", "bleibt am Ursprung");
            let label =
                Label::new(text, frame.plot.middle(), frame.plot.bottom - 12.0, theme.muted);
            pen.label(&label.align(Align::Middle).halo())?;
        }
        self.draw_site(pen, frame, 0, theme.muted, lang)?;
        self.draw_site(pen, frame, 1, theme.accent, lang)
    }
}
