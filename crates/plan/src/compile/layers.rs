//! One sweep over the spans of a child decides who has each stretch of time: the strongest rank
//! wins, equal ranks with different parents clash, and what gives way is kept. Knows no rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::timestamp;
use crate::timeline::{Care, ChildTimeline, Clash, Gap, Source};
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
pub(crate) fn resolve(child: ChildId, spans: &[Span], extent: &Extent, interner: &mut Interner) -> ChildTimeline {
    let mut sweep = Sweep {
        out: ChildTimeline {
            child,
            care: Vec::with_capacity(spans.len()),
            clashes: Vec::new(),
            gaps: Vec::new(),
            last_night: None,
        },
        plan: extent.plan,
        gave_way: Vec::new(),
        interner,
    };
    let mut active: Vec<Span> = Vec::new();
    let mut waiting = spans.iter().peekable();
    let (mut now, end) = extent.window;
    while now < end {
        active.retain(|span| span.end > now);
        while let Some(span) = waiting.next_if(|span| span.start <= now) {
            let place = active.partition_point(|other| (other.key, other.order) <= (span.key, span.order));
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

struct Sweep<'i> {
    out: ChildTimeline,
    plan: (i64, i64),
    /// What gave way in the current stretch; kept to spare allocations.
    gave_way: Vec<Source>,
    interner: &'i mut Interner,
}

impl Sweep<'_> {
    fn emit(&mut self, start: i64, end: i64, active: &[Span]) {
        let Some(first) = active.first() else {
            self.gap(start.max(self.plan.0), end.min(self.plan.1));
            return;
        };
        if holder(active).is_none() {
            self.clash(start, end, active.iter().take_while(|span| span.key == first.key));
            return;
        }
        self.gave_way.clear();
        for span in active.iter().skip(1) {
            if span.source != first.source && !self.gave_way.contains(&span.source) {
                self.gave_way.push(span.source);
            }
        }
        self.care(start, end, first);
    }

    fn care(&mut self, start: i64, end: i64, first: &Span) {
        let (start, end) = (timestamp(start), timestamp(end));
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
                self.out.care.push(Care { start, end, parent: first.side, source: first.source, overrode });
            }
        }
    }

    fn clash<'s>(&mut self, start: i64, end: i64, spans: impl Iterator<Item = &'s Span>) {
        let (start, end) = (timestamp(start), timestamp(end));
        let between: Vec<(Source, Side)> = spans.map(|span| (span.source, span.side)).collect();
        match self.out.clashes.last_mut() {
            Some(last) if last.end == start && last.between == between => last.end = end,
            _ => self.out.clashes.push(Clash { start, end, between }),
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
