//! What is typed is kept, and means what it says.

use family::MAX_MEDICINES;
use jiff::civil::datetime;
use plan::Side;
use proptest::prelude::*;

use super::super::fields::read_moment;
use super::*;

const PLANNED: DateTime = datetime(2026, 11, 25, 8, 30, 0, 0);
const NOW: DateTime = datetime(2026, 11, 25, 20, 13, 0, 0);

fn kids() -> Vec<ChildId> {
    ["noor", "sam"]
        .iter()
        .map(|id| id.parse().unwrap())
        .collect()
}

fn which() -> Which {
    Which {
        to: Side::B,
        planned: PLANNED,
    }
}

fn fresh() -> HandoverForm {
    HandoverForm::fresh(which(), &kids(), NOW)
}

fn parsed(form: &HandoverForm) -> Result<CareSaid, Vec<FieldError>> {
    parse_handover(form, which(), &kids(), NOW)
}

fn at_of(said: &CareSaid) -> DateTime {
    let CareFact::HandedOver { at, .. } = said.fact else {
        panic!("{said:?}");
    };
    at
}

fn wrongs(result: Result<CareSaid, Vec<FieldError>>) -> Vec<(String, Wrong)> {
    let errors = result.unwrap_err();
    errors
        .into_iter()
        .map(|one| (one.field, one.wrong))
        .collect()
}

#[test]
fn a_form_that_nobody_typed_into_says_as_agreed() {
    let said = parsed(&fresh()).unwrap();
    assert_eq!(at_of(&said), PLANNED);
    assert_eq!(said.children, kids());
    assert!(said.note.is_empty() && said.place.is_none());
    let tap = HandoverForm {
        how: How::Agreed,
        at: String::new(),
        ..fresh()
    };
    assert_eq!(parsed(&tap).unwrap(), said);
}

#[test]
fn who_tells_before_its_time_tells_as_of_now_in_whole_steps() {
    let early = HandoverForm {
        how: How::Now,
        ..fresh()
    };
    for (now, expected) in [
        (
            datetime(2026, 11, 25, 8, 14, 59, 0),
            datetime(2026, 11, 25, 8, 10, 0, 0),
        ),
        (
            datetime(2026, 11, 25, 8, 10, 0, 0),
            datetime(2026, 11, 25, 8, 10, 0, 0),
        ),
        (
            datetime(2026, 11, 25, 0, 3, 0, 0),
            datetime(2026, 11, 25, 0, 0, 0, 0),
        ),
        // A page that was open for long.
        (datetime(2026, 11, 25, 9, 0, 0, 0), PLANNED),
    ] {
        let said = parse_handover(&early, which(), &kids(), now).unwrap();
        assert_eq!(at_of(&said), expected, "{now}");
    }
}

#[test]
fn who_tells_again_begins_with_what_was_told_before() {
    let mut form = fresh();
    form.at = "2026-11-25T09:10".to_owned();
    form.children = vec!["sam".to_owned()];
    form.meal = "Porridge".to_owned();
    form.medicines[0] = MedicineForm {
        name: "Paracetamol".to_owned(),
        dose: "5 ml".to_owned(),
        at: "2026-11-25T07:30".to_owned(),
    };
    form.more = "Two\nlines".to_owned();
    let said = parsed(&form).unwrap();
    let again = fresh().again(&said);
    assert_eq!(again, form);
    assert_eq!(parsed(&again), Ok(said.clone()));
    // A place is not told again by itself.
    let with_place = CareSaid {
        place: family::RoughPlace::new(1, 2),
        ..said
    };
    assert_eq!(fresh().again(&with_place), form);
    // Before its time the form says as of now.
    let now = datetime(2026, 11, 25, 8, 14, 0, 0);
    let early = HandoverForm::fresh(which(), &kids(), now);
    assert_eq!(early.at, "2026-11-25T08:10");
}

#[test]
fn a_note_is_read_and_empty_parts_are_left_out() {
    let mut form = fresh();
    form.at = "2026-11-25 9.10".to_owned();
    form.children = vec!["sam".to_owned()];
    form.meal = "  Porridge ".to_owned();
    form.medicines[1] = MedicineForm {
        name: "Paracetamol".to_owned(),
        dose: "5 ml".to_owned(),
        at: "2026-11-25T07:30".to_owned(),
    };
    form.more = "Two\r\nlines".to_owned();
    form.north = "-1".to_owned();
    form.east = "18000".to_owned();
    let said = parsed(&form).unwrap();
    assert_eq!(at_of(&said), datetime(2026, 11, 25, 9, 10, 0, 0));
    assert_eq!(said.children, [kids()[1].clone()]);
    assert_eq!(said.note.meal.unwrap().as_str(), "Porridge");
    assert_eq!(said.note.medicines.len(), 1);
    assert_eq!(
        said.note.medicines[0].at,
        datetime(2026, 11, 25, 7, 30, 0, 0)
    );
    assert_eq!(said.note.more.unwrap().as_str(), "Two\nlines");
    assert!(said.note.sleep.is_none() && said.note.bag.is_none());
    let place = said.place.unwrap();
    assert_eq!((place.north(), place.east()), (-1, 18_000));
    const { assert!(MEDICINE_ROWS <= MAX_MEDICINES) };
}

#[test]
fn everything_that_is_wrong_is_said_at_its_field_in_the_order_of_the_page() {
    let mut form = fresh();
    form.at = "yesterday".to_owned();
    form.children = vec!["noor".to_owned(), "pim".to_owned()];
    form.meal = "x".repeat(201);
    form.medicines[0].dose = "5 ml".to_owned();
    form.medicines[2].name = "Drops".to_owned();
    form.medicines[2].at = "2026-11-25T25:00".to_owned();
    form.bag = "Ma\u{202E}ra".to_owned();
    form.more = "x".repeat(1_001);
    form.north = "9001".to_owned();
    form.east = "0".to_owned();
    let long = |found, limit| Wrong::TooLong { found, limit };
    let expected = [
        ("at", Wrong::BadMoment),
        ("child", Wrong::UnknownChild),
        ("meal", long(201, 200)),
        ("medicine-1-name", Wrong::NoMedicine),
        ("medicine-1-at", Wrong::NoMoment),
        ("medicine-3-dose", Wrong::NoDose),
        ("medicine-3-at", Wrong::BadMoment),
        ("bag", Wrong::Unprintable),
        ("more", long(1_001, 1_000)),
        ("place", Wrong::NoPlace),
    ];
    let expected = expected.map(|(field, wrong)| (field.to_owned(), wrong));
    assert_eq!(wrongs(parsed(&form)), expected);
    let nobody = HandoverForm {
        children: Vec::new(),
        ..fresh()
    };
    assert_eq!(
        wrongs(parsed(&nobody)),
        [("child".to_owned(), Wrong::NoChild)]
    );
    let half = HandoverForm {
        north: "1".to_owned(),
        ..fresh()
    };
    assert_eq!(
        wrongs(parsed(&half)),
        [("place".to_owned(), Wrong::NoPlace)]
    );
}

#[test]
fn missed_care_needs_whose_and_when() {
    let form = MissedForm {
        children: vec!["noor".to_owned()],
        parent: "b".to_owned(),
        from: "2026-11-25T08:30".to_owned(),
        until: "2026-11-27T08:30".to_owned(),
        reason: "A fever.".to_owned(),
        command: String::new(),
    };
    let said = parse_missed(&form, &kids()).unwrap();
    let until = datetime(2026, 11, 27, 8, 30, 0, 0);
    let missed = CareFact::Missed {
        parent: Side::B,
        from: PLANNED,
        until,
    };
    assert_eq!(said.fact, missed);
    assert_eq!(said.reason.unwrap().as_str(), "A fever.");
    let empty = MissedForm::default();
    let all = ["child", "parent", "from", "until"];
    let at: Vec<String> = wrongs(parse_missed(&empty, &kids()))
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(at, all);
    let backwards = MissedForm {
        until: form.from.clone(),
        ..form.clone()
    };
    let wrong = Wrong::Backwards { from: PLANNED };
    let expected = [("until".to_owned(), wrong)];
    assert_eq!(wrongs(parse_missed(&backwards, &kids())), expected);
    // What its page's address says is the same stretch again.
    let stretch = form.stretch(&kids()).unwrap();
    let path = stretch.path();
    let (_, query) = path.split_once('?').unwrap();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let again = MissedForm::from_pairs(pairs);
    assert_eq!(again.stretch(&kids()), Some(stretch));
}

#[test]
fn moments_are_read_as_fields_send_them_and_as_people_type_them() {
    let check = |typed: &str, expected: Result<DateTime, Wrong>| {
        assert_eq!(read_moment(typed), expected, "{typed:?}");
    };
    for typed in [
        "2026-11-25T08:30",
        "2026-11-25T08:30:00",
        " 2026-11-25 08:30 ",
        "2026-11-25 8.30",
        "2026-11-25t08:30:59",
    ] {
        check(typed, Ok(PLANNED));
    }
    check("  ", Err(Wrong::NoMoment));
    for typed in [
        "2026-11-25",
        "25-11-2026 08:30",
        "2026-11-31T08:30",
        "2026-11-25T24:00",
        "2026-11-25T8",
        "2026-11-25T08:3",
        "2026-11-25T08:30Z",
        "2026-11-25T08:30+01:00",
        "2026-11-25T08:30[Europe/Amsterdam]",
        "+002026-11-25T08:30",
        "20261125T08:30",
        "2026-11-25T08:30:60",
        "2026-11-25T08:30:00.5",
        "T",
        "é",
    ] {
        check(typed, Err(Wrong::BadMoment));
    }
}

const NAMES: &[&str] = &[
    "to",
    "planned",
    "how",
    "at",
    "child",
    "meal",
    "sleep",
    "bag",
    "more",
    "north",
    "east",
    "parent",
    "from",
    "until",
    "reason",
    "command",
    "medicine-1-name",
    "medicine-2-dose",
    "medicine-3-at",
    "medicine-4-at",
    "medicine-",
    "other",
];

fn any_pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop::sample::select(NAMES).prop_map(ToOwned::to_owned);
    let value = prop_oneof![
        ".{0,12}",
        Just("2026-11-25T08:30".to_owned()),
        Just("noor".to_owned()),
        Just("b".to_owned()),
        "-?[0-9]{1,6}",
    ];
    prop::collection::vec((name, value), 0..24)
}

proptest! {
    /// Whatever is sent, what was typed stays, and only what is whole is taken.
    #[test]
    fn nothing_typed_is_lost_and_nothing_half_is_taken(pairs in any_pairs()) {
        let form = HandoverForm::from_pairs(pairs.clone());
        let last = |name: &str| pairs.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        prop_assert_eq!(last("meal").unwrap_or_default(), form.meal.clone());
        prop_assert_eq!(last("medicine-3-at").unwrap_or_default(), form.medicines[2].at.clone());
        if let Some(which) = form.which() {
            match parse_handover(&form, which, &kids(), NOW) {
                Ok(said) => {
                    prop_assert!(!said.children.is_empty());
                    prop_assert!(said.note.medicines.len() <= MEDICINE_ROWS);
                }
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
        let form = MissedForm::from_pairs(pairs);
        match parse_missed(&form, &kids()) {
            Ok(said) => prop_assert!(said.about().0 < said.about().1),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }

    /// The address of a handover's page names that handover.
    #[test]
    fn an_address_names_its_handover(minutes in 0..1_000_000_i64, b in any::<bool>()) {
        let which = Which {
            to: if b { Side::B } else { Side::A },
            planned: PLANNED + minutes.minutes(),
        };
        let path = which.path();
        let (_, query) = path.split_once("?to=").unwrap();
        let (to, at) = query.split_once("&at=").unwrap();
        prop_assert_eq!(Which::read(to, at), Some(which));
    }
}
