//! A form and a preview of every kind, for tests. The family is that of the proposals' own tests.
//!
//! May touch: nothing outside. It is now Sunday 22 November 2026, 11:00 in Amsterdam.

use family::{
    Alternative, CareFact, CareSaid, Entry, Event, Family, HandoverNote, Revision, Terms,
    TimeOffer, fold,
};
use jiff::civil::{date, datetime};
use plan::Side;

use super::Kind;
use super::build::{form_page, preview};
use super::form::OfferForm;
use super::parse::{Known, parse};
use super::prefill::fresh;
use super::view::{OfferFormView, OfferPreview};
use crate::swap::form::MoveForm;
use crate::swap::sample::{change, children, id, looking, now, story};
use crate::swap::view::Purpose;
use crate::text::Lang;

/// The entry by which Elias's Wednesday was missed.
pub(crate) const MISSED: u64 = 17;

/// The family of the proposals' tests, in which care of Elias was missed.
pub(crate) fn family() -> Family {
    let mut story = story();
    assert_eq!(story.len(), 17, "the missed care follows");
    let said = CareSaid {
        children: children(&["noor", "sam"]),
        fact: CareFact::Missed {
            parent: Side::B,
            from: datetime(2026, 11, 18, 17, 30, 0, 0),
            until: datetime(2026, 11, 20, 17, 30, 0, 0),
        },
        reason: None,
        note: HandoverNote::default(),
        place: None,
    };
    story.push(Entry {
        sequence: MISSED,
        at: "2026-11-21T09:00:00Z".parse().unwrap(),
        by: story[2].by.clone(),
        event: Event::CareSaid(said.into()),
    });
    fold(&story).unwrap().unwrap()
}

/// The family in which Mara offered Noor on one of two days in December, and Elias took the second
/// one; with both events.
pub(crate) fn with_a_choice() -> (Family, [Event; 2]) {
    let at = |day: i8| date(2026, 12, day).at(10, 0, 0, 0);
    let one = |day: i8| vec![change(&["noor"], Side::B, at(day), at(day + 1))];
    let offer = TimeOffer {
        purpose: family::Purpose::Visit,
        options: vec![one(8), one(10)],
    };
    let proposal = id("p-visit");
    let made = Event::Proposed {
        proposal: proposal.clone(),
        terms: Terms::Time(offer.into()),
        reason: None,
        answer_by: None,
    };
    let taken = Event::Accepted {
        proposal,
        revision: Revision::FIRST,
        assertion: None,
        alternative: Alternative(1),
    };
    let events = [made, taken];
    let mut story = story();
    for (by, event) in ["m-mara", "m-elias"].into_iter().zip(events.clone()) {
        story.push(Entry {
            sequence: u64::try_from(story.len()).unwrap(),
            at: now(),
            by: by.parse().unwrap(),
            event,
        });
    }
    (fold(&story).unwrap().unwrap(), events)
}

/// A form of a kind that can be sent, as Mara fills it in.
pub(crate) fn filled(family: &Family, kind: Kind) -> OfferForm {
    let look = looking(family, Side::A, Lang::En);
    let query = [("day".to_owned(), "2026-11-24".to_owned())];
    let mut form = fresh(&look, kind, &query);
    form.command = "c-1".to_owned();
    form.set("reason", "As we <b>said</b>.");
    match kind {
        Kind::Visit => {
            let mut second = form.stretches[0].clone();
            second.start_day = "2026-12-01".to_owned();
            second.end_day = "2026-12-01".to_owned();
            form.stretches.push(second);
        }
        Kind::Handover => {
            form.set("place", "The <station>");
            form.set("brings", "a");
        }
        Kind::Holiday => {
            form.stretches = ["2026-12-21", "2026-12-28"]
                .map(|day| MoveForm {
                    start_day: day.to_owned(),
                    start_time: "10:00".to_owned(),
                    end_day: day.replace("21", "27").replace("28", "31"),
                    end_time: "10:00".to_owned(),
                    to: "a".to_owned(),
                    ..MoveForm::default()
                })
                .to_vec();
        }
        Kind::Trip => {
            form.set("from-day", date(2027, 5, 1).to_string());
            form.set("last-day", date(2027, 5, 9).to_string());
            form.set("destination", "Spain <script>");
            form.set("contact", "+31 6 1234");
        }
        Kind::Decision => {
            form.set("about", "school");
            form.set("title", "Swimming lessons");
            form.set(
                "text",
                "Noor has lessons on Wednesdays.\nWe share the cost.",
            );
            form.set("by-day", "2026-12-01");
        }
        Kind::FirstRefusal | Kind::MakeUp => {}
    }
    form
}

impl OfferFormView {
    /// An untouched form of every kind, one with errors and one in answer to an offer.
    pub(crate) fn sample(lang: Lang) -> Vec<(String, Self)> {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let query = [("day".to_owned(), "2026-11-24".to_owned())];
        let known = Known {
            family: &family,
            viewer: Side::A,
            answers: None,
            now: now(),
        };
        let mut views = Vec::new();
        for kind in Kind::ALL {
            let form = fresh(&look, kind, &query);
            let name = kind.slug().to_owned();
            views.push((name, form_page(&look, Purpose::New, form, Vec::new())));
            let empty = OfferForm::new(kind);
            let errors = parse(&empty, &known).unwrap_err();
            let name = format!("{}-errors", kind.slug());
            views.push((name, form_page(&look, Purpose::New, empty, errors)));
        }
        let counter = Purpose::Counter {
            id: "p-two".to_owned(),
            number: 9,
        };
        let mut answer = filled(&family, Kind::Visit);
        answer.revision = "2".to_owned();
        views.push((
            "visit-counter".to_owned(),
            form_page(&look, counter, answer, Vec::new()),
        ));
        views
    }
}

impl OfferPreview {
    /// A preview of every kind.
    pub(crate) fn sample(lang: Lang) -> Vec<(String, Self)> {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let known = Known {
            family: &family,
            viewer: Side::A,
            answers: None,
            now: now(),
        };
        let actor = family.seat(Side::A).parent.member.clone();
        let view = |kind: Kind| {
            let form = filled(&family, kind);
            let draft = parse(&form, &known).unwrap();
            let both = (form, draft);
            (
                kind.slug().to_owned(),
                preview(&look, Purpose::New, both, &actor, None),
            )
        };
        Kind::ALL.into_iter().map(view).collect()
    }
}
