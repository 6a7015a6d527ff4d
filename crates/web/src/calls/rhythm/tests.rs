//! The rhythm of calls: both parents are shown the same, the picture and its words agree, and nobody is
//! blamed.

use family::{CallHeld, CallOutcome, CallWish, Caller, Entry, Event, Family, Terms, evolve, fold};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use plan::{ParentingPlan, Session, Side, Window};
use std::sync::Arc;

use super::clock::{other_clock, words};
use super::markup::section;
use super::nudge::{Own, told};
use super::view::{Asked, Look, RhythmView, WEEKS, build};
use crate::swap::sample::{PLAN, story};
use crate::text::{Lang, Text};

const VIDEO: &str = r#"
[[clause]]
id = "video"
title = { en = "The evening call", nl = "Het avondgesprek" }
sentence = { en = "At half past six.", nl = "Om half zeven." }
calls = { with = "absent", at = ["daily 18:30"], minutes = 15 }
"#;

/// Sunday 6 December 2026, 11:00 in Amsterdam.
fn now() -> Timestamp {
    "2026-12-06T10:00:00Z".parse().unwrap()
}

fn monday() -> jiff::civil::Date {
    date(2026, 11, 30)
}

/// The sample's family under a plan with a call every evening.
fn quiet_family() -> Family {
    let mut entries = story();
    entries.truncate(5);
    let Event::Proposed { terms, .. } = &mut entries[3].event else {
        panic!("the fourth entry offers the plan");
    };
    *terms = Terms::Plan(format!("{PLAN}{VIDEO}").into());
    fold(&entries).unwrap().unwrap()
}

fn sessions(family: &Family) -> Vec<Session> {
    let window = Window::new(monday(), date(2026, 12, 6)).unwrap();
    let timeline = family.timeline(window).unwrap();
    plan::sessions(&plan::calls(family.plan().unwrap(), &timeline))
}

/// Calls of that week: as planned, one hour later, not at all, in turn; and one that nobody planned.
fn family() -> Family {
    let mut family = quiet_family();
    let sessions = sessions(&family);
    let later = SignedDuration::from_hours(1);
    for (n, session) in sessions.iter().enumerate() {
        let at = match n % 3 {
            0 => session.at,
            1 => session.at + later,
            _ => continue,
        };
        note(&mut family, session, at);
    }
    let first = sessions[0].clone();
    note(&mut family, &first, first.at - later * 6);
    family
}

fn note(family: &mut Family, session: &Session, at: Timestamp) {
    let sequence = family.entries();
    let entry = Entry {
        sequence,
        at: at + SignedDuration::from_mins(10),
        by: family.seat(session.parent).parent.member.clone(),
        event: Event::CallHeld(Arc::new(CallHeld {
            call: format!("c{sequence}").parse().unwrap(),
            by: Caller::Parent(session.parent),
            parent: session.parent,
            siblings: false,
            children: session.children.clone(),
            at,
            outcome: CallOutcome::Answered {
                minutes: 10,
                ended_by: None,
            },
            supervisor: None,
        })),
    };
    *family = evolve(Some(family.clone()), &entry).unwrap();
}

fn view(family: &Family, viewer: Side, address: &str) -> RhythmView {
    build(family, viewer, &Asked::read(address), now()).unwrap()
}

fn drawn(view: &RhythmView, lang: Lang) -> String {
    let own = Own {
        wish: CallWish::AsItIs,
        said: None,
        token: "token",
    };
    section(Text::of(lang), view, &own).into_string()
}

#[test]
fn both_parents_are_shown_the_same() {
    let family = family();
    let [mara, elias] = Side::BOTH.map(|side| view(&family, side, "/calls"));
    assert_eq!(mara.pictures, elias.pictures);
    assert_eq!(mara.total, elias.total);
    for lang in Lang::ALL {
        // Only who the other one is stands otherwise, in the sentence about the own wish.
        let without = |html: String| {
            let (before, own) = html.rsplit_once("<details>").unwrap();
            assert!(own.contains("/calls/wish"));
            before.to_owned()
        };
        assert_eq!(without(drawn(&mara, lang)), without(drawn(&elias, lang)));
    }
}

#[test]
fn the_picture_has_a_dot_for_each_call() {
    let view = view(&family(), Side::A, "/calls");
    assert_eq!(view.pictures.len(), 4);
    let total = view.total;
    assert!(total.kept > 0 && total.moved > 0 && total.not_held > 0 && total.open > 0);
    assert!(total.extra > 0);
    for picture in &view.pictures {
        assert_eq!(picture.weeks.len(), usize::try_from(WEEKS).unwrap());
        let days = picture.weeks.iter().flat_map(|week| &week.rows);
        let dots: Vec<Look> = days
            .flat_map(|row| row.days.iter().flatten())
            .map(|dot| dot.look)
            .collect();
        let count = |look| u32::try_from(dots.iter().filter(|one| **one == look).count()).unwrap();
        let tally = picture.tally;
        assert_eq!(count(Look::Kept), tally.kept);
        assert_eq!(count(Look::Moved), tally.moved);
        assert_eq!(count(Look::NotHeld), tally.not_held);
        assert_eq!(count(Look::Open), tally.open);
        assert_eq!(count(Look::Extra), tally.extra);
    }
    let html = drawn(&view, Lang::En);
    // Never by colour alone: ribs, letters, shapes.
    for part in [
        "url(#ribs)",
        "class=\"call-ring\"",
        "data-open",
        ">M<",
        ">E<",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<figcaption").count(), 4);
    assert_eq!(html.matches("<table").count(), 4);
}

#[test]
fn nobody_is_blamed() {
    for lang in Lang::ALL {
        let html = drawn(&view(&family(), Side::B, "/calls"), lang).to_lowercase();
        for word in [
            "missed", "failed", "refus", "gemist", "verzuim", "geweiger", "!",
        ] {
            assert!(!html.contains(word), "{word}");
        }
    }
}

#[test]
fn one_child_is_shown_when_asked_for() {
    let family = family();
    let all = view(&family, Side::A, "/calls");
    let one = view(&family, Side::A, "/calls?child=noor");
    assert_eq!(one.pictures, all.pictures[..1]);
    assert_eq!(one.total, all.pictures[0].tally);
    let nobody = view(&family, Side::A, "/calls?child=nobody&week=soon");
    assert_eq!(nobody, all);
    let html = drawn(&one, Lang::En);
    assert!(html.contains("href=\"/calls?child=noor#rhythm\" aria-current=\"true\""));
    assert!(html.contains("href=\"/calls#rhythm\""));
}

#[test]
fn earlier_weeks_lead_back_to_this_one() {
    let family = family();
    let here = view(&family, Side::A, "/calls");
    assert_eq!((here.later, here.last), (None, date(2026, 12, 6)));
    let week = here.earlier.unwrap();
    let asked = Asked {
        child: None,
        week: Some(week),
    };
    assert_eq!(Asked::read("/calls?week=2026-10-05").week, Some(week));
    let before = build(&family, Side::A, &asked, now()).unwrap();
    assert_eq!(before.last.tomorrow().unwrap(), here.first);
    assert_eq!(before.later, Some(monday()));
    let late = view(&family, Side::A, "/calls?week=2030-01-01");
    assert_eq!(late, here, "there is nothing to come after this week");
}

#[test]
fn weeks_without_calls_say_so() {
    let mut entries = story();
    entries.truncate(5);
    let family = fold(&entries).unwrap().unwrap();
    let view = view(&family, Side::A, "/calls");
    assert!(view.pictures.is_empty());
    let html = drawn(&view, Lang::En);
    assert!(html.contains("no call was planned") && !html.contains("<svg"));
}

#[test]
fn who_wants_to_call_more_is_told_one_calm_sentence() {
    for lang in Lang::ALL {
        let text = Text::of(lang);
        for side in Side::BOTH {
            let said = told(text, &family(), side, now()).unwrap();
            assert!(said.len() < 200 && !said.contains("call-rhythm"), "{said}");
        }
    }
    let quiet = told(Text::of(Lang::En), &quiet_family(), Side::B, now());
    assert!(!quiet.unwrap().contains("last call"));
}

#[test]
fn another_clock_is_said_beside_the_family_s() {
    let abroad = format!("{PLAN}{VIDEO}").replace(
        "at = [\"daily 18:30\"], minutes = 15 }",
        "at = [\"daily 18:30\"], minutes = 15, zone = \"America/New_York\" }",
    );
    let plan = ParentingPlan::read(&abroad, date(2026, 11, 1)).unwrap();
    let (clause, _) = plan.indexed_clauses().last().unwrap();
    // Half past midnight on Tuesday in Amsterdam.
    let at: Timestamp = "2026-11-30T23:30:00Z".parse().unwrap();
    let clocks = other_clock(&plan, &[clause, clause], at);
    let said: Vec<String> = clocks
        .iter()
        .map(|one| words(Text::of(Lang::En), one))
        .collect();
    assert_eq!(said, ["Monday 18:30 in New York"]);
    let home = ParentingPlan::read(&format!("{PLAN}{VIDEO}"), date(2026, 11, 1)).unwrap();
    assert_eq!(other_clock(&home, &[clause], at), []);
}
