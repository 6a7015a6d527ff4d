//! A parenting plan, read from its text and compiled to the timeline of care.
//!
//! **What it is.** [`ParentingPlan::read`] turns a TOML text into a checked plan, or says
//! everything that is wrong with it, each at its line and column. [`compile`] turns a plan and
//! a window of dates into a [`Timeline`]: for each child sorted, disjoint stretches of [`Care`],
//! each with the clause that gave it and what it overrode. [`measure`] counts nights, hours and
//! handovers; [`explain`] gives the chain of clauses behind an instant.
//!
//! **Where things are.** `read/` takes the text apart, a file a kind of rule; `rule/` is what
//! comes of it, plain data; `compile/` turns each rule into spans (a file a kind again) and
//! decides between them in `layers`. `dates/` knows feasts and school holidays. Above these:
//! `calls`, `measure/`, `breach` (limits that a plan states), `dealings`, `warnings/`, `compare/`,
//! `facts/` (what happened), `succession` (versions), `format/` and `template/`. For who writes a
//! plan: [`library`] has sections and sentences, [`compose`] makes a text of answers, [`edit`]
//! changes a text clause by clause, and [`detect`] finds the rhythm in a calendar.
//!
//! **What it is not.** It knows no people, accounts or agreements (they are in `family`), writes
//! no calendar files (`calendar`) and no pages. It never asks for the time, the machine's zone,
//! a file or the network: what it needs is an argument, and time zones are bundled.
//!
//! **Invariants.**
//! - Equal text, date and window give an equal timeline, on every machine.
//! - Each instant of a child's window within the plan's dates is in exactly one of care, a
//!   clash, a gap. Two clauses of equal rank that name different parents clash; nobody wins
//!   silently.
//! - Compiling a window gives what compiling a longer one gives inside it.
//! - No text makes it panic.
//!
//! ```
//! use jiff::civil::date;
//! use plan::{ParentingPlan, Side, Window, compile, measure};
//!
//! let plan = ParentingPlan::read(plan::EXAMPLE, date(2026, 9, 1))?;
//! let window = Window::new(date(2027, 2, 1), date(2027, 3, 1))?;
//! let timeline = compile(&plan, window, &[]);
//! let measures = measure(&plan, &timeline);
//! let noor = &measures.children[0];
//! assert_eq!((noor.overnights.a, noor.overnights.b), (14, 14));
//! assert_eq!(noor.share(Side::A), 0.5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod age;
mod breach;
mod calls;
mod compare;
mod compile;
pub mod compose;
pub mod dates;
mod day;
mod dealings;
pub mod detect;
pub mod edit;
mod explain;
mod facts;
mod format;
mod gave_way;
mod handover;
mod home;
mod ids;
mod language;
pub mod library;
mod measure;
mod model;
mod passed;
pub mod pattern;
mod problem;
mod read;
mod rule;
mod school;
mod step;
mod succession;
mod template;
mod timeline;
mod toml_text;
mod warnings;

pub use breach::{Amount, Breach, breaches};
pub use calls::{Call, Session, call_zone, calls, sessions};
pub use compare::{
    ChildComparison, CompareError, Comparison, Differing, MeasureChange, State, compare,
    differences,
};
pub use compile::{Occurrence, compile, compile_after, holiday_occurrences};

pub use age::{Age, AgeUnit};
pub use dealings::{call_clauses, disputes, first_refusal};
pub use explain::{Because, Explanation, Outcome, Step, explain};
pub use facts::{
    CareAmount, ChildLedger, Fact, Facts, Happened, Ledger, MadeUp, MissedTime, TimelineKind,
    compile_facts, make_up,
};
pub use format::format;
pub use gave_way::GaveWay;
pub use handover::{Brings, DirectionTerms, HandoverTerms, Terms, handover_terms};
pub use home::{Home, Moves, NamedHome};
pub use ids::{ChildId, ClauseId, HomeId, ID_LENGTH_MAX, IdError, ParentId};
pub use language::{Language, Text};
pub use measure::{
    Applicability, CareClass, ChildMeasures, Finding, Fraction, Measures, NIGHT_THRESHOLDS, Needs,
    NightThreshold, PairMeasures, Period, PeriodChild, PeriodMeasures, StandardResult,
    StretchMeasures, WeekendMeasures, measure, measure_by, measure_within, parenting_quarters,
    seconds_outside, standards,
};
pub use model::{
    Child, Clause, ClauseIndex, NamedZone, Parent, ParentingPlan, PerParent, Rank, Side,
    Supervision,
};
pub use passed::{Completed, Confirmed, Passed, Recorded};
pub use problem::{Problem, Problems};
pub use read::limits;
pub use rule::{
    AnyDay, Bell, Holiday, Middle, Moment, MomentDay, MomentTime, MonthDay, NamedDay, Person,
    SchoolHolidays, Sharing, Who, YearOf, YearlyMoment,
};
pub use rule::{CallClock, CallTime, CallWith, Calls, Limit, Period as LimitPeriod};
pub use rule::{
    Change, DatedSpan, DayWindow, Days, MonthWeeks, Nights, Recurrence, Roster, Rule, Shift,
    WeekNumbering, Weekly, WeeklyWindow, Weeks,
};
pub use rule::{DisputeStep, Disputes, FirstRefusal};
pub use rule::{InARow, Weekends};
pub use school::{DaysOff, School, school_time};
pub use step::Trigger;
pub use succession::SuccessionError;
pub use template::{
    KnownPeople, NewPlan, NewPlanError, Template, new_plan, new_plan_for, templates,
};
pub use timeline::{
    AgreedIndex, Care, ChildTimeline, Clash, Gap, Handover, OneOff, Source, Stay, Timeline,
    WINDOW_YEARS_MAX, Window, WindowError,
};
pub use warnings::{Warning, WarningFacts, WarningKind, warnings};

/// A small plan: one child, two homes, 2-2-5-5.
pub const EXAMPLE: &str = include_str!("../../../examples/plans/two-two-five-five.toml");

/// The JSON Schema (draft 2020-12) of a plan file, by which editors complete keys and show help.
/// [`ParentingPlan::read`] finds much more: ids that nobody has, dates in the wrong order.
pub const SCHEMA: &str = include_str!("../schema/parenting-plan.schema.json");
