//! `parenthesis plan measure`: parenting time in numbers, as tables or JSON.
//! Makes text; prints nothing.

mod more;
mod shape;
mod standards;
mod tables;
mod what_happened;

use std::path::PathBuf;

use clap::ValueEnum;
use plan::{
    Facts, Ledger, Period, PeriodMeasures, StandardResult, Timeline, TimelineKind, Window,
    compile_facts, make_up, measure_by,
};

use self::more::Measured;
use super::source::{self, PlanFile};
use super::{Answer, Failure, MeasureFormat, MeasureOptions, Verdict, clashes, json};

/// Into what a window is cut.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum By {
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
    /// Twelve months at a time, from the first date on.
    #[value(name = "12-months")]
    TwelveMonths,
    /// Twenty-four months at a time, from the first date on.
    #[value(name = "24-months")]
    TwentyFourMonths,
}

impl From<By> for Period {
    fn from(by: By) -> Period {
        match by {
            By::Month => Period::Month,
            By::Year => Period::Year,
            By::TwelveMonths => Period::TwelveMonths,
            By::TwentyFourMonths => Period::TwentyFourMonths,
        }
    }
}

/// What is measured besides parenting time as a whole.
#[derive(Debug, clap::Args)]
pub struct MoreOptions {
    /// Measure each period by itself, too.
    #[arg(long, value_name = "PERIOD")]
    by: Option<By>,
    /// Add what the standards of the law of several countries find. None of them decides what a
    /// court or an office will find.
    #[arg(long)]
    standards: bool,
    /// Numbers of nights a year for --standards in the place of the built-in ones, in TOML: a
    /// `threshold` table for each, with name, source and nights_per_year. Implies --standards.
    #[arg(long, value_name = "FILE")]
    thresholds: Option<PathBuf>,
}

/// All that was asked for.
struct Report {
    /// Of the timeline that was asked for.
    measured: Measured,
    periods: Option<Vec<PeriodMeasures>>,
    standards: Option<Vec<StandardResult>>,
    happened: Option<WhatHappened>,
}

/// What comes of facts.
struct WhatHappened {
    kind: TimelineKind,
    /// Each timeline by itself, unless one of them was named.
    side_by_side: Vec<(TimelineKind, Measured)>,
    ledger: Ledger,
}

pub(super) fn run(options: &MeasureOptions) -> Result<Answer, Failure> {
    let file = PlanFile::read(&options.plan)?;
    let window = source::window(&options.dates)?;
    let facts = options.facts.read(&file, file.from_stdin)?;
    let kind = options.facts.which().unwrap_or(TimelineKind::Actual);
    let no_facts = Facts::default();
    let timeline = compile_facts(
        &file.plan,
        window,
        facts.as_ref().unwrap_or(&no_facts),
        kind,
    );
    let standards = standards::find(&options.more, &file.plan, &timeline)?;
    let by = options.more.by.map(Period::from);
    let periods = by.map(|period| measure_by(&file.plan, &timeline, period));
    let happened = facts.map(|facts| happened(&file, window, &facts, options.facts.which()));
    let notes = source::beyond(&file.plan, window) + &clashes::report(&file, &timeline, None);
    let report = Report {
        measured: Measured::of(&file.plan, timeline),
        periods,
        standards,
        happened,
    };
    let out = match options.format {
        MeasureFormat::Text => tables::tables(&file.plan, &report),
        MeasureFormat::Json => json::text(&shape::shape(&file.plan, &report))?,
    };
    Ok(Answer {
        out,
        notes,
        verdict: Verdict::Fine,
    })
}

fn happened(
    file: &PlanFile,
    window: Window,
    facts: &Facts,
    named: Option<TimelineKind>,
) -> WhatHappened {
    let measured = |kind| -> (TimelineKind, Measured) {
        let timeline: Timeline = compile_facts(&file.plan, window, facts, kind);
        (kind, Measured::of(&file.plan, timeline))
    };
    let all = TimelineKind::ALL.into_iter();
    WhatHappened {
        kind: named.unwrap_or(TimelineKind::Actual),
        side_by_side: all.filter(|_| named.is_none()).map(measured).collect(),
        ledger: make_up(&file.plan, facts, window),
    }
}
