//! `docs/asvs.md`, held to what there is: its states and counts, and the files and tests that it
//! names; and what its rows say of the repository itself.
//!
//! It reads the repository's files. It runs nothing of the product.

#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

const TABLE: &str = "docs/asvs.md";
const STATES: [&str; 4] = ["met", "partly", "not met", "does not apply"];
/// How many requirements the standard has at levels 1 and 2.
const REQUIREMENTS: [(&str, usize); 2] = [("1", 70), ("2", 183)];

/// What begins so within backticks is a path in the repository.
const FOLDERS: [&str; 6] = ["crates/", "docs/", "e2e/", "examples/", "fuzz/", "scripts/"];
/// So is each of these.
const FILES: [&str; 3] = ["Cargo.lock", "Cargo.toml", "./test"];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// One row of the table.
struct Row<'t> {
    id: &'t str,
    level: &'t str,
    asks: &'t str,
    state: &'t str,
    shown: &'t str,
}

/// A place that a row names.
struct Place<'t> {
    file: String,
    /// What must stand in it: a test as it begins in Rust, or the title of a browser test.
    holds: Option<(&'t str, String)>,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Self {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, level, asks, state, shown] = cells[..] else {
            panic!("{TABLE}: five cells are wanted: {line}");
        };
        Self {
            id,
            level,
            asks,
            state,
            shown,
        }
    }

    /// How many requirements it stands for: one, or those of a chapter that is about nothing here.
    fn requirements(&self) -> usize {
        let number = self.asks.strip_prefix("all ");
        let number = number.and_then(|rest| rest.split_whitespace().next());
        match number {
            Some(number) if self.id.contains('–') => number.parse().expect("a number"),
            Some(_) | None => 1,
        }
    }

    /// All places that it names.
    fn places(&self) -> Vec<Place<'t>> {
        let mut places = Vec::new();
        let mut parts = self.shown.split('`').skip(1);
        while let (Some(quoted), Some(after)) = (parts.next(), parts.next()) {
            let path = FOLDERS.iter().any(|folder| quoted.starts_with(folder));
            if !path && !FILES.contains(&quoted) {
                continue;
            }
            let title = after
                .strip_prefix(" (*")
                .and_then(|rest| rest.split_once('*'));
            let (file, holds) = match (quoted.split_once("::"), title) {
                (Some((file, test)), _) => (file, Some((test, format!("fn {test}(")))),
                (None, Some((title, _))) => (quoted, Some((title, title.to_owned()))),
                (None, None) => (quoted, None),
            };
            let file = file.to_owned();
            places.push(Place { file, holds });
        }
        for rest in self.shown.split("](").skip(1) {
            let link = rest.split_once(')').map_or(rest, |(link, _)| link);
            if !link.starts_with("https://") {
                let file = link.split_once('#').map_or(link, |(file, _)| file);
                places.push(Place {
                    file: format!("docs/{file}"),
                    holds: None,
                });
            }
        }
        places
    }
}

impl Place<'_> {
    /// What is wrong with it.
    fn wrong(&self) -> Option<String> {
        if !root().join(&self.file).exists() {
            return Some(format!("there is no {}", self.file));
        }
        let (name, text) = self.holds.as_ref()?;
        (!read(&self.file).contains(text)).then(|| format!("{} has no {name}", self.file))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace's folder")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows of the table: lines whose first cell begins with a number.
fn rows(text: &str) -> Vec<Row<'_>> {
    let numbered = |line: &&str| {
        let first = line.strip_prefix("| ");
        first.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    text.lines().filter(numbered).map(Row::read).collect()
}

/// How many requirements of a level (of both, where none is given) are in a state (in any, where
/// none is given).
fn count(rows: &[Row<'_>], level: Option<&str>, state: Option<&str>) -> usize {
    let counted = |row: &&Row<'_>| {
        level.is_none_or(|level| row.level == level) && state.is_none_or(|state| row.state == state)
    };
    rows.iter().filter(counted).map(Row::requirements).sum()
}

/// Fails with one line for each finding.
fn none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}

#[test]
fn every_row_names_files_and_tests_that_there_are() {
    let text = read(TABLE);
    let mut findings = Vec::new();
    for row in rows(&text) {
        let id = row.id;
        if !STATES.contains(&row.state) {
            findings.push(format!("{id}: {:?} is no state", row.state));
        }
        let places = row.places();
        if row.state == "met" && places.is_empty() {
            findings.push(format!("{id}: met, and nothing shows it"));
        }
        let wrong = places.iter().filter_map(Place::wrong);
        findings.extend(wrong.map(|wrong| format!("{id}: {wrong}")));
    }
    none(&findings, "docs/asvs.md is behind");
}

#[test]
fn every_requirement_stands_there_once_and_the_counts_are_right() {
    let text = read(TABLE);
    let rows = rows(&text);
    let mut seen = BTreeSet::new();
    let twice: Vec<String> = rows
        .iter()
        .filter(|row| !seen.insert((row.id, row.level)))
        .map(|row| row.id.to_owned())
        .collect();
    none(&twice, "These stand there twice");
    for (level, all) in REQUIREMENTS {
        assert_eq!(count(&rows, Some(level), None), all, "level {level}");
    }
    for file in [TABLE, "docs/security.md"] {
        let text = read(file);
        for (name, level) in [
            ("level 1", Some("1")),
            ("level 2", Some("2")),
            ("both", None),
        ] {
            let states = STATES.map(|state| count(&rows, level, Some(state)).to_string());
            let all = count(&rows, level, None);
            let line = format!("| {name} | {} | {all} |", states.join(" | "));
            let stands = text.lines().any(|stands| stands == line);
            assert!(stands, "{file} does not have the line\n{line}");
        }
    }
}

/// 1.2.5: nothing that anybody sends can become a command of the system.
#[test]
fn no_crate_starts_a_program() {
    let mut files = Vec::new();
    for folder in folders(&root().join("crates")) {
        sources(&folder.join("src"), &mut files);
    }
    assert!(files.len() > 100, "only {} files", files.len());
    let mut findings = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source in UTF-8");
        if text.contains("process::Command") || text.contains("process::{") {
            findings.push(file.display().to_string());
        }
    }
    none(&findings, "These could start a program");
}

fn folders(below: &Path) -> Vec<PathBuf> {
    entries(below)
        .into_iter()
        .filter(|at| at.is_dir())
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let found =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    found
        .map(|entry| entry.expect("an entry of a folder").path())
        .collect()
}

/// All Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// 15.1.2: what the program is built of comes from one registry, as it was when it was chosen.
#[test]
fn every_component_comes_from_one_registry_with_its_hash() {
    let lock = read("Cargo.lock");
    let mut findings = Vec::new();
    let mut others = 0;
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let value = package.lines().find_map(|line| line.strip_prefix(name));
            value.map(|value| value.trim_matches([' ', '=', '"']))
        };
        let name = field("name").unwrap_or_default();
        let whole = |hash: &str| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let fine = match (field("source"), field("checksum")) {
            (Some(source), Some(hash)) => {
                others += 1;
                source == REGISTRY && whole(hash)
            }
            (None, None) => root().join("crates").join(name).is_dir(),
            (_, _) => false,
        };
        if !fine {
            findings.push(name.to_owned());
        }
    }
    assert!(others > 100, "only {others} packages");
    let node: Value = serde_json::from_str(&read("e2e/package-lock.json")).expect("JSON");
    for (name, package) in node["packages"].as_object().expect("packages") {
        let hash = package["integrity"].as_str();
        let fine = hash.is_some_and(|hash| hash.starts_with("sha512-"));
        // The first has no name: it is ours.
        if !name.is_empty() && !fine {
            findings.push(name.clone());
        }
    }
    none(&findings, "From elsewhere, or without a hash");
}
