//! The form of a change of the plan: what was typed, and what it means.
//!
//! May touch: its arguments. Nothing is lost on the way, so that a page with errors shows what was
//! typed; only the ends of lines become those of the text that is kept.

use family::{
    Context, DraftId, Family, MemberId, OfferRefusal, Reason, Refusal, Terms, check_offer,
};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::{ParentingPlan, Problems, limits};

use crate::swap::form::{Step, Wrong as Usual, read_by, read_reason};

/// The whole form, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanForm {
    /// The text of the plan, with one `\n` at the end of each line.
    pub plan: String,
    /// Why, in the person's own words.
    pub reason: String,
    /// The day until which an answer is asked for, `YYYY-MM-DD`; mostly empty.
    pub by_day: String,
    /// The time on that day, `HH:MM`.
    pub by_time: String,
    /// Makes sending twice harmless: an id made with the first page.
    pub command: String,
    /// In a counter: the revision that is answered. Empty otherwise.
    pub revision: String,
    /// The draft whose text it began with, by id; mostly empty.
    pub draft: String,
    /// Which button was pressed.
    pub step: Step,
}

impl PlanForm {
    /// Takes the fields of a submitted form; unknown names are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value: String = value.into();
            match name.as_ref() {
                "plan" => form.plan = with_plain_ends(&value),
                "reason" => form.reason = value,
                "by-day" => form.by_day = value,
                "by-time" => form.by_time = value,
                "command" => form.command = value,
                "revision" => form.revision = value,
                "draft" if value.parse::<DraftId>().is_ok() => form.draft = value,
                "step" => form.step = Step::read(&value),
                _ => {}
            }
        }
        form
    }

    /// Every field as a name and a value, as a hidden copy carries it through the preview. The step
    /// is the button's.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let mut pairs = vec![
            ("plan", self.plan.as_str()),
            ("reason", self.reason.as_str()),
            ("by-day", self.by_day.as_str()),
            ("by-time", self.by_time.as_str()),
            ("command", self.command.as_str()),
        ];
        for (name, value) in [("revision", &self.revision), ("draft", &self.draft)] {
            if !value.is_empty() {
                pairs.push((name, value.as_str()));
            }
        }
        pairs
    }
}

/// A browser sends the end of each line as two characters.
pub(crate) fn with_plain_ends(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\r', "\n")
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field, which is its name.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a change of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// What can be wrong with a reason, a day or a time.
    Usual(Usual),
    /// There is no text.
    Empty,
    /// The text is larger than the plan language allows.
    TooLarge {
        /// Its bytes.
        found: usize,
        /// The bytes allowed.
        limit: usize,
    },
    /// The text is no plan; each problem has its line and column.
    Problems(Problems),
    /// The family's rules refuse it.
    Refused(Box<Refusal>),
    /// Its first day is so far away that nothing can be shown of it.
    Far,
}

impl FieldError {
    /// What is wrong with the text.
    #[must_use]
    pub fn of_text(wrong: Wrong) -> Self {
        Self {
            field: "plan".to_owned(),
            wrong,
        }
    }

    /// A refusal, at the field that it is about.
    #[must_use]
    pub fn refused(why: Refusal) -> Self {
        let about_the_answer = matches!(
            why,
            Refusal::Offer(
                OfferRefusal::DeadlinePast { .. }
                    | OfferRefusal::DeadlineLate { .. }
                    | OfferRefusal::DeadlineFar { .. }
            )
        );
        let field = if about_the_answer { "by-day" } else { "plan" };
        Self {
            field: field.to_owned(),
            wrong: Wrong::Refused(Box::new(why)),
        }
    }
}

/// What the form is read against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The family.
    pub family: &'a Family,
    /// Who would send it.
    pub actor: &'a MemberId,
    /// The terms of the offer that it answers, if it does.
    pub answers: Option<&'a Terms>,
    /// This moment.
    pub now: Timestamp,
}

/// What the form means: an offer that the family's rules would take.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanDraft {
    /// The plan.
    pub plan: ParentingPlan,
    /// The same as what is offered.
    pub terms: Terms,
    /// Why.
    pub reason: Option<Reason>,
    /// Until when an answer is asked for.
    pub answer_by: Option<Timestamp>,
}

/// Reads the form.
///
/// # Errors
/// Every field that is wrong, in the order of the page; a plan as a whole is asked about only once
/// all fields can be read.
pub fn parse(form: &PlanForm, known: &Known<'_>) -> Result<PlanDraft, Vec<FieldError>> {
    let mut errors = Vec::new();
    let plan = match read(&form.plan, known.family.date_at(known.now)) {
        Ok(plan) => Some(plan),
        Err(wrong) => {
            errors.push(FieldError::of_text(wrong));
            None
        }
    };
    let mut usual = Vec::new();
    let by = read_by((&form.by_day, &form.by_time), &mut usual);
    let reason = read_reason(&form.reason, &mut usual);
    errors.extend(usual.into_iter().map(|error| FieldError {
        field: error.field,
        wrong: Wrong::Usual(error.wrong),
    }));
    let (Some(plan), true) = (plan, errors.is_empty()) else {
        return Err(errors);
    };
    let terms = Terms::Plan(form.plan.as_str().into());
    let answer_by = by.map(|by| known.family.instant(by));
    let context = Context {
        now: known.now,
        actor: known.actor.clone(),
    };
    match check_offer(known.family, &context, (&terms, answer_by), known.answers) {
        Ok(()) => Ok(PlanDraft {
            plan,
            terms,
            reason,
            answer_by,
        }),
        Err(why) => Err(vec![FieldError::refused(why)]),
    }
}

/// The plan of a text.
pub(crate) fn read(text: &str, today: Date) -> Result<ParentingPlan, Wrong> {
    if text.trim().is_empty() {
        return Err(Wrong::Empty);
    }
    // As it is kept, some signs take two bytes.
    let two = |byte: &u8| matches!(byte, b'\n' | b'\t' | b'"' | b'\\');
    let kept = text.len() + text.bytes().filter(|byte| two(byte)).count();
    let (found, limit) = (kept, limits::TEXT_BYTES_MAX);
    if found > limit {
        return Err(Wrong::TooLarge { found, limit });
    }
    ParentingPlan::read(text, today).map_err(Wrong::Problems)
}

/// The text of the newest version that both agreed to, which the next one follows; `None` without a
/// plan.
#[must_use]
pub fn newest_text(family: &Family) -> Option<&str> {
    let newest = family.versions().last()?;
    let Terms::Plan(text) = &family.proposal(&newest.proposal)?.current().terms else {
        return None;
    };
    Some(text)
}
