//! `GET /plan`, and the words of any plan that was offered.
//!
//! May touch: the family in memory.

use app::Store;
use maud::Markup;

use super::talk::Talk;
use super::{View, pages, render};
use crate::http::{Answer, Failure, Kept, Stage, Visit, Web};
use crate::page::Tab;
use crate::text::t;

/// The plan in force.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.family_page(&visit, page).await
}

fn page(stage: &Stage) -> Markup {
    let title = t!(stage.text(), "tab-plan");
    render(
        stage.text(),
        &pages::in_force(&stage.looking()),
        &stage.frame(&title, Tab::Plan),
    )
}

/// `GET /proposals/{id}/plan`: a plan that was offered, whatever became of it.
pub(crate) async fn offered<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let command = web.app.fresh_command().to_string();
    let look = stage.looking();
    let view = id.and_then(|id| {
        let mut view = pages::of_proposal(&look, &id, &command)?;
        if let View::Plan(content) = &mut view {
            content.talk = Talk::of(&look, &id, &|said| stage.shows(said));
        }
        Some(view)
    });
    let page = view
        .as_ref()
        .and_then(|view| offered_page(&stage, view))
        .ok_or(Failure::NoProposal)?;
    Ok(web.keep(&visit, key, page))
}

/// Named after the plan.
fn offered_page(stage: &Stage, view: &View) -> Option<Markup> {
    let View::Plan(content) = view else {
        return None;
    };
    let frame = stage.frame(&content.title, Tab::Proposals);
    Some(render(stage.text(), view, &frame))
}
