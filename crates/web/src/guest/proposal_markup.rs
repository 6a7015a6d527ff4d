//! One proposal, for a professional who was let in to it: everything that was offered and answered
//! in it, and nothing to press.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use crate::by_link::words::came;
use crate::offers::markup as offers;
use crate::page::{Frame, Icon, icon_small, page, paths};
use crate::swap::change_markup::{Tense, all_moves, effect};
use crate::swap::view::{AnswerView, Cast, OfferView, ProposalView, Standing, TermsView};
use crate::swap::words;
use crate::text::{Text, day_and_clock, t};

/// The page.
pub fn proposal_page(frame: &Frame<'_>, view: &ProposalView) -> Markup {
    let text = frame.text;
    let tense = Tense::of(&view.standing);
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::TODAY) { (icon_small(Icon::Prev)) (t!(text, "tab-home")) } }
                h1 { (t!(text, "proposal-title", number = view.number)) }
                p.kicker { (t!(text, "guest-proposal-lead")) }
            } }
            div.stack {
                @for one in &view.offers { (offer(text, &view.cast, one)) }
                section.stack-tight aria-labelledby="last-h" {
                    h2 #last-h { (t!(text, "guest-proposal-last")) }
                    @if let Some(found) = &view.effect { (effect(text, &view.cast, found, tense)) }
                    @else { (offers::choices(text, &view.cast, &view.more, tense)) }
                    (offers::remarks(text, &view.cast, &view.more))
                    (to_plan(text, view))
                    (standing(text, view))
                }
            }
        },
    )
}

fn offer(text: &Text, cast: &Cast, one: &OfferView) -> Markup {
    html! {
        section.stack-tight {
            p.tiny { (t!(text, "proposal-offer-n", revision = one.revision, name = cast.name(one.by), at = day_and_clock(text, one.at))) }
            h3 { (words::headline(text, cast, &one.terms)) }
            (all_moves(text, cast, &one.terms))
            (reason(text, one.reason.as_deref()))
        }
    }
}

/// The words of the plan that is offered.
fn to_plan(text: &Text, view: &ProposalView) -> Markup {
    let last = view.offers.last();
    let plan = last.is_some_and(|last| matches!(last.terms, TermsView::Plan(_)));
    html! {
        @if plan { p { a.btn href=(paths::plan_of(&view.id)) { (icon_small(Icon::Plan)) (t!(text, "plan-read")) } } }
    }
}

fn reason(text: &Text, reason: Option<&str>) -> Markup {
    html! { @if let Some(reason) = reason { p.small.muted { (t!(text, "record-reason", reason = reason)) } } }
}

fn standing(text: &Text, view: &ProposalView) -> Markup {
    let name = |answer: &AnswerView| view.cast.name(answer.by).to_owned();
    let (said, answer) = match &view.standing {
        Standing::Open => (t!(text, "key-waits").into_owned(), None),
        Standing::Lapsed => (t!(text, "standing-lapsed").into_owned(), None),
        Standing::Settled => (t!(text, "standing-moot").into_owned(), None),
        Standing::Accepted(answer) => {
            let at = day_and_clock(text, answer.at);
            (t!(text, "standing-accepted", at = at), Some(answer))
        }
        Standing::Declined(answer) => (t!(text, "standing-declined").into_owned(), Some(answer)),
        Standing::Withdrawn(answer) => (
            t!(text, "standing-withdrawn", name = name(answer)),
            Some(answer),
        ),
    };
    html! {
        p { strong { (said) } }
        @if let Some(answer) = answer {
            (reason(text, answer.reason.as_deref()))
            @if let Some(link) = &answer.link { p.small { (came(text, link)) } }
        }
    }
}
