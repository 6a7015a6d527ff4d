//! What stands under the clauses of an offered plan: what its reader is shown now, and no more.

use family::{Calm, Delivery, Event, Family, Revision, Showing, TimeOfDay};
use plan::Side;

use super::super::pages::{Asked, of_proposal};
use super::super::render;
use super::super::view::View;
use super::*;
use crate::messages::sample::{countered, family_after, now, offered, said};
use crate::page::Tab;
use crate::page::tests::{check_page, frame};
use crate::swap::cast;
use crate::text::Lang;

/// A reader who is shown nothing before three at night, as `Stage` asks it of what is that person's own.
fn at_night() -> Calm {
    Calm {
        delivery: Delivery::Daily(TimeOfDay::new(3, 0).unwrap()),
        ..Calm::default()
    }
}

fn look(family: &Family, lang: Lang) -> Looking<'_> {
    Looking {
        family,
        viewer: Side::B,
        now: now(),
        lang,
    }
}

/// What Elias is shown, with these settings.
fn talk(family: &Family, calm: &Calm) -> Talk {
    let shows = |said: &Said| {
        let sent = (said.at, said.urgency);
        said.by == Side::B || calm.showing(family.zone(), sent, None, now()) == Showing::Open
    };
    Talk::of(&look(family, Lang::En), &offered(), &shows).unwrap()
}

/// How many messages stand under each clause, and the entry that each link leads to.
fn counts(talk: &Talk) -> Vec<(&str, usize, &str)> {
    let of = talk.clauses.iter().filter_map(|clause| {
        let (n, first) = clause.shown.as_ref()?;
        let (_, entry) = first.split_once("#message-")?;
        Some((clause.id.as_str(), *n, entry))
    });
    of.collect()
}

fn page(family: &Family, lang: Lang, talk: Talk) -> String {
    let view = of_proposal(&look(family, lang), &offered(), Asked::default()).unwrap();
    let View::Plan(mut content) = view else {
        panic!("a plan was offered");
    };
    content.talk = Some(talk);
    let elias = cast(family, Side::B).parent(Side::B).clone();
    let frame = frame(lang, "Plan", &elias, Tab::Proposals);
    let html = render(Text::of(lang), &View::Plan(content), &frame).into_string();
    check_page(&html);
    html
}

/// Mara asks about `home` twice and about `rhythm`; Elias answers about `home`, and writes about all of it.
fn asked() -> Vec<(Side, Event)> {
    vec![
        (Side::A, said(Some("home"))),
        (Side::A, said(Some("home"))),
        (Side::B, said(Some("home"))),
        (Side::A, said(Some("rhythm"))),
        (Side::B, said(None)),
    ]
}

#[test]
fn messages_are_counted_under_their_clause() {
    let family = family_after(asked());
    let all = talk(&family, &Calm::default());
    assert_eq!(counts(&all), [("rhythm", 1, "9"), ("home", 3, "6")]);
    assert!(all.waits);
}

/// A count that grew would tell that something waits, and about what.
#[test]
fn what_waits_for_its_time_is_not_counted() {
    let family = family_after(asked());
    let calm = at_night();
    let own = talk(&family, &calm);
    assert_eq!(counts(&own), [("home", 1, "8")], "one's own alone");
    let mut fewer = asked();
    fewer.retain(|(side, _)| *side == Side::B);
    let without = talk(&family_after(fewer), &calm);
    let of = |talk: &Talk| -> Vec<usize> {
        let each = talk.clauses.iter();
        each.map(|clause| clause.shown.as_ref().map_or(0, |(n, _)| *n))
            .collect()
    };
    assert_eq!(of(&own), of(&without), "as if nobody else had written");
}

#[test]
fn under_each_clause_stands_what_was_said_and_the_way_to_say_something() {
    let family = family_after(asked());
    for (lang, one, three, say) in [
        (
            Lang::En,
            "1 message about this clause",
            "3 messages about this clause",
            "Say something about this clause",
        ),
        (
            Lang::Nl,
            "1 bericht over dit artikel",
            "3 berichten over dit artikel",
            "Zeg iets over dit artikel",
        ),
    ] {
        let html = page(&family, lang, talk(&family, &Calm::default()));
        let first = "href=\"/messages/proposal-p-next?at=6#message-6\"";
        for part in [one, three, first] {
            assert_eq!(html.matches(part).count(), 1, "{part}: {html}");
        }
        assert_eq!(html.matches(say).count(), 4, "{html}");
        for id in ["rhythm", "cato", "pim", "home"] {
            let link = format!("href=\"/messages/proposal-p-next?clause={id}#write\"");
            assert!(html.contains(&link), "{link}: {html}");
        }
    }
}

/// Under a plan that was answered stands what was said of it, and nothing to do.
#[test]
fn under_an_answered_plan_only_what_was_said_stands() {
    let declined = Event::Declined {
        proposal: offered(),
        revision: Revision::FIRST,
        reason: None,
    };
    let events = vec![(Side::A, said(Some("home"))), (Side::B, declined)];
    let family = family_after(events);
    let html = page(&family, Lang::En, talk(&family, &Calm::default()));
    assert!(html.contains("1 message about this clause"), "{html}");
    assert!(!html.contains("Say something"), "{html}");
}

/// An offer in answer has its own clauses; what was said of others stands in the topic alone.
#[test]
fn an_offer_in_answer_shows_what_was_said_of_the_clauses_that_it_has() {
    let mut events = asked();
    events.push((Side::B, countered()));
    let after = talk(&family_after(events), &Calm::default());
    assert_eq!(counts(&after), [("rhythm", 1, "9")]);
    assert!(
        after
            .clauses
            .iter()
            .any(|one| one.id.as_str() == "otherwise")
    );
}

#[test]
fn what_offers_no_plan_has_no_clauses_to_talk_about() {
    let family = crate::swap::sample::family();
    let swap = crate::swap::sample::id("p-weekend");
    assert_eq!(Talk::of(&look(&family, Lang::En), &swap, &|_| true), None);
}
