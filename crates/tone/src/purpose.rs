//! What a match of a pattern means, and the headings of the word lists that say so.

use crate::lexicon::SetId;
use crate::pattern::Malformed;
use crate::{Fact, Kind, Severity};

/// What a match of a pattern means.
#[derive(Debug, Clone)]
pub(crate) enum Purpose {
    /// It is pointed at.
    Points {
        kind: Kind,
        severity: Severity,
        /// Whether a "not" before it changes nothing.
        firm: bool,
        /// Only in a sentence with one of these words.
        only_with: Option<SetId>,
    },
    /// Nothing of these kinds is pointed at here, or in the whole sentence.
    Spares {
        kinds: Vec<Kind>,
        sentence: bool,
        /// Not in a sentence with one of these words.
        unless: Option<SetId>,
    },
    /// Something is asked that needs a day, a time and a child.
    Request,
    /// One of these is said.
    Says(Fact),
}

impl Purpose {
    /// The set that a sentence is asked for.
    pub(crate) fn asks(&self) -> Option<SetId> {
        match self {
            Self::Points { only_with, .. } => *only_with,
            Self::Spares { unless, .. } => *unless,
            Self::Request | Self::Says(_) => None,
        }
    }

    /// The class that the gaps of its pattern may not pass over.
    pub(crate) fn blocking(&self) -> &'static str {
        match self {
            Self::Points { kind, .. } => match kind {
                Kind::Insult | Kind::Contempt => "block-insult",
                Kind::Absolute => "block-absolute",
                Kind::Threat | Kind::Shouting | Kind::Questions | Kind::Missing(_) => {
                    "block-threat"
                }
            },
            Self::Request => "block-request",
            Self::Spares { .. } | Self::Says(_) => "",
        }
    }
}

/// Reads what stands between the brackets of a heading.
pub(crate) fn header(
    inside: &str,
    class: &mut impl FnMut(&str) -> Result<SetId, Malformed>,
) -> Result<Purpose, Malformed> {
    let mut words = inside.split_whitespace();
    let unknown = |word: &str| Malformed::new(format!("`{word}` in a heading"));
    let first = words.next().unwrap_or_default();
    let simple = match first {
        "request" => Some(Purpose::Request),
        "date" => Some(Purpose::Says(Fact::Date)),
        "time" => Some(Purpose::Says(Fact::Time)),
        "child" => Some(Purpose::Says(Fact::Child)),
        _ => None,
    };
    if let Some(simple) = simple {
        return match words.next() {
            Some(more) => Err(unknown(more)),
            None => Ok(simple),
        };
    }
    if first == "spare" {
        let (mut kinds, mut sentence, mut unless) = (Vec::new(), false, None);
        while let Some(word) = words.next() {
            match word {
                "sentence" => sentence = true,
                "unless" => unless = Some(class(words.next().unwrap_or_default())?),
                _ => kinds.push(kind(word).ok_or_else(|| unknown(word))?),
            }
        }
        return Ok(Purpose::Spares {
            kinds,
            sentence,
            unless,
        });
    }
    let kind = kind(first).ok_or_else(|| unknown(first))?;
    let (mut severity, mut firm, mut only_with) = (Severity::Clear, false, None);
    while let Some(word) = words.next() {
        match word {
            "mild" => severity = Severity::Mild,
            "clear" => severity = Severity::Clear,
            "strong" => severity = Severity::Strong,
            "firm" => firm = true,
            "if" => only_with = Some(class(words.next().unwrap_or_default())?),
            _ => return Err(unknown(word)),
        }
    }
    Ok(Purpose::Points {
        kind,
        severity,
        firm,
        only_with,
    })
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "insult" => Some(Kind::Insult),
        "contempt" => Some(Kind::Contempt),
        "absolute" => Some(Kind::Absolute),
        "threat" => Some(Kind::Threat),
        "shouting" => Some(Kind::Shouting),
        _ => None,
    }
}
