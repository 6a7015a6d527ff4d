//! Any text is read as a roster or refused at places that exist; what was read is sound, and a
//! plan can hold the clause that is made of it.

#![no_main]

use calendar::{RosterError, RosterKind, Shift, roster_clause, roster_from_csv, roster_from_ics};
use jiff::civil::date;
use jiff::tz::TimeZoneDatabase;
use libfuzzer_sys::fuzz_target;
use plan::{ParentingPlan, Window};

fuzz_target!(|text: &str| {
    let Ok(zone) = TimeZoneDatabase::bundled().get("Europe/Amsterdam") else {
        return;
    };
    let Ok(window) = Window::new(date(2027, 1, 1), date(2028, 1, 1)) else {
        return;
    };
    check(text, roster_from_csv(text, &zone));
    check(text, roster_from_ics(text, &zone, window));
});

fn check(text: &str, found: Result<Vec<Shift>, RosterError>) {
    match found {
        Ok(shifts) => {
            assert!(shifts.is_sorted());
            assert!(shifts.iter().all(|shift| shift.from < shift.until));
            if !shifts.is_empty() {
                let parse = ("elias".parse(), "roster".parse());
                let (Ok(parent), Ok(id)) = parse else { return };
                let clause = roster_clause(&shifts, &parent, &id, RosterKind::Care);
                let plan = format!("{}\n{clause}", plan::EXAMPLE);
                assert!(ParentingPlan::read(&plan, date(2026, 11, 20)).is_ok());
            }
        }
        Err(error) => {
            let lines = text.split('\n').count();
            for problem in &error {
                assert!(problem.line >= 1 && problem.column >= 1);
                assert!(usize::try_from(problem.line).is_ok_and(|line| line <= lines));
            }
        }
    }
}
