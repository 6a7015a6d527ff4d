//! Tests of the swap form: every bad input, and that nothing typed is lost.

use super::*;
use jiff::civil::{date, datetime};

fn children() -> Vec<ChildId> {
    ["noor", "sam", "cato"]
        .into_iter()
        .map(|id| id.parse().unwrap())
        .collect()
}

fn good() -> MoveForm {
    MoveForm {
        children: vec!["sam".to_owned(), "noor".to_owned()],
        start_day: "2026-11-27".to_owned(),
        start_time: "17:30".to_owned(),
        end_day: "2026-11-29".to_owned(),
        end_time: "18:00".to_owned(),
        to: "a".to_owned(),
    }
}

fn form(change: MoveForm) -> SwapForm {
    SwapForm {
        moves: vec![change],
        ..SwapForm::default()
    }
}

/// The errors of the good form after one change to it.
fn errors_after(edit: impl FnOnce(&mut SwapForm)) -> Vec<(String, Wrong)> {
    let mut form = form(good());
    edit(&mut form);
    match parse(&form, &children()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .into_iter()
            .map(|error| (error.field, error.wrong))
            .collect(),
    }
}

#[test]
fn a_good_form_becomes_moves_with_children_in_the_family_s_order() {
    let draft = parse(&form(good()), &children()).unwrap();
    assert_eq!(
        draft.moves,
        vec![Move {
            children: children()[..2].to_vec(),
            to: Side::A,
            start: datetime(2026, 11, 27, 17, 30, 0, 0),
            end: datetime(2026, 11, 29, 18, 0, 0, 0),
        }]
    );
    assert_eq!(draft.reason, None);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a table with a row for each bad input"
)]
fn each_bad_field_is_named_with_what_is_wrong() {
    type Case = (&'static str, fn(&mut MoveForm), &'static str, Wrong);
    let start = datetime(2026, 11, 27, 17, 30, 0, 0);
    let cases: [Case; 24] = [
        (
            "no child",
            |m| m.children.clear(),
            "m1-child",
            Wrong::NoChild,
        ),
        (
            "stranger",
            |m| m.children.push("eve".into()),
            "m1-child",
            Wrong::UnknownChild,
        ),
        (
            "no day",
            |m| m.start_day.clear(),
            "m1-start-day",
            Wrong::NoDay,
        ),
        (
            "spaces",
            |m| m.start_day = "  ".into(),
            "m1-start-day",
            Wrong::NoDay,
        ),
        (
            "words",
            |m| m.start_day = "tomorrow".into(),
            "m1-start-day",
            Wrong::BadDay,
        ),
        (
            "no such day",
            |m| m.start_day = "2026-02-30".into(),
            "m1-start-day",
            Wrong::BadDay,
        ),
        (
            "day first",
            |m| m.start_day = "27-11-2026".into(),
            "m1-start-day",
            Wrong::BadDay,
        ),
        (
            "four parts",
            |m| m.start_day = "2026-11-27-1".into(),
            "m1-start-day",
            Wrong::BadDay,
        ),
        (
            "signed",
            |m| m.start_day = "-2026-11-27".into(),
            "m1-start-day",
            Wrong::BadDay,
        ),
        (
            "five digits",
            |m| m.end_day = "12026-11-27".into(),
            "m1-end-day",
            Wrong::BadDay,
        ),
        (
            "no end day",
            |m| m.end_day.clear(),
            "m1-end-day",
            Wrong::NoDay,
        ),
        (
            "no time",
            |m| m.start_time.clear(),
            "m1-start-time",
            Wrong::NoTime,
        ),
        (
            "hour 24",
            |m| m.start_time = "24:00".into(),
            "m1-start-time",
            Wrong::BadTime,
        ),
        (
            "hour 25",
            |m| m.end_time = "25:00".into(),
            "m1-end-time",
            Wrong::BadTime,
        ),
        (
            "minute 60",
            |m| m.end_time = "12:60".into(),
            "m1-end-time",
            Wrong::BadTime,
        ),
        (
            "second 60",
            |m| m.end_time = "12:00:60".into(),
            "m1-end-time",
            Wrong::BadTime,
        ),
        (
            "one number",
            |m| m.end_time = "18".into(),
            "m1-end-time",
            Wrong::BadTime,
        ),
        (
            "am",
            |m| m.end_time = "6:00 pm".into(),
            "m1-end-time",
            Wrong::BadTime,
        ),
        (
            "other digits",
            |m| m.end_time = "١٨:٠٠".into(),
            "m1-end-time",
            Wrong::BadTime,
        ),
        (
            "no end time",
            |m| m.end_time.clear(),
            "m1-end-time",
            Wrong::NoTime,
        ),
        (
            "day before",
            |m| m.end_day = "2026-11-26".into(),
            "m1-end-day",
            Wrong::Backwards { start },
        ),
        (
            "same moment",
            |m| {
                m.end_day = "2026-11-27".into();
                m.end_time = "17:30".into();
            },
            "m1-end-time",
            Wrong::Backwards { start },
        ),
        ("nobody", |m| m.to.clear(), "m1-to", Wrong::NoParent),
        (
            "somebody else",
            |m| m.to = "c".into(),
            "m1-to",
            Wrong::NoParent,
        ),
    ];
    for (name, edit, field, wrong) in cases {
        let found = errors_after(|form| edit(&mut form.moves[0]));
        assert_eq!(found, vec![(field.to_owned(), wrong)], "{name}");
    }
}

#[test]
fn times_are_read_as_fields_send_them_and_as_people_type_them() {
    for (typed, hour, minute) in [
        ("09:30", 9, 30),
        ("9.30", 9, 30),
        (" 9:30 ", 9, 30),
        ("23:59:59", 23, 59),
        ("0:00", 0, 0),
    ] {
        assert_eq!(
            read_time(typed),
            Ok(Time::constant(hour, minute, 0, 0)),
            "{typed}"
        );
    }
    assert_eq!(read_day("2027-2-1"), Ok(date(2027, 2, 1)));
}

#[test]
fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_page() {
    let found = parse(&form(MoveForm::default()), &children()).unwrap_err();
    let fields: Vec<&str> = found.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "m1-child",
            "m1-start-day",
            "m1-start-time",
            "m1-end-day",
            "m1-end-time",
            "m1-to"
        ]
    );
}

#[test]
fn a_reason_may_be_empty_but_not_endless() {
    assert_eq!(errors_after(|form| form.reason = "x".repeat(1_000)), vec![]);
    assert_eq!(
        errors_after(|form| form.reason = "x".repeat(1_001)),
        vec![(
            "reason".to_owned(),
            Wrong::TooLong {
                found: 1_001,
                limit: 1_000
            }
        )]
    );
    assert_eq!(
        errors_after(|form| form.reason = "bell\u{7}".to_owned()),
        vec![("reason".to_owned(), Wrong::Unprintable)]
    );
    assert_eq!(
        errors_after(|form| form.reason = "één\r\ntwee 🙂".to_owned()),
        vec![]
    );
}

#[test]
fn an_answer_is_asked_for_by_a_day_and_a_time_or_not_at_all() {
    let read = |day: &str, time: &str| -> Result<Option<DateTime>, Vec<(String, Wrong)>> {
        let mut form = form(good());
        (form.by_day, form.by_time) = (day.to_owned(), time.to_owned());
        assert_eq!(SwapForm::from_pairs(form.pairs()), form);
        let read = parse(&form, &children()).map(|draft| draft.answer_by);
        read.map_err(|errors| {
            errors
                .into_iter()
                .map(|one| (one.field, one.wrong))
                .collect()
        })
    };
    let wrong = |field: &str, wrong| Err(vec![(field.to_owned(), wrong)]);
    let by = |hour, minute| Ok(Some(datetime(2026, 11, 25, hour, minute, 0, 0)));
    assert_eq!(read("", " "), Ok(None));
    assert_eq!(read("2026-11-25", "20:00"), by(20, 0));
    assert_eq!(read("2026-11-25", ""), by(23, 59));
    assert_eq!(read("", "20:00"), wrong("by-day", Wrong::NoDay));
    assert_eq!(read("soon", ""), wrong("by-day", Wrong::BadDay));
    assert_eq!(read("2026-11-25", "late"), wrong("by-time", Wrong::BadTime));
}

#[test]
fn two_changes_for_one_child_at_the_same_time_are_an_error() {
    let later = MoveForm {
        start_day: "2026-11-29".to_owned(),
        ..good()
    };
    assert_eq!(
        errors_after(|form| form.moves.push(MoveForm {
            start_time: "17:59".to_owned(),
            end_day: "2026-11-30".to_owned(),
            ..later.clone()
        })),
        vec![("m2-start-day".to_owned(), Wrong::Overlaps)]
    );
    // They may touch, and other children may move meanwhile.
    let touching = MoveForm {
        start_time: "18:00".into(),
        end_day: "2026-11-30".into(),
        ..later
    };
    assert_eq!(errors_after(|form| form.moves.push(touching)), vec![]);
    let others = MoveForm {
        children: vec!["cato".to_owned()],
        ..good()
    };
    assert_eq!(errors_after(|form| form.moves.push(others)), vec![]);
}

#[test]
fn a_blank_change_in_return_is_passed_over_but_a_begun_one_is_not() {
    assert_eq!(errors_after(SwapForm::add_move), vec![]);
    let found = errors_after(|form| {
        form.add_move();
        form.moves[1].start_day = "2026-12-04".to_owned();
    });
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["m2-start-time", "m2-end-day", "m2-end-time"]);
}

#[test]
fn at_most_eight_changes_come_in() {
    let mut form = form(good());
    for _ in 0..20 {
        form.add_move();
    }
    assert_eq!(form.moves.len(), MAX_MOVES);
    let pairs = [
        ("m9-start-day", "2026-11-27"),
        ("m0-to", "a"),
        ("m-to", "a"),
        ("m01-to", "a"),
    ];
    assert_eq!(SwapForm::from_pairs(pairs).moves, vec![MoveForm::default()]);
}

#[test]
fn the_form_survives_the_way_through_the_preview() {
    let mut form = form(MoveForm {
        start_time: "half six".to_owned(),
        ..good()
    });
    form.add_move();
    form.moves[1].end_time = "9".to_owned();
    form.reason = "  A <b> & \"c\"\n".to_owned();
    form.command = "c-1".to_owned();
    form.revision = "2".to_owned();
    assert_eq!(SwapForm::from_pairs(form.pairs()), form);
}

#[test]
fn the_button_decides_the_step() {
    let cases = [
        ("send", Step::Send),
        ("change", Step::Change),
        ("more", Step::More),
        ("preview", Step::Preview),
        ("", Step::Preview),
        ("SEND", Step::Preview),
    ];
    for (value, step) in cases {
        assert_eq!(
            SwapForm::from_pairs([("step", value)]).step,
            step,
            "{value:?}"
        );
    }
}

#[test]
fn a_counter_starts_from_the_fields_that_say_the_offer() {
    let draft = parse(&form(good()), &children()).unwrap();
    let again = SwapForm::of(&draft.moves);
    assert_eq!(parse(&again, &children()).unwrap().moves, draft.moves);
}

#[test]
fn an_answer_keeps_what_was_typed_and_its_revision_is_checked() {
    let form = AnswerForm::from_pairs([("reason", " no "), ("revision", "2"), ("x", "y")]);
    assert_eq!(form.reason, " no ");
    assert_eq!(
        form.reason()
            .unwrap()
            .map(|reason| reason.as_str().to_owned()),
        Some("no".into())
    );
    assert_eq!(read_revision(&form.revision), Some(family::Revision(2)));
    for bad in ["", "0", "-1", "+1", "1.0", "99999999999", "two"] {
        assert_eq!(read_revision(bad), None, "{bad:?}");
    }
    let long = AnswerForm {
        reason: "x".repeat(1_001),
        ..AnswerForm::default()
    };
    assert_eq!(long.reason().unwrap_err()[0].field, "reason");
}
