//! `GET /plan`, and the words of a plan that is only offered.
//!
//! May touch: the family in memory.

use app::Store;
use family::{Offer, ProposalId, State};
use maud::Markup;
use plan::{Side, Window, compile};

use super::{Agreed, Inputs, build, render, window};
use crate::calendar::Scene;
use crate::calendar::handler::Compiled;
use crate::http::{Answer, Failure, Kept, Stage, Visit, Web};
use crate::page::Tab;
use crate::text::t;

/// The plan in force.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.family_page(&visit, page).await
}

fn page(stage: &Stage) -> Markup {
    let family = stage.family();
    let proposal = family
        .version_on(stage.today())
        .map(|version| version.proposal.clone());
    let agreed = proposal.and_then(|id| who_agreed(stage, &id));
    let compiled = Compiled::new(stage, window(stage.today()));
    let inputs = match (&compiled, agreed) {
        (Some(compiled), Some(agreed)) => Inputs::Plan {
            scene: compiled.scene(stage),
            agreed,
        },
        _ => Inputs::NoPlan,
    };
    let title = t!(stage.text(), "tab-plan");
    render(
        stage.text(),
        &build(&inputs),
        &stage.frame(&title, Tab::Plan),
    )
}

/// `GET /proposals/{id}/plan`: what is offered, as it would stand.
pub(crate) async fn offered<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let page = id
        .and_then(|id| offered_page(&stage, &id))
        .ok_or(Failure::NotFound)?;
    Ok(web.keep(&visit, key, page))
}

/// `None` when there is no such proposal, or it offers no plan.
fn offered_page(stage: &Stage, id: &ProposalId) -> Option<Markup> {
    let offer = stage.family().proposal(id)?.current();
    let plan = offer.plan.as_deref()?;
    let (from, to) = window(stage.today());
    let timeline = compile(plan, Window::new(from, to).ok()?, &[]);
    let scene = Scene {
        plan,
        timeline: &timeline,
        open: &[],
        now: stage.now,
        viewer: stage.side,
        lang: stage.lang,
    };
    let agreed = who_agreed(stage, id)?;
    let inputs = Inputs::Plan { scene, agreed };
    let frame = stage.frame(plan.title(), Tab::Proposals);
    Some(render(stage.text(), &build(&inputs), &frame))
}

/// Who agreed to a proposal's last offer and when, side A first.
fn who_agreed(stage: &Stage, id: &ProposalId) -> Option<[Agreed; 2]> {
    let proposal = stage.family().proposal(id)?;
    let offer: &Offer = proposal.current();
    Some(Side::BOTH.map(|side| match &proposal.state {
        _ if offer.by == side => Agreed::On {
            at: offer.at,
            entry: offer.entry,
        },
        State::Accepted(answer) => Agreed::On {
            at: answer.at,
            entry: answer.entry,
        },
        State::Open | State::Declined(_) | State::Withdrawn(_) => Agreed::NotYet,
    }))
}
