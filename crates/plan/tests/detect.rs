//! The rhythm of a calendar: what was put in is found again, with and without exceptions; what is
//! no rhythm is none; and nothing that is given makes it panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop where it finds something wrong"
)]

use jiff::Span;
use jiff::civil::{Date, Time, Weekday, date, time};
use plan::detect::{DetectError, Detection, Found, NIGHTS_MIN, Rhythm, Suggestion, detect};
use plan::pattern::{self, Pattern};
use plan::{Change, DatedSpan, Side, WeekNumbering};
use proptest::prelude::*;

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    /// From 0 up to but without `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(end).unwrap()).unwrap()
    }

    fn side(&mut self) -> Side {
        Side::BOTH[self.below(2)]
    }
}

fn days_later(from: Date, days: usize) -> Date {
    from.saturating_add(Span::new().days(i64::try_from(days).unwrap()))
}

/// Nights from a date on, changed at a clock time.
fn stretches(first: Date, nights: &[Side], change: Time) -> Vec<DatedSpan> {
    let mut spans: Vec<DatedSpan> = Vec::new();
    for (place, side) in nights.iter().enumerate() {
        let from = days_later(first, place).to_datetime(change);
        let until = days_later(first, place + 1).to_datetime(change);
        match spans.last_mut() {
            Some(span) if span.parent == *side => span.until = until,
            _ => spans.push(DatedSpan {
                parent: *side,
                from,
                until,
            }),
        }
    }
    spans
}

fn suggestions(spans: &[DatedSpan]) -> Vec<Suggestion> {
    match detect(spans).unwrap().found {
        Found::Suggestions(suggestions) => suggestions,
        other @ (Found::OneParent(_) | Found::NoRhythm { .. } | Found::TooLittle) => {
            panic!("{other:?}")
        }
    }
}

/// Whether a rhythm gives these nights from a date on.
fn gives(rhythm: &Rhythm, first: Date, nights: &[Side]) -> bool {
    nights
        .iter()
        .enumerate()
        .all(|(place, side)| rhythm.side_of(days_later(first, place)) == Some(*side))
}

fn change_of(rhythm: &Rhythm) -> Change {
    match rhythm {
        Rhythm::Nights(nights) => nights.change.clone(),
        Rhythm::Weeks(weeks) => Change::Daily(weeks.change),
    }
}

/// What must hold of everything that is found.
fn assert_sound(spans: &[DatedSpan], detection: &Detection) {
    assert!(detection.by_day.iter().all(|place| *place < spans.len()));
    let Found::Suggestions(suggestions) = &detection.found else {
        return;
    };
    assert!((1..=3).contains(&suggestions.len()));
    for suggestion in suggestions {
        assert_eq!(suggestion.nights, detection.nights);
        assert!(suggestion.explained * 100 >= suggestion.nights * 80);
        assert!(suggestion.changes_on_time <= suggestion.changes);
        let unexplained: u32 = suggestion.exceptions.iter().map(|one| one.nights).sum();
        assert_eq!(unexplained, suggestion.unexplained());
        for exception in &suggestion.exceptions {
            assert!(exception.span.from < exception.span.until);
            assert_eq!(exception.would, exception.span.parent.other());
            assert_eq!(
                suggestion.rhythm.side_of(exception.first),
                Some(exception.would)
            );
        }
        for pair in suggestion.exceptions.windows(2) {
            assert!(pair[0].span.until <= pair[1].span.from);
        }
        if let Rhythm::Nights(nights) = &suggestion.rhythm {
            assert_eq!(
                (nights.cycle.len(), nights.start),
                (suggestion.cycle, suggestion.from)
            );
            if let Some(name) = suggestion.name {
                let named = name.pattern.cycle().into_iter();
                let sides: Vec<Side> = match name.first {
                    Side::A => named.collect(),
                    Side::B => named.map(Side::other).collect(),
                };
                assert_eq!(nights.cycle, sides);
                let begins = name.pattern.begins;
                assert!(begins.is_none_or(|begins| begins == nights.start.weekday()));
            }
        }
    }
}

/// Nights of a schedule over three to twelve months: the first date and who has each night.
fn followed(pattern: &Pattern, numbers: &mut Numbers) -> (Date, Vec<Side>) {
    let first = days_later(date(2025, 1, 1), numbers.below(1_000));
    let cycle = pattern.cycle();
    let phase = match pattern.begins {
        // The place in the cycle of a date that is so many days after a Monday.
        Some(_) => {
            let weekday = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap();
            weekday + 7 * numbers.below(cycle.len() / 7)
        }
        None => numbers.below(cycle.len()),
    };
    let swapped = numbers.below(2) == 1;
    let length = 90 + numbers.below(276);
    let nights = cycle.iter().cycle().skip(phase).take(length);
    let side = |side: &Side| if swapped { side.other() } else { *side };
    (first, nights.map(side).collect())
}

/// One night in twenty with the other parent, in stretches of one to three nights.
fn with_exceptions(nights: &[Side], numbers: &mut Numbers) -> Vec<Side> {
    let mut swapped = vec![false; nights.len()];
    let mut left = nights.len().div_ceil(20);
    while left > 0 {
        let (begin, length) = (numbers.below(nights.len()), 1 + numbers.below(3));
        for night in swapped.iter_mut().skip(begin).take(length) {
            if left > 0 && !*night {
                *night = true;
                left -= 1;
            }
        }
    }
    let pairs = nights.iter().zip(swapped);
    pairs
        .map(|(side, swapped)| if swapped { side.other() } else { *side })
        .collect()
}

/// A schedule's nights with exceptions, and whether they and the clock time are found.
fn is_recovered(pattern: &Pattern, numbers: &mut Numbers) -> bool {
    let (first, nights) = followed(pattern, numbers);
    let change = time(
        i8::try_from(numbers.below(24)).unwrap(),
        i8::try_from(numbers.below(60)).unwrap(),
        0,
        0,
    );
    let spans = stretches(first, &with_exceptions(&nights, numbers), change);
    let detection = detect(&spans).unwrap();
    assert_sound(&spans, &detection);
    let Found::Suggestions(suggestions) = detection.found else {
        return false;
    };
    let best = &suggestions[0];
    best.cycle == pattern.cycle().len()
        && gives(&best.rhythm, first, &nights)
        && change_of(&best.rhythm) == Change::Daily(change)
}

#[test]
fn of_200_calendars_with_one_exception_in_twenty_at_least_95_percent_are_recovered() {
    let mut numbers = Numbers(7);
    let patterns = pattern::ALL.iter().cycle().take(200);
    let recovered = patterns
        .filter(|pattern| is_recovered(pattern, &mut numbers))
        .count();
    assert!(recovered >= 190, "{recovered} of 200");
}

#[test]
fn each_schedule_is_found_by_its_nights_without_exceptions() {
    let mut numbers = Numbers(11);
    for pattern in &pattern::ALL {
        let (first, nights) = followed(pattern, &mut numbers);
        let spans = stretches(first, &nights, time(8, 30, 0, 0));
        assert_sound(&spans, &detect(&spans).unwrap());
        let best = suggestions(&spans).swap_remove(0);
        assert!(gives(&best.rhythm, first, &nights), "{}", pattern.name);
        assert_eq!((best.unexplained(), best.cycle), (0, pattern.cycle().len()));
        assert!(best.name.is_some(), "{}", pattern.name);
    }
}

#[test]
fn nights_at_random_are_no_rhythm() {
    let mut numbers = Numbers(3);
    for _ in 0..20 {
        let nights: Vec<Side> = (0..365).map(|_| numbers.side()).collect();
        let spans = stretches(date(2026, 1, 1), &nights, time(17, 0, 0, 0));
        assert_eq!(
            detect(&spans).unwrap().found,
            Found::NoRhythm { longest: 28 }
        );
    }
}

/// 24 weeks of 2-2-5-5 from Monday 6 January 2025, and the May holiday with B, until noon.
fn with_a_holiday() -> Vec<DatedSpan> {
    let cycle = pattern::find("2-2-5-5").unwrap().cycle();
    let mut nights: Vec<Side> = cycle.into_iter().cycle().take(168).collect();
    // From Saturday 26 April, 110 days after 6 January, to Saturday 3 May.
    nights[110..117].fill(Side::B);
    let mut spans = stretches(date(2025, 1, 6), &nights, time(17, 0, 0, 0));
    let end = date(2025, 5, 3).at(17, 0, 0, 0);
    for span in &mut spans {
        for at in [&mut span.from, &mut span.until] {
            if *at == end {
                *at = date(2025, 5, 3).at(12, 0, 0, 0);
            }
        }
    }
    spans
}

#[test]
fn a_calendar_looks_like_2_2_5_5_from_6_january_with_these_exceptions() {
    let best = suggestions(&with_a_holiday()).swap_remove(0);
    let name = best.name.unwrap();
    assert_eq!((name.pattern.name, name.first), ("2-2-5-5", Side::A));
    assert_eq!(best.from, date(2025, 1, 6));
    assert_eq!((best.nights, best.explained), (168, 165));
    assert_eq!(change_of(&best.rhythm), Change::Daily(time(17, 0, 0, 0)));
    assert_eq!(best.changes, best.changes_on_time);
    let told = best.exceptions.iter().map(|one| {
        let (from, until) = (one.span.from, one.span.until);
        format!("{from} to {until}: {} from {}", one.nights, one.first)
    });
    // Wednesday and Thursday night are with B anyway.
    let expected = [
        "2025-04-28T17:00:00 to 2025-04-30T17:00:00: 2 from 2025-04-28",
        "2025-05-02T17:00:00 to 2025-05-03T12:00:00: 1 from 2025-05-02",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert!(best.exceptions.iter().all(|one| one.would == Side::A));
}

#[test]
fn the_order_of_the_stretches_and_a_cut_in_one_do_not_matter() {
    let spans = with_a_holiday();
    let mut cut: Vec<DatedSpan> = spans.iter().rev().copied().collect();
    let long = cut
        .iter()
        .position(|span| span.from == date(2025, 1, 10).at(17, 0, 0, 0))
        .unwrap();
    let middle = date(2025, 1, 12).at(9, 0, 0, 0);
    let rest = DatedSpan {
        from: middle,
        ..cut[long]
    };
    cut[long].until = middle;
    cut.push(rest);
    assert_eq!(detect(&cut), detect(&spans));
}

#[test]
fn clock_times_differ_by_weekday_and_afternoons_are_no_nights() {
    let mut spans = Vec::new();
    for week in 0..8 {
        let at = |days: i64, hour: i8, minute: i8| {
            let days = Span::new().days(7 * week + days);
            date(2027, 2, 1).saturating_add(days).at(hour, minute, 0, 0)
        };
        let care = |parent, from, until| DatedSpan {
            parent,
            from,
            until,
        };
        spans.push(care(Side::A, at(0, 15, 0), at(2, 13, 0)));
        spans.push(care(Side::B, at(2, 13, 0), at(2, 19, 0)));
        spans.push(care(Side::A, at(2, 19, 0), at(4, 8, 30)));
        spans.push(care(Side::B, at(4, 15, 15), at(7, 8, 30)));
    }
    let detection = detect(&spans).unwrap();
    assert_eq!(detection.by_day, [1, 5, 9, 13, 17, 21, 25, 29]);
    assert_eq!((detection.nights, detection.unknown), (56, 0));
    let best = suggestions(&spans).swap_remove(0);
    assert_eq!(best.name.map(|name| name.pattern.name), Some("4-3"));
    assert_eq!(best.from, date(2027, 2, 1));
    // School is with nobody: a change is when the next parent's time begins.
    let (monday, friday) = (time(15, 0, 0, 0), time(15, 15, 0, 0));
    let times = [monday, monday, monday, monday, friday, friday, friday];
    assert_eq!(change_of(&best.rhythm), Change::ByWeekday(times));
    assert_eq!((best.changes, best.changes_on_time), (15, 15));
}

/// Odd weeks with A, from Friday 17:00 on, over so many nights.
fn odd_weeks(first: Date, nights: usize) -> Vec<DatedSpan> {
    let side = |place: usize| {
        let night = days_later(first, place);
        let back = (night.weekday().to_monday_zero_offset() - 4).rem_euclid(7);
        let friday = night.saturating_sub(Span::new().days(back));
        let odd = friday.iso_week_date().week() % 2 == 1;
        if odd { Side::A } else { Side::B }
    };
    let nights: Vec<Side> = (0..nights).map(side).collect();
    stretches(first, &nights, time(17, 0, 0, 0))
}

#[test]
fn a_week_53_tells_odd_and_even_weeks_from_alternating_ones() {
    // 2026 has a week 53.
    let over = suggestions(&odd_weeks(date(2026, 9, 4), 290)).swap_remove(0);
    let Rhythm::Weeks(weeks) = &over.rhythm else {
        panic!("{over:?}")
    };
    assert_eq!((weeks.odd, weeks.even), (Some(Side::A), Some(Side::B)));
    assert_eq!(weeks.day, Weekday::Friday);
    assert_eq!(weeks.change, time(17, 0, 0, 0));
    assert_eq!(weeks.numbering, WeekNumbering::Iso);
    assert_eq!((over.unexplained(), over.from), (0, date(2026, 9, 4)));
    let before = suggestions(&odd_weeks(date(2026, 9, 4), 100)).swap_remove(0);
    assert_eq!(
        before.name.map(|name| name.pattern.name),
        Some("alternating-weeks")
    );
    assert_eq!(before.weeks.as_ref(), Some(weeks));
}

#[test]
fn too_little_and_one_parent_are_said() {
    let nights = |count| {
        let cycle = [Side::A, Side::A, Side::B].into_iter().cycle();
        let nights: Vec<Side> = cycle.take(count).collect();
        let spans = stretches(date(2026, 3, 2), &nights, time(9, 0, 0, 0));
        detect(&spans).unwrap()
    };
    let least = usize::try_from(NIGHTS_MIN).unwrap();
    assert_eq!(detect(&[]).unwrap().found, Found::TooLittle);
    assert_eq!(nights(least - 1).found, Found::TooLittle);
    assert!(matches!(nights(least).found, Found::Suggestions(_)));
    let mut almost = vec![Side::B; 200];
    almost[77] = Side::A;
    let spans = stretches(date(2026, 3, 2), &almost, time(9, 0, 0, 0));
    assert_eq!(detect(&spans).unwrap().found, Found::OneParent(Side::B));
}

#[test]
fn an_end_of_day_is_midnight_and_whole_days_are_their_nights() {
    let first = date(2026, 3, 2);
    let cycle = pattern::find("2-2-3").unwrap().cycle();
    let nights: Vec<Side> = cycle.into_iter().cycle().take(56).collect();
    let mut spans = stretches(first, &nights, Time::midnight());
    for span in &mut spans {
        span.until = span.until.saturating_sub(Span::new().seconds(1));
    }
    let best = suggestions(&spans).swap_remove(0);
    assert_eq!(best.name.map(|name| name.pattern.name), Some("2-2-3"));
    assert_eq!((best.from, best.unexplained()), (first, 0));
    assert_eq!(change_of(&best.rhythm), Change::Daily(Time::midnight()));
}

#[test]
fn what_cannot_be_looked_at_is_said() {
    let span = |parent, from: (i16, i8, i8), until: (i16, i8, i8)| DatedSpan {
        parent,
        from: date(from.0, from.1, from.2).at(17, 0, 0, 0),
        until: date(until.0, until.1, until.2).at(8, 30, 0, 0),
    };
    let check = |spans: &[DatedSpan], expected: &str| {
        assert_eq!(detect(spans).unwrap_err().to_string(), expected);
    };
    let sound = span(Side::A, (2026, 3, 2), (2026, 3, 4));
    check(
        &[sound, span(Side::A, (2026, 3, 9), (2026, 3, 9))],
        "Stretch 2 ends at 2026-03-09 08:30, which is not after its beginning at 2026-03-09 17:00.",
    );
    check(
        &[span(Side::B, (2026, 3, 3), (2026, 3, 5)), sound],
        "Stretch 2, until 2026-03-04 08:30, and stretch 1, from 2026-03-03 17:00, give the same \
         time to both parents.",
    );
    check(
        &[span(Side::A, (1600, 3, 2), (1600, 3, 4))],
        "Stretch 1, from 1600-03-02 17:00 to 1600-03-04 08:30, is outside the years 1900 to 2199.",
    );
    check(
        &[sound, span(Side::A, (2046, 3, 2), (2046, 3, 4))],
        "The calendar from 2026-03-02 to 2046-03-04 is longer than 20 years.",
    );
    check(
        &vec![sound; 4_001],
        "The calendar has 4001 stretches of care; 4000 are possible.",
    );
    let twice = [sound, span(Side::A, (2026, 3, 3), (2026, 3, 5))];
    assert_eq!(detect(&twice).unwrap().nights, 3);
}

/// A repeating sequence that names both parents, its first date, how many nights of it there are
/// (at least two cycles and [`NIGHTS_MIN`]), and the minute of the day of its changes.
fn sequence() -> impl Strategy<Value = (Vec<Side>, Date, usize, i64)> {
    let side = any::<bool>().prop_map(|a| if a { Side::A } else { Side::B });
    let cycle = proptest::collection::vec(side, 2..=28)
        .prop_filter("both parents", |cycle: &Vec<Side>| {
            cycle.contains(&Side::A) && cycle.contains(&Side::B)
        });
    (cycle, 0..2_000_usize, 0..200_usize, 0..1_440_i64).prop_map(|(cycle, day, more, minute)| {
        let nights = (2 * cycle.len()).max(14) + more;
        (cycle, days_later(date(2024, 1, 1), day), nights, minute)
    })
}

/// A moment within forty years, and a length that may be none or below.
fn any_span() -> impl Strategy<Value = DatedSpan> {
    (0..20_000_000_i64, -10..20_000_i64, any::<bool>()).prop_map(|(from, length, a)| {
        let later = |minutes| {
            let base = date(2010, 1, 1).at(0, 0, 0, 0);
            base.saturating_add(Span::new().minutes(minutes))
        };
        DatedSpan {
            parent: if a { Side::A } else { Side::B },
            from: later(from),
            until: later(from + length),
        }
    })
}

/// Stretches one after another, with gaps and without.
fn any_calendar() -> impl Strategy<Value = Vec<DatedSpan>> {
    let gap = prop_oneof![3 => Just(0_i64), 1 => 0..6_000_i64];
    let stretch = (gap, 1..12_000_i64, any::<bool>());
    proptest::collection::vec(stretch, 0..120).prop_map(|stretches| {
        let mut at = date(2026, 1, 1).at(0, 0, 0, 0);
        let mut spans = Vec::new();
        for (gap, length, a) in stretches {
            let from = at.saturating_add(Span::new().minutes(gap));
            at = from.saturating_add(Span::new().minutes(length));
            spans.push(DatedSpan {
                parent: if a { Side::A } else { Side::B },
                from,
                until: at,
            });
        }
        spans
    })
}

proptest! {
    #[test]
    fn without_exceptions_each_sequence_is_found_and_explains_everything(
        (cycle, first, count, minute) in sequence()
    ) {
        let nights: Vec<Side> = cycle.iter().copied().cycle().take(count).collect();
        let minute = Span::new().minutes(minute);
        let change = Time::midnight().checked_add(minute).unwrap();
        let spans = stretches(first, &nights, change);
        assert_sound(&spans, &detect(&spans).unwrap());
        let best = suggestions(&spans).swap_remove(0);
        prop_assert!(gives(&best.rhythm, first, &nights));
        prop_assert!(best.cycle <= cycle.len());
        prop_assert_eq!(best.unexplained(), 0);
        prop_assert!(best.exceptions.is_empty());
        prop_assert_eq!(change_of(&best.rhythm), Change::Daily(change));
        prop_assert_eq!(best.changes, best.changes_on_time);
    }

    #[test]
    fn nothing_that_is_given_makes_it_panic(
        spans in proptest::collection::vec(any_span(), 0..40)
    ) {
        match detect(&spans) {
            Ok(detection) => assert_sound(&spans, &detection),
            Err(error) => prop_assert!(error.to_string().ends_with('.')),
        }
    }

    #[test]
    fn what_is_found_in_any_calendar_is_sound(spans in any_calendar()) {
        let detection = detect(&spans);
        let overlaps = matches!(detection, Err(DetectError::Overlap { .. }));
        prop_assert!(!overlaps);
        if let Ok(detection) = detection {
            assert_sound(&spans, &detection);
        }
    }
}
