//! The manners of the command line.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What the command line does with arguments and standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments).spawn().unwrap();
    // A command that reads nothing may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_movecast-cli"));
    command.args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const CASES: &[u8] = include_bytes!("../static/data/measured/qemu_lab.csv");

#[test]
fn help_and_version_are_answers() {
    for arguments in [&["--help"][..], &["--version"], &["help"], &["predict", "--help"]] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{arguments:?}");
    }
    assert!(text(&run(&["--help"], b"").stdout).contains("Exit codes:"));
    for name in ["predict", "validate", "plan", "wave"] {
        let help = text(&run(&[name, "--help"], b"").stdout);
        assert!(help.contains(&format!("movecast-cli {name} ")), "{help}");
        assert!(help.contains("Example"), "{help}");
    }
}

#[test]
fn a_command_line_that_is_not_understood_exits_with_2() {
    for arguments in [&[][..], &["predcit"], &["validate"], &["plan", "--fast"]] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn input_that_holds_nothing_exits_with_1_and_writes_nothing() {
    for input in [&b""[..], b"\n", b"\r\r\r", b"\0\0\0\0", b"\xef\xbb\xbf"] {
        for name in ["predict", "plan", "wave"] {
            let output = run(&[name], input);
            assert_eq!(output.status.code(), Some(1), "{name} {input:?}");
            assert!(output.stdout.is_empty(), "{name} {input:?}");
            assert!(text(&output.stderr).contains("is empty"), "{name} {input:?}");
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    for arguments in [&["validate", "no-such.csv"], &["wave", "no-such.csv"]] {
        let output = run(arguments, b"a,1,2\n");
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("no-such.csv"));
    }
}

#[test]
fn a_reader_who_had_enough_is_no_failure() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/static/data/measured/qemu_lab.csv");
    let commands: [(&[&str], &[u8]); 4] = [
        (&["predict"], CASES),
        (&["plan"], br#"{"movecast": 1}"#),
        (&["wave"], b"a,1000,2\n"),
        (&["validate", table], b""),
    ];
    for (arguments, input) in commands {
        let mut child = command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_scenario_file_may_begin_with_a_byte_order_mark() {
    let plain = run(&["plan"], br#"{"movecast": 1}"#);
    let marked = run(&["plan"], b"\xef\xbb\xbf{\"movecast\": 1}");
    assert_eq!(plain.status.code(), Some(0));
    assert_eq!(plain.stdout, marked.stdout);
}

#[test]
fn a_name_is_never_a_formula() {
    for letter in ['=', '+', '-', '@'] {
        let output = run(&["wave"], format!("{letter}1+1,2,2\n").as_bytes());
        let schedule = text(&output.stdout);
        assert!(schedule.lines().nth(1).unwrap().starts_with(&format!("'{letter}1+1,")));
    }
    let named = text(CASES).replace("r0001,", "=1+1,");
    let named = named.lines().take(2).collect::<Vec<_>>().join("\n");
    let predictions = text(&run(&["predict"], named.as_bytes()).stdout);
    assert!(predictions.lines().nth(1).unwrap().starts_with("'=1+1,"), "{predictions}");
}

#[test]
fn endings_are_names() {
    let schedule = text(&run(&["wave"], b"a,2,2\n").stdout);
    for row in schedule.lines().skip(1) {
        let ending = row.rsplit(',').next().unwrap();
        let lower = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        assert!(!ending.is_empty() && ending.chars().all(lower), "{row}");
    }
}
