//! A feed as a calendar program gets it: from memory while nothing changed, and not at all where the
//! program has it already.
//!
//! May touch: `app`, its own memory. The address is all that is asked for; it stands in no log.

use std::sync::{Arc, LazyLock};

use app::{FeedFound, FeedTitles, Secret, Store};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use calendar::{Feed, HANDOVER_MINUTES, Proposed, Tentative, Titles, feed, feed_window};
use family::{Family, HandoverChange, Proposal, State, Terms, Trip};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, ToSpan as _};
use moka::sync::Cache;
use plan::{ChildId, OneOff, ParentingPlan, Passed, Side, Window};

use crate::http::{Answer, Ask, Failure, Web, lang_of};
use crate::text::{Text, list, t};

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
    let choice = &found.choice;
    let text = Text::of(lang_of(choice.language));
    let shown = feed_window(family.date_at(now)).ok()?;
    let waiting: Vec<Waiting> = family
        .proposals()
        .iter()
        .filter(|one| family.is_live(one, now))
        .flat_map(|one| waiting(text, plan, one))
        .collect();
    let proposals: Vec<Tentative<'_>> = waiting.iter().map(Waiting::item).collect();
    let (sequence, stamp) = changed(family);
    let children = (!choice.children.is_empty()).then_some(choice.children.as_slice());
    let agreed: &[OneOff] = family.agreed();
    let beside = beside(family, shown);
    let arranged: Vec<calendar::Arranged<'_>> = beside.iter().map(Beside::item).collect();
    Some(feed(&Feed {
        plan,
        agreed,
        arranged: &arranged,
        passed: &Passed::default(),
        shown,
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

/// What was agreed about the handover of one child.
struct Beside<'f> {
    child: &'f ChildId,
    to: Side,
    at: DateTime,
    what: family::Arranged,
}

impl Beside<'_> {
    fn item(&self) -> calendar::Arranged<'_> {
        calendar::Arranged {
            child: self.child,
            to: self.to,
            at: self.at,
            place: self.what.place.as_ref().map(family::Name::as_str),
            brings: self.what.brings,
        }
    }
}

/// Another place of a handover or somebody else who brings, where that stands in what is shown.
fn beside(family: &Family, shown: Window) -> Vec<Beside<'_>> {
    // A handover just before midnight reaches into the next day.
    let first = shown.from().saturating_sub(1.day());
    let mut all: Vec<Beside<'_>> = Vec::new();
    for change in family.handover_changes() {
        let terms = change.terms;
        let (to, at) = (terms.to, terms.becomes());
        if at.date() < first || shown.to() <= at.date() {
            continue;
        }
        for child in &terms.children {
            let known = |one: &Beside<'_>| one.child == child && one.to == to && one.at == at;
            if all.iter().any(known) {
                continue;
            }
            let what = family.arranged(child, to, at);
            if what.place.is_some() || what.brings.is_some() {
                all.push(Beside {
                    child,
                    to,
                    at,
                    what,
                });
            }
        }
    }
    all
}

/// A change of a proposal that waits for an answer.
struct Waiting {
    id: String,
    children: Vec<ChildId>,
    what: What,
    start: DateTime,
    end: DateTime,
    waits_for: Side,
}

/// What is asked.
enum What {
    /// Care by this parent.
    Care(Side),
    /// In words.
    Other(String),
}

impl Waiting {
    fn item(&self) -> Tentative<'_> {
        Tentative {
            id: &self.id,
            start: self.start,
            end: self.end,
            children: &self.children,
            what: match &self.what {
                What::Care(parent) => Proposed::Care(*parent),
                What::Other(words) => Proposed::Other(words),
            },
            waits_for: self.waits_for,
        }
    }
}

/// What a proposal would change in the days, if it is about them.
fn waiting(text: &Text, plan: &ParentingPlan, proposal: &Proposal) -> Vec<Waiting> {
    let Some(waits_for) = proposal.waits_for() else {
        return Vec::new();
    };
    let of = |children, what, (start, end)| Waiting {
        id: proposal.id.to_string(),
        children,
        what,
        start,
        end,
        waits_for,
    };
    let moves = match &proposal.current().terms {
        Terms::Swap(moves) => moves.clone(),
        Terms::Time(offer) => offer.options.iter().flatten().cloned().collect(),
        Terms::Trip(trip) if trip.moves.is_empty() => {
            let words = What::Other(trip.destination.to_string());
            return vec![of(trip.children.clone(), words, days(trip))];
        }
        Terms::Trip(trip) => trip.moves.clone(),
        Terms::Handover(change) if change.moved().is_none() => {
            let words = What::Other(words(text, plan, change));
            let end = change.planned.saturating_add(HANDOVER_MINUTES.minutes());
            let when = (change.planned, end);
            return vec![of(change.children.clone(), words, when)];
        }
        Terms::Handover(change) => change.moved().into_iter().collect(),
        Terms::Decision(_)
        | Terms::Plan(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => Vec::new(),
    };
    moves
        .into_iter()
        .map(|one| of(one.children, What::Care(one.to), (one.start, one.end)))
        .collect()
}

/// From the beginning of a trip's first day to the end of its last.
fn days(trip: &Trip) -> (DateTime, DateTime) {
    let midnight = |day: Date| day.to_datetime(Time::midnight());
    (midnight(trip.from), midnight(trip.until))
}

/// A handover at another place or by somebody else. No child is named: the feed may not be of all
/// who pass.
fn words(text: &Text, plan: &ParentingPlan, change: &HandoverChange) -> String {
    let name = |side: Side| plan.parent(side).name.as_str();
    let place = change.place.as_ref();
    let place = place.map(|place| t!(text, "offer-handover-place", place = place.as_str()));
    let brings = change.brings;
    let brings = brings.map(|side| t!(text, "offer-handover-brings", name = name(side)));
    let parts: Vec<String> = [place, brings].into_iter().flatten().collect();
    t!(
        text,
        "feeds-handover",
        name = name(change.to),
        parts = list(text, &parts)
    )
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
