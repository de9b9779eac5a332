//! Response times before, during and after a move: the paper's Figure 3 as bars, by what users ask for
//! and whose users they are.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBAColor};

use super::axis::{Scale, Ticks, enclosing};
use super::label::{Align, Label};
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::words::{class, class_briefly, group, times, times_briefly};
use super::{Chart, Drawn, Reading, Size};
use crate::model::service::profile::Group;
use crate::model::service::slo::{Felt, Service};
use crate::quantity::{Lang, duration};

/// Room above the plot for the key, and below it for the names.
const HEAD: f64 = 30.0;
const FOOT: f64 = 24.0;
/// Widest bar.
const WIDEST: f64 = 30.0;

/// Bars by class, group and time.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// Whose users, with what each class of them feels.
    pub groups: Vec<(Group, Vec<Felt>)>,
}

impl Impact {
    /// Of what is felt.
    pub fn of(service: &Service) -> Self {
        Self { groups: service.groups.iter().map(|g| (g.group, g.felt.clone())).collect() }
    }

    fn classes(&self) -> usize {
        self.groups.first().map_or(0, |(_, felt)| felt.len())
    }

    /// Before, during and after, over before.
    fn factors(felt: &Felt) -> [f64; 3] {
        [felt.before, felt.during, felt.after].map(|time| time.share_of(felt.before).get())
    }

    /// What is slowed most: whose, and by how much.
    fn worst(&self) -> Option<(Group, Felt, f64)> {
        let all = self.groups.iter().flat_map(|(group, felt)| felt.iter().map(|f| (*group, *f)));
        all.map(|(group, felt)| (group, felt, Self::factors(&felt)[1]))
            .max_by(|a, b| a.2.total_cmp(&b.2))
    }

    fn ticks(&self, size: Size) -> Ticks {
        let all = self.groups.iter().flat_map(|(_, felt)| felt).flat_map(Self::factors);
        let high = all.fold(1.5, f64::max);
        enclosing(0.0, high, size.height - HEAD - FOOT, 1.0, "×")
    }

    fn plot(&self, size: Size, lang: Lang) -> (Rect, Scale, Ticks) {
        let ticks = self.ticks(size);
        let left = ticks.room(13.0, lang) + 8.0;
        let plot = Rect::new(left, HEAD, size.width - 1.0, (size.height - FOOT).max(HEAD));
        let y = Scale::new((ticks.lowest(), ticks.highest()), (plot.bottom, plot.top));
        (plot, y, ticks)
    }

    /// The bars of one class: for each group three, with a gap between groups.
    fn bars(&self, plot: Rect, y: &Scale, at: usize) -> Vec<(Group, [Rect; 3])> {
        let slot = plot.width() / self.classes().max(1) as f64;
        let count = self.groups.len() as f64;
        let width = (slot * 0.8 / (count * 3.0 + (count - 1.0) * 0.6)).min(WIDEST);
        let whole = width * (count * 3.0 + (count - 1.0) * 0.6);
        let first = plot.left + slot * (at as f64 + 0.5) - whole / 2.0;
        let bar = |(number, (group, felt)): (usize, &(Group, Vec<Felt>))| {
            let start = first + number as f64 * width * 3.6;
            let factors = felt.get(at).map_or([1.0; 3], Self::factors);
            let place = |time: usize| {
                let left = start + time as f64 * width;
                Rect::new(left, y.at(factors[time]), left + width - 1.0, plot.bottom)
            };
            (*group, [place(0), place(1), place(2)])
        };
        self.groups.iter().enumerate().map(bar).collect()
    }
}

/// Pale, full and half: before, during and after.
fn colors(of: Group, theme: &Theme) -> [RGBAColor; 3] {
    let hue = match of {
        Group::Moved => theme.accent,
        Group::There => theme.muted,
        Group::Here => theme.text,
    };
    [hue.mix(0.3), hue.to_rgba(), hue.mix(0.6)]
}

fn when(lang: Lang) -> [&'static str; 3] {
    lang.pick(["before", "during", "after"], ["vorher", "während", "nachher"])
}

fn said(felt: &Felt, lang: Lang) -> String {
    let [before, during, after] = when(lang);
    let time = |seconds: crate::units::Seconds| duration(seconds.get(), lang);
    format!(
        "{before} {}, {during} {}, {after} {}",
        time(felt.before),
        time(felt.during),
        time(felt.after)
    )
}

impl Chart for Impact {
    fn title(&self, lang: Lang) -> String {
        match self.worst() {
            Some((of, felt, factor)) if 1.05 <= factor => {
                let (what, whose) = (class(felt.class, lang), group(of, lang));
                let factor = times(factor, lang);
                match lang {
                    Lang::En => format!("{what} suffers most: {factor} as long ({whose})"),
                    Lang::De => format!("{what} leidet am meisten: {factor} so lang ({whose})"),
                }
            }
            _ => lang
                .pick(
                    "While the VMs run, nothing gets noticeably slower",
                    "Solange die VMs laufen, wird nichts merklich langsamer",
                )
                .to_owned(),
        }
    }

    fn subtitle(&self, lang: Lang) -> String {
        let groups: Vec<&str> = self.groups.iter().map(|(of, _)| group(*of, lang)).collect();
        let [before, during, after] = when(lang);
        let what = lang.pick(
            "Mean response time over that before the move",
            "Mittlere Antwortzeit, bezogen auf die vor dem Umzug",
        );
        format!("{what}: {before}, {during}, {after}; {}", groups.join(", "))
    }

    fn sentence(&self, lang: Lang) -> String {
        let all = self.groups.iter().flat_map(|(of, felt)| {
            felt.iter().map(move |felt| {
                format!("{}, {}: {}", class(felt.class, lang), group(*of, lang), said(felt, lang))
            })
        });
        format!("{}. {}.", self.title(lang), all.collect::<Vec<_>>().join("; "))
    }

    fn table(&self, lang: Lang) -> Table {
        let [before, during, after] = when(lang);
        let heads = [
            lang.pick("Whose users", "Wessen Nutzer"),
            lang.pick("Operation", "Operation"),
            before,
            during,
            after,
            lang.pick("longest", "längste"),
            lang.pick("slow for", "langsam für"),
        ];
        let mut table = Table::new(self.subtitle(lang), &heads);
        for (of, felt) in &self.groups {
            for felt in felt {
                let times = [felt.before, felt.during, felt.after, felt.longest, felt.slow];
                let times = times.map(|time| duration(time.get(), lang));
                let names = [group(*of, lang).to_owned(), class(felt.class, lang).to_owned()];
                table.rows.push(names.into_iter().chain(times).collect());
            }
        }
        table
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let (plot, y, _) = self.plot(size, lang);
        let of_class = |at: usize| {
            self.bars(plot, &y, at).into_iter().enumerate().filter_map(
                move |(number, (of, bars))| {
                    let felt = self.groups[number].1.get(at)?;
                    let [first, middle, last] = bars;
                    Some(Reading {
                        x: middle.middle(),
                        y: middle.top,
                        reach: Rect::new(first.left, plot.top, last.right, plot.bottom),
                        text: format!(
                            "{}, {}: {}",
                            class(felt.class, lang),
                            group(of, lang),
                            said(felt, lang)
                        ),
                    })
                },
            )
        };
        (0..self.classes()).flat_map(of_class).collect()
    }

    fn height(&self, width: f64) -> f64 {
        (width * 0.36).clamp(200.0, 280.0)
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let (plot, y, ticks) = self.plot(pen.size(), lang);
        for value in &ticks.values {
            let at = y.at(*value);
            pen.across(plot.left, plot.right, at, theme.grid)?;
            let text = ticks.text(*value, lang);
            pen.label(&Label::new(&text, plot.left - 6.0, at, theme.muted).align(Align::End))?;
        }
        pen.label(&Label::new(ticks.unit, 0.0, 9.0, theme.muted))?;
        // The key, as far as there is room.
        let mut x = plot.left + 8.0;
        for (of, _) in &self.groups {
            let [_, color, _] = colors(*of, theme);
            pen.fill(Rect::new(x, 4.0, x + 10.0, 14.0), color)?;
            let text = group(*of, lang);
            pen.label(&Label::new(text, x + 14.0, 9.0, theme.text))?;
            x += pen.width(text, false) + 30.0;
        }
        for at in 0..self.classes() {
            let bars = self.bars(plot, &y, at);
            for (of, bars) in &bars {
                for (bar, color) in bars.iter().zip(colors(*of, theme)) {
                    pen.fill(*bar, color)?;
                }
            }
            let Some(felt) = self.groups[0].1.get(at) else { continue };
            let slot = plot.width() / self.classes() as f64;
            let middle = plot.left + slot * (at as f64 + 0.5);
            let below = plot.bottom + 13.0;
            let (long, brief) = (class(felt.class, lang), class_briefly(felt.class, lang));
            let name = if pen.width(long, false) < slot - 10.0 { long } else { brief };
            pen.label(&Label::new(name, middle, below, theme.text).align(Align::Middle))?;
            for (number, (_, [_, during, _])) in bars.iter().enumerate() {
                let factor = self.groups[number].1.get(at).map_or(1.0, |f| Self::factors(f)[1]);
                if 1.05 <= factor {
                    let text = times_briefly(factor, lang);
                    let above = (during.top - 9.0).max(plot.top - 6.0);
                    let label = Label::new(&text, during.middle(), above, theme.text);
                    pen.label(&label.align(Align::Middle).bold(true).halo())?;
                }
            }
        }
        pen.across(plot.left, plot.right, plot.bottom, theme.muted)
    }
}
