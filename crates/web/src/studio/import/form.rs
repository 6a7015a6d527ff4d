//! The form of an import: what was given, and what it means. Three steps: a text or file; for a
//! calendar, whose each kind of item is; the rhythm that is taken.
//!
//! May touch: its arguments.

use family::Family;
use jiff::civil::Date;
use plan::detect::{DetectError, Detection, Found, Name as RhythmName, Rhythm};
use plan::edit::{self, ClauseFields, EditError};
use plan::{KnownPeople, NewPlan, ParentingPlan, Problems, Side, limits, new_plan_for};

use super::calendar::{Items, LABELS_MAX, Unread, Whose, counted_near, items, rule};

/// Longest name that is kept of an item.
const LABEL_CHARS: usize = 100;

/// What is asked next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Read what was given.
    #[default]
    Read,
    /// Look for a rhythm.
    Look,
    /// Begin a draft with the suggestion at this place.
    Take(usize),
}

/// The form, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportForm {
    /// What was pasted.
    pub text: String,
    /// A file in place of it: its name and its content.
    pub file: Option<(String, String)>,
    /// The items of a calendar, from the first step.
    pub items: Items,
    /// Whose the items of each name are.
    pub whose: Vec<Whose>,
    /// Whose the time between them is.
    pub between: Whose,
    /// What is asked.
    pub step: Step,
    /// Makes sending twice harmless.
    pub command: String,
}

impl ImportForm {
    /// Takes the fields of a submitted form; unknown names are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        let (mut labels, mut written) = (Vec::new(), String::new());
        for (name, value) in pairs {
            let value: String = value.into();
            match name.as_ref() {
                "text" => form.text = value.replace("\r\n", "\n"),
                "command" => form.command = value,
                "items" => written = value,
                "between" => form.between = Whose::read(&value),
                "label" if labels.len() < LABELS_MAX => {
                    labels.push(value.chars().take(LABEL_CHARS).collect());
                }
                "whose" if form.whose.len() < LABELS_MAX => form.whose.push(Whose::read(&value)),
                "step" => form.step = step(&value),
                _ => {}
            }
        }
        form.items = Items::read(&written, labels);
        form.whose.resize(form.items.labels.len(), Whose::Nobody);
        form
    }

    /// What is to be read: the file, where one was given.
    #[must_use]
    pub fn given(&self) -> &str {
        self.file
            .as_ref()
            .map_or(&self.text, |(_, content)| content)
    }
}

fn step(value: &str) -> Step {
    match value.split_once('-') {
        Some(("take", place)) => place.parse().map_or(Step::Look, Step::Take),
        _ if value == "look" => Step::Look,
        _ => Step::Read,
    }
}

/// What a text or file is.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A plan of this family, which reads.
    Plan(String),
    /// A calendar with its items.
    Calendar(Items),
}

/// What can be wrong with what was given.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    /// Nothing was given.
    Nothing,
    /// It is no text.
    NoText,
    /// It is larger than a plan may be.
    TooLarge {
        /// Its bytes.
        found: usize,
        /// The bytes allowed.
        limit: usize,
    },
    /// It is no plan; each problem has its line and column.
    Plan(Problems),
    /// It is a plan of other people: somebody of the family, by name, is not in it.
    Others(Vec<String>),
    /// The calendar cannot be read.
    Calendar(Unread),
    /// Nobody was named as the one with whom the children are.
    NobodyChosen,
    /// The items are at odds with each other.
    Odds(DetectError),
    /// The rhythm could not be written down.
    Unwritten(EditError),
}

/// What was given.
///
/// # Errors
/// What is wrong with it.
pub fn given(form: &ImportForm, family: &Family, today: Date) -> Result<Given, Wrong> {
    let text = form.given();
    if text.trim().is_empty() {
        return Err(Wrong::Nothing);
    }
    if text.contains('\u{fffd}') || text.contains('\0') {
        return Err(Wrong::NoText);
    }
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let is_calendar = head
        .get(..15)
        .is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    if is_calendar {
        let items = items(text, family.zone(), today).map_err(Wrong::Calendar)?;
        return Ok(Given::Calendar(items));
    }
    plan(text, family, today).map(Given::Plan)
}

fn plan(text: &str, family: &Family, today: Date) -> Result<String, Wrong> {
    let (found, limit) = (text.len(), limits::TEXT_BYTES_MAX);
    if found > limit {
        return Err(Wrong::TooLarge { found, limit });
    }
    let plan = ParentingPlan::read(text, today).map_err(Wrong::Plan)?;
    let parents = Side::BOTH.map(|side| &family.seat(side).parent);
    let missing_parents = parents
        .iter()
        .filter(|parent| plan.side_of(&parent.id).is_none())
        .map(|parent| parent.name.to_string());
    let missing_children = family
        .children()
        .iter()
        .filter(|child| plan.child(&child.id).is_none())
        .map(|child| child.name.to_string());
    let missing: Vec<String> = missing_parents.chain(missing_children).collect();
    if missing.is_empty() {
        Ok(text.to_owned())
    } else {
        Err(Wrong::Others(missing))
    }
}

/// The rhythm that the items follow, once it is known whose they are.
///
/// # Errors
/// What is wrong with the choice.
pub fn detected(form: &ImportForm) -> Result<Detection, Wrong> {
    let chosen = form.whose.iter().any(|whose| *whose != Whose::Nobody);
    if !chosen {
        return Err(Wrong::NobodyChosen);
    }
    let detected = form.items.detected(&form.whose, form.between);
    detected.map_err(Wrong::Odds)
}

/// The text of a plan with the suggestion at a place; `None` when there is none there.
///
/// # Errors
/// When it cannot be written down.
pub fn taken(
    found: &Found,
    place: usize,
    family: &Family,
    today: Date,
) -> Result<Option<String>, Wrong> {
    let Found::Suggestions(suggestions) = found else {
        return Ok(None);
    };
    let Some(suggestion) = suggestions.get(place) else {
        return Ok(None);
    };
    let Some(text) = beginning(family, today) else {
        return Ok(None);
    };
    let rhythm = counted_near(&suggestion.rhythm, today);
    with_rhythm(&text, (&rhythm, suggestion.name), today)
}

/// A plan for the family from a day on, with one clause for a rhythm.
fn beginning(family: &Family, today: Date) -> Option<String> {
    let parents = Side::BOTH.map(|side| &family.seat(side).parent);
    let children = family.children();
    let zone = family.zone().iana_name()?;
    let wanted = NewPlan {
        template: "alternating-weeks".to_owned(),
        parents: parents.map(|parent| parent.name.to_string()),
        children: children
            .iter()
            .map(|child| (child.name.to_string(), child.born))
            .collect(),
        zone: zone.to_owned(),
        start: today,
        language: None,
    };
    let known = KnownPeople {
        parents: parents.map(|parent| parent.id.clone()),
        children: children.iter().map(|child| child.id.clone()).collect(),
        first: Side::A,
    };
    let text = new_plan_for(&wanted, &known, today).ok()?;
    // What stands above it speaks of the template, which is not theirs.
    let above = |line: &&str| line.starts_with('#') || line.trim().is_empty();
    let lines: Vec<&str> = text.lines().skip_while(above).collect();
    Some(format!("{}\n", lines.join("\n")))
}

/// The text with the rhythm in its first clause, which says in words what the rule says.
fn with_rhythm(
    text: &str,
    (rhythm, name): (&Rhythm, Option<RhythmName>),
    today: Date,
) -> Result<Option<String>, Wrong> {
    let clauses = edit::clauses(text).map_err(|why| Wrong::Unwritten(EditError::Text(why)))?;
    let (Some(first), Ok(plan)) = (clauses.into_iter().next(), ParentingPlan::read(text, today))
    else {
        return Ok(None);
    };
    let parents = Side::BOTH.map(|side| plan.parent(side));
    let ids = parents.map(|parent| parent.id.as_str());
    let letters = parents.map(|parent| parent.letter);
    let ruled = ClauseFields {
        title: ["The rhythm".to_owned(), "Het ritme".to_owned()],
        rest: rule((rhythm, name), ids, letters),
        ..first
    };
    let text = edit::replace(text, 0, &ruled).map_err(Wrong::Unwritten)?;
    let plan = ParentingPlan::read(&text, today).map_err(Wrong::Plan)?;
    let clause = plan.clauses().first();
    let Some(sentence) = clause.and_then(|clause| edit::rule_sentence(&plan, clause)) else {
        return Ok(None);
    };
    let said = ClauseFields { sentence, ..ruled };
    let text = edit::replace(&text, 0, &said).map_err(Wrong::Unwritten)?;
    ParentingPlan::read(&text, today).map_err(Wrong::Plan)?;
    Ok(Some(text))
}
