//! One call: its page, and what those in it do. Parents, and somebody who was asked to be there for the
//! children; whoever has no part in it gets the answer for a call that does not exist.
//!
//! May touch: the rooms in memory, the family in memory.

use app::{Place, Store};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use family::{CallId, Caller, Family, may_supervise};
use plan::{ChildId, Side};

use super::hub::{Holder, Look, Party, Refused, Ring, SeatId, Signal, Stands, Supervised, Who};
use super::places::Given;
use super::room_markup::{ring as ring_fragment, room_page};
use super::view::{JoinChoice, RingView, RoomPart, RoomView};
use crate::http::{Answer, Failure, GuestVisit, Visit, Web, first, see_other};
use crate::page::{Frame, Live, Tab, paths};
use crate::swap::cast;
use crate::swap::view::Cast;
use crate::text::{Text, t};

/// Somebody who asks something of a call.
pub(crate) struct Asking {
    /// As whom.
    pub who: Who,
    /// Of which call.
    pub call: CallId,
}

/// The family's people, as a call names them.
pub(crate) struct Named<'f> {
    text: &'f Text,
    family: &'f Family,
}

/// The words for people of a family.
pub(crate) fn of_family<'f>(text: &'f Text, family: &'f Family) -> Named<'f> {
    Named { text, family }
}

impl Named<'_> {
    fn cast(&self) -> Cast {
        cast(self.family, Side::A)
    }

    fn parent(&self, side: Side) -> String {
        self.family.seat(side).parent.name.to_string()
    }

    /// Who began a call: a parent, or the children at a tablet.
    pub(crate) fn caller(&self, by: &Caller, children: &[ChildId]) -> String {
        match by {
            Caller::Parent(side) => self.parent(*side),
            Caller::Tablet(tablet) => match self.family.tablets().of(tablet) {
                Some(tablet) => t!(
                    self.text,
                    "calls-ring-tablet",
                    children = self.cast().names(self.text, children),
                    name = tablet.name.as_str()
                ),
                None => self.cast().names(self.text, children),
            },
        }
    }
}

/// With whom a parent is in a call: who calls, or the children who are called.
pub(crate) fn with_words(named: &Named<'_>, by: &Caller, children: &[ChildId], me: Side) -> String {
    if *by == Caller::Parent(me) {
        named.cast().names(named.text, children)
    } else {
        named.caller(by, children)
    }
}

/// What a parent asks.
pub(crate) fn as_parent(visit: &Visit) -> Result<Asking, Failure> {
    let side = visit.session.side().ok_or(Failure::NotFound)?;
    asking(visit, Party::Parent(side))
}

/// What somebody asks whom both let in, and who may be there for the children now.
pub(crate) fn as_guest<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    place: &Place,
) -> Result<Asking, Failure> {
    let family = &place.snapshot.family;
    let member = visit.session.member();
    if !may_supervise(family, member, family.date_at(web.app.now())) {
        return Err(Failure::NotFound);
    }
    asking(visit, Party::Supervisor(member.clone()))
}

fn asking(visit: &Visit, party: Party) -> Result<Asking, Failure> {
    let call = visit.parameter.as_deref();
    let call = call.and_then(|id| id.parse().ok());
    Ok(Asking {
        who: Who {
            family: visit.session.family_id().into(),
            party,
            holder: Holder(visit.session.hash().0),
        },
        call: call.ok_or(Failure::NotFound)?,
    })
}

/// What the asker may know of the call; nothing of one that is over.
fn look<S: Store>(web: &Web<S>, asking: &Asking) -> Result<Look, Failure> {
    let look = web.calls.hub.look(&asking.who, &asking.call);
    let look = look.map_err(|_| Failure::NotFound)?;
    match look.stands {
        Stands::Ringing | Stands::Waiting | Stands::Open | Stands::Alone => Ok(look),
        Stands::Over(_) => Err(Failure::NotFound),
    }
}

/// Who is there for the children, by name where the person is known.
fn watcher(text: &Text, family: &Family, supervised: &Supervised) -> Option<String> {
    match supervised {
        Supervised::No => None,
        Supervised::By { supervisors, .. } => {
            let named = supervisors.iter().filter_map(|id| family.guests().of(id));
            let names: Vec<String> = named.map(|one| one.grant.name.to_string()).collect();
            Some(match names.as_slice() {
                [one] => one.clone(),
                [] | [_, ..] => t!(text, "calls-not-there-for").into_owned(),
            })
        }
    }
}

fn faces(cast: &Cast, children: &[ChildId]) -> Vec<usize> {
    let kids = cast.kids.iter().filter(|kid| children.contains(&kid.id));
    kids.map(|kid| kid.face).collect()
}

/// `GET /calls/{id}`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    let look = look(&web, &asking)?;
    let stage = web.stage(&visit).await?;
    let (text, family) = (stage.text(), stage.family());
    let began = look.by == Caller::Parent(stage.side);
    let view = RoomView {
        id: asking.call.to_string(),
        with: with_words(
            &of_family(text, family),
            &look.by,
            &look.children,
            stage.side,
        ),
        side: if began {
            stage.side.other()
        } else {
            caller_side(family, &look.by)
        },
        faces: faces(&cast(family, stage.side), &look.children),
        me: family.seat(stage.side).parent.name.to_string(),
        part: if began {
            RoomPart::Caller
        } else {
            RoomPart::Called
        },
        watcher: watcher(text, family, &look.supervised),
        open: look.stands == Stands::Open,
        ice: web.call_ice(&asking.call, asking.who.holder, Given::Opened),
        choice: choice(&visit, &look),
    };
    let title = t!(text, "calls-title");
    let frame = stage.frame(&title, Tab::Today);
    // A page that is brought up to date by itself would leave the call.
    let frame = Frame {
        live: frame.live.map(|live| Live {
            follows: None,
            ..live
        }),
        ..frame
    };
    Ok(web.page(StatusCode::OK, &visit.reader, room_page(&frame, &view)))
}

/// The same for somebody who is there for the children.
pub(crate) async fn get_as_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let asking = as_guest(&web, &visit, &place)?;
    let look = look(&web, &asking)?;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let (text, family) = (stage.text(), &place.snapshot.family);
    let named = of_family(text, family);
    let name = place.guest.grant.name.to_string();
    let view = RoomView {
        id: asking.call.to_string(),
        with: named.caller(&look.by, &look.children),
        side: caller_side(family, &look.by),
        faces: faces(&named.cast(), &look.children),
        watcher: Some(name.clone()),
        me: name,
        part: RoomPart::Supervisor,
        open: look.stands == Stands::Open,
        ice: web.call_ice(&asking.call, asking.who.holder, Given::Opened),
        choice: choice(&visit, &look),
    };
    let title = t!(text, "calls-title");
    let page = room_page(&stage.frame(&title, None), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// The side whose colour a call has.
fn caller_side(family: &Family, by: &Caller) -> Side {
    match by {
        Caller::Parent(side) => *side,
        Caller::Tablet(id) => family.tablets().of(id).map_or(Side::A, |one| one.side),
    }
}

/// How the reader joins: a call without pictures is one for everybody.
fn choice(visit: &Visit, look: &Look) -> JoinChoice {
    let asked = JoinChoice::read(&visit.query());
    JoinChoice {
        audio_only: asked.audio_only || look.audio_only,
    }
}

/// `GET /calls/{id}/ring`: what an open page shows. Nothing, once it rings no more for the reader.
pub(crate) async fn ring<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    let rings = web
        .calls
        .hub
        .ringing_for(&asking.who.family, &asking.who.party);
    let rings = rings.filter(|ring| ring.call == asking.call);
    let Ring {
        call, by, children, ..
    } = rings.ok_or(Failure::NotFound)?;
    let look = look(&web, &asking)?;
    let stage = web.stage(&visit).await?;
    let (text, family) = (stage.text(), stage.family());
    let named = of_family(text, family);
    let cast = named.cast();
    let view = RingView {
        id: call.to_string(),
        from: named.caller(&by, &children),
        side: caller_side(family, &by),
        children: cast.names(text, &children),
        faces: faces(&cast, &children),
        watcher: watcher(text, family, &look.supervised),
    };
    let fragment = ring_fragment(text, &stage.token, &view);
    Ok(web.page(StatusCode::OK, &visit.reader, fragment))
}

/// What a form of a call answers a script, or a browser without one.
fn done(result: &Result<(), Refused>, after: &str) -> Answer {
    match result {
        // Over by now: what was asked for is so.
        Ok(()) | Err(Refused::Over) => Ok(see_other(after)),
        Err(
            Refused::Unknown
            | Refused::Busy
            | Refused::Later(_)
            | Refused::Full
            | Refused::NotOpen
            | Refused::Bad(_),
        ) => Err(Failure::NotFound),
    }
}

fn nothing(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// `POST /calls/{id}/say`.
pub(crate) async fn say<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    said(&web, &visit, &asking)
}

/// The same for somebody who is there for the children.
pub(crate) async fn say_as_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let asking = as_guest(&web, &asks.visit, &asks.place)?;
    said(&web, &asks.visit, &asking)
}

/// Passes a signal on. The rooms take every address out of it.
fn said<S: Store>(web: &Web<S>, visit: &Visit, asking: &Asking) -> Answer {
    // What is no signal is not told apart from no call, for whoever has no part in it.
    look(web, asking)?;
    let seat = |name| SeatId::read(visit.field(name)).ok_or(Failure::NotFound);
    let (from, to) = (seat("seat")?, seat("to")?);
    let Ok(signal) = Signal::read(visit.field("kind"), visit.field("data")) else {
        return Ok(nothing(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let now = web.app.now();
    let passed = web
        .calls
        .hub
        .say((&asking.who, &asking.call), (&from, &to), signal, now);
    match passed {
        Ok(()) => Ok(nothing(StatusCode::NO_CONTENT)),
        Err(Refused::Bad(_)) => Ok(nothing(StatusCode::UNPROCESSABLE_ENTITY)),
        Err(Refused::Full) => Ok(nothing(StatusCode::TOO_MANY_REQUESTS)),
        Err(Refused::NotOpen | Refused::Over) => Ok(nothing(StatusCode::CONFLICT)),
        Err(Refused::Unknown | Refused::Busy | Refused::Later(_)) => Err(Failure::NotFound),
    }
}

/// `POST /calls/{id}/ice`: servers for longer, for the script of a page that is in the call.
pub(crate) async fn ice<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    look(&web, &asking)?;
    let ice = web.call_ice(&asking.call, asking.who.holder, Given::Going);
    Ok(json(ice))
}

/// The same for somebody who is there for the children.
pub(crate) async fn ice_as_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let asking = as_guest(&web, &asks.visit, &asks.place)?;
    look(&web, &asking)?;
    let ice = web.call_ice(&asking.call, asking.who.holder, Given::Going);
    Ok(json(ice))
}

/// A text of JSON, for a script.
pub(crate) fn json(text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// `POST /calls/{id}/leave`.
pub(crate) async fn leave<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    let after = format!("{}?left", paths::CALLS);
    left(&web, &visit, &asking, &after)
}

/// The same for somebody who is there for the children.
pub(crate) async fn leave_as_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let asking = as_guest(&web, &asks.visit, &asks.place)?;
    left(&web, &asks.visit, &asking, paths::TODAY)
}

/// Without a seat, as from a page whose script does not run, there is none to leave.
fn left<S: Store>(web: &Web<S>, visit: &Visit, asking: &Asking, after: &str) -> Answer {
    look(web, asking)?;
    match SeatId::read(first(&visit.fields, "seat")) {
        None => Ok(see_other(after)),
        Some(seat) => {
            let now = web.app.now();
            let left = web.calls.hub.leave(&asking.who, &asking.call, &seat, now);
            done(&left, after)
        }
    }
}

/// `POST /calls/{id}/end`.
pub(crate) async fn end<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    let ended = web.calls.hub.end(&asking.who, &asking.call, web.app.now());
    done(&ended, &format!("{}?over", paths::CALLS))
}

/// The same for somebody who is there for the children: any adult may.
pub(crate) async fn end_as_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let asking = as_guest(&web, &asks.visit, &asks.place)?;
    let ended = web.calls.hub.end(&asking.who, &asking.call, web.app.now());
    done(&ended, paths::TODAY)
}

/// `POST /calls/{id}/decline`.
pub(crate) async fn decline<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asking = as_parent(&visit)?;
    let declined = web
        .calls
        .hub
        .decline(&asking.who, &asking.call, web.app.now());
    done(&declined, &format!("{}?declined", paths::CALLS))
}
