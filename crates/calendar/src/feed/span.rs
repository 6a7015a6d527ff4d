//! How far to compile, so that every item that is shown has its true beginning and end. Compiles
//! the plan, decides nothing.

use jiff::Timestamp;
use jiff::civil::Date;
use plan::{Timeline, Window, compile_after};

use super::Feed;

/// The timelines of a feed.
pub(super) struct Span {
    /// As agreed, of all children, far enough around what is shown.
    pub(super) agreed: Timeline,
    /// By the plan alone, where anything was agreed beside it.
    pub(super) planned: Option<Timeline>,
    /// As agreed, of all children, over the dates that are shown and no more.
    pub(super) shown: Timeline,
}

impl Span {
    pub(super) fn of(feed: &Feed<'_>) -> Span {
        let compile = |window| compile_after(feed.plan, window, feed.agreed, feed.passed);
        let shown = compile(feed.shown);
        let mut window = around(feed.shown);
        let mut agreed = compile(window);
        if is_cut(&agreed, shown.start()) && beginning(feed) < window.from() {
            let whole = Window::new(beginning(feed), window.to());
            // Of more than a hundred years, what lies near must do.
            if let Ok(whole) = whole {
                window = whole;
                agreed = compile(window);
            }
        }
        let planned =
            (!feed.agreed.is_empty()).then(|| compile_after(feed.plan, window, &[], feed.passed));
        Span {
            agreed,
            planned,
            shown,
        }
    }

    /// Whether what lies between two instants meets what is shown.
    pub(super) fn shows(&self, start: Timestamp, end: Timestamp) -> bool {
        start < self.shown.end() && self.shown.start() < end
    }
}

/// Whole years with at least one more on both sides, so that what is cut there is cut at the same
/// instant for a year.
fn around(shown: Window) -> Window {
    let year = |year: i16| Date::new(year, 1, 1).unwrap_or(shown.from());
    let from = year(shown.from().year() - 1).max(year(1900));
    let to = year(shown.to().year() + 2).min(year(2300)).max(shown.to());
    Window::new(from, to).unwrap_or(shown)
}

/// The first date of which the plan or anything that was agreed speaks.
fn beginning(feed: &Feed<'_>) -> Date {
    let agreed = feed.agreed.iter().map(|one| one.start.date()).min();
    agreed.map_or(feed.plan.from(), |first| first.min(feed.plan.from()))
}

/// Whether something begins with the timeline and reaches into what is shown.
fn is_cut(timeline: &Timeline, shown: Timestamp) -> bool {
    let begins = timeline.start();
    timeline.children().iter().any(|child| {
        let stay = child.stays().first().map(|stay| (stay.start, stay.end));
        let clash = child.clashes.first().map(|clash| (clash.start, clash.end));
        [stay, clash]
            .into_iter()
            .flatten()
            .any(|(start, end)| start == begins && end > shown)
    })
}
