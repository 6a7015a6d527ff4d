//! The families of the field's worked scenarios, as plans under `examples/plans`, through the
//! command line with every number.

use serde_json::{Value, json};

use crate::{measured, timeline};

const TEXAS: &str = include_str!("../../../../examples/plans/texas-standard-order.toml");
const INFANT: &str = include_str!("../../../../examples/plans/infant-step-up.toml");
const SUPERVISED: &str = include_str!("../../../../examples/plans/supervised-contact.toml");

/// The stretches that a parent has a child, as beginning and end on the clock of the plan.
fn stretches(timeline: &Value, child: &str, parent: &str) -> Vec<(String, String)> {
    let care = timeline["children"][child].as_array().unwrap();
    let clock = |value: &Value| value.as_str().unwrap()[5..16].replace('T', " ");
    let mut stretches: Vec<(String, String)> = Vec::new();
    for part in care.iter().filter(|part| part["parent"] == parent) {
        let (start, end) = (clock(&part["start"]), clock(&part["end"]));
        match stretches.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => stretches.push((start, end)),
        }
    }
    stretches
}

fn check_stretches(text: &str, window: [&str; 2], child: [&str; 2], expected: &[(&str, &str)]) {
    let found = stretches(&timeline(text, window[0], window[1]), child[0], child[1]);
    let found: Vec<(&str, &str)> = found.iter().map(|(from, to)| (&**from, &**to)).collect();
    assert_eq!(found, expected, "{child:?}");
}

/// Tex. Fam. Code, sections 153.312 (weekends, Thursdays) and 153.315 (Monday holidays).
#[test]
fn texas_has_seven_nights_and_176_hours_with_a_holiday_monday() {
    let window = ["2027-01-11", "2027-02-08"];
    let measures = measured(TEXAS, window[0], window[1]);
    for child in ["ruby", "owen"] {
        let found = &measures["children"][child];
        assert_eq!(found["overnights"], json!({ "maria": 21, "frank": 7 }));
        assert_eq!(found["hours"]["frank"], json!(176.0));
        assert_eq!(found["hours"]["maria"], json!(28.0 * 24.0 - 176.0));
        check_stretches(
            TEXAS,
            window,
            [child, "frank"],
            &[
                ("01-14 18:00", "01-14 20:00"),
                ("01-15 18:00", "01-18 18:00"),
                ("01-21 18:00", "01-21 20:00"),
                ("01-28 18:00", "01-28 20:00"),
                ("01-29 18:00", "01-31 18:00"),
                ("02-04 18:00", "02-04 20:00"),
                ("02-05 18:00", "02-07 18:00"),
            ],
        );
    }
}

#[test]
fn an_infant_has_36_hours_and_no_night_and_the_sibling_six_nights() {
    let measures = measured(INFANT, "2027-04-26", "2027-05-24");
    let jip = &measures["children"]["jip"];
    assert_eq!(jip["overnights"], json!({ "mara": 28, "elias": 0 }));
    assert_eq!(jip["hours"]["elias"], json!(36.0));
    assert_eq!(
        jip["longest_apart_hours"],
        json!({ "mara": 6.0, "elias": 70.0 })
    );
    let lotte = &measures["children"]["lotte"];
    assert_eq!(lotte["overnights"], json!({ "mara": 22, "elias": 6 }));
}

/// From 10 May, at six months, the visits are longer.
#[test]
fn an_infant_steps_up_at_six_months() {
    check_stretches(
        INFANT,
        ["2027-05-05", "2027-05-16"],
        ["jip", "elias"],
        &[
            ("05-05 10:00", "05-05 12:00"),
            ("05-08 10:00", "05-08 12:00"),
            ("05-10 16:00", "05-10 19:00"),
            ("05-12 16:00", "05-12 19:00"),
            ("05-15 10:00", "05-15 16:00"),
        ],
    );
}

#[test]
fn supervised_contact_is_four_hours_of_february_as_planned() {
    let measures = measured(SUPERVISED, "2027-02-01", "2027-03-01");
    let finn = &measures["children"]["finn"];
    assert_eq!(finn["overnights"], json!({ "mirjam": 28, "frank": 0 }));
    assert_eq!(finn["hours"]["frank"], json!(4.0));
    check_stretches(
        SUPERVISED,
        ["2027-02-01", "2027-03-01"],
        ["finn", "frank"],
        &[
            ("02-06 10:00", "02-06 12:00"),
            ("02-20 10:00", "02-20 12:00"),
        ],
    );
}

/// Without facts no visit has taken place, so that none is without a supervisor.
#[test]
fn without_completed_visits_contact_stays_supervised() {
    let year = timeline(SUPERVISED, "2027-02-01", "2028-02-01");
    let care = year["children"]["finn"].as_array().unwrap();
    let clauses = care.iter().filter(|part| part["parent"] == "frank");
    let visits = clauses.filter(|part| part["clause"] == "visits").count();
    assert_eq!(visits, 25);
    assert!(care.iter().all(|part| part["clause"] != "unsupervised"));
}
