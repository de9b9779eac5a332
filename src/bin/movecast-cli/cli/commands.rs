//! `movecast-cli commands`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::plan::plan;
use movecast::quantity::Lang;
use movecast::report::commands::{Form, NAMES, Phase, Step, steps};

use super::failure::{Done, Failure};
use super::input::{self, Asked};

/// How to print them.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: what, why, from which version on.
    Text,
    /// A list of objects.
    Json,
    /// What a shell runs, the rest as comments.
    Sh,
}

/// Prints what an operator does next.
pub(crate) fn run(asked: &Asked, format: Format, lang: Lang) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    let checked = input::checked(&stated.scenario);
    let plan = plan(&checked);
    let all = steps(&checked, plan.chosen(), stated.wave.as_deref(), lang);
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            let list: Vec<_> = all.iter().map(object).collect();
            serde_json::to_writer_pretty(&mut out, &list)?;
            writeln!(out)?;
        }
        Format::Text => {
            for (phase, _) in Phase::ALL {
                let due: Vec<&Step> = all.iter().filter(|step| step.phase == phase).collect();
                if due.is_empty() {
                    continue;
                }
                writeln!(out, "{}\n", phase.heading(lang))?;
                for step in due {
                    writeln!(out, "{}{}", step.why, since(step))?;
                    for line in step.text.lines() {
                        writeln!(out, "    {line}")?;
                    }
                    writeln!(out)?;
                }
            }
        }
        Format::Sh => script(&all, lang, &mut out)?,
    }
    Ok(Done::Whole)
}

fn since(step: &Step) -> String {
    if step.since.is_empty() { String::new() } else { format!(" ({})", step.since) }
}

fn object(step: &Step) -> serde_json::Value {
    serde_json::json!({
        "phase": step.phase.name(),
        "why": step.why,
        "text": step.text,
        "form": match step.form {
            Form::Shell => "shell",
            Form::Yaml => "yaml",
            Form::Settings => "settings",
            Form::Values => "values",
        },
        "since": step.since,
    })
}

/// A script that does nothing before its variables are set; what is not for it is commented out.
fn script(all: &[Step], lang: Lang, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "#!/bin/sh\nset -eu")?;
    // Whoever measures or watches types it; a script sets and moves.
    let runs = |step: &&Step| {
        matches!(step.form, Form::Shell | Form::Yaml)
            && matches!(step.phase, Phase::Set | Phase::Move)
    };
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let is_named = |text: &str, name: &str| {
        text.split('$').skip(1).any(|rest| rest.split(|c| !is_letter(c)).next() == Some(name))
    };
    let is_used = |name: &str| all.iter().filter(runs).any(|step| is_named(&step.text, name));
    let is_wave = is_used("VMS");
    for name in NAMES.into_iter().filter(|name| is_used(name) && !(is_wave && *name == "VM")) {
        writeln!(out, ": \"${{{name}:?}}\"")?;
    }
    for step in all {
        writeln!(out, "\n# {}: {}{}", step.phase.heading(lang), step.why, since(step))?;
        match step.form {
            Form::Yaml if runs(&step) => {
                writeln!(out, "kubectl apply --filename - <<'END'\n{}\nEND", step.text)?;
            }
            _ => {
                let mark = if runs(&step) { "" } else { "# " };
                for line in step.text.lines() {
                    writeln!(out, "{mark}{line}")?;
                }
            }
        }
    }
    Ok(())
}
