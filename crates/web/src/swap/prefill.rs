//! The swap that a day suggests: that day's stay, or the weekend's; and one that was proposed before.
//!
//! May touch: its arguments.

use family::Terms;
use jiff::civil::{Date, DateTime, DateTimeRound, Time, Weekday};
use jiff::{RoundMode, SignedDuration, ToSpan, Unit};
use plan::{ChildId, OneOff, ParentingPlan, Side, Window};

use super::Looking;
use super::form::{MoveForm, SwapForm, minutes, side_value};
use crate::offers::prefill::answer_by;

/// Stays of at most this many nights are proposed whole.
const SHORT_STAY_NIGHTS: i32 = 4;
/// How long it may take to write a proposal and send it.
const WRITING: SignedDuration = SignedDuration::from_mins(15);
/// How many days around the chosen one are looked at.
const AROUND: i32 = 21;
/// The clock time of a proposal within a stay whose own handovers are too far away to see.
const OTHERWISE: Time = Time::constant(17, 0, 0, 0);

/// The coming Saturday: where a proposal starts when no day was chosen. Today, if today is one.
#[must_use]
pub fn coming_saturday(today: Date) -> Date {
    let mut days = today.series(1.day());
    days.find(|day| day.weekday() == Weekday::Saturday)
        .unwrap_or(today)
}

/// A form filled in with the stay of a day: the children who share the oldest child's stay
/// that night, its time, and the other parent.
///
/// A short stay is taken whole. Of a longer one, a day from Friday to Sunday takes the weekend
/// from Friday to Monday, another day the time until the next day, at the clock times of the
/// stay's own handovers. What has begun by `now` is proposed from the next full hour on, since
/// nothing that has passed can be swapped. Without a stay on that day, the day itself is filled in and the rest
/// is left to choose.
#[must_use]
pub fn prefill(plan: &ParentingPlan, agreed: &[OneOff], day: Date, now: DateTime) -> SwapForm {
    let change = stay_on(plan, agreed, day, now).unwrap_or_else(|| MoveForm {
        start_day: day.to_string(),
        end_day: day.to_string(),
        ..MoveForm::default()
    });
    SwapForm {
        moves: vec![change],
        ..SwapForm::default()
    }
}

/// The same as a swap that was proposed before, with a deadline where one lies before it begins;
/// the reason is left to be said. `None` where the id names no swap of the family.
#[must_use]
pub fn again(look: &Looking<'_>, id: &str) -> Option<SwapForm> {
    let proposal = look.family.proposal(&id.parse().ok()?)?;
    let terms = &proposal.current().terms;
    let Terms::Swap(moves) = terms else {
        return None;
    };
    let mut form = SwapForm::of(moves);
    if let Some(by) = answer_by(look, terms) {
        form.by_day = by.date().to_string();
        form.by_time = minutes(by.time());
    }
    Some(form)
}

struct Stay {
    child: ChildId,
    with: Side,
    start: DateTime,
    end: DateTime,
    /// Clock times of the handovers at both ends, where they are within sight.
    clocks: [Option<Time>; 2],
}

fn stay_on(plan: &ParentingPlan, agreed: &[OneOff], day: Date, now: DateTime) -> Option<MoveForm> {
    let from = day.checked_sub(AROUND.days()).ok()?;
    let to = day.checked_add((AROUND + 1).days()).ok()?;
    let window = Window::new(from, to).ok()?;
    let timeline = plan::compile(plan, window, agreed);
    let zone = plan.zone();
    let night = zone.to_timestamp(night_of(day, plan.night_at())?).ok()?;
    let mut children: Vec<&plan::Child> = plan.children().iter().collect();
    children.sort_by_key(|child| child.born);
    let stays: Vec<Stay> = children
        .into_iter()
        .filter_map(|child| {
            let stays = timeline.child(&child.id)?.stays();
            let care = stays
                .into_iter()
                .find(|stay| stay.start <= night && night < stay.end)?;
            let (start, end) = (zone.to_datetime(care.start), zone.to_datetime(care.end));
            let opens = (care.start > timeline.start()).then(|| start.time());
            let closes = (care.end < timeline.end()).then(|| end.time());
            let child = child.id.clone();
            Some(Stay {
                child,
                with: care.parent,
                start,
                end,
                clocks: [opens, closes],
            })
        })
        .collect();
    let lead = stays.first()?;
    let (start, end) = proposed(lead, day)?;
    let start = to_come(start, end, now);
    let shares = |stay: &&Stay| stay.with == lead.with && stay.start <= start && stay.end >= end;
    Some(MoveForm {
        children: stays
            .iter()
            .filter(shares)
            .map(|stay| stay.child.to_string())
            .collect(),
        start_day: start.date().to_string(),
        start_time: minutes(start.time()),
        end_day: end.date().to_string(),
        end_time: minutes(end.time()),
        to: side_value(lead.with.other()).to_owned(),
    })
}

/// The start, moved to the next full hour that leaves time to write, if it has passed. Of what is
/// over, or nearly, nothing is left to move.
fn to_come(start: DateTime, end: DateTime, now: DateTime) -> DateTime {
    let hour = now
        .checked_add(WRITING)
        .and_then(|soon| {
            soon.round(
                DateTimeRound::new()
                    .smallest(Unit::Hour)
                    .mode(RoundMode::Ceil),
            )
        })
        .unwrap_or(now);
    if start <= now && hour < end {
        hour
    } else {
        start
    }
}

/// When the night of a day is counted: after midnight that is the next day.
fn night_of(day: Date, at: Time) -> Option<DateTime> {
    let date = if at.hour() < 12 {
        day.tomorrow().ok()?
    } else {
        day
    };
    Some(date.to_datetime(at))
}

/// The part of a stay that is proposed for a day.
fn proposed(stay: &Stay, day: Date) -> Option<(DateTime, DateTime)> {
    if (stay.end.date() - stay.start.date()).get_days() <= SHORT_STAY_NIGHTS {
        return Some((stay.start, stay.end));
    }
    let back = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        Weekday::Friday
        | Weekday::Monday
        | Weekday::Tuesday
        | Weekday::Wednesday
        | Weekday::Thursday => 0,
    };
    let first = day.checked_sub(back.days()).ok()?;
    let weekend = first.weekday() == Weekday::Friday;
    let last = first
        .checked_add(if weekend { 3.days() } else { 1.day() })
        .ok()?;
    let [opens, closes] = stay.clocks;
    let start = first
        .to_datetime(opens.or(closes).unwrap_or(OTHERWISE))
        .max(stay.start);
    let end = last
        .to_datetime(closes.or(opens).unwrap_or(OTHERWISE))
        .min(stay.end);
    (start < end).then_some((start, end))
}

#[cfg(test)]
#[path = "prefill_tests.rs"]
mod tests;
