//! Today as HTML.
//!
//! May touch: its arguments.

use jiff::civil::DateTime;
use maud::{Markup, html};
use plan::Side;

use super::view::{Body, Content, Force, Home, OfferedPlan, Other, View};
use crate::calendar::beside;
use crate::calendar::days::Holder;
use crate::calendar::markup::{Table, legend};
use crate::calendar::moves::{self, Move, basis_ref};
use crate::calendar::panel_markup::{disagreement, headline};
use crate::calendar::scene::{Ask, Basis};
use crate::care;
use crate::door::INVITATION;
use crate::offers::{CHOOSE, handover_path};
use crate::page::{
    Frame, Icon, Note, empty, face, icon, icon_small, note, page, paths, side_letter,
    side_letter_large, side_tag,
};
use crate::text::{
    Text, clock, date_long, date_short, date_with_year, day_and_clock, in_duration, on_day, t,
    with_capital,
};

/// The page of Today.
pub fn render(text: &Text, view: &View, frame: &Frame<'_>) -> Markup {
    let main = html! {
        header.page-head {
            h1 { (with_capital(&date_long(text, view.now.date()))) }
            p.kicker {
                time datetime=(stamp(view.now)) { (clock(text, view.now.time())) }
                " · " (t!(text, "today-you", name = view.me().name.as_str()))
            }
        }
        @match &view.body {
            Body::NoPlan(offered) => div.stack {
                (joining(text, view))
                (plans(text, view, offered))
                (no_plan(text, offered))
            },
            Body::Plan(content) => (with_plan(frame, view, content)),
        }
    };
    page(frame, main)
}

fn stamp(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

fn no_plan(text: &Text, offered: &[OfferedPlan]) -> Markup {
    empty(
        &t!(text, "today-no-plan-title"),
        html! {
            p { (t!(text, "today-no-plan")) }
            @if let Some(plan) = offered.first() {
                a.btn href=(paths::proposal(&plan.id)) { (t!(text, "today-open-offer")) }
            } @else {
                a.btn href=(paths::RHYTHM) { (t!(text, "rhythm-open")) }
            }
        },
    )
}

/// Plans that are put forward: those that wait for the reader, then those that wait for the other.
fn plans(text: &Text, view: &View, offered: &[OfferedPlan]) -> Markup {
    let (mine, theirs): (Vec<&OfferedPlan>, Vec<&OfferedPlan>) =
        offered.iter().partition(|plan| plan.by != view.viewer);
    html! {
        @if !mine.is_empty() {
            section.stack-tight aria-labelledby="asks-h" {
                h2 #asks-h { (t!(text, "today-asks")) " " span.count { (mine.len()) } }
                ul.stack-tight { @for plan in mine { li { (plan_ask(text, view, plan)) } } }
            }
        }
        @if !theirs.is_empty() { ul.rows { @for plan in theirs { li { (waits_for_other(text, view, &plan.id, &plan.title)) } } } }
    }
}

fn plan_ask(text: &Text, view: &View, plan: &OfferedPlan) -> Markup {
    html! {
        a.ask href=(paths::proposal(&plan.id)) {
            (icon(Icon::Plan))
            strong { (plan.title) }
            p { span.by { (view.them().name) } " " (t!(text, "today-asked", at = day_and_clock(text, plan.at))) }
            (icon(Icon::Next))
        }
    }
}

fn waits_for_other(text: &Text, view: &View, id: &str, what: &str) -> Markup {
    html! {
        a.quiet-row href=(paths::proposal(id)) {
            (icon(Icon::Pause))
            span { (t!(text, "today-waits-other", name = view.them().name.as_str(), what = what)) }
            (icon_small(Icon::Next))
        }
    }
}

fn joining(text: &Text, view: &View) -> Markup {
    match view.other {
        Other::Joined => html! {},
        Other::Invited => note(
            Note::Plain,
            html! {
                p { strong { (t!(text, "today-not-joined", name = view.them().name.as_str())) } " " (t!(text, "today-alone")) }
                p { a href=(INVITATION) { (t!(text, "invite-title", other = view.them().name.as_str())) } }
            },
        ),
    }
}

fn with_plan(frame: &Frame<'_>, view: &View, content: &Content) -> Markup {
    let text = frame.text;
    html! {
        div.today-grid {
            section.t-where.stack-tight aria-labelledby="where-h" {
                h2.vh #where-h { (t!(text, "today-where")) }
                (joining(text, view))
                (force(text, content))
                div.where { @for side in Side::BOTH { (home(text, view, content, side)) } }
                (beside::lines(text, &view.people, &content.kids, &content.trips))
                @if let Some(said) = &content.free { p.small { (said) " " a href=(paths::CALLS) { (t!(text, "calls-title")) } } }
                @for (holder, places) in &content.nobody { (nobody(text, content, *holder, places)) }
                @for item in &content.disagreements { (disagreement(text, &view.people, &content.kids, item)) }
                (care::day_markup::due(frame, view, content))
            }
            (next(text, view, content))
            (asks(text, view, content))
            section.t-week aria-labelledby="week-h" {
                div.section-head {
                    h2 #week-h { @if content.weeks.len() > 1 { (t!(text, "today-weeks")) } @else { (t!(text, "today-week")) } }
                    a href=(paths::CALLS) { (t!(text, "calls-title")) }
                    a href=(paths::CARE) { (t!(text, "care-title")) }
                    a href=(paths::CALENDAR) { (t!(text, "open-calendar")) }
                }
                (week(text, view, content))
                (legend(text, &view.people, &content.weeks))
            }
        }
    }
}

fn force(text: &Text, content: &Content) -> Markup {
    let said = match content.force {
        Force::Now => return html! {},
        Force::From(from) => t!(text, "today-begins", day = date_with_year(text, from)),
        Force::Ended(until) => t!(
            text,
            "today-ended",
            day = date_with_year(text, until.yesterday().unwrap_or(until))
        ),
    };
    note(Note::Plain, html! { p { (said) } })
}

fn home(text: &Text, view: &View, content: &Content, side: Side) -> Markup {
    let person = &view.people[side.index()];
    let home = &content.homes[side.index()];
    let with = with_capital(&t!(text, "say-with", name = person.name.as_str()));
    html! {
        div.where-side data-side=(side_tag(side)) {
            @match side {
                Side::A => h3 { (side_letter(person)) (with) },
                Side::B => h3 { (with) (side_letter(person)) },
            }
            @if home.stays.is_empty() { (nobody_home(text, view, home)) }
            @else { (children(text, view, content, home)) }
        }
    }
}

fn nobody_home(text: &Text, view: &View, home: &Home) -> Markup {
    html! {
        p.where-empty { (t!(text, "today-none-here")) }
        @if let Some(at) = home.next_arrival {
            p.where-until { (t!(text, "today-from")) " " time datetime=(stamp(at)) { (on_day(text, at, view.now.date())) } }
        }
    }
}

fn children(text: &Text, view: &View, content: &Content, home: &Home) -> Markup {
    let mut here: Vec<usize> = home
        .stays
        .iter()
        .flat_map(|(places, _)| places.iter().copied())
        .collect();
    here.sort_unstable();
    let today = view.now.date();
    html! {
        ul.kids {
            @for kid in here.iter().filter_map(|place| content.kids.all().get(*place)) {
                li.kid { (face(kid.face)) b { (kid.name) } span.age { (kid.age_on(today)) } }
            }
        }
        @match home.stays.as_slice() {
            [(_, until)] => @if let Some(at) = until { p.where-until { (until_words(text, view, *at)) } },
            several => div.where-until {
                @for (places, until) in several {
                    p.where-group {
                        (moves::names(text, &content.kids, places))
                        @if let Some(at) = until { " " (until_words(text, view, *at)) }
                    }
                }
            },
        }
    }
}

fn until_words(text: &Text, view: &View, at: DateTime) -> Markup {
    html! { (t!(text, "today-until")) " " time datetime=(stamp(at)) { (on_day(text, at, view.now.date())) } }
}

fn nobody(text: &Text, content: &Content, holder: Holder, places: &[usize]) -> Markup {
    let kids = moves::names(text, &content.kids, places);
    match holder {
        // Clashes are said in full beside this; a plan that is not in force is said above.
        Holder::With(_) | Holder::Clash => html! {},
        Holder::Silent => note(
            Note::Plain,
            html! { p { (t!(text, "today-silent", kids = kids, n = places.len())) } },
        ),
        Holder::Outside => match content.force {
            Force::Now => note(
                Note::Plain,
                html! { p { (t!(text, "today-outside", kids = kids, n = places.len())) } },
            ),
            Force::From(_) | Force::Ended(_) => html! {},
        },
    }
}

fn next(text: &Text, view: &View, content: &Content) -> Markup {
    let Some(first) = content.next.first() else {
        return html! {
            section class="t-next card next" aria-labelledby="next-h" {
                h2 #next-h { (t!(text, "today-next")) }
                p.muted { (t!(text, "today-no-next")) }
                a.btn href=(paths::CALENDAR) { (t!(text, "open-calendar")) }
            }
        };
    };
    html! {
        section class="t-next card next" aria-labelledby="next-h" {
            h2 #next-h { (t!(text, "today-next")) }
            p.next-time {
                time datetime=(stamp(first.at)) { (crate::text::clock_short(text, first.at.time())) }
                span { (day_words(text, view, first.at)) br; (in_duration(text, content.ahead)) }
            }
            @for step in &content.next { (route(text, view, content, step)) (facts(text, view, content, step)) }
            div.btn-even {
                a.btn data-kind="main" href=(paths::propose_on(first.at.date())) { (t!(text, "propose-change")) }
                a.btn href=(handover_path(first.to, first.at)) { (t!(text, "propose-handover")) }
                a.btn href=(CHOOSE) { (t!(text, "propose-other")) }
            }
            @if !content.after.is_empty() {
                div {
                    h3.vh { (t!(text, "today-after")) }
                    ul.rows { @for step in &content.after { (after(text, view, content, step)) } }
                }
            }
        }
    }
}

/// `today, Wednesday 14 October`: the word first, the date always.
fn day_words(text: &Text, view: &View, at: DateTime) -> String {
    let date = date_long(text, at.date());
    match (at.date() - view.now.date()).get_days() {
        0 => t!(text, "today-word", date = date),
        1 => t!(text, "tomorrow-word", date = date),
        _ => date,
    }
}

fn route(text: &Text, view: &View, content: &Content, step: &Move) -> Markup {
    let [from, to] = [step.from, step.to].map(|side| &view.people[side.index()]);
    html! {
        div.route {
            (side_letter_large(from)) span.route-line {}
            span.kids {
                @for kid in step.kids.iter().filter_map(|place| content.kids.all().get(*place)) {
                    span.kid { (face(kid.face)) b.small { (kid.name) } }
                }
            }
            span.route-line data-end {} (side_letter_large(to))
            span.vh { (t!(text, "today-goes", n = step.kids.len(), kids = moves::names(text, &content.kids, &step.kids), from = from.name.as_str(), to = to.name.as_str())) }
        }
    }
}

fn facts(text: &Text, view: &View, content: &Content, step: &Move) -> Markup {
    let brings = moves::brings(text, &view.people, &content.kids, step);
    html! {
        dl.facts {
            @if let Some(said) = brings { (fact(Icon::Walk, &t!(text, "fact-who"), &html! { (said) })) }
            @if let Some(place) = &step.place { (fact(Icon::Pin, &t!(text, "fact-where"), &html! { (place) })) }
            @if let Some(bag) = &step.bag { (fact(Icon::Bag, &t!(text, "fact-bag"), &html! { (bag) })) }
            @if !step.bases.is_empty() {
                (fact(Icon::Plan, &t!(text, "fact-why"), &html! {
                    @for (n, basis) in step.bases.iter().enumerate() {
                        @if n > 0 { br; }
                        (basis_ref(text, basis)) " "
                        @match basis {
                            Basis::Clause { title, .. } => span lang=[title.foreign] { (title.said) },
                            Basis::Swap { .. } => (t!(text, "agreed-swap-words")),
                        }
                    }
                }))
            }
        }
    }
}

fn fact(sign: Icon, name: &str, said: &Markup) -> Markup {
    html! { div { dt { (icon(sign)) span.vh { (name) } } dd { (said) } } }
}

fn after(text: &Text, view: &View, content: &Content, step: &Move) -> Markup {
    let to = &view.people[step.to.index()];
    html! {
        li.after {
            time datetime=(stamp(step.at)) { (with_capital(&on_day(text, step.at, view.now.date()))) }
            p {
                (t!(text, "move-to", kids = moves::names(text, &content.kids, &step.kids), name = to.name.as_str()))
                @if let Some(place) = &step.place { ", " (place) } "."
            }
        }
    }
}

fn asks(text: &Text, view: &View, content: &Content) -> Markup {
    let (mine, theirs): (Vec<&Ask>, Vec<&Ask>) =
        content.asks.iter().partition(|ask| ask.by != view.viewer);
    let (my_plans, their_plans): (Vec<&OfferedPlan>, Vec<&OfferedPlan>) = content
        .offered
        .iter()
        .partition(|plan| plan.by != view.viewer);
    let count = mine.len() + my_plans.len();
    html! {
        section.t-asks aria-labelledby="asks-h" {
            div.section-head { h2 #asks-h {
                (t!(text, "today-asks"))
                @if count > 0 { span.count { (count) } }
            } }
            @if count == 0 { (nothing_waits(text, view, content)) }
            @else {
                ul.stack-tight {
                    @for item in &mine { li { (ask(text, view, content, item)) } }
                    @for plan in &my_plans { li { (plan_ask(text, view, plan)) } }
                }
            }
            @if !(theirs.is_empty() && their_plans.is_empty()) {
                ul.rows {
                    @for item in &theirs {
                        li { (waits_for_other(text, view, &item.id, &headline(text, &view.people, &content.kids, item))) }
                    }
                    @for plan in &their_plans { li { (waits_for_other(text, view, &plan.id, &plan.title)) } }
                }
            }
        }
    }
}

fn ask(text: &Text, view: &View, content: &Content, ask: &Ask) -> Markup {
    let by = &view.people[ask.by.index()];
    html! {
        a.ask href=(paths::proposal(&ask.id)) {
            (icon(Icon::Swap))
            strong { (with_capital(&headline(text, &view.people, &content.kids, ask))) }
            p {
                span.by { (by.name) } " " (t!(text, "today-asked", at = day_and_clock(text, ask.asked_at)))
                " " (t!(text, "ask-plan-stays"))
            }
            (icon(Icon::Next))
        }
    }
}

fn nothing_waits(text: &Text, view: &View, content: &Content) -> Markup {
    html! {
        p.muted {
            (t!(text, "today-nothing-waits", name = view.them().name.as_str()))
            @if let Some(step) = content.next.first() {
                " " (t!(text, "today-next-is", at = day_and_clock(text, step.at)))
            }
        }
    }
}

fn week(text: &Text, view: &View, content: &Content) -> Markup {
    let mut days = content.weeks.iter().flat_map(|week| &week.days);
    let span = days
        .next()
        .zip(days.next_back())
        .map_or_else(String::new, |(first, last)| {
            t!(
                text,
                "today-week-span",
                from = date_long(text, first.date),
                to = format!("{} {}", date_short(text, last.date), last.date.year())
            )
        });
    let caption = t!(text, "calendar-caption", span = span);
    let table = Table {
        text,
        people: &view.people,
        kids: &content.kids,
        today: view.now.date(),
        picked: None,
        caption: &caption,
        href: &paths::day,
    };
    table.render(&content.weeks)
}
