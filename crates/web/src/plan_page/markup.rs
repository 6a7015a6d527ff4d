//! The plan as HTML.
//!
//! May touch: its arguments.

use jiff::civil::Date;
use maud::{Markup, html};
use plan::Side;

use super::facts;
use super::marks;
use super::talk;
use super::versions_markup;
use super::view::{Content, Item, Numbers, Standing, View};
use crate::calendar::moves;
use crate::calendar::scene::Reach;
use crate::page::{Frame, Icon, empty, face_small, icon_small, page, paths, side_letter};
use crate::studio::year::markup::{Around, heading, only, year};
use crate::text::{Text, clock, date_from, date_with_year, percent, t};

/// The page of the plan.
pub fn render(text: &Text, view: &View, frame: &Frame<'_>) -> Markup {
    let main = match view {
        View::NoPlan => html! {
            header.page-head { h1 { (t!(text, "plan-heading")) } }
            (empty(&t!(text, "today-no-plan-title"), html! {
                p { (t!(text, "plan-none")) }
                p.btn-row {
                    a.btn data-kind="main" href=(paths::DRAFTS) { (t!(text, "plan-make")) }
                    a.btn href=(paths::RHYTHM) { (t!(text, "rhythm-open")) }
                }
            }))
        },
        View::Plan(content) => with_plan(text, content, frame),
    };
    page(frame, main)
}

/// The plan's title, dates and clauses, for whoever sees nothing else of the family.
pub fn words_of(text: &Text, content: &Content) -> Markup {
    html! {
        h1 { (content.title) }
        p.muted { (versions_markup::dates(text, content)) }
        ol.clauses { @for item in &content.clauses { (clause(text, content, (item, None))) } }
    }
}

fn with_plan(text: &Text, content: &Content, frame: &Frame<'_>) -> Markup {
    let notices = versions_markup::notices(text, content);
    let changes = versions_markup::changes(text, content);
    html! {
        header.page-head {
            div {
                @if let Some((id, number)) = &content.back {
                    p { a.btn data-kind="quiet" data-shape="back" href=(paths::proposal(id)) { (icon_small(Icon::Prev)) (t!(text, "proposal-title", number = *number)) } }
                }
                h1 { (t!(text, "plan-heading")) }
                p.kicker {
                    (content.title) ". " (versions_markup::dates(text, content))
                }
            }
            @if is_in_force(content) {
                p.btn-row {
                    a.btn href=(paths::PLAN_CHANGE) { (t!(text, "amend-open")) }
                    a.btn data-kind="quiet" href=(paths::DRAFTS) { (t!(text, "plan-drafts")) }
                    (print(text, paths::PAPER))
                }
            } @else if content.reach == Reach::Plan && content.back.is_none() {
                p.btn-row { (print(text, paths::PAPER)) }
            } @else if let Some(marking) = content.marking.as_ref().filter(|_| content.is_for_parents()) {
                p.btn-row { (print(text, &format!("{}/paper", paths::proposal(&marking.proposal)))) }
            }
        }
        @if !(notices.0.is_empty() && changes.0.is_empty()) {
            div class="plan-first stack" { (notices) (changes) }
        }
        (jump(text, content))
        div.plan-grid {
            div class="plan-left stack" {
                (the_year(text, content))
                @if !content.numbers.is_empty() {
                    (nights(text, content))
                    (numbers(text, content))
                }
            }
            section #clauses aria-labelledby="clauses-h" {
                h2 #clauses-h {
                    @if matches!(content.standing, Standing::Agreed { .. }) { (t!(text, "plan-what-agreed")) }
                    @else { (t!(text, "plan-what-offered")) }
                }
                (seal(text, content))
                (marks::summary(text, content, frame))
                ol.clauses { @for item in &content.clauses { (clause(text, content, (item, Some(frame)))) } }
            }
        }
        (facts::markup(text, content))
        (versions_markup::history(text, content))
    }
}

/// The ways to the parts of the page, where they stand below each other.
fn jump(text: &Text, content: &Content) -> Markup {
    let facts = content.facts.is_some();
    let nights = if facts { "#nights" } else { "#weeks" };
    html! {
        nav class="segments plan-jump no-print" aria-label=(t!(text, "plan-on-page")) {
            @if content.year.is_some() { a href="#year" { (t!(text, "see-jump-year")) } }
            a href="#clauses" { (t!(text, "plan-clauses-short")) }
            @if facts || !content.numbers.is_empty() { a href=(nights) { (t!(text, "plan-nights-short")) } }
            @if facts {
                a href="#right" { (t!(text, "see-jump-right")) }
                a href="#law" { (t!(text, "see-jump-law")) }
            }
        }
    }
}

/// To the plan on paper.
fn print(text: &Text, path: &str) -> Markup {
    html! { a.btn data-kind="quiet" href=(path) { (t!(text, "plan-print")) } }
}

/// Whether this is the page of the plan in force for one of both parents.
fn is_in_force(content: &Content) -> bool {
    content.is_for_parents() && !content.versions.is_empty()
}

/// What a plan that nobody has sent yet would change, what it comes to, and its words.
pub(crate) fn draft(text: &Text, content: &Content) -> Markup {
    html! {
        p.muted { (content.title) ". " (versions_markup::dates(text, content)) }
        div class="plan-first stack" {
            (versions_markup::notices(text, content))
            (versions_markup::changes(text, content))
        }
        div.plan-grid {
            div class="plan-left stack" {
                (the_year(text, content))
                (nights(text, content))
                (numbers(text, content))
            }
            section #clauses aria-labelledby="clauses-h" {
                h2 #clauses-h { (t!(text, "plan-what-offered")) }
                ol.clauses { @for item in &content.clauses { (clause(text, content, (item, None))) } }
            }
        }
    }
}

/// Both edges, one for each parent: solid once that parent has agreed.
fn seal(text: &Text, content: &Content) -> Markup {
    let edge = |side: Side| content.agreed[side.index()].is_none().then_some("open");
    let both = content.agreed.iter().all(Option::is_some);
    html! {
        div class="held plan-seal" data-a=[edge(Side::A)] data-b=[edge(Side::B)] {
            p {
                @if both { (t!(text, "plan-both-agreed")) }
                @else if content.is_for_parents() { (t!(text, "plan-not-both")) }
                @else { (t!(text, "plan-guest-not-both")) }
            }
            div.keys {
                @for (person, agreed) in content.people.iter().zip(&content.agreed) {
                    p {
                        b { (person.name) }
                        @match agreed {
                            Some((at, entry)) => {
                                (date_with_year(text, at.date())) ", " (clock(text, at.time()))
                                @if content.is_for_parents() { br; a href=(paths::RECORD) { (t!(text, "plan-entry", number = *entry)) } }
                            }
                            None => (t!(text, "plan-no-answer")),
                        }
                    }
                }
            }
        }
    }
}

/// Twelve months at a glance; the days of one clause can be shown alone.
pub(super) fn the_year(text: &Text, content: &Content) -> Markup {
    let agreed = matches!(content.standing, Standing::Agreed { .. });
    let all = content.facts.as_ref();
    let link = all.map(|facts| move |month: Date| facts.month_path(month));
    let around = Around {
        section: Some("year"),
        month: link.as_ref().map(|link| link as &dyn Fn(Date) -> String),
    };
    html! {
        @if let Some(of) = &content.year {
            section.stack-tight #year aria-labelledby="year-h" {
                div.section-head { h2 #year-h { (heading(text, of)) } }
                @if agreed && of.first > content.today { p.small.muted { (t!(text, "year-ahead", day = date_with_year(text, of.first))) } }
                (year(text, of, around))
                @if let Some(found) = all { (facts::below_year(text, found, of)) }
            }
        }
        @if let Some(found) = all { (facts::open_month(text, found)) }
    }
}

/// A clause; with a frame, what each parent says to it while the plan is offered.
fn clause(text: &Text, content: &Content, (item, frame): (&Item, Option<&Frame<'_>>)) -> Markup {
    html! {
        li.clause id={ "clause-" (item.number) } {
            span.clause-n aria-hidden="true" { (item.number) }
            h3 {
                span.vh { (t!(text, "clause", number = item.number)) ": " }
                span lang=[item.title.foreign] { (item.title.said) }
            }
            p.plan-words lang=[item.sentence.foreign] { (item.sentence.said) }
            p.clause-meta {
                @for part in terms(text, content, item) { span { (part) } }
                @if let Some(shown) = shown_alone(content, (item, frame)) { a.no-print href=(shown) { (t!(text, "year-show-clause")) } }
            }
            @if let Some(frame) = frame { (marks::below(text, content, item.number, frame)) (talk::below(text, content, item.number)) }
        }
    }
}

/// Where the year shows the days of a clause alone, on a page that has one.
fn shown_alone(content: &Content, (item, frame): (&Item, Option<&Frame<'_>>)) -> Option<String> {
    let year = content.year.as_ref().filter(|_| frame.is_some())?;
    only(year, item.number)
}

/// For whom and when a clause holds, in parts.
fn terms(text: &Text, content: &Content, item: &Item) -> Vec<Markup> {
    let whom = if item.kids.len() == content.kids.len() && content.kids.len() > 1 {
        t!(text, "plan-all-children").into_owned()
    } else {
        moves::names(text, &content.kids, &item.kids)
    };
    let mut parts = vec![html! { (whom) }];
    parts.extend(item.terms.parts(text));
    parts
}

fn nights(text: &Text, content: &Content) -> Markup {
    let (from, to) = content.measured;
    let (first, last) = (date_from(text, from, to), date_with_year(text, to));
    html! {
        section #weeks aria-labelledby="weeks-h" {
            h2 #weeks-h {
                @if from == content.today { (t!(text, "plan-nights")) } @else { (t!(text, "plan-nights-first")) }
            }
            p.tiny {
                @if content.is_alone() { (t!(text, "plan-measured-alone", from = first, to = last)) }
                @else if content.swaps { (t!(text, "plan-measured", from = first, to = last)) }
                @else { (t!(text, "plan-measured-days", from = first, to = last)) }
            }
            @for numbers in &content.numbers { (share(text, content, numbers)) }
        }
    }
}

fn share(text: &Text, content: &Content, numbers: &Numbers) -> Markup {
    let Some(kid) = content.kids.all().get(numbers.kid) else {
        return html! {};
    };
    let width = |side: Side| format!("{:.2}%", numbers.share.get(side) * 100.0);
    let b_from = format!("{:.2}%", (1.0 - numbers.share.get(Side::B)) * 100.0);
    html! {
        div.share {
            p.share-who { (face_small(kid.face)) (kid.name) }
            svg.bar aria-hidden="true" {
                rect.bar-bed width="100%" height="100%" {}
                rect.band-a width=(width(Side::A)) height="100%" {}
                rect fill="url(#ribs)" x=(b_from) width=(width(Side::B)) height="100%" {}
                line.band-gap x1=(b_from) x2=(b_from) y1="0" y2="100%" {}
            }
            p.share-n {
                @for side in Side::BOTH {
                    span {
                        (side_letter(&content.people[side.index()]))
                        span.vh { (content.name(side)) " " }
                        b { (numbers.nights.get(side)) } ", " (percent(text, *numbers.share.get(side)))
                    }
                }
            }
        }
    }
}

fn numbers(text: &Text, content: &Content) -> Markup {
    html! {
        section aria-labelledby="stays-h" {
            h2 #stays-h { (t!(text, "plan-numbers")) }
            div.scroll tabindex="0" role="region" aria-label=(t!(text, "plan-numbers-caption")) {
                table.numbers {
                    caption.vh { (t!(text, "plan-numbers-caption")) }
                    thead {
                        tr {
                            td {} td {}
                            th scope="colgroup" colspan="2" { (t!(text, "plan-longest")) }
                        }
                        tr {
                            th scope="col" { (t!(text, "plan-child")) }
                            th scope="col" { (t!(text, "plan-handovers")) }
                            @for person in &content.people { th scope="col" { (person.name) } }
                        }
                    }
                    tbody {
                        @for numbers in &content.numbers {
                            tr {
                                th scope="row" { (moves::names(text, &content.kids, &[numbers.kid])) }
                                td { (numbers.handovers) }
                                @for side in Side::BOTH { td { (numbers.longest.get(side)) } }
                            }
                        }
                    }
                }
            }
            @if content.kids.len() > 1 {
                p class="small muted month-foot" {
                    (t!(text, "plan-together", a = content.name(Side::A), nights_a = *content.together.get(Side::A),
                        b = content.name(Side::B), nights_b = *content.together.get(Side::B)))
                }
            }
            p class="tiny month-foot" { (t!(text, "plan-numbers-note")) }
        }
    }
}
