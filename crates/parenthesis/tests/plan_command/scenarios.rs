//! Families worked out by hand, through the command line with every number.

use serde_json::{Value, json};

use crate::{measured, timeline};

const FOUR_CHILDREN: &str = include_str!("../../../../examples/plans/four-children.toml");
const WEEK_53: &str = include_str!("../../../../examples/plans/week-53.toml");

/// Elias goes first, since the first week of the window is odd: week 51.
const STRICT: &str =
    r#"weeks = { odd = "elias", even = "mara", day = "monday", change = "08:30" }"#;

fn february() -> Value {
    measured(FOUR_CHILDREN, "2027-02-01", "2027-03-01")
}

/// Both parents' values, Mara first.
fn both(mara: impl Into<Value>, elias: impl Into<Value>) -> Value {
    json!({ "mara": mara.into(), "elias": elias.into() })
}

fn check_child(child: &str, nights: [u32; 2], handovers: u32, longest: [u32; 2]) {
    let february = february();
    let measures = &february["children"][child];
    let share = |nights: u32| f64::from(nights) / 28.0;
    assert_eq!(
        measures["overnights"],
        both(nights[0], nights[1]),
        "{child}"
    );
    assert_eq!(
        measures["share"],
        both(share(nights[0]), share(nights[1])),
        "{child}"
    );
    assert_eq!(measures["handovers"], handovers, "{child}");
    assert_eq!(
        measures["longest_nights"],
        both(longest[0], longest[1]),
        "{child}"
    );
}

#[test]
fn four_children_have_the_nights_handovers_and_runs_of_their_rhythms() {
    check_child("noor", [14, 14], 8, [5, 5]);
    check_child("sam", [14, 14], 8, [5, 5]);
    check_child("cato", [14, 14], 12, [3, 3]);
    check_child("pim", [26, 2], 24, [19, 1]);
}

#[test]
fn the_youngest_has_hours_with_elias_and_is_never_apart_from_him_for_long() {
    let february = february();
    let pim = &february["children"]["pim"];
    // Eight visits of two and a half hours, two of six, two of a day and a night.
    assert_eq!(pim["hours"], both(28.0 * 24.0 - 80.0, 80.0));
    assert_eq!(pim["longest_apart_hours"]["elias"], json!(72.0));
}

#[test]
fn pim_sleeps_at_elias_after_the_first_birthday_only() {
    let february = timeline(FOUR_CHILDREN, "2027-02-01", "2027-03-01");
    let nights: Vec<&str> = february["children"]["pim"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|care| care["clause"] == "saturday-pim")
        .map(|care| care["start"].as_str().unwrap())
        .collect();
    assert_eq!(
        nights,
        ["2027-02-20T10:00:00+01:00", "2027-02-27T10:00:00+01:00"]
    );
}

#[test]
fn the_four_are_together_on_ten_nights() {
    let february = february();
    assert_eq!(february["together"], both(9, 1));
    assert_eq!(february["apart"], 18);
    let pair = |one: &str, other: &str| {
        let pairs = february["pairs"].as_array().unwrap();
        let children = json!([one, other]);
        pairs
            .iter()
            .find(|pair| pair["children"] == children)
            .unwrap()
            .clone()
    };
    assert_eq!(pair("noor", "cato")["apart"], 8);
    assert_eq!(pair("sam", "cato")["apart"], 8);
    assert_eq!(
        pair("noor", "sam"),
        json!({
            "children": ["noor", "sam"], "together": both(14, 14), "apart": 0
        })
    );
}

#[test]
fn nothing_clashes_and_nothing_is_open_among_the_four() {
    let february = february();
    assert_eq!(february["clashes"], json!([]));
    assert_eq!(february["gaps"], json!([]));
}

fn check_turn_of_the_year(text: &str, mara: u32, elias: u32) {
    let measures = measured(text, "2026-12-14", "2027-01-11");
    assert_eq!(
        measures["children"]["noor"]["overnights"],
        both(mara, elias)
    );
    assert_eq!(measures["together"], both(mara, elias));
}

#[test]
fn odd_and_even_weeks_give_one_home_three_weeks_at_the_turn_of_2026() {
    check_turn_of_the_year(WEEK_53, 7, 21);
    let measures = measured(WEEK_53, "2026-12-14", "2027-01-11");
    assert_eq!(measures["children"]["noor"]["longest_nights"], both(7, 14));
}

#[test]
fn strict_alternation_gives_each_home_two_weeks() {
    assert!(WEEK_53.contains(STRICT));
    let strict = r#"nights = { sequence = "EEEEEEE MMMMMMM", start = 2026-12-14, begins = "monday", change = "08:30" }"#;
    check_turn_of_the_year(&WEEK_53.replace(STRICT, strict), 14, 14);
}

#[test]
fn a_christmas_holiday_goes_before_the_weeks() {
    let christmas = r#"
[[clause]]
id = "christmas"
title = { en = "Christmas" }
sentence = { en = "Noor is with Mara for the first part of the holiday and with Elias for the second." }
spans = [
  { parent = "mara", from = 2026-12-18T15:00:00, until = 2026-12-26T17:00:00 },
  { parent = "elias", from = 2026-12-26T17:00:00, until = 2027-01-04T08:30:00 },
]
"#;
    check_turn_of_the_year(&format!("{WEEK_53}{christmas}"), 8, 20);
}
