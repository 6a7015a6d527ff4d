//! What holds for the measures of every plan: periods, weekends and stretches add up.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{measure_dates, read, with_clauses};
use jiff::Span;
use jiff::civil::date;
use plan::{
    ParentingPlan, Period, Side, Window, measure, measure_by, measure_within, seconds_outside,
};
use proptest::prelude::*;

fn days(number: i32) -> Span {
    Span::new().days(number)
}

/// A plan for a child with a rhythm, visits and perhaps an end.
fn any_plan() -> impl Strategy<Value = ParentingPlan> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 1..20);
    let change = prop_oneof![Just("00:00"), Just("08:30"), Just("17:00")];
    let zone = prop_oneof![
        Just("Europe/Amsterdam"),
        Just("America/Chicago"),
        Just("Australia/Lord_Howe")
    ];
    let night = prop_oneof![2 => Just(""), 1 => Just("night_at = \"03:00\"\n")];
    (sequence, change, zone, night, 0..40_i32, any::<bool>()).prop_map(
        |(sequence, change, zone, night, start, ends)| {
            let sequence: String = sequence.into_iter().collect();
            let start = date(2027, 1, 1).saturating_add(days(start));
            let rhythm = format!(
                "nights = {{ sequence = \"{sequence}\", start = {start}, change = \"{change}\" }}"
            );
            let visits = "weekly = { parent = \"elias\", windows = [\"wed 14:00 - 18:00\", \"sat 10:00 - sun 10:00\"], every = 2, start = 2027-01-06 }\nrank = \"holiday\"";
            let until = if ends { "until = 2027-11-14\n" } else { "" };
            let text = with_clauses(&[&rhythm, visits])
                .replace("Europe/Amsterdam", zone)
                .replacen("\n[[parent]]", &format!("{until}{night}\n[[parent]]"), 1);
            read(&text)
        },
    )
}

fn any_window() -> impl Strategy<Value = Window> {
    (0..500_i32, 1..800_i32).prop_map(|(from, length)| {
        let from = date(2026, 10, 1).saturating_add(days(from));
        Window::new(from, from.saturating_add(days(length))).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn periods_add_up_to_the_whole(plan in any_plan(), window in any_window()) {
        let timeline = plan::compile(&plan, window, &[]);
        let whole = &measure(&plan, &timeline).children[0];
        for period in [Period::Month, Period::Year, Period::TwelveMonths, Period::TwentyFourMonths] {
            let periods = measure_by(&plan, &timeline, period);
            prop_assert_eq!(periods[0].from, window.from());
            prop_assert_eq!(periods[periods.len() - 1].to, window.to());
            prop_assert!(periods.windows(2).all(|pair| pair[0].to == pair[1].from));
            let sum = |of: &dyn Fn(&plan::PeriodChild) -> i64| -> i64 {
                periods.iter().map(|one| of(&one.children[0])).sum()
            };
            prop_assert_eq!(sum(&|one| i64::from(one.nights)), i64::from(whole.nights));
            prop_assert_eq!(sum(&|one| i64::from(one.handovers)), i64::from(whole.handovers));
            for side in Side::BOTH {
                prop_assert_eq!(sum(&|one| *one.seconds.get(side)), *whole.seconds.get(side));
                prop_assert_eq!(sum(&|one| i64::from(*one.overnights.get(side))), i64::from(*whole.overnights.get(side)));
            }
        }
    }

    #[test]
    fn a_period_is_measured_like_a_window_of_its_own(plan in any_plan(), window in any_window()) {
        let timeline = plan::compile(&plan, window, &[]);
        for one in measure_by(&plan, &timeline, Period::Month) {
            let alone = measure_dates(&plan, (one.from, one.to));
            let (one, alone) = (&one.children[0], &alone.children[0]);
            prop_assert_eq!(one.overnights, alone.overnights);
            prop_assert_eq!(one.seconds, alone.seconds);
            prop_assert!(one.handovers == alone.handovers || one.handovers == alone.handovers + 1);
        }
    }

    #[test]
    fn weekends_of_two_windows_add_up(plan in any_plan(), window in any_window(), part in 0..100_i32) {
        let length = i32::try_from(window.nights()).unwrap();
        prop_assume!(length > 1);
        let middle = window.from().saturating_add(days(1 + (length - 2) * part / 100));
        let of = |from, to| measure_dates(&plan, (from, to)).children[0].weekends;
        let whole = of(window.from(), window.to());
        let (one, other) = (of(window.from(), middle), of(middle, window.to()));
        prop_assert_eq!(whole.count, one.count + other.count);
        prop_assert_eq!(whole.split, one.split + other.split);
        for side in Side::BOTH {
            prop_assert_eq!(whole.whole.get(side), &(one.whole.get(side) + other.whole.get(side)));
            prop_assert_eq!(whole.fridays.get(side), &(one.fridays.get(side) + other.fridays.get(side)));
            prop_assert_eq!(whole.saturdays.get(side), &(one.saturdays.get(side) + other.saturdays.get(side)));
            prop_assert!(whole.in_a_row.get(side) <= whole.whole.get(side));
        }
    }

    #[test]
    fn inside_and_outside_add_up_to_the_whole(plan in any_plan(), window in any_window(), stretches in prop::collection::vec((-50_i64..20_000, 1_i64..2_000), 0..12)) {
        let timeline = plan::compile(&plan, window, &[]);
        let child = &timeline.children()[0];
        let at = |hours: i64| timeline.start() + jiff::SignedDuration::from_hours(hours);
        let stretches: Vec<_> = stretches.iter().map(|&(from, length)| (at(from), at(from + length))).collect();
        let whole = &measure(&plan, &timeline).children[0];
        let (inside, outside) = (measure_within(&timeline, child, &stretches), seconds_outside(child, &stretches));
        for side in Side::BOTH {
            prop_assert_eq!(inside.seconds.get(side) + outside.get(side), *whole.seconds.get(side));
            prop_assert!(inside.overnights.get(side) <= whole.overnights.get(side));
        }
        prop_assert!(inside.overnights.a + inside.overnights.b <= inside.nights);
        let all = measure_within(&timeline, child, &[(timeline.start(), timeline.end())]);
        prop_assert_eq!((all.overnights, all.nights, all.seconds), (whole.overnights, whole.nights, whole.seconds));
    }
}
