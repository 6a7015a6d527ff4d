//! What it costs when many pages follow their records, over real connections: memory of a stream,
//! and how soon after an act everybody who follows that family has heard of it.
//!
//! `cargo bench -p web --bench live [-- STREAMS]` opens so many streams (1,000), eight for each
//! parent. Server and listeners are one process on two threads, so the listeners' share is in every
//! number.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{App, Seen, Session, SystemClock};
use common::{Failure, ORIGIN, asked, count, open_app, parents, percentiles, serve};
use family::{Command, Move, Terms};
use jiff::ToSpan as _;
use jiff::civil::Date;
use plan::Side;
use store::SqliteStore;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

const OF_ONE_PARENT: usize = 8;
const OF_ONE_FAMILY: usize = 2 * OF_ONE_PARENT;
/// Acts one after another, each in another family.
const ACTS: usize = 200;
/// A family takes so many open offers from each measurement.
const OF_EACH: usize = 12;

/// A family whose pages are open.
struct Followed {
    acts: Arc<Session>,
    secrets: [String; 2],
    child: plan::ChildId,
    day: Date,
}

/// A stream heard that its family's record has so many entries.
struct Heard {
    family: usize,
    size: u64,
    at: Instant,
}

fn main() -> Result<(), Failure> {
    let streams = asked(0).unwrap_or(1_000);
    common::runtime()?.block_on(run(streams))
}

async fn run(streams: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let store = SqliteStore::open(folder.path()).await?;
    let app = open_app(store, Arc::new(SystemClock))?;
    let mut families = Vec::new();
    for number in 0..streams.div_ceil(OF_ONE_FAMILY) {
        families.push(family(&app, number).await?);
    }
    let settings = web::Settings::new(ORIGIN)?;
    let address = serve(web::router(Arc::clone(&app), settings)).await?;
    acts(&app, &mut families, "with no page open").await?;

    let before = resident_bytes();
    let (tell, mut heard) = mpsc::unbounded_channel();
    let begun = Instant::now();
    let mut open = 0;
    'all: for (number, family) in families.iter().enumerate() {
        let size = app.family(&family.acts).await?.head.size;
        for which in 0..OF_ONE_FAMILY {
            if open == streams {
                break 'all;
            }
            let secret = &family.secrets[which % 2];
            let stream = listen(address, secret, size).await?;
            tokio::spawn(hear(stream, number, tell.clone()));
            open += 1;
        }
    }
    let took = begun.elapsed();
    let used = resident_bytes().saturating_sub(before);
    println!(
        "{open} streams of {} families opened in {took:.1?}; {:.1} MB in use for them, {:.1} kB each, their listeners included",
        families.len(),
        mega(used),
        mega(used) * 1_024.0 / count(open),
    );
    let idle = cpu_ticks();
    tokio::time::sleep(Duration::from_secs(10)).await;
    println!(
        "ten quiet seconds with {open} streams take {} ms of processor time",
        (cpu_ticks() - idle) * 10
    );
    acts(&app, &mut families, "with all of them open").await?;
    while heard.try_recv().is_ok() {}
    tokio::time::sleep(Duration::from_secs(1)).await;
    while heard.try_recv().is_ok() {}
    one_by_one(&app, &mut families, open, &mut heard).await?;
    all_at_once(&app, &mut families, open, &mut heard).await?;
    Ok(())
}

/// How many streams follow this family.
fn followers(number: usize, open: usize) -> usize {
    open.saturating_sub(number * OF_ONE_FAMILY)
        .min(OF_ONE_FAMILY)
}

/// How fast acts are recorded, one after another.
async fn acts(
    app: &Arc<App<SqliteStore>>,
    families: &mut [Followed],
    when: &str,
) -> Result<(), Failure> {
    let begun = Instant::now();
    let count = ACTS.min(families.len() * OF_EACH);
    for act in 0..count {
        let number = act % families.len();
        offer(app, &mut families[number]).await?;
    }
    println!(
        "{when}: {count} acts one after another, {:.2?} each",
        begun.elapsed() / u32::try_from(count)?
    );
    Ok(())
}

/// One family acts: how soon its pages have heard of it, counted from before the act.
async fn one_by_one(
    app: &Arc<App<SqliteStore>>,
    families: &mut [Followed],
    open: usize,
    heard: &mut mpsc::UnboundedReceiver<Heard>,
) -> Result<(), Failure> {
    let (mut from_act, mut from_answer) = (Vec::new(), Vec::new());
    for act in 0..ACTS.min(families.len() * OF_EACH) {
        let number = act % families.len();
        let begun = Instant::now();
        let size = offer(app, &mut families[number]).await?;
        let done = Instant::now();
        for _ in 0..followers(number, open) {
            let told = next(heard).await?;
            if told.family != number || told.size != size {
                return Err("a page heard of something else".into());
            }
            from_act.push(told.at - begun);
            from_answer.push(told.at.saturating_duration_since(done));
        }
        // What lies between two events of one stream is no part of this.
        if number + 1 == families.len() {
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }
    println!(
        "an act is heard of by its {OF_ONE_FAMILY} pages: {} after it was sent, {} after it was recorded",
        said(from_act),
        said(from_answer)
    );
    Ok(())
}

/// All families act at the same time: how soon everybody has heard.
async fn all_at_once(
    app: &Arc<App<SqliteStore>>,
    families: &mut [Followed],
    open: usize,
    heard: &mut mpsc::UnboundedReceiver<Heard>,
) -> Result<(), Failure> {
    tokio::time::sleep(Duration::from_secs(1)).await;
    let begun = Instant::now();
    let mut all = Vec::new();
    for family in families.iter_mut() {
        let (what, session) = (proposed(app, family)?, Arc::clone(&family.acts));
        let app = Arc::clone(app);
        all.push(tokio::spawn(async move {
            let command = app.fresh_command();
            app.act(&session, command, Seen::NOTHING, what).await
        }));
    }
    for one in all {
        one.await??;
    }
    let recorded = begun.elapsed();
    let mut times = Vec::new();
    for _ in 0..open {
        times.push(next(heard).await?.at - begun);
    }
    println!(
        "{} families act at once, recorded after {recorded:.1?}: {} streams hear of it, {}",
        families.len(),
        times.len(),
        said(times)
    );
    Ok(())
}

async fn next(heard: &mut mpsc::UnboundedReceiver<Heard>) -> Result<Heard, Failure> {
    let told = tokio::time::timeout(Duration::from_secs(30), heard.recv()).await?;
    told.ok_or_else(|| "all streams ended".into())
}

/// Median, 99th percentile and the longest.
fn said(mut times: Vec<Duration>) -> String {
    let [median, p99, longest] = percentiles(&mut times);
    format!("p50 {median:.2?} p99 {p99:.2?} max {longest:.2?}")
}

fn mega(bytes: usize) -> f64 {
    count(bytes) / (1_024.0 * 1_024.0)
}

/// What the process has in memory: the second number of `statm`, in pages of 4 kB.
fn resident_bytes() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0_usize) * 4_096
}

/// Hundredths of a second that the process has had of the processors, by `stat` of proc(5).
fn cpu_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold spaces.
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let fields = rest.split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// Opens a stream, and waits for the head of its answer.
async fn listen(address: SocketAddr, secret: &str, size: u64) -> Result<TcpStream, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "GET /live?size={size} HTTP/1.1\r\nhost: localhost:8080\r\naccept: text/event-stream\r\ncookie: __Host-session={secret}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    if !head.starts_with("HTTP/1.1 200") {
        return Err(head.into());
    }
    Ok(stream)
}

/// Reads what is told until the stream ends.
async fn hear(mut stream: TcpStream, family: usize, tell: mpsc::UnboundedSender<Heard>) {
    let mut said = Vec::with_capacity(256);
    while let Ok(bytes) = stream.read_buf(&mut said).await {
        let at = Instant::now();
        let text = String::from_utf8_lossy(&said).into_owned();
        let Some(end) = text.rfind("\n\n") else {
            if bytes == 0 {
                return;
            }
            continue;
        };
        for event in text[..end].split("data: ").skip(1) {
            let size = event.lines().next().and_then(|size| size.parse().ok());
            if let Some(size) = size
                && tell.send(Heard { family, size, at }).is_err()
            {
                return;
            }
        }
        said.clear();
    }
}

/// The next offer of a family.
fn proposed(app: &App<SqliteStore>, family: &mut Followed) -> Result<Command, Failure> {
    let start = family.day.at(10, 0, 0, 0);
    family.day += 1.days();
    let stay = |to, from: jiff::civil::DateTime| Move {
        children: vec![family.child.clone()],
        to,
        start: from,
        end: from + 12.hours(),
    };
    Ok(Command::Propose {
        proposal: app.fresh_proposal()?,
        terms: Terms::Swap(vec![
            stay(Side::A, start),
            stay(Side::B, start + 12.hours()),
        ]),
        reason: None,
        answer_by: None,
    })
}

/// Offers something, and gives how many entries there are then.
async fn offer(app: &Arc<App<SqliteStore>>, family: &mut Followed) -> Result<u64, Failure> {
    let what = proposed(app, family)?;
    let command = app.fresh_command();
    let done = app.act(&family.acts, command, Seen::NOTHING, what).await?;
    Ok(done.head.size)
}

/// A family of two parents with a plan.
async fn family(app: &Arc<App<SqliteStore>>, number: usize) -> Result<Followed, Failure> {
    let today = app.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let both = parents(app, number, plan::EXAMPLE).await?;
    let [acts, _] = both.sessions;
    Ok(Followed {
        acts,
        secrets: both.secrets.map(|secret| secret.reveal()),
        child: both.children.into_iter().next().ok_or("no child")?,
        day: today + 3.days(),
    })
}
