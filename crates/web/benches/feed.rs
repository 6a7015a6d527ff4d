//! How many times a second a calendar program gets a feed of some 1,500 items over HTTP: without a
//! condition, with `If-None-Match`, and after each new entry of the record, when it is made anew.
//! Beside each a fixed file of the same bytes from axum, in the same process and the same rounds.
//!
//! `cargo bench -p web --bench feed [-- WEEKS [MILLISECONDS]]` makes a history of so many weeks (520:
//! ten years) of a family with four children, two agreed swaps and a declined one in each, and
//! measures each line for so long (3,000). A feed shows three months back and thirteen ahead,
//! whatever the history is. Of the feeds by children and parent, the one is measured that is nearest
//! to 1,500 items; the output says how many it has. Server and clients share two threads.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{App, Clock, FeedChoice, FeedTitles, Seen, Session, SetClock};
use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::routing::get;
use common::{Client, Failure, Load, ORIGIN, Parents, asked, load, open_app, open_store};
use family::{
    About, Alternative, Command, Language, Message, Move, Name, ProposalId, Revision, Terms,
    Urgency, Words,
};
use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, ToSpan as _};
use plan::{ChildId, Side};
use store::SqliteStore;

const PLAN: &str = include_str!("../../../examples/plans/four-children.toml");
const ITEMS: usize = 1_500;
const CONNECTIONS: usize = 16;
/// Of each line: ours, then the fixed file, so that whatever else the machine does meets both.
const ROUNDS: u32 = 6;
/// Entries after each of which the feed is asked for.
const ENTRIES: usize = 300;
const START: Date = date(2026, 11, 23);

struct World {
    app: Arc<App<SqliteStore>>,
    clock: Arc<SetClock>,
    parents: Parents,
}

fn main() -> Result<(), Failure> {
    let weeks = i32::try_from(asked(0).unwrap_or(520))?;
    let millis = u64::try_from(asked(1).unwrap_or(3_000))?;
    common::runtime()?.block_on(run(weeks, Duration::from_millis(millis)))
}

async fn run(weeks: i32, time: Duration) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let store = open_store(folder.path()).await?;
    let clock = Arc::new(SetClock::at("2026-11-23T09:00:00Z".parse()?));
    let app = open_app(store.clone(), Arc::clone(&clock) as Arc<dyn Clock>)?;
    let parents = common::parents(&app, 0, PLAN).await?;
    let world = World {
        app,
        clock,
        parents,
    };
    let begun = Instant::now();
    world.live(weeks).await?;
    let size = world
        .app
        .family(&world.parents.sessions[0])
        .await?
        .head
        .size;
    println!(
        "history: {size} entries in {weeks} weeks, made in {:.1?}",
        begun.elapsed()
    );
    let settings = web::Settings::new(ORIGIN)?;
    let ours = common::serve(web::router(Arc::clone(&world.app), settings)).await?;
    let feed = world.nearest(ours).await?;
    let fixed = fixed(feed.body.clone()).await?;
    println!(
        "feed: {} items, {} bytes ({}); {CONNECTIONS} connections",
        feed.items,
        feed.body.len(),
        feed.said
    );

    let (mine, bare) = (request(&feed.path, ""), request("/feed.ics", ""));
    let both = [(ours, mine.as_slice()), (fixed, bare.as_slice())];
    compare("without a condition", both, 200, time).await?;
    let condition = format!("if-none-match: {}\r\n", feed.tag);
    let (mine, bare) = (request(&feed.path, &condition), request("/same", ""));
    let both = [(ours, mine.as_slice()), (fixed, bare.as_slice())];
    compare("If-None-Match (304)", both, 304, time).await?;
    world.cold([ours, fixed], &feed).await?;
    store.close().await;
    Ok(())
}

/// A feed as it came.
struct Feed {
    said: String,
    path: String,
    tag: String,
    items: usize,
    body: Bytes,
}

/// Loads both in turn, and says both.
async fn compare(
    what: &str,
    both: [(SocketAddr, &[u8]); 2],
    status: u16,
    time: Duration,
) -> Result<(), Failure> {
    let mut loads = [Load::default(), Load::default()];
    for (address, request) in both {
        load(address, (request, status), CONNECTIONS, time / 10).await?;
    }
    for _ in 0..ROUNDS {
        for (total, (address, request)) in loads.iter_mut().zip(both) {
            total.add(load(address, (request, status), CONNECTIONS, time / ROUNDS).await?);
        }
    }
    say(what, loads);
    Ok(())
}

fn say(what: &str, [mut ours, mut fixed]: [Load; 2]) {
    let ratio = ours.per_second() / fixed.per_second();
    println!(
        "{what:<20} {}   fixed file {}   ratio {ratio:.2}",
        ours.said(),
        fixed.said()
    );
}

/// A server with one file, and with an answer that it has not changed.
async fn fixed(file: Bytes) -> Result<SocketAddr, Failure> {
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    let router = Router::new()
        .route("/feed.ics", get(async move || (kind, file.clone())))
        .route("/same", get(async || StatusCode::NOT_MODIFIED));
    common::serve(router).await
}

fn request(path: &str, more: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost:8080\r\naccept: text/calendar\r\nuser-agent: bench\r\n{more}\r\n"
    )
    .into_bytes()
}

impl World {
    fn mara(&self) -> &Session {
        &self.parents.sessions[0]
    }

    fn elias(&self) -> &Session {
        &self.parents.sessions[1]
    }

    async fn act(&self, who: &Session, what: Command) -> Result<(), Failure> {
        let command = self.app.fresh_command();
        self.app.act(who, command, Seen::NOTHING, what).await?;
        Ok(())
    }

    async fn propose(&self, who: &Session, start: DateTime) -> Result<ProposalId, Failure> {
        let child = self.parents.children.first().ok_or("no child")?;
        let proposal = self.app.fresh_proposal()?;
        let what = Command::Propose {
            proposal: proposal.clone(),
            terms: day_each(child, start),
            reason: None,
            answer_by: None,
        };
        self.act(who, what).await?;
        Ok(proposal)
    }

    /// Each week two swaps that are agreed and one that is not; two more wait at the end.
    async fn live(&self, weeks: i32) -> Result<(), Failure> {
        for week in 0..weeks {
            let monday = START + (week * 7).days();
            let now = monday.at(9, 0, 0, 0).in_tz("UTC")?.timestamp();
            self.clock.set(now + SignedDuration::from_mins(1));
            let (asks, answers) = if week % 2 == 0 {
                (self.mara(), self.elias())
            } else {
                (self.elias(), self.mara())
            };
            let morning = monday.at(10, 0, 0, 0);
            for days in [9, 11] {
                let proposal = self.propose(asks, morning + days.days()).await?;
                let what = Command::Accept {
                    proposal,
                    revision: Revision::FIRST,
                    alternative: Alternative::FIRST,
                };
                self.act(answers, what).await?;
            }
            let proposal = self.propose(answers, morning + 13.days()).await?;
            let what = Command::Decline {
                proposal,
                revision: Revision::FIRST,
                reason: None,
            };
            self.act(asks, what).await?;
        }
        let soon = (START + (weeks * 7).days()).at(10, 0, 0, 0);
        self.propose(self.elias(), soon + 5.days()).await?;
        self.propose(self.mara(), soon + 8.days()).await?;
        Ok(())
    }

    /// The feed of the first children, with both parents or one, that is nearest to what is asked.
    async fn nearest(&self, address: SocketAddr) -> Result<Feed, Failure> {
        let mut client = Client::open(address).await?;
        let mut nearest: Option<Feed> = None;
        for children in 1..=self.parents.children.len() {
            for with in [None, Some(Side::A), Some(Side::B)] {
                let feed = self.feed(&mut client, children, with).await?;
                let far = |feed: &Feed| feed.items.abs_diff(ITEMS);
                if nearest.as_ref().is_none_or(|best| far(&feed) < far(best)) {
                    nearest = Some(feed);
                }
            }
        }
        nearest.ok_or_else(|| "no feed".into())
    }

    async fn feed(
        &self,
        client: &mut Client,
        children: usize,
        with: Option<Side>,
    ) -> Result<Feed, Failure> {
        let whose = with.map_or("both parents", |side| match side {
            Side::A => "Mara",
            Side::B => "Elias",
        });
        let choice = FeedChoice {
            name: Name::new("A calendar program")?,
            children: self.parents.children[..children].to_vec(),
            with,
            titles: FeedTitles::Named,
            language: Language::En,
        };
        let command = self.app.fresh_command();
        let secret = self.app.make_feed(self.mara(), command, &choice).await?;
        let path = format!("/feed/{}.ics", secret.reveal());
        let answer = client.send(&request(&path, "")).await?;
        if answer.status != 200 {
            return Err(answer.head.into());
        }
        let text = std::str::from_utf8(answer.body)?;
        Ok(Feed {
            said: format!("{children} children, {whose}"),
            tag: common::header(answer.head, "etag")
                .ok_or("no tag")?
                .to_owned(),
            items: text.matches("BEGIN:VEVENT").count(),
            body: Bytes::copy_from_slice(answer.body),
            path,
        })
    }

    /// Asks for a feed after each of some entries, which leave no trace in it: it is made anew, and
    /// has the same bytes. The entries are not in the times.
    async fn cold(&self, [ours, fixed]: [SocketAddr; 2], feed: &Feed) -> Result<(), Failure> {
        let (mut mine, mut bare) = (Client::open(ours).await?, Client::open(fixed).await?);
        let (asking, plain) = (request(&feed.path, ""), request("/feed.ics", ""));
        let mut loads = [Load::default(), Load::default()];
        for number in 0..ENTRIES {
            self.act(self.elias(), self.message(number)?).await?;
            let all = [(&mut mine, &asking), (&mut bare, &plain)];
            for (total, (client, request)) in loads.iter_mut().zip(all) {
                let begun = Instant::now();
                let answer = client.send(request).await?;
                let took = begun.elapsed();
                if answer.status != 200 || answer.body != &feed.body[..] {
                    return Err("the feed has changed".into());
                }
                total.times.push(took);
                total.took += took;
            }
        }
        println!("one connection, one after another:");
        say("after a new entry", loads);
        Ok(())
    }

    fn message(&self, number: usize) -> Result<Command, Failure> {
        let child = self.parents.children.first().ok_or("no child")?;
        Ok(Command::Say {
            opens: None,
            message: Arc::new(Message {
                about: About::Child(child.clone()),
                clause: None,
                words: Words::new(&format!("The bag is packed ({number})."))?,
                urgency: Urgency::Usual,
                corrects: None,
                files: Vec::new(),
            }),
        })
    }
}

/// A day with one parent, then one with the other: one of both is always a change.
fn day_each(child: &ChildId, start: DateTime) -> Terms {
    let half = |to, from: DateTime| Move {
        children: vec![child.clone()],
        to,
        start: from,
        end: from + 12.hours(),
    };
    Terms::Swap(vec![
        half(Side::A, start),
        half(Side::B, start + 12.hours()),
    ])
}
