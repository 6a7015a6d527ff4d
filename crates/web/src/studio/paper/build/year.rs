//! A year as a picture: twelve months from the first day on, with the days of school holidays marked.
//!
//! May touch: its arguments.

use jiff::ToSpan as _;
use jiff::civil::Date;
use plan::{Measures, Side, Timeline};
use print::{Mark, PLAN_TITLE_CHARS_MAX, PLAN_WORDS_CHARS_MAX, YearMonth, YearPicture};

use super::Pen;
use super::days::Group;
use super::holidays::{Found, school_days};
use super::pictures::{before, month_days, weekdays};
use super::said;
use crate::text::{date_with_year, month_year, t, with_capital};

/// So many months does a year have.
const MONTHS: i32 = 12;

/// The year of a group of children.
pub(super) fn year(
    pen: &Pen<'_>,
    group: &Group,
    (timeline, measures): (&Timeline, &Measures),
    found: &[Found<'_>],
) -> YearPicture {
    let window = timeline.window();
    let off = school_days(found, group);
    let mark = |day: Date| {
        if off
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&day))
        {
            Mark::Holiday
        } else {
            Mark::Usual
        }
    };
    let months: Vec<Date> = months(window.from(), window.to()).collect();
    let pictured = months.iter().map(|month| YearMonth {
        label: month_year(pen.text, *month),
        before: before(*month),
        days: month_days(&group.days, *month, (window.from(), window.to()), mark),
    });
    let last = months.last().copied().unwrap_or(window.from());
    let title = t!(
        pen.text,
        "paper-year-title",
        from = month_year(pen.text, window.from()),
        to = month_year(pen.text, last)
    );
    YearPicture {
        title: with_capital(&title),
        children: said::fit(&group.names(pen.text), PLAN_TITLE_CHARS_MAX),
        weekdays: weekdays(pen.text).map(|name| name.chars().take(2).collect()),
        months: pictured.collect(),
        sentence: said::fit(&sentence(pen, group, measures), PLAN_WORDS_CHARS_MAX),
        alt: said::fit(
            &in_words(pen, group, timeline, &months),
            PLAN_WORDS_CHARS_MAX,
        ),
    }
}

/// The first day of each month from that of `first` on, at most twelve.
pub(super) fn months(first: Date, until: Date) -> impl Iterator<Item = Date> {
    let first = first.first_of_month();
    (0..MONTHS)
        .map(move |number| first.saturating_add(number.months()))
        .take_while(move |month| *month < until)
}

/// `From 1 January to 31 December 2027: 183 nights with Noor and 182 with Daan, 52 handovers.`
fn sentence(pen: &Pen<'_>, group: &Group, measures: &Measures) -> String {
    let Some(counted) = group.id().and_then(|id| measures.child(id)) else {
        return String::new();
    };
    let text = pen.text;
    let last = measures.to.yesterday().unwrap_or(measures.to);
    t!(
        text,
        "paper-year-sentence",
        from = date_with_year(text, measures.from),
        to = date_with_year(text, last),
        kids = group.names(text),
        a = pen.name(Side::A),
        nights_a = counted.overnights.a,
        b = pen.name(Side::B),
        nights_b = counted.overnights.b,
        handovers = counted.handovers
    )
}

/// The nights of each month.
fn in_words(pen: &Pen<'_>, group: &Group, timeline: &Timeline, months: &[Date]) -> String {
    let nights = group.id().map(|id| timeline.nights(id)).unwrap_or_default();
    let dated: Vec<(Date, Option<Side>)> = timeline.window().dates().zip(nights).collect();
    let said = months.iter().map(|month| {
        let count = |side: Side| {
            let of_month = dated
                .iter()
                .filter(|(day, _)| day.first_of_month() == *month);
            of_month.filter(|(_, holder)| *holder == Some(side)).count()
        };
        t!(
            pen.text,
            "paper-month-nights",
            month = month_year(pen.text, *month),
            a = pen.name(Side::A),
            nights_a = count(Side::A),
            b = pen.name(Side::B),
            nights_b = count(Side::B)
        )
    });
    let said = said.collect::<Vec<_>>().join("; ");
    t!(
        pen.text,
        "paper-year-alt",
        kids = group.names(pen.text),
        said = said
    )
}
