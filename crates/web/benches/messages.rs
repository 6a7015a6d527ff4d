//! How many messages a second are acknowledged durably over HTTP, and how long each takes: parents
//! who are signed in send the form of a topic as a browser sends it, and the redirect says that the
//! message is on the record. Beside it, in the same rounds, bare SQLite rows of the size of such an
//! entry, each in a durable transaction of its own.
//!
//! `cargo bench -p web --bench messages [-- MILLISECONDS]` measures each case for so long (3,000).
//! Server and senders are one process on two threads, so the senders' share is in every number. The
//! data lie in the folder for temporary files: `TMPDIR` says on which disk. At the end the record is
//! read anew and must hold every message that was acknowledged, and no other.
//!
//! "one page" sends all messages of a round from the page that was read before it, which costs a look
//! into the past of the record each. "each page" reads the page that the redirect leads to before the
//! next message, as a browser does: reading is in the rate, and not in the times.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

mod common;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use app::{Secret, Store as _, SystemClock};
use common::{Client, Failure, Load, ORIGIN, Parents, asked, cookie, open_app, open_store};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use store::SqliteStore;

const FAMILIES: usize = 16;
/// Of each case: messages, then rows, so that whatever else the machine does meets both.
const ROUNDS: u32 = 3;
const WORDS: &str = "Noor has a cold and stayed at home today. The doctor says that she may go to \
    school again on Thursday if the fever is gone. Her medicine is in the side pocket of the blue \
    bag, with a note about the dose.";
const BOUNDARY: &str = "----parenthesisbench";

/// What a sender does when the answer is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    SendNext,
    ReadPage,
}

/// So many senders, spread over so many families and both parents of each.
#[derive(Clone, Copy)]
struct Case {
    senders: usize,
    families: usize,
    then: Then,
}

const CASES: [Case; 6] = [
    case(1, 1, Then::SendNext),
    case(1, 1, Then::ReadPage),
    case(16, FAMILIES, Then::SendNext),
    case(16, FAMILIES, Then::ReadPage),
    case(16, 2, Then::SendNext),
    case(16, 2, Then::ReadPage),
];

const fn case(senders: usize, families: usize, then: Then) -> Case {
    Case {
        senders,
        families,
        then,
    }
}

fn main() -> Result<(), Failure> {
    let millis = u64::try_from(asked(0).unwrap_or(3_000))?;
    common::runtime()?.block_on(run(Duration::from_millis(millis)))
}

async fn run(time: Duration) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let store = open_store(folder.path()).await?;
    let app = open_app(store.clone(), Arc::new(SystemClock))?;
    let mut families = Vec::new();
    for number in 0..FAMILIES {
        families.push(common::parents(&app, number, plan::EXAMPLE).await?);
    }
    let settings = web::Settings::new(ORIGIN)?;
    let address = common::serve(web::router(Arc::clone(&app), settings)).await?;

    let mut all = measure(address, &families, CASES[2], time / 5).await?;
    let bytes = stored_bytes(&store).await?;
    let mut bare = Bare::open(folder.path(), bytes).await?;
    bare.rows(time / 5).await?;
    println!(
        "messages of {} characters, {bytes} bytes each in the store; {time:.1?} for each line",
        WORDS.len()
    );
    for case in CASES {
        all.add(compared(address, &families, &mut bare, (case, time)).await?);
    }
    let acknowledged = all.load.times.len();
    let kept = on_record(store.clone(), &families).await?;
    println!(
        "{acknowledged} acknowledged, {} refused; the record, read anew, holds {kept}",
        all.refused
    );
    store.close().await;
    if let Some(refusal) = all.refusal {
        return Err(refusal.into());
    }
    if kept != acknowledged {
        return Err("the record holds other messages than were acknowledged".into());
    }
    Ok(())
}

/// Measures a case and bare rows in turn, and says both.
async fn compared(
    address: SocketAddr,
    families: &[Parents],
    bare: &mut Bare,
    (case, time): (Case, Duration),
) -> Result<Sent, Failure> {
    let mut all = measure(address, families, case, time / 10).await?;
    let (mut sent, mut rows) = (Sent::default(), Load::default());
    for _ in 0..ROUNDS {
        sent.add(measure(address, families, case, time / ROUNDS).await?);
        rows.add(bare.rows(time / ROUNDS).await?);
    }
    let ratio = sent.load.per_second() / rows.per_second();
    println!(
        "{:>2} senders, {:>2} families, {}  {}  refused {}  bare rows {}  ratio {ratio:.2}",
        case.senders,
        case.families,
        match case.then {
            Then::SendNext => "one page ",
            Then::ReadPage => "each page",
        },
        sent.load.said(),
        sent.refused,
        rows.said(),
    );
    all.add(sent);
    Ok(all)
}

/// What became of the messages of some senders; the times are of those that were acknowledged.
#[derive(Default)]
struct Sent {
    load: Load,
    refused: usize,
    /// The head of an answer that refused one.
    refusal: Option<String>,
}

impl Sent {
    fn add(&mut self, other: Self) {
        self.load.add(other.load);
        self.refused += other.refused;
        self.refusal = self.refusal.take().or(other.refusal);
    }
}

/// Sends for so long.
async fn measure(
    address: SocketAddr,
    families: &[Parents],
    case: Case,
    time: Duration,
) -> Result<Sent, Failure> {
    let mut senders = Vec::new();
    for number in 0..case.senders {
        let family = &families[number % case.families];
        let who = &family.secrets[number / case.families % 2];
        let child = family.children.first().ok_or("no child")?;
        let path = format!("/messages/child-{child}");
        senders.push(Sender::open(address, who, path, case.then).await?);
    }
    let begun = Instant::now();
    let until = begun + time;
    let sending: Vec<_> = senders
        .into_iter()
        .map(|sender| tokio::spawn(sender.send_until(until)))
        .collect();
    let mut sent = Sent::default();
    for one in sending {
        sent.add(one.await??);
    }
    sent.load.took = begun.elapsed();
    Ok(sent)
}

/// A parent at a topic's page.
struct Sender {
    client: Client,
    cookie: String,
    path: String,
    token: String,
    then: Then,
}

impl Sender {
    async fn open(
        address: SocketAddr,
        who: &Secret,
        path: String,
        then: Then,
    ) -> Result<Self, Failure> {
        let mut sender = Self {
            client: Client::open(address).await?,
            cookie: cookie(who),
            path,
            token: String::new(),
            then,
        };
        sender.read_page().await?;
        Ok(sender)
    }

    /// Reads the topic's page. The token of its form states how far the record had come on it.
    async fn read_page(&mut self) -> Result<(), Failure> {
        let (path, cookie) = (&self.path, &self.cookie);
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost:8080\r\n{cookie}\r\n");
        let page = self.client.send(request.as_bytes()).await?;
        if page.status != 200 {
            return Err(page.head.into());
        }
        let text = std::str::from_utf8(page.body)?;
        let form = text.split(&format!("action=\"{path}#write\"")).nth(1);
        let token = form.and_then(|form| form.split("name=\"form_token\" value=\"").nth(1));
        let token = token.and_then(|token| token.split('"').next());
        self.token = token.ok_or("no form on the page")?.to_owned();
        Ok(())
    }

    /// The form as a browser sends it, with its empty field for files. Each message has another
    /// text and another command.
    fn form(&self) -> Vec<u8> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut body = String::with_capacity(2_048);
        let fields = [
            ("form_token", self.token.clone()),
            ("command", format!("{number:032x}")),
            ("text", format!("{WORDS} {number}")),
        ];
        for (name, value) in fields {
            body.push_str(&part(&format!("name=\"{name}\""), &value));
        }
        body.push_str(&part(
            "name=\"files\"; filename=\"\"\r\nContent-Type: application/octet-stream",
            "",
        ));
        body.push_str(&part("name=\"step\"", "send"));
        body.push_str(&format!("--{BOUNDARY}--\r\n"));
        let (path, cookie) = (&self.path, &self.cookie);
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost:8080\r\norigin: {ORIGIN}\r\nsec-fetch-site: same-origin\r\n{cookie}content-type: multipart/form-data; boundary={BOUNDARY}\r\ncontent-length: {length}\r\n\r\n"
        );
        (head + &body).into_bytes()
    }

    async fn send_until(mut self, until: Instant) -> Result<Sent, Failure> {
        let mut sent = Sent::default();
        while Instant::now() < until {
            let form = self.form();
            let begun = Instant::now();
            let answer = self.client.send(&form).await?;
            let took = begun.elapsed();
            if answer.status == 303 {
                sent.load.times.push(took);
            } else {
                sent.refused += 1;
                sent.refusal = Some(answer.head.to_owned());
            }
            if self.then == Then::ReadPage {
                self.read_page().await?;
            }
        }
        Ok(sent)
    }
}

fn part(named: &str, value: &str) -> String {
    format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {named}\r\n\r\n{value}\r\n")
}

/// How many messages the families have, as somebody finds who begins with nothing in memory: every
/// entry is read from the disk, and the root over them compared with the last checkpoint.
async fn on_record(store: SqliteStore, families: &[Parents]) -> Result<usize, Failure> {
    let app = open_app(store, Arc::new(SystemClock))?;
    let mut kept = 0;
    for family in families {
        let session = app.session(&family.secrets[0]).await?;
        let snapshot = app.family(session.as_deref().ok_or("no session")?).await?;
        let topics = snapshot.family.threads().all();
        kept += topics.map(family::Thread::len).sum::<usize>();
    }
    Ok(kept)
}

/// The bytes of a message's entry: its leaf, its sealed body and the key of that.
async fn stored_bytes(store: &SqliteStore) -> Result<usize, Failure> {
    let family = store.families(None).await?.into_iter().next();
    let tree = family.ok_or("no family")?.tree;
    let head = store.head(&tree).await?.ok_or("no entries")?;
    let last = store.load(&tree, head.size - 1, 1).await?;
    let last = last.first().ok_or("no last entry")?;
    let sealed = [&last.body, &last.wrapped_key].into_iter().flatten();
    Ok(last.leaf.len() + sealed.map(Vec::len).sum::<usize>())
}

/// One table with one column of bytes, with the durability of the store.
struct Bare {
    connection: SqliteConnection,
    bytes: usize,
}

impl Bare {
    async fn open(folder: &Path, bytes: usize) -> Result<Self, Failure> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join("rows.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", "4000");
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let table = "CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)";
        sqlx::query(table).execute(&mut connection).await?;
        Ok(Self { connection, bytes })
    }

    /// Rows one after another for so long, each a transaction.
    async fn rows(&mut self, time: Duration) -> Result<Load, Failure> {
        let mut times = Vec::new();
        let started = Instant::now();
        while started.elapsed() < time {
            let begun = Instant::now();
            sqlx::query("INSERT INTO bare (bytes) VALUES (?)")
                .bind(vec![5_u8; self.bytes])
                .execute(&mut self.connection)
                .await?;
            times.push(begun.elapsed());
        }
        Ok(Load {
            times,
            took: started.elapsed(),
        })
    }
}
