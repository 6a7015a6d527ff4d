//! Each kind of rule on days that are easy to get wrong: changes of the clocks, leap days, the
//! first and last day, birthdays, precedence.

mod common;

use common::{compile_dates, id, measure_dates, read, with_clauses, with_clauses_from};
use jiff::civil::{Date, DateTime, date};
use plan::{Because, ClauseIndex, OneOff, Outcome, ParentingPlan, Side, Source, Timeline, explain};

const ALWAYS_MARA: &str = "always = \"mara\"";
const WEEKEND: &str = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"] }";

/// The stretches of care of the only child, in local time with the letter of the parent.
fn stays(plan: &ParentingPlan, timeline: &Timeline) -> Vec<String> {
    let local = |at: jiff::Timestamp| at.to_zoned(plan.zone().clone()).strftime("%m-%d %H:%M%:z").to_string();
    let child = &timeline.children()[0];
    child
        .stays()
        .iter()
        .map(|stay| format!("{} {} - {}", plan.parent(stay.parent).letter, local(stay.start), local(stay.end)))
        .collect()
}

/// The stays over a window under clauses.
fn check(clauses: &[&str], dates: (Date, Date), expected: &[&str]) {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, dates, &[]);
    assert_eq!(stays(&plan, &timeline), expected);
}

#[test]
fn a_change_keeps_its_clock_time_over_the_changes_of_the_clocks() {
    let nights = "nights = { sequence = \"ME\", start = 2027-03-27, change = \"08:30\" }";
    check(
        &[nights],
        (date(2027, 3, 27), date(2027, 3, 30)),
        &[
            "E 03-27 00:00+01:00 - 03-27 08:30+01:00",
            "M 03-27 08:30+01:00 - 03-28 08:30+02:00",
            "E 03-28 08:30+02:00 - 03-29 08:30+02:00",
            "M 03-29 08:30+02:00 - 03-30 00:00+02:00",
        ],
    );
    let measures = measure_dates(&read(&with_clauses(&[nights])), (date(2027, 3, 27), date(2027, 3, 30)));
    let noor = &measures.children[0];
    assert_eq!((noor.overnights.a, noor.overnights.b), (2, 1));
    assert_eq!(noor.hours(Side::A) + noor.hours(Side::B), 71.0);
}

#[test]
fn a_time_that_does_not_exist_shifts_forward() {
    let span = "spans = [{ parent = \"elias\", from = 2027-03-28T02:30:00, until = 2027-03-28T05:00:00 }]";
    check(
        &[ALWAYS_MARA, span],
        (date(2027, 3, 28), date(2027, 3, 29)),
        &[
            "M 03-28 00:00+01:00 - 03-28 03:30+02:00",
            "E 03-28 03:30+02:00 - 03-28 05:00+02:00",
            "M 03-28 05:00+02:00 - 03-29 00:00+02:00",
        ],
    );
}

#[test]
fn a_span_that_the_clocks_skip_is_nothing() {
    // 02:30 shifts to 03:30, so that the end at 03:15 comes before it.
    let span = "spans = [{ parent = \"elias\", from = 2027-03-28T02:30:00, until = 2027-03-28T03:15:00 }]";
    check(
        &[ALWAYS_MARA, span],
        (date(2027, 3, 28), date(2027, 3, 29)),
        &["M 03-28 00:00+01:00 - 03-29 00:00+02:00"],
    );
}

#[test]
fn of_a_time_that_comes_twice_the_first_is_meant() {
    let span = "spans = [{ parent = \"elias\", from = 2027-10-31T02:30:00, until = 2027-10-31T05:00:00 }]";
    check(
        &[ALWAYS_MARA, span],
        (date(2027, 10, 31), date(2027, 11, 1)),
        &[
            "M 10-31 00:00+02:00 - 10-31 02:30+02:00",
            "E 10-31 02:30+02:00 - 10-31 05:00+01:00",
            "M 10-31 05:00+01:00 - 11-01 00:00+01:00",
        ],
    );
    let measures = measure_dates(&read(&with_clauses(&[ALWAYS_MARA, span])), (date(2027, 10, 31), date(2027, 11, 1)));
    assert_eq!(measures.children[0].hours(Side::B), 3.5);
}

#[test]
fn leap_days_are_nights_like_others() {
    let nights = "nights = { pattern = \"alternating-weeks\", start = 2028-02-21, change = \"08:30\" }";
    let plan = read(&with_clauses(&[nights]));
    let measures = measure_dates(&plan, (date(2028, 2, 1), date(2028, 3, 1)));
    assert_eq!(measures.children[0].nights, 29);
    check(
        &[nights],
        (date(2028, 2, 27), date(2028, 3, 7)),
        &[
            "M 02-27 00:00+01:00 - 02-28 08:30+01:00",
            "E 02-28 08:30+01:00 - 03-06 08:30+01:00",
            "M 03-06 08:30+01:00 - 03-07 00:00+01:00",
        ],
    );
}

#[test]
fn a_plan_begins_with_whoever_has_its_first_night() {
    let nights = "nights = { sequence = \"MMMMMMM EEEEEEE\", start = 2027-02-01, change = \"08:30\" }";
    let plan = read(&with_clauses_from("2027-02-01", &[nights]));
    let timeline = compile_dates(&plan, (date(2027, 1, 25), date(2027, 2, 9)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        ["M 02-01 00:00+01:00 - 02-08 08:30+01:00", "E 02-08 08:30+01:00 - 02-09 00:00+01:00"]
    );
    assert!(timeline.children()[0].gaps.is_empty(), "before the plan nothing is missing");
}

#[test]
fn a_plan_that_ends_counts_its_last_night() {
    let nights = "nights = { sequence = \"ME\", start = 2027-02-01, change = \"08:30\" }";
    let text = with_clauses(&[nights]).replace("from = 2020-01-01", "from = 2020-01-01\nuntil = 2027-03-01");
    let plan = read(&text);
    for to in [date(2027, 3, 1), date(2027, 4, 1)] {
        let timeline = compile_dates(&plan, (date(2027, 2, 1), to), &[]);
        let nights: Vec<_> = timeline.nights(&id("noor")).into_iter().flatten().collect();
        assert_eq!(nights.len(), 28, "until {to}");
        let measures = plan::measure(&plan, &timeline);
        assert_eq!((measures.children[0].overnights.a, measures.children[0].overnights.b), (14, 14));
        let last = timeline.children()[0].care.last().unwrap();
        assert_eq!(last.end, timeline.midnight(date(2027, 3, 1)));
    }
}

#[test]
fn one_rhythm_follows_another_without_a_gap() {
    let first = "until = 2027-02-01\nnights = { sequence = \"M\", start = 2027-01-01, change = \"08:30\" }";
    let second = "from = 2027-02-01\nnights = { sequence = \"E\", start = 2027-01-01, change = \"08:30\" }";
    let plan = read(&with_clauses(&[first, second]));
    let timeline = compile_dates(&plan, (date(2027, 1, 30), date(2027, 2, 3)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        ["M 01-30 00:00+01:00 - 02-01 08:30+01:00", "E 02-01 08:30+01:00 - 02-03 00:00+01:00"]
    );
    assert!(timeline.children()[0].gaps.is_empty() && timeline.children()[0].clashes.is_empty());
}

#[test]
fn care_begins_with_birth() {
    let text = with_clauses_from("2026-01-01", &[ALWAYS_MARA]).replace("born = 2019-05-21", "born = 2026-02-15");
    let plan = read(&text);
    let timeline = compile_dates(&plan, (date(2026, 2, 1), date(2026, 2, 20)), &[]);
    assert_eq!(stays(&plan, &timeline), ["M 02-15 00:00+01:00 - 02-20 00:00+01:00"]);
    assert!(timeline.children()[0].gaps.is_empty());
}

#[test]
fn a_leap_day_child_steps_up_on_1_march() {
    let step = "from_birthday = 3\nweekly = { parent = \"elias\", windows = [\"mon 10:00 - 12:00\"] }";
    let text = with_clauses_from("2024-03-01", &[ALWAYS_MARA, step]).replace("born = 2019-05-21", "born = 2024-02-29");
    let plan = read(&text);
    // 28 February 2027 is a Sunday, 1 March a Monday.
    let timeline = compile_dates(&plan, (date(2027, 2, 22), date(2027, 3, 2)), &[]);
    let visits: Vec<String> = stays(&plan, &timeline).into_iter().filter(|stay| stay.starts_with('E')).collect();
    assert_eq!(visits, ["E 03-01 10:00+01:00 - 03-01 12:00+01:00"]);
}

#[test]
fn the_change_may_differ_by_weekday() {
    let nights = "nights = { sequence = \"MMMMEEE\", start = 2027-02-01, change = { monday = \"08:30\", fri = \"15:15\" } }";
    check(
        &[nights],
        (date(2027, 2, 1), date(2027, 2, 9)),
        &[
            "E 02-01 00:00+01:00 - 02-01 08:30+01:00",
            "M 02-01 08:30+01:00 - 02-05 15:15+01:00",
            "E 02-05 15:15+01:00 - 02-08 08:30+01:00",
            "M 02-08 08:30+01:00 - 02-09 00:00+01:00",
        ],
    );
}

#[test]
fn weeks_may_begin_on_another_day_and_take_the_parity_of_that_day() {
    let weeks = "weeks = { odd = \"elias\", even = \"mara\", day = \"friday\", change = \"17:00\" }";
    // 5 February 2027 lies in week 5, 12 February in week 6.
    check(
        &[weeks],
        (date(2027, 2, 4), date(2027, 2, 14)),
        &[
            "M 02-04 00:00+01:00 - 02-05 17:00+01:00",
            "E 02-05 17:00+01:00 - 02-12 17:00+01:00",
            "M 02-12 17:00+01:00 - 02-14 00:00+01:00",
        ],
    );
}

#[test]
fn weeks_of_one_parity_leave_the_others_to_what_stands_below() {
    let weeks = "weeks = { odd = \"elias\", change = \"08:30\" }";
    check(
        &[ALWAYS_MARA, weeks],
        (date(2027, 2, 1), date(2027, 2, 15)),
        &[
            "M 02-01 00:00+01:00 - 02-01 08:30+01:00",
            "E 02-01 08:30+01:00 - 02-08 08:30+01:00",
            "M 02-08 08:30+01:00 - 02-15 00:00+01:00",
        ],
    );
}

#[test]
fn every_second_weekend_counts_from_its_start_in_both_directions() {
    let weekend = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"], every = 2, start = 2027-04-30 }";
    let plan = read(&with_clauses(&[ALWAYS_MARA, weekend]));
    for (from, to) in [(date(2027, 4, 26), date(2027, 5, 24)), (date(2026, 9, 14), date(2026, 10, 12))] {
        let noor = &measure_dates(&plan, (from, to)).children[0];
        assert_eq!(noor.overnights.b, 6, "from {from}");
    }
}

#[test]
fn windows_may_follow_odd_and_even_weeks() {
    for (parity, expected) in [("odd", 3), ("even", 3)] {
        let weekend = format!("weekly = {{ parent = \"elias\", windows = [\"sat 10:00 - sun 10:00\"], weeks = \"{parity}\" }}");
        let plan = read(&with_clauses(&[ALWAYS_MARA, &weekend]));
        let timeline = compile_dates(&plan, (date(2027, 1, 4), date(2027, 2, 15)), &[]);
        let nights = timeline.nights(&id("noor"));
        let dates: Vec<i8> = timeline
            .window()
            .dates()
            .zip(nights)
            .filter(|(_, night)| *night == Some(Side::B))
            .map(|(date, _)| date.iso_week_date().week())
            .collect();
        assert_eq!(dates.len(), expected);
        assert!(dates.iter().all(|week| (week % 2 == 1) == (parity == "odd")), "{dates:?}");
    }
}

#[test]
fn a_weekend_that_began_before_the_plan_is_cut_at_its_beginning() {
    let plan = read(&with_clauses_from("2027-02-06", &[ALWAYS_MARA, WEEKEND]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 9)), &[]);
    assert_eq!(
        stays(&plan, &timeline),
        ["E 02-06 00:00+01:00 - 02-08 08:30+01:00", "M 02-08 08:30+01:00 - 02-09 00:00+01:00"]
    );
}

#[test]
fn no_clause_means_a_gap() {
    let plan = read(&with_clauses(&[WEEKEND]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 8)), &[]);
    let [gap] = timeline.children()[0].gaps.as_slice() else { panic!("one gap") };
    assert_eq!(gap.end, timeline.instant(date(2027, 2, 5).at(17, 0, 0, 0)));
    assert_eq!(gap.start, timeline.start());
}

fn one_off(id: &str, parent: Side, start: DateTime, end: DateTime) -> OneOff {
    OneOff { id: id.to_owned(), children: vec!["noor".parse().unwrap()], parent, start, end }
}

#[test]
fn an_agreement_stands_above_the_rhythm_and_a_later_one_above_an_earlier() {
    let plan = read(&with_clauses(&[ALWAYS_MARA, WEEKEND]));
    let (friday, saturday) = (date(2027, 2, 5).at(17, 0, 0, 0), date(2027, 2, 6).at(12, 0, 0, 0));
    let agreed = [
        one_off("first", Side::A, friday, date(2027, 2, 8).at(8, 30, 0, 0)),
        one_off("second", Side::B, saturday, date(2027, 2, 7).at(12, 0, 0, 0)),
        one_off("backwards", Side::B, saturday, friday),
    ];
    let timeline = compile_dates(&plan, (date(2027, 2, 5), date(2027, 2, 9)), &agreed);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "M 02-05 00:00+01:00 - 02-06 12:00+01:00",
            "E 02-06 12:00+01:00 - 02-07 12:00+01:00",
            "M 02-07 12:00+01:00 - 02-09 00:00+01:00"
        ]
    );
    let care = timeline.children()[0].at(timeline.instant(saturday)).unwrap();
    let names: Vec<String> = care.overrode.iter().map(|source| format!("{source:?}")).collect();
    assert_eq!(names, ["Agreed(AgreedIndex(0))", "Clause(ClauseIndex(1))", "Clause(ClauseIndex(0))"]);
    assert!(timeline.children()[0].clashes.is_empty());
}

#[test]
fn two_of_equal_rank_for_one_parent_do_not_clash_and_the_first_listed_applies() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }]";
    let plan = read(&with_clauses(&[ALWAYS_MARA, spans, spans]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 5)), &[]);
    let child = &timeline.children()[0];
    assert!(child.clashes.is_empty());
    let care = child.at(timeline.midnight(date(2027, 2, 3))).unwrap();
    let first = plan.find_clause(&"c1".parse().unwrap()).unwrap().0;
    let second = plan.find_clause(&"c2".parse().unwrap()).unwrap().0;
    let fallback = plan.find_clause(&"c0".parse().unwrap()).unwrap().0;
    assert_eq!(care.source, Source::Clause(first));
    assert_eq!(*care.overrode, [Source::Clause(second), Source::Clause(fallback)]);
}

#[test]
fn two_spans_of_one_clause_can_clash() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }, { parent = \"mara\", from = 2027-02-03, until = 2027-02-05 }]";
    let plan = read(&with_clauses(&[ALWAYS_MARA, spans]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[]);
    let child = &timeline.children()[0];
    let [clash] = child.clashes.as_slice() else { panic!("one clash") };
    assert_eq!((clash.start, clash.end), (timeline.midnight(date(2027, 2, 3)), timeline.midnight(date(2027, 2, 4))));
    assert_eq!(clash.between.iter().map(|(_, side)| *side).collect::<Vec<_>>(), [Side::B, Side::A]);
}

#[test]
fn what_stands_above_a_clash_settles_it() {
    let spans = |parent: &str| format!("spans = [{{ parent = \"{parent}\", from = 2027-02-02, until = 2027-02-04 }}]");
    let order = format!("rank = \"order\"\n{}", spans("elias"));
    let plan = read(&with_clauses(&[&spans("mara"), &spans("elias"), &order, ALWAYS_MARA]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[]);
    let child = &timeline.children()[0];
    assert!(child.clashes.is_empty());
    assert_eq!(child.at(timeline.midnight(date(2027, 2, 3))).unwrap().overrode.len(), 3);
}

#[test]
fn precedence_is_the_plans_own() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }]";
    let text = with_clauses(&["nights = { sequence = \"M\", start = 2027-02-01, change = \"08:30\" }", spans]);
    let turned = text.replace("zone =", "precedence = [\"agreed\", \"regular\", \"holiday\"]\nzone =");
    let at = |text: &str| {
        let plan = read(text);
        let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[]);
        timeline.children()[0].at(timeline.midnight(date(2027, 2, 3))).map(|care| care.parent)
    };
    assert_eq!(at(&text), Some(Side::B));
    assert_eq!(at(&turned), Some(Side::A));
}

#[test]
fn an_explanation_names_the_whole_chain() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }]";
    let nights = "nights = { sequence = \"M\", start = 2027-02-01, change = \"08:30\" }";
    let plan = read(&with_clauses(&[ALWAYS_MARA, nights, spans]));
    let swap = one_off("swap-1", Side::A, date(2027, 2, 3).at(9, 0, 0, 0), date(2027, 2, 3).at(18, 0, 0, 0));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[swap]);
    let at = timeline.instant(date(2027, 2, 3).at(12, 0, 0, 0));
    let explanation = explain(&plan, &timeline, &id("noor"), at).unwrap();
    assert_eq!(explanation.outcome, Outcome::Care(Side::A));
    let chain: Vec<(&str, Side)> = explanation.steps.iter().map(|step| (step.rank, step.parent)).collect();
    assert_eq!(
        chain,
        [("agreed", Side::A), ("holiday", Side::B), ("regular", Side::A), ("fallback", Side::A)]
    );
    assert!(matches!(explanation.steps[0].because, Because::Agreed(agreed) if agreed.id == "swap-1"));
    assert!(matches!(explanation.steps[1].because, Because::Clause(clause) if clause.number == 3));
    assert_eq!(explain(&plan, &timeline, &id("noor"), timeline.end()), None);
    assert_eq!(explain(&plan, &timeline, &id("nobody"), at), None);
}

#[test]
fn an_explanation_agrees_with_the_timeline_at_each_hour() {
    let plan = common::example("four-children");
    let timeline = compile_dates(&plan, (date(2027, 1, 25), date(2027, 3, 1)), &[]);
    for child in timeline.children() {
        let mut at = timeline.start();
        while at < timeline.end() {
            let explanation = explain(&plan, &timeline, &child.child, at).unwrap();
            let care = child.at(at).unwrap();
            assert_eq!(explanation.outcome, Outcome::Care(care.parent));
            let sources: Vec<Source> = explanation.steps.iter().map(|step| step.source).collect();
            let expected: Vec<Source> = std::iter::once(care.source).chain(care.overrode.iter().copied()).collect();
            assert_eq!(sources, expected, "{at}");
            at += jiff::SignedDuration::from_mins(30);
        }
    }
}

#[test]
fn the_night_may_be_counted_at_another_hour() {
    // Elias brings back at 01:00, so that at midnight the child is with him, at 03:00 is not.
    let window = "weekly = { parent = \"elias\", windows = [\"sat 10:00 - sun 01:00\"] }";
    let text = with_clauses(&[ALWAYS_MARA, window]);
    let later = text.replace("zone =", "night_at = \"03:00\"\nzone =");
    let nights = |text: &str| measure_dates(&read(text), (date(2027, 2, 1), date(2027, 2, 8))).children[0].overnights.b;
    assert_eq!(nights(&text), 1);
    assert_eq!(nights(&later), 0);
}

#[test]
fn a_window_has_its_limits() {
    use plan::{Window, WindowError};
    let day = date(2027, 2, 1);
    assert!(matches!(Window::new(day, day), Err(WindowError::Empty { .. })));
    assert!(matches!(Window::new(date(1950, 1, 1), date(2060, 1, 1)), Err(WindowError::TooLong { .. })));
    assert!(matches!(Window::new(Date::MIN, day), Err(WindowError::OutOfRange { .. })));
    assert_eq!(Window::new(day, date(2027, 3, 1)).unwrap().nights(), 28);
}

#[test]
fn measures_as_json_are_stable() {
    let measures = measure_dates(&common::example("clash"), (date(2027, 7, 19), date(2027, 8, 2)));
    insta::assert_snapshot!(serde_json::to_string_pretty(&measures).unwrap());
}

#[test]
fn a_foreign_clause_index_cannot_be_made_outside() {
    let plan = common::example("clash");
    let indexes: Vec<ClauseIndex> = plan.indexed_clauses().map(|(index, _)| index).collect();
    assert!(indexes.iter().all(|&index| plan.clauses().get(index.get()) == Some(plan.clause(index))));
}
