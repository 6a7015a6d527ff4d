//! What a letter says, and its stored shape. Pure.
//!
//! Letters are stored for days, so every version reads those of the ones before it.

use super::news::{News, NewsShape, Overview, OverviewShape};
use family::{Language, RecoveryBy};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Email, MailId};
use zeroize::Zeroizing;

/// What a letter tells its reader.
#[derive(Clone, PartialEq, Eq)]
pub enum Letter {
    /// The link of a way back in, to the address that is signed in with.
    Recovery {
        /// The secret of the link.
        secret: Zeroizing<String>,
        /// From when on it opens.
        due: Timestamp,
        /// From when on it does no longer.
        expires: Timestamp,
    },
    /// A way back in was asked for.
    RecoveryBegun {
        /// Who asked.
        by: RecoveryBy,
        /// From when on it opens.
        due: Timestamp,
    },
    /// The way back in that waited was stopped.
    RecoveryStopped,
    /// The way back in was used.
    RecoveryDone,
    /// Somebody signed in on a device that was not known.
    NewSignIn,
    /// Alerts go elsewhere from now on: to where they went before.
    AlertsMoved,
    /// Alerts come here from now on.
    AlertsHere,
    /// Another address signs in from now on: to the one of before.
    AddressMoved,
    /// This address signs in from now on.
    AddressHere,
    /// The link by which an offer is answered without an account.
    Answer {
        /// What stands in its address.
        token: Zeroizing<String>,
        /// Until when it works, while the offer stands.
        until: Timestamp,
    },
    /// Something came.
    News(News),
    /// The overview that its reader chose to get.
    Overview(Overview),
    /// Whoever runs the server tries whether letters arrive. It is about nobody.
    Test,
}

impl Letter {
    /// Whether its reader has no account here, as far as is known.
    #[must_use]
    pub const fn is_to_a_stranger(&self) -> bool {
        match self {
            Self::Answer { .. } | Self::Test => true,
            Self::Recovery { .. }
            | Self::RecoveryBegun { .. }
            | Self::RecoveryStopped
            | Self::RecoveryDone
            | Self::NewSignIn
            | Self::AlertsMoved
            | Self::AlertsHere
            | Self::AddressMoved
            | Self::AddressHere
            | Self::News(_)
            | Self::Overview(_) => false,
        }
    }
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(…)")
    }
}

/// A letter on its way: to whom, in which language, and what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Names it, for ever: 32 hexadecimal digits. The same each time that it is tried.
    pub id: String,
    /// To whom.
    pub to: Email,
    /// In which language.
    pub language: Language,
    /// By which zone its times are said.
    pub zone: Box<str>,
    /// When it was written.
    pub written: Timestamp,
    /// What it says.
    pub letter: Letter,
    /// The newest state of the record then, see [`crate::RecordNote`], for a parent; otherwise
    /// nothing.
    pub record: Box<str>,
}

impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Parcel({})", self.id)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    to: String,
    language: String,
    zone: String,
    written: i64,
    letter: LetterShape,
    record: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
enum LetterShape {
    Recovery {
        secret: String,
        due: i64,
        expires: i64,
    },
    RecoveryBegunByMail {
        due: i64,
    },
    RecoveryBegunByOperator {
        due: i64,
    },
    RecoveryStopped {},
    RecoveryDone {},
    NewSignIn {},
    AlertsMoved {},
    AlertsHere {},
    AddressMoved {},
    AddressHere {},
    Answer {
        token: String,
        until: i64,
    },
    News(NewsShape),
    Overview(OverviewShape),
    Test {},
}

/// The bytes that are sealed.
pub(super) fn encode(parcel: &Parcel) -> Zeroizing<Vec<u8>> {
    let at = |at: &Timestamp| at.as_millisecond();
    let letter = match &parcel.letter {
        Letter::Recovery {
            secret,
            due,
            expires,
        } => LetterShape::Recovery {
            secret: secret.to_string(),
            due: at(due),
            expires: at(expires),
        },
        Letter::RecoveryBegun {
            by: RecoveryBy::Mail,
            due,
        } => LetterShape::RecoveryBegunByMail { due: at(due) },
        Letter::RecoveryBegun {
            by: RecoveryBy::Operator,
            due,
        } => LetterShape::RecoveryBegunByOperator { due: at(due) },
        Letter::RecoveryStopped => LetterShape::RecoveryStopped {},
        Letter::RecoveryDone => LetterShape::RecoveryDone {},
        Letter::NewSignIn => LetterShape::NewSignIn {},
        Letter::AlertsMoved => LetterShape::AlertsMoved {},
        Letter::AlertsHere => LetterShape::AlertsHere {},
        Letter::AddressMoved => LetterShape::AddressMoved {},
        Letter::AddressHere => LetterShape::AddressHere {},
        Letter::Answer { token, until } => LetterShape::Answer {
            token: token.to_string(),
            until: at(until),
        },
        Letter::News(news) => LetterShape::News(NewsShape::of(news)),
        Letter::Overview(overview) => LetterShape::Overview(OverviewShape::of(overview)),
        Letter::Test => LetterShape::Test {},
    };
    let shape = Shape {
        to: parcel.to.as_str().to_owned(),
        language: parcel.language.code().to_owned(),
        zone: parcel.zone.to_string(),
        written: at(&parcel.written),
        letter,
        record: parcel.record.to_string(),
    };
    // Texts and numbers always become JSON.
    Zeroizing::new(serde_json::to_vec(&shape).unwrap_or_default())
}

/// Reads what [`encode`] wrote. `None` for anything else.
pub(super) fn decode(id: MailId, bytes: &[u8]) -> Option<Parcel> {
    let shape: Shape = serde_json::from_slice(bytes).ok()?;
    let at = |ms: i64| Timestamp::from_millisecond(ms).ok();
    let letter = match shape.letter {
        LetterShape::Recovery {
            secret,
            due,
            expires,
        } => Letter::Recovery {
            secret: secret.into(),
            due: at(due)?,
            expires: at(expires)?,
        },
        LetterShape::RecoveryBegunByMail { due } => Letter::RecoveryBegun {
            by: RecoveryBy::Mail,
            due: at(due)?,
        },
        LetterShape::RecoveryBegunByOperator { due } => Letter::RecoveryBegun {
            by: RecoveryBy::Operator,
            due: at(due)?,
        },
        LetterShape::RecoveryStopped {} => Letter::RecoveryStopped,
        LetterShape::RecoveryDone {} => Letter::RecoveryDone,
        LetterShape::NewSignIn {} => Letter::NewSignIn,
        LetterShape::AlertsMoved {} => Letter::AlertsMoved,
        LetterShape::AlertsHere {} => Letter::AlertsHere,
        LetterShape::AddressMoved {} => Letter::AddressMoved,
        LetterShape::AddressHere {} => Letter::AddressHere,
        LetterShape::Answer { token, until } => Letter::Answer {
            token: token.into(),
            until: at(until)?,
        },
        LetterShape::News(news) => Letter::News(news.read()?),
        LetterShape::Overview(overview) => Letter::Overview(overview.read()?),
        LetterShape::Test {} => Letter::Test,
    };
    Some(Parcel {
        id: id.to_string(),
        to: Email::normalise(&shape.to)?,
        language: crate::account::language(&shape.language)?,
        zone: shape.zone.into(),
        written: at(shape.written)?,
        letter,
        record: shape.record.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(ms: i64) -> Vec<Letter> {
        let at = Timestamp::from_millisecond(ms).unwrap();
        let by = [RecoveryBy::Mail, RecoveryBy::Operator];
        let mut all = vec![
            Letter::Recovery {
                secret: "se\"cret".to_owned().into(),
                due: at,
                expires: at,
            },
            Letter::RecoveryStopped,
            Letter::RecoveryDone,
            Letter::NewSignIn,
            Letter::AlertsMoved,
            Letter::AlertsHere,
            Letter::AddressMoved,
            Letter::AddressHere,
            Letter::Answer {
                token: "to\"ken".to_owned().into(),
                until: at,
            },
            Letter::News(News::Neutral),
            Letter::News(News::Named {
                from: family::Name::new("se\"cret").unwrap(),
                counts: family::Counts::default(),
            }),
            Letter::Test,
        ];
        all.extend(by.map(|by| Letter::RecoveryBegun { by, due: at }));
        all
    }

    fn parcel(letter: Letter, record: &str) -> Parcel {
        Parcel {
            id: MailId([7; 16]).to_string(),
            to: Email::normalise("mara@example.org").unwrap(),
            language: Language::Nl,
            zone: "Europe/Amsterdam".into(),
            written: Timestamp::from_millisecond(1).unwrap(),
            letter,
            record: record.into(),
        }
    }

    /// Letters wait for days: what one version stored, the next one reads.
    #[test]
    fn the_stored_shape_stays() {
        let stored = r#"{"to":"mara@example.org","language":"nl","zone":"Europe/Amsterdam","written":1,"letter":{"recovery-begun-by-mail":{"due":5}},"record":"r"}"#;
        let due = Timestamp::from_millisecond(5).unwrap();
        let by = RecoveryBy::Mail;
        let said = parcel(Letter::RecoveryBegun { by, due }, "r");
        assert_eq!(*encode(&said), stored.as_bytes());
        let id = MailId([7; 16]);
        assert_eq!(decode(id, stored.as_bytes()).as_ref(), Some(&said));
        for wrong in [
            "",
            "{}",
            &stored.replace("mail", "pigeon"),
            &stored.replace("\"r\"}", "\"r\",\"x\":1}"),
            &stored.replace("\"nl\"", "\"und\""),
            &stored.replace("mara@example.org", "mara"),
        ] {
            assert!(decode(id, wrong.as_bytes()).is_none(), "{wrong}");
        }
    }

    #[test]
    fn nothing_of_a_letter_is_printed() {
        for letter in letters(1_000) {
            let said = format!("{letter:?} {:?}", parcel(letter.clone(), "words"));
            for private in ["mara", "cret", "words", "Amsterdam"] {
                assert!(!said.contains(private), "{said}");
            }
        }
    }

    proptest! {
        #[test]
        fn letters_are_read_back(ms in -1_000_000_000_000_i64..4_000_000_000_000, record in ".{0,400}") {
            for letter in letters(ms) {
                let said = parcel(letter, &record);
                prop_assert_eq!(decode(MailId([7; 16]), &encode(&said)), Some(said));
            }
        }

        #[test]
        fn other_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(MailId([0; 16]), &bytes);
        }
    }
}
