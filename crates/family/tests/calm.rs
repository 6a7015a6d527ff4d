//! What holds for anybody's settings of calm, whatever comes in and whatever the clock does: on
//! ordinary days, on days whose clock is changed, and in a flood.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use family::{
    Calm, Channels, Delivery, Digest, Kinds, Lane, NextNotice, Notice, NoticeKind, PendingNotice,
    Quiet, SentNotices, Showing, TimeOfDay, Twice, URGENT_PACE, USUAL_PACE, Urgency, Urgent,
};
use jiff::civil::Weekday;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Zones with an instant each around which things happen: changes of the clock, and one without.
const PLACES: [(&str, &str); 7] = [
    ("Europe/Amsterdam", "2027-03-28T01:00:00Z"),
    ("Europe/Amsterdam", "2027-10-31T01:00:00Z"),
    ("America/Chicago", "2027-03-14T08:00:00Z"),
    ("America/Chicago", "2027-11-07T07:00:00Z"),
    ("Australia/Lord_Howe", "2027-10-02T15:30:00Z"),
    ("Europe/Amsterdam", "2027-06-01T10:00:00Z"),
    // At midnight: 30 April 2027 begins at 01:00.
    ("Africa/Cairo", "2027-04-29T22:00:00Z"),
];

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn clock(hour: u8, minute: u8) -> TimeOfDay {
    TimeOfDay::new(hour, minute).unwrap()
}

fn plus(from: Timestamp, seconds: i64) -> Timestamp {
    from + SignedDuration::from_secs(seconds)
}

fn time_of_day() -> impl Strategy<Value = TimeOfDay> {
    // Mostly around the hours at which clocks are changed.
    prop_oneof![(0..4_u8, 0..60_u8), (0..24_u8, 0..60_u8)]
        .prop_map(|(hour, minute)| clock(hour, minute))
}

fn delivery() -> impl Strategy<Value = Delivery> {
    let twice = (time_of_day(), time_of_day())
        .prop_filter_map("two times", |(one, other)| Twice::new(one, other).ok());
    prop_oneof![
        Just(Delivery::AtOnce),
        Just(Delivery::Hourly),
        twice.prop_map(Delivery::TwiceADay),
        time_of_day().prop_map(Delivery::Daily),
        time_of_day().prop_map(Delivery::UrgentOnly),
    ]
}

fn urgent() -> impl Strategy<Value = Urgent> {
    prop_oneof![Just(Urgent::AtOnce), Just(Urgent::Waits)]
}

fn urgency() -> impl Strategy<Value = Urgency> {
    prop_oneof![3 => Just(Urgency::Usual), 1 => Just(Urgency::ChildToday)]
}

fn quiet() -> impl Strategy<Value = Option<Quiet>> {
    let some = (time_of_day(), time_of_day(), urgent())
        .prop_filter_map("quiet hours", |(from, until, through)| {
            Quiet::new(from, until, through).ok()
        });
    prop_oneof![1 => Just(None), 3 => some.prop_map(Some)]
}

fn kinds() -> impl Strategy<Value = Kinds> {
    let some = prop::sample::subsequence(NoticeKind::ALL.to_vec(), 0..=6);
    prop_oneof![
        Just(Kinds::ALL),
        some.prop_map(|some| some.into_iter().collect())
    ]
}

fn calm() -> impl Strategy<Value = Calm> {
    (delivery(), urgent(), quiet(), kinds(), kinds()).prop_map(
        |(delivery, urgent, quiet, email, push)| Calm {
            delivery,
            urgent,
            quiet,
            channels: Channels { email, push },
            ..Calm::default()
        },
    )
}

/// A zone, and an instant around which something happens in it.
fn place() -> impl Strategy<Value = (TimeZone, Timestamp)> {
    prop::sample::select(PLACES.to_vec()).prop_map(|(name, around)| (zone(name), at(around)))
}

fn item() -> impl Strategy<Value = (i64, NoticeKind, Urgency)> {
    // In a stream and in bursts.
    let seconds = prop_oneof![
        -2 * DAY..2 * DAY,
        0..600_i64,
        (-24..24_i64).prop_map(|h| h * HOUR)
    ];
    (
        seconds,
        prop::sample::select(NoticeKind::ALL.to_vec()),
        urgency(),
    )
}

/// What the reader's clock says, seen without the rules: whether it is quiet.
fn quiet_by_the_clock(calm: &Calm, zone: &TimeZone, now: Timestamp) -> bool {
    let Some(quiet) = calm.quiet else {
        return false;
    };
    let local = now.to_zoned(zone.clone());
    let minute = |time: jiff::civil::Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let (from, until) = (minute(quiet.from().time()), minute(quiet.until().time()));
    let length = (until - from).rem_euclid(24 * 60);
    (minute(local.time()) - from).rem_euclid(24 * 60) < length
}

fn skips_waiting(calm: &Calm, urgency: Urgency) -> bool {
    let always = matches!(calm.delivery, Delivery::AtOnce | Delivery::UrgentOnly(_));
    urgency == Urgency::ChildToday && (always || calm.urgent == Urgent::AtOnce)
}

fn comes_through(calm: &Calm, urgency: Urgency) -> bool {
    let through = calm
        .quiet
        .is_some_and(|quiet| quiet.urgent_through() == Urgent::AtOnce);
    through && skips_waiting(calm, urgency)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_release_is_not_early_not_in_quiet_hours_and_in_order(
        calm in calm(), (zone, around) in place(), urgency in urgency(),
        nanos in -2 * DAY * 1_000_000_000..2 * DAY * 1_000_000_000, more in 0..DAY,
    ) {
        let sent = around + SignedDuration::from_nanos(nanos);
        let release = calm.release(&zone, sent, urgency);
        prop_assert!(release >= sent);
        if !comes_through(&calm, urgency) {
            prop_assert!(!quiet_by_the_clock(&calm, &zone, release));
        }
        prop_assert!(calm.release(&zone, plus(sent, more), urgency) >= release);
        prop_assert_eq!(calm.release(&zone, sent, urgency), release);
        // What has been released is not held again, and a day and a skipped one are enough.
        prop_assert!(calm.release(&zone, sent, Urgency::ChildToday) <= calm.release(&zone, sent, Urgency::Usual));
        prop_assert!(release <= plus(sent, 3 * DAY));
    }

    #[test]
    fn a_message_is_held_until_its_release_unless_its_reader_looks(
        calm in calm(), (zone, around) in place(), urgency in urgency(),
        sent in -DAY..DAY, later in 0..DAY, opened in prop::option::of(-DAY..2 * DAY),
    ) {
        let (sent, now) = (plus(around, sent), plus(around, sent + later));
        let opened = opened.map(|seconds| plus(around, seconds));
        let release = calm.release(&zone, sent, urgency);
        let expected = if release <= now || opened.is_some_and(|opened| opened >= sent) {
            Showing::Open
        } else {
            Showing::Held { until: release }
        };
        prop_assert_eq!(calm.showing(&zone, (sent, urgency), opened, now), expected);
    }

    #[test]
    fn an_answer_is_the_same_again_and_keeps_its_word(
        calm in calm(), (zone, around) in place(), mut items in prop::collection::vec(item(), 1..12),
        part in 0..100_u32,
    ) {
        items.iter_mut().for_each(|item| item.0 = -item.0.abs());
        let pending: Vec<PendingNotice> = items.iter().map(|item| pending(around, *item)).collect();
        let sent = SentNotices::default();
        let ask = |now| calm.next_notice(&zone, &pending, &sent, now);
        prop_assert_eq!(ask(around), ask(around));
        if let NextNotice::WaitUntil(then) = ask(around) {
            prop_assert!(then > around);
            prop_assert!(matches!(ask(then), NextNotice::Send(_)));
            let between = around + then.duration_since(around) * i32::try_from(part).unwrap() / 100;
            prop_assert_eq!(ask(between), NextNotice::WaitUntil(then));
        }
        let reversed: Vec<PendingNotice> = pending.iter().rev().copied().collect();
        let other_way = calm.next_notice(&zone, &reversed, &sent, around);
        match (ask(around), other_way) {
            (NextNotice::Send(one), NextNotice::Send(other)) => {
                let places: Vec<usize> = other.items.iter().rev().map(|place| pending.len() - 1 - place).collect();
                prop_assert_eq!(&one.items, &places);
                prop_assert_eq!((one.what, one.lane), (other.what, other.lane));
            }
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn everything_is_told_once_and_never_too_often(
        calm in calm(), (zone, around) in place(), mut items in prop::collection::vec(item(), 1..60),
        late in prop::sample::select(vec![0, 0, 1, 90, 2_000]),
    ) {
        items.sort_by_key(|item| item.0);
        let stream: Vec<PendingNotice> = items.iter().map(|item| pending(around, *item)).collect();
        let told = run(&calm, &zone, &stream, late);
        let mut all: Vec<PendingNotice> = told.iter().flat_map(|(_, items)| items.clone()).collect();
        all.sort_by_key(|item| (item.at, item.kind, item.urgency == Urgency::ChildToday));
        let mut expected = stream.clone();
        expected.sort_by_key(|item| (item.at, item.kind, item.urgency == Urgency::ChildToday));
        prop_assert_eq!(all, expected);
        for (notice, items) in &told {
            prop_assert!(!items.is_empty());
            prop_assert!(items.iter().all(|item| item.at <= notice.at));
            if quiet_by_the_clock(&calm, &zone, notice.at) {
                prop_assert!(items.iter().all(|item| comes_through(&calm, item.urgency)));
            }
            prop_assert!(shown_when_told(&calm, &zone, notice, items));
            prop_assert_eq!(notice.what.total() as usize, items.len());
            for kind in NoticeKind::ALL {
                let count = notice.what.of(kind);
                prop_assert_eq!(notice.email.of(kind), if calm.channels.email.has(kind) { count } else { 0 });
                prop_assert_eq!(notice.push.of(kind), if calm.channels.push.has(kind) { count } else { 0 });
            }
        }
        check_numbers(&calm, &zone, &stream, &told)?;
    }

    #[test]
    fn under_hourly_two_hours_of_anything_are_two_notices(
        (zone, around) in place(), quiet in quiet(), start in -DAY..DAY,
        mut seconds in prop::collection::vec(0..=2 * HOUR, 1..80), late in 0..3_i64,
    ) {
        let calm = Calm { delivery: Delivery::Hourly, quiet, ..Calm::default() };
        seconds.sort_unstable();
        let from = plus(around, start);
        let stream: Vec<_> = seconds.iter().map(|second| usual(plus(from, *second))).collect();
        prop_assert!(run(&calm, &zone, &stream, late).len() <= 2);
    }

    #[test]
    fn digests_go_out_once_each_time_and_never_in_quiet_hours(
        quiet in quiet(), (zone, around) in place(), time in time_of_day(), weekly in prop::bool::ANY,
        late in prop::sample::select(vec![0, 1, 1_800]),
    ) {
        let digest = if weekly { Digest::Weekly(Weekday::Sunday, time) } else { Digest::Daily(time) };
        let calm = Calm { digest, quiet, ..Calm::default() };
        let (mut now, mut last) = (plus(around, -14 * DAY), plus(around, -14 * DAY));
        let mut due = Vec::new();
        while now < plus(around, 14 * DAY) {
            let turn = calm.next_digest(&zone, Some(last), now).unwrap();
            prop_assert!(turn.next > now);
            if let Some(then) = turn.due {
                prop_assert!(then <= now && !quiet_by_the_clock(&calm, &zone, now));
                due.push(then);
                last = now;
                prop_assert_eq!(calm.next_digest(&zone, Some(last), now).unwrap().due, None);
            }
            now = plus(turn.next, late);
        }
        prop_assert!(due.windows(2).all(|pair| pair[0] < pair[1]));
        // Quiet hours of nearly a day can swallow one where the clock skips the only loud hour.
        let (low, high) = if weekly { (3, 5) } else { (26, 29) };
        prop_assert!((low..=high).contains(&due.len()), "{} digests", due.len());
    }
}

fn pending(
    around: Timestamp,
    (seconds, kind, urgency): (i64, NoticeKind, Urgency),
) -> PendingNotice {
    PendingNotice {
        at: plus(around, seconds),
        kind,
        urgency,
    }
}

fn usual(at: Timestamp) -> PendingNotice {
    PendingNotice {
        at,
        kind: NoticeKind::Message,
        urgency: Urgency::Usual,
    }
}

/// Every notice with what it told, when a clock steps through what comes and what is waited for. The
/// caller is `late` seconds late each time.
fn run(
    calm: &Calm,
    zone: &TimeZone,
    stream: &[PendingNotice],
    late: i64,
) -> Vec<(Notice, Vec<PendingNotice>)> {
    let (mut told, mut waiting, mut sent) = (Vec::new(), Vec::new(), SentNotices::default());
    let mut coming = stream.iter().copied().peekable();
    let mut now = stream[0].at;
    for _ in 0..20_000 {
        waiting.extend(std::iter::from_fn(|| coming.next_if(|item| item.at <= now)));
        let then = match calm.next_notice(zone, &waiting, &sent, now) {
            NextNotice::Send(notice) => {
                let mut place = 0;
                let mut items = Vec::new();
                waiting.retain(|item| {
                    let taken = notice.items.contains(&place);
                    place += 1;
                    if taken {
                        items.push(*item);
                    }
                    !taken
                });
                sent = sent.after(&notice);
                told.push((notice, items));
                continue;
            }
            NextNotice::Nothing => None,
            NextNotice::WaitUntil(then) => Some(plus(then, late)),
        };
        let next = coming.peek().map(|item| item.at);
        match (then, next) {
            (None, None) => return told,
            (one, other) => now = one.into_iter().chain(other).min().unwrap(),
        }
    }
    panic!("it never ends: {waiting:?} at {now}");
}

/// What a notice that goes out tells of is there when its reader comes to look.
fn shown_when_told(calm: &Calm, zone: &TimeZone, notice: &Notice, items: &[PendingNotice]) -> bool {
    notice.is_silent()
        || items.iter().all(|item| {
            let what = (item.at, item.urgency);
            calm.showing(zone, what, notice.shows_up_to, notice.at) == Showing::Open
        })
}

/// No more notices than the delivery allows, counted without the rules.
fn check_numbers(
    calm: &Calm,
    zone: &TimeZone,
    stream: &[PendingNotice],
    told: &[(Notice, Vec<PendingNotice>)],
) -> Result<(), TestCaseError> {
    let loud = || told.iter().filter(|(notice, _)| !notice.is_silent());
    let times = |lane: Lane| -> Vec<Timestamp> {
        let ours = loud().filter(|(notice, _)| notice.lane == lane);
        ours.map(|(notice, _)| notice.at).collect()
    };
    // Hours, begun ones too, from an instant to the last of these.
    let hours = |from: Option<Timestamp>, times: &[Timestamp]| {
        let passed = from.zip(times.last().copied());
        passed.map_or(0, |(from, last)| last.duration_since(from).as_hours() + 1)
    };
    let most = |hours: i64, hourly: u32| usize::try_from(hours * i64::from(hourly)).unwrap();
    let gaps = |times: &[Timestamp], least: SignedDuration| {
        times
            .windows(2)
            .all(|pair| pair[1].duration_since(pair[0]) >= least)
    };
    let (batch, urgent) = (times(Lane::Batch), times(Lane::Urgent));
    // A batch with something urgent in it counts, so its hour can begin with one.
    let first_urgent = loud().find(|(notice, _)| notice.urgent > 0);
    let urgent_hours = hours(first_urgent.map(|(notice, _)| notice.at), &urgent);
    prop_assert!(urgent.len() <= most(urgent_hours, URGENT_PACE.hourly));
    prop_assert!(gaps(&urgent, URGENT_PACE.gap));
    let batch_hours = hours(batch.first().copied(), &batch);
    if !stream.iter().any(|item| skips_waiting(calm, item.urgency)) {
        prop_assert!(urgent.is_empty());
    }
    let deliveries: Vec<TimeOfDay> = match calm.delivery {
        Delivery::AtOnce => {
            prop_assert!(batch.len() <= most(batch_hours, USUAL_PACE.hourly));
            prop_assert!(gaps(&batch, USUAL_PACE.gap));
            return Ok(());
        }
        Delivery::Hourly => {
            prop_assert!(batch.len() <= most(batch_hours, 1));
            prop_assert!(gaps(&batch, SignedDuration::from_hours(1)));
            return Ok(());
        }
        Delivery::TwiceADay(twice) => twice.times().to_vec(),
        Delivery::Daily(time) | Delivery::UrgentOnly(time) => vec![time],
    };
    // Each batch has a time of delivery of its own between what came first and the last batch.
    let Some(last) = batch.last() else {
        return Ok(());
    };
    let first_day = zone.to_datetime(stream[0].at).date();
    let mut passed = 0;
    for day in -1..12 {
        let date = first_day.checked_add(day.days()).unwrap();
        let instants = deliveries
            .iter()
            .map(|time| zone.to_timestamp(date.to_datetime(time.time())).unwrap());
        passed += instants
            .filter(|instant| (stream[0].at..=*last).contains(instant))
            .count();
    }
    prop_assert!(batch.len() <= passed);
    Ok(())
}

#[test]
fn nine_hundred_messages_in_two_hours_are_as_many_notices_as_were_chosen() {
    let twice = Delivery::TwiceADay(Twice::new(clock(8, 0), clock(20, 0)).unwrap());
    let night = Quiet::new(clock(9, 0), clock(17, 0), Urgent::AtOnce).unwrap();
    let with = |delivery| Calm {
        delivery,
        ..Calm::default()
    };
    let waits = |delivery| Calm {
        urgent: Urgent::Waits,
        ..with(delivery)
    };
    let quiet = |calm| Calm {
        quiet: Some(night),
        ..calm
    };
    let muted = Channels {
        email: Kinds::ALL.without(NoticeKind::Message),
        push: Kinds::NONE,
    };
    // The settings, notices of messages that can wait, and of those that are about a child today.
    let table = [
        (with(Delivery::AtOnce), 13, 13),
        (with(Delivery::Hourly), 2, 9),
        (waits(Delivery::Hourly), 2, 2),
        (with(twice), 1, 9),
        (waits(twice), 1, 1),
        (with(Delivery::Daily(clock(10, 0))), 2, 10),
        (waits(Delivery::Daily(clock(18, 0))), 1, 1),
        (with(Delivery::UrgentOnly(clock(18, 0))), 1, 9),
        (quiet(with(Delivery::AtOnce)), 1, 9),
        (quiet(with(Delivery::Hourly)), 1, 9),
        (quiet(waits(Delivery::Hourly)), 1, 1),
        (
            Calm {
                channels: muted,
                ..Calm::default()
            },
            0,
            0,
        ),
    ];
    let amsterdam = zone("Europe/Amsterdam");
    for (calm, usual_notices, urgent_notices) in table {
        for (urgency, expected) in [
            (Urgency::Usual, usual_notices),
            (Urgency::ChildToday, urgent_notices),
        ] {
            // 09:10 to 11:10 on the clock.
            let from = at("2027-06-01T07:10:00Z");
            let stream: Vec<PendingNotice> = (0..900)
                .map(|number| PendingNotice {
                    urgency,
                    ..usual(plus(from, number * 8))
                })
                .collect();
            let told = run(&calm, &amsterdam, &stream, 0);
            let all: usize = told.iter().map(|(_, items)| items.len()).sum();
            let letters = told
                .iter()
                .filter(|(notice, _)| !notice.is_silent())
                .count();
            assert_eq!((all, letters), (900, expected), "{calm:?} {urgency:?}");
        }
    }
}
