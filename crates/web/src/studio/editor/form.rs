//! What a form of the editor says: which button was pressed, what was typed, what is wrong with it.
//!
//! May touch: its arguments. Nothing is lost on the way, so that a page with errors shows what was
//! typed; only the ends of lines become those of the text that is kept.

use std::fmt;

use plan::Problem;
use plan::edit::ClauseFields;
use plan::limits::{SENTENCE_CHARS_MAX, TITLE_CHARS_MAX};

use crate::plan_change::form::with_plain_ends;
use crate::text::Lang;

/// The fields of a title, English first.
pub const TITLE: [&str; 2] = ["title-en", "title-nl"];
/// The fields of a sentence, English first.
pub const SENTENCE: [&str; 2] = ["sentence-en", "sentence-nl"];
/// The field of the section.
pub const SECTION: &str = "section";
/// The field of the rule and the other keys.
pub const RULE: &str = "rule";
/// The field that says which clause is written, and its value for one that is not there yet.
pub const CLAUSE: &str = "clause";
/// See [`CLAUSE`].
pub const NEW: &str = "new";

/// A clause as a page named it. The list may have changed meanwhile: the id finds it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Its number, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
}

impl Spot {
    /// The clause at a place, from 0.
    #[must_use]
    pub fn of(place: usize, id: &str) -> Self {
        Self {
            number: place + 1,
            id: id.to_owned(),
        }
    }

    /// Reads `3.rhythm`.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        let (number, id) = value.split_once('.')?;
        Some(Self {
            number: number.parse().ok()?,
            id: id.to_owned(),
        })
    }

    /// Where it stands, from 0. `None` when it is gone, or cannot be told from another one.
    #[must_use]
    pub fn find(&self, clauses: &[ClauseFields]) -> Option<usize> {
        let is_it = |clause: &ClauseFields| clause.id == self.id;
        let place = self.number.checked_sub(1);
        if let Some(place) = place.filter(|place| clauses.get(*place).is_some_and(is_it)) {
            return Some(place);
        }
        let mut alike = clauses.iter().enumerate().filter(|(_, one)| is_it(one));
        let (place, _) = alike.next()?;
        alike.next().is_none().then_some(place)
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.number, self.id)
    }
}

/// A clause as it is typed. Texts in two languages stand in the order of `plan::Language::ALL`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClauseForm {
    /// The label.
    pub title: [String; 2],
    /// What the parents agree, in words.
    pub sentence: [String; 2],
    /// The section, by its id; empty for none.
    pub section: String,
    /// The rule and whatever else the clause says, as lines of TOML.
    pub rule: String,
}

impl ClauseForm {
    /// A clause as it stands.
    #[must_use]
    pub fn of(fields: &ClauseFields) -> Self {
        Self {
            title: fields.title.clone(),
            sentence: fields.sentence.clone(),
            section: fields.section.clone(),
            rule: fields.rest.clone(),
        }
    }

    /// Takes the fields of a submitted form; unknown names are passed over.
    #[must_use]
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let (name, value) = (name.as_ref(), with_plain_ends(value.as_ref()));
            if let Some(field) = form.field_mut(name) {
                *field = value;
            }
        }
        form
    }

    fn field_mut(&mut self, name: &str) -> Option<&mut String> {
        let Self {
            title,
            sentence,
            section,
            rule,
        } = self;
        let languages = TITLE.into_iter().zip(title);
        let sentences = SENTENCE.into_iter().zip(sentence);
        let others = [(SECTION, section), (RULE, rule)];
        let mut fields = languages.chain(sentences).chain(others);
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, field)| field)
    }

    /// The same as fields of a clause with this id.
    #[must_use]
    pub fn fields(&self, id: &str) -> ClauseFields {
        let trimmed = |texts: &[String; 2]| texts.each_ref().map(|text| text.trim().to_owned());
        ClauseFields {
            id: id.to_owned(),
            section: self.section.trim().to_owned(),
            title: trimmed(&self.title),
            sentence: trimmed(&self.sentence),
            rest: self.rule.clone(),
        }
    }

    /// What is wrong with its words, for a reader of this language.
    #[must_use]
    pub fn wrongs(&self, lang: Lang) -> Vec<FieldError> {
        let mut errors = words_wrong((&TITLE, &self.title), TITLE_CHARS_MAX, lang, Wrong::NoTitle);
        errors.extend(words_wrong(
            (&SENTENCE, &self.sentence),
            SENTENCE_CHARS_MAX,
            lang,
            Wrong::NoSentence,
        ));
        errors
    }
}

/// Words that are too long, or missing in both languages.
fn words_wrong(
    (names, texts): (&[&'static str; 2], &[String; 2]),
    limit: usize,
    lang: Lang,
    none: Wrong,
) -> Vec<FieldError> {
    if texts.iter().all(|text| text.trim().is_empty()) {
        let [english, dutch] = *names;
        let field = match lang {
            Lang::En => english,
            Lang::Nl => dutch,
        };
        return vec![FieldError { field, wrong: none }];
    }
    let both = names.iter().zip(texts);
    let long = both.filter(|(_, text)| text.trim().chars().count() > limit);
    long.map(|(field, _)| FieldError {
        field,
        wrong: Wrong::TooLong { limit },
    })
    .collect()
}

/// What a form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A clause as it was typed: one that is there, or a new one.
    Write(Option<Spot>, ClauseForm),
    /// A clause one place further up.
    Up(Spot),
    /// A clause one place further down.
    Down(Spot),
    /// No longer this clause.
    Remove(Spot),
    /// A wording of the library, by its id.
    Add(String),
}

impl Act {
    /// Reads the fields of a form; `None` where they ask for nothing.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Option<Self> {
        let found = pairs.iter().find_map(|(name, value)| {
            Some(match name.as_str() {
                "up" => Self::Up(Spot::read(value)?),
                "down" => Self::Down(Spot::read(value)?),
                "remove" => Self::Remove(Spot::read(value)?),
                "add" => Self::Add(value.clone()),
                _ => return None,
            })
        });
        found.or_else(|| {
            let (_, which) = pairs.iter().find(|(name, _)| name == CLAUSE)?;
            let form = || {
                let pairs = pairs.iter();
                ClauseForm::from_pairs(pairs.map(|(name, value)| (name.as_str(), value.as_str())))
            };
            match which.as_str() {
                NEW => Some(Self::Write(None, form())),
                spot => Some(Self::Write(Some(Spot::read(spot)?), form())),
            }
        })
    }
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field, which is its name; [`FieldError::WHOLE`] for what is about no field.
    pub field: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

impl FieldError {
    /// The id of the place where stands what is about no field.
    pub const WHOLE: &'static str = "whole";

    /// What is about no field.
    #[must_use]
    pub const fn whole(wrong: Wrong) -> Self {
        Self {
            field: Self::WHOLE,
            wrong,
        }
    }
}

/// What can be wrong with a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The clause has no title.
    NoTitle,
    /// The clause says nothing in words.
    NoSentence,
    /// So many characters fit.
    TooLong {
        /// How many.
        limit: usize,
    },
    /// What was typed cannot be understood at these places of the field. What is about the whole
    /// clause stands at line 0.
    Problems(Vec<Problem>),
    /// The plan could not be read any more, for what stands at these places of its text.
    Elsewhere(Vec<Elsewhere>),
    /// There are as many clauses as a plan may have.
    Full {
        /// How many those are.
        limit: usize,
    },
    /// The text would be larger than the plan language allows.
    TooLarge {
        /// Its bytes.
        found: usize,
        /// The bytes allowed.
        limit: usize,
    },
    /// The clauses stand in one list between brackets.
    InBrackets,
    /// The clause is no longer there.
    Gone,
    /// The library has no such wording.
    NoWording,
}

/// A problem of the plan, at its line and column of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The number of the clause in which it stands, from 1, and its titles.
    pub clause: Option<(usize, [String; 2])>,
    /// What is wrong.
    pub problem: Problem,
}
