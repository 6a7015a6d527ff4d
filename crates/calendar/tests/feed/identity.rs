//! Which item is which: UIDs are each item's own and outlast the dates that are shown, the
//! language and the moment; equal feeds have equal bytes.

use std::collections::{BTreeMap, BTreeSet};

use calendar::{Feed, Proposed, Tentative, feed, feed_window};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use plan::{Language, Window};
use proptest::prelude::*;

use crate::read::{EXAMPLES, FOUR_CHILDREN, Family, Item, asked, assert_lines, ids, read};

/// The items that are shown by both windows.
fn shared(items: Vec<Item>, (from, to): (Timestamp, Timestamp)) -> BTreeMap<String, Item> {
    let met = items
        .into_iter()
        .filter(|item| match (item.span, item.days) {
            (Some((start, end)), _) => start < to && from < end,
            (None, days) => {
                let (first, after) = days.unwrap();
                let at = |date: Date| date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
                // A day off both ends, so that the zone does not matter.
                at(first) + 24.hours() < to && from < at(after) - 24.hours()
            }
        });
    met.map(|item| (item.uid.clone(), item)).collect()
}

#[test]
fn each_item_has_a_uid_of_its_own() {
    for text in EXAMPLES {
        let family = Family::new(text, date(2026, 11, 1), date(2028, 4, 1));
        let items = family.items();
        let uids: BTreeSet<&str> = items.iter().map(|item| &*item.uid).collect();
        assert_eq!(uids.len(), items.len());
        assert!(uids.iter().all(|uid| uid.ends_with("@f1.parenthesis")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_item_stays_the_same_when_the_dates_move_on(
        which in 0..EXAMPLES.len(),
        start in 0..400_i32,
        later in 1..60_i32,
    ) {
        let from = date(2026, 12, 1) + start.days();
        let one = Family::new(EXAMPLES[which], from, from + 90.days());
        let other = Family::new(EXAMPLES[which], from + later.days(), from + (90 + later).days());
        let (before, after) = (one.shown(), other.shown());
        let both = (before.0.max(after.0), before.1.min(after.1));
        // Only what goes on for more than a year after the last date ends elsewhere.
        let whole = |mut items: BTreeMap<String, Item>| {
            for item in items.values_mut() {
                if let Some((_, end)) = &mut item.span {
                    *end = (*end).min(before.1 + 8_000.hours());
                }
            }
            items
        };
        prop_assert_eq!(whole(shared(one.items(), both)), whole(shared(other.items(), both)));
    }
}

#[test]
fn a_stay_of_years_has_its_true_beginning_and_keeps_its_uid() {
    let endless = plan::EXAMPLE
        .lines()
        .map(|line| match line.split_once(" = ") {
            Some(("nights", _)) => "always = \"mara\"\n".to_owned(),
            Some(_) | None => format!("{line}\n"),
        })
        .collect::<String>();
    let at = |year: i16| Family::new(&endless, date(year, 3, 1), date(year, 6, 1)).items();
    let (soon, late) = (at(2027), at(2040));
    assert_eq!((soon.len(), late.len()), (1, 1));
    assert_eq!(soon[0].uid, late[0].uid);
    let began = Family::new(&endless, date(2027, 3, 1), date(2027, 6, 1))
        .plan
        .from();
    let began = began
        .to_zoned(crate::common::amsterdam())
        .unwrap()
        .timestamp();
    assert_eq!(soon[0].span.unwrap().0, began);
    assert_eq!(late[0].span.unwrap().0, began);
    // It is cut at the end of a year, so that the file does not change each month.
    assert_eq!(soon[0].span.unwrap().1.to_string(), "2028-12-31T23:00:00Z");
    assert_eq!(late[0].span.unwrap().1.to_string(), "2041-12-31T23:00:00Z");
}

#[test]
fn equal_feeds_have_equal_bytes_and_others_the_same_items() {
    let family = Family::with_a_swap();
    let children = ids(&["noor", "pim"]);
    let proposals = [asked(&children, Proposed::Care(plan::Side::B))];
    let base = Feed {
        proposals: &proposals,
        ..family.feed()
    };
    let text = feed(&base);
    assert_lines(&text);
    assert_eq!(text, feed(&base.clone()));
    let uids = |text: &str| -> Vec<String> {
        let unfolded = text.replace("\r\n ", "");
        let lines = unfolded.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    let dutch = feed(&Feed {
        language: Language::Nl,
        ..base
    });
    let neutral = feed(&Feed {
        titles: calendar::Titles::Neutral,
        ..base
    });
    let later = feed(&Feed {
        stamp: Timestamp::UNIX_EPOCH,
        sequence: u32::MAX,
        ..base
    });
    assert!(later.contains("\r\nDTSTAMP:19700101T000000Z\r\nLAST-MODIFIED:19700101T000000Z\r\n"));
    assert!(later.contains("\r\nSEQUENCE:2147483647\r\n"));
    for other in [&dutch, &neutral, &later] {
        assert_ne!(text, *other);
        assert_eq!(uids(&text), uids(other));
    }
}

#[test]
fn another_family_has_other_uids_and_a_strange_scope_breaks_nothing() {
    let family = Family::february();
    let text = feed(&Feed {
        scope: "a\r\nSUMMARY:b;c,d é",
        ..family.feed()
    });
    assert_lines(&text);
    assert!(
        read(&text)
            .iter()
            .all(|item| item.uid.ends_with("@aSUMMARYbcd.parenthesis"))
    );
}

#[test]
fn the_changes_of_a_proposal_are_numbered_by_themselves() {
    let family = Family::february();
    let children = ids(&["noor"]);
    let one = asked(&children, Proposed::Care(plan::Side::B));
    let named = |id: &'static str, day: i8| Tentative {
        id,
        start: date(2027, 2, day).at(9, 0, 0, 0),
        end: date(2027, 2, day).at(12, 0, 0, 0),
        ..one
    };
    let uids = |proposals: &[Tentative<'_>]| -> Vec<String> {
        let items = read(&feed(&Feed {
            proposals,
            ..family.feed()
        }));
        let proposed = items.into_iter().filter(|item| item.is("proposal"));
        proposed.map(|item| item.uid).collect()
    };
    let first = uids(&[named("p-1", 9), named("p-2", 10), named("p-2", 11)]);
    let expected = ["5.p-1.1", "5.p-2.1", "5.p-2.2"];
    assert_eq!(first, expected.map(|uid| format!("{uid}@f1.parenthesis")));
    // When another one has got its answer, these stay the same items.
    assert_eq!(uids(&[named("p-2", 10), named("p-2", 11)]), first[1..]);
    // What differs only in signs that cannot stand in a UID is told apart all the same.
    let odd = uids(&[named("p 3", 9), named("p3", 10)]);
    assert_eq!(
        odd,
        ["5.p3.1", "5.p3.2"].map(|uid| format!("{uid}@f1.parenthesis"))
    );
}

#[test]
fn the_usual_dates_of_four_children_are_some_two_thousand_items() {
    let window: Window = feed_window(date(2027, 2, 10)).unwrap();
    let family = Family::new(FOUR_CHILDREN, window.from(), window.to());
    let items = family.items();
    assert!((1_500..2_500).contains(&items.len()), "{}", items.len());
    assert!(items.is_sorted_by_key(|item| item.span.map(|(start, _)| start)));
}
