//! Stays of children with a parent, and time over which clauses disagree.

use jiff::Timestamp;
use plan::{Clash, Side, Source, Stay};

use super::{Entry, Gatherer, Group, Kind, Said, Settled, Time, When, letter};
use crate::feed::lines::Escaped;
use crate::zone;

impl Gatherer<'_> {
    /// An item for each stay, one for all who are together from its beginning to its end.
    pub(super) fn care(&mut self) {
        let mut stays: Vec<(Timestamp, Timestamp, Side, usize)> = Vec::new();
        for (place, (child, _)) in self.kids.iter().enumerate() {
            let of_child = self
                .timeline()
                .child(&child.id)
                .map(plan::ChildTimeline::stays);
            let shown = of_child
                .into_iter()
                .flatten()
                .filter(|stay| self.shows(stay));
            stays.extend(shown.map(|stay| (stay.start, stay.end, stay.parent, place)));
        }
        stays.sort_unstable();
        for together in
            stays.chunk_by(|one, other| (one.0, one.1, one.2) == (other.0, other.1, other.2))
        {
            let Some(&(start, end, parent, _)) = together.first() else {
                continue;
            };
            let places: Vec<usize> = together.iter().map(|(.., place)| *place).collect();
            let group = self.group(&places);
            self.entries.push(Entry {
                kind: Kind::Care,
                at: start,
                when: When::Instants(start, end),
                parent: Some(parent),
                uid: format!("1.{}.{}.{}", group.key, letter(parent), zone::utc(start)),
                said: self.said(|this| this.say_stay(&group, (start, end), parent)),
                settled: Settled::Confirmed,
                time: Time::Free,
                group,
            });
        }
    }

    fn shows(&self, stay: &Stay) -> bool {
        let wanted = self.feed.with.is_none_or(|side| side == stay.parent);
        wanted && self.span.shows(stay.start, stay.end)
    }

    fn say_stay(&self, group: &Group, span: (Timestamp, Timestamp), parent: Side) -> Said {
        let mut description = Escaped::default();
        let mut agreed = false;
        for (source, gave_way) in self.sources(group, span) {
            description.new_line();
            description.join(self.words.because(source));
            if !gave_way.is_empty() {
                description.new_line();
                description.join(&self.words.before(&gave_way));
            }
            agreed |= matches!(source, Source::Agreed(_));
        }
        if agreed {
            for said in self.plan_says(group, span, parent) {
                description.new_line();
                description.join(&said);
            }
        }
        Said {
            summary: self.words.with(&group.names, parent),
            description,
            place: None,
        }
    }

    /// What gives a stay, in order of time, each with what gave way to it.
    fn sources(
        &self,
        group: &Group,
        (start, end): (Timestamp, Timestamp),
    ) -> Vec<(Source, Vec<Source>)> {
        let mut sources: Vec<(Source, Vec<Source>)> = Vec::new();
        for id in &group.ids {
            let child = self.timeline().child(id);
            let care = child.map(|child| child.overlapping(start, end));
            for care in care.into_iter().flatten() {
                let known = sources
                    .iter()
                    .position(|(source, _)| *source == care.source);
                let place = known.unwrap_or_else(|| {
                    sources.push((care.source, Vec::new()));
                    sources.len() - 1
                });
                let Some((_, gave_way)) = sources.get_mut(place) else {
                    continue;
                };
                for other in &*care.overrode {
                    if !gave_way.contains(other) {
                        gave_way.push(*other);
                    }
                }
            }
        }
        sources
    }

    /// What the plan alone says of a stay, where it says the other parent.
    fn plan_says(
        &self,
        group: &Group,
        (start, end): (Timestamp, Timestamp),
        parent: Side,
    ) -> Vec<Escaped> {
        let Some(planned) = &self.span.planned else {
            return Vec::new();
        };
        // By the time, with the places of those of whom the plan says so.
        let mut others: Vec<(Timestamp, Timestamp, Vec<usize>)> = Vec::new();
        for (id, place) in group.ids.iter().zip(&group.places) {
            let care = planned.child(id).map(|child| child.overlapping(start, end));
            let mut of_child: Vec<(Timestamp, Timestamp)> = Vec::new();
            for care in care
                .into_iter()
                .flatten()
                .filter(|care| care.parent != parent)
            {
                let (from, to) = (care.start.max(start), care.end.min(end));
                match of_child.last_mut() {
                    Some(last) if last.1 == from => last.1 = to,
                    Some(_) | None => of_child.push((from, to)),
                }
            }
            for (from, to) in of_child {
                match others.iter_mut().find(|one| (one.0, one.1) == (from, to)) {
                    Some((.., places)) => places.push(*place),
                    None => others.push((from, to, vec![*place])),
                }
            }
        }
        others.sort();
        let local = |at| self.feed.plan.zone().to_datetime(at);
        let say = |(from, to, places): &(Timestamp, Timestamp, Vec<usize>)| {
            let names = self.names(places);
            self.words
                .plan_says(&names, parent.other(), (local(*from), local(*to)))
        };
        others.iter().map(say).collect()
    }

    /// An item for each stretch that two clauses give to different parents.
    pub(super) fn clashes(&mut self) {
        let span = self.span;
        let mut clashes: Vec<(&Clash, Vec<usize>)> = Vec::new();
        for (place, (child, _)) in self.kids.iter().enumerate() {
            let of_child = span.agreed.child(&child.id);
            let shown = of_child.into_iter().flat_map(|child| &child.clashes);
            for clash in shown.filter(|clash| span.shows(clash.start, clash.end)) {
                match clashes.iter_mut().find(|(known, _)| *known == clash) {
                    Some((_, places)) => places.push(place),
                    None => clashes.push((clash, vec![place])),
                }
            }
        }
        for (clash, places) in clashes {
            let group = self.group(&places);
            self.entries.push(Entry {
                kind: Kind::Clash,
                at: clash.start,
                when: When::Instants(clash.start, clash.end),
                parent: None,
                uid: format!("6.{}.{}", group.key, zone::utc(clash.start)),
                said: self.said(|this| this.say_clash(&group, clash)),
                settled: Settled::Tentative,
                time: Time::Free,
                group,
            });
        }
    }

    fn say_clash(&self, group: &Group, clash: &Clash) -> Said {
        let mut lines: Vec<Escaped> = Vec::new();
        for &(source, parent) in &clash.between {
            let line = self.words.says(source, parent);
            // Two spans of one clause may say the same.
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let mut description = Escaped::default();
        for line in lines {
            description.join(&line);
            description.new_line();
        }
        description.add(self.words.nobody());
        Said {
            summary: self.words.clash(&group.names),
            description,
            place: None,
        }
    }
}
