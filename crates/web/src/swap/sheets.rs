//! What opens over a proposal's page: accepting and withdrawing ask once more.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::prospect::Prospect;
use super::view::{OfferView, ProposalView, TermsView};
use super::{accept_path, change_markup, sign_offer_path, sign_path, withdraw_path, words};
use crate::page::{Frame, Icon, asset, icon_small, sheet, token_field};
use crate::text::{date_with_year, t};
use crate::{ending, offers};

/// The hidden fields of an answer.
pub(super) fn answer_fields(frame: &Frame<'_>, command: &str, revision: u32) -> Markup {
    html! {
        (token_field(frame.token))
        input type="hidden" name="command" value=(command);
        input type="hidden" name="revision" value=(revision);
    }
}

/// The kinds of entries that an acceptance may lead to: what a device of the reader will sign.
const fn acceptance(terms: &TermsView) -> &'static str {
    match terms {
        TermsView::Swap(_) | TermsView::Plan(_) => "proposal.accepted/1",
        TermsView::Erase(_) => "proposal.accepted/1 record.erased/1",
        TermsView::LiftHold(_) => "proposal.accepted/1 hold.lifted/1",
        TermsView::Close => "proposal.accepted/1 record.closed/1",
        TermsView::LetIn(_) => "proposal.accepted/1 people.let-in/1 people.let-in/2",
        TermsView::Offer(_) => "proposal.accepted/1 proposal.accepted/3",
    }
}

/// Whether an acceptance may carry a passkey's signature: of what two agree for the time ahead.
const fn signable(terms: &TermsView) -> bool {
    matches!(
        terms,
        TermsView::Swap(_) | TermsView::Plan(_) | TermsView::Offer(_)
    )
}

/// How the button looks that takes the offer: what destroys words is no usual act.
const fn weight(terms: &TermsView) -> &'static str {
    match terms {
        TermsView::Erase(_) | TermsView::Close => "stop",
        TermsView::Swap(_)
        | TermsView::Plan(_)
        | TermsView::LiftHold(_)
        | TermsView::LetIn(_)
        | TermsView::Offer(_) => "main",
    }
}

/// Asks once more before an offer is taken.
pub(super) fn accept(frame: &Frame<'_>, view: &ProposalView, last: &OfferView) -> Markup {
    let text = frame.text;
    let after = match last.terms {
        TermsView::Swap(_) => t!(text, "accept-after"),
        TermsView::Plan(_) => match view.prospect {
            Some(Prospect::WouldHold(Some(day))) => {
                t!(text, "accept-plan-from", day = date_with_year(text, day)).into()
            }
            _ => t!(text, "accept-plan-after"),
        },
        TermsView::Erase(_) => t!(text, "accept-erase-after"),
        TermsView::LiftHold(_) => t!(text, "accept-lift-after"),
        TermsView::Close => t!(text, "accept-close-after"),
        TermsView::LetIn(_) => t!(text, "accept-let-in-after"),
        TermsView::Offer(ref terms) => offers::markup::after_accepting(text, terms),
    };
    let signs = signable(&last.terms);
    let inside = html! {
        form.form method="post" action=(accept_path(&view.id)) data-act=(acceptance(&last.terms)) data-sign=[signs.then(|| sign_path(&view.id))] {
            (answer_fields(frame, &view.command, last.revision))
            p { strong { (words::headline(text, &view.cast, &last.terms)) } "." }
            (change_markup::all_moves(text, &view.cast, &last.terms))
            (offers::markup::to_choose(text, &view.cast, &view.more))
            p { (after) }
            @if matches!(last.terms, TermsView::Close) { (ending::markup::password(text, None)) }
            @if signs {
                input type="hidden" name="credential";
                p.wrong role="alert" hidden data-sign-wrong { (t!(text, "answer-sign-failed")) }
            }
            div.btn-even {
                button.btn data-kind=(weight(&last.terms)) { (t!(text, "answer-confirm")) }
                @if signs {
                    button.btn hidden name="sign" value="passkey" data-act="proposal.accepted/2 proposal.accepted/3" { (icon_small(Icon::Key)) (t!(text, "answer-sign")) }
                }
                button.btn type="button" popovertarget="accept" popovertargetaction="hide" { (t!(text, "answer-not-yet")) }
            }
        }
        @if signs { script type="module" src=(asset("accept-sign.js")) {} }
    };
    sheet(
        text,
        "accept",
        &t!(text, "accept-title", number = view.number),
        &inside,
    )
}

/// For the author of an offered plan: signing it with a passkey, as the other parent can who accepts
/// it. Nothing of it is seen without a passkey and a script.
pub(super) fn sign(frame: &Frame<'_>, view: &ProposalView, last: &OfferView) -> Markup {
    let text = frame.text;
    if !view.signable {
        return html! {};
    }
    html! {
        form method="post" action=(sign_offer_path(&view.id)) data-sign=(sign_path(&view.id)) {
            (answer_fields(frame, &view.command, last.revision))
            input type="hidden" name="credential";
            p.wrong role="alert" hidden data-sign-wrong { (t!(text, "offer-sign-failed")) }
            button.btn hidden name="sign" value="passkey" data-act="proposal.signed/1" { (icon_small(Icon::Key)) (t!(text, "offer-sign")) }
        }
        script type="module" src=(asset("accept-sign.js")) {}
    }
}

/// Asks once more before one's own offer is taken back.
pub(super) fn withdraw(frame: &Frame<'_>, view: &ProposalView, last: &OfferView) -> Markup {
    let text = frame.text;
    let inside = html! {
        form.form method="post" action=(withdraw_path(&view.id)) data-act="proposal.withdrawn/1" {
            (answer_fields(frame, &view.command, last.revision))
            p { (t!(text, "withdraw-after", name = view.cast.other())) }
            div.btn-even {
                button.btn data-kind="main" { (t!(text, "answer-withdraw")) }
                button.btn type="button" popovertarget="withdraw" popovertargetaction="hide" { (t!(text, "answer-not-yet")) }
            }
        }
    };
    sheet(
        text,
        "withdraw",
        &t!(text, "withdraw-title", number = view.number),
        &inside,
    )
}
