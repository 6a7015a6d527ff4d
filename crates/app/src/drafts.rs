//! Drafts of a plan: kept, ended, and read as they were. A draft is its author's alone until its
//! text is offered, which is another act.
//!
//! May touch: the author's private record, its own memory. Nothing here reaches the family's
//! record, the other parent, or who was let in; and nobody is told.

use crate::families::Actor;
use crate::people::{NoteBy, Noted};
use crate::world::{hex, random};
use crate::{App, Fault, Session, Tree, What};
use family::{BadId, DraftId, DraftRefusal, DraftedPlan, Drafts, Own, PersonalEvent, keep_draft};
use ledger::CommandId;
use std::sync::Arc;
use store::{MemberId, Store};

/// Why a draft was not kept.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] DraftRefusal),
    /// It is our fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why nothing is written of a draft.
enum Unwritten {
    /// It is as it should be already.
    Same,
    /// The rules say no.
    Refused(DraftRefusal),
}

impl<S: Store> App<S> {
    /// A fresh id for a draft.
    ///
    /// # Errors
    /// Never in practice: hexadecimal digits are an id.
    pub fn fresh_draft(&self) -> Result<DraftId, Fault> {
        hex(&random::<8>(&*self.entropy))
            .parse()
            .map_err(|e: BadId| Fault::new("naming a draft", e))
    }

    /// The drafts of a session's person.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn drafts(&self, session: &Session) -> Result<Arc<Drafts>, Fault> {
        self.own(session.actor(), |_, own| Arc::clone(own.drafts()))
            .await
    }

    /// Keeps a draft, whole, in its author's own record. One that is as it was kept last is not
    /// kept once more.
    ///
    /// # Errors
    /// [`DraftError`] when the rules refuse it, or storing fails.
    pub async fn keep_draft(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        draft: DraftedPlan,
    ) -> Result<(), DraftError> {
        let actor = session.actor().clone();
        let side = actor.side.ok_or(DraftRefusal::NotThere)?;
        let snapshot = self.slot(&actor.family).await?.snapshot();
        let draft = Arc::new(draft);
        self.note_draft(actor, command, move |own| {
            let before = own.drafts().of(&draft.id);
            if before.is_some_and(|kept| kept.draft == draft) {
                return Err(Unwritten::Same);
            }
            keep_draft(&snapshot.family, (side, own), Arc::clone(&draft))
                .map_err(Unwritten::Refused)
        })
        .await
    }

    /// Ends a draft. Its saves stay in its author's record until that person erases them. One that
    /// is not there is passed over.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn end_draft(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        draft: DraftId,
    ) -> Result<(), Fault> {
        let actor = session.actor().clone();
        let ended = self.note_draft(actor, command, move |own| {
            let kept = own.drafts().of(&draft).ok_or(Unwritten::Same)?;
            let draft = kept.draft.id.clone();
            Ok(PersonalEvent::DraftEnded { draft })
        });
        match ended.await {
            Ok(()) => Ok(()),
            Err(DraftError::Refused(why)) => Err(Fault::new("ending a draft", why)),
            Err(DraftError::Fault(fault)) => Err(fault),
        }
    }

    /// A draft as this entry kept it; `None` when that entry is no save of it, or its words were
    /// erased.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn draft_version(
        &self,
        session: &Session,
        draft: &DraftId,
        entry: u64,
    ) -> Result<Option<Arc<DraftedPlan>>, Fault> {
        let drafts = self.drafts(session).await?;
        let Some(kept) = drafts.of(draft) else {
            return Ok(None);
        };
        let is_it = |version: &family::DraftVersion| version.entry == entry;
        let Some(place) = kept.versions.iter().position(is_it) else {
            return Ok(None);
        };
        if place + 1 == kept.versions.len() {
            return Ok(Some(Arc::clone(&kept.draft)));
        }
        let readable = self.readable(session, Tree::Own).await?;
        let range = entry..entry.saturating_add(1);
        let lines = self.lines(&readable, range).await?;
        // Without words when they were erased a moment ago.
        Ok(lines.into_iter().find_map(|line| match line.what {
            What::Own(PersonalEvent::DraftKept(kept)) if kept.id == *draft => Some(kept),
            What::Own(_) | What::Shared(_) | What::Erased => None,
        }))
    }

    /// Puts something about a draft on its author's record, unless it is decided against.
    async fn note_draft(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        decide: impl Fn(&Own) -> Result<PersonalEvent, Unwritten> + Send + 'static,
    ) -> Result<(), DraftError> {
        let (family, member) = (actor.family.clone(), MemberId::new(actor.member.as_str()));
        let what = NoteBy {
            author: actor.member.clone(),
            decide,
            rows: |_| Vec::new(),
            beside: Vec::new(),
        };
        let noted = self.note_by(actor, command, what).await;
        // Pages that are ready may tell of the drafts.
        self.mine.forget(&family, &member);
        match noted? {
            Ok(Noted::Now | Noted::Already) | Err(Unwritten::Same) => Ok(()),
            Ok(Noted::Conflict(conflict)) => Err(Fault::new("keeping a draft", conflict).into()),
            Err(Unwritten::Refused(why)) => Err(why.into()),
        }
    }
}
