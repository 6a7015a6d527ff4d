//! Odd and even weeks around a week 53: both it and week 1 are odd, so one parent gets two weeks
//! in a row, or two weeks are left to the clauses below.

use super::{Look, Said, WarningFacts, WarningKind, day_of, named};
use crate::compile::{Span, own_spans};
use crate::day;
use crate::rule::{Recurrence, Rule};
use crate::{Clause, ClauseIndex};

/// Dates that are named, at most.
const NAMED: usize = 3;

pub(super) fn warnings(look: &Look<'_>, index: ClauseIndex, clause: &Clause) -> Vec<Said> {
    let (found, help) = match &clause.rule {
        Some(Rule::Weeks(weeks)) if weeks.odd != weeks.even => (
            anomalies(look, index, clause, 7),
            "To take turns strictly, write nights = { pattern = \"alternating-weeks\", … }.",
        ),
        Some(Rule::Weekly(weekly)) if by_parity(weekly.recurrence) => (
            anomalies(look, index, clause, 14),
            "To take turns strictly, write every = 2 and a start instead of weeks.",
        ),
        _ => return Vec::new(),
    };
    let Some(first) = found.first() else {
        return Vec::new();
    };
    let from = named(first.day);
    let who = look.plan.parent(first.side).name.as_str();
    let what = match (first.both, &clause.rule) {
        (true, Some(Rule::Weeks(_))) => {
            format!("{who} has two weeks in a row from {from} on")
        }
        (true, _) => format!("This clause gives {who} two weeks in a row from {from} on"),
        (false, _) => {
            format!("This clause leaves out two weeks in a row from {from} on")
        }
    };
    let later: Vec<String> = found
        .iter()
        .skip(1)
        .take(NAMED - 1)
        .map(|anomaly| named(anomaly.day))
        .collect();
    let again = if later.is_empty() {
        String::new()
    } else {
        format!(" It happens again from {} on.", later.join(" and from "))
    };
    let message =
        format!("{what}, because week 53 and the week 1 after it both have odd numbers.{again}");
    let days = found.iter().take(NAMED);
    let days = days.map(|anomaly| day::date(anomaly.day)).collect();
    let facts = if first.both {
        let side = first.side;
        WarningFacts::TwoWeeks { side, days }
    } else {
        WarningFacts::NoWeeks { days }
    };
    let kind = WarningKind::WeekFiftyThree;
    vec![Said::new(kind, facts, message, help)]
}

fn by_parity(recurrence: Recurrence) -> bool {
    matches!(
        recurrence,
        Recurrence::OddWeeks(_) | Recurrence::EvenWeeks(_)
    )
}

struct Anomaly {
    /// The first day of the two weeks.
    day: i32,
    /// They are given twice, rather than left out twice.
    both: bool,
    side: crate::Side,
}

/// Where the stretches of a clause do not follow each other after the usual number of days.
fn anomalies(look: &Look<'_>, index: ClauseIndex, clause: &Clause, usual: i32) -> Vec<Anomaly> {
    let mut found: Vec<Anomaly> = Vec::new();
    for child in look.children(clause) {
        let spans = own_spans(look.walls, (index, clause), child, look.clip());
        // Of several windows a week the first stands for all.
        let firsts: Vec<Span> = spans
            .unwrap_or_default()
            .into_iter()
            .filter(|span| span.order & 0xFFFF == 0)
            .collect();
        for pair in firsts.windows(2) {
            let [one, next] = pair else { continue };
            let days = day_of(next.start) - day_of(one.start);
            let alternating = usual == 7 && one.side != next.side;
            let (both, day) = match days {
                7 if usual == 14 || !alternating => (true, day_of(one.start)),
                21 => (false, day_of(one.start) + 7),
                _ => continue,
            };
            if found.iter().all(|known| known.day != day) {
                found.push(Anomaly {
                    day,
                    both,
                    side: one.side,
                });
            }
        }
    }
    found.sort_by_key(|anomaly| anomaly.day);
    found
}
