//! The manners of the command line.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What the command line does with arguments and standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // It may answer before it has read all, and one that reads nothing may have ended already.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
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

/// What a command prints as JSON, on standard input that holds nothing.
fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn inputs_stated_on_the_line_are_planned() {
    let plan = json(&[
        "plan",
        "--set",
        "memory=256 GiB",
        "--set",
        "dirty-page-rate=900 MB/s",
        "--set",
        "link-speed=25 Gbit/s",
        "--set",
        "controller=qemu",
        "--set",
        "technique=pre-copy",
    ]);
    assert_eq!(plan["verdict"]["kind"], "arrives");
    let sent = plan["sent_bytes"].as_f64().unwrap();
    assert!(244.0 * 1_073_741_824.0 < sent, "all that is in use goes over: {sent}");
    assert!(plan["ranges"]["total_time_s"]["p10"].as_f64() < plan["total_time_s"].as_f64());
    let deciding = plan["deciding"].as_array().unwrap();
    assert!(deciding.iter().all(|of| of["input"] != "round-limit"), "QEMU has none");
}

#[test]
fn a_scenario_that_is_printed_is_the_one_that_was_stated() {
    let scenario = run(&["plan", "--set", "memory=16 GiB", "--format", "scenario"], b"");
    let again = run(&["plan", "--format", "scenario"], &scenario.stdout);
    assert_eq!(text(&again.stdout), text(&scenario.stdout));
    assert!(text(&scenario.stdout).contains("\"memory\": \"16 GiB\""));
}

#[test]
fn a_number_whose_unit_decides_is_asked_about() {
    let output = run(&["plan", "--set", "memory=8192"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("8192 MiB (8 GiB)"), "{}", text(&output.stderr));
}

#[test]
fn an_empty_scenario_is_the_example_and_unknown_keys_are_named() {
    let output = run(&["plan"], b"{\"feilds\": {\"n\": 3}}");
    assert!(text(&output.stderr).contains("feilds"), "{}", text(&output.stderr));
    let example: serde_json::Value = serde_json::from_slice(&run(&["plan"], b"{}").stdout).unwrap();
    assert_eq!(example["verdict"]["of"], 10);
}

#[test]
fn a_cut_is_said_with_what_was_stated_and_what_is_used() {
    let output = run(&["plan", "--set", "memory=100 TiB"], b"");
    let said = text(&output.stderr);
    assert!(said.contains("memory: 100 TiB is out of bounds, 24 TiB is used"), "{said}");
}

#[test]
fn inputs_are_listed_with_bounds_default_and_source() {
    let inputs = json(&["inputs", "--format", "json"]);
    let memory = inputs.as_array().unwrap().iter().find(|input| input["name"] == "memory");
    assert_eq!(memory.unwrap()["max"], "24 TiB");
    assert!(text(&run(&["inputs"], b"").stdout).contains("rate-limit"));
}

#[test]
fn a_table_of_groups_is_read_by_its_heading() {
    let unknown = run(&["wave"], include_bytes!("break/wave-unknown-heading.csv"));
    assert_eq!(unknown.status.code(), Some(1));
    let said = text(&unknown.stderr);
    assert!(said.contains("“Foo”") && said.contains("“Bar”"), "{said}");
    assert!(said.matches("memory").count() == 1, "what is missing is said once: {said}");
    let quoted = run(&["wave"], include_bytes!("break/wave-quoted-newline.csv"));
    assert_eq!(quoted.status.code(), Some(0), "{}", text(&quoted.stderr));
    assert_eq!(text(&quoted.stdout).lines().count(), 6, "a quoted line break splits no row");
}

#[test]
fn what_operators_have_is_imported_with_units_and_places() {
    let job = run(&["import"], include_bytes!("import/domjobinfo-completed.txt"));
    assert_eq!(job.status.code(), Some(0), "{}", text(&job.stderr));
    let read: serde_json::Value = serde_json::from_slice(&job.stdout).unwrap();
    assert_eq!(read["kind"], "domjobinfo");
    let memory = &read["read"].as_array().unwrap()[2];
    assert_eq!((memory["fact"].as_str(), memory["unit"].as_str()), (Some("memory"), Some("B")));
    let plan = run(&["plan"], read["scenario"].to_string().as_bytes());
    assert_eq!(plan.status.code(), Some(0), "{}", text(&plan.stderr));
    let unknown = run(&["import"], b"Dear all, we move on Monday.");
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("of no kind that is known"));
}

#[test]
fn rows_are_predicted_in_their_order_however_many_there_are() {
    let table = text(CASES);
    let (heading, rows) = table.split_once('\n').unwrap();
    let once: Vec<String> =
        text(&run(&["predict"], CASES).stdout).lines().skip(1).map(str::to_owned).collect();
    // Batches of one copy are not those of another: their names differ.
    let at = heading.split(',').position(|name| name == "batch_id").unwrap();
    let renamed = |copy: usize, row: &str| {
        let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        if !cells[at].is_empty() {
            cells[at] = format!("{}-{copy}", cells[at]);
        }
        cells.join(",") + "\n"
    };
    let copies: String = (0..26)
        .flat_map(|copy| rows.lines().map(move |row| renamed(copy, row)).collect::<Vec<_>>())
        .collect();
    let output = run(&["predict"], format!("{heading}\n{copies}").as_bytes());
    let all: Vec<String> = text(&output.stdout).lines().skip(1).map(str::to_owned).collect();
    assert_eq!(all.len(), 26 * once.len());
    assert!(all.chunks(once.len()).all(|copy| copy == once.as_slice()));
}

#[test]
fn a_table_says_once_what_its_heading_lacks_or_doubles() {
    for (table, says) in [
        ("run_id,memory_mib\n1,2\n3,4\n", "column technique: is missing"),
        ("technique,technique\nprecopy,precopy\n", "column technique: there are two"),
        ("\n\n", "is empty"),
    ] {
        let output = run(&["predict"], table.as_bytes());
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        assert!(said.contains(says) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn a_link_is_written_and_read_and_held_against_another() {
    let set = ["--set", "memory=64 GiB", "--set", "vms=4", "--set", "window=30 min"];
    let link =
        text(&run(&[&["link", "--base", "https://example.org/"], &set[..]].concat(), b"").stdout);
    let link = link.trim();
    assert!(link.starts_with("https://example.org/#2&"), "{link}");
    let file = text(&run(&["link", "--read", link], b"").stdout);
    assert_eq!(
        text(&run(&["link", "--base", "https://example.org/"], file.as_bytes()).stdout).trim(),
        link
    );
    let same = run(&["diff", link, link], b"");
    assert_eq!((same.status.code(), same.stdout.len()), (Some(0), 0));
    let other = run(&["diff", link, "2&p=paper&.=4k53r", "--format", "json"], b"");
    assert_eq!(other.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&other.stdout).unwrap();
    let memory = found.as_array().unwrap().iter().find(|of| of["input"] == "memory").unwrap();
    assert_eq!((&memory["from"], &memory["to"]), (&"64 GiB".into(), &"2 GiB".into()));
    let damaged = run(&["diff", link, "2&p=paper&.=4k53s"], b"");
    assert!(text(&damaged.stderr).contains("damaged"));
}

#[test]
fn a_range_is_told_from_its_point() {
    let point = text(&run(&["link", "--set", "memory=8 GiB"], b"").stdout);
    let range = text(&run(&["link", "--set", "memory=4 GiB..12 GiB"], b"").stdout);
    let found = run(&["diff", point.trim(), range.trim()], b"");
    assert_eq!(text(&found.stdout), "memory: 8 GiB -> 4 to 12 GiB\n");
}

#[test]
fn what_the_author_of_a_link_saw_is_said_where_it_differs() {
    let other = "2&p=paper&.=4k53r&F=1800000.103871.1392.44.12862.bjuld";
    let read = run(&["link", "--read", other], b"");
    assert_eq!(read.status.code(), Some(0));
    let said = text(&read.stderr);
    assert!(said.starts_with("Total migration time: the author of the link saw 30"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let (plain, _) = other.split_once("&F=").unwrap();
    let damaged = run(&["link", "--read", &format!("{plain}&F=1800000.103.bjuld")], b"");
    assert_eq!(text(&damaged.stderr), "");
}

#[test]
fn a_plan_is_a_report_and_a_table_too() {
    let plan = |format, lang| {
        text(
            &run(&["plan", "--format", format, "--lang", lang, "--set", "memory=8 GiB"], b"")
                .stdout,
        )
    };
    assert!(plan("markdown", "en").starts_with("# The VM arrives"));
    assert!(plan("markdown", "de").starts_with("# Die VM kommt"));
    let table = plan("csv", "en");
    assert!(table.lines().count() > 4 && table.starts_with("technique,completes,"), "{table}");
    assert!(text(&run(&["completions", "bash"], b"").stdout).contains("movecast-cli"));
}

#[test]
fn every_controller_has_a_script_that_a_shell_can_read() {
    for controller in
        ["qemu", "nova", "kubevirt", "openshift", "xen", "cloud-hypervisor", "proxmox"]
    {
        let set = format!("controller={controller}");
        for vms in ["vms=1", "vms=12"] {
            let output = run(&["commands", "--format", "sh", "--set", &set, "--set", vms], b"");
            let script = text(&output.stdout);
            assert!(script.starts_with("#!/bin/sh\nset -eu\n: \"${"), "{script}");
            let mut shell = Command::new("sh");
            shell.arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped());
            // Where there is no shell, there is nothing to hold it against.
            let Ok(mut child) = shell.spawn() else { return };
            child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
            let read = child.wait_with_output().unwrap();
            assert!(read.status.success(), "{controller}: {}", text(&read.stderr));
        }
    }
}

#[test]
fn the_schema_of_scenario_files_is_printed() {
    let schema = json(&["schema"]);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["dirty-page-rate"].is_object());
}

#[test]
fn inputs_that_are_ranges_are_sampled_and_say_what_matters_most() {
    let set = [
        "sample",
        "--set",
        "memory=16 GiB",
        "--set",
        "dirty-page-rate=?",
        "--set",
        "link-speed=1 to 10 Gbit/s",
        "--set",
        "window=1 min",
    ];
    let once = run(&set, b"");
    assert_eq!(once.status.code(), Some(0));
    assert_eq!(once.stdout, run(&set, b"").stdout, "the same numbers each time");
    let found: serde_json::Value = serde_json::from_slice(&once.stdout).unwrap();
    assert_eq!(found["inputs"][0]["input"], "link-speed");
    assert_eq!(found["measure"]["input"], "link-speed");
    let kept = found["probabilities"]["keeps_window"].as_f64().unwrap();
    assert!(0.2 < kept && kept < 0.95, "{found}");
    let time = &found["total_time_s"];
    let [p10, p50, p90] = ["p10", "p50", "p90"].map(|of| time[of].as_f64().unwrap());
    assert!(p10 < p50 && p50 < p90);
    let swapped = run(&["sample", "--set", "memory=16..8 GiB"], b"");
    assert!(text(&swapped.stderr).contains("the lower end first"));
    let planned = run(&["plan", "--set", "dirty-page-rate=100 to 800 MiB/s"], b"");
    assert!(text(&planned.stderr).contains("looks at all of it"));
}

const GUEST: [&str; 8] = [
    "--set",
    "memory=16 GiB",
    "--set",
    "dirty-page-rate=200 MiB/s",
    "--set",
    "link-speed=10 Gbit/s",
    "--set",
    "controller=qemu",
];

#[test]
fn a_map_turns_two_inputs_and_each_row_is_a_plan() {
    let axes = ["map", "--x", "link-speed=1..25 Gbit/s:4", "--y", "memory=8..32 GiB:3"];
    let output = run(&[&axes[..], &GUEST[..]].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let table = text(&output.stdout);
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows[0][..3], ["link-speed [Mbit/s]", "memory [MiB]", "total-time [s]"]);
    assert_eq!(rows.len(), 13);
    let [link, memory, time] = [0, 1, 2].map(|at| rows[12][at].to_owned());
    assert_eq!((link.as_str(), memory.as_str()), ("25000", "32768"));
    let set = [&GUEST[..], &["--set", "link-speed=25 Gbit/s", "--set", "memory=32 GiB"]].concat();
    let plan = json(&[&["plan"], &set[..]].concat());
    assert!((plan["total_time_s"].as_f64().unwrap() - time.parse::<f64>().unwrap()).abs() < 1e-6);

    let best =
        [&["map", "--preset", "link-and-dirty-rate", "--result", "best-technique"], &GUEST[..]];
    let best = text(&run(&best.concat(), b"").stdout);
    assert_eq!(best.lines().count(), 1201);
    assert!(best.contains("pre-copy") && best.contains("post-copy"), "either wins somewhere");
    assert_eq!(best.lines().filter(|row| row.ends_with("true")).count(), 1, "one is the scenario");
}

#[test]
fn a_map_that_cannot_be_drawn_names_the_option() {
    for (options, says) in [
        (["--x", "memry", "--y", "vms"], "--x memry: memry is not an input; did you mean memory?"),
        (["--x", "memory=9..8 GiB", "--y", "vms"], "the lower end first"),
        (["--x", "vms", "--y", "memory=1..2"], "--y memory=1..2: memory needs a unit"),
        (["--x", "vms", "--y", "vms=1..3"], "name two inputs"),
    ] {
        let output = run(&[&["map"], &options[..], &GUEST[..]].concat(), b"");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
    let result = [&["map", "--preset", "price-and-stay", "--result", "speed"], &GUEST[..]].concat();
    let output = run(&result, b"");
    assert!(text(&output.stderr).contains("none of total-time, downtime"));
    let idle = ["map", "--x", "redirect=1..9 s:3", "--y", "link-speed=1..9 Gbit/s:3"];
    let idle = run(&[&idle[..], &GUEST[..]].concat(), b"");
    assert!(text(&idle.stderr).contains("redirect makes no difference"));
    assert_eq!(run(&["map", "--x", "vms"], b"").status.code(), Some(2));
}

#[test]
fn a_value_that_is_enough_is_proven_and_the_one_beside_it_is_not() {
    let solve = ["solve", "--for", "link-speed", "--until", "total-time<=20s"];
    let found = json(&[&solve[..], &GUEST[..]].concat());
    assert_eq!((&found["answer"], &found["monotone"]), (&"at-least".into(), &true.into()));
    let plan = run(&["plan"], found["scenario"].to_string().as_bytes());
    let plan: serde_json::Value = serde_json::from_slice(&plan.stdout).unwrap();
    assert!(plan["total_time_s"].as_f64().unwrap() <= 20.0);
    assert_eq!(plan["total_time_s"], found["outcome"]["total_time_s"]);
    let beside = format!("link-speed={}", found["beside"]["said"].as_str().unwrap());
    let slower = json(&[&["plan"], &GUEST[..4], &["--set", &beside], &GUEST[6..]].concat());
    assert!(20.0 < slower["total_time_s"].as_f64().unwrap());
    assert_eq!(slower["total_time_s"], found["beside"]["outcome"]["total_time_s"]);

    let unsure = [&solve[..], &GUEST[..], &["--set", "memory=8..32 GiB", "--sure", "90%"]].concat();
    let sure = json(&unsure);
    assert!(0.9 <= sure["probability"].as_f64().unwrap());
    assert!(sure["beside"]["probability"].as_f64().unwrap() < 0.9);
}

#[test]
fn an_inverse_question_that_is_not_understood_names_the_option() {
    for (options, says) in [
        (&["--for", "memry", "--until", "arrived"][..], "--for memry: memry is not an input"),
        (&["--for", "technique", "--until", "arrived"], "chosen among options"),
        (
            &["--for", "vms", "--until", "speed<=3"],
            "--until speed<=3: 'speed' is none of total-time",
        ),
        (&["--for", "vms", "--until", "total-time<=30"], "write 30min"),
        (&["--for", "vms", "--until", "arrived", "--sure", "120%"], "--sure 120%"),
        (&["--for", "vms", "--until", "arrived", "--among", "9..2"], "the lower end first"),
    ] {
        let output = run(&[&["solve"], options, &GUEST[..]].concat(), b"");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{options:?}");
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
    let never = ["solve", "--for", "link-speed", "--until", "total-time<=1ms"];
    let never = run(&[&never[..], &GUEST[..]].concat(), b"");
    assert_eq!(never.status.code(), Some(0));
    assert!(text(&never.stderr).contains("no value of link-speed reaches total-time<=1 ms"));
}

/// The lines of a calendar but for when it was written.
fn calendar(output: &Output) -> Vec<String> {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let text = text(&output.stdout);
    text.split("\r\n").filter(|line| !line.starts_with("DTSTAMP:")).map(str::to_owned).collect()
}

#[test]
fn a_wave_is_a_calendar_and_the_same_one_each_time() {
    let arguments =
        ["plan", "--format", "ics", "--start", "2027-01-15T22:00+01:00", "--set", "vms=4"];
    let lines = calendar(&run(&arguments, b""));
    assert_eq!(lines, calendar(&run(&arguments, b"")));
    assert_eq!((lines[0].as_str(), lines.last().unwrap().as_str()), ("BEGIN:VCALENDAR", ""));
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')), "{lines:?}");
    assert!(lines.contains(&"DTSTART:20270115T210000Z".to_owned()), "{lines:?}");
    let groups = b"web,2,2\ndb,3,4\n";
    let start = ["--format", "ics", "--start", "2027-01-15 22:00"];
    let wave = run(&[&["wave"], &start[..]].concat(), groups);
    assert!(calendar(&wave).contains(&"SUMMARY:db: 3 VMs move".to_owned()));
    let german = run(&[&["wave", "--lang", "de"], &start[..]].concat(), groups);
    assert!(calendar(&german).contains(&"SUMMARY:db: 3 VMs ziehen um".to_owned()));
}

#[test]
fn a_calendar_whose_start_is_not_stated_says_what_it_assumes() {
    let output = run(&["wave", "--format", "ics"], b"web,2,2\n");
    assert!(text(&output.stderr).contains("--start was not stated"), "{}", text(&output.stderr));
    let wrong = run(&["wave", "--format", "ics", "--start", "tonight"], b"web,2,2\n");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("2027-01-15T22:00"), "{}", text(&wrong.stderr));
}

#[test]
fn a_plan_has_the_schedule_of_its_wave() {
    let output = run(&["plan", "--format", "schedule", "--set", "vms=3"], b"");
    let table = text(&output.stdout);
    assert!(table.starts_with("group,number,"), "{table}");
    assert_eq!(table.lines().count(), 1 + 3, "{table}");
}

#[test]
fn a_workbook_is_read_as_its_list_of_machines() {
    let read = |file| {
        let output = run(&["import", file], b"");
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), said)
    };
    let of_workbook = read("tests/import/vinfo.xlsx");
    assert_eq!(of_workbook, read("tests/import/vinfo.csv"));
    let (_, of_workbook) = of_workbook;
    let bytes = include_bytes!("import/vinfo.xlsx");
    let piped = run(&["import"], bytes);
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&piped.stdout).unwrap(), of_workbook);
    for length in [4, 100, bytes.len() - 1] {
        let cut = run(&["import"], &bytes[..length]);
        assert_eq!(cut.status.code(), Some(1));
        assert!(text(&cut.stderr).contains("workbook"), "{}", text(&cut.stderr));
    }
}

/// A file of this name for one test.
fn scratch(name: &str) -> String {
    std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).display().to_string()
}

#[test]
fn one_completed_move_teaches_a_profile_that_the_next_plan_names() {
    let path = scratch("learned.json");
    let moved = include_bytes!("import/domjobinfo-completed.txt");
    let arguments = ["fit", "--set", "link-speed=1 Gbit/s", "-o", &path];
    let output = run(&arguments, moved);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.starts_with("One measured move tells"), "{said}");
    assert!(said.contains("A single move cannot be left out"), "{said}");
    let plan = |profile: &[&str]| {
        let known = ["plan", "--set", "memory=8 GiB", "--set", "link-speed=1 Gbit/s"];
        json(&[&known, profile].concat())
    };
    let measured = 12.287;
    let error =
        |plan: &serde_json::Value| (plan["total_time_s"].as_f64().unwrap() / measured - 1.0).abs();
    let (before, after) = (plan(&[]), plan(&["--profile", &path]));
    assert!(1.0 < error(&before) && error(&after) < 0.05, "{before} {after}");
    let sources = after["deciding"].as_array().unwrap();
    assert!(sources.iter().any(|of| of["source"] == "from your measured move"), "{after}");
    let german = text(&run(&["fit", "--lang", "de"], moved).stdout);
    assert!(german.starts_with("Ein gemessener Umzug sagt"), "{german}");
}

#[test]
fn a_profile_holds_for_tables_and_beds_keep_their_names() {
    let path = scratch("slow.json");
    std::fs::write(&path, r#"{"movecast": 2, "path-efficiency": 0.5}"#).unwrap();
    let totals = |profile: &[&str]| {
        let output = run(&[&["predict"], profile].concat(), CASES);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let said = text(&output.stdout);
        let total = |line: &str| line.split(',').nth(1).unwrap().parse::<f64>().unwrap();
        said.lines().skip(1).map(total).sum::<f64>()
    };
    let usual = totals(&[]);
    assert!((totals(&["--profile", "lab"]) - usual).abs() < 1e-9);
    assert!(1.5 * usual < totals(&["--profile", &path]), "half of the link takes longer");
    let missing = run(&["predict", "--profile", "no-such-file.json"], CASES);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("no-such-file.json"));
}

#[test]
fn what_a_fit_could_not_use_is_named_and_the_rest_is_used() {
    let moved = "tests/import/domjobinfo-completed.txt";
    let output = run(&["fit", moved, "tests/import/nova.conf", "--format", "json"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("nova.conf: does not say how long the move took"));
    let fit: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(fit["moves"], 1);
    assert_eq!(fit["rows"][0]["measured"]["total_time_s"], 12.287);
    assert_eq!(fit["profile"]["fitted"]["moves"], 1);
    let nothing = run(&["fit", "tests/import/nova.conf"], b"");
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
}

#[test]
fn a_wave_is_asked_how_many_at_a_time_are_enough_nine_times_in_ten() {
    let wave = ["--set", "vms=20", "--set", "memory=4 GiB", "--set", "window=2 min"];
    let until =
        ["solve", "--for", "at-a-time-in-all", "--until", "within-limits", "--points", "40"];
    let unsure = ["--set", "dirty-page-rate=?", "--set", "link-speed=5..10 Gbit/s"];
    let sure = json(&[&until[..], &wave, &unsure, &["--sure", "90%"]].concat());
    assert!(sure["probability"].as_f64().is_none_or(|of| 0.9 <= of), "{sure}");
    let beside = &sure["beside"]["probability"];
    assert!(beside.as_f64().is_none_or(|of| of < 0.9), "{sure}");
}

#[test]
fn ways_of_moving_are_ranked_by_weights_as_json_and_in_words() {
    let ranked = json(&["advise", "--weights", "time=2, downtime=5", "--set", "vms=2"]);
    let options = ranked["options"].as_array().unwrap();
    assert!(options.iter().any(|of| of["option"] == "stay-put"), "{ranked}");
    assert_eq!(ranked["criteria"][1]["weight"], 5.0);
    assert_eq!(ranked["criteria"][4]["weight"], 0.0);
    assert!(options[0]["pareto"].as_bool().unwrap(), "whoever leads is beaten by none");
    let options = ["advise", "--weights", "--format", "markdown", "--lang", "de", "--set", "vms=2"];
    let said = run(&options, b"");
    assert!(text(&said.stdout).contains("| Bleiben |"), "{}", text(&said.stdout));
    let wrong = run(&["advise", "--weights", "speed=1", "--set", "vms=2"], b"");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("--weights speed=1: speed is no criterion"));
}

#[test]
fn disks_that_move_without_memory_have_commands_of_their_own() {
    let said = |controller: &str, technique: &str, part: &str| {
        let set = [format!("controller={controller}"), format!("technique={technique}")];
        let arguments = ["commands", "--set", &set[0], "--set", &set[1], "--set", "disk=100 GiB"];
        let output = run(&arguments, b"");
        let text = text(&output.stdout);
        assert!(output.status.success() && text.contains(part), "{part}\n{text}");
    };
    said("qemu", "storage", "virsh blockcopy \"$VM\" \"$DISK\"");
    said("nova", "storage", "--retype-policy on-demand");
    said("proxmox", "storage", "qm disk move");
    said("kubevirt", "warm", "warm: true");
    said("openshift", "cold", "warm: false");
    said("nova", "warm", "migratekit cutover");
    said("qemu", "cold", "virt-v2v");
}
