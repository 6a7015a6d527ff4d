//! The JSON of `plan compare`, as docs/command-line.md describes it.

use plan::{ChildComparison, ChildId, Differing, State};
use serde::Serialize;

use super::super::json::{self, ById};
use super::rows::Row;
use super::{Compared, Half};

#[derive(Serialize)]
pub(super) struct ComparisonShape<'c> {
    from: String,
    to: String,
    zone: &'c str,
    a: &'c str,
    b: &'c str,
    children: ById<ChildShape>,
    siblings: Vec<RowShape>,
    only_in_a: Vec<String>,
    only_in_b: Vec<String>,
}

#[derive(Serialize)]
struct ChildShape {
    differing: Vec<DifferingShape>,
    measures: Vec<RowShape>,
}

#[derive(Serialize)]
struct DifferingShape {
    start: String,
    end: String,
    a: StateShape,
    b: StateShape,
}

#[derive(Serialize)]
struct StateShape {
    state: &'static str,
    parent: Option<String>,
    clause: Option<String>,
}

#[derive(Serialize)]
struct RowShape {
    name: &'static str,
    parent: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pair: Vec<String>,
    a: f64,
    b: f64,
    change: f64,
}

pub(super) fn shape(compared: &Compared) -> ComparisonShape<'_> {
    let found = &compared.found;
    let children = found.children.iter().zip(&compared.children);
    let shape = |(child, rows): (&ChildComparison, &Vec<Row>)| {
        let shape = ChildShape {
            differing: differing(compared, child),
            measures: rows.iter().map(row).collect(),
        };
        (child.child.to_string(), shape)
    };
    let ids = |children: &[ChildId]| children.iter().map(ToString::to_string).collect();
    ComparisonShape {
        from: found.from.to_string(),
        to: found.to.to_string(),
        zone: compared.plan().zone_name(),
        a: &compared.a.name,
        b: &compared.b.name,
        children: ById(children.map(shape).collect()),
        siblings: compared.siblings.iter().map(row).collect(),
        only_in_a: ids(&found.only_in_a),
        only_in_b: ids(&found.only_in_b),
    }
}

fn differing(compared: &Compared, child: &ChildComparison) -> Vec<DifferingShape> {
    let plan = compared.plan();
    let shape = |differing: &Differing| DifferingShape {
        start: json::instant(plan, differing.start),
        end: json::instant(plan, differing.end),
        a: state(compared, &compared.a, differing.a),
        b: state(compared, &compared.b, differing.b),
    };
    child.differing.iter().map(shape).collect()
}

fn state(compared: &Compared, half: &Half, state: State) -> StateShape {
    let none = |state| StateShape {
        state,
        parent: None,
        clause: None,
    };
    match state {
        State::Care { parent, source } => StateShape {
            state: "care",
            // Both name the parents by the numbering of the first plan.
            parent: Some(compared.plan().parent(parent).id.to_string()),
            clause: Some(json::source_id(&half.file.plan, source)),
        },
        State::Clash => none("clash"),
        State::Gap => none("gap"),
        State::Outside => none("outside"),
    }
}

fn row(row: &Row) -> RowShape {
    RowShape {
        name: row.name,
        parent: row.parent.as_ref().map(ToString::to_string),
        pair: row.pair.iter().map(ToString::to_string).collect(),
        a: row.a,
        b: row.b,
        change: row.change(),
    }
}
