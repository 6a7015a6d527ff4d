//! Makes a bundle: gathers, prints, packs, and notes it in its maker's own tree.
//!
//! May touch: the store; memory. Printing and packing run beside the runtime's own threads.

use super::choice::Choice;
use super::gather::{DOING, Gathered, Source, Text};
use super::job::{
    BundleFailed, BundleFailure, BundleFile, BundleStage, BundleState, Job, NotBegun, Progress,
    kept_until,
};
use super::sheet::{self, Names, Seal, Tally};
use super::words::{BundleCounts, BundleFacts, BundleWords};
use crate::families::Actor;
use crate::people::Noted;
use crate::reading::Readable;
use crate::world::hex;
use crate::{App, Fault, Session, Tree};
use family::{BundleMade, BundleOf, MemberId, PersonalEvent};
use jiff::Timestamp;
use ledger::bundle::{BundleDraft, Disclosed, write};
use ledger::{AuthorId, Checkpoint, CommandId, EntryTime, PartIndex, Sequence, short_code};
use plan::Side;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Store;

/// So many history entries are shown.
const HISTORY_MAX: usize = 200;

/// A bundle of the past, as its maker's history has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleNoted {
    /// When it was made.
    pub at: Timestamp,
    /// What it was.
    pub made: BundleMade,
}

/// What is to be printed and packed, away from the runtime.
struct Work {
    readable: Arc<Readable>,
    /// Whose bundle it is.
    side: Side,
    choice: Arc<Choice>,
    gathered: Gathered,
    counts: BundleCounts,
    words: Arc<dyn BundleWords>,
    at: Timestamp,
    job: Arc<Job>,
}

impl<S: Store> App<S> {
    /// What a bundle of this choice would hold, without making it.
    ///
    /// # Errors
    /// [`BundleFailure`] when the choice does not hold or reading fails.
    pub async fn bundle_preview(
        &self,
        session: &Session,
        choice: &Choice,
    ) -> Result<BundleCounts, BundleFailure> {
        let turn = self.bundles.glances.acquire().await;
        let _turn = turn.map_err(|e| Fault::new(DOING, e))?;
        let readable = Arc::new(self.readable(session, choice.tree).await?);
        let range = self.places(&readable, choice.span).await?;
        let mut tally = Tally::new(range.clone(), &readable);
        let source = Source {
            readable: &readable,
            choice: &Arc::new(choice.clone()),
            progress: &Progress::default(),
        };
        self.walk(source, range, |found| tally.take(&found)).await?;
        Ok(tally.counts())
    }

    /// Begins to make a bundle, which goes on when its caller stops waiting.
    ///
    /// # Errors
    /// [`NotBegun`] when one is in the making, or too many are in memory.
    pub fn bundle_begin(
        self: &Arc<Self>,
        session: &Arc<Session>,
        choice: Choice,
        words: Arc<dyn BundleWords>,
    ) -> Result<(), NotBegun> {
        let session = Arc::clone(session);
        let owner = owner(session.actor());
        let id: Arc<str> = hex(&self.random::<16>()).into();
        let job = self.bundles.begin(owner, id, self.now())?;
        let app = Arc::clone(self);
        let (made, told) = (Arc::clone(&job), Arc::clone(self));
        tokio::spawn(async move {
            let work = tokio::spawn(async move { app.make(session, choice, words, made).await });
            let outcome = match work.await {
                Ok(outcome) => outcome,
                Err(error) => Err(Fault::new(DOING, error).into()),
            };
            told.bundles.finish(&job, outcome.map_err(shown));
            tokio::time::sleep(KEPT).await;
            told.bundles.sweep(told.now());
        });
        Ok(())
    }

    /// How far this person's bundle is; `None` where none is in memory.
    #[must_use]
    pub fn bundle_state(&self, session: &Session) -> Option<BundleState> {
        self.bundles.state(&owner(session.actor()), self.now())
    }

    /// Forgets this person's bundle before its time.
    pub fn bundle_forget(&self, session: &Session) {
        self.bundles.forget(&owner(session.actor()), self.now());
    }

    /// The bundles that this person made, newest first.
    ///
    /// # Errors
    /// A [`Fault`] when the private record cannot be read.
    pub async fn bundles_made(&self, session: &Session) -> Result<Vec<BundleNoted>, Fault> {
        let mut noted = Vec::new();
        let mut before = None;
        loop {
            let page = self
                .record(session, Tree::Own, before, crate::PAGE_ENTRIES)
                .await?;
            for line in page.lines {
                if let crate::What::Own(PersonalEvent::BundleMade(made)) = line.what {
                    noted.push(BundleNoted { at: line.at, made });
                }
            }
            before = page.older;
            if before.is_none() || noted.len() >= HISTORY_MAX {
                noted.truncate(HISTORY_MAX);
                return Ok(noted);
            }
        }
    }

    async fn make(
        self: Arc<Self>,
        session: Arc<Session>,
        choice: Choice,
        words: Arc<dyn BundleWords>,
        job: Arc<Job>,
    ) -> Result<BundleFile, BundleFailure> {
        let turn = self.bundles.desk.acquire().await;
        let _turn = turn.map_err(|e| Fault::new(DOING, e))?;
        job.progress.stage(BundleStage::Reading);
        let tree = self.readable(&session, choice.tree).await?.keys.id.clone();
        job.is_of(&tree);
        // Read only now, so that every erasure after it is noticed.
        let (readable, at) = self.readable_as_of(&session, choice.tree).await?;
        let readable = Arc::new(readable);
        let choice = Arc::new(choice);
        let source = Source {
            readable: &readable,
            choice: &choice,
            progress: &job.progress,
        };
        let gathered = self.gather(source).await?;
        let actor = session.actor().clone();
        let work = Work {
            counts: sheet::counts(&gathered, &readable),
            side: actor
                .side
                .ok_or_else(|| Fault::new(DOING, "only a parent makes one"))?,
            at,
            job: Arc::clone(&job),
            readable,
            choice,
            gathered,
            words,
        };
        let (made, at) = (work.noted(), work.at);
        let bytes = tokio::task::spawn_blocking(move || work.run())
            .await
            .map_err(|e| Fault::new(DOING, e))??;
        let made = BundleMade {
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: Sha256::digest(&bytes).into(),
            ..made
        };
        self.note_bundle(actor, made.clone()).await?;
        Ok(BundleFile {
            id: job.id(),
            bytes: bytes.into(),
            made,
            at,
            expires: kept_until(at),
        })
    }

    /// Nobody gets a bundle that its maker's history does not have.
    async fn note_bundle(self: &Arc<Self>, actor: Actor, made: BundleMade) -> Result<(), Fault> {
        let command = CommandId::from_random(self.random());
        let event = PersonalEvent::BundleMade(made);
        match self.note(actor, command, event, Vec::new()).await? {
            Noted::Now | Noted::Already => Ok(()),
            Noted::Conflict(conflict) => Err(Fault::new("noting a bundle", conflict)),
        }
    }
}

/// How long a finished bundle stays, for the runtime's timer: a little longer than the clock says.
const KEPT: std::time::Duration =
    std::time::Duration::from_secs(super::BUNDLE_KEPT_MINUTES.unsigned_abs() * 60 + 5);

fn owner(actor: &Actor) -> (store::FamilyId, store::MemberId) {
    let member: &MemberId = &actor.member;
    (actor.family.clone(), store::MemberId::new(member.as_str()))
}

fn shown(failure: BundleFailure) -> BundleFailed {
    match failure {
        BundleFailure::Choice(error) => BundleFailed::Choice(error),
        BundleFailure::Print(error) => BundleFailed::Print(error),
        BundleFailure::Fault(fault) => BundleFailed::Fault(fault.incident()),
    }
}

impl Work {
    fn noted(&self) -> BundleMade {
        BundleMade {
            recipient: self.choice.recipient.as_str().into(),
            of: match self.choice.tree {
                Tree::Shared => BundleOf::Shared,
                Tree::Own => BundleOf::Own,
            },
            first: self.counts.first,
            end: self.counts.end,
            shown: self.counts.shown,
            size: self.counts.size,
            bytes: 0,
            sha256: [0; 32],
        }
    }

    fn run(self) -> Result<Vec<u8>, BundleFailure> {
        let head = &self.readable.head;
        let signer = &self.readable.keys.signer;
        let checkpoint = Checkpoint::claimed(&head.checkpoint).map_err(fault)?;
        let code = short_code(&checkpoint);
        let key_id = format!("{:08x}", signer.verifier_key().id());
        let facts = BundleFacts {
            choice: &self.choice,
            family: &self.readable.family.family,
            maker: self.side,
            counts: &self.counts,
            made: self.at,
            key_id: &key_id,
            short_code: &code,
        };
        let text = checkpoint.to_string();
        // The QR code has room for the log's own signature only.
        let note = ledger::checkpoint(checkpoint.origin, head.size, checkpoint.root, signer);
        let seal = Seal {
            origin: checkpoint.origin.to_string(),
            root: checkpoint.root.to_string(),
            short_code: code.clone(),
            note: String::from_utf8_lossy(&note).into_owned(),
            key_id: key_id.clone(),
        };
        let id = self.document_id(&text);
        let document = sheet::document(&self.gathered, &facts, &*self.words, seal, id)?;
        let volumes = self.print(&document)?;
        drop(document);
        self.job.progress.stage(BundleStage::Packing);
        let read_me = self.words.read_me(&facts);
        let names = Names::new(&facts, &*self.words);
        self.pack(&read_me, self.people(names), volumes)
    }

    fn print(&self, document: &print::RecordDocument) -> Result<Vec<Vec<u8>>, BundleFailure> {
        self.job.progress.stage(BundleStage::Printing);
        self.job.progress.begin(self.counts.end - self.counts.first);
        let mut files = Vec::new();
        for volume in print::volumes(document).map_err(BundleFailure::Print)? {
            let volume = volume.map_err(BundleFailure::Print)?;
            let share = (self.counts.end - self.counts.first) / count(volume.of).max(1);
            self.job.progress.add(share);
            files.push(volume.pdf);
        }
        Ok(files)
    }

    /// Who is behind which pseudonym. Old records have one for several people, who go by the bare
    /// name of their place then.
    fn people(&self, names: Names<'_>) -> BTreeMap<AuthorId, String> {
        let family = &self.readable.family.family;
        let mut people: BTreeMap<AuthorId, String> = BTreeMap::new();
        for (author, name) in sheet::authors(&self.gathered, names) {
            let member: Option<MemberId> = author.to_string().parse().ok();
            let side = member.and_then(|member| family.author(&member));
            let place = side.map(|side| family.seat(side).parent.name.to_string());
            let known = people.contains_key(&author);
            let name = place.filter(|_| known).unwrap_or(name);
            people.insert(author, name);
        }
        people
    }

    fn pack(
        &self,
        read_me: &str,
        people: BTreeMap<AuthorId, String>,
        volumes: Vec<Vec<u8>>,
    ) -> Result<Vec<u8>, BundleFailure> {
        let found = &self.gathered.found;
        let leaves: Vec<Vec<u8>> = found
            .iter()
            .map(|found| found.opened.leaf.clone())
            .collect();
        let place = |sequence| Sequence::new(sequence).ok_or_else(|| fault("no such place"));
        let mut parts = Vec::new();
        for found in found {
            if let (Text::Shown(_), Some(body)) = (&found.text, &found.opened.body) {
                parts.push(Disclosed {
                    sequence: place(found.opened.sequence)?,
                    index: PartIndex::BODY,
                    salt: body.salt,
                    bytes: Cow::Borrowed(body.bytes.as_slice()),
                });
            }
            for one in &found.enclosed {
                parts.push(Disclosed {
                    sequence: place(found.opened.sequence)?,
                    index: PartIndex::new(one.index).ok_or_else(|| fault("no such part"))?,
                    salt: one.file.salt,
                    bytes: Cow::Borrowed(one.file.bytes.as_slice()),
                });
            }
        }
        let signatures = &self.gathered.signatures;
        let draft = BundleDraft {
            tree: self.readable.keys.tree,
            first: place(self.gathered.range.start)?,
            leaves: &leaves,
            proof: self.gathered.proof.clone(),
            parts,
            people,
            checkpoint: &signatures.checkpoint,
            earlier: signatures.earlier.clone(),
            log_before: signatures.log_before.clone(),
            handovers: signatures.handovers.clone(),
            cosigners: signatures.cosigners.clone(),
            made: EntryTime::from_unix_millis(self.at.as_millisecond()).map_err(fault)?,
            language: self.choice.language.code(),
            recipient: &self.choice.recipient,
            read_me: read_me.as_bytes(),
            volumes: volumes.into_iter().map(Cow::Owned).collect(),
        };
        write(&draft, &self.readable.keys.signer).map_err(fault)
    }

    /// What names the paper: two bundles differ in it unless all that is on their covers is equal.
    fn document_id(&self, checkpoint: &str) -> String {
        let choice = &self.choice;
        let seed = format!("{checkpoint}\n{}\n{choice:?}", self.at);
        let digest = hex(&Sha256::digest(seed)[..6]).to_uppercase();
        let (one, rest) = digest.split_at(4);
        let (two, three) = rest.split_at(4);
        format!("{one}-{two}-{three}")
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn fault(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> BundleFailure {
    Fault::new(DOING, cause).into()
}
