//! `GET /tablet/stream`: what an open page of a tablet follows. It hears that something rings or rings
//! no more, and that the page would show something else by now; and nothing of what that is.
//!
//! Events: `ring`, whose data is a call's id or empty; `page`, whose data stands for what the page
//! would show (`data-mark`). The stream ends as soon as the tablet was ended.
//!
//! May touch: `app` (the tablet's row, memory), which calls ring, and the clock.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::{Secret, Store, TabletSession};
use axum::response::sse::Event;
use futures_util::stream;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

use super::handler::shown;
use super::rooms::{party, ringing};
use crate::calls::hub::RingWatch;
use crate::calls::stream::events;
use crate::http::{Answer, TabletVisit, Unending, Web, first};
use crate::live::Place;

/// How often it is looked whether the tablet was ended.
const LOOKS_EVERY: Duration = Duration::from_millis(400);
/// A stream ends after this. A page that is still open asks for another one.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// How often it is looked whether the page would show something else: the hour passes, and others
/// agree on something. What rings is told at once.
const TURNS_EVERY: Duration = Duration::from_secs(10);

/// `GET /tablet/stream`, with `mark`, what the page shows. Where too many pages are open, it tells once
/// what rings and what is shown: such a page asks again later.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let TabletVisit {
        ask,
        tablet,
        secret,
        ..
    } = visit;
    let mark = first(&ask.query(), "mark").to_owned();
    let Some(place) = web.streams.take(tablet.token.0) else {
        let now = said(Said::Page(shown(&web, &tablet).1));
        return Ok(events(stream::iter([Ok::<_, Infallible>(now)])));
    };
    let mut looks = interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let now = Instant::now();
    let family: Arc<str> = tablet.family_id().into();
    let following = Following {
        rings: web.calls.hub.rings(&family, party(&tablet)),
        web,
        tablet,
        secret,
        place,
        looks,
        rung: None,
        mark,
        turns: now,
        until: now + LIFE,
    };
    let mut response = events(stream::unfold(following, next));
    response.extensions_mut().insert(Unending(LIFE));
    Ok(response)
}

/// All that is ever said.
enum Said {
    Ring(Option<String>),
    Page(String),
}

fn said(said: Said) -> Event {
    match said {
        Said::Ring(call) => Event::default()
            .event("ring")
            .data(call.unwrap_or_default()),
        Said::Page(mark) => Event::default().event("page").data(mark),
    }
}

/// An open page of a tablet.
struct Following<S> {
    web: Web<S>,
    tablet: TabletSession,
    secret: Secret,
    place: Place,
    looks: Interval,
    rings: RingWatch,
    /// What was told last of what rings.
    rung: Option<String>,
    /// What the page shows, as far as it was told.
    mark: String,
    turns: Instant,
    until: Instant,
}

impl<S: Store> Following<S> {
    /// Whether there is anything to follow still. When that cannot be known, there is not.
    async fn is_open(&self) -> bool {
        let open = self.web.app.tablet_is_open(&self.tablet).await;
        open.unwrap_or(false)
    }

    /// What rings now, where that is another call than was told last. While it is quiet, only a call
    /// of the plan rings.
    fn rang(&mut self) -> Option<Event> {
        let call = ringing(&self.web, &self.tablet).map(|ring| ring.call.to_string());
        if call == self.rung {
            return None;
        }
        self.rung.clone_from(&call);
        Some(said(Said::Ring(call)))
    }

    /// Looks at the family anew; what the page would show, where that is something else. `Err` where
    /// the tablet opens nothing any more.
    async fn turned(&mut self) -> Result<Option<Event>, ()> {
        let found = self.web.app.tablet(&self.secret).await;
        self.tablet = found.ok().flatten().ok_or(())?;
        let (_, mark) = shown(&self.web, &self.tablet);
        if mark == self.mark {
            return Ok(None);
        }
        self.mark.clone_from(&mark);
        Ok(Some(said(Said::Page(mark))))
    }
}

/// The next event, and how it goes on; `None` at the end.
async fn next<S: Store>(
    mut one: Following<S>,
) -> Option<(Result<Event, Infallible>, Following<S>)> {
    loop {
        let told = tokio::select! {
            biased;
            () = one.place.is_wanted() => return None,
            () = sleep_until(one.until) => return None,
            _ = one.looks.tick() => {
                if !one.is_open().await {
                    return None;
                }
                None
            }
            _ = one.rings.changed() => {
                if !one.is_open().await {
                    return None;
                }
                one.rang()
            }
            () = sleep_until(one.turns) => {
                one.turns = Instant::now() + TURNS_EVERY;
                one.turned().await.ok()?
            }
        };
        if let Some(event) = told {
            return Some((Ok(event), one));
        }
    }
}
