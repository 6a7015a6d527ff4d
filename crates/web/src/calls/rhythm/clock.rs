//! The clock by which a call of the plan is meant, where it shows another time than the family's.
//!
//! May touch: the plan it is given.

use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::{ClauseIndex, ParentingPlan};

use crate::text::{Text, t, weekday_time};

/// The same moment on the clock of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherClock {
    /// What it shows when the call begins.
    pub at: DateTime,
    /// Where it hangs, such as `New York`.
    pub place: String,
}

/// The clocks of these clauses at a moment, those that show another time than the family's; each once.
#[must_use]
pub fn other_clock(
    plan: &ParentingPlan,
    clauses: &[ClauseIndex],
    at: Timestamp,
) -> Vec<OtherClock> {
    let here = plan.zone().to_datetime(at);
    let mut found: Vec<OtherClock> = Vec::new();
    for clause in clauses {
        let Some(zone) = plan::call_zone(plan, *clause) else {
            continue;
        };
        let shown = zone.to_datetime(at);
        let name = zone.iana_name().unwrap_or("UTC");
        let place = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        let clock = OtherClock { at: shown, place };
        if shown != here && !found.contains(&clock) {
            found.push(clock);
        }
    }
    found
}

/// `Tuesday 12:30 in New York`.
#[must_use]
pub fn words(text: &Text, clock: &OtherClock) -> String {
    t!(
        text,
        "call-rhythm-clock",
        at = weekday_time(text, clock.at),
        place = clock.place.as_str()
    )
}
