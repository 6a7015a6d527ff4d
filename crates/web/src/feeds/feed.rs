//! A feed as a calendar program gets it: from memory while nothing changed, and not at all where the
//! program has it already.
//!
//! May touch: `app`, its own memory. The address is all that is asked for; it stands in no log.

use std::sync::{Arc, LazyLock};

use app::{FeedFound, FeedTitles, Secret, Store};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use calendar::{Feed, Proposed, Tentative, Titles, feed, feed_window};
use family::{Family, Proposal, State, Terms};
use jiff::Timestamp;
use jiff::civil::Date;
use moka::sync::Cache;
use plan::{ChildId, OneOff, Passed, Side};

use crate::http::{Answer, Ask, Failure, Web};

/// Most memory that feeds take that are kept ready.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// What the bytes of a feed are a function of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    token: [u8; 32],
    root: [u8; 32],
    today: Date,
    /// Proposals lapse by themselves.
    live: u64,
}

/// A feed and what names its bytes.
struct Ready {
    bytes: Bytes,
    tag: HeaderValue,
}

static KEPT: LazyLock<Cache<Key, Arc<Ready>>> = LazyLock::new(|| {
    let weigh =
        |_: &Key, ready: &Arc<Ready>| u32::try_from(ready.bytes.len() + 512).unwrap_or(u32::MAX);
    Cache::builder()
        .max_capacity(MAX_BYTES)
        .weigher(weigh)
        .time_to_idle(std::time::Duration::from_secs(60 * 60))
        .build()
});

/// `GET /feed/{secret}`, with or without `.ics` at its end.
pub(crate) async fn get<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    if web.not_set_up() {
        return Err(Failure::NotSetUp);
    }
    let named = ask.parameter.as_deref().unwrap_or("");
    let secret = Secret::read(named.strip_suffix(".ics").unwrap_or(named));
    let found = match &secret {
        Some(secret) => web.app.feed(secret).await?,
        None => None,
    };
    let found = found.ok_or(Failure::NotFound)?;
    let now = web.app.now();
    let ready = ready(&web, &found, now).ok_or(Failure::NotFound)?;
    Ok(answer(&ready, &ask.headers))
}

fn ready<S: Store>(web: &Web<S>, found: &FeedFound, now: Timestamp) -> Option<Arc<Ready>> {
    let family = &found.snapshot.family;
    let live = family
        .proposals()
        .iter()
        .filter(|one| family.is_live(one, now));
    let key = Key {
        token: found.token.0,
        root: found.snapshot.head.root,
        today: family.date_at(now),
        live: u64::try_from(live.count()).unwrap_or(u64::MAX),
    };
    if let Some(ready) = KEPT.get(&key) {
        return Some(ready);
    }
    let bytes = Bytes::from(written(found, now)?);
    let tag = web.app.mac("feed tag", &bytes);
    let tag: String = tag[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    let ready = Arc::new(Ready {
        tag: HeaderValue::from_str(&format!("\"{tag}\"")).ok()?,
        bytes,
    });
    KEPT.insert(key, Arc::clone(&ready));
    Some(ready)
}

/// The text of a feed; nothing while there is no plan.
fn written(found: &FeedFound, now: Timestamp) -> Option<String> {
    let family = &found.snapshot.family;
    let plan = family.plan()?;
    let waiting: Vec<Waiting> = family
        .proposals()
        .iter()
        .filter(|one| family.is_live(one, now))
        .flat_map(|one| waiting(one))
        .collect();
    let proposals: Vec<Tentative<'_>> = waiting.iter().map(Waiting::item).collect();
    let (sequence, stamp) = changed(family);
    let choice = &found.choice;
    let children = (!choice.children.is_empty()).then_some(choice.children.as_slice());
    let agreed: &[OneOff] = family.agreed();
    Some(feed(&Feed {
        plan,
        agreed,
        passed: &Passed::default(),
        shown: feed_window(family.date_at(now)).ok()?,
        children,
        with: choice.with,
        proposals: &proposals,
        titles: match choice.titles {
            FeedTitles::Named => Titles::Named,
            FeedTitles::Neutral => Titles::Neutral,
        },
        language: choice.language,
        scope: &found.scope,
        sequence,
        stamp,
    }))
}

/// Time of a proposal that waits for an answer.
struct Waiting {
    id: String,
    children: Vec<ChildId>,
    to: Side,
    start: jiff::civil::DateTime,
    end: jiff::civil::DateTime,
    waits_for: Side,
}

impl Waiting {
    fn item(&self) -> Tentative<'_> {
        Tentative {
            id: &self.id,
            start: self.start,
            end: self.end,
            children: &self.children,
            what: Proposed::Care(self.to),
            waits_for: self.waits_for,
        }
    }
}

/// The time that a proposal is about, if it is about time.
fn waiting(proposal: &Proposal) -> Vec<Waiting> {
    let Some(waits_for) = proposal.waits_for() else {
        return Vec::new();
    };
    let moves = match &proposal.current().terms {
        Terms::Swap(moves) => moves.clone(),
        Terms::Time(offer) => offer.options.iter().flatten().cloned().collect(),
        Terms::Trip(trip) => trip.moves.clone(),
        Terms::Handover(_)
        | Terms::Decision(_)
        | Terms::Plan(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => Vec::new(),
    };
    let item = |one: family::Move| Waiting {
        id: proposal.id.to_string(),
        children: one.children,
        to: one.to,
        start: one.start,
        end: one.end,
        waits_for,
    };
    moves.into_iter().map(item).collect()
}

/// How often what a feed says has changed so far, which never falls, and when that was last. What
/// else stands on the record leaves no trace here.
fn changed(family: &Family) -> (u32, Timestamp) {
    let mut times = 0;
    let mut last = Timestamp::UNIX_EPOCH;
    for proposal in family.proposals() {
        times += proposal.entries().len();
        let answered = match &proposal.state {
            State::Open => None,
            State::Accepted(answer) | State::Declined(answer) | State::Withdrawn(answer) => {
                Some(answer.at)
            }
        };
        last = last.max(answered.unwrap_or(proposal.current().at));
    }
    // A proposal that was erased is there no more; what it had counted for still counts.
    for erasure in family.erasures() {
        times += erasure.entries.len();
        last = last.max(erasure.at);
    }
    (u32::try_from(times).unwrap_or(u32::MAX), last)
}

fn answer(ready: &Ready, asked: &HeaderMap) -> Response {
    let has_it = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == ready.tag.as_bytes());
    let mut response = if has_it {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let mut response = Response::new(Body::from(ready.bytes.clone()));
        let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        let name = HeaderValue::from_static("inline; filename=\"calendar.ics\"");
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, ready.tag.clone());
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    response
}
