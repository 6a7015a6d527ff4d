//! What the pages of the questions need to know.
//!
//! May touch: its arguments.

use std::sync::Arc;

use family::DraftedPlan;
use jiff::civil::Date;
use plan::compose::SchoolAnswer;
use plan::{Side, dates};

use super::Step;
use super::form::{About, FieldError, Kept, Sheet, holidays_asked, region, wrongs};
use crate::page::Person;

/// A page of the questions.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionsView {
    /// The draft that they are about.
    pub draft: Arc<DraftedPlan>,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// Whom the questions are about.
    pub about: About,
    /// Which page it is.
    pub step: Step,
    /// The pages that were answered.
    pub answered: Vec<Step>,
    /// The pages that were answered and cannot be used any more.
    pub stale: Vec<Step>,
    /// The pages for which the draft's text waits: until they are answered it stays as it was. Empty
    /// while there is no text.
    pub waits: Vec<Step>,
    /// What stands in the fields.
    pub sheet: Sheet,
    /// What is wrong with it; empty at first.
    pub errors: Vec<FieldError>,
    /// Whether that is wrong with what was kept, and nothing was sent just now.
    pub resumed: bool,
    /// Why nothing was kept, where it is not about one field.
    pub refused: Option<String>,
    /// The children's school, as it was answered.
    pub school: Option<SchoolAnswer>,
    /// The country whose feasts are kept.
    pub country: Option<&'static str>,
    /// The id of the command.
    pub command: String,
}

/// What a page shows beside what is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What stands in the fields.
    pub sheet: Sheet,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Whether that is wrong with what was kept, and nothing was sent just now.
    pub resumed: bool,
    /// Why nothing was kept, where it is not about one field.
    pub refused: Option<String>,
}

impl Typed {
    /// A page as it is shown first.
    #[must_use]
    pub fn shown(sheet: Sheet) -> Self {
        Self {
            sheet,
            ..Self::default()
        }
    }

    /// A page as it was kept. What could be used then and cannot any more is said at its field.
    #[must_use]
    pub fn kept(step: Step, kept: &Kept, about: &About) -> Self {
        let sheet = kept.sheet(step, about);
        if !kept.is_stale(step, about) {
            return Self::shown(sheet);
        }
        Self {
            errors: wrongs(step, &sheet, kept, about),
            resumed: true,
            ..Self::shown(sheet)
        }
    }
}

/// How many years ahead the next day of a feast is looked for.
const YEARS_AHEAD: i16 = 2;

impl QuestionsView {
    /// The page of a step of a draft.
    #[must_use]
    pub fn of(
        draft: Arc<DraftedPlan>,
        people: [Person; 2],
        about: About,
        (step, typed): (Step, Typed),
        command: String,
    ) -> Self {
        let kept = Kept::of(&draft.answers);
        let stale = |step: &Step| kept.is_stale(*step, &about);
        let waits = if draft.plan.is_empty() {
            Vec::new()
        } else {
            kept.waits(&about)
        };
        Self {
            answered: kept.answered(&about),
            stale: Step::ALL.into_iter().filter(stale).collect(),
            waits,
            school: kept.school(&about),
            country: kept.country(&about),
            draft,
            people,
            about,
            step,
            sheet: typed.sheet,
            errors: typed.errors,
            resumed: typed.resumed,
            refused: typed.refused,
            command,
        }
    }

    /// What stands in a field.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.sheet.one(field)
    }

    /// A parent's name.
    #[must_use]
    pub fn name(&self, side: Side) -> &str {
        &self.people[side.index()].name
    }

    /// Whether a page was answered.
    #[must_use]
    pub fn is_answered(&self, step: Step) -> bool {
        self.answered.contains(&step)
    }

    /// Whether a page can be gone to: it was answered, and perhaps is to be answered anew.
    #[must_use]
    pub fn is_open(&self, step: Step) -> bool {
        step == self.step || self.is_answered(step) || self.stale.contains(&step)
    }

    /// The school holidays that are asked about, each with its next dates as far as they are known.
    #[must_use]
    pub fn holidays(&self) -> Vec<(&'static str, Option<(Date, Date)>)> {
        let asked = holidays_asked(self.school.as_ref());
        let next = |holiday: &'static str| (holiday, self.next_holiday(holiday));
        asked.into_iter().map(next).collect()
    }

    fn next_holiday(&self, holiday: &str) -> Option<(Date, Date)> {
        let school = self.school.as_ref()?;
        let (country, region) = region(&school.region)?;
        let calendar = dates::school_holidays(country, region).ok()?;
        let mut known = calendar.holidays().iter();
        let next = known.find(|one| one.slug == holiday && one.last >= self.about.today)?;
        Some((next.first, next.last))
    }

    /// The next day of a feast, as far as it is known.
    #[must_use]
    pub fn next_feast(&self, feast: &str) -> Option<Date> {
        let today = self.about.today;
        let feast = dates::feast(feast, self.country).ok()?;
        let years = today.year()..=today.year().saturating_add(YEARS_AHEAD);
        let mut days = years.flat_map(|year| feast.on(year));
        days.find(|day| day.date >= today).map(|day| day.date)
    }
}
