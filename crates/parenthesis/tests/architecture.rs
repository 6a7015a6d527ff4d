//! The shape of the repository, checked: which crate may know which, what the pure crates may never
//! contain, and that the documents that name crates and dependencies are still true.
//!
//! It reads the repository's files and asks `cargo` and `git` about them, offline. It runs nothing of
//! the product.

#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Our crates from the ground up, and of which of ours each may make use.
const ARROWS: &[(&str, &[&str])] = &[
    ("plan", &[]),
    ("ledger", &[]),
    ("family", &["plan"]),
    ("calendar", &["plan"]),
    ("print", &[]),
    ("media", &[]),
    ("tone", &[]),
    ("relay", &[]),
    ("store", &["ledger"]),
    ("verify", &["ledger"]),
    (
        "app",
        &[
            "plan", "ledger", "family", "calendar", "print", "media", "tone", "store",
        ],
    ),
    (
        "web",
        &[
            "plan", "ledger", "family", "calendar", "print", "media", "tone", "relay", "app",
        ],
    ),
    (
        "parenthesis",
        &[
            "plan", "ledger", "family", "calendar", "print", "media", "tone", "relay", "store",
            "verify", "app", "web",
        ],
    ),
];

/// Crates whose results depend on their arguments alone.
const PURE: [&str; 5] = ["plan", "family", "ledger", "media", "tone"];

/// What a pure crate may not reach, however far down: a runtime, a database, a server, randomness.
const NOT_IN_PURE: [&str; 9] = [
    "tokio",
    "sqlx",
    "sqlx-core",
    "libsqlite3-sys",
    "axum",
    "hyper",
    "mio",
    "getrandom",
    "rand",
];

/// Ways to read the clock. Each pure crate's `clippy.toml` names them all.
const CLOCKS: [&str; 5] = [
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "jiff::tz::TimeZone::system",
    "std::time::SystemTime::now",
    "std::time::Instant::now",
];

const LINES_MAX: usize = 500;
/// About three printed pages.
const ARCHITECTURE_WORDS_MAX: usize = 1_500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace's folder")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Runs a program in the repository and returns what it printed.
fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn cargo(arguments: &[&str]) -> String {
    output(env!("CARGO"), arguments)
}

/// Every file that is or would be committed: path from the root, with its text. Binary files are left out.
fn files() -> Vec<(String, String)> {
    // The folder may belong to another user than the one who runs the tests; that is no reason to fail.
    let listed = output(
        "git",
        &[
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
    );
    let files: Vec<_> = listed
        .split_terminator('\0')
        .filter_map(|path| {
            let text = std::fs::read_to_string(root().join(path)).ok()?;
            Some((path.to_owned(), text))
        })
        .collect();
    assert!(files.len() > 20, "git lists only {} files", files.len());
    files
}

/// Fails with one line for each finding.
fn none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}

/// Names of all packages below `package`, by way of ordinary dependencies, with their features.
fn tree(package: &str) -> BTreeMap<String, String> {
    let printed = cargo(&[
        "tree",
        "-p",
        package,
        "-e",
        "normal",
        "--prefix",
        "none",
        "--offline",
        "--format",
        "{p}|{f}",
    ]);
    let tree: BTreeMap<_, _> = printed
        .lines()
        .filter_map(|line| {
            let (package, features) = line.split_once('|')?;
            Some((
                package.split_whitespace().next()?.to_owned(),
                features.replace("(*)", ""),
            ))
        })
        .collect();
    assert!(tree.contains_key(package), "no tree for {package}");
    tree
}

fn packages() -> Vec<Value> {
    let printed = cargo(&[
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]);
    let metadata: Value = serde_json::from_str(&printed).expect("cargo's JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn names_of_our_crates() -> BTreeSet<String> {
    packages()
        .iter()
        .map(|package| package["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn pure_crates_reach_no_runtime_database_server_or_randomness() {
    let mut findings = Vec::new();
    for pure in PURE {
        let tree = tree(pure);
        for forbidden in NOT_IN_PURE {
            if tree.contains_key(forbidden) {
                findings.push(format!("{pure} reaches {forbidden}"));
            }
        }
    }
    none(&findings, "Ask `cargo tree -p X -i FORBIDDEN` for the way");
}

#[test]
fn time_zones_come_from_the_program_never_from_the_machine() {
    // Features add up over the whole program, so the last crate is the one to ask.
    let tree = tree("parenthesis");
    let features: BTreeSet<_> = tree["jiff"].split(',').map(str::trim).collect();
    assert!(features.contains("tzdb-bundle-always"), "{features:?}");
    for of_the_machine in ["tzdb-zoneinfo", "tzdb-concatenated"] {
        assert!(!features.contains(of_the_machine), "{features:?}");
    }
}

#[test]
fn arrows_point_downwards() {
    let order: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let mut findings = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().expect("a name");
        let Some(place) = order.iter().position(|known| *known == name) else {
            findings.push(format!("{name} has no place in ARROWS"));
            continue;
        };
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let below = dependency["name"].as_str().expect("a name");
            if dependency["path"].is_null() {
                continue;
            }
            let allowed = match dependency["kind"].as_str() {
                // A test may reach further than its crate (and turn on its features), but not upwards.
                Some("dev") => order[..=place].contains(&below),
                Some(_) | None => ARROWS[place].1.contains(&below),
            };
            if !allowed {
                findings.push(format!("{name} -> {below}"));
            }
        }
    }
    none(&findings, "Arrows that are not in ARROWS");
}

#[test]
fn folder_names_are_crate_names_and_all_follow_the_workspace_lints() {
    let mut findings = Vec::new();
    for name in names_of_our_crates() {
        let manifest = read(&format!("crates/{name}/Cargo.toml"));
        if !manifest.contains("[lints]\nworkspace = true") {
            findings.push(format!("crates/{name} does not take the workspace's lints"));
        }
    }
    none(&findings, "Crates that stand apart");
}

#[test]
fn pure_crates_may_not_read_the_clock() {
    let mut findings = Vec::new();
    for pure in PURE {
        let rules = read(&format!("crates/{pure}/clippy.toml"));
        for clock in CLOCKS {
            if !rules.contains(&format!("path = \"{clock}\", reason = \"")) {
                findings.push(format!("crates/{pure}/clippy.toml does not name {clock}"));
            }
        }
    }
    for (path, text) in files() {
        let pure = PURE
            .iter()
            .any(|name| path.starts_with(&format!("crates/{name}/src/")));
        if pure && text.contains("clippy::disallowed_methods") {
            findings.push(format!("{path} lifts the rule"));
        }
    }
    none(&findings, "A pure crate could read the clock");
}

#[test]
fn architecture_names_every_crate_and_no_other() {
    let text = read("ARCHITECTURE.md");
    let named: BTreeSet<String> = text
        .split("crates/")
        .skip(1)
        .filter_map(|rest| {
            let name: String = rest
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
                .collect();
            (!name.is_empty()).then_some(name)
        })
        .collect();
    assert_eq!(named, names_of_our_crates());
    let words = text.split_whitespace().count();
    assert!(words <= ARCHITECTURE_WORDS_MAX, "{words} words");
}

#[test]
fn every_chosen_dependency_is_explained() {
    let table = read("docs/dependencies.md");
    let mut findings = Vec::new();
    let mut explain = |name: &str, version: &str| {
        if !table.contains(&format!("| `{name}` | {version} |")) {
            findings.push(format!("no row `{name}` {version}"));
        }
    };
    let manifest = read("Cargo.toml");
    let (_, chosen) = manifest
        .split_once("[workspace.dependencies]")
        .expect("the workspace's dependencies");
    for line in chosen.lines().take_while(|line| !line.starts_with('[')) {
        let Some((name, rest)) = line.split_once('=') else {
            continue;
        };
        if name.starts_with('#') || rest.contains("path =") {
            continue;
        }
        let version = rest.split('"').nth(1).expect("a version in quotes");
        explain(name.trim(), version);
    }
    let node: Value = serde_json::from_str(&read("e2e/package.json")).expect("JSON");
    for (name, version) in node["devDependencies"].as_object().expect("an object") {
        explain(name, version.as_str().expect("a version"));
    }
    none(&findings, "docs/dependencies.md is behind");
}

#[test]
fn files_are_short_or_say_why_not() {
    let findings: Vec<_> = files()
        .into_iter()
        .filter(|(path, _)| {
            [".rs", ".js", ".mjs", ".css"]
                .iter()
                .any(|ending| path.ends_with(ending))
        })
        .filter_map(|(path, text)| {
            let lines = text.lines().count();
            let said = text
                .lines()
                .take(10)
                .any(|line| line.to_lowercase().contains("on purpose"));
            (lines > LINES_MAX && !said).then(|| format!("{path}: {lines} lines"))
        })
        .collect();
    none(
        &findings,
        "Split these, or say at the top `Long on purpose: …`",
    );
}

#[test]
fn the_project_stands_alone() {
    // Put together here, so that this file does not name them either.
    let beside = ["..", "shared"].join("/");
    let machine: Vec<String> = ["work", "farm", "root", "home", "Users"]
        .iter()
        .map(|folder| format!("/{folder}/"))
        .collect();
    let mut findings = Vec::new();
    for (path, text) in files() {
        if path.ends_with(".lock") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let absolute = machine.iter().any(|folder| starts_a_path(line, folder));
            if absolute || line.contains(&beside) {
                findings.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none(&findings, "Paths that exist on one machine only");
}

/// Whether `folder` stands in `line` as the beginning of a path, and not in an address or a longer path.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || "._-/}".contains(letter))
    })
}

#[test]
fn no_test_is_switched_off_and_none_sleeps() {
    let off = [["#[", "ignore"].concat(), ["test.", "skip("].concat()];
    let sleeps = [
        ["thread::", "sleep"].concat(),
        ["time::", "sleep"].concat(),
        ["waitFor", "Timeout("].concat(),
    ];
    let mut findings = Vec::new();
    for (path, text) in files() {
        let code = [".rs", ".mjs"].iter().any(|ending| path.ends_with(ending));
        let test = path.contains("/tests/") || path.starts_with("e2e/");
        for (number, line) in text.lines().enumerate() {
            let switched_off = code && off.iter().any(|mark| line.contains(mark.as_str()));
            let asleep = test && sleeps.iter().any(|mark| line.contains(mark.as_str()));
            if switched_off || asleep {
                findings.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none(
        &findings,
        "Tests that do not run, or that wait by the clock",
    );
}
