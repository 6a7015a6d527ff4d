//! One sweep over the spans of a child decides who has each stretch of time: the strongest rank
//! wins, equal ranks with different parents clash, and what gives way is kept. Knows no rules.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::timestamp;
use crate::timeline::{Care, ChildTimeline, Clash, Gap, LastNights, Source};
use crate::{ChildId, GaveWay, Side};

/// A stretch of time that something gives to a parent. UTC seconds, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    /// The time to be filled.
    pub(crate) window: (i64, i64),
    /// The part of it in which the plan should speak.
    pub(crate) plan: (i64, i64),
    /// An instant at or after the end of the window, of which is asked who has it.
    pub(crate) night: Option<i64>,
}

/// Keeps one copy of each set of overridden sources, since few sets come back very often.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    sets: BTreeMap<Vec<Source>, GaveWay>,
    /// The sets that were asked for last: mostly one of them is asked for next.
    last: GaveWay,
    before: GaveWay,
}

impl Interner {
    #[inline]
    fn set(&mut self, sources: &[Source]) -> GaveWay {
        if sources.is_empty() {
            return GaveWay::default();
        }
        if *self.last != *sources {
            std::mem::swap(&mut self.last, &mut self.before);
            if *self.last != *sources {
                self.last = self.find(sources);
            }
        }
        self.last.clone()
    }

    fn find(&mut self, sources: &[Source]) -> GaveWay {
        if let Some(set) = self.sets.get(sources) {
            return set.clone();
        }
        let set = GaveWay::from(sources);
        self.sets.insert(sources.to_vec(), set.clone());
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

/// Fills the window from runs of spans, each in order of their beginning. They cost least when
/// they are few. Tells as well who has the night that the extent asks for.
pub(crate) fn resolve<'s>(
    child: ChildId,
    runs: impl Iterator<Item = &'s [Span]>,
    extent: &Extent,
    interner: &mut Interner,
) -> (ChildTimeline, Option<Side>) {
    let runs: Vec<&[Span]> = runs.filter(|run| !run.is_empty()).collect();
    let capacity = stretches(&runs);
    let mut waiting = Waiting::new(runs);
    let mut sweep = Sweep {
        out: ChildTimeline {
            child,
            care: Vec::with_capacity(capacity),
            clashes: Vec::new(),
            gaps: Vec::new(),
            first_day: 0,
            last_nights: LastNights::default(),
        },
        plan: extent.plan,
        active: Vec::new(),
        active_until: i64::MAX,
        gave_way: Vec::new(),
        interner,
        now: extent.window.0,
        now_timestamp: timestamp(extent.window.0),
    };
    sweep.run(&mut waiting, extent.window.1);
    let night = extent.night.and_then(|at| sweep.holder(&mut waiting, at));
    (sweep.out, night)
}

/// How many stretches of care can come of spans at most: one begins where a span begins, and
/// one where a span ends that is not followed at once by the next of its run.
fn stretches(runs: &[&[Span]]) -> usize {
    let of_run = |run: &&[Span]| {
        let pauses = run.windows(2).filter(|pair| match pair {
            [one, next] => one.end != next.start,
            _ => true,
        });
        run.len() + pauses.count() + 1
    };
    runs.iter().map(of_run).sum()
}

/// The spans that have not begun, merged from runs that are each in order.
struct Waiting<'s> {
    /// The run of the span that begins next; empty when nothing waits.
    run: &'s [Span],
    /// The other runs, none of them empty, the one that begins next last.
    others: Vec<&'s [Span]>,
    /// When the first span of the others begins.
    others_start: i64,
}

impl<'s> Waiting<'s> {
    /// From runs none of which is empty.
    fn new(mut others: Vec<&'s [Span]>) -> Waiting<'s> {
        others.sort_by_key(|run| std::cmp::Reverse(start(run)));
        let run = others.pop().unwrap_or_default();
        let others_start = others.last().map_or(i64::MAX, |run| start(run));
        Waiting {
            run,
            others,
            others_start,
        }
    }

    /// When the next span begins.
    #[inline]
    fn start(&self) -> i64 {
        start(self.run)
    }

    #[inline]
    fn take(&mut self) -> Option<&'s Span> {
        let (span, rest) = self.run.split_first()?;
        self.go_on(rest);
        Some(span)
    }

    /// Leaves of the run what has not begun.
    #[inline]
    fn go_on(&mut self, rest: &'s [Span]) {
        self.run = rest;
        if start(rest) > self.others_start {
            self.change_run();
        }
    }

    /// Goes on with the run that begins next.
    fn change_run(&mut self) {
        let Some(next) = self.others.pop() else {
            return;
        };
        let left = std::mem::replace(&mut self.run, next);
        if !left.is_empty() {
            let place = self
                .others
                .iter()
                .rposition(|run| start(run) >= start(left))
                .map_or(0, |weaker| weaker + 1);
            self.others.insert(place, left);
        }
        self.others_start = self.others.last().map_or(i64::MAX, |run| start(run));
    }
}

#[inline]
fn start(run: &[Span]) -> i64 {
    run.first().map_or(i64::MAX, |span| span.start)
}

struct Sweep<'s, 'i> {
    out: ChildTimeline,
    plan: (i64, i64),
    /// The instant up to which everything is decided, in both forms.
    now: i64,
    now_timestamp: Timestamp,
    /// What speaks now, the strongest first, and when the first of it ends.
    active: Vec<&'s Span>,
    active_until: i64,
    /// What gives way in the current stretch; kept to spare allocations.
    gave_way: Vec<Source>,
    interner: &'i mut Interner,
}

impl<'s> Sweep<'s, '_> {
    fn run(&mut self, waiting: &mut Waiting<'s>, end: i64) {
        while self.now < end {
            if self.active.is_empty() && waiting.start() == self.now {
                self.alone(waiting, end);
            }
            let next = waiting.start();
            if next > self.now {
                if next == self.active_until && self.goes_on(waiting) {
                    continue;
                }
                self.emit(self.active_until.min(next).min(end));
            } else if let Some(span) = waiting.take() {
                if span.end <= self.active_until.min(waiting.start()).min(end)
                    && self
                        .active
                        .first()
                        .is_none_or(|strongest| span.key < strongest.key)
                {
                    // The common case: it is over before anything else changes.
                    self.interrupt(span);
                } else {
                    self.begin(span);
                }
            }
            if self.active_until <= self.now {
                self.retire();
            }
        }
    }

    /// Spans that follow one another while nothing else speaks have their whole time each.
    fn alone(&mut self, waiting: &mut Waiting<'s>, end: i64) {
        let limit = waiting.others_start.min(end);
        let mut rest = waiting.run;
        while let Some((span, after)) = rest.split_first()
            && span.start == self.now
            && span.end <= limit.min(start(after))
        {
            self.care(span.end, span, GaveWay::default());
            rest = after;
        }
        waiting.go_on(rest);
    }

    /// Puts the next span in the place of one that ends as it begins, if that changes nothing:
    /// both are from the same source, which gives way and goes on giving way.
    fn goes_on(&mut self, waiting: &mut Waiting<'s>) -> bool {
        let (Some(next), Some(first)) = (waiting.run.first(), self.active.first()) else {
            return false;
        };
        let same = |span: &&mut &Span| {
            span.end == next.start
                && (span.key, span.order) == (next.key, next.order)
                && span.source == next.source
        };
        if first.key == next.key {
            return false;
        }
        let Some(place) = self.active.iter_mut().find(same) else {
            return false;
        };
        *place = next;
        waiting.take();
        self.active_until = self.first_end();
        true
    }

    /// Who has an instant after everything that was decided.
    fn holder(&mut self, waiting: &mut Waiting<'s>, at: i64) -> Option<Side> {
        while waiting.start() <= at {
            let Some(span) = waiting.take() else { break };
            self.begin(span);
        }
        self.active.retain(|span| span.end > at);
        let active: Vec<Span> = self.active.iter().map(|span| **span).collect();
        holder(&active)
    }

    /// When the first of what speaks now ends.
    fn first_end(&self) -> i64 {
        let ends = self.active.iter().map(|span| span.end);
        ends.min().unwrap_or(i64::MAX)
    }

    /// Takes a span among those that speak.
    fn begin(&mut self, span: &'s Span) {
        let stronger = |other: &&Span| (other.key, other.order) <= (span.key, span.order);
        let place = self.active.partition_point(stronger);
        self.active.insert(place, span);
        self.active_until = self.active_until.min(span.end);
    }

    /// Lets go of the spans that have ended.
    fn retire(&mut self) {
        let now = self.now;
        self.active.retain(|span| span.end > now);
        self.active_until = self.first_end();
    }

    /// Gives a span its whole time over everything that speaks now.
    #[inline]
    fn interrupt(&mut self, span: &Span) {
        let overrode = match self.active.as_slice() {
            [] => GaveWay::default(),
            [only] => self.interner.set(&[only.source]),
            all => {
                self.gave_way.clear();
                for span in all {
                    if !self.gave_way.contains(&span.source) {
                        self.gave_way.push(span.source);
                    }
                }
                self.interner.set(&self.gave_way)
            }
        };
        self.care(span.end, span, overrode);
    }

    /// Decides the time up to `end`, in which what speaks now goes on speaking.
    fn emit(&mut self, end: i64) {
        let (first, rest) = match self.active.as_slice() {
            [] => return self.gap(end),
            [only] => {
                let only = *only;
                return self.care(end, only, GaveWay::default());
            }
            [first, rest @ ..] => (*first, rest),
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
            self.clash(end, first.key);
        } else {
            let overrode = self.interner.set(&self.gave_way);
            self.care(end, first, overrode);
        }
    }

    /// Moves on, and tells from when to when.
    #[inline]
    fn pass(&mut self, end: i64) -> (Timestamp, Timestamp) {
        let from = self.now_timestamp;
        self.now = end;
        self.now_timestamp = timestamp(end);
        (from, self.now_timestamp)
    }

    #[inline]
    fn care(&mut self, end: i64, by: &Span, overrode: GaveWay) {
        let (start, end) = self.pass(end);
        match self.out.care.last_mut() {
            Some(last)
                if last.parent == by.side
                    && last.source == by.source
                    && last.end == start
                    && last.overrode == overrode =>
            {
                last.end = end;
            }
            _ => self.out.care.push(Care {
                start,
                end,
                parent: by.side,
                source: by.source,
                overrode,
            }),
        }
    }

    fn clash(&mut self, end: i64, key: u64) {
        let (start, end) = self.pass(end);
        let equal = self.active.iter().take_while(|span| span.key == key);
        let between: Vec<(Source, Side)> = equal.map(|span| (span.source, span.side)).collect();
        match self.out.clashes.last_mut() {
            Some(last) if last.end == start && last.between == between => last.end = end,
            _ => self.out.clashes.push(Clash {
                start,
                end,
                between,
            }),
        }
    }

    fn gap(&mut self, end: i64) {
        let (start, cut) = (self.now.max(self.plan.0), end.min(self.plan.1));
        self.pass(end);
        if start >= cut {
            return;
        }
        let (start, end) = (timestamp(start), timestamp(cut));
        match self.out.gaps.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.out.gaps.push(Gap { start, end }),
        }
    }
}
