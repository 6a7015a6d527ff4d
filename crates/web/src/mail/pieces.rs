//! The pieces that a letter is made of, as plain text and as HTML. Pure.
//!
//! HTML says nothing that the text does not say, loads nothing, and has no style: what a mail program
//! makes of plain headings, lists and links is enough. Everything in it is escaped.

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, html};

use crate::text::Text;

/// A piece of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Some sentences.
    Paragraph(String),
    /// What stands above a list.
    Heading(String),
    /// Things one by one.
    List(Vec<String>),
    /// The state of the record, word for word.
    Record(String),
}

impl From<String> for Piece {
    fn from(words: String) -> Self {
        Self::Paragraph(words)
    }
}

impl From<Cow<'_, str>> for Piece {
    fn from(words: Cow<'_, str>) -> Self {
        Self::Paragraph(words.into_owned())
    }
}

/// As plain text, apart by empty lines.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let said = |piece: &Piece| match piece {
        Piece::Paragraph(words) | Piece::Heading(words) => words.clone(),
        Piece::List(items) => {
            let lines = items.iter().map(|item| format!("- {item}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        // A line with two dashes: what follows is no part of what somebody says.
        Piece::Record(record) => format!("-- \n{record}"),
    };
    pieces.iter().map(said).collect::<Vec<_>>().join("\n\n")
}

/// As a whole HTML document. Addresses on this server become links.
pub(super) fn html(text: &Text, subject: &str, pieces: &[Piece], origin: &str) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(text.lang().tag()) {
            head { meta charset="utf-8"; title { (subject) } }
            body {
                @for piece in pieces {
                    @match piece {
                        Piece::Paragraph(words) => p { (linked(words, origin)) },
                        Piece::Heading(words) => p { strong { (words) } },
                        Piece::List(items) => ul { @for item in items { li { (linked(item, origin)) } } },
                        Piece::Record(record) => { hr; pre { (record) } },
                    }
                }
            }
        }
    };
    page.into_string()
}

/// Words in which each address that begins with `origin` can be followed.
fn linked(words: &str, origin: &str) -> Markup {
    let mut parts: Vec<(&str, bool)> = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find(origin) {
        let (before, found) = rest.split_at(at);
        let end = found.find(char::is_whitespace).unwrap_or(found.len());
        // A mark behind an address ends a sentence.
        let address = found[..end].trim_end_matches(['.', ',', ':', ';', ')']);
        // Another host whose name only begins like ours is not ours.
        let ours = address[origin.len()..].is_empty() || address[origin.len()..].starts_with('/');
        parts.push((before, false));
        parts.push((address, ours));
        rest = &found[address.len()..];
    }
    parts.push((rest, false));
    html! {
        @for (part, link) in parts {
            @if link { a href=(part) { (part) } } @else { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Lang;

    const ORIGIN: &str = "https://family.example";

    fn said(words: &str) -> String {
        linked(words, ORIGIN).into_string()
    }

    #[test]
    fn addresses_of_this_server_can_be_followed_and_no_others() {
        let link = |path: &str| format!("<a href=\"{ORIGIN}{path}\">{ORIGIN}{path}</a>");
        assert_eq!(
            said(&format!("Look: {ORIGIN}/today, or at {ORIGIN}.")),
            format!("Look: {}, or at {}.", link("/today"), link(""))
        );
        assert_eq!(said(&format!("{ORIGIN}/a?b=c&d")), link("/a?b=c&amp;d"));
        for other in [
            "https://family.example.evil/x",
            "http://family.example/x",
            "javascript:alert(1)",
            "https://other.example/",
        ] {
            assert!(!said(other).contains("<a"), "{other}");
        }
    }

    #[test]
    fn text_and_html_say_the_same() {
        let pieces = [
            Piece::from("One & two.".to_owned()),
            Piece::Heading("Three".into()),
            Piece::List(vec!["<four>".into(), "five".into()]),
            Piece::Record("six\n\nseven\n".into()),
        ];
        assert_eq!(
            plain(&pieces),
            "One & two.\n\nThree\n\n- <four>\n- five\n\n-- \nsix\n\nseven\n"
        );
        assert_eq!(
            html(Text::of(Lang::Nl), "A <b>", &pieces, ORIGIN),
            "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>A &lt;b&gt;</title></head>\
             <body><p>One &amp; two.</p><p><strong>Three</strong></p>\
             <ul><li>&lt;four&gt;</li><li>five</li></ul><hr><pre>six\n\nseven\n</pre></body></html>"
        );
    }

    proptest! {
        /// Whatever stands in them, no element comes of it but links to this server.
        #[test]
        fn nothing_becomes_an_element(words in "x(?s)(https://family.example|<|>|\"|&|/|.){0,40}") {
            let pieces = [
                Piece::Paragraph(words.clone()),
                Piece::List(vec![words.clone()]),
                Piece::Heading(words.clone()),
                Piece::Record(words.clone()),
            ];
            let made = html(Text::of(Lang::En), &words, &pieces, ORIGIN);
            let linked = made.replace(&format!("<a href=\"{ORIGIN}"), "").replace("</a>", "");
            let elements = linked.matches('<').count();
            prop_assert_eq!(elements, 23, "{}", made);
            prop_assert!(!made.contains("src=") && !made.contains("style"));
        }
    }
}
