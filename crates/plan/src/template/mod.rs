//! New plans from templates: a text to begin with, sound from its first line. Makes text; asks
//! for nothing.

mod words;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::read::suggest::did_you_mean;
use crate::read::words::weekday_name;
use crate::toml_text::{filled, finished, letters, quoted};
use crate::{ChildId, Language, ParentId, Side, pattern};

/// A plan to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// What it is, in a few words of English.
    pub title: &'static str,
    /// What it says, in a sentence of English.
    pub description: &'static str,
    parts: &'static [Part],
}

/// A clause of a template, in English and Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    id: &'static str,
    title: [&'static str; 2],
    sentence: [&'static str; 2],
    keys: &'static str,
}

/// What a new plan is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// The name of a template.
    pub template: String,
    /// The names of the parents. The first is the one with whom a schedule begins.
    pub parents: [String; 2],
    /// Each child's name and date of birth; at least one.
    pub children: Vec<(String, Date)>,
    /// The IANA name of the time zone.
    pub zone: String,
    /// The first date of the plan.
    pub start: Date,
    /// The language of titles and sentences; `None`: both.
    pub language: Option<Language>,
}

impl NewPlan {
    /// Names for parents who are not named yet.
    pub const PLACEHOLDER_PARENTS: [&'static str; 2] = ["First parent", "Second parent"];
    /// A name for a child who is not named yet.
    pub const PLACEHOLDER_CHILD: &'static str = "First child";
}

/// The people of a family that is there already, for [`new_plan_for`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPeople {
    /// The ids of the parents, in the order of [`NewPlan::parents`].
    pub parents: [ParentId; 2],
    /// The ids of the children, in the order of [`NewPlan::children`].
    pub children: Vec<ChildId>,
    /// With whom a schedule begins, or lives where the other has weekends.
    pub first: Side,
}

/// Why no plan comes of what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewPlanError {
    /// No template has the name.
    #[error("There is no template `{name}`. {help}")]
    Template {
        /// The name as asked.
        name: String,
        /// Which one may be meant, or all of them.
        help: String,
    },
    /// The schedule speaks of weekdays, and the date is another one.
    #[error(
        "The template `{template}` begins on a {begins}, but {start} is a {found}. The nearest \
         such days are {before} and {after}."
    )]
    Start {
        /// The template.
        template: &'static str,
        /// The weekday on which it begins.
        begins: &'static str,
        /// The date as asked.
        start: Date,
        /// Its weekday.
        found: &'static str,
        /// The right weekday before it.
        before: Date,
        /// The right weekday after it.
        after: Date,
    },
    /// A name, a date or the zone cannot stand in a plan: the sentence of the reader.
    #[error("{0}")]
    Unsound(String),
}

/// Every template: one for each schedule of [`pattern::ALL`], then whole plans.
pub fn templates() -> &'static [Template] {
    words::ALL
}

/// The title of the clause by which the template of a schedule states it, in English and Dutch.
pub(crate) fn clause_title(schedule: &str) -> Option<[&'static str; 2]> {
    let mut templates = words::ALL.iter();
    let template = templates.find(|template| template.name == schedule)?;
    template.parts.first().map(|part| part.title)
}

/// The text of a new plan: it reads without a problem, has neither clash nor gap from its first
/// date on, and is [formatted](crate::format()). `today` is the date against which a birth is
/// in the future.
///
/// # Errors
/// When there is no such template, the start is not on the weekday of the schedule, or a name,
/// a date or the zone cannot stand in a plan.
pub fn new_plan(wanted: &NewPlan, today: Date) -> Result<String, NewPlanError> {
    let parents = ids(wanted.parents.iter().map(String::as_str), "parent");
    let names = wanted.children.iter().map(|(name, _)| name.as_str());
    made(wanted, (parents, ids(names, "child"), Side::A), today)
}

/// As [`new_plan`], for a family whose people have ids already.
///
/// # Errors
/// As [`new_plan`]; also when there are not as many ids as children.
pub fn new_plan_for(
    wanted: &NewPlan,
    known: &KnownPeople,
    today: Date,
) -> Result<String, NewPlanError> {
    let parents = known.parents.iter().map(ToString::to_string).collect();
    let children = known.children.iter().map(ToString::to_string).collect();
    made(wanted, (parents, children, known.first), today)
}

/// With the ids of the parents, of the children, and who comes first.
fn made(
    wanted: &NewPlan,
    people: (Vec<String>, Vec<String>, Side),
    today: Date,
) -> Result<String, NewPlanError> {
    let found = words::ALL
        .iter()
        .find(|template| template.name == wanted.template);
    let template = found.ok_or_else(|| {
        let names: Vec<&str> = words::ALL.iter().map(|template| template.name).collect();
        NewPlanError::Template {
            name: wanted.template.clone(),
            help: did_you_mean(&wanted.template, &names, "The templates are"),
        }
    })?;
    fits(template, wanted.start)?;
    let text = text(template, wanted, people);
    finished(&text, today).map_err(NewPlanError::Unsound)
}

fn fits(template: &Template, start: Date) -> Result<(), NewPlanError> {
    let begins = pattern::find(template.name).and_then(|pattern| pattern.begins);
    match begins {
        Some(begins) if begins != start.weekday() => {
            let nearest = |nth| start.nth_weekday(nth, begins).unwrap_or(start);
            Err(NewPlanError::Start {
                template: template.name,
                begins: weekday_name(begins),
                start,
                found: weekday_name(start.weekday()),
                before: nearest(-1),
                after: nearest(1),
            })
        }
        _ => Ok(()),
    }
}

/// What the parts of a template are filled with.
struct Filling<'w> {
    wanted: &'w NewPlan,
    ids: Vec<String>,
    child_ids: Vec<String>,
    first: Side,
    friday: String,
    year: String,
}

impl Filling<'_> {
    /// With the parents, in the plan's order, as these texts.
    fn fill(&self, text: &str, parents: [&str; 2]) -> String {
        let [a, b] = match self.first {
            Side::A => parents,
            Side::B => [parents[1], parents[0]],
        };
        let start = self.wanted.start.to_string();
        let places = [
            ("{start}", start.as_str()),
            ("{friday}", self.friday.as_str()),
            ("{year}", self.year.as_str()),
            ("{a}", a),
            ("{b}", b),
        ];
        filled(text, &places)
    }

    fn sentence(&self, text: &str) -> String {
        let [a, b] = &self.wanted.parents;
        self.fill(text, [a, b])
    }

    fn keys(&self, text: &str) -> String {
        let id = |place: usize| self.ids.get(place).map_or("", String::as_str);
        self.fill(text, [id(0), id(1)])
    }

    /// `{ en = "…", nl = "…" }`, or one of them.
    fn translated(&self, [en, nl]: [&str; 2]) -> String {
        let english = format!("en = {}", quoted(&self.sentence(en)));
        let dutch = format!("nl = {}", quoted(&self.sentence(nl)));
        match self.wanted.language {
            Some(Language::En) => format!("{{ {english} }}"),
            Some(Language::Nl) => format!("{{ {dutch} }}"),
            None => format!("{{ {english}, {dutch} }}"),
        }
    }
}

fn text(
    template: &Template,
    wanted: &NewPlan,
    (parents, children, first): (Vec<String>, Vec<String>, Side),
) -> String {
    let start = wanted.start;
    let to_friday = i32::from(Weekday::Friday.to_monday_zero_offset())
        - i32::from(start.weekday().to_monday_zero_offset());
    let summer_ahead = (start.month(), start.day()) <= (7, 10);
    let filling = Filling {
        wanted,
        ids: parents,
        child_ids: children,
        first,
        friday: start
            .saturating_add(Span::new().days(to_friday))
            .to_string(),
        year: (start.year() + i16::from(!summer_ahead)).to_string(),
    };
    let [one, other] = &wanted.parents;
    let mut text = match wanted.language {
        Some(Language::Nl) => format!(
            "# Een begin, uit het sjabloon `{}`. Verander wat bij jullie anders is, en kijk het\n\
             # na met: parenthesis plan check BESTAND\n",
            template.name
        ),
        Some(Language::En) | None => format!(
            "# A beginning, from the template `{}`. Change what is different for you, and look\n\
             # it over with: parenthesis plan check FILE\n",
            template.name
        ),
    };
    let title = match wanted.language {
        Some(Language::Nl) => format!("Ouderschapsplan van {one} en {other}"),
        Some(Language::En) | None => format!("Parenting plan of {one} and {other}"),
    };
    text.push_str(&format!(
        "edition = 1\ntitle = {}\nzone = {}\nfrom = {start}\n",
        quoted(&title),
        quoted(&wanted.zone)
    ));
    text.push_str(&people(&filling));
    let place = filling.translated([
        "At school, or at the door of the parent with whom the children are",
        "Op school, of aan de deur van de ouder bij wie de kinderen zijn",
    ]);
    text.push_str(&format!(
        "\n[handover]\nplace = {place}\nbrings = \"giver\"\n"
    ));
    for part in template.parts {
        text.push_str(&format!(
            "\n[[clause]]\nid = \"{}\"\ntitle = {}\nsentence = {}\n{}\n",
            part.id,
            filling.translated(part.title),
            filling.translated(part.sentence),
            filling.keys(part.keys)
        ));
    }
    text
}

fn people(filling: &Filling<'_>) -> String {
    let wanted = filling.wanted;
    let mut text = String::new();
    let [one, other] = &wanted.parents;
    let letters = letters([one, other]);
    for ((id, name), letter) in filling.ids.iter().zip(&wanted.parents).zip(letters) {
        let name = quoted(name);
        text.push_str(&format!(
            "\n[[parent]]\nid = \"{id}\"\nname = {name}\nletter = \"{letter}\"\n"
        ));
    }
    for (id, (name, born)) in filling.child_ids.iter().zip(&wanted.children) {
        let name = quoted(name);
        text.push_str(&format!(
            "\n[[child]]\nid = \"{id}\"\nname = {name}\nborn = {born}\n"
        ));
    }
    text
}

/// An id for each name, no two alike.
fn ids<'n>(names: impl Iterator<Item = &'n str>, what: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (name, number) in names.zip(1_usize..) {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        };
        let words: String = name.chars().take(24).map(plain).collect();
        let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
        let slug = words.join("-");
        let sound = slug.starts_with(|first: char| first.is_ascii_lowercase());
        ids.push(match slug {
            slug if sound && !ids.contains(&slug) => slug,
            _ => format!("{what}-{number}"),
        });
    }
    ids
}
