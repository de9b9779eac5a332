//! Questions about draws and the draws themselves, as they go to the worker and back.

use super::super::worker::Message;
use super::ABOUT;
use crate::plan::uncertain::{Arm, Draw};

/// Draws of an arm with these numbers, of what a link states.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// Which time it is that something else is asked.
    pub(super) number: u32,
    pub(super) link: String,
    pub(super) arm: Arm,
    pub(super) from: u32,
    pub(super) until: u32,
}

impl Question {
    pub(super) fn into_message(self) -> Message {
        let Self { number, link, arm, from, until } = self;
        let numbers = [number, place(arm), from, until].map(f64::from).into();
        Message { about: ABOUT.to_owned(), link, numbers }
    }

    pub(super) fn of_message(message: &Message) -> Option<Self> {
        let [number, arm, from, until] = message.numbers[..] else { return None };
        let (link, arm) = (message.link.clone(), arm_at(arm as u32));
        Some(Self { number: number as u32, link, arm, from: from as u32, until: until as u32 })
    }
}

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) number: u32,
    pub(super) arm: Arm,
    pub(super) draws: Vec<Draw>,
}

impl Answer {
    pub(super) fn into_message(self) -> Message {
        let head = [self.number, place(self.arm)].map(f64::from);
        let numbers = head.into_iter().chain(self.draws.iter().flat_map(flat)).collect();
        Message { about: ABOUT.to_owned(), link: String::new(), numbers }
    }

    pub(super) fn of_message(message: &Message) -> Option<Self> {
        let (head, draws) = message.numbers.split_at_checked(2)?;
        let (draws, _) = draws.as_chunks();
        let draws = draws.iter().map(draw).collect();
        Some(Self { number: head[0] as u32, arm: arm_at(head[1] as u32), draws })
    }
}

const fn place(arm: Arm) -> u32 {
    match arm {
        Arm::All => 0,
        Arm::Luck => 1,
        Arm::Anew(at) => 2 + at as u32,
    }
}

const fn arm_at(place: u32) -> Arm {
    match place {
        0 => Arm::All,
        1 => Arm::Luck,
        at => Arm::Anew(at as usize - 2),
    }
}

fn flat(draw: &Draw) -> [f64; 11] {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let [money, energy, carbon] = draw.pays.map(|pays| pays.map_or(f64::NAN, flag));
    [
        flag(draw.arrives),
        draw.total_time,
        draw.downtime,
        flag(draw.keeps_downtime_limit),
        draw.sent,
        draw.energy,
        draw.cost.unwrap_or(f64::NAN),
        money,
        energy,
        carbon,
        draw.arrived,
    ]
}

fn draw(flat: &[f64; 11]) -> Draw {
    let [arrives, total_time, downtime, keeps, sent, energy, cost, pays @ .., arrived] = *flat;
    let known = |value: f64| Some(value).filter(|value| !value.is_nan());
    Draw {
        arrives: 0.5 < arrives,
        total_time,
        downtime,
        keeps_downtime_limit: 0.5 < keeps,
        sent,
        energy,
        cost: known(cost),
        pays: pays.map(|pays| known(pays).map(|pays| 0.5 < pays)),
        arrived,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_come_back_as_they_went() {
        let one = Draw {
            arrives: true,
            total_time: 12.5,
            downtime: 0.1,
            keeps_downtime_limit: false,
            sent: 1e9,
            energy: 3.0,
            cost: None,
            pays: [None, Some(true), Some(false)],
            arrived: 3.0,
        };
        for arm in [Arm::All, Arm::Luck, Arm::Anew(0), Arm::Anew(7)] {
            let answer =
                Answer { number: 4, arm, draws: vec![one, Draw { cost: Some(2.0), ..one }] };
            assert_eq!(Answer::of_message(&answer.clone().into_message()), Some(answer));
            let link = "2&.=xxxxx".to_owned();
            let question = Question { number: 4, link, arm, from: 3, until: 9 };
            assert_eq!(Question::of_message(&question.clone().into_message()), Some(question));
        }
    }
}
