//! What was told of actual care, as sentences.
//!
//! May touch: its arguments. Who said it stands beside it; nobody is blamed.

use family::{CareFact, CareRefusal, CareSaid, HandoverNote, RoughPlace};
use jiff::civil::DateTime;
use maud::{Markup, html};

use super::fields::{FieldError, Wrong};
use crate::page::error_summary;
use crate::swap::view::Cast;
use crate::text::{Text, clock, day_and_clock, t};

/// How a handover or a stretch of care went.
#[must_use]
pub fn sentence(text: &Text, cast: &Cast, said: &CareSaid) -> String {
    let children = cast.names(text, &said.children);
    let n = said.children.len();
    match &said.fact {
        CareFact::HandedOver { to, planned, at } if planned == at => t!(
            text,
            "care-on-time",
            n = n,
            children = children,
            to = cast.name(*to),
            planned = day_and_clock(text, *planned)
        ),
        CareFact::HandedOver { to, planned, at } => t!(
            text,
            "care-other-time",
            n = n,
            children = children,
            to = cast.name(*to),
            planned = day_and_clock(text, *planned),
            at = near(text, *planned, *at)
        ),
        CareFact::Missed {
            parent,
            from,
            until,
        } => t!(
            text,
            "care-missed",
            n = n,
            children = children,
            name = cast.name(*parent),
            other = cast.name(parent.other()),
            from = day_and_clock(text, *from),
            until = near(text, *from, *until)
        ),
        CareFact::TookPlace {
            parent,
            from,
            until,
        } => t!(
            text,
            "care-took-place",
            n = n,
            children = children,
            name = cast.name(*parent),
            from = day_and_clock(text, *from),
            until = near(text, *from, *until)
        ),
    }
}

/// A time near another one: the clock alone on the same day.
fn near(text: &Text, first: DateTime, second: DateTime) -> String {
    if first.date() == second.date() {
        clock(text, second.time())
    } else {
        day_and_clock(text, second)
    }
}

/// A note for the other parent: labels and what stands at them.
#[must_use]
pub fn note(text: &Text, note: &HandoverNote) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if let Some(meal) = &note.meal {
        lines.push((
            t!(text, "care-note-meal").into_owned(),
            meal.as_str().to_owned(),
        ));
    }
    for medicine in &note.medicines {
        let said = t!(
            text,
            "care-note-given",
            name = medicine.name.as_str(),
            dose = medicine.dose.as_str(),
            at = day_and_clock(text, medicine.at)
        );
        lines.push((t!(text, "care-note-medicine").into_owned(), said));
    }
    if let Some(sleep) = &note.sleep {
        lines.push((
            t!(text, "care-note-sleep").into_owned(),
            sleep.as_str().to_owned(),
        ));
    }
    if let Some(bag) = &note.bag {
        lines.push((
            t!(text, "care-note-bag").into_owned(),
            bag.as_str().to_owned(),
        ));
    }
    if let Some(more) = &note.more {
        lines.push((
            t!(text, "care-note-more").into_owned(),
            more.as_str().to_owned(),
        ));
    }
    lines
}

/// About where: `52.09, 5.12`.
#[must_use]
pub fn place(place: RoughPlace) -> String {
    let degrees = |hundredths: i16| {
        let (sign, size) = if hundredths < 0 {
            ("-", -i32::from(hundredths))
        } else {
            ("", i32::from(hundredths))
        };
        format!("{sign}{}.{:02}", size / 100, size % 100)
    };
    format!("{}, {}", degrees(place.north()), degrees(place.east()))
}

/// Why something was not told.
#[must_use]
pub fn refusal(text: &Text, why: &CareRefusal) -> String {
    match why {
        CareRefusal::Children => t!(text, "care-no-children").into_owned(),
        CareRefusal::NoHandover => t!(text, "care-no-handover").into_owned(),
        CareRefusal::NoCare => t!(text, "care-no-care").into_owned(),
        CareRefusal::ToCome => t!(text, "care-to-come").into_owned(),
        CareRefusal::LongAgo { days } => t!(text, "care-long-ago", days = *days),
        CareRefusal::FarOff => t!(text, "care-far-off").into_owned(),
        CareRefusal::Backwards => t!(text, "care-backwards").into_owned(),
        CareRefusal::NothingToAnswer => t!(text, "care-nothing-to-answer").into_owned(),
        CareRefusal::Medicines { limit } => t!(text, "care-medicines", limit = *limit),
        CareRefusal::SaidAlready => t!(text, "care-said-already").into_owned(),
    }
}

/// What is wrong with a field.
#[must_use]
pub fn wrong(text: &Text, wrong: Wrong) -> String {
    match wrong {
        Wrong::NoChild => t!(text, "care-wrong-no-child").into_owned(),
        Wrong::UnknownChild => t!(text, "care-wrong-unknown-child").into_owned(),
        Wrong::NoParent => t!(text, "care-wrong-no-parent").into_owned(),
        Wrong::NoMoment => t!(text, "care-wrong-no-moment").into_owned(),
        Wrong::BadMoment => t!(text, "care-wrong-moment").into_owned(),
        Wrong::Backwards { from } => t!(
            text,
            "care-wrong-backwards",
            from = day_and_clock(text, from)
        ),
        Wrong::NoMedicine => t!(text, "care-wrong-no-medicine").into_owned(),
        Wrong::NoDose => t!(text, "care-wrong-no-dose").into_owned(),
        Wrong::TooLong { found, limit } => {
            t!(text, "care-wrong-long", found = found, limit = limit)
        }
        Wrong::Unprintable => t!(text, "care-wrong-unprintable").into_owned(),
        Wrong::NoPlace => t!(text, "care-wrong-place").into_owned(),
    }
}

/// What is wrong with one field, if something is.
pub(crate) fn wrong_at(text: &Text, errors: &[FieldError], field: &str) -> Option<String> {
    let at = errors.iter().find(|error| error.field == field);
    at.map(|error| wrong(text, error.wrong))
}

/// The summary above a form with errors; nothing without.
pub(crate) fn errors(text: &Text, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    let said: Vec<String> = errors.iter().map(|one| wrong(text, one.wrong)).collect();
    let wrongs: Vec<(&str, &str)> = errors
        .iter()
        .zip(&said)
        .map(|(error, said)| (error.field.as_str(), said.as_str()))
        .collect();
    error_summary(text, &t!(text, "care-error-title"), &wrongs)
}
