//! What is typed is kept, whatever it is; what is sent and read again means the same.

use proptest::prelude::*;

use super::*;
use crate::offers::parse::{Known, parse};
use crate::offers::prefill::of_terms;
use crate::offers::sample::{family, filled};
use crate::swap::sample::{looking, now};
use crate::text::Lang;
use plan::Side;

fn kinds() -> impl Strategy<Value = Kind> {
    proptest::sample::select(Kind::ALL.to_vec())
}

/// Names of fields, known and unknown, and anything typed into them.
fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        Just("child".to_owned()),
        Just("way".to_owned()),
        Just("handover".to_owned()),
        Just("missed".to_owned()),
        Just("about".to_owned()),
        Just("title".to_owned()),
        Just("text".to_owned()),
        Just("from-day".to_owned()),
        Just("last-day".to_owned()),
        Just("destination".to_owned()),
        Just("paper".to_owned()),
        Just("move".to_owned()),
        Just("reason".to_owned()),
        Just("by-day".to_owned()),
        Just("by-time".to_owned()),
        Just("step".to_owned()),
        "o[0-9]{1,3}-(start|end|to)(-day|-time)?",
        "\\PC{0,12}",
    ];
    let value = prop_oneof![
        Just("noor".to_owned()),
        Just("yes".to_owned()),
        Just("a".to_owned()),
        "20[0-9]{2}-[0-9]{2}-[0-9]{2}",
        "[0-9]{1,2}[:.][0-9]{2}",
        "[ab]@2026-1[12]-[0-9]{2}T17:30",
        "\\PC{0,40}",
    ];
    proptest::collection::vec((name, value), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_comes_is_read_or_named(kind in kinds(), pairs in pairs()) {
        let family = family();
        let known = Known { family: &family, viewer: Side::B, answers: None, now: now() };
        let form = OfferForm::from_pairs(kind, pairs);
        prop_assert!(form.stretches.len() <= kind.most_stretches().max(1));
        if let Err(errors) = parse(&form, &known) {
            prop_assert!(!errors.is_empty());
        }
        let again = OfferForm::from_pairs(kind, form.pairs());
        prop_assert_eq!(&again.pairs(), &form.pairs());
    }
}

/// An offer that was made is the beginning of an answer to it, for either parent.
#[test]
fn an_offer_read_back_means_the_same() {
    let family = family();
    let known = Known {
        family: &family,
        viewer: Side::A,
        answers: None,
        now: now(),
    };
    for kind in Kind::ALL {
        let form = filled(&family, kind);
        let draft = parse(&form, &known).unwrap();
        for viewer in Side::BOTH {
            let look = looking(&family, viewer, Lang::En);
            let back = of_terms(&look, &draft.terms).unwrap();
            let answering = Known {
                viewer,
                answers: Some(&draft.terms),
                ..known
            };
            let again = parse(&back, &answering).unwrap();
            assert_eq!(again.terms, draft.terms, "{kind:?} for {viewer:?}");
        }
    }
}

#[test]
fn a_further_alternative_fits_four_times() {
    let mut form = OfferForm::new(Kind::Visit);
    for _ in 0..10 {
        form.add_stretch();
    }
    assert_eq!(form.stretches.len(), family::MAX_ALTERNATIVES);
    let mut one = OfferForm::new(Kind::FirstRefusal);
    one.add_stretch();
    assert_eq!(one.stretches.len(), 1);
    assert_eq!(
        OfferForm::from_pairs(Kind::Trip, [("o1-to", "a")])
            .stretches
            .len(),
        0
    );
}

#[test]
fn a_day_without_a_time_asks_for_an_answer_until_its_end() {
    let family = family();
    let known = Known {
        family: &family,
        viewer: Side::A,
        answers: None,
        now: now(),
    };
    let form = filled(&family, Kind::Decision);
    let by = parse(&form, &known).unwrap().answer_by.unwrap();
    assert_eq!(by.to_string(), "2026-12-01T22:59:00Z");
}
