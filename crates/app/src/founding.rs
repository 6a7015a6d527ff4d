//! Founding a family, and inviting the other parent.

use crate::account::{Novelty, OnDevice, millis, tag};
use crate::families::{Actor, author};
use crate::people::opening;
use crate::tree::{Act, Keys, Tree};
use crate::world::{hex, random};
use crate::{ActError, App, By, Fault, Password, Secret, Session, SignedIn};
use family::{Command, Context, Founding, Language, MemberId, Refusal, SeatState, decide};
use jiff::SignedDuration;
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
        device: impl Into<OnDevice<'_>>,
    ) -> Result<Founded, JoinError> {
        let device = device.into();
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
        let (account, person) = self.new_person(&actor, command, email, account).await?;
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
            .begin_session(&account, actor, (language, device), Novelty::Known)
            .await?;
        Ok(Founded { founder })
    }

    /// The rows and the first private entry of a person who gets an account.
    pub(crate) async fn new_person(
        &self,
        actor: &Actor,
        command: CommandId,
        email: Email,
        new: NewAccount,
    ) -> Result<(Account, NewPerson), Fault> {
        let now = millis(self.clock.now());
        let password = self.passwords.hash(new.password).await?;
        let account = Account {
            id: AccountId::new(hex(&random::<16>(&*self.entropy))),
            email,
            password: Some(PasswordHash::new(password)),
            language: tag(new.language).to_owned(),
            created: now,
        };
        let mut person = self.new_membership(actor, command, account.id.clone())?;
        person.rows.insert(0, Row::Account(account.clone()));
        Ok((account, person))
    }

    /// The rows and the first private entry of an account's part in a family.
    pub(crate) fn new_membership(
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
                account,
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
        Ok(NewPerson { rows, opening })
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
}

fn named(author: AuthorId) -> Result<MemberId, Fault> {
    let named = author.to_string().parse();
    named.map_err(|e: family::BadId| Fault::new("naming a member", e))
}

/// What an account or a membership needs to be stored.
pub(crate) struct NewPerson {
    pub rows: Vec<Row>,
    pub opening: TreeAppend,
}
