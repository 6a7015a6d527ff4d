//! What `timeline` shows besides care: calls, homes with a name, supervision; and the timelines
//! that come of facts.

use serde_json::{Value, json};

use crate::{PLAN, place_of, run_in, timeline};

/// The plan with a call from New York, a nest and a supervised afternoon.
fn plan() -> String {
    PLAN.replace(
        "letter = \"E\"\n",
        "letter = \"E\"\nzone = \"America/New_York\"\n",
    )
    .replace(
        "[[parent]]\nid = \"mara\"",
        "[[home]]\nid = \"nest\"\nname = \"The nest\"\n\n[[parent]]\nid = \"mara\"",
    )
    .replace(
        "letter = \"M\"\n",
        "letter = \"M\"\nhome = \"nest\"\n",
    )
    .replace(
        "id = \"evening\"\n",
        "id = \"evening\"\nsupervised = { by = \"Ms de Wit\", place = { en = \"The centre\", nl = \"Het omgangshuis\" } }\n",
    ) + r#"
[[clause]]
id = "calls"
title = { en = "A call" }
sentence = { en = "On Wednesdays at 12:00 in New York the children talk to Elias." }
calls = { with = "elias", at = ["wed 12:00"], minutes = 20, zone = "elias" }
"#
}

/// `timeline` over two weeks, with a text for `facts.toml`.
fn with_facts(facts: &str, more: &[&str]) -> crate::Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.toml"), plan()).unwrap();
    std::fs::write(folder.path().join("facts.toml"), facts).unwrap();
    let dates = [
        "--from",
        "2027-02-08",
        "--to",
        "2027-02-22",
        "--today",
        "2026-12-01",
    ];
    let arguments = [&["timeline", "plan.toml"][..], &dates, more].concat();
    run_in(folder.path(), &arguments, "")
}

#[test]
fn the_table_has_calls_homes_and_supervision() {
    let ran = with_facts("", &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

/// Calls with Elias take place while the children are with Mara. The clocks change in New York
/// on 14 March and in Amsterdam on 28 March.
#[test]
fn the_json_has_calls_on_each_clock_and_where_the_children_are() {
    let found = timeline(&plan(), "2027-03-01", "2027-04-05");
    let call = |start: &str, end: &str, elias: &str| {
        json!({
            "start": start, "end": end, "with": "elias", "children": ["noor", "sam"],
            "clauses": ["calls"], "local": { "mara": start, "elias": elias },
        })
    };
    assert_eq!(
        found["calls"],
        json!([
            call(
                "2027-03-03T18:00:00+01:00",
                "2027-03-03T18:20:00+01:00",
                "2027-03-03T12:00:00-05:00"
            ),
            call(
                "2027-03-17T17:00:00+01:00",
                "2027-03-17T17:20:00+01:00",
                "2027-03-17T12:00:00-04:00"
            ),
            call(
                "2027-03-31T18:00:00+02:00",
                "2027-03-31T18:20:00+02:00",
                "2027-03-31T12:00:00-04:00"
            ),
        ])
    );
    let stretches = found["children"]["noor"].as_array().unwrap();
    let home = |parent: &str| {
        if parent == "mara" {
            json!("nest")
        } else {
            Value::Null
        }
    };
    for stretch in stretches {
        assert_eq!(stretch["home"], home(stretch["parent"].as_str().unwrap()));
        let supervision = if stretch["clause"] == "evening" {
            json!({ "by": "Ms de Wit", "place": "The centre" })
        } else {
            Value::Null
        };
        assert_eq!(stretch["supervision"], supervision);
    }
    assert!(stretches.len() > 5);
}

const FACTS: &str = r#"
[[fact]]
agreed = { parent = "elias", from = 2027-02-17T12:00:00, until = 2027-02-18T12:00:00 }

[[fact]]
id = "fever"
missed = { parent = "elias", from = 2027-02-09T16:00:00, until = 2027-02-09T18:30:00 }
"#;

#[test]
fn one_of_the_three_timelines_is_shown() {
    let check = |which: &[&str], sources: &[&str]| {
        let options = [
            &[
                "--child",
                "noor",
                "--format",
                "json",
                "--facts",
                "facts.toml",
            ],
            which,
        ];
        let found = with_facts(FACTS, &options.concat()).json();
        let stretches = found["children"]["noor"].as_array().unwrap();
        let named: Vec<&str> = stretches
            .iter()
            .map(|stretch| stretch["clause"].as_str().unwrap())
            .collect();
        assert_eq!(named, sources, "{which:?}");
    };
    // The week from 8 February is with Elias, that from the 15th with Mara.
    let first = ["rhythm", "rhythm", "evening", "rhythm"];
    let missed = ["rhythm", "rhythm", "agreed:1", "rhythm"];
    let second = ["rhythm", "evening", "rhythm"];
    let swapped = ["rhythm", "evening", "rhythm", "agreed:0", "rhythm"];
    check(&["--which", "planned"], &[&first[..], &second].concat());
    check(&["--which", "agreed"], &[&first[..], &swapped].concat());
    check(&["--which", "actual"], &[&missed[..], &swapped].concat());
    check(&[], &[&missed[..], &swapped].concat());
    let table = with_facts(FACTS, &["--facts", "facts.toml"]).out;
    assert!(table.contains("Mara   fever over 2, 1\n"), "{table}");
    assert!(table.contains("Elias  fact-1 over 1\n"), "{table}");
}

#[test]
fn what_is_wrong_in_the_facts_is_said_at_its_place() {
    let facts = FACTS.replace(
        "parent = \"elias\", from = 2027-02-17",
        "parent = \"elisa\", from = 2027-02-17",
    );
    let ran = with_facts(&facts, &["--facts", "facts.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let at = format!("facts.toml:{}: ", place_of(&facts, "\"elisa\""));
    assert!(ran.err.starts_with(&at), "{at} {}", ran.err);
    let missing = with_facts("", &["--facts", "none.toml"]);
    assert_eq!(missing.code, 1);
    assert!(
        missing
            .err
            .starts_with("error: none.toml could not be read: "),
        "{}",
        missing.err
    );
    let alone = with_facts("", &["--which", "planned"]);
    assert_ne!(alone.code, 0);
    assert!(alone.err.contains("--facts"), "{}", alone.err);
    let folder = tempfile::tempdir().unwrap();
    let dates = ["--from", "2027-02-08", "--to", "2027-02-22", "--facts", "-"];
    let both = run_in(
        folder.path(),
        &[&["timeline", "-"][..], &dates].concat(),
        PLAN,
    );
    assert_eq!(both.code, 1);
    assert!(
        both.err.contains("cannot both come from standard input"),
        "{}",
        both.err
    );
}
