//! The JSON Schema holds for sound plans, refuses broken ones, and knows the keys that the
//! reader knows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::collections::BTreeSet;

use crate::common::{TODAY, root, with_clauses};
use jiff::civil::date;
use jsonschema::Validator;
use plan::{NewPlan, ParentingPlan, new_plan, templates};
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(plan::SCHEMA).unwrap()
}

fn validator() -> Validator {
    let schema = schema();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The text as an editor sees it: dates and times are texts.
fn json(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(value) => value.into(),
            toml::Value::Datetime(moment) => moment.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        }
    }
    plain(toml::Value::Table(text.parse().unwrap()))
}

#[test]
fn every_example_and_template_is_valid() {
    let validator = validator();
    let check = |text: &str, name: &str| {
        let errors: Vec<String> = validator
            .iter_errors(&json(text))
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    };
    for entry in std::fs::read_dir(root().join("examples/plans")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            check(
                &std::fs::read_to_string(&path).unwrap(),
                &path.display().to_string(),
            );
        }
    }
    for template in templates() {
        let new = NewPlan {
            template: template.name.to_owned(),
            parents: NewPlan::PLACEHOLDER_PARENTS.map(str::to_owned),
            children: vec![("Noor".to_owned(), date(2019, 5, 21))],
            zone: "UTC".to_owned(),
            start: date(2027, 2, 1),
            language: None,
        };
        check(&new_plan(&new, TODAY).unwrap(), template.name);
    }
}

#[test]
fn broken_plans_are_not() {
    let validator = validator();
    let sound = with_clauses(&["always = \"mara\""]);
    assert!(validator.is_valid(&json(&sound)));
    let check = |from: &str, to: &str| {
        assert_eq!(sound.matches(from).count(), 1, "{from}");
        let broken = sound.replace(from, to);
        assert!(ParentingPlan::read(&broken, TODAY).is_err(), "{to}");
        assert!(!validator.is_valid(&json(&broken)), "{to}");
    };
    check("edition = 1\n", "");
    check("edition = 1", "edition = 2");
    check("zone = ", "zonne = ");
    check("from = 2020-01-01", "from = \"soon\"");
    check("id = \"noor\"", "id = \"Noor\"");
    check("born = 2019-05-21\n", "");
    check("[[parent]]\nid = \"elias\"\nname = \"Elias\"\n", "");
    check("{ en = \"Clause 0\" }", "\"Clause 0\"");
    check("{ en = \"Clause 0\" }", "{ fr = \"Clause 0\" }");
    let rule = |to: &str| check("always = \"mara\"", to);
    rule("always = \"mara\"\nspans = []");
    rule("nights = { sequence = \"MMEE\", start = 2027-02-01 }");
    rule("nights = { pattern = \"2-2-6-6\", start = 2027-02-01, change = \"08:30\" }");
    rule(
        "nights = { sequence = \"ME\", pattern = \"4-3\", start = 2027-02-01, change = \"08:30\" }",
    );
    rule("nights = { sequence = \"ME\", start = 2027-02-01, change = \"25:00\" }");
    rule("nights = { sequence = \"ME\", start = 2027-02-01, change = { mun = \"08:30\" } }");
    rule("weeks = { change = \"08:30\" }");
    rule("weekly = { parent = \"mara\", windows = [] }");
    rule("weekly = { parent = \"mara\", windows = [\"tuesday\"] }");
    rule(
        "weekly = { parent = \"mara\", windows = [\"tue 16:00 - 18:30\"], every = 1, start = 2027-02-01 }",
    );
    rule("spans = [{ parent = \"mara\", from = 2027-02-01 }]");
    rule("from_birthday = 0");
    rule("first_refusal = { hours = 0 }");
    rule("disputes = { steps = [] }");
    rule("disputes = { steps = [\"talk\", \"talk\"] }");
    rule("children = [\"noor\", 1]");
    rule("section = \"scool\"");
}

/// The keys that the reader knows at a place of a text, which `@` marks. The reader names them
/// when it meets one that it does not know.
fn known_keys(text: &str) -> BTreeSet<String> {
    assert_eq!(text.matches('@').count(), 1, "{text}");
    let text = text.replace('@', "no-such-key-anywhere = 1");
    let problems = ParentingPlan::read(&text, TODAY).unwrap_err();
    let help = problems
        .iter()
        .find(|problem| problem.message.contains("no-such-key-anywhere"))
        .and_then(|problem| problem.help.as_deref())
        .unwrap_or_else(|| panic!("{problems}\n{text}"));
    let known = help.strip_prefix("It may have: ").unwrap();
    let known = known.trim_end_matches('.').split(", ");
    known.map(str::to_owned).collect()
}

/// The table at a pointer of the schema has the keys that the reader knows.
fn check_keys(pointer: &str, text: &str) {
    let known = known_keys(text);
    let schema = schema();
    let table = schema.pointer(pointer).unwrap();
    let keys = table["properties"].as_object().unwrap();
    let keys: BTreeSet<String> = keys.keys().cloned().collect();
    assert_eq!(keys, known, "{pointer}");
    assert_eq!(table["additionalProperties"], false, "{pointer}");
}

#[test]
fn the_schema_knows_the_keys_that_the_reader_knows() {
    let sound = with_clauses(&["always = \"mara\""]);
    let at = |place: &str| sound.replacen(place, &format!("@\n{place}"), 1);
    check_keys("", &at("edition = 1"));
    check_keys("/$defs/parent", &at("id = \"mara\""));
    check_keys("/$defs/child", &at("id = \"noor\""));
    check_keys("/$defs/clause", &at("id = \"c0\""));
    let rule = |definition: &str, rule: &str| {
        check_keys(&format!("/$defs/{definition}"), &with_clauses(&[rule]));
    };
    rule("handover", "handover = { @ }");
    rule("direction", "handover = { to = { mara = { @ } } }");
    rule("nights", "nights = { @ }");
    rule("weeks", "weeks = { @ }");
    rule("weekly", "weekly = { @ }");
    rule("span", "spans = [{ @ }]");
    rule("days", "days = { @ }");
    rule("roster", "roster = { @ }");
    rule("weekends", "weekends = { @ }");
    rule("calls", "calls = { @ }");
    rule("supervised", "supervised = { @ }");
    rule("completed", "from_event = { @ }");
    rule("holiday", "holiday = { @ }");
    rule("school_holiday", "school_holiday = { @ }");
    rule("by_year", "holiday = { on = \"easter\", parent = { @ } }");
    rule("halves", "holiday = { on = \"easter\", halves = { @ } }");
    rule("parts", "holiday = { on = \"easter\", parts = { @ } }");
    rule(
        "holiday_weeks",
        "holiday = { on = \"easter\", weeks = { @ } }",
    );
    rule("limit", "limit = { @ }");
    rule("nights_away", "limit = { nights_away = { @ } }");
    rule("hours_away", "limit = { hours_away = { @ } }");
    rule("at_least_per", "limit = { nights_with_each = { @ } }");
    rule("at_least_per", "limit = { days_with_each = { @ } }");
    rule("at_least_per", "limit = { together = { @ } }");
    rule("at_most_per", "limit = { handovers = { @ } }");
    rule("first_refusal", "first_refusal = { @ }");
    rule("disputes", "disputes = { @ }");
    let born = "born = 2019-05-21\n";
    let child = |key: &str| sound.replacen(born, &format!("{born}{key}\n"), 1);
    check_keys("/$defs/child_school", &child("school = { @ }"));
    check_keys("/$defs/days_off", &child("school = { own = [{ @ }] }"));
    let before =
        |table: &str| sound.replacen("\n[[parent]]", &format!("\n{table}\n\n[[parent]]"), 1);
    check_keys("/$defs/school", &before("[school]\n@"));
    check_keys("/$defs/home", &before("[[home]]\n@"));
}

/// A key that has no place in the documented order would follow one that nobody knows.
#[test]
fn the_layout_knows_the_keys_that_the_reader_knows() {
    let sound = with_clauses(&["always = \"mara\""]);
    let check = |header: &str, place: &str| {
        let keys = known_keys(&sound.replacen(place, &format!("@\n{place}"), 1));
        let keys: Vec<String> = keys.iter().map(|key| format!("{key} = 1\n")).collect();
        let text = format!("{header}\nunknown = 1\n{}", keys.concat());
        let formatted = plan::format(&text).unwrap();
        assert!(formatted.ends_with("\nunknown = 1\n"), "{formatted}");
    };
    check("", "edition = 1");
    check("[[parent]]", "id = \"mara\"");
    check("[[child]]", "id = \"noor\"");
    check("[[clause]]", "id = \"c0\"");
}
