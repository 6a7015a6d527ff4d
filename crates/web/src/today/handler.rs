//! `GET /today`.
//!
//! May touch: the family in memory.

use app::Store;
use maud::Markup;

use super::{Inputs, Other, build, render, window};
use crate::calendar::handler::Compiled;
use crate::http::{Answer, Stage, Visit, Web};
use crate::page::Tab;
use crate::text::t;

/// Where each child is now, the next handover, what waits.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.family_page(&visit, page).await
}

fn page(stage: &Stage) -> Markup {
    let (text, family) = (stage.text(), stage.family());
    let other = if family.seat(stage.side.other()).joined() {
        Other::Joined
    } else {
        Other::Invited
    };
    let compiled = Compiled::new(stage, window(stage.today()));
    let inputs = match compiled.as_ref() {
        Some(compiled) => Inputs::Plan {
            scene: compiled.scene(stage),
            other,
        },
        None => Inputs::NoPlan {
            people: &stage.people,
            viewer: stage.side,
            other,
            now: stage.now,
            zone: family.zone(),
        },
    };
    let title = t!(text, "tab-today");
    render(text, &build(&inputs), &stage.frame(&title, Tab::Today))
}
