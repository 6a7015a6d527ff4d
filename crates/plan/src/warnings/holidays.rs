//! Holidays: years and school holidays that no clause gives, dates that are not known yet, and
//! feasts whose day is still tentative.

use jiff::civil::{Date, DateTime};

use super::{Look, Said, Warning, WarningFacts, WarningKind};
use crate::compile::{Occurrence, holiday_occurrences};
use crate::dates::Certainty;
use crate::day;
use crate::rule::{AnyDay, Holiday, Rule, Who, YearOf};
use crate::{Child, ChildId, Clause, ClauseIndex, Passed, Source, Window};

/// Dates that are not known are nobody's concern much earlier than this.
const SOON_YEARS: i16 = 2;

/// A tentative day is worth a word in the year before it.
const TENTATIVE_DAYS: i32 = 366;

pub(super) fn warnings(look: &Look<'_>, _: ClauseIndex, clause: &Clause) -> Vec<Said> {
    let mut found: Vec<Said> = left_out_years(look, clause).into_iter().collect();
    found.extend(unknown(look, clause));
    found.extend(tentative(look, clause));
    found
}

/// The holidays that a clause gives for a child over the dates ahead.
fn occurrences(look: &Look<'_>, clause: &Clause, child: &Child, window: Window) -> Vec<Occurrence> {
    holiday_occurrences(look.plan, clause, child, window, &Passed::default())
}

/// A parent for even or for odd years only, and nothing else in the others.
fn left_out_years(look: &Look<'_>, clause: &Clause) -> Option<Said> {
    let sharing = clause.rule.as_ref()?.sharing()?;
    let (even, odd, year) = match sharing.first() {
        Who::ByYear { even, odd, year } => (even, odd, year),
        Who::Parent(_) | Who::Holder { .. } | Who::Other { .. } => return None,
    };
    let mut dates: Vec<Date> = Vec::new();
    for child in look.children(clause) {
        for occurrence in occurrences(look, clause, child, look.window) {
            let day = match year {
                Some(YearOf::Last) => occurrence.last,
                Some(YearOf::First) | None => occurrence.first,
            };
            let side = if day.year() % 2 == 0 { even } else { odd };
            if side.is_none() && !covered(look, child, middle(&occurrence)) {
                dates.push(occurrence.first);
            }
        }
    }
    let first = dates.into_iter().min()?;
    let in_even = even.is_none();
    let years = if in_even { "even" } else { "odd" };
    let message = format!(
        "In {years} years no clause gives this holiday, first on {first}: it stays with whoever has the child otherwise."
    );
    let help = "Name the other parent for those years, if that is not meant.";
    let facts = WarningFacts::YearsLeftOut {
        even: in_even,
        first,
    };
    let kind = WarningKind::HolidayUncovered;
    Some(Said::new(kind, facts, message, help))
}

fn middle(occurrence: &Occurrence) -> DateTime {
    let half = (day::local_seconds(occurrence.until) - day::local_seconds(occurrence.from)) / 2;
    let span = jiff::Span::new().try_seconds(half).unwrap_or_default();
    occurrence.from.saturating_add(span)
}

/// Whether a clause about holidays or dates speaks of a child at a moment.
fn covered(look: &Look<'_>, child: &Child, at: DateTime) -> bool {
    let at = look.timeline.instant(at);
    let Some(timeline) = look.timeline.child(&child.id) else {
        return false;
    };
    // What lies beyond the dates ahead is not known to be missing.
    if at < look.timeline.start() || at >= look.timeline.end() {
        return true;
    }
    let dated = |source: &Source| match source {
        Source::Clause(index) => {
            let clause = look.plan.clauses().get(index.get());
            let rule = clause.and_then(|clause| clause.rule.as_ref());
            rule.is_some_and(|rule| rule.sharing().is_some() || matches!(rule, Rule::Spans(_)))
        }
        Source::Agreed(_) => true,
    };
    match timeline.at(at) {
        Some(care) => dated(&care.source) || care.overrode.iter().any(dated),
        None => timeline
            .clashes
            .iter()
            .any(|clash| clash.start <= at && at < clash.end),
    }
}

/// Dates that the tables do not carry, though they are needed soon.
fn unknown(look: &Look<'_>, clause: &Clause) -> Option<Said> {
    let soon = look
        .window
        .from()
        .saturating_add(jiff::Span::new().years(SOON_YEARS))
        .min(look.window.to());
    let known_until = known_until(look, clause)?;
    let ends = |child: &Child| look.extent(clause, child).map(|(_, end)| end);
    let needed = look.children(clause).filter_map(ends).max()?;
    if known_until >= soon || needed <= day::number(known_until) + 1 {
        return None;
    }
    let message = format!(
        "The dates of this holiday are known until {known_until}; after that this clause gives nothing yet."
    );
    let help =
        "Later dates come with newer versions of this program; until then write them by hand.";
    let facts = WarningFacts::KnownUntil(known_until);
    let kind = WarningKind::HolidayUnknown;
    Some(Said::new(kind, facts, message, help))
}

/// The last day on which the dates of a clause's holidays are known for all its children.
fn known_until(look: &Look<'_>, clause: &Clause) -> Option<Date> {
    if let Some(Rule::Holiday(holiday)) = &clause.rule {
        return feasts_known_until(holiday);
    }
    if !matches!(clause.rule, Some(Rule::SchoolHolidays(_))) {
        return None;
    }
    let schools = look
        .children(clause)
        .filter_map(|child| child.school.as_ref());
    schools.filter_map(|school| school.known_until).min()
}

fn feasts_known_until(holiday: &Holiday) -> Option<Date> {
    let years = holiday.on.iter().filter_map(|named| match &named.day {
        AnyDay::Feast(feast) => feast.known_until(),
        AnyDay::Dates(_) | AnyDay::Yearly(_) | AnyDay::Nth { .. } | AnyDay::Birthday { .. } => None,
    });
    Date::new(years.min()?, 12, 31).ok()
}

/// The next day that is an estimate.
fn tentative(look: &Look<'_>, clause: &Clause) -> Option<Said> {
    let end = day::date(day::number(look.window.from()) + TENTATIVE_DAYS).min(look.window.to());
    let year = Window::new(look.window.from(), end).ok()?;
    let first = look
        .children(clause)
        .flat_map(|child| occurrences(look, clause, child, year))
        .filter(|occurrence| occurrence.certainty == Certainty::Tentative)
        .map(|occurrence| occurrence.first)
        .min()?;
    let message = format!("The day of this holiday, {first}, is an estimate and may still move.");
    let help = "Confirm it on the family's record once the day is known.";
    let facts = WarningFacts::Estimate(first);
    let kind = WarningKind::HolidayTentative;
    Some(Said::new(kind, facts, message, help))
}

/// School holidays that no clause gives to a child, though clauses give others of that school.
pub(super) fn of_plan(look: &Look<'_>) -> Vec<Warning> {
    let mut missing: Vec<(&str, Date, Vec<&Child>)> = Vec::new();
    for child in look.plan.children() {
        let Some(school) = child
            .school
            .as_ref()
            .filter(|_| has_school_clause(look, child))
        else {
            continue;
        };
        let begins = school.from.unwrap_or(Date::MIN).max(look.window.from());
        for days_off in &school.holidays {
            let half = (day::number(days_off.last) - day::number(days_off.first)) / 2;
            let noon = day::date(day::number(days_off.first) + half).at(12, 0, 0, 0);
            let ahead = days_off.first >= begins && days_off.last < look.window.to();
            if !ahead || covered(look, child, noon) {
                continue;
            }
            let name = days_off.holiday.as_str();
            match missing.iter_mut().find(|(known, _, _)| *known == name) {
                Some((_, first, children)) => {
                    *first = days_off.first.min(*first);
                    if children.iter().all(|known| known.id != child.id) {
                        children.push(child);
                    }
                }
                None => missing.push((name, days_off.first, vec![child])),
            }
        }
    }
    missing.sort_by_key(|(_, first, _)| *first);
    let left_out = missing.into_iter();
    left_out
        .map(|(name, first, children)| left_out_holiday(name, first, &children))
        .collect()
}

fn left_out_holiday(name: &str, first: Date, children: &[&Child]) -> Warning {
    let names: Vec<&str> = children.iter().map(|child| child.name.as_str()).collect();
    let ids: Vec<ChildId> = children.iter().map(|child| child.id.clone()).collect();
    Warning {
        clause: None,
        kind: WarningKind::HolidayUncovered,
        facts: WarningFacts::HolidayLeftOut {
            holiday: name.to_owned(),
            first,
            children: ids,
        },
        message: format!(
            "No clause gives the school holiday `{name}` of {}, first on {first}: it stays with whoever has the child otherwise.",
            names.join(", ")
        ),
        help: Some("Name it in a clause for school holidays, if that is not meant.".to_owned()),
    }
}

fn has_school_clause(look: &Look<'_>, child: &Child) -> bool {
    let mut clauses = look.plan.clauses().iter();
    clauses.any(|clause| {
        matches!(clause.rule, Some(Rule::SchoolHolidays(_))) && clause.concerns(&child.id)
    })
}
