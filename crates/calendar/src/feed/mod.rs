//! A live calendar of a family: the text behind an address to which a calendar program subscribes.
//!
//! Compiles the plan, and touches nothing else: who may have the text, its address, storage and
//! HTTP are others' work. `span` finds how far to compile, `gather` and its files make the items,
//! `words` says them, `lines` writes them.

mod gather;
mod lines;
mod span;
mod words;
mod write;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use plan::{ChildId, Language, OneOff, ParentingPlan, Passed, Side, Window, WindowError};

/// How long a handover stands in a calendar, in minutes.
pub const HANDOVER_MINUTES: i64 = 15;

/// How far back [`feed_window`] shows, in whole months before the present one.
pub const FEED_MONTHS_BACK: i16 = 3;

/// How far ahead [`feed_window`] shows, in whole months after the present one.
pub const FEED_MONTHS_AHEAD: i16 = 13;

/// What a feed is made of. Equal values give equal bytes.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'p> {
    /// The plan that is in force, with its versions as one plan.
    pub plan: &'p ParentingPlan,
    /// What both agreed beside the plan, in the order in which it was agreed.
    pub agreed: &'p [OneOff],
    /// What both agreed about single handovers beside the plan: at most one for each child, parent
    /// and moment. Of several the first holds.
    pub arranged: &'p [Arranged<'p>],
    /// What has happened that steps and tentative feasts of the plan wait for.
    pub passed: &'p Passed,
    /// The dates that are shown; [`feed_window`] gives the usual ones. Every item that meets them
    /// is there, whole. Only one that goes on for more than a year after them is cut, at the end
    /// of a year.
    pub shown: Window,
    /// The children whose care is shown; `None`: all. Unknown ids are passed over.
    pub children: Option<&'p [ChildId]>,
    /// Care by this parent alone; `None`: by both. Everything else is shown either way.
    pub with: Option<Side>,
    /// What waits for an answer.
    pub proposals: &'p [Tentative<'p>],
    /// How much the items say.
    pub titles: Titles,
    /// The language of the items.
    pub language: Language,
    /// What tells the family's items from those of another family in one calendar: letters, digits
    /// and hyphens, without any name, and always the same. Anything else in it is left out.
    pub scope: &'p str,
    /// How often what the feed says was changed so far. It must never fall; programs take an item
    /// with a lower number for an old one.
    pub sequence: u32,
    /// When what the feed says was last changed, not when it is fetched: so a feed in which nothing
    /// changed keeps its bytes.
    pub stamp: Timestamp,
}

/// Another place of a child's handover, or somebody else who brings, as both agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arranged<'p> {
    /// Who passes.
    pub child: &'p ChildId,
    /// To whom.
    pub to: Side,
    /// When the handover is as agreed now, in the plan's wall-clock time.
    pub at: DateTime,
    /// Where, in words of one line; `None`: where the plan says.
    pub place: Option<&'p str>,
    /// Who brings or collects; `None`: who does by the plan.
    pub brings: Option<Side>,
}

/// How much the items of a feed say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Titles {
    /// Names, places and clauses.
    Named,
    /// `Appointment`, and when: no name, place, clause or kind, also not where only programs look.
    Neutral,
}

/// A change that was proposed and waits for an answer: one item. A proposal with several changes
/// has one of these for each, all with its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tentative<'p> {
    /// The id of the proposal: letters, digits and hyphens, without any name.
    pub id: &'p str,
    /// When the change would begin, in the plan's wall-clock time.
    pub start: DateTime,
    /// When it would end, not included. One that does not end after it begins is passed over.
    pub end: DateTime,
    /// The children whom it concerns. Those whom the feed does not show are left out, and the
    /// item with them if none remains.
    pub children: &'p [ChildId],
    /// What is proposed.
    pub what: Proposed<'p>,
    /// The parent whose answer it waits for.
    pub waits_for: Side,
}

/// What a proposal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed<'p> {
    /// The children would be with this parent.
    Care(Side),
    /// Something else, such as a journey, in words of one line.
    Other(&'p str),
}

/// The dates that a feed usually shows: whole months, so that they change once a month and not
/// every day.
///
/// # Errors
/// When they lie outside the years 1900 to 2300.
pub fn feed_window(today: Date) -> Result<Window, WindowError> {
    Window::new(
        month_after(today, -FEED_MONTHS_BACK),
        month_after(today, FEED_MONTHS_AHEAD + 1),
    )
}

/// The first day of a month counted from that of a date; the calendar's first or last day beyond
/// its ends.
fn month_after(date: Date, months: i16) -> Date {
    date.first_of_month()
        .saturating_add(jiff::Span::new().months(months))
}

/// Writes a feed as an RFC 5545 file.
///
/// - Each stay of a child with a parent is an item, one for all children who are together from
///   beginning to end. Where clauses disagree, an item says so.
/// - Each handover is an item of [`HANDOVER_MINUTES`] with its place and who brings, if the plan or
///   what both agreed says so. It takes a parent's time in the feed of a parent (`with`), as that parent's calls do.
/// - Calls are items; children who call together share one. The holidays of which a clause speaks
///   are all-day items.
/// - What was agreed stands where it differs from the plan, and says what the plan says. What
///   waits for an answer is tentative.
/// - An item keeps its UID whatever dates are shown and whatever the language is: it comes from
///   `scope`, the children, the parent and the true start, or from the proposal's id.
///
/// ```
/// use calendar::{Feed, Titles, feed, feed_window};
/// use jiff::civil::date;
/// use plan::{Language, ParentingPlan, Passed};
///
/// let plan = ParentingPlan::read(plan::EXAMPLE, date(2026, 9, 1))?;
/// let text = feed(&Feed {
///     plan: &plan,
///     agreed: &[],
///     arranged: &[],
///     passed: &Passed::default(),
///     shown: feed_window(date(2027, 2, 10))?,
///     children: None,
///     with: None,
///     proposals: &[],
///     titles: Titles::Named,
///     language: Language::En,
///     scope: "f1",
///     sequence: 1,
///     stamp: "2026-09-01T12:00:00Z".parse()?,
/// });
/// assert!(text.contains("SUMMARY:Noor with Elias\r\n"));
/// assert!(text.contains("UID:1.1.b.20270203T073000Z@f1.parenthesis\r\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn feed(feed: &Feed<'_>) -> String {
    let span = span::Span::of(feed);
    let entries = gather::entries(feed, &span);
    write::calendar(feed, &span, &entries)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_usual_dates_are_whole_months() {
        for (today, from, to) in [
            (date(2027, 2, 1), date(2026, 11, 1), date(2028, 4, 1)),
            (date(2027, 2, 28), date(2026, 11, 1), date(2028, 4, 1)),
            (date(2027, 5, 31), date(2027, 2, 1), date(2028, 7, 1)),
        ] {
            let window = feed_window(today).unwrap();
            assert_eq!((window.from(), window.to()), (from, to));
        }
        assert!(feed_window(Date::MAX).is_err());
        assert!(feed_window(Date::MIN).is_err());
    }
}
