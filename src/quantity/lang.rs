//! The languages in which numbers and words are written.

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Lang {
    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The text in this language.
    pub const fn pick<T: Copy>(self, english: T, german: T) -> T {
        match self {
            Self::En => english,
            Self::De => german,
        }
    }

    pub(super) const fn decimal(self) -> char {
        self.pick('.', ',')
    }

    pub(super) const fn group(self) -> char {
        self.pick(',', '.')
    }
}

/// How a limit is written that is not set.
pub const fn none(lang: Lang) -> &'static str {
    lang.pick("none", "ohne")
}

/// Whether this says that a limit is not set, in either language.
pub fn is_none(text: &str) -> bool {
    ["none", "no", "no limit", "off", "unlimited", "infinite", "ohne", "aus", "kein limit"]
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}
