//! The words of offers, as they are searched. Pure.

use super::words::Said;
use family::{Family, Line, Move, Terms};
use plan::{ChildId, Side};

/// What an answer repeats of the offer it is about: the children, parents and dates, and what it is
/// called. Not all the words of a plan, which stand in the offer.
pub(super) fn of_terms(terms: &Terms, family: &Family) -> String {
    let mut said = Said::default();
    match terms {
        Terms::Plan(text) => said.add(title(text)),
        Terms::Decision(decision) => {
            said.add(decision.title.as_str());
            of_children(&decision.children, family, &mut said);
        }
        Terms::Swap(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => of_offer(terms, family, &mut said),
    }
    said.plain()
}

/// All that an offer says.
pub(super) fn of_offer(terms: &Terms, family: &Family, said: &mut Said) {
    match terms {
        Terms::Plan(text) => said.add(text),
        Terms::Swap(moves) => of_moves(moves, family, said),
        Terms::Time(offer) => {
            for option in &offer.options {
                of_moves(option, family, said);
            }
        }
        Terms::Handover(change) => {
            of_parent(change.to, family, said);
            of_children(&change.children, family, said);
            said.add(&change.planned.date().to_string());
            said.add(&change.becomes().date().to_string());
            if let Some(place) = &change.place {
                said.add(place.as_str());
            }
        }
        Terms::Trip(trip) => {
            of_parent(trip.with, family, said);
            of_children(&trip.children, family, said);
            said.add(&trip.from.to_string());
            said.add(&trip.until.yesterday().unwrap_or(trip.until).to_string());
            said.add(trip.destination.as_str());
            let lines = [&trip.address, &trip.contact, &trip.travel];
            for line in lines.into_iter().flatten() {
                said.add(Line::as_str(line));
            }
            of_moves(&trip.moves, family, said);
        }
        Terms::Decision(decision) => {
            said.add(decision.title.as_str());
            of_children(&decision.children, family, said);
            said.add(decision.text.as_str());
        }
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close => {}
        Terms::LetIn(grant) => said.add(grant.name.as_str()),
    }
}

/// The title of a plan's file: its line `title = "…"`, quotes and all.
fn title(plan: &str) -> &str {
    let line = plan.lines().find(|line| line.starts_with("title"));
    line.and_then(|line| line.split_once('='))
        .map_or("", |(_, title)| title.trim())
}

fn of_moves(moves: &[Move], family: &Family, said: &mut Said) {
    for one in moves {
        of_parent(one.to, family, said);
        of_children(&one.children, family, said);
        said.add(&one.start.date().to_string());
        said.add(&one.end.date().to_string());
    }
}

fn of_parent(side: Side, family: &Family, said: &mut Said) {
    said.add(family.seat(side).parent.name.as_str());
}

fn of_children(ids: &[ChildId], family: &Family, said: &mut Said) {
    for id in ids {
        let child = family.children().iter().find(|child| child.id == *id);
        said.add(child.map_or_else(|| id.as_str(), |child| child.name.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_s_title_is_found() {
        assert!(title(plan::EXAMPLE).len() > 2, "{}", title(plan::EXAMPLE));
        assert_eq!(title("no plan"), "");
    }
}
