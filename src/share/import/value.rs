//! JSON and YAML as one kind of value, also where a text was cut off.

use serde_json::{Deserializer, Value};

/// All values of a text: one, or one after the other as a monitor prints them. What is cut off ends
/// where it was cut; `-nan`, which QEMU prints, is none.
pub(super) fn json(text: &str) -> Vec<Value> {
    let text = without_nan(text);
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(['{', '[']).map(|at| from + at) {
        let mut stream = Deserializer::from_str(&text[start..]).into_iter::<Value>();
        if let Some(Ok(value)) = stream.next() {
            from = start + stream.byte_offset().max(1);
            all.push(value);
        } else {
            all.extend(mended(&text[start..]));
            break;
        }
    }
    all
}

/// One document of YAML.
pub(super) fn yaml(text: &str) -> Option<Value> {
    serde_saphyr::from_str(text).ok()
}

/// All documents of a text of YAML.
pub(super) fn yaml_all(text: &str) -> Vec<Value> {
    text.split("\n---").filter_map(yaml).collect()
}

fn without_nan(text: &str) -> String {
    let mut mended = text.to_owned();
    for nan in ["-nan", "nan", "-inf", "inf", "NaN", "-Infinity", "Infinity"] {
        for before in [": ", ":"] {
            for after in [",", "}", "\n", " "] {
                let from = format!("{before}{nan}{after}");
                if mended.contains(&from) {
                    mended = mended.replace(&from, &format!("{before}null{after}"));
                }
            }
        }
    }
    mended
}

/// What can be read of a value that was cut off: everything before the last comma, closed.
fn mended(text: &str) -> Option<Value> {
    let (mut open, mut in_string, mut escaped) = (Vec::new(), false, false);
    let mut last = None;
    for (at, letter) in text.char_indices() {
        if in_string {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match letter {
            '"' => in_string = true,
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                open.pop();
                last = Some((at + 1, open.clone()));
            }
            ',' => last = Some((at, open.clone())),
            _ => {}
        }
        if open.len() > 128 {
            return None;
        }
    }
    let (end, open) = last?;
    let closed: String = text[..end].chars().chain(open.into_iter().rev()).collect();
    serde_json::from_str(&closed).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_follow_each_other_and_may_be_cut_off() {
        let all = json(
            "> {\"execute\": \"x\"}\n< {\"return\": {\"a\": 1, \"b\": -nan, \"c\": {\"d\": 2, \"e\": 3",
        );
        assert_eq!(all.len(), 2);
        assert_eq!(all[1]["return"]["a"], 1);
        assert_eq!(all[1]["return"]["c"]["d"], 2);
    }

    #[test]
    fn comments_of_yaml_are_no_keys() {
        let value = yaml("a: 20Gi\n#b: 3\n").unwrap_or_default();
        assert_eq!(value, serde_json::json!({"a": "20Gi"}));
    }
}
