//! What topics of messages are called, and how addresses name them.
//!
//! May touch: its arguments.

use family::{About, Family, MessageRefusal};

use crate::page::paths;
use crate::text::{Text, t};

/// What a topic is called: its title, the child's name, or which proposal it is about.
#[must_use]
pub fn title(text: &Text, family: &Family, about: &About) -> String {
    match about {
        About::Child(id) => {
            let child = family.children().iter().find(|child| child.id == *id);
            child.map_or_else(|| id.to_string(), |child| child.name.to_string())
        }
        About::Proposal(id) => {
            let number = family.proposal(id).map_or(0, |proposal| proposal.number);
            if number == 0 {
                t!(text, "topic-proposal-gone").into_owned()
            } else {
                t!(text, "topic-proposal", number = number)
            }
        }
        About::Subject(_) => {
            let title = family
                .thread(about)
                .and_then(|thread| thread.title.as_ref());
            title.map_or_else(String::new, ToString::to_string)
        }
    }
}

/// How an address names a topic.
#[must_use]
pub fn key(about: &About) -> String {
    match about {
        About::Child(id) => format!("child-{id}"),
        About::Proposal(id) => format!("proposal-{id}"),
        About::Subject(id) => format!("topic-{id}"),
    }
}

/// The topic that an address names, if it is spelled as one.
#[must_use]
pub fn read_key(key: &str) -> Option<About> {
    let (kind, id) = key.split_once('-')?;
    match kind {
        "child" => id.parse().ok().map(About::Child),
        "proposal" => id.parse().ok().map(About::Proposal),
        "topic" => id.parse().ok().map(About::Subject),
        _ => None,
    }
}

/// The address of a topic.
#[must_use]
pub fn path(about: &About) -> String {
    format!("{}/{}", paths::MESSAGES, key(about))
}

/// The address of a message in its topic.
#[must_use]
pub fn message_path(about: &About, entry: u64) -> String {
    format!("{}?at={entry}#message-{entry}", path(about))
}

/// Why something was not said.
#[must_use]
pub fn refusal(text: &Text, why: &MessageRefusal) -> String {
    match why {
        MessageRefusal::NoTopic => t!(text, "no-topic").into_owned(),
        MessageRefusal::TooManyTopics { limit } => t!(text, "no-more-topics", limit = *limit),
        MessageRefusal::TooManyFiles { found, limit } => {
            t!(text, "too-many-files", found = *found, limit = *limit)
        }
        MessageRefusal::NothingToCorrect => t!(text, "nothing-to-correct").into_owned(),
        MessageRefusal::NoClause => t!(text, "no-such-clause").into_owned(),
        MessageRefusal::NothingToRead => t!(text, "nothing-to-read").into_owned(),
    }
}

/// Why a file is not taken, and what would be right.
#[must_use]
pub fn file_refused(text: &Text, name: &str, why: &media::Refused) -> String {
    let name = format!("\u{2068}{name}\u{2069}");
    let name = name.as_str();
    let said = match why {
        media::Refused::Empty => t!(text, "file-empty", name = name),
        media::Refused::TooLarge { .. } => t!(text, "file-too-large", name = name),
        media::Refused::NotTaken(_) => t!(text, "file-not-taken", name = name),
        media::Refused::Unreadable(_) => t!(text, "file-unreadable", name = name),
        media::Refused::TooManyPixels { .. } | media::Refused::TooCostly(_) => {
            t!(text, "file-too-many-pixels", name = name)
        }
        media::Refused::Moves(_) => t!(text, "file-moves", name = name),
        media::Refused::PdfEncrypted => t!(text, "file-pdf-locked", name = name),
        media::Refused::PdfActive(_) => t!(text, "file-pdf-active", name = name),
        media::Refused::PdfTellsPlace => t!(text, "file-pdf-place", name = name),
        media::Refused::PdfTooCostly => t!(text, "file-pdf-too-costly", name = name),
    };
    let remedy = match why.remedy() {
        media::Remedy::ChooseAgain => t!(text, "remedy-choose-again"),
        media::Remedy::SendSmaller => t!(text, "remedy-smaller"),
        media::Remedy::SendAsJpeg => t!(text, "remedy-jpeg"),
        media::Remedy::SaveAnew => t!(text, "remedy-save-anew"),
        media::Remedy::SendStill => t!(text, "remedy-still"),
        media::Remedy::PrintToPdf => t!(text, "remedy-print-pdf"),
        media::Remedy::SendPictures => t!(text, "remedy-pictures"),
        media::Remedy::SendPdfOrPicture => t!(text, "remedy-pdf-or-picture"),
    };
    format!("{said} {remedy}")
}

/// A size as people read it: `214 kB`, `3.2 MB`.
#[must_use]
pub fn size(text: &Text, bytes: u64) -> String {
    const KILO: u64 = 1_000;
    const MEGA: u64 = 1_000_000;
    if bytes < MEGA {
        let n = bytes.div_ceil(KILO).max(1);
        t!(text, "file-kilobytes", n = n)
    } else {
        let tenths = bytes.saturating_mul(10).div_ceil(MEGA);
        let (whole, rest) = (tenths / 10, tenths % 10);
        t!(text, "file-megabytes", whole = whole, tenth = rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn topics_are_found_under_their_keys() {
        for key_of in ["child-noor", "proposal-0a1b", "topic-00ff", "child-a-b"] {
            assert_eq!(key(&read_key(key_of).unwrap()), key_of);
        }
        for none in ["", "noor", "child-", "child-NOOR", "cost-1", "topic-\u{e9}"] {
            assert!(read_key(none).is_none(), "{none}");
        }
    }

    #[test]
    fn sizes_are_rounded_up() {
        let en = Text::of(Lang::En);
        let nl = Text::of(Lang::Nl);
        assert_eq!(size(en, 1), "1 kB");
        assert_eq!(size(en, 213_001), "214 kB");
        assert_eq!(size(en, 3_140_000), "3.2 MB");
        assert_eq!(size(nl, 3_140_000), "3,2 MB");
    }
}
