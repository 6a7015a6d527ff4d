//! The words of letters, in the language of whoever reads them: as plain text, and the same sentences
//! as HTML.
//!
//! May touch: the letter and the address of the server. Subjects name nobody and no matter, whatever a
//! mailbox is shared with; words do only where their reader chose that. What follows
//! below the words is the newest state of the reader's record, as evidence.

mod news;
mod pieces;
#[cfg(test)]
mod tests;

use app::mail::{Letter, News, Overview, Parcel};
use family::RecoveryBy;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Settings;
use crate::by_link::answer_path;
use crate::http::lang_of;
use crate::page::paths;
use crate::recover::recover_path;
use crate::text::{Text, day_and_clock, deadline, t};
use pieces::Piece;

pub(crate) use news::of_kind;

/// A letter in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// Plain text, paragraphs apart by an empty line.
    pub body: String,
    /// The same as HTML: a whole document that loads nothing.
    pub html: String,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(…)")
    }
}

/// Puts a letter into words.
#[must_use]
pub fn words(parcel: &Parcel, settings: &Settings) -> Words {
    let text = Text::of(lang_of(parcel.language));
    let origin = settings.origin();
    let mut pieces = pieces_of(text, parcel, origin);
    if !names_something(&parcel.letter) {
        pieces.push(t!(text, "mail-neutral").into());
    }
    if !parcel.record.is_empty() {
        pieces.push(t!(text, "mail-record").into());
        pieces.push(Piece::Record(parcel.record.to_string()));
    }
    let subject = subject(text, &parcel.letter);
    Words {
        body: pieces::plain(&pieces),
        html: pieces::html(text, &subject, &pieces, origin),
        subject,
    }
}

/// One of five subjects, whatever a letter says.
fn subject(text: &Text, letter: &Letter) -> String {
    let subject = match letter {
        Letter::Answer { .. } => t!(text, "mail-subject-answer"),
        Letter::News(_) => t!(text, "mail-subject-news"),
        Letter::Overview(_) => t!(text, "mail-subject-overview"),
        Letter::Test => t!(text, "mail-subject-test"),
        Letter::Recovery { .. }
        | Letter::RecoveryBegun { .. }
        | Letter::RecoveryStopped
        | Letter::RecoveryDone
        | Letter::NewSignIn
        | Letter::AlertsMoved
        | Letter::AlertsHere
        | Letter::AddressMoved
        | Letter::AddressHere => t!(text, "mail-subject"),
    };
    subject.into_owned()
}

/// Whether its reader chose that it names people and matters.
fn names_something(letter: &Letter) -> bool {
    match letter {
        Letter::News(News::Named { .. }) | Letter::Overview(Overview::Named(_)) => true,
        Letter::News(News::Neutral)
        | Letter::Overview(Overview::Neutral(_))
        | Letter::Recovery { .. }
        | Letter::RecoveryBegun { .. }
        | Letter::RecoveryStopped
        | Letter::RecoveryDone
        | Letter::NewSignIn
        | Letter::AlertsMoved
        | Letter::AlertsHere
        | Letter::AddressMoved
        | Letter::AddressHere
        | Letter::Answer { .. }
        | Letter::Test => false,
    }
}

/// What is this letter's own.
fn pieces_of(text: &Text, parcel: &Parcel, origin: &str) -> Vec<Piece> {
    match &parcel.letter {
        Letter::News(news) => news::news(text, news, origin),
        Letter::Overview(overview) => {
            let zone = TimeZone::get(&parcel.zone).unwrap_or(TimeZone::UTC);
            news::overview(text, overview, (origin, zone.iana_name().unwrap_or("UTC")))
        }
        Letter::Test => vec![t!(text, "mail-test", site = origin).into()],
        Letter::Recovery { .. }
        | Letter::RecoveryBegun { .. }
        | Letter::RecoveryStopped
        | Letter::RecoveryDone
        | Letter::NewSignIn
        | Letter::AlertsMoved
        | Letter::AlertsHere
        | Letter::AddressMoved
        | Letter::AddressHere
        | Letter::Answer { .. } => {
            let said = said(text, parcel, origin).into_iter();
            said.map(Piece::from).collect()
        }
    }
}

/// The paragraphs of letters about an account or a question.
fn said(text: &Text, parcel: &Parcel, origin: &str) -> Vec<String> {
    let zone = TimeZone::get(&parcel.zone).unwrap_or(TimeZone::UTC);
    let name = zone.iana_name().unwrap_or("UTC");
    let when = |at: Timestamp| day_and_clock(text, zone.to_datetime(at));
    let look = || {
        let link = format!("{origin}{}", paths::ACCESS);
        t!(text, "mail-look", link = link)
    };
    match &parcel.letter {
        Letter::Recovery {
            secret,
            due,
            expires,
        } => {
            let (due, until) = (when(*due), when(*expires));
            let open = t!(
                text,
                "mail-recovery-link",
                due = due,
                until = until,
                zone = name
            );
            let link = format!("{origin}{}", recover_path(secret));
            way_back(text, origin, (open, link), look())
        }
        Letter::RecoveryBegun { by, due } => {
            let begun = match by {
                RecoveryBy::Mail => t!(text, "mail-begun-mail", site = origin),
                RecoveryBy::Operator => t!(text, "mail-begun-operator", site = origin),
            };
            vec![
                begun,
                t!(text, "mail-begun-due", due = when(*due), zone = name),
                t!(text, "mail-recovery-not-you").into_owned(),
                look(),
            ]
        }
        Letter::RecoveryStopped => vec![t!(text, "mail-stopped", site = origin), look()],
        Letter::RecoveryDone => vec![
            t!(text, "mail-done", site = origin),
            t!(text, "mail-done-not-you").into_owned(),
            look(),
        ],
        Letter::NewSignIn => vec![
            t!(
                text,
                "mail-sign-in",
                site = origin,
                at = when(parcel.written),
                zone = name
            ),
            t!(text, "mail-sign-in-not-you").into_owned(),
            look(),
        ],
        Letter::AlertsMoved => vec![
            t!(text, "mail-moved", site = origin),
            t!(text, "mail-moved-not-you").into_owned(),
            look(),
        ],
        Letter::AlertsHere => vec![t!(text, "mail-here", site = origin)],
        Letter::AddressMoved => vec![
            t!(text, "mail-address-moved", site = origin),
            t!(text, "mail-address-moved-not-you").into_owned(),
        ],
        Letter::AddressHere => vec![t!(text, "mail-address-here", site = origin)],
        Letter::Answer { token, until } => {
            let until = deadline(text, zone.to_datetime(*until));
            question(text, (origin, name), token, &until)
        }
        // Their pieces are put together elsewhere.
        Letter::News(_) | Letter::Overview(_) | Letter::Test => Vec::new(),
    }
}

/// The paragraphs with the link of a way back in.
fn way_back(
    text: &Text,
    origin: &str,
    (open, link): (String, String),
    look: String,
) -> Vec<String> {
    vec![
        t!(text, "mail-recovery", site = origin),
        open,
        link,
        t!(text, "mail-recovery-not-you").into_owned(),
        look,
    ]
}

/// The paragraphs with a link by which somebody answers who has no account, until a time of a zone.
fn question(text: &Text, (origin, zone): (&str, &str), token: &str, until: &str) -> Vec<String> {
    vec![
        t!(text, "mail-answer", site = origin),
        t!(text, "mail-answer-link", until = until, zone = zone),
        format!("{origin}{}", answer_path(token)),
        t!(text, "mail-answer-not-you").into_owned(),
    ]
}
