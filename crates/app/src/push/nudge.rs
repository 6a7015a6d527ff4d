//! A notice on its way to a browser, and its stored shape. Pure.
//!
//! Notices are stored for hours, so every version reads those of the one before it.

use crate::mail::{News, NewsShape};
use family::{About, Language};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{MailId, PushId};
use zeroize::Zeroizing;

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NudgeSays {
    /// Something came.
    News(News),
    /// Its reader tries whether notices arrive.
    Trial,
}

/// What is opened by whoever taps a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The first page.
    Today,
    /// What was said about something.
    Topic(About),
    /// An offer.
    Proposal(family::ProposalId),
    /// The page about notices on devices.
    Notices,
}

/// A notice on its way to a browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Nudge {
    /// Names it, for ever: 32 hexadecimal digits. The same each time that it is tried.
    pub id: String,
    /// In which language.
    pub language: Language,
    /// When it was written.
    pub written: Timestamp,
    /// What it says.
    pub says: NudgeSays,
    /// What it opens.
    pub opens: Opens,
    /// Whether it is about a child today.
    pub urgent: bool,
}

impl std::fmt::Debug for Nudge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Nudge({})", self.id)
    }
}

/// The only field of the outermost object tells it from a letter.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    push: NudgeShape,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NudgeShape {
    to: String,
    language: String,
    written: i64,
    says: SaysShape,
    opens: OpensShape,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    urgent: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
enum SaysShape {
    News(NewsShape),
    Trial {},
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
enum OpensShape {
    Today {},
    Child(String),
    Offer(String),
    OfferTopic(String),
    Topic(String),
    Notices {},
}

impl OpensShape {
    fn of(opens: &Opens) -> Self {
        match opens {
            Opens::Today => Self::Today {},
            Opens::Topic(About::Child(id)) => Self::Child(id.to_string()),
            Opens::Topic(About::Proposal(id)) => Self::OfferTopic(id.to_string()),
            Opens::Topic(About::Subject(id)) => Self::Topic(id.to_string()),
            Opens::Proposal(id) => Self::Offer(id.to_string()),
            Opens::Notices => Self::Notices {},
        }
    }

    fn read(self) -> Option<Opens> {
        Some(match self {
            Self::Today {} => Opens::Today,
            Self::Child(id) => Opens::Topic(About::Child(id.parse().ok()?)),
            Self::OfferTopic(id) => Opens::Topic(About::Proposal(id.parse().ok()?)),
            Self::Topic(id) => Opens::Topic(About::Subject(id.parse().ok()?)),
            Self::Offer(id) => Opens::Proposal(id.parse().ok()?),
            Self::Notices {} => Opens::Notices,
        })
    }
}

/// The bytes that are sealed.
pub(super) fn encode(to: PushId, nudge: &Nudge) -> Zeroizing<Vec<u8>> {
    let shape = Shape {
        push: NudgeShape {
            to: to.to_string(),
            language: nudge.language.code().to_owned(),
            written: nudge.written.as_millisecond(),
            says: match &nudge.says {
                NudgeSays::News(news) => SaysShape::News(NewsShape::of(news)),
                NudgeSays::Trial => SaysShape::Trial {},
            },
            opens: OpensShape::of(&nudge.opens),
            urgent: nudge.urgent,
        },
    };
    // Texts and numbers always become JSON.
    Zeroizing::new(serde_json::to_vec(&shape).unwrap_or_default())
}

/// Reads what [`encode`] wrote, with the browser it goes to. `None` for anything else.
pub(crate) fn decode(id: MailId, bytes: &[u8]) -> Option<(PushId, Nudge)> {
    let Shape { push } = serde_json::from_slice(bytes).ok()?;
    let nudge = Nudge {
        id: id.to_string(),
        language: crate::account::language(&push.language)?,
        written: Timestamp::from_millisecond(push.written).ok()?,
        says: match push.says {
            SaysShape::News(news) => NudgeSays::News(news.read()?),
            SaysShape::Trial {} => NudgeSays::Trial,
        },
        opens: push.opens.read()?,
        urgent: push.urgent,
    };
    Some((push_id(&push.to)?, nudge))
}

/// The browser that 32 hexadecimal digits stand for.
pub(super) fn push_id(text: &str) -> Option<PushId> {
    let digits = text.len() == 32 && text.bytes().all(|one| one.is_ascii_hexdigit());
    let number = digits.then(|| u128::from_str_radix(text, 16).ok())??;
    Some(PushId(number.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use family::{Counts, Name, NoticeKind};
    use proptest::prelude::*;

    const ID: MailId = MailId([9; 16]);
    const TO: PushId = PushId([0xa1; 16]);

    fn nudges() -> Vec<Nudge> {
        let named = News::Named {
            from: Name::new("Elias").unwrap(),
            counts: Counts::default().with(NoticeKind::Message, 3),
        };
        let says = [
            NudgeSays::News(News::Neutral),
            NudgeSays::News(named),
            NudgeSays::Trial,
        ];
        let opens = [
            Opens::Today,
            Opens::Notices,
            Opens::Topic(About::Child("noor".parse().unwrap())),
        ];
        let each = says.into_iter().zip(opens);
        each.map(|(says, opens)| Nudge {
            id: ID.to_string(),
            language: Language::Nl,
            written: Timestamp::from_millisecond(5).unwrap(),
            urgent: opens == Opens::Today,
            says,
            opens,
        })
        .collect()
    }

    #[test]
    fn a_notice_is_read_back_and_is_no_letter() {
        for nudge in nudges() {
            let bytes = encode(TO, &nudge);
            assert_eq!(decode(ID, &bytes), Some((TO, nudge.clone())));
            assert!(!format!("{nudge:?}").contains("Elias"));
        }
    }

    /// Notices wait for hours: what one version stored, the next one reads.
    #[test]
    fn the_stored_shape_stays() {
        let stored = r#"{"push":{"to":"a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1","language":"nl","written":5,"says":{"news":{"neutral":{}}},"opens":{"today":{}},"urgent":true}}"#;
        assert_eq!(*encode(TO, &nudges()[0]), stored.as_bytes());
    }

    #[test]
    fn a_browser_is_named_by_its_digits() {
        assert_eq!(push_id(&TO.to_string()), Some(TO));
        for wrong in [
            "",
            "a1",
            "+1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
            &"g".repeat(32),
        ] {
            assert_eq!(push_id(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(ID, &bytes);
        }
    }
}
