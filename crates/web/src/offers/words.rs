//! Sentences about offers: what they are about, what they would break, what is wrong with a field.
//!
//! May touch: its arguments.

use family::{
    Decision, DecisionAbout, HandoverChange, Line, OfferRefusal, Paper, Purpose, Terms, TimeOffer,
    Trip,
};
use jiff::civil::Date;
use plan::{Amount, DisputeStep};

use super::Kind;
use super::form::{FieldError, Wrong};
use super::view::{BreachView, LimitKind, MissedView};
use crate::people::words::bad_text;
use crate::swap::form::FieldError as UsualError;
use crate::swap::view::Cast;
use crate::swap::words::{move_sentence, refusal as any_refusal, wrong as usual_wrong};
use crate::text::{
    Text, date_long, date_with_year, day_and_clock, deadline, list, t, with_capital,
    without_capital,
};

/// What a kind is called in the chooser, and what it is for.
#[must_use]
pub fn kind(text: &Text, kind: Kind) -> (String, String) {
    let (name, about) = match kind {
        Kind::Visit => (t!(text, "offer-kind-visit"), t!(text, "offer-about-visit")),
        Kind::Handover => (
            t!(text, "offer-kind-handover"),
            t!(text, "offer-about-handover"),
        ),
        Kind::FirstRefusal => (t!(text, "offer-kind-first"), t!(text, "offer-about-first")),
        Kind::Holiday => (
            t!(text, "offer-kind-holiday"),
            t!(text, "offer-about-holiday"),
        ),
        Kind::Trip => (t!(text, "offer-kind-trip"), t!(text, "offer-about-trip")),
        Kind::Decision => (
            t!(text, "offer-kind-decision"),
            t!(text, "offer-about-decision"),
        ),
        Kind::MakeUp => (
            t!(text, "offer-kind-make-up"),
            t!(text, "offer-about-make-up"),
        ),
    };
    (name.into_owned(), about.into_owned())
}

/// What time is offered, in one line: its first alternative, and how many others there are.
#[must_use]
pub fn time(text: &Text, cast: &Cast, offer: &TimeOffer) -> String {
    let first = offer.options.first().and_then(|moves| moves.first());
    let first = first.map_or_else(String::new, |one| move_sentence(text, cast, one));
    let said = match offer.purpose {
        Purpose::Visit => first,
        Purpose::FirstRefusal => t!(text, "offer-title-first", what = first),
        Purpose::HolidayChoice { .. } => t!(text, "offer-title-holiday", what = first),
        Purpose::MakeUp { .. } => t!(text, "offer-title-make-up", what = first),
    };
    match offer.options.len() {
        0 | 1 => said,
        several => t!(text, "offer-title-or", what = said, n = several - 1),
    }
}

/// Another handover, in one line.
#[must_use]
pub fn handover(text: &Text, cast: &Cast, change: &HandoverChange) -> String {
    let at = change.at.filter(|at| *at != change.planned);
    let at = at.map(|at| t!(text, "offer-handover-at", at = day_and_clock(text, at)));
    let place = change.place.as_ref();
    let place = place.map(|place| t!(text, "offer-handover-place", place = place.as_str()));
    let brings = change
        .brings
        .map(|side| t!(text, "offer-handover-brings", name = cast.name(side)));
    let parts: Vec<String> = [at, place, brings].into_iter().flatten().collect();
    t!(
        text,
        "offer-handover",
        children = cast.names(text, &change.children),
        name = cast.name(change.to),
        planned = day_and_clock(text, change.planned),
        parts = list(text, &parts),
    )
}

/// A trip, in one line.
#[must_use]
pub fn trip(text: &Text, cast: &Cast, trip: &Trip) -> String {
    t!(
        text,
        "offer-trip",
        children = cast.names(text, &trip.children),
        name = cast.name(trip.with),
        destination = trip.destination.as_str(),
        from = date_long(text, trip.from),
        last = date_with_year(text, last_day(trip)),
    )
}

/// The last day of a trip.
#[must_use]
pub fn last_day(trip: &Trip) -> Date {
    trip.until.yesterday().unwrap_or(trip.until)
}

/// A decision, in one line.
#[must_use]
pub fn decision(text: &Text, cast: &Cast, decision: &Decision) -> String {
    t!(
        text,
        "offer-decision",
        about = about(text, decision.about),
        children = cast.names(text, &decision.children),
        title = decision.title.as_str(),
    )
}

/// What an offer is about, in one line; empty for what is not offered with a form of this folder.
#[must_use]
pub fn terms(text: &Text, cast: &Cast, terms: &Terms) -> String {
    match terms {
        Terms::Time(offer) => time(text, cast, offer),
        Terms::Handover(change) => handover(text, cast, change),
        Terms::Trip(one) => trip(text, cast, one),
        Terms::Decision(one) => decision(text, cast, one),
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => String::new(),
    }
}

/// What parents decide about: `School`.
#[must_use]
pub fn about(text: &Text, about: DecisionAbout) -> String {
    match about {
        DecisionAbout::School => t!(text, "decide-school"),
        DecisionAbout::Medical => t!(text, "decide-medical"),
        DecisionAbout::Passport => t!(text, "decide-passport"),
        DecisionAbout::Activity => t!(text, "decide-activity"),
        DecisionAbout::Moving => t!(text, "decide-moving"),
        DecisionAbout::Religion => t!(text, "decide-religion"),
        DecisionAbout::Other => t!(text, "decide-other"),
    }
    .into_owned()
}

/// What goes along on a trip: `Passport`.
#[must_use]
pub fn paper(text: &Text, paper: Paper) -> String {
    match paper {
        Paper::Passport => t!(text, "paper-passport"),
        Paper::IdentityCard => t!(text, "paper-identity-card"),
        Paper::ConsentForm => t!(text, "paper-consent-form"),
        Paper::InsuranceCard => t!(text, "paper-insurance-card"),
        Paper::Medicine => t!(text, "paper-medicine"),
    }
    .into_owned()
}

/// What is known of a trip beside its line: what it is called, and what is said.
#[must_use]
pub fn trip_facts(text: &Text, trip: &Trip) -> Vec<(String, String)> {
    let said = |label: std::borrow::Cow<'_, str>, line: &Option<Line>| {
        let line = line.as_ref()?;
        Some((label.into_owned(), line.as_str().to_owned()))
    };
    let papers: Vec<String> = trip
        .papers
        .iter()
        .map(|one| without_capital(&paper(text, *one)))
        .collect();
    let papers = (!papers.is_empty()).then(|| {
        let label = t!(text, "trip-papers").into_owned();
        (label, with_capital(&list(text, &papers)))
    });
    let lines = [
        said(t!(text, "trip-address"), &trip.address),
        said(t!(text, "trip-contact"), &trip.contact),
        said(t!(text, "trip-travel"), &trip.travel),
        papers,
    ];
    lines.into_iter().flatten().collect()
}

/// A limit of the plan that would not be kept to.
#[must_use]
pub fn breach(text: &Text, cast: &Cast, breach: &BreachView) -> String {
    let key = match breach.kind {
        LimitKind::Away => "breach-away",
        LimitKind::Handovers => "breach-handovers",
        LimitKind::Together => "breach-together",
        LimitKind::With => "breach-with",
    };
    let name = breach.parent.map_or("", |side| cast.name(side));
    text.with(
        key,
        &[
            ("children", cast.names(text, &breach.children).into()),
            ("name", name.into()),
            ("found", amount(text, breach.found).into()),
            ("limit", amount(text, breach.limit).into()),
            ("from", date_long(text, breach.from).into()),
            ("last", date_with_year(text, breach.last).into()),
        ],
    )
}

fn amount(text: &Text, amount: Amount) -> String {
    match amount {
        Amount::Nights(n) => t!(text, "amount-nights", n = n),
        Amount::Days(n) => t!(text, "amount-days", n = n),
        Amount::Handovers(n) => t!(text, "amount-handovers", n = n),
        Amount::Seconds(seconds) => t!(text, "amount-hours", n = seconds / 3_600),
    }
}

/// A step towards an agreement.
#[must_use]
pub fn step(text: &Text, step: DisputeStep) -> String {
    match step {
        DisputeStep::Talk => t!(text, "dispute-talk"),
        DisputeStep::Mediator => t!(text, "dispute-mediator"),
    }
    .into_owned()
}

/// Care that was missed, in one line.
#[must_use]
pub fn missed(text: &Text, cast: &Cast, missed: &MissedView) -> String {
    t!(
        text,
        "offer-missed",
        children = cast.names(text, &missed.children),
        name = cast.name(missed.parent),
        from = day_and_clock(text, missed.from),
        until = day_and_clock(text, missed.until),
    )
}

/// What is wrong with a field.
#[must_use]
pub fn wrong(text: &Text, error: &FieldError) -> String {
    match &error.wrong {
        Wrong::Usual(wrong) => {
            let (field, wrong) = (error.field.clone(), *wrong);
            usual_wrong(text, &UsualError { field, wrong })
        }
        Wrong::NoWay => t!(text, "wrong-no-way").into_owned(),
        Wrong::NoHandover => t!(text, "wrong-no-handover").into_owned(),
        Wrong::NoMissed => t!(text, "wrong-no-missed").into_owned(),
        Wrong::NoChoice => t!(text, "wrong-no-choice").into_owned(),
        Wrong::Missing => t!(text, "wrong-missing").into_owned(),
        Wrong::Text(bad) => bad_text(text, *bad),
        Wrong::Backwards { start } => {
            t!(text, "wrong-backwards", start = day_and_clock(text, *start))
        }
        Wrong::Alternative { number, why } => {
            let why = any_refusal(text, why);
            t!(text, "wrong-alternative", number = *number, why = why)
        }
    }
}

/// Why something is not offered or taken.
#[must_use]
pub fn refusal(text: &Text, refusal: &OfferRefusal) -> String {
    let day = |date: Date| date_with_year(text, date);
    let at = |at| day_and_clock(text, at);
    match refusal {
        OfferRefusal::Expired { at } => {
            t!(text, "refusal-offer-expired", at = deadline(text, *at))
        }
        OfferRefusal::DeadlinePast { by } => {
            t!(text, "refusal-deadline-past", by = deadline(text, *by))
        }
        OfferRefusal::DeadlineLate { by, begins } => {
            t!(
                text,
                "refusal-deadline-late",
                by = deadline(text, *by),
                begins = at(*begins)
            )
        }
        OfferRefusal::DeadlineFar { days } => t!(text, "refusal-deadline-far", days = *days),
        OfferRefusal::NoAlternative => t!(text, "refusal-no-alternative").into_owned(),
        OfferRefusal::AlternativeCount { limit, .. } => {
            t!(text, "refusal-alternative-count", limit = *limit)
        }
        OfferRefusal::SameAlternatives => t!(text, "refusal-same-alternatives").into_owned(),
        OfferRefusal::OneAlternative => t!(text, "refusal-one-alternative").into_owned(),
        OfferRefusal::NotOwnCare { start } => t!(text, "refusal-not-own-care", start = at(*start)),
        OfferRefusal::NotYourCare => t!(text, "refusal-not-your-care").into_owned(),
        OfferRefusal::NoClause(id) => t!(text, "refusal-no-clause", id = id.as_str()),
        OfferRefusal::NothingMissed { entry } => {
            t!(text, "refusal-nothing-missed", entry = *entry)
        }
        OfferRefusal::MakesUpToAnother => t!(text, "refusal-makes-up-to-another").into_owned(),
        OfferRefusal::NoHandover { planned } => {
            t!(text, "refusal-no-handover", planned = at(*planned))
        }
        OfferRefusal::HandoverFar { hours } => t!(text, "refusal-handover-far", hours = *hours),
        OfferRefusal::HandoverCrosses { start, end } => {
            t!(
                text,
                "refusal-handover-crosses",
                start = at(*start),
                end = at(*end)
            )
        }
        OfferRefusal::TripBackwards { from } => {
            t!(text, "refusal-trip-backwards", from = day(*from))
        }
        OfferRefusal::TripPast { from } => t!(text, "refusal-trip-past", from = day(*from)),
        OfferRefusal::TripLong { days } => t!(text, "refusal-trip-long", days = *days),
        OfferRefusal::TripFar { from } => t!(text, "refusal-trip-far", from = day(*from)),
        OfferRefusal::Papers => t!(text, "refusal-trip-papers").into_owned(),
    }
}
