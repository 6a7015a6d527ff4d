//! The writer: one task that takes what waits, writes it as one durable transaction, and
//! answers. Owns the only connection that writes, and the folder's lock.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection};
use tokio::sync::{mpsc, oneshot};

use super::cache::Cache;
use super::erase::{self, Scrub};
use super::group::{Outcome, Work};
use super::heads::HeadsFile;
use super::queue::Queue;
use super::{WriterCounts, connect, group};
use crate::fault::Fault;

/// SQLite's own largest number of pages.
const NO_PAGE_LIMIT: u32 = 0xffff_fffe;

/// How long what could not be wiped waits for the next attempt.
const SCRUB_AGAIN: Duration = Duration::from_secs(1);

pub(super) type Answer = oneshot::Sender<Result<Outcome, Fault>>;

pub(super) enum Message {
    Write(Work, Answer),
    Close(oneshot::Sender<()>),
}

/// What the handles and the writer both see.
#[derive(Debug)]
pub(super) struct Shared {
    page_limit: AtomicU32,
    groups: AtomicU64,
    writes: AtomicU64,
    faults: AtomicU64,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            page_limit: AtomicU32::new(NO_PAGE_LIMIT),
            groups: AtomicU64::new(0),
            writes: AtomicU64::new(0),
            faults: AtomicU64::new(0),
        }
    }
}

impl Shared {
    pub(super) fn limit_pages(&self, pages: u32) {
        self.page_limit
            .store(pages.clamp(1, NO_PAGE_LIMIT), Ordering::Release);
    }

    pub(super) fn counts(&self) -> WriterCounts {
        WriterCounts {
            groups: self.groups.load(Ordering::Relaxed),
            writes: self.writes.load(Ordering::Relaxed),
            faults: self.faults.load(Ordering::Relaxed),
        }
    }
}

pub(super) struct Writer {
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    inbox: mpsc::Receiver<Message>,
    shared: Arc<Shared>,
    /// Held until the writer has written its last.
    lock: File,
    page_limit: u32,
    cache: Cache,
    heads: Option<HeadsFile>,
    /// What is still to be wiped; tried again until it is done.
    scrub: Scrub,
}

impl Writer {
    pub(super) async fn new(
        mut connection: SqliteConnection,
        options: SqliteConnectOptions,
        inbox: mpsc::Receiver<Message>,
        shared: Arc<Shared>,
        lock: File,
        heads: Option<HeadsFile>,
    ) -> Result<Self, Fault> {
        let cache = Cache::new(&mut connection).await?;
        Ok(Self {
            connection: Some(connection),
            options,
            inbox,
            shared,
            lock,
            page_limit: NO_PAGE_LIMIT,
            cache,
            heads,
            scrub: Scrub::default(),
        })
    }

    pub(super) async fn run(mut self) {
        let mut waiting = Queue::default();
        let mut closing = Vec::new();
        while self.take(&mut waiting, &mut closing).await {
            let (works, answers) = waiting.group().into_iter().unzip();
            self.group(works, answers).await;
        }
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database did not close cleanly");
        }
        if let Some(heads) = self.heads.take() {
            heads.close();
        }
        drop(self.lock);
        for answer in closing {
            // Whoever asked to close may have stopped waiting.
            let _gone = answer.send(());
        }
    }

    /// Waits for work and takes up to a group of it. False when all is done.
    async fn take(
        &mut self,
        waiting: &mut Queue<(Work, Answer)>,
        closing: &mut Vec<oneshot::Sender<()>>,
    ) -> bool {
        if waiting.is_empty() {
            match self.next().await {
                Some(message) => self.sort(message, waiting, closing),
                None => return false,
            }
        }
        while !waiting.is_full()
            && let Ok(message) = self.inbox.try_recv()
        {
            self.sort(message, waiting, closing);
        }
        true
    }

    /// The next message. While there is none, what could not be wiped is tried again.
    async fn next(&mut self) -> Option<Message> {
        while self.scrub != Scrub::default() {
            match tokio::time::timeout(SCRUB_AGAIN, self.inbox.recv()).await {
                Ok(message) => return message,
                Err(_) => self.scrub_again().await,
            }
        }
        self.inbox.recv().await
    }

    fn sort(
        &mut self,
        message: Message,
        waiting: &mut Queue<(Work, Answer)>,
        closing: &mut Vec<oneshot::Sender<()>>,
    ) {
        match message {
            Message::Write(work, answer) => waiting.push(work.bytes(), (work, answer)),
            Message::Close(answer) => {
                self.inbox.close();
                closing.push(answer);
            }
        }
    }

    async fn group(&mut self, works: Vec<Work>, answers: Vec<Answer>) {
        let outcomes = if works.is_empty() {
            Ok(Vec::new())
        } else {
            self.shared.groups.fetch_add(1, Ordering::Relaxed);
            let count = u64::try_from(works.len()).unwrap_or(u64::MAX);
            self.shared.writes.fetch_add(count, Ordering::Relaxed);
            self.transaction(works).await
        };
        match outcomes {
            Ok(outcomes) => {
                for (answer, outcome) in answers.into_iter().zip(outcomes) {
                    // Whoever sent it may have stopped waiting; it is written all the same.
                    let _gone = answer.send(outcome);
                }
            }
            Err(fault) => {
                tracing::error!(%fault, writes = answers.len(), "a group was not written");
                self.shared.faults.fetch_add(1, Ordering::Relaxed);
                self.abandon().await;
                for answer in answers {
                    let _gone = answer.send(Err(fault.clone()));
                }
            }
        }
    }

    async fn transaction(
        &mut self,
        works: Vec<Work>,
    ) -> Result<Vec<Result<Outcome, Fault>>, Fault> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => {
                self.page_limit = NO_PAGE_LIMIT;
                self.connection.insert(connect(&self.options).await?)
            }
        };
        let limit = self.shared.page_limit.load(Ordering::Acquire);
        if limit != self.page_limit {
            let pragma = format!("PRAGMA max_page_count = {limit}");
            sqlx::raw_sql(AssertSqlSafe(pragma))
                .execute(&mut *connection)
                .await?;
            self.page_limit = limit;
        }
        let group = group::write(connection, &mut self.cache, works).await?;
        if let Some(heads) = &mut self.heads {
            heads.add(&group.heads);
        }
        self.scrub.log |= group.scrub.log;
        self.scrub.database |= group.scrub.database;
        if group.scrub != Scrub::default() {
            self.scrub().await;
        }
        Ok(group.outcomes)
    }

    /// Wipes what the last groups erased. What fails stays due.
    async fn scrub(&mut self) {
        let Some(connection) = &mut self.connection else {
            return;
        };
        match erase::scrub(connection, self.scrub).await {
            Ok(left) => self.scrub = left,
            Err(fault) => tracing::warn!(%fault, "what was erased is not wiped yet"),
        }
    }

    /// As [`scrub`](Self::scrub), without waiting for readers: others may want to write.
    async fn scrub_again(&mut self) {
        if self.connection.is_none() {
            // The next group opens the database again.
            match connect(&self.options).await {
                Ok(connection) => self.connection = Some(connection),
                Err(fault) => return tracing::warn!(%fault, "the database does not open"),
            }
            self.page_limit = NO_PAGE_LIMIT;
        }
        for text in ["PRAGMA busy_timeout = 0", "PRAGMA busy_timeout = 5000"] {
            if let Some(connection) = &mut self.connection
                && let Err(fault) = group::execute(connection, text).await
            {
                tracing::warn!(%fault, "the waiting time could not be set");
            }
            if text.ends_with("= 0") {
                self.scrub().await;
            }
        }
    }

    /// Drops the connection, and with it the transaction and all that was remembered. The
    /// next group begins anew, so whatever state the failure left behind is gone.
    async fn abandon(&mut self) {
        self.cache.clear();
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }
}
