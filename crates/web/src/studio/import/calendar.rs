//! A calendar as stretches of care: its items by what they are called, whose time those are, and the
//! rhythm that explains them. Pure.

use std::fmt::Write as _;

use calendar::{RosterError, Shift, roster_from_ics};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use plan::detect::{DetectError, Detection, Name, Rhythm, STRETCHES_MAX, detect};
use plan::{Change, DatedSpan, Nights, Side, Window};

/// How far back items are looked at.
const BACK_YEARS: i32 = 3;
/// How far ahead.
const AHEAD_YEARS: i32 = 2;
/// Most names of items that are asked about.
pub const LABELS_MAX: usize = 40;
/// How an item's times are written into the form.
const MOMENT: &str = "%Y-%m-%dT%H:%M";

/// Whose time an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// One parent's.
    Of(Side),
    /// It says nothing of care.
    #[default]
    Nobody,
}

impl Whose {
    /// As a value of a form.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Of(Side::A) => "a",
            Self::Of(Side::B) => "b",
            Self::Nobody => "out",
        }
    }

    /// From a value of a form.
    #[must_use]
    pub fn read(value: &str) -> Self {
        match value {
            "a" => Self::Of(Side::A),
            "b" => Self::Of(Side::B),
            _ => Self::Nobody,
        }
    }
}

/// The items of a calendar, by what they are called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Items {
    /// What they are called, the most usual first.
    pub labels: Vec<String>,
    /// From when until when, and the place of its label.
    pub items: Vec<(DateTime, DateTime, usize)>,
    /// Items that were left out, since there are too many names for them to be asked about.
    pub left_out: usize,
}

/// Why a calendar gives no items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// Something in it cannot be understood, each at its line and column.
    Wrong(RosterError),
    /// It has no items in the years that are looked at.
    Empty,
    /// It has more items than a rhythm is looked for in.
    TooMany {
        /// How many it has.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
}

/// Reads a calendar (RFC 5545), on the clock of the family.
///
/// # Errors
/// [`Unread`] when it has nothing that can be looked at.
pub fn items(text: &str, zone: &TimeZone, today: Date) -> Result<Items, Unread> {
    let from = today.saturating_sub(BACK_YEARS.years());
    let to = today.saturating_add(AHEAD_YEARS.years());
    let Ok(window) = Window::new(from, to) else {
        return Err(Unread::Empty);
    };
    let shifts = roster_from_ics(text, zone, window).map_err(Unread::Wrong)?;
    if shifts.is_empty() {
        return Err(Unread::Empty);
    }
    let (found, limit) = (shifts.len(), STRETCHES_MAX.min(FORM_ITEMS_MAX));
    if found > limit {
        return Err(Unread::TooMany { found, limit });
    }
    Ok(sorted(&shifts))
}

/// More items would not fit into the form that carries them on.
const FORM_ITEMS_MAX: usize = 1_200;

fn sorted(shifts: &[Shift]) -> Items {
    let mut labels: Vec<(&str, usize)> = Vec::new();
    for shift in shifts {
        match labels.iter_mut().find(|(label, _)| *label == shift.label) {
            Some((_, count)) => *count += 1,
            None => labels.push((&shift.label, 1)),
        }
    }
    labels.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    labels.truncate(LABELS_MAX);
    let place = |label: &str| labels.iter().position(|(known, _)| *known == label);
    let items: Vec<_> = shifts
        .iter()
        .filter_map(|shift| Some((shift.from, shift.until, place(&shift.label)?)))
        .collect();
    Items {
        left_out: shifts.len() - items.len(),
        items,
        labels: labels
            .iter()
            .map(|(label, _)| (*label).to_owned())
            .collect(),
    }
}

impl Items {
    /// As one value of a form: an item a line.
    #[must_use]
    pub fn written(&self) -> String {
        let mut text = String::new();
        for (from, until, label) in &self.items {
            let (from, until) = (from.strftime(MOMENT), until.strftime(MOMENT));
            // Writing into a text does not fail.
            let _ = writeln!(text, "{from} {until} {label}");
        }
        text
    }

    /// What [`Items::written`] wrote, with the labels that came beside it; lines that it did not
    /// write are passed over.
    #[must_use]
    pub fn read(written: &str, labels: Vec<String>) -> Self {
        let item = |line: &str| {
            let mut parts = line.split_whitespace();
            let from = DateTime::strptime(MOMENT, parts.next()?).ok()?;
            let until = DateTime::strptime(MOMENT, parts.next()?).ok()?;
            let label: usize = parts.next()?.parse().ok()?;
            (from < until && label < labels.len()).then_some((from, until, label))
        };
        let items = written.lines().take(FORM_ITEMS_MAX).filter_map(item);
        Self {
            items: items.collect(),
            labels,
            left_out: 0,
        }
    }

    /// What the items say of care, once it is known whose each of them is; what lies between them is
    /// `between`'s.
    ///
    /// # Errors
    /// As [`detect`].
    pub fn detected(&self, whose: &[Whose], between: Whose) -> Result<Detection, DetectError> {
        let mut spans: Vec<DatedSpan> = self
            .items
            .iter()
            .filter_map(|(from, until, label)| {
                let Whose::Of(parent) = whose.get(*label).copied().unwrap_or_default() else {
                    return None;
                };
                Some(DatedSpan {
                    parent,
                    from: *from,
                    until: *until,
                })
            })
            .collect();
        if let Whose::Of(parent) = between {
            let gaps = gaps(&mut spans, parent);
            spans.extend(gaps);
        }
        detect(&spans)
    }
}

/// The time between the first and the last stretch that none of them covers.
fn gaps(spans: &mut [DatedSpan], parent: Side) -> Vec<DatedSpan> {
    spans.sort_by_key(|span| span.from);
    let mut gaps = Vec::new();
    let mut covered: Option<DateTime> = None;
    for span in spans.iter() {
        if let Some(from) = covered.filter(|covered| *covered < span.from) {
            gaps.push(DatedSpan {
                parent,
                from,
                until: span.from,
            });
        }
        covered = covered.max(Some(span.until));
    }
    gaps
}

/// Nights from Monday to Saturday.
const UNTIL_SUNDAY: i32 = 6;

/// The same rhythm, its nights counted from near the day on which a plan begins. A cycle runs in both
/// directions, so this changes no night; but what is said of the first weekend is then of one that
/// the plan has.
#[must_use]
pub fn counted_near(rhythm: &Rhythm, begins: Date) -> Rhythm {
    match rhythm {
        Rhythm::Nights(nights) => Rhythm::Nights(Nights {
            start: start_near(nights, begins),
            ..nights.clone()
        }),
        Rhythm::Weeks(weeks) => Rhythm::Weeks(weeks.clone()),
    }
}

/// The first night of the cycle that a date is in, or of the next one where the first week of that
/// cycle is over.
fn start_near(nights: &Nights, date: Date) -> Date {
    let length = i32::try_from(nights.cycle.len()).unwrap_or(1).max(1);
    let place = (date - nights.start).get_days().rem_euclid(length);
    let night = usize::try_from(place).ok();
    let night = night.and_then(|place| nights.cycle.get(place));
    // A weekend may have a Sunday night.
    let in_weekend = place == UNTIL_SUNDAY && night != nights.cycle.first();
    let ahead = if place < UNTIL_SUNDAY || in_weekend {
        -place
    } else {
        length - place
    };
    date.saturating_add(ahead.days())
}

/// The rule of a rhythm as a line of a plan, with the parents by id and letter.
#[must_use]
pub fn rule((rhythm, name): (&Rhythm, Option<Name>), ids: [&str; 2], letters: [char; 2]) -> String {
    match rhythm {
        Rhythm::Nights(nights) => {
            let sequence: String = nights
                .cycle
                .iter()
                .map(|side| letters[side.index()])
                .collect();
            let what = match name {
                Some(name) => format!(
                    "pattern = \"{}\", first = \"{}\"",
                    name.pattern.name,
                    ids[name.first.index()]
                ),
                None => format!("sequence = \"{sequence}\""),
            };
            format!(
                "nights = {{ {what}, start = {}, change = {} }}\n",
                nights.start,
                change(&nights.change)
            )
        }
        Rhythm::Weeks(weeks) => {
            let mut keys = String::new();
            for (key, side) in [("odd", weeks.odd), ("even", weeks.even)] {
                if let Some(side) = side {
                    let _ = write!(keys, "{key} = \"{}\", ", ids[side.index()]);
                }
            }
            let numbering = match weeks.numbering {
                plan::WeekNumbering::Iso => "iso",
                plan::WeekNumbering::FirstMonday => "first-monday",
            };
            format!(
                "weeks = {{ {keys}day = \"{}\", change = {}, numbering = \"{numbering}\" }}\n",
                weekday(weeks.day),
                clock(weeks.change)
            )
        }
    }
}

fn clock(time: Time) -> String {
    format!("\"{:02}:{:02}\"", time.hour(), time.minute())
}

fn change(change: &Change) -> String {
    match change {
        Change::Daily(time) => clock(*time),
        Change::ByWeekday(_) => {
            let days = Weekday::Monday.cycle_forward().take(7);
            let days: Vec<String> = days
                .map(|day| format!("{} = {}", weekday(day), clock(change.on(day))))
                .collect();
            format!("{{ {} }}", days.join(", "))
        }
    }
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}
