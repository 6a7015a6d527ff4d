//! `GET` and `POST /plan/drafts/{id}/text`: the whole text of a draft, with what is wrong in it at
//! its line and column.
//!
//! May touch: the reader's own draft, through the desk. A text that is no plan is not kept; it stands
//! in the field again as it was typed.

use std::sync::Arc;

use app::Store;
use axum::http::StatusCode;
use axum::response::Response;
use family::{DraftedPlan, KeptDraft};
use maud::{Markup, html};

use super::clause_markup::by_hand;
use super::excerpt::excerpts;
use super::handler::keep;
use super::told::{Done, Meanwhile, NEWEST, Place, Told, meanwhile, newest, shown_field, told};
use crate::http::{Answer, Visit, Web, first, see_other};
use crate::page::{Frame, Note, Tab, error_summary, note, page, token_field};
use crate::plan_change::form::{Wrong, read, with_plain_ends};
use crate::plan_change::markup::{text_field, wrong as wrong_words};
use crate::studio::desk::{self, Desk, Page, path};
use crate::text::t;

/// The page with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextView {
    /// The draft.
    pub draft: Arc<DraftedPlan>,
    /// What stands in the field, with one `\n` at the end of each line.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
    /// Why it was not kept otherwise.
    pub refused: Option<String>,
    /// The save that the page shows.
    pub newest: Option<u64>,
    /// What was kept while the page was open.
    pub meanwhile: Option<Meanwhile>,
    /// What was done a moment ago.
    pub told: Told,
    /// A fresh command id.
    pub command: String,
}

impl TextView {
    /// The text as it was kept last.
    #[must_use]
    pub fn of(kept: &KeptDraft, told: Told, command: String) -> Self {
        Self {
            draft: Arc::clone(&kept.draft),
            typed: kept.draft.plan.to_string(),
            wrong: None,
            refused: None,
            newest: newest(kept),
            meanwhile: None,
            told,
            command,
        }
    }

    /// The text as it was typed.
    #[must_use]
    pub fn typed(kept: &KeptDraft, typed: String, command: String) -> Self {
        Self {
            typed,
            ..Self::of(kept, Told::default(), command)
        }
    }
}

/// `GET /plan/drafts/{id}/text`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let query = visit.query();
    let told = Told::of(&desk.kept, first(&query, "done"), first(&query, "before"));
    let command = web.app.fresh_command().to_string();
    let view = TextView::of(&desk.kept, told, command);
    Ok(shown(&web, &visit, &desk, StatusCode::OK, &view))
}

/// `POST /plan/drafts/{id}/text`: `plan`, written over the save that is called `newest`. What was kept
/// meanwhile is not written over before its author knows.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let draft = &desk.kept.draft;
    if let Some(sent) = desk::sent(&web, &visit, &desk.kept).await? {
        let then = Place::Text.after(&draft.id, Done::Saved, sent.before);
        return Ok(see_other(&then));
    }
    let typed = with_plain_ends(visit.field("plan"));
    let command = web.app.fresh_command().to_string();
    let mut view = TextView::typed(&desk.kept, typed, command);
    if *view.typed != *draft.plan {
        let zone = desk.stage.family().zone();
        view.meanwhile = Meanwhile::of(&desk.kept, zone, visit.field(NEWEST));
    }
    if view.meanwhile.is_some() {
        return Ok(shown(&web, &visit, &desk, StatusCode::CONFLICT, &view));
    }
    match read(&view.typed, desk.stage.today()) {
        Err(wrong) => view.wrong = Some(wrong),
        Ok(_) => {
            let before = newest(&desk.kept).filter(|_| *view.typed != *draft.plan);
            match keep(&web, &visit, draft, view.typed.clone()).await? {
                None => {
                    return Ok(see_other(&Place::Text.after(
                        &draft.id,
                        Done::Saved,
                        before,
                    )));
                }
                Some(why) => view.refused = Some(desk::refusal(desk.stage.text(), &why)),
            }
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&web, &visit, &desk, status, &view))
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    view: &TextView,
) -> Response {
    let title = t!(desk.stage.text(), "amend-label");
    let page = text_page(&desk.stage.frame(&title, Tab::Plan), view);
    web.page(status, &visit.reader, page)
}

/// The page.
pub(crate) fn text_page(frame: &Frame<'_>, view: &TextView) -> Markup {
    let text = frame.text;
    let id = &view.draft.id;
    let said = view.wrong.as_ref().map(|wrong| wrong_words(text, wrong));
    let hint = t!(text, "amend-hint");
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "amend-label")) }
                    p.kicker { (view.draft.name) ". " (t!(text, "editor-text-lead")) }
                }
            }
            (desk::pages(text, &view.draft, Page::Text))
            div.stack {
                (told(frame, (view.told, Place::Text), (id, &view.command)))
                @if view.draft.plan.is_empty() { (note(Note::Plain, html! { p { (t!(text, "editor-text-none")) } })) }
                (by_hand(text, &view.draft.answers))
                form.form method="post" action=(path(id, "/text")) novalidate {
                    @if let Some(found) = view.meanwhile { (meanwhile(text, id, found)) }
                    @if let Some(said) = &said { (error_summary(text, &t!(text, "editor-not-kept"), &[("plan", said.as_str())])) }
                    @if let Some(Wrong::Problems(problems)) = &view.wrong { (excerpts(text, &view.typed, problems)) }
                    @if let Some(refused) = &view.refused { div role="alert" { (note(Note::Stop, html! { p { (refused) } })) } }
                    (token_field(frame.token))
                    input type="hidden" name="command" value=(view.command);
                    (shown_field(view.newest))
                    (text_field(text, (hint.as_ref(), &view.typed), view.wrong.as_ref()))
                    div.btn-row {
                        button.btn data-kind="main" { (t!(text, "editor-save")) }
                        a.btn data-kind="quiet" href=(path(id, "")) { (t!(text, "swap-back")) }
                    }
                }
            }
        },
    )
}
