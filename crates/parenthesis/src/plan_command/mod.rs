//! `parenthesis plan …`: looks at a plan file. It reads the file, standard input and the machine's
//! date, asks the pure crates, and prints; `fmt` and `new` write files. Nothing here decides about
//! care.

mod calls;
mod cautions;
mod check;
mod clashes;
mod compare;
mod explain;
mod facts;
mod fmt;
mod json;
mod measure;
mod new;
mod places;
mod report;
mod roster;
mod show;
mod source;
mod timeline;
mod words;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use plan::ParentingPlan;

use self::facts::FactsOptions;

/// What can be asked of a plan file.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Check a plan: errors at their line and column, clashes, and time that no clause covers.
    ///
    /// Errors are printed as FILE:LINE:COLUMN with the line of the file below them. A plan without
    /// errors is compiled from its first date until it ends or the youngest child turns 18, for 20
    /// years at most. Where two clauses of equal rank name different parents for the same time, a
    /// clash is reported with both clauses and the time. Warnings are about time that no clause
    /// covers, about what is legal but probably not meant, and about limits that the plan states
    /// and does not keep to, each with its dates.
    ///
    /// The exit code is 0 when there is nothing to put right (warnings may remain), and 1 when
    /// there are errors or clashes; with --strict also when there are warnings.
    #[command(after_long_help = CHECK_EXAMPLES)]
    Check(CheckOptions),
    /// Compile a plan to the timeline of care: who has each child when, and by which clause.
    ///
    /// Dates mean 00:00 in the plan's time zone, and --to is not included. Each stretch names the
    /// clause that gives it and the clauses that gave way to it. Calls follow, each also on the
    /// clock of a parent who lives in another time zone. With --facts the timeline is that of what
    /// happened, unless --which names another one. Clashes are listed on standard error and in the
    /// output; the exit code stays 0.
    #[command(after_long_help = TIMELINE_EXAMPLES)]
    Timeline(TimelineOptions),
    /// Measure a plan: nights, hours, shares, handovers, longest stretches, for each child.
    ///
    /// Dates mean 00:00 in the plan's time zone, and --to is not included. The share is a fraction
    /// of all nights. Hours are elapsed hours: a day on which the clocks change has 23 or 25. A
    /// visit counts two handovers; it does not interrupt a run of nights, but it ends a time
    /// apart. A change exactly at --from is no handover. Time under a clash counts for neither
    /// parent; clashes are listed on standard error and in the output, and the exit code stays 0.
    ///
    /// Where the plan knows them, hours without school, time within each holiday, calls and broken
    /// limits follow. With --facts the actual timeline is measured and the three are set side by
    /// side, or the one that --which names is measured; the time to make up is listed, too.
    #[command(after_long_help = MEASURE_EXAMPLES)]
    Measure(MeasureOptions),
    /// Explain a moment: who has a child then, by which clause, and which clauses gave way.
    ///
    /// Each clause is named with its sentence and its line in the file. The strongest comes
    /// first. In a clash the clauses that stand equal come first.
    #[command(after_long_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainOptions),
    /// Bring plan files into the usual layout.
    ///
    /// Keys and tables get their usual order, and space is made regular. No value changes, and
    /// comments stay. Files are replaced in place; with - the text goes from standard input to
    /// standard output.
    #[command(after_long_help = FMT_EXAMPLES)]
    Fmt(FmtOptions),
    /// Begin a plan from a template; without --template, list the templates.
    ///
    /// What is not said becomes a placeholder to replace. The plan goes to standard output, or
    /// to the file of --out, which must not exist yet.
    #[command(after_long_help = NEW_EXAMPLES)]
    New(NewOptions),
    /// Print the JSON Schema of plan files, by which editors complete keys and show help.
    Schema,
    /// Compare two plans: the time that differs, and what changes in the measures.
    ///
    /// The plans must have the same parents, by id, and children are compared by id. Dates mean
    /// 00:00 in the time zone of each plan, and --to is not included. With --facts what happened
    /// is laid over both; with --facts and one plan only, the plan is compared with what happened,
    /// or with the timeline that --which names. The exit code is 0 whether they differ or not.
    #[command(after_long_help = COMPARE_EXAMPLES)]
    Compare(compare::CompareOptions),
    /// Print the clauses that a parent's roster of shifts comes to, to be added to a plan.
    ///
    /// The roster is iCalendar or CSV with the columns from,until or date,from,until. The clauses
    /// go to standard output and no file is changed. The plan with the clauses is checked; what
    /// is not sound or clashes with other clauses is printed on standard error. The exit code is
    /// 1 when the roster or the plan cannot be read, or an id is taken.
    #[command(after_long_help = ROSTER_EXAMPLES)]
    Roster(roster::RosterOptions),
}

const CHECK_EXAMPLES: &str = "\
Examples:
  parenthesis plan check plan.toml
  parenthesis plan check - < plan.toml
  parenthesis plan check plan.toml --strict
  parenthesis plan check plan.toml --today 2027-01-01";

const TIMELINE_EXAMPLES: &str = "\
Examples:
  parenthesis plan timeline plan.toml --from 2027-02-01 --to 2027-03-01
  parenthesis plan timeline plan.toml --from 2027-02-01 --to 2027-03-01 --child noor
  parenthesis plan timeline plan.toml --from 2027-01-01 --to 2028-01-01 --format ics > care.ics
  parenthesis plan timeline plan.toml --from 2027-02-01 --to 2027-03-01 --facts facts.toml
  parenthesis plan timeline plan.toml --from 2027-02-01 --to 2027-03-01 --format json";

const MEASURE_EXAMPLES: &str = "\
Examples:
  parenthesis plan measure plan.toml --from 2027-01-01 --to 2028-01-01
  parenthesis plan measure plan.toml --from 2027-01-01 --to 2028-01-01 --by month
  parenthesis plan measure plan.toml --from 2027-01-01 --to 2028-01-01 --standards
  parenthesis plan measure plan.toml --from 2027-01-01 --to 2028-01-01 --facts facts.toml
  parenthesis plan measure plan.toml --from 2027-01-01 --to 2028-01-01 --format json";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  parenthesis plan explain plan.toml --child noor --at 2027-02-05T17:00
  parenthesis plan explain plan.toml --child noor --at 2027-02-05T16:00Z --language nl
  parenthesis plan explain plan.toml --child noor --at 2027-02-05T17:00 --format json";

const FMT_EXAMPLES: &str = "\
Examples:
  parenthesis plan fmt plan.toml
  parenthesis plan fmt --check plans/*.toml
  parenthesis plan fmt - < plan.toml";

const NEW_EXAMPLES: &str = "\
Examples:
  parenthesis plan new
  parenthesis plan new --template 2-2-5-5 --start 2027-02-01 > plan.toml
  parenthesis plan new --template alternating-weeks --parent Mara --parent Elias \\
      --child 'Noor 2019-05-21' --child 'Sam 2021-04-09' --out plan.toml";
const COMPARE_EXAMPLES: &str = "\
Examples:
  parenthesis plan compare now.toml proposed.toml --from 2027-01-01 --to 2028-01-01
  parenthesis plan compare now.toml proposed.toml --from 2027-01-01 --to 2028-01-01 --all
  parenthesis plan compare plan.toml --facts facts.toml --from 2027-01-01 --to 2028-01-01
  parenthesis plan compare now.toml proposed.toml --from 2027-01-01 --to 2028-01-01 --format json";

const ROSTER_EXAMPLES: &str = "\
Examples:
  parenthesis plan roster shifts.ics --parent mara --plan plan.toml --as work
  parenthesis plan roster shifts.csv --parent mara --plan plan.toml --id spring-2027
  parenthesis plan roster shifts.ics --parent mara --plan plan.toml \\
      --from 2027-02-01 --to 2027-05-01 >> plan.toml";

/// Which plan, and what counts as the future.
#[derive(Debug, Args)]
pub struct PlanSource {
    /// The plan file, in TOML; - reads it from standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The date against which 'in the future' is measured, such as 2027-02-01 [default: the
    /// machine's date].
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    today: Option<Date>,
}

impl PlanSource {
    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| Zoned::now().date())
    }

    /// When a file of this command counts as made. A stated date stands for its first moment, so
    /// that equal commands print equal bytes.
    fn stamp(&self) -> Timestamp {
        let stated = self
            .today
            .and_then(|today| today.to_zoned(TimeZone::UTC).ok());
        stated.map_or_else(Timestamp::now, |midnight| midnight.timestamp())
    }
}

/// The dates to look at.
#[derive(Debug, Args)]
pub struct Dates {
    /// The first date, such as 2027-02-01.
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    from: Date,
    /// The date at whose 00:00 to stop; 100 years after --from at most.
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    to: Date,
}

/// Options of `plan check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    #[command(flatten)]
    plan: PlanSource,
    /// End with 1 when there are warnings, too.
    #[arg(long)]
    strict: bool,
}

/// Options of `plan timeline`.
#[derive(Debug, Args)]
pub struct TimelineOptions {
    #[command(flatten)]
    plan: PlanSource,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    facts: FactsOptions,
    /// Only this child, by id.
    #[arg(long, value_name = "ID")]
    child: Option<String>,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TimelineFormat,
}

/// Options of `plan measure`.
#[derive(Debug, Args)]
pub struct MeasureOptions {
    #[command(flatten)]
    plan: PlanSource,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    facts: FactsOptions,
    #[command(flatten)]
    more: measure::MoreOptions,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: MeasureFormat,
}

/// Options of `plan explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    #[command(flatten)]
    plan: PlanSource,
    /// The child, by id.
    #[arg(long, value_name = "ID")]
    child: String,
    /// The moment, such as 2027-02-05T17:00 in the plan's time zone; an offset may follow, such
    /// as +01:00 or Z.
    #[arg(long, value_name = "TIME")]
    at: String,
    #[command(flatten)]
    facts: FactsOptions,
    /// The language of titles and sentences.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: LanguageOption,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: MeasureFormat,
}

/// Options of `plan fmt`.
#[derive(Debug, Args)]
pub struct FmtOptions {
    /// The plan files, in TOML; - goes from standard input to standard output.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Change nothing; name the files that would change, and end with 1 when there are any.
    #[arg(long)]
    check: bool,
}

/// Options of `plan new`.
#[derive(Debug, Args)]
pub struct NewOptions {
    /// The template, such as 2-2-5-5.
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// The name of a parent; twice, the first one for the parent who comes first.
    #[arg(long, value_name = "NAME")]
    parent: Vec<String>,
    /// A child's name and date of birth, such as 'Noor 2019-05-21'; once for each child.
    #[arg(long, value_name = "NAME DATE", value_parser = new::child)]
    child: Vec<(String, Date)>,
    /// The IANA time zone of the plan.
    #[arg(long, value_name = "ZONE", default_value = "Europe/Amsterdam")]
    zone: String,
    /// The first date of the plan [default: the next Monday].
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    start: Option<Date>,
    /// The language of titles and sentences [default: English and Dutch].
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<LanguageOption>,
    /// The file to write; it must not exist.
    #[arg(long, value_name = "FILE", requires = "template")]
    out: Option<PathBuf>,
}

/// A language of a plan's sentences.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageOption {
    /// English.
    En,
    /// Dutch.
    Nl,
}

impl From<LanguageOption> for plan::Language {
    fn from(language: LanguageOption) -> plan::Language {
        match language {
            LanguageOption::En => plan::Language::En,
            LanguageOption::Nl => plan::Language::Nl,
        }
    }
}

/// How a timeline is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TimelineFormat {
    /// Tables to read.
    Text,
    /// JSON, as docs/command-line.md describes it.
    Json,
    /// iCalendar, for a calendar program.
    Ics,
}

/// How measures are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MeasureFormat {
    /// Tables to read.
    Text,
    /// JSON, as docs/command-line.md describes it.
    Json,
}

/// What a command answers; each text is empty or ends with a line break.
#[derive(Debug, Default)]
struct Answer {
    /// For standard output.
    out: String,
    /// For standard error.
    notes: String,
    verdict: Verdict,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Verdict {
    #[default]
    Fine,
    Wrong,
}

/// Why a command has no answer: text for standard error that ends with a line break.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    /// A failure in one sentence.
    fn sentence(sentence: impl std::fmt::Display) -> Failure {
        Failure(format!("error: {sentence}\n"))
    }
}

/// The plan in a file and its text, as every `plan` command reads it: within limits, and with
/// errors that point at their place.
///
/// # Errors
/// The text for standard error.
pub fn read(file: PathBuf) -> Result<(ParentingPlan, String), String> {
    let source = PlanSource { file, today: None };
    let read = source::PlanFile::read(&source).map_err(|failure| failure.0)?;
    Ok((read.plan, read.text))
}

/// Runs a command and prints its answer. The exit code is 0 or 1.
pub fn run(command: PlanCommand) -> ExitCode {
    let answer = match command {
        PlanCommand::Check(options) => check::run(&options),
        PlanCommand::Timeline(options) => timeline::run(&options),
        PlanCommand::Measure(options) => measure::run(&options),
        PlanCommand::Explain(options) => explain::run(&options),
        PlanCommand::Fmt(options) => fmt::run(&options),
        PlanCommand::New(options) => new::run(&options),
        PlanCommand::Schema => Ok(Answer {
            out: plan::SCHEMA.to_owned(),
            ..Answer::default()
        }),
        PlanCommand::Compare(options) => compare::run(&options),
        PlanCommand::Roster(options) => roster::run(&options),
    };
    let answer = answer.unwrap_or_else(|Failure(notes)| Answer {
        notes,
        verdict: Verdict::Wrong,
        ..Answer::default()
    });
    let code = match answer.verdict {
        Verdict::Fine => ExitCode::SUCCESS,
        Verdict::Wrong => ExitCode::FAILURE,
    };
    match print(&answer) {
        Ok(()) => code,
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => code,
        Err(error) => {
            // Nothing is left to do when standard error fails as well.
            let _ = writeln!(
                io::stderr(),
                "error: The output could not be written: {error}."
            );
            ExitCode::FAILURE
        }
    }
}

fn print(answer: &Answer) -> io::Result<()> {
    io::stderr().lock().write_all(answer.notes.as_bytes())?;
    let mut out = io::stdout().lock();
    out.write_all(answer.out.as_bytes())?;
    out.flush()
}
