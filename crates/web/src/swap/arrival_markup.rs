//! The remark above a proposal for who comes from sending something about it.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::view::{AnswerView, Arrival, OfferView, ProposalView, Standing};
use super::words;
use crate::page::{Note, note, paths};
use crate::text::{Text, day_and_clock, t};

/// Says what became of what the reader sent: it is on the record, or it was not sent and why.
pub(super) fn arrived(text: &Text, view: &ProposalView, last: &OfferView) -> Markup {
    let what = match &view.arrival {
        Arrival::Looking => return html! {},
        Arrival::Recorded(entry) => return confirmed(text, *entry, &paths::receipt(*entry)),
        Arrival::AnswerNotSent => meanwhile(text, view, last),
        Arrival::Refused(why) => t!(text, "moved-refused", why = words::refusal(text, why)),
        Arrival::WrongPassword => t!(text, "moved-password").into_owned(),
    };
    html! {
        div role="status" {
            (note(Note::Ask, html! { p { strong { (t!(text, "moved-head")) } " " (what) } }))
        }
    }
}

/// Says that what the reader sent is on the record, with its receipt.
pub(crate) fn confirmed(text: &Text, entry: u64, receipt: &str) -> Markup {
    kept(
        text,
        entry,
        &t!(text, "recorded-head", number = entry),
        receipt,
    )
}

/// The same of the reader's own record, which the other parent does not see.
pub(crate) fn confirmed_own(text: &Text, entry: u64, receipt: &str) -> Markup {
    kept(
        text,
        entry,
        &t!(text, "own-recorded", number = entry),
        receipt,
    )
}

fn kept(text: &Text, entry: u64, said: &str, receipt: &str) -> Markup {
    html! {
        div role="status" {
            (note(Note::Plain, html! {
                p { strong { (said) } }
                p { (t!(text, "recorded-keep")) }
                p { a href=(receipt) { (t!(text, "receipt-get", number = entry)) } }
            }))
        }
    }
}

/// What the other parent, or the clock, did meanwhile.
fn meanwhile(text: &Text, view: &ProposalView, last: &OfferView) -> String {
    let by = |key: &str, answer: &AnswerView| {
        let at = day_and_clock(text, answer.at);
        text.with(
            key,
            &[
                ("name", view.cast.name(answer.by).into()),
                ("at", at.into()),
            ],
        )
    };
    match &view.standing {
        Standing::Open => t!(
            text,
            "moved-newer",
            name = view.cast.name(last.by),
            at = day_and_clock(text, last.at),
        ),
        Standing::Lapsed => t!(text, "moved-lapsed").into_owned(),
        Standing::Settled => t!(text, "standing-moot").into_owned(),
        Standing::Accepted(answer) => by("moved-accepted", answer),
        Standing::Declined(answer) => by("moved-declined", answer),
        Standing::Withdrawn(answer) => by("moved-withdrawn", answer),
    }
}
