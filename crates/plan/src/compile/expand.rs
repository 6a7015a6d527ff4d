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

/// The spans of one compilation as runs in a common store, each in order of time.
#[derive(Debug, Default)]
pub(super) struct Expansions {
    spans: Vec<Span>,
    /// By the place of a clause: for which scope it was expanded last, and what came of it.
    known: Vec<Option<(Holds, Range<usize>)>>,
    /// The runs that were joined last, and the one that came of them.
    joined: (Vec<Range<usize>>, Range<usize>),
}

/// Everything on which the spans of a clause depend that says the same of all children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Holds {
    own_first: i32,
    own_end: i32,
    plan: Scope,
}

impl Expansions {
    /// A run by its place.
    pub(super) fn run(&self, place: &Range<usize>) -> &[Span] {
        self.spans.get(place.clone()).unwrap_or_default()
    }

    /// The places of the runs of everything that the plan's clauses say of a child.
    pub(super) fn of_child(
        &mut self,
        context: Context<'_>,
        child: &Child,
        scope: Scope,
    ) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
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
            let known = self.known.get(index.get()).and_then(Option::as_ref);
            let run = match known.filter(|(before, _)| Some(*before) == holds) {
                Some((_, run)) => run.clone(),
                None => {
                    let start = self.spans.len();
                    rules::spans(rule, &scope, template(index, clause), &mut self.spans);
                    let run = self.in_order(start);
                    if let (Some(holds), Some(known)) = (holds, self.known.get_mut(index.get())) {
                        *known = Some((holds, run.clone()));
                    }
                    run
                }
            };
            if !run.is_empty() {
                runs.push(run);
            }
        }
        self.join_short(&mut runs);
        runs
    }

    /// Adds a run of spans in any order.
    pub(super) fn add(&mut self, spans: impl Iterator<Item = Span>) -> Range<usize> {
        let start = self.spans.len();
        self.spans.extend(spans);
        self.in_order(start)
    }

    /// Makes a run of the spans from a place on.
    fn in_order(&mut self, start: usize) -> Range<usize> {
        if let Some(run) = self.spans.get_mut(start..)
            && !run.is_sorted_by_key(|span| span.start)
        {
            run.sort_by_key(|span| span.start);
        }
        start..self.spans.len()
    }

    /// Makes a single run of all but the longest.
    fn join_short(&mut self, runs: &mut Vec<Range<usize>>) {
        if runs.len() <= LONG_RUNS + 1 {
            return;
        }
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let short = runs.split_off(LONG_RUNS);
        // Siblings mostly have the same holidays.
        if self.joined.0 != short {
            let start = self.spans.len();
            for run in &short {
                self.spans.extend_from_within(run.clone());
            }
            self.joined = (short, self.in_order(start));
        }
        runs.push(self.joined.1.clone());
    }
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
        Rule::SchoolHolidays(_) | Rule::Calls(_) | Rule::Limit(_) => false,
    }
}

fn by_school(moment: Moment) -> bool {
    moment.day == MomentDay::SchoolDay || matches!(moment.time, MomentTime::School { .. })
}
