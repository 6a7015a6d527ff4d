//! What a parent who said to want to call more is told, and nobody else: when the children are free,
//! and when the last call was. One calm sentence, never a number of calls.
//!
//! May touch: the family in memory, and what is the reader's own.

use family::{CallWish, Family, FreeTime, free_time};
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use plan::{Side, Window};

use crate::http::Stage;
use crate::swap::cast;
use crate::text::{Text, clock, date_long, on_day, t, weekday_name};

/// How many days ahead the children are looked for.
const DAYS_AHEAD: i32 = 8;

/// What of this section is the reader's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own<'a> {
    /// What was chosen.
    pub wish: CallWish,
    /// What is told.
    pub said: Option<String>,
    /// The token of the page's forms.
    pub token: &'a str,
}

/// What the reader is told, who chose that.
pub(crate) fn nudge(stage: &Stage) -> Option<String> {
    match stage.mine.calls_wished() {
        CallWish::AsItIs => None,
        CallWish::More => told(stage.text(), stage.family(), stage.side, stage.now),
    }
}

/// When the children are free to be called, and when the last call was. Nothing while they are with
/// the reader for days.
#[must_use]
pub fn told(text: &Text, family: &Family, side: Side, now: Timestamp) -> Option<String> {
    let today = family.date_at(now);
    let last = today.checked_add(DAYS_AHEAD.days()).ok()?;
    let timeline = family.timeline(Window::new(today, last).ok()?)?;
    let free = free_time(family, &timeline, side, now)?;
    let mut said = free_words(text, family, (side, &free), now);
    if let Some(at) = last_call(family, side) {
        said.push(' ');
        said.push_str(&last_words(text, at, today));
    }
    Some(said)
}

fn free_words(
    text: &Text,
    family: &Family,
    (side, free): (Side, &FreeTime),
    now: Timestamp,
) -> String {
    let zone = family.zone();
    let names = cast(family, side).names(text, &free.children);
    let until = clock(text, zone.to_datetime(free.until).time());
    if free.from <= now {
        return t!(
            text,
            "call-rhythm-free-now",
            children = names,
            until = until
        );
    }
    let from = on_day(text, zone.to_datetime(free.from), family.date_at(now));
    t!(
        text,
        "call-rhythm-free",
        children = names,
        from = from,
        until = until
    )
}

/// When the last call of a parent with any of the children began.
fn last_call(family: &Family, side: Side) -> Option<DateTime> {
    let mut newest = family.calls().all().rev();
    let last = newest.find(|noted| noted.held.is_contact() && noted.held.parent == side)?;
    Some(family.zone().to_datetime(last.held.at))
}

fn last_words(text: &Text, at: DateTime, today: Date) -> String {
    let days = (today - at.date()).get_days();
    match days {
        i32::MIN..=0 => t!(text, "call-rhythm-last-today").into_owned(),
        1 => t!(text, "call-rhythm-last-yesterday").into_owned(),
        2..=6 => t!(
            text,
            "call-rhythm-last",
            day = weekday_name(text, at.weekday())
        ),
        7..=i32::MAX => t!(text, "call-rhythm-last", day = date_long(text, at.date())),
    }
}
