//! One sweep over the spans of a child decides who has each stretch of time: the strongest rank
//! wins, equal ranks with different parents clash, and what gives way is kept. Knows no rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::timestamp;
use crate::timeline::{Care, ChildTimeline, Clash, Gap, LastNights, Source};
use crate::{ChildId, Side};

/// A stretch of time that something gives to a parent. UTC seconds, half open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) start: i64,
    pub(crate) end: i64,
    /// The smaller one is stronger; equal keys with different parents clash.
    pub(crate) key: u64,
    /// Which of two with equal keys was listed first.
    pub(crate) order: u32,
    pub(crate) source: Source,
    pub(crate) side: Side,
}

/// UTC seconds, half open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// The time to be filled.
    pub(crate) window: (i64, i64),
    /// The part of it in which the plan should speak.
    pub(crate) plan: (i64, i64),
}

/// Keeps one copy of each set of overridden sources, since few sets come back very often.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    sets: BTreeMap<Vec<Source>, Arc<[Source]>>,
}

impl Interner {
    fn set(&mut self, sources: &[Source]) -> Arc<[Source]> {
        if let Some(set) = self.sets.get(sources) {
            return Arc::clone(set);
        }
        let set: Arc<[Source]> = Arc::from(sources);
        self.sets.insert(sources.to_vec(), Arc::clone(&set));
        set
    }
}

/// Who has the time of which exactly these speak, the strongest first.
pub(crate) fn holder(speakers: &[Span]) -> Option<Side> {
    let first = speakers.first()?;
    let equal = speakers.iter().take_while(|span| span.key == first.key);
    let agree = equal.into_iter().all(|span| span.side == first.side);
    agree.then_some(first.side)
}

/// Fills the window from spans sorted by their beginning.
pub(crate) fn resolve(
    child: ChildId,
    spans: &[Span],
    extent: &Extent,
    interner: &mut Interner,
) -> ChildTimeline {
    let mut sweep = Sweep {
        out: ChildTimeline {
            child,
            care: Vec::with_capacity(stretches(spans)),
            clashes: Vec::new(),
            gaps: Vec::new(),
            first_day: 0,
            last_nights: LastNights::default(),
        },
        plan: extent.plan,
        gave_way: Vec::new(),
        interner,
        now: timestamp(extent.window.0),
    };
    let mut active: Vec<Span> = Vec::new();
    let mut waiting = spans.iter().peekable();
    let (mut now, end) = extent.window;
    while now < end {
        active.retain(|span| span.end > now);
        while let Some(span) = waiting.next_if(|span| span.start <= now) {
            let place =
                active.partition_point(|other| (other.key, other.order) <= (span.key, span.order));
            active.insert(place, *span);
        }
        let next_start = waiting.peek().map_or(end, |span| span.start);
        let next_end = active.iter().map(|span| span.end).min().unwrap_or(end);
        let next = next_start.min(next_end).min(end);
        sweep.emit(now, next, &active);
        now = next;
    }
    sweep.out
}

/// About how many stretches of care will come of spans: one each where one source speaks
/// alone, up to two each where they interrupt each other.
fn stretches(spans: &[Span]) -> usize {
    let alone = spans
        .first()
        .is_none_or(|first| spans.iter().all(|span| span.source == first.source));
    if alone {
        spans.len()
    } else {
        spans.len().saturating_mul(2)
    }
}

struct Sweep<'i> {
    out: ChildTimeline,
    /// The instant up to which everything is decided.
    now: Timestamp,
    plan: (i64, i64),
    /// What gave way in the current stretch; kept to spare allocations.
    gave_way: Vec<Source>,
    interner: &'i mut Interner,
}

impl Sweep<'_> {
    fn emit(&mut self, start: i64, end: i64, active: &[Span]) {
        let (from, to) = (self.now, timestamp(end));
        self.now = to;
        let Some((first, rest)) = active.split_first() else {
            self.gap(start.max(self.plan.0), end.min(self.plan.1));
            return;
        };
        self.gave_way.clear();
        let mut clash = false;
        for span in rest {
            clash |= span.key == first.key && span.side != first.side;
            if span.source != first.source && !self.gave_way.contains(&span.source) {
                self.gave_way.push(span.source);
            }
        }
        if clash {
            self.clash(
                from,
                to,
                active.iter().take_while(|span| span.key == first.key),
            );
        } else {
            self.care(from, to, first);
        }
    }

    fn care(&mut self, start: Timestamp, end: Timestamp, first: &Span) {
        match self.out.care.last_mut() {
            Some(last)
                if last.end == start
                    && last.parent == first.side
                    && last.source == first.source
                    && *last.overrode == *self.gave_way =>
            {
                last.end = end;
            }
            last => {
                let overrode = match last {
                    Some(last) if *last.overrode == *self.gave_way => Arc::clone(&last.overrode),
                    _ => self.interner.set(&self.gave_way),
                };
                self.out.care.push(Care {
                    start,
                    end,
                    parent: first.side,
                    source: first.source,
                    overrode,
                });
            }
        }
    }

    fn clash<'s>(
        &mut self,
        start: Timestamp,
        end: Timestamp,
        spans: impl Iterator<Item = &'s Span>,
    ) {
        let between: Vec<(Source, Side)> = spans.map(|span| (span.source, span.side)).collect();
        match self.out.clashes.last_mut() {
            Some(last) if last.end == start && last.between == between => last.end = end,
            _ => self.out.clashes.push(Clash {
                start,
                end,
                between,
            }),
        }
    }

    fn gap(&mut self, start: i64, end: i64) {
        if start >= end {
            return;
        }
        let (start, end) = (timestamp(start), timestamp(end));
        match self.out.gaps.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.out.gaps.push(Gap { start, end }),
        }
    }
}
