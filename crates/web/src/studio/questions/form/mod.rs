//! What is asked and what the answers mean: pairs of a name and a value become what
//! [`plan::compose`] makes a plan of, or sentences at the fields.
//!
//! May touch: its arguments. Nothing that was typed is lost on the way: a page with errors shows
//! it, and a draft keeps it, also where it cannot be used yet.
//!
//! The name of a field begins with the tag of its step. A step that can be used as it was kept has
//! a mark beside its fields: what a parent did not look at yet is in no plan.

mod about;
mod birthdays;
mod feasts;
mod handovers;
mod holidays;
mod people;
mod rhythm;
mod school;
mod sheet;
mod words;

pub use about::{About, Child, Parent};
pub use birthdays::{
    CHILDREN, FATHERS_DAY, MOTHERS_DAY, PARENTS, day_field, days_asked, month_field,
};
pub use feasts::{asked as feasts_asked, feast_field, more as more_feasts};
pub use handovers::{BAG, BRINGS, PLACE};
pub use holidays::{asked as holidays_asked, holiday_field};
pub use people::{FROM, home_field};
pub use rhythm::{CHANGE, FIRST, PATTERN, START, WHEN};
pub use school::{AT, ENDS, REGION, STARTS, WEDNESDAY, region, regions};
pub use sheet::Sheet;
pub use words::{PICK, asked as words_asked};

use jiff::Span;
use jiff::civil::{Date, Time};
use plan::compose::{Answers, ComposeError, SchoolAnswer, compose};
use plan::{Side, limits};

use super::Step;
use crate::begin::form::read_date;

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field, which is its name.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// None of what can be chosen was chosen.
    NotChosen,
    /// No rhythm was chosen.
    NoRhythm,
    /// What was typed is no date.
    BadDate,
    /// More than a year ahead.
    FarDate,
    /// More than a year ago.
    LongAgo {
        /// A coming night from which the rhythm is counted alike, where that is asked.
        again: Option<Date>,
    },
    /// The rhythm speaks of weekdays and begins with a Monday; these are the nearest.
    NotMonday {
        /// Before it.
        before: Date,
        /// After it.
        after: Date,
    },
    /// What was typed is no time of day.
    BadTime,
    /// School ends before it starts.
    EndsFirst,
    /// A day without its month, or a month without a day.
    HalfDay,
    /// The month has no such day.
    NoSuchDay,
    /// The text is too long.
    TooLong {
        /// Its characters.
        found: usize,
        /// The characters that fit.
        limit: usize,
    },
    /// The text has a character that cannot be shown.
    OddText,
    /// A clause that the library does not have.
    NoWording,
}

/// What is wrong, as it is found.
#[derive(Debug, Default)]
struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, field: &str, wrong: Wrong) {
        self.0.push(FieldError {
            field: field.to_owned(),
            wrong,
        });
    }

    /// Takes what was found, or says at its field what is wrong.
    fn found<T>(&mut self, field: &str, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.add(field, wrong)).ok()
    }

    /// One of what can be chosen.
    fn chosen<T>(&mut self, field: &str, choice: Option<T>) -> Option<T> {
        self.found(field, choice.ok_or(Wrong::NotChosen))
    }

    /// The whole, when nothing was wrong.
    fn or<T>(self, whole: Option<T>) -> Result<T, Vec<FieldError>> {
        match whole {
            Some(whole) if self.0.is_empty() => Ok(whole),
            Some(_) | None => Err(self.0),
        }
    }
}

/// `a` or `b`.
fn side(typed: &str) -> Option<Side> {
    match typed {
        "a" => Some(Side::A),
        "b" => Some(Side::B),
        _ => None,
    }
}

/// Nothing, `a` or `b`.
fn side_or_none(typed: &str) -> Option<Option<Side>> {
    match typed {
        "" => Some(None),
        typed => side(typed).map(Some),
    }
}

/// `17:05`, as browsers send it, or `17.05`, as people here write it.
fn time(typed: &str) -> Result<Time, Wrong> {
    let read = || {
        let (hour, minute) = typed.trim().split_once([':', '.'])?;
        let two = |part: &str| {
            let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<i8>().ok()).flatten()
        };
        Time::new(two(hour)?, two(minute)?, 0, 0).ok()
    };
    read().ok_or(Wrong::BadTime)
}

/// How far from today a plan or its rhythm may begin, in days.
const NEAR_DAYS: i64 = 366;

/// A date that is not far away.
fn near(typed: &str, today: Date) -> Result<Date, Wrong> {
    let date = read_date(typed.trim()).ok_or(Wrong::BadDate)?;
    let from = today.saturating_sub(Span::new().days(NEAR_DAYS));
    let to = today.saturating_add(Span::new().days(NEAR_DAYS));
    if date < from {
        Err(Wrong::LongAgo { again: None })
    } else if date > to {
        Err(Wrong::FarDate)
    } else {
        Ok(date)
    }
}

/// A line of the plan; `None` where nothing was typed.
fn line(typed: &str) -> Result<Option<String>, Wrong> {
    let typed = typed.trim();
    let (found, limit) = (typed.chars().count(), limits::TITLE_CHARS_MAX);
    if found > limit {
        return Err(Wrong::TooLong { found, limit });
    }
    if typed.chars().any(|c| c.is_control() || turns(c)) {
        return Err(Wrong::OddText);
    }
    Ok((!typed.is_empty()).then(|| typed.to_owned()))
}

/// A character that turns the direction of the text around it, so that it reads as something else.
fn turns(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// All that was answered so far, as a draft keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(Vec<(String, String)>);

impl Kept {
    /// The answers of a draft.
    #[must_use]
    pub fn of(answers: &[(String, String)]) -> Self {
        Self(answers.to_vec())
    }

    /// The answers as a draft keeps them.
    #[must_use]
    pub fn into_answers(self) -> Vec<(String, String)> {
        self.0
    }

    /// Whether a step could be used when it was kept.
    fn is_marked(&self, step: Step) -> bool {
        let mark = mark(step);
        self.0.iter().any(|(name, _)| *name == mark)
    }

    /// What the page of a step shows: what was typed there, and a proposal for what was not asked
    /// yet.
    #[must_use]
    pub fn sheet(&self, step: Step, about: &About) -> Sheet {
        let typed = Sheet::typed(step, &self.0);
        match step {
            // A clause that was not chosen has no value at all.
            Step::Words if self.is_marked(step) || !typed.pairs().is_empty() => typed,
            Step::Words
            | Step::People
            | Step::Rhythm
            | Step::School
            | Step::Holidays
            | Step::Feasts
            | Step::Birthdays
            | Step::Handovers => typed.completed(&proposal(step, self, about)),
        }
    }

    /// The same with a step as it was typed now, marked if it can be used.
    #[must_use]
    pub fn with(&self, step: Step, sheet: &Sheet, about: &About) -> Self {
        let sound = wrongs(step, sheet, self, about).is_empty();
        let mut answers = Vec::new();
        for one in Step::ALL {
            let (typed, marked) = if one == step {
                (sheet.clone(), sound)
            } else {
                (Sheet::typed(one, &self.0), self.is_marked(one))
            };
            // In one order, whatever the order on the page: what did not change makes no version.
            let mut pairs = typed.pairs().to_vec();
            pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
            answers.extend(pairs);
            if marked {
                answers.push((mark(one), "yes".to_owned()));
            }
        }
        Self(answers)
    }

    /// Whether a step was answered, and can be used as it is.
    #[must_use]
    pub fn is_answered(&self, step: Step, about: &About) -> bool {
        self.is_marked(step) && wrongs(step, &self.sheet(step, about), self, about).is_empty()
    }

    /// Whether a step could be used when it was kept, and cannot any more: its day is long ago, or
    /// something that was chosen is not there any more.
    #[must_use]
    pub fn is_stale(&self, step: Step, about: &About) -> bool {
        self.is_marked(step) && !self.is_answered(step, about)
    }

    /// The steps without which no plan comes of the answers that has all of them: those that a plan
    /// needs, and those that were answered and cannot be used any more.
    #[must_use]
    pub fn waits(&self, about: &About) -> Vec<Step> {
        let waits = |step: &Step| {
            let counts = step.is_needed() || self.is_marked(*step);
            counts && !self.is_answered(*step, about)
        };
        Step::ALL.into_iter().filter(waits).collect()
    }

    /// The steps that were answered.
    #[must_use]
    pub fn answered(&self, about: &About) -> Vec<Step> {
        let all = Step::ALL.into_iter();
        all.filter(|step| self.is_answered(*step, about)).collect()
    }

    /// The first step that was not answered yet.
    #[must_use]
    pub fn first_open(&self, about: &About) -> Option<Step> {
        let mut all = Step::ALL.into_iter();
        all.find(|step| !self.is_answered(*step, about))
    }

    /// What a step means, if it was answered.
    fn read<T>(
        &self,
        step: Step,
        about: &About,
        read: impl FnOnce(&Sheet) -> Result<T, Vec<FieldError>>,
    ) -> Option<T> {
        let marked = self.is_marked(step);
        marked.then(|| read(&self.sheet(step, about)).ok())?
    }

    /// The children's school, as far as it was answered that they go to one.
    #[must_use]
    pub fn school(&self, about: &About) -> Option<SchoolAnswer> {
        self.read(Step::School, about, school::read).flatten()
    }

    /// The country whose feasts are kept: that of the school, else that of the zone.
    #[must_use]
    pub fn country(&self, about: &About) -> Option<&'static str> {
        let school = self.school(about);
        let of_school = school.and_then(|school| region(&school.region));
        of_school.map_or_else(|| about.country(), |(country, _)| Some(country))
    }
}

/// The name of the mark of a step that could be used when it was kept.
fn mark(step: Step) -> String {
    format!("{}-{}", step.tag(), sheet::MARK)
}

/// What a page proposes before anything was typed.
fn proposal(step: Step, kept: &Kept, about: &About) -> Sheet {
    match step {
        Step::People => people::proposal(about),
        Step::Rhythm => rhythm::proposal(kept, about),
        Step::School => school::proposal(about),
        Step::Holidays => holidays::proposal(kept.school(about).as_ref()),
        Step::Feasts => feasts::proposal(kept.country(about)),
        Step::Birthdays => birthdays::proposal(),
        Step::Handovers => handovers::proposal(about),
        Step::Words => words::proposal(),
    }
}

/// What is wrong with a step as it was typed; nothing where it can be used. `kept` is what was
/// answered on the other pages.
#[must_use]
pub fn wrongs(step: Step, sheet: &Sheet, kept: &Kept, about: &About) -> Vec<FieldError> {
    let wrongs = match step {
        Step::People => people::read(sheet, about).err(),
        Step::Rhythm => rhythm::read(sheet, about).err(),
        Step::School => school::read(sheet).err(),
        Step::Holidays => holidays::read(sheet, kept.school(about).as_ref()).err(),
        Step::Feasts => feasts::read(sheet, kept.country(about)).err(),
        Step::Birthdays => birthdays::read(sheet).err(),
        Step::Handovers => handovers::read(sheet).err(),
        Step::Words => words::read(sheet).err(),
    };
    wrongs.unwrap_or_default()
}

/// What was answered, as a plan is made of it; `None` while something that no plan can do without
/// is missing. What was not answered otherwise is not in the plan.
#[must_use]
pub fn answers(kept: &Kept, about: &About) -> Option<Answers> {
    let people = kept.read(Step::People, about, |sheet| people::read(sheet, about))?;
    let rhythm = kept.read(Step::Rhythm, about, |sheet| rhythm::read(sheet, about))?;
    let school = kept.school(about);
    let holidays = kept.read(Step::Holidays, about, |sheet| {
        holidays::read(sheet, school.as_ref())
    });
    let country = kept.country(about);
    let feasts = kept.read(Step::Feasts, about, |sheet| feasts::read(sheet, country));
    let birthdays = kept.read(Step::Birthdays, about, birthdays::read);
    let birthdays = birthdays.unwrap_or_else(birthdays::nothing);
    let handover = kept.read(Step::Handovers, about, handovers::read);
    let mut shared = feasts.unwrap_or_default();
    shared.extend(birthdays::days_of_parents(&birthdays, country));
    Some(Answers {
        title: None,
        zone: about.zone.clone(),
        country: country.map(str::to_owned),
        from: people.from,
        parents: people::parents(about, birthdays.days),
        children: people::children(about, &people.homes),
        rhythm,
        school,
        holidays: holidays.unwrap_or_default(),
        feasts: shared,
        child_birthdays: birthdays.children,
        parent_birthdays: birthdays.parents,
        handover: handover.unwrap_or_else(handovers::nothing),
        clauses: kept
            .read(Step::Words, about, words::read)
            .unwrap_or_default(),
    })
}

/// The text of the plan that comes of the answers; `None` while it cannot be made yet.
///
/// # Errors
/// When the answers are each sound and make no plan together.
pub fn plan_text(kept: &Kept, about: &About) -> Result<Option<String>, ComposeError> {
    let Some(answers) = answers(kept, about) else {
        return Ok(None);
    };
    compose(&answers, about.today).map(Some)
}

/// The text that a draft has beside its answers. While something cannot be used that a plan needs or
/// that was in it, it is what stood there `before`: nothing goes because time went by.
///
/// # Errors
/// As [`plan_text`].
pub fn text_beside(kept: &Kept, about: &About, before: &str) -> Result<String, ComposeError> {
    let made = if kept.waits(about).is_empty() {
        plan_text(kept, about)?
    } else {
        None
    };
    Ok(made.unwrap_or_else(|| before.to_owned()))
}

#[cfg(test)]
mod tests;
