//! Handovers: a quarter of an hour with the place and who brings.

use jiff::{Timestamp, ToSpan as _};
use plan::{Handover, HandoverTerms, Moves, Side, Source, handover_terms};

use super::{Entry, Gatherer, Group, Kind, Said, Settled, Time, When, letter};
use crate::feed::HANDOVER_MINUTES;
use crate::feed::lines::Escaped;
use crate::zone;

/// What both agreed about a handover beside the plan: where it is, and who brings.
type Beside<'f> = (Option<&'f str>, Option<Side>);

/// Handovers that one sentence can say.
struct Move<'f> {
    at: Timestamp,
    from: Side,
    to: Side,
    moves: Moves,
    /// What the plan says, where nothing else was agreed.
    terms: HandoverTerms,
    /// Where both agreed on a place.
    elsewhere: Option<&'f str>,
    places: Vec<usize>,
    /// What gives the care that begins.
    sources: Vec<Source>,
    agreed: bool,
}

impl Move<'_> {
    fn joins(&self, other: &Self) -> bool {
        let way = |step: &Self| (step.at, step.from, step.to, step.moves);
        let same = way(self) == way(other) && self.terms == other.terms;
        same && self.elsewhere == other.elsewhere
    }

    fn join(&mut self, other: Self) {
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

impl<'f> Gatherer<'f> {
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

    fn moves(&self) -> Vec<Move<'f>> {
        let handovers = self.timeline().handovers();
        let mut moves: Vec<Move<'f>> = Vec::new();
        let shown = |handover: &&Handover| self.span.shows(handover.at, ends(handover.at));
        for handover in handovers.iter().filter(shown) {
            for (beside, places) in self.by_what_was_agreed(handover) {
                let next = self.step(handover, beside, places);
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
        }
        moves
    }

    /// The children of a handover, those together about whom the same was agreed. Nobody who is
    /// not of the feed.
    fn by_what_was_agreed(&self, handover: &Handover) -> Vec<(Beside<'f>, Vec<usize>)> {
        let arranged = self.feed.arranged;
        let at = self.feed.plan.zone().to_datetime(handover.at);
        let mut groups: Vec<(Beside<'f>, Vec<usize>)> = Vec::new();
        for place in self.places(&handover.children) {
            let child = self.kids.get(place).map(|(child, _)| &child.id);
            let mut known = arranged.iter();
            let known =
                known.find(|one| one.at == at && one.to == handover.to && Some(one.child) == child);
            let beside = known.map_or((None, None), |one| (one.place, one.brings));
            match groups.iter_mut().find(|(same, _)| *same == beside) {
                Some((_, places)) => places.push(place),
                None => groups.push((beside, vec![place])),
            }
        }
        groups
    }

    fn step(
        &self,
        handover: &Handover,
        (elsewhere, brings): Beside<'f>,
        places: Vec<usize>,
    ) -> Move<'f> {
        let mut terms = handover_terms(self.feed.plan, handover);
        if elsewhere.is_some() {
            terms.place = None;
        }
        terms.brings = brings.or(terms.brings);
        let agreed = |source| matches!(source, Source::Agreed(_));
        let beside = elsewhere.is_some() || brings.is_some();
        Move {
            at: handover.at,
            from: handover.from,
            to: handover.to,
            moves: handover.moves,
            terms,
            elsewhere,
            places,
            sources: vec![handover.source],
            agreed: beside || agreed(handover.source) || agreed(handover.ended),
        }
    }

    fn say_handover(&self, group: &Group, step: &Move<'_>) -> Said {
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
            place: match (step.elsewhere, &step.terms.place) {
                (Some(agreed), _) => Some(Escaped::line(agreed)),
                (None, of_plan) => of_plan.as_ref().map(|place| self.words.of_plan(place)),
            },
        }
    }
}

/// When a handover's item ends.
fn ends(at: Timestamp) -> Timestamp {
    at.saturating_add(HANDOVER_MINUTES.minutes()).unwrap_or(at)
}
