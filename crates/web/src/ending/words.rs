//! Sentences about keeping and ending.
//!
//! May touch: its arguments.

use family::{EndingRefusal, Refusal};

use crate::swap::view::{Cast, TermsView};
use crate::text::{Text, day_and_clock, t};

/// Why something is not erased, kept, left, closed or signed, in the reader's language.
#[must_use]
pub fn refusal(text: &Text, refusal: &EndingRefusal) -> String {
    let at = |entry: u64, key: &str| text.with(key, &[("entry", entry.into())]);
    match refusal {
        EndingRefusal::NoCounter => t!(text, "refusal-no-counter").into_owned(),
        EndingRefusal::OtherLeft => t!(text, "refusal-other-left").into_owned(),
        EndingRefusal::OfferOfEarlier => t!(text, "refusal-offer-of-earlier").into_owned(),
        EndingRefusal::AskedAlready { number, .. } => {
            t!(text, "refusal-asked-already", number = *number)
        }
        EndingRefusal::NothingToErase => t!(text, "refusal-nothing-to-erase").into_owned(),
        EndingRefusal::TooManyToErase { limit } => {
            t!(text, "refusal-too-many-to-erase", limit = *limit)
        }
        EndingRefusal::NoEntry { entry } => at(*entry, "refusal-no-entry"),
        EndingRefusal::AlreadyErased { entry } => at(*entry, "refusal-already-erased"),
        EndingRefusal::WholeMatter { entry } => at(*entry, "refusal-whole-matter"),
        EndingRefusal::StillOpen { entry } => at(*entry, "refusal-still-open"),
        EndingRefusal::Binds { entry } => at(*entry, "refusal-binds"),
        EndingRefusal::NeverErased { entry } => at(*entry, "refusal-never-erased"),
        EndingRefusal::Held { since } => {
            t!(text, "refusal-held", since = day_and_clock(text, *since))
        }
        EndingRefusal::AlreadyHeld { since } => {
            t!(
                text,
                "refusal-already-held",
                since = day_and_clock(text, *since)
            )
        }
        EndingRefusal::NoHold => t!(text, "refusal-no-hold").into_owned(),
        EndingRefusal::OwnHold => t!(text, "refusal-own-hold").into_owned(),
        EndingRefusal::ErasureOfEarlier { entry } => at(*entry, "refusal-erasure-of-earlier"),
        EndingRefusal::HoldOfEarlier { since } => {
            t!(
                text,
                "refusal-hold-of-earlier",
                since = day_and_clock(text, *since)
            )
        }
        EndingRefusal::ClosingOfEarlier => t!(text, "refusal-closing-of-earlier").into_owned(),
        EndingRefusal::NotAlone => t!(text, "refusal-not-alone").into_owned(),
        EndingRefusal::AloneHere => t!(text, "refusal-alone-here").into_owned(),
        EndingRefusal::SignedOther => t!(text, "refusal-signed-other").into_owned(),
        EndingRefusal::SignatureWrong => t!(text, "refusal-signature-wrong").into_owned(),
    }
}

/// Why such terms cannot be agreed to: of what a hold prevents, what they are about.
#[must_use]
pub fn blocked(text: &Text, terms: &TermsView, why: &Refusal) -> String {
    match (terms, why) {
        (TermsView::Close, Refusal::Ending(EndingRefusal::Held { since })) => {
            t!(text, "held-closing", since = day_and_clock(text, *since))
        }
        _ => crate::swap::words::refusal(text, why),
    }
}

/// What comes of such terms, and what stays in spite of them.
#[must_use]
pub fn what_stays(text: &Text, cast: &Cast, terms: &TermsView) -> String {
    match terms {
        TermsView::Erase(_) => t!(text, "erase-stays").into_owned(),
        TermsView::LiftHold(side) => t!(text, "lift-means", name = cast.name(*side)),
        TermsView::Close => t!(text, "close-means").into_owned(),
        TermsView::LetIn(_) => t!(text, "let-in-means").into_owned(),
        TermsView::Swap(_) | TermsView::Plan(_) | TermsView::Offer(_) => String::new(),
    }
}
