//! What `measure` says beyond nights and hours: school, holidays, calls, limits, periods,
//! standards, and what happened.

use std::path::Path;

use serde_json::{Value, json};

use crate::{PLAN, Ran, place_of, run, run_in};

/// The plan with school hours, a summer, calls and a limit that it does not keep to.
fn plan() -> String {
    PLAN.replace(
        "born = 2019-05-21\n",
        "born = 2019-05-21\nschool = { starts = \"08:30\", ends = \"14:30\", days = [\"monday\", \"tuesday\"] }\n",
    ) + r#"
[[clause]]
id = "easter"
title = { en = "Easter" }
sentence = { en = "Easter Sunday is with Elias." }
holiday = { on = "easter", from = "00:00", until = "+1 00:00", parent = "elias" }

[[clause]]
id = "calls"
title = { en = "The evening call" }
sentence = { en = "At 18:45 each child calls the parent with whom it is not." }
calls = { with = "absent", at = ["daily 18:45"], minutes = 10 }

[[clause]]
id = "not-long"
title = { en = "Not long" }
sentence = { en = "Sam is away from Mara for six nights at most." }
children = ["sam"]
limit = { nights_away = { from = "mara", at_most = 6 } }
"#
}

fn measure(more: &[&str]) -> Ran {
    let dates = [
        "--from",
        "2027-03-22",
        "--to",
        "2027-04-05",
        "--today",
        "2026-12-01",
    ];
    run(
        &plan(),
        &[&["measure", "plan.toml"][..], &dates, more].concat(),
    )
}

#[test]
fn the_tables_go_on_after_the_handovers() {
    let ran = measure(&["--by", "month"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_json_has_more_keys_after_the_first_ones() {
    insta::assert_snapshot!(measure(&["--format", "json", "--by", "month"]).out);
}

/// The school hours of the window are those with Mara and with Elias less those without school.
#[test]
fn periods_add_up_to_the_window() {
    for by in ["month", "year", "12-months", "24-months"] {
        let found = measure(&["--format", "json", "--by", by]).json();
        let periods = found["periods"].as_array().unwrap();
        for child in ["noor", "sam"] {
            for (key, parent) in [
                ("hours", "mara"),
                ("hours", "elias"),
                ("overnights", "mara"),
            ] {
                let value = |of: &Value| of["children"][child][key][parent].as_f64().unwrap();
                let sum: f64 = periods.iter().map(value).sum();
                assert!(
                    (sum - value(&found)).abs() < 1e-9,
                    "{by} {child} {key} {parent}"
                );
            }
        }
    }
}

#[test]
fn standards_are_found_when_asked_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/plans");
    let year = ["--from", "2027-01-01", "--to", "2028-01-01", "--standards"];
    let arguments = [&["measure", "two-two-five-five.toml"][..], &year].concat();
    let ran = run_in(&folder, &arguments, "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    let json = run_in(
        &folder,
        &[&arguments[..], &["--format", "json"]].concat(),
        "",
    )
    .json();
    let names: Vec<&str> = json["standards"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert!(
        names.contains(&"nl-156-days") && names.contains(&"us-oh"),
        "{names:?}"
    );
}

fn with_thresholds(text: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    std::fs::write(folder.path().join("nights.toml"), text).unwrap();
    let dates = [
        "--from",
        "2027-01-01",
        "--to",
        "2028-01-01",
        "--format",
        "json",
    ];
    let file = ["--thresholds", "nights.toml"];
    run_in(
        folder.path(),
        &[&["measure", "plan.toml"][..], &dates, &file].concat(),
        "",
    )
}

#[test]
fn thresholds_come_from_a_file() {
    let ours =
        "[[threshold]]\nname = \"ours\"\nsource = \"Our agreement\"\nnights_per_year = 180\n";
    let found = with_thresholds(ours).json();
    let all = found["standards"].as_array().unwrap();
    let own: Vec<_> = all.iter().filter(|one| one["name"] == "ours").collect();
    // 2027 begins on a Friday of a week with Elias: Mara has 26 weeks, Elias 26 and a night.
    assert_eq!(own.len(), 2, "one a child");
    let finding = |nights: u32| json!({ "kind": "at_least_nights", "nights": nights, "at_least": 180, "met": true });
    assert_eq!(
        own[1]["findings"],
        json!({ "mara": finding(182), "elias": finding(183) })
    );
    assert!(all.iter().all(|one| one["name"] != "us-oh"));
}

#[test]
fn all_that_is_wrong_with_thresholds_is_said() {
    let check = |text: &str, part: &str, says: &str| {
        let ran = with_thresholds(text);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        let start = format!("nights.toml:{}: {says}", place_of(text, part));
        assert!(ran.err.contains(&start), "{start}: {}", ran.err);
    };
    let text = "[[threshold]]\nname = \"A b\"\nsource = \"\"\nnights_per_year = 400\n";
    check(text, "\"A b\"", "This is not a name.");
    check(text, "\"\"", "A source has 1 to 200 characters.");
    check(text, "400", "A year has no such number of nights.");
    check(
        "[[threshold]]\nnights = 1\n",
        "nights",
        "This is not a file of thresholds",
    );
    let twice = "[[threshold]]\nname = \"a\"\nsource = \"s\"\nnights_per_year = 4\n";
    let ran = with_thresholds(&format!("{twice}{twice}"));
    assert!(
        ran.err
            .starts_with("nights.toml:6:8: This name stands twice."),
        "{}",
        ran.err
    );
}

/// The example of docs/facts.md: a visit of two hours was missed on 20 February and made up on
/// the 27th.
fn supervised(more: &[&str]) -> Ran {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/plans");
    let plan = [
        "measure",
        "supervised-contact.toml",
        "--facts",
        "../facts/supervised-contact.toml",
    ];
    let dates = [
        "--from",
        "2027-02-01",
        "--to",
        "2027-03-01",
        "--format",
        "json",
    ];
    run_in(&folder, &[&plan[..], &dates, more].concat(), "")
}

#[test]
fn the_three_timelines_stand_side_by_side_with_the_ledger() {
    let found = supervised(&[]).json();
    assert_eq!(found["which"], "actual");
    let hours = |of: &Value| of["children"]["finn"]["hours"]["frank"].clone();
    let timelines = &found["timelines"];
    assert_eq!(
        ["planned", "agreed", "actual"].map(|which| hours(&timelines[which])),
        [json!(4.0), json!(6.0), json!(4.0)]
    );
    assert_eq!(hours(&found), json!(4.0));
    let amount = |hours: f64| json!({ "hours": hours, "nights": 0 });
    assert_eq!(
        found["ledger"],
        json!({ "finn": {
            "missed": [{
                "fact": "fever", "parent": "frank",
                "from": "2027-02-20T10:00:00", "until": "2027-02-20T12:00:00",
                "lost": amount(2.0),
                "made_up": [{
                    "fact": "instead-of-20-february",
                    "from": "2027-02-27T10:00:00", "until": "2027-02-27T12:00:00",
                    "gained": amount(2.0),
                }],
                "open": amount(0.0),
            }],
            "open": { "mirjam": amount(0.0), "frank": amount(0.0) },
            "balance": { "mirjam": amount(0.0), "frank": amount(0.0) },
        } })
    );
}

#[test]
fn one_timeline_that_is_named_stands_alone() {
    for (which, hours) in [("planned", 4.0), ("agreed", 6.0), ("actual", 4.0)] {
        let found = supervised(&["--which", which]).json();
        assert_eq!(found["which"], which);
        assert_eq!(found["children"]["finn"]["hours"]["frank"], json!(hours));
        assert_eq!(found["timelines"], Value::Null);
        assert!(found["ledger"]["finn"].is_object());
    }
}
