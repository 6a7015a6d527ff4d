//! What the integration tests share.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod holidays;
pub mod random;

use std::path::PathBuf;

use jiff::civil::{Date, date};
use plan::{ChildId, Measures, OneOff, ParentingPlan, Timeline, Window};

/// The date against which births are in the future.
pub const TODAY: Date = date(2026, 11, 20);

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of an example plan.
pub fn text(name: &str) -> String {
    let path = root()
        .join("examples/plans")
        .join(name)
        .with_extension("toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn example(name: &str) -> ParentingPlan {
    read(&text(name))
}

pub fn read(text: &str) -> ParentingPlan {
    ParentingPlan::read(text, TODAY).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

pub fn id(child: &str) -> ChildId {
    child.parse().unwrap()
}

pub fn compile_dates(
    plan: &ParentingPlan,
    (from, to): (Date, Date),
    agreed: &[OneOff],
) -> Timeline {
    plan::compile(plan, Window::new(from, to).unwrap(), agreed)
}

pub fn measure_dates(plan: &ParentingPlan, dates: (Date, Date)) -> Measures {
    plan::measure(plan, &compile_dates(plan, dates, &[]))
}

/// A plan for one child in Amsterdam, from 1 January 2020, with these clauses.
pub fn with_clauses(clauses: &[&str]) -> String {
    with_clauses_from("2020-01-01", clauses)
}

/// The same from another date.
pub fn with_clauses_from(from: &str, clauses: &[&str]) -> String {
    let mut text = format!(
        r#"edition = 1
title = "A plan"
zone = "Europe/Amsterdam"
from = {from}

[[parent]]
id = "mara"
name = "Mara"

[[parent]]
id = "elias"
name = "Elias"

[[child]]
id = "noor"
name = "Noor"
born = 2019-05-21
"#
    );
    for (index, clause) in clauses.iter().enumerate() {
        text.push_str(&format!(
            "\n[[clause]]\nid = \"c{index}\"\ntitle = {{ en = \"Clause {index}\" }}\nsentence = {{ en = \"As the rule says.\" }}\n{clause}\n"
        ));
    }
    text
}

fn local(plan: &ParentingPlan, at: jiff::Timestamp) -> String {
    at.to_zoned(plan.zone().clone())
        .strftime("%m-%d %H:%M%:z")
        .to_string()
}

/// The stays of the first child, in local time with the letter of the parent.
pub fn stays(plan: &ParentingPlan, timeline: &Timeline) -> Vec<String> {
    stays_of(plan, timeline, 0)
}

/// The stays of a child by its place.
pub fn stays_of(plan: &ParentingPlan, timeline: &Timeline, child: usize) -> Vec<String> {
    let letter = |stay: &plan::Stay| plan.parent(stay.parent).letter;
    let stays = timeline.children()[child].stays();
    let line = |stay: &plan::Stay| line(plan, letter(stay), stay.start, stay.end);
    stays.iter().map(line).collect()
}

/// The stays, clashes (`!`) and gaps (`?`) of a child by its place, in order.
pub fn everything_of(plan: &ParentingPlan, timeline: &Timeline, child: usize) -> Vec<String> {
    let child = &timeline.children()[child];
    let stays = child.stays();
    let letter = |stay: &plan::Stay| plan.parent(stay.parent).letter;
    let stays = stays
        .iter()
        .map(|stay| (stay.start, stay.end, letter(stay)));
    let clashes = child
        .clashes
        .iter()
        .map(|clash| (clash.start, clash.end, '!'));
    let gaps = child.gaps.iter().map(|gap| (gap.start, gap.end, '?'));
    let mut all: Vec<_> = stays.chain(clashes).chain(gaps).collect();
    all.sort_unstable();
    all.into_iter()
        .map(|(start, end, sign)| line(plan, sign, start, end))
        .collect()
}

fn line(plan: &ParentingPlan, sign: char, start: jiff::Timestamp, end: jiff::Timestamp) -> String {
    format!("{sign} {} - {}", local(plan, start), local(plan, end))
}
