//! The form of a bundle: what was typed, and what it means.
//!
//! May touch: its arguments. [`BundleForm`] keeps every field as it came, so that a page with
//! errors shows what was typed.

use std::collections::BTreeSet;

use app::{Attachments, Choice, RECIPIENT_CHARS_MAX, Span, Topic, choosable};
use family::Language;
use jiff::civil::Date;
use plan::Side;
use print::{Bates, Exhibits, PRESETS, Preset, WORD_CHARS_MAX};

use crate::record::form::{Tree, topic_tag};

/// The least digits of a page's own number.
const BATES_DIGITS: u8 = 6;
/// The greatest number that an exhibit or a page may begin with.
const NUMBER_MAX: u32 = 999_999_999;

/// What the person asked for with the button that sent the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// Show what it would hold. Also the answer to a missing or unknown button.
    #[default]
    Preview,
    /// Back to the fields.
    Change,
    /// Make it.
    Make,
}

impl Step {
    /// The value of the button `step`.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Change => "change",
            Self::Make => "make",
        }
    }
}

/// The whole form, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleForm {
    /// For whom.
    pub recipient: String,
    /// The preset's id.
    pub preset: String,
    /// The language's tag.
    pub language: String,
    /// `shared` or `own`.
    pub record: String,
    /// `all`, `days` or `entries`.
    pub span: String,
    /// First day, `YYYY-MM-DD`.
    pub from_day: String,
    /// Last day, `YYYY-MM-DD`.
    pub until_day: String,
    /// Number of the first entry.
    pub first: String,
    /// Number of the last entry.
    pub last: String,
    /// Ticked topics of the shared record.
    pub topics: Vec<String>,
    /// Ticked topics of one's own record.
    pub own_topics: Vec<String>,
    /// Ticked parents, `a` and `b`.
    pub people: Vec<String>,
    /// `with` or `without`.
    pub files: String,
    /// `each`, `whole` or `none`.
    pub numbering: String,
    /// The word for exhibits; the preset's own when empty.
    pub word: String,
    /// The number of the first exhibit.
    pub start: String,
    /// The prefix of page numbers.
    pub prefix: String,
    /// The number of the first page; none when empty.
    pub page: String,
    /// Which button was pressed.
    pub step: Step,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input, or of the first one of a group.
    pub field: &'static str,
    /// The key of the sentence.
    pub key: &'static str,
    /// The bytes that the sentence tells, where it does.
    pub bytes: Option<u64>,
}

impl BundleForm {
    /// What a new form holds: everything, for a lawyer, in the reader's language. Of one's own
    /// record the bundles stay unticked, since they name whom earlier ones were for, and so do
    /// drafts, which were shown to nobody.
    #[must_use]
    pub fn fresh(language: Language) -> Self {
        let text = str::to_owned;
        Self {
            recipient: String::new(),
            preset: text(PRESETS[0].id),
            language: text(language.code()),
            record: text(Tree::Shared.tag()),
            span: text("all"),
            from_day: String::new(),
            until_day: String::new(),
            first: String::new(),
            last: String::new(),
            topics: tags(Tree::Shared),
            own_topics: tags(Tree::Own)
                .into_iter()
                .filter(|tag| {
                    ![Topic::Bundles, Topic::People, Topic::Plan]
                        .map(topic_tag)
                        .contains(&&**tag)
                })
                .collect(),
            people: vec![text("a"), text("b")],
            files: text("with"),
            numbering: text("each"),
            word: String::new(),
            start: text("1"),
            prefix: String::new(),
            page: String::new(),
            step: Step::Preview,
        }
    }

    /// Takes the fields of a submitted form. Unknown names are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::fresh(Language::En);
        (form.topics, form.own_topics) = (Vec::new(), Vec::new());
        form.people = Vec::new();
        for (name, value) in pairs {
            let value = value.into();
            match name.as_ref() {
                "topic" => form.topics.push(value),
                "own-topic" => form.own_topics.push(value),
                "person" => form.people.push(value),
                "step" => {
                    form.step = match value.as_str() {
                        "make" => Step::Make,
                        "change" => Step::Change,
                        _ => Step::Preview,
                    }
                }
                other => {
                    if let Some(field) = form.field(other) {
                        *field = value;
                    }
                }
            }
        }
        form
    }

    fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "recipient" => &mut self.recipient,
            "preset" => &mut self.preset,
            "language" => &mut self.language,
            "record" => &mut self.record,
            "span" => &mut self.span,
            "from-day" => &mut self.from_day,
            "until-day" => &mut self.until_day,
            "first" => &mut self.first,
            "last" => &mut self.last,
            "files" => &mut self.files,
            "numbering" => &mut self.numbering,
            "word" => &mut self.word,
            "start" => &mut self.start,
            "prefix" => &mut self.prefix,
            "page" => &mut self.page,
            _ => return None,
        })
    }

    /// All fields but the button, for the page between.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let mut pairs = vec![
            ("recipient", self.recipient.as_str()),
            ("preset", &self.preset),
            ("language", &self.language),
            ("record", &self.record),
            ("span", &self.span),
            ("from-day", &self.from_day),
            ("until-day", &self.until_day),
            ("first", &self.first),
            ("last", &self.last),
            ("files", &self.files),
            ("numbering", &self.numbering),
            ("word", &self.word),
            ("start", &self.start),
            ("prefix", &self.prefix),
            ("page", &self.page),
        ];
        pairs.extend(self.topics.iter().map(|topic| ("topic", topic.as_str())));
        let own = self.own_topics.iter();
        pairs.extend(own.map(|topic| ("own-topic", topic.as_str())));
        pairs.extend(self.people.iter().map(|side| ("person", side.as_str())));
        pairs
    }

    /// What the form asks for, or everything that is wrong with it.
    ///
    /// # Errors
    /// Each field that cannot be understood, in the order of the page.
    pub fn read(&self) -> Result<Choice, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let recipient = self.recipient(&mut wrong);
        let preset = Preset::by_id(&self.preset).unwrap_or(&PRESETS[0]);
        let language = match self.language.as_str() {
            "nl" => Language::Nl,
            _ => Language::En,
        };
        let tree = self.tree();
        let (field, ticked) = match tree {
            Tree::Shared => ("topic", &self.topics),
            Tree::Own => ("own-topic", &self.own_topics),
        };
        let topics: BTreeSet<Topic> = choosable(tree.to_app())
            .iter()
            .copied()
            .filter(|topic| ticked.iter().any(|one| one == topic_tag(*topic)))
            .collect();
        if topics.is_empty() {
            wrong.push(FieldError::new(field, "bundle-wrong-topic"));
        }
        let sides: BTreeSet<Side> = [("a", Side::A), ("b", Side::B)]
            .into_iter()
            .filter(|(value, _)| self.people.iter().any(|one| one == value))
            .map(|(_, side)| side)
            .collect();
        if sides.is_empty() && tree == Tree::Shared {
            wrong.push(FieldError::new("person", "bundle-wrong-person"));
        }
        let span = self.span(&mut wrong);
        let exhibits = self.exhibits(preset, language, &mut wrong);
        let bates = self.bates(&mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Choice {
            recipient,
            language,
            preset,
            exhibits,
            bates,
            tree: tree.to_app(),
            span,
            sides,
            topics,
            attachments: self.attachments(),
        })
    }

    /// Whether files go along: they do unless somebody chose otherwise.
    #[must_use]
    pub fn attachments(&self) -> Attachments {
        match self.files.as_str() {
            "without" => Attachments::Without,
            _ => Attachments::With,
        }
    }

    /// Of which record it is.
    #[must_use]
    pub fn tree(&self) -> Tree {
        if self.record == Tree::Own.tag() {
            Tree::Own
        } else {
            Tree::Shared
        }
    }

    fn recipient(&self, wrong: &mut Vec<FieldError>) -> String {
        let name = self.recipient.trim().to_owned();
        if name.is_empty() {
            wrong.push(FieldError::new("recipient", "bundle-wrong-recipient"));
        } else if name.chars().count() > RECIPIENT_CHARS_MAX || name.chars().any(char::is_control) {
            wrong.push(FieldError::new("recipient", "bundle-wrong-recipient-long"));
        } else if name.chars().any(is_hidden) {
            wrong.push(FieldError::new(
                "recipient",
                "bundle-wrong-recipient-hidden",
            ));
        }
        name
    }

    fn span(&self, wrong: &mut Vec<FieldError>) -> Span {
        match self.span.as_str() {
            "days" => {
                let day = |text: &str| text.trim().parse::<Date>().ok();
                match (day(&self.from_day), day(&self.until_day)) {
                    (Some(first), Some(last)) if first <= last => {
                        return Span::Days { first, last };
                    }
                    (None, _) => wrong.push(FieldError::new("from-day", "bundle-wrong-day")),
                    (_, None) => wrong.push(FieldError::new("until-day", "bundle-wrong-day")),
                    (_, _) => wrong.push(FieldError::new("until-day", "bundle-wrong-order")),
                }
            }
            "entries" => {
                let number = |text: &str| digits(text)?.parse::<u64>().ok();
                match (number(&self.first), number(&self.last)) {
                    (Some(first), Some(last)) if first <= last => {
                        return Span::Entries { first, last };
                    }
                    (None, _) => wrong.push(FieldError::new("first", "bundle-wrong-number")),
                    (_, None) => wrong.push(FieldError::new("last", "bundle-wrong-number")),
                    (_, _) => wrong.push(FieldError::new("last", "bundle-wrong-order")),
                }
            }
            _ => {
                let typed = [&self.from_day, &self.until_day, &self.first, &self.last];
                // What was typed is not passed over in silence.
                if typed.iter().any(|typed| !typed.trim().is_empty()) {
                    wrong.push(FieldError::new("span", "bundle-wrong-span"));
                }
            }
        }
        Span::All
    }

    fn exhibits(
        &self,
        preset: &Preset,
        language: Language,
        wrong: &mut Vec<FieldError>,
    ) -> Exhibits {
        let word = match self.word.trim() {
            "" => preset.word(of_print(language)).to_owned(),
            word => word.to_owned(),
        };
        if word.chars().count() > WORD_CHARS_MAX {
            wrong.push(FieldError::new("word", "bundle-wrong-word"));
        }
        let start = small(&self.start);
        match (self.numbering.as_str(), start) {
            ("none", _) => Exhibits::None,
            (_, None) => {
                wrong.push(FieldError::new("start", "bundle-wrong-start"));
                Exhibits::None
            }
            ("whole", Some(number)) => Exhibits::Whole { word, number },
            (_, Some(first)) => Exhibits::Each { word, first },
        }
    }

    fn bates(&self, wrong: &mut Vec<FieldError>) -> Option<Bates> {
        let prefix = self.prefix.trim().to_owned();
        if prefix.is_empty() && self.page.trim().is_empty() {
            return None;
        }
        if prefix.chars().count() > WORD_CHARS_MAX {
            wrong.push(FieldError::new("prefix", "bundle-wrong-word"));
        }
        let first = if self.page.trim().is_empty() {
            Some(1)
        } else {
            small(&self.page)
        };
        if first.is_none() {
            wrong.push(FieldError::new("page", "bundle-wrong-start"));
        }
        Some(Bates {
            prefix,
            first: first?,
            digits: BATES_DIGITS,
        })
    }
}

/// The values of the boxes of a record's topics.
fn tags(tree: Tree) -> Vec<String> {
    let topics = choosable(tree.to_app()).iter();
    topics.map(|topic| topic_tag(*topic).to_owned()).collect()
}

impl FieldError {
    const fn new(field: &'static str, key: &'static str) -> Self {
        let bytes = None;
        Self { field, key, bytes }
    }
}

/// The language of print for the language of a person.
pub(super) const fn of_print(language: Language) -> print::Language {
    match language {
        Language::En => print::Language::En,
        Language::Nl => print::Language::Nl,
    }
}

/// Characters that are not seen themselves and change what is: those that turn the direction of
/// the text, that hide, or that break a line (Unicode 16, general categories Cf, Zl and Zp, of
/// which the joiners stay, since names in Persian and emoji are written with them, and so do the
/// number signs that are seen).
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

fn digits(text: &str) -> Option<&str> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then_some(text)
}

/// A number from 1 that leaves room for those after it.
fn small(text: &str) -> Option<u32> {
    let number = digits(text)?.parse().ok()?;
    (1..=NUMBER_MAX).contains(&number).then_some(number)
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
