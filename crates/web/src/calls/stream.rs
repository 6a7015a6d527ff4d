//! `GET /calls/{id}/stream`: takes a seat in a call, and tells what happens in it, as server-sent events.
//!
//! May touch: the rooms in memory, `app` (memory), and the clock that counts how long a stream has been
//! open. Talking is a use of the session; a session that was ended ends its part in the call at once.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::{Secret, Session, Store};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::{Stream, stream};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

use super::hub::{Heard, Holder, Joining, Listening, Refused, Revoked, SeatId};
use super::room::{Asking, as_guest, as_parent};
use super::view::JoinChoice;
use crate::http::{Answer, Binding, Failure, GuestVisit, Unending, Visit, Web, first};

/// A remark that says nothing, so that nobody on the way takes a quiet stream for a broken one.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often it is looked whether the session still opens the call.
const LOOKS_EVERY: Duration = Duration::from_millis(400);
/// How often talking counts as a use of the session.
const USES_EVERY: Duration = Duration::from_secs(60);
/// A stream ends after this: longer than any call.
const LIFE: Duration = Duration::from_secs(95 * 60);

/// `GET /calls/{id}/stream`. `seat` and `heard` name what a page had before its connection was lost.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    let family = web.app.family(&visit.session).await?;
    let side = visit.session.side().ok_or(Failure::NotFound)?;
    let name = family.family.seat(side).parent.name.to_string();
    let place = Guard::Parent;
    joined(web, visit, asking, (name, place))
}

/// The same for somebody who is there for the children: the stream also ends when that is so no more.
pub(crate) async fn get_as_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let asking = as_guest(&web, &visit, &place)?;
    let name = place.guest.grant.name.to_string();
    joined(web, visit, asking, (name, Guard::Supervisor))
}

/// What has to hold for as long as a stream is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    /// The session.
    Parent,
    /// The session, and what was granted.
    Supervisor,
}

fn joined<S: Store>(
    web: Web<S>,
    visit: Visit,
    asking: Asking,
    (name, guard): (String, Guard),
) -> Answer {
    let query = visit.query();
    let choice = JoinChoice::read(&query);
    // A browser that opens the stream again by itself says in a header what it heard last.
    let again = visit.headers.get("last-event-id");
    let again = again.and_then(|value| value.to_str().ok()).unwrap_or("");
    let heard = first(&query, "heard").parse().ok();
    let joining = Joining {
        back_to: SeatId::read(first(&query, "seat")),
        heard: again.parse().ok().or(heard),
        fresh: SeatId::from_random(web.app.random()),
        name,
        // A link could choose it for whoever opens it: nobody's address is given away by a page.
        direct: false,
        audio_only: choice.audio_only,
    };
    let now = web.app.now();
    let listening = web.calls.hub.join(&asking.who, &asking.call, joining, now);
    let listening = match listening {
        Ok(listening) => listening,
        Err(
            Refused::Unknown
            | Refused::Over
            | Refused::Busy
            | Refused::Later(_)
            | Refused::Full
            | Refused::NotOpen
            | Refused::Bad(_),
        ) => return Err(Failure::NotFound),
    };
    let holder = asking.who.holder;
    web.calls
        .places
        .take(&asking.call, holder, listening.seat());
    let mut looks = interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let begun = Instant::now();
    let following = Following {
        secret: match &visit.reader.binding {
            Binding::Session(secret) => Some(secret.clone()),
            Binding::Form(_) | Binding::Tablet(_) | Binding::Nothing => None,
        },
        session: visit.session,
        web,
        asking,
        guard,
        listening,
        looks,
        uses: begun + USES_EVERY,
        until: begun + LIFE,
    };
    let mut response = events(stream::unfold(following, next));
    response.extensions_mut().insert(Unending(LIFE));
    Ok(response)
}

/// An answer of events. A tablet's stream is one too.
pub(crate) fn events<E>(events: E) -> Response
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

/// Something that is told, as an event.
pub(crate) fn event(heard: &Heard) -> Event {
    let (name, data) = heard.said.event();
    let event = Event::default().event(name).data(data);
    event.id(heard.number.to_string())
}

/// A page that is in a call.
struct Following<S> {
    web: Web<S>,
    session: Arc<Session>,
    secret: Option<Secret>,
    asking: Asking,
    guard: Guard,
    listening: Listening,
    looks: Interval,
    /// When talking counts as a use next.
    uses: Instant,
    until: Instant,
}

impl<S: Store> Following<S> {
    /// Whether the page may be in the call still. When that cannot be known, it may not.
    async fn is_open(&mut self) -> bool {
        if Instant::now() >= self.uses {
            self.uses = Instant::now() + USES_EVERY;
            if let Some(secret) = &self.secret {
                // Whether it has ended is looked at right below.
                let _ = self.web.app.session(secret).await;
            }
        }
        let app = &self.web.app;
        let open = app.is_open(&self.session).await.unwrap_or(false);
        open && match self.guard {
            Guard::Parent => true,
            Guard::Supervisor => {
                let place = app.place(&self.session).await;
                place.ok().flatten().is_some_and(|place| {
                    let family = &place.snapshot.family;
                    let today = family.date_at(app.now());
                    let member = self.session.member();
                    family.closed().is_none() && family::may_supervise(family, member, today)
                })
            }
        }
    }

    /// Ends the part of this session in the calls of its family.
    fn revoke(&self) {
        let Asking { who, .. } = &self.asking;
        let revoked = match self.guard {
            Guard::Parent => Revoked::Holder(Holder(who.holder.0)),
            Guard::Supervisor => Revoked::Party(who.party.clone()),
        };
        let now = self.web.app.now();
        self.web.calls.hub.revoke(&who.family, &revoked, now);
    }
}

/// The next event, and how it goes on; `None` at the end.
async fn next<S: Store>(
    mut one: Following<S>,
) -> Option<(Result<Event, Infallible>, Following<S>)> {
    loop {
        tokio::select! {
            biased;
            () = sleep_until(one.until) => return None,
            _ = one.looks.tick() => {
                if !one.is_open().await {
                    one.revoke();
                    return None;
                }
            }
            heard = one.listening.next() => {
                let heard = heard?;
                return Some((Ok(event(&heard)), one));
            }
        }
    }
}
