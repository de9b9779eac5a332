//! What chat clients, mailers and people do to a link on its way is undone before it is judged.
//!
//! Each repair is tried on top of those before it until the checksum holds, so that none can turn one
//! scenario into another; where none helps, the text is as it came.

/// Repairs, the likeliest first.
const REPAIRS: [fn(&str) -> String; 6] = [
    str::to_owned,
    // Some programs escape the separators.
    |text| text.replace("%26", "&").replace("%3D", "=").replace("%3d", "="),
    |text| text.replace("&amp;", "&").replace("&#38;", "&"),
    // Quoted-printable mail breaks a line after `=` and writes `=` as `=3D`.
    |text| text.replace("=\r\n", "").replace("=\n", "").replace("=3D", "="),
    // Lines that were folded, and marks of quoting at their beginnings.
    |text| text.lines().flat_map(|line| line.trim_start_matches('>').split_whitespace()).collect(),
    |text| percent_decoded(text).split_whitespace().collect(),
];

/// The text with the first repairs that make `is_whole` true of it.
pub(super) fn unmangled(text: &str, is_whole: impl Fn(&str) -> bool) -> String {
    let mut now = text.to_owned();
    for repair in REPAIRS {
        now = repair(&now);
        let bare = without_trailer(&now);
        if let Some(whole) = [now.as_str(), &bare].into_iter().find(|text| is_whole(text)) {
            return whole.to_owned();
        }
    }
    text.to_owned()
}

/// Without what follows the checksum and is none of its letters: a full stop, a bracket, a quote.
fn without_trailer(text: &str) -> String {
    let Some((body, sum)) = text.rsplit_once("&.=") else { return text.to_owned() };
    let sum = sum.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or("");
    format!("{body}&.={sum}")
}

/// Bytes written as `%XX`, where they are text; anything else stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
