//! What is legal in a plan but probably not meant. One file a kind; each looks at the plan over
//! the dates that lie ahead and decides nothing.

mod applies;
mod clocks;
mod eighteen;
mod facts;
mod holidays;
mod one_parent;
mod runs_out;
mod week_53;

use jiff::Span as JiffSpan;
use jiff::civil::Date;

pub use self::facts::WarningFacts;

use crate::compile::{Context, Zones, clause_extent};
use crate::day::{self, DAY_SECONDS};
use crate::{Child, Clause, ClauseIndex, ParentingPlan, Passed, Timeline, Window, compile};

/// How many years ahead warnings look, at most.
const YEARS_AHEAD: i16 = 20;

/// Something that is legal but probably not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The clause that it is about; `None` where it is about the plan.
    pub clause: Option<ClauseIndex>,
    /// What it is.
    pub kind: WarningKind,
    /// What its sentence names, to be said in other words.
    pub facts: WarningFacts,
    /// A plain English sentence, with its dates.
    pub message: String,
    /// What could be written instead.
    pub help: Option<String>,
}

/// The kinds of warnings, in the order in which those of one clause are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// Odd and even weeks give two weeks in a row to one parent, or to nobody.
    WeekFiftyThree,
    /// A clock time that the clocks skip on a date.
    SkippedTime,
    /// A clock time that comes twice on a date.
    TimeTwice,
    /// The dates of the clause lie outside those of the plan.
    OutsideThePlan,
    /// No child is of the age of which the clause speaks.
    HoldsForNoChild,
    /// The clause never gives anybody time, or always gives way.
    NeverApplies,
    /// Everything goes to one parent.
    OneParentOnly,
    /// Its dates end while the plan runs on.
    RunsOut,
    /// In some years no clause gives the holiday, or none gives a school holiday at all.
    HolidayUncovered,
    /// Its dates are not known for the years that come soon.
    HolidayUnknown,
    /// Its day is an estimate.
    HolidayTentative,
    /// It begins when its children are 18 already.
    BeginsAfterEighteen,
    /// A child turns 18 while the plan runs on.
    TurnsEighteen,
}

/// Warnings about a plan over the dates that lie ahead: from `today` or the plan's first date,
/// whichever is later, until it ends or the youngest child turns 18, at most 20 years. Sorted
/// by clause; those about the whole plan come last.
///
/// What `compile` reports itself, clashes and gaps, is not repeated here.
pub fn warnings(plan: &ParentingPlan, today: Date) -> Vec<Warning> {
    let Some(window) = ahead(plan, today) else {
        return Vec::new();
    };
    let timeline = compile(plan, window, &[]);
    let passed = Passed::default();
    let walls = Zones::wall_clock(plan);
    let look = Look {
        plan,
        window,
        timeline: &timeline,
        walls: Context {
            plan,
            agreed: &[],
            on_top: 0,
            passed: &passed,
            zones: &walls,
        },
    };
    let mut found = Vec::new();
    for (index, clause) in plan.indexed_clauses() {
        let seen = found.len();
        let kinds = [
            week_53::warnings,
            clocks::warnings,
            applies::warnings,
            one_parent::warnings,
            runs_out::warnings,
            holidays::warnings,
            eighteen::of_clause,
        ];
        for kind in kinds {
            let said = kind(&look, index, clause);
            found.extend(said.into_iter().map(|said| Warning {
                clause: Some(index),
                kind: said.kind,
                facts: said.facts,
                message: said.message,
                help: said.help,
            }));
        }
        if let Some(own) = found.get_mut(seen..) {
            own.sort_by_key(|warning| warning.kind);
        }
    }
    found.extend(holidays::of_plan(&look));
    found.extend(eighteen::of_plan(&look));
    found
}

/// The dates at which warnings look; `None` when nothing lies ahead.
fn ahead(plan: &ParentingPlan, today: Date) -> Option<Window> {
    let from = plan.from().max(today);
    let adult = plan.children().iter().map(|child| child.birthday(18)).max();
    let farthest = from.saturating_add(JiffSpan::new().years(YEARS_AHEAD));
    let to = [plan.until(), adult, Some(farthest)]
        .into_iter()
        .flatten()
        .min()?;
    Window::new(from, to).ok()
}

/// What one kind of warning says of a clause.
struct Said {
    kind: WarningKind,
    facts: WarningFacts,
    message: String,
    help: Option<String>,
}

impl Said {
    fn new(kind: WarningKind, facts: WarningFacts, message: String, help: &str) -> Said {
        Said {
            kind,
            facts,
            message,
            help: Some(help.to_owned()),
        }
    }
}

/// What every kind of warning looks at.
struct Look<'l> {
    plan: &'l ParentingPlan,
    window: Window,
    timeline: &'l Timeline,
    /// For spans on the wall clock, as if no clock ever changed: the seconds of such a span are
    /// those of the wall clock, so that a time shows that does not exist or comes twice.
    walls: Context<'l>,
}

impl<'l> Look<'l> {
    /// The children of whom a clause speaks.
    fn children<'c>(&self, clause: &'c Clause) -> impl Iterator<Item = &'l Child> + use<'l, 'c> {
        let children = self.plan.children().iter();
        children.filter(|child| clause.concerns(&child.id))
    }

    /// The days of the plan on which a clause holds for a child; empty where there are none,
    /// `None` while it waits for something to happen.
    fn extent(&self, clause: &Clause, child: &Child) -> Option<(i32, i32)> {
        clause_extent(self.walls, clause, child)
    }

    /// The dates ahead, in seconds of the wall clock.
    fn clip(&self) -> (i64, i64) {
        let seconds = |date: Date| i64::from(day::number(date)) * DAY_SECONDS;
        (seconds(self.window.from()), seconds(self.window.to()))
    }
}

/// The day of a moment of the wall clock.
fn day_of(local: i64) -> i32 {
    i32::try_from(local.div_euclid(DAY_SECONDS)).unwrap_or(i32::MAX)
}

/// `Sunday 2027-03-28`.
fn named(day: i32) -> String {
    day::date(day).strftime("%A %Y-%m-%d").to_string()
}
