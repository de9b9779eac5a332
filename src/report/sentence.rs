//! A sentence whose numbers can be asked about.

use std::fmt::{self, Display};

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<Q> {
    /// Words, and numbers about which there is nothing to ask.
    Text(String),
    /// A number, and what can be asked about it.
    Number(String, Q),
}

impl<Q> Piece<Q> {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A sentence in pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence<Q>(pub Vec<Piece<Q>>);

impl<Q> Sentence<Q> {
    /// A pattern with pieces in place of its `{}`, in their order.
    pub fn of(pattern: &str, pieces: impl IntoIterator<Item = Piece<Q>>) -> Self {
        let mut pieces = pieces.into_iter();
        let mut whole = Vec::new();
        for (at, text) in pattern.split("{}").enumerate() {
            if 0 < at {
                whole.extend(pieces.next());
            }
            whole.push(Piece::text(text));
        }
        Self(whole)
    }

    /// This sentence and another one after it, without a space.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.0.extend(next.0);
        self
    }
}

impl<Q> Display for Sentence<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Text(text) | Piece::Number(text, _) => f.write_str(text),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_take_their_places_in_order() {
        let pieces = [Piece::Number("2 s".to_owned(), 'a'), Piece::text("later")];
        let sentence = Sentence::of("{} of it, {}.", pieces);
        assert_eq!(sentence.to_string(), "2 s of it, later.");
        assert_eq!(sentence.0[1], Piece::Number("2 s".to_owned(), 'a'));
    }
}
