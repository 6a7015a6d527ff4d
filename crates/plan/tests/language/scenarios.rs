//! The worked families of the field, with the numbers that they must give.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, example, id, measure_dates, read};
use jiff::civil::date;
use plan::{Because, Language, Outcome, Side, calls, explain, handover_terms, sessions};

/// Four children on three rhythms, February 2027: 28 nights.
const FEBRUARY: (jiff::civil::Date, jiff::civil::Date) = (date(2027, 2, 1), date(2027, 3, 1));

#[test]
fn four_children_have_their_nights() {
    let measures = measure_dates(&example("four-children"), FEBRUARY);
    let nights = |child: &str| {
        let nights = measures.child(&id(child)).unwrap().overnights;
        (nights.a, nights.b)
    };
    assert_eq!(nights("noor"), (14, 14));
    assert_eq!(nights("sam"), (14, 14));
    assert_eq!(nights("cato"), (14, 14));
    assert_eq!(nights("pim"), (26, 2));
}

#[test]
fn the_youngest_is_at_elias_on_the_nights_of_20_and_27_february() {
    let plan = example("four-children");
    let timeline = compile_dates(&plan, FEBRUARY, &[]);
    let with_elias: Vec<String> = timeline
        .window()
        .dates()
        .zip(timeline.nights(&id("pim")))
        .filter(|(_, night)| *night == Some(Side::B))
        .map(|(date, _)| date.to_string())
        .collect();
    assert_eq!(with_elias, ["2027-02-20", "2027-02-27"]);
}

#[test]
fn the_youngest_has_80_hours_with_elias_and_72_without_him_at_most() {
    let measures = measure_dates(&example("four-children"), FEBRUARY);
    let pim = measures.child(&id("pim")).unwrap();
    assert_eq!(pim.hours(Side::B), 80.0);
    assert_eq!(pim.longest_apart_hours(Side::B), 72.0);
    assert_eq!(pim.longest_apart_hours(Side::A), 24.0);
}

#[test]
fn the_children_are_together_and_apart() {
    let measures = measure_dates(&example("four-children"), FEBRUARY);
    assert_eq!((measures.together.a, measures.together.b), (9, 1));
    assert_eq!(measures.apart, 18);
    assert_eq!(measures.pair(&id("noor"), &id("cato")).unwrap().apart, 8);
    assert_eq!(measures.pair(&id("noor"), &id("sam")).unwrap().apart, 0);
}

/// The rhythm runs before 1 February too, so the change of that morning counts.
#[test]
fn handovers_and_longest_stretches_when_the_rhythm_ran_before() {
    let measures = measure_dates(&example("four-children"), FEBRUARY);
    let of = |child: &str| {
        let child = measures.child(&id(child)).unwrap();
        (
            child.handovers,
            child.longest_nights.a,
            child.longest_nights.b,
        )
    };
    assert_eq!(of("noor"), (8, 5, 5));
    assert_eq!(of("sam"), (8, 5, 5));
    assert_eq!(of("cato"), (12, 3, 3));
    assert_eq!(of("pim"), (24, 19, 1));
}

/// The plan begins on 1 February, so whoever has that night has the children from 00:00 on.
#[test]
fn handovers_and_longest_stretches_when_the_plan_begins_on_the_day() {
    let text =
        crate::common::text("four-children").replace("from = 2026-02-15", "from = 2027-02-01");
    let measures = measure_dates(&read(&text), FEBRUARY);
    let of = |child: &str| {
        let child = measures.child(&id(child)).unwrap();
        assert!(child.gaps.is_empty() && child.clashes.is_empty());
        (
            child.handovers,
            child.overnights.a,
            child.longest_nights.a,
            child.longest_nights.b,
        )
    };
    assert_eq!(of("noor"), (7, 14, 5, 5));
    assert_eq!(of("sam"), (7, 14, 5, 5));
    assert_eq!(of("cato"), (11, 14, 3, 3));
    assert_eq!(of("pim"), (24, 26, 19, 1));
}

/// At 18:30 each child calls the parent with whom it is not; calls to one parent are one session.
#[test]
fn the_absent_parents_make_46_sessions() {
    let plan = example("four-children");
    let calls = calls(&plan, &compile_dates(&plan, FEBRUARY, &[]));
    assert_eq!(calls.len(), 112);
    for child in plan.children() {
        let own = calls.iter().filter(|call| call.child == child.id);
        assert_eq!(own.count(), 28, "{}", child.name);
    }
    assert_eq!(sessions(&calls).len(), 46);
}

#[test]
fn odd_and_even_weeks_give_21_and_7_over_week_53() {
    let measures = measure_dates(&example("week-53"), (date(2026, 12, 14), date(2027, 1, 11)));
    let noor = measures.child(&id("noor")).unwrap();
    assert_eq!((noor.overnights.a, noor.overnights.b), (7, 21));
    assert_eq!(noor.longest_nights.b, 14);
}

#[test]
fn strict_alternation_gives_14_and_14_over_week_53() {
    let text = crate::common::text("week-53").replace(
        "weeks = { odd = \"elias\", even = \"mara\", day = \"monday\", change = \"08:30\" }",
        "nights = { sequence = \"EEEEEEE MMMMMMM\", start = 2026-12-14, change = \"08:30\" }",
    );
    let measures = measure_dates(&read(&text), (date(2026, 12, 14), date(2027, 1, 11)));
    let noor = measures.child(&id("noor")).unwrap();
    assert_eq!((noor.overnights.a, noor.overnights.b), (14, 14));
}

/// Parity, and Christmas given by dates: F 20, M 8.
#[test]
fn christmas_over_week_53_gives_20_and_8() {
    let text = format!(
        "{}\n[[clause]]\nid = \"christmas\"\ntitle = {{ en = \"Christmas\" }}\nsentence = {{ en = \"By turns.\" }}\nspans = [\n  {{ parent = \"mara\", from = 2026-12-18T15:00:00, until = 2026-12-26T17:00:00 }},\n  {{ parent = \"elias\", from = 2026-12-26T17:00:00, until = 2027-01-04T08:30:00 }},\n]\n",
        crate::common::text("week-53")
    );
    let measures = measure_dates(&read(&text), (date(2026, 12, 14), date(2027, 1, 11)));
    let noor = measures.child(&id("noor")).unwrap();
    assert_eq!((noor.overnights.a, noor.overnights.b), (8, 20));
}

#[test]
fn two_promises_for_one_week_clash() {
    let plan = example("clash");
    let timeline = compile_dates(&plan, (date(2027, 7, 1), date(2027, 9, 1)), &[]);
    let [clash] = timeline.children()[0].clashes.as_slice() else {
        panic!("one clash")
    };
    assert_eq!(
        clash.start,
        timeline.instant(date(2027, 7, 24).at(10, 0, 0, 0))
    );
    assert_eq!(
        clash.end,
        timeline.instant(date(2027, 7, 31).at(10, 0, 0, 0))
    );
    assert_eq!(
        clash
            .between
            .iter()
            .map(|(_, side)| *side)
            .collect::<Vec<_>>(),
        [Side::A, Side::B]
    );
    let measures = plan::measure(&plan, &timeline);
    let noor = &measures.children[0];
    assert_eq!(noor.overnights.a + noor.overnights.b, noor.nights - 7);
    assert_eq!(noor.clashes.len(), 1);
}

fn place(terms: &plan::HandoverTerms) -> Option<&str> {
    terms.place.as_ref().map(|place| place.get(Language::En))
}

#[test]
fn a_visit_has_its_own_terms_at_both_ends_and_a_rhythm_the_default() {
    let plan = example("four-children");
    let timeline = compile_dates(&plan, FEBRUARY, &[]);
    let handovers = timeline.handovers();
    let at = |day: i8, hour: i8, minute: i8| {
        let instant = timeline.instant(date(2027, 2, day).at(hour, minute, 0, 0));
        handover_terms(
            &plan,
            handovers
                .iter()
                .find(|handover| handover.at == instant)
                .unwrap(),
        )
    };
    for terms in [at(2, 16, 0), at(2, 18, 30)] {
        assert_eq!(place(&terms), Some("At Mara's door"));
        assert_eq!(terms.brings, Some(Side::B));
    }
    let to_elias = at(3, 8, 30);
    assert_eq!(place(&to_elias), Some("At school or day care"));
    assert_eq!(to_elias.brings, Some(Side::A));
    let to_mara = at(5, 8, 30);
    assert_eq!(
        place(&to_mara),
        Some("At Mara's door on days without school")
    );
    assert_eq!(to_mara.brings, Some(Side::B));
}

#[test]
fn siblings_on_one_rhythm_pass_together() {
    let plan = example("four-children");
    let timeline = compile_dates(&plan, FEBRUARY, &[]);
    let first = &timeline.handovers()[0];
    assert_eq!(first.children, [id("noor"), id("sam")]);
    assert_eq!((first.from, first.to), (Side::B, Side::A));
    // Cato passes at the same instant by another clause, hence on a line of its own.
    assert_eq!(timeline.handovers()[1].at, first.at);
}

/// Scenario 4: the standard order of Texas, weekends by Friday, Thursday evenings, and the Monday
/// of Martin Luther King by whoever has the weekend (Tex. Fam. Code, sections 153.312 and 153.315).
#[test]
fn the_texas_order_gives_frank_seven_nights_and_176_hours() {
    let plan = example("texas-standard-order");
    let dates = (date(2027, 1, 11), date(2027, 2, 8));
    let timeline = compile_dates(&plan, dates, &[]);
    let measures = plan::measure(&plan, &timeline);
    for child in plan.children() {
        let found = measures.child(&child.id).unwrap();
        assert_eq!(
            (found.overnights.a, found.overnights.b),
            (21, 7),
            "{}",
            child.name
        );
        assert_eq!(found.hours(Side::B), 176.0, "{}", child.name);
        assert_eq!(found.hours(Side::A), 28.0 * 24.0 - 176.0, "{}", child.name);
    }
    let long: Vec<i64> = timeline.children()[0]
        .stays()
        .iter()
        .filter(|stay| stay.parent == Side::B)
        .map(|stay| (stay.end.as_second() - stay.start.as_second()) / 3600)
        .collect();
    assert_eq!(long, [2, 72, 2, 2, 48, 2, 48]);
}

/// On the Monday of Martin Luther King the clause of that day speaks, over Maria's home.
#[test]
fn the_holiday_monday_is_explained() {
    let plan = example("texas-standard-order");
    let timeline = compile_dates(&plan, (date(2027, 1, 11), date(2027, 2, 8)), &[]);
    let at = timeline.instant(date(2027, 1, 18).at(9, 0, 0, 0));
    let found = explain(&plan, &timeline, &id("ruby"), at).unwrap();
    assert_eq!(found.outcome, Outcome::Care(Side::B));
    let steps: Vec<&str> = found
        .steps
        .iter()
        .map(|step| match step.because {
            Because::Clause(clause) => clause.id.as_str(),
            Because::Agreed(_) => panic!("nothing was agreed"),
        })
        .collect();
    assert_eq!(steps, ["monday-holidays", "primary-residence"]);
}

/// Scenario 8: every other Saturday at a centre, video each Wednesday for a quarter of an hour.
#[test]
fn supervised_contact_is_two_visits_and_four_calls_in_february() {
    let plan = example("supervised-contact");
    let timeline = compile_dates(&plan, FEBRUARY, &[]);
    let measures = plan::measure(&plan, &timeline);
    let finn = &measures.children[0];
    assert_eq!((finn.overnights.a, finn.overnights.b), (28, 0));
    assert_eq!(finn.hours(Side::B), 4.0);
    let visits: Vec<_> = timeline.children()[0]
        .stays()
        .iter()
        .filter(|stay| stay.parent == Side::B)
        .map(|stay| stay.start)
        .collect();
    let saturday = |day: i8| timeline.instant(date(2027, 2, day).at(10, 0, 0, 0));
    assert_eq!(visits, [saturday(6), saturday(20)]);
    let calls = calls(&plan, &timeline);
    let seconds = calls
        .iter()
        .map(|call| call.end.as_second() - call.at.as_second());
    assert_eq!((calls.len(), seconds.sum::<i64>()), (4, 3600));
    let clause = |name: &str| plan.find_clause(&name.parse().unwrap()).unwrap().1;
    assert!(clause("visits").supervision.is_some());
    assert!(clause("unsupervised").supervision.is_none());
}
