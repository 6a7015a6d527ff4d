//! What the clauses say, expanded once for all children of whom they say the same. Decides
//! nothing about precedence.

use std::ops::Range;

use super::layers::Span;
use super::rules;
use super::scope::{ClauseScope, Scope};
use super::{Asked, Case, Context, template};
use crate::Child;
use crate::rule::{Holiday, InARow, Moment, MomentDay, MomentTime, Rule, Who};

/// So many of a child's longest runs are merged as they are in the sweep; the others, mostly
/// holidays, become a single run before it.
const LONG_RUNS: usize = 3;

/// So many spans a day have room from the beginning. What is not used is never touched; one
/// block as large as all else keeps the C library from handing the memory of each compilation
/// back to the system, so that the next one need not fetch it page by page.
const SPANS_A_DAY: usize = 5;

/// The spans of one compilation as runs, each in order of time.
#[derive(Debug)]
pub(super) struct Expansions {
    /// What is said of a later child as well.
    kept: Vec<Span>,
    /// What is said of this child alone; overwritten for the next one, to touch less memory.
    own: Vec<Span>,
    /// By the place of a clause: for which scope it was expanded last, and what came of it.
    known: Vec<Option<(Holds, Range<usize>)>>,
    /// The runs that were joined last, and the one that came of them.
    joined: Option<(Vec<Run>, Run)>,
}

/// Where the spans of a run are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    Kept(Range<usize>),
    /// Only until the next child.
    Own(Range<usize>),
}

impl Run {
    fn len(&self) -> usize {
        let (Run::Kept(place) | Run::Own(place)) = self;
        place.len()
    }

    pub(super) fn is_kept(&self) -> bool {
        matches!(self, Run::Kept(_))
    }
}

/// Everything on which the spans of a clause depend that says the same of all children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Holds {
    own_first: i32,
    own_end: i32,
    plan: Scope,
}

impl Expansions {
    /// For a window of so many days.
    pub(super) fn new(days: i32) -> Expansions {
        let days = usize::try_from(days).unwrap_or(0);
        Expansions {
            kept: Vec::with_capacity(days.saturating_mul(SPANS_A_DAY)),
            own: Vec::new(),
            known: Vec::new(),
            joined: None,
        }
    }

    pub(super) fn spans(&self, run: &Run) -> &[Span] {
        let spans = match run {
            Run::Kept(place) => self.kept.get(place.clone()),
            Run::Own(place) => self.own.get(place.clone()),
        };
        spans.unwrap_or_default()
    }

    /// The runs of everything that the plan's clauses say of a child.
    pub(super) fn of_child(
        &mut self,
        context: Context<'_>,
        child: &Child,
        scope: Scope,
    ) -> Vec<Run> {
        let mut runs = Vec::new();
        self.own.clear();
        self.known.resize(context.plan.clauses().len(), None);
        for (index, clause) in context.plan.indexed_clauses() {
            let Some(rule) = &clause.rule else { continue };
            if !clause.concerns(&child.id) {
                continue;
            }
            let Some(case) = Case::new(context, clause, child, Asked::Everything) else {
                continue;
            };
            let Some(scope) = scope.of_version(case).narrowed(case) else {
                continue;
            };
            let holds = of_all_alike(rule).then(|| Holds::new(rule, &scope));
            let known = self.known.get_mut(index.get());
            let before = known.as_deref().and_then(Option::as_ref);
            let run = if let Some((_, run)) = before.filter(|(before, _)| Some(*before) == holds) {
                Run::Kept(run.clone())
            } else if clause.children.last() == Some(&child.id) {
                let start = self.own.len();
                rules::spans(rule, &scope, template(index, clause), &mut self.own);
                Run::Own(in_order(&mut self.own, start))
            } else {
                let start = self.kept.len();
                rules::spans(rule, &scope, template(index, clause), &mut self.kept);
                let run = in_order(&mut self.kept, start);
                if let (Some(holds), Some(known)) = (holds, known) {
                    *known = Some((holds, run.clone()));
                }
                Run::Kept(run)
            };
            if run.len() > 0 {
                runs.push(run);
            }
        }
        self.join_short(&mut runs);
        runs
    }

    /// Adds a run of spans in any order.
    pub(super) fn add(&mut self, spans: impl Iterator<Item = Span>) -> Run {
        let start = self.kept.len();
        self.kept.extend(spans);
        Run::Kept(in_order(&mut self.kept, start))
    }

    /// Makes a single run of all but the longest.
    fn join_short(&mut self, runs: &mut Vec<Run>) {
        if runs.len() <= LONG_RUNS + 1 {
            return;
        }
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let short = runs.split_off(LONG_RUNS);
        // Siblings mostly have the same holidays.
        if let Some((before, joined)) = &self.joined
            && *before == short
        {
            runs.push(joined.clone());
            return;
        }
        let mut joined = Vec::with_capacity(short.iter().map(Run::len).sum());
        for run in &short {
            joined.extend_from_slice(self.spans(run));
        }
        if short.iter().all(Run::is_kept) {
            let run = self.add(joined.into_iter());
            self.joined = Some((short, run.clone()));
            runs.push(run);
        } else {
            let start = self.own.len();
            self.own.append(&mut joined);
            runs.push(Run::Own(in_order(&mut self.own, start)));
        }
    }
}

/// Puts the spans from a place on in order; where they are.
fn in_order(spans: &mut [Span], start: usize) -> Range<usize> {
    if let Some(run) = spans.get_mut(start..)
        && !run.is_sorted_by_key(|span| span.start)
    {
        run.sort_by_key(|span| span.start);
    }
    start..spans.len()
}

impl Holds {
    fn new(rule: &Rule, scope: &ClauseScope<'_>) -> Holds {
        let by_night = matches!(rule, Rule::Nights(_) | Rule::Weeks(_) | Rule::Weekends(_));
        let first_day = if by_night { scope.plan.first_day } else { 0 };
        Holds {
            own_first: scope.own_first,
            own_end: scope.own_end,
            plan: Scope {
                first_day,
                ..scope.plan
            },
        }
    }
}

/// Whether a clause says the same of all children for whom it holds over the same time: it
/// looks neither at a child's school nor at who has the child.
fn of_all_alike(rule: &Rule) -> bool {
    match rule {
        Rule::Nights(_)
        | Rule::Weeks(_)
        | Rule::Weekly(_)
        | Rule::Days(_)
        | Rule::Roster(_)
        | Rule::Spans(_)
        | Rule::Always(_) => true,
        Rule::Holiday(Holiday {
            from,
            until,
            sharing,
            ..
        }) => {
            let who = sharing.first();
            let own = matches!(who, Who::Holder { of: None } | Who::Other { of: None });
            !(own || by_school(*from) || by_school(*until))
        }
        // Who had which weekends is each child's own.
        Rule::Weekends(weekends) => weekends.in_a_row == InARow::RollOn,
        Rule::SchoolHolidays(_)
        | Rule::Calls(_)
        | Rule::Limit(_)
        | Rule::FirstRefusal(_)
        | Rule::Disputes(_) => false,
    }
}

fn by_school(moment: Moment) -> bool {
    moment.day == MomentDay::SchoolDay || matches!(moment.time, MomentTime::School { .. })
}
