//! Erasing, keeping and closing: what may be destroyed, what a hold prevents, and how a family is
//! folded when words of its record are gone. Pure, like all of this crate.

use crate::{
    EndingRefusal, Entry, ErasedEntry, Event, Family, Impossible, MemberId, Proposal, Reason,
    Refusal, State, Terms,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::Side;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most entries that one erasure may name.
pub const MAX_ERASED_ENTRIES: usize = 1_000;

/// A parent's wish that everything is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Since when.
    pub since: Timestamp,
    /// The entry that set it.
    pub entry: u64,
    /// Why, if that was said. Both parents read it.
    pub reason: Option<Reason>,
}

/// An erasure that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The entry that says so.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// Who asked for it.
    pub asked: Side,
    /// Who consented.
    pub by: Side,
    /// What was erased, ascending by number.
    pub entries: Vec<ErasedEntry>,
}

/// What an entry was whose words are gone, as far as its leaf still says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    /// The first offer of a proposal.
    Proposed,
    /// A further offer, or the end of a proposal on which nobody agreed.
    Answered,
    /// A message.
    Said,
    /// What a parent said of how care went.
    CareSaid,
    /// That a call happened.
    CallHeld,
}

/// An entry whose words are gone. Somewhere after it stands the erasure that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its number on the family's record.
    pub sequence: u64,
    /// Who did it.
    pub by: MemberId,
    /// What it was.
    pub was: Was,
}

/// What belongs together on the record and can be erased only together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its entries, ascending.
    pub entries: Vec<u64>,
    /// What keeps it.
    pub ties: Ties,
}

/// Whether a matter may be erased, and if not, why. A new kind of entry finds its place by saying
/// which of these holds for its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// It has ended and binds nobody: both together may erase it.
    Free,
    /// It waits for an answer.
    Open,
    /// Both agreed on it.
    Agreed,
    /// It says how the family or its record came about.
    Kept,
    /// Its words are gone.
    Erased,
}

impl Matter {
    fn kept(entry: u64) -> Self {
        Self {
            entries: vec![entry],
            ties: Ties::Kept,
        }
    }

    fn of(proposal: &Proposal) -> Self {
        let ties = match &proposal.state {
            State::Open => Ties::Open,
            State::Accepted(_) => Ties::Agreed,
            State::Declined(_) | State::Withdrawn(_) => Ties::Free,
        };
        Self {
            entries: proposal.entries(),
            ties,
        }
    }
}

/// Folds an entry whose words are gone onto what stood before it. The family is whole again once
/// the erasure that names the entry was folded too; [`Family::settled`] says whether it was.
///
/// # Errors
/// [`Impossible`] when no entry can be gone there.
pub fn evolve_gone(family: Option<Family>, gone: &Gone) -> Result<Family, Impossible> {
    let refuse = |why| Impossible {
        sequence: gone.sequence,
        why,
    };
    let Some(mut family) = family else {
        return Err(refuse("a record begins with the founding"));
    };
    if gone.sequence != family.entries {
        return Err(refuse("entries follow one another without a gap"));
    }
    if family.closed.is_some() || family.granted.is_some() {
        return Err(refuse("nothing can stand here but what was agreed"));
    }
    if family.side_of(&gone.by).is_none() {
        return Err(refuse("its author has no place in the family"));
    }
    match gone.was {
        Was::Proposed => family.proposed += 1,
        Was::Answered | Was::Said | Was::CareSaid | Was::CallHeld => {}
    }
    Arc::make_mut(&mut family.gone).insert(gone.sequence);
    family.entries += 1;
    Ok(family)
}

/// What evolving does with holds, erasures and ends.
impl Family {
    /// Destroys the words of entries: the proposals that they were are forgotten.
    pub(crate) fn erased(
        &mut self,
        erased: &[ErasedEntry],
        asked: &MemberId,
        (entry, at, by): (u64, Timestamp, Side),
    ) -> Result<(), &'static str> {
        let asked = self
            .side_of(asked)
            .ok_or("who asked has no place in the family")?;
        if self.held().is_some() {
            return Err("nothing is erased while a hold stands");
        }
        let mut here = BTreeSet::new();
        for one in erased {
            if one.sequence >= entry || !one.parts.contains(&0) {
                return Err("an erasure names bodies of earlier entries");
            }
            if !Arc::make_mut(&mut self.gone).remove(&one.sequence) {
                here.insert(one.sequence);
            }
        }
        let free = |p: &Proposal| {
            let matter = Matter::of(p);
            matter.ties == Ties::Free && matter.entries.iter().all(|e| here.contains(e))
        };
        let mut forgotten = 0;
        self.proposals.retain(|proposal| {
            let goes = free(proposal);
            if goes {
                forgotten += proposal.entries().len();
            }
            !goes
        });
        let gone = |entry: u64| here.contains(&entry);
        forgotten += self.threads.forget(&gone) + self.care.forget(&gone);
        forgotten += self.calls.forget(&gone);
        if forgotten != here.len() {
            return Err("only whole matters that bind nobody are erased");
        }
        Arc::make_mut(&mut self.erasures).push(Erasure {
            entry,
            at,
            asked,
            by,
            entries: erased.to_vec(),
        });
        Ok(())
    }

    pub(crate) fn hold_set(
        &mut self,
        side: Side,
        entry: &Entry,
        reason: Option<&Reason>,
    ) -> Result<(), &'static str> {
        let place = &mut self.holds[side.index()];
        if place.is_some() {
            return Err("a parent's hold is set once");
        }
        *place = Some(Hold {
            since: entry.at,
            entry: entry.sequence,
            reason: reason.cloned(),
        });
        Ok(())
    }

    pub(crate) fn hold_lifted(&mut self, side: Side) -> Result<(), &'static str> {
        match self.holds[side.index()].take() {
            Some(_) => Ok(()),
            None => Err("a hold is lifted that does not stand"),
        }
    }

    pub(crate) fn end(&mut self, at: Timestamp) -> Result<(), &'static str> {
        if self.held().is_some() {
            return Err("no family is closed while a hold stands");
        }
        self.closed = Some(at);
        Ok(())
    }

    fn alone(&self, event: &Event, by: Side) -> Result<(), &'static str> {
        if matches!(event, Event::Erased { .. }) {
            return Err("an erasure follows the acceptance that grants it");
        }
        if matches!(event, Event::LetIn(_)) {
            return Err("letting somebody in follows the acceptance that grants it");
        }
        if matches!(event, Event::HoldLifted { side } if *side != by) {
            return Err("another parent's hold is lifted by both");
        }
        if matches!(event, Event::Closed) && self.seat(by.other()).first_joined.is_some() {
            return Err("a family with two parents is closed by both");
        }
        Ok(())
    }

    /// Checks that what was agreed at the entry before is what happens now, and that nothing
    /// happens alone that needs both.
    pub(crate) fn granted(&mut self, event: &Event, by: Side) -> Result<(), &'static str> {
        let Some(id) = self.granted.take() else {
            return self.alone(event, by);
        };
        let offer = self
            .proposal(&id)
            .ok_or("what was agreed is gone")?
            .current();
        let asker = &self.seat(offer.by).parent.member;
        let fits = match (&offer.terms, event) {
            (Terms::Erase(agreed), Event::Erased { entries, asked }) => {
                agreed.iter().eq(entries.iter().map(|e| &e.sequence)) && asked == asker
            }
            (Terms::LiftHold(agreed), Event::HoldLifted { side }) => agreed == side,
            (Terms::Close, Event::Closed) => true,
            (Terms::LetIn(agreed), Event::LetIn(grant)) => agreed == grant,
            _ => false,
        };
        if fits && by != offer.by {
            Ok(())
        } else {
            Err("what was agreed is carried out at once, and nothing else")
        }
    }
}

/// What pages and decisions ask.
impl Family {
    /// The holds that stand, side A's first.
    #[must_use]
    pub fn holds(&self) -> &[Option<Hold>; 2] {
        &self.holds
    }

    /// The hold that has stood longest.
    #[must_use]
    pub fn held(&self) -> Option<&Hold> {
        self.holds.iter().flatten().min_by_key(|hold| hold.entry)
    }

    /// All erasures, oldest first.
    #[must_use]
    pub fn erasures(&self) -> &[Erasure] {
        &self.erasures
    }

    /// The erasure that destroyed the words of an entry.
    #[must_use]
    pub fn erasure_of(&self, entry: u64) -> Option<&Erasure> {
        let names = |erasure: &&Erasure| erasure.entries.iter().any(|e| e.sequence == entry);
        self.erasures.iter().find(names)
    }

    /// When the family was closed. Nothing follows that.
    #[must_use]
    pub fn closed(&self) -> Option<Timestamp> {
        self.closed
    }

    /// What an entry belongs to; `None` when there is no such entry.
    #[must_use]
    pub fn matter(&self, entry: u64) -> Option<Matter> {
        if entry >= self.entries {
            return None;
        }
        if let Some(erasure) = self.erasure_of(entry) {
            return Some(Matter {
                entries: erasure.entries.iter().map(|e| e.sequence).collect(),
                ties: Ties::Erased,
            });
        }
        // A message, what was said of care, and a call bind nobody and stand alone.
        let alone = self.threads.of(entry).is_some()
            || self.care.said(entry).is_some()
            || self.calls.noted(entry).is_some();
        if alone {
            return Some(Matter {
                entries: vec![entry],
                ties: Ties::Free,
            });
        }
        let proposal = self.proposals.iter().find(|p| p.entries().contains(&entry));
        Some(proposal.map_or_else(|| Matter::kept(entry), |p| Matter::of(p)))
    }

    /// Whether the words of these entries may be destroyed when both agree.
    ///
    /// # Errors
    /// The refusal that says why not, and what would be possible.
    pub fn may_erase(&self, entries: &[u64]) -> Result<(), Refusal> {
        self.not_held()?;
        if entries.is_empty() || !entries.is_sorted_by(|a, b| a < b) {
            return Err(EndingRefusal::NothingToErase.into());
        }
        if entries.len() > MAX_ERASED_ENTRIES {
            return Err(EndingRefusal::TooManyToErase {
                limit: MAX_ERASED_ENTRIES,
            }
            .into());
        }
        for &entry in entries {
            let matter = self.matter(entry).ok_or(EndingRefusal::NoEntry { entry })?;
            match matter.ties {
                Ties::Free => {}
                Ties::Open => return Err(EndingRefusal::StillOpen { entry }.into()),
                Ties::Agreed => return Err(EndingRefusal::Binds { entry }.into()),
                Ties::Kept => return Err(EndingRefusal::NeverErased { entry }.into()),
                Ties::Erased => return Err(EndingRefusal::AlreadyErased { entry }.into()),
            }
            if !matter
                .entries
                .iter()
                .all(|e| entries.binary_search(e).is_ok())
            {
                return Err(EndingRefusal::WholeMatter { entry }.into());
            }
            if !self.both_were_there(entry) {
                return Err(EndingRefusal::ErasureOfEarlier { entry }.into());
            }
        }
        Ok(())
    }

    /// Whether the hold of a side may be lifted when both agree. One's own is lifted alone, see
    /// [`Family::may_lift_own`].
    ///
    /// # Errors
    /// The refusal: there is none, or it is from before one of the two came.
    pub fn may_lift(&self, side: Side) -> Result<(), Refusal> {
        self.liftable(side, |hold| self.both_were_there(hold.entry))
    }

    /// Whether a parent may lift the hold of the own side alone.
    ///
    /// # Errors
    /// As [`Family::may_lift`]: a hold that somebody left behind is not the newcomer's.
    pub fn may_lift_own(&self, side: Side) -> Result<(), Refusal> {
        self.liftable(side, |hold| self.was_there(side, hold.entry))
    }

    fn liftable(&self, side: Side, theirs: impl Fn(&Hold) -> bool) -> Result<(), Refusal> {
        match &self.holds[side.index()] {
            None => Err(EndingRefusal::NoHold.into()),
            Some(hold) if !theirs(hold) => Err(EndingRefusal::HoldOfEarlier {
                since: self.local(hold.since),
            }
            .into()),
            Some(_) => Ok(()),
        }
    }

    /// Whether the whole family may be closed when both agree: the words of a parent who left are
    /// in it, and nobody else can speak for them.
    ///
    /// # Errors
    /// The refusal that says why not.
    pub fn may_close(&self) -> Result<(), Refusal> {
        self.not_held()?;
        if self.both_were_there(0) {
            Ok(())
        } else {
            Err(EndingRefusal::ClosingOfEarlier.into())
        }
    }

    pub(crate) fn not_held(&self) -> Result<(), Refusal> {
        match self.held() {
            None => Ok(()),
            Some(hold) => Err(EndingRefusal::Held {
                since: self.local(hold.since),
            }
            .into()),
        }
    }

    pub(crate) fn local(&self, at: Timestamp) -> DateTime {
        at.to_zoned(self.zone().clone()).datetime()
    }

    /// Whether everything that was agreed is carried out, and each entry without words is named
    /// by an erasure. To be asked when a whole record was folded.
    ///
    /// # Errors
    /// [`Impossible`] with the first entry that nothing accounts for.
    pub fn settled(&self) -> Result<(), Impossible> {
        if let Some(first) = self.gone.first() {
            return Err(Impossible {
                sequence: *first,
                why: "its words are missing, and no erasure names it",
            });
        }
        if self.granted.is_some() {
            return Err(Impossible {
                sequence: self.entries,
                why: "what was agreed was not carried out",
            });
        }
        Ok(())
    }
}
