//! People whom the parents let in: who they are in a family, what each may see now, and how they
//! come. The rules are `family`'s; here is where grants stand, and that a look by a professional
//! is on the record before anything is shown.
//!
//! May touch: the store, families and private trees in memory.

use crate::account::millis;
use crate::families::Actor;
use crate::people::{NoteBy, Noted};
use crate::reading::Readable;
use crate::{
    ActError, App, By, Fault, INVITATION_DAYS, RecordLine, Secret, Session, Snapshot, Tree,
};
use family::{
    Command, Grant, Guest, GuestRefusal, GuestRole, Guests, Look, MemberId, PersonalEvent, Refusal,
    let_in_alone,
};
use jiff::{SignedDuration, Timestamp};
use ledger::CommandId;
use plan::Side;
use std::ops::Range;
use std::sync::Arc;
use store::{Conflict, FamilyId, Invitation, Row, Store, Written};

/// Who let somebody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetInBy {
    /// Both parents: it stands in the family's record.
    Both,
    /// This parent alone: it stands in that parent's private record.
    One(Side),
}

/// Where somebody stands who is no parent.
#[derive(Debug, Clone)]
pub struct Place {
    /// The person, and what was granted.
    pub guest: Guest,
    /// By whom.
    pub by: LetInBy,
    /// The family as it stands.
    pub snapshot: Arc<Snapshot>,
}

impl Place {
    /// The grant, if it holds now.
    #[must_use]
    pub fn grant(&self, now: Timestamp) -> Option<&Grant> {
        let family = &self.snapshot.family;
        let open = family.closed().is_none() && self.guest.is_in(family.date_at(now));
        open.then(|| &*self.guest.grant)
    }

    /// Whether each look of this person is an entry.
    #[must_use]
    pub fn is_noted(&self) -> bool {
        matches!(self.guest.grant.role, GuestRole::Professional(_))
    }
}

impl<S: Store> App<S> {
    /// Where the person of a session stands who is no parent; `None` for a parent, and for
    /// somebody of whom no grant says anything.
    ///
    /// # Errors
    /// A [`Fault`] when a record cannot be read.
    pub async fn place(&self, session: &Session) -> Result<Option<Place>, Fault> {
        if session.side().is_some() {
            return Ok(None);
        }
        let actor = session.actor();
        self.place_of(&actor.family, &actor.member).await
    }

    /// As [`App::place`], of a member.
    pub(crate) async fn place_of(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Option<Place>, Fault> {
        let snapshot = self.slot(family).await?.snapshot();
        let place = |guest: &Guest, by| Place {
            guest: guest.clone(),
            by,
            snapshot: Arc::clone(&snapshot),
        };
        if let Some(guest) = snapshot.family.guests().of(member) {
            return Ok(Some(place(guest, LetInBy::Both)));
        }
        for side in Side::BOTH {
            let parent = &snapshot.family.seat(side).parent.member;
            let own = self.own_guests_of(family, parent).await?;
            if let Some(guest) = own.as_ref().and_then(|own| own.of(member)) {
                return Ok(Some(place(guest, LetInBy::One(side))));
            }
        }
        Ok(None)
    }

    /// Whom a parent let in alone; `None` for who has no private record.
    pub(crate) async fn own_guests_of(
        &self,
        family: &FamilyId,
        parent: &MemberId,
    ) -> Result<Option<Guests>, Fault> {
        let doing = "looking for who was let in";
        let member = store::MemberId::new(parent.as_str());
        let row = self.store.private_tree(family, &member).await;
        let row = row.map_err(|e| Fault::new(doing, e))?;
        if row.is_none_or(|row| row.keys.is_none()) {
            return Ok(None);
        }
        let cell = self.people.cell(family, &member);
        let mut own = cell.lock().await;
        let tree = self.private(&mut own, family, &member).await?;
        let guests = own.own().guests().clone();
        own.keep(tree);
        Ok(Some(guests))
    }

    /// Everybody whom this parent let in alone.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn own_guests(&self, session: &Session) -> Result<Guests, Fault> {
        let actor = session.actor();
        let found = self.own_guests_of(&actor.family, &actor.member).await?;
        Ok(found.unwrap_or_default())
    }

    /// Lets a parent's own lawyer, mediator or therapist in. It stands in that parent's private
    /// record; nothing of it reaches the other parent.
    ///
    /// # Errors
    /// [`ActError`] when the rules refuse it, or storing fails.
    pub async fn let_in_alone(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        grant: Arc<Grant>,
    ) -> Result<(), ActError> {
        let actor = session.actor().clone();
        let side = actor.side.ok_or(Refusal::NotTakingPart)?;
        let snapshot = self.slot(&actor.family).await?.snapshot();
        let now = self.now();
        self.note_guest(
            actor.clone(),
            actor.member,
            command,
            Vec::new(),
            move |own| let_in_alone(&snapshot.family, (side, own), Arc::clone(&grant), now),
        )
        .await
    }

    /// Ends what a parent granted alone, at once.
    ///
    /// # Errors
    /// [`ActError`] when there is nothing to end, or storing fails.
    pub async fn end_own_guest(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        member: MemberId,
    ) -> Result<(), ActError> {
        let actor = session.actor().clone();
        let rows = vec![Row::WithdrawInvitations {
            family: actor.family.clone(),
            member: store::MemberId::new(member.as_str()),
        }];
        self.note_guest(actor.clone(), actor.member, command, rows, move |own| {
            let guest = own.guests().of(&member).ok_or(GuestRefusal::Nobody)?;
            if guest.ended() {
                return Err(GuestRefusal::Ended.into());
            }
            Ok(PersonalEvent::GuestEnded {
                member: member.clone(),
            })
        })
        .await
    }

    /// Notes that whoever acts closes the own account, on the record of whoever let them in. Where
    /// that is the family's, the account goes in the same transaction.
    pub(crate) async fn leave_place(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        place: &Place,
    ) -> Result<(), ActError> {
        let member = actor.member.clone();
        match place.by {
            LetInBy::Both => {
                let seen = place.snapshot.head.seen();
                let what = Command::LeaveAsGuest;
                let ended = self.act_as(actor, command, seen, what, By::Server, Vec::new());
                ended.await.map(|_| ())
            }
            LetInBy::One(side) => {
                let seat = place.snapshot.family.seat(side);
                let parent = Actor {
                    member: seat.parent.member.clone(),
                    side: Some(side),
                    family: actor.family,
                };
                self.note_guest(parent, member.clone(), command, Vec::new(), move |own| {
                    let guest = own.guests().of(&member).ok_or(GuestRefusal::Nobody)?;
                    if !guest.has_account() {
                        return Err(GuestRefusal::Ended.into());
                    }
                    let member = member.clone();
                    Ok(PersonalEvent::GuestLeft { member })
                })
                .await
            }
        }
    }

    /// Puts something about a person whom a parent let in alone on that parent's record.
    async fn note_guest(
        self: &Arc<Self>,
        parent: Actor,
        author: MemberId,
        command: CommandId,
        rows: Vec<Row>,
        decide: impl Fn(&family::Own) -> Result<PersonalEvent, Refusal> + Send + 'static,
    ) -> Result<(), ActError> {
        let what = NoteBy {
            author,
            decide,
            rows: move |_| rows.clone(),
            beside: Vec::new(),
        };
        match self.note_by(parent, command, what).await?? {
            Noted::Now | Noted::Already => Ok(()),
            Noted::Conflict(conflict) => Err(ActError::Conflict(conflict)),
        }
    }

    /// A link with which somebody comes who was let in. An older link stops working; repeating
    /// the command gives the same one. Of those whom both let in, either parent makes it.
    ///
    /// # Errors
    /// [`ActError`] when there is no such person for this parent, or who has come already.
    pub async fn guest_link(
        &self,
        session: &Session,
        command: CommandId,
        member: &MemberId,
    ) -> Result<Secret, ActError> {
        let actor = session.actor();
        let place = self.place_of(&actor.family, member).await?;
        let theirs = |place: &Place| match place.by {
            LetInBy::Both => actor.side.is_some(),
            LetInBy::One(side) => actor.side == Some(side),
        };
        let place = place.filter(theirs).ok_or(GuestRefusal::Nobody);
        let place = place.map_err(Refusal::from)?;
        if place.guest.ended() {
            return Err(Refusal::from(GuestRefusal::Ended).into());
        }
        if place.guest.joined() {
            return Err(Refusal::BothJoined.into());
        }
        let purpose = format!("{} {member} {command}", actor.family);
        let secret = Secret::derived(self.mac("guest link", purpose.as_bytes()));
        let now = self.now();
        let stored = store::MemberId::new(member.as_str());
        let rows = vec![
            Row::WithdrawInvitations {
                family: actor.family.clone(),
                member: stored.clone(),
            },
            Row::Invitation(Invitation {
                token: secret.hash(),
                family: actor.family.clone(),
                member: stored,
                created: millis(now),
                expires: millis(now + SignedDuration::from_hours(INVITATION_DAYS * 24)),
                used: None,
            }),
        ];
        let written = self.store.write(rows).await;
        match written.map_err(|e| Fault::new("making a link", e))? {
            Written::Done => Ok(secret),
            Written::Conflict(conflict) => Err(ActError::Conflict(conflict)),
        }
    }

    /// What somebody who was let in is about to be shown: puts a professional's look on the
    /// record, in the family's for whom both let in, else in the private one of the parent whose
    /// own it is; and says where the person stands once that is durable. `None` when the grant
    /// does not hold now, or does not hold for this.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails: then nothing is to be shown.
    pub async fn look(
        self: &Arc<Self>,
        session: &Session,
        look: Look,
    ) -> Result<Option<Place>, Fault> {
        let now = self.now();
        let holds = |place: &Place| {
            let family = &place.snapshot.family;
            place
                .grant(now)
                .is_some_and(|grant| covers(family, grant, look))
        };
        let Some(place) = self.place(session).await?.filter(holds) else {
            return Ok(None);
        };
        if !place.is_noted() {
            return Ok(Some(place));
        }
        let actor = session.actor().clone();
        let command = self.fresh_command();
        let noted = match place.by {
            LetInBy::Both => {
                let seen = place.snapshot.head.seen();
                let what = Command::Look(look);
                let done = self.act_as(actor, command, seen, what, By::Server, Vec::new());
                done.await.map(|_| ())
            }
            LetInBy::One(side) => {
                let member = actor.member.clone();
                let parent = Actor {
                    member: place.snapshot.family.seat(side).parent.member.clone(),
                    side: Some(side),
                    family: actor.family,
                };
                let author = member.clone();
                self.note_guest(parent, author, command, Vec::new(), move |own| {
                    let guest = own.guests().of(&member).ok_or(GuestRefusal::Nobody)?;
                    if !guest.joined() {
                        return Err(GuestRefusal::Ended.into());
                    }
                    Ok(PersonalEvent::Looked {
                        member: member.clone(),
                        look,
                    })
                })
                .await
            }
        };
        match noted {
            Ok(()) => Ok(Some(place)),
            // Ended in the same moment: nothing is shown.
            Err(ActError::Refused(_)) => Ok(None),
            Err(ActError::Fault(fault)) => Err(fault),
            Err(
                other @ (ActError::Stale
                | ActError::Conflict(_)
                | ActError::ToSign(_)
                | ActError::Signature),
            ) => Err(Fault::new("noting a look", other)),
        }
    }
}

/// A page of the record as somebody sees it who was let in: its own part and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRange {
    /// The entries of this page.
    pub page: Range<u64>,
    /// All that may be seen.
    pub all: Range<u64>,
}

impl<S: Store> App<S> {
    /// Which entries a page shows of the part of the record that a grant opens: those before
    /// `before`, or the newest, at most `limit`. `None` when nothing of the record may be seen.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn shown_range(
        &self,
        session: &Session,
        (place, before, limit): (&Place, Option<u64>, u64),
    ) -> Result<Option<ShownRange>, Fault> {
        let Some(span) = place.grant(self.now()).and_then(Grant::record) else {
            return Ok(None);
        };
        let readable = self.readable(session, Tree::Shared).await?;
        let zone = place.snapshot.family.zone();
        let starts = |day: jiff::civil::Date| {
            let midnight = day.to_zoned(zone.clone());
            midnight.map_or(Timestamp::MAX, |midnight| midnight.timestamp())
        };
        let first = self.first_at(&readable, starts(span.from)).await?;
        let end = match span.until {
            Some(until) => self.first_at(&readable, starts(until)).await?,
            None => readable.head.size,
        };
        let all = first..end.max(first);
        let until = before.unwrap_or(all.end).clamp(all.start, all.end);
        let limit = limit.clamp(1, crate::PAGE_ENTRIES);
        Ok(Some(ShownRange {
            page: until.saturating_sub(limit).max(all.start)..until,
            all,
        }))
    }

    /// The number of the first entry of an instant or later. Times in a tree never run backwards.
    async fn first_at(&self, readable: &Readable, at: Timestamp) -> Result<u64, Fault> {
        let (mut low, mut high) = (0, readable.head.size);
        while low < high {
            let middle = low + (high - low) / 2;
            let lines = self.opened(&readable.keys, middle..middle + 1).await?;
            match lines.first() {
                Some(line) if line.at < at => low = middle + 1,
                Some(_) => high = middle,
                None => return Err(Fault::new("looking for a day", "an entry is missing")),
            }
        }
        Ok(low)
    }

    /// The entries of a page, newest first, for somebody who was let in.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn shown_lines(
        &self,
        session: &Session,
        range: &ShownRange,
    ) -> Result<Vec<RecordLine>, Fault> {
        let readable = self.readable(session, Tree::Shared).await?;
        let mut lines = self.lines(&readable, range.page.clone()).await?;
        lines.reverse();
        Ok(lines)
    }
}

/// Whether a grant is about this at all; which entries of the record it shows is looked at where
/// they are read.
fn covers(family: &family::Family, grant: &Grant, look: Look) -> bool {
    match look {
        Look::Calendar { .. } => grant.calendar(),
        Look::Plan => grant.plan(),
        Look::Record { .. } => grant.record().is_some(),
        Look::Proposal { entry } => {
            let mut shown = grant.proposals().filter_map(|id| family.proposal(id));
            shown.any(|proposal| proposal.first().entry == entry)
        }
    }
}

/// Whom a link lets in who is no parent, and on whose record that will stand.
pub(crate) fn may_come(place: &Place, now: Timestamp) -> bool {
    let days = place.guest.grant.days;
    let today = place.snapshot.family.date_at(now);
    matches!(place.guest.state, family::GuestState::Invited)
        && days.until.is_none_or(|until| today < until)
}

/// What cannot be written because of a row.
pub(crate) fn spent(conflict: &Conflict) -> bool {
    matches!(conflict, Conflict::InvitationSpent)
}
