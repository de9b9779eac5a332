//! Questions about waves and what is said of them, as they go to the worker and back.

use super::super::worker::Message;
use super::ABOUT;
use crate::model::breakeven::BreakEven;
use crate::model::energy::EnergyBill;
use crate::model::trace::{Ending, Segment, Stage};
use crate::model::wave::Usage;
use crate::plan::wave::{Bottleneck, Capacity, Outline, Row, WavePlan};
use crate::plan::{Figures, Sums};
use crate::units::{Bandwidth, Bytes, Carbon, Energy, EnergyPrice, Money, Ratio, Seconds, Watts};

/// Step `step` of a wave: zero is the wave itself, the others are [`WhatIf::all`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) number: u32,
    pub(super) link: String,
    pub(super) step: usize,
}

impl Question {
    pub(super) fn into_message(self) -> Message {
        let numbers = vec![f64::from(self.number), self.step as f64];
        Message { about: ABOUT.to_owned(), link: self.link, numbers }
    }

    pub(super) fn of_message(message: Message) -> Option<Self> {
        let [number, step] = message.numbers[..] else { return None };
        Some(Self { number: number as u32, step: step as usize, link: message.link })
    }
}

/// A part of the answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) number: u32,
    pub(super) step: usize,
    pub(super) part: Part,
    /// Whether it is the last part of the step.
    pub(super) is_last: bool,
    pub(super) numbers: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// The share of the step that is done.
    Progress,
    /// A plan without its rows.
    Plan,
    /// Some of its rows.
    Rows,
    /// The outlines of another wave.
    Outline,
}

/// The parts, by their place in messages.
const PARTS: [Part; 4] = [Part::Progress, Part::Plan, Part::Rows, Part::Outline];

impl Answer {
    pub(super) fn into_message(self) -> Message {
        let part = PARTS.iter().position(|part| *part == self.part).unwrap_or(0);
        let is_last = f64::from(u8::from(self.is_last));
        let head = [f64::from(self.number), self.step as f64, part as f64, is_last];
        let numbers = [&head[..], &self.numbers].concat();
        Message { about: ABOUT.to_owned(), link: String::new(), numbers }
    }

    pub(super) fn of_message(message: &Message) -> Option<Self> {
        let (&[number, step, part, is_last], numbers) = message.numbers.split_first_chunk()?;
        Some(Self {
            number: number as u32,
            step: step as usize,
            part: *PARTS.get(part as usize)?,
            is_last: is_last != 0.0,
            numbers: numbers.to_vec(),
        })
    }

    pub(super) fn progress(&self) -> f64 {
        Numbers::of(self).next()
    }

    pub(super) fn plan(&self) -> WavePlan {
        Numbers::of(self).plan()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row> {
        self.numbers.chunks_exact(ROW).map(|row| Numbers(row.iter()).row())
    }

    pub(super) fn outline(&self) -> Outline {
        Numbers::of(self).outline()
    }
}

pub(super) fn flat_outline(outline: &Outline) -> [f64; 9] {
    let Outline {
        makespan,
        downtime,
        arrived,
        converged,
        late,
        machines,
        sent,
        busiest,
        bottleneck,
    } = *outline;
    [
        makespan.get(),
        downtime.get(),
        f64::from(arrived),
        f64::from(converged),
        f64::from(late),
        f64::from(machines),
        sent.get(),
        busiest.get(),
        f64::from(bottleneck as u8),
    ]
}

pub(super) fn flat_plan(plan: &WavePlan) -> Vec<f64> {
    let mut flat: Vec<f64> = flat_outline(&plan.outline).into();
    flat.extend([plan.after, plan.demand].into_iter().flat_map(flat_capacity));
    flat.extend(flat_figures(&plan.figures));
    flat.extend([plan.capacity.get(), plan.usage.span.get(), plan.usage.bytes().len() as f64]);
    flat.extend(plan.usage.bytes());
    flat.push(plan.shown.len() as f64);
    flat.extend(plan.shown.iter().map(|number| f64::from(*number)));
    for segment in &plan.segments {
        let stage = Stage::ALL.iter().position(|stage| *stage == segment.stage).unwrap_or(0);
        let (vm, round) = (f64::from(segment.vm), f64::from(segment.round));
        flat.extend([vm, stage as f64, round, segment.start.get(), segment.end.get()]);
    }
    flat
}

fn flat_capacity(capacity: Capacity) -> [f64; 6] {
    let Capacity { memory, cpus, fullest, hosts_needed, hosts_freed, left } = capacity;
    let [needed, freed, left] = [hosts_needed, hosts_freed, left].map(f64::from);
    [memory, cpus, fullest, needed, freed, left]
}

fn flat_figures(figures: &Figures) -> Vec<f64> {
    let times =
        [figures.total_time, figures.downtime, figures.longest_stall, figures.longest_downtime];
    let mut flat: Vec<f64> = times.map(Seconds::get).into();
    flat.extend([figures.sent.get(), place(figures.ending), f64::from(figures.arrived)]);
    for bill in [&figures.bill, &figures.bill_back] {
        let [here, there] = bill.redone;
        let energies = [bill.source, bill.destination, bill.network, here, there];
        flat.extend(energies.map(Energy::to_joules));
        flat.extend([bill.fees.get(), bill.carbon.to_grams()]);
    }
    flat.extend(figures.watts.map(Watts::get));
    flat.push(figures.energy_saving_per_hour.to_joules());
    flat.push(figures.carbon_saving_per_hour.to_grams());
    flat.push(f64::from(u8::from(figures.money.is_some())));
    let Some(sums) = &figures.money else { return flat };
    flat.extend([sums.cost, sums.back, sums.saving_per_hour, sums.net_saving].map(Money::get));
    flat.push(match sums.break_even {
        BreakEven::After(after) => after.get(),
        BreakEven::Never => NEVER,
    });
    flat.push(f64::from(u8::from(sums.even_price.is_some())));
    flat.extend(sums.even_price.map(EnergyPrice::to_per_kwh));
    flat
}

/// What stands for never where a time does.
const NEVER: f64 = -1.0;

/// The place of an ending in messages.
fn place(ending: Ending) -> f64 {
    ENDINGS.iter().position(|known| *known == ending).unwrap_or(0) as f64
}

/// The endings, by their place in messages.
const ENDINGS: [Ending; 6] = [
    Ending::Converged,
    Ending::HandedOver,
    Ending::Suspended,
    Ending::Restarted,
    Ending::Forced,
    Ending::OutOfTime,
];

/// Numbers of a row in a message.
const ROW: usize = 12;

pub(super) fn flat_row(row: &Row) -> [f64; ROW] {
    [
        f64::from(row.group),
        row.memory.get(),
        f64::from(row.source),
        f64::from(row.destination),
        // Whole milliseconds and bytes are short to write.
        libm::round(row.requested.to_ms()),
        libm::round(row.start.to_ms()),
        libm::round(row.end.to_ms()),
        libm::round(row.downtime.to_ms()),
        libm::round(row.sent.get()),
        f64::from(row.rounds),
        row.throttle.get(),
        place(row.ending),
    ]
}

/// Reads numbers one after the other; zeros where there are none left.
struct Numbers<'a>(std::slice::Iter<'a, f64>);

impl<'a> Numbers<'a> {
    fn of(answer: &'a Answer) -> Self {
        Self(answer.numbers.iter())
    }

    fn next(&mut self) -> f64 {
        self.0.next().copied().unwrap_or(0.0)
    }

    fn count(&mut self) -> u32 {
        self.next() as u32
    }

    fn seconds(&mut self) -> Seconds {
        Seconds::new(self.next())
    }

    fn outline(&mut self) -> Outline {
        Outline {
            makespan: self.seconds(),
            downtime: self.seconds(),
            arrived: self.count(),
            converged: self.count(),
            late: self.count(),
            machines: self.count(),
            sent: Bytes::new(self.next()),
            busiest: Ratio::new(self.next()),
            bottleneck: match self.count() {
                0 => Bottleneck::Site,
                1 => Bottleneck::Source,
                _ => Bottleneck::Destination,
            },
        }
    }

    fn ending(&mut self) -> Ending {
        ENDINGS[(self.count() as usize).min(ENDINGS.len() - 1)]
    }

    fn money(&mut self) -> Money {
        Money::new(self.next())
    }

    fn energy(&mut self) -> Energy {
        Energy::joules(self.next())
    }

    fn room(&mut self) -> Capacity {
        Capacity {
            memory: self.next(),
            cpus: self.next(),
            fullest: self.next(),
            hosts_needed: self.count(),
            hosts_freed: self.count(),
            left: self.count(),
        }
    }

    fn bill(&mut self) -> EnergyBill {
        EnergyBill {
            source: self.energy(),
            destination: self.energy(),
            network: self.energy(),
            redone: [self.energy(), self.energy()],
            fees: self.money(),
            carbon: Carbon::grams(self.next()),
        }
    }

    fn figures(&mut self) -> Figures {
        Figures {
            total_time: self.seconds(),
            downtime: self.seconds(),
            longest_stall: self.seconds(),
            longest_downtime: self.seconds(),
            sent: Bytes::new(self.next()),
            ending: self.ending(),
            arrived: self.count(),
            bill: self.bill(),
            bill_back: self.bill(),
            watts: [self.next(), self.next()].map(Watts::new),
            energy_saving_per_hour: self.energy(),
            carbon_saving_per_hour: Carbon::grams(self.next()),
            money: (self.count() == 1).then(|| self.sums()),
        }
    }

    fn sums(&mut self) -> Sums {
        Sums {
            cost: self.money(),
            back: self.money(),
            saving_per_hour: self.money(),
            net_saving: self.money(),
            break_even: match self.next() {
                ..0.0 => BreakEven::Never,
                after => BreakEven::After(Seconds::new(after)),
            },
            even_price: (self.count() == 1).then(|| EnergyPrice::per_kwh(self.next())),
        }
    }

    fn plan(&mut self) -> WavePlan {
        let outline = self.outline();
        let (after, demand) = (self.room(), self.room());
        let figures = self.figures();
        let capacity = Bandwidth::new(self.next());
        let span = self.seconds();
        let bytes = (0..self.count()).map(|_| self.next()).collect();
        let shown = (0..self.count()).map(|_| self.count()).collect();
        let mut segments = Vec::new();
        while let Some(vm) = self.0.next() {
            segments.push(Segment {
                vm: *vm as u32,
                stage: Stage::ALL[(self.count() as usize).min(Stage::ALL.len() - 1)],
                round: self.count(),
                start: self.seconds(),
                end: self.seconds(),
                pending: Bytes::ZERO,
                sent: Bytes::ZERO,
                mirrored: Bytes::ZERO,
                throttle: Ratio::ZERO,
            });
        }
        let usage = Usage::new(span, bytes);
        WavePlan {
            outline,
            rows: Vec::new(),
            segments,
            shown,
            usage,
            capacity,
            after,
            demand,
            figures,
        }
    }

    fn row(&mut self) -> Row {
        let ms = |value| Seconds::ms(value);
        Row {
            group: self.count(),
            memory: Bytes::new(self.next()),
            source: self.count(),
            destination: self.count(),
            requested: ms(self.next()),
            start: ms(self.next()),
            end: ms(self.next()),
            downtime: ms(self.next()),
            sent: Bytes::new(self.next()),
            rounds: self.count(),
            throttle: Ratio::new(self.next()),
            ending: self.ending(),
        }
    }
}
