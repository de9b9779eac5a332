//! `kubectl describe`: an object whose keys are spelt as headings.

use serde_json::{Map, Value};

/// Whether a text describes an object of KubeVirt.
pub(super) fn is_described(text: &str) -> bool {
    let says = |key: &str, word: &str| {
        text.lines().any(|line| {
            line.strip_prefix(key).is_some_and(|value| value.trim_start().contains(word))
        })
    };
    says("API Version:", "kubevirt.io") && says("Kind:", "")
}

/// The object: `Completion Timeout Per Gi B: 150` is `completionTimeoutPerGiB`, at its place.
pub(super) fn object(text: &str) -> Value {
    let lines: Vec<(usize, &str)> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| (line.len() - line.trim_start().len(), line.trim()))
        .collect();
    Value::Object(level(&lines, &mut 0, 0))
}

/// Deeper than any object of the cluster.
const DEEPEST: usize = 64;

/// What stands at one indentation, from a line on.
fn level(lines: &[(usize, &str)], at: &mut usize, depth: usize) -> Map<String, Value> {
    let mut map = Map::new();
    let Some((indent, _)) = lines.get(*at) else { return map };
    while let Some((of, line)) = lines.get(*at).filter(|(of, _)| indent <= of) {
        *at += 1;
        // What is further in than its siblings goes on with a text.
        let Some((key, value)) = line.split_once(':').filter(|_| of == indent) else { continue };
        let is_parent = lines.get(*at).is_some_and(|(next, _)| indent < next);
        let value = match value.trim() {
            "" if is_parent && depth < DEEPEST => Value::Object(level(lines, at, depth + 1)),
            text => scalar(text),
        };
        map.insert(spelt(key), value);
    }
    map
}

fn scalar(text: &str) -> Value {
    match text {
        "" | "<nil>" | "<none>" => Value::Null,
        "true" | "True" => Value::Bool(true),
        "false" | "False" => Value::Bool(false),
        text => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Number),
    }
}

/// A key as the object has it.
fn spelt(heading: &str) -> String {
    let mut words = heading.split_whitespace();
    let first = words.next().unwrap_or("").to_ascii_lowercase();
    words.fold(first, |key, word| key + word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_keys_at_their_places() {
        let text = "Name: a\nKind:  X\nSpec:\n  Domain:\n    Memory:\n      Guest:  4Gi\n  Allow Post Copy:  true\nStatus:\n  Completion Timeout Per Gi B:  150\n";
        let value = object(text);
        assert_eq!(value["spec"]["domain"]["memory"]["guest"], "4Gi");
        assert_eq!(value["spec"]["allowPostCopy"], true);
        assert_eq!(value["status"]["completionTimeoutPerGiB"], 150);
    }

    #[test]
    fn what_is_indented_without_end_or_askew_ends() {
        let lines: Vec<String> = (0..2000).map(|at| " ".repeat(at) + "a:").collect();
        let deep = lines.join("\n");
        assert!(object(&deep).is_object());
        assert!(object("    a: 1\n b: 2\n:\n").is_object());
    }
}
