//! Where in the page a link opens: a view, and a part of it such as a lesson.

/// A place in the page, by the names that the page gives its views and their parts; empty where it says
/// nothing, and then the page opens as it always does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The view.
    pub view: String,
    /// What is open in it.
    pub part: String,
}

/// No name is longer.
const LONGEST: usize = 40;

impl Place {
    /// As a value in a link: `view` or `view.part`.
    pub(super) fn encode(&self) -> String {
        if self.part.is_empty() {
            self.view.clone()
        } else {
            format!("{}.{}", self.view, self.part)
        }
    }

    /// Reads what [`Place::encode`] wrote; none where it is no name of a place.
    pub(super) fn decode(text: &str) -> Option<Self> {
        let (view, part) = text.split_once('.').unwrap_or((text, ""));
        let is_letter =
            |letter: u8| letter.is_ascii_lowercase() || b"-0123456789".contains(&letter);
        let is_name = |name: &str| name.len() <= LONGEST && name.bytes().all(is_letter);
        let is_place = !view.is_empty() && is_name(view) && is_name(part);
        is_place.then(|| Self { view: view.to_owned(), part: part.to_owned() })
    }
}
