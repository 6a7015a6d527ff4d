//! `GET /live`: server-sent events for an open page: how far the record has come, and which call rings.
//!
//! May touch: `app` (memory) and the clock that counts how long a stream has been open.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::{Session, Store};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use family::CallId;
use futures_util::{Stream, stream};
use plan::Side;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

use super::streams::Place;
use crate::calls::hub::{Party, Ring, RingWatch};
use crate::calls::planned::rings_as_planned;
use crate::http::{Answer, Failure, Unending, Visit, Web, first};

/// A remark that says nothing, so that nobody on the way takes a quiet stream for a broken one.
const HEARTBEAT: Duration = Duration::from_secs(25);
/// How often it is looked whether the session still opens anything.
const LOOKS_EVERY: Duration = Duration::from_millis(400);
/// What lies between two events at least: many entries in one moment are told of once.
const PACE: Duration = Duration::from_millis(250);
/// A stream ends after this. A page that is still open asks for another one.
const LIFE: Duration = Duration::from_secs(15 * 60);

/// `GET /live`. With `size`, what the page shows, it goes on and tells of each other size. Without
/// one, or when too many pages are open, it tells the size once: such a page asks again later.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let growth = web.app.growth(&visit.session).await?;
    let place = shown(&visit).and_then(|size| {
        let place = web.streams.take(visit.session.hash().0)?;
        Some((size, place))
    });
    let Some((shown, place)) = place else {
        let size = *growth.borrow();
        return Ok(events(stream::iter([Ok(said(size))])));
    };
    let now = Instant::now();
    let side = visit.session.side().ok_or(Failure::NotFound)?;
    let family: Arc<str> = visit.session.family_id().into();
    let rings = web.calls.hub.rings(&family, Party::Parent(side));
    let mut looks = interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let following = Following {
        session: visit.session,
        web,
        growth,
        rings,
        side,
        place,
        shown,
        looks,
        rested: now,
        until: now + LIFE,
    };
    let mut response = events(stream::unfold(following, next));
    response.extensions_mut().insert(Unending(LIFE));
    Ok(response)
}

/// How many entries the record had on the page. What is no number counts as nothing.
fn shown(visit: &Visit) -> Option<u64> {
    first(&visit.query(), "size").parse().ok()
}

/// Who calls is asked for by the page: here stands the id of the call alone; nothing once nobody calls.
fn rang(call: Option<&CallId>) -> Event {
    let call = call.map_or("", CallId::as_str);
    Event::default().event("ring").data(call)
}

/// All that is ever said of the record.
fn said(size: u64) -> Event {
    Event::default().event("record").data(size.to_string())
}

fn events<E>(events: E) -> Response
where
    E: Stream<Item = Result<Event, Infallible>> + Send + 'static,
{
    let beat = KeepAlive::new().interval(HEARTBEAT);
    let mut response = Sse::new(events).keep_alive(beat).into_response();
    let headers = response.headers_mut();
    // What stands on every answer is stricter.
    headers.remove(header::CACHE_CONTROL);
    headers.insert(
        // Otherwise nginx in front of us would wait until there is more to pass on.
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}

/// A page that follows the record.
struct Following<S> {
    web: Web<S>,
    session: Arc<Session>,
    growth: watch::Receiver<u64>,
    rings: RingWatch,
    /// Whose page it is.
    side: Side,
    place: Place,
    /// What the page was told of last.
    shown: u64,
    looks: Interval,
    /// When the next event may go.
    rested: Instant,
    until: Instant,
}

impl<S: Store> Following<S> {
    /// Whether there is anything to follow still. When that cannot be known, there is not.
    async fn is_open(&self) -> bool {
        self.web.app.is_open(&self.session).await.unwrap_or(false)
    }

    /// Whether a call rings on this page: in this parent's quiet hours only one that the plan has for
    /// now does. Nobody is told: it rings on without an answer. When what is quiet cannot be known,
    /// it rings.
    async fn lets_ring(&self, ring: &Ring) -> bool {
        let app = &self.web.app;
        let now = app.now();
        let Ok(mine) = app.mine(&self.session).await else {
            return true;
        };
        let Ok(snapshot) = app.family(&self.session).await else {
            return true;
        };
        let family = &snapshot.family;
        !mine.calm().is_quiet(family.zone(), now)
            || rings_as_planned(family, (ring, self.side), now)
    }
}

/// The next event, and how it goes on; `None` at the end.
async fn next<S: Store>(
    mut one: Following<S>,
) -> Option<(Result<Event, Infallible>, Following<S>)> {
    loop {
        let size = *one.growth.borrow_and_update();
        let moved = size != one.shown;
        tokio::select! {
            biased;
            () = one.place.is_wanted() => return None,
            () = sleep_until(one.until) => return None,
            _ = one.looks.tick() => {
                if !one.is_open().await {
                    return None;
                }
            }
            () = sleep_until(one.rested), if moved => {
                if !one.is_open().await {
                    return None;
                }
                one.shown = size;
                one.rested = Instant::now() + PACE;
                return Some((Ok(said(size)), one));
            }
            ring = one.rings.changed() => {
                if !one.is_open().await {
                    return None;
                }
                let call = match ring {
                    Some(ring) if one.lets_ring(&ring).await => Some(ring.call),
                    Some(_) | None => None,
                };
                return Some((Ok(rang(call.as_ref())), one));
            }
            // A family that was closed has nothing to follow.
            grew = one.growth.changed() => grew.ok()?,
        }
    }
}
