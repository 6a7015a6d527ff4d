//! The words of letters, in the language of whoever reads them.
//!
//! May touch: the letter and the address of the server. Subject and words name nobody and no
//! matter, whatever a mailbox is shared with. What follows
//! below the words is the newest state of the reader's record, as evidence.

#[cfg(test)]
mod tests;

use app::mail::{Letter, Parcel};
use family::RecoveryBy;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Settings;
use crate::by_link::answer_path;
use crate::http::lang_of;
use crate::page::paths;
use crate::recover::recover_path;
use crate::text::{Text, day_and_clock, t};

/// A letter in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// Plain text, paragraphs apart by an empty line.
    pub body: String,
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
    let mut body = said(text, parcel, origin);
    body.push(t!(text, "mail-neutral").into_owned());
    if !parcel.record.is_empty() {
        body.push(t!(text, "mail-record").into_owned());
        body.push(format!("-- \n{}", parcel.record));
    }
    Words {
        subject: subject(text, &parcel.letter),
        body: body.join("\n\n"),
    }
}

/// One of two subjects: what is about an account, and what is about a question.
fn subject(text: &Text, letter: &Letter) -> String {
    if letter.is_to_a_stranger() {
        t!(text, "mail-subject-answer").into_owned()
    } else {
        t!(text, "mail-subject").into_owned()
    }
}

/// The paragraphs that are this letter's own.
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
            let until = t!(text, "mail-answer-link", until = when(*until), zone = name);
            question(text, origin, token, until)
        }
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

/// The paragraphs with a link by which somebody answers who has no account.
fn question(text: &Text, origin: &str, token: &str, until: String) -> Vec<String> {
    vec![
        t!(text, "mail-answer", site = origin),
        until,
        format!("{origin}{}", answer_path(token)),
        t!(text, "mail-answer-not-you").into_owned(),
    ]
}
