//! The pages of the questions, in their order.
//!
//! May touch: its arguments.

use std::borrow::Cow;

use crate::text::{Text, t};

/// A page of the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// When the plan begins, and where each child is registered.
    People,
    /// The rhythm of nights.
    Rhythm,
    /// The region and the hours of school.
    School,
    /// Each school holiday.
    Holidays,
    /// Each feast.
    Feasts,
    /// Birthdays, Mother's and Father's Day.
    Birthdays,
    /// Where, who brings, what goes along.
    Handovers,
    /// The clauses in words.
    Words,
}

impl Step {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 8] = [
        Self::People,
        Self::Rhythm,
        Self::School,
        Self::Holidays,
        Self::Feasts,
        Self::Birthdays,
        Self::Handovers,
        Self::Words,
    ];

    /// How an address names it, and what the names of its fields begin with.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Rhythm => "rhythm",
            Self::School => "school",
            Self::Holidays => "holidays",
            Self::Feasts => "feasts",
            Self::Birthdays => "birthdays",
            Self::Handovers => "handovers",
            Self::Words => "words",
        }
    }

    /// The page that an address names.
    #[must_use]
    pub fn read(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.tag() == tag)
    }

    /// Its place among all, counted from 1.
    #[must_use]
    pub fn number(self) -> usize {
        let before = Self::ALL.into_iter().take_while(|step| *step != self);
        before.count() + 1
    }

    /// What is asked after it; nothing after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// What is asked before it; nothing before the first.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let place = self.number().checked_sub(2)?;
        Self::ALL.get(place).copied()
    }

    /// Whether no plan can be made without it.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        match self {
            Self::People | Self::Rhythm => true,
            Self::School
            | Self::Holidays
            | Self::Feasts
            | Self::Birthdays
            | Self::Handovers
            | Self::Words => false,
        }
    }

    /// Most pairs of a name and a value that are kept of it. All of them fit into a draft.
    #[must_use]
    pub const fn pairs_max(self) -> usize {
        match self {
            Self::Words => 120,
            Self::People
            | Self::Rhythm
            | Self::School
            | Self::Holidays
            | Self::Feasts
            | Self::Birthdays
            | Self::Handovers => 38,
        }
    }

    /// What it is called on the pages.
    #[must_use]
    pub fn title(self, text: &Text) -> Cow<'_, str> {
        match self {
            Self::People => t!(text, "questions-people"),
            Self::Rhythm => t!(text, "questions-rhythm"),
            Self::School => t!(text, "questions-school"),
            Self::Holidays => t!(text, "questions-holidays"),
            Self::Feasts => t!(text, "questions-feasts"),
            Self::Birthdays => t!(text, "questions-birthdays"),
            Self::Handovers => t!(text, "questions-handovers"),
            Self::Words => t!(text, "questions-words"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_one_another_and_are_found_by_their_tag() {
        for (place, step) in Step::ALL.into_iter().enumerate() {
            assert_eq!(step.number(), place + 1);
            assert_eq!(Step::read(step.tag()), Some(step));
            assert_eq!(
                step.next().and_then(Step::previous),
                step.next().map(|_| step)
            );
        }
        assert_eq!(Step::Words.next(), None);
        assert_eq!(Step::People.previous(), None);
        assert_eq!(Step::read("look"), None);
    }

    #[test]
    fn whatever_is_kept_of_all_steps_fits_into_a_draft() {
        let pairs: usize = Step::ALL.into_iter().map(|step| step.pairs_max() + 1).sum();
        assert!(pairs <= 400, "{pairs}");
    }
}
