//! `GET` and `POST /calls`: whom one may call now, and beginning a call.
//!
//! May touch: the family in memory, and the rooms. Beginning a call is no entry: that it happened is
//! one, once it is over.

use std::sync::Arc;

use app::Store;
use axum::http::StatusCode;
use family::{Called, Caller, Family, MemberId, may_supervise, monitored, parent_may_call, rings};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use plan::{ChildId, Timeline, Window};

use super::form::{BeginForm, chosen};
use super::hub::{Beginning, Party, Refused, Supervised};
use super::markup::calls_page;
use super::room::{of_family, with_words};
use super::view::{CallsView, LiveCall, Planned, Reach, Told, Watched};
use super::{call_path, rhythm};
use crate::http::{Answer, Failure, Stage, Visit, Web, language_of, see_other};
use crate::page::{Tab, Versions};
use crate::swap::cast;
use crate::text::{clock, t};

/// Days of planned calls that are shown.
const DAYS_SHOWN: i32 = 8;

/// `GET /calls`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let told = match visit.uri.query() {
        Some("over") => Told::Over,
        Some("left") => Told::Left,
        Some("declined") => Told::Declined,
        Some(_) | None => Told::Nothing,
    };
    let stage = web.stage(&visit).await?;
    shown(
        &web,
        &visit,
        &stage,
        (StatusCode::OK, BeginForm::default(), told),
    )
}

/// `POST /calls`. Where one of the children is in a call to which the reader was asked, this goes there.
pub(crate) async fn begin<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let form = BeginForm::read(&visit.fields);
    let beginning = match beginning(&web, &visit, &stage, &form) {
        Ok(beginning) => beginning,
        Err(Wrong::Fault(failure)) => return Err(failure),
        Err(Wrong::Said(said)) => {
            let form = BeginForm {
                wrong: Some(said),
                ..form
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown(&web, &visit, &stage, (status, form, Told::Nothing));
        }
    };
    let said = match web.begin_call(beginning) {
        Ok(call) => return Ok(see_other(&form.choice.on(&call_path(call.as_str())))),
        Err(Refused::Full) => t!(stage.text(), "calls-too-many"),
        Err(Refused::Later(from)) => {
            let from = minute(stage.family().zone(), from);
            t!(
                stage.text(),
                "calls-later",
                time = clock(stage.text(), from)
            )
            .into()
        }
        Err(
            Refused::Unknown | Refused::Over | Refused::Busy | Refused::NotOpen | Refused::Bad(_),
        ) => t!(stage.text(), "calls-moved"),
    };
    let form = BeginForm {
        wrong: Some(said.into_owned()),
        ..form
    };
    let refused = (StatusCode::CONFLICT, form, Told::Nothing);
    shown(&web, &visit, &stage, refused)
}

/// The first minute of the clock that begins no sooner.
fn minute(zone: &TimeZone, at: Timestamp) -> Time {
    let up = SignedDuration::from_secs(59);
    let at = at.checked_add(up).unwrap_or(at);
    zone.to_datetime(at).time()
}

/// Why no call begins.
enum Wrong {
    Said(String),
    Fault(Failure),
}

/// The call that the form asks for.
fn beginning<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    form: &BeginForm,
) -> Result<Beginning, Wrong> {
    let (family, text) = (stage.family(), stage.text());
    let moved = || Wrong::Said(t!(text, "calls-moved").into_owned());
    let timeline = timeline(family, stage.today()).ok_or_else(moved)?;
    let may = parent_may_call(family, &timeline, stage.side, stage.now);
    let children: Vec<ChildId> = chosen(&form.children, family.children())
        .filter(|child| may.iter().any(|(one, _)| one == child))
        .collect();
    if children.is_empty() {
        return Err(Wrong::Said(t!(text, "calls-no-child").into_owned()));
    }
    let by = Caller::Parent(stage.side);
    let to = Called::Children(children.clone());
    let rings = rings(family, &timeline, (&by, &to), stage.now);
    if rings.is_empty() {
        return Err(moved());
    }
    let supervised = match watched(stage, &children) {
        None => Supervised::No,
        Some(watched) => Supervised::By {
            name: watched.by,
            supervisors: vec![
                watcher(family, stage.today(), &form.supervisor)
                    .ok_or_else(|| Wrong::Said(t!(text, "calls-no-watcher").into_owned()))?,
            ],
        },
    };
    let parents = rings.parents.into_iter().map(Party::Parent);
    let tablets = rings.tablets.into_iter().map(Party::Tablet);
    Ok(Beginning {
        call: web
            .app
            .fresh_call()
            .map_err(|fault| Wrong::Fault(fault.into()))?,
        family: visit.session.family_id().into(),
        by,
        called: parents.chain(tablets).collect(),
        supervised,
        children,
        parent: stage.side,
        siblings: false,
        audio_only: form.choice.audio_only,
    })
}

/// Who may be there for the children, by pseudonym.
fn watcher(family: &Family, today: Date, member: &str) -> Option<MemberId> {
    let member: MemberId = member.parse().ok()?;
    may_supervise(family, &member, today).then_some(member)
}

/// The agreed care of these days; `None` without a plan.
pub(crate) fn timeline(family: &Family, today: Date) -> Option<Timeline> {
    let from = today.yesterday().ok()?;
    let to = today.checked_add(DAYS_SHOWN.days()).ok()?;
    family.timeline(Window::new(from, to).ok()?)
}

/// Who has to be there in a call of the reader with any of these children.
fn watched(stage: &Stage, children: &[ChildId]) -> Option<Watched> {
    let family = stage.family();
    let plan = family.plan()?;
    let found = children
        .iter()
        .find_map(|child| monitored(plan, stage.side, child, stage.now))?;
    let language = language_of(stage.lang);
    let written = found.by.written_in(language);
    let foreign = written != language;
    let all = family.guests().all().iter();
    let may = all.filter(|guest| may_supervise(family, &guest.grant.member, stage.today()));
    Some(Watched {
        by: found.by.get(language).to_owned(),
        lang: foreign.then(|| language_tag(written)),
        clause: Some(Versions::of(family, stage.today()).clause(plan.clause(found.clause))),
        people: may
            .map(|guest| (guest.grant.member.to_string(), guest.grant.name.to_string()))
            .collect(),
    })
}

fn planned(stage: &Stage, timeline: &Timeline) -> Vec<Planned> {
    let family = stage.family();
    let Some(plan) = family.plan() else {
        return Vec::new();
    };
    let versions = Versions::of(family, stage.today());
    let calls = plan::calls(plan, timeline);
    let sessions = plan::sessions(&calls).into_iter();
    sessions
        .filter(|session| session.end > stage.now)
        .map(|session| Planned {
            at: family.zone().to_datetime(session.at),
            end: family.zone().to_datetime(session.end),
            clocks: rhythm::other_clock(plan, &session.clauses, session.at),
            parent: session.parent,
            children: session.children,
            clauses: session
                .clauses
                .into_iter()
                .map(|index| versions.clause(plan.clause(index)))
                .collect(),
        })
        .collect()
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    (status, form, told): (StatusCode, BeginForm, Told),
) -> Answer {
    let family = stage.family();
    let timeline = timeline(family, stage.today());
    let reach = timeline
        .as_ref()
        .map_or_else(Vec::new, |timeline| reach(stage, timeline));
    let away: Vec<ChildId> = reach.iter().map(|one| one.child.clone()).collect();
    let view = CallsView {
        cast: cast(family, stage.side),
        has_plan: timeline.is_some(),
        watched: watched(stage, &away),
        live: live(web, visit, stage),
        planned: timeline
            .as_ref()
            .map_or_else(Vec::new, |timeline| planned(stage, timeline)),
        today: stage.today(),
        form,
        rhythm: rhythm::section(stage),
        tablets: family.tablets().live().count(),
        told,
        command: web.app.fresh_command().to_string(),
        reach,
    };
    let title = t!(stage.text(), "calls-title");
    let page = calls_page(&stage.frame(&title, Tab::Today), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// The children who can be called, oldest first.
fn reach(stage: &Stage, timeline: &Timeline) -> Vec<Reach> {
    let family = stage.family();
    let may = parent_may_call(family, timeline, stage.side, stage.now);
    let kids = cast(family, stage.side).kids.into_iter();
    kids.filter_map(|kid| {
        let (child, tablets) = may.iter().find(|(child, _)| *child == kid.id)?;
        let named = tablets.iter().filter_map(|id| family.tablets().of(id));
        Some(Reach {
            child: child.clone(),
            tablets: named.map(|tablet| tablet.name.to_string()).collect(),
        })
    })
    .collect()
}

/// A call that rings for the reader.
fn live<S: Store>(web: &Web<S>, visit: &Visit, stage: &Stage) -> Option<LiveCall> {
    let family: Arc<str> = visit.session.family_id().into();
    let party = Party::Parent(stage.side);
    let ring = web.calls.hub.ringing_for(&family, &party)?;
    let who = of_family(stage.text(), stage.family());
    Some(LiveCall {
        id: ring.call.to_string(),
        with: with_words(&who, &ring.by, &ring.children, stage.side),
        rings: true,
    })
}

fn language_tag(language: plan::Language) -> &'static str {
    match language {
        plan::Language::En => "en",
        plan::Language::Nl => "nl",
    }
}
