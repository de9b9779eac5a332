//! How a command ends.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// A command that came to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// All of the input was used.
    Whole,
    /// Some of it was not, as standard error says.
    InPart,
}

impl Done {
    /// Whether all of the input was used.
    pub(crate) fn whole(all: bool) -> Self {
        if all { Self::Whole } else { Self::InPart }
    }
}

/// What stopped a command.
pub(crate) enum Failure {
    /// Whoever read our output has had enough of it.
    Closed,
    /// Anything else, in words.
    Because(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Because(error.to_string())
        }
    }
}

// `csv` and `serde_json` wrap the error of the stream, and only they can take it out again.

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        let words = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            _ => Self::Because(words),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(kind) => io::Error::from(kind).into(),
            None => Self::Because(error.to_string()),
        }
    }
}

/// Says something on standard error; that nobody listens stops nothing.
pub(crate) fn complain(what: &dyn Display) {
    let _ = writeln!(io::stderr(), "{what}");
}
