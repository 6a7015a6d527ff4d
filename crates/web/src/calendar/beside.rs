//! What both agreed beside the plan, put where the days are shown: another place of a handover or
//! somebody else who brings, and trips.
//!
//! May touch: the family it is given. For the parents alone: whoever is let in to the days does not
//! see these.

use family::{Arranged, Family};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use plan::Side;

use super::moves::{self, Move};
use super::scene::Basis;
use super::view::{Body, View};
use crate::page::{Icon, Kids, Person, icon_small, paths};
use crate::text::{Text, date_long, date_with_year, t};

/// A trip to which both consented, as a day shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripLine {
    /// The proposal by which they did.
    pub proposal: String,
    /// Who goes along, by place.
    pub kids: Vec<usize>,
    /// With whom.
    pub with: Side,
    /// Where to.
    pub destination: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last: Date,
}

/// The calendar with what was agreed beside the plan.
pub fn add(family: &Family, view: &mut View) {
    let kids = view.kids.clone();
    match &mut view.body {
        Body::Month { panel, moves, .. } => {
            arrange(family, &kids, moves);
            arrange(family, &kids, &mut panel.moves);
            let day = panel.day.date;
            panel.trips = trips(family, &kids, day, day);
        }
        Body::Week { days, .. } | Body::Agenda { days } => {
            for one in days {
                arrange(family, &kids, &mut one.moves);
            }
        }
    }
}

/// Puts what was agreed about each handover in the place of what the plan says.
pub fn arrange(family: &Family, kids: &Kids, moves: &mut Vec<Move>) {
    if family.handover_changes().is_empty() {
        return;
    }
    *moves = moves
        .drain(..)
        .flat_map(|step| arranged(family, kids, &step))
        .collect();
}

/// One handover, or several where not the same was agreed about all children.
fn arranged(family: &Family, kids: &Kids, step: &Move) -> Vec<Move> {
    let mut groups: Vec<(Arranged, Vec<usize>)> = Vec::new();
    for place in &step.kids {
        let of_child = kids.all().get(*place);
        let found = of_child.map(|kid| family.arranged(&kid.id, step.to, step.at));
        let found = found.unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| *known == found) {
            Some((_, places)) => places.push(*place),
            None => groups.push((found, vec![*place])),
        }
    }
    let of_group = |(found, places): (Arranged, Vec<usize>)| {
        let mut one = step.clone();
        one.kids = places;
        if let Some(place) = found.place {
            one.place = Some(place.to_string());
        }
        one.brings = found.brings.or(one.brings);
        for id in found.by {
            let agreed = Basis::Swap {
                proposal: id.to_string(),
            };
            if !one.bases.contains(&agreed) {
                one.bases.push(agreed);
            }
        }
        one
    };
    groups.into_iter().map(of_group).collect()
}

/// The trips of which a day lies among these, the last of them included.
#[must_use]
pub fn trips(family: &Family, kids: &Kids, first: Date, last: Date) -> Vec<TripLine> {
    let all = family.trips().into_iter();
    let among = all.filter(|one| one.terms.from <= last && first < one.terms.until);
    among
        .map(|one| {
            let trip = one.terms;
            let goes = kids.all().iter().enumerate();
            let goes = goes.filter(|(_, kid)| trip.children.contains(&kid.id));
            TripLine {
                proposal: one.proposal.id.to_string(),
                kids: goes.map(|(place, _)| place).collect(),
                with: trip.with,
                destination: trip.destination.to_string(),
                from: trip.from,
                last: trip.until.checked_sub(1.day()).unwrap_or(trip.from),
            }
        })
        .filter(|line| !line.kids.is_empty())
        .collect()
}

/// Trips, a line each.
pub fn lines(text: &Text, people: &[Person; 2], kids: &Kids, trips: &[TripLine]) -> Markup {
    html! {
        @if !trips.is_empty() {
            ul.rows {
                @for trip in trips {
                    li { a.quiet-row href=(paths::proposal(&trip.proposal)) {
                        (icon_small(Icon::Globe))
                        span { (sentence(text, people, kids, trip)) }
                        (icon_small(Icon::Next))
                    } }
                }
            }
        }
    }
}

fn sentence(text: &Text, people: &[Person; 2], kids: &Kids, trip: &TripLine) -> String {
    t!(
        text,
        "offer-trip",
        children = moves::names(text, kids, &trip.kids),
        name = people[trip.with.index()].name.as_str(),
        destination = trip.destination.as_str(),
        from = date_long(text, trip.from),
        last = date_with_year(text, trip.last),
    )
}
