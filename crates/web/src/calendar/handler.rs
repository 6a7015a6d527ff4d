//! `GET /calendar`, and the compiled days that other screens share.
//!
//! May touch: the family in memory.

use std::sync::Arc;

use app::Store;
use family::Family;
use jiff::civil::Date;
use plan::{ParentingPlan, Timeline, Window};

use super::beside;
use super::calls;
use super::scene::Reach;
use super::{OpenProposal, Params, ProposedSpan, Query, Scene, build, render, title};
use crate::care::told::Was;
use crate::http::{Answer, Kept, Stage, Visit, Web, first, see_other};
use crate::page::{Tab, Versions, paths};

/// A month, a week or a list of days.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let pairs = visit.query();
    let value = |name| Some(first(&pairs, name)).filter(|value| !value.is_empty());
    let params = Params {
        view: value("view"),
        month: value("month"),
        day: value("day"),
        from: value("from"),
    };
    let query = Query::read(params, stage.today());
    // Without a plan there are no days to show; Today says so.
    let Some(compiled) = Compiled::new(&stage, query.window()) else {
        return Ok(see_other(paths::TODAY));
    };
    let text = stage.text();
    let mut view = build(&compiled.scene(&stage), query);
    beside::add(stage.family(), &mut view);
    calls::add(&compiled.scene(&stage), &mut view);
    let title = title(text, query);
    let page = render(text, &view, &stage.frame(&title, Tab::Calendar));
    Ok(web.keep(&visit, key, page))
}

/// The plan in force, compiled over some days, with what is open.
pub(crate) struct Compiled {
    plan: Arc<ParentingPlan>,
    timeline: Timeline,
    open: Vec<OpenProposal>,
    was: Was,
}

impl Compiled {
    /// `None` when no plan is in force, or the days lie beyond what can be compiled.
    pub(crate) fn new(stage: &Stage, (from, to): (Date, Date)) -> Option<Self> {
        let family = stage.family();
        let plan = Arc::clone(family.plan()?);
        let window = Window::new(from, to).ok()?;
        let timeline = family.timeline(window)?;
        let was = Was::of(family, &plan, window);
        Some(Self {
            was,
            plan,
            timeline,
            open: open(family, stage),
        })
    }

    /// What the builders of pages look at.
    pub(crate) fn scene<'a>(&'a self, stage: &'a Stage) -> Scene<'a> {
        Scene {
            plan: &self.plan,
            timeline: &self.timeline,
            versions: Versions::of(stage.family(), stage.today()),
            open: &self.open,
            now: stage.now,
            viewer: stage.side,
            lang: stage.lang,
            reach: Reach::Parent,
            told: self.was.told(),
        }
    }
}

/// What waits for an answer and would change who has the children when; of several alternatives
/// each one that can still be chosen.
fn open(family: &Family, stage: &Stage) -> Vec<OpenProposal> {
    let live = family
        .proposals()
        .iter()
        .filter(|one| family.is_live(one, stage.now));
    let open = live.map(|one| {
        let offer = one.current();
        let alternatives = offer.open_alternatives(family, stage.now).into_iter();
        let moves = alternatives.flat_map(|alternative| offer.terms.moves(alternative));
        OpenProposal {
            id: one.id.to_string(),
            by: offer.by,
            asked_at: offer.at,
            spans: moves
                .map(|change| ProposedSpan {
                    children: change.children,
                    parent: change.to,
                    start: change.start,
                    end: change.end,
                })
                .collect(),
        }
    });
    open.filter(|one| !one.spans.is_empty()).collect()
}
