//! `GET` and `POST /plan/drafts/{id}/questions`: a page of the questions, and keeping what was
//! answered on it.
//!
//! May touch: the reader's own draft, through the desk. A GET keeps nothing. While the answers make
//! no plan, because a first day is long ago, the draft keeps the text that it has.

use app::Store;
use axum::http::StatusCode;
use family::DraftedPlan;
use plan::compose::{ComposeError, USUAL_PLACE};
use plan::library::said;

use super::Step;
use super::form::{About, Kept, Sheet, text_beside, wrongs};
use super::markup::{by_hand_page, questions_page, step_path};
use super::view::{QuestionsView, Typed};
use crate::http::{Answer, Failure, Stage, Visit, Web, first, see_other};
use crate::page::Tab;
use crate::studio::desk::{self, Desk};
use crate::text::{Text, language_of, t};

/// What an address names in place of a step to leave the questions for the plan.
const LOOK: &str = "look";

/// Which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Go {
    Next,
    Back,
    Stop,
}

impl Go {
    /// The button's value; whatever else came goes on.
    fn read(value: &str) -> Self {
        match value {
            "back" => Self::Back,
            "stop" => Self::Stop,
            _ => Self::Next,
        }
    }
}

/// `GET /plan/drafts/{id}/questions`. Without a step, the first that is not answered.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let draft = &desk.kept.draft;
    let query = visit.query();
    let wanted = first(&query, "step");
    if wanted == LOOK {
        return Ok(see_other(&desk::path(&draft.id, "")));
    }
    if is_by_hand(draft) {
        let title = t!(desk.stage.text(), "questions-title");
        let page = by_hand_page(&desk.stage.frame(&title, Tab::Plan), draft);
        return Ok(web.page(StatusCode::OK, &visit.reader, page));
    }
    let about = about(&desk.stage);
    let kept = Kept::of(&draft.answers);
    let open = || kept.first_open(&about).unwrap_or(Step::People);
    let step = Step::read(wanted).unwrap_or_else(open);
    let typed = Typed::kept(step, &kept, &about);
    Ok(shown(&web, &visit, &desk, StatusCode::OK, (step, typed)))
}

/// `POST /plan/drafts/{id}/questions?step=…`. To go on, a page must be sound; to go back or to
/// stop, it is kept as it was typed.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let query = visit.query();
    let step = Step::read(first(&query, "step")).ok_or(Failure::NotFound)?;
    let go = Go::read(visit.field("go"));
    let sheet = Sheet::typed(step, &visit.fields);
    let text = desk.stage.text();
    let refused = |why: String, sheet: Sheet| Typed {
        refused: Some(why),
        ..Typed::shown(sheet)
    };
    if is_by_hand(&desk.kept.draft) {
        let typed = refused(t!(text, "questions-changed").into_owned(), sheet);
        return wrong(&web, &visit, &desk, (step, typed));
    }
    let about = about(&desk.stage);
    let kept = Kept::of(&desk.kept.draft.answers);
    let errors = wrongs(step, &sheet, &kept, &about);
    if go == Go::Next && !errors.is_empty() {
        let typed = Typed {
            errors,
            ..Typed::shown(sheet)
        };
        return wrong(&web, &visit, &desk, (step, typed));
    }
    let kept = kept.with(step, &sheet, &about);
    let before: &str = &desk.kept.draft.plan;
    let plan = match text_beside(&kept, &about, before) {
        Ok(plan) => plan,
        Err(why) if go == Go::Next => {
            let typed = refused(no_plan(text, &why), sheet);
            return wrong(&web, &visit, &desk, (step, typed));
        }
        Err(_) => before.to_owned(),
    };
    let draft = DraftedPlan {
        id: desk.kept.draft.id.clone(),
        name: desk.kept.draft.name.clone(),
        answers: kept.clone().into_answers(),
        plan: plan.into(),
    };
    let on = after(&draft, (step, go), &kept, &about);
    // A page that was only looked at makes no version.
    if draft != *desk.kept.draft
        && let Err(why) = desk::keep(&web, &visit, draft).await?
    {
        let typed = refused(desk::refusal(text, &why), sheet);
        return wrong(&web, &visit, &desk, (step, typed));
    }
    Ok(see_other(&on))
}

/// Why answers that are each sound make no plan together.
fn no_plan(text: &Text, why: &ComposeError) -> String {
    let said = match why {
        ComposeError::NoChild => t!(text, "questions-no-children"),
        ComposeError::TooManyTogether => t!(text, "questions-too-many-feasts"),
        ComposeError::Start { .. }
        | ComposeError::NoSchool
        | ComposeError::Twice { .. }
        | ComposeError::NoFeast { .. }
        | ComposeError::NoWording { .. }
        | ComposeError::Unsound(_) => t!(text, "questions-no-plan"),
    };
    said.into_owned()
}

/// Where the button leads. After the last page to what is still open, else to the plan.
fn after(draft: &DraftedPlan, (step, go): (Step, Go), kept: &Kept, about: &About) -> String {
    let next = match go {
        Go::Next => step.next().or_else(|| kept.first_open(about)),
        Go::Back => step.previous(),
        Go::Stop => None,
    };
    next.map_or_else(
        || desk::path(&draft.id, ""),
        |step| step_path(&draft.id, step),
    )
}

/// Whether the text is the draft, and no answers: then the questions would replace it.
fn is_by_hand(draft: &DraftedPlan) -> bool {
    draft.answers.is_empty() && !draft.plan.is_empty()
}

fn about(stage: &Stage) -> About {
    let place = said(USUAL_PLACE, language_of(stage.text().lang()));
    About::of(stage.family(), stage.side, stage.today(), place.to_owned())
}

/// The page with what is wrong.
fn wrong<S: Store>(web: &Web<S>, visit: &Visit, desk: &Desk, page: (Step, Typed)) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(web, visit, desk, status, page))
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    page: (Step, Typed),
) -> axum::response::Response {
    let stage = &desk.stage;
    let view = QuestionsView::of(
        desk.kept.draft.clone(),
        stage.people.clone(),
        about(stage),
        page,
        web.app.fresh_command().to_string(),
    );
    let title = view.step.title(stage.text());
    let page = questions_page(&stage.frame(&title, Tab::Plan), &view);
    web.page(status, &visit.reader, page)
}
