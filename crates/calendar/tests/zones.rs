//! Every time that we write is on the clock of the plan's zone, which the file defines: read back
//! by another library, by that definition alone, each instant is the timeline's.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use calcard::icalendar::ICalendarProperty;
use common::{Definition, calendar_of, events, moment, only};
use jiff::civil::{Date, date};
use jiff::tz::TimeZoneDatabase;
use jiff::{Timestamp, ToSpan};
use plan::{Language, ParentingPlan, Timeline, Window, compile};
use proptest::prelude::*;

const EXAMPLES: [&str; 4] = [
    plan::EXAMPLE,
    include_str!("../../../examples/plans/four-children.toml"),
    include_str!("../../../examples/plans/clash.toml"),
    include_str!("../../../examples/plans/week-53.toml"),
];

/// A plan in another zone, changing home each day at `change`.
fn plan_in(zone: &str, change: &str) -> ParentingPlan {
    let text: String = plan::EXAMPLE
        .lines()
        .map(|line| match line.split_once(" = ") {
            Some(("zone", _)) => format!("zone = \"{zone}\"\n"),
            Some(("nights", _)) => format!(
                "nights = {{ sequence = \"ME\", start = 2027-01-01, change = \"{change}\" }}\n"
            ),
            Some(("from", _)) => "from = 1950-01-01\n".to_owned(),
            Some(("born", _)) => "born = 1950-01-01\n".to_owned(),
            Some(_) | None => format!("{line}\n"),
        })
        .collect();
    ParentingPlan::read(&text, date(2026, 9, 1)).unwrap()
}

/// The file of a timeline, and the instants in it in the order of the items.
fn read_back(plan: &ParentingPlan, timeline: &Timeline) -> (String, Vec<(Timestamp, Timestamp)>) {
    let text = calendar::icalendar(plan, timeline, None, Language::En, Timestamp::UNIX_EPOCH);
    let calendar = calendar_of(&text);
    let definition = Definition::of(&calendar);
    let read = |event| {
        let moment = |property| moment(&calendar, definition.as_ref(), event, &property);
        // The UID has the start in UTC, on its own.
        let uid = only(event, &ICalendarProperty::Uid).as_text().unwrap();
        let (start, end) = (
            moment(ICalendarProperty::Dtstart),
            moment(ICalendarProperty::Dtend),
        );
        let utc = start.strftime("%Y%m%dT%H%M%SZ").to_string();
        assert!(uid.contains(&utc), "{uid} begins at {utc}");
        (start, end)
    };
    let found = events(&calendar).map(read).collect();
    (text, found)
}

fn expected(timeline: &Timeline) -> Vec<(Timestamp, Timestamp)> {
    let mut all = Vec::new();
    for part in timeline.children() {
        let care = part.care.iter().map(|care| (care.start, care.end));
        let clashes = part.clashes.iter().map(|clash| (clash.start, clash.end));
        let mut items: Vec<_> = care.chain(clashes).collect();
        items.sort();
        all.extend(items);
    }
    all
}

/// Items for each day of a window, at a clock time; what is true of the text.
fn check(zone: &str, change: &str, from: Date, to: Date) -> String {
    let plan = plan_in(zone, change);
    let timeline = compile(&plan, Window::new(from, to).unwrap(), &[]);
    let (text, found) = read_back(&plan, &timeline);
    assert_eq!(found, expected(&timeline), "{zone} {change}");
    assert!(found.len() > 100);
    // The definition is the zone's own, hour by hour.
    if let Some(definition) = Definition::of(&calendar_of(&text)) {
        let theirs = TimeZoneDatabase::bundled().get(zone).unwrap();
        let mut at = timeline.start();
        while at <= timeline.end() {
            let offset = i64::from(theirs.to_offset(at).seconds());
            assert_eq!(definition.offset_at(at), offset, "{zone} {at}");
            at += 1.hour();
        }
    }
    text
}

#[test]
fn no_instant_moves_over_the_changes_of_the_clocks() {
    let window = (date(2027, 1, 10), date(2028, 1, 10));
    for zone in [
        "Europe/Amsterdam",
        "America/Chicago",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "UTC",
    ] {
        for change in ["08:30", "02:00", "01:45", "02:30", "00:00"] {
            check(zone, change, window.0, window.1);
        }
    }
    // Zones whose rules changed, and windows that begin at a change of the clocks.
    check(
        "Europe/Amsterdam",
        "02:30",
        date(1973, 1, 1),
        date(1981, 1, 1),
    );
    check("Pacific/Apia", "10:00", date(2010, 9, 26), date(2012, 4, 2));
    check(
        "Europe/Amsterdam",
        "02:30",
        date(2027, 3, 28),
        date(2027, 10, 31),
    );
    check(
        "Africa/Cairo",
        "00:30",
        date(2027, 4, 30),
        date(2027, 11, 1),
    );
}

#[test]
fn the_zone_is_defined_once_by_its_own_passages() {
    let text = check(
        "Europe/Amsterdam",
        "08:30",
        date(2027, 1, 10),
        date(2028, 1, 10),
    );
    let definition = "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n\
        BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nRDATE:20271031T030000\r\n\
        TZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\n\
        TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n\
        END:VTIMEZONE\r\nBEGIN:VEVENT\r\n";
    assert!(text.contains(definition), "{text}");
    assert!(text.contains("DTSTART;TZID=Europe/Amsterdam:20270111T083000\r\n"));

    let long_ago = check(
        "Asia/Kolkata",
        "08:30",
        date(2027, 1, 10),
        date(2028, 1, 10),
    );
    assert!(long_ago.contains(
        "DTSTART:19451015T000000\r\nTZNAME:IST\r\nTZOFFSETFROM:+0630\r\nTZOFFSETTO:+0530\r\n"
    ));

    // A zone that never changed has its offset from the beginning of the window on.
    let never = check("Etc/GMT-2", "08:30", date(2027, 1, 10), date(2028, 1, 10));
    assert!(never.contains(
        "DTSTART:20270110T000000\r\nTZNAME:+02\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\n"
    ));

    let utc = check("UTC", "08:30", date(2027, 1, 10), date(2028, 1, 10));
    assert!(!utc.contains("VTIMEZONE") && !utc.contains("TZID"));
    assert!(utc.contains("DTSTART:20270111T083000Z\r\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_window_of_any_example_arrives_as_it_is(
        which in 0..EXAMPLES.len(),
        start in 0..800_i32,
        length in 1..400_i32,
    ) {
        let plan = ParentingPlan::read(EXAMPLES[which], date(2026, 9, 1)).unwrap();
        let from = date(2026, 8, 1) + start.days();
        let window = Window::new(from, from + length.days()).unwrap();
        let timeline = compile(&plan, window, &[]);
        let (_, found) = read_back(&plan, &timeline);
        prop_assert_eq!(found, expected(&timeline));
    }
}
