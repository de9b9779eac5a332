//! Texts that are offered to be saved as files.

use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;

use super::browser;

/// By then the browser has taken what it was offered.
const TAKEN_MS: u32 = 10_000;

/// Offers a text of this type to be saved under this name.
pub(super) fn text(text: &str, mime: &str, name: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(mime)));
    browser::save(&url, name);
    Timeout::new(TAKEN_MS, move || drop(url)).forget();
}
