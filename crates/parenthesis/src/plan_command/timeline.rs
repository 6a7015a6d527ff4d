//! `parenthesis plan timeline`: who has each child when, as tables, JSON or iCalendar.
//! Makes text; prints nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use plan::{
    Care, ChildId, ChildTimeline, Home, Language, ParentingPlan, Session, Source, Supervision,
    Text, Timeline,
};
use serde::Serialize;

use super::calls::{self, CallShape};
use super::json::{self, ById, ClashShape, GapShape};
use super::source::{self, PlanFile};
use super::{Answer, Failure, TimelineFormat, TimelineOptions, Verdict, clashes, show};

/// How wide a moment is: `Mon 2027-02-01 08:30`.
const MOMENT_CHARS: usize = 20;

pub(super) fn run(options: &TimelineOptions) -> Result<Answer, Failure> {
    let file = PlanFile::read(&options.plan)?;
    let window = source::window(&options.dates)?;
    let child = options
        .child
        .as_deref()
        .map(|id| source::child(&file.plan, id))
        .transpose()?;
    let child = child.as_ref();
    let timeline = options.facts.compile(&file, window)?;
    let calls = calls::of(&file.plan, &timeline, child);
    let out = match options.format {
        TimelineFormat::Text => tables(&file.plan, &timeline, child, &calls),
        TimelineFormat::Json => json::text(&shape(&file.plan, &timeline, child, &calls))?,
        TimelineFormat::Ics => {
            let stamp = options.plan.stamp();
            calendar::icalendar(&file.plan, &timeline, child, Language::En, stamp)
        }
    };
    let notes = source::beyond(&file.plan, window) + &clashes::report(&file, &timeline, child);
    Ok(Answer {
        out,
        notes,
        verdict: Verdict::Fine,
    })
}

#[derive(Serialize)]
struct TimelineShape<'p> {
    from: String,
    to: String,
    zone: &'p str,
    children: ById<Vec<CareShape>>,
    clashes: Vec<ClashShape>,
    gaps: Vec<GapShape>,
    calls: Vec<CallShape>,
}

#[derive(Serialize)]
struct CareShape {
    start: String,
    end: String,
    parent: String,
    clause: String,
    overrode: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    home: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supervision: Option<SupervisionShape>,
}

/// Who is there and where; either may be unstated.
#[derive(Serialize)]
struct SupervisionShape {
    by: Option<String>,
    place: Option<String>,
}

fn shape<'p>(
    plan: &'p ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
    calls: &[Session],
) -> TimelineShape<'p> {
    let care = |care: &Care| CareShape {
        start: json::instant(plan, care.start),
        end: json::instant(plan, care.end),
        parent: plan.parent(care.parent).id.to_string(),
        clause: json::source_id(plan, care.source),
        overrode: care
            .overrode
            .iter()
            .map(|&source| json::source_id(plan, source))
            .collect(),
        fact: fact(timeline, care.source),
        home: match plan.home_of(care.source, care.parent) {
            Home::Named(home) => Some(home.id.to_string()),
            Home::Of(_) => None,
        },
        supervision: supervision(plan, care.source).map(|supervision| SupervisionShape {
            by: english(supervision.by.as_ref()),
            place: english(supervision.place.as_ref()),
        }),
    };
    let children = parts(timeline, child)
        .map(|part| (part.child.to_string(), part.care.iter().map(care).collect()))
        .collect();
    TimelineShape {
        from: timeline.window().from().to_string(),
        to: timeline.window().to().to_string(),
        zone: plan.zone_name(),
        children: ById(children),
        clashes: json::clash_shapes(plan, timeline, child),
        gaps: json::gap_shapes(plan, timeline, child),
        calls: calls::shapes(plan, calls),
    }
}

/// The name of the fact that gives time: its id, or `fact-` and its number in the file.
fn fact(timeline: &Timeline, source: Source) -> Option<String> {
    match source {
        Source::Clause(_) => None,
        Source::Agreed(index) => {
            let one_off = timeline.agreed().get(index.get())?;
            Some(show::plain(&one_off.id))
        }
    }
}

/// What stands for a clause or a fact in a table: its number, or its name.
fn number(plan: &ParentingPlan, timeline: &Timeline, source: Source) -> String {
    fact(timeline, source).unwrap_or_else(|| show::number(plan, source))
}

fn supervision(plan: &ParentingPlan, source: Source) -> Option<&Supervision> {
    match source {
        Source::Clause(index) => plan.clause(index).supervision.as_ref(),
        Source::Agreed(_) => None,
    }
}

fn english(text: Option<&Text>) -> Option<String> {
    text.map(|text| show::plain(text.get(Language::En)))
}

/// The children that are asked for.
fn parts<'t>(
    timeline: &'t Timeline,
    child: Option<&'t ChildId>,
) -> impl Iterator<Item = &'t ChildTimeline> {
    let wanted = move |part: &&ChildTimeline| child.is_none_or(|wanted| *wanted == part.child);
    timeline.children().iter().filter(wanted)
}

/// A line of a child's table.
struct Row {
    start: Timestamp,
    end: Timestamp,
    with: String,
    clause: String,
}

fn tables(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
    calls: &[Session],
) -> String {
    let mut text = show::heading(plan, timeline.window());
    let mut named: BTreeSet<Source> = BTreeSet::new();
    let mut homes = Homes::new();
    for part in parts(timeline, child) {
        text.push_str(&format!("\n{}\n", show::child(plan, &part.child)));
        let rows = rows(plan, timeline, part);
        if rows.is_empty() {
            text.push_str("  The plan does not speak of these dates.\n");
        } else {
            text.push_str(&table(plan, &rows));
        }
        for care in &part.care {
            named.insert(care.source);
            if let Home::Named(home) = plan.home_of(care.source, care.parent) {
                homes
                    .entry(care.source)
                    .or_default()
                    .insert(show::plain(&home.name));
            }
            named.extend(care.overrode.iter().copied());
        }
        named.extend(
            part.clashes
                .iter()
                .flat_map(|clash| &clash.between)
                .map(|(source, _)| *source),
        );
    }
    let of_calls = calls.iter().flat_map(|session| &session.clauses);
    named.extend(of_calls.map(|&clause| Source::Clause(clause)));
    text + &calls::table(plan, calls) + &legend(plan, timeline, &named, &homes)
}

/// The named homes to which each source leads.
type Homes = BTreeMap<Source, BTreeSet<String>>;

fn rows(plan: &ParentingPlan, timeline: &Timeline, part: &ChildTimeline) -> Vec<Row> {
    let numbers = |sources: &[Source]| -> String {
        let numbers: Vec<String> = sources
            .iter()
            .map(|&source| number(plan, timeline, source))
            .collect();
        numbers.join(", ")
    };
    let care = part.care.iter().map(|care| {
        let gave_way = if care.overrode.is_empty() {
            String::new()
        } else {
            format!(" over {}", numbers(&care.overrode))
        };
        Row {
            start: care.start,
            end: care.end,
            with: show::cut(&show::parent(plan, care.parent), show::NAME_CHARS_MAX),
            clause: numbers(&[care.source]) + &gave_way,
        }
    });
    let clashes = part.clashes.iter().map(|clash| {
        let mut sources: Vec<Source> = clash.between.iter().map(|(source, _)| *source).collect();
        sources.dedup();
        Row {
            start: clash.start,
            end: clash.end,
            with: "(clash)".to_owned(),
            clause: numbers(&sources),
        }
    });
    let gaps = part.gaps.iter().map(|gap| Row {
        start: gap.start,
        end: gap.end,
        with: "(nobody)".to_owned(),
        clause: String::new(),
    });
    let mut rows: Vec<Row> = care.chain(clashes).chain(gaps).collect();
    rows.sort_by_key(|row| row.start);
    rows
}

fn table(plan: &ParentingPlan, rows: &[Row]) -> String {
    let with = rows
        .iter()
        .map(|row| row.with.chars().count())
        .max()
        .unwrap_or(0)
        .max(4);
    let clause = show::LINE_CHARS_MAX - (2 + MOMENT_CHARS + 2 + MOMENT_CHARS + 2 + with + 2);
    let line = |from: &str, until: &str, who: &str, why: &str| {
        let line = format!(
            "  {}  {}  {}  {}",
            show::left(from, MOMENT_CHARS),
            show::left(until, MOMENT_CHARS),
            show::left(who, with),
            show::cut(why, clause)
        );
        format!("{}\n", line.trim_end())
    };
    let mut text = line("From", "Until", "With", "Clause");
    for row in rows {
        let (start, end) = (show::local(plan, row.start), show::local(plan, row.end));
        text.push_str(&line(&start, &end, &row.with, &row.clause));
    }
    text
}

/// The labels behind the numbers of the tables.
fn legend(
    plan: &ParentingPlan,
    timeline: &Timeline,
    named: &BTreeSet<Source>,
    homes: &Homes,
) -> String {
    if named.is_empty() {
        return String::new();
    }
    let mut text = "\nClauses\n".to_owned();
    for &source in named {
        let title = match source {
            Source::Clause(index) => show::plain(plan.clause(index).title(Language::En)),
            Source::Agreed(_) => "from the file of facts".to_owned(),
        };
        let number = show::right(&number(plan, timeline, source), 3);
        let title = show::cut(&title, show::LINE_CHARS_MAX - number.chars().count() - 4);
        text.push_str(&format!("  {number}  {title}\n"));
        let homes = homes.get(&source).into_iter().flatten();
        let at_home = homes.map(|home| format!("In {home}"));
        let more = at_home.chain(supervision(plan, source).map(supervised));
        for line in more {
            let line = show::cut(&line, show::LINE_CHARS_MAX - 7);
            text.push_str(&format!("       {line}\n"));
        }
    }
    text
}

/// `Supervised by the centre, at Parkstraat 3`.
fn supervised(supervision: &Supervision) -> String {
    let by = english(supervision.by.as_ref()).map(|by| format!(" by {by}"));
    let place = english(supervision.place.as_ref()).map(|place| format!(", at {place}"));
    format!(
        "Supervised{}{}",
        by.unwrap_or_default(),
        place.unwrap_or_default()
    )
}
