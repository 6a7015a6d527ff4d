//! The pages of answering by a link, drawn.
//!
//! May touch: the view it is given.

use family::Reason;
use maud::{Markup, html};

use super::view::{AnswerView, MakeState, MakeView};
use super::{answer_path, link_path};
use crate::offers::markup as offers;
use crate::offers::view::Choice;
use crate::page::{
    Field, Frame, Icon, Note, door, icon_small, mark, note, page, paths, sheet, token_field,
};
use crate::swap::change_markup;
use crate::swap::view::{OfferView, Standing, TermsView};
use crate::swap::words;
use crate::text::{Text, day_and_clock, deadline, t};

/// The page where a parent makes a link.
pub fn make_page(frame: &Frame<'_>, view: &MakeView) -> Markup {
    let text = frame.text;
    let other = view.other.as_str();
    let wrong = match &view.state {
        MakeState::BadAddress => Some(t!(text, "link-bad-address")),
        MakeState::OwnAddress => Some(t!(text, "link-own-address")),
        MakeState::Fresh
        | MakeState::Refused(_)
        | MakeState::TooMany
        | MakeState::Mailed { .. }
        | MakeState::Made { .. } => None,
    };
    page(
        frame,
        html! {
            header.page-head { div {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::proposal(&view.id)) { (icon_small(Icon::Prev)) (t!(text, "proposal-title", number = view.number)) } }
                h1 { (t!(text, "link-title", other = other)) }
                p.kicker { (t!(text, "link-lead", other = other)) }
            } }
            div class="card form" {
                @if let MakeState::Refused(refusal) = &view.state {
                    div role="status" { (note(Note::Stop, html! { p { (words::refusal(text, refusal)) } })) }
                }
                @if view.state == MakeState::TooMany {
                    div role="status" { (note(Note::Stop, html! { p { (t!(text, "link-too-many", most = app::MAILED_LINKS_AN_HOUR, day = app::MAILED_LINKS_A_DAY)) } })) }
                }
                @if let MakeState::Mailed { until } = &view.state {
                    div role="status" { (note(Note::Plain, html! {
                        p { (t!(text, "link-mailed", address = view.typed.as_str())) }
                        p { (t!(text, "link-until", until = deadline(text, *until))) }
                    })) }
                } @else if let MakeState::Made { link, until } = &view.state {
                    div.field {
                        label for="link" { (t!(text, "invite-link", other = other)) }
                        p.hint #link-hint { (t!(text, "invite-once")) }
                        input #link type="text" readonly value=(link) autocomplete="off" aria-describedby="link-hint";
                    }
                    p { (t!(text, "link-until", until = deadline(text, *until))) }
                    p { (t!(text, "link-send", other = other, address = view.typed.as_str())) }
                } @else {
                    form.form method="post" action=(link_path(&view.id)) novalidate {
                        (token_field(frame.token))
                        (Field::new("address", &t!(text, "link-address", other = other)).hint(&t!(text, "link-address-hint")).wrong(wrong.as_deref()).input("email", "off", &view.typed))
                        (make_buttons(text, view))
                    }
                }
            }
        },
    )
}

fn how_it_came(text: &Text, view: &AnswerView) -> String {
    let asker = view.asker.as_str();
    if view.mailed {
        t!(text, "answer-no-account", asker = asker)
    } else {
        t!(text, "answer-no-account-handed", asker = asker)
    }
}

/// Mailing it is the better way, where there is one.
fn make_buttons(text: &Text, view: &MakeView) -> Markup {
    let other = view.other.as_str();
    html! {
        @if view.mails {
            p.hint { (t!(text, "link-mail-why", other = other)) }
            div.btn-row {
                button.btn data-kind="main" name="how" value="mail" { (t!(text, "link-mail")) }
                button.btn name="how" value="hand" { (t!(text, "link-show")) }
            }
        } @else {
            p.hint { (t!(text, "link-hand-why", other = other)) }
            button.btn data-kind="main" name="how" value="hand" { (t!(text, "link-make")) }
        }
    }
}

/// What a link opens: the offer, and its answer.
pub fn answer_page(frame: &Frame<'_>, view: &AnswerView) -> Markup {
    let text = frame.text;
    let Some(last) = view.proposal.offers.last() else {
        return gone_page(frame);
    };
    door(
        frame,
        html! {
            div.door-mark {
                (mark())
                h1 { (t!(text, "answer-title", asker = view.asker.as_str(), asked = view.asked.as_str())) }
            }
            section.stack-tight aria-labelledby="offer-h" {
                h2 #offer-h { (words::headline(text, &view.proposal.cast, &last.terms)) }
                (change_markup::all_moves(text, &view.proposal.cast, &last.terms))
                @if let Some(reason) = &last.reason {
                    p.small.muted { (t!(text, "record-reason", reason = reason.as_str())) }
                }
                (what_comes(text, view, last))
            }
            @if let Some(refused) = &view.refused {
                div role="status" { (note(Note::Stop, html! { p { (words::refusal(text, refused)) } })) }
            }
            @if view.open { (forms(frame, view)) } @else { (how_it_stands(text, view)) }
            p.small.muted { (how_it_came(text, view)) }
        },
    )
}

fn what_comes(text: &Text, view: &AnswerView, last: &OfferView) -> Markup {
    match &last.terms {
        TermsView::Plan(_) => html! {
            p { a href={ (answer_path(&view.token)) "/plan" } { (t!(text, "answer-read-plan")) } }
        },
        TermsView::Offer(_) => html! {
            @let tense = change_markup::Tense::of(&view.proposal.standing);
            (offers::choices(text, &view.proposal.cast, &view.proposal.more, tense))
            (offers::remarks(text, &view.proposal.cast, &view.proposal.more))
            @if view.open { (offers::until(text, &view.proposal.more)) }
        },
        TermsView::Swap(_)
        | TermsView::Erase(_)
        | TermsView::LiftHold(_)
        | TermsView::Close
        | TermsView::LetIn(_) => html! {
            @if let Some(effect) = &view.proposal.effect {
                (change_markup::effect(text, &view.proposal.cast, effect, change_markup::Tense::of(&view.proposal.standing)))
            }
            (change_markup::remarks(text, &view.proposal.remarks))
        },
    }
}

fn forms(frame: &Frame<'_>, view: &AnswerView) -> Markup {
    let text = frame.text;
    let to = answer_path(&view.token);
    html! {
        @if view.proposal.more.has_choice() {
            @for choice in view.proposal.more.open() { (agree(frame, view, Some(choice))) }
        } @else { (agree(frame, view, None)) }
        form.form method="post" action=(to) novalidate {
            (token_field(frame.token))
            input type="hidden" name="answer" value="decline";
            (Field::new("reason", &t!(text, "answer-why")).hint(&t!(text, "answer-why-hint", asker = view.asker.as_str())).wrong(view.wrong.as_deref()).lines(Reason::MAX_CHARS, &view.reason))
            button.btn data-wide { (t!(text, "answer-decline-link")) }
        }
    }
}

/// The button with which the offer is taken, or one of its alternatives.
fn agree(frame: &Frame<'_>, view: &AnswerView, choice: Option<&Choice>) -> Markup {
    let text = frame.text;
    let to = answer_path(&view.token);
    let id = choice.map_or_else(
        || "agree".to_owned(),
        |choice| format!("agree-{}", choice.number),
    );
    let agree = html! {
        form.form method="post" action=(to) {
            (token_field(frame.token))
            input type="hidden" name="answer" value="accept";
            @if let Some(choice) = choice {
                input type="hidden" name="alternative" value=(choice.number);
                p { strong { (offers::choice_line(text, &view.proposal.cast, choice)) } "." }
            }
            p { (t!(text, "answer-agree-after", asker = view.asker.as_str())) }
            div.btn-even {
                button.btn data-kind="main" { (t!(text, "answer-confirm")) }
                button.btn type="button" popovertarget=(id) popovertargetaction="hide" { (t!(text, "answer-not-yet")) }
            }
        }
    };
    html! {
        button.btn data-kind="main" data-wide data-size="l" type="button" popovertarget=(id) {
            @match choice {
                Some(choice) => { (t!(text, "answer-agree-to", number = choice.number)) }
                None => { (t!(text, "answer-agree")) }
            }
        }
        (sheet(text, &id, &t!(text, "answer-agree-sure"), &agree))
    }
}

fn how_it_stands(text: &Text, view: &AnswerView) -> Markup {
    let said = match &view.proposal.standing {
        Standing::Accepted(answer) => {
            t!(
                text,
                "standing-accepted",
                at = day_and_clock(text, answer.at)
            )
        }
        Standing::Declined(_) => t!(text, "standing-declined").into_owned(),
        Standing::Withdrawn(_) => {
            t!(text, "standing-withdrawn", name = view.asker.as_str())
        }
        Standing::Lapsed => t!(text, "standing-lapsed").into_owned(),
        Standing::Settled => t!(text, "standing-moot").into_owned(),
        Standing::Open => t!(text, "answer-newer").into_owned(),
    };
    html! { div role="status" { (note(Note::Plain, html! { p { strong { (said) } } })) } }
}

/// The same page for a link that is over, and one that never was.
pub fn gone_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "answer-gone")) } }
            div.stack-tight {
                p { (t!(text, "answer-gone-why")) }
                p { a.btn href=(paths::SIGN_IN) { (t!(text, "door-sign-in")) } }
            }
        },
    )
}

/// The words of a plan, for whoever was sent the link.
pub fn plan_page(frame: &Frame<'_>, token: &str, plan: &Markup) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            p { a.btn data-kind="quiet" data-shape="back" href=(answer_path(token)) { (icon_small(Icon::Prev)) (t!(text, "answer-back")) } }
            (plan)
        },
    )
}
