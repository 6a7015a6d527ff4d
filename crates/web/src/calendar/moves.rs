//! Handovers as the pages say them: when, who, to whom, who brings, where, why.
//!
//! May touch: its arguments.

use jiff::Timestamp;
use jiff::civil::DateTime;
use maud::{Markup, html};
use plan::{Handover, Side, handover_terms};

use super::scene::{Basis, Scene};
use crate::page::{Kids, Person, clause_ref, paths, side_letter};
use crate::text::{Text, clock_short, list, t};

/// One handover, ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When, in the family's own time.
    pub at: DateTime,
    /// From whom.
    pub from: Side,
    /// To whom.
    pub to: Side,
    /// Which children, by place, oldest first.
    pub kids: Vec<usize>,
    /// Where, in the words of the plan.
    pub place: Option<String>,
    /// Who brings or collects.
    pub brings: Option<Side>,
    /// What goes along, in the words of the plan.
    pub bag: Option<String>,
    /// What it rests on, for each of the children who pass at once.
    pub bases: Vec<Basis>,
}

impl Move {
    /// Whether children of both pass in the same way at the same moment, so that one
    /// sentence can say it.
    fn joins(&self, other: &Move) -> bool {
        let way = |step: &Move| (step.at, step.from, step.to, step.brings);
        way(self) == way(other) && self.place == other.place && self.bag == other.bag
    }

    fn join(&mut self, other: Move) {
        self.kids.extend(other.kids);
        self.kids.sort_unstable();
        for basis in other.bases {
            if !self.bases.contains(&basis) {
                self.bases.push(basis);
            }
        }
    }

    fn of(scene: &Scene<'_>, kids: &Kids, handover: &Handover) -> Move {
        let terms = handover_terms(scene.plan, handover);
        Move {
            at: scene.local(handover.at),
            from: handover.from,
            to: handover.to,
            kids: scene.places(kids, &handover.children),
            place: terms.place.map(|place| scene.plain(&place)),
            brings: terms.brings,
            bag: terms.bag.map(|bag| scene.plain(&bag)),
            bases: scene.basis(handover.source).into_iter().collect(),
        }
    }
}

/// The handovers in `[from, to)`, in order, at most `limit`.
pub fn between(
    scene: &Scene<'_>,
    kids: &Kids,
    from: Timestamp,
    to: Timestamp,
    limit: usize,
) -> Vec<Move> {
    let all = scene.timeline.handovers();
    let first = all.partition_point(|handover| handover.at < from);
    let mut moves: Vec<Move> = Vec::new();
    for handover in all[first..].iter().take_while(|handover| handover.at < to) {
        let next = Move::of(scene, kids, handover);
        match moves.iter().rposition(|known| known.joins(&next)) {
            Some(known) => moves[known].join(next),
            None if moves.len() == limit => break,
            None => moves.push(next),
        }
    }
    moves
}

/// The names of some children, by place: `Noor, Sam and Cato`.
pub fn names(text: &Text, kids: &Kids, places: &[usize]) -> String {
    let names: Vec<&str> = places
        .iter()
        .filter_map(|n| kids.all().get(*n))
        .map(|kid| kid.name.as_str())
        .collect();
    list(text, &names)
}

/// Who brings: `Mara brings Pim.` when the children leave with her, `Elias collects Pim.`
/// when they come to him.
pub fn brings(text: &Text, people: &[Person; 2], kids: &Kids, step: &Move) -> Option<String> {
    let side = step.brings?;
    let name = people[side.index()].name.as_str();
    let kids = names(text, kids, &step.kids);
    Some(if side == step.to {
        t!(text, "move-collects", name = name, kids = kids)
    } else {
        t!(text, "move-brings", name = name, kids = kids)
    })
}

/// Handovers of one day, under a heading with the date.
pub fn list_of(text: &Text, people: &[Person; 2], kids: &Kids, moves: &[Move]) -> Markup {
    html! {
        ul.moves {
            @for step in moves {
                @let to = &people[step.to.index()];
                li {
                    time datetime=(step.at.strftime("%Y-%m-%dT%H:%M")) { (clock_short(text, step.at.time())) }
                    p { (side_letter(to)) " " (t!(text, "move-to", kids = names(text, kids, &step.kids), name = to.name.as_str())) }
                    @if step.brings.is_some() || step.place.is_some() {
                        p {
                            @if let Some(said) = short_brings(text, people, step) { (said) " " }
                            @if let Some(place) = &step.place { (place) "." }
                        }
                    }
                }
            }
        }
    }
}

fn short_brings(text: &Text, people: &[Person; 2], step: &Move) -> Option<String> {
    let side = step.brings?;
    let name = people[side.index()].name.as_str();
    Some(if side == step.to {
        t!(text, "move-collects-short", name = name)
    } else {
        t!(text, "move-brings-short", name = name)
    })
}

/// What some care rests on, as a link: a clause, or the swap both agreed.
pub fn basis_ref(text: &Text, basis: &Basis) -> Markup {
    match basis {
        Basis::Clause { clause, .. } => clause_ref(text, clause),
        Basis::Swap { proposal } => {
            html! { a.clause-ref href=(paths::proposal(proposal)) { (t!(text, "agreed-swap")) } }
        }
    }
}

/// The words of what some care rests on: the clause's sentence, or that both agreed.
pub fn basis_words(text: &Text, basis: &Basis) -> Markup {
    match basis {
        Basis::Clause { sentence, .. } => html! {
            span class="plan-words small" lang=[sentence.foreign] { (sentence.said) }
        },
        Basis::Swap { .. } => html! { span.small { (t!(text, "agreed-swap-words")) } },
    }
}
