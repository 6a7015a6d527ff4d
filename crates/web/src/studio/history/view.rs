//! The saves of a draft as data, and what differs between two of them.
//!
//! May touch: its arguments.

use std::sync::Arc;

use family::{DraftVersion, DraftedPlan, KeptDraft};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use plan::edit::{Difference, difference};

use crate::studio::editor::told::Told;

/// So many saves stand on one page.
pub const LISTED: usize = 40;

/// The page of the saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The draft as it was kept last.
    pub draft: Arc<DraftedPlan>,
    /// Its saves, the newest first.
    pub saves: Vec<Save>,
    /// The entry before which the list goes on.
    pub older: Option<u64>,
    /// Whether the list begins with the newest save.
    pub at_newest: bool,
    /// The saves of which two can be chosen, the newest first.
    pub choices: Vec<Save>,
    /// The two that were chosen, or that are proposed: an older and a newer one.
    pub pair: Option<(u64, u64)>,
    /// What differs between the two that were chosen.
    pub compared: Option<Compared>,
    /// What was done a moment ago.
    pub told: Told,
    /// Whether something was to be brought back that is not there.
    pub gone: bool,
    /// Why nothing was kept otherwise.
    pub refused: Option<String>,
    /// A fresh command id.
    pub command: String,
}

/// One save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Save {
    /// The entry of the private record that holds it.
    pub entry: u64,
    /// Its number among the saves that are there, from 1.
    pub number: usize,
    /// When it was kept, in the family's own time.
    pub at: DateTime,
    /// The entry of the save before it.
    pub before: Option<u64>,
    /// Whether the draft is as it says.
    pub newest: bool,
}

/// What differs between two saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// One of them is no save of this draft, or its words were erased.
    Gone,
    /// One of them has a text of which the clauses cannot be told apart.
    Unreadable,
    /// Nothing.
    Same,
    /// Something.
    Differs(Box<Differs>),
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// What it was called, and what it is called, where that is not the same.
    pub name: Option<(String, String)>,
    /// What became of the answers to the questions.
    pub answers: Answers,
    /// What differs in the text.
    pub text: Difference,
}

/// What became of the answers to the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// They are the same.
    Same,
    /// Some are others.
    Changed,
    /// There are none any more: the text was written by hand.
    Left,
    /// There are some again.
    Again,
}

/// Which part of the saves is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// One of two.
    pub from: Option<u64>,
    /// The other one.
    pub to: Option<u64>,
    /// The list goes on before this entry.
    pub older: Option<u64>,
}

impl Asked {
    /// The two that were asked for, the older one first. One alone is put beside the save before
    /// it. `None` where nothing was asked for; what is no save of this draft stays as it was asked.
    #[must_use]
    pub fn pair(self, versions: &[DraftVersion]) -> Option<(u64, u64)> {
        let place = |entry: u64| versions.iter().position(|one| one.entry == entry);
        let before = |entry: u64| {
            let place = place(entry)?.checked_sub(1)?;
            versions.get(place).map(|one| one.entry)
        };
        match (self.from, self.to) {
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => Some((before(one).unwrap_or(one), one)),
            (Some(from), Some(to)) => match (place(from), place(to)) {
                (Some(first), Some(second)) if second < first => Some((to, from)),
                (Some(_) | None, Some(_) | None) => Some((from, to)),
            },
        }
    }
}

impl View {
    /// The saves of a draft.
    #[must_use]
    pub fn of(
        kept: &KeptDraft,
        (zone, asked): (&TimeZone, Asked),
        (told, compared): (Told, Option<Compared>),
        command: String,
    ) -> Self {
        let all = saves(&kept.versions, zone);
        let listed: Vec<Save> = all
            .iter()
            .filter(|save| asked.older.is_none_or(|older| save.entry < older))
            .take(LISTED + 1)
            .copied()
            .collect();
        let (shown, rest) = listed.split_at(listed.len().min(LISTED));
        let chosen = asked.pair(&kept.versions);
        let last_two = || {
            let newest = all.first()?;
            Some((newest.before?, newest.entry))
        };
        let pair = chosen.or_else(last_two);
        let is_chosen = |save: &Save| pair.is_some_and(|(a, b)| [a, b].contains(&save.entry));
        let is_shown = |save: &Save| shown.iter().any(|one| one.entry == save.entry);
        let choices = all.iter().filter(|save| is_shown(save) || is_chosen(save));
        Self {
            draft: Arc::clone(&kept.draft),
            older: shown
                .last()
                .map(|last| last.entry)
                .filter(|_| !rest.is_empty()),
            at_newest: shown.first().is_none_or(|first| first.newest),
            choices: choices.copied().collect(),
            saves: shown.to_vec(),
            pair,
            compared,
            told,
            gone: false,
            refused: None,
            command,
        }
    }
}

/// The newest first.
fn saves(versions: &[DraftVersion], zone: &TimeZone) -> Vec<Save> {
    let mut before = None;
    let mut saves: Vec<Save> = Vec::with_capacity(versions.len());
    for (version, number) in versions.iter().zip(1..) {
        saves.push(Save {
            entry: version.entry,
            number,
            at: zone.to_datetime(version.at),
            before,
            newest: number == versions.len(),
        });
        before = Some(version.entry);
    }
    saves.reverse();
    saves
}

/// What differs between two saves; `None` for one that is not there.
#[must_use]
pub fn compared(old: Option<&DraftedPlan>, new: Option<&DraftedPlan>) -> Compared {
    let (Some(old), Some(new)) = (old, new) else {
        return Compared::Gone;
    };
    let Ok(text) = difference(&old.plan, &new.plan) else {
        return Compared::Unreadable;
    };
    let name = (old.name != new.name).then(|| (old.name.to_string(), new.name.to_string()));
    let answers = match (old.answers.is_empty(), new.answers.is_empty()) {
        (false, true) => Answers::Left,
        (true, false) => Answers::Again,
        (true, true) => Answers::Same,
        (false, false) if old.answers == new.answers => Answers::Same,
        (false, false) => Answers::Changed,
    };
    if name.is_none() && answers == Answers::Same && text.is_empty() {
        return Compared::Same;
    }
    Compared::Differs(Box::new(Differs {
        name,
        answers,
        text,
    }))
}

/// An older save as the draft is to be kept again: what it is called stays.
#[must_use]
pub fn again(now: &DraftedPlan, older: &DraftedPlan) -> DraftedPlan {
    DraftedPlan {
        id: now.id.clone(),
        name: now.name.clone(),
        answers: older.answers.clone(),
        plan: Arc::clone(&older.plan),
    }
}
