//! A whole conversation, drawn for paper.
//!
//! May touch: the view it is given. It needs no script.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::clause;
use super::markup::paragraphs;
use super::print::{ERASED_NUMBERS_MAX, PrintView, Printed, PrintedFile};
use super::words;
use crate::page::{Frame, Icon, Note, icon_small, note, page, paths, side_tag};
use crate::text::{Lang, Text, date_with_year, day_and_clock, list, t, with_capital};

/// The page.
pub fn print_page(frame: &Frame<'_>, view: &PrintView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            (head(text, view))
            (screen(text, view))
            @if view.messages.is_empty() && view.years.is_empty() { p.muted { (t!(text, "print-none")) } }
            div.thread { @for message in &view.messages { (printed(text, view, message)) } }
            @if let Some((number, next)) = &view.next {
                p { a rel="next" href=(next) { (t!(text, "print-next", number = *number)) } }
            }
            (foot(text, view))
        },
    )
}

fn head(text: &Text, view: &PrintView) -> Markup {
    let [one, other] = &view.names;
    html! {
        header {
            p.no-print {
                a.btn data-kind="quiet" data-shape="back" href=(view.path) { (icon_small(Icon::Prev)) (t!(text, "print-back")) }
            }
            h1 { (view.title) }
            p.kicker { (t!(text, "print-lead", one = one.as_str(), other = other.as_str())) }
            @if let (Some(first), Some(last)) = (view.messages.first(), view.messages.last()) {
                p.small { (t!(text, "print-part", first = first.entry, last = last.entry)) }
            }
            p.small { (t!(text, "print-made", at = moment(text, &view.zone, view.made))) }
        }
    }
}

/// What only whoever is about to print needs.
fn screen(text: &Text, view: &PrintView) -> Markup {
    html! {
        div class="no-print stack-tight" {
            p { (t!(text, "print-how")) }
            @if let Some(held) = &view.held {
                (note(Note::Plain, html! {
                    p { (t!(text, "print-held", n = held.n, until = day_and_clock(text, held.until))) }
                }))
            }
            @if !view.years.is_empty() {
                nav aria-labelledby="years-h" {
                    h2 id="years-h" { (t!(text, "print-years")) }
                    p { (t!(text, "print-long", n = view.all)) }
                    ul.rows {
                        @for (year, n, path) in &view.years {
                            li { a href=(path) { (t!(text, "print-year", year = year.to_string(), n = *n)) } }
                        }
                    }
                }
            }
        }
    }
}

fn printed(text: &Text, view: &PrintView, message: &Printed) -> Markup {
    let side = side_tag(message.side);
    html! {
        article.msg id={ "message-" (message.entry) } data-side=(side) {
            header.msg-head {
                h2.name data-side=(side) { (message.name) }
                time datetime=(message.at) { (with_capital(&moment(text, &view.zone, message.at))) }
                @if message.today { span.tag { (t!(text, "message-today")) } }
            }
            @if let Some(clause) = &message.clause { p.small.muted { (clause::words(text, clause)) } }
            @if let Some(corrects) = message.corrects {
                p.small.muted { (t!(text, "message-corrects", number = corrects)) }
            }
            @match &message.words {
                None => p.muted { (t!(text, "message-erased")) },
                Some(words) => (paragraphs(words)),
            }
            @for file in &message.files { p.small { (file_words(text, file)) } }
            @if let Some(by) = message.corrected_by {
                p.small { (t!(text, "message-corrected", number = by)) }
            }
            ul.trail { li { (t!(text, "record-number", number = message.entry)) } }
        }
    }
}

fn file_words(text: &Text, file: &PrintedFile) -> String {
    let kind = match file.kind {
        family::FileKind::Pdf => t!(text, "file-pdf"),
        family::FileKind::Jpeg | family::FileKind::Png => t!(text, "file-picture"),
    };
    let name = format!("\u{2068}{}\u{2069}", file.name);
    t!(
        text,
        "print-file",
        name = name,
        kind = kind.into_owned(),
        size = words::size(text, file.bytes),
        short = file.commitment.as_deref().unwrap_or("?"),
    )
}

/// What was erased, which state of the record this is, and where to get what can be verified.
fn foot(text: &Text, view: &PrintView) -> Markup {
    let (size, root, code) = &view.head;
    html! {
        section.stack-tight aria-labelledby="state-h" {
            h2 id="state-h" { (t!(text, "print-state")) }
            @if !view.erased.is_empty() { p { (erased(text, &view.erased)) } }
            p { (t!(text, "print-size", n = *size, code = code.as_str())) }
            p.proof { (t!(text, "proof-root")) " " (groups(root)) }
            p { (t!(text, "print-proof")) " " a.no-print href=(paths::BUNDLES) { (t!(text, "print-bundle")) } }
        }
    }
}

fn erased(text: &Text, numbers: &[u64]) -> String {
    let some = numbers.iter().take(ERASED_NUMBERS_MAX);
    let mut said: Vec<String> = some.map(u64::to_string).collect();
    if numbers.len() > ERASED_NUMBERS_MAX {
        said.push("…".to_owned());
    }
    t!(
        text,
        "print-erased",
        n = numbers.len(),
        numbers = list(text, &said)
    )
}

/// Bytes in groups of four digits, as people compare them.
fn groups(bytes: &[u8; 32]) -> String {
    let pair = |pair: &[u8]| -> String { pair.iter().map(|byte| format!("{byte:02x}")).collect() };
    let pairs: Vec<String> = bytes.chunks(2).map(pair).collect();
    pairs.join(" ")
}

/// `Wednesday 14 October 2026, 08:12:05 CEST`.
fn moment(text: &Text, zone: &TimeZone, at: Timestamp) -> String {
    let local = zone.to_datetime(at);
    let offset = zone.to_offset_info(at);
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    let clock = match text.lang() {
        Lang::En => format!("{hour:02}:{minute:02}:{second:02}"),
        Lang::Nl => format!("{hour:02}.{minute:02}.{second:02} uur"),
    };
    let day = date_with_year(text, local.date());
    format!("{day}, {clock} {}", offset.abbreviation())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_seconds_and_the_zone() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let at: Timestamp = "2026-10-25T01:30:05Z".parse().unwrap();
        let said = |lang| moment(Text::of(lang), &zone, at);
        assert_eq!(said(Lang::En), "Sunday 25 October 2026, 02:30:05 CET");
        assert_eq!(said(Lang::Nl), "zondag 25 oktober 2026, 02.30.05 uur CET");
    }

    #[test]
    fn bytes_are_grouped() {
        assert!(groups(&[0xa5; 32]).starts_with("a5a5 a5a5 "));
        assert_eq!(groups(&[0; 32]).len(), 16 * 5 - 1);
    }
}
