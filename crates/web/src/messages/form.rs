//! What somebody typed into the form of a message, read.
//!
//! May touch: its arguments.

use family::{BadText, Name, Urgency, Words};
use plan::ClauseId;

use super::view::{Compose, Hint, Wrong};
use crate::http::first;
use crate::text::{Text, t};

/// What a button of the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Look over it first.
    Look,
    /// Send it.
    Send,
}

/// The form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What was typed.
    pub compose: Compose,
    /// What is asked for.
    pub step: Step,
}

/// A message that can be sent, but for its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The title of the topic that it opens.
    pub title: Option<Name>,
    /// What it says.
    pub words: Words,
    /// Whether it can wait.
    pub urgency: Urgency,
    /// What it corrects.
    pub corrects: Option<u64>,
    /// The one clause of an offered plan that it is about.
    pub clause: Option<ClauseId>,
}

impl Form {
    /// The fields as they came; `titled` where a title is asked for.
    #[must_use]
    pub fn read(fields: &[(String, String)], titled: Titled) -> Self {
        let field = |name| first(fields, name).to_owned();
        Self {
            compose: Compose {
                title: match titled {
                    Titled::Yes => Some(field("title")),
                    Titled::No => None,
                },
                words: field("text"),
                today: field("today") == "yes",
                corrects: first(fields, "corrects").parse().ok(),
                clause: first(fields, "clause").parse().ok(),
                command: field("command"),
                ..Compose::default()
            },
            step: if field("step") == "look" {
                Step::Look
            } else {
                Step::Send
            },
        }
    }

    /// The message, or all that is wrong with it.
    ///
    /// # Errors
    /// Each thing that is wrong, in the order of the fields.
    pub fn draft(&self) -> Result<Draft, Vec<Wrong>> {
        let mut wrongs = Vec::new();
        let title = self.compose.title.as_deref().map(Name::new);
        let title = match title.transpose() {
            Ok(title) => title,
            Err(BadText::Empty) => {
                wrongs.push(Wrong::NoTitle);
                None
            }
            Err(BadText::TooLong { .. } | BadText::Control) => {
                wrongs.push(Wrong::BadTitle);
                None
            }
        };
        let words = match Words::new(&self.compose.words) {
            Ok(words) => Some(words),
            Err(bad) => {
                wrongs.push(match bad {
                    BadText::Empty => Wrong::Empty,
                    BadText::TooLong { found, limit } => Wrong::TooLong(found, limit),
                    BadText::Control => Wrong::Control,
                });
                None
            }
        };
        match words {
            Some(words) if wrongs.is_empty() => Ok(Draft {
                title,
                words,
                urgency: if self.compose.today {
                    Urgency::ChildToday
                } else {
                    Urgency::Usual
                },
                corrects: self.compose.corrects,
                clause: self.compose.clause.clone(),
            }),
            Some(_) | None => Err(wrongs),
        }
    }
}

/// Whether a form asks for a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titled {
    /// It opens a topic.
    Yes,
    /// Its topic is there.
    No,
}

/// Most hints that are shown at once.
const HINTS_MAX: usize = 8;

/// What may be worth a second look, each passage once for each kind.
#[must_use]
pub fn hints(words: &str, children: &[&str]) -> Vec<Hint> {
    let known = tone::Known {
        children,
        languages: tone::Languages::Both,
    };
    let look = tone::look(words, &known);
    let mut hints: Vec<Hint> = Vec::new();
    for finding in look.findings {
        let passage = words.get(finding.range).unwrap_or("").to_owned();
        let hint = Hint {
            kind: finding.kind,
            passage,
        };
        if hints.len() < HINTS_MAX && !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    hints
}

/// A hint in words.
#[must_use]
pub fn hint_words(text: &Text, hint: &Hint) -> String {
    let passage = format!("\u{2068}{}\u{2069}", hint.passage.trim());
    let passage = passage.as_str();
    match hint.kind {
        tone::Kind::Insult => t!(text, "look-insult", passage = passage),
        tone::Kind::Contempt => t!(text, "look-contempt", passage = passage),
        tone::Kind::Absolute => t!(text, "look-absolute", passage = passage),
        tone::Kind::Threat => t!(text, "look-threat", passage = passage),
        tone::Kind::Shouting => t!(text, "look-shouting", passage = passage),
        tone::Kind::Questions => t!(text, "look-questions", passage = passage),
        tone::Kind::Missing(tone::Fact::Date) => t!(text, "look-missing-date", passage = passage),
        tone::Kind::Missing(tone::Fact::Time) => t!(text, "look-missing-time", passage = passage),
        tone::Kind::Missing(tone::Fact::Child) => t!(text, "look-missing-child", passage = passage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let form = Form::read(&fields(&[("title", " "), ("text", "")]), Titled::Yes);
        assert_eq!(form.draft(), Err(vec![Wrong::NoTitle, Wrong::Empty]));
        let long = "x".repeat(Words::MAX_CHARS + 1);
        let form = Form::read(&fields(&[("text", &long)]), Titled::No);
        let limit = Words::MAX_CHARS;
        assert_eq!(form.draft(), Err(vec![Wrong::TooLong(limit + 1, limit)]));
    }

    #[test]
    fn a_message_is_read_with_what_was_ticked() {
        let typed = [
            ("text", " Dag \r\n"),
            ("today", "yes"),
            ("corrects", "12"),
            ("step", "look"),
        ];
        let form = Form::read(&fields(&typed), Titled::No);
        assert_eq!(form.step, Step::Look);
        let draft = form.draft().unwrap();
        assert_eq!(draft.words.as_str(), "Dag");
        assert_eq!(
            (draft.urgency, draft.corrects),
            (Urgency::ChildToday, Some(12))
        );
    }

    proptest! {
        #[test]
        fn hints_point_at_words_that_are_there(text in ".{0,300}") {
            for hint in hints(&text, &["Noor", "Sam"]) {
                prop_assert!(text.contains(&hint.passage));
            }
        }
    }
}
