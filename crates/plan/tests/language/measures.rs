//! Measures by month and year, of weekends, inside and outside of stretches, and the shares that
//! the field publishes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, example, measure_dates, read, with_clauses};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use plan::{
    ParentingPlan, PerParent, Period, PeriodMeasures, Side, Timeline, measure, measure_by,
    measure_within, seconds_outside,
};

const YEAR_2027: (Date, Date) = (date(2027, 1, 1), date(2028, 1, 1));

const ALWAYS_MARA: &str = "always = \"mara\"\nrank = \"fallback\"";

fn both<T: Copy>(values: PerParent<T>) -> (T, T) {
    (values.a, values.b)
}

fn days(number: i32) -> Span {
    Span::new().days(number)
}

/// A plan in which Elias has so many nights from each of these dates on, 17:00 to 17:00.
fn with_elias(starts: &[Date], nights: i32, more: &[&str]) -> ParentingPlan {
    let spans: Vec<String> = starts
        .iter()
        .map(|start| {
            let until = start.saturating_add(days(nights));
            format!("{{ parent = \"elias\", from = {start}T17:00:00, until = {until}T17:00:00 }}")
        })
        .collect();
    let spans = format!("spans = [{}]\nrank = \"holiday\"", spans.join(", "));
    let clauses: Vec<&str> = [ALWAYS_MARA, &spans]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    read(&with_clauses(&clauses))
}

fn dates(plan: &ParentingPlan, window: (Date, Date)) -> Timeline {
    compile_dates(plan, window, &[])
}

mod periods {
    use super::*;

    fn by(plan: &ParentingPlan, window: (Date, Date), period: Period) -> Vec<PeriodMeasures> {
        measure_by(plan, &dates(plan, window), period)
    }

    fn bounds(periods: &[PeriodMeasures]) -> Vec<String> {
        let line = |one: &PeriodMeasures| {
            let whole = if one.whole { "whole" } else { "part" };
            format!("{} {} {whole}", one.from, one.to)
        };
        periods.iter().map(line).collect()
    }

    #[test]
    fn months_and_years_are_cut_at_the_window() {
        let plan = read(&with_clauses(&[ALWAYS_MARA]));
        let window = (date(2026, 12, 15), date(2027, 3, 1));
        assert_eq!(
            bounds(&by(&plan, window, Period::Month)),
            [
                "2026-12-15 2027-01-01 part",
                "2027-01-01 2027-02-01 whole",
                "2027-02-01 2027-03-01 whole"
            ]
        );
        assert_eq!(
            bounds(&by(&plan, window, Period::Year)),
            ["2026-12-15 2027-01-01 part", "2027-01-01 2027-03-01 part"]
        );
    }

    #[test]
    fn twelve_and_twenty_four_months_begin_with_the_window() {
        let plan = read(&with_clauses(&[ALWAYS_MARA]));
        let window = (date(2028, 2, 29), date(2031, 2, 28));
        assert_eq!(
            bounds(&by(&plan, window, Period::TwelveMonths)),
            [
                "2028-02-29 2029-02-28 whole",
                "2029-02-28 2030-02-28 whole",
                "2030-02-28 2031-02-28 whole"
            ]
        );
        assert_eq!(
            bounds(&by(&plan, window, Period::TwentyFourMonths)),
            ["2028-02-29 2030-02-28 whole", "2030-02-28 2031-02-28 part"]
        );
    }

    /// Christmas in even years only: a share of 12 months tells half of the story.
    #[test]
    fn twenty_four_months_even_out_what_alternates_by_year() {
        let plan = with_elias(&[date(2028, 12, 20)], 14, &[]);
        let window = (date(2027, 7, 1), date(2029, 7, 1));
        let nights = |period| -> Vec<(u32, u32)> {
            by(&plan, window, period)
                .iter()
                .map(|one| both(one.children[0].overnights))
                .collect()
        };
        assert_eq!(nights(Period::TwelveMonths), [(366, 0), (351, 14)]);
        assert_eq!(nights(Period::TwentyFourMonths), [(717, 14)]);
        let share = by(&plan, window, Period::TwentyFourMonths)[0].children[0].share(Side::B);
        assert!((share - 14.0 / 731.0).abs() < 1e-12);
    }

    #[test]
    fn a_handover_where_two_months_meet_belongs_to_the_second() {
        let plan = read(&with_clauses(&[
            "nights = { sequence = \"M E\", start = 2027-01-31, change = \"00:00\" }",
        ]));
        let window = (date(2027, 1, 30), date(2027, 2, 3));
        let handovers: Vec<u32> = by(&plan, window, Period::Month)
            .iter()
            .map(|one| one.children[0].handovers)
            .collect();
        let whole = measure_dates(&plan, window).children[0].handovers;
        assert_eq!(handovers.iter().sum::<u32>(), whole);
        assert_eq!(handovers, [1, 2]);
    }

    /// March 2027 has an hour less and October one more in Amsterdam.
    #[test]
    fn hours_are_elapsed_hours() {
        let plan = read(&with_clauses(&[ALWAYS_MARA]));
        let hours: Vec<f64> = by(&plan, YEAR_2027, Period::Month)
            .iter()
            .map(|one| one.children[0].hours(Side::A))
            .collect();
        assert_eq!((hours[0], hours[2], hours[9]), (744.0, 743.0, 745.0));
        assert_eq!(hours.iter().sum::<f64>(), 8_760.0);
    }

    #[test]
    fn periods_as_json_are_stable() {
        let periods = by(
            &example("four-children"),
            (date(2027, 2, 15), date(2027, 3, 15)),
            Period::Month,
        );
        insta::assert_snapshot!(serde_json::to_string_pretty(&periods).unwrap());
    }
}

mod weekends {
    use super::*;
    use plan::WeekendMeasures;

    fn of(plan: &ParentingPlan, window: (Date, Date)) -> WeekendMeasures {
        measure_dates(plan, window).children[0].weekends
    }

    /// Each Friday of 2027 that is the 1st, 3rd or 5th of its kind in its month, by the day that
    /// is counted: 0 the Friday itself, 1 the Saturday after it.
    fn first_third_fifth(counted: i32) -> Vec<Date> {
        date(2027, 1, 1)
            .series(Span::new().weeks(1))
            .take_while(|friday| friday.year() == 2027)
            .filter(|friday| {
                let day = friday.saturating_add(days(counted)).day();
                (day - 1) / 7 % 2 == 0
            })
            .collect()
    }

    /// DOMAIN 2, weekends of the month: both ways of counting give 29 weekends whose Friday lies
    /// in 2027. The last one begins on 31 December, so its Saturday night is in 2028.
    #[test]
    fn fridays_and_saturdays_both_give_29_weekends_in_2027() {
        for counted in [0, 1] {
            let weekends = of(&with_elias(&first_third_fifth(counted), 2, &[]), YEAR_2027);
            assert_eq!(weekends.count, 53);
            assert_eq!(both(weekends.whole), (24, 29));
            assert_eq!(both(weekends.fridays), (24, 29));
            assert_eq!(both(weekends.saturdays), (24, 29));
            assert_eq!(weekends.split, 0);
            assert_eq!(both(weekends.in_a_row), (1, 2));
        }
    }

    /// DOMAIN 2: they differ on all four weekends of 7, 14, 21 and 28 May.
    #[test]
    fn fridays_and_saturdays_differ_in_may_2027() {
        let may = (date(2027, 5, 3), date(2027, 5, 31));
        let fridays = of(&with_elias(&first_third_fifth(0), 2, &[]), may);
        let saturdays = of(&with_elias(&first_third_fifth(1), 2, &[]), may);
        assert_eq!((fridays.count, both(fridays.whole)), (4, (2, 2)));
        assert_eq!((saturdays.count, both(saturdays.whole)), (4, (2, 2)));
        for friday in [7, 14, 21, 28] {
            let one = (
                date(2027, 5, friday),
                date(2027, 5, friday).saturating_add(days(2)),
            );
            let by_friday = of(&with_elias(&first_third_fifth(0), 2, &[]), one).whole.b;
            let by_saturday = of(&with_elias(&first_third_fifth(1), 2, &[]), one).whole.b;
            assert_eq!(by_friday + by_saturday, 1, "{friday} May");
        }
    }

    #[test]
    fn a_weekend_of_which_each_has_a_night_is_split_and_ends_a_row() {
        let plan = with_elias(
            &[date(2027, 2, 5), date(2027, 2, 12)],
            2,
            &[
                "spans = [{ parent = \"elias\", from = 2027-02-20T17:00:00, until = 2027-02-21T17:00:00 }]\nrank = \"agreed\"",
            ],
        );
        let weekends = of(&plan, (date(2027, 2, 1), date(2027, 3, 8)));
        assert_eq!(weekends.count, 5);
        assert_eq!(both(weekends.whole), (2, 2));
        assert_eq!(weekends.split, 1);
        assert_eq!(both(weekends.in_a_row), (2, 2));
        assert_eq!(both(weekends.fridays), (3, 2));
        assert_eq!(both(weekends.saturdays), (2, 3));
    }

    #[test]
    fn a_saturday_at_the_beginning_of_the_window_belongs_to_no_weekend() {
        let plan = read(&with_clauses(&[ALWAYS_MARA]));
        let weekends = of(&plan, (date(2027, 2, 6), date(2027, 2, 12)));
        assert_eq!(weekends, WeekendMeasures::default());
    }

    #[test]
    fn where_nobody_has_a_night_a_weekend_is_neither_whole_nor_split() {
        let text = with_clauses(&[ALWAYS_MARA]).replace("zone =", "until = 2027-02-13\nzone =");
        let weekends = of(&read(&text), (date(2027, 2, 5), date(2027, 2, 19)));
        assert_eq!((weekends.count, weekends.split), (2, 0));
        assert_eq!(both(weekends.whole), (1, 0));
        assert_eq!(
            (both(weekends.fridays), both(weekends.saturdays)),
            ((2, 0), (1, 0))
        );
    }
}

mod stretches {
    use super::*;

    type Stretch = (Timestamp, Timestamp);

    fn stretch(timeline: &Timeline, from: (i8, i8), until: (i8, i8)) -> Stretch {
        let at = |(day, hour): (i8, i8)| timeline.instant(date(2027, 2, day).at(hour, 0, 0, 0));
        (at(from), at(until))
    }

    fn february() -> (ParentingPlan, Timeline) {
        let plan = with_elias(&[date(2027, 2, 5)], 2, &[]);
        let timeline = dates(&plan, (date(2027, 2, 1), date(2027, 3, 1)));
        (plan, timeline)
    }

    /// Elias has Friday 5 February 17:00 to Sunday 17:00: 48 hours.
    #[test]
    fn hours_without_school_leave_school_out_once() {
        let (_, timeline) = february();
        let child = &timeline.children()[0];
        let hours = |stretches: &[Stretch]| {
            let seconds = seconds_outside(child, stretches);
            (seconds.a / 3_600, seconds.b / 3_600)
        };
        assert_eq!(hours(&[]), (28 * 24 - 48, 48));
        let monday = stretch(&timeline, (1, 9), (1, 15));
        assert_eq!(hours(&[monday]), (28 * 24 - 48 - 6, 48));
        let over_the_change = stretch(&timeline, (5, 15), (5, 19));
        assert_eq!(hours(&[over_the_change, monday]), (28 * 24 - 48 - 8, 46));
        let overlapping = stretch(&timeline, (1, 12), (1, 16));
        assert_eq!(
            hours(&[overlapping, monday, monday]),
            (28 * 24 - 48 - 7, 48)
        );
        let empty = (monday.1, monday.0);
        assert_eq!(hours(&[empty]), (28 * 24 - 48, 48));
    }

    #[test]
    fn nights_within_a_holiday_are_those_whose_midnight_it_holds() {
        let (_, timeline) = february();
        let child = &timeline.children()[0];
        let within = |from, until| {
            let measures = measure_within(&timeline, child, &[stretch(&timeline, from, until)]);
            (
                both(measures.overnights),
                measures.nights,
                measures.hours(Side::B),
            )
        };
        // Saturday 00:00 to Monday 00:00: the nights of Saturday and Sunday.
        assert_eq!(within((6, 0), (8, 0)), ((1, 1), 2, 41.0));
        // Friday when school ends to Monday when it starts: three nights.
        assert_eq!(within((5, 15), (8, 8)), ((1, 2), 3, 48.0));
        assert_eq!(within((6, 10), (6, 18)), ((0, 0), 0, 8.0));
    }

    #[test]
    fn one_holiday_may_have_several_stretches() {
        let (_, timeline) = february();
        let child = &timeline.children()[0];
        let holiday = [
            stretch(&timeline, (20, 0), (22, 0)),
            stretch(&timeline, (5, 12), (7, 12)),
            stretch(&timeline, (6, 12), (8, 0)),
        ];
        let measures = measure_within(&timeline, child, &holiday);
        assert_eq!((both(measures.overnights), measures.nights), ((3, 2), 5));
        assert_eq!(measures.all_seconds, (60 + 48) * 3_600);
        assert_eq!(
            measures.seconds.a + measures.seconds.b,
            measures.all_seconds
        );
    }
}

/// DOMAIN 2, published shares: days / 365, an evening being half a day.
mod published_shares {
    use super::*;

    const EVENING: &str = "weekly = { parent = \"elias\", windows = [\"wed 17:00 - 19:30\"] }";
    const OVERNIGHT: &str =
        "weekly = { parent = \"elias\", windows = [\"wed 17:00 - thu 08:30\"] }";

    fn every_other(nights: i32, more: &[&str]) -> ParentingPlan {
        let fridays: Vec<Date> = date(2027, 1, 8)
            .series(Span::new().weeks(2))
            .take_while(|friday| *friday < date(2027, 12, 31))
            .collect();
        assert_eq!(fridays.len(), 26);
        with_elias(&fridays, nights, more)
    }

    /// Weekends from the first so many Fridays of each month.
    fn a_month(weekends: i8, nights: i32) -> ParentingPlan {
        let fridays: Vec<Date> = (1..=12)
            .flat_map(|month| {
                (1..=weekends).map(move |nth| {
                    date(2027, month, 1)
                        .nth_weekday_of_month(nth, jiff::civil::Weekday::Friday)
                        .unwrap()
                })
            })
            .collect();
        with_elias(&fridays, nights, &[])
    }

    fn check(name: &str, plan: &ParentingPlan, expected_days: f64, expected_percent: f64) {
        let timeline = dates(plan, YEAR_2027);
        let measures = measure(plan, &timeline);
        let evenings = timeline.children()[0]
            .stays()
            .iter()
            .filter(|stay| stay.parent == Side::B)
            .filter(|stay| stay.end.as_second() - stay.start.as_second() < 4 * 3_600)
            .count();
        let evenings = f64::from(u32::try_from(evenings).unwrap());
        let days = f64::from(measures.children[0].overnights.b) + evenings / 2.0;
        assert_eq!(days, expected_days, "{name}");
        let percent = days / 365.0 * 100.0;
        assert!(
            (percent - expected_percent).abs() < 0.005,
            "{name}: {percent}"
        );
    }

    #[test]
    fn a_compiled_year_gives_the_published_share() {
        check("alternate weekends", &every_other(2, &[]), 52.0, 14.25);
        check("+ evening a week", &every_other(2, &[EVENING]), 78.0, 21.37);
        check(
            "+ overnight a week",
            &every_other(2, &[OVERNIGHT]),
            104.0,
            28.49,
        );
        check(
            "extended + overnight",
            &every_other(3, &[OVERNIGHT]),
            130.0,
            35.62,
        );
        check("one weekend a month", &a_month(1, 2), 24.0, 6.58);
        check("two weekends a month", &a_month(2, 2), 48.0, 13.15);
        check("two extended a month", &a_month(2, 3), 72.0, 19.73);
    }

    /// DOMAIN 2: a midweek evening adds hours and two changes of carer, but no night.
    #[test]
    fn an_evening_adds_hours_and_handovers_but_no_night() {
        let (without, with) = (
            measure_dates(&every_other(2, &[]), YEAR_2027),
            measure_dates(&every_other(2, &[EVENING]), YEAR_2027),
        );
        let (without, with) = (&without.children[0], &with.children[0]);
        assert_eq!(with.overnights, without.overnights);
        assert_eq!(with.handovers - without.handovers, 2 * 52);
        assert_eq!(with.hours(Side::B) - without.hours(Side::B), 52.0 * 2.5);
    }
}

#[test]
fn in_a_nest_the_parents_move_and_the_children_do_not() {
    let week =
        "nights = { pattern = \"alternating-weeks\", start = 2027-02-01, change = \"17:00\" }";
    let text = with_clauses(&[week]);
    let nest = text
        .replace("name = \"Mara\"", "name = \"Mara\"\nhome = \"nest\"")
        .replace("name = \"Elias\"", "name = \"Elias\"\nhome = \"nest\"")
        .replacen(
            "[[parent]]",
            "[[home]]\nid = \"nest\"\nname = \"The house\"\n\n[[parent]]",
            1,
        );
    // DOMAIN, section 2: birdnesting has no handovers of children.
    for (text, expected) in [(text, (4, 0)), (nest, (0, 4))] {
        let plan = read(&text);
        let dates = (date(2027, 2, 3), date(2027, 3, 3));
        let measures = measure_dates(&plan, dates);
        let child = &measures.children[0];
        assert_eq!((child.handovers, child.parents_move), expected);
        assert_eq!((child.overnights.a, child.overnights.b), (14, 14));
    }
}
