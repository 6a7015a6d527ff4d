//! The sentence that says what a rule by odd and even weeks says. Reads a plan; makes text.

use jiff::civil::Weekday;

use super::said::{Said, sentences};
use crate::Side;
use crate::rule::{WeekNumbering, Weeks};

/// With whom in which weeks, how those are numbered, and when a week changes hands.
pub(super) fn weeks(said: &Said<'_>, rule: &Weeks) -> String {
    let who = match (rule.odd, rule.even) {
        (Some(odd), Some(even)) if odd == even => every_week(said, odd),
        (_, _) => {
            let parts = [
                in_weeks(said, rule),
                numbered(said, rule),
                changes(said, rule),
            ];
            sentences(&parts)
        }
    };
    sentences(&[who, said.holds()])
}

fn every_week(said: &Said<'_>, side: Side) -> String {
    let always = said.pick(["every week", "elke week"]);
    let (children, are) = (said.children(), said.are());
    format!("{children} {are} {always} {}.", said.with(side))
}

fn in_weeks(said: &Said<'_>, rule: &Weeks) -> String {
    let stated = [
        (rule.odd, ["in odd weeks", "in de oneven weken"]),
        (rule.even, ["in even weeks", "in de even weken"]),
    ];
    let parts: Vec<String> = stated
        .into_iter()
        .filter_map(|(side, weeks)| {
            let (with, weeks) = (said.with(side?), said.pick(weeks));
            Some(said.pick([format!("{with} {weeks}"), format!("{weeks} {with}")]))
        })
        .collect();
    let by = match rule.numbering {
        WeekNumbering::Iso => said.pick([", by the ISO week number", ", naar het ISO-weeknummer"]),
        WeekNumbering::FirstMonday => "",
    };
    let (children, are) = (said.children(), said.are());
    format!("{children} {are} {}{by}.", said.list(&parts))
}

/// The numbering, where it is not that of the calendars on the wall.
fn numbered(said: &Said<'_>, rule: &Weeks) -> String {
    let numbered = match rule.numbering {
        WeekNumbering::Iso => "",
        WeekNumbering::FirstMonday => said.pick([
            "Week 1 begins on the first Monday of the year.",
            "Week 1 begint op de eerste maandag van het jaar.",
        ]),
    };
    numbered.to_owned()
}

/// When the children change home. Seven days from a weekday in a week, also where that is not its
/// first one.
fn changes(said: &Said<'_>, rule: &Weeks) -> String {
    let (day, time) = (said.weekday(rule.day), said.at(rule.change));
    let both = rule.odd.is_some() && rule.even.is_some();
    if both && rule.day == Weekday::Monday {
        return said.pick([
            format!("The week changes on {day} {time}."),
            format!("De week wisselt op {day} {time}."),
        ]);
    }
    said.pick([
        format!("A week counts here from its {day} {time}, for seven days."),
        format!("Een week telt hier vanaf de {day} erin {time}, zeven dagen lang."),
    ])
}
