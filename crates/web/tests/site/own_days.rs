//! One's own days in all families, held against the calendar's list of the same days.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Reply, World};
use axum::http::StatusCode;
use family::{Command, Move, Revision, Terms};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use plan::Side;

/// A day as a page names it, and the lines that stand below it.
type Days = Vec<(String, Vec<String>)>;

const DAY: &str = "<li><div class=\"stack-tight\"><p><strong>";

fn until(text: &str, end: &str) -> String {
    text.split(end).next().unwrap().to_owned()
}

/// What the page of own days says of Noor.
fn own(page: &Reply) -> Days {
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let days = text.split(DAY).skip(1);
    let days = days.map(|day| {
        let lines = day.split("<p>Noor: ").skip(1);
        let lines: Vec<_> = lines.map(|line| until(line, " <span")).collect();
        let nobody = day.contains("No child, by what is agreed.");
        assert_eq!(nobody, lines.is_empty(), "{day}");
        (until(day, "</strong>"), lines)
    });
    days.collect()
}

/// The parts of a sentence of the calendar that are of this parent, as the other page says them.
fn lines_of(sentence: &str, name: &str) -> Vec<String> {
    let said = until(sentence.strip_prefix("Noor ").unwrap(), ".");
    let mut lines = Vec::new();
    let mut from = None;
    for part in said.split(", then ") {
        let (who, ends) = match part.split_once(" until ") {
            Some((who, ends)) => (who, Some(ends)),
            None => (part, None),
        };
        if who == format!("with {name}") {
            lines.push(match (from, ends) {
                (None, None) => "all day".to_owned(),
                (None, Some(ends)) => format!("until {ends}"),
                (Some(from), None) => format!("from {from}"),
                (Some(from), Some(ends)) => format!("{from} to {ends}"),
            });
        }
        from = ends;
    }
    lines
}

/// What the calendar's list says of the same.
fn listed(page: &Reply, name: &str) -> Days {
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let list = text.split("<ul class=\"rows agenda\">").nth(1).unwrap();
    let days = list.split("<h3>").skip(1).map(|day| {
        let named = until(&until(day, "<"), " · ");
        let sentence = day.split("<p class=\"small\">").nth(1).unwrap();
        (named, lines_of(&until(sentence, "<"), name))
    });
    days.collect()
}

async fn days_from(browser: &mut Browser, from: Date) -> Days {
    let days = own(&browser.get(&format!("/families/days?from={from}")).await);
    assert_eq!(days.len(), 28, "{from}");
    days
}

/// Fails unless four weeks from a day on are the same on both pages, for both parents. Gives the
/// days of both.
async fn same_as_the_calendar(world: &World, family: &Agreed, from: Date) -> [Days; 2] {
    let mut found = [Days::new(), Days::new()];
    let people = family.emails.iter().zip(["Mara", "Elias"]);
    for (place, (email, name)) in found.iter_mut().zip(people) {
        let mut browser = world.signed_in(email).await;
        *place = days_from(&mut browser, from).await;
        let mut calendar = Days::new();
        for weeks in [0_i32, 2] {
            let first = from.saturating_add(weeks.weeks());
            let path = format!("/calendar?view=agenda&from={first}");
            calendar.extend(listed(&browser.get(&path).await, name));
        }
        assert_eq!(*place, calendar, "{name} from {from}");
    }
    found
}

/// Both agree that these are the hours of Noor.
async fn agree(world: &World, family: &Agreed, hours: &[(Side, &str, &str)]) {
    let moves = hours.iter().map(|(to, start, end)| Move {
        children: vec!["noor".parse().unwrap()],
        to: *to,
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
    });
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Swap(moves.collect()),
        reason: None,
        answer_by: None,
    };
    world.act(&family.elias, propose).await;
    let revision = Revision::FIRST;
    let accept = Command::Accept {
        proposal,
        revision,
        alternative: family::Alternative::FIRST,
    };
    world.act(&family.mara, accept).await;
}

fn lines<'d>(days: &'d Days, named: &str) -> &'d [String] {
    let found = days.iter().find(|(day, _)| day == named);
    let (_, lines) = found.unwrap_or_else(|| panic!("no {named} in {days:?}"));
    lines
}

/// Hours that the two pages say differently would be a handover that somebody misses: a stay over
/// midnight stands on both of its days, with each end on its own day.
#[tokio::test]
async fn a_stay_over_midnight_stands_on_both_days_as_in_the_calendar() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let from = date(2026, 11, 30);
    same_as_the_calendar(&world, &family, from).await;
    let hours = [
        (Side::B, "2026-12-05T06:00", "2026-12-05T20:00"),
        (Side::A, "2026-12-05T20:00", "2026-12-06T10:00"),
        (Side::B, "2026-12-06T10:00", "2026-12-07T06:00"),
    ];
    agree(&world, &family, &hours).await;
    let [mara, elias] = same_as_the_calendar(&world, &family, from).await;
    let evening = lines(&mara, "Saturday 5 December").last();
    assert_eq!(evening.map(String::as_str), Some("from 20:00"));
    assert_eq!(lines(&mara, "Sunday 6 December"), ["until 10:00"]);
    assert_eq!(lines(&elias, "Sunday 6 December"), ["from 10:00"]);
    // The whole of a stay within one day.
    let hours = [
        (Side::A, "2026-12-09T06:00", "2026-12-09T11:00"),
        (Side::B, "2026-12-09T11:00", "2026-12-09T15:30"),
        (Side::A, "2026-12-09T15:30", "2026-12-09T21:00"),
    ];
    agree(&world, &family, &hours).await;
    let [_, elias] = same_as_the_calendar(&world, &family, from).await;
    let midday = lines(&elias, "Wednesday 9 December");
    assert!(
        midday.iter().any(|line| line == "11:00 to 15:30"),
        "{midday:?}"
    );
}

/// The night in which the clock changes is as long as it is: hours before, in and after it are
/// said as the calendar says them.
#[tokio::test]
async fn the_nights_in_which_the_clock_changes_are_as_in_the_calendar() {
    for (from, evening, changes, morning, said) in [
        (
            date(2027, 3, 22),
            "2027-03-27T22:00",
            "2027-03-28T01:30",
            "2027-03-28T06:00",
            Some(("Sunday 28 March", "until 01:30")),
        ),
        (
            date(2027, 3, 22),
            "2027-03-27T22:00",
            "2027-03-28T04:00",
            "2027-03-28T06:00",
            Some(("Sunday 28 March", "until 04:00")),
        ),
        // An hour that there is not, and one that there is twice.
        (
            date(2027, 3, 22),
            "2027-03-27T22:00",
            "2027-03-28T02:30",
            "2027-03-28T06:00",
            None,
        ),
        (
            date(2027, 10, 25),
            "2027-10-30T22:00",
            "2027-10-31T02:30",
            "2027-10-31T06:00",
            Some(("Sunday 31 October", "until 02:30")),
        ),
    ] {
        let world = World::new().await;
        let family = world.agreed("a").await;
        same_as_the_calendar(&world, &family, from).await;
        let hours = [(Side::A, evening, changes), (Side::B, changes, morning)];
        agree(&world, &family, &hours).await;
        let [mara, _] = same_as_the_calendar(&world, &family, from).await;
        if let Some((day, said)) = said {
            let first = lines(&mara, day).first();
            assert_eq!(first.map(String::as_str), Some(said), "{day}");
        }
    }
}

/// Nothing is lost where one page ends and the next begins: its first and last day say the same as
/// where they stand in the middle of another page.
#[tokio::test]
async fn the_first_and_the_last_day_of_a_page_are_whole() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let first = date(2026, 12, 7);
    let [mara, _] = same_as_the_calendar(&world, &family, first).await;
    assert_eq!(mara[0].0, "Monday 7 December");
    assert_eq!(mara[27].0, "Sunday 3 January");
    let mut browser = world.signed_in(&family.emails[0]).await;
    for shift in [-27_i32, -26, -13, -1, 1, 13, 26, 27] {
        let other = days_from(&mut browser, first.saturating_add(shift.days())).await;
        let mut shared = 0;
        for day in &mara {
            if let Some(same) = other.iter().find(|same| same.0 == day.0) {
                assert_eq!(same, day, "{shift}");
                shared += 1;
            }
        }
        assert_eq!(shared, 28 - shift.abs(), "{shift}");
    }
    let page = browser.get(&format!("/families/days?from={first}")).await;
    for next in ["2027-01-04", "2026-11-09"] {
        let link = format!("href=\"/families/days?from={next}\"");
        assert!(page.has(&link), "{next}");
    }
    let next = days_from(&mut browser, date(2027, 1, 4)).await;
    assert_eq!(next[0].0, "Monday 4 January");
    // Without a day it is the week of today, by the family's clock, up to its last minute.
    for (at, monday) in [
        ("2026-11-23T09:00:00Z", "Monday 23 November"),
        ("2026-11-29T22:59:00Z", "Monday 23 November"),
        ("2026-11-29T23:00:00Z", "Monday 30 November"),
    ] {
        world.clock.set(at.parse().unwrap());
        let days = own(&browser.get("/families/days").await);
        assert_eq!(days[0].0, monday, "{at}");
    }
}
