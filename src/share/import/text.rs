//! Numbers and lines as programs print them.

use crate::decimal;

/// Without escape sequences of terminals, byte order mark and carriage returns.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' if letters.peek() == Some(&'[') => {
                letters.next();
                for letter in letters.by_ref() {
                    if letter.is_ascii_alphabetic() {
                        break;
                    }
                }
            }
            '\r' if letters.peek() != Some(&'\n') => clean.push('\n'),
            '\r' | '\0' | '\u{feff}' => {}
            other => clean.push(other),
        }
    }
    clean
}

/// Without lines that only a shell or a monitor prints before what it was asked for.
pub(super) fn without_prompt(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((line, after)) = rest.split_once('\n') {
        let is_prompt =
            ["$ ", "# ", "> ", "(qemu) ", "virsh # "].iter().any(|it| line.starts_with(it))
                || line.split_once(['$', '#']).is_some_and(|(before, command)| {
                    command.starts_with(' ') && before.contains(['@', ':']) && !before.contains(' ')
                });
        if !is_prompt {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// The number that a text begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start();
    let is_part = |(at, c): (usize, char)| {
        c.is_ascii_digit() || c == '.' || (at == 0 && (c == '-' || c == '+'))
    };
    let end = text.char_indices().find(|part| !is_part(*part)).map_or(text.len(), |(at, _)| at);
    let mut number = &text[..end];
    let mut rest = &text[end..];
    // An exponent belongs to the number, the E of a unit does not.
    if let Some(tail) = rest.strip_prefix(['e', 'E']) {
        let digits = tail.strip_prefix(['-', '+']).unwrap_or(tail);
        let length = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if 0 < length {
            let taken = text.len() - digits.len() + length;
            number = &text[..taken];
            rest = &text[taken..];
        }
    }
    let number = decimal::read(number.trim_end_matches('.'))?;
    Some((number, rest.trim_start()))
}

/// The number right after these words.
pub(super) fn after(text: &str, words: &str) -> Option<f64> {
    let (_, rest) = text.split_once(words)?;
    leading(rest.trim_start_matches([' ', '=', ':'])).map(|(number, _)| number)
}

/// A number with a unit of size, such as `1.295 GiB`, `8192 kB` or `64Mi`; without one it is in
/// `usual` bytes. Binary where libvirt, QEMU and Kubernetes are: Ki, KiB, kbytes.
pub(super) fn size(text: &str, usual: f64) -> Option<f64> {
    let (number, unit) = leading(text)?;
    let unit: String = unit.chars().take_while(char::is_ascii_alphabetic).collect();
    Some(number * factor(&unit, usual)?)
}

/// How many bytes a unit of size is.
pub(super) fn factor(unit: &str, usual: f64) -> Option<f64> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "" => usual,
        "b" | "byte" | "bytes" => 1.0,
        "ki" | "kib" | "kbyte" | "kbytes" => 1024.0,
        "mi" | "mib" => MIB,
        "gi" | "gib" => 1024.0 * MIB,
        "ti" | "tib" => 1024.0 * 1024.0 * MIB,
        "pi" | "pib" => 1024.0 * 1024.0 * 1024.0 * MIB,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "t" | "tb" => 1e12,
        _ => return None,
    })
}

/// A time with a unit, such as `12287 ms` or `3 s`; without one it is in `usual` seconds.
pub(super) fn time(text: &str, usual: f64) -> Option<f64> {
    let (number, unit) = leading(text)?;
    let unit: String = unit.chars().take_while(char::is_ascii_alphabetic).collect();
    Some(match unit.as_str() {
        "" => number * usual,
        "ms" | "msec" | "milliseconds" => number / 1e3,
        "us" | "microseconds" => number / 1e6,
        "ns" | "nanoseconds" => number / 1e9,
        "s" | "sec" | "secs" | "seconds" => number,
        "m" | "min" | "minutes" => number * 60.0,
        "h" | "hours" => number * 3600.0,
        _ => return None,
    })
}

/// Whether a word says yes, as spreadsheets in German do too.
pub(super) fn is_yes(word: &str) -> bool {
    ["true", "yes", "on", "1", "wahr", "ja"].iter().any(|yes| word.trim().eq_ignore_ascii_case(yes))
}

/// Lines of `key<separator>value`, trimmed; lines without one, and comments, are passed over.
pub(super) fn pairs(text: &str, separator: char) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.trim_start().starts_with(['#', ';'])).filter_map(move |line| {
        let (key, value) = line.split_once(separator)?;
        Some((key.trim(), value.trim()))
    })
}

pub(super) const MIB: f64 = 1_048_576.0;
pub(super) const GIB: f64 = 1024.0 * MIB;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_their_units_begin() {
        assert_eq!(leading("1.295 GiB"), Some((1.295, "GiB")));
        assert_eq!(leading(" 64Mi"), Some((64.0, "Mi")));
        assert_eq!(leading("1e3 ms"), Some((1000.0, "ms")));
        assert_eq!(leading("-nan"), None);
        assert_eq!(leading(""), None);
    }

    #[test]
    fn sizes_are_binary_where_they_say_so() {
        assert_eq!(size("8 GiB", 1.0), Some(8.0 * GIB));
        assert_eq!(size("64Mi", 1.0), Some(64.0 * MIB));
        assert_eq!(size("2G", 1.0), Some(2e9));
        assert_eq!(size("383749347 kbytes", 1.0), Some(383_749_347.0 * 1024.0));
        assert_eq!(size("2048", MIB), Some(2.0 * GIB));
        assert_eq!(size("2048 apples", MIB), None);
    }

    #[test]
    fn what_was_typed_before_is_passed_over() {
        for typed in ["$ openstack x", "root@pve:~# qm", "(qemu) info migrate"] {
            assert_eq!(without_prompt(&format!("{typed}\n\n{{}}")), "{}");
        }
        assert_eq!(without_prompt("a: b\nc"), "a: b\nc");
    }

    #[test]
    fn a_terminal_leaves_no_traces() {
        assert_eq!(clean("\u{feff}\u{1b}[1mName\u{1b}[0m: a\r\nb\0"), "Name: a\nb");
    }
}
