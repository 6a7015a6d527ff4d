//! The pages of a family that agreed on a second version: before it begins and after, while it
//! is only offered, and when it cannot follow.

use family::{Entry, Event, Revision, Terms, fold};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};

use super::super::changes::{Change, Changes, Part, WholePart};
use super::*;
use crate::page::tests::{check_page, frame, main_of};
use crate::page::{ClauseRef, Elsewhere, Holds, Person, Tab};
use crate::plan_page::render;
use crate::swap::sample::{PLAN, id, now, story};
use crate::text::{Lang, Text};

#[path = "facts_tests.rs"]
mod of_the_plan_alone;

/// From March on Cato follows the others, everybody changes later, and Pim stays over.
fn next_plan() -> String {
    let mut text = PLAN.replace("from = 2026-02-02", "from = 2027-03-01");
    for (old, new) in [
        ("MMEEMMM EEMMEEE", "MMEEMMM MMEEEEE"),
        (
            "Two, two and three nights.",
            "Two, two, five and five nights.",
        ),
        (
            "Twee, twee en drie nachten.",
            "Twee, twee, vijf en vijf nachten.",
        ),
        ("change = \"17:30\"", "change = \"18:00\""),
        ("id = \"pim\"\ntitle", "id = \"pim-stays\"\ntitle"),
        ("Pim sees Elias", "Pim stays with Elias"),
        ("sat 10:00 - 16:00", "sat 10:00 - sun 10:00"),
    ] {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

/// The plan agreed, then what happens, by whom, a day apart, on 3 November and after.
fn after(events: Vec<(Side, Event)>) -> Family {
    let mut entries: Vec<Entry> = story().into_iter().take(5).collect();
    let begin: Timestamp = "2026-11-03T09:00:00Z".parse().unwrap();
    for (n, (side, event)) in (0_i64..).zip(events) {
        entries.push(Entry {
            sequence: u64::try_from(entries.len()).unwrap(),
            at: begin + (24 * n).hours(),
            by: entries[if side == Side::A { 0 } else { 2 }].by.clone(),
            event,
        });
    }
    fold(&entries).unwrap().unwrap()
}

fn proposed(which: &str, text: &str) -> (Side, Event) {
    let event = Event::Proposed {
        proposal: id(which),
        terms: Terms::Plan(text.into()),
        reason: None,
        answer_by: None,
    };
    (Side::A, event)
}

fn accepted(which: &str) -> (Side, Event) {
    let (proposal, revision) = (id(which), Revision::FIRST);
    (
        Side::B,
        Event::Accepted {
            proposal,
            revision,
            assertion: None,
            alternative: family::Alternative::FIRST,
        },
    )
}

fn offered() -> Family {
    after(vec![proposed("p-next", &next_plan())])
}

fn agreed_again() -> Family {
    after(vec![proposed("p-next", &next_plan()), accepted("p-next")])
}

fn april() -> Timestamp {
    "2027-04-05T10:00:00Z".parse().unwrap()
}

fn look(family: &Family, now: Timestamp, lang: Lang) -> Looking<'_> {
    Looking {
        now,
        ..crate::swap::sample::looking(family, Side::B, lang)
    }
}

fn html(view: &View, lang: Lang) -> String {
    let elias = Person {
        name: "Elias".to_owned(),
        letter: 'E',
        side: Side::B,
    };
    let frame = frame(lang, "Plan", &elias, Tab::Plan);
    let html = render(Text::of(lang), view, &frame).into_string();
    check_page(&html);
    main_of(&html)
}

fn content(view: View) -> Content {
    match view {
        View::Plan(content) => *content,
        View::NoPlan => unreachable!("a plan was agreed"),
    }
}

fn of(family: &Family, now: Timestamp, which: &str) -> View {
    of_proposal(&look(family, now, Lang::En), &id(which), Asked::default()).unwrap()
}

#[test]
fn a_version_that_is_agreed_for_later_in_both_languages() {
    let family = agreed_again();
    for lang in Lang::ALL {
        let html = html(
            &in_force(&look(&family, now(), lang), Asked::default()),
            lang,
        );
        insta::assert_snapshot!(format!("later-{}", lang.tag()), html);
    }
}

#[test]
fn a_plan_that_is_offered_says_what_it_changes_in_both_languages() {
    let family = offered();
    for lang in Lang::ALL {
        let view =
            of_proposal(&look(&family, now(), lang), &id("p-next"), Asked::default()).unwrap();
        insta::assert_snapshot!(format!("offered-{}", lang.tag()), html(&view, lang));
    }
}

#[test]
fn the_page_shows_the_version_of_the_day() {
    let family = agreed_again();
    let today = |now| content(in_force(&look(&family, now, Lang::En), Asked::default()));
    let (first, second) = (date(2026, 2, 2), date(2027, 3, 1));
    let before = today(now());
    let from = |content: &Content| match content.standing {
        Standing::Agreed { from, until } => (from, until),
        Standing::Offered(_) | Standing::Closed => unreachable!("it was agreed"),
    };
    assert_eq!(from(&before), (first, Some(second)));
    assert_eq!(
        before.clauses[1].sentence.said,
        "Two, two and three nights."
    );
    let after = today(april());
    assert_eq!(from(&after), (second, None));
    assert_eq!(after.clauses.len(), 4, "only its own clauses");
    assert_eq!(
        after.clauses[1].sentence.said,
        "Two, two, five and five nights."
    );
    assert_eq!(after.agreed[0].unwrap().1, 5, "who agreed to this version");
    assert_eq!(after.versions.len(), 2);
    let html = html(
        &in_force(&look(&family, april(), Lang::En), Asked::default()),
        Lang::En,
    );
    assert!(html.contains("In force since Monday 1 March 2027."));
    assert!(!html.contains("another version holds"));
    assert!(html.contains("It held from Monday 2 February 2026 until Sunday 28 February 2027."));
}

#[test]
fn a_version_keeps_a_page_of_its_own() {
    let family = agreed_again();
    let old = html(&of(&family, april(), "p-plan"), Lang::En);
    assert!(old.contains("It held from Monday 2 February 2026"));
    assert!(old.contains("Two, two and three nights.") && old.contains("href=\"/plan\""));
    let new = content(of(&family, now(), "p-next"));
    let first = date(2027, 3, 1);
    assert_eq!(new.measured, (first, date(2027, 3, 28)));
    assert_eq!(new.changes.as_ref().unwrap().1, date(2026, 2, 2));
    let now = content(of(&family, april(), "p-next"));
    assert_eq!(now.measured.0, date(2027, 4, 5), "from today, as it holds");
}

#[test]
fn an_offer_is_measured_from_when_it_would_hold() {
    let offered = content(of(&offered(), now(), "p-next"));
    assert_eq!(offered.measured, (date(2027, 3, 1), date(2027, 3, 28)));
    let agreed = content(of(&agreed_again(), now(), "p-next"));
    assert_eq!(offered.numbers, agreed.numbers, "and it comes to just that");
    // One that names an earlier day would hold from tomorrow.
    let soon = next_plan().replace("from = 2027-03-01", "from = 2026-02-02");
    let family = after(vec![proposed("p-soon", &soon)]);
    let view = of(&family, now(), "p-soon");
    assert_eq!(content(view.clone()).measured.0, date(2026, 11, 23));
    let html = html(&view, Lang::En);
    assert!(html.contains("If you both agree today, it holds from Monday 23 November 2026."));
    assert!(html.contains("This plan is meant to hold from Monday 2 February 2026."));
}

#[test]
fn a_plan_that_cannot_be_agreed_to_says_why() {
    let check = |events: Vec<(Side, Event)>, which: &str, lang: Lang, expected: &str| {
        let family = after(events);
        let html = html(
            &of_proposal(&look(&family, now(), lang), &id(which), Asked::default()).unwrap(),
            lang,
        );
        assert!(html.contains(expected), "{expected} in {html}");
        assert!(!html.contains("id=\"changes\""), "it follows nothing");
    };
    let older = next_plan().replace("2027-03-01", "2027-02-01");
    let overtaken = || {
        vec![
            proposed("p-older", &older),
            proposed("p-next", &next_plan()),
            accepted("p-next"),
        ]
    };
    let no = "This plan cannot be agreed to as things stand. Since this plan was offered";
    check(overtaken(), "p-older", Lang::En, no);
    check(overtaken(), "p-older", Lang::Nl, "Dit plan kan nu niet");
    let berlin = next_plan().replace("Europe/Amsterdam", "Europe/Berlin");
    let zone = "Het staat in de tijdzone Europe/Berlin; het plan tot nu toe in Europe/Amsterdam.";
    check(vec![proposed("p-zone", &berlin)], "p-zone", Lang::Nl, zone);
    let declined = Event::Declined {
        proposal: id("p-next"),
        revision: Revision::FIRST,
        reason: None,
    };
    let events = vec![proposed("p-next", &next_plan()), (Side::B, declined)];
    let closed = "This plan was not agreed. It does not hold.";
    check(events, "p-next", Lang::En, closed);
}

#[test]
fn changes_are_found_clause_by_clause() {
    let today = date(2026, 11, 22);
    let read = |text: &str| ParentingPlan::read(text, today).unwrap();
    let (before, after) = (read(PLAN), read(&next_plan()));
    let found = Changes::between(&before, &after, Lang::En);
    assert_eq!(found.unchanged, 1, "only the fallback stays");
    let kinds: Vec<_> = found
        .clauses
        .iter()
        .map(|change| match change {
            Change::New(said) => ("new", said.number),
            Change::Gone(said) => ("gone", said.number),
            Change::Changed(change) => {
                assert_eq!(change.parts, [Part::Rule]);
                let words = change.was.sentence != change.becomes.sentence;
                (if words { "words" } else { "rule" }, change.becomes.number)
            }
        })
        .collect();
    assert_eq!(kinds, [("rule", 1), ("words", 2), ("new", 3), ("gone", 3)]);
    assert_eq!(found.whole, []);
    let same = Changes::between(&before, &before, Lang::Nl);
    assert_eq!((same.clauses.len(), same.unchanged), (0, 4));
    // The words of the other language alone, and what stands outside the clauses.
    let other = PLAN
        .replace("Anders is Pim", "Verder is Pim")
        .replace("from = 2026-02-02", "from = 2026-02-02\nuntil = 2030-01-01");
    let found = Changes::between(&before, &read(&other), Lang::En);
    assert_eq!(found.whole, [WholePart::End]);
    assert!(matches!(
        &found.clauses[..],
        [Change::Changed(change)] if change.parts == [Part::OtherLanguage]
    ));
    // A clause that only moves to another section; to state that of its rule is no change.
    let stated = |section: &str| {
        let line = format!("section = \"{section}\"\ntitle = {{");
        read(&PLAN.replacen("title = {", &line, 1))
    };
    let found = Changes::between(&before, &stated("care"), Lang::En);
    assert_eq!((found.clauses.len(), found.unchanged), (0, 4));
    let found = Changes::between(&before, &stated("handovers"), Lang::En);
    assert!(matches!(
        &found.clauses[..],
        [Change::Changed(change)] if change.parts == [Part::Section]
    ));
}

#[test]
fn clauses_of_other_versions_lead_to_their_own_words() {
    let family = agreed_again();
    let plan = family.plan().unwrap();
    let named = |place: usize, today: Date| {
        let clause = &plan.clauses()[place];
        Versions::of(&family, today).clause(clause)
    };
    let elsewhere = |proposal: &str, holds| {
        Some(Elsewhere {
            proposal: proposal.to_owned(),
            holds,
        })
    };
    let (before, begins) = (date(2027, 2, 28), date(2027, 3, 1));
    assert_eq!(named(1, before), ClauseRef::here(2));
    assert_eq!(named(5, begins), ClauseRef::here(2));
    assert_eq!(
        named(1, begins).elsewhere,
        elsewhere("p-plan", Holds::Until(begins))
    );
    assert_eq!(
        named(5, before).elsewhere,
        elsewhere("p-next", Holds::From(begins))
    );
}

#[test]
fn twelve_months_stand_on_the_page_of_a_parent_and_not_on_that_of_a_guest() {
    let family = agreed_again();
    let shown = content(in_force(&look(&family, now(), Lang::En), Asked::default()));
    let year = shown.year.as_ref().unwrap();
    assert_eq!((year.first, year.months.len()), (shown.measured.0, 13));
    // From March on other clauses give the care, whose words are not on this page.
    let numbers: Vec<u16> = year.clauses.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    let html = html(
        &in_force(&look(&family, now(), Lang::En), Asked::default()),
        Lang::En,
    );
    assert!(html.contains("href=\"#year\"") && html.contains("href=\"#only-2\""));
    assert!(html.contains("href=\"/calendar?month=2027-03\""));
    let guest = content(for_guest(&look(&family, now(), Lang::En)));
    assert_eq!(guest.year, None);
}

/// Until a first plan begins there is nothing to count: its page counts from its first day, and says
/// so.
#[test]
fn a_plan_that_is_still_to_begin_is_counted_from_its_first_day() {
    let mut entries: Vec<Entry> = story().into_iter().take(5).collect();
    for entry in &mut entries {
        if let Event::Proposed { terms, .. } = &mut entry.event {
            let later = PLAN.replace("from = 2026-02-02", "from = 2027-03-01");
            *terms = Terms::Plan(later.into());
        }
    }
    let family = fold(&entries).unwrap().unwrap();
    let begins = date(2027, 3, 1);
    for (lang, said) in [
        (
            Lang::En,
            ["The plan begins on Monday 1 March 2027", "its first weeks"],
        ),
        (
            Lang::Nl,
            ["Het plan begint op maandag 1 maart 2027", "de eerste weken"],
        ),
    ] {
        let view = in_force(&look(&family, now(), lang), Asked::default());
        let html = html(&view, lang);
        let shown = content(view);
        assert_eq!(shown.measured, (begins, date(2027, 3, 28)));
        assert_eq!(shown.year.map(|year| year.first), Some(begins));
        for part in said {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
    let begun = content(in_force(
        &look(&family, april(), Lang::En),
        Asked::default(),
    ));
    assert_eq!(begun.measured.0, date(2027, 4, 5));
}
