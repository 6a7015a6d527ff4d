//! The measures of two timelines, row by row. A new measure is one more line in `child_rows` or
//! in `sibling_rows`.

use crate::timeline::{Clash, Gap};
use crate::{
    ChildId, ChildMeasures, Measures, PairMeasures, ParentId, ParentingPlan, PerParent, Side,
};

/// A measure that is not the same in both.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureChange {
    /// The measure, by its key in the JSON of `plan measure`; hours of clashes and of gaps are
    /// `clash_hours` and `gap_hours`.
    pub name: &'static str,
    /// Whose it is, where the measure is by parent.
    pub parent: Option<ParentId>,
    /// The two children that it compares; empty for a measure of one child or of all.
    pub pair: Vec<ChildId>,
    /// The value in the first.
    pub a: f64,
    /// The value in the second.
    pub b: f64,
}

impl MeasureChange {
    /// How much the second has more than the first.
    pub fn change(&self) -> f64 {
        self.b - self.a
    }
}

/// The measures of both.
pub(super) struct Pair<'m> {
    pub(super) plan: &'m ParentingPlan,
    pub(super) a: &'m Measures,
    pub(super) b: &'m Measures,
    /// Whether the second names the parents the other way round.
    pub(super) turned: bool,
}

/// One measure: its name, and its value by parent or as a whole.
type Row = (&'static str, Value);

enum Value {
    Whole(f64),
    ByParent([f64; 2]),
}

fn child_rows(child: &ChildMeasures) -> Vec<Row> {
    vec![
        (
            "overnights",
            by(|side| f64::from(*child.overnights.get(side))),
        ),
        ("share", by(|side| child.share(side))),
        ("hours", by(|side| child.hours(side))),
        (
            "longest_nights",
            by(|side| f64::from(*child.longest_nights.get(side))),
        ),
        (
            "longest_apart_hours",
            by(|side| child.longest_apart_hours(side)),
        ),
        ("handovers", Value::Whole(child.handovers.into())),
        (
            "clash_hours",
            Value::Whole(hours(child.clashes.iter().map(clash_seconds))),
        ),
        (
            "gap_hours",
            Value::Whole(hours(child.gaps.iter().map(gap_seconds))),
        ),
    ]
}

fn sibling_rows(together: &PerParent<u32>, apart: u32) -> Vec<Row> {
    vec![
        ("together", by(|side| f64::from(*together.get(side)))),
        ("apart", Value::Whole(apart.into())),
    ]
}

fn by(value: impl Fn(Side) -> f64) -> Value {
    Value::ByParent(Side::BOTH.map(value))
}

fn clash_seconds(clash: &Clash) -> i64 {
    clash.end.as_second() - clash.start.as_second()
}

fn gap_seconds(gap: &Gap) -> i64 {
    gap.end.as_second() - gap.start.as_second()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a window holds far fewer than 2^53 seconds"
)]
fn hours(seconds: impl Iterator<Item = i64>) -> f64 {
    seconds.sum::<i64>() as f64 / 3_600.0
}

impl Pair<'_> {
    /// The measures of a child that are not the same in both.
    pub(super) fn of_child(&self, child: &ChildId) -> Vec<MeasureChange> {
        match (self.a.child(child), self.b.child(child)) {
            (Some(a), Some(b)) => self.changes(&[], child_rows(a), child_rows(b)),
            (Some(_) | None, _) => Vec::new(),
        }
    }

    /// Those of all children, where both plans are about the same ones, and of each two.
    pub(super) fn of_siblings(&self) -> Vec<MeasureChange> {
        let ids = |measures: &Measures| {
            let ids = measures.children.iter().map(|child| child.child.clone());
            ids.collect::<std::collections::BTreeSet<ChildId>>()
        };
        let mut changes = Vec::new();
        if ids(self.a) == ids(self.b) {
            let rows = |measures: &Measures| sibling_rows(&measures.together, measures.apart);
            changes.extend(self.changes(&[], rows(self.a), rows(self.b)));
        }
        let rows = |pair: &PairMeasures| sibling_rows(&pair.together, pair.apart);
        for pair in &self.a.pairs {
            let [one, other] = &pair.children;
            if let Some(in_b) = self.b.pair(one, other) {
                changes.extend(self.changes(&pair.children, rows(pair), rows(in_b)));
            }
        }
        changes
    }

    fn changes(&self, pair: &[ChildId], a: Vec<Row>, b: Vec<Row>) -> Vec<MeasureChange> {
        let mut changes = Vec::new();
        let mut add = |name, parent: Option<Side>, a: f64, b: f64| {
            // Both come by the same steps from whole numbers, so equal ones are exactly equal.
            if a.total_cmp(&b).is_ne() {
                changes.push(MeasureChange {
                    name,
                    parent: parent.map(|side| self.plan.parent(side).id.clone()),
                    pair: pair.to_vec(),
                    a,
                    b,
                });
            }
        };
        for ((name, a), (_, b)) in a.into_iter().zip(b) {
            match (a, b) {
                (Value::Whole(a), Value::Whole(b)) => add(name, None, a, b),
                (Value::ByParent([first, second]), Value::ByParent([one, two])) => {
                    let (one, two) = if self.turned { (two, one) } else { (one, two) };
                    add(name, Some(Side::A), first, one);
                    add(name, Some(Side::B), second, two);
                }
                (Value::Whole(_) | Value::ByParent(_), _) => {}
            }
        }
        changes
    }
}
