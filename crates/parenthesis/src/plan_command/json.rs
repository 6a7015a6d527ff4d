//! The shapes that `timeline` and `measure` share in JSON. docs/command-line.md describes them;
//! they are stable: keys may be added, none changes or goes.

use jiff::Timestamp;
use plan::{ChildId, ParentingPlan, PerParent, Side, Source, Timeline};
use serde::{Serialize, Serializer};

use super::{Failure, clashes};

/// An object whose keys are ids, in the order of the plan.
pub(super) struct ById<T>(pub(super) Vec<(String, T)>);

impl<T: Serialize> Serialize for ById<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, value)))
    }
}

impl<T> ById<T> {
    /// A value for each parent.
    pub(super) fn parents(plan: &ParentingPlan, value: impl Fn(Side) -> T) -> ById<T> {
        let id = |side| plan.parent(side).id.to_string();
        ById(Side::BOTH.map(|side| (id(side), value(side))).into())
    }
}

impl<T: Copy> ById<T> {
    /// The two values of a pair.
    pub(super) fn per_parent(plan: &ParentingPlan, values: &PerParent<T>) -> ById<T> {
        ById::parents(plan, |side| *values.get(side))
    }
}

/// A clash.
#[derive(Serialize)]
pub(super) struct ClashShape {
    child: String,
    start: String,
    end: String,
    between: Vec<SaidShape>,
}

/// What one of the clauses in a clash says.
#[derive(Serialize)]
struct SaidShape {
    clause: String,
    parent: String,
}

/// Time of which no clause speaks.
#[derive(Serialize)]
pub(super) struct GapShape {
    child: String,
    start: String,
    end: String,
}

/// The clashes of a timeline, of one child or of all.
pub(super) fn clash_shapes(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
) -> Vec<ClashShape> {
    let said = |&(source, side): &(Source, Side)| SaidShape {
        clause: source_id(plan, source),
        parent: plan.parent(side).id.to_string(),
    };
    clashes::clashes(timeline, child)
        .map(|(child, clash)| ClashShape {
            child: child.to_string(),
            start: instant(plan, clash.start),
            end: instant(plan, clash.end),
            between: clash.between.iter().map(said).collect(),
        })
        .collect()
}

/// The gaps of a timeline, of one child or of all.
pub(super) fn gap_shapes(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
) -> Vec<GapShape> {
    let parts = timeline.children().iter();
    parts
        .filter(|part| child.is_none_or(|wanted| *wanted == part.child))
        .flat_map(|part| part.gaps.iter().map(|gap| (&part.child, gap)))
        .map(|(child, gap)| GapShape {
            child: child.to_string(),
            start: instant(plan, gap.start),
            end: instant(plan, gap.end),
        })
        .collect()
}

/// RFC 3339 with the offset that the plan's zone has then: `2027-02-01T08:30:00+01:00`.
pub(super) fn instant(plan: &ParentingPlan, at: Timestamp) -> String {
    at.display_with_offset(plan.zone().to_offset(at))
        .to_string()
}

/// The id of a clause. What was agreed beside the plan has a colon, which no clause's id has.
pub(super) fn source_id(plan: &ParentingPlan, source: Source) -> String {
    match source {
        Source::Clause(index) => plan.clause(index).id.to_string(),
        Source::Agreed(index) => format!("agreed:{}", index.get()),
    }
}

/// The text of a value, with a line break at its end.
pub(super) fn text(value: &impl Serialize) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::sentence(format!("The JSON could not be written: {error}.")))?;
    text.push('\n');
    Ok(text)
}
