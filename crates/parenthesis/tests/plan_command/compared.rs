//! `plan compare`: the time that differs, and what that changes.

use serde_json::{Value, json};

use crate::{PLAN, Ran, changed, run_in};

/// Compares `plan.toml` with another text over two weeks, the first of them with Mara.
fn compare(other: &str, more: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    std::fs::write(folder.path().join("other.toml"), other).unwrap();
    let facts = "[[fact]]\nagreed = { parent = \"mara\", from = 2027-02-10T12:00:00, until = 2027-02-11T12:00:00 }\n";
    std::fs::write(folder.path().join("facts.toml"), facts).unwrap();
    let dates = [
        "--from",
        "2027-02-01",
        "--to",
        "2027-02-15",
        "--today",
        "2026-12-01",
    ];
    run_in(
        folder.path(),
        &[&["compare"][..], more, &dates].concat(),
        "",
    )
}

const BOTH: [&str; 2] = ["plan.toml", "other.toml"];

fn longer_evening() -> String {
    changed("tue 16:00 - 18:30", "tue 16:00 - wed 08:30")
}

#[test]
fn the_tables_show_what_differs() {
    let ran = compare(&longer_evening(), &BOTH);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    let all = compare(&longer_evening(), &[&BOTH[..], &["--all"]].concat()).out;
    assert!(all.contains("  Weekends, both nights, Mara"), "{all}");
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
}

#[test]
fn the_json_of_compare_has_this_shape() {
    let json = ["--format", "json"];
    let found = compare(&longer_evening(), &[&BOTH[..], &json].concat()).json();
    let care =
        |parent: &str, clause: &str| json!({ "state": "care", "parent": parent, "clause": clause });
    assert_eq!(found["a"], "plan.toml");
    assert_eq!(found["b"], "other.toml");
    // Elias has the second week anyway.
    assert_eq!(
        found["children"]["noor"]["differing"],
        json!([{
            "start": "2027-02-02T18:30:00+01:00",
            "end": "2027-02-03T08:30:00+01:00",
            "a": care("mara", "rhythm"),
            "b": care("elias", "evening"),
        }])
    );
    let measures = found["children"]["noor"]["measures"].as_array().unwrap();
    let row = |name: &str, parent: Value, a: f64, b: f64| json!({ "name": name, "parent": parent, "a": a, "b": b, "change": b - a });
    assert!(
        measures.contains(&row("overnights", json!("elias"), 7.0, 8.0)),
        "{measures:?}"
    );
    assert!(
        measures.contains(&row("hours", json!("mara"), 165.5, 151.5)),
        "{measures:?}"
    );
    assert!(measures.iter().all(|row| row["a"] != row["b"]));
    assert_eq!(
        found["children"]["sam"],
        json!({ "differing": [], "measures": [] })
    );
    assert_eq!(
        found["siblings"][0],
        row("together", json!("mara"), 7.0, 6.0)
    );
    let all = compare(&longer_evening(), &[&BOTH[..], &json, &["--all"]].concat()).json();
    let of_sam = all["children"]["sam"]["measures"].as_array().unwrap();
    assert!(
        of_sam.contains(&row("handovers", Value::Null, 2.0, 2.0)),
        "{of_sam:?}"
    );
}

/// The same plan with the parents in the other order says the same.
#[test]
fn the_order_of_the_parents_does_not_matter() {
    let parent = |id: &str, name: &str, letter: &str| {
        format!("[[parent]]\nid = \"{id}\"\nname = \"{name}\"\nletter = \"{letter}\"\n\n")
    };
    let (mara, elias) = (parent("mara", "Mara", "M"), parent("elias", "Elias", "E"));
    let turned = changed(&format!("{mara}{elias}"), &format!("{elias}{mara}"));
    let ran = compare(&turned, &BOTH);
    assert_eq!(
        ran.out.matches("No time differs.").count(),
        2,
        "{}",
        ran.out
    );
    assert_eq!(
        ran.out.matches("No measure changes.").count(),
        2,
        "{}",
        ran.out
    );
}

#[test]
fn a_plan_is_compared_with_what_happened() {
    let found = compare(
        "",
        &["plan.toml", "--facts", "facts.toml", "--format", "json"],
    )
    .json();
    assert_eq!(
        (&found["a"], &found["b"]),
        (&json!("planned"), &json!("actual"))
    );
    let swap = json!([{
        "start": "2027-02-10T12:00:00+01:00",
        "end": "2027-02-11T12:00:00+01:00",
        "a": { "state": "care", "parent": "elias", "clause": "rhythm" },
        "b": { "state": "care", "parent": "mara", "clause": "agreed:0" },
    }]);
    assert_eq!(found["children"]["noor"]["differing"], swap);
    assert_eq!(found["children"]["sam"]["differing"], swap);
    // Laid over both plans, it takes nothing from either.
    let both = compare(PLAN, &[&BOTH[..], &["--facts", "facts.toml"]].concat());
    assert_eq!(
        both.out.matches("No time differs.").count(),
        2,
        "{}",
        both.out
    );
}

#[test]
fn children_whom_one_plan_does_not_know_are_named() {
    let alone = changed(
        "[[child]]\nid = \"sam\"\nname = \"Sam\"\nborn = 2021-04-09\n\n",
        "",
    );
    let ran = compare(&alone, &BOTH);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("\nOnly in A: Sam\n"), "{}", ran.out);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let other = PLAN
        .replace("\"elias\"", "\"frank\"")
        .replace("parent = \"elias\"", "parent = \"frank\"");
    let ran = compare(&other, &BOTH);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(
        ran.err,
        "error: The plans are about different parents: mara and elias in the first, mara and frank in the second.\n"
    );
    let broken = changed("born = 2021-04-09", "born = 2021-04-31");
    let ran = compare(&broken, &BOTH);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("other.toml:"), "{}", ran.err);
    let alone = compare("", &["plan.toml"]);
    assert_ne!(alone.code, 0);
    let twice = compare("", &["-", "-"]);
    assert!(twice.err.contains("Only one of the plans"), "{}", twice.err);
}
