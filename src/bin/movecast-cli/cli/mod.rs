//! The commands, one a file.

mod advise;
mod commands;
mod diff;
mod failure;
mod fit;
mod import;
mod input;
mod inputs;
mod link;
mod map;
mod plan;
mod predict;
mod profile;
mod progress;
mod rows;
mod sample;
mod schedule;
mod schema;
mod solve;
mod table;
mod validate;
mod wave;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use movecast::quantity::Lang;

use failure::{Done, Failure, complain};
use input::Asked;
use profile::Whose;
use schedule::Begins;

const EXIT_CODES: &str = "\
Exit codes:
  0  all of the input was used, or whoever read the output had enough of it
  1  some or all of the input could not be used; standard error says what
  2  the command line was not understood";

/// Plans live migrations of virtual machines.
#[derive(Parser)]
#[command(name = "movecast-cli", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Predict every row of a table of migrations (CSV on standard input).
    ///
    /// The columns are those of the measured bed (memory_mib, link_mbit_s, ...) or of published
    /// migrations (mem_gib, link_gbit_s, ...). Bad rows and what had to be assumed are named on standard
    /// error; the others are predicted.
    #[command(after_help = "Example:\n  movecast-cli predict < migrations.csv > predictions.csv")]
    Predict {
        /// Whose constants: 'current', 'lab', or a file that 'fit' wrote; without it the laboratory's for
        /// tables of the measured bed, else current.
        #[arg(long, value_name = "NAME|FILE")]
        profile: Option<Whose>,
    },
    /// Compare predictions with what a table says was measured.
    #[command(after_help = "Example:\n  movecast-cli validate static/data/measured/qemu_lab.csv")]
    Validate {
        /// Table of measured migrations (CSV).
        file: PathBuf,
        /// Whose constants: 'current', 'lab', or a file that 'fit' wrote; without it the laboratory's for
        /// tables of the measured bed, else current.
        #[arg(long, value_name = "NAME|FILE")]
        profile: Option<Whose>,
    },
    /// Learn from moves that were measured: what their path and hosts are like.
    ///
    /// Takes any text about a completed move that 'import' reads (virsh domjobinfo --completed, QEMU's
    /// query-migrate, KubeVirt, Proxmox, Nova), and tables with measured columns. Says what the moves
    /// tell, what they cannot tell, and how much better predictions become, also of moves that were left
    /// out of the fit. What was learned is a set of inputs: a file that 'plan' and 'predict' take.
    #[command(after_help = fit::EXAMPLES)]
    Fit {
        #[command(flatten)]
        wanted: fit::Wanted,
        /// What to print.
        #[arg(long, value_enum, default_value_t = fit::Format::Text)]
        format: fit::Format,
        /// In which language sentences are.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
    },
    /// Plan a scenario with every technique.
    ///
    /// The scenario is a file on standard input (JSON), or stated here in the page's words and units,
    /// or both. What is not stated follows; what of that decides the answer is named in it.
    #[command(after_help = "Examples:
  movecast-cli plan < scenario.json > plan.json
  movecast-cli plan --set \"memory=256 GiB\" --set \"dirty-page-rate=900 MB/s\" \\
    --set \"link-speed=25 Gbit/s\" --set controller=qemu
  movecast-cli plan --set vms=40 --set \"window=30 min\" --format scenario
  movecast-cli plan --format markdown --lang de < scenario.json > report.md
  movecast-cli plan --format ics --start 2027-01-15T22:00+01:00 < scenario.json > wave.ics")]
    Plan {
        #[command(flatten)]
        asked: Asked,
        /// What to print.
        #[arg(long, value_enum, default_value_t = plan::Format::Json)]
        format: plan::Format,
        #[command(flatten)]
        begins: Begins,
        /// In which language sentences are.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
    },
    /// Say what would bring all over within their limits, or which way of moving suits best.
    ///
    /// Takes a scenario as 'plan' does. Each change was planned; the best comes first. Where nothing is
    /// needed or nothing helps, there is none, and standard error says why. With --weights, every
    /// technique and staying put are ranked instead, with what speaks for and against each.
    #[command(after_help = advise::EXAMPLES)]
    Advise {
        #[command(flatten)]
        asked: Asked,
        #[command(flatten)]
        wanted: advise::Wanted,
        /// In which language sentences are.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
    },
    /// Say what comes of inputs that are known as ranges, and which of them matters most.
    ///
    /// Takes a scenario as 'plan' does; numbers may be ranges: \"5..10 Gbit/s\", \"100 to 800 MiB/s\",
    /// \"about 16 GiB\", \"100 / 300 / 800 MiB/s\" (low, likely, high), \"40 MiB/s ±20 %\", and \"?\" for a
    /// dirty page rate or a link that nobody knows. What a wave's groups state of themselves is theirs.
    /// Where no input is a range, 'swings' are those of every number 20 % off to either side.
    #[command(after_help = "Example:
  movecast-cli sample --set \"memory=16 GiB\" --set \"dirty-page-rate=?\" \\
    --set \"link-speed=5..10 Gbit/s\" --set \"window=30 min\"")]
    Sample {
        #[command(flatten)]
        asked: Asked,
        /// How many points to look at.
        #[arg(long, default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        points: u32,
    },
    /// Turn two inputs against each other and say what comes of every pair of values (CSV).
    ///
    /// Takes a scenario as 'plan' does. An input is named as 'movecast-cli inputs' names it, or is
    /// 'price-difference' (the source's price above the destination's), with ends and how many values
    /// if you like: "link-speed=1..25 Gbit/s:20"; without, values around the scenario's. They are even
    /// in orders of magnitude where the ends are positive and a decade apart. Each row says how it
    /// went; where not all arrive, times, bytes and costs are empty.
    #[command(after_help = map::EXAMPLES)]
    Map {
        #[command(flatten)]
        asked: Asked,
        #[command(flatten)]
        wanted: map::Wanted,
    },
    /// Say which value of an input is enough: which link, downtime limit, price, how many at a time.
    ///
    /// Takes a scenario as 'plan' does. Values with three digits are tried, some evenly over all bounds
    /// and, where enough turns into not enough, each between: the value that is found was planned, and
    /// so was the one beside it that is not enough. Where some are enough and others are not, here and
    /// there, all stretches are told. The probability is that over luck and inputs that are ranges.
    #[command(after_help = solve::EXAMPLES)]
    Solve {
        #[command(flatten)]
        asked: Asked,
        #[command(flatten)]
        wanted: solve::Wanted,
    },
    /// Say what to do next: how to measure, what to set, how to move, what to watch.
    ///
    /// Takes a scenario as 'plan' does and prints commands and settings of its controller in their
    /// order, each with its reason and the version it is from, and the values to expect.
    #[command(after_help = "Examples:
  movecast-cli commands --set controller=proxmox --set \"memory=16 GiB\"
  movecast-cli commands --format sh < scenario.json > move.sh")]
    Commands {
        #[command(flatten)]
        asked: Asked,
        /// How to print them.
        #[arg(long, value_enum, default_value_t = commands::Format::Text)]
        format: commands::Format,
        /// In which language reasons are.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
    },
    /// Read what operators have: outputs, logs, settings, inventories, traces.
    ///
    /// Takes what virsh, QEMU's monitor, Proxmox, KubeVirt, OpenStack and Xen print, their settings, and
    /// lists of machines with a heading, also as workbooks (xlsx, xls, ods; of RVTools' the sheet vInfo);
    /// the kind is recognised. Prints what was read with units and
    /// places, what was assumed, what is missing, and the scenario that follows.
    #[command(after_help = "Examples:
  virsh domjobinfo --completed web1 | movecast-cli import
  movecast-cli import vInfo.csv > fleet.json
  movecast-cli import RVTools.xlsx > fleet.json
  movecast-cli import domjobinfo.txt nova.conf")]
    Import {
        /// Texts to read; none for standard input.
        files: Vec<PathBuf>,
    },
    /// Write a scenario as a link, or read one.
    ///
    /// Takes a scenario as 'plan' does and prints its link; with --read it prints the scenario file of a
    /// link.
    #[command(after_help = "Examples:
  movecast-cli link --base https://example.org/movecast/ < scenario.json
  movecast-cli link --read '#2&p=paper&.=4k53r' > scenario.json")]
    Link {
        #[command(flatten)]
        asked: Asked,
        /// Address of the page.
        #[arg(long, default_value = "")]
        base: String,
        /// Link to read.
        #[arg(long, value_name = "LINK", conflicts_with_all = ["set", "base"])]
        read: Option<String>,
    },
    /// Say what two scenarios state differently.
    ///
    /// Each is a link or the name of a scenario file. Exits with 0 where nothing differs, else with 1.
    #[command(after_help = "Example:\n  movecast-cli diff before.json '#2&p=paper&.=4k53r'")]
    Diff {
        /// The first scenario.
        from: String,
        /// The second.
        to: String,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = diff::Format::Text)]
        format: diff::Format,
    },
    /// Print what lets a shell complete this command line.
    #[command(
        after_help = "Example:\n  movecast-cli completions bash > /etc/bash_completion.d/movecast-cli"
    )]
    Completions {
        /// For which shell.
        shell: Shell,
    },
    /// List everything that can be stated: name, bounds or options, default, source.
    Inputs {
        /// How to print them.
        #[arg(long, value_enum, default_value_t = inputs::Format::Text)]
        format: inputs::Format,
    },
    /// Print the JSON Schema (2020-12) of scenario files, or of plans.
    #[command(after_help = "Examples:
  movecast-cli schema > scenario.schema.json
  movecast-cli schema plan > plan.schema.json")]
    Schema {
        /// Of which files.
        #[arg(value_enum, default_value_t = schema::Of::Scenario)]
        of: schema::Of,
    },
    /// Plan a wave of groups (CSV on standard input).
    ///
    /// The table is as on the page: name, VMs, memory, in use, workload, disk, vCPU, priority; with a
    /// heading in any order, also with a working set and a dirty page rate in place of a workload. Bad
    /// lines are named on standard error.
    #[command(after_help = "Examples:
  movecast-cli wave --set \"link-speed=25 Gbit/s\" --set controller=nova < groups.csv > schedule.csv
  movecast-cli wave scenario.json < groups.csv > schedule.csv
  movecast-cli wave --format ics --start 2027-01-15T22:00+01:00 < groups.csv > wave.ics")]
    Wave {
        /// Scenario file (JSON) whose limits and links hold; without one, what --set states and the
        /// defaults that 'movecast-cli inputs' lists.
        scenario: Option<PathBuf>,
        #[command(flatten)]
        asked: Asked,
        /// How to print the schedule.
        #[arg(long, value_enum, default_value_t = wave::Format::Csv)]
        format: wave::Format,
        #[command(flatten)]
        begins: Begins,
        /// In which language a calendar is.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
    },
}

/// In which language sentences are.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// English.
    En,
    /// German.
    De,
}

impl From<Language> for Lang {
    fn from(of: Language) -> Self {
        match of {
            Language::En => Self::En,
            Language::De => Self::De,
        }
    }
}

fn complete(shell: Shell) -> Result<Done, Failure> {
    // In one piece, so that a closed pipe is an error and no panic.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "movecast-cli", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Done::Whole)
}

/// Does what the command line asks for.
pub(crate) fn run() -> ExitCode {
    // Help, version and usage errors end here, with 0, 0 and 2.
    let done = match Cli::parse().command {
        Command::Predict { profile } => predict::run(profile.as_ref()),
        Command::Validate { file, profile } => validate::run(&file, profile.as_ref()),
        Command::Fit { wanted, format, lang } => fit::run(&wanted, format, lang.into()),
        Command::Plan { asked, format, begins, lang } => {
            plan::run(&asked, format, &begins, lang.into())
        }
        Command::Link { read: Some(link), .. } => link::read(&link),
        Command::Link { asked, base, read: None } => link::write(&asked, &base),
        Command::Diff { from, to, format } => diff::run(&from, &to, format),
        Command::Completions { shell } => complete(shell),
        Command::Advise { asked, wanted, lang } => advise::run(&asked, &wanted, lang.into()),
        Command::Sample { asked, points } => sample::run(&asked, points),
        Command::Map { asked, wanted } => map::run(&asked, &wanted),
        Command::Solve { asked, wanted } => solve::run(&asked, &wanted),
        Command::Commands { asked, format, lang } => commands::run(&asked, format, lang.into()),
        Command::Import { files } => import::run(&files),
        Command::Inputs { format } => inputs::run(format),
        Command::Schema { of } => schema::run(of),
        Command::Wave { scenario, asked, format, begins, lang } => {
            wave::run(scenario.as_deref(), &asked, format, &begins, lang.into())
        }
    };
    match done {
        Ok(Done::Whole) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Done::InPart) => ExitCode::FAILURE,
        Err(Failure::Because(why)) => {
            complain(&format_args!("movecast-cli: {why}"));
            ExitCode::FAILURE
        }
    }
}
