//! What ends: words that both agreed to erase, one's own words, an account, a whole family. Each
//! is an entry, and what it destroys goes in the same transaction.

mod parts;

use crate::account::Session;
use crate::codec::encode_personal;
use crate::families::{Actor, author};
use crate::people::{Noted, Private};
use crate::tree::{Act, Opened};
use crate::world::hex;
use crate::{App, Done, Fault, Password};
use family::{ErasedEntry, Event, MAX_ERASED_ENTRIES, MemberId, Own, PersonalEvent};
use ledger::{CommandId, Leaf};
use parts::{destroyed, whole};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{AccountId, Erase, FamilyId, Row, Store, TreeAppend, TreeId};

/// What goes into the batch of an act that ends something, and what is forgotten once it is
/// stored. Private trees that it closes are locked until then.
#[derive(Default)]
pub(crate) struct Ending {
    pub appends: Vec<TreeAppend>,
    pub rows: Vec<Row>,
    pub erasures: Vec<Erase>,
    trees: Vec<tokio::sync::OwnedMutexGuard<Private>>,
    accounts: Vec<(AccountId, Going)>,
    closes: Closes,
}

/// How much of an account goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Going {
    /// All of it.
    Whole,
    /// Its place in one family; the person signs in to the others as before.
    FromHere,
}

/// What the act closes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Closes {
    #[default]
    Nothing,
    Family,
}

/// Why private words were not erased.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// Nothing was chosen, or more than fits into one entry.
    #[error("choose 1 to {MAX_ERASED_ENTRIES} entries")]
    HowMany,
    /// There is no such entry, its words are gone, or it is one that says what became of others.
    #[error("entry {0} has no words that can be erased")]
    NotThis(u64),
    /// It is our fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<S: Store> App<S> {
    /// What these events of a family's tree end.
    pub(crate) async fn ending(
        &self,
        family: &family::Family,
        (actor, tree, command): (&Actor, &TreeId, CommandId),
        events: &[Event],
    ) -> Result<Ending, Fault> {
        let mut ending = Ending::default();
        for event in events {
            match event {
                Event::Erased { entries, .. } => {
                    ending.erasures.extend(destroyed(tree, entries));
                }
                Event::Left { side } => {
                    let member = family.seat(*side).parent.member.clone();
                    let mut going = self.let_in_by(&actor.family, &member).await?;
                    going.push(member);
                    self.close_people(&mut ending, &actor.family, going, command)
                        .await?;
                }
                Event::GuestEnded { member } => {
                    ending.rows.push(withdrawn(&actor.family, member));
                }
                Event::GuestLeft => {
                    let going = vec![actor.member.clone()];
                    self.close_people(&mut ending, &actor.family, going, command)
                        .await?;
                }
                Event::Closed => {
                    let guests = family.guests().all().iter();
                    let mut going: Vec<_> = guests.map(|g| g.grant.member.clone()).collect();
                    for seat in family.seats() {
                        let member = &seat.parent.member;
                        going.extend(self.let_in_by(&actor.family, member).await?);
                        going.push(member.clone());
                    }
                    self.close_people(&mut ending, &actor.family, going, command)
                        .await?;
                    ending.erasures.push(Erase::Tree(tree.clone()));
                    ending.closes = Closes::Family;
                }
                Event::Founded(_)
                | Event::Invited { .. }
                | Event::Joined { .. }
                | Event::Proposed { .. }
                | Event::Countered { .. }
                | Event::Accepted { .. }
                | Event::Declined { .. }
                | Event::Withdrawn { .. }
                | Event::DeviceEnrolled { .. }
                | Event::DeviceRevoked { .. }
                | Event::Restored(_)
                | Event::HoldSet { .. }
                | Event::HoldLifted { .. }
                | Event::LetIn(_)
                | Event::GuestJoined
                | Event::Looked(_)
                | Event::AnsweredByLink { .. }
                | Event::TopicOpened { .. }
                | Event::Said(_)
                | Event::ReadSaid { .. }
                | Event::CareSaid(_)
                | Event::CallHeld(_)
                | Event::TabletPaired { .. }
                | Event::TabletEnded { .. }
                | Event::OfferSigned { .. }
                | Event::ClausesMarked { .. } => {}
            }
        }
        Ok(ending)
    }

    /// Whom a parent let in alone; nobody for who has no private record.
    async fn let_in_by(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Vec<MemberId>, Fault> {
        let guests = self.own_guests_of(family, member).await?;
        let all = guests.iter().flat_map(family::Guests::all);
        Ok(all.map(|guest| guest.grant.member.clone()).collect())
    }

    pub(crate) async fn close_people(
        &self,
        ending: &mut Ending,
        family: &FamilyId,
        mut going: Vec<MemberId>,
        command: CommandId,
    ) -> Result<(), Fault> {
        // A private tree is locked until the end: nobody may be closed twice.
        going.sort_unstable();
        going.dedup();
        for member in going {
            self.close_person(ending, family, &member, command).await?;
            ending.rows.push(withdrawn(family, &member));
        }
        Ok(())
    }

    /// Closes the private tree of one person and removes the account, if there are any.
    async fn close_person(
        &self,
        ending: &mut Ending,
        family: &FamilyId,
        member: &MemberId,
        command: CommandId,
    ) -> Result<(), Fault> {
        let doing = "closing an account";
        let stored = store::MemberId::new(member.as_str());
        // Whoever waits here may wait for somebody who closes the same.
        let mut cell = self.people.cell(family, &stored).lock_owned().await;
        let memberships = self
            .store
            .family_memberships(family)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let Some(membership) = memberships.into_iter().find(|m| m.member == stored) else {
            return Ok(());
        };
        let tree = self.private(&mut cell, family, &stored).await?;
        let act = Act {
            author: author(member)?,
            command,
            seen: tree.head().seen(),
        };
        let last = encode_personal(&PersonalEvent::Closed);
        let (append, _) = tree
            .prepare(act, self.clock.now(), &[last], &*self.entropy)?
            .split();
        ending.erasures.push(Erase::Tree(tree.keys.id.clone()));
        ending.appends.push(append);
        // Left empty: whatever becomes of the batch, the tree is read again before its next use.
        ending.trees.push(cell);
        let all = self
            .store
            .memberships(&membership.account)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let account = membership.account;
        if all.len() > 1 {
            ending.rows.push(Row::RevokeSessions {
                account: account.clone(),
                keep: Vec::new(),
                at: crate::account::millis(self.clock.now()),
            });
            ending.rows.push(Row::RemoveMembership {
                account: account.clone(),
                family: family.clone(),
            });
            ending.accounts.push((account, Going::FromHere));
        } else {
            ending.rows.push(Row::RemoveAccount {
                account: account.clone(),
            });
            ending.accounts.push((account, Going::Whole));
        }
        Ok(())
    }

    /// Forgets what was destroyed. From now on no cookie opens it, whatever is under way.
    pub(crate) fn ended(&self, family: &FamilyId, ending: &Ending) {
        for (account, going) in &ending.accounts {
            match going {
                Going::Whole => self.end_sessions(account),
                Going::FromHere => self.revoke_sessions(account),
            }
        }
        if ending.closes == Closes::Family {
            self.families.forget(family);
        }
    }

    /// What was asked for may be durable although the store answered otherwise: what is kept in
    /// memory of it goes, and is read again from the store by whoever needs it.
    pub(crate) fn perhaps_ended(&self, ending: &Ending) {
        self.forget_erased(&ending.erasures);
        for (account, _) in &ending.accounts {
            self.read_sessions_again(account);
        }
    }

    /// Whether this is the password of who is signed in: asked again before what cannot be
    /// undone, since a session may be open on a device that others use.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn confirm(&self, session: &Session, password: Password) -> Result<bool, Fault> {
        let against = self.against("confirm", &hex(&session.hash().0), None);
        let Some(guess) = self.attempts.begin(against, self.clock.now()) else {
            return Ok(false);
        };
        let account = self
            .store
            .account(session.account())
            .await
            .map_err(|e| Fault::new("asking for the password", e))?;
        let stored = account.and_then(|a| a.password);
        let stored = stored.map(|p| Arc::from(p.as_str()));
        let fits = self.passwords.fits(password, stored).await?;
        if fits {
            guess.right();
        }
        Ok(fits)
    }

    /// Destroys the words of entries of one's own private record. The entries stay, without
    /// words, and one more says that they were erased.
    ///
    /// # Errors
    /// [`EraseError`] when an entry cannot be erased, or storing fails.
    pub async fn erase_own(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        entries: &BTreeSet<u64>,
    ) -> Result<Done, EraseError> {
        if entries.is_empty() || entries.len() > MAX_ERASED_ENTRIES {
            return Err(EraseError::HowMany);
        }
        let actor = session.actor().clone();
        if self.own_entries(&actor, command).await?.is_some() {
            return Ok(Done::Already);
        }
        let mut parts = Vec::with_capacity(entries.len());
        for entry in entries {
            parts.push(self.erasable(&actor, *entry).await?);
        }
        let event = PersonalEvent::Erased {
            asked: actor.member.clone(),
            entries: parts,
        };
        let (family, member) = (
            actor.family.clone(),
            store::MemberId::new(actor.member.as_str()),
        );
        let noted = self.note(actor, command, event, Vec::new()).await;
        // How this person chose to be reached may be among it.
        self.mine.forget(&family, &member);
        self.notifying.touched(&family);
        let noted = noted?;
        self.changed();
        match noted {
            Noted::Now => Ok(Done::Now),
            Noted::Already => Ok(Done::Already),
            Noted::Conflict(conflict) => {
                Err(Fault::new("erasing private words", conflict.to_string()).into())
            }
        }
    }

    /// The entry of one's own record that this command made; `None` if it made none.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn own_entry(
        &self,
        session: &Session,
        command: CommandId,
    ) -> Result<Option<u64>, Fault> {
        let entries = self.own_entries(session.actor(), command).await?;
        Ok(entries.and_then(|mut entries| entries.next_back()))
    }

    async fn own_entries(
        &self,
        actor: &Actor,
        command: CommandId,
    ) -> Result<Option<std::ops::Range<u64>>, Fault> {
        let member = store::MemberId::new(actor.member.as_str());
        let cell = self.people.cell(&actor.family, &member);
        let mut own = cell.lock().await;
        let tree = self.private(&mut own, &actor.family, &member).await?;
        let entries = tree.entries_of(command);
        own.keep(tree);
        Ok(entries)
    }

    /// Entries that say what became of others stay readable, or the record could not be
    /// understood any more. Of all others every part can go.
    async fn erasable(&self, actor: &Actor, entry: u64) -> Result<ErasedEntry, EraseError> {
        let doing = "erasing private words";
        let member = store::MemberId::new(actor.member.as_str());
        let row = self
            .store
            .private_tree(&actor.family, &member)
            .await
            .map_err(|e| Fault::new(doing, e))?
            .ok_or_else(|| Fault::new(doing, "there is no private tree"))?;
        let found = self
            .store
            .load(&row.tree, entry, 1)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let stored = found.first().filter(|one| one.sequence == entry);
        let Some(stored) = stored.filter(|one| one.body.is_some()) else {
            return Err(EraseError::NotThis(entry));
        };
        let leaf = Leaf::parse(&stored.leaf).map_err(|e| Fault::new(doing, e))?;
        let kind = leaf.statement().kind.to_string();
        if kind.starts_with(RESERVED) || stays(&kind) {
            return Err(EraseError::NotThis(entry));
        }
        Ok(whole(&leaf))
    }
}

fn withdrawn(family: &FamilyId, member: &MemberId) -> Row {
    Row::WithdrawInvitations {
        family: family.clone(),
        member: store::MemberId::new(member.as_str()),
    }
}

/// Kinds that speak of the record itself (`docs/record-format.md`, section 14).
const RESERVED: &str = "record.";
/// Kinds that speak of people whom somebody let in.
const PEOPLE: &str = "people.";

/// Kinds that speak of how somebody is reached.
const CALM: &str = "person.calm/";
/// Kinds that say whether somebody wants to call more.
const CALLS_WISHED: &str = "calls.wished/";
/// Kinds that hold a draft of a plan.
const DRAFT: &str = "plan.draft/";
/// Kinds that say which draft was ended.
const DRAFT_ENDED: &str = "plan.draft-ended/";

/// Whether entries of this kind say who may see what, or what became of other entries, so that
/// their words are needed.
fn stays(kind: &str) -> bool {
    let of_people = kind.starts_with(PEOPLE) && !kind.starts_with("people.looked/");
    of_people || kind.starts_with(DRAFT_ENDED)
}

/// What a private event destroys.
pub(crate) fn destroyed_by(tree: &TreeId, event: &PersonalEvent) -> Vec<Erase> {
    match event {
        PersonalEvent::Erased { entries, .. } => destroyed(tree, entries).collect(),
        // An account is closed by an entry of the family's tree, see `App::ending`.
        PersonalEvent::Closed
        | PersonalEvent::Restored(_)
        | PersonalEvent::Opened
        | PersonalEvent::SignedIn { .. }
        | PersonalEvent::SignedOut
        | PersonalEvent::LanguageChosen(_)
        | PersonalEvent::CalmChosen(_)
        | PersonalEvent::CallsWished(_)
        | PersonalEvent::FeedMade { .. }
        | PersonalEvent::FeedEnded { .. }
        | PersonalEvent::DraftKept(_)
        | PersonalEvent::DraftEnded { .. }
        | PersonalEvent::BundleMade(_)
        | PersonalEvent::Access(_)
        | PersonalEvent::LetIn(_)
        | PersonalEvent::GuestJoined { .. }
        | PersonalEvent::GuestEnded { .. }
        | PersonalEvent::GuestLeft { .. }
        | PersonalEvent::Looked { .. } => Vec::new(),
    }
}

/// Holds missing words of a private tree against the erasures that name them.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    missing: BTreeSet<u64>,
    own: Own,
}

impl Accounts {
    /// Takes note of the next entry.
    pub(crate) fn take(&mut self, opened: &Opened) -> Result<(), Fault> {
        let doing = "reading a private record";
        let reserved = opened.kind.starts_with(RESERVED);
        let Some(body) = &opened.body else {
            if reserved || stays(&opened.kind) {
                return Err(Fault::new(doing, "what says what was erased is gone"));
            }
            if opened.kind.starts_with(CALM) {
                self.own.calm_gone();
            }
            if opened.kind.starts_with(CALLS_WISHED) {
                self.own.calls_wished_gone();
            }
            self.missing.insert(opened.sequence);
            return Ok(());
        };
        let counts = [PEOPLE, CALM, CALLS_WISHED, DRAFT, DRAFT_ENDED]
            .iter()
            .any(|kind| opened.kind.starts_with(kind));
        if !reserved && !counts {
            return Ok(());
        }
        let event = crate::codec::decode_personal(&opened.kind, &body.bytes);
        let event = event.map_err(|e| Fault::new(doing, e))?;
        self.own
            .evolve(&event, (opened.sequence, opened.at))
            .map_err(|e| Fault::new(doing, e))?;
        if let PersonalEvent::Erased { entries, .. } = event {
            for one in entries.iter().filter(|one| one.parts.contains(&0)) {
                self.missing.remove(&one.sequence);
            }
        }
        Ok(())
    }

    /// What the record comes to, if every missing word was named.
    pub(crate) fn settled(self) -> Result<Own, Fault> {
        if self.missing.is_empty() {
            Ok(self.own)
        } else {
            Err(Fault::new(
                "reading a private record",
                "words are missing, and no erasure names them",
            ))
        }
    }
}
