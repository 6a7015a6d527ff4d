//! What a browser is told, in the language of whoever uses it. Pure.
//!
//! A notice lies on a screen that others may see: it names nobody and no matter unless its reader
//! chose that, as in letters. What is opened by a tap is not shown.

use app::mail::News;
use app::{Nudge, NudgeSays, Opens};

use crate::http::lang_of;
use crate::mail::of_kind;
use crate::messages::words::path;
use crate::page::paths;
use crate::text::{Text, t};

/// A notice is filled up to a multiple of this, so that its length does not tell what it says.
const FILLED_TO: usize = 256;
/// Longest text of a notice, in characters: more does not fit on a screen, and a service takes no
/// more than 4 kB (RFC 8030, section 7.2).
const BODY_CHARS: usize = 600;

/// A notice as the script reads it that shows it: a JSON object with `title`, `body`, `url` (a path
/// of this site), `tag` (the same for the same notice) and `lang`, with spaces behind it. A discreet
/// one says neither of what it is nor anything else, and `plain` that no sign goes with it.
#[must_use]
pub fn payload(nudge: &Nudge, discreet: bool) -> String {
    let text = Text::of(lang_of(nudge.language));
    let (title, body) = match &nudge.says {
        NudgeSays::Trial | NudgeSays::News(_) if discreet => {
            (t!(text, "push-notice-plain").into_owned(), String::new())
        }
        NudgeSays::Trial => (
            t!(text, "push-notice-title").into_owned(),
            t!(text, "push-notice-trial").into_owned(),
        ),
        NudgeSays::News(News::Neutral) => (
            t!(text, "push-notice-title").into_owned(),
            t!(text, "push-notice-news").into_owned(),
        ),
        NudgeSays::News(News::Named { from, counts }) => {
            let each = counts.iter().filter(|(_, count)| *count > 0);
            let each = each.map(|(kind, count)| of_kind(text, (kind, count), from.as_str()));
            let title = t!(text, "mail-news-named").into_owned();
            (title, each.collect::<Vec<_>>().join("\n"))
        }
    };
    let body: String = body.chars().take(BODY_CHARS).collect();
    let mut said = serde_json::json!({
        "title": title,
        "body": body,
        "url": url(&nudge.opens),
        "tag": nudge.id,
        "lang": text.lang().tag(),
        "plain": discreet,
    })
    .to_string();
    let fill = said.len().next_multiple_of(FILLED_TO) - said.len();
    said.extend(std::iter::repeat_n(' ', fill));
    said
}

fn url(opens: &Opens) -> String {
    match opens {
        Opens::Today => paths::TODAY.to_owned(),
        Opens::Topic(about) => path(about),
        Opens::Proposal(id) => paths::proposal(id.as_str()),
        Opens::Notices => paths::PUSH.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use family::{About, Counts, Language, Name, NoticeKind};
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn nudge(says: NudgeSays, opens: Opens, language: Language) -> Nudge {
        Nudge {
            id: "0".repeat(32),
            language,
            written: Timestamp::UNIX_EPOCH,
            says,
            opens,
            urgent: false,
        }
    }

    fn named(count: u32) -> NudgeSays {
        let from = Name::new("Elias").unwrap();
        let all = NoticeKind::ALL.into_iter();
        let counts = all.fold(Counts::default(), |all, kind| all.with(kind, count));
        NudgeSays::News(News::Named { from, counts })
    }

    fn read(nudge: &Nudge) -> serde_json::Value {
        serde_json::from_str(&payload(nudge, false)).unwrap()
    }

    #[test]
    fn a_discreet_notice_does_not_say_of_what_it_is() {
        for says in [named(3), NudgeSays::Trial] {
            let said = payload(&nudge(says, Opens::Today, Language::Nl), true);
            let said: serde_json::Value = serde_json::from_str(&said).unwrap();
            assert_eq!(
                (&said["title"], &said["body"]),
                (&"Iets nieuws".into(), &"".into())
            );
            assert_eq!(said["plain"], true);
        }
    }

    #[test]
    fn a_neutral_notice_says_nothing_but_that_there_is_something() {
        let neutral = NudgeSays::News(News::Neutral);
        let said = read(&nudge(neutral.clone(), Opens::Today, Language::En));
        assert_eq!(said["body"], "There is something new for you.");
        assert_eq!(
            (&said["url"], &said["lang"]),
            (&"/today".into(), &"en".into())
        );
        let said = read(&nudge(neutral, Opens::Today, Language::Nl));
        assert_eq!(said["body"], "Er is iets nieuws voor je.");
    }

    #[test]
    fn a_notice_names_what_its_reader_wants_named() {
        let about = About::Child("noor".parse().unwrap());
        let said = read(&nudge(named(1), Opens::Topic(about), Language::En));
        let body = said["body"].as_str().unwrap();
        assert!(
            body.starts_with("1 message from Elias\n1 proposal from Elias"),
            "{body}"
        );
        assert_eq!(said["url"], "/messages/child-noor");
    }

    proptest! {
        /// A push service takes 3,993 bytes (RFC 8291, section 4).
        #[test]
        fn lengths_tell_little_and_fit(count in any::<u32>(), name in "\\PC{1,60}", dutch in any::<bool>()) {
            let language = if dutch { Language::Nl } else { Language::En };
            let Ok(from) = Name::new(&name) else { return Ok(()) };
            let counts = NoticeKind::ALL.into_iter().fold(Counts::default(), |all, kind| all.with(kind, count));
            for says in [NudgeSays::News(News::Named { from, counts }), NudgeSays::Trial] {
                let said = payload(&nudge(says, Opens::Today, language), false);
                prop_assert!(said.len().is_multiple_of(FILLED_TO) && said.len() <= 3_840, "{}", said.len());
                prop_assert!(serde_json::from_str::<serde_json::Value>(&said).is_ok());
            }
        }
    }
}
