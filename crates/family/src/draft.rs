//! Drafts of a plan: what one parent writes and has offered to nobody. They stand in that parent's
//! private record, and each save holds all of it. Pure.
//!
//! A draft that is offered becomes a proposal like any other; nothing of how it came about goes
//! along.

use crate::{DraftId, Family, Name, Own, PersonalEvent};
use jiff::Timestamp;
use plan::{Side, limits};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most drafts of one parent at the same time.
pub const MAX_DRAFTS: usize = 12;
/// Most answers in a draft.
pub const MAX_DRAFT_ANSWERS: usize = 400;
/// Longest name of an answer, in characters.
pub const MAX_ANSWER_KEY_CHARS: usize = 64;
/// Longest answer, in characters.
pub const MAX_ANSWER_CHARS: usize = 2_000;

/// A draft as it is at one moment. It need not be a sound plan, nor complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftedPlan {
    /// Which draft.
    pub id: DraftId,
    /// What its author calls it.
    pub name: Name,
    /// The answers from which the plan is made, as typed, in order; none where the text itself is
    /// written.
    pub answers: Vec<(String, String)>,
    /// The plan's text; empty as long as the answers make none.
    pub plan: Arc<str>,
}

impl DraftedPlan {
    /// How many bytes its answers and its text take as they are kept, where some signs take more
    /// than one.
    #[must_use]
    pub fn bytes_kept(&self) -> usize {
        let answers = self.answers.iter();
        let answers = answers.map(|(key, value)| bytes_kept(key) + bytes_kept(value));
        answers.sum::<usize>() + bytes_kept(&self.plan)
    }
}

/// As a text stands in JSON, less its quotes (RFC 8259, section 7).
fn bytes_kept(text: &str) -> usize {
    let bytes = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0C => 2,
        0x00..=0x1F => 6,
        _ => 1,
    };
    text.bytes().map(bytes).sum()
}

/// One save of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftVersion {
    /// The entry of the private record that holds it.
    pub entry: u64,
    /// When it was kept.
    pub at: Timestamp,
}

/// A draft that its author works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// As it was kept last.
    pub draft: Arc<DraftedPlan>,
    /// Its saves whose words are still there, oldest first; never empty.
    pub versions: Vec<DraftVersion>,
}

/// The drafts of one parent. Of each only the newest save is in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafts {
    /// Newest saved last.
    kept: Vec<KeptDraft>,
    ended: BTreeSet<DraftId>,
    /// The newest save of some draft was erased, and what it was before is not known here.
    unread: bool,
}

impl Drafts {
    /// All that were not ended, newest saved first.
    pub fn all(&self) -> impl Iterator<Item = &KeptDraft> {
        self.kept.iter().rev()
    }

    /// One of them.
    #[must_use]
    pub fn of(&self, id: &DraftId) -> Option<&KeptDraft> {
        self.kept.iter().find(|one| one.draft.id == *id)
    }

    /// Whether its author ended it.
    #[must_use]
    pub fn has_ended(&self, id: &DraftId) -> bool {
        self.ended.contains(id)
    }

    pub(crate) const fn is_whole(&self) -> bool {
        !self.unread
    }

    /// Whether a draft that was not ended has this entry among its saves.
    pub(crate) fn have(&self, entry: u64) -> bool {
        let mut versions = self.kept.iter().flat_map(|one| &one.versions);
        versions.any(|version| version.entry == entry)
    }

    /// Folds a save.
    pub(crate) fn keep(
        &mut self,
        draft: &Arc<DraftedPlan>,
        version: DraftVersion,
    ) -> Result<(), &'static str> {
        if self.ended.contains(&draft.id) {
            return Err("a draft is kept that was ended");
        }
        let place = self.kept.iter().position(|one| one.draft.id == draft.id);
        let mut versions = place.map_or_else(Vec::new, |place| self.kept.remove(place).versions);
        versions.push(version);
        self.kept.push(KeptDraft {
            draft: Arc::clone(draft),
            versions,
        });
        Ok(())
    }

    /// Folds the end of a draft; of one whose words are all gone too.
    pub(crate) fn end(&mut self, id: &DraftId) {
        self.kept.retain(|one| one.draft.id != *id);
        self.ended.insert(id.clone());
    }

    /// Folds that the words of a save are gone: the draft is what it was before that save, and
    /// nothing where there is no other.
    pub(crate) fn gone(&mut self, entry: u64) {
        let is_it = |version: &DraftVersion| version.entry == entry;
        let found = self.kept.iter().enumerate().find_map(|(place, one)| {
            let version = one.versions.iter().position(is_it)?;
            Some((place, version))
        });
        let Some((place, version)) = found else {
            return;
        };
        let mut one = self.kept.remove(place);
        one.versions.remove(version);
        if version < one.versions.len() {
            self.kept.insert(place, one);
        } else if !one.versions.is_empty() {
            self.unread = true;
        }
    }
}

/// Why a draft is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DraftRefusal {
    /// There are too many already.
    #[error("There are {limit} drafts already. End one that you no longer need.")]
    TooMany {
        /// How many there may be at once.
        limit: usize,
    },
    /// Too much of something: answers, signs in one of them, or bytes of all together.
    #[error("This draft is too large in one place: {found}, where {limit} fit. Make it shorter.")]
    TooLarge {
        /// How much there is.
        found: usize,
        /// How much fits.
        limit: usize,
    },
    /// It was ended, or whoever writes it takes no part in this family.
    #[error("This draft has been ended. Nothing was kept.")]
    NotThere,
}

/// Keeps a draft in the private record of a parent: a new one, or one that was kept before.
///
/// # Errors
/// The refusal that says why not.
pub fn keep_draft(
    family: &Family,
    (side, own): (Side, &Own),
    draft: Arc<DraftedPlan>,
) -> Result<PersonalEvent, DraftRefusal> {
    let drafts = own.drafts();
    let takes_part = family.seat(side).joined() && family.closed().is_none();
    if !takes_part || drafts.ended.contains(&draft.id) {
        return Err(DraftRefusal::NotThere);
    }
    check(&draft)?;
    if drafts.of(&draft.id).is_none() && drafts.kept.len() >= MAX_DRAFTS {
        return Err(DraftRefusal::TooMany { limit: MAX_DRAFTS });
    }
    Ok(PersonalEvent::DraftKept(draft))
}

fn check(draft: &DraftedPlan) -> Result<(), DraftRefusal> {
    let fits = |found: usize, limit: usize| match found <= limit {
        true => Ok(()),
        false => Err(DraftRefusal::TooLarge { found, limit }),
    };
    fits(draft.answers.len(), MAX_DRAFT_ANSWERS)?;
    for (key, value) in &draft.answers {
        fits(key.chars().count(), MAX_ANSWER_KEY_CHARS)?;
        fits(value.chars().count(), MAX_ANSWER_CHARS)?;
    }
    fits(draft.bytes_kept(), limits::TEXT_BYTES_MAX)
}
