//! The page of a draft, drawn.
//!
//! May touch: the view it is given.

use family::{DraftId, Name};
use jiff::civil::Date;
use maud::{Markup, html};

use super::checks_markup::{Places, checks};
use super::law_markup::standards;
use super::measured_markup::{Whose, measured};
use super::month;
use super::view::{Body, Follows, Seen, View};
use crate::page::{
    Field, Frame, Icon, Note, error_summary, icon_small, note, page, paths, sheet, token_field,
};
use crate::studio::desk::{self, Page, path};
use crate::studio::questions::Step;
use crate::studio::year::markup::{Around, heading, months, year};
use crate::swap::words::succession;
use crate::text::{Text, date_with_year, day_and_clock, t};

/// The page.
pub fn draft_page(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (view.draft.name) }
                    p.kicker { (state(text, view)) }
                }
            }
            (desk::pages(text, &view.draft, Page::See))
            (wrong(text, view))
            @match &view.body {
                Body::Unanswered { open } => (unanswered(text, &view.draft.id, open)),
                Body::Unsound { problems } => (unsound(text, &view.draft.id, *problems)),
                Body::Far => (note(Note::Plain, html! { p { (t!(text, "see-far")) } })),
                Body::Seen(seen) => (with_plan(text, view, seen)),
            }
            (manage(frame, view))
        },
    )
}

/// How it stands, in a sentence or two.
fn state(text: &Text, view: &View) -> Markup {
    html! {
        @match &view.body {
            Body::Unanswered { .. } => (t!(text, "see-state-unanswered")),
            Body::Unsound { .. } => (t!(text, "see-state-unsound")),
            Body::Far | Body::Seen(_) => (t!(text, "see-state", name = view.other.as_str())),
        }
        @if let Some(kept) = view.kept { " " (t!(text, "see-kept", at = day_and_clock(text, kept))) }
    }
}

fn wrong(text: &Text, view: &View) -> Markup {
    html! {
        @if let Some((_, why)) = &view.wrong { (error_summary(text, &t!(text, "see-not-kept"), &[("name", why.as_str())])) }
        @if let Some(refused) = &view.refused { div role="alert" { (note(Note::Stop, html! { p { (refused) } })) } }
    }
}

fn unanswered(text: &Text, id: &DraftId, open: &[Step]) -> Markup {
    let first = open.first().copied().unwrap_or(Step::People);
    let question = |step: Step| path(id, &format!("/questions?step={}", step.tag()));
    html! {
        div class="card stack-tight" {
            h2 { (t!(text, "see-unanswered")) }
            p { (t!(text, "see-unanswered-what")) }
            ul.rows {
                @for step in open {
                    li {
                        a.quiet-row href=(question(*step)) {
                            span { (step.title(text)) @if step.is_needed() { " " span.muted { "(" (t!(text, "see-needed")) ")" } } }
                            (icon_small(Icon::Next))
                        }
                    }
                }
            }
            div.btn-row { a.btn data-kind="main" href=(question(first)) { (t!(text, "see-open-questions")) } }
        }
    }
}

fn unsound(text: &Text, id: &DraftId, problems: usize) -> Markup {
    html! {
        div class="card stack-tight" {
            h2 { (t!(text, "see-unsound")) }
            p { (t!(text, "see-unsound-what", n = problems)) }
            div.btn-row { a.btn data-kind="main" href=(path(id, "/text")) { (t!(text, "see-open-text")) } }
        }
    }
}

fn with_plan(text: &Text, view: &View, seen: &Seen) -> Markup {
    let id = &view.draft.id;
    let whose = Whose {
        people: &seen.cast.parents,
        kids: &seen.kids,
    };
    let clause = |number: u16| path(id, &format!("/clauses?clause={number}"));
    let day = |day: Date| day_path(id, day);
    let section = |section: &str| path(id, &format!("/library?section={section}"));
    let places = Places {
        clause: &clause,
        day: &day,
        section: Some(&section),
    };
    html! {
        div class="plan-first stack" {
            (standing(text, seen))
            (ways(text, view, seen))
        }
        nav class="segments plan-jump no-print" aria-label=(t!(text, "plan-on-page")) {
            a href="#year" { (t!(text, "see-jump-year")) }
            a href="#nights" { (t!(text, "plan-nights-short")) }
            a href="#right" { (t!(text, "see-jump-right")) }
            a href="#law" { (t!(text, "see-jump-law")) }
        }
        div.plan-grid {
            div class="plan-left stack" {
                (the_year(text, id, seen))
                @if let Some(month) = &seen.month { (month::markup(text, month, &day, &clause)) }
                (measured(text, whose, &seen.measured))
            }
            div.stack {
                (checks(text, (&seen.checks, &seen.cast, &seen.kids), places))
                (standards(text, whose, &seen.law))
            }
        }
    }
}

/// From when it would hold, and what stands in the way.
fn standing(text: &Text, seen: &Seen) -> Markup {
    html! {
        p.muted {
            (seen.title) ". " (t!(text, "see-clauses", n = seen.clauses)) " "
            @if let Follows::From(from) = &seen.follows { (t!(text, "see-from", day = date_with_year(text, *from))) }
        }
        @if let Follows::Not(why) = &seen.follows {
            (note(Note::Ask, html! { p { (t!(text, "see-cannot-follow", why = succession(text, why))) } }))
        }
        @if !(seen.checks.clashes.is_empty() && seen.checks.gaps.is_empty()) {
            (note(Note::Ask, html! {
                p { (t!(text, "see-nobodys", clashes = seen.checks.clashes.len(), gaps = seen.checks.gaps.len())) }
                p { a href="#right" { (t!(text, "see-nobodys-where")) } }
            }))
        }
    }
}

/// What to do next, beside the pages of the draft above.
fn ways(text: &Text, view: &View, seen: &Seen) -> Markup {
    let id = &view.draft.id;
    let ready = seen.checks.is_sound() && matches!(seen.follows, Follows::From(_));
    html! {
        div.btn-row {
            a.btn data-kind=[ready.then_some("main")] href=(path(id, "/offer")) { (t!(text, "see-offer", name = view.other.as_str())) }
            @if view.agreed { a.btn data-kind="quiet" href=(compare_path(id)) { (icon_small(Icon::Two)) (t!(text, "see-compare")) } }
            a.btn data-kind="quiet" href=(path(id, "/paper")) { (icon_small(Icon::Print)) (t!(text, "see-paper")) }
        }
    }
}

/// Beside the plan in force.
fn compare_path(id: &DraftId) -> String {
    format!("{}?a=agreed&b={id}", paths::COMPARE)
}

fn month_path(id: &DraftId, month: Date) -> String {
    let (year, month) = (month.year(), month.month());
    path(id, &format!("?month={year:04}-{month:02}#month"))
}

fn day_path(id: &DraftId, day: Date) -> String {
    let (year, month) = (day.year(), day.month());
    path(id, &format!("?month={year:04}-{month:02}&day={day}#month"))
}

fn the_year(text: &Text, id: &DraftId, seen: &Seen) -> Markup {
    let link = |month: Date| month_path(id, month);
    let around = Around {
        section: Some("year"),
        month: Some(&link),
    };
    let current = seen.month.as_ref().map(|month| month.first);
    html! {
        section.stack-tight #year aria-labelledby="year-h" {
            div.section-head { h2 #year-h { (heading(text, &seen.year)) } }
            (year(text, &seen.year, around))
            (months(text, &seen.year, current, &link))
        }
    }
}

/// Another name, and the end of the draft.
fn manage(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    let action = path(&view.draft.id, "");
    let typed = view
        .wrong
        .as_ref()
        .map_or_else(|| view.draft.name.to_string(), |(typed, _)| typed.clone());
    let why = view.wrong.as_ref().map(|(_, why)| why.as_str());
    let hint = t!(text, "see-name-hint", n = Name::MAX_CHARS);
    html! {
        section class="stack-tight no-print plan-versions" aria-labelledby="manage-h" {
            h2 #manage-h { (t!(text, "see-manage")) }
            form.form method="post" action=(action) novalidate {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                (Field::new("name", &t!(text, "see-name")).hint(&hint).wrong(why).input("text", "off", &typed))
                div.btn-row {
                    button.btn { (t!(text, "see-rename")) }
                    button.btn type="button" data-kind="quiet" popovertarget="end" { (t!(text, "see-end")) }
                }
            }
            (end_sheet(frame, (&view.draft.id, &view.command), "end"))
        }
    }
}

/// Asks once more before a draft ends.
pub(crate) fn end_sheet(
    frame: &Frame<'_>,
    (id, command): (&DraftId, &str),
    popover: &str,
) -> Markup {
    let text = frame.text;
    let inside = html! {
        p { (t!(text, "see-end-what")) }
        form.btn-row method="post" action=(path(id, "")) {
            (token_field(frame.token))
            input type="hidden" name="command" value=(command);
            button.btn data-kind="stop" name="end" value="1" { (t!(text, "see-end-now")) }
            button.btn type="button" popovertarget=(popover) popovertargetaction="hide" { (t!(text, "see-end-not")) }
        }
    };
    sheet(text, popover, &t!(text, "see-end-sure"), &inside)
}
