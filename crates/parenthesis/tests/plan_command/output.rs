//! What the commands print when all is well: JSON that stays as it is, tables that fit, iCalendar
//! that says the same as the JSON.

use std::collections::BTreeSet;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{PLAN, changed, measured, run, run_in, timeline};

const FOUR_CHILDREN: &str = include_str!("../../../../examples/plans/four-children.toml");
const CLASH: &str = include_str!("../../../../examples/plans/clash.toml");

#[test]
fn check_prints_one_calm_line() {
    let ends = changed(
        "from = 2026-08-31\n",
        "from = 2026-08-31\nuntil = 2037-01-01\n",
    );
    let ran = run(&ends, &["check", "plan.toml", "--strict"]);
    assert_eq!(
        (ran.code, ran.err.as_str(), ran.out.as_str()),
        (
            0,
            "",
            "plan.toml: The plan is sound: 2 children, 2 clauses, no clashes from 2026-08-31 to 2037-01-01.\n"
        )
    );
}

#[test]
fn check_looks_ahead_until_the_plan_ends_for_twenty_years_at_most() {
    let until = |text: &str| {
        let ran = run(text, &["check", "plan.toml", "--today", "2026-12-01"]);
        ran.out
            .trim_end_matches(".\n")
            .rsplit(' ')
            .next()
            .unwrap()
            .to_owned()
    };
    let ends = |date: &str| {
        changed(
            "from = 2026-08-31\n",
            &format!("from = 2026-08-31\nuntil = {date}\n"),
        )
    };
    assert_eq!(until(&ends("2027-08-31")), "2027-08-31");
    assert_eq!(until(&ends("2050-01-01")), "2039-04-09");
    let early = changed("from = 2026-08-31\n", "from = 2010-01-01\n");
    assert_eq!(until(&early), "2030-01-01");
    let grown = PLAN.replace("born = 20", "born = 19");
    assert_eq!(until(&grown), "2027-08-31");
}

#[test]
fn a_plan_can_come_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), &["check", "-"], PLAN);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("<stdin>: The plan is sound"));
    let dates = ["--from", "2027-02-01", "--to", "2027-02-08"];
    let piped = run_in(
        folder.path(),
        &[&["timeline", "-"][..], &dates].concat(),
        PLAN,
    );
    let named = run(PLAN, &[&["timeline", "plan.toml"][..], &dates].concat());
    assert_eq!(piped.out, named.out);
}

/// Scripts depend on this shape. Keys may be added; what is here stays.
#[test]
fn the_json_of_measure_has_this_shape() {
    let both = |mara: Value, elias: Value| json!({ "mara": mara, "elias": elias });
    let child = json!({
        "overnights": both(json!(7), json!(7)),
        "hours": both(json!(168.0), json!(168.0)),
        "share": both(json!(0.5), json!(0.5)),
        "longest_nights": both(json!(7), json!(7)),
        "longest_apart_hours": both(json!(159.5), json!(168.0)),
        "handovers": 2,
        "parents_move": 0,
        "weekends": {
            "count": 2,
            "fridays": both(json!(1), json!(1)),
            "saturdays": both(json!(1), json!(1)),
            "whole": both(json!(1), json!(1)),
            "split": 0,
            "in_a_row": both(json!(1), json!(1)),
        },
        "hours_without_school": null,
        "holidays": [],
        "calls": { "count": both(json!(0), json!(0)), "minutes": both(json!(0), json!(0)) },
    });
    let mut noor = child.clone();
    noor["hours"] = both(json!(165.5), json!(170.5));
    noor["longest_apart_hours"] = both(json!(159.5), json!(134.0));
    noor["handovers"] = json!(4);
    assert_eq!(
        measured(PLAN, "2027-02-01", "2027-02-15"),
        json!({
            "from": "2027-02-01",
            "to": "2027-02-15",
            "zone": "Europe/Amsterdam",
            "nights": 14,
            "children": { "noor": noor, "sam": child },
            "together": both(json!(7), json!(7)),
            "apart": 0,
            "pairs": [
                { "children": ["noor", "sam"], "together": both(json!(7), json!(7)), "apart": 0 },
            ],
            "clashes": [],
            "gaps": [],
            "calls": { "count": both(json!(0), json!(0)), "minutes": both(json!(0), json!(0)) },
            "breaches": [],
        })
    );
}

#[test]
fn the_json_of_timeline_has_this_shape() {
    let care = |start: &str, end: &str, parent: &str, clause: &str, overrode: Value| json!({ "start": start, "end": end, "parent": parent, "clause": clause, "overrode": overrode });
    // The week in which the clocks go back, on Sunday 31 October. It is one of Mara's.
    let (monday, again) = ("2027-10-25T08:30:00+02:00", "2027-11-01T00:00:00+01:00");
    let (dinner, bed) = ("2027-10-26T16:00:00+02:00", "2027-10-26T18:30:00+02:00");
    assert_eq!(
        timeline(PLAN, "2027-10-25", "2027-11-01"),
        json!({
            "from": "2027-10-25",
            "to": "2027-11-01",
            "zone": "Europe/Amsterdam",
            "children": {
                "noor": [
                    care("2027-10-25T00:00:00+02:00", monday, "elias", "rhythm", json!([])),
                    care(monday, dinner, "mara", "rhythm", json!([])),
                    care(dinner, bed, "elias", "evening", json!(["rhythm"])),
                    care(bed, again, "mara", "rhythm", json!([])),
                ],
                "sam": [
                    care("2027-10-25T00:00:00+02:00", monday, "elias", "rhythm", json!([])),
                    care(monday, again, "mara", "rhythm", json!([])),
                ],
            },
            "clashes": [],
            "gaps": [],
            "calls": [],
        })
    );
}

#[test]
fn clashes_and_gaps_stand_in_the_json() {
    let clash = json!([{
        "child": "noor",
        "start": "2027-07-24T10:00:00+02:00",
        "end": "2027-07-31T10:00:00+02:00",
        "between": [
            { "clause": "summer-mara", "parent": "mara" },
            { "clause": "summer-elias", "parent": "elias" },
        ],
    }]);
    assert_eq!(
        measured(CLASH, "2027-07-01", "2027-08-01")["clashes"],
        clash
    );
    assert_eq!(
        timeline(CLASH, "2027-07-01", "2027-08-01")["clashes"],
        clash
    );
    // The last night of the rhythm still runs to its change, in the morning of 1 March.
    let text = changed(
        "id = \"rhythm\"\n",
        "id = \"rhythm\"\nuntil = 2027-03-01\nchildren = [\"sam\"]\n",
    );
    let gaps = json!([
        { "child": "noor", "start": "2027-02-24T00:00:00+01:00", "end": "2027-03-02T16:00:00+01:00" },
        { "child": "noor", "start": "2027-03-02T18:30:00+01:00", "end": "2027-03-03T00:00:00+01:00" },
        { "child": "sam", "start": "2027-03-01T08:30:00+01:00", "end": "2027-03-03T00:00:00+01:00" },
    ]);
    assert_eq!(measured(&text, "2027-02-24", "2027-03-03")["gaps"], gaps);
    assert_eq!(timeline(&text, "2027-02-24", "2027-03-03")["gaps"], gaps);
}

#[test]
fn children_and_parents_stand_in_the_order_of_the_plan() {
    let dates = ["--from", "2027-02-01", "--to", "2027-02-08"];
    let arguments = ["measure", "plan.toml", "--format", "json"];
    let ran = run(FOUR_CHILDREN, &[&arguments[..], &dates].concat());
    let order = |names: &[&str]| {
        let places: Vec<_> = names
            .iter()
            .map(|name| ran.out.find(&format!("\"{name}\": ")))
            .collect();
        assert!(places.is_sorted() && places[0].is_some(), "{names:?}");
    };
    order(&["noor", "sam", "cato", "pim"]);
    order(&["mara", "elias"]);
    order(&[
        "from", "to", "zone", "nights", "children", "together", "apart", "pairs", "clashes", "gaps",
    ]);
}

#[test]
fn the_tables_can_be_read_on_80_columns() {
    let name = "Wilhelmina Alexandrine Çelik-Łukasiewicz van der Hoeven";
    let text = FOUR_CHILDREN
        .replace("name = \"Mara\"", &format!("name = \"{name}\""))
        .replace("name = \"Cato\"", &format!("name = \"{name} junior\""))
        .replace("Pim's home", &"A very long title ".repeat(10));
    for command in ["timeline", "measure"] {
        let dates = ["--from", "2027-02-01", "--to", "2027-03-01"];
        let ran = run(&text, &[&[command, "plan.toml"][..], &dates].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let table = ran.out.lines().filter(|line| line.starts_with("  "));
        for line in table.clone() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(table.count() > 10);
    }
}

#[test]
fn a_timeline_reads_as_a_table() {
    let arguments = [
        "timeline",
        "plan.toml",
        "--child",
        "noor",
        "--from",
        "2027-10-25",
        "--to",
        "2027-11-02",
    ];
    let ran = run(PLAN, &arguments);
    assert_eq!(
        ran.out,
        "\
A plan to try things on
From 2027-10-25 to 2027-11-02 (8 nights), times of Europe/Amsterdam

Noor
  From                  Until                 With   Clause
  Mon 2027-10-25 00:00  Mon 2027-10-25 08:30  Elias  1
  Mon 2027-10-25 08:30  Tue 2027-10-26 16:00  Mara   1
  Tue 2027-10-26 16:00  Tue 2027-10-26 18:30  Elias  2 over 1
  Tue 2027-10-26 18:30  Mon 2027-11-01 08:30  Mara   1
  Mon 2027-11-01 08:30  Tue 2027-11-02 00:00  Elias  1

Clauses
    1  The rhythm
    2  The evening
"
    );
}

#[test]
fn measures_read_as_tables() {
    let ran = run(
        PLAN,
        &[
            "measure",
            "plan.toml",
            "--from",
            "2027-02-01",
            "--to",
            "2027-02-15",
        ],
    );
    assert_eq!(
        ran.out,
        "\
A plan to try things on
From 2027-02-01 to 2027-02-15 (14 nights), times of Europe/Amsterdam

Noor                                        Mara         Elias
  Nights                                       7             7
  Share of nights                          50.0%         50.0%
  Hours                                    165.5         170.5
  Longest run of nights                        7             7
  Longest time apart, hours                159.5           134
  Handovers                                    4
  Weekends, both nights                        1             1
  Weekends in a row, at most                   1             1

Sam                                         Mara         Elias
  Nights                                       7             7
  Share of nights                          50.0%         50.0%
  Hours                                      168           168
  Longest run of nights                        7             7
  Longest time apart, hours                159.5           168
  Handovers                                    2
  Weekends, both nights                        1             1
  Weekends in a row, at most                   1             1

Nights in one home                          Mara         Elias         apart
  All children                                 7             7             0
"
    );
}

/// Child, start, end and parent of each stretch, as instants.
type Stretches = BTreeSet<(String, Timestamp, Timestamp, String)>;

fn stretches_of_json(json: &Value) -> Stretches {
    let name = |id: &str| format!("{}{}", id[..1].to_uppercase(), &id[1..]);
    let children = json["children"].as_object().unwrap();
    let all = children.iter().flat_map(|(child, cares)| {
        cares.as_array().unwrap().iter().map(move |care| {
            let text = |key: &str| care[key].as_str().unwrap();
            let moment = |key: &str| text(key).parse().unwrap();
            (
                name(child),
                moment("start"),
                moment("end"),
                name(text("parent")),
            )
        })
    });
    all.collect()
}

fn stretches_of_icalendar(text: &str) -> Stretches {
    let calendar = ICalendar::parse(text).unwrap();
    let zones = calendar.build_tz_resolver();
    let items = calendar.components.iter();
    items
        .filter(|component| component.component_type == ICalendarComponentType::VEvent)
        .map(|item| {
            let value = |property| &item.property(&property).unwrap().values[0];
            let moment = |property| {
                let zone = item.property(&property).unwrap().tz_id();
                let zone = zones.resolve(zone.unwrap()).unwrap();
                let moment = value(property).as_partial_date_time().unwrap();
                let moment = moment.to_date_time_with_tz(zone).unwrap();
                Timestamp::from_second(moment.timestamp()).unwrap()
            };
            let summary = value(ICalendarProperty::Summary).as_text().unwrap();
            let (child, parent) = summary.split_once(": with ").unwrap();
            let (start, end) = (
                moment(ICalendarProperty::Dtstart),
                moment(ICalendarProperty::Dtend),
            );
            (child.to_owned(), start, end, parent.to_owned())
        })
        .collect()
}

#[test]
fn the_icalendar_says_the_same_as_the_json() {
    let (from, to) = ("2027-02-01", "2027-05-01");
    let json = timeline(FOUR_CHILDREN, from, to);
    let arguments = [
        "timeline",
        "plan.toml",
        "--from",
        from,
        "--to",
        to,
        "--format",
        "ics",
    ];
    let ran = run(FOUR_CHILDREN, &arguments);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = stretches_of_json(&json);
    assert!(expected.len() > 150);
    assert_eq!(stretches_of_icalendar(&ran.out), expected);
    let pim = run(
        FOUR_CHILDREN,
        &[&arguments[..], &["--child", "pim"]].concat(),
    );
    let of_pim = expected
        .into_iter()
        .filter(|(child, ..)| child == "Pim")
        .collect();
    assert_eq!(stretches_of_icalendar(&pim.out), of_pim);
}

#[test]
fn equal_commands_print_equal_bytes_when_they_state_the_date() {
    let arguments = [
        "timeline",
        "plan.toml",
        "--from",
        "2027-02-01",
        "--to",
        "2027-03-01",
        "--format",
        "ics",
        "--today",
        "2027-01-15",
    ];
    let ran = run(PLAN, &arguments);
    assert!(ran.out.contains("DTSTAMP:20270115T000000Z\r\n"));
    assert_eq!(ran.out, run(PLAN, &arguments).out);
}

#[test]
fn every_command_explains_itself() {
    for (arguments, says) in [
        (&["--help"][..], "timeline"),
        (&["check", "--help"], "for 20 years at most"),
        (&["timeline", "--help"], "--format ics > care.ics"),
        (
            &["measure", "--help"],
            "a change exactly at --from is no handover",
        ),
        (
            &["check", "--help"],
            "with --strict also when there are warnings",
        ),
        (&["compare", "--help"], "children are compared by id"),
        (&["roster", "--help"], "no file is changed"),
    ] {
        let ran = run(PLAN, arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let words: Vec<&str> = ran.out.split_whitespace().collect();
        let words = words.join(" ").to_lowercase();
        assert!(words.contains(says), "{arguments:?}: {}", ran.out);
    }
}
