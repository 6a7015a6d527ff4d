//! The panel of one day as HTML.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::Side;

use super::beside;
use super::calls;
use super::days::Holder;
use super::moves::{self, basis_ref, basis_words};
use super::panel::{Disagreement, Panel, Why};
use super::say;
use super::scene::{Ask, AskedSpan, Basis, Reach};
use super::view::View;
use crate::care;
use crate::offers::choose_on;
use crate::page::{Hold, Icon, Kids, Note, Person, held, icon_small, note, paths, version_words};
use crate::text::{Text, clock, clock_short, date_long, day_and_clock, list, t, with_capital};

/// The panel.
pub fn render(text: &Text, view: &View, panel: &Panel) -> Markup {
    let (people, kids) = (&view.people, &view.kids);
    html! {
        section class="cal-day card stack-tight" id="day" aria-labelledby="day-h" {
            header {
                h2 #day-h { (with_capital(&date_long(text, panel.day.date))) }
                @if let Some(holiday) = &panel.day.holiday { p class="muted small" lang=[holiday.foreign] { (holiday.said) } }
            }
            p.small { (say::day(text, people, kids, &panel.day)) }
            @if panel.moves.is_empty() { p class="small muted" { (t!(text, "day-no-handover")) } }
            @else { (moves::list_of(text, people, kids, &panel.moves)) }
            (beside::lines(text, people, kids, &panel.trips))
            (calls::lines(text, people, kids, &panel.calls))
            @for item in &panel.disagreements { (disagreement_for(view.reach, text, people, kids, item)) }
            @for item in &panel.asks { (ask(text, people, kids, item)) }
            @if !panel.went.is_empty() { (care::day_markup::went(text, view, &panel.went)) }
            @if !panel.why.is_empty() && view.reach != Reach::Days {
                div.stack-tight {
                    h3 { (t!(text, "day-why")) }
                    @for why in &panel.why { (reason(view.reach, text, kids, why)) }
                }
            }
            p class="small muted" { (night(text, people, kids, panel)) }
            @if view.reach == Reach::Parent {
                a.btn href=(paths::propose_on(panel.day.date)) { (icon_small(Icon::Swap)) (t!(text, "propose-change")) }
                a.btn href=(choose_on(panel.day.date)) { (icon_small(Icon::Plus)) (t!(text, "propose-other")) }
            }
        }
    }
}

/// What some care rests on: as a link for who may follow it.
fn rests_on(reach: Reach, text: &Text, basis: &Basis) -> Markup {
    match reach {
        Reach::Parent => basis_ref(text, basis),
        Reach::Plan | Reach::Days => html! { (with_capital(&plain(text, basis))) },
    }
}

fn reason(reach: Reach, text: &Text, kids: &Kids, why: &Why) -> Markup {
    let over: Vec<String> = why.over.iter().map(|basis| plain(text, basis)).collect();
    html! {
        p {
            (rests_on(reach, text, &why.basis)) " "
            (basis_words(text, &why.basis))
            br;
            span.tiny {
                (t!(text, "day-why-for", kids = moves::names(text, kids, &why.kids)))
                @if !over.is_empty() { " " (t!(text, "day-why-over", over = list(text, &over))) }
            }
        }
    }
}

/// A basis inside a sentence: `clause 2 (The weekly rhythm)`, with its version if it is another.
fn plain(text: &Text, basis: &Basis) -> String {
    match basis {
        Basis::Clause { clause, title, .. } => {
            let title = title.said.as_str();
            let said = t!(text, "clause-inline", number = clause.number, title = title);
            match &clause.elsewhere {
                None => said,
                Some(elsewhere) => format!("{said} {}", version_words(text, elsewhere)),
            }
        }
        Basis::Swap { .. } => t!(text, "swap-inline").into_owned(),
    }
}

/// Two clauses over the same time: what each says, and that nobody has it.
pub fn disagreement(text: &Text, people: &[Person; 2], kids: &Kids, item: &Disagreement) -> Markup {
    disagreement_for(Reach::Parent, text, people, kids, item)
}

fn disagreement_for(
    reach: Reach,
    text: &Text,
    people: &[Person; 2],
    kids: &Kids,
    item: &Disagreement,
) -> Markup {
    note(
        Note::Ask,
        html! {
            p {
                strong { (t!(text, "clash-title", kids = moves::names(text, kids, &item.kids))) } " "
                (t!(text, "clash-span", start = day_and_clock(text, item.start), end = day_and_clock(text, item.end)))
            }
            @if reach != Reach::Days { ul.rows {
                @for (basis, side) in &item.between {
                    li { (rests_on(reach, text, basis)) " " (t!(text, "clash-says", name = people[side.index()].name.as_str())) }
                }
            } }
            p { (t!(text, "clash-nobody")) }
        },
    )
}

/// An open proposal: the edge of whoever asked is solid, the other one dotted.
pub fn ask(text: &Text, people: &[Person; 2], kids: &Kids, ask: &Ask) -> Markup {
    let hold = |side: Side| {
        if ask.by == side {
            Hold::Agreed
        } else {
            Hold::Open
        }
    };
    let name = people[ask.by.index()].name.as_str();
    held(
        hold(Side::A),
        hold(Side::B),
        html! {
            p.small { strong { (t!(text, "ask-proposes", name = name)) } " " (with_capital(&headline(text, people, kids, ask))) "." }
            p.small { (t!(text, "ask-plan-stays")) }
            p.small { a href=(paths::proposal(&ask.id)) { (t!(text, "ask-read")) } }
        },
    )
}

/// `Noor and Sam with Elias from Friday 23 October, 17:00 until Sunday 25 October, 17:00`.
pub fn headline(text: &Text, people: &[Person; 2], kids: &Kids, ask: &Ask) -> String {
    let one = |span: &AskedSpan| {
        let who = moves::names(text, kids, &span.kids);
        let name = people[span.parent.index()].name.as_str();
        let (start, end) = (span.start, span.end);
        if start.date() == end.date() {
            let (from, to) = (clock_short(text, start.time()), clock(text, end.time()));
            return t!(
                text,
                "ask-headline-day",
                kids = who,
                name = name,
                day = date_long(text, start.date()),
                start = from,
                end = to
            );
        }
        let (from, to) = (day_and_clock(text, start), day_and_clock(text, end));
        t!(
            text,
            "ask-headline",
            kids = who,
            name = name,
            start = from,
            end = to
        )
    };
    // One change is a line to recognise it by; the proposal's own page says all of them.
    let said: Vec<String> = ask.spans.iter().take(1).map(one).collect();
    let more = ask.spans.len().saturating_sub(said.len());
    if more == 0 {
        return said.join("; ");
    }
    format!("{}; {}", said.join("; "), t!(text, "ask-more", n = more))
}

fn night(text: &Text, people: &[Person; 2], kids: &Kids, panel: &Panel) -> String {
    let next = panel.day.date.tomorrow().unwrap_or(panel.day.date);
    let said: Vec<String> = panel
        .night
        .iter()
        .map(|(holder, places)| {
            let who = moves::names(text, kids, places);
            let with = match holder {
                Holder::With(side) => {
                    t!(text, "say-with", name = people[side.index()].name.as_str())
                }
                Holder::Clash => t!(text, "say-clash").into_owned(),
                Holder::Silent => t!(text, "say-silent").into_owned(),
                Holder::Outside => t!(text, "say-outside").into_owned(),
            };
            format!("{who} {with}")
        })
        .collect();
    t!(
        text,
        "day-night",
        day = date_long(text, next),
        said = said.join("; ")
    )
}
