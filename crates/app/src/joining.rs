//! Taking an invitation: what its link shows, and coming with it, as the other parent or as somebody
//! whom the parents let in, with a new account or one that is signed in.
//!
//! May touch: the store, families and private trees in memory.

use crate::account::{Novelty, OnDevice, millis};
use crate::families::{Actor, Along};
use crate::founding::NewPerson;
use crate::guests::{LetInBy, Place, may_come, spent};
use crate::people::{NoteBy, Noted};
use crate::{ActError, App, By, Fault, JoinError, NewAccount, Secret, Session, SignedIn};
use family::{Command, Grant, MemberId, PersonalEvent, Refusal};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::CommandId;
use std::sync::Arc;
use store::{Conflict, Email, Row, Store};

/// What an invitation says to whoever opens its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What the family is called.
    pub family_name: String,
    /// Who invites.
    pub inviter: String,
    /// Who is invited.
    pub invited: String,
    /// Until when the link works.
    pub expires: Timestamp,
    /// The family's clock, by which pages say it.
    pub zone: TimeZone,
    /// As what.
    pub as_what: InvitedAs,
    /// The children whose days are shown to somebody who is no parent.
    pub children: Vec<String>,
    /// The family's id.
    pub family: String,
}

/// As what an invitation lets somebody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitedAs {
    /// As the other parent.
    Parent,
    /// As somebody whom both parents, or one, let in; with what may be seen.
    Guest(Arc<Grant>, LetInBy),
}

impl<S: Store> App<S> {
    /// What an invitation's link shows. `None` when it is unknown, used or expired, or when the
    /// place was taken meanwhile.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn invitation(&self, secret: &Secret) -> Result<Option<Invitation>, Fault> {
        let Some(open) = self.open_invitation(secret).await? else {
            return Ok(None);
        };
        let snapshot = self.slot(&open.actor.family).await?.snapshot();
        let family = &snapshot.family;
        let name = |side: plan::Side| family.seat(side).parent.name.to_string();
        let (inviter, invited, as_what) = match (open.place, open.actor.side) {
            (Some(place), _) => {
                let inviter = match place.by {
                    LetInBy::Both => family.name().to_string(),
                    LetInBy::One(side) => name(side),
                };
                let grant = place.guest.grant;
                let invited = grant.name.to_string();
                (inviter, invited, InvitedAs::Guest(grant, place.by))
            }
            (None, Some(side)) => (name(side.other()), name(side), InvitedAs::Parent),
            (None, None) => return Ok(None),
        };
        let children = match &as_what {
            InvitedAs::Parent => Vec::new(),
            InvitedAs::Guest(grant, _) => {
                let named = family.children().iter();
                let named = named.filter(|child| grant.children.contains(&child.id));
                named.map(|child| child.name.to_string()).collect()
            }
        };
        Ok(Some(Invitation {
            children,
            family: open.actor.family.to_string(),
            family_name: family.name().to_string(),
            inviter,
            invited,
            expires: Timestamp::from_millisecond(open.expires.0)
                .map_err(|e| Fault::new("reading an invitation", e))?,
            zone: family.zone().clone(),
            as_what,
        }))
    }

    async fn open_invitation(&self, secret: &Secret) -> Result<Option<OpenInvitation>, Fault> {
        let doing = "reading an invitation";
        let row = self
            .store
            .invitation(&secret.hash())
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let now = self.clock.now();
        let Some(row) = row.filter(|row| row.used.is_none() && row.expires > millis(now)) else {
            return Ok(None);
        };
        let member: MemberId = row
            .member
            .as_str()
            .parse()
            .map_err(|e: family::BadId| Fault::new(doing, e))?;
        let snapshot = self.slot(&row.family).await?.snapshot();
        let side = snapshot.family.side_of(&member);
        let open = |side, place, member| OpenInvitation {
            actor: Actor {
                family: row.family.clone(),
                member,
                side,
            },
            place,
            expires: row.expires,
        };
        if side.is_some() {
            let free = side.filter(|side| !snapshot.family.seat(*side).joined());
            return Ok(free.map(|side| open(Some(side), None, member)));
        }
        let place = self.place_of(&row.family, &member).await?;
        let place = place.filter(|place| may_come(place, now));
        Ok(place.map(|place| open(None, Some(place), member)))
    }

    /// Takes the place that an invitation offers: makes the account and the private record, uses
    /// the invitation and puts the joining on the record that says who was invited.
    ///
    /// # Errors
    /// [`JoinError`]; nothing is made then, except that a fault may leave it open whether it was.
    pub async fn join(
        self: &Arc<Self>,
        secret: &Secret,
        new: NewAccount,
        device: impl Into<OnDevice<'_>>,
    ) -> Result<SignedIn, JoinError> {
        let device = device.into();
        let email = Email::normalise(&new.email).ok_or(JoinError::BadEmail)?;
        let Some(open) = self.open_invitation(secret).await? else {
            return Err(JoinError::Gone);
        };
        let language = new.language;
        let command = self.fresh_command();
        let (account, person) = self.new_person(&open.actor, command, email, new).await?;
        let actor = open.actor.clone();
        self.come(open, secret, command, person).await?;
        self.begin_session(&account, actor, (language, device), Novelty::Known)
            .await
            .map_err(JoinError::from)
    }

    /// As [`App::join`], for somebody who is signed in already: the family is one more of theirs,
    /// and the session goes on in it. Nothing of one family shows in the other.
    ///
    /// # Errors
    /// [`JoinError`]; also when this account takes part in the family in another way.
    pub async fn join_signed_in(
        self: &Arc<Self>,
        session: &Session,
        secret: &Secret,
    ) -> Result<(), JoinError> {
        let Some(open) = self.open_invitation(secret).await? else {
            return Err(JoinError::Gone);
        };
        let doing = "joining one more family";
        let memberships = self.store.memberships(session.account()).await;
        let memberships = memberships.map_err(|e| Fault::new(doing, e))?;
        if memberships
            .iter()
            .any(|one| one.family == open.actor.family)
        {
            return Err(JoinError::HereAlready);
        }
        let command = self.fresh_command();
        let account = session.account().clone();
        let person = self.new_membership(&open.actor, command, account)?;
        let family = open.actor.family.clone();
        self.come(open, secret, command, person).await?;
        self.move_session(session, &family).await?;
        Ok(())
    }

    /// Puts a joining on the record, with the rows of whoever comes.
    async fn come(
        self: &Arc<Self>,
        open: OpenInvitation,
        secret: &Secret,
        command: CommandId,
        person: NewPerson,
    ) -> Result<(), JoinError> {
        let mut rows = person.rows;
        rows.push(Row::UseInvitation {
            token: secret.hash(),
            at: millis(self.clock.now()),
        });
        let beside = vec![person.opening];
        let snapshot = self.slot(&open.actor.family).await?.snapshot();
        let joined = match open.place.map(|place| place.by) {
            Some(LetInBy::One(side)) => {
                let member = open.actor.member.clone();
                let parent = Actor {
                    member: snapshot.family.seat(side).parent.member.clone(),
                    side: Some(side),
                    family: open.actor.family,
                };
                let what = NoteBy {
                    author: member.clone(),
                    decide: move |own: &family::Own| match own.guests().of(&member) {
                        Some(guest) if guest.state == family::GuestState::Invited => {
                            Ok(PersonalEvent::GuestJoined {
                                member: member.clone(),
                            })
                        }
                        _ => Err(Refusal::NotInvited),
                    },
                    rows: move |_| rows.clone(),
                    beside,
                };
                match self.note_by(parent, command, what).await? {
                    Ok(Noted::Now | Noted::Already) => Ok(()),
                    Ok(Noted::Conflict(conflict)) => Err(ActError::Conflict(conflict)),
                    Err(refusal) => Err(refusal.into()),
                }
            }
            Some(LetInBy::Both) | None => {
                let seen = snapshot.head.seen();
                let (actor, by) = (open.actor, By::Server);
                let along = Along {
                    rows,
                    beside,
                    ..Along::default()
                };
                let joining = self.act_with(actor, command, seen, Command::Join, by, along);
                joining.await.map(|_| ())
            }
        };
        match joined {
            Ok(()) => Ok(()),
            Err(ActError::Conflict(Conflict::EmailTaken)) => Err(JoinError::EmailTaken),
            Err(ActError::Conflict(conflict)) if spent(&conflict) => Err(JoinError::Gone),
            Err(ActError::Refused(Refusal::BothJoined | Refusal::NotInvited)) => {
                Err(JoinError::Gone)
            }
            Err(ActError::Refused(refusal)) => Err(refusal.into()),
            Err(ActError::Fault(fault)) => Err(fault.into()),
            Err(
                other @ (ActError::Stale
                | ActError::Conflict(_)
                | ActError::ToSign(_)
                | ActError::Signature),
            ) => Err(Fault::new("joining a family", other.to_string()).into()),
        }
    }
}

/// An invitation that can be taken.
struct OpenInvitation {
    /// Who comes with it.
    actor: Actor,
    /// What was granted, to somebody who is no parent.
    place: Option<Place>,
    expires: store::UnixMillis,
}
