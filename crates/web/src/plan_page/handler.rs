//! `GET /plan`, and the words of any plan that was offered.
//!
//! May touch: the family in memory. What a plan is warned of is looked for on threads of its own.

use std::sync::Arc;

use app::{Session, Store};
use jiff::civil::Date;
use maud::Markup;
use plan::Warning;

use super::pages::{self, Asked};
use super::talk::Talk;
use super::{View, render};
use crate::http::{Answer, Failure, Kept, Stage, Visit, Web, first};
use crate::page::Tab;
use crate::studio::see::month::asked;
use crate::text::t;

/// The plan in force.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let text = pages::text_in_force(&stage.looking());
    let warned = warned(&web, &visit.session, (text, stage.today())).await?;
    let asked = Asked {
        warned: &warned,
        ..Asked::default()
    };
    let view = pages::in_force(&stage.looking(), asked);
    let title = t!(stage.text(), "tab-plan");
    let page = render(stage.text(), &view, &stage.frame(&title, Tab::Plan));
    Ok(web.keep(&visit, key, page))
}

/// `GET /proposals/{id}/plan`: a plan that was offered, whatever became of it; `month` and `day` open
/// a month.
pub(crate) async fn offered<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let id = id.ok_or(Failure::NoProposal)?;
    let text = pages::text_of(stage.family(), &id);
    let warned = warned(&web, &visit.session, (text, stage.today())).await?;
    let command = web.app.fresh_command().to_string();
    let pairs = visit.query();
    let asked = Asked {
        command: &command,
        warned: &warned,
        query: asked(first(&pairs, "month"), first(&pairs, "day"), stage.today()),
    };
    let look = stage.looking();
    let mut view = pages::of_proposal(&look, &id, asked).ok_or(Failure::NoProposal)?;
    if let View::Plan(content) = &mut view {
        content.talk = Talk::of(&look, &id, &|said| stage.shows(said));
    }
    let page = offered_page(&stage, &view).ok_or(Failure::NoProposal)?;
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

/// What is probably not meant with the plan of a text, in all the years ahead.
///
/// # Errors
/// A [`Failure`] when looking stopped halfway.
pub(crate) async fn warned<S: Store>(
    web: &Web<S>,
    session: &Session,
    (text, today): (Option<Arc<str>>, Date),
) -> Result<Arc<[Warning]>, Failure> {
    match text {
        Some(text) => web.warned.of(session.member().as_str(), &text, today).await,
        None => Ok(Arc::from([])),
    }
}
