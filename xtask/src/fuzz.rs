//! Coverage-guided fuzzing with libFuzzer. Its runtime comes with `libfuzzer-sys`, and the compiler's own
//! pass counts what is covered, so that neither a nightly toolchain nor a tool has to be installed: a C++
//! compiler is enough.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::tools::{run, target_dir};

/// What is fuzzed, as `fuzz/src/main.rs` names it, and where texts to begin with are.
const TARGETS: [(&str, &[&str]); 10] = [
    ("link", &["tests/links", "tests/break"]),
    ("file", &["tests/break", "examples"]),
    ("series", &["tests/break"]),
    ("groups", &["tests/break"]),
    ("points", &[]),
    ("cases", &["tests/break"]),
    ("import", &["tests/import"]),
    ("numbers", &[]),
    ("plan", &[]),
    ("wave", &[]),
];

/// Where a file to begin with holds many texts, each of its lines is one.
const BY_LINE: &str = "txt";

/// Counts edges and tells libFuzzer what is compared with what.
const FLAGS: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Longer than what a target needs to be found wanting.
const LONGEST_INPUT: u32 = 4096;
/// An input that takes longer, in seconds, is a finding.
const SLOWEST: u32 = 10;
/// An input that needs more memory, in MiB, is a finding.
const MOST_MEMORY: u32 = 2048;

/// What came of one target.
struct Outcome {
    executions: u64,
    findings: Vec<PathBuf>,
}

/// Fuzzes every target, or those named, for their share of so many seconds; whether nothing was found.
pub(crate) fn fuzz(seconds: u32, only: &[String]) -> Result<bool> {
    let target = target_dir()?.join("fuzz");
    let program = build(&target)?;
    let is_wanted = |name: &str| only.is_empty() || only.iter().any(|wanted| wanted == name);
    let wanted: Vec<_> = TARGETS.iter().filter(|(name, _)| is_wanted(name)).collect();
    let each = (seconds / u32::try_from(wanted.len())?.max(1)).max(1);
    let mut all = Outcome { executions: 0, findings: Vec::new() };
    for (name, seeds) in wanted {
        let outcome = one(&program, &target, name, seeds, each)?;
        println!(
            "{name:8} {:>12} executions  {} findings",
            outcome.executions,
            outcome.findings.len()
        );
        all.executions += outcome.executions;
        all.findings.extend(outcome.findings);
    }
    println!("{:8} {:>12} executions  {} findings", "all", all.executions, all.findings.len());
    for finding in &all.findings {
        println!("{}", finding.display());
    }
    Ok(all.findings.is_empty())
}

/// The instrumented program. A target is named so that build scripts run without the flags.
fn build(target: &Path) -> Result<PathBuf> {
    let version =
        Command::new("rustc").arg("-vV").output().context("rustc could not be started")?;
    let version = String::from_utf8(version.stdout)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say its host")?;
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", host]);
    run(cargo.arg("--target-dir").arg(target).env("RUSTFLAGS", FLAGS))?;
    Ok(target.join(host).join("release").join("movecast-fuzz"))
}

/// Fuzzes one target; its corpus stays for the next time.
fn one(program: &Path, target: &Path, name: &str, seeds: &[&str], seconds: u32) -> Result<Outcome> {
    let corpus = target.join("corpus").join(name);
    let found = target.join("findings").join(name);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    for folder in seeds {
        sow(Path::new(folder), &corpus)?;
    }
    let before = files(&found)?;
    let log = target.join(format!("{name}.log"));
    let mut fuzzer = Command::new(program);
    fuzzer.env("MOVECAST_FUZZ", name).arg(&corpus);
    fuzzer.args(["-print_final_stats=1", "-verbosity=1", "-use_value_profile=1"]);
    fuzzer.arg(format!("-artifact_prefix={}/", found.display()));
    fuzzer.arg(format!("-max_total_time={seconds}"));
    fuzzer.arg(format!("-max_len={LONGEST_INPUT}"));
    fuzzer.arg(format!("-timeout={SLOWEST}"));
    fuzzer.arg(format!("-rss_limit_mb={MOST_MEMORY}"));
    // Its exit status says no more than what it leaves behind.
    fuzzer.stdout(Stdio::null()).stderr(fs::File::create(&log)?).status()?;
    let said = fs::read(&log)?;
    let said = String::from_utf8_lossy(&said);
    let mut findings = files(&found)?;
    findings.retain(|file| !before.contains(file));
    Ok(Outcome { executions: executions(&said), findings })
}

/// How many inputs were run: the statistics at the end, or the last line of progress before a finding.
fn executions(log: &str) -> u64 {
    let total =
        |line: &str| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok();
    let progress = |line: &str| line.strip_prefix('#')?.split_whitespace().next()?.parse().ok();
    log.lines().rev().find_map(|line| total(line).or_else(|| progress(line))).unwrap_or_default()
}

/// Puts the files of a folder, if there is one, into a corpus.
fn sow(folder: &Path, corpus: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for file in files(folder)? {
        let Some(name) = file.file_name().map(|name| name.to_string_lossy()) else { continue };
        let text = fs::read(&file)?;
        if file.extension().is_some_and(|ending| ending == BY_LINE) {
            for (at, line) in text.split(|byte| *byte == b'\n').enumerate() {
                fs::write(corpus.join(format!("{name}-{at}")), line)?;
            }
        } else {
            fs::write(corpus.join(&*name), text)?;
        }
    }
    Ok(())
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}
