//! Whatever a text says, it is read as a roster or refused at places that exist; and what is
//! written as a table comes back.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use calendar::{RosterError, Shift, roster_from_csv, roster_from_ics};
use common::{amsterdam, calendar, year};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

/// What may be read is sound; what is refused has places that exist.
fn sound(text: &str, found: Result<Vec<Shift>, RosterError>) {
    match found {
        Ok(shifts) => {
            assert!(shifts.is_sorted());
            assert!(
                shifts
                    .iter()
                    .all(|s| s.from < s.until && s.from.second() == 0)
            );
        }
        Err(error) => {
            let lines = u32::try_from(text.split('\n').count()).unwrap();
            assert!(!error.as_slice().is_empty());
            for problem in &error {
                assert!(
                    (1..=lines).contains(&problem.line) && problem.column >= 1,
                    "{problem}"
                );
            }
        }
    }
}

fn survives(text: &str) {
    sound(text, roster_from_csv(text, &amsterdam()));
    sound(text, roster_from_ics(text, &amsterdam(), year()));
}

/// A rich text of each kind, some of whose pieces are swapped for others.
fn mutated() -> impl Strategy<Value = String> {
    let pieces = || {
        prop::sample::select(vec![
            ":",
            ";",
            "=",
            "\n",
            "\r\n ",
            "\"",
            ",",
            "/",
            "Z",
            "T",
            "-",
            "+",
            "0",
            "9",
            "99999999999",
            "BEGIN:VEVENT\n",
            "END:VEVENT\n",
            "BEGIN:VTIMEZONE\n",
            "RRULE:",
            "COUNT=0",
            "INTERVAL=0",
            "INTERVAL=65535",
            "BYSETPOS=-366",
            "BYWEEKNO=-53",
            "BYYEARDAY=366",
            "BYDAY=-5MO",
            "é",
            "FREQ=YEARLY",
            "FREQ=MONTHLY",
            "FREQ=DAILY",
            "UNTIL=99991231",
            "19000101",
            "21991231",
            "BYHOUR=23,0",
            "P999W",
            "WKST=SU",
            "date,from,until\n",
            "24:00",
            "2027-03-28T02:30",
        ])
    };
    let ics = calendar(
        "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n\
         TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nUID:1\nSUMMARY:Night\nDTSTART;TZID=Own:20270104T230000\nDTEND;TZID=Own:20270105T070000\n\
         RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270501T000000Z\nEXDATE;TZID=Own:20270107T230000\n\
         RDATE;VALUE=PERIOD:20270402T080000Z/PT4H\nEND:VEVENT",
    );
    let csv =
        "date;from;until;label\n2027-02-01;07:00;15:00;early\n2027-02-02;23:00;07:00;\"a;b\"\n";
    let base = prop_oneof![Just(ics), Just(csv.to_owned())];
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, pieces()), 0..8);
    (base, edits).prop_map(|(mut text, edits)| {
        for (at, length, piece) in edits {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let from = starts
                .get(at.index(starts.len().max(1)))
                .copied()
                .unwrap_or(0);
            let to = text
                .char_indices()
                .map(|(at, _)| at)
                .find(|to| *to >= from + length);
            text.replace_range(from..to.unwrap_or(text.len()), piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn a_mutated_roster_is_read_or_refused(text in mutated()) {
        survives(&text);
    }

    #[test]
    fn any_table_of_shifts_comes_back(
        starts in prop::collection::vec((0..500_000_i64, 1..44_000_i64), 1..30),
    ) {
        let start = date(2027, 1, 1).at(0, 0, 0, 0);
        let mut shifts: Vec<Shift> = starts
            .iter()
            .map(|(from, length)| Shift {
                from: start + from.minutes(),
                until: start + (from + length).minutes(),
                label: format!("shift; \"{from}\", é"),
            })
            .collect();
        shifts.sort();
        let row = |s: &Shift| format!("{},{},\"{}\"\n", s.from, s.until, s.label.replace('"', "\"\""));
        let text: String = shifts.iter().map(row).collect();
        let found = roster_from_csv(&format!("from,until,label\n{text}"), &amsterdam());
        prop_assert_eq!(found, Ok(shifts));
    }
}
