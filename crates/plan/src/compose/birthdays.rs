//! Birthdays of the children and of the parents. A dinner or a day without a night, so that the
//! rhythm of the nights stays as it is.

use super::people::{Cast, in_turns, month_day, turns};
use super::words::{BIRTHDAY, Ids, PARENTS_BIRTHDAY};
use super::{BirthdayAnswer, ChildAnswer, ParentAnswer, Part, Sentence};
use crate::{MonthDay, Side};

/// The clauses of all birthdays.
pub(super) fn parts(cast: &Cast<'_>, ids: &mut Ids) -> Vec<Part> {
    let children = cast.answers.children.iter();
    let mut parts: Vec<Part> = children
        .filter_map(|child| of_child(cast, child, ids))
        .collect();
    if cast.answers.parent_birthdays {
        let [a, b] = &cast.answers.parents;
        let meet = match (a.birthday, b.birthday) {
            (Some(one), Some(other)) => can_meet(one, other),
            _ => false,
        };
        for (side, parent) in [(Side::A, a), (Side::B, b)] {
            parts.extend(of_parent(cast, (side, parent), meet, ids));
        }
    }
    parts
}

fn of_child(cast: &Cast<'_>, child: &ChildAnswer, ids: &mut Ids) -> Option<Part> {
    let name = child.name.trim();
    let [children, kinderen] = cast.children();
    let (times, parent, sentence) = match cast.answers.child_birthdays {
        BirthdayAnswer::None => return None,
        BirthdayAnswer::Turns { even } => {
            let [are, zijn] = cast.verb(["is", "is"], ["are", "zijn"]);
            let [with, bij] = in_turns(cast, even);
            let sentence = [
                format!(
                    "On the birthday of {name}, from 10:00 until 20:00, {children} {are} {with}."
                ),
                format!(
                    "Op de verjaardag van {name}, van 10:00 tot 20:00, {zijn} {kinderen} {bij}."
                ),
            ];
            (("10:00", "20:00"), turns(cast, even, ""), sentence)
        }
        BirthdayAnswer::OtherForDinner => {
            let [have, eten] = cast.verb(["has", "eet"], ["have", "eten"]);
            let [they, ze_zouden] = cast.verb(
                ["the child", "het kind anders niet zou"],
                ["they", "ze anders niet zouden"],
            );
            let sentence = [
                format!(
                    "On the birthday of {name}, from 17:00 until 19:30, {children} {have} dinner with the parent with whom {they} would not be otherwise."
                ),
                format!(
                    "Op de verjaardag van {name}, van 17:00 tot 19:30, {eten} {kinderen} bij de ouder bij wie {ze_zouden} zijn."
                ),
            ];
            let other = format!("\"other\", of = \"{}\"", child.id);
            (("17:00", "19:30"), other, sentence)
        }
    };
    let (from, until) = times;
    Some(Part {
        section: "birthdays",
        id: ids.fresh(&format!("birthday-{}", child.id)),
        title: title(name),
        sentence: Sentence::Written(sentence),
        keys: format!(
            "rank = \"{BIRTHDAY}\"\nholiday = {{ on = \"birthday of {}\", from = \"{from}\", until = \"{until}\", parent = {parent} }}",
            child.id
        ),
    })
}

/// Where the birthdays of both parents can fall on one day, `meet`, each has the dinner every other
/// year.
fn of_parent(
    cast: &Cast<'_>,
    (side, parent): (Side, &ParentAnswer),
    meet: bool,
    ids: &mut Ids,
) -> Option<Part> {
    let birthday = parent.birthday?;
    let name = cast.name(side);
    let [children, kinderen] = cast.children();
    let [have, eten] = cast.verb(["has", "eet"], ["have", "eten"]);
    let (of, [years, jaren]) = match (meet, side) {
        (false, _) => (format!("\"{}\"", parent.id), ["", ""]),
        (true, Side::A) => (
            format!("{{ even = \"{}\" }}", parent.id),
            [" in even years", " in even jaren"],
        ),
        (true, Side::B) => (
            format!("{{ odd = \"{}\" }}", parent.id),
            [" in odd years", " in oneven jaren"],
        ),
    };
    let [why, waarom] = if meet {
        [
            " The birthdays of both parents can fall on one day, so each has this dinner every other year.",
            " De verjaardagen van beide ouders kunnen op één dag vallen, daarom heeft ieder dit etentje om het jaar.",
        ]
    } else {
        ["", ""]
    };
    Some(Part {
        section: "birthdays",
        id: ids.fresh(&format!("birthday-{}", parent.id)),
        title: title(name),
        sentence: Sentence::Written([
            format!(
                "On the birthday of {name}, from 17:00 until 20:00, {children} {have} dinner with {name}{years}.{why}"
            ),
            format!(
                "Op de verjaardag van {name}, van 17:00 tot 20:00, {eten} {kinderen}{jaren} bij {name}.{waarom}"
            ),
        ]),
        keys: format!(
            "rank = \"{PARENTS_BIRTHDAY}\"\nholiday = {{ on = \"{}\", from = \"17:00\", until = \"20:00\", parent = {of} }}",
            day(cast, parent, birthday)
        ),
    })
}

fn title(name: &str) -> [String; 2] {
    [
        format!("The birthday of {name}"),
        format!("De verjaardag van {name}"),
    ]
}

/// The birthday of a parent in a rule. In the words of the language it would be that of a child who
/// has the same id.
fn day(cast: &Cast<'_>, parent: &ParentAnswer, birthday: MonthDay) -> String {
    let mut children = cast.answers.children.iter();
    if children.any(|child| child.id.as_str() == parent.id.as_str()) {
        month_day(birthday)
    } else {
        format!("birthday of {}", parent.id)
    }
}

/// Whether two birthdays fall on one day in some years: 29 February is 1 March in most.
fn can_meet(one: MonthDay, other: MonthDay) -> bool {
    let in_most_years = |day: MonthDay| match (day.month, day.day) {
        (2, 29) => (3, 1),
        day => day,
    };
    in_most_years(one) == in_most_years(other)
}
