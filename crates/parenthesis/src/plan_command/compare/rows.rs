//! The measures of two halves side by side, by the ids of parents. Computes nothing.

use plan::{ChildId, ChildMeasures, Comparison, PairMeasures, ParentId, PerParent, Side};

use super::Half;

/// A measure of both. Equal ones come by the same steps from whole numbers, and so are exactly
/// equal.
pub(super) struct Row {
    /// The key of the measure in the JSON of `plan measure`.
    pub(super) name: &'static str,
    /// Whose it is, where the measure is by parent.
    pub(super) parent: Option<ParentId>,
    /// The two children whom it compares; empty for a measure of one child or of all.
    pub(super) pair: Vec<ChildId>,
    pub(super) a: f64,
    pub(super) b: f64,
}

impl Row {
    pub(super) fn changes(&self) -> bool {
        self.a.total_cmp(&self.b).is_ne()
    }

    /// How much the second has more.
    pub(super) fn change(&self) -> f64 {
        self.b - self.a
    }
}

/// A measure of one half.
type Value = (&'static str, Option<ParentId>, f64);

/// The values of one half in the order of the rows.
struct Values<'h> {
    half: &'h Half,
    found: Vec<Value>,
}

impl Values<'_> {
    fn of(half: &Half) -> Values<'_> {
        let found = Vec::new();
        Values { half, found }
    }

    fn whole(&mut self, name: &'static str, value: u32) {
        self.found.push((name, None, f64::from(value)));
    }

    fn real(&mut self, name: &'static str, value: impl Fn(Side) -> f64) {
        for side in Side::BOTH {
            let id = self.half.file.plan.parent(side).id.clone();
            self.found.push((name, Some(id), value(side)));
        }
    }

    fn counts(&mut self, name: &'static str, counts: &PerParent<u32>) {
        self.real(name, |side| f64::from(*counts.get(side)));
    }

    fn child(mut self, child: &ChildMeasures) -> Vec<Value> {
        self.counts("overnights", &child.overnights);
        self.real("share", |side| child.share(side));
        self.real("hours", |side| child.hours(side));
        self.counts("longest_nights", &child.longest_nights);
        self.real("longest_apart_hours", |side| {
            child.longest_apart_hours(side)
        });
        self.whole("handovers", child.handovers);
        self.whole("parents_move", child.parents_move);
        self.counts("weekends_whole", &child.weekends.whole);
        self.counts("weekends_in_a_row", &child.weekends.in_a_row);
        self.whole("weekends_split", child.weekends.split);
        self.whole("clashes", counted(child.clashes.len()));
        self.whole("gaps", counted(child.gaps.len()));
        self.found
    }

    fn together(mut self, together: &PerParent<u32>, apart: u32) -> Vec<Value> {
        self.counts("together", together);
        self.whole("apart", apart);
        self.found
    }
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The measures of a child whom both know.
pub(super) fn of_child(a: &Half, b: &Half, child: &ChildId) -> Vec<Row> {
    match (a.measures.child(child), b.measures.child(child)) {
        (Some(of_a), Some(of_b)) => {
            rows(&[], Values::of(a).child(of_a), &Values::of(b).child(of_b))
        }
        (Some(_) | None, _) => Vec::new(),
    }
}

/// Those of all children, where both plans are about the same ones, and of each two.
pub(super) fn of_siblings(a: &Half, b: &Half, found: &Comparison) -> Vec<Row> {
    let mut all = Vec::new();
    let together =
        |half: &Half| Values::of(half).together(&half.measures.together, half.measures.apart);
    let same = found.only_in_a.is_empty() && found.only_in_b.is_empty();
    if same && found.children.len() > 1 {
        all = rows(&[], together(a), &together(b));
    }
    let pairs = if found.children.len() > 2 || !same {
        a.measures.pairs.as_slice()
    } else {
        &[]
    };
    for PairMeasures {
        children: [one, other],
        together,
        apart,
    } in pairs
    {
        if let Some(in_b) = b.measures.pair(one, other) {
            let of_a = Values::of(a).together(together, *apart);
            let of_b = Values::of(b).together(&in_b.together, in_b.apart);
            all.extend(rows(&[one.clone(), other.clone()], of_a, &of_b));
        }
    }
    all
}

/// The values with the same name and parent side by side: the second plan may name the parents
/// the other way round.
fn rows(pair: &[ChildId], a: Vec<Value>, b: &[Value]) -> Vec<Row> {
    let row = |(name, parent, a): Value| {
        let same = |value: &&Value| value.0 == name && value.1 == parent;
        let (_, _, b) = b.iter().find(same)?;
        let pair = pair.to_vec();
        let b = *b;
        Some(Row {
            name,
            parent,
            pair,
            a,
            b,
        })
    };
    a.into_iter().filter_map(row).collect()
}
