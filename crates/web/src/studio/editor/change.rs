//! A change of a draft's text, carried out or refused with what is wrong at which place. Pure.
//!
//! May touch: its arguments. What comes out is a plan that can be read.

use jiff::civil::Date;
use plan::edit::{self, ClauseFields, EditError};
use plan::library::{self, People, section_of};
use plan::{ID_LENGTH_MAX, ParentingPlan, Problem, Problems};

use super::form::{
    Act, ClauseForm, Elsewhere, FieldError, RULE, SECTION, SENTENCE, Spot, TITLE, Wrong,
};
use crate::text::Lang;

/// A text that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The text of the plan.
    pub text: String,
    /// Where the clause stands, from 0; where it stood, if it was removed.
    pub place: usize,
}

/// Against what a change is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Today, for the family.
    pub today: Date,
    /// The reader's language.
    pub lang: Lang,
}

type Errors = Vec<FieldError>;

/// Carries out what a form asks for.
///
/// # Errors
/// Every field that is wrong, or what the plan would no longer be understood for.
pub fn change(text: &str, act: &Act, at: At) -> Result<Change, Errors> {
    let draft = Draft::of(text, at)?;
    match act {
        Act::Write(None, form) => draft.with_new(form),
        Act::Write(Some(spot), form) => draft.with_other(spot, form),
        Act::Up(spot) => {
            let place = draft.find(spot)?;
            draft.with_moved(place, place.saturating_sub(1))
        }
        Act::Down(spot) => {
            let place = draft.find(spot)?;
            let last = draft.clauses.len().saturating_sub(1);
            draft.with_moved(place, (place + 1).min(last))
        }
        Act::Remove(spot) => {
            let place = draft.find(spot)?;
            let text = edit::remove(text, place).map_err(refused)?;
            draft.sound(text, place)
        }
        Act::Add(wording) => draft.with_wording(wording),
    }
}

/// A text whose clauses are known.
struct Draft<'t> {
    text: &'t str,
    clauses: Vec<ClauseFields>,
    at: At,
}

impl<'t> Draft<'t> {
    fn of(text: &'t str, at: At) -> Result<Self, Errors> {
        match edit::clauses(text) {
            Ok(clauses) => Ok(Self { text, clauses, at }),
            Err(problems) => Err(whole(text, &problems)),
        }
    }

    fn find(&self, spot: &Spot) -> Result<usize, Errors> {
        let gone = || vec![FieldError::whole(Wrong::Gone)];
        spot.find(&self.clauses).ok_or_else(gone)
    }

    fn plan(&self) -> Result<ParentingPlan, Errors> {
        let plan = ParentingPlan::read(self.text, self.at.today);
        plan.map_err(|problems| whole(self.text, &problems))
    }

    /// A text, if it is a plan.
    fn sound(&self, text: String, place: usize) -> Result<Change, Errors> {
        match ParentingPlan::read(&text, self.at.today) {
            Ok(_) => Ok(Change { text, place }),
            Err(problems) => Err(whole(&text, &problems)),
        }
    }

    /// A text in which a clause is as it was typed, if it is a plan.
    fn sound_with(&self, text: String, place: usize, raw: &Raw) -> Result<Change, Errors> {
        match ParentingPlan::read(&text, self.at.today) {
            Ok(_) => Ok(Change { text, place }),
            Err(problems) => Err(raw.in_plan((&text, &problems), place, self.at.today)),
        }
    }

    fn with_moved(&self, from: usize, to: usize) -> Result<Change, Errors> {
        let text = edit::move_to(self.text, from, to).map_err(refused)?;
        self.sound(text, to)
    }

    fn with_other(&self, spot: &Spot, form: &ClauseForm) -> Result<Change, Errors> {
        let place = self.find(spot)?;
        let wrongs = form.wrongs(self.at.lang);
        if !wrongs.is_empty() {
            return Err(wrongs);
        }
        let fields = form.fields(&spot.id);
        let text = edit::replace(self.text, place, &fields).map_err(refused)?;
        self.sound_with(text, place, &Raw::of(&fields))
    }

    fn with_new(&self, form: &ClauseForm) -> Result<Change, Errors> {
        let wrongs = form.wrongs(self.at.lang);
        if !wrongs.is_empty() {
            return Err(wrongs);
        }
        let titled = form.title.iter().find(|title| !title.trim().is_empty());
        let fields = form.fields(&slug(titled.map_or("", String::as_str)));
        let raw = Raw::of(&fields);
        let place = self.place_for(&fields.section);
        let text = match edit::insert(self.text, place, &raw.text) {
            Ok(text) => text,
            Err(EditError::Clause(problems)) => return Err(raw.problems(problems.iter().cloned())),
            Err(why) => return Err(refused(why)),
        };
        self.sound_with(text, place, &raw)
    }

    fn with_wording(&self, id: &str) -> Result<Change, Errors> {
        let none = || vec![FieldError::whole(Wrong::NoWording)];
        let wording = library::wording(id).ok_or_else(none)?;
        let clause = with_people(&self.plan()?, |people| {
            library::clause_text(wording, people)
        });
        let place = self.place_for(wording.section);
        let text = edit::insert(self.text, place, &clause).map_err(refused)?;
        self.sound(text, place)
    }

    /// Where a clause of a section is put: after the others of it, or before those of later ones.
    fn place_for(&self, section: &str) -> usize {
        let order = |id: &str| library::SECTIONS.iter().position(|one| one.id == id);
        let Some(own) = order(section) else {
            return self.clauses.len();
        };
        let sections = sections(self.plan().ok().as_ref(), &self.clauses);
        let orders: Vec<Option<usize>> = sections.iter().map(|id| order(id)).collect();
        let after = orders.iter().rposition(|order| *order == Some(own));
        let before = || orders.iter().position(|order| *order > Some(own));
        let place = after.map(|place| place + 1).or_else(before);
        place.unwrap_or(self.clauses.len())
    }
}

/// Whether a clause says something else than it did. One that is gone says nothing else.
#[must_use]
pub fn rewritten(before: &str, now: &str, spot: &Spot) -> bool {
    let of = |text: &str| {
        let mut clauses = edit::clauses(text).ok()?;
        let place = spot.find(&clauses)?;
        Some(clauses.swap_remove(place))
    };
    match (of(before), of(now)) {
        (_, None) => false,
        (before, now) => before != now,
    }
}

/// The id of the section of each clause: the one that it states, or else that of its rule.
#[must_use]
pub fn sections(plan: Option<&ParentingPlan>, clauses: &[ClauseFields]) -> Vec<String> {
    let by_plan = |place: usize| section_of(plan?.clauses().get(place)?);
    let section = |(place, clause): (usize, &ClauseFields)| match by_plan(place) {
        Some(section) => section.id.to_owned(),
        None => clause.section.clone(),
    };
    clauses.iter().enumerate().map(section).collect()
}

/// The people of a plan, as wordings name them.
pub fn with_people<T>(plan: &ParentingPlan, then: impl FnOnce(&People<'_>) -> T) -> T {
    let children: Vec<&str> = plan
        .children()
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let parents = plan.parents().each_ref();
    then(&People {
        parents: parents.map(|one| (one.id.as_str(), one.name.as_str())),
        children: &children,
    })
}

/// Why a text was not changed, where it is about no clause that was typed.
fn refused(why: EditError) -> Errors {
    let wrong = match why {
        EditError::Rest(problems) | EditError::Clause(problems) => {
            return vec![FieldError {
                field: RULE,
                wrong: Wrong::Problems(problems.iter().cloned().collect()),
            }];
        }
        EditError::Text(problems) | EditError::Outcome(problems) => {
            Wrong::Elsewhere(elsewhere("", &problems))
        }
        EditError::NotTables => Wrong::InBrackets,
        EditError::NoSuchClause { .. } | EditError::NoNights => Wrong::Gone,
        EditError::TooMany { limit } => Wrong::Full { limit },
        EditError::TooLong { limit, .. } => Wrong::TooLong { limit },
        EditError::TooLarge { found, limit } => Wrong::TooLarge { found, limit },
    };
    vec![FieldError::whole(wrong)]
}

fn whole(text: &str, problems: &Problems) -> Errors {
    let found = elsewhere(text, problems);
    vec![FieldError::whole(Wrong::Elsewhere(found))]
}

/// The problems of a text, each with the clause in which it stands.
#[must_use]
pub fn elsewhere(text: &str, problems: &Problems) -> Vec<Elsewhere> {
    let clauses = edit::clauses(text).unwrap_or_default();
    let found = problems.iter().map(|problem| {
        let number = clause_of(text, problem.line);
        let named = number.and_then(|number| {
            let fields = clauses.get(number.checked_sub(1)?)?;
            Some((number, fields.title.clone()))
        });
        Elsewhere {
            clause: named,
            problem: problem.clone(),
        }
    });
    found.collect()
}

/// The number of the clause, from 1, under whose header a line stands.
fn clause_of(text: &str, line: u32) -> Option<usize> {
    let lines = usize::try_from(line).ok()?;
    let mut count = 0;
    let mut current = None;
    for name in text.lines().take(lines).filter_map(header) {
        if name == "clause" {
            count += 1;
            current = Some(count);
        } else if !name.starts_with("clause.") {
            current = None;
        }
    }
    current
}

/// The name in a header such as `[handover]` or `[[clause]]`.
fn header(line: &str) -> Option<&str> {
    let line = line.split('#').next()?.trim();
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let list = inner
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let name = list.unwrap_or(inner).trim();
    let bare = |sign: char| sign.is_ascii_alphanumeric() || ['_', '-', '.'].contains(&sign);
    (!name.is_empty() && name.chars().all(bare)).then_some(name)
}

/// A clause as it was typed, with each field on a line that is known.
struct Raw {
    text: String,
    title: &'static str,
    sentence: &'static str,
}

/// The line on which the rule begins, from 1.
const RULE_LINE: u32 = 6;

impl Raw {
    fn of(fields: &ClauseFields) -> Self {
        let section = match fields.section.as_str() {
            "" => String::new(),
            section => format!("section = {}", quoted(section)),
        };
        let text = format!(
            "[[clause]]\nid = {}\n{section}\n{}\n{}\n{}\n",
            quoted(&fields.id),
            translated("title", &fields.title),
            translated("sentence", &fields.sentence),
            fields.rest,
        );
        Self {
            text,
            title: written(TITLE, &fields.title),
            sentence: written(SENTENCE, &fields.sentence),
        }
    }

    /// Problems of this text, at the fields that they are about.
    fn problems(&self, problems: impl Iterator<Item = Problem>) -> Errors {
        let mut errors: Errors = Vec::new();
        for problem in problems {
            let (field, line) = match problem.line {
                0..=2 => (RULE, 0),
                3 => (SECTION, 1),
                4 => (self.title, 1),
                5 => (self.sentence, 1),
                line => (RULE, line - RULE_LINE + 1),
            };
            let problem = Problem { line, ..problem };
            let there = errors.iter_mut().find(|error| error.field == field);
            match there.map(|error| &mut error.wrong) {
                Some(Wrong::Problems(known)) => known.push(problem),
                Some(_) | None => errors.push(FieldError {
                    field,
                    wrong: Wrong::Problems(vec![problem]),
                }),
            }
        }
        errors
    }

    /// What is wrong with a plan in which this clause stands at a place: at the fields, as far as it
    /// is about them.
    fn in_plan(&self, (text, found): (&str, &Problems), place: usize, today: Date) -> Errors {
        let own = self.own_problems(text, place, today);
        let is_told = |one: &Elsewhere| own.iter().any(|own| own.message == one.problem.message);
        let all = elsewhere(text, found);
        let is_here =
            |one: &Elsewhere| matches!(one.clause, Some((number, _)) if number == place + 1);
        let rest: Vec<Elsewhere> = all
            .iter()
            .filter(|one| !is_here(one) && !is_told(one))
            .cloned()
            .collect();
        let rest = if own.is_empty() && rest.is_empty() {
            all
        } else {
            rest
        };
        let mut errors = self.problems(own.into_iter());
        if !rest.is_empty() {
            errors.push(FieldError::whole(Wrong::Elsewhere(rest)));
        }
        errors
    }

    /// What is wrong with the clause itself, by its own lines: it is read once more as it was typed,
    /// after all others, since the text of the plan has it in another layout.
    fn own_problems(&self, text: &str, place: usize, today: Date) -> Vec<Problem> {
        let Ok(mut probe) = edit::remove(text, place) else {
            return Vec::new();
        };
        if !probe.ends_with('\n') {
            probe.push('\n');
        }
        let above = u32::try_from(probe.matches('\n').count()).unwrap_or(u32::MAX);
        probe.push_str(&self.text);
        let Err(problems) = ParentingPlan::read(&probe, today) else {
            return Vec::new();
        };
        let own = problems.iter().filter(|problem| problem.line > above);
        own.map(|problem| Problem {
            line: problem.line - above,
            ..problem.clone()
        })
        .collect()
    }
}

/// The field of the first language in which there are words.
fn written(names: [&'static str; 2], texts: &[String; 2]) -> &'static str {
    let [english, dutch] = names;
    let [in_english, _] = texts;
    if in_english.is_empty() {
        dutch
    } else {
        english
    }
}

/// `title = { en = "…", nl = "…" }`, as far as there are words.
fn translated(key: &str, texts: &[String; 2]) -> String {
    let both = plan::Language::ALL.into_iter().zip(texts);
    let there = both.filter(|(_, text)| !text.is_empty());
    let pairs = there.map(|(language, text)| format!("{} = {}", language.code(), quoted(text)));
    format!("{key} = {{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

/// A text between quotes, on one line. JSON has the same escapes as TOML but for one sign that TOML
/// wants escaped too.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

/// An id from a title; one that is taken gets a number later.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for sign in title.chars().flat_map(char::to_lowercase) {
        if sign.is_ascii_alphanumeric() {
            slug.push(sign);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let begun = slug.trim_start_matches(|sign: char| !sign.is_ascii_lowercase());
    let short: String = begun.chars().take(ID_LENGTH_MAX).collect();
    match short.trim_end_matches('-') {
        "" => "clause".to_owned(),
        id => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_of_the_title() {
        for (title, id) in [
            ("Swimming on Saturdays", "swimming-on-saturdays"),
            ("  3 weeks, together!", "weeks-together"),
            ("Één", "n"),
            ("…", "clause"),
            ("", "clause"),
        ] {
            assert_eq!(slug(title), id, "{title}");
            assert!(slug(title).parse::<plan::ClauseId>().is_ok());
        }
        let long = "x ".repeat(40);
        assert!(slug(&long).parse::<plan::ClauseId>().is_ok());
    }

    #[test]
    fn the_clause_of_a_line_is_the_one_under_whose_header_it_stands() {
        let text = "title = \"x\"\n[[clause]]\nid = \"a\"\nwindows = [\n[\"x\"],\n]\n[clause.nights]\nx = 1\n[handover]\nplace = \"x\"\n[[clause]]\nid = \"b\"\n";
        let found: Vec<Option<usize>> = (1..=12).map(|line| clause_of(text, line)).collect();
        let (none, first) = (None, Some(1));
        assert_eq!(
            found,
            [
                none,
                first,
                first,
                first,
                first,
                first,
                first,
                first,
                none,
                none,
                Some(2),
                Some(2)
            ]
        );
    }

    #[test]
    fn a_text_between_quotes_is_read_as_it_was() {
        for text in ["", "plain", "a \"b\" \\ c\n\td", "\u{7f}\u{1}\u{85}é"] {
            let fields = ClauseFields {
                id: "a".to_owned(),
                title: [text.to_owned(), "x".to_owned()],
                ..ClauseFields::default()
            };
            let raw = Raw::of(&fields);
            let read = edit::clauses(&raw.text).unwrap();
            assert_eq!(read[0].title, fields.title, "{text:?}");
        }
    }
}
