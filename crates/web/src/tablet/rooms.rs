//! A tablet in calls: who rings on it, beginning a call, the call itself and what its seat does.
//!
//! May touch: the rooms in memory, the family in memory, `app` (the tablet's row). Whom it may call is
//! asked of the plan at this moment; a call to which it was not called does not exist for it.

use std::convert::Infallible;
use std::time::Duration;

use app::{Fault, Store, TabletSession};
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use axum::response::sse::Event;
use family::{CallId, Called, Caller, Family, Rings, may_supervise, monitored, rings};
use futures_util::stream;
use plan::{ChildId, Side, Timeline};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

use super::call_path;
use super::markup;
use super::view::{self, Asked, Face, RoomView, Source, is_there, lets_ring};
use crate::calls::hub::{
    Beginning, Holder, Joining, Listening, Look, Party, Refused, Revoked, Ring, SeatId, Signal,
    Stands, Supervised, Who,
};
use crate::calls::places::Given;
use crate::calls::room::json;
use crate::calls::stream::{event, events};
use crate::door::handler::frame;
use crate::http::{Answer, TabletVisit, Unending, Web, first, see_other};
use crate::page::paths;
use crate::text::{Text, list, t};

/// How often it is looked whether the tablet still opens the call.
const LOOKS_EVERY: Duration = Duration::from_millis(400);
/// A stream ends after this: longer than any call.
const LIFE: Duration = Duration::from_secs(95 * 60);

/// A tablet, as the rooms know it.
pub(crate) fn party(tablet: &TabletSession) -> Party {
    Party::Tablet(tablet.tablet.clone())
}

fn who(tablet: &TabletSession) -> Who {
    Who {
        family: tablet.family_id().into(),
        party: party(tablet),
        holder: Holder(tablet.token.0),
    }
}

/// What rings on a tablet now. While it is quiet, only a call of the plan does.
pub(crate) fn ringing<S: Store>(web: &Web<S>, tablet: &TabletSession) -> Option<Ring> {
    let ring = web
        .calls
        .hub
        .ringing_for(tablet.family_id(), &party(tablet))?;
    lets_ring(Source::of(tablet, web.app.now()), &ring.by).then_some(ring)
}

/// The face of whoever called, on the tablet that was called.
pub(crate) fn caller_face(
    text: &Text,
    tablet: &TabletSession,
    by: &Caller,
    children: &[ChildId],
) -> Face {
    let family = &tablet.snapshot.family;
    match by {
        Caller::Parent(side) => view::parent_face(family, *side),
        Caller::Tablet(other) => {
            let here = &tablet.choice.children;
            let of_other = family.tablets().of(other);
            let theirs = of_other.map_or(children, |other| other.children.as_slice());
            let apart: Vec<ChildId> = theirs
                .iter()
                .filter(|id| !here.contains(id))
                .cloned()
                .collect();
            view::sibling_face(family, other, &apart, |names| list(text, names))
        }
    }
}

/// Whoever is at the other end of a call in which this tablet is.
fn other_end(text: &Text, tablet: &TabletSession, look: &Look) -> Face {
    let family = &tablet.snapshot.family;
    if look.by != Caller::Tablet(tablet.tablet.clone()) {
        return caller_face(text, tablet, &look.by, &look.children);
    }
    if !look.siblings {
        return view::parent_face(family, look.parent);
    }
    let here = &tablet.choice.children;
    let apart = look.children.iter().filter(|id| !here.contains(id));
    let apart: Vec<ChildId> = apart.cloned().collect();
    view::sibling_face(family, &tablet.tablet, &apart, |names| list(text, names))
}

/// Back to the faces. A page that is gone, a call that is over and one of others are the same here.
fn to_faces() -> Response {
    see_other(paths::TABLET)
}

/// `POST /tablet/call`. Whoever is no longer there to be called is not called: the faces say who is.
pub(crate) async fn begin<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let asked = Asked::read(visit.field("parent"), visit.field("tablet"));
    let Some(asked) = asked else {
        return Ok(to_faces());
    };
    let source = Source::of(&visit.tablet, web.app.now());
    if !is_there(source, &asked) {
        return Ok(to_faces());
    }
    let Some(beginning) = beginning(&web, &visit.tablet, &asked)? else {
        return Ok(to_faces());
    };
    Ok(match web.begin_call(beginning) {
        Ok(call) => see_other(&call_path(call.as_str())),
        Err(
            Refused::Unknown
            | Refused::Over
            | Refused::Busy
            | Refused::Later(_)
            | Refused::Full
            | Refused::NotOpen
            | Refused::Bad(_),
        ) => to_faces(),
    })
}

/// The call that a tablet begins; `None` for one that may not be made now.
fn beginning<S: Store>(
    web: &Web<S>,
    tablet: &TabletSession,
    asked: &Asked,
) -> Result<Option<Beginning>, Fault> {
    let family = &tablet.snapshot.family;
    let now = web.app.now();
    let Some(timeline) = Source::of(tablet, now).timeline() else {
        return Ok(None);
    };
    let by = Caller::Tablet(tablet.tablet.clone());
    let to = match asked {
        Asked::Parent(side) => Called::Parent(*side),
        Asked::Tablet(other) => Called::Tablet(other.clone()),
    };
    let Rings { parents, tablets } = rings(family, &timeline, (&by, &to), now);
    let called: Vec<Party> = parents
        .into_iter()
        .map(Party::Parent)
        .chain(tablets.into_iter().map(Party::Tablet))
        .collect();
    let children = in_call(tablet, &timeline, asked, now);
    let (parent, siblings) = match asked {
        Asked::Parent(side) => (*side, false),
        Asked::Tablet(_) => (tablet.side, true),
    };
    if called.is_empty() || children.is_empty() {
        return Ok(None);
    }
    let supervised = if siblings {
        Supervised::No
    } else {
        supervised(tablet, parent, &children, now)
    };
    Ok(Some(Beginning {
        call: web.app.fresh_call()?,
        family: tablet.family_id().into(),
        by,
        called,
        supervised,
        children,
        parent,
        siblings,
        audio_only: false,
    }))
}

/// The children in a call that a tablet begins, in the family's order: those of it who are not with the
/// parent, or those at both tablets.
fn in_call(
    tablet: &TabletSession,
    timeline: &Timeline,
    asked: &Asked,
    now: jiff::Timestamp,
) -> Vec<ChildId> {
    let family = &tablet.snapshot.family;
    let may = family::tablet_may_call(family, timeline, &tablet.tablet, now);
    let chosen: Vec<ChildId> = match asked {
        Asked::Parent(side) => {
            let found = may.parents.into_iter().find(|(one, _)| one == side);
            found.map_or_else(Vec::new, |(_, children)| children)
        }
        Asked::Tablet(other) => {
            let found = may.tablets.into_iter().find(|(one, _)| one == other);
            let there = found.map_or_else(Vec::new, |(_, children)| children);
            if there.is_empty() {
                return there;
            }
            let with = |child: &ChildId| Some(timeline.child(child)?.at(now)?.parent);
            let apart = |own: &&ChildId| {
                let here = with(own).map(Side::other);
                here.is_some()
                    && there
                        .iter()
                        .any(|child| child != *own && with(child) == here)
            };
            let own = tablet.choice.children.iter().filter(apart);
            let own: Vec<ChildId> = own.cloned().collect();
            own.into_iter().chain(there).collect()
        }
    };
    let all = family.children().iter().map(|child| &child.id);
    all.filter(|id| chosen.contains(id)).cloned().collect()
}

/// Who has to be there, where the plan asks for that: anybody whom both parents let in for it.
fn supervised(
    tablet: &TabletSession,
    parent: Side,
    children: &[ChildId],
    now: jiff::Timestamp,
) -> Supervised {
    let family: &Family = &tablet.snapshot.family;
    let by = family.plan().and_then(|plan| {
        children
            .iter()
            .find_map(|child| monitored(plan, parent, child, now))
    });
    let Some(by) = by else {
        return Supervised::No;
    };
    let today = family.date_at(now);
    let guests = family.guests().all().iter();
    let may = guests.filter(|guest| may_supervise(family, &guest.grant.member, today));
    Supervised::By {
        name: by.by.get(tablet.choice.language).to_owned(),
        supervisors: may.map(|guest| guest.grant.member.clone()).collect(),
    }
}

/// The call of an address, where this tablet has a part in it and it is not over.
fn found<S: Store>(web: &Web<S>, visit: &TabletVisit) -> Option<(CallId, Look)> {
    let call: CallId = visit.parameter.as_deref()?.parse().ok()?;
    let look = web.calls.hub.look(&who(&visit.tablet), &call).ok()?;
    let goes_on = match look.stands {
        Stands::Ringing | Stands::Waiting | Stands::Open | Stands::Alone => true,
        Stands::Over(_) => false,
    };
    goes_on.then_some((call, look))
}

/// `GET /tablet/calls/{id}`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let Some((call, look)) = found(&web, &visit) else {
        return Ok(to_faces());
    };
    let text = visit.text();
    let tablet = &visit.tablet;
    let view = RoomView {
        with: other_end(text, tablet, &look),
        me: own_name(text, tablet),
        kids: view::kids(&tablet.snapshot.family, &tablet.choice.children),
        watcher: watcher(&tablet.snapshot.family, &look.supervised),
        open: look.stands == Stands::Open,
        ice: web.call_ice(&call, Holder(tablet.token.0), Given::Opened),
        calls: look.by == Caller::Tablet(tablet.tablet.clone()),
        call: call.to_string(),
    };
    let title = t!(text, "tablet-title");
    Ok(web.kid_page(StatusCode::OK, &visit, |tokens| {
        let frame = frame(&visit.reader, &title, &tokens.frame, paths::TABLET);
        markup::room_page(&frame, &tokens.own, &view)
    }))
}

/// How the others see a tablet: the names of its children.
fn own_name(text: &Text, tablet: &TabletSession) -> String {
    let kids = view::kids(&tablet.snapshot.family, &tablet.choice.children);
    let names: Vec<&str> = kids.iter().map(|kid| kid.name.as_str()).collect();
    list(text, &names)
}

/// Who is there for the children: by name where it is one person, else as the plan says it.
fn watcher(family: &Family, supervised: &Supervised) -> Option<String> {
    match supervised {
        Supervised::No => None,
        Supervised::By { name, supervisors } => match supervisors.as_slice() {
            [one] => family
                .guests()
                .of(one)
                .map(|guest| guest.grant.name.to_string()),
            [] | [_, ..] => Some(name.clone()),
        },
    }
}

/// `GET /tablet/calls/{id}/stream`: takes a seat, and tells what happens, as for a parent.
pub(crate) async fn stream<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let Some((call, _)) = found(&web, &visit) else {
        return Ok(nothing(StatusCode::NOT_FOUND));
    };
    let query = visit.query();
    let again = visit.headers.get("last-event-id");
    let again = again.and_then(|value| value.to_str().ok()).unwrap_or("");
    let joining = Joining {
        back_to: SeatId::read(first(&query, "seat")),
        heard: again.parse().ok().or(first(&query, "heard").parse().ok()),
        fresh: SeatId::from_random(web.app.random()),
        name: own_name(visit.text(), &visit.tablet),
        // What a child's device gives away is not a child's to choose.
        direct: false,
        audio_only: false,
    };
    let who = who(&visit.tablet);
    let now = web.app.now();
    let Ok(listening) = web.calls.hub.join(&who, &call, joining, now) else {
        return Ok(nothing(StatusCode::NOT_FOUND));
    };
    let places = &web.calls.places;
    places.take(&call, who.holder, listening.seat());
    let mut looks = interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let following = Following {
        tablet: visit.tablet,
        web,
        listening,
        looks,
        until: Instant::now() + LIFE,
    };
    let mut response = events(stream::unfold(following, next));
    response.extensions_mut().insert(Unending(LIFE));
    Ok(response)
}

/// A tablet that is in a call.
struct Following<S> {
    web: Web<S>,
    tablet: TabletSession,
    listening: Listening,
    looks: Interval,
    until: Instant,
}

impl<S: Store> Following<S> {
    /// Whether the tablet may be in the call still; where that cannot be known, it may not.
    async fn is_open(&self) -> bool {
        let open = self.web.app.tablet_is_open(&self.tablet).await;
        open.unwrap_or(false)
    }

    /// Ends the tablet's part in all calls of its family.
    fn revoke(&self) {
        let revoked = Revoked::Party(party(&self.tablet));
        let now = self.web.app.now();
        let family = self.tablet.family_id();
        self.web.calls.hub.revoke(family, &revoked, now);
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

fn nothing(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// `POST /tablet/calls/{id}/say`.
pub(crate) async fn say<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let Some((call, _)) = found(&web, &visit) else {
        return Ok(nothing(StatusCode::NOT_FOUND));
    };
    let seats = (
        SeatId::read(visit.field("seat")),
        SeatId::read(visit.field("to")),
    );
    let (Some(from), Some(to)) = seats else {
        return Ok(nothing(StatusCode::NOT_FOUND));
    };
    let Ok(signal) = Signal::read(visit.field("kind"), visit.field("data")) else {
        return Ok(nothing(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let who = who(&visit.tablet);
    let now = web.app.now();
    let passed = web.calls.hub.say((&who, &call), (&from, &to), signal, now);
    Ok(nothing(match passed {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(Refused::Bad(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(Refused::Full) => StatusCode::TOO_MANY_REQUESTS,
        Err(Refused::NotOpen | Refused::Over) => StatusCode::CONFLICT,
        Err(Refused::Unknown | Refused::Busy | Refused::Later(_)) => StatusCode::NOT_FOUND,
    }))
}

/// `POST /tablet/calls/{id}/ice`: servers for longer, for the script of a page that is in the call.
pub(crate) async fn ice<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let Some((call, _)) = found(&web, &visit) else {
        return Ok(nothing(StatusCode::NOT_FOUND));
    };
    let holder = Holder(visit.tablet.token.0);
    Ok(json(web.call_ice(&call, holder, Given::Going)))
}

/// `POST /tablet/calls/{id}/leave`. Without a seat, as from a page whose script does not run, there is
/// none to leave.
pub(crate) async fn leave<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    if let Some((call, _)) = found(&web, &visit)
        && let Some(seat) = SeatId::read(visit.field("seat"))
    {
        let who = who(&visit.tablet);
        // Over by now, or left before: what was asked for is so.
        let _ = web.calls.hub.leave(&who, &call, &seat, web.app.now());
    }
    Ok(to_faces())
}

/// `POST /tablet/calls/{id}/end`: a child can always end a call, in one tap.
pub(crate) async fn end<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    if let Some((call, _)) = found(&web, &visit) {
        let who = who(&visit.tablet);
        // Over by now: what was asked for is so.
        let _ = web.calls.hub.end(&who, &call, web.app.now());
    }
    Ok(to_faces())
}

/// `POST /tablet/calls/{id}/decline`.
pub(crate) async fn decline<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    if let Some((call, _)) = found(&web, &visit) {
        let who = who(&visit.tablet);
        // Over by now, or answered elsewhere: it rings no more.
        let _ = web.calls.hub.decline(&who, &call, web.app.now());
    }
    Ok(to_faces())
}
