//! `parenthesis plan roster`: the clauses that a roster of shifts comes to, for a plan to which
//! they are added. Reads both files; makes text, changes no file.

use std::path::PathBuf;

use calendar::{RosterKind, Shift, roster_clause, roster_from_csv, roster_from_ics};
use clap::{Args, ValueEnum};
use jiff::ToSpan as _;
use jiff::civil::Date;
use plan::{ClauseId, ParentingPlan, Side, Window, compile};

use super::source::{self, PlanFile};
use super::{Answer, Failure, PlanSource, Verdict, clashes, report, show};

/// How far ahead a calendar is read when no dates are named, in years.
const YEARS_AHEAD: i32 = 1;

/// Options of `plan roster`.
#[derive(Debug, Args)]
pub struct RosterOptions {
    /// The roster, iCalendar or CSV; - reads it from standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Whose roster it is, by the parent's id.
    #[arg(long, value_name = "ID")]
    parent: String,
    /// The plan to which the clauses are to be added. It is not changed.
    #[arg(long, value_name = "PLAN")]
    plan: PathBuf,
    /// What the shifts are.
    #[arg(long = "as", value_name = "KIND", default_value = "care")]
    kind: Kind,
    /// The id of the first clause; further ones are ID-2, ID-3 and so on.
    #[arg(long, value_name = "ID", default_value = "roster")]
    id: String,
    /// Only shifts that begin on this date or later [default: of iCalendar, today or the plan's
    /// first date, whichever is later; of CSV, all].
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    from: Option<Date>,
    /// Only shifts that begin before this date [default: of iCalendar, a year after the first
    /// date; of CSV, all].
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    to: Option<Date>,
    /// How the roster is written [default: by the end of the file's name].
    #[arg(long, value_name = "FORMAT")]
    format: Option<RosterFormat>,
    /// The date that counts as today, such as 2027-02-01 [default: the machine's date].
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    today: Option<Date>,
}

/// What the shifts of a roster are.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// The parent has the children in them.
    Care,
    /// The parent works in them, and the other one has the children.
    Work,
}

/// How a roster is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RosterFormat {
    /// iCalendar.
    Ics,
    /// A table with `from,until` or `date,from,until`, and `label` if you like.
    Csv,
}

pub(super) fn run(options: &RosterOptions) -> Result<Answer, Failure> {
    let stdin = source::is_stdin;
    if stdin(&options.file) && stdin(&options.plan) {
        return Err(Failure::sentence(
            "The plan and the roster cannot both come from standard input.",
        ));
    }
    let format = format(options)?;
    let plan = PlanSource {
        file: options.plan.clone(),
        today: options.today,
    };
    let today = plan.today();
    let file = PlanFile::read(&plan)?;
    let side = side(&file.plan, &options.parent)?;
    let id = options.id.parse::<ClauseId>().map_err(|error| {
        let id = show::plain(&options.id);
        Failure::sentence(format!("`{id}` cannot be the id of a clause: {error}."))
    })?;
    let window = window(options, &file.plan, today)?;
    let shifts = shifts(options, format, &file.plan, window)?;
    let kind = match options.kind {
        Kind::Care => RosterKind::Care,
        Kind::Work => RosterKind::Work {
            other: file.plan.parent(side.other()).id.clone(),
        },
    };
    let clauses = roster_clause(&shifts, &file.plan.parent(side).id, &id, kind);
    not_there_yet(&file.plan, &clauses)?;
    Ok(Answer {
        notes: with_clauses(&file, &clauses, &shifts, today),
        out: clauses,
        verdict: Verdict::Fine,
    })
}

fn format(options: &RosterOptions) -> Result<RosterFormat, Failure> {
    let ending = options.file.extension().and_then(|ending| ending.to_str());
    let by_name = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("ics") => Some(RosterFormat::Ics),
        Some("csv") => Some(RosterFormat::Csv),
        Some(_) | None => None,
    };
    options.format.or(by_name).ok_or_else(|| {
        let name = source::name(&options.file);
        Failure::sentence(format!(
            "It does not show from its name how {name} is written. Add --format ics or --format csv."
        ))
    })
}

/// A parent of the plan by the id that the command line names.
fn side(plan: &ParentingPlan, id: &str) -> Result<Side, Failure> {
    let named = |side: &Side| plan.parent(*side).id.as_str() == id;
    Side::BOTH.into_iter().find(named).ok_or_else(|| {
        let ids = Side::BOTH.map(|side| plan.parent(side).id.to_string());
        let (id, ids) = (show::plain(id), show::listed(&ids));
        Failure::sentence(format!(
            "The plan has no parent with the id `{id}`. It has {ids}."
        ))
    })
}

/// The dates on which shifts begin that are wanted.
fn window(options: &RosterOptions, plan: &ParentingPlan, today: Date) -> Result<Window, Failure> {
    let from = options.from.unwrap_or_else(|| plan.from().max(today));
    let year = from.saturating_add(YEARS_AHEAD.years());
    let to = options.to.unwrap_or(year);
    Window::new(from, to).map_err(Failure::sentence)
}

fn shifts(
    options: &RosterOptions,
    format: RosterFormat,
    plan: &ParentingPlan,
    window: Window,
) -> Result<Vec<Shift>, Failure> {
    let (name, text) = source::text(&options.file)?;
    let read = match format {
        RosterFormat::Ics => roster_from_ics(&text, plan.zone(), window),
        RosterFormat::Csv => roster_from_csv(&text, plan.zone()),
    };
    let mut shifts = read.map_err(|error| Failure(report::problems(&name, &text, &error)))?;
    if let RosterFormat::Csv = format {
        shifts.retain(|shift| {
            let date = shift.from.date();
            options.from.is_none_or(|from| from <= date) && options.to.is_none_or(|to| date < to)
        });
    }
    if shifts.is_empty() {
        let sentence = match format {
            RosterFormat::Ics => format!(
                "{name} has no shifts that begin from {} to {}. Name other dates with --from and --to.",
                window.from(),
                window.to()
            ),
            RosterFormat::Csv => format!("{name} has no shifts on these dates."),
        };
        return Err(Failure::sentence(sentence));
    }
    Ok(shifts)
}

/// Refuses ids that clauses of the plan have already.
fn not_there_yet(plan: &ParentingPlan, clauses: &str) -> Result<(), Failure> {
    let ids = clauses.lines().filter_map(|line| {
        let id = line.strip_prefix("id = \"")?;
        id.strip_suffix('"')
    });
    let taken: Vec<String> = ids
        .filter(|id| {
            plan.clauses()
                .iter()
                .any(|clause| clause.id.as_str() == *id)
        })
        .map(|id| format!("`{id}`"))
        .collect();
    if taken.is_empty() {
        return Ok(());
    }
    Err(Failure::sentence(format!(
        "The plan has the clause {} already. Name another id with --id.",
        show::listed(&taken)
    )))
}

/// What is to be said of the plan with the clauses behind it: why it is not sound, or where they
/// clash with others.
fn with_clauses(file: &PlanFile, clauses: &str, shifts: &[Shift], today: Date) -> String {
    let text = format!("{}\n\n{clauses}", file.text.trim_end());
    let name = format!("{} with the roster", file.name);
    let plan = match ParentingPlan::read(&text, today) {
        Ok(plan) => plan,
        Err(problems) => {
            return format!("warning: {name} is not sound.\n")
                + &report::problems(&name, &text, &problems);
        }
    };
    let dates = shifts
        .iter()
        .map(|shift| (shift.from.date(), shift.until.date()));
    let first = dates.clone().map(|(first, _)| first).min();
    let last = dates.map(|(_, last)| last).max();
    let window = first.zip(last).and_then(|(first, last)| {
        let behind = last.tomorrow().unwrap_or(last);
        Window::new(first, behind).ok()
    });
    let Some(window) = window else {
        return String::new();
    };
    let timeline = compile(&plan, window, &[]);
    let with = PlanFile {
        name,
        text,
        plan,
        from_stdin: file.from_stdin,
    };
    source::beyond(&with.plan, window) + &clashes::report(&with, &timeline, None)
}
