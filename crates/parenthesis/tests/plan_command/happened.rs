//! Supervised contact with what took place of it, calls, and the chain behind a holiday Monday,
//! as plans and facts under `examples`, through the command line.

use serde_json::{Value, json};

use crate::{run, run_in, timeline};

const FOUR_CHILDREN: &str = include_str!("../../../../examples/plans/four-children.toml");
const TEXAS: &str = include_str!("../../../../examples/plans/texas-standard-order.toml");
const INFANT: &str = include_str!("../../../../examples/plans/infant-step-up.toml");
const SUPERVISED: &str = include_str!("../../../../examples/plans/supervised-contact.toml");
const FACTS: &str = include_str!("../../../../examples/facts/supervised-contact.toml");

/// A command over supervised contact with its facts, from one date to another.
fn with_facts(command: &str, from: &str, to: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.toml"), SUPERVISED).unwrap();
    std::fs::write(folder.path().join("facts.toml"), FACTS).unwrap();
    let arguments = [
        command,
        "plan.toml",
        "--facts",
        "facts.toml",
        "--from",
        from,
        "--to",
        to,
        "--today",
        "2026-12-01",
        "--format",
        "json",
    ];
    run_in(folder.path(), &arguments, "").json()
}

/// The visit of the 20th was cancelled and made up on the 27th: four hours were delivered.
#[test]
fn four_hours_were_planned_and_four_delivered() {
    let measures = with_facts("measure", "2027-02-01", "2027-03-01");
    for (which, hours) in [("planned", 4.0), ("agreed", 6.0), ("actual", 4.0)] {
        let finn = &measures["timelines"][which]["children"]["finn"];
        assert_eq!(finn["hours"]["frank"], json!(hours), "{which}");
        assert_eq!(
            finn["overnights"],
            json!({ "mirjam": 28, "frank": 0 }),
            "{which}"
        );
    }
    let open = &measures["ledger"]["finn"]["open"]["frank"];
    assert_eq!(open["hours"], json!(0.0));
}

#[test]
fn four_monitored_calls_are_an_hour() {
    let measures = with_facts("measure", "2027-02-01", "2027-03-01");
    let calls = &measures["children"]["finn"]["calls"];
    assert_eq!(calls["count"]["frank"], 4);
    assert_eq!(calls["minutes"]["frank"], 60);
}

/// The sixth visit was on 17 April; from the next turn on nobody supervises.
#[test]
fn after_six_completed_visits_nobody_supervises() {
    let found = with_facts("timeline", "2027-02-01", "2027-05-17");
    let care = found["children"]["finn"].as_array().unwrap();
    let visits: Vec<(&str, &str, bool)> = care
        .iter()
        .filter(|part| part["parent"] == "frank")
        .map(|part| {
            let supervised = part.get("supervision").is_some();
            (
                &part["start"].as_str().unwrap()[5..10],
                part["clause"].as_str().unwrap(),
                supervised,
            )
        })
        .filter(|(day, ..)| *day >= "04-01")
        .collect();
    assert_eq!(
        visits,
        [
            ("04-03", "visits", true),
            ("04-17", "visits", true),
            ("05-01", "unsupervised", false),
            ("05-15", "unsupervised", false),
        ]
    );
}

/// Each of the four calls the absent parent at 18:30; those of one parent are one session.
#[test]
fn four_children_make_112_calls_in_46_sessions() {
    let found = timeline(FOUR_CHILDREN, "2027-02-01", "2027-03-01");
    let sessions = found["calls"].as_array().unwrap();
    let children = sessions
        .iter()
        .map(|session| session["children"].as_array().unwrap().len());
    assert_eq!((sessions.len(), children.sum::<usize>()), (46, 112));
}

fn check_chain(text: &str, child: &str, at: &str, parent: &str, expected: &[&str]) {
    let arguments = [
        "explain",
        "plan.toml",
        "--child",
        child,
        "--at",
        at,
        "--format",
        "json",
    ];
    let found = run(text, &arguments).json();
    assert_eq!(found["outcome"], "care", "{at}");
    assert_eq!(found["parent"], parent, "{at}");
    let steps = found["steps"].as_array().unwrap();
    let clauses: Vec<&str> = steps
        .iter()
        .map(|step| step["clause"].as_str().unwrap())
        .collect();
    assert_eq!(clauses, expected, "{at}");
    assert!(steps.iter().all(|step| !step["sentence"].is_null()), "{at}");
}

#[test]
fn a_chain_names_the_clause_and_each_that_gave_way() {
    let home = "primary-residence";
    check_chain(
        TEXAS,
        "ruby",
        "2027-01-18T09:00",
        "frank",
        &["monday-holidays", home],
    );
    check_chain(
        TEXAS,
        "ruby",
        "2027-01-16T09:00",
        "frank",
        &["weekends", home],
    );
    check_chain(TEXAS, "owen", "2027-01-19T09:00", "maria", &[home]);
    check_chain(
        INFANT,
        "jip",
        "2027-05-12T17:00",
        "elias",
        &["from-six-months", "home"],
    );
}
