//! Holidays as spans: who has each of them, and which part. The days come from `holiday_days`,
//! the changes from `holiday_share`; whoever has the child otherwise is asked of weaker clauses.

use crate::compile::holiday_days::{Season, of_named_days, of_school};
use crate::compile::holiday_share::changes;
use crate::compile::rules::Sink;
use crate::compile::scope::ClauseScope;
use crate::compile::{Asked, care_begins, clause_key, layers, speakers};
use crate::day::{self, DAY_SECONDS};
use crate::rule::{Holiday, Rule, SchoolHolidays, Sharing, Who, YearOf};
use crate::{ParentingPlan, Side};

/// More days than a holiday with its moments can have.
const SEASON_DAYS: i64 = 366;

/// How much farther around a window clock times must be exact for a plan's holidays: a season
/// may reach out of the window, and what it asks of weaker clauses lies at its beginning.
pub(crate) fn margin_seconds(plan: &ParentingPlan) -> i64 {
    let sharing = plan.clauses().iter().filter_map(|clause| {
        clause
            .rule
            .as_ref()?
            .sharing()
            .map(|sharing| (clause.rank, sharing))
    });
    let mut any = 0;
    let mut ranks = Vec::new();
    for (rank, sharing) in sharing {
        any = 1;
        if sharing.first().asks() && !ranks.contains(&rank) {
            ranks.push(rank);
        }
    }
    let asking = i64::try_from(ranks.len()).unwrap_or(i64::from(u8::MAX));
    (any + asking) * SEASON_DAYS * DAY_SECONDS
}

impl Rule {
    /// How a holiday is shared; `None` for other rules.
    pub(crate) fn sharing(&self) -> Option<&Sharing> {
        if let Rule::Holiday(Holiday { sharing, .. })
        | Rule::SchoolHolidays(SchoolHolidays { sharing, .. }) = self
        {
            Some(sharing)
        } else {
            None
        }
    }
}

pub(super) fn named_spans(rule: &Holiday, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    if !left_out(&rule.sharing, scope) {
        for season in of_named_days(rule, scope) {
            give(&rule.sharing, &season, scope, sink);
        }
    }
}

pub(super) fn school_spans(
    rule: &SchoolHolidays,
    scope: &ClauseScope<'_>,
    sink: &mut Sink<'_, '_>,
) {
    if !left_out(&rule.sharing, scope) {
        for season in of_school(rule, scope) {
            give(&rule.sharing, &season, scope, sink);
        }
    }
}

/// A weaker clause that asks stronger ones must not be answered by one that asks weaker ones.
fn left_out(sharing: &Sharing, scope: &ClauseScope<'_>) -> bool {
    sharing.first().asks() && matches!(scope.case.asked, Asked::Stronger(_))
}

/// The spans of one season.
fn give(sharing: &Sharing, season: &Season, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    let start = sink.clock.instant(season.from);
    let end = sink.clock.instant(season.until);
    let (clip_start, clip_end) = scope.plan.clip;
    if end <= clip_start || start >= clip_end {
        return;
    }
    let Some(first) = side(sharing.first(), season, (start, end), scope) else {
        return;
    };
    // By the day, so that two seasons of one clause are in the same order in every window.
    let listed = u32::try_from(season.first.rem_euclid(1 << 16)).unwrap_or(0);
    let changes = changes(sharing, season, (start, end), scope, &mut sink.clock);
    let mut begin = start;
    let mut side = if changes.before.is_multiple_of(2) {
        first
    } else {
        first.other()
    };
    for change in changes.inside {
        sink.push_listed(begin, change, side, listed);
        begin = change;
        side = side.other();
    }
    sink.push_listed(begin, end, side, listed);
}

/// Who has the whole season or its first part.
fn side(
    who: &Who,
    season: &Season,
    (start, end): (i64, i64),
    scope: &ClauseScope<'_>,
) -> Option<Side> {
    match who {
        Who::Parent(side) => Some(*side),
        Who::ByYear { even, odd, year } => {
            let day = match year {
                Some(YearOf::Last) => season.last,
                Some(YearOf::First) | None => season.first,
            };
            if day::date(day).year() % 2 == 0 {
                *even
            } else {
                *odd
            }
        }
        Who::Holder { of } => asked(of.as_ref(), (start.saturating_sub(1), end), scope),
        Who::Other { of } => asked(of.as_ref(), (start, end), scope).map(Side::other),
    }
}

/// Who has a child at an instant by what is weaker than the clause. Where the child's care by the
/// plan begins only later in the season, its first moment counts.
fn asked(
    of: Option<&crate::ChildId>,
    (at, end): (i64, i64),
    scope: &ClauseScope<'_>,
) -> Option<Side> {
    let case = scope.case;
    let plan = case.context.plan;
    let child = match of {
        Some(id) => plan.child(id)?,
        None => case.child,
    };
    let begins = i64::from(care_begins(plan, child)) * DAY_SECONDS;
    let at = at.max(case.context.zones.plan().instant(begins));
    if at >= end {
        return None;
    }
    let weaker = Asked::Weaker(clause_key(case.clause));
    layers::holder(&speakers(case.context, child, at, weaker))
}
