//! What the benchmarks over real connections share: families of two parents with a plan, a server
//! on a port of its own, a client that speaks HTTP/1.1 and nothing else, and times in words.

#![allow(dead_code, reason = "each benchmark uses its part of this")]

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{
    App, Clock, Config, NewAccount, Password, Secret, Seen, Session, SignedIn, SystemEntropy,
};
use family::{Alternative, Child, Command, Founding, Language, Name, Parent, Revision, Terms};
use jiff::civil::Date;
use plan::{ChildId, ParentingPlan, Side};
use store::SqliteStore;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Where the pages say that they are.
pub const ORIGIN: &str = "http://localhost:8080";

const PASSWORD: &str = "two homes, one childhood";
/// A head or a page fits at once.
const BUFFER_BYTES: usize = 64 * 1024;

/// The n-th number among the arguments, if there are so many.
pub fn asked(n: usize) -> Option<usize> {
    std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .nth(n)
}

/// Two threads, for the server and whoever asks it.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
}

/// A store as a server opens it, with its last heads beside the folder.
pub async fn open_store(folder: &Path) -> Result<SqliteStore, Failure> {
    let (data, heads) = (folder.join("data"), folder.join("heads"));
    Ok(SqliteStore::open_keeping_heads(data, heads).await?)
}

/// An app over a store, with nothing in memory.
pub fn open_app(
    store: SqliteStore,
    clock: Arc<dyn Clock>,
) -> Result<Arc<App<SqliteStore>>, Failure> {
    let config = Config {
        instance_key: [42; 32],
        clock,
        entropy: Arc::new(SystemEntropy),
    };
    Ok(Arc::new(App::open(store, config)?))
}

/// Listens on a port of this machine.
pub async fn serve(router: axum::Router) -> Result<SocketAddr, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(web::serve(
        listener,
        router,
        web::Serving::plain(),
        std::future::pending(),
    ));
    Ok(address)
}

/// Both parents of a family, signed in.
pub struct Parents {
    pub sessions: [Arc<Session>; 2],
    pub secrets: [Secret; 2],
    pub children: Vec<ChildId>,
}

/// A family of two parents, with this plan in force.
pub async fn parents(
    app: &Arc<App<SqliteStore>>,
    number: usize,
    text: &str,
) -> Result<Parents, Failure> {
    let today = app.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (founding, children) = founding(app, text, today)?;
    let mara = account(format!("mara@{number}.example"))?;
    let SignedIn { secret, session } = app.found(founding, mara, "bench").await?.founder;
    let link = app
        .invite(&session, app.fresh_command(), Seen::NOTHING)
        .await?;
    let elias = account(format!("elias@{number}.example"))?;
    let joined = app.join(&link, elias, "bench").await?;
    let proposal = app.fresh_proposal()?;
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(text.into()),
        reason: None,
        answer_by: None,
    };
    app.act(&session, app.fresh_command(), Seen::NOTHING, propose)
        .await?;
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: Alternative::FIRST,
    };
    app.act(&joined.session, app.fresh_command(), Seen::NOTHING, accept)
        .await?;
    Ok(Parents {
        sessions: [session, joined.session],
        secrets: [secret, joined.secret],
        children,
    })
}

fn account(email: String) -> Result<NewAccount, Failure> {
    Ok(NewAccount {
        email,
        password: Password::chosen(PASSWORD.to_owned(), &[])?,
        language: Some(Language::En),
    })
}

fn founding(
    app: &App<SqliteStore>,
    text: &str,
    today: Date,
) -> Result<(Founding, Vec<ChildId>), Failure> {
    let plan = ParentingPlan::read(text, today).map_err(|problems| problems.to_string())?;
    let parent = |side| -> Result<Parent, Failure> {
        Ok(Parent {
            member: app.fresh_member()?,
            id: plan.parent(side).id.clone(),
            name: Name::new(&plan.parent(side).name)?,
        })
    };
    let child = |child: &plan::Child| -> Result<Child, Failure> {
        Ok(Child {
            id: child.id.clone(),
            name: Name::new(&child.name)?,
            born: child.born,
        })
    };
    let children: Result<Vec<Child>, Failure> = plan.children().iter().map(child).collect();
    let ids = plan.children().iter().map(|child| child.id.clone());
    let ids = ids.collect();
    let founding = Founding {
        name: Name::new("Mara and Elias")?,
        zone: "Europe/Amsterdam".into(),
        parents: [parent(Side::A)?, parent(Side::B)?],
        children: children?,
        founder: Side::A,
    };
    Ok((founding, ids))
}

/// The cookie of a session, as a line of a request.
pub fn cookie(secret: &Secret) -> String {
    format!("cookie: __Host-session={}\r\n", secret.reveal())
}

/// A connection on which one request follows another.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, until the next request is sent.
pub struct Answer<'a> {
    pub status: u16,
    pub head: &'a str,
    pub body: &'a [u8],
}

impl Client {
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(BUFFER_BYTES),
        })
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&mut self, request: &[u8]) -> Result<Answer<'_>, Failure> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let end = loop {
            self.more().await?;
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
        };
        let head = std::str::from_utf8(&self.buffer[..end])?;
        let status: u16 = head.get(9..12).ok_or("no status")?.parse()?;
        // What has not changed comes without a body, whatever length is stated.
        let length: usize = match (status, header(head, "content-length")) {
            (304, _) | (_, None) => 0,
            (_, Some(length)) => length.parse()?,
        };
        if header(head, "transfer-encoding").is_some() {
            return Err("an answer without a length".into());
        }
        let whole = end + length;
        self.buffer.reserve(whole.saturating_sub(self.buffer.len()));
        while self.buffer.len() < whole {
            self.more().await?;
        }
        Ok(Answer {
            status,
            head: std::str::from_utf8(&self.buffer[..end])?,
            body: &self.buffer[end..whole],
        })
    }

    async fn more(&mut self) -> Result<(), Failure> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the connection was closed".into()),
            _ => Ok(()),
        }
    }
}

/// The value of a header.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// How long each of many took, and all of them together.
#[derive(Default)]
pub struct Load {
    pub times: Vec<Duration>,
    pub took: Duration,
}

impl Load {
    pub fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.took += other.took;
    }

    pub fn per_second(&self) -> f64 {
        count(self.times.len()) / self.took.as_secs_f64()
    }

    /// How many a second, the median and the 99th percentile.
    pub fn said(&mut self) -> String {
        let rate = self.per_second();
        let [median, p99, _] = percentiles(&mut self.times);
        format!("{rate:>8.0}/s p50 {median:>9.2?} p99 {p99:>9.2?}")
    }
}

/// Asks the same over and over on kept connections; every answer must have this status.
pub async fn load(
    address: SocketAddr,
    (request, status): (&[u8], u16),
    connections: usize,
    time: Duration,
) -> Result<Load, Failure> {
    let request: Arc<[u8]> = request.into();
    let mut clients = Vec::new();
    for _ in 0..connections {
        clients.push(Client::open(address).await?);
    }
    let begun = Instant::now();
    let until = begun + time;
    let asking: Vec<_> = clients
        .into_iter()
        .map(|client| tokio::spawn(ask(client, Arc::clone(&request), status, until)))
        .collect();
    let mut times = Vec::new();
    for one in asking {
        times.extend(one.await??);
    }
    Ok(Load {
        times,
        took: begun.elapsed(),
    })
}

async fn ask(
    mut client: Client,
    request: Arc<[u8]>,
    status: u16,
    until: Instant,
) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::new();
    loop {
        let begun = Instant::now();
        if begun >= until {
            return Ok(times);
        }
        let answer = client.send(&request).await?;
        if answer.status != status {
            return Err(answer.head.into());
        }
        times.push(begun.elapsed());
    }
}

/// Median, 99th percentile and the longest.
pub fn percentiles(times: &mut [Duration]) -> [Duration; 3] {
    times.sort_unstable();
    [50, 99, 100].map(|percent| {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default()
    })
}

#[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 of anything")]
pub fn count(number: usize) -> f64 {
    number as f64
}
