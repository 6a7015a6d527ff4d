//! `parenthesis plan compare`: where two plans differ, and what that changes in the measures.
//! Makes text; prints nothing.

mod rows;
mod shape;
mod tables;

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use plan::{
    Comparison, Facts, Measures, ParentingPlan, Timeline, TimelineKind, Window, compare,
    compile_facts, measure,
};

use self::rows::Row;
use super::facts::{self, FactsOptions};
use super::source::{self, PlanFile};
use super::{Answer, Dates, Failure, MeasureFormat, PlanSource, Verdict, clashes, json};

/// Options of `plan compare`.
#[derive(Debug, Args)]
pub struct CompareOptions {
    /// The first plan file, in TOML; - reads it from standard input.
    #[arg(value_name = "A")]
    a: PathBuf,
    /// The second plan file; without it, and with --facts, the first as planned is compared with
    /// what happened.
    #[arg(value_name = "B", required_unless_present = "facts")]
    b: Option<PathBuf>,
    /// The date against which 'in the future' is measured, such as 2027-02-01 [default: the
    /// machine's date].
    #[arg(long, value_name = "DATE", value_parser = source::date)]
    today: Option<Date>,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    facts: FactsOptions,
    /// Show the measures that stay the same, too.
    #[arg(long)]
    all: bool,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: MeasureFormat,
}

/// One of the two: its plan, timeline and measures, and what it is called.
struct Half {
    name: String,
    file: PlanFile,
    timeline: Timeline,
    measures: Measures,
}

/// All that is to be shown.
struct Compared {
    a: Half,
    b: Half,
    found: Comparison,
    /// By child, in the order of the comparison.
    children: Vec<Vec<Row>>,
    siblings: Vec<Row>,
}

impl Compared {
    fn plan(&self) -> &ParentingPlan {
        &self.a.file.plan
    }
}

pub(super) fn run(options: &CompareOptions) -> Result<Answer, Failure> {
    let window = source::window(&options.dates)?;
    let [a, b] = halves(options, window)?;
    let found = compare((&a.file.plan, &a.timeline), (&b.file.plan, &b.timeline))
        .map_err(Failure::sentence)?;
    let wanted = |row: &Row| options.all || row.changes();
    let kept = |rows: Vec<Row>| -> Vec<Row> { rows.into_iter().filter(wanted).collect() };
    let compared = Compared {
        children: found
            .children
            .iter()
            .map(|child| kept(rows::of_child(&a, &b, &child.child)))
            .collect(),
        siblings: kept(rows::of_siblings(&a, &b, &found)),
        found,
        a,
        b,
    };
    let out = match options.format {
        MeasureFormat::Text => tables::tables(&compared, options.all),
        MeasureFormat::Json => json::text(&shape::shape(&compared))?,
    };
    let one_plan = options.b.is_none();
    let shown = [&compared.a, &compared.b];
    let notes = shown.into_iter().skip(usize::from(one_plan)).map(notes);
    Ok(Answer {
        out,
        notes: notes.collect(),
        verdict: Verdict::Fine,
    })
}

/// What is to be said of a half besides the comparison, under the name of its file.
fn notes(half: &Half) -> String {
    let of = format!("note: {}: ", half.file.name);
    let beyond = source::beyond(&half.file.plan, half.timeline.window()).replace("note: ", &of);
    beyond + &clashes::report(&half.file, &half.timeline, None)
}

fn halves(options: &CompareOptions, window: Window) -> Result<[Half; 2], Failure> {
    let read = |file: &PathBuf| {
        let (file, today) = (file.clone(), options.today);
        PlanFile::read(&PlanSource { file, today })
    };
    let stdin = |path: &PathBuf| source::is_stdin(path);
    if stdin(&options.a) && options.b.as_ref().is_some_and(stdin) {
        let sentence = "Only one of the plans can come from standard input.";
        return Err(Failure::sentence(sentence));
    }
    let a = read(&options.a);
    let b = options.b.as_ref().map(read).transpose();
    let (a, b) = match (a, b) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(Failure(a)), Err(Failure(b))) => return Err(Failure(a + &b)),
        (Err(failure), _) | (_, Err(failure)) => return Err(failure),
    };
    let kind = options.facts.which().unwrap_or(TimelineKind::Actual);
    if let Some(b) = b {
        let stdin = a.from_stdin || b.from_stdin;
        let of_a = options.facts.read(&a, stdin)?.unwrap_or_default();
        let of_b = options.facts.read(&b, stdin).map_err(|Failure(text)| {
            Failure(format!("{text}note: The facts were read for {}.\n", b.name))
        })?;
        let of_b = of_b.unwrap_or_default();
        let (name_a, name_b) = (a.name.clone(), b.name.clone());
        return Ok([
            half(name_a, a, window, &of_a, kind),
            half(name_b, b, window, &of_b, kind),
        ]);
    }
    let facts = options.facts.read(&a, a.from_stdin)?.unwrap_or_default();
    let again = PlanFile {
        name: a.name.clone(),
        text: a.text.clone(),
        plan: a.plan.clone(),
        from_stdin: a.from_stdin,
    };
    let named = |kind| facts::name(kind).to_owned();
    let planned = TimelineKind::Planned;
    Ok([
        half(named(planned), a, window, &facts, planned),
        half(named(kind), again, window, &facts, kind),
    ])
}

fn half(name: String, file: PlanFile, window: Window, facts: &Facts, kind: TimelineKind) -> Half {
    let timeline = compile_facts(&file.plan, window, facts, kind);
    Half {
        name,
        measures: measure(&file.plan, &timeline),
        file,
        timeline,
    }
}
