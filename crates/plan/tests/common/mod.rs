//! What the integration tests share.
#![allow(dead_code, reason = "each test file uses its part")]

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
    let path = root().join("examples/plans").join(name).with_extension("toml");
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

pub fn compile_dates(plan: &ParentingPlan, (from, to): (Date, Date), agreed: &[OneOff]) -> Timeline {
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
