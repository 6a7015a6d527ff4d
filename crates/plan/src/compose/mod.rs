//! A whole plan from a parent's answers: the rhythm, the school, holidays, feasts, birthdays,
//! handovers, and sentences of the [`library`]. Makes text; asks for nothing.
//!
//! **Nothing clashes, whatever the answers.** Each kind of exception has a rank of its own: Mother's
//! and Father's Day, the parents' birthdays, the children's birthdays, feasts, school holidays, and
//! below them the rhythm, which never ends. Feasts that can fall on the same time have different
//! ranks, and neighbours meet at one clock time. The plan says in words what goes first.
//!
//! **Words and rules say the same.** The sentences on nights and school holidays are written from the
//! rule as it was read ([`edit`] does the same when it changes a rule); the others are
//! written beside their rule from the same values.
//!
//! A file a kind of clause; `catalogue`, `usual` and `regions` are tables.

mod age;
mod birthdays;
mod catalogue;
mod feasts;
mod handovers;
mod holidays;
mod people;
mod regions;
mod rhythm;
mod usual;
mod words;

use jiff::civil::{Date, Time};

use crate::library::SECTIONS;
use crate::pattern::Pattern;
use crate::toml_text::{self, finished, first_sentence};
use crate::{ChildId, ClauseId, MonthDay, ParentId, ParentingPlan, Problems, Side, edit, library};

pub use self::age::{AgeHint, age_hint};
pub use self::catalogue::feast_title;
pub use self::regions::{Region, regions, school_holidays};
pub use self::usual::feasts;

use self::people::Cast;
use self::words::Ids;

/// What the parents answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The title of the plan; `None` for one with the names of the parents.
    pub title: Option<String>,
    /// The IANA name of the zone in which the family lives.
    pub zone: String,
    /// The country whose feasts are kept, by ISO 3166 code: `NL`.
    pub country: Option<String>,
    /// The first date of the plan.
    pub from: Date,
    /// Both parents; the first is [`Side::A`].
    pub parents: [ParentAnswer; 2],
    /// The children; at least one.
    pub children: Vec<ChildAnswer>,
    /// The nights of an ordinary week.
    pub rhythm: RhythmAnswer,
    /// The school of all children, if they go to one.
    pub school: Option<SchoolAnswer>,
    /// The school holidays that are shared; the others are as the rhythm has them.
    pub holidays: Vec<HolidayAnswer>,
    /// The feasts that are shared; the others are as the rhythm has them.
    pub feasts: Vec<FeastAnswer>,
    /// What holds on the birthday of a child.
    pub child_birthdays: BirthdayAnswer,
    /// Whether the children have dinner with a parent on the birthday of that parent, where it is
    /// known.
    pub parent_birthdays: bool,
    /// How the children go from one parent to the other.
    pub handover: HandoverAnswer,
    /// The ids of the wordings of the library that are added.
    pub clauses: Vec<String>,
}

/// A parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentAnswer {
    /// The id in the plan.
    pub id: ParentId,
    /// The name.
    pub name: String,
    /// The day of the birthday, if it was told.
    pub birthday: Option<MonthDay>,
}

/// A child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildAnswer {
    /// The id in the plan.
    pub id: ChildId,
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: Date,
    /// At whose address the child is registered, if the plan is to say so.
    pub registered: Option<Side>,
}

/// The rhythm of nights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RhythmAnswer {
    /// The schedule.
    pub pattern: &'static Pattern,
    /// Who comes first in it.
    pub first: Side,
    /// The date of a first night. One that speaks of weekdays begins on its own.
    pub start: Date,
    /// The clock time of a change; with `at_school` that of days without school.
    pub change: Time,
    /// Whether changes are when school starts or ends. Needs a school and a schedule of whole weeks;
    /// otherwise all changes are at `change`.
    pub at_school: bool,
}

/// The school of all children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolAnswer {
    /// The region whose holidays hold, by the id of one of [`regions()`].
    pub region: String,
    /// When school starts.
    pub starts: Time,
    /// When it ends.
    pub ends: Time,
    /// When it ends on Wednesdays, where that is another time.
    pub wednesday: Option<Time>,
}

/// How a school holiday is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayAnswer {
    /// Its name, one of [`school_holidays`].
    pub holiday: String,
    /// Who has it.
    pub share: HolidayShare,
}

/// Who has a school holiday. One that crosses 1 January counts for the year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayShare {
    /// The whole of it by turns.
    Whole {
        /// Who has it in even years.
        even: Side,
    },
    /// In two halves.
    Halves {
        /// Who has the first half in even years.
        even_first: Side,
    },
}

/// How a feast is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeastAnswer {
    /// Its name, one of [`feast_slugs`](crate::dates::feast_slugs).
    pub feast: &'static str,
    /// Who has it.
    pub share: FeastShare,
}

/// Who has a feast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeastShare {
    /// By turns.
    Turns {
        /// Who has it in even years.
        even: Side,
    },
    /// One parent each year.
    With(Side),
}

/// What holds on the birthday of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BirthdayAnswer {
    /// Nothing of its own.
    None,
    /// All children spend the day with one parent, by turns.
    Turns {
        /// With whom in even years.
        even: Side,
    },
    /// All children have dinner with the parent with whom they otherwise would not be.
    OtherForDinner,
}

/// Where children change homes who do so at a door, in English and Dutch.
pub const USUAL_PLACE: [&str; 2] = [
    "At the door of the parent with whom the children are",
    "Aan de deur van de ouder bij wie de kinderen zijn",
];

/// How the children go from one parent to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverAnswer {
    /// The place, in words. One of [`USUAL_PLACE`] is said in both languages, others as they are.
    pub place: Option<String>,
    /// Who brings them.
    pub brings: BringsAnswer,
    /// What goes along, in words.
    pub bag: Option<String>,
}

/// Who brings the children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BringsAnswer {
    /// The parent with whom they were.
    Giver,
    /// The parent to whom they go.
    Receiver,
    /// The plan does not say.
    Unsaid,
}

/// Why no plan comes of the answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// There is no child.
    #[error("A plan is about at least one child.")]
    NoChild,
    /// The schedule speaks of weekdays, and its first night is on another one.
    #[error(
        "The rhythm \u{201C}{title}\u{201D} begins on a {begins}, but {start} is a {found}. The \
         nearest such days are {before} and {after}."
    )]
    Start {
        /// What the schedule is called.
        title: &'static str,
        /// The weekday on which it begins.
        begins: &'static str,
        /// The date as answered.
        start: Date,
        /// Its weekday.
        found: &'static str,
        /// The right weekday before it.
        before: Date,
        /// The right weekday after it.
        after: Date,
    },
    /// A school holiday is shared, and no school is known.
    #[error("The school holidays follow the school, and no school was answered.")]
    NoSchool,
    /// One holiday or feast was answered twice.
    #[error("`{name}` was answered twice.")]
    Twice {
        /// Its name.
        name: String,
    },
    /// No feast has the name.
    #[error("No feast is called `{name}`. {help}")]
    NoFeast {
        /// The name as answered.
        name: &'static str,
        /// Which one may be meant.
        help: String,
    },
    /// More feasts can fall on one day than a plan has ranks for.
    #[error("So many of these feasts can fall on one day that a plan cannot say which goes first.")]
    TooManyTogether,
    /// The library has no such wording.
    #[error("The library has no clause `{id}`. {help}")]
    NoWording {
        /// The id as answered.
        id: String,
        /// Which one may be meant.
        help: String,
    },
    /// A name, a date, the zone or the school cannot stand in a plan: the sentence of the reader.
    #[error("{0}")]
    Unsound(String),
}

/// A clause on its way into the text. Texts are in English and Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// The id of its section.
    section: &'static str,
    id: String,
    title: [String; 2],
    sentence: Sentence,
    /// Its other keys as lines of TOML.
    keys: String,
}

/// What a clause says in words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sentence {
    Written([String; 2]),
    /// To be written from its rule, once that has been read, with more words after it or none.
    OfItsRule([&'static str; 2]),
}

impl Part {
    /// Writes the sentence from the rule, where it is still to be written.
    fn say(&mut self, plan: &ParentingPlan) {
        let Sentence::OfItsRule(more) = self.sentence else {
            return;
        };
        let id = self.id.parse::<ClauseId>().ok();
        let clause = id.and_then(|id| plan.find_clause(&id));
        let said = clause.and_then(|(_, clause)| edit::rule_sentence(plan, clause));
        if let Some([en, nl]) = said {
            let [more_en, more_nl] = more;
            let written = [(en, more_en), (nl, more_nl)];
            self.sentence = Sentence::Written(written.map(|(said, more)| {
                let space = if more.is_empty() { "" } else { " " };
                format!("{said}{space}{more}")
            }));
        }
    }

    fn text(&self) -> String {
        let [title_en, title_nl] = &self.title;
        let sentence = match &self.sentence {
            Sentence::Written([en, nl]) => [en.as_str(), nl.as_str()],
            Sentence::OfItsRule(_) => ["As the rule says.", "Zoals de regel zegt."],
        };
        toml_text::clause(
            (&self.id, self.section),
            [title_en, title_nl],
            sentence,
            &self.keys,
        )
    }
}

/// The text of a plan in English and Dutch: it reads without a problem, has neither clash nor gap
/// from its first date on, and is [formatted](crate::format()). Its clauses stand in the order of
/// [`SECTIONS`]. `today` is the date against which a birth is in the future.
///
/// # Errors
/// When answers do not fit together, or a name, a date, the zone or the school cannot stand in a
/// plan.
///
/// ```
/// use jiff::civil::{date, time};
/// use plan::compose::{
///     Answers, BirthdayAnswer, BringsAnswer, ChildAnswer, HandoverAnswer, ParentAnswer, RhythmAnswer,
///     compose,
/// };
/// use plan::{Side, pattern};
///
/// let parent = |id: &str, name: &str| -> Result<ParentAnswer, plan::IdError> {
///     let (id, name, birthday) = (id.parse()?, name.to_owned(), None);
///     Ok(ParentAnswer { id, name, birthday })
/// };
/// let answers = Answers {
///     title: None,
///     zone: "Europe/Amsterdam".to_owned(),
///     country: Some("NL".to_owned()),
///     from: date(2027, 2, 1),
///     parents: [parent("mara", "Mara")?, parent("elias", "Elias")?],
///     children: vec![ChildAnswer {
///         id: "noor".parse()?,
///         name: "Noor".to_owned(),
///         born: date(2019, 5, 21),
///         registered: Some(Side::A),
///     }],
///     rhythm: RhythmAnswer {
///         pattern: pattern::find("2-2-5-5").ok_or("no such schedule")?,
///         first: Side::A,
///         start: date(2027, 2, 1),
///         change: time(17, 0, 0, 0),
///         at_school: false,
///     },
///     school: None,
///     holidays: Vec::new(),
///     feasts: Vec::new(),
///     child_birthdays: BirthdayAnswer::None,
///     parent_birthdays: false,
///     handover: HandoverAnswer { place: None, brings: BringsAnswer::Giver, bag: None },
///     clauses: vec!["swaps".to_owned()],
/// };
/// let text = compose(&answers, date(2027, 1, 4))?;
/// let plan = plan::ParentingPlan::read(&text, date(2027, 1, 4))?;
/// let ids: Vec<&str> = plan.clauses().iter().map(|clause| clause.id.as_str()).collect();
/// assert_eq!(ids, ["registration", "rhythm", "swaps"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compose(answers: &Answers, today: Date) -> Result<String, ComposeError> {
    let cast = Cast::of(answers)?;
    let chosen = words::chosen(&answers.clauses)?;
    let feasts = feasts::kept(answers)?;
    let mut ids = Ids::besides(chosen.iter().map(|wording| wording.id));
    let mut parts = vec![rhythm::part(&cast, &mut ids)?];
    parts.extend(words::what_goes_first(&cast, &feasts, &mut ids));
    parts.extend(people::registration(&cast, &mut ids));
    parts.extend(holidays::parts(&cast, &mut ids)?);
    parts.extend(feasts::parts(&cast, &feasts, &mut ids));
    parts.extend(birthdays::parts(&cast, &mut ids));
    let head = people::head(&cast, &words::precedence(&cast, &feasts));
    let unsound = |problems: &Problems| ComposeError::Unsound(first_sentence(problems));
    let sketch = written(&head, &parts, &chosen, &cast);
    let plan = ParentingPlan::read(&sketch, today).map_err(|problems| unsound(&problems))?;
    for part in &mut parts {
        part.say(&plan);
    }
    let text = written(&head, &parts, &chosen, &cast);
    finished(&text, today).map_err(ComposeError::Unsound)
}

/// The whole text; the clauses by section, in each of them those of the library last.
fn written(
    head: &str,
    parts: &[Part],
    chosen: &[&'static library::Wording],
    cast: &Cast<'_>,
) -> String {
    let mut text = head.to_owned();
    for section in SECTIONS {
        let own = parts.iter().filter(|part| part.section == section.id);
        let added = chosen.iter().filter(|added| added.section == section.id);
        let added = added.map(|added| library::clause_text(added, &cast.people()));
        for clause in own.map(Part::text).chain(added) {
            text.push('\n');
            text.push_str(&clause);
        }
    }
    text
}
