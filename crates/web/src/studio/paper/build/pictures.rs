//! The rhythm as a picture: some weeks in which no holiday interrupts it, as far as there are any.
//!
//! May touch: its arguments.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday};
use plan::{Clause, ParentingPlan, Recurrence, Rule, Source, Timeline};
use print::{DayCell, Held, Mark, PLAN_TITLE_CHARS_MAX, PLAN_WORDS_CHARS_MAX};
use print::{PictureWeek, SchedulePicture};

use super::Pen;
use super::days::{Days, Group, WEEK};
use super::said;
use crate::calendar::days::days_after;
use crate::text::{Text, clock_short, date_with_year, list, t, weekday_short, weekday_time};

/// So many weeks show a rhythm at least and at most.
const WEEKS: std::ops::RangeInclusive<u32> = 2..=4;

/// Weeks one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weeks {
    monday: Date,
    count: i32,
    /// Whether holidays interrupt the rhythm in them.
    interrupted: bool,
}

impl Weeks {
    fn dates(self) -> impl Iterator<Item = Date> {
        (0..7 * self.count).map(move |day| days_after(self.monday, day))
    }

    fn last(self) -> Date {
        days_after(self.monday, 7 * self.count - 1)
    }
}

/// The rhythm of the children of each group; those whose weeks are the same share a picture.
pub(super) fn schedule(
    pen: &Pen<'_>,
    timeline: &Timeline,
    groups: &[Group],
) -> Vec<SchedulePicture> {
    let Some(weeks) = undisturbed(pen.plan, timeline) else {
        return Vec::new();
    };
    let mut pictures: Vec<(Vec<&str>, SchedulePicture)> = Vec::new();
    for group in groups {
        let names = group.kids.iter().map(|kid| kid.name.as_str());
        let picture = picture(pen, &group.days, weeks);
        let alike = |(_, known): &&mut (Vec<&str>, SchedulePicture)| *known == picture;
        match pictures.iter_mut().find(alike) {
            Some((known, _)) => known.extend(names),
            None => pictures.push((names.collect(), picture)),
        }
    }
    pictures
        .into_iter()
        .map(|(names, picture)| {
            let names = list(pen.text, &names);
            let alt = t!(
                pen.text,
                "paper-weeks-alt",
                kids = names.as_str(),
                said = picture.alt.as_str()
            );
            SchedulePicture {
                children: said::fit(&names, PLAN_TITLE_CHARS_MAX),
                alt: said::fit(&alt, PLAN_WORDS_CHARS_MAX),
                ..picture
            }
        })
        .collect()
}

/// The weeks of one child, without its name.
fn picture(pen: &Pen<'_>, days: &Days, weeks: Weeks) -> SchedulePicture {
    let text = pen.text;
    let time = |day: Date| {
        let change = days.change_on(day);
        change.map_or_else(String::new, |at| clock_short(text, at.time()))
    };
    let pictured: Vec<PictureWeek> = (0..weeks.count)
        .map(|number| {
            let monday = days_after(weeks.monday, 7 * number);
            week(days, monday, t!(text, "paper-week", n = number + 1), time)
        })
        .collect();
    SchedulePicture {
        title: t!(text, "paper-weeks-title", n = weeks.count),
        children: String::new(),
        weekdays: weekdays(text),
        caption: said::fit(&caption(pen, days, weeks), PLAN_WORDS_CHARS_MAX),
        alt: said::weeks(pen, &pictured),
        weeks: pictured,
    }
}

/// A week from a Monday on, with a label over each day.
pub(super) fn week(
    days: &Days,
    monday: Date,
    label: String,
    over: impl Fn(Date) -> String,
) -> PictureWeek {
    let cell = |place: usize| {
        let day = days_after(monday, i32::try_from(place).unwrap_or_default());
        DayCell {
            label: over(day),
            held: days.held(day),
            mark: Mark::Usual,
        }
    };
    PictureWeek {
        label,
        days: std::array::from_fn(cell),
    }
}

/// The days of the week over a picture.
pub(super) fn weekdays(text: &Text) -> [String; 7] {
    WEEK.map(|day| weekday_short(text, day).to_owned())
}

/// A month of days with their numbers; nobody has those outside of `first` and `until`.
pub(super) fn month_days(
    days: &Days,
    month: Date,
    (first, until): (Date, Date),
    mark: impl Fn(Date) -> Mark,
) -> Vec<DayCell> {
    let count = i32::from(month.days_in_month());
    (0..count)
        .map(|number| {
            let day = days_after(month, number);
            let inside = first <= day && day < until;
            DayCell {
                label: day.day().to_string(),
                held: if inside { days.held(day) } else { Held::Open },
                mark: if inside { mark(day) } else { Mark::Usual },
            }
        })
        .collect()
}

/// How many days of its first week lie before a month.
pub(super) fn before(month: Date) -> usize {
    usize::try_from(month.weekday().to_monday_zero_offset()).unwrap_or_default()
}

fn caption(pen: &Pen<'_>, days: &Days, weeks: Weeks) -> String {
    let text = pen.text;
    let mut said = vec![t!(
        text,
        "paper-weeks-dates",
        from = date_with_year(text, weeks.monday),
        to = date_with_year(text, weeks.last())
    )];
    let changes = moments(text, weeks.dates().filter_map(|day| days.change_on(day)));
    if !changes.is_empty() {
        let when = list(text, &changes);
        said.push(t!(text, "paper-weeks-changes", when = when));
    }
    let visits = visits(pen, days, weeks.dates());
    if !visits.is_empty() {
        let when = list(text, &visits);
        said.push(t!(text, "paper-weeks-visits", when = when));
    }
    if weeks.interrupted {
        said.push(t!(text, "paper-weeks-interrupted").into_owned());
    }
    said.join(" ")
}

/// Weekdays and times, each once, in the order of the week.
pub(super) fn moments(text: &Text, all: impl Iterator<Item = DateTime>) -> Vec<String> {
    let mut all: Vec<DateTime> = all.collect();
    let key = |at: &DateTime| (at.weekday().to_monday_zero_offset(), at.time());
    all.sort_by_key(key);
    all.dedup_by_key(|at| key(at));
    all.into_iter().map(|at| weekday_time(text, at)).collect()
}

/// What happens by day, each once, in the order of the week.
pub(super) fn visits(pen: &Pen<'_>, days: &Days, dates: impl Iterator<Item = Date>) -> Vec<String> {
    let of_day = |day: Date| days.visits(day).copied().collect::<Vec<_>>();
    let mut all: Vec<_> = dates.flat_map(of_day).collect();
    all.sort_by_key(|one| (monday_offset(one.from.weekday()), one.from.time()));
    let mut said: Vec<String> = all.iter().map(|one| said::visit(pen, one)).collect();
    said.dedup();
    said
}

fn monday_offset(weekday: Weekday) -> i8 {
    weekday.to_monday_zero_offset()
}

/// Weeks of the rhythm's length in which the fewest days are those of holidays, the earliest of them;
/// `None` where the window has no whole week.
fn undisturbed(plan: &ParentingPlan, timeline: &Timeline) -> Option<Weeks> {
    let window = timeline.window();
    let offset = i32::from(monday_offset(window.from().weekday()));
    let monday = days_after(window.from(), (7 - offset) % 7);
    let whole = (window.to() - monday).get_days() / 7;
    let count = i32::try_from(cycle_weeks(plan)).ok()?.min(whole);
    if count < 1 {
        return None;
    }
    let busy = busy(plan, timeline);
    let busy_days = |monday: Date| {
        let days = (0..7 * count).map(|day| days_after(monday, day));
        days.filter(|day| busy.contains(day)).count()
    };
    let mondays = (0..=whole - count).map(|week| days_after(monday, 7 * week));
    let (days, monday) = mondays
        .map(|monday| (busy_days(monday), monday))
        .min_by_key(|(days, _)| *days)?;
    Some(Weeks {
        monday,
        count,
        interrupted: days > 0,
    })
}

/// The days on which a holiday or a swap gives care to a child.
fn busy(plan: &ParentingPlan, timeline: &Timeline) -> BTreeSet<Date> {
    let mut busy = BTreeSet::new();
    let of_holiday = |source: Source| match source {
        Source::Clause(index) => plan.clauses().get(index.get()).is_some_and(is_of_holiday),
        Source::Agreed(_) => true,
    };
    let all = timeline.children().iter().flat_map(|child| &child.care);
    for care in all.filter(|care| of_holiday(care.source)) {
        let zone = plan.zone();
        let until = zone.to_datetime(care.end);
        let mut day = zone.to_datetime(care.start).date();
        while day.at(0, 0, 0, 0) < until {
            busy.insert(day);
            day = days_after(day, 1);
        }
    }
    busy
}

/// Whether a clause is about holidays or single dates.
pub(super) fn is_of_holiday(clause: &Clause) -> bool {
    matches!(
        clause.rule,
        Some(Rule::Holiday(_) | Rule::SchoolHolidays(_) | Rule::Spans(_))
    )
}

/// How many weeks show the rhythm of a plan: until it begins again, within [`WEEKS`].
pub(super) fn cycle_weeks(plan: &ParentingPlan) -> u32 {
    let (least, most) = (*WEEKS.start(), *WEEKS.end());
    let rules = plan
        .newest_clauses()
        .filter_map(|clause| clause.rule.as_ref());
    let whole = rules.map(weeks_of).fold(1, |all: u32, own| {
        all.saturating_mul(own / common(all, own)).min(most)
    });
    whole.max(least)
}

/// After how many weeks a rule begins again.
fn weeks_of(rule: &Rule) -> u32 {
    let of_days = |days: u32| days / common(days, 7);
    match rule {
        Rule::Nights(nights) => of_days(u32::try_from(nights.cycle.len()).unwrap_or(u32::MAX)),
        Rule::Weeks(_) | Rule::Weekends(_) => 2,
        Rule::Weekly(weekly) => match weekly.recurrence {
            Recurrence::EveryWeek => 1,
            Recurrence::EveryNthWeek { weeks, .. } => u32::from(weeks),
            Recurrence::OddWeeks(_) | Recurrence::EvenWeeks(_) => 2,
            Recurrence::OfTheMonth(_) => *WEEKS.end(),
        },
        Rule::Days(days) => of_days(u32::from(days.every)),
        Rule::Roster(_) => *WEEKS.end(),
        Rule::Always(_)
        | Rule::Spans(_)
        | Rule::Holiday(_)
        | Rule::SchoolHolidays(_)
        | Rule::Calls(_)
        | Rule::Limit(_)
        | Rule::FirstRefusal(_)
        | Rule::Disputes(_) => 1,
    }
    .max(1)
}

/// The greatest common divisor; of nothing at all 1.
fn common(one: u32, other: u32) -> u32 {
    let (mut one, mut other) = (one, other);
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rhythm_is_shown_until_it_begins_again() {
        let check = |cycle: &str, weeks: u32| {
            let text = plan::EXAMPLE.replace("pattern = \"2-2-5-5\"", cycle);
            let plan = ParentingPlan::read(&text, jiff::civil::date(2026, 9, 1)).unwrap();
            assert_eq!(cycle_weeks(&plan), weeks, "{cycle}");
        };
        check("pattern = \"2-2-5-5\"", 2);
        check("pattern = \"4-3\"", 2);
        check("pattern = \"alternating-two-days\"", 4);
        check("pattern = \"every-third-day\"", 3);
        check("pattern = \"two-weeks-each\"", 4);
    }

    #[test]
    fn days_and_weeks_meet_again_after_their_common_multiple() {
        assert_eq!([common(14, 7), common(3, 7), common(0, 0)], [7, 1, 1]);
    }
}
