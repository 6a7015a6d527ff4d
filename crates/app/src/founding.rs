//! Founding a family, inviting the other parent, and the other parent's joining.

use crate::account::{millis, tag};
use crate::families::{Actor, author};
use crate::guests::{LetInBy, Place, may_come, spent};
use crate::people::opening;
use crate::people::{NoteBy, Noted};
use crate::tree::{Act, Keys, Tree};
use crate::world::{hex, random};
use crate::{ActError, App, By, Fault, Password, Secret, Session, SignedIn};
use family::{
    Command, Context, Founding, Grant, Language, MemberId, PersonalEvent, Refusal, SeatState,
    decide,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ledger::{AuthorId, CommandId, Seen, TreeKind};
use std::sync::Arc;
use store::{
    Account, AccountId, Appended, Batch, Conflict, Email, FamilyId, Invitation as InvitationRow,
    Membership, PasswordHash, PrivateTree, Row, Store, TreeAppend,
};

/// How long an invitation works, in days.
pub const INVITATION_DAYS: i64 = 14;

/// How a person will sign in.
#[derive(Debug)]
pub struct NewAccount {
    /// The address, as typed.
    pub email: String,
    /// A password that is long enough.
    pub password: Password,
    /// In which language the pages are shown; `None` follows the browser until one is chosen.
    pub language: Option<Language>,
}

/// A family that was founded.
#[derive(Debug)]
pub struct Founded {
    /// Whoever founded it is signed in.
    pub founder: SignedIn,
}

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The invitation is unknown, used or expired.
    #[error("this invitation no longer works")]
    Gone,
    /// The text is no e-mail address.
    #[error("this is not an e-mail address")]
    BadEmail,
    /// Somebody signs in with this address already.
    #[error("this e-mail address is in use")]
    EmailTaken,
    /// This account takes part in the family already.
    #[error("you take part in this family already")]
    HereAlready,
    /// The family's rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It is our fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

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
    /// A fresh pseudonym for a member.
    ///
    /// # Errors
    /// Never in practice: 32 hexadecimal digits are an id.
    pub fn fresh_member(&self) -> Result<MemberId, Fault> {
        named(AuthorId::from_random(random(&*self.entropy)))
    }

    /// Begins a family: its record, the founder's private record and account, all or nothing.
    ///
    /// # Errors
    /// [`JoinError`] when the address is taken, the rules refuse the founding, or storing fails.
    pub async fn found(
        self: &Arc<Self>,
        founding: Founding,
        account: NewAccount,
        device: &str,
    ) -> Result<Founded, JoinError> {
        let doing = "founding a family";
        let email = Email::normalise(&account.email).ok_or(JoinError::BadEmail)?;
        let now = self.clock.now();
        let founder = founding.parents[founding.founder.index()].member.clone();
        let side = founding.founder;
        let context = Context {
            now,
            actor: founder.clone(),
        };
        let events = decide(None, &context, Command::Found(founding))?;
        let (keys, wrapped) = Keys::fresh(TreeKind::Family, &self.instance, &*self.entropy);
        let family_id = FamilyId::new(hex(&random::<16>(&*self.entropy)));
        let tree = Tree::new(keys);
        let command = self.fresh_command();
        let act = Act {
            author: author(&founder)?,
            command,
            seen: Seen::NOTHING,
        };
        let bodies: Vec<_> = events.iter().map(crate::codec::encode).collect();
        let (append, _) = tree.prepare(act, now, &bodies, &*self.entropy)?.split();
        let actor = Actor {
            family: family_id.clone(),
            member: founder,
            side: Some(side),
        };
        let mut rows = vec![Row::Family(store::Family {
            id: family_id.clone(),
            tree: tree.keys.id.clone(),
            keys: Some(wrapped),
            created: millis(now),
        })];
        let language = account.language;
        let person = self.new_person(&actor, command, email, account).await?;
        rows.extend(person.rows);
        let batch = Batch {
            command: store::CommandId::new(command.to_string()),
            scope: tree.keys.id.clone(),
            appends: vec![append, person.opening],
            rows,
            erasures: Vec::new(),
        };
        match self
            .store
            .append(batch)
            .await
            .map_err(|e| Fault::new(doing, e))?
        {
            Appended::Done => {}
            Appended::Conflict(Conflict::EmailTaken) => return Err(JoinError::EmailTaken),
            other @ (Appended::AlreadyDone | Appended::Stale { .. } | Appended::Conflict(_)) => {
                return Err(Fault::new(doing, format!("{other:?}")).into());
            }
        }
        self.adopt(&family_id).await?;
        let founder = self
            .begin_session(person.account, actor, language, device)
            .await?;
        Ok(Founded { founder })
    }

    /// The rows and the first private entry of a person who gets an account.
    async fn new_person(
        &self,
        actor: &Actor,
        command: CommandId,
        email: Email,
        new: NewAccount,
    ) -> Result<NewPerson, Fault> {
        let now = millis(self.clock.now());
        let password = self.passwords.hash(new.password).await?;
        let account = AccountId::new(hex(&random::<16>(&*self.entropy)));
        let row = Row::Account(Account {
            id: account.clone(),
            email,
            password: Some(PasswordHash::new(password)),
            language: tag(new.language).to_owned(),
            created: now,
        });
        let mut person = self.new_membership(actor, command, account)?;
        person.rows.insert(0, row);
        Ok(person)
    }

    /// The rows and the first private entry of an account's part in a family.
    fn new_membership(
        &self,
        actor: &Actor,
        command: CommandId,
        account: AccountId,
    ) -> Result<NewPerson, Fault> {
        let now = millis(self.clock.now());
        let member = store::MemberId::new(actor.member.as_str());
        let (keys, wrapped) = Keys::fresh(TreeKind::Person, &self.instance, &*self.entropy);
        let tree = Tree::new(keys);
        let (opening, _) = opening(self, &tree, actor, command)?;
        let rows = vec![
            Row::Membership(Membership {
                account: account.clone(),
                family: actor.family.clone(),
                member: member.clone(),
                created: now,
            }),
            Row::PrivateTree(PrivateTree {
                family: actor.family.clone(),
                member,
                tree: tree.keys.id.clone(),
                keys: Some(wrapped),
            }),
        ];
        Ok(NewPerson {
            account,
            rows,
            opening,
        })
    }

    /// Invites the other parent and gives the secret of the link. An older link stops working.
    /// Repeating the command gives the same secret.
    ///
    /// # Errors
    /// [`ActError`] when the other parent takes part already, or storing fails.
    pub async fn invite(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
    ) -> Result<Secret, ActError> {
        self.invite_by(session, command, seen, By::Server).await
    }

    /// As [`App::invite`], vouched for as [`App::act_by`] says.
    ///
    /// # Errors
    /// As [`App::invite`] and [`App::act_by`].
    pub async fn invite_by(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
        by: By,
    ) -> Result<Secret, ActError> {
        let actor = session.actor().clone();
        // Both come of the command, so that repeating it, or signing it, is about the same.
        let purpose = format!("{} {command}", actor.family);
        let secret = Secret::derived(self.mac("invitation", purpose.as_bytes()));
        let side = actor.side.ok_or(Refusal::NotTakingPart)?;
        let snapshot = self.slot(&actor.family).await?.snapshot();
        let seat = snapshot.family.seat(side.other());
        let (what, member) = match seat.state {
            SeatState::Left(_) => {
                let member = self.invited_anew(&purpose)?;
                let what = Command::InviteAnew {
                    member: member.clone(),
                };
                (what, member)
            }
            SeatState::Named | SeatState::Invited(_) | SeatState::Joined(_) => {
                (Command::Invite, seat.parent.member.clone())
            }
        };
        let member = store::MemberId::new(member.as_str());
        let now = self.clock.now();
        let rows = vec![
            Row::WithdrawInvitations {
                family: actor.family.clone(),
                member: member.clone(),
            },
            Row::Invitation(InvitationRow {
                token: secret.hash(),
                family: actor.family.clone(),
                member,
                created: millis(now),
                expires: millis(now + SignedDuration::from_hours(INVITATION_DAYS * 24)),
                used: None,
            }),
        ];
        match self.act_as(actor, command, seen, what, by, rows).await {
            Ok(_) => Ok(secret),
            // Somebody left, or was invited, since the page was made.
            Err(ActError::Refused(Refusal::PlaceChanged)) => Err(ActError::Stale),
            Err(other) => Err(other),
        }
    }

    /// The pseudonym of whom a command lets in: the same command lets in the same person.
    ///
    /// # Errors
    /// Never in practice: 32 hexadecimal digits are an id.
    pub fn member_for(&self, command: CommandId) -> Result<MemberId, Fault> {
        let mut bytes = [0; 16];
        let made = self.mac("let in", command.to_string().as_bytes());
        bytes.copy_from_slice(&made[..16]);
        named(AuthorId::from_random(bytes))
    }

    /// The pseudonym of whoever takes a place that was left.
    fn invited_anew(&self, purpose: &str) -> Result<MemberId, Fault> {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.mac("invited anew", purpose.as_bytes())[..16]);
        named(AuthorId::from_random(bytes))
    }

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
        device: &str,
    ) -> Result<SignedIn, JoinError> {
        let email = Email::normalise(&new.email).ok_or(JoinError::BadEmail)?;
        let Some(open) = self.open_invitation(secret).await? else {
            return Err(JoinError::Gone);
        };
        let language = new.language;
        let command = self.fresh_command();
        let person = self.new_person(&open.actor, command, email, new).await?;
        let account = person.account.clone();
        let actor = open.actor.clone();
        self.come(open, secret, command, person).await?;
        self.begin_session(account, actor, language, device)
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
                let joining =
                    self.act_with(actor, command, seen, Command::Join, by, (rows, beside));
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

fn named(author: AuthorId) -> Result<MemberId, Fault> {
    let named = author.to_string().parse();
    named.map_err(|e: family::BadId| Fault::new("naming a member", e))
}

struct NewPerson {
    account: AccountId,
    rows: Vec<Row>,
    opening: TreeAppend,
}
