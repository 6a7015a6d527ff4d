//! The rhythm of calls: what the plan asks of calls and which of them took place, by week, child and
//! parent, as a picture and a table. Both parents are shown the same. Who wants to call more is told,
//! alone, when the children are free.
//!
//! May touch: the family in memory, what is the reader's own, and through `app` the reader's own wish.

pub mod clock;
pub mod draw;
pub(crate) mod handler;
pub mod markup;
pub mod nudge;
#[cfg(test)]
mod tests;
pub mod view;

use maud::{Markup, html};

use crate::http::Stage;
pub use clock::{OtherClock, other_clock};
pub(crate) use nudge::nudge;
use view::{Asked, RhythmView};

/// Choosing whether to be told when the children are free to be called (post: `wish`).
pub(crate) const WISH: &str = "/calls/wish";

/// The rhythm as it stands; `None` without a plan.
pub(crate) fn view(stage: &Stage) -> Option<RhythmView> {
    let asked = Asked::read(&stage.path);
    view::build(stage.family(), stage.side, &asked, stage.now)
}

/// The section on the page of calls, with what the reader alone is told. Nothing without a plan: the
/// page says so already.
pub(crate) fn section(stage: &Stage) -> Markup {
    let Some(view) = view(stage) else {
        return html! {};
    };
    let own = nudge::Own {
        wish: stage.mine.calls_wished(),
        said: nudge(stage),
        token: &stage.token,
    };
    markup::section(stage.text(), &view, &own)
}
