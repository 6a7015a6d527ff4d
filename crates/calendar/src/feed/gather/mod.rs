//! The items of a feed: gathered from the timelines, the plan's holidays and what is proposed.
//! Reads these, writes nothing.

mod calls;
mod care;
mod handovers;
mod holidays;
mod proposals;

use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::Date;
use plan::{Child, ChildId, Side, Timeline};

use super::lines::Escaped;
use super::span::Span;
use super::words::Words;
use super::{Feed, Titles};

/// What an item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Holiday,
    Care,
    Clash,
    Handover,
    Call,
    Proposal,
}

/// When an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// From one instant to another.
    Instants(Timestamp, Timestamp),
    /// All day, from the first date up to but without the second.
    Days(Date, Date),
}

/// Whether an item holds or may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    Confirmed,
    Tentative,
}

/// Whether an item takes the time of whoever has the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Free,
    Taken,
}

/// What an item says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    pub(super) summary: Escaped,
    pub(super) description: Escaped,
    pub(super) place: Option<Escaped>,
}

/// One item.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// By which the items are sorted.
    pub(super) at: Timestamp,
    pub(super) when: When,
    pub(super) group: Rc<Group>,
    /// The parent with whom the children are, to whom they go, or with whom they talk.
    pub(super) parent: Option<Side>,
    /// What stands before the `@` of its UID: a digit for the kind, the group, what tells it from
    /// others of the group. Also neutral feeds have it, so there is nothing in it to read.
    pub(super) uid: String,
    /// `None` in a neutral feed.
    pub(super) said: Option<Said>,
    pub(super) settled: Settled,
    pub(super) time: Time,
}

/// Children who share an item.
#[derive(Debug)]
pub(super) struct Group {
    /// By their places among the children of the feed, the oldest first.
    places: Vec<usize>,
    pub(super) ids: Vec<ChildId>,
    names: Escaped,
    /// Their numbers in the plan from 1, joined by hyphens: names for UIDs that are no names.
    key: String,
}

impl Group {
    fn many(&self) -> bool {
        self.places.len() > 1
    }
}

/// What all items are gathered from.
struct Gatherer<'f> {
    feed: &'f Feed<'f>,
    span: &'f Span,
    words: Words<'f>,
    /// The children of the feed, the oldest first, each with the number in the plan from 1.
    kids: Vec<(&'f Child, usize)>,
    groups: Vec<Rc<Group>>,
    entries: Vec<Entry>,
}

/// All items, in order of time.
pub(super) fn entries(feed: &Feed<'_>, span: &Span) -> Vec<Entry> {
    let mut gatherer = Gatherer {
        feed,
        span,
        words: Words::new(feed.plan, feed.language),
        kids: kids(feed),
        groups: Vec::new(),
        entries: Vec::new(),
    };
    gatherer.care();
    gatherer.clashes();
    gatherer.handovers();
    gatherer.calls();
    gatherer.holidays();
    gatherer.proposals();
    let mut entries = gatherer.entries;
    entries.sort_by_key(|entry| (entry.at, entry.kind));
    entries
}

/// The children of a feed, the oldest first, each with the number in the plan from 1.
pub(super) fn kids<'f>(feed: &Feed<'f>) -> Vec<(&'f Child, usize)> {
    let wanted = |child: &Child| feed.children.is_none_or(|ids| ids.contains(&child.id));
    let mut kids: Vec<_> = feed
        .plan
        .children()
        .iter()
        .zip(1..)
        .filter(|(child, _)| wanted(child))
        .collect();
    kids.sort_by_key(|(child, number)| (child.born, *number));
    kids
}

impl Gatherer<'_> {
    /// Children by their places, sorted and each once.
    fn group(&mut self, places: &[usize]) -> Rc<Group> {
        if let Some(known) = self.groups.iter().find(|group| group.places == places) {
            return Rc::clone(known);
        }
        let members = places.iter().filter_map(|place| self.kids.get(*place));
        let (ids, mut numbers): (Vec<ChildId>, Vec<usize>) = members
            .map(|(child, number)| (child.id.clone(), *number))
            .unzip();
        // So that a UID does not depend on dates of birth.
        numbers.sort_unstable();
        let key: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let group = Rc::new(Group {
            places: places.to_vec(),
            ids,
            names: self.names(places),
            key: key.join("-"),
        });
        self.groups.push(Rc::clone(&group));
        group
    }

    /// The places of some children; those who are not of the feed have none.
    fn places(&self, ids: &[ChildId]) -> Vec<usize> {
        let kids = self.kids.iter().enumerate();
        kids.filter(|(_, (child, _))| ids.contains(&child.id))
            .map(|(place, _)| place)
            .collect()
    }

    /// The names of children by their places.
    fn names(&self, places: &[usize]) -> Escaped {
        let kids = places.iter().filter_map(|place| self.kids.get(*place));
        let names: Vec<&str> = kids.map(|(child, _)| &*child.name).collect();
        self.words.list(&names)
    }

    /// What an item says, unless nothing may be said.
    fn said(&self, say: impl FnOnce(&Self) -> Said) -> Option<Said> {
        match self.feed.titles {
            Titles::Named => Some(say(self)),
            Titles::Neutral => None,
        }
    }

    /// The timeline as agreed, uncut.
    fn timeline(&self) -> &Timeline {
        &self.span.agreed
    }
}

/// A parent in a UID.
fn letter(side: Side) -> char {
    match side {
        Side::A => 'a',
        Side::B => 'b',
    }
}
