//! `GET` and `POST /plan/drafts/{id}/clauses`: the clauses of a draft, and changing them.
//!
//! May touch: the reader's own draft, through the desk. A GET keeps nothing.

use std::sync::Arc;

use app::Store;
use axum::http::StatusCode;
use axum::response::Response;
use family::{DraftRefusal, DraftedPlan};

use super::change::{At, Change, change, rewritten};
use super::clause_markup::form_page;
use super::form::{Act, CLAUSE, ClauseForm, FieldError, NEW, SECTION, Spot};
use super::markup::{anchor, list_page};
use super::told::{Done, Meanwhile, NEWEST, Place, Told, newest};
use super::view::{FormView, ListView};
use crate::http::{Answer, Failure, Visit, Web, first, see_other};
use crate::page::Tab;
use crate::studio::desk::{self, Desk};
use crate::text::t;

/// `GET /plan/drafts/{id}/clauses`. `clause` is the number of the one to write, or `new`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let draft = &desk.kept.draft;
    if draft.plan.is_empty() {
        return Ok(see_other(&desk::path(&draft.id, "")));
    }
    let query = visit.query();
    let command = web.app.fresh_command().to_string();
    let form = match first(&query, CLAUSE) {
        "" => None,
        NEW => Some(FormView::new(
            draft,
            first(&query, SECTION),
            command.clone(),
        )),
        number => {
            let place = number.parse::<usize>().ok();
            let place = place.and_then(|number| number.checked_sub(1));
            let lang = desk.stage.lang;
            place.and_then(|place| FormView::of(draft, place, lang, command.clone()))
        }
    };
    if let Some(form) = form {
        let form = FormView {
            newest: newest(&desk.kept),
            ..form
        };
        return Ok(shown_form(&web, &visit, &desk, StatusCode::OK, &form));
    }
    let told = Told::of(&desk.kept, first(&query, "done"), first(&query, "before"));
    let view = ListView::of(&desk.kept, at(&desk), told, command);
    Ok(shown_list(&web, &visit, &desk, StatusCode::OK, &view))
}

/// `POST /plan/drafts/{id}/clauses`: one [`Act`].
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let draft = &desk.kept.draft;
    let clauses = desk::path(&draft.id, "/clauses");
    let Some(act) = Act::read(&visit.fields) else {
        return Ok(see_other(&clauses));
    };
    if let Some(sent) = desk::sent(&web, &visit, &desk.kept).await? {
        let then = then(&web, &visit, &desk, (&act, sent.before)).await?;
        return Ok(see_other(&then));
    }
    let found = meanwhile(&web, &visit, &desk, &act).await?;
    if found.is_some() {
        let why = Unkept {
            meanwhile: found,
            ..Unkept::default()
        };
        return Ok(wrong(&web, &visit, &desk, (act, why)));
    }
    let changed = match change(&draft.plan, &act, at(&desk)) {
        Ok(changed) => changed,
        Err(errors) => {
            let why = Unkept {
                errors,
                ..Unkept::default()
            };
            return Ok(wrong(&web, &visit, &desk, (act, why)));
        }
    };
    let before = newest(&desk.kept).filter(|_| *changed.text != *draft.plan);
    let on = after(draft, &act, (&changed, before));
    let kept = keep(&web, &visit, draft, changed.text).await?;
    let refused = kept.map(|why| desk::refusal(desk.stage.text(), &why));
    if refused.is_some() {
        let why = Unkept {
            refused,
            ..Unkept::default()
        };
        return Ok(wrong(&web, &visit, &desk, (act, why)));
    }
    Ok(see_other(&on))
}

/// Why nothing was kept.
#[derive(Default)]
struct Unkept {
    /// What is wrong at which field.
    errors: Vec<FieldError>,
    /// The draft cannot be kept so.
    refused: Option<String>,
    /// What is written over was changed while the page was open.
    meanwhile: Option<Meanwhile>,
}

/// Where the first of two that say the same led: the act is carried out again on the draft as it was
/// before, and not kept.
async fn then<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    (act, before): (&Act, Option<u64>),
) -> Result<String, Failure> {
    let draft = &desk.kept.draft;
    let older = match before {
        Some(entry) => {
            web.app
                .draft_version(&visit.session, &draft.id, entry)
                .await?
        }
        None => None,
    };
    let changed = older.and_then(|older| change(&older.plan, act, at(desk)).ok());
    Ok(match changed {
        Some(changed) => after(draft, act, (&changed, before)),
        None => desk::path(&draft.id, "/clauses"),
    })
}

/// What was kept while the page was open, if this would write over it: the same clause was changed
/// elsewhere. All others are as the newest save has them.
async fn meanwhile<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    act: &Act,
) -> Result<Option<Meanwhile>, Failure> {
    let Act::Write(Some(spot), _) = act else {
        return Ok(None);
    };
    let zone = desk.stage.family().zone();
    let Some(found) = Meanwhile::of(&desk.kept, zone, visit.field(NEWEST)) else {
        return Ok(None);
    };
    let draft = &desk.kept.draft;
    let shown = match found.shown {
        Some(entry) => {
            web.app
                .draft_version(&visit.session, &draft.id, entry)
                .await?
        }
        None => None,
    };
    let untouched = shown.is_some_and(|shown| !rewritten(&shown.plan, &draft.plan, spot));
    Ok((!untouched).then_some(found))
}

/// Keeps a draft whose text was written by hand. What is as it was makes no version, and leaves the
/// answers.
pub(super) async fn keep<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    draft: &DraftedPlan,
    text: String,
) -> Result<Option<DraftRefusal>, Failure> {
    if *text == *draft.plan {
        return Ok(None);
    }
    let draft = DraftedPlan {
        id: draft.id.clone(),
        name: draft.name.clone(),
        answers: Vec::new(),
        plan: text.into(),
    };
    Ok(desk::keep(web, visit, draft).await?.err())
}

/// Where one is after an act: what was moved or written is in sight.
fn after(draft: &DraftedPlan, act: &Act, (changed, before): (&Change, Option<u64>)) -> String {
    let (place, done) = match act {
        Act::Write(Some(_), _) => (Place::Clauses, Done::Saved),
        Act::Write(None, _) => (Place::Clauses, Done::Added),
        Act::Up(_) | Act::Down(_) => (Place::Clauses, Done::Moved),
        Act::Remove(_) => (Place::Clauses, Done::Removed),
        Act::Add(_) => (Place::Library, Done::Added),
    };
    let address = place.after(&draft.id, done, before);
    match act {
        Act::Remove(_) => address,
        Act::Write(..) | Act::Up(_) | Act::Down(_) => address + &anchor(changed.place),
        Act::Add(_) => format!("{address}&clause={}", changed.place + 1),
    }
}

fn at(desk: &Desk) -> At {
    At {
        today: desk.stage.today(),
        lang: desk.stage.lang,
    }
}

/// The page with what is wrong: the form as it was typed, or the list.
fn wrong<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    (act, why): (Act, Unkept),
) -> Response {
    let Unkept {
        errors,
        refused,
        meanwhile,
    } = why;
    let status = match meanwhile {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let command = web.app.fresh_command().to_string();
    if let Act::Write(spot, form) = act {
        let typed = typed(desk, (spot.as_ref(), form), command);
        let form = FormView {
            errors,
            refused,
            newest: newest(&desk.kept),
            meanwhile,
            ..typed
        };
        return shown_form(web, visit, desk, status, &form);
    }
    let view = ListView::of(&desk.kept, at(desk), Told::default(), command);
    // What the text itself is wrong with stands there already.
    let errors = if view.errors.is_empty() {
        errors
    } else {
        view.errors
    };
    let view = ListView {
        errors,
        refused,
        ..view
    };
    shown_list(web, visit, desk, status, &view)
}

fn typed(desk: &Desk, written: (Option<&Spot>, ClauseForm), command: String) -> FormView {
    let draft: &Arc<DraftedPlan> = &desk.kept.draft;
    FormView::typed(draft, written, desk.stage.lang, command)
}

fn shown_form<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    view: &FormView,
) -> Response {
    let text = desk.stage.text();
    let title = match &view.clause {
        Some((spot, _)) => t!(text, "clause", number = spot.number),
        None => t!(text, "editor-own").into_owned(),
    };
    let page = form_page(&desk.stage.frame(&title, Tab::Plan), view);
    web.page(status, &visit.reader, page)
}

fn shown_list<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    view: &ListView,
) -> Response {
    let title = t!(desk.stage.text(), "editor-title");
    let page = list_page(&desk.stage.frame(&title, Tab::Plan), view);
    web.page(status, &visit.reader, page)
}
