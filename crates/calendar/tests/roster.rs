//! Rosters of shifts: what is read from CSV and iCalendar, what is refused and where, and that
//! the clauses made of them give exactly the shifts as care.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use calendar::{
    RosterError, RosterKind, SHIFTS_MAX, Shift, roster_clause, roster_from_csv, roster_from_ics,
};
use common::{amsterdam, calendar, item, window, year, zone};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use plan::{ParentingPlan, Side, compile};

/// One line a shift, without the year: `02-01 07:00 - 02-01 15:00 early`.
fn lines(found: Result<Vec<Shift>, RosterError>) -> String {
    let shifts = found.unwrap_or_else(|error| panic!("{error}"));
    let line = |shift: &Shift| {
        let [from, until] =
            [shift.from, shift.until].map(|at| at.strftime("%m-%d %H:%M").to_string());
        format!("{from} - {until} {}", shift.label)
            .trim_end()
            .to_owned()
    };
    shifts.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn problems(found: Result<Vec<Shift>, RosterError>) -> String {
    found.unwrap_err().to_string()
}

fn check_csv(text: &str, expected: &str) {
    assert_eq!(
        lines(roster_from_csv(text, &amsterdam())),
        expected,
        "{text}"
    );
}

#[test]
fn a_table_has_moments_or_a_date_with_clock_times() {
    let expected = "02-01 07:00 - 02-01 15:00 early\n02-01 23:00 - 02-02 07:00 night, ward 2";
    check_csv(
        "from,until,label\n2027-02-01T23:00,2027-02-02T07:00,\"night, ward 2\"\n\
         2027-02-01 07:00,2027-02-01 15:00, early \n",
        expected,
    );
    let table = "date;from;until;label\n2027-02-01;7:00;15:00;early\n2027-02-01;23:00;07:00;night, ward 2\n";
    check_csv(table, expected);
    check_csv(
        &format!("\u{feff}{}", table.replace('\n', "\r\n")),
        expected,
    );
    check_csv(
        "Label,Until,From\n,2027-02-01T15:00,2027-02-01T07:00\n",
        "02-01 07:00 - 02-01 15:00",
    );
    // An end that is not after the beginning is on the next day, and 24:00 is the end of this one.
    check_csv(
        "date,from,until\n2027-02-01,08:00,08:00\n\n2027-02-03,16:00,24:00\n,,\n",
        "02-01 08:00 - 02-02 08:00\n02-03 16:00 - 02-04 00:00",
    );
    check_csv(
        "from,until\n2027-07-01T05:00Z,2027-07-01T13:00+00:00",
        "07-01 07:00 - 07-01 15:00",
    );
    check_csv("from,until\n", "");
}

fn check_csv_problems(text: &str, expected: &str) {
    assert_eq!(
        problems(roster_from_csv(text, &amsterdam())),
        expected,
        "{text}"
    );
}

#[test]
fn all_that_is_wrong_with_a_table_is_said_with_its_place() {
    check_csv_problems(
        "date,from,until,label\r\n01-02-2027,07:00,15:00,\r\n\r\n2027-02-02,7,25:00,\"a\nb\"\r\n\
         2027-02-03,07:00,15:00,x,y\r\n2027-02-04,07:00:30,15:00\r\n",
        "2:1: `01-02-2027` is not a date. Write the year first, as in 2027-02-01.\n\
         4:12: `7` is not a clock time. Write it as 07:00, from 00:00 to 24:00.\n\
         4:14: `25:00` is not a clock time. Write it as 07:00, from 00:00 to 24:00.\n\
         6:26: This line has more fields than the header's 4. Write one field a column; put a \
         label that has the separator in quotes.\n\
         7:21: The shift from 2027-02-04T07:00:30 to 2027-02-04T15:00:00 does not begin and end on \
         whole minutes. Leave out the seconds.",
    );
    check_csv_problems(
        "from;until\n2027-02-01T15:00;2027-02-01T07:00\n2027-02-01T15:00\n\
         2027-02-01T00:00;2027-03-04T00:01\n",
        "2:18: The shift ends at 2027-02-01T07:00:00, which is not after its beginning, \
         2027-02-01T15:00:00. Write an end that is later.\n\
         3:17: `` is not a date with a clock time. Write it as 2027-02-01T07:00 or 2027-02-01 07:00.\n\
         4:18: The shift from 2027-02-01T00:00:00 to 2027-03-04T00:01:00 is longer than 31 days. \
         Write it as several shifts, or mend its end.",
    );
    let header = "Write the header `from,until,label` with a beginning and an end as in \
         2027-02-01T07:00, or `date,from,until,label` with clock times; the label may be left out.";
    check_csv_problems("", &format!("1:1: The roster is empty. {header}"));
    check_csv_problems(
        "van,until,until\n",
        &format!(
            "1:1: A roster has no column `van`. {header}\n1:1: The header has no column `from`. \
             {header}\n1:11: The column `until` stands here twice. {header}"
        ),
    );
    let label = "é".repeat(101);
    check_csv_problems(
        &format!("from,until,label\n2027-02-01T07:00,2027-02-01T15:00,{label}\n"),
        "2:35: The label is longer than 100 characters. Shorten it.",
    );
}

#[test]
fn tables_have_limits() {
    let row = "2027-02-01T07:00,2027-02-01T15:00\n";
    let rows = |count: usize| format!("from,until\n{}", row.repeat(count));
    assert_eq!(
        roster_from_csv(&rows(SHIFTS_MAX), &amsterdam())
            .unwrap()
            .len(),
        SHIFTS_MAX
    );
    check_csv_problems(
        &rows(SHIFTS_MAX + 1),
        "5002:1: The roster has more than 5000 shifts. Take fewer months at a time.",
    );
    check_csv_problems(
        &"x".repeat(1_000_001),
        "1:1: The roster has 1000001 bytes; at most 1000000 are possible. Leave out years that are past.",
    );
    let bad = roster_from_csv(
        &format!("from,until\n{}", "x,y\n".repeat(5_000)),
        &amsterdam(),
    );
    assert_eq!(
        bad.unwrap_err().as_slice().len(),
        plan::limits::PROBLEMS_MAX
    );
}

fn check_ics(text: &str, expected: &str) {
    let found = roster_from_ics(text, &amsterdam(), year());
    assert_eq!(lines(found), expected, "{text}");
}

#[test]
fn an_item_is_in_utc_in_a_zone_or_on_any_clock() {
    let early = "02-01 07:00 - 02-01 15:00 Early, ward 2";
    for times in [
        "DTSTART:20270201T060000Z\nDTEND:20270201T140000Z",
        "DTSTART:20270201T070000\nDTEND:20270201T150000",
        "DTSTART;TZID=Europe/Amsterdam:20270201T070000\nDURATION:PT8H",
        "DTSTART;TZID=\"Europe/London\":20270201T060000\nDTEND:20270201T140000Z",
        "DTSTART;TZID=/citadel.org/20210210_1/Europe/London:20270201T060000\nDURATION:PT480M",
    ] {
        check_ics(
            &item(&format!("{times}\nSUMMARY:Early\\, war\n d 2")),
            early,
        );
    }
    check_ics(
        &item("DTSTART;VALUE=DATE:20270201"),
        "02-01 00:00 - 02-02 00:00",
    );
    let days = "DTSTART;VALUE=DATE:20270327\nDTEND;VALUE=DATE:20270330";
    check_ics(&item(days), "03-27 00:00 - 03-30 00:00");
    // An alarm's own lines are not the item's.
    let alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5M\nEND:VALARM";
    check_ics(
        &item(&format!(
            "{alarm}\nDTSTART:20270201T060000Z\nDTEND:20270201T140000Z"
        )),
        "02-01 07:00 - 02-01 15:00",
    );
    check_ics(&item("STATUS:CANCELLED\nDTSTART:20270201T060000Z"), "");
    check_ics(&item("DTSTART:20261231T225900Z\nDURATION:PT8H"), "");
    check_ics(
        &item("DTSTART:20261231T230000Z\nDURATION:PT8H"),
        "01-01 00:00 - 01-01 08:00",
    );
}

#[test]
fn a_zone_that_only_the_file_knows_is_followed() {
    let definition = "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\n\
        BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
        BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    // Each day of the year at each half hour around the changes, as in the zone that is meant.
    for clock in ["000000", "013000", "020000", "023000", "030000", "120000"] {
        let event = |name: &str| {
            format!(
                "BEGIN:VEVENT\nDTSTART;TZID={name}:20270101T{clock}\nDURATION:PT1H\n\
                 RRULE:FREQ=DAILY;UNTIL=20271230T225959Z\nEND:VEVENT"
            )
        };
        let theirs = calendar(&format!("{definition}{}", event("W. Europe Standard Time")));
        let known = calendar(&event("Europe/Berlin"));
        let [theirs, known] =
            [theirs, known].map(|text| roster_from_ics(&text, &zone("UTC"), year()));
        assert!(known.as_ref().unwrap().len() >= 363);
        assert_eq!(theirs, known, "{clock}");
    }
}

#[test]
fn items_come_back_leave_out_and_move() {
    check_ics(
        &calendar(
            "BEGIN:VEVENT\nUID:nights\nSUMMARY:Night\nDTSTART;TZID=Europe/Amsterdam:20270322T230000\n\
             DTEND;TZID=Europe/Amsterdam:20270323T070000\n\
             RRULE:FREQ=WEEKLY;BYDAY=MO,SA;UNTIL=20270405T210000Z\n\
             EXDATE;TZID=Europe/Amsterdam:20270329T230000\n\
             RDATE;TZID=Europe/Amsterdam:20270331T230000\n\
             RDATE;VALUE=PERIOD:20270402T080000Z/PT4H,20270403T080000Z/20270403T090000Z\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:nights\nSUMMARY:Moved\nRECURRENCE-ID:20270403T210000Z\n\
             DTSTART;TZID=Europe/Amsterdam:20270404T120000\nDURATION:PT2H\nEND:VEVENT",
        ),
        "03-22 23:00 - 03-23 07:00 Night\n03-27 23:00 - 03-28 07:00 Night\n\
         03-31 23:00 - 04-01 07:00 Night\n04-02 10:00 - 04-02 14:00 Night\n\
         04-03 10:00 - 04-03 11:00 Night\n04-04 12:00 - 04-04 14:00 Moved\n\
         04-05 23:00 - 04-06 07:00 Night",
    );
    // A cancelled instance takes the place of one that comes back.
    check_ics(
        &calendar(
            "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270101\nRRULE:FREQ=MONTHLY;COUNT=3\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;VALUE=DATE:20270201\nSTATUS:CANCELLED\n\
             DTSTART;VALUE=DATE:20270201\nEND:VEVENT",
        ),
        "01-01 00:00 - 01-02 00:00\n03-01 00:00 - 03-02 00:00",
    );
    // From years ago without an end, and a whole day left out of items with clock times.
    check_ics(
        &item(
            "DTSTART:20100104T080000\nDTEND:20100104T160000\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1MO,2MO\n\
             EXDATE;VALUE=DATE:20270111",
        ),
        "01-04 08:00 - 01-04 16:00",
    );
}

fn check_ics_problems(text: &str, expected: &str) {
    let found = problems(roster_from_ics(text, &amsterdam(), year()));
    assert_eq!(found, expected, "{text}");
}

#[test]
fn all_that_is_wrong_with_a_calendar_is_said_with_its_place() {
    check_ics_problems(
        "",
        "1:1: This is not a calendar file. It would begin with BEGIN:VCALENDAR.",
    );
    let written = "It is written like 20270201T070000, 20270201T060000Z or 20270201.";
    check_ics_problems(
        &calendar(
            "BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART:2027-02-01\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART:20270201T070000\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART;TZID=Mars:20270201T070000\nDURATION:PT8H\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART:20270201T070000\nDURATION:8 hours\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART:20270201T070000\nDTEND:20270201T070000\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART:20270201T070000\nDURATION:PT8H\nRRULE:FREQ=HOURLY\nEND:VEVENT\n\
             BEGIN:VEVENT\nDTSTART:20270201T070000\nDURATION:PT8H\nRRULE:FREQ=WEEKLY;BYDAY=XX\nEND:VEVENT",
        ),
        &format!(
            "3:7: This item has no beginning. It would have a line DTSTART.\n\
             7:9: `2027-02-01` is not a date or a time. {written}\n\
             10:9: This item has no end. It would have a line DTEND or DURATION.\n\
             13:19: The time zone `Mars` is not known, and the file does not define it. A known one \
             is written like Europe/Amsterdam.\n\
             18:10: `8 hours` is not the length of a shift. It is written like PT8H or P1D.\n\
             21:9: The shift ends at 2027-02-01T07:00:00, which is not after its beginning, \
             2027-02-01T07:00:00. Write an end that is later.\n\
             27:7: The rule of repetition `FREQ=HOURLY` cannot be followed. Shifts come back by the \
             day, week, month or year. A rule is written like FREQ=WEEKLY;BYDAY=MO,TU.\n\
             32:7: The rule of repetition `FREQ=WEEKLY;BYDAY=XX` cannot be followed. It contradicts \
             itself. A rule is written like FREQ=WEEKLY;BYDAY=MO,TU."
        ),
    );
}

#[test]
fn the_rules_give_what_another_library_gives() {
    for rule in [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15;COUNT=40",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYWEEKNO=20,53;BYDAY=MO",
    ] {
        let text = item(&format!(
            "DTSTART;TZID=Europe/Amsterdam:20250106T083000\nDURATION:PT8H\nRRULE:{rule}"
        ));
        let theirs =
            common::calendar_of(&text).expand_dates(calcard::common::timezone::Tz::UTC, 2_000);
        assert!(theirs.errors.is_empty());
        let starts = theirs.events.iter().map(|event| {
            let at = Timestamp::from_second(event.start.timestamp()).unwrap();
            amsterdam().to_datetime(at)
        });
        // An item stands for its own beginning as well, also where the rule does not.
        let first = date(2025, 1, 6).at(8, 30, 0, 0);
        let mut starts: Vec<_> = starts
            .filter(|at| at.year() < 2030)
            .chain([first])
            .collect();
        starts.sort();
        starts.dedup();
        let years = window(date(2025, 1, 1), date(2030, 1, 1));
        let ours = roster_from_ics(&text, &amsterdam(), years).unwrap();
        let ours: Vec<_> = ours.iter().map(|shift| shift.from).collect();
        assert_eq!(ours, starts, "{rule}");
    }
}

#[test]
fn rules_that_never_come_true_or_never_end_are_soon_done_with() {
    check_ics(
        &item("DTSTART:20270201T070000\nDURATION:PT8H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        "02-01 07:00 - 02-01 15:00",
    );
    let event =
        "BEGIN:VEVENT\nDTSTART:19000101T070000\nDURATION:PT8H\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
    let many = calendar(event.repeat(40).trim_end());
    let found = problems(roster_from_ics(&many, &amsterdam(), year()));
    assert!(found.contains("It begins too long ago."), "{found}");
}

#[test]
fn a_damaged_calendar_says_where() {
    check_ics_problems(
        &calendar("BEGIN:VEVENT\nDTEND 20270201T070000\nDTSTART:20270201T070000\nDURATION:PT8H"),
        "1:7: `VCALENDAR` begins here and has no end. The file may have been cut off: export it \
         again.\n\
         3:7: `VEVENT` begins here and has no end. The file may have been cut off: export it \
         again.\n\
         4:1: The line `DTEND 20270201T070000` has no value. It would have a colon and a time \
         behind it.\n\
         7:5: `VCALENDAR` ends here and has no beginning. The file may be damaged: export it again.",
    );
}

/// A plan in which Mara has Noor whenever a roster of Elias does not say otherwise.
fn plan_with(clauses: &str) -> ParentingPlan {
    let head: String = plan::EXAMPLE
        .split_inclusive("\n[[clause]]")
        .next()
        .unwrap()
        .to_owned();
    let text = format!(
        "{head}\nid = \"home\"\ntitle = {{ en = \"Home\" }}\n\
         sentence = {{ en = \"With Mara.\" }}\nalways = \"mara\"\n\n{clauses}"
    );
    ParentingPlan::read(&text, date(2026, 9, 1)).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The care that a roster gives is exactly its shifts.
fn check_clause(shifts: &[Shift], kind: RosterKind, parent: &str, clauses: usize) {
    let text = roster_clause(
        shifts,
        &parent.parse().unwrap(),
        &"roster".parse().unwrap(),
        kind,
    );
    let plan = plan_with(&text);
    assert_eq!(plan.clauses().len(), 1 + clauses);
    let (first, last) = (shifts[0].from.date(), shifts[shifts.len() - 1].until.date());
    let timeline = compile(&plan, window(first, last + 1.day()), &[]);
    let care = &timeline.children()[0].care;
    let found: Vec<_> = care
        .iter()
        .filter(|care| care.parent == Side::B)
        .map(|care| (care.start, care.end))
        .collect();
    let instant = |at| timeline.instant(at);
    let expected: Vec<_> = shifts
        .iter()
        .map(|s| (instant(s.from), instant(s.until)))
        .collect();
    assert_eq!(found, expected);
    assert!(timeline.children()[0].clashes.is_empty());
}

fn nights(count: i32) -> Vec<Shift> {
    let shift = |night: i32| Shift {
        from: date(2027, 1, 1).at(23, 0, 0, 0) + night.days(),
        until: date(2027, 1, 2).at(7, 0, 0, 0) + night.days(),
        label: "\"]\nalways = \"elias\" # night".to_owned(),
    };
    (0..count).map(shift).collect()
}

#[test]
fn a_roster_is_a_clause_that_a_plan_can_have() {
    check_clause(&nights(1), RosterKind::Care, "elias", 1);
    check_clause(&nights(500), RosterKind::Care, "elias", 1);
    let other = "elias".parse().unwrap();
    check_clause(&nights(1_001), RosterKind::Work { other }, "mara", 3);
    let text = roster_clause(
        &nights(1),
        &"elias".parse().unwrap(),
        &"roster".parse().unwrap(),
        RosterKind::Care,
    );
    assert_eq!(
        text,
        "[[clause]]\nid = \"roster\"\n\
         title = { en = \"The roster of Elias\", nl = \"Het rooster van Elias\" }\n\
         sentence = { en = \"In the times of this roster the children are with Elias.\", \
         nl = \"In de tijden van dit rooster zijn de kinderen bij Elias.\" }\n\
         spans = [\n  { parent = \"elias\", from = 2027-01-01T23:00:00, until = 2027-01-02T07:00:00 },\n]\n"
    );
    let none = roster_clause(
        &[],
        &"elias".parse().unwrap(),
        &"roster".parse().unwrap(),
        RosterKind::Care,
    );
    assert_eq!(none, "");
}

#[test]
fn a_roster_goes_from_file_to_care() {
    let text = item(
        "DTSTART;TZID=Europe/Amsterdam:20270104T230000\nDTEND;TZID=Europe/Amsterdam:20270105T070000\n\
         RRULE:FREQ=WEEKLY;BYDAY=MO,TH",
    );
    let shifts = roster_from_ics(&text, &amsterdam(), year()).unwrap();
    assert_eq!(shifts.len(), 104);
    check_clause(&shifts, RosterKind::Care, "elias", 1);
}
