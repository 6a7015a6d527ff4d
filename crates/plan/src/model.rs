//! A parenting plan as data that has been checked. Made only by the reader of its text.

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::age::Age;
use crate::handover::Terms;
use crate::home::NamedHome;
use crate::rule::Rule;
use crate::step::Trigger;
use crate::succession::Version;
use crate::{ChildId, ClauseId, HomeId, Language, MonthDay, ParentId, School, Text};

/// One of the two parents of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The parent whom the plan names first.
    A,
    /// The parent whom the plan names second.
    B,
}

impl Side {
    /// Both, in order.
    pub const BOTH: [Side; 2] = [Side::A, Side::B];

    /// 0 for A, 1 for B.
    pub fn index(self) -> usize {
        match self {
            Side::A => 0,
            Side::B => 1,
        }
    }

    /// The other parent.
    pub fn other(self) -> Side {
        match self {
            Side::A => Side::B,
            Side::B => Side::A,
        }
    }
}

/// A value for each parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PerParent<T> {
    /// The value of the parent named first.
    pub a: T,
    /// The value of the parent named second.
    pub b: T,
}

impl<T> PerParent<T> {
    /// The value of one parent.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// The value of one parent, to change it.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }

    /// A value for each parent from a function of the side.
    pub fn from_fn(mut value: impl FnMut(Side) -> T) -> PerParent<T> {
        PerParent {
            a: value(Side::A),
            b: value(Side::B),
        }
    }
}

/// A time zone with its IANA name.
#[derive(Clone, PartialEq)]
pub struct NamedZone {
    name: String,
    zone: TimeZone,
}

impl NamedZone {
    pub(crate) fn new(name: String, zone: TimeZone) -> NamedZone {
        NamedZone { name, zone }
    }

    /// The IANA name, such as `America/Chicago`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

impl Eq for NamedZone {}

impl fmt::Debug for NamedZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NamedZone").field(&self.name).finish()
    }
}

/// A parent as the plan names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// The id within the plan.
    pub id: ParentId,
    /// The name as written.
    pub name: String,
    /// The upper-case letter that stands for this parent in sequences and on pages.
    pub letter: char,
    /// The zone in which this parent lives, where it is not the plan's.
    pub zone: Option<NamedZone>,
    /// The day of this parent's birthday.
    pub birthday: Option<MonthDay>,
    /// The home in which this parent cares for the children, where it is not their own.
    pub home: Option<HomeId>,
}

/// A child as the plan names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// The id within the plan.
    pub id: ChildId,
    /// The name as written.
    pub name: String,
    /// The date of birth. Care begins no earlier.
    pub born: Date,
    /// The first date of the version that names the child first, if that is not the first one.
    pub since: Option<Date>,
    /// The school: the plan's with the child's own, where either is stated.
    pub school: Option<School>,
}

impl Child {
    /// The date on which the child becomes `age` years old. Born on 29 February: 1 March in
    /// a year that has no 29 February, since only then is the year complete.
    pub fn birthday(&self, age: u8) -> Date {
        crate::day::birthday(self.born, age)
    }
}

/// The place of a clause in its plan, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseIndex(pub(crate) u16);

impl ClauseIndex {
    /// The place, counted from 0.
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

/// How strong a clause's rank is, the smaller the stronger: its place in the order of
/// precedence, counted from that of agreements. So ranks of different orders compare as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(pub(crate) u8);

impl Rank {
    /// Where agreed one-offs stand, whatever is above and below.
    pub const AGREED: Rank = Rank(128);

    /// The rank at a place of an order in which agreements stand at `agreed`.
    pub(crate) fn at(place: usize, agreed: usize) -> Option<Rank> {
        let above = usize::from(Rank::AGREED.0) + place;
        u8::try_from(above.checked_sub(agreed)?).ok().map(Rank)
    }

    /// The place in an order in which agreements stand at `agreed`.
    fn place(self, agreed: usize) -> Option<usize> {
        (usize::from(self.0) + agreed).checked_sub(usize::from(Rank::AGREED.0))
    }
}

/// The name of the rank of agreed one-offs.
pub(crate) const AGREED: &str = "agreed";

/// One clause: a label, a sentence and, where it can be computed, a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The id within the plan.
    pub id: ClauseId,
    /// The number, from 1, in the order of the file.
    pub number: u16,
    /// The version of the plan to which it belongs, from 1; see [`ParentingPlan::succeeded_by`].
    pub version: u16,
    /// The id of the section of [`crate::library::SECTIONS`] to which the plan says it belongs. What
    /// it computes does not depend on it.
    pub section: Option<&'static str>,
    /// The label.
    pub title: Text,
    /// What the parents agree, in words.
    pub sentence: Text,
    /// Where it stands in the order of precedence.
    pub rank: Rank,
    /// What it says in a form that can be computed; `None` for a clause in words only.
    pub rule: Option<Rule>,
    /// The children it speaks of, in the order of the plan; never empty.
    pub children: Vec<ChildId>,
    /// The first date on which it holds; `None`: from the plan's first date.
    pub from: Option<Date>,
    /// The first date on which it no longer holds; `None`: until the plan ends.
    pub until: Option<Date>,
    /// Holds for a child from the birthday of this age in years.
    pub from_birthday: Option<u8>,
    /// Holds for a child until the birthday of this age in years, which is not included.
    pub until_birthday: Option<u8>,
    /// Holds for a child from the day on which this has happened; not at all before.
    pub from_event: Option<Trigger>,
    /// Holds for a child until the day on which this has happened, which is not included.
    pub until_event: Option<Trigger>,
    /// Holds for a child from this age.
    pub from_age: Option<Age>,
    /// Holds for a child until this age, the day on which it is reached not included.
    pub until_age: Option<Age>,
    /// Where the children are in its care, where that is not the home of the parent.
    pub home: Option<HomeId>,
    /// Who is present in its care, and where, if it is supervised.
    pub supervision: Option<Supervision>,
    /// The zone of its dates and clock times, where it is not the plan's.
    pub zone: Option<NamedZone>,
    /// Its own terms for handovers.
    pub handover: Option<Terms>,
}

/// Who is present while a parent has a child, and where. One of the two at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    /// Who supervises.
    pub by: Option<Text>,
    /// Where the care takes place.
    pub place: Option<Text>,
}

impl Clause {
    /// The label in a language, or in the other one where it is written only there.
    pub fn title(&self, language: Language) -> &str {
        self.title.get(language)
    }

    /// The sentence in a language, or in the other one where it is written only there.
    pub fn sentence(&self, language: Language) -> &str {
        self.sentence.get(language)
    }

    /// Whether it speaks of the child.
    pub fn concerns(&self, child: &ChildId) -> bool {
        self.children.contains(child)
    }
}

/// A parenting plan that has been read and found sound.
///
/// There is no way to make one but [`ParentingPlan::read`], so that whoever holds one need
/// not check it again: ids are unique, every name that is used is defined, limits hold.
#[derive(Clone, PartialEq)]
pub struct ParentingPlan {
    pub(crate) title: String,
    pub(crate) edition: u32,
    pub(crate) zone: NamedZone,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) night_at: Time,
    pub(crate) precedence: Vec<String>,
    /// Each version, the first one first; empty for a plan of one version.
    pub(crate) versions: Vec<Version>,
    pub(crate) parents: [Parent; 2],
    pub(crate) homes: Vec<NamedHome>,
    pub(crate) children: Vec<Child>,
    pub(crate) handover: Terms,
    pub(crate) clauses: Vec<Clause>,
}

impl ParentingPlan {
    /// The plan's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The edition of the plan language that it is written in. A change in meaning gets a new
    /// edition; the old one keeps compiling as it did.
    pub fn edition(&self) -> u32 {
        self.edition
    }

    /// The time zone of all its clock times and dates.
    pub fn zone(&self) -> &TimeZone {
        self.zone.zone()
    }

    /// The IANA name of the zone.
    pub fn zone_name(&self) -> &str {
        self.zone.name()
    }

    /// The first date of the plan; it holds from 00:00.
    pub fn from(&self) -> Date {
        self.from
    }

    /// The first date on which the plan no longer holds, if it ends.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The clock time at which a night is counted: the night of date *d* belongs to whoever
    /// has care at this time of *d + 1*.
    pub fn night_at(&self) -> Time {
        self.night_at
    }

    /// The names of the ranks, the strongest first; of the newest version.
    pub fn precedence(&self) -> &[String] {
        &self.precedence
    }

    /// The name of a clause's rank.
    pub fn rank_name(&self, clause: &Clause) -> &str {
        let order = &self.version_of(clause).precedence;
        let agreed = order.iter().position(|rank| rank == AGREED);
        let place = agreed.and_then(|agreed| clause.rank.place(agreed));
        let name = place.and_then(|place| order.get(place));
        name.map_or("", String::as_str)
    }

    /// The name of the rank of agreed one-offs.
    pub fn agreed_rank_name(&self) -> &str {
        AGREED
    }

    /// The first date on which the plan speaks of a child: not before its own first date, the
    /// child's birth, and the version that names the child first.
    pub fn speaks_from(&self, child: &Child) -> Date {
        let first = self.from.max(child.born);
        child.since.map_or(first, |since| first.max(since))
    }

    /// The two parents; the first is [`Side::A`].
    pub fn parents(&self) -> &[Parent; 2] {
        &self.parents
    }

    /// The parent of a side.
    pub fn parent(&self, side: Side) -> &Parent {
        let [a, b] = &self.parents;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    /// The side of a parent.
    pub fn side_of(&self, parent: &ParentId) -> Option<Side> {
        Side::BOTH
            .into_iter()
            .find(|&side| self.parent(side).id == *parent)
    }

    /// The children, in the order of the file; at least one.
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// A child by id.
    pub fn child(&self, id: &ChildId) -> Option<&Child> {
        self.children.iter().find(|child| child.id == *id)
    }

    /// The clauses, in the order of the file.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The clauses of the newest version, in the order of its file.
    pub fn newest_clauses(&self) -> impl Iterator<Item = &Clause> {
        let newest = self.version();
        self.clauses
            .iter()
            .filter(move |clause| clause.version == newest)
    }

    /// A clause by its place.
    ///
    /// # Panics
    /// When the index came from another, longer plan.
    pub fn clause(&self, index: ClauseIndex) -> &Clause {
        &self.clauses[index.get()]
    }

    /// A clause by its id, with its place; of several versions the newest one's.
    pub fn find_clause(&self, id: &ClauseId) -> Option<(ClauseIndex, &Clause)> {
        self.indexed_clauses()
            .filter(|(_, clause)| clause.id == *id)
            .last()
    }

    /// The version to which a clause belongs, as it was written: what a clause says of people
    /// and schools is what its own version says of them.
    pub(crate) fn version_of(&self, clause: &Clause) -> &ParentingPlan {
        let place = usize::from(clause.version).checked_sub(1);
        let version = place.and_then(|place| self.versions.get(place));
        version.map_or(self, |version| version.plan.as_ref())
    }

    /// The clauses, each with its place.
    pub fn indexed_clauses(&self) -> impl Iterator<Item = (ClauseIndex, &Clause)> {
        (0..).map(ClauseIndex).zip(&self.clauses)
    }

    /// The terms for handovers that hold where a clause states none.
    pub fn handover(&self) -> &Terms {
        &self.handover
    }
}

impl fmt::Debug for ParentingPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParentingPlan")
            .field("title", &self.title)
            .field("zone", &self.zone)
            .field("from", &self.from)
            .field("until", &self.until)
            .field("parents", &self.parents)
            .field("children", &self.children)
            .field("clauses", &self.clauses)
            .finish_non_exhaustive()
    }
}
