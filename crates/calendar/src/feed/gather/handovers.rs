//! Handovers: a quarter of an hour with the place and who brings.

use jiff::{Timestamp, ToSpan as _};
use plan::{Handover, HandoverTerms, Moves, Side, Source, handover_terms};

use super::{Entry, Gatherer, Group, Kind, Said, Settled, Time, When, letter};
use crate::feed::HANDOVER_MINUTES;
use crate::feed::lines::Escaped;
use crate::zone;

/// Handovers that one sentence can say.
struct Move {
    at: Timestamp,
    from: Side,
    to: Side,
    moves: Moves,
    terms: HandoverTerms,
    places: Vec<usize>,
    /// What gives the care that begins.
    sources: Vec<Source>,
    agreed: bool,
}

impl Move {
    fn joins(&self, other: &Move) -> bool {
        let way = |step: &Move| (step.at, step.from, step.to, step.moves);
        way(self) == way(other) && self.terms == other.terms
    }

    fn join(&mut self, other: Move) {
        self.places.extend(other.places);
        self.places.sort_unstable();
        for source in other.sources {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
        self.agreed |= other.agreed;
    }
}

impl Gatherer<'_> {
    /// An item for each handover, one for all who pass in the same way at the same moment.
    pub(super) fn handovers(&mut self) {
        for step in self.moves() {
            let group = self.group(&step.places);
            self.entries.push(Entry {
                kind: Kind::Handover,
                at: step.at,
                when: When::Instants(step.at, ends(step.at)),
                parent: Some(step.to),
                uid: format!("2.{}.{}.{}", group.key, letter(step.to), zone::utc(step.at)),
                said: self.said(|this| this.say_handover(&group, &step)),
                settled: Settled::Confirmed,
                time: self.feed.with.map_or(Time::Free, |_| Time::Taken),
                group,
            });
        }
    }

    fn moves(&self) -> Vec<Move> {
        let handovers = self.timeline().handovers();
        let mut moves: Vec<Move> = Vec::new();
        let shown = |handover: &&Handover| self.span.shows(handover.at, ends(handover.at));
        for handover in handovers.iter().filter(shown) {
            let places = self.places(&handover.children);
            if places.is_empty() {
                continue;
            }
            let agreed = |source| matches!(source, Source::Agreed(_));
            let next = Move {
                at: handover.at,
                from: handover.from,
                to: handover.to,
                moves: handover.moves,
                terms: handover_terms(self.feed.plan, handover),
                places,
                sources: vec![handover.source],
                agreed: agreed(handover.source) || agreed(handover.ended),
            };
            // They are in order of time, so what joins is among the last.
            let near = moves
                .iter_mut()
                .rev()
                .take_while(|known| known.at == next.at);
            let mut near = near.filter(|known| known.joins(&next));
            match near.next() {
                Some(known) => known.join(next),
                None => moves.push(next),
            }
        }
        moves
    }

    fn say_handover(&self, group: &Group, step: &Move) -> Said {
        let mut lines: Vec<Escaped> = Vec::new();
        // Where the children stay at home, nobody brings them.
        if let (Some(parent), Moves::Children) = (step.terms.brings, step.moves) {
            lines.push(self.words.brings(&group.names, parent, step.to));
        }
        lines.extend(step.terms.bag.as_ref().map(|bag| self.words.bag(bag)));
        let clauses = step
            .sources
            .iter()
            .filter(|source| matches!(source, Source::Clause(_)));
        lines.extend(clauses.map(|source| self.words.by(*source)));
        if step.agreed {
            lines.push(self.words.agreed().clone());
        }
        let mut description = Escaped::default();
        for line in lines {
            description.new_line();
            description.join(&line);
        }
        let way = (step.from, step.to);
        Said {
            summary: self.words.handover(&group.names, way, step.moves),
            description,
            place: step
                .terms
                .place
                .as_ref()
                .map(|place| self.words.of_plan(place)),
        }
    }
}

/// When a handover's item ends.
fn ends(at: Timestamp) -> Timestamp {
    at.saturating_add(HANDOVER_MINUTES.minutes()).unwrap_or(at)
}
