//! Answers somebody whom the parents let in.
//!
//! May touch: the family in memory, as far as the grant opens it; `app`, which puts a
//! professional's look on the record before this shows anything.

use app::{ActError, Place, Store};
use axum::http::StatusCode;
use family::{Family, Look, ProposalId};
use jiff::Timestamp;
use plan::{Side, Window};

use super::LEAVE;
use super::markup::{home_page, leave_page, no_days_page, record_page};
use super::proposal_markup::proposal_page;
use super::view::{HomeView, LeaveView, Open, RecordView};
use crate::calendar::scene::Reach;
use crate::calendar::{self, Params, Query, Scene};
use crate::calls::hub::Party;
use crate::calls::room::of_family;
use crate::care::told::Told;
use crate::door::handler::gone_to;
use crate::http::{Answer, Failure, GuestStage, GuestVisit, Visit, Web, first, see_other, stale};
use crate::page::{GuestPlace, Versions, paths};
use crate::people::view::GrantView;
use crate::plan_page;
use crate::plan_page::handler::warned;
use crate::plan_page::pages::{Asked, offered_for_guest, text_of};
use crate::record::{self, form::number};
use crate::studio::see::month::asked;
use crate::swap::view::Arrival;
use crate::swap::{self, Looking, cast};
use crate::text::{Text, t};

/// Entries of the record on one page.
const ENTRIES: u64 = 50;

/// `GET /` and `GET /today`: what is open.
pub(crate) async fn home<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let family = &place.snapshot.family;
    let view = HomeView {
        call: called(&web, &visit, &place, stage.text()),
        grant: GrantView::of(family, &place.guest.grant),
        by: place.by,
        parents: Side::BOTH.map(|side| family.seat(side).parent.name.to_string()),
        open: how_far(family, &place, stage.now),
    };
    let title = t!(stage.text(), "tab-home");
    let page = home_page(&stage.frame(&title, Some(GuestPlace::Home)), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// The call that rings for somebody who may be there for the children.
fn called<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    place: &Place,
    text: &Text,
) -> Option<(String, String)> {
    let family = &place.snapshot.family;
    let member = visit.session.member();
    if !family::may_supervise(family, member, family.date_at(web.app.now())) {
        return None;
    }
    let party = Party::Supervisor(member.clone());
    let ring = web
        .calls
        .hub
        .ringing_for(visit.session.family_id(), &party)?;
    let from = of_family(text, family).caller(&ring.by, &ring.children);
    Some((ring.call.to_string(), from))
}

fn how_far(family: &Family, place: &Place, now: Timestamp) -> Open {
    if let family::GuestState::Ended { at, .. } = place.guest.state {
        return Open::Ended(family.zone().to_datetime(at));
    }
    let (days, today) = (place.guest.grant.days, family.date_at(now));
    if days.holds(today) {
        Open::Now
    } else if today < days.from {
        Open::NotYet
    } else {
        Open::Over
    }
}

/// `GET /calendar`.
pub(crate) async fn calendar<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let text = stage.text();
    let today = place.snapshot.family.date_at(stage.now);
    let pairs = visit.query();
    let value = |name| Some(first(&pairs, name)).filter(|value| !value.is_empty());
    let params = Params {
        view: value("view"),
        month: value("month"),
        day: value("day"),
        from: value("from"),
    };
    let query = Query::read(params, today);
    let (from, until) = query.window();
    let look = Look::Calendar { from, until };
    let place = web.app.look(&visit.session, look).await?;
    let place = place.ok_or(Failure::NotFound)?;
    let family = &place.snapshot.family;
    let grant = place.grant(stage.now).ok_or(Failure::NotFound)?;
    let window = Window::new(from, until).ok();
    let compiled = window.and_then(|window| family.timeline(window));
    let (Some(plan), Some(timeline)) = (family.plan(), compiled) else {
        let title = t!(text, "tab-calendar");
        let page = no_days_page(&stage.frame(&title, Some(GuestPlace::Calendar)));
        return Ok(web.page(StatusCode::OK, &visit.reader, page));
    };
    let timeline = timeline.of(&grant.children);
    let scene = Scene {
        plan,
        timeline: &timeline,
        versions: Versions::of(family, today),
        open: &[],
        now: stage.now,
        viewer: Side::A,
        lang: stage.lang,
        reach: if grant.plan() {
            Reach::Plan
        } else {
            Reach::Days
        },
        told: Told::NOTHING,
    };
    let title = calendar::title(text, query);
    let frame = stage.frame(&title, Some(GuestPlace::Calendar));
    let page = calendar::render(text, &calendar::build(&scene, query), &frame);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

fn looking<'a>(family: &'a Family, stage: &GuestStage) -> Looking<'a> {
    Looking {
        family,
        viewer: Side::A,
        now: stage.now,
        lang: stage.lang,
    }
}

/// `GET /access/leave`.
pub(crate) async fn leave_form<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let families = web.app.families_of(&visit.session).await?;
    let view = LeaveView {
        family: place.snapshot.family.name().to_string(),
        several: families.len() > 1,
        noted: place.is_noted(),
        command: web.app.fresh_command().to_string(),
    };
    let title = t!(stage.text(), "guest-leave");
    let page = leave_page(&stage.frame(&title, None), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// `POST /access/leave`. Afterwards this browser is nobody's here.
pub(crate) async fn leave<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let visit = asks.visit;
    let command = web.command(&visit);
    match web.app.leave_as_guest(&visit.session, command).await {
        Ok(()) => {
            web.forget_pages();
            Ok(gone_to(&format!("{}?closed", paths::SIGN_IN)))
        }
        Err(ActError::Fault(fault)) => Err(fault.into()),
        // Ended by somebody else in between: the page says how it stands.
        Err(ActError::Refused(_)) => Ok(see_other(LEAVE)),
        Err(
            ActError::Stale | ActError::Conflict(_) | ActError::ToSign(_) | ActError::Signature,
        ) => Err(stale()),
    }
}

/// `GET /plan`.
pub(crate) async fn plan<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let shown = web.app.look(&visit.session, Look::Plan).await?;
    let place = shown.ok_or(Failure::NotFound)?;
    let view = plan_page::pages::for_guest(&looking(&place.snapshot.family, &stage));
    let title = t!(stage.text(), "tab-plan");
    let frame = stage.frame(&title, Some(GuestPlace::Plan));
    let page = match view {
        plan_page::View::NoPlan => no_days_page(&frame),
        plan_page::View::Plan(_) => plan_page::render(stage.text(), &view, &frame),
    };
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// `GET /proposals/{id}`: one proposal, to which a professional was let in.
pub(crate) async fn proposal<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let id: Option<ProposalId> = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let id = id.ok_or(Failure::NotFound)?;
    let family = &place.snapshot.family;
    let entry = family.proposal(&id).ok_or(Failure::NotFound)?.first().entry;
    let shown = web
        .app
        .look(&visit.session, Look::Proposal { entry })
        .await?;
    let place = shown.ok_or(Failure::NotFound)?;
    let look = looking(&place.snapshot.family, &stage);
    let view = swap::proposal(&look, &id, Arrival::Looking, String::new());
    let mut view = view.ok_or(Failure::NotFound)?;
    view.more = view.more.alone();
    let title = t!(stage.text(), "proposal-title", number = view.number);
    let page = proposal_page(&stage.frame(&title, Some(GuestPlace::Home)), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// `GET /proposals/{id}/plan`: the plan that one proposal offers, to which a professional was let in.
pub(crate) async fn offered<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let id: Option<ProposalId> = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let id = id.ok_or(Failure::NotFound)?;
    let family = &place.snapshot.family;
    let entry = family.proposal(&id).ok_or(Failure::NotFound)?.first().entry;
    // Where there is no plan to read, nothing is shown, and so nothing noted.
    text_of(family, &id).ok_or(Failure::NotFound)?;
    let shown = web
        .app
        .look(&visit.session, Look::Proposal { entry })
        .await?;
    let place = shown.ok_or(Failure::NotFound)?;
    let family = &place.snapshot.family;
    let today = family.date_at(stage.now);
    let warned = warned(&web, &visit.session, (text_of(family, &id), today)).await?;
    let pairs = visit.query();
    let asked = Asked {
        command: "",
        warned: &warned,
        query: asked(first(&pairs, "month"), first(&pairs, "day"), today),
    };
    let sees_plan = place.grant(stage.now).is_some_and(family::Grant::plan);
    let view = offered_for_guest(&looking(family, &stage), &id, (sees_plan, asked));
    let Some(view @ plan_page::View::Plan(_)) = &view else {
        return Err(Failure::NotFound);
    };
    let title = t!(stage.text(), "tab-plan");
    let frame = stage.frame(&title, Some(GuestPlace::Home));
    let page = plan_page::render(stage.text(), view, &frame);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// `GET /record`.
pub(crate) async fn record<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let before = number(first(&visit.query(), "before"));
    let asked = (&place, before, ENTRIES);
    let range = web.app.shown_range(&visit.session, asked).await?;
    let range = range.ok_or(Failure::NotFound)?;
    let look = Look::Record {
        first: range.page.start,
        end: range.page.end,
    };
    let place = web.app.look(&visit.session, look).await?;
    let place = place.ok_or(Failure::NotFound)?;
    let lines = web.app.shown_lines(&visit.session, &range).await?;
    // Read after the entries, so that it knows whatever they speak of.
    let snapshot = web.app.family(&visit.session).await?;
    let look = looking(&snapshot.family, &stage);
    let view = RecordView {
        cast: cast(&snapshot.family, Side::A),
        zone: snapshot.family.zone().clone(),
        lines: lines
            .into_iter()
            .map(|entry| record::line(&look, entry))
            .collect(),
        range,
        grant: GrantView::of(&snapshot.family, &place.guest.grant),
    };
    let title = t!(stage.text(), "tab-record");
    let page = record_page(&stage.frame(&title, Some(GuestPlace::Record)), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}
