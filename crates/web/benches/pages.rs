//! How fast the pages are, over real connections: Today and the calendar of a family with ten
//! years of history, against a minimal axum page of the same size in the same process.
//!
//! `cargo bench -p web --bench pages [-- SECONDS]` measures each page for so many seconds (3).

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{App, Config, NewAccount, Password, Seen, Session, SetClock, SystemEntropy};
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use family::{Child, Command, Founding, Language, Move, Name, Parent, ProposalId, Revision, Terms};
use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, ToSpan as _};
use plan::{ParentingPlan, Side};
use store::SqliteStore;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const YEARS: i32 = 10;
const CONNECTIONS: usize = 32;
const ROUNDS: u32 = 10;
const PASSWORD: &str = "two homes, one childhood";

const PAGES: [&str; 6] = [
    "/today",
    "/calendar",
    "/calendar?view=week",
    "/plan",
    "/proposals",
    "/record",
];

type Failure = Box<dyn std::error::Error + Send + Sync>;

struct World {
    app: Arc<App<SqliteStore>>,
    clock: Arc<SetClock>,
    start: Date,
    cookie: String,
    entries: u64,
    folder: tempfile::TempDir,
}

fn main() -> Result<(), Failure> {
    if let Some(folder) = std::env::args()
        .skip_while(|argument| argument != "--at-rest")
        .nth(1)
    {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        return runtime.block_on(at_rest(&folder));
    }
    let asked = std::env::args().find_map(|argument| argument.parse().ok());
    let time = Duration::from_secs(asked.unwrap_or(3));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(run(time))
}

async fn run(time: Duration) -> Result<(), Failure> {
    let begun = Instant::now();
    let world = world().await?;
    println!(
        "history: {} entries in {} years, made in {:.1?}",
        world.entries,
        YEARS,
        begun.elapsed()
    );
    let settings = web::Settings::new("http://localhost:8080")?;
    let ours = serve(web::router(Arc::clone(&world.app), settings)).await?;
    let month = "/calendar";
    for path in PAGES {
        let (mean, worst) = uncached(ours, path, &world.cookie).await?;
        println!("uncached {path:<20} mean {mean:>8.2?}  worst of 20 {worst:>8.2?}");
    }
    println!("{CONNECTIONS} connections, client and server on the same two threads:");
    for (path, encoding) in [
        ("/today", "identity"),
        ("/today", "gzip"),
        (month, "identity"),
        (month, "gzip"),
    ] {
        let request = request(path, encoding, &world.cookie);
        let (head, body) = one(ours, &request).await?;
        let minimal = minimal(body).await?;
        let [bare, page] = compare(
            [minimal, ours],
            [self::request("/", "identity", ""), request],
            time,
        )
        .await?;
        let ratio = page.per_second / bare.per_second;
        println!(
            "{path:<10} {encoding:<8} {body:>6} B + {head:>4} B head  {:>7.0}/s p99 {:>7.2?}  minimal {:>7.0}/s p99 {:>7.2?}  ratio {ratio:.2}",
            page.per_second, page.p99, bare.per_second, bare.p99
        );
    }
    world.app.store().close().await;
    let mut child = std::process::Command::new(std::env::current_exe()?);
    let said = child.arg("--at-rest").arg(world.folder.path()).output()?;
    print!(
        "{}{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    );
    Ok(())
}

/// Opens the same folder in a process of its own, as after a restart, shows each page once
/// and says how much memory that left in use.
async fn at_rest(folder: &str) -> Result<(), Failure> {
    let clock = Arc::new(SetClock::at("2036-11-10T09:00:00Z".parse()?));
    let app = open(folder, clock).await?;
    let fresh = resident_megabytes();
    let password = Password::typed(PASSWORD.to_owned());
    let signed_in = app
        .sign_in("mara@example.org", password, "bench")
        .await?
        .ok_or("no session")?;
    let cookie = format!("__Host-session={}", signed_in.secret.reveal());
    let address = serve(web::router(
        app,
        web::Settings::new("http://localhost:8080")?,
    ))
    .await?;
    for path in PAGES {
        one(address, &request(path, "gzip", &cookie)).await?;
    }
    println!(
        "at rest, in a process of its own: {fresh:.1} MB, {:.1} MB once every page was shown",
        resident_megabytes()
    );
    Ok(())
}

async fn open(
    folder: impl AsRef<std::path::Path>,
    clock: Arc<SetClock>,
) -> Result<Arc<App<SqliteStore>>, Failure> {
    let config = Config {
        instance_key: [42; 32],
        clock,
        entropy: Arc::new(SystemEntropy),
    };
    Ok(Arc::new(App::open(
        SqliteStore::open(folder).await?,
        config,
    )?))
}

async fn serve(router: Router) -> Result<SocketAddr, Failure> {
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

/// A page of so many bytes, by axum and nothing else.
async fn minimal(size: usize) -> Result<SocketAddr, Failure> {
    let page = Bytes::from(vec![b'x'; size]);
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    serve(Router::new().route("/", get(async move || (kind, page.clone())))).await
}

fn request(path: &str, encoding: &str, cookie: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost:8080\r\naccept: text/html\r\naccept-encoding: {encoding}\r\naccept-language: en\r\ncookie: {cookie}\r\n\r\n"
    )
    .into_bytes()
}

/// Sends a request once; how many bytes the head and the body of its answer have.
async fn one(address: SocketAddr, request: &[u8]) -> Result<(usize, usize), Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut answer = Vec::new();
    loop {
        stream.read_buf(&mut answer).await?;
        let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        if !head.starts_with("http/1.1 200") {
            return Err(head.into());
        }
        let length = head
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.lines().next());
        let body: usize = length.ok_or("no length")?.parse()?;
        while answer.len() < end + 4 + body {
            stream.read_buf(&mut answer).await?;
        }
        return Ok((end + 4, body));
    }
}

/// Twenty pages that were never asked for before, one after another.
async fn uncached(
    address: SocketAddr,
    path: &str,
    cookie: &str,
) -> Result<(Duration, Duration), Failure> {
    let mut times = Vec::new();
    for n in 0..20 {
        let mark = if path.contains('?') { '&' } else { '?' };
        let request = request(&format!("{path}{mark}n={n}"), "gzip", cookie);
        let begun = Instant::now();
        one(address, &request).await?;
        times.push(begun.elapsed());
    }
    let mean = times.iter().sum::<Duration>() / 20;
    Ok((mean, times.into_iter().max().unwrap_or_default()))
}

struct Load {
    per_second: f64,
    p99: Duration,
}

/// Loads two servers in turn, so that whatever else the machine does meets both alike.
async fn compare(
    addresses: [SocketAddr; 2],
    requests: [Vec<u8>; 2],
    time: Duration,
) -> Result<[Load; 2], Failure> {
    let mut times = [Vec::new(), Vec::new()];
    let mut took = [Duration::ZERO; 2];
    for _ in 0..ROUNDS {
        for which in [0, 1] {
            let begun = Instant::now();
            times[which].extend(load(addresses[which], &requests[which], time / ROUNDS).await?);
            took[which] += begun.elapsed();
        }
    }
    let mut sums = times.into_iter().zip(took).map(|(mut times, took)| {
        times.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 pages")]
        let per_second = times.len() as f64 / took.as_secs_f64();
        let p99 = times
            .get(times.len() * 99 / 100)
            .copied()
            .unwrap_or_default();
        Load { per_second, p99 }
    });
    let both = sums.next().zip(sums.next()).ok_or("two servers")?;
    Ok([both.0, both.1])
}

/// Asks for a page over and over on kept connections. All answers have the same length, since
/// the clock stands still.
async fn load(
    address: SocketAddr,
    request: &[u8],
    time: Duration,
) -> Result<Vec<Duration>, Failure> {
    let (head, body) = one(address, request).await?;
    let until = Instant::now() + time;
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|_| tokio::spawn(client(address, request.to_vec(), head + body, until)))
        .collect();
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await??);
    }
    Ok(times)
}

async fn client(
    address: SocketAddr,
    request: Vec<u8>,
    length: usize,
    until: Instant,
) -> Result<Vec<Duration>, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut answer = vec![0; length];
    let mut times = Vec::new();
    loop {
        let begun = Instant::now();
        if begun >= until {
            return Ok(times);
        }
        stream.write_all(&request).await?;
        stream.read_exact(&mut answer).await?;
        if !answer.starts_with(b"HTTP/1.1 200") {
            return Err("an answer out of step".into());
        }
        times.push(begun.elapsed());
    }
}

fn resident_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

fn account(email: &str) -> Result<NewAccount, Failure> {
    Ok(NewAccount {
        email: email.to_owned(),
        password: Password::chosen(PASSWORD.to_owned(), &[])?,
        language: Some(Language::En),
    })
}

/// A family whose history was made through the commands that the pages send.
async fn world() -> Result<World, Failure> {
    let folder = tempfile::tempdir()?;
    let start = date(2026, 11, 23);
    let clock = Arc::new(SetClock::at("2026-11-23T09:00:00Z".parse()?));
    let app = open(folder.path(), Arc::clone(&clock)).await?;
    let example =
        ParentingPlan::read(plan::EXAMPLE, start).map_err(|problems| problems.to_string())?;
    let mara = app
        .found(
            founding(&app, &example)?,
            account("mara@example.org")?,
            "bench",
        )
        .await?;
    let mara = mara.founder.session;
    let link = app
        .invite(&mara, app.fresh_command(), Seen::NOTHING)
        .await?;
    let elias = app
        .join(&link, account("elias@example.org")?, "bench")
        .await?
        .session;
    let mut world = World {
        app,
        clock,
        start,
        cookie: String::new(),
        entries: 0,
        folder,
    };
    let id = world
        .propose(&mara, Terms::Plan(plan::EXAMPLE.into()))
        .await?;
    world.accept(&elias, id).await?;
    world
        .live(&mara, &elias, example.children()[0].id.clone())
        .await?;
    let password = Password::typed(PASSWORD.to_owned());
    let signed_in = world
        .app
        .sign_in("mara@example.org", password, "bench")
        .await?
        .ok_or("no session")?;
    world.cookie = format!("__Host-session={}", signed_in.secret.reveal());
    world.entries = world.app.family(&signed_in.session).await?.head.size;
    Ok(world)
}

impl World {
    async fn propose(&self, who: &Session, terms: Terms) -> Result<ProposalId, Failure> {
        let proposal = self.app.fresh_proposal()?;
        let what = Command::Propose {
            proposal: proposal.clone(),
            terms,
            reason: None,
            answer_by: None,
        };
        self.app
            .act(who, self.app.fresh_command(), Seen::NOTHING, what)
            .await?;
        Ok(proposal)
    }

    async fn accept(&self, who: &Session, proposal: ProposalId) -> Result<(), Failure> {
        let what = Command::Accept {
            proposal,
            revision: Revision::FIRST,
            alternative: family::Alternative::FIRST,
        };
        self.app
            .act(who, self.app.fresh_command(), Seen::NOTHING, what)
            .await?;
        Ok(())
    }

    /// Each week two swaps that are agreed and one that is not; two more wait at the end.
    async fn live(
        &self,
        mara: &Session,
        elias: &Session,
        child: plan::ChildId,
    ) -> Result<(), Failure> {
        for week in 0..YEARS * 52 {
            let monday = self.start + (week * 7).days();
            let now = monday.at(9, 0, 0, 0).in_tz("UTC")?.timestamp();
            self.clock.set(now + SignedDuration::from_mins(1));
            let (asks, answers) = if week % 2 == 0 {
                (mara, elias)
            } else {
                (elias, mara)
            };
            for day in [9, 11] {
                let id = self
                    .propose(asks, day_each(&child, monday.at(10, 0, 0, 0) + day.days()))
                    .await?;
                self.accept(answers, id).await?;
            }
            let proposal = self
                .propose(
                    answers,
                    day_each(&child, monday.at(10, 0, 0, 0) + 13.days()),
                )
                .await?;
            let what = Command::Decline {
                proposal,
                revision: Revision::FIRST,
                reason: None,
            };
            self.app
                .act(asks, self.app.fresh_command(), Seen::NOTHING, what)
                .await?;
        }
        let soon = (self.start + (YEARS * 364).days()).at(10, 0, 0, 0);
        self.propose(elias, day_each(&child, soon + 5.days()))
            .await?;
        self.propose(mara, day_each(&child, soon + 8.days()))
            .await?;
        Ok(())
    }
}

/// A day with one parent, then one with the other: one of both is always a change.
fn day_each(child: &plan::ChildId, start: DateTime) -> Terms {
    let day = |to, from: DateTime, until: DateTime| Move {
        children: vec![child.clone()],
        to,
        start: from,
        end: until,
    };
    let noon = start + 12.hours();
    Terms::Swap(vec![
        day(Side::A, start, noon),
        day(Side::B, noon, start + 24.hours()),
    ])
}

fn founding(app: &App<SqliteStore>, example: &ParentingPlan) -> Result<Founding, Failure> {
    let parent = |side| -> Result<Parent, Failure> {
        Ok(Parent {
            member: app.fresh_member()?,
            id: example.parent(side).id.clone(),
            name: Name::new(&example.parent(side).name)?,
        })
    };
    let child = |child: &plan::Child| -> Result<Child, Failure> {
        Ok(Child {
            id: child.id.clone(),
            name: Name::new(&child.name)?,
            born: child.born,
        })
    };
    Ok(Founding {
        name: Name::new("Mara and Elias")?,
        zone: "Europe/Amsterdam".into(),
        parents: [parent(Side::A)?, parent(Side::B)?],
        children: example
            .children()
            .iter()
            .map(child)
            .collect::<Result<_, _>>()?,
        founder: Side::A,
    })
}
