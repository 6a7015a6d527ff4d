//! The file itself, from its items. Decides nothing.

use super::gather::{Entry, Kind, Settled, Time, When, kids};
use super::lines::{Escaped, Lines, slug};
use super::span::Span;
use super::words::Words;
use super::{Feed, Titles};
use crate::zone::{self, Clock};

/// How many octets an item takes on average, about.
const ITEM_OCTETS: usize = 900;

/// The file of a feed.
pub(super) fn calendar(feed: &Feed<'_>, span: &Span, entries: &[Entry]) -> String {
    let clock = Clock::of(feed.plan);
    let mut lines = Lines::with_capacity(4_096 + ITEM_OCTETS * entries.len());
    head(feed, &mut lines);
    let (start, end) = extent(span, entries);
    lines.lines(&clock.definition(start, end));
    let writer = Writer {
        feed,
        clock,
        scope: slug(feed.scope),
        stamp: zone::utc(feed.stamp),
        // RFC 5545 (3.3.8) knows no greater number.
        sequence: feed.sequence.min(i32::MAX.unsigned_abs()).to_string(),
        words: Words::new(feed.plan, feed.language),
    };
    for entry in entries {
        writer.item(entry, &mut lines);
    }
    lines.line("END:VCALENDAR");
    lines.into_text()
}

fn head(feed: &Feed<'_>, lines: &mut Lines) {
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line(match feed.titles {
        Titles::Named => "PRODID:-//Parenthesis//Feed of care//EN",
        Titles::Neutral => "PRODID:-//Parenthesis//Calendar//EN",
    });
    lines.line("CALSCALE:GREGORIAN");
    let name = name(feed);
    // The newer name of the property, and the one that older programs look for.
    lines.escaped("NAME;VALUE=TEXT", &name);
    lines.escaped("X-WR-CALNAME", &name);
    lines.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    lines.line("X-PUBLISHED-TTL:PT1H");
}

/// The name of the calendar: the plan's title, or the children and the parent who are shown.
fn name(feed: &Feed<'_>) -> Escaped {
    let words = Words::new(feed.plan, feed.language);
    if feed.titles == Titles::Neutral {
        return Escaped::line(words.say("Appointments", "Afspraken"));
    }
    let kids = kids(feed);
    let names: Vec<&str> = kids.iter().map(|(child, _)| &*child.name).collect();
    match (feed.children, feed.with) {
        (None, None) => Escaped::line(feed.plan.title()),
        (Some(_), None) => words.list(&names),
        (None | Some(_), Some(parent)) => words.with(&words.list(&names), parent),
    }
}

/// From when to when the zone has to be defined.
fn extent(span: &Span, entries: &[Entry]) -> (jiff::Timestamp, jiff::Timestamp) {
    let (mut start, mut end) = (span.agreed.start(), span.agreed.end());
    for entry in entries {
        if let When::Instants(from, to) = entry.when {
            start = start.min(from);
            end = end.max(to);
        }
    }
    (start, end)
}

/// What the items of one file share.
struct Writer<'f> {
    feed: &'f Feed<'f>,
    clock: Clock<'f>,
    scope: String,
    stamp: String,
    sequence: String,
    words: Words<'f>,
}

impl Writer<'_> {
    fn item(&self, entry: &Entry, lines: &mut Lines) {
        lines.line("BEGIN:VEVENT");
        lines.value("UID", &[&entry.uid, "@", &self.scope, ".parenthesis"]);
        lines.value("DTSTAMP", &[&self.stamp]);
        lines.value("LAST-MODIFIED", &[&self.stamp]);
        lines.value("SEQUENCE", &[&self.sequence]);
        match entry.when {
            When::Instants(start, end) => {
                lines.moment("DTSTART", self.clock, start);
                lines.moment("DTEND", self.clock, end);
            }
            When::Days(first, after) => {
                lines.date("DTSTART", first);
                lines.date("DTEND", after);
            }
        }
        match &entry.said {
            Some(said) => {
                lines.escaped("SUMMARY", &said.summary);
                if !said.description.is_empty() {
                    lines.escaped("DESCRIPTION", &said.description);
                }
                if let Some(place) = &said.place {
                    lines.escaped("LOCATION", place);
                }
                self.for_programs(entry, lines);
            }
            None => lines.value("SUMMARY", &[self.words.say("Appointment", "Afspraak")]),
        }
        lines.line(match entry.settled {
            Settled::Confirmed => "STATUS:CONFIRMED",
            Settled::Tentative => "STATUS:TENTATIVE",
        });
        lines.line(match entry.time {
            Time::Free => "TRANSP:TRANSPARENT",
            Time::Taken => "TRANSP:OPAQUE",
        });
        lines.line("END:VEVENT");
    }

    /// What colours an item, and what a program can read without knowing the language.
    fn for_programs(&self, entry: &Entry, lines: &mut Lines) {
        let word = self.category(entry.kind);
        match entry.parent {
            Some(parent) => {
                let name = self.words.parent(parent);
                lines.value("CATEGORIES", &[word, ",", name.as_str()]);
            }
            None => lines.value("CATEGORIES", &[word]),
        }
        lines.value("X-PARENTHESIS-KIND", &[kind(entry.kind)]);
        for child in &entry.group.ids {
            lines.value("X-PARENTHESIS-CHILD", &[child.as_str()]);
        }
        if let Some(parent) = entry.parent {
            let parent = &self.feed.plan.parent(parent).id;
            lines.value("X-PARENTHESIS-PARENT", &[parent.as_str()]);
        }
    }

    fn category(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Care => self.words.say("Care", "Zorg"),
            Kind::Handover => self.words.say("Handover", "Overdracht"),
            Kind::Call => self.words.say("Call", "Gesprek"),
            Kind::Holiday => self.words.say("Holiday", "Vakantie of feestdag"),
            Kind::Clash => self.words.say("Clash", "Tegenspraak"),
            Kind::Proposal => self.words.say("Proposal", "Voorstel"),
        }
    }
}

/// What a program calls a kind of item.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Care => "care",
        Kind::Handover => "handover",
        Kind::Call => "call",
        Kind::Holiday => "holiday",
        Kind::Clash => "clash",
        Kind::Proposal => "proposal",
    }
}
