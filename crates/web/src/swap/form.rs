//! The swap form: what was typed, and what it means.
//!
//! May touch: its arguments. Nothing is lost on the way: [`SwapForm`] keeps every field as
//! it came, so that a page with errors shows what was typed. Single fields are read in `read`.

use family::{Move, Reason};
use jiff::civil::{DateTime, Time};
use plan::{ChildId, Side};

pub use super::answer::{AnswerForm, read_revision};
pub(crate) use super::read::{read_by, read_children, read_day, read_reason, read_time};

/// Most changes in one swap.
pub const MAX_MOVES: usize = 8;

/// One change of a swap, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoveForm {
    /// Ids of the ticked children.
    pub children: Vec<String>,
    /// First day, `YYYY-MM-DD`.
    pub start_day: String,
    /// Time on the first day, `HH:MM`.
    pub start_time: String,
    /// Last day, `YYYY-MM-DD`.
    pub end_day: String,
    /// Time on the last day, `HH:MM`.
    pub end_time: String,
    /// Who has the children then: `a` or `b`.
    pub to: String,
}

impl MoveForm {
    /// A change that nobody began to fill in: no day, no time. Ticked children and a chosen
    /// parent do not count, since the page ticks them beforehand.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [
            &self.start_day,
            &self.start_time,
            &self.end_day,
            &self.end_time,
        ]
        .iter()
        .all(|typed| typed.trim().is_empty())
    }

    /// A move as the fields that would say it.
    #[must_use]
    pub fn of(change: &Move) -> Self {
        Self {
            children: change.children.iter().map(ToString::to_string).collect(),
            start_day: change.start.date().to_string(),
            start_time: minutes(change.start.time()),
            end_day: change.end.date().to_string(),
            end_time: minutes(change.end.time()),
            to: side_value(change.to).to_owned(),
        }
    }
}

/// What the person asked for with the button that sent the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// Show what would change. Also the answer to a missing or unknown button.
    #[default]
    Preview,
    /// Back to the fields.
    Change,
    /// Room for one more change.
    More,
    /// Send it.
    Send,
}

impl Step {
    /// The value of the button `step`.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Change => "change",
            Self::More => "more",
            Self::Send => "send",
        }
    }

    pub(crate) fn read(value: &str) -> Self {
        [Self::Change, Self::More, Self::Send]
            .into_iter()
            .find(|step| step.value() == value)
            .unwrap_or_default()
    }
}

/// The whole form, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SwapForm {
    /// The changes, first the one asked for, then what is offered in return. At most
    /// [`MAX_MOVES`].
    pub moves: Vec<MoveForm>,
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
    /// Which button was pressed.
    pub step: Step,
}

impl SwapForm {
    /// Takes the fields of a submitted form. Unknown names are passed over; changes beyond
    /// [`MAX_MOVES`] have no field names and so cannot come in.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value = value.into();
            match name.as_ref() {
                "reason" => form.reason = value,
                "by-day" => form.by_day = value,
                "by-time" => form.by_time = value,
                "command" => form.command = value,
                "revision" => form.revision = value,
                "step" => form.step = Step::read(&value),
                other => form.take_move_field(other, value),
            }
        }
        // A change in return that nobody filled in is folded away again.
        let filled = form.moves.iter().rposition(|change| !change.is_blank());
        form.moves.truncate(filled.map_or(1, |last| last + 1));
        if form.moves.is_empty() {
            form.moves.push(MoveForm::default());
        }
        form
    }

    fn take_move_field(&mut self, name: &str, value: String) {
        let Some((number, field)) = name.strip_prefix('m').and_then(|rest| rest.split_once('-'))
        else {
            return;
        };
        let Some(index) = (1..=MAX_MOVES).position(|n| n.to_string() == number) else {
            return;
        };
        if !FIELDS.contains(&field) {
            return;
        }
        if self.moves.len() <= index {
            self.moves.resize_with(index + 1, MoveForm::default);
        }
        let Some(change) = self.moves.get_mut(index) else {
            return;
        };
        match field {
            "child" => change.children.push(value),
            "start-day" => change.start_day = value,
            "start-time" => change.start_time = value,
            "end-day" => change.end_day = value,
            "end-time" => change.end_time = value,
            _ => change.to = value,
        }
    }

    /// The fields that say an offer, for a counter that starts from it.
    #[must_use]
    pub fn of(moves: &[Move]) -> Self {
        Self {
            moves: moves.iter().map(MoveForm::of).collect(),
            ..Self::default()
        }
    }

    /// Every field as a name and a value, as a hidden copy carries it through the preview.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, &str)> {
        let mut pairs = Vec::new();
        for (index, change) in self.moves.iter().enumerate() {
            for child in &change.children {
                pairs.push((field_name(index, "child"), child.as_str()));
            }
            pairs.push((field_name(index, "start-day"), &change.start_day));
            pairs.push((field_name(index, "start-time"), &change.start_time));
            pairs.push((field_name(index, "end-day"), &change.end_day));
            pairs.push((field_name(index, "end-time"), &change.end_time));
            pairs.push((field_name(index, "to"), &change.to));
        }
        let by = [("by-day", &self.by_day), ("by-time", &self.by_time)];
        let by = by.into_iter().filter(|(_, typed)| !typed.is_empty());
        pairs.extend(by.map(|(name, typed)| (name.to_owned(), typed.as_str())));
        pairs.push(("reason".to_owned(), &self.reason));
        pairs.push(("command".to_owned(), &self.command));
        if !self.revision.is_empty() {
            pairs.push(("revision".to_owned(), &self.revision));
        }
        pairs
    }

    /// Room for one more change, as far as [`MAX_MOVES`] allows. It starts with the children
    /// of the first change and the parent whom the first change does not name.
    pub fn add_move(&mut self) {
        if self.moves.len() < MAX_MOVES {
            let next = self.in_return();
            self.moves.push(next);
        }
    }

    /// What a change in return starts from.
    #[must_use]
    pub fn in_return(&self) -> MoveForm {
        let first = self.moves.first();
        MoveForm {
            children: first
                .map(|change| change.children.clone())
                .unwrap_or_default(),
            to: first
                .and_then(|change| read_side(&change.to))
                .map(|side| side_value(side.other()).to_owned())
                .unwrap_or_default(),
            ..MoveForm::default()
        }
    }
}

const FIELDS: [&str; 6] = [
    "child",
    "start-day",
    "start-time",
    "end-day",
    "end-time",
    "to",
];

/// The name of a field of a change: `m1-start-day` for the first change's.
#[must_use]
pub fn field_name(index: usize, field: &str) -> String {
    format!("m{}-{field}", index + 1)
}

/// The value of a parent's radio button.
#[must_use]
pub const fn side_value(side: Side) -> &'static str {
    match side {
        Side::A => "a",
        Side::B => "b",
    }
}

pub(crate) fn read_side(value: &str) -> Option<Side> {
    Side::BOTH
        .into_iter()
        .find(|side| side_value(*side) == value.trim())
}

/// `HH:MM`, as `<input type="time">` wants it.
#[must_use]
pub fn minutes(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// What the form means, once it can be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwapDraft {
    /// The changes, at least one.
    pub moves: Vec<Move>,
    /// Why, if a reason was given.
    pub reason: Option<Reason>,
    /// Until when an answer is asked for, in the family's zone, if that was said.
    pub answer_by: Option<DateTime>,
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input (its name; for choices, of the group).
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a field of a swap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No child is ticked.
    NoChild,
    /// A ticked child is not one of this family's.
    UnknownChild,
    /// A day is missing.
    NoDay,
    /// A day cannot be read.
    BadDay,
    /// A time is missing.
    NoTime,
    /// A time cannot be read.
    BadTime,
    /// The end is not after the start, which is this.
    Backwards {
        /// The start that the end must follow.
        start: DateTime,
    },
    /// Nobody is chosen.
    NoParent,
    /// It wants the same child at the same time as an earlier change.
    Overlaps,
    /// The reason has too many characters.
    TooLong {
        /// Characters typed.
        found: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// The reason has a character that cannot be shown.
    Unprintable,
}

/// What the form means.
///
/// `children` are the family's, in its order; a draft names its children in that order.
/// Blank changes after the first are passed over.
///
/// # Errors
/// Every field that cannot be understood, in the order of the page.
pub fn parse(form: &SwapForm, children: &[ChildId]) -> Result<SwapDraft, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut moves: Vec<Move> = Vec::new();
    for (index, typed) in form.moves.iter().take(MAX_MOVES).enumerate() {
        if index > 0 && typed.is_blank() {
            continue;
        }
        let Some(change) = parse_move(index, typed, children, &mut errors) else {
            continue;
        };
        if moves.iter().any(|earlier| overlap(earlier, &change)) {
            errors.push(FieldError {
                field: field_name(index, "start-day"),
                wrong: Wrong::Overlaps,
            });
        }
        moves.push(change);
    }
    let answer_by = read_by((&form.by_day, &form.by_time), &mut errors);
    let reason = read_reason(&form.reason, &mut errors);
    if errors.is_empty() {
        Ok(SwapDraft {
            moves,
            reason,
            answer_by,
        })
    } else {
        Err(errors)
    }
}

/// Collects what is wrong with the fields of one change.
struct Fields<'e> {
    index: usize,
    errors: &'e mut Vec<FieldError>,
}

impl Fields<'_> {
    fn wrong(&mut self, field: &str, wrong: Wrong) {
        self.errors.push(FieldError {
            field: field_name(self.index, field),
            wrong,
        });
    }

    fn keep<T>(&mut self, field: &str, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.wrong(field, wrong)).ok()
    }
}

fn parse_move(
    index: usize,
    typed: &MoveForm,
    known: &[ChildId],
    errors: &mut Vec<FieldError>,
) -> Option<Move> {
    let mut fields = Fields { index, errors };
    let children = fields.keep("child", read_children(&typed.children, known));
    let start_day = fields.keep("start-day", read_day(&typed.start_day));
    let start_time = fields.keep("start-time", read_time(&typed.start_time));
    let end_day = fields.keep("end-day", read_day(&typed.end_day));
    let end_time = fields.keep("end-time", read_time(&typed.end_time));
    let start = start_day
        .zip(start_time)
        .map(|(day, time)| day.to_datetime(time));
    let end = end_day
        .zip(end_time)
        .map(|(day, time)| day.to_datetime(time));
    let span = start.zip(end);
    if let Some((start, end)) = span
        && end <= start
    {
        let field = if end.date() < start.date() {
            "end-day"
        } else {
            "end-time"
        };
        fields.wrong(field, Wrong::Backwards { start });
    }
    let to = fields.keep("to", read_side(&typed.to).ok_or(Wrong::NoParent));
    let (start, end) = span.filter(|(start, end)| end > start)?;
    Some(Move {
        children: children?,
        to: to?,
        start,
        end,
    })
}

/// Whether two moves want the same child at the same time.
#[must_use]
pub fn overlap(one: &Move, other: &Move) -> bool {
    one.start < other.end
        && other.start < one.end
        && one
            .children
            .iter()
            .any(|child| other.children.contains(child))
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
