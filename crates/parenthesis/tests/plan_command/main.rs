//! `parenthesis plan …` as a person calls it: the program itself, files in a folder of their own,
//! what it prints and the code with which it ends. Each test names the part of the plan's text
//! that it changes; places are then counted in the changed text, not copied from what was printed.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail as tests do"
)]

mod bad_input;
mod cautions;
mod compared;
mod contact;
mod documented;
mod examples;
mod explained;
mod files;
mod happened;
mod measures;
mod output;
mod rosters;
mod scenarios;
mod tables;

use std::path::Path;

use serde_json::Value;

/// One child, two homes, and one more clause to change.
const PLAN: &str = r#"edition = 1
title = "A plan to try things on"
zone = "Europe/Amsterdam"
from = 2026-08-31

[[parent]]
id = "mara"
name = "Mara"
letter = "M"

[[parent]]
id = "elias"
name = "Elias"
letter = "E"

[[child]]
id = "noor"
name = "Noor"
born = 2019-05-21

[[child]]
id = "sam"
name = "Sam"
born = 2021-04-09

[[clause]]
id = "rhythm"
title = { en = "The rhythm" }
sentence = { en = "The children change home every week, on Monday at 08:30." }
nights = { sequence = "MMMMMMM EEEEEEE", start = 2026-08-31, begins = "monday", change = "08:30" }

[[clause]]
id = "evening"
title = { en = "The evening" }
sentence = { en = "Noor has dinner with Elias on Tuesdays." }
children = ["noor"]
weekly = { parent = "elias", windows = ["tue 16:00 - 18:30"] }
"#;

/// What the program printed, and its exit code.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap()
    }
}

/// Runs the program in a folder where `plan.toml` has this text.
fn run(text: &str, arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.toml"), text).unwrap();
    run_in(folder.path(), arguments, "")
}

/// Runs the program in a folder, with a text for its standard input.
fn run_in(folder: &Path, arguments: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("parenthesis");
    command
        .current_dir(folder)
        .env("TZ", "UTC")
        .arg("plan")
        .args(arguments);
    let output = command.write_stdin(input).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output
            .status
            .code()
            .unwrap_or_else(|| panic!("killed: {output:?}")),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// `measure` over a window, as JSON.
fn measured(text: &str, from: &str, to: &str) -> Value {
    let dates = ["--from", from, "--to", to, "--today", "2026-12-01"];
    let arguments = ["measure", "plan.toml", "--format", "json"];
    run(text, &[&arguments[..], &dates].concat()).json()
}

/// `timeline` over a window, as JSON.
fn timeline(text: &str, from: &str, to: &str) -> Value {
    let dates = ["--from", from, "--to", to, "--today", "2026-12-01"];
    let arguments = ["timeline", "plan.toml", "--format", "json"];
    run(text, &[&arguments[..], &dates].concat()).json()
}

/// The place of a part of the text that stands in it once, as `LINE:COLUMN`.
fn place_of(text: &str, part: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "{part}");
    let before = &text[..text.find(part).unwrap()];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{line}:{column}")
}

/// `plan.toml` with one part of its text changed.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(PLAN.matches(from).count(), 1, "{from}");
    PLAN.replace(from, to)
}
