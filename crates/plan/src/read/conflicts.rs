//! Facts that contradict each other: two over the same time that say different things. They
//! are reported, since only the parents know which of them is right.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::day;
use crate::facts::{Fact, Facts, Happened, TimelineKind, compile_facts};
use crate::read::report::{Place, Report};
use crate::timeline::{ChildTimeline, Source};
use crate::{ChildId, ParentingPlan, Side, Timeline};

/// A feast of one name on two days that lie closer than this is the same feast.
const FEAST_DAYS: i32 = 200;

/// What is said of a child's time: whose it was to be, or whose it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Track {
    Agreed,
    Actual,
}

/// That a child was (to be) with a parent over a stretch of time.
struct Claim<'f> {
    from: DateTime,
    until: DateTime,
    parent: Side,
    /// Place in the list of facts.
    index: usize,
    /// Nothing else of this name may lie over the same time, even if it says the same.
    once: Option<&'f str>,
}

const MISSED: &str = "missed";
const MAKES_UP: &str = "making up for something";

fn claims(fact: &Fact, index: usize) -> Vec<(Track, Claim<'_>)> {
    let claim = |from: DateTime, until: DateTime, parent: Side, once| Claim {
        from,
        until,
        parent,
        index,
        once,
    };
    match &fact.happened {
        Happened::Agreed {
            parent,
            from,
            until,
            makes_up,
        } => {
            let once = makes_up.as_ref().map(|_| MAKES_UP);
            vec![(Track::Agreed, claim(*from, *until, *parent, once))]
        }
        Happened::Missed {
            parent,
            from,
            until,
            ..
        } => vec![
            (Track::Agreed, claim(*from, *until, *parent, Some(MISSED))),
            (Track::Actual, claim(*from, *until, parent.other(), None)),
        ],
        Happened::Handover { to, planned, at } => {
            // From the handover on the child is with `to`, for a minute at least.
            let minute = at.saturating_add(jiff::Span::new().minutes(1));
            let mut claims = vec![(Track::Actual, claim(*at, minute, *to, None))];
            if planned < at {
                claims.push((Track::Actual, claim(*planned, *at, to.other(), None)));
            } else if minute < *planned {
                claims.push((Track::Actual, claim(minute, *planned, *to, None)));
            }
            claims
        }
        Happened::Completed { .. }
        | Happened::Event { .. }
        | Happened::Feast { .. }
        | Happened::Call { .. } => Vec::new(),
    }
}

/// Two facts that give a child to both parents at the same time, or count the same time twice.
pub(crate) fn overlaps(report: &mut Report<'_>, plan: &ParentingPlan, read: &[(Fact, Place)]) {
    let mut by_child: BTreeMap<(Track, &ChildId), Vec<Claim<'_>>> = BTreeMap::new();
    for (index, (fact, _)) in read.iter().enumerate() {
        for child in &fact.children {
            for (track, claim) in claims(fact, index) {
                by_child.entry((track, child)).or_default().push(claim);
            }
        }
    }
    let mut found: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for ((track, child), mut claims) in by_child {
        claims.sort_by_key(|claim| (claim.from, claim.index));
        let name = plan.child(child).map_or("the child", |child| &child.name);
        contradictions(&claims, |claim, other, same| {
            let at = claim.from.strftime("%Y-%m-%d at %H:%M");
            let what = match (same, track) {
                (Some(once), _) => format!("{name}'s time on {at} counts twice as {once}"),
                (None, Track::Agreed) => format!("{name} was to be with both parents on {at}"),
                (None, Track::Actual) => format!("{name} was with both parents on {at}"),
            };
            let (one, two) = (claim.index, other.index);
            found.entry((one.max(two), one.min(two))).or_insert(what);
        });
    }
    for ((later, earlier), what) in found {
        let place = |index: usize| read.get(index).map_or(0..0, |(_, place)| place.clone());
        let line = report.line(place(earlier).start);
        let message = format!("By this fact and the one on line {line}, {what}.");
        let help = "Leave out the one that is not right.";
        report.wrong_with(&place(later), message, help);
    }
}

/// Goes through sorted claims on one child's time and names each one that an earlier claim
/// contradicts, or that stands twice.
fn contradictions<'c, 'f>(
    claims: &'c [Claim<'f>],
    mut found: impl FnMut(&Claim<'f>, &Claim<'f>, Option<&str>),
) {
    // The claim that lasts longest, of each parent and of what may stand only once.
    let mut by_parent: [Option<&'c Claim<'f>>; 2] = [None, None];
    let mut once: BTreeMap<&str, &'c Claim<'f>> = BTreeMap::new();
    for claim in claims {
        let reaches = |other: &&'c Claim<'f>| other.until > claim.from;
        let others = by_parent.get(claim.parent.other().index());
        let other = others.copied().flatten().filter(reaches);
        let twice = claim.once.and_then(|name| once.get(name).copied());
        if let Some(other) = other {
            found(claim, other, None);
        } else if let Some(other) = twice.filter(reaches) {
            found(claim, other, claim.once);
        }
        if let Some(longest) = by_parent.get_mut(claim.parent.index())
            && longest.is_none_or(|longest| longest.until < claim.until)
        {
            *longest = Some(claim);
        }
        if let Some(name) = claim.once {
            let longest = once.entry(name).or_insert(claim);
            if longest.until < claim.until {
                *longest = claim;
            }
        }
    }
}

/// One feast on two days.
pub(crate) fn feasts(report: &mut Report<'_>, read: &[(Fact, Place)]) {
    let mut by_name: BTreeMap<&str, Vec<(Date, &Place)>> = BTreeMap::new();
    for (fact, place) in read {
        if let Happened::Feast { name, date } = &fact.happened {
            by_name.entry(name).or_default().push((*date, place));
        }
    }
    for (name, mut days) in by_name {
        days.sort_by_key(|(date, _)| *date);
        for ((before, _), (date, place)) in days.iter().zip(days.iter().skip(1)) {
            if before != date && day::number(*date) - day::number(*before) < FEAST_DAYS {
                let message =
                    format!("The feast `{name}` is said to be on {before} and on {date}.");
                report.wrong_with(place, message, "Leave out the day that is not right.");
            }
        }
    }
}

/// Care that took place and was missed from its beginning to its end. `facts` has no overlaps.
pub(crate) fn completed_and_missed(
    report: &mut Report<'_>,
    plan: &ParentingPlan,
    facts: &Facts,
    places: &[Place],
) {
    let mut missed: BTreeMap<&ChildId, Vec<Missed>> = BTreeMap::new();
    for (index, fact) in facts.as_slice().iter().enumerate() {
        if let Happened::Missed {
            parent,
            from,
            until,
            ..
        } = &fact.happened
        {
            for child in &fact.children {
                let entry = missed.entry(child).or_default();
                entry.push((*from, *until, *parent, index));
            }
        }
    }
    let Some(window) = facts.window().filter(|_| !missed.is_empty()) else {
        return;
    };
    let timeline = compile_facts(plan, window, facts, TimelineKind::Planned);
    for list in missed.values_mut() {
        list.sort_unstable_by_key(|(from, ..)| *from);
    }
    for (fact, place) in facts.as_slice().iter().zip(places) {
        let Happened::Completed { clause, date } = &fact.happened else {
            continue;
        };
        let all = plan.indexed_clauses();
        let index = all.into_iter().find(|(_, known)| known.id == *clause);
        let Some((index, _)) = index else { continue };
        let contradiction = timeline
            .children()
            .iter()
            .filter(|child| fact.children.contains(&child.child))
            .find_map(|child| {
                let missed = missed.get(&child.child)?;
                wholly_missed(&timeline, child, Source::Clause(index), *date, missed)
            });
        if let Some(line) = contradiction
            .and_then(|index| places.get(index))
            .map(|place| report.line(place.start))
        {
            let message = format!(
                "The care by `{clause}` on {date} took place by this fact, and was missed by the one on line {line}."
            );
            report.wrong_with(place, message, "Leave out the one that is not right.");
        }
    }
}

/// When it was missed, by whom, and the place of the fact.
type Missed = (DateTime, DateTime, Side, usize);

/// The fact by which all care of a source that begins on a date was missed.
fn wholly_missed(
    timeline: &Timeline,
    child: &ChildTimeline,
    source: Source,
    date: Date,
    missed: &[Missed],
) -> Option<usize> {
    let (start, end) = (
        timeline.midnight(date),
        timeline.midnight(date.tomorrow().ok()?),
    );
    let mut by = None;
    for care in child.overlapping(start, end) {
        if care.source != source || care.start < start || care.start >= end {
            continue;
        }
        let before = missed.partition_point(|(from, ..)| timeline.instant(*from) <= care.start);
        let (_, until, parent, index) = missed.get(before.checked_sub(1)?)?;
        if timeline.instant(*until) < care.end || *parent != care.parent {
            return None;
        }
        by = Some(*index);
    }
    by
}
