//! Worked examples: one evening and one flood, setting by setting.

use super::*;
use crate::Urgency::{self, ChildToday, Usual};
use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::{TimeZone, TimeZoneDatabase};

fn amsterdam() -> TimeZone {
    TimeZoneDatabase::bundled().get("Europe/Amsterdam").unwrap()
}

fn clock(hour: u8, minute: u8) -> TimeOfDay {
    TimeOfDay::new(hour, minute).unwrap()
}

/// A time of the clock in Amsterdam on a day of June 2027, which begins with a Tuesday.
fn june(day: i8, time: &str) -> Timestamp {
    format!("2027-06-{day:02}T{time}+02:00").parse().unwrap()
}

fn on(day: i8, time: &str) -> PendingNotice {
    PendingNotice {
        at: june(day, time),
        kind: NoticeKind::Message,
        urgency: Usual,
    }
}

fn urgent(day: i8, time: &str) -> PendingNotice {
    PendingNotice {
        urgency: ChildToday,
        ..on(day, time)
    }
}

fn with(delivery: Delivery) -> Calm {
    Calm {
        delivery,
        ..Calm::default()
    }
}

fn at_night(delivery: Delivery, through: Urgent) -> Calm {
    Calm {
        quiet: Some(Quiet::new(clock(22, 0), clock(7, 30), through).unwrap()),
        ..with(delivery)
    }
}

fn twice() -> Delivery {
    Delivery::TwiceADay(Twice::new(clock(8, 0), clock(18, 0)).unwrap())
}

fn next(calm: &Calm, pending: &[PendingNotice], sent: &SentNotices, now: Timestamp) -> NextNotice {
    calm.next_notice(&amsterdam(), pending, sent, now)
}

fn send(calm: &Calm, pending: &[PendingNotice], sent: &SentNotices, now: Timestamp) -> Notice {
    match next(calm, pending, sent, now) {
        NextNotice::Send(notice) => notice,
        other @ (NextNotice::Nothing | NextNotice::WaitUntil(_)) => panic!("{other:?}"),
    }
}

fn wait(then: Timestamp) -> NextNotice {
    NextNotice::WaitUntil(then)
}

#[test]
fn by_default_nothing_waits_and_nothing_is_named() {
    let calm = Calm::default();
    let sent = june(1, "23:40:00");
    assert_eq!(calm.release(&amsterdam(), sent, Usual), sent);
    assert_eq!((calm.soft, calm.long), (Soft::Plain, Long::Plain));
    assert_eq!((calm.words, calm.digest), (Naming::Neutral, Digest::None));
    assert_eq!(calm.next_digest(&amsterdam(), None, sent), None);
    let none = SentNotices::default();
    assert_eq!(next(&calm, &[], &none, sent), NextNotice::Nothing);
}

#[test]
fn a_message_of_the_evening_is_shown_when_its_reader_chose() {
    let release = |calm: Calm, urgency: Urgency| {
        let release = calm.release(&amsterdam(), june(1, "21:40:00"), urgency);
        release
            .to_zoned(amsterdam())
            .strftime("%d %H:%M")
            .to_string()
    };
    let urgent_only = Delivery::UrgentOnly(clock(12, 0));
    for (delivery, usual, urgent) in [
        (Delivery::AtOnce, "01 21:40", "01 21:40"),
        (Delivery::Hourly, "01 22:00", "01 21:40"),
        (twice(), "02 08:00", "01 21:40"),
        (Delivery::Daily(clock(21, 40)), "01 21:40", "01 21:40"),
        (Delivery::Daily(clock(21, 39)), "02 21:39", "01 21:40"),
        (urgent_only, "02 12:00", "01 21:40"),
    ] {
        assert_eq!(release(with(delivery), Usual), usual, "{delivery:?}");
        assert_eq!(release(with(delivery), ChildToday), urgent, "{delivery:?}");
    }
    let hourly = at_night(Delivery::Hourly, Urgent::Waits);
    assert_eq!(release(hourly, Usual), "02 07:30");
    let waits = |delivery| Calm {
        urgent: Urgent::Waits,
        ..with(delivery)
    };
    assert_eq!(release(waits(twice()), ChildToday), "02 08:00");
    assert_eq!(release(waits(urgent_only), ChildToday), "01 21:40");
}

#[test]
fn what_is_about_a_child_today_comes_at_night_only_if_that_was_chosen() {
    let release = |calm: Calm| calm.release(&amsterdam(), june(1, "23:00:00"), ChildToday);
    let morning = june(2, "07:30:00");
    let through = at_night(twice(), Urgent::AtOnce);
    assert_eq!(release(at_night(twice(), Urgent::Waits)), morning);
    assert_eq!(release(through), june(1, "23:00:00"));
    // What waits with the rest waits for the night too.
    let with_the_rest = Calm {
        urgent: Urgent::Waits,
        ..through
    };
    assert_eq!(release(with_the_rest), june(2, "08:00:00"));
}

#[test]
fn a_reader_may_look_at_any_time() {
    let calm = at_night(twice(), Urgent::Waits);
    let now = june(1, "23:00:00");
    let showing = |sent, opened| calm.showing(&amsterdam(), (sent, Usual), opened, now);
    let held = Showing::Held {
        until: june(2, "08:00:00"),
    };
    assert_eq!(showing(june(1, "22:10:00"), None), held);
    let opened = Some(june(1, "22:30:00"));
    assert_eq!(showing(june(1, "22:10:00"), opened), Showing::Open);
    assert_eq!(showing(june(1, "22:30:00"), opened), Showing::Open);
    assert_eq!(showing(june(1, "22:30:01"), opened), held);
    // The clock was set back after that message came: it is not hidden for that.
    let at_once = Calm::default();
    let future = (june(2, "12:00:00"), Usual);
    assert_eq!(
        at_once.showing(&amsterdam(), future, None, now),
        Showing::Open
    );
}

#[test]
fn an_hourly_notice_comes_an_hour_after_the_first_and_shows_what_it_tells() {
    let calm = with(Delivery::Hourly);
    let none = SentNotices::default();
    let pending = [on(1, "09:10:00"), on(1, "09:50:00"), on(1, "10:05:00")];
    assert_eq!(
        next(&calm, &pending, &none, june(1, "10:09:59")),
        wait(june(1, "10:10:00"))
    );
    let notice = send(&calm, &pending, &none, june(1, "10:10:00"));
    assert_eq!((notice.lane, notice.items.len()), (Lane::Batch, 3));
    // The last one would be shown at 11:00; its reader was told of it and finds it now.
    let sent = none.after(&notice);
    let last = (june(1, "10:05:00"), Usual);
    let showing = |up_to| calm.showing(&amsterdam(), last, up_to, june(1, "10:11:00"));
    assert_eq!(
        showing(none.shown_up_to),
        Showing::Held {
            until: june(1, "11:00:00")
        }
    );
    assert_eq!(showing(sent.shown_up_to), Showing::Open);
    // Something about a child today tells of itself alone, and takes nothing of that back.
    let waiting = [on(1, "10:11:00"), urgent(1, "10:12:00")];
    let child = send(&calm, &waiting, &sent, june(1, "10:12:00"));
    assert_eq!(
        (child.items.as_slice(), child.shows_up_to),
        (&[1][..], None)
    );
    assert_eq!(sent.after(&child).shown_up_to, sent.shown_up_to);
    // What was stored late, and what comes next: each has an hour after the last notice.
    assert_eq!(
        next(&calm, &[on(1, "10:09:59")], &sent, june(1, "10:10:00")),
        wait(june(1, "11:10:00"))
    );
    assert_eq!(
        next(&calm, &[on(1, "10:40:00")], &sent, june(1, "10:40:00")),
        wait(june(1, "11:40:00"))
    );
}

#[test]
fn a_flood_of_messages_does_not_hold_up_what_is_urgent() {
    let calm = Calm::default();
    let mut sent = SentNotices::default();
    for minute in [0, 5, 10, 15, 20, 25] {
        let time = format!("09:{minute:02}:00");
        sent = sent.after(&send(&calm, &[on(1, &time)], &sent, june(1, &time)));
    }
    let flood = [on(1, "09:30:00")];
    assert_eq!(
        next(&calm, &flood, &sent, june(1, "09:30:00")),
        wait(june(1, "10:00:00"))
    );
    // And what is shown already needs no notice of its own.
    let both = [on(1, "09:30:00"), urgent(1, "09:31:00")];
    let notice = send(&calm, &both, &sent, june(1, "09:31:00"));
    assert_eq!((notice.lane, notice.items), (Lane::Urgent, vec![0, 1]));
}

#[test]
fn an_urgent_notice_leaves_what_still_waits() {
    let calm = with(Delivery::UrgentOnly(clock(18, 0)));
    let none = SentNotices::default();
    let pending = [on(1, "09:00:00"), urgent(1, "09:05:00")];
    let notice = send(&calm, &pending, &none, june(1, "09:05:00"));
    assert_eq!((notice.lane, &notice.items), (Lane::Urgent, &vec![1]));
    let sent = none.after(&notice);
    assert_eq!((sent.batch, sent.shown_up_to), (None, None));
    assert_eq!(
        next(&calm, &pending[..1], &sent, june(1, "09:05:00")),
        wait(june(1, "18:00:00"))
    );
    // Another one two minutes later keeps to the pace.
    assert_eq!(
        next(&calm, &[urgent(1, "09:07:00")], &sent, june(1, "09:07:00")),
        wait(june(1, "09:10:00"))
    );
}

#[test]
fn at_night_an_urgent_notice_tells_of_nothing_else() {
    let calm = at_night(Delivery::Hourly, Urgent::AtOnce);
    let none = SentNotices::default();
    // The first was shown at 21:00, and its hour ends at 22:01.
    let pending = [on(1, "20:59:00"), on(1, "21:01:00"), urgent(1, "23:00:00")];
    let late = june(1, "23:00:00");
    assert_eq!(send(&calm, &pending, &none, late).items, [2]);
    assert_eq!(
        next(&calm, &pending[..2], &none, late),
        wait(june(2, "07:30:00"))
    );
    let morning = send(&calm, &pending[..2], &none, june(2, "07:30:00"));
    assert_eq!((morning.lane, morning.items.len()), (Lane::Batch, 2));
}

#[test]
fn a_time_of_delivery_is_used_once() {
    let calm = with(Delivery::Daily(clock(18, 0)));
    let none = SentNotices::default();
    let now = june(1, "18:00:00");
    let sent = none.after(&send(&calm, &[on(1, "12:00:00")], &none, now));
    // It was stored a moment after that notice went out, though its time is before.
    let late = [on(1, "17:59:59")];
    assert_eq!(next(&calm, &late, &sent, now), wait(june(2, "18:00:00")));
}

#[test]
fn nothing_leaves_the_server_about_kinds_that_nobody_wants_to_hear_of() {
    let calm = Calm {
        channels: Channels {
            email: Kinds::NONE.with(NoticeKind::Proposal),
            push: Kinds::NONE,
        },
        ..Calm::default()
    };
    let none = SentNotices::default();
    let now = june(1, "09:00:00");
    let muted = send(&calm, &[on(1, "09:00:00")], &none, now);
    assert!(muted.is_silent());
    assert_eq!(none.after(&muted), none);
    let hourly = Calm {
        delivery: Delivery::Hourly,
        ..calm
    };
    let muted = send(&hourly, &[on(1, "08:00:00")], &none, now);
    assert_eq!((muted.is_silent(), muted.shows_up_to), (true, None));
    let proposal = PendingNotice {
        kind: NoticeKind::Proposal,
        ..on(1, "09:00:00")
    };
    let told = send(&calm, &[on(1, "09:00:00"), proposal], &none, now);
    assert_eq!((told.what.total(), told.email.total()), (2, 1));
    assert!(told.push.is_empty() && !told.is_silent());
}

#[test]
fn a_clock_that_was_set_back_holds_nothing_up() {
    let run = Run {
        first: june(20, "09:00:00"),
        last: june(20, "09:25:00"),
        count: 6,
    };
    let sent = SentNotices {
        batch: Some(run),
        urgent: Some(run),
        shown_up_to: None,
    };
    let now = june(1, "09:00:00");
    let notice = send(&Calm::default(), &[urgent(1, "09:00:00")], &sent, now);
    let sent = sent.after(&notice);
    let fresh = Run {
        first: now,
        last: now,
        count: 1,
    };
    assert_eq!((sent.batch, sent.urgent), (Some(fresh), Some(fresh)));
    let ahead = SentNotices {
        urgent: Some(run),
        ..SentNotices::default()
    };
    let daily = with(Delivery::Daily(clock(18, 0)));
    let notice = send(&daily, &[urgent(1, "09:00:00")], &ahead, now);
    assert_eq!(notice.lane, Lane::Urgent);
    // What came by the clock that was ahead waits until its time is there.
    let hourly = with(Delivery::Hourly);
    let pending = [on(1, "08:00:00"), on(20, "09:00:00")];
    let none = SentNotices::default();
    assert_eq!(send(&hourly, &pending, &none, now).items, [0]);
    assert_eq!(
        next(&hourly, &pending[1..], &none, now),
        wait(june(20, "10:00:00"))
    );
}

#[test]
fn digests_come_at_their_time_and_after_quiet_hours() {
    let turn = |calm: &Calm, last, now| calm.next_digest(&amsterdam(), last, now).unwrap();
    let daily = Calm {
        digest: Digest::Daily(clock(7, 0)),
        ..Calm::default()
    };
    let chosen = Some(june(1, "20:00:00"));
    let due = |due, next| DigestTurn { due, next };
    let (second, third) = (june(2, "07:00:00"), june(3, "07:00:00"));
    assert_eq!(turn(&daily, chosen, june(1, "20:00:00")), due(None, second));
    assert_eq!(turn(&daily, chosen, second), due(Some(second), third));
    assert_eq!(turn(&daily, Some(second), second), due(None, third));
    // Of those that a stopped server missed, one goes out.
    let fourth = june(4, "07:00:00");
    assert_eq!(
        turn(&daily, chosen, june(3, "21:00:00")),
        due(Some(third), fourth)
    );
    assert_eq!(
        turn(&daily, None, june(1, "20:00:00")).due,
        Some(june(1, "07:00:00"))
    );
    // A clock that was weeks ahead, and one that was a second ahead.
    let ahead = Some(june(29, "07:00:00"));
    assert_eq!(turn(&daily, ahead, third).due, Some(third));
    assert_eq!(turn(&daily, Some(third), june(3, "06:59:59")).due, None);

    let weekly = Calm {
        digest: Digest::Weekly(Weekday::Sunday, clock(23, 0)),
        ..at_night(Delivery::AtOnce, Urgent::Waits)
    };
    let monday = june(7, "07:30:00");
    assert_eq!(
        turn(&weekly, chosen, june(6, "23:00:00")),
        due(None, monday)
    );
    assert_eq!(
        turn(&weekly, chosen, monday),
        due(Some(monday), june(14, "07:30:00"))
    );
    // One that was missed by day does not go out by night.
    let by_night = turn(&weekly, chosen, june(8, "02:00:00"));
    assert_eq!(by_night, due(None, june(8, "07:30:00")));
}
