//! The JSON of measures, by ids of parents and children. Keys are only ever added, at the end.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ChildMeasures, Measures, WeekendMeasures};
use crate::{ClauseId, ParentId, PerParent, Side, Source};

impl Serialize for Measures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by_parent = |values| ByParent {
            ids: &self.parents,
            values,
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("from", &self.from.to_string())?;
        map.serialize_entry("to", &self.to.to_string())?;
        map.serialize_entry("children", &Children(self))?;
        map.serialize_entry("together", &by_parent(self.together))?;
        map.serialize_entry("apart", &self.apart)?;
        let pairs: Vec<Pair<'_>> = self
            .pairs
            .iter()
            .map(|pair| Pair {
                children: [pair.children[0].as_str(), pair.children[1].as_str()],
                together: by_parent(pair.together),
                apart: pair.apart,
            })
            .collect();
        map.serialize_entry("pairs", &pairs)?;
        map.end()
    }
}

/// An object by parent id.
pub(super) struct ByParent<'m, T> {
    pub(super) ids: &'m [ParentId; 2],
    pub(super) values: PerParent<T>,
}

impl<T: Serialize> Serialize for ByParent<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [a, b] = self.ids;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(a.as_str(), &self.values.a)?;
        map.serialize_entry(b.as_str(), &self.values.b)?;
        map.end()
    }
}

/// An object by child id.
struct Children<'m>(&'m Measures);

impl Serialize for Children<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.children.len()))?;
        for child in &self.0.children {
            map.serialize_entry(child.child.as_str(), &OneChild { all: self.0, child })?;
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Pair<'m> {
    children: [&'m str; 2],
    together: ByParent<'m, u32>,
    apart: u32,
}

#[derive(serde::Serialize)]
struct Stretch<'m> {
    start: String,
    end: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    between: Vec<Said<'m>>,
}

/// Who says what in a clash.
#[derive(serde::Serialize)]
struct Said<'m> {
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<usize>,
    parent: &'m str,
}

/// The weekends of a child.
#[derive(serde::Serialize)]
struct Weekends<'m> {
    count: u32,
    fridays: ByParent<'m, u32>,
    saturdays: ByParent<'m, u32>,
    whole: ByParent<'m, u32>,
    split: u32,
    in_a_row: ByParent<'m, u32>,
}

impl<'m> Weekends<'m> {
    fn new(ids: &'m [ParentId; 2], weekends: WeekendMeasures) -> Weekends<'m> {
        let by_parent = |values| ByParent { ids, values };
        Weekends {
            count: weekends.count,
            fridays: by_parent(weekends.fridays),
            saturdays: by_parent(weekends.saturdays),
            whole: by_parent(weekends.whole),
            split: weekends.split,
            in_a_row: by_parent(weekends.in_a_row),
        }
    }
}

struct OneChild<'m> {
    all: &'m Measures,
    child: &'m ChildMeasures,
}

impl<'m> OneChild<'m> {
    fn said(&self, source: Source, side: Side) -> Said<'m> {
        let [a, b] = &self.all.parents;
        let parent = match side {
            Side::A => a.as_str(),
            Side::B => b.as_str(),
        };
        match source {
            Source::Clause(index) => Said {
                clause: self.all.clauses.get(index.get()).map(ClauseId::as_str),
                agreed: None,
                parent,
            },
            Source::Agreed(index) => Said {
                clause: None,
                agreed: Some(index.get()),
                parent,
            },
        }
    }
}

impl Serialize for OneChild<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let child = self.child;
        let ids = &self.all.parents;
        let clashes: Vec<Stretch<'_>> = child
            .clashes
            .iter()
            .map(|clash| Stretch {
                start: clash.start.to_string(),
                end: clash.end.to_string(),
                between: clash
                    .between
                    .iter()
                    .map(|&(source, side)| self.said(source, side))
                    .collect(),
            })
            .collect();
        let gaps: Vec<Stretch<'_>> = child
            .gaps
            .iter()
            .map(|gap| Stretch {
                start: gap.start.to_string(),
                end: gap.end.to_string(),
                between: Vec::new(),
            })
            .collect();
        let real = |value: &dyn Fn(Side) -> f64| ByParent {
            ids,
            values: PerParent::from_fn(value),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(
            "overnights",
            &ByParent {
                ids,
                values: child.overnights,
            },
        )?;
        map.serialize_entry("hours", &real(&|side| child.hours(side)))?;
        map.serialize_entry("share", &real(&|side| child.share(side)))?;
        map.serialize_entry(
            "longest_nights",
            &ByParent {
                ids,
                values: child.longest_nights,
            },
        )?;
        map.serialize_entry(
            "longest_apart_hours",
            &real(&|side| child.longest_apart_hours(side)),
        )?;
        map.serialize_entry("handovers", &child.handovers)?;
        map.serialize_entry("clashes", &clashes)?;
        map.serialize_entry("gaps", &gaps)?;
        map.serialize_entry("weekends", &Weekends::new(ids, child.weekends))?;
        map.serialize_entry("parents_move", &child.parents_move)?;
        map.end()
    }
}
