//! The parents and children of a plan, and how the rest of the text refers to them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::{DeArray, DeValue};

use crate::ids::ID_LENGTH_MAX;
use crate::model::{Child, Parent, ParentingPlan, Side};
use crate::read::fields::{self, Fields, Lines, Value};
use crate::read::holiday_words;
use crate::read::homes::Homes;
use crate::read::limits;
use crate::read::report::{Place, Report};
use crate::read::school::Schools;
use crate::read::suggest::did_you_mean;
use crate::read::words::shortened;
use crate::read::zone;
use crate::{ChildId, MonthDay, ParentId, Person};

const PARENT_KEYS: &[&str] = &["id", "name", "letter", "zone", "birthday", "home"];

const CHILD_KEYS: &[&str] = &["id", "name", "born", "school"];

/// Who is in the plan. Where a person could not be read, names are not held against the rest
/// of the text: `Partly` keeps one mistake from causing ten reports.
pub(crate) struct People {
    pub(crate) parents: Vec<Parent>,
    pub(crate) children: Vec<Child>,
    pub(crate) schools: Schools,
    pub(crate) homes: Homes,
    parent_names: Names<ParentId>,
    child_names: Names<ChildId>,
}

struct Names<I> {
    ids: Vec<I>,
    known: Known,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    All,
    Partly,
}

impl People {
    pub(crate) fn read(report: &mut Report<'_>, plan: &Fields<'_, '_>, today: Date) -> People {
        let mut parent_names = Names {
            ids: Vec::new(),
            known: Known::All,
        };
        let homes = Homes::read(report, plan);
        let parents = read_parents(report, plan, &homes, &mut parent_names);
        let mut child_names = Names {
            ids: Vec::new(),
            known: Known::All,
        };
        let mut schools = Schools::read(report, plan);
        let children = read_children(report, plan, today, &mut child_names, &mut schools);
        People {
            parents,
            children,
            schools,
            homes,
            parent_names,
            child_names,
        }
    }

    /// Those of a plan that has been read.
    pub(crate) fn of(plan: &ParentingPlan) -> People {
        let (parents, children) = (plan.parents().to_vec(), plan.children().to_vec());
        People {
            parent_names: Names {
                ids: parents.iter().map(|parent| parent.id.clone()).collect(),
                known: Known::All,
            },
            child_names: Names {
                ids: children.iter().map(|child| child.id.clone()).collect(),
                known: Known::All,
            },
            parents,
            children,
            schools: Schools::default(),
            homes: Homes::default(),
        }
    }

    /// Both parents, when both could be read.
    pub(crate) fn both(&self) -> Option<[Parent; 2]> {
        self.parents.clone().try_into().ok()
    }

    /// The parent whom a text names by id.
    pub(crate) fn side(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<Side> {
        let written = fields::any_text(report, value, "a parent's id in quotes")?;
        self.side_named(report, written, &value.span())
    }

    /// The same for a text that has been taken out already.
    pub(crate) fn side_named(
        &self,
        report: &mut Report<'_>,
        written: &str,
        place: &Place,
    ) -> Option<Side> {
        let place_of = self
            .parent_names
            .ids
            .iter()
            .position(|id| id.as_str() == written);
        if place_of.is_none() && self.parent_names.known == Known::All {
            let ids: Vec<&str> = self.parent_names.ids.iter().map(ParentId::as_str).collect();
            let by_letter = self.parents.iter().find(|parent| {
                written.eq_ignore_ascii_case(&parent.letter.to_string()) || written == parent.name
            });
            let help = match by_letter {
                Some(parent) => format!("Did you mean `{}`?", parent.id),
                None => did_you_mean(written, &ids, "The parents are"),
            };
            report.wrong_with(
                place,
                format!("The plan has no parent `{}`.", shortened(written)),
                help,
            );
        }
        Side::BOTH
            .into_iter()
            .find(|side| Some(side.index()) == place_of)
    }

    /// Whether a text is the id of a parent.
    pub(crate) fn has_parent(&self, written: &str) -> bool {
        let mut ids = self.parent_names.ids.iter();
        ids.any(|id| id.as_str() == written)
    }

    /// The side of a letter of a sequence. `None` also while the parents are not all known.
    pub(crate) fn side_of_letter(&self, letter: char) -> Option<Side> {
        let place = self
            .parents
            .iter()
            .position(|parent| parent.letter == letter);
        Side::BOTH
            .into_iter()
            .find(|side| Some(side.index()) == place)
    }

    /// Whether both parents are known, so that a letter that is nobody's is a mistake.
    pub(crate) fn knows_both_parents(&self) -> bool {
        self.parent_names.known == Known::All && self.parents.len() == 2
    }

    /// `Mara is M, Elias is E.`
    pub(crate) fn letters(&self) -> String {
        let named: Vec<String> = self
            .parents
            .iter()
            .map(|parent| format!("{} is {}", parent.name, parent.letter))
            .collect();
        format!("{}.", named.join(", "))
    }

    /// The children whom a list names, in the order of the plan.
    pub(crate) fn some_children(
        &self,
        report: &mut Report<'_>,
        value: &Value<'_>,
    ) -> Option<Vec<ChildId>> {
        let list = fields::list(report, value, "[\"noor\", \"sam\"]", limits::CHILDREN_MAX)?;
        let mut named: BTreeMap<usize, &ChildId> = BTreeMap::new();
        let mut sound = true;
        for entry in list {
            let Some(written) = fields::any_text(report, entry, "a child's id in quotes") else {
                sound = false;
                continue;
            };
            match self
                .child_names
                .ids
                .iter()
                .enumerate()
                .find(|(_, id)| id.as_str() == written)
            {
                Some((place, id)) => {
                    if named.insert(place, id).is_some() {
                        report.wrong(
                            &entry.span(),
                            format!("The child `{written}` is named twice."),
                        );
                        sound = false;
                    }
                }
                None => {
                    sound = false;
                    self.unknown_child(report, written, &entry.span());
                }
            }
        }
        sound.then(|| named.into_values().cloned().collect())
    }

    fn unknown_child(&self, report: &mut Report<'_>, written: &str, place: &Place) {
        if self.child_names.known == Known::All {
            let ids: Vec<&str> = self.child_names.ids.iter().map(ChildId::as_str).collect();
            let help = did_you_mean(written, &ids, "The children are");
            report.wrong_with(
                place,
                format!("The plan has no child `{}`.", shortened(written)),
                help,
            );
        }
    }

    /// The day of the year on which a person has a birthday, and the year of birth of a child.
    /// `None` after a report, or when the person could not be read.
    pub(crate) fn birthday(
        &self,
        report: &mut Report<'_>,
        written: &str,
        place: &Place,
    ) -> Option<(Person, MonthDay, i16)> {
        if let Some(child) = self
            .children
            .iter()
            .find(|child| child.id.as_str() == written)
        {
            let (month, day) = (child.born.month(), child.born.day());
            let person = Person::Child(child.id.clone());
            return Some((person, MonthDay { month, day }, child.born.year()));
        }
        let known = |id: &&ParentId| id.as_str() == written;
        if self.parent_names.ids.iter().any(|id| known(&id)) {
            let side = self.side_named(report, written, place)?;
            let parent = self
                .parents
                .iter()
                .find(|parent| parent.id.as_str() == written)?;
            if parent.birthday.is_none() {
                let message = format!("The plan does not say when {} has a birthday.", parent.name);
                let help =
                    "Write, for example, birthday = \"04-03\" under [[parent]]: month and day.";
                report.wrong_with(place, message, help);
            }
            return Some((Person::Parent(side), parent.birthday?, i16::MIN));
        }
        if self.parent_names.known == Known::All && self.child_names.known == Known::All {
            let children = self.child_names.ids.iter().map(ChildId::as_str);
            let parents = self.parent_names.ids.iter().map(ParentId::as_str);
            let ids: Vec<&str> = children.chain(parents).collect();
            let help = did_you_mean(written, &ids, "The plan knows");
            let message = format!("The plan knows nobody called `{}`.", shortened(written));
            report.wrong_with(place, message, help);
        }
        None
    }

    /// The child whom a text names by id.
    pub(crate) fn one_child(&self, report: &mut Report<'_>, value: &Value<'_>) -> Option<ChildId> {
        let written = fields::any_text(report, value, "a child's id in quotes")?;
        let found = self
            .child_names
            .ids
            .iter()
            .find(|id| id.as_str() == written);
        if found.is_none() {
            self.unknown_child(report, written, &value.span());
        }
        found.cloned()
    }

    /// Every child.
    pub(crate) fn all_children(&self) -> Vec<ChildId> {
        self.children.iter().map(|child| child.id.clone()).collect()
    }
}

/// The tables of a list such as `[[child]]`.
pub(crate) fn tables<'v, 't>(
    report: &mut Report<'_>,
    plan: &Fields<'v, 't>,
    key: &'static str,
    what: &'static str,
) -> Option<&'v DeArray<'t>> {
    let value = plan.need(report, key, &format!("a table under [[{key}]]"))?;
    if let DeValue::Array(array) = value.get_ref()
        && !array.is_empty()
    {
        return Some(array);
    }
    report.wrong_with(
        &value.span(),
        format!("Here belongs a list of tables, one for {what}."),
        format!("Write each under [[{key}]]."),
    );
    None
}

/// The id of a table, which must be a slug and new among `used`.
pub(crate) fn id<I: std::str::FromStr>(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    used: &mut BTreeMap<String, usize>,
    example: &str,
) -> Option<I> {
    let value = table.need(report, "id", &format!("id = \"{example}\""))?;
    let written = fields::any_text(report, value, "\"a-short-name\"")?;
    let place = value.span();
    let Ok(id) = written.parse() else {
        let help = format!(
            "Begin with a lower-case letter; then letters a to z, digits and hyphens, at most {ID_LENGTH_MAX} characters."
        );
        report.wrong_with(
            &place,
            format!("`{}` cannot be an id.", shortened(written)),
            help,
        );
        return None;
    };
    if let Some(&first) = used.get(written) {
        let line = report.line(first);
        report.wrong_with(
            &place,
            format!("The id `{written}` is taken."),
            format!("It stands on line {line} already; choose another one."),
        );
        return None;
    }
    used.insert(written.to_owned(), place.start);
    Some(id)
}

fn read_parents(
    report: &mut Report<'_>,
    plan: &Fields<'_, '_>,
    homes: &Homes,
    names: &mut Names<ParentId>,
) -> Vec<Parent> {
    names.known = Known::Partly;
    let Some(array) = tables(report, plan, "parent", "each parent") else {
        return Vec::new();
    };
    if array.len() != 2 {
        let place = array
            .get(2)
            .or_else(|| array.first())
            .map_or(0..0, toml::Spanned::span);
        report.wrong(
            &place,
            format!("A plan has two parents; this one names {}.", array.len()),
        );
        return Vec::new();
    }
    let mut used = BTreeMap::new();
    let mut parents: Vec<Parent> = Vec::new();
    for value in array {
        let Some(table) = Fields::open(report, value, "a parent", PARENT_KEYS) else {
            continue;
        };
        let id: Option<ParentId> = id(report, &table, &mut used, "mara");
        names.ids.extend(id.clone());
        let name = name(report, &table, "Mara");
        let letter = letter(report, &table, name.as_deref());
        let zone = table.get("zone").map(|value| zone::zone(report, value));
        let birthday = table
            .get("birthday")
            .and_then(|value| holiday_words::birthday(report, value));
        let home = table.get("home").map(|value| homes.named(report, value));
        let (Some(id), Some(name), Some(letter)) = (id, name, letter) else {
            continue;
        };
        if parents.iter().any(|other| other.letter == letter) {
            let message = format!("Both parents have the letter {letter}.");
            let place = table
                .get("letter")
                .map_or(table.place.clone(), toml::Spanned::span);
            report.wrong_with(
                &place,
                message,
                "Give each a letter of their own, such as letter = \"M\".",
            );
            continue;
        }
        parents.push(Parent {
            id,
            name,
            letter,
            zone: zone.flatten(),
            birthday,
            home: home.flatten(),
        });
    }
    if names.ids.len() == 2 {
        names.known = Known::All;
    }
    parents
}

pub(crate) fn name(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    example: &str,
) -> Option<String> {
    let value = table.need(report, "name", &format!("name = \"{example}\""))?;
    fields::text(report, value, Lines::One, limits::NAME_CHARS_MAX)
}

/// The letter as written, or the first of the name.
fn letter(report: &mut Report<'_>, table: &Fields<'_, '_>, name: Option<&str>) -> Option<char> {
    let Some(value) = table.get("letter") else {
        let first = name?.chars().find(|letter| letter.is_alphabetic())?;
        return first.to_uppercase().next();
    };
    let written = fields::any_text(report, value, "\"M\"")?;
    let mut letters = written.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => Some(letter),
        _ => {
            let message = format!("`{}` is not one upper-case letter.", shortened(written));
            report.wrong_with(
                &value.span(),
                message,
                "Write, for example, letter = \"M\".",
            );
            None
        }
    }
}

fn read_children(
    report: &mut Report<'_>,
    plan: &Fields<'_, '_>,
    today: Date,
    names: &mut Names<ChildId>,
    schools: &mut Schools,
) -> Vec<Child> {
    names.known = Known::Partly;
    let Some(array) = tables(report, plan, "child", "each child") else {
        return Vec::new();
    };
    if array.len() > limits::CHILDREN_MAX {
        let place = array
            .get(limits::CHILDREN_MAX)
            .map_or(0..0, toml::Spanned::span);
        report.wrong(
            &place,
            format!("A plan has at most {} children.", limits::CHILDREN_MAX),
        );
        return Vec::new();
    }
    let mut used = BTreeMap::new();
    let mut children = Vec::new();
    for value in array {
        let Some(table) = Fields::open(report, value, "a child", CHILD_KEYS) else {
            continue;
        };
        let id: Option<ChildId> = id(report, &table, &mut used, "noor");
        names.ids.extend(id.clone());
        let name = name(report, &table, "Noor");
        let born = born(report, &table, name.as_deref(), today);
        let school = schools.of(report, &table);
        if let (Some(id), Some(name), Some(born)) = (id, name, born) {
            children.push(Child {
                id,
                name,
                born,
                since: None,
                school,
            });
        }
    }
    if names.ids.len() == array.len() {
        names.known = Known::All;
    }
    children
}

fn born(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    name: Option<&str>,
    today: Date,
) -> Option<Date> {
    let value = table.need(report, "born", "born = 2019-03-04")?;
    let born = fields::date(report, value)?;
    if born > today {
        let who = name.unwrap_or("The child");
        let message = format!("{who}'s date of birth, {born}, is in the future: today is {today}.");
        report.wrong_with(
            &value.span(),
            message,
            "A child can be added to the plan once it is born.",
        );
        return None;
    }
    Some(born)
}
