//! What somebody tells of care, as typed, and what it means.
//!
//! May touch: its arguments. Nothing is lost on the way: a form keeps every field as it came, so that
//! a page with errors shows what was typed.

use family::{CareFact, CareSaid, HandoverNote, Line, Reason};
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};
use plan::ChildId;

pub use super::fields::{FieldError, Wrong};
use super::fields::{Fields, moment, read_children, read_moment, read_place, read_side};
use super::which::{Stretch, Which};
use crate::swap::form::side_value;

/// Rows for medicines on the page.
pub const MEDICINE_ROWS: usize = 3;
/// Who tells of a handover before its time, tells of it as of now, in steps of so many minutes.
const NOW_STEP_MINUTES: i8 = 5;

/// When a handover was, as the button that sent the form says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum How {
    /// At the time that was typed.
    #[default]
    At,
    /// As agreed.
    Agreed,
    /// Just now, before its time.
    Now,
}

impl How {
    /// The value of the field `how`.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::Agreed => "agreed",
            Self::Now => "now",
        }
    }

    fn read(value: &str) -> Self {
        [Self::Agreed, Self::Now]
            .into_iter()
            .find(|how| how.value() == value)
            .unwrap_or_default()
    }
}

/// One medicine, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MedicineForm {
    /// What.
    pub name: String,
    /// How much.
    pub dose: String,
    /// When.
    pub at: String,
}

impl MedicineForm {
    pub(super) fn is_blank(&self) -> bool {
        [&self.name, &self.dose, &self.at]
            .iter()
            .all(|typed| typed.trim().is_empty())
    }
}

/// How a handover went, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandoverForm {
    /// To whom: `a` or `b`.
    pub to: String,
    /// When it was to be.
    pub planned: String,
    /// How the form says when it was.
    pub how: How,
    /// When it was.
    pub at: String,
    /// Ids of the ticked children.
    pub children: Vec<String>,
    /// The last meal.
    pub meal: String,
    /// Medicines.
    pub medicines: [MedicineForm; MEDICINE_ROWS],
    /// How they slept.
    pub sleep: String,
    /// What is in the bag.
    pub bag: String,
    /// Anything else.
    pub more: String,
    /// About where: hundredths of a degree north, filled in by the device.
    pub north: String,
    /// The same east.
    pub east: String,
    /// Makes sending twice harmless.
    pub command: String,
}

impl HandoverForm {
    /// A form that somebody has not typed into yet: before its time it says as of now.
    #[must_use]
    pub fn fresh(which: Which, children: &[ChildId], now: DateTime) -> Self {
        Self {
            to: side_value(which.to).to_owned(),
            planned: moment(which.planned),
            at: moment(just_now(now).min(which.planned)),
            children: children.iter().map(ToString::to_string).collect(),
            ..Self::default()
        }
    }

    /// The same, with what its reader told before, since new words take the place of those. A place is
    /// given anew each time or not at all.
    #[must_use]
    pub fn again(mut self, said: &CareSaid) -> Self {
        let CareFact::HandedOver { at, .. } = &said.fact else {
            return self;
        };
        let line = |line: &Option<Line>| line.as_ref().map_or("", Line::as_str).to_owned();
        let note = &said.note;
        self.at = moment(*at);
        self.children = said.children.iter().map(ToString::to_string).collect();
        self.meal = line(&note.meal);
        self.sleep = line(&note.sleep);
        self.bag = line(&note.bag);
        self.more = note.more.as_ref().map_or("", Reason::as_str).to_owned();
        for (row, medicine) in self.medicines.iter_mut().zip(&note.medicines) {
            *row = MedicineForm {
                name: medicine.name.to_string(),
                dose: medicine.dose.as_str().to_owned(),
                at: moment(medicine.at),
            };
        }
        self
    }

    /// Takes the fields of a submitted form. Unknown names are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value = value.into();
            match name.as_ref() {
                "to" => form.to = value,
                "planned" => form.planned = value,
                "how" => form.how = How::read(&value),
                "at" => form.at = value,
                "child" => form.children.push(value),
                "meal" => form.meal = value,
                "sleep" => form.sleep = value,
                "bag" => form.bag = value,
                "more" => form.more = value,
                "north" => form.north = value,
                "east" => form.east = value,
                "command" => form.command = value,
                other => form.take_medicine(other, value),
            }
        }
        form
    }

    fn take_medicine(&mut self, name: &str, value: String) {
        for (row, medicine) in self.medicines.iter_mut().enumerate() {
            for (field, place) in [
                ("name", &mut medicine.name),
                ("dose", &mut medicine.dose),
                ("at", &mut medicine.at),
            ] {
                if name == medicine_field(row, field) {
                    *place = value;
                    return;
                }
            }
        }
    }

    /// Which handover it is about; `None` if it names none.
    #[must_use]
    pub fn which(&self) -> Option<Which> {
        Which::read(&self.to, &self.planned)
    }
}

/// The name of a field of a medicine: `medicine-1-dose` in the first row.
#[must_use]
pub fn medicine_field(row: usize, field: &str) -> String {
    format!("medicine-{}-{field}", row + 1)
}

/// That care did not take place, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissedForm {
    /// Ids of the ticked children.
    pub children: Vec<String>,
    /// Whose time it was to be: `a` or `b`.
    pub parent: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
    /// Why, in the person's own words.
    pub reason: String,
    /// Makes sending twice harmless.
    pub command: String,
}

impl MissedForm {
    /// A form about a stretch of care.
    #[must_use]
    pub fn of(stretch: &Stretch) -> Self {
        Self {
            children: stretch.children.iter().map(ToString::to_string).collect(),
            parent: side_value(stretch.parent).to_owned(),
            from: moment(stretch.from),
            until: moment(stretch.until),
            ..Self::default()
        }
    }

    /// Takes the fields of a submitted form, or of an address. Unknown names are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value = value.into();
            match name.as_ref() {
                "child" => form.children.push(value),
                "parent" => form.parent = value,
                "from" => form.from = value,
                "until" => form.until = value,
                "reason" => form.reason = value,
                "command" => form.command = value,
                _ => {}
            }
        }
        form
    }

    /// The stretch of care that it names, as far as that can be understood.
    #[must_use]
    pub fn stretch(&self, known: &[ChildId]) -> Option<Stretch> {
        let mut errors = Vec::new();
        self.read_stretch(known, &mut errors)
    }

    fn read_stretch(&self, known: &[ChildId], errors: &mut Vec<FieldError>) -> Option<Stretch> {
        let mut fields = Fields::new(errors);
        let children = fields.keep("child", read_children(&self.children, known));
        let parent = fields.keep("parent", read_side(&self.parent).ok_or(Wrong::NoParent));
        let from = fields.keep("from", read_moment(&self.from));
        let until = fields.keep("until", read_moment(&self.until));
        if let (Some(from), Some(until)) = (from, until)
            && until <= from
        {
            fields.wrong("until", Wrong::Backwards { from });
        }
        let (from, until) = from.zip(until).filter(|(from, until)| from < until)?;
        Some(Stretch {
            children: children?,
            parent: parent?,
            from,
            until,
        })
    }
}

/// How a handover went.
///
/// `known` are the family's children, in its order; `now` is the moment in the family's own time.
///
/// # Errors
/// Every field that cannot be understood, in the order of the page.
pub fn parse_handover(
    form: &HandoverForm,
    which: Which,
    known: &[ChildId],
    now: DateTime,
) -> Result<CareSaid, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(&mut errors);
    let at = match form.how {
        How::Agreed => Some(which.planned),
        How::Now => Some(just_now(now).min(which.planned)),
        How::At => fields.keep("at", read_moment(&form.at)),
    };
    let children = fields.keep("child", read_children(&form.children, known));
    let meal = fields.line("meal", &form.meal);
    let mut medicines = Vec::new();
    for (row, typed) in form.medicines.iter().enumerate() {
        medicines.extend(fields.medicine(row, typed));
    }
    let sleep = fields.line("sleep", &form.sleep);
    let bag = fields.line("bag", &form.bag);
    let more = fields.reason("more", &form.more);
    let place = fields.keep("place", read_place(&form.north, &form.east));
    match (at, children, place) {
        (Some(at), Some(children), Some(place)) if errors.is_empty() => Ok(CareSaid {
            children,
            fact: CareFact::HandedOver {
                to: which.to,
                planned: which.planned,
                at,
            },
            reason: None,
            note: HandoverNote {
                meal,
                medicines,
                sleep,
                bag,
                more,
            },
            place,
        }),
        _ => Err(errors),
    }
}

/// That care did not take place.
///
/// # Errors
/// Every field that cannot be understood, in the order of the page.
pub fn parse_missed(form: &MissedForm, known: &[ChildId]) -> Result<CareSaid, Vec<FieldError>> {
    let mut errors = Vec::new();
    let stretch = form.read_stretch(known, &mut errors);
    let mut fields = Fields::new(&mut errors);
    let reason = fields.reason("reason", &form.reason);
    match stretch {
        Some(stretch) if errors.is_empty() => Ok(CareSaid {
            children: stretch.children,
            fact: CareFact::Missed {
                parent: stretch.parent,
                from: stretch.from,
                until: stretch.until,
            },
            reason,
            note: HandoverNote::default(),
            place: None,
        }),
        _ => Err(errors),
    }
}

/// The last full step of minutes: what a device signs must be the same a moment later.
fn just_now(now: DateTime) -> DateTime {
    let minutes = now.minute() % NOW_STEP_MINUTES;
    let whole = Time::new(now.hour(), now.minute(), 0, 0).unwrap_or(now.time());
    now.date()
        .to_datetime(whole)
        .saturating_sub(i64::from(minutes).minutes())
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
