//! Holidays and feasts with their dates, and with whom the children are then, whoever gives it.
//!
//! May touch: its arguments.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use plan::dates::Certainty;
use plan::{
    Child, ChildId, ChildTimeline, Clause, DatedSpan, Occurrence, ParentingPlan, Rule, Side,
    Timeline, Window, holiday_occurrences,
};
use print::{HolidayRow, HolidayTable, PLAN_TITLE_CHARS_MAX, PLAN_WORDS_CHARS_MAX};

use super::Pen;
use super::days::Group;
use super::said;
use crate::page::Kids;
use crate::studio::year::markup::short;
use crate::text::{Text, clock_short, date_only, t, weekday_short};

/// A holiday of one year.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found<'p> {
    /// The clause that speaks of it.
    pub(super) clause: &'p Clause,
    /// Whose it is.
    pub(super) kids: Vec<ChildId>,
    /// Its first day.
    pub(super) first: Date,
    /// Its last day.
    pub(super) last: Date,
    /// With whom they are from when until when, in order; never empty.
    pub(super) parts: Vec<Part>,
    certainty: Certainty,
}

/// A stretch of a holiday on the family's own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) from: DateTime,
    pub(super) until: DateTime,
    /// With whom; `None` where nobody has said.
    pub(super) side: Option<Side>,
}

impl Found<'_> {
    /// Whether it is one of a child of this group.
    pub(super) fn is_of(&self, group: &Group) -> bool {
        group.kids.iter().any(|kid| self.kids.contains(&kid.id))
    }

    fn begins(&self) -> DateTime {
        let first = self.parts.first();
        first.map_or(self.first.at(0, 0, 0, 0), |part| part.from)
    }
}

/// Every holiday of a timeline; children whose dates and parents are the same share one.
pub(super) fn found<'p>(plan: &'p ParentingPlan, timeline: &Timeline) -> Vec<Found<'p>> {
    let mut all: Vec<Found<'p>> = Vec::new();
    for clause in plan.clauses() {
        for child in plan.children() {
            let Some(care) = timeline.child(&child.id) else {
                continue;
            };
            for one in occurrences(plan, clause, child, timeline) {
                let parts = parts(plan.zone(), (timeline, care), &one);
                if parts.is_empty() {
                    continue;
                }
                let alike = |known: &&mut Found<'p>| {
                    std::ptr::eq(known.clause, clause)
                        && (known.first, known.last) == (one.first, one.last)
                        && known.parts == parts
                };
                match all.iter_mut().find(alike) {
                    Some(known) => known.kids.push(child.id.clone()),
                    None => all.push(Found {
                        clause,
                        kids: vec![child.id.clone()],
                        first: one.first,
                        last: one.last,
                        parts,
                        certainty: one.certainty,
                    }),
                }
            }
        }
    }
    all
}

fn occurrences(
    plan: &ParentingPlan,
    clause: &Clause,
    child: &Child,
    timeline: &Timeline,
) -> Vec<Occurrence> {
    let window = timeline.window();
    match &clause.rule {
        Some(Rule::Spans(spans)) if clause.concerns(&child.id) => {
            spans.iter().map(of_span).collect()
        }
        Some(Rule::Holiday(_) | Rule::SchoolHolidays(_)) => {
            holiday_occurrences(plan, clause, child, window, timeline.passed())
        }
        Some(_) | None => Vec::new(),
    }
}

fn of_span(span: &DatedSpan) -> Occurrence {
    Occurrence {
        first: span.from.date(),
        last: last_day(span.until),
        from: span.from,
        until: span.until,
        certainty: Certainty::Certain,
    }
}

/// The last day of what ends at a moment.
fn last_day(until: DateTime) -> Date {
    let day = until.date();
    if until.time() == Time::midnight() {
        day.yesterday().unwrap_or(day)
    } else {
        day
    }
}

/// With whom a child is in a holiday, as far as the timeline goes.
fn parts(
    zone: &TimeZone,
    (timeline, care): (&Timeline, &ChildTimeline),
    one: &Occurrence,
) -> Vec<Part> {
    let start = timeline.instant(one.from).max(timeline.start());
    let end = timeline.instant(one.until).min(timeline.end());
    let mut pieces: Vec<(Timestamp, Timestamp, Option<Side>)> = Vec::new();
    let mut push = |from: Timestamp, until: Timestamp, side: Option<Side>| {
        if from >= until {
            return;
        }
        match pieces.last_mut() {
            Some((_, end, known)) if *known == side => *end = until,
            Some(_) | None => pieces.push((from, until, side)),
        }
    };
    let mut reached = start;
    if start < end {
        for stretch in care.overlapping(start, end) {
            push(reached, stretch.start.min(end), None);
            let until = stretch.end.min(end);
            push(stretch.start.max(start), until, Some(stretch.parent));
            reached = until;
        }
        push(reached, end, None);
    }
    let local = |(from, until, side)| Part {
        from: zone.to_datetime(from),
        until: zone.to_datetime(until),
        side,
    };
    pieces.into_iter().map(local).collect()
}

/// The school holidays of a group of children, first and last days.
pub(super) fn school_days(found: &[Found<'_>], group: &Group) -> Vec<(Date, Date)> {
    let of_school = found
        .iter()
        .filter(|one| matches!(one.clause.rule, Some(Rule::SchoolHolidays(_))) && one.is_of(group));
    of_school.map(|one| (one.first, one.last)).collect()
}

/// Twice twelve months, as far as the window goes, each with its first day and the first after it.
fn columns(window: Window) -> Vec<(Date, Date)> {
    let first = window.from().first_of_month();
    let year = |years: i64| first.saturating_add(jiff::Span::new().years(years));
    let both = [(year(0), year(1)), (year(1), year(2))];
    let known = both.into_iter().filter(|(first, _)| *first < window.to());
    known.collect()
}

/// The table: a row for each clause that speaks of holidays.
pub(super) fn table(pen: &Pen<'_>, window: Window, found: &[Found<'_>]) -> HolidayTable {
    let columns = columns(window);
    let kids = Kids::of(pen.plan);
    let row = |clause: &Clause| {
        let mut own: Vec<&Found<'_>> = found
            .iter()
            .filter(|one| std::ptr::eq(one.clause, clause))
            .collect();
        own.sort_by_key(|one| one.begins());
        let column = |one: &Found<'_>| columns.iter().position(|(_, after)| one.first < *after);
        let cell = |place: usize| {
            let all = own.iter().filter(|one| column(one) == Some(place));
            let said: Vec<String> = all.map(|one| dated(pen, &kids, one)).collect();
            said::fit(&said.join(" · "), PLAN_WORDS_CHARS_MAX)
        };
        let cells: Vec<String> = (0..columns.len()).map(cell).collect();
        let empty = cells.iter().all(String::is_empty);
        (!empty).then(|| HolidayRow {
            name: said::shown(clause.title(pen.language), PLAN_TITLE_CHARS_MAX),
            cells,
        })
    };
    HolidayTable {
        years: columns
            .iter()
            .map(|(first, after)| period(pen.text, *first, *after))
            .collect(),
        rows: pen.plan.clauses().iter().filter_map(row).collect(),
    }
}

/// `Sep 2026 – Aug 2027`.
fn period(text: &Text, first: Date, after: Date) -> String {
    let last = after.yesterday().unwrap_or(after);
    let month = |day: Date| format!("{} {}", short(text, day), day.year());
    format!("{} – {}", month(first), month(last))
}

/// One holiday: whose it is, from when until when, with whom.
fn dated(pen: &Pen<'_>, kids: &Kids, one: &Found<'_>) -> String {
    let text = pen.text;
    let parts = one.parts.iter().map(|part| {
        let name = match part.side {
            Some(side) => pen.name(side).to_owned(),
            None => t!(text, "paper-nobody").into_owned(),
        };
        t!(
            text,
            "paper-span-with",
            span = span(text, *part),
            name = name
        )
    });
    let mut said = parts.collect::<Vec<_>>().join("; ");
    if one.kids.len() < one.clause.children.len() {
        said = format!("{}: {said}", kids.names(text, &one.kids));
    }
    if one.certainty == Certainty::Tentative {
        said = format!("{said} ({})", t!(text, "paper-tentative"));
    }
    said
}

/// `Sun 10 May 2026, 09:00–20:00`.
fn span(text: &Text, part: Part) -> String {
    let day = |day: Date| {
        let weekday = weekday_short(text, day.weekday());
        format!("{weekday} {}", date_only(text, day))
    };
    let last = last_day(part.until);
    let from = clock_short(text, part.from.time());
    let until = if last == part.until.date() {
        clock_short(text, part.until.time())
    } else {
        t!(text, "paper-midnight").into_owned()
    };
    if part.from.date() == last {
        return t!(
            text,
            "paper-span-day",
            day = day(last),
            from = from,
            until = until
        );
    }
    t!(
        text,
        "paper-span",
        day = day(part.from.date()),
        from = from,
        last = day(last),
        until = until
    )
}
