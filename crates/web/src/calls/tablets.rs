//! The tablets of the children: the form, the code that pairs one, the list, and ending one.
//!
//! May touch: the family in memory; `app`, which records what was paired and ended. The link of a code
//! is shown once, on the page that answers its making.

use app::{ActError, PAIRING_MINUTES, Store, TabletChoice};
use axum::http::StatusCode;
use family::{CallRefusal, MAX_TABLETS, Refusal, TabletId};
use jiff::SignedDuration;

use super::form::TabletForm;
use super::hub::{Party, Revoked};
use super::tablets_markup::tablets_page;
use super::view::{Offered, TabletLine, TabletsView};
use crate::http::{Answer, Failure, Stage, Visit, Web, first, language_of, see_other, stale};
use crate::page::{Frame, Live, Tab, paths};
use crate::swap::cast;
use crate::tablet;
use crate::text::t;

/// `GET /calls/tablets`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let view = view(&web, &stage, TabletForm::default());
    Ok(shown(&web, &visit, &stage, StatusCode::OK, &view))
}

/// `POST /calls/tablets`: makes a code. Nothing is recorded before a tablet uses it.
pub(crate) async fn offer<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let form = TabletForm::read(&visit.fields);
    let asked = match form.asked(stage.text(), stage.family().children()) {
        Ok(asked) => asked,
        Err(wrong) => {
            let view = TabletsView {
                wrong,
                ..view(&web, &stage, form)
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(shown(&web, &visit, &stage, status, &view));
        }
    };
    let choice = TabletChoice {
        name: asked.name,
        children: asked.children,
        quiet: asked.quiet,
        language: language_of(stage.lang),
    };
    let offered = web
        .app
        .offer_pairing(&visit.session, visit.seen, &choice)
        .await;
    let secret = match offered {
        Ok(secret) => secret,
        Err(ActError::Refused(refusal)) => {
            let view = TabletsView {
                wrong: vec![("name", refused(&stage, &refusal))],
                ..view(&web, &stage, form)
            };
            return Ok(shown(&web, &visit, &stage, StatusCode::CONFLICT, &view));
        }
        Err(why) => return Err(not_done(why)),
    };
    let until = stage
        .now
        .checked_add(SignedDuration::from_mins(PAIRING_MINUTES))
        .unwrap_or(stage.now);
    let path = tablet::pair_path(&secret);
    let view = TabletsView {
        offered: Some(Offered {
            name: choice.name.to_string(),
            link: format!("{}{path}", web.settings.origin()),
            until: stage.family().zone().to_datetime(until).time(),
        }),
        ..view(&web, &stage, TabletForm::default())
    };
    Ok(shown(&web, &visit, &stage, StatusCode::OK, &view))
}

fn refused(stage: &Stage, refusal: &Refusal) -> String {
    if let Refusal::Call(CallRefusal::TooManyTablets { .. }) = refusal {
        t!(stage.text(), "calls-tablet-too-many", limit = MAX_TABLETS)
    } else {
        crate::swap::words::refusal(stage.text(), refusal)
    }
}

fn not_done(why: ActError) -> Failure {
    if let ActError::Stale = why {
        stale()
    } else {
        Failure::Fault(app::Fault::new("pairing a tablet", why))
    }
}

/// `POST /calls/tablets/end`. Its page and its calls end at once.
pub(crate) async fn end<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id: Option<TabletId> = first(&visit.fields, "tablet").parse().ok();
    let id = id.ok_or(Failure::NotFound)?;
    let snapshot = web.app.family(&visit.session).await?;
    let known = snapshot.family.tablets().of(&id);
    match known.map(family::Tablet::is_live) {
        None => return Err(Failure::NotFound),
        // By the other parent, or by the same form a moment ago.
        Some(false) => return Ok(see_other(paths::TABLETS)),
        Some(true) => {}
    }
    let command = web.command(&visit);
    let ended = web
        .app
        .end_tablet(&visit.session, command, visit.seen, id.clone())
        .await;
    match ended {
        Ok(_) | Err(ActError::Refused(Refusal::Call(CallRefusal::TabletEnded))) => {
            let revoked = Revoked::Party(Party::Tablet(id));
            let family = visit.session.family_id();
            web.calls.hub.revoke(family, &revoked, web.app.now());
            Ok(see_other(paths::TABLETS))
        }
        Err(why) => Err(not_done(why)),
    }
}

fn view<S: Store>(web: &Web<S>, stage: &Stage, form: TabletForm) -> TabletsView {
    let family = stage.family();
    let live = family.tablets().live().map(|tablet| TabletLine {
        id: tablet.id.to_string(),
        name: tablet.name.to_string(),
        children: tablet.children.clone(),
        by: tablet.side,
        since: family.date_at(tablet.at),
    });
    TabletsView {
        cast: cast(family, stage.side),
        tablets: live.collect(),
        form,
        wrong: Vec::new(),
        offered: None,
        command: web.app.fresh_command().to_string(),
    }
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    status: StatusCode,
    view: &TabletsView,
) -> axum::response::Response {
    let title = t!(stage.text(), "calls-tablets-title");
    let frame = stage.frame(&title, Tab::Today);
    // The code is shown once: a page that is asked for anew would not have it.
    let frame = if view.offered.is_some() {
        Frame {
            live: frame.live.map(|live| Live {
                follows: None,
                ..live
            }),
            ..frame
        }
    } else {
        frame
    };
    web.page(status, &visit.reader, tablets_page(&frame, view))
}
