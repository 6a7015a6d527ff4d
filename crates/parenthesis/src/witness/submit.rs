//! Asking witnesses to cosign: whenever a family's record has grown, its newest checkpoint goes to
//! each of them, in the background, and what they sign is kept. Touches the network and the store.

use crate::output::Failure;
use crate::serve::DiskApp;
use ledger::witness::AddCheckpoint;
use ledger::{
    Checkpoint, CosignerKey, Hash, consistency_needs, prove_consistency, verify_cosignature_line,
};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use store::{Cosignature, Head, Row, SqliteStore, Store as _, TreeId};

/// A witness answers within this time, or is asked again later.
const ANSWER_TIME: Duration = Duration::from_secs(15);
/// The longest answer that is read: one signature line, or a sentence.
const ANSWER_BYTES: u64 = 16 * 1024;
/// Acts in quick succession are one request.
const PAUSE: Duration = Duration::from_millis(500);
/// After a failure, the first pause and the longest.
const FIRST_RETRY: Duration = Duration::from_secs(1);
const LAST_RETRY: Duration = Duration::from_secs(300);

/// A witness that this server asks.
#[derive(Debug, Clone)]
pub struct Asked {
    url: String,
    key: CosignerKey,
}

impl Asked {
    /// Reads `URL=VKEY`.
    ///
    /// # Errors
    /// A [`Failure`] that says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, Failure> {
        let wrong = |why: &str| {
            Failure::new(format!(
                "--witness {text}: {why}, as in https://witness.example=NAME+ID+KEY"
            ))
        };
        let split = text.split_once('=');
        let (url, key) = split.ok_or_else(|| wrong("give its address and its key"))?;
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(wrong("the address begins with https://"));
        }
        let key = key
            .parse()
            .map_err(|_| wrong("this is no key of a witness"))?;
        Ok(Self {
            url: format!("{}/add-checkpoint", url.trim_end_matches('/')),
            key,
        })
    }
}

/// Asks the witnesses for as long as the server runs.
pub async fn ask(app: DiskApp, store: SqliteStore, witnesses: Vec<Asked>) {
    let each = witnesses.into_iter().map(|asked| {
        tokio::spawn(ask_one(
            Submitter {
                agent: agent(),
                asked,
                store: store.clone(),
                signed: HashMap::new(),
            },
            app.changes(),
        ))
    });
    for task in each.collect::<Vec<_>>() {
        // It ends with the server, or not at all.
        let _ = task.await;
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(ANSWER_TIME))
        .http_status_as_error(false)
        .max_redirects(0)
        .build();
    config.into()
}

async fn ask_one(mut submitter: Submitter, mut changes: tokio::sync::watch::Receiver<u64>) {
    let mut retry = FIRST_RETRY;
    loop {
        // What changes from here on is seen by the next round, however much it is.
        changes.borrow_and_update();
        match submitter.round().await {
            Ok(()) => {
                retry = FIRST_RETRY;
                if changes.changed().await.is_err() {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
            Err(failure) => {
                tracing::warn!(%failure, "a witness did not cosign");
                tokio::time::sleep(retry).await;
                retry = LAST_RETRY.min(retry * 2);
            }
        }
    }
}

struct Submitter {
    agent: ureq::Agent,
    asked: Asked,
    store: SqliteStore,
    /// The sizes that the witness signed last, as far as is known.
    signed: HashMap<TreeId, u64>,
}

/// What a witness answered.
enum Answer {
    Signed(String),
    /// It has signed this size last.
    Other(u64),
}

impl Submitter {
    /// Asks for every family whose newest checkpoint is not signed yet. One that fails does not
    /// keep the others waiting.
    async fn round(&mut self) -> Result<(), Failure> {
        let mut failed = Ok(());
        for family in app::check::families(&self.store)
            .await
            .map_err(Failure::of)?
        {
            let done = self.family(&family.tree).await;
            failed = failed.and(done);
        }
        failed
    }

    async fn family(&mut self, tree: &TreeId) -> Result<(), Failure> {
        let Some(head) = self.store.head(tree).await.map_err(Failure::of)? else {
            return Ok(());
        };
        let mut old = match self.signed.get(tree) {
            Some(size) => *size,
            None => self.last_kept(tree).await?,
        };
        if old == head.size {
            return Ok(());
        }
        // Twice: a witness that knows another size says which.
        for _ in 0..2 {
            if old > head.size {
                return Err(Failure::new(format!(
                    "the witness {} has seen {old} entries of {tree}, and there are {}",
                    self.asked.key.name(),
                    head.size
                )));
            }
            match self.submit(tree, &head, old).await? {
                Answer::Signed(line) => {
                    self.keep(tree, &head, line).await?;
                    self.signed.insert(tree.clone(), head.size);
                    return Ok(());
                }
                Answer::Other(size) => old = size,
            }
        }
        Err(Failure::new(
            "the witness could not settle on what it has seen",
        ))
    }

    async fn last_kept(&self, tree: &TreeId) -> Result<u64, Failure> {
        let newest = self
            .store
            .newest_cosigned(tree)
            .await
            .map_err(Failure::of)?;
        let key = self.asked.key.to_string();
        let own = newest
            .iter()
            .filter(|one| one.key == key)
            .map(|one| one.size);
        Ok(own.max().unwrap_or(0))
    }

    async fn submit(&self, tree: &TreeId, head: &Head, old: u64) -> Result<Answer, Failure> {
        let proof = match old {
            // Every record grows out of the empty one, and of itself.
            old if old == 0 || old == head.size => Vec::new(),
            _ => self.proof(tree, old, head.size).await?,
        };
        let request = AddCheckpoint {
            old_size: old,
            proof,
            checkpoint: head.checkpoint.clone(),
        };
        let (agent, url) = (self.agent.clone(), self.asked.url.clone());
        let body = request.to_bytes();
        let answer = tokio::task::spawn_blocking(move || post(&agent, &url, &body)).await;
        let (status, text) = answer.map_err(Failure::of)??;
        match status {
            200 => Ok(Answer::Signed(text)),
            409 => {
                let size = text.trim_end().parse().map_err(|_| {
                    Failure::new("the witness did not say which size it has signed last")
                })?;
                Ok(Answer::Other(size))
            }
            other => Err(Failure::new(format!("the witness answered {other}"))),
        }
    }

    async fn proof(&self, tree: &TreeId, old: u64, new: u64) -> Result<Vec<Hash>, Failure> {
        let indexes = consistency_needs(old, new).map_err(Failure::of)?;
        let hashes = self
            .store
            .hashes(tree, &indexes)
            .await
            .map_err(Failure::of)?;
        let hashes = hashes.into_iter().map(Hash::new);
        let stored: BTreeMap<u64, Hash> = indexes.into_iter().zip(hashes).collect();
        prove_consistency(old, new, &stored).map_err(Failure::of)
    }

    async fn keep(&self, tree: &TreeId, head: &Head, line: String) -> Result<(), Failure> {
        let stated = Checkpoint::claimed(&head.checkpoint).map_err(Failure::of)?;
        verify_cosignature_line(&stated, &line, &self.asked.key).map_err(|e| {
            Failure::new(format!(
                "what the witness {} signed: {e}",
                self.asked.key.name()
            ))
        })?;
        let row = Row::Cosignature(Cosignature {
            tree: tree.clone(),
            size: head.size,
            key: self.asked.key.to_string(),
            line,
            checkpoint: head.checkpoint.clone(),
        });
        self.store.write(vec![row]).await.map_err(Failure::of)?;
        Ok(())
    }
}

fn post(agent: &ureq::Agent, url: &str, body: &[u8]) -> Result<(u16, String), Failure> {
    let failed = |e: ureq::Error| Failure::new(format!("the witness at {url} is not reached: {e}"));
    let mut answer = agent.post(url).send(body).map_err(failed)?;
    let status = answer.status().as_u16();
    let text = answer
        .body_mut()
        .with_config()
        .limit(ANSWER_BYTES)
        .read_to_string();
    Ok((status, text.map_err(failed)?))
}
