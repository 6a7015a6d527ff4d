//! The rhythm of calls, drawn: a picture with its sentence and its table for each child, and what the
//! reader alone is told.
//!
//! May touch: the view it is given.

use family::{CallTally, CallWish};
use maud::{Markup, html};
use plan::Side;

use super::WISH;
use super::draw;
use super::handler::{AS_IT_IS, MORE};
use super::nudge::Own;
use super::view::{Asked, Look, Picture, RhythmView, Week};
use crate::page::{Note, face_small, note, side_letter, token_field};
use crate::text::{Text, date_long, date_short, date_with_year, t};

/// The section, with the id `rhythm`.
pub fn section(text: &Text, view: &RhythmView, own: &Own<'_>) -> Markup {
    html! {
        section #rhythm .stack-tight aria-labelledby="rhythm-h" {
            h2 #rhythm-h { (t!(text, "call-rhythm-title")) }
            @if let Some(said) = &own.said { (note(Note::Plain, html! { p { (said) } })) }
            p.muted { (t!(text, "call-rhythm-lead", from = date_long(text, view.first), last = date_with_year(text, view.last))) }
            (filter(text, view))
            @if view.pictures.is_empty() { p { (t!(text, "call-rhythm-none")) } }
            @else {
                (legend(text, view))
                div.call-pictures { @for one in &view.pictures { (picture(text, view, one)) } }
                p.small.muted { (t!(text, "call-rhythm-how", minutes = family::CALL_KEPT_WITHIN_MINUTES, hours = family::CALL_MOVED_WITHIN_HOURS)) }
            }
            (weeks(text, view))
            (wish(text, view, own))
        }
    }
}

/// All children, or one of them. Nothing where there is one child.
fn filter(text: &Text, view: &RhythmView) -> Markup {
    let kids = &view.cast.kids;
    if kids.len() < 2 {
        return html! {};
    }
    let chosen = view.asked.child.as_ref();
    let here = |is: bool| is.then_some("true");
    let path = |child| {
        let week = view.asked.week;
        Asked { child, week }.path()
    };
    html! {
        nav.segments aria-label=(t!(text, "call-rhythm-children")) {
            a href=(path(None)) aria-current=[here(chosen.is_none())] { (t!(text, "call-rhythm-all")) }
            @for kid in kids {
                a href=(path(Some(kid.id.clone()))) aria-current=[here(chosen == Some(&kid.id))] { (kid.name) }
            }
        }
    }
}

fn weeks(text: &Text, view: &RhythmView) -> Markup {
    let path = |week| {
        let child = view.asked.child.clone();
        Asked { child, week }.path()
    };
    html! {
        @if view.earlier.is_some() || view.later.is_some() {
            nav.btn-row aria-label=(t!(text, "call-rhythm-weeks")) {
                @if let Some(week) = view.earlier {
                    a.btn data-kind="quiet" rel="prev" href=(path(Some(week))) { (t!(text, "call-rhythm-earlier")) }
                }
                @if let Some(week) = view.later {
                    a.btn data-kind="quiet" rel="next" href=(path(Some(week))) { (t!(text, "call-rhythm-later")) }
                }
            }
        }
    }
}

fn legend(text: &Text, view: &RhythmView) -> Markup {
    let [a, b] = &view.cast.parents;
    html! {
        ul.legend aria-label=(t!(text, "legend")) {
            @for look in Look::ALL { li { (draw::sample(look)) (look_words(text, look)) } }
            li { span.swatch data-side="a" {} (t!(text, "legend-smooth", letter = a.letter.to_string(), name = a.name.as_str())) }
            li { span.swatch data-side="b" {} (t!(text, "legend-ribbed", letter = b.letter.to_string(), name = b.name.as_str())) }
        }
    }
}

fn look_words(text: &Text, look: Look) -> std::borrow::Cow<'_, str> {
    match look {
        Look::Kept => t!(text, "call-rhythm-kept"),
        Look::Moved => t!(text, "call-rhythm-moved"),
        Look::NotHeld => t!(text, "call-rhythm-not-held"),
        Look::Open => t!(text, "call-rhythm-open"),
        Look::Extra => t!(text, "call-rhythm-extra"),
    }
}

fn picture(text: &Text, view: &RhythmView, picture: &Picture) -> Markup {
    let Some(kid) = view.cast.kids.iter().find(|kid| kid.id == picture.child) else {
        return html! {};
    };
    let caption = t!(text, "call-rhythm-table", child = kid.name.as_str());
    html! {
        figure.stack-tight {
            h3 { (face_small(kid.face)) " " (kid.name) }
            (draw::picture(text, &view.cast.parents, picture))
            figcaption.small { (sentence(text, picture.tally)) }
            details {
                summary { (t!(text, "call-rhythm-in-numbers")) span.vh { ", " (kid.name) } }
                div.scroll tabindex="0" role="region" aria-label=(caption) {
                    table.numbers {
                        caption.vh { (caption) }
                        (head(text))
                        tbody { @for week in &picture.weeks { (rows(text, view, week)) } }
                        tfoot { tr { th scope="row" { (t!(text, "call-rhythm-together")) } td {} (cells(picture.tally)) } }
                    }
                }
            }
        }
    }
}

/// The picture in words.
fn sentence(text: &Text, tally: CallTally) -> String {
    let mut said = if tally.planned == 0 {
        t!(text, "call-rhythm-said-none").into_owned()
    } else {
        t!(
            text,
            "call-rhythm-said",
            planned = tally.planned,
            kept = tally.kept,
            moved = tally.moved,
            not = tally.not_held,
            open = tally.open
        )
    };
    said.push(' ');
    said.push_str(&t!(
        text,
        "call-rhythm-said-more",
        extra = tally.extra,
        minutes = tally.minutes
    ));
    said
}

fn head(text: &Text) -> Markup {
    html! {
        thead { tr {
            th scope="col" { (t!(text, "call-rhythm-week")) }
            th scope="col" { (t!(text, "call-rhythm-with")) }
            th scope="col" { (t!(text, "call-rhythm-planned")) }
            th scope="col" { (t!(text, "call-rhythm-kept")) }
            th scope="col" { (t!(text, "call-rhythm-moved")) }
            th scope="col" { (t!(text, "call-rhythm-not-held")) }
            th scope="col" { (t!(text, "call-rhythm-open")) }
            th scope="col" { (t!(text, "call-rhythm-extra")) }
            th scope="col" { (t!(text, "call-rhythm-minutes")) }
        } }
    }
}

fn rows(text: &Text, view: &RhythmView, week: &Week) -> Markup {
    html! {
        @for row in &week.rows {
            @let parent = view.cast.parent(row.parent);
            tr {
                th scope="row" { (date_short(text, week.monday)) }
                td { (side_letter(parent)) " " (parent.name) }
                (cells(row.tally))
            }
        }
    }
}

fn cells(tally: CallTally) -> Markup {
    let counts = [
        tally.planned,
        tally.kept,
        tally.moved,
        tally.not_held,
        tally.open,
        tally.extra,
        tally.minutes,
    ];
    html! { @for count in counts { td { (count) } } }
}

/// The reader's own wish. The other parent's page has the same form, whatever was chosen here.
fn wish(text: &Text, view: &RhythmView, own: &Own<'_>) -> Markup {
    let (now, value, button) = match own.wish {
        CallWish::AsItIs => (
            t!(text, "call-rhythm-wish-off"),
            MORE,
            t!(text, "call-rhythm-wish-more"),
        ),
        CallWish::More => (
            t!(text, "call-rhythm-wish-on"),
            AS_IT_IS,
            t!(text, "call-rhythm-wish-stop"),
        ),
    };
    let other = view.cast.parent(other_side(view));
    html! {
        details {
            summary { (t!(text, "call-rhythm-wish")) }
            form.stack-tight method="post" action=(WISH) {
                (token_field(own.token))
                p { (now) }
                p.hint { (t!(text, "call-rhythm-wish-own", name = other.name.as_str())) }
                button.btn name="wish" value=(value) { (button) }
            }
        }
    }
}

fn other_side(view: &RhythmView) -> Side {
    view.cast.viewer.other()
}
