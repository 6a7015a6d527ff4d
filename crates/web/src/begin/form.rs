//! The form that begins a family: what was typed, and what it means.
//!
//! May touch: its arguments. Everything typed is kept for the next page except passwords, which
//! are never shown again and never printed.

use crate::door::form::{JoinForm, Wrong as DoorWrong};
use crate::text::Lang;
use app::Password;
use family::{BadText, MAX_CHILDREN, Name};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Most rows of children that the form is shown with.
pub const MAX_ROWS: usize = MAX_CHILDREN;
/// Longest text that is kept of a field; a name is shorter, and so is a zone.
const MAX_TYPED: usize = 400;

/// A child, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChildRow {
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: String,
}

impl ChildRow {
    fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.born.trim().is_empty()
    }
}

/// What was typed, as it stands on the next page again: no password is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Who begins.
    pub you: String,
    /// The other parent.
    pub other: String,
    /// The children; at least one row.
    pub children: Vec<ChildRow>,
    /// The address to sign in with.
    pub mail: String,
    /// The time zone.
    pub zone: String,
}

/// The form, as typed.
#[derive(Default)]
pub struct BeginForm {
    /// What is shown again.
    pub typed: Typed,
    /// Another row for a child is asked for, nothing else.
    pub more: bool,
    pass: String,
    again: String,
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input, which is its name.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No own name was typed.
    NoName,
    /// The name is too long.
    LongName,
    /// The name has a character that cannot be shown.
    OddName,
    /// Both parents have the same name.
    SameName,
    /// No child is named.
    NoChild,
    /// A date of birth stands without a name.
    NoChildName,
    /// A name stands without a date of birth.
    NoBorn,
    /// What was typed is no date.
    BadBorn,
    /// The date of birth lies ahead.
    BornLater,
    /// There is no such time zone.
    NoZone,
    /// As at the door: address and password.
    Door(DoorWrong),
}

/// A family that can begin.
#[derive(Debug)]
pub struct Draft {
    /// Who begins.
    pub you: Name,
    /// The other parent; `None` when no name was given.
    pub other: Option<Name>,
    /// The children.
    pub children: Vec<(Name, Date)>,
    /// The zone by its IANA name.
    pub zone: String,
    /// The e-mail address, trimmed.
    pub mail: String,
    /// The chosen password.
    pub password: Password,
}

/// The name of a child's field.
#[must_use]
pub fn child_field(row: usize, what: &str) -> String {
    format!("c{}-{what}", row + 1)
}

/// The row and part of a child's field.
fn read_child_field(name: &str) -> Option<(usize, &str)> {
    let (row, what) = name.strip_prefix('c')?.split_once('-')?;
    let row: usize = row
        .parse()
        .ok()
        .filter(|row| (1..=MAX_ROWS).contains(row))?;
    matches!(what, "name" | "born").then_some((row - 1, what))
}

fn kept(value: &str) -> String {
    value.chars().take(MAX_TYPED).collect()
}

impl Typed {
    /// An empty form for a browser that prefers these languages.
    #[must_use]
    pub fn empty(accept_language: &str, lang: Lang) -> Self {
        Self {
            children: vec![ChildRow::default()],
            zone: usual_zone(accept_language, lang).to_owned(),
            ..Self::default()
        }
    }

    /// One more row, as far as there may be one.
    pub fn add_child(&mut self) {
        if self.children.len() < MAX_ROWS {
            self.children.push(ChildRow::default());
        }
    }
}

impl BeginForm {
    /// Takes the fields of the form; others are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value: String = value.into();
            match name.as_ref() {
                "you" => form.typed.you = kept(&value),
                "other" => form.typed.other = kept(&value),
                "mail" => form.typed.mail = kept(&value),
                "zone" => form.typed.zone = kept(&value),
                "pass" => form.pass = value,
                "again" => form.again = value,
                "step" => form.more = value == "child",
                name => form.put_child(name, &value),
            }
        }
        if form.typed.children.is_empty() {
            form.typed.children.push(ChildRow::default());
        }
        form
    }

    fn put_child(&mut self, name: &str, value: &str) {
        let Some((row, what)) = read_child_field(name) else {
            return;
        };
        let rows = &mut self.typed.children;
        if rows.len() <= row {
            rows.resize(row + 1, ChildRow::default());
        }
        if let Some(child) = rows.get_mut(row) {
            match what {
                "name" => child.name = kept(value),
                _ => child.born = kept(value),
            }
        }
    }

    /// What the form means on this date.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the page.
    pub fn parse(&self, today: Date) -> Result<Draft, Vec<FieldError>> {
        let mut errors = Errors(Vec::new());
        let typed = &self.typed;
        let you = errors.name("you", &typed.you, Wrong::NoName);
        let other = match typed.other.trim() {
            "" => None,
            name => errors.name("other", name, Wrong::NoName),
        };
        if let (Some(you), Some(other)) = (&you, &other)
            && you.as_str().to_lowercase() == other.as_str().to_lowercase()
        {
            errors.add("other", Wrong::SameName);
        }
        let children = errors.children(&typed.children, today);
        let joining = [
            ("mail", &typed.mail),
            ("pass", &self.pass),
            ("again", &self.again),
        ];
        let joining = joining.map(|(name, value)| (name, value.clone()));
        let names: Vec<&str> = [typed.you.as_str(), typed.other.as_str()]
            .into_iter()
            .chain(typed.children.iter().map(|child| child.name.as_str()))
            .collect();
        let account = match JoinForm::from_pairs(joining).parse(&names) {
            Ok(account) => Some(account),
            Err((_, wrong)) => {
                for one in wrong {
                    errors.add(one.field, Wrong::Door(one.wrong));
                }
                None
            }
        };
        let zone = typed.zone.trim();
        if TimeZone::get(zone).is_err() || !zone.contains('/') {
            errors.add("zone", Wrong::NoZone);
        }
        match (you, account) {
            (Some(you), Some(account)) if errors.0.is_empty() => Ok(Draft {
                you,
                other,
                children,
                zone: zone.to_owned(),
                mail: account.mail,
                password: account.password,
            }),
            _ => Err(errors.0),
        }
    }
}

/// What is wrong, as it is found.
struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, field: &str, wrong: Wrong) {
        self.0.push(FieldError {
            field: field.to_owned(),
            wrong,
        });
    }

    fn name(&mut self, field: &str, typed: &str, empty: Wrong) -> Option<Name> {
        match Name::new(typed) {
            Ok(name) => Some(name),
            Err(bad) => {
                let wrong = match bad {
                    BadText::Empty => empty,
                    BadText::TooLong { .. } => Wrong::LongName,
                    BadText::Control => Wrong::OddName,
                };
                self.add(field, wrong);
                None
            }
        }
    }

    fn children(&mut self, rows: &[ChildRow], today: Date) -> Vec<(Name, Date)> {
        if rows.iter().all(ChildRow::is_empty) {
            self.add(&child_field(0, "name"), Wrong::NoChild);
            return Vec::new();
        }
        let filled = rows.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let read = |(at, row): (usize, &ChildRow)| {
            let name = self.name(&child_field(at, "name"), &row.name, Wrong::NoChildName);
            let born = self.born(&child_field(at, "born"), row.born.trim(), today);
            name.zip(born)
        };
        filled.filter_map(read).collect()
    }

    fn born(&mut self, field: &str, typed: &str, today: Date) -> Option<Date> {
        let wrong = match read_date(typed) {
            _ if typed.is_empty() => Wrong::NoBorn,
            None => Wrong::BadBorn,
            Some(born) if born > today => Wrong::BornLater,
            Some(born) => return Some(born),
        };
        self.add(field, wrong);
        None
    }
}

/// `2019-05-21`, as browsers send it, or `21-5-2019`, as people here write it.
pub(crate) fn read_date(typed: &str) -> Option<Date> {
    if typed.len() > 10 {
        return None;
    }
    let sound = |date: &Date| date.year() > 1_900;
    if let Ok(date) = typed.parse::<Date>() {
        return Some(date).filter(sound);
    }
    let mut parts = typed.split(['-', '/', '.']).map(str::parse::<i16>);
    let (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    Date::new(year, month, day).ok().filter(sound)
}

/// Where most people live who ask their browser for these languages.
const ZONES: [(&str, &str); 12] = [
    ("nl-be", "Europe/Brussels"),
    ("nl", "Europe/Amsterdam"),
    ("fr", "Europe/Paris"),
    ("de-at", "Europe/Vienna"),
    ("de-ch", "Europe/Zurich"),
    ("de", "Europe/Berlin"),
    ("en-gb", "Europe/London"),
    ("en-ie", "Europe/Dublin"),
    ("en-us", "America/New_York"),
    ("en-au", "Australia/Sydney"),
    ("es", "Europe/Madrid"),
    ("pl", "Europe/Warsaw"),
];

/// The zone that the form begins with; the page shows it, and it can be changed there.
fn usual_zone(accept_language: &str, lang: Lang) -> &'static str {
    let first = accept_language.split([',', ';']).next().unwrap_or("");
    let first = first.trim().to_ascii_lowercase();
    let fits = |(tag, _): &&(&str, &str)| {
        first
            .strip_prefix(tag)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    match (ZONES.iter().find(fits), lang) {
        (Some((_, zone)), _) => zone,
        (None, Lang::Nl | Lang::En) => "Europe/Amsterdam",
    }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
