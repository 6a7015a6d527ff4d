//! The timeline of care as iCalendar, live calendars, and rosters of shifts as clauses.
//!
//! **What it is.** [`icalendar()`] writes a [`Timeline`] as the text of an RFC 5545 file: one item
//! for each stretch of care, which names the child, the parent, the clause that gives the time
//! and what gave way to it; and one item for each clash, which says that nobody has the time yet.
//! [`feed()`] writes the text of a live calendar for people: whole stays, children who are
//! together in one item, handovers, holidays, calls, and what waits for an answer.
//! [`roster_from_ics`] and [`roster_from_csv`] read the shifts of a parent who works on a roster,
//! or say everything that is wrong with the file; [`roster_clause`] makes a clause of them.
//!
//! **What it is not.** It decides nothing about care (`plan` does), knows no addresses of feeds and
//! serves none (`web` does), and opens no file: texts come in and go out.
//!
//! **Invariants.**
//! - Equal plan, timeline, child, language and stamp give equal bytes.
//! - The UID of an item comes from the plan alone: the child, the start, and the parents. The
//!   same stretch of care keeps it in every file, whenever and in whatever language it is written.
//!   In a feed it has numbers in the place of names, and outlasts the dates that are shown.
//! - A feed with neutral titles has nothing that anybody wrote, nor what its items are.
//! - Lines end in CRLF and hold 75 octets at most. No name, title or sentence of a plan can add a
//!   line, a property or an item.
//! - Times are on the clock of the plan's zone, which the file defines for its window; a time
//!   that comes twice in autumn is written in UTC when it is the second. No instant is shifted.
//! - No roster makes it panic, whatever it says; a [`Shift`] ends after it begins, in whole
//!   minutes.
//!
//! ```
//! use jiff::civil::date;
//! use plan::{Language, ParentingPlan, Window};
//!
//! let plan = ParentingPlan::read(plan::EXAMPLE, date(2026, 9, 1))?;
//! let window = Window::new(date(2027, 2, 1), date(2027, 3, 1))?;
//! let timeline = plan::compile(&plan, window, &[]);
//! let stamp = "2026-09-01T12:00:00Z".parse()?;
//! let text = calendar::icalendar(&plan, &timeline, None, Language::En, stamp);
//! assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
//! assert!(text.contains("DTSTAMP:20260901T120000Z\r\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod feed;
mod names;
mod roster;
mod words;
mod zone;

use ::icalendar::{Calendar, Component, Event, Property};
use jiff::Timestamp;
use plan::{Care, Child, ChildId, ChildTimeline, Clash, Language, ParentingPlan, Side, Timeline};

pub use crate::feed::{
    Arranged, FEED_MONTHS_AHEAD, FEED_MONTHS_BACK, Feed, HANDOVER_MINUTES, Proposed, Tentative,
    Titles, feed, feed_window,
};
pub use crate::names::{month_name, weekday_name};
pub use crate::roster::{
    LABEL_CHARS_MAX, ROSTER_BYTES_MAX, RosterError, RosterKind, SHIFT_DAYS_MAX, SHIFTS_MAX, Shift,
    roster_clause, roster_from_csv, roster_from_ics,
};
use crate::words::Words;
use crate::zone::Clock;

/// How a calendar ends, and with it the file.
const END: &str = "END:VCALENDAR\r\n";

/// Who wrote the file, as RFC 5545 asks for it.
const PRODUCT: &str = "-//Parenthesis//Timeline of care//EN";

/// Writes a timeline of `plan` as an RFC 5545 file, for one child or, with `None`, for all.
///
/// `stamp` becomes the DTSTAMP of every item: the moment at which the file is made. A stretch
/// that the timeline's window cuts is written as cut, and its UID has the start of the cut. For
/// a child that the plan does not know, the file has no items. Times name the plan's zone, which
/// one VTIMEZONE defines for the timeline's window; in UTC they need none.
///
/// # Panics
/// When `timeline` was compiled from another plan, with more clauses.
pub fn icalendar(
    plan: &ParentingPlan,
    timeline: &Timeline,
    child: Option<&ChildId>,
    language: Language,
    stamp: Timestamp,
) -> String {
    let writer = Writer {
        plan,
        words: Words { plan, language },
        clock: Clock::of(plan),
        stamp: zone::utc(stamp),
    };
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", PRODUCT));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    let title = words::one_line(plan.title());
    // The newer name of the property, and the one that older programs look for.
    calendar.append_property(
        Property::new("NAME", title.as_str())
            .add_parameter("VALUE", "TEXT")
            .done(),
    );
    calendar.append_property(Property::new("X-WR-CALNAME", title));
    let mut text = calendar.to_string();
    // The library has no VTIMEZONE and would give any other component a UID and a stamp, so the
    // components are put before the end of a calendar that has none.
    text.truncate(text.len().saturating_sub(END.len()));
    text.push_str(&writer.clock.definition(timeline.start(), timeline.end()));
    for part in timeline.children() {
        if child.is_none_or(|wanted| *wanted == part.child)
            && let Some(child) = plan.child(&part.child)
        {
            for item in writer.items(child, part) {
                text.push_str(&Component::to_string(&item));
            }
        }
    }
    text.push_str(END);
    text
}

/// What the items of one file share.
struct Writer<'p> {
    plan: &'p ParentingPlan,
    words: Words<'p>,
    clock: Clock<'p>,
    stamp: String,
}

impl Writer<'_> {
    /// The items of a child, in order of time.
    fn items(&self, child: &Child, part: &ChildTimeline) -> Vec<Event> {
        let care = part
            .care
            .iter()
            .map(|care| (care.start, self.care(child, care)));
        let clashes = part
            .clashes
            .iter()
            .map(|clash| (clash.start, self.clash(child, clash)));
        let mut items: Vec<(Timestamp, Event)> = care.chain(clashes).collect();
        items.sort_by_key(|(start, _)| *start);
        items.into_iter().map(|(_, item)| item).collect()
    }

    fn care(&self, child: &Child, care: &Care) -> Event {
        let parent = self.plan.parent(care.parent).id.as_str();
        let mut item = self.item(&format!("care.{}.{parent}", child.id), care.start, care.end);
        item.summary(&self.words.with(child, care.parent));
        item.description(&self.words.because(care));
        item
    }

    fn clash(&self, child: &Child, clash: &Clash) -> Event {
        let mut item = self.item(&format!("clash.{}", child.id), clash.start, clash.end);
        item.summary(&self.words.clash(child));
        item.description(&self.words.clash_between(clash));
        item.add_property("STATUS", "TENTATIVE");
        item
    }

    fn item(&self, what: &str, start: Timestamp, end: Timestamp) -> Event {
        let [a, b] = Side::BOTH.map(|side| &self.plan.parent(side).id);
        let mut item = Event::new();
        let utc = zone::utc(start);
        item.uid(&format!("{what}.{utc}@{a}.{b}.parenthesis"));
        item.add_property("DTSTAMP", &self.stamp);
        item.append_property(self.clock.property("DTSTART", start));
        item.append_property(self.clock.property("DTEND", end));
        // Having the children with one does not make one busy.
        item.add_property("TRANSP", "TRANSPARENT");
        item
    }
}
