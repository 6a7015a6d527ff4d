//! What the items are and say, by example.

use calendar::{Arranged, Feed, Proposed, Tentative, Titles, feed};
use jiff::civil::{Date, date};
use plan::{ChildId, Language, ParentingPlan, Side};

use crate::read::{EXAMPLES, Family, Item, asked, ids, read};

fn find<'i>(items: &'i [Item], summary: &str, start: &str) -> &'i Item {
    let mut found = items.iter().filter(|item| item.summary == summary);
    let found = found.find(|item| item.span.is_some_and(|(at, _)| at.to_string() == start));
    found.unwrap_or_else(|| {
        let all: Vec<_> = items
            .iter()
            .map(|item| (&item.summary, item.span))
            .collect();
        panic!("no {summary} at {start} in {all:#?}")
    })
}

#[test]
fn children_who_are_together_share_an_item() {
    let items = Family::february().items();
    let stay = find(&items, "Noor and Sam with Mara", "2027-02-05T07:30:00Z");
    assert_eq!(stay.uid, "1.1-2.a.20270205T073000Z@f1.parenthesis");
    assert_eq!(stay.children, ["noor", "sam"]);
    assert_eq!(stay.parent.as_deref(), Some("mara"));
    assert_eq!(stay.categories, ["Care", "Mara"]);
    assert_eq!((&*stay.status, &*stay.transp), ("CONFIRMED", "TRANSPARENT"));
    assert_eq!(stay.location, None);
    let words = stay.description.as_deref().unwrap();
    assert!(words.starts_with("Clause 1 (The rhythm of Noor and Sam): Noor and Sam are with Mara"));
    let visit = find(&items, "Pim with Elias", "2027-02-02T15:00:00Z");
    assert!(
        visit
            .description
            .as_deref()
            .unwrap()
            .ends_with("from 16:00 to 18:30.\nIt comes before clause 3 (Pim's home)."),
        "{visit:?}"
    );
}

#[test]
fn a_handover_says_where_and_who_brings() {
    let items = Family::february().items();
    let school = find(
        &items,
        "Noor, Sam and Cato to Elias",
        "2027-02-03T07:30:00Z",
    );
    assert_eq!(school.location.as_deref(), Some("At school or day care"));
    assert_eq!(
        school.description.as_deref().unwrap(),
        "Mara brings Noor, Sam and Cato.\n\
         In the bag: School bag, and what was agreed for the days ahead.\n\
         Clause 1 (The rhythm of Noor and Sam).\nClause 2 (The rhythm of Cato)."
    );
    assert_eq!(school.span.unwrap().1.to_string(), "2027-02-03T07:45:00Z");
    assert_eq!(school.uid, "2.1-2-3.b.20270203T073000Z@f1.parenthesis");
    assert_eq!(school.categories, ["Handover", "Elias"]);
    let door = find(&items, "Pim to Elias", "2027-02-02T15:00:00Z");
    assert_eq!(door.location.as_deref(), Some("At Mara's door"));
    let words = door.description.as_deref().unwrap();
    assert!(
        words.starts_with("Elias collects Pim.\nIn the bag: Nappies"),
        "{words}"
    );
}

#[test]
fn what_was_agreed_about_a_handover_is_said_of_those_children_alone() {
    let family = Family::february();
    let children = ids(&["noor", "sam", "cato"]);
    let at = date(2027, 2, 3).at(8, 30, 0, 0);
    let agreed = |child| Arranged {
        child,
        to: Side::B,
        at,
        place: Some("At the pool, behind"),
        brings: Some(Side::B),
    };
    let elsewhere = [agreed(&children[0]), agreed(&children[1])];
    let with = Feed {
        arranged: &elsewhere,
        ..family.feed()
    };
    let items = read(&feed(&with));
    let start = "2027-02-03T07:30:00Z";
    let pool = find(&items, "Noor and Sam to Elias", start);
    assert_eq!(pool.location.as_deref(), Some("At the pool, behind"));
    assert_eq!(
        pool.description.as_deref().unwrap(),
        "Elias collects Noor and Sam.\n\
         In the bag: School bag, and what was agreed for the days ahead.\n\
         Clause 1 (The rhythm of Noor and Sam).\nBoth agreed on this beside the plan."
    );
    let school = find(&items, "Cato to Elias", start);
    assert_eq!(school.location.as_deref(), Some("At school or day care"));
    let words = school.description.as_deref().unwrap();
    assert!(
        words.starts_with("Mara brings Cato.") && !words.contains("agreed on"),
        "{words}"
    );
    let neutral = Feed {
        titles: Titles::Neutral,
        ..with
    };
    assert!(!feed(&neutral).contains("pool"));
}

#[test]
fn what_was_agreed_about_another_handover_changes_nothing() {
    let family = Family::february();
    let children = ids(&["noor", "nobody"]);
    let at = date(2027, 2, 3).at(8, 30, 0, 0);
    let agreed = |child, to, at| Arranged {
        child,
        to,
        at,
        place: Some("At the pool"),
        brings: None,
    };
    let others = [
        agreed(&children[0], Side::A, at),
        agreed(&children[0], Side::B, date(2027, 2, 3).at(8, 31, 0, 0)),
        agreed(&children[1], Side::B, at),
    ];
    let text = feed(&Feed {
        arranged: &others,
        ..family.feed()
    });
    assert_eq!(read(&text), family.items());
}

#[test]
fn where_the_parents_move_nobody_is_brought() {
    let nest = EXAMPLES[1];
    let items = Family::new(nest, date(2027, 2, 1), date(2027, 3, 1)).items();
    let handovers: Vec<&Item> = items.iter().filter(|item| item.is("handover")).collect();
    assert!(!handovers.is_empty());
    for handover in handovers {
        assert!(
            handover.summary.contains(" takes over from "),
            "{handover:?}"
        );
        let words = handover.description.as_deref().unwrap();
        assert!(
            !words.contains(" brings ") && !words.contains(" collects "),
            "{words}"
        );
    }
}

#[test]
fn a_call_is_of_all_who_talk_to_one_parent() {
    let items = Family::february().items();
    let call = find(
        &items,
        "Noor, Sam, Cato and Pim call Elias",
        "2027-02-01T17:30:00Z",
    );
    assert_eq!(call.span.unwrap().1.to_string(), "2027-02-01T17:45:00Z");
    assert_eq!(call.parent.as_deref(), Some("elias"));
    let words = call.description.as_deref().unwrap();
    assert!(
        words.starts_with("Clause 7 (The evening call): At 18:30"),
        "{words}"
    );
    assert!(items.iter().any(|item| item.summary == "Pim calls Elias"));
}

#[test]
fn in_the_feed_of_a_parent_handovers_and_own_calls_take_time() {
    let family = Family::february();
    let items = read(&feed(&Feed {
        with: Some(Side::B),
        ..family.feed()
    }));
    for item in &items {
        let own = match item.kind.as_deref().unwrap() {
            "handover" => true,
            "call" => item.parent.as_deref() == Some("elias"),
            _ => false,
        };
        assert_eq!(item.transp == "OPAQUE", own, "{item:?}");
        assert!(!item.is("care") || item.parent.as_deref() == Some("elias"));
    }
    assert!(
        items
            .iter()
            .any(|item| item.is("call") && item.transp == "TRANSPARENT")
    );
    let everybody = family.items();
    assert!(everybody.iter().all(|item| item.transp == "TRANSPARENT"));
}

#[test]
fn what_was_agreed_stands_and_says_what_the_plan_says() {
    let family = Family::with_a_swap();
    let items = family.items();
    let swap = find(
        &items,
        "Noor, Sam and Cato with Elias",
        "2027-02-06T08:00:00Z",
    );
    assert_eq!(swap.span.unwrap().1.to_string(), "2027-02-07T17:00:00Z");
    assert_eq!(swap.status, "CONFIRMED");
    assert_eq!(
        swap.description.as_deref().unwrap(),
        "Both agreed on this beside the plan.\n\
         It comes before clause 1 (The rhythm of Noor and Sam), clause 2 (The rhythm of Cato).\n\
         The plan says: Noor, Sam and Cato with Mara from Saturday 6 February 2027, 09:00 \
         to Sunday 7 February 2027, 18:00."
    );
    for (summary, start) in [
        ("Noor, Sam and Cato to Elias", "2027-02-06T08:00:00Z"),
        ("Noor, Sam and Cato to Mara", "2027-02-07T17:00:00Z"),
    ] {
        let handover = find(&items, summary, start);
        let words = handover.description.as_deref().unwrap();
        assert!(
            words.ends_with("Both agreed on this beside the plan."),
            "{words}"
        );
    }
    // What is left of the stay around it is by the plan, and says nothing of the swap.
    let before = find(
        &items,
        "Noor, Sam and Cato with Mara",
        "2027-02-05T07:30:00Z",
    );
    assert!(!before.description.as_deref().unwrap().contains("agreed"));
}

#[test]
fn of_two_children_only_one_may_be_elsewhere_by_the_plan() {
    let mut family = Family::february();
    family.agreed.push(plan::OneOff {
        id: "p-1".to_owned(),
        children: ids(&["noor", "cato"]),
        parent: Side::A,
        start: date(2027, 2, 8).at(8, 30, 0, 0),
        end: date(2027, 2, 10).at(8, 30, 0, 0),
    });
    // By the plan Noor is with Mara anyway, and Cato with Elias.
    let items = family.items();
    let swap = items
        .iter()
        .find(|item| {
            item.is("care")
                && item
                    .description
                    .as_deref()
                    .unwrap()
                    .contains("The plan says")
        })
        .unwrap();
    let words = swap.description.as_deref().unwrap();
    assert!(
        words.ends_with(
            "The plan says: Cato with Elias from Monday 8 February 2027, 08:30 \
             to Wednesday 10 February 2027, 08:30."
        ),
        "{words}"
    );
}

#[test]
fn holidays_are_whole_days_of_those_who_have_them() {
    let family = Family::new(EXAMPLES[4], date(2027, 2, 1), date(2027, 6, 1));
    let items = family.items();
    let titled = |summary: &str| {
        let found = items.iter().find(|item| item.summary == summary);
        found.unwrap_or_else(|| panic!("no {summary}"))
    };
    let spring = titled("Spring holiday");
    assert_eq!(spring.days, Some((date(2027, 2, 20), date(2027, 3, 1))));
    assert_eq!(spring.children, ["fleur", "daan"]);
    assert_eq!(spring.uid, "4.1-2.1-2.20270220@f1.parenthesis");
    assert_eq!(spring.categories, ["Holiday"]);
    assert_eq!(
        (&*spring.status, &*spring.transp),
        ("CONFIRMED", "TRANSPARENT")
    );
    assert!(
        spring
            .description
            .as_deref()
            .unwrap()
            .starts_with("Clause 2 (Spring holiday): In odd years")
    );
    assert_eq!(
        titled("King's Day").days,
        Some((date(2027, 4, 27), date(2027, 4, 28)))
    );
    assert_eq!(
        titled("Mother's Day").days,
        Some((date(2027, 5, 9), date(2027, 5, 10)))
    );
    // What stands in the other language of the plan stands in its feed.
    let dutch = read(&feed(&Feed {
        language: Language::Nl,
        ..family.feed()
    }));
    assert!(dutch.iter().any(|item| item.summary == "Voorjaarsvakantie"));
    // In the feed of one child nobody need be named.
    let fleur = ids(&["fleur"]);
    let alone = read(&feed(&Feed {
        children: Some(&fleur),
        ..family.feed()
    }));
    assert!(alone.iter().any(|item| item.summary == "Spring holiday"));
}

#[test]
fn a_holiday_of_one_child_names_it_and_an_open_date_is_tentative() {
    let mut text = EXAMPLES[5].to_owned();
    text.push_str(
        "\n[[clause]]\nid = \"eid\"\ntitle = { en = \"Eid\", nl = \"Suikerfeest\" }\n\
         sentence = { en = \"Noor celebrates with Elias.\", nl = \"Noor viert het bij Elias.\" }\n\
         children = [\"noor\"]\nholiday = { on = \"eid-al-fitr\", from = \"09:00\", until = \"20:00\", parent = \"elias\" }\n",
    );
    let items = Family::new(&text, date(2027, 3, 1), date(2027, 4, 1)).items();
    let eid = items.iter().find(|item| item.is("holiday")).unwrap();
    assert_eq!(eid.summary, "Eid (Noor)");
    assert_eq!(eid.status, "TENTATIVE");
    let words = eid.description.as_deref().unwrap();
    assert!(words.ends_with("\nThe date is not settled yet."), "{words}");
}

#[test]
fn a_clash_is_tentative_and_says_who_says_what() {
    let items = Family::new(EXAMPLES[3], date(2027, 7, 1), date(2027, 9, 1)).items();
    let clash = items.iter().find(|item| item.is("clash")).unwrap();
    assert_eq!(clash.summary, "Noor: two clauses disagree");
    assert_eq!(clash.status, "TENTATIVE");
    assert_eq!(
        clash.description.as_deref().unwrap(),
        "Clause 2 (Summer with Mara) says Mara.\nClause 3 (Summer with Elias) says Elias.\n\
         Nobody has this time until the plan says who."
    );
}

fn proposals(what: Proposed<'_>, children: &[ChildId], of: Option<&[ChildId]>) -> Vec<Item> {
    let family = Family::february();
    let proposals = [asked(children, what)];
    let items = read(&feed(&Feed {
        proposals: &proposals,
        children: of,
        ..family.feed()
    }));
    items
        .into_iter()
        .filter(|item| item.is("proposal"))
        .collect()
}

#[test]
fn what_waits_for_an_answer_is_tentative() {
    let (two, all) = (ids(&["sam", "noor"]), ids(&["noor", "sam", "cato", "pim"]));
    let found = proposals(Proposed::Care(Side::B), &two, None);
    let [item] = found.as_slice() else {
        panic!("one item: {found:?}")
    };
    assert_eq!(item.summary, "Proposed: Noor and Sam with Elias");
    assert_eq!((&*item.status, &*item.transp), ("TENTATIVE", "TRANSPARENT"));
    assert_eq!(
        item.description.as_deref().unwrap(),
        "It waits for an answer from Mara. Without an answer nothing changes."
    );
    let (start, end) = item.span.unwrap();
    assert_eq!(start.to_string(), "2027-02-12T16:30:00Z");
    assert_eq!(end.to_string(), "2027-02-14T09:00:00Z");

    let trip = proposals(Proposed::Other("To the sea; all of us"), &all, None);
    assert_eq!(trip[0].summary, "Proposed: To the sea; all of us");
    assert_eq!(trip[0].parent, None);

    // Of some children, for the feed of one of them and of another.
    let (sam, pim) = (ids(&["sam"]), ids(&["pim"]));
    let of_sam = proposals(Proposed::Care(Side::B), &two, Some(&sam));
    assert_eq!(of_sam[0].summary, "Proposed: Sam with Elias");
    assert_eq!(proposals(Proposed::Care(Side::B), &two, Some(&pim)), []);
}

#[test]
fn what_is_not_shown_or_ends_before_it_begins_is_passed_over() {
    let family = Family::february();
    let children = ids(&["noor"]);
    let at = |from: Date, to: Date| Tentative {
        start: from.at(9, 0, 0, 0),
        end: to.at(9, 0, 0, 0),
        ..asked(&children, Proposed::Care(Side::B))
    };
    let far = [
        at(date(2026, 1, 1), date(2026, 1, 2)),
        at(date(2027, 2, 9), date(2027, 2, 9)),
        at(date(2027, 2, 9), date(2027, 2, 8)),
        at(Date::MIN, Date::MIN),
        at(Date::MAX, Date::MAX),
        at(date(2027, 3, 2), date(2030, 1, 1)),
    ];
    let items = read(&feed(&Feed {
        proposals: &far,
        ..family.feed()
    }));
    assert_eq!(items, family.items());
    // One that goes on for years is there, and so is the zone in which it ends.
    let long = [at(date(2020, 1, 1), date(2040, 7, 1))];
    let items = read(&feed(&Feed {
        proposals: &long,
        ..family.feed()
    }));
    let item = items.iter().find(|item| item.is("proposal")).unwrap();
    let (start, end) = item.span.unwrap();
    assert_eq!(start.to_string(), "2020-01-01T08:00:00Z");
    assert_eq!(end.to_string(), "2040-07-01T07:00:00Z");
}

#[test]
fn a_clause_of_an_earlier_version_says_so() {
    let first = ParentingPlan::read(plan::EXAMPLE, date(2026, 9, 1)).unwrap();
    let next = plan::EXAMPLE.replace("08:30\"", "09:00\"");
    let next = ParentingPlan::read(&next, date(2026, 9, 1)).unwrap();
    let mut family = Family::new(plan::EXAMPLE, date(2027, 2, 1), date(2027, 3, 1));
    family.plan = first.succeeded_by(&next, date(2027, 2, 15)).unwrap();
    let items = family.items();
    let earlier = "Clause 1 (The weekly rhythm) of version 1 of the plan: ";
    let later = "Clause 1 (The weekly rhythm): ";
    let count = |start: &str| {
        let care = items.iter().filter(|item| item.is("care"));
        care.filter(|item| item.description.as_deref().unwrap().starts_with(start))
            .count()
    };
    assert!(count(earlier) > 2 && count(later) > 2);
}

#[test]
fn nobody_known_is_an_empty_calendar() {
    let family = Family::february();
    let nobody = ids(&["nobody"]);
    let text = feed(&Feed {
        children: Some(&nobody),
        ..family.feed()
    });
    assert_eq!(read(&text), []);
    assert!(text.ends_with("END:VCALENDAR\r\n"));
}
