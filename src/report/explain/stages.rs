//! What a machine, or all of them, went through, stage by stage.

use crate::chart::words::{size, stage};
use crate::model::trace::{Segment, Stage};
use crate::quantity::{Lang, duration, quantity};
use crate::report::words::counted_rounds;
use crate::scenario::field::Measure;
use crate::units::{Bytes, Seconds};

/// Segments of one stage together.
pub(super) struct Part {
    pub(super) stage: Stage,
    pub(super) name: String,
    pub(super) rounds: u32,
    pub(super) time: Seconds,
    /// Mirrored writes aside.
    pub(super) sent: Bytes,
}

impl Part {
    /// Its time as what was sent over its rate.
    pub(super) fn division(&self, lang: Lang) -> Option<String> {
        if !self.sent.is_positive() || !self.time.is_positive() {
            return None;
        }
        let rate = quantity(self.sent.get() / self.time.get(), Measure::BitRate, lang);
        let (sent, time) = (size(self.sent, lang), duration(self.time.get(), lang));
        let name = &self.name;
        Some(match lang {
            Lang::En => format!("{name}: {sent} sent at {rate} on average = {time}"),
            Lang::De => format!("{name}: {sent} gesendet mit im Mittel {rate} = {time}"),
        })
    }
}

/// The stages in order, the rounds as one.
pub(super) fn parts<'a>(segments: impl Iterator<Item = &'a Segment>, lang: Lang) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for segment in segments {
        let known = parts.iter().position(|part| part.stage == segment.stage);
        let at = known.unwrap_or_else(|| {
            let (stage, name) = (segment.stage, stage(segment.stage, lang).to_owned());
            parts.push(Part { stage, name, rounds: 0, time: Seconds::ZERO, sent: Bytes::ZERO });
            parts.len() - 1
        });
        let part = &mut parts[at];
        part.time += segment.duration();
        part.sent += segment.sent;
        part.rounds = part.rounds.max(segment.round);
    }
    for part in parts.iter_mut().filter(|part| part.stage == Stage::PreCopy) {
        part.name = counted_rounds(part.rounds, lang);
    }
    parts
}
