//! The pages of messages: the list of topics, a topic, a new topic.
//!
//! May touch: the views it is given. Everything works without script.

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};

use super::clause::link;
use super::compose_markup::composer;
use super::view::{
    FileView, HeldView, ListView, MessageView, NewView, Passage, ReadView, ThreadView, TopicLine,
};
use super::{HELD, NEW, words};
use crate::page::{
    Frame, Icon, Note, empty, icon, icon_small, note, page, paths, side_tag, token_field,
};
use crate::text::{Text, clock, date_long, day_and_clock, on_day, t, with_capital};

/// The list of topics.
pub fn list_page(frame: &Frame<'_>, view: &ListView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head data-rested {
                div {
                    h1 { (t!(text, "messages-title")) }
                    p.kicker { (t!(text, "messages-lead", name = view.cast.other())) }
                }
                div.btn-row {
                    a.btn data-kind="main" href=(NEW) { (icon_small(Icon::Plus)) (t!(text, "messages-new")) }
                    a.btn data-kind="quiet" href=(paths::CALM) { (icon_small(Icon::Moon)) (t!(text, "calm-title")) }
                }
            }
            (search(text))
            @if let Some(held) = &view.held { (held_note(frame, held, &view.command, paths::MESSAGES)) }
            @if view.topics.is_empty() {
                (empty(&t!(text, "messages-none"), html! { p { (t!(text, "messages-none-why", name = view.cast.other())) } }))
            } @else {
                nav aria-label=(t!(text, "messages-topics")) {
                    ul.rows { @for topic in &view.topics { li { (topic_link(text, topic, view.today, false)) } } }
                }
            }
            @if !view.children.is_empty() {
                section aria-labelledby="about-h" {
                    h2 id="about-h" { (t!(text, "messages-about-child")) }
                    div.btn-row {
                        @for (name, path) in &view.children { a.btn href=(path) { (name) } }
                    }
                }
            }
        },
    )
}

/// Looking for something in ten years of messages is looking in the record.
fn search(text: &Text) -> Markup {
    html! {
        form.inline-form method="get" action=(paths::RECORD) role="search" {
            input type="hidden" name="topic" value="messages";
            label.vh for="find" { (t!(text, "messages-search")) }
            input #find type="search" name="q" placeholder=(t!(text, "messages-search")) autocomplete="off";
            button.btn { (t!(text, "messages-search-do")) }
        }
    }
}

fn topic_link(text: &Text, topic: &TopicLine, today: Date, current: bool) -> Markup {
    html! {
        a.topic href=(topic.path) aria-current=[current.then_some("page")] {
            b { (topic.title) }
            @if topic.unseen > 0 { span.count { (t!(text, "messages-unseen", n = topic.unseen)) } }
            @if let Some((who, at)) = &topic.last {
                span { (t!(text, "messages-last", name = who.name.as_str(), at = on_day(text, *at, today))) }
            }
        }
    }
}

/// What waits, until when, and the way to see it now.
fn held_note(frame: &Frame<'_>, held: &HeldView, command: &str, back: &str) -> Markup {
    let text = frame.text;
    note(
        Note::Plain,
        html! {
            p { (t!(text, "messages-held", n = held.n, until = day_and_clock(text, held.until))) }
            form method="post" action=(HELD) {
                (token_field(frame.token))
                input type="hidden" name="command" value=(command);
                input type="hidden" name="path" value=(back);
                button.btn data-kind="quiet" { (t!(text, "messages-show-held")) }
            }
        },
    )
}

/// A topic.
pub fn thread_page(frame: &Frame<'_>, view: &ThreadView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            div.talk {
                nav.topics aria-label=(t!(text, "messages-topics")) {
                    div.section-head {
                        p.title { (t!(text, "messages-topics")) }
                        a.btn data-kind="quiet" data-shape="square" href=(NEW) {
                            (icon(Icon::Plus)) span.vh { (t!(text, "messages-new")) }
                        }
                    }
                    @for topic in &view.topics { (topic_link(text, topic, view.today, topic.path == view.path)) }
                }
                div.thread {
                    (thread_head(text, view))
                    @if let Some(recorded) = view.recorded { (just_recorded(text, recorded)) }
                    (neighbours(text, view))
                    @if view.messages.is_empty() && view.held.is_none() {
                        p.muted { (t!(text, "thread-none", name = view.cast.other())) }
                    }
                    (days(frame, view))
                    @if let Some(held) = &view.held { (held_note(frame, held, &view.compose.command, &view.path)) }
                    (reading(frame, view))
                    @if view.newer.is_none() { (composer(frame, &view.cast, &view.path, &view.key, &view.compose)) }
                }
            }
        },
    )
}

fn thread_head(text: &Text, view: &ThreadView) -> Markup {
    html! {
        header data-rested {
            p.only-narrow {
                a.btn data-kind="quiet" data-shape="back" href=(paths::MESSAGES) {
                    (icon_small(Icon::Prev)) (t!(text, "messages-topics"))
                }
            }
            h1 { (view.title) }
            p.kicker { (t!(text, "thread-lead", name = view.cast.other())) }
            @if let Some(proposal) = &view.proposal {
                p { a href=(proposal) { (t!(text, "thread-proposal")) } }
            }
            @if !view.messages.is_empty() {
                p.no-print { a href={ (view.path) "/print" } { (t!(text, "thread-print")) } }
            }
        }
    }
}

fn just_recorded(text: &Text, entry: u64) -> Markup {
    html! {
        div role="status" {
            (note(Note::Plain, html! {
                p { (t!(text, "message-recorded", number = entry)) " "
                    a href=(paths::receipt(entry)) { (t!(text, "receipt-get", number = entry)) } }
            }))
        }
    }
}

fn neighbours(text: &Text, view: &ThreadView) -> Markup {
    html! {
        @if view.older.is_some() || view.newer.is_some() {
            nav.btn-row aria-label=(t!(text, "thread-pages")) {
                @if let Some(older) = &view.older {
                    a.btn rel="prev" href=(older) { (icon_small(Icon::Prev)) (t!(text, "thread-older")) }
                }
                @if let Some(newer) = &view.newer {
                    a.btn rel="next" href=(newer) { (t!(text, "thread-newer")) (icon_small(Icon::Next)) }
                }
            }
        }
    }
}

fn days(frame: &Frame<'_>, view: &ThreadView) -> Markup {
    let text = frame.text;
    let mut day = None;
    html! {
        @for message in &view.messages {
            @if day.replace(message.at.date()) != Some(message.at.date()) {
                h2.thread-day {
                    time datetime=(message.at.date()) { (with_capital(&day_words(text, message.at, view.today))) }
                }
            }
            (message_box(text, view, message))
        }
    }
}

fn day_words(text: &Text, at: DateTime, today: Date) -> String {
    let day = date_long(text, at.date());
    if at.date() == today {
        t!(text, "thread-today", day = day)
    } else {
        day
    }
}

fn message_box(text: &Text, view: &ThreadView, message: &MessageView) -> Markup {
    let id = format!("message-{}", message.entry);
    html! {
        article.msg id=(id) data-side=(side_tag(message.by.side)) {
            header.msg-head {
                h3.name data-side=(side_tag(message.by.side)) { (message.by.name) }
                time datetime=(message.at) { (clock(text, message.at.time())) }
                @if message.today { span.tag { (t!(text, "message-today")) } }
            }
            @if let Some(clause) = &message.clause { p.small.muted { (link(text, clause)) } }
            @if let Some(corrects) = message.corrects {
                p.small.muted { a href={ "#message-" (corrects) } { (t!(text, "message-corrects", number = corrects)) } }
            }
            @match &message.passages {
                None => p.muted { (t!(text, "message-erased")) },
                Some(passages) => @if let Some(n) = message.long {
                    details {
                        summary { (t!(text, "message-long", n = n)) (icon_small(Icon::Next)) }
                        (said(text, passages))
                    }
                    p.tiny { (t!(text, "message-long-why")) }
                } @else { (said(text, passages)) }
            }
            @for file in &message.files { (file_link(text, file)) }
            @if let Some(by) = message.corrected_by {
                p.small { a href={ "#message-" (by) } { (t!(text, "message-corrected", number = by)) } }
            }
            (trail(text, view, message))
        }
    }
}

/// The words, in paragraphs, with addresses as links.
fn said(text: &Text, passages: &[Passage]) -> Markup {
    html! {
        @for passage in passages {
            @match passage {
                Passage::Plain(words) => (paragraphs(words)),
                Passage::Folded(words) => details.folded {
                    summary { (t!(text, "message-folded")) (icon_small(Icon::Next)) }
                    (paragraphs(words))
                },
            }
        }
    }
}

/// What was written, in paragraphs, with addresses as links.
pub(super) fn paragraphs(said: &str) -> Markup {
    html! {
        @for paragraph in said.split("\n\n").filter(|it| !it.trim().is_empty()) {
            p {
                @for (place, line) in paragraph.trim_matches('\n').split('\n').enumerate() {
                    @if place > 0 { br; }
                    (linked(line))
                }
            }
        }
    }
}

/// A line with its web addresses as links, each said in full, so that nobody is led elsewhere.
fn linked(line: &str) -> Markup {
    let mut rest = line;
    let mut parts: Vec<(&str, Option<&str>)> = Vec::new();
    while let Some(start) = ["https://", "http://"]
        .iter()
        .filter_map(|it| rest.find(it))
        .min()
    {
        let (before, from) = rest.split_at(start);
        let plain =
            |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`' | '\'');
        let end = from.find(|c| !plain(c)).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
        let bare = address
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        if bare.is_empty() {
            let (word, after) = from.split_at(end.max(1));
            parts.push((before, None));
            parts.push((word, None));
            rest = after;
            continue;
        }
        parts.push((before, Some(address)));
        rest = &from[address.len()..];
    }
    html! {
        @for (before, address) in parts {
            (before)
            @if let Some(address) = address { a href=(address) rel="noreferrer nofollow external" { (address) } }
        }
        (rest)
    }
}

fn file_link(text: &Text, file: &FileView) -> Markup {
    let picture = !matches!(file.kind, family::FileKind::Pdf);
    let kind = match file.kind {
        family::FileKind::Pdf => t!(text, "file-pdf"),
        family::FileKind::Jpeg | family::FileKind::Png => t!(text, "file-picture"),
    };
    html! {
        a.file href=(file.path) download="" {
            @if picture {
                img.file-thumb src=(file.path) alt="" loading="lazy" decoding="async" width="44" height="44";
            } @else {
                span.file-thumb { (icon(Icon::File)) }
            }
            span {
                b { (file.name) }
                span.tiny { (kind) ", " (words::size(text, file.bytes)) }
            }
            (icon_small(Icon::Inbox))
        }
    }
}

fn trail(text: &Text, view: &ThreadView, message: &MessageView) -> Markup {
    let at = clock(text, message.at.time());
    html! {
        ul.trail {
            li { (icon_small(Icon::Sent)) (t!(text, "message-sent", at = at.as_str())) }
            li {
                (icon_small(Icon::Inbox))
                @if let Some(shown) = message.shown {
                    (t!(text, "message-delivered-later", at = at.as_str(), shown = on_day(text, shown, view.today)))
                } @else { (t!(text, "message-delivered", at = at.as_str())) }
            }
            li { a href=(paths::entry(message.entry)) { (icon_small(Icon::Seal)) (t!(text, "record-number", number = message.entry)) } }
            @if message.correctable {
                li { a href={ (view.path) "?correct=" (message.entry) "#write" } { (t!(text, "message-correct")) } }
            }
        }
    }
}

/// Who said to have read, and the way to say so.
fn reading(frame: &Frame<'_>, view: &ThreadView) -> Markup {
    let text = frame.text;
    html! {
        @for ReadView { who, up_to, at } in &view.read {
            p.small.muted {
                (t!(text, "thread-read", name = who.name.as_str(), number = *up_to, at = on_day(text, *at, view.today)))
            }
        }
        @if let Some(up_to) = view.may_say_read {
            details.small {
                summary { (t!(text, "thread-say-read")) (icon_small(Icon::Next)) }
                form method="post" action={ (view.path) "/read" } data-act="message.read/1" {
                    (token_field(frame.token))
                    input type="hidden" name="command" value=(view.compose.command);
                    input type="hidden" name="up_to" value=(up_to);
                    p { (t!(text, "thread-say-read-why", name = view.cast.other())) }
                    button.btn { (t!(text, "thread-say-read-do", number = up_to)) }
                }
            }
        }
    }
}

/// A new topic.
pub fn new_page(frame: &Frame<'_>, view: &NewView) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head data-rested {
                div {
                    h1 { (t!(text, "messages-new")) }
                    p.kicker { (t!(text, "messages-new-lead", name = view.cast.other())) }
                }
            }
            (composer(frame, &view.cast, NEW, "new", &view.compose))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn html(line: &str) -> String {
        linked(line).into_string()
    }

    #[test]
    fn addresses_become_links_and_nothing_else_does() {
        let link = |address: &str| {
            format!("<a href=\"{address}\" rel=\"noreferrer nofollow external\">{address}</a>")
        };
        assert_eq!(
            html("zie https://a.nl/x."),
            format!("zie {}.", link("https://a.nl/x"))
        );
        assert_eq!(html("(http://a.nl)"), format!("({})", link("http://a.nl")));
        for plain in ["javascript:alert(1)", "https://", "a.nl", "HTTPS"] {
            assert!(!html(plain).contains("<a"), "{plain}");
        }
        assert!(!html("https://a.nl/\"onclick=x").contains("\"onclick"));
    }

    proptest! {
        #[test]
        fn no_line_makes_markup_of_its_own(line in ".{0,120}") {
            let made = html(&line);
            let bare = made.replace("<a href=\"http", "").replace("</a>", "");
            prop_assert!(!bare.contains('<'), "{made}");
        }
    }
}
