//! What happened, from the file of `--facts`, and which of the timelines is asked for. Reads the
//! file; writes nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use plan::{Facts, Timeline, TimelineKind, Window, compile_facts};

use super::source::{self, PlanFile};
use super::{Failure, report};

/// What happened under the plan.
#[derive(Debug, Args)]
pub struct FactsOptions {
    /// A file of what happened, in TOML: swaps, visits, confirmed handovers and events
    /// (docs/facts.md); - reads it from standard input.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Which timeline: the plan with its steps, what was agreed, or what happened [default: the
    /// actual one].
    #[arg(long, value_name = "TIMELINE", requires = "facts")]
    which: Option<Which>,
}

/// The timelines that come of a plan and facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// The plan, with the steps that were taken.
    Planned,
    /// The same with what both agreed beside it.
    Agreed,
    /// The same with what happened over it.
    Actual,
}

impl From<Which> for TimelineKind {
    fn from(which: Which) -> TimelineKind {
        match which {
            Which::Planned => TimelineKind::Planned,
            Which::Agreed => TimelineKind::Agreed,
            Which::Actual => TimelineKind::Actual,
        }
    }
}

impl FactsOptions {
    /// The facts for a plan; `None` when the command line names no file. `from_stdin` says that
    /// a plan used up standard input.
    pub(super) fn read(&self, plan: &PlanFile, from_stdin: bool) -> Result<Option<Facts>, Failure> {
        let Some(path) = &self.facts else {
            return Ok(None);
        };
        if source::is_stdin(path) && from_stdin {
            return Err(Failure::sentence(
                "The plan and the facts cannot both come from standard input.",
            ));
        }
        let (name, text) = source::text(path)?;
        match Facts::read(&text, &plan.plan) {
            Ok(facts) => Ok(Some(facts)),
            Err(problems) => Err(Failure(report::problems(&name, &text, &problems))),
        }
    }

    /// The timeline that is named, if one is.
    pub(super) fn which(&self) -> Option<TimelineKind> {
        self.which.map(TimelineKind::from)
    }

    /// The timeline that is asked for: the actual one unless another is named, and the plan
    /// alone without facts.
    pub(super) fn compile(&self, file: &PlanFile, window: Window) -> Result<Timeline, Failure> {
        let facts = self.read(file, file.from_stdin)?;
        let kind = self.which().unwrap_or(TimelineKind::Actual);
        Ok(compile_facts(
            &file.plan,
            window,
            &facts.unwrap_or_default(),
            kind,
        ))
    }
}

/// A timeline's name in texts and in JSON.
pub(super) fn name(kind: TimelineKind) -> &'static str {
    match kind {
        TimelineKind::Planned => "planned",
        TimelineKind::Agreed => "agreed",
        TimelineKind::Actual => "actual",
    }
}
