//! A day in a sentence: what the lanes draw, for ears.
//!
//! May touch: its arguments.

use super::days::{DAY_MINUTES, Day, Holder, Stretch};
use crate::page::{Kids, Person};
use crate::text::{Text, clock, list, t};

/// `Noor, Sam and Cato with Mara until 12:30, then with Elias. Pim with Mara.`
pub fn day(text: &Text, people: &[Person; 2], kids: &Kids, day: &Day) -> String {
    let mut said = String::with_capacity(160);
    for (places, lane) in day.groups() {
        let names: Vec<&str> = places
            .iter()
            .filter_map(|n| kids.all().get(*n))
            .map(|kid| kid.name.as_str())
            .collect();
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&list(text, &names));
        said.push(' ');
        for (n, stretch) in lane.iter().enumerate() {
            if n > 0 {
                said.push_str(&t!(text, "say-then"));
            }
            said.push_str(&part(text, people, stretch));
        }
        said.push('.');
    }
    if let Some(holiday) = &day.holiday {
        said.push(' ');
        said.push_str(&holiday.said);
        said.push('.');
    }
    if day.swapped {
        said.push(' ');
        said.push_str(&t!(text, "say-swapped"));
    }
    if day.otherwise {
        said.push(' ');
        said.push_str(&t!(text, "care-say-otherwise"));
    }
    if day.asked {
        said.push(' ');
        said.push_str(&t!(text, "say-asked"));
    }
    said
}

fn part(text: &Text, people: &[Person; 2], stretch: &Stretch) -> String {
    let who = match stretch.holder {
        Holder::With(side) => t!(text, "say-with", name = people[side.index()].name.as_str()),
        Holder::Clash => t!(text, "say-clash").into_owned(),
        Holder::Silent => t!(text, "say-silent").into_owned(),
        Holder::Outside => t!(text, "say-outside").into_owned(),
    };
    if stretch.to == DAY_MINUTES {
        return who;
    }
    t!(
        text,
        "say-until",
        who = who,
        time = clock(text, stretch.end())
    )
}
