//! Every example of the plan language's documentation is a plan, or completes one, and gives what
//! is written under it; every file under `examples/plans` is sound.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, compile_dates, everything_of, read, root};
use jiff::civil::Date;
use plan::ParentingPlan;

/// What a snippet in the documentation is laid over.
const FRAME: &str = r#"edition = 1
title = "An example"
zone = "Europe/Amsterdam"
from = 2026-09-07

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
id = "pim"
name = "Pim"
born = 2026-02-15
"#;

/// A block of the document: its language and its text.
fn blocks(document: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in document.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block that never ends");
    blocks
}

/// A whole plan, or what completes one: a clause lies over the frame, top-level keys before it.
fn whole(snippet: &str) -> String {
    if snippet.contains("edition") {
        snippet.to_owned()
    } else if snippet.trim_start().starts_with("[[") {
        format!("{FRAME}\n{snippet}")
    } else {
        let (keys, tables) = snippet
            .split_once("\n[")
            .map_or((snippet, String::new()), |(keys, rest)| {
                (keys, format!("[{rest}"))
            });
        let frame = if keys.starts_with("from = ") {
            FRAME.replacen("from = 2026-09-07\n", "", 1)
        } else {
            FRAME.to_owned()
        };
        let frame = frame.replacen("\n[[parent]]", &format!("{keys}\n\n[[parent]]"), 1);
        format!("{frame}\n{tables}")
    }
}

/// `noor, 2027-02-01 to 2027-02-09:` and below it the stays of that child.
fn check_result(plan: &ParentingPlan, result: &str) {
    let (heading, expected) = result.split_once('\n').unwrap();
    let (child, dates) = heading.trim_end_matches(':').split_once(", ").unwrap();
    let (from, to) = dates.split_once(" to ").unwrap();
    let dates: (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
    let timeline = compile_dates(plan, dates, &[]);
    let place = plan
        .children()
        .iter()
        .position(|known| known.id.as_str() == child)
        .unwrap();
    let found = everything_of(plan, &timeline, place);
    let expected: Vec<&str> = expected.lines().collect();
    assert_eq!(found, expected, "{heading}");
}

#[test]
fn every_example_of_the_documentation_is_sound_and_gives_what_it_says() {
    let document = std::fs::read_to_string(root().join("docs/plan-language.md")).unwrap();
    let mut plan: Option<ParentingPlan> = None;
    let (mut plans, mut results) = (0, 0);
    for (language, text) in blocks(&document) {
        match language.as_str() {
            "toml" => {
                plan = Some(read(&whole(&text)));
                plans += 1;
            }
            // A version that follows the plan of the block before.
            "toml next" => {
                let next = read(&whole(&text));
                let both = plan.as_ref().unwrap().succeeded_by(&next, next.from());
                plan = Some(both.unwrap());
                plans += 1;
            }
            "text" => {
                check_result(plan.as_ref().unwrap(), &text);
                results += 1;
            }
            other => assert_eq!(other, "console", "a block of an unknown language"),
        }
    }
    assert!(
        plans >= 15 && results >= 10,
        "{plans} examples, {results} results"
    );
}

#[test]
fn the_documentation_names_every_pattern_and_every_limit() {
    let document = std::fs::read_to_string(root().join("docs/plan-language.md")).unwrap();
    for pattern in plan::pattern::ALL {
        assert!(
            document.contains(&format!("`{}`", pattern.name)),
            "{}",
            pattern.name
        );
        assert!(document.contains(pattern.nights), "{}", pattern.nights);
    }
}

#[test]
fn every_example_plan_is_sound_and_speaks_both_languages() {
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("examples/plans")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let plan = ParentingPlan::read(&text, TODAY)
            .unwrap_or_else(|problems| panic!("{}:\n{problems}", path.display()));
        for clause in plan.clauses() {
            for language in plan::Language::ALL {
                assert!(
                    clause.title.exact(language).is_some()
                        && clause.sentence.exact(language).is_some(),
                    "{}",
                    clause.id
                );
            }
        }
        count += 1;
    }
    assert!(count >= 4);
}
