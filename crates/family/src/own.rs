//! What one person's private record comes to: whom that parent let in alone, how that person
//! chose to be reached, whether that parent wants to call more, and drafts of a plan. Pure.

use crate::{
    Calm, DraftVersion, Drafts, Family, Grant, GuestRefusal, GuestRole, Guests, PersonalEvent,
    Refusal, guest,
};
use jiff::Timestamp;
use plan::Side;
use std::sync::Arc;

/// Whether a parent wants to call more, and so to be told when the children are free. Nobody else
/// learns of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum CallWish {
    /// As it is.
    #[default]
    AsItIs,
    /// More.
    More,
}

/// The fold of a private record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    guests: Guests,
    calm: Calm,
    /// The entry that says so; none where nothing was chosen, or the words of the choice are gone.
    chosen: Option<u64>,
    wish: CallWish,
    /// The entry that says so, as of [`Own::calm`].
    wished: Option<u64>,
    drafts: Arc<Drafts>,
}

impl Own {
    /// Everybody whom this person let in alone.
    #[must_use]
    pub fn guests(&self) -> &Guests {
        &self.guests
    }

    /// How this person chose to be reached; as usual where nothing was chosen. A choice whose words
    /// were erased is as if nothing was ever chosen: no older one comes back.
    #[must_use]
    pub fn calm(&self) -> &Calm {
        &self.calm
    }

    /// Whether this person wants to call more; as it is where nothing was chosen, or the words of the
    /// choice were erased.
    #[must_use]
    pub fn calls_wished(&self) -> CallWish {
        self.wish
    }

    /// The drafts of a plan that this person works on.
    #[must_use]
    pub fn drafts(&self) -> &Arc<Drafts> {
        &self.drafts
    }

    /// Whether this is all that the record comes to. It is not once the newest save of a draft is
    /// erased while older ones are left: what those say stands in the record alone, which is then
    /// to be read again.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.drafts.is_whole()
    }

    /// Folds a choice of calm whose words are gone onto what stood before it.
    pub fn calm_gone(&mut self) {
        self.calm = Calm::default();
        self.chosen = None;
    }

    /// Folds a wish about calls whose words are gone onto what stood before it.
    pub fn calls_wished_gone(&mut self) {
        self.wish = CallWish::default();
        self.wished = None;
    }

    /// Folds one event onto what stood before it.
    ///
    /// # Errors
    /// What does not fit: the record was not written by these rules, or damaged.
    pub fn evolve(
        &mut self,
        event: &PersonalEvent,
        (entry, at): (u64, Timestamp),
    ) -> Result<(), &'static str> {
        match event {
            PersonalEvent::LetIn(grant) => {
                self.guests.let_in(grant, (entry, at));
                Ok(())
            }
            PersonalEvent::GuestJoined { member } => self.guests.joined(member, at),
            PersonalEvent::GuestEnded { member } => self.guests.end(member, at),
            PersonalEvent::GuestLeft { member } => self.guests.leave(member, at),
            PersonalEvent::Looked { member, .. } => self.guests.looked(member),
            PersonalEvent::CalmChosen(calm) => {
                self.calm = *calm;
                self.chosen = Some(entry);
                Ok(())
            }
            PersonalEvent::CallsWished(wish) => {
                self.wish = *wish;
                self.wished = Some(entry);
                Ok(())
            }
            PersonalEvent::DraftKept(draft) => {
                Arc::make_mut(&mut self.drafts).keep(draft, DraftVersion { entry, at })
            }
            PersonalEvent::DraftEnded { draft } => {
                Arc::make_mut(&mut self.drafts).end(draft);
                Ok(())
            }
            PersonalEvent::Erased { entries, .. } => {
                for one in entries.iter().filter(|one| one.parts.contains(&0)) {
                    self.gone(one.sequence);
                }
                Ok(())
            }
            PersonalEvent::Opened
            | PersonalEvent::FeedMade { .. }
            | PersonalEvent::FeedEnded { .. }
            | PersonalEvent::SignedIn { .. }
            | PersonalEvent::SignedOut
            | PersonalEvent::LanguageChosen(_)
            | PersonalEvent::Restored(_)
            | PersonalEvent::Closed
            | PersonalEvent::BundleMade(_)
            | PersonalEvent::Access(_) => Ok(()),
        }
    }

    /// The words of an entry are gone.
    fn gone(&mut self, entry: u64) {
        if self.chosen == Some(entry) {
            self.calm_gone();
        }
        if self.wished == Some(entry) {
            self.calls_wished_gone();
        }
        if self.drafts.have(entry) {
            Arc::make_mut(&mut self.drafts).gone(entry);
        }
    }
}

/// Lets somebody in whom a parent can let in alone: the own lawyer, mediator or therapist.
///
/// # Errors
/// The refusal that says why not.
pub fn let_in_alone(
    family: &Family,
    (side, own): (Side, &Own),
    grant: Arc<Grant>,
    now: Timestamp,
) -> Result<PersonalEvent, Refusal> {
    if !family.seat(side).joined() || family.closed().is_some() {
        return Err(Refusal::NotTakingPart);
    }
    match &grant.role {
        GuestRole::Professional(professional) if professional.can_be_own() => {}
        GuestRole::Professional(_) | GuestRole::Relative(_) | GuestRole::Child(_) => {
            return Err(GuestRefusal::NeedsBoth.into());
        }
    }
    if family.guests().of(&grant.member).is_some() {
        return Err(GuestRefusal::OtherPerson.into());
    }
    guest::check(family, own.guests(), &grant, family.date_at(now))?;
    Ok(PersonalEvent::LetIn(grant))
}
