//! The choice of a rhythm: what was chosen, and what it means.
//!
//! May touch: its arguments.

use super::RHYTHMS;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use plan::Side;
use plan::pattern::{self, Pattern};

/// How far ahead a rhythm may begin, in days.
const AHEAD_DAYS: i64 = 366;
/// How far back: a rhythm that runs already can be written down.
const BACK_DAYS: i64 = 366;
/// Longest text that is kept of a field.
const MAX_TYPED: usize = 40;

/// The form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RhythmForm {
    /// The name of the schedule.
    pub rhythm: String,
    /// With whom it begins: `a` or `b`.
    pub first: String,
    /// Its first date.
    pub start: String,
    /// The id of the command.
    pub command: String,
}

/// A schedule, with whom and when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The schedule.
    pub pattern: &'static Pattern,
    /// With whom it begins, or the children live.
    pub first: Side,
    /// Its first date.
    pub start: Date,
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field, which is its name.
    pub field: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// None was chosen.
    NoRhythm,
    /// Neither parent was chosen.
    NoFirst,
    /// What was typed is no date.
    BadStart,
    /// More than a year away.
    FarStart,
    /// The schedule speaks of weekdays and begins with a Monday; these are the nearest.
    NotMonday {
        /// Before it.
        before: Date,
        /// After it.
        after: Date,
    },
}

impl RhythmForm {
    /// The form as it is shown first.
    #[must_use]
    pub fn fresh(viewer: Side, today: Date, command: String) -> Self {
        let monday = today.nth_weekday(1, Weekday::Monday).unwrap_or(today);
        Self {
            rhythm: String::new(),
            first: crate::page::side_tag(viewer).to_owned(),
            start: monday.to_string(),
            command,
        }
    }

    /// Takes the fields of the form; others are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value: String = value.into().chars().take(MAX_TYPED).collect();
            match name.as_ref() {
                "rhythm" => form.rhythm = value,
                "first" => form.first = value,
                "start" => form.start = value,
                "command" => form.command = value,
                _ => {}
            }
        }
        form
    }

    /// What the form means.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the page.
    pub fn parse(&self, today: Date) -> Result<Choice, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field, wrong| errors.push(FieldError { field, wrong });
        let known = RHYTHMS.iter().find(|(name, ..)| *name == self.rhythm);
        let pattern = known.and_then(|(name, ..)| pattern::find(name));
        if pattern.is_none() {
            wrong("rhythm", Wrong::NoRhythm);
        }
        let first = match self.first.as_str() {
            "a" => Some(Side::A),
            "b" => Some(Side::B),
            _ => None,
        };
        if first.is_none() {
            wrong("first", Wrong::NoFirst);
        }
        let start = self.start.trim().parse::<Date>().ok();
        match start {
            None => wrong("start", Wrong::BadStart),
            Some(start) if !near(today, start) => wrong("start", Wrong::FarStart),
            Some(start) => {
                let begins = pattern.and_then(|pattern| pattern.begins);
                if begins.is_some_and(|begins| begins != start.weekday()) {
                    let nearest = |nth| start.nth_weekday(nth, Weekday::Monday).unwrap_or(start);
                    let (before, after) = (nearest(-1), nearest(1));
                    wrong("start", Wrong::NotMonday { before, after });
                }
            }
        }
        match (pattern, first, start) {
            (Some(pattern), Some(first), Some(start)) if errors.is_empty() => Ok(Choice {
                pattern,
                first,
                start,
            }),
            _ => Err(errors),
        }
    }
}

fn near(today: Date, start: Date) -> bool {
    let from = today.saturating_sub(Span::new().days(BACK_DAYS));
    let to = today.saturating_add(Span::new().days(AHEAD_DAYS));
    (from..=to).contains(&start)
}
