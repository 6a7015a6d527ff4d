//! No word that anybody wrote adds a line, a property or an item; and small feeds as they are.

use calendar::{Feed, Proposed, Titles, feed};
use jiff::civil::date;
use plan::limits::NAME_CHARS_MAX;
use plan::{Language, Side};
use proptest::prelude::*;

use crate::read::{Family, Item, asked, assert_lines, ids, read};

/// Words of everybody who may write any.
#[derive(Debug, Clone)]
struct Written {
    title: String,
    parent: String,
    child: String,
    clause: String,
    sentence: String,
    place: String,
    bag: String,
    trip: String,
}

/// What a hostile author would try, between anything else. The plan language takes no control
/// characters but line breaks in a sentence; what a caller hands over may hold them all.
fn text(others: &'static [&'static str]) -> impl Strategy<Value = String> {
    const ATTEMPTS: [&str; 24] = [
        "\\",
        "\\n",
        "\\,",
        ";",
        ",",
        ":",
        "\"",
        "=",
        " ",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "BEGIN:VALARM",
        "SUMMARY:Mine",
        "\u{2028}",
        "\u{2029}",
        "\u{feff}",
        "x",
        "é",
        "老虎",
        "👩‍👧‍👦",
        "%0D%0A",
        "=0D=0A",
        "^n",
        "&#13;",
    ];
    let all: Vec<&str> = ATTEMPTS.iter().chain(others).copied().collect();
    let part = prop_oneof![
        prop::sample::select(all).prop_map(str::to_owned),
        "\\PC{1,30}"
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| {
        let inside: String = parts.concat().chars().take(NAME_CHARS_MAX - 2).collect();
        format!("a{inside}z")
    })
}

fn written() -> impl Strategy<Value = Written> {
    let line = || text(&[]);
    let names = (line(), line(), line());
    let clause = (line(), text(&["\n", "\nEND:VEVENT\n"]), line(), line());
    let controls = &[
        "\r\n",
        "\r",
        "\n",
        "\u{0}",
        "\u{7}",
        "\u{b}",
        "\u{85}",
        "\r\n\r\nSTATUS:CANCELLED",
    ];
    (names, clause, text(controls)).prop_map(
        |((title, parent, child), (clause, sentence, place, bag), trip)| Written {
            title,
            parent,
            child,
            clause,
            sentence,
            place,
            bag,
            trip,
        },
    )
}

/// Text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A plan in which everything that can be said is said in these words.
fn plan_of(written: &Written) -> String {
    let [title, parent, child, clause] = [
        &written.title,
        &written.parent,
        &written.child,
        &written.clause,
    ]
    .map(|text| quoted(text));
    let [sentence, place, bag] =
        [&written.sentence, &written.place, &written.bag].map(|text| quoted(text));
    format!(
        r#"edition = 1
title = {title}
zone = "Europe/Amsterdam"
from = 2026-09-07

[[parent]]
id = "one"
name = "Anna"
letter = "A"

[[parent]]
id = "two"
name = {parent}
letter = "B"

[[child]]
id = "kid"
name = {child}
born = 2019-03-04

[handover]
place = {{ en = {place} }}
brings = "giver"
bag = {{ en = {bag} }}

[[clause]]
id = "rhythm"
title = {{ en = {clause} }}
sentence = {{ en = {sentence} }}
nights = {{ pattern = "2-2-5-5", start = 2027-02-01, change = "08:30" }}

[[clause]]
id = "feast"
title = {{ en = {clause} }}
sentence = {{ en = {sentence} }}
holiday = {{ on = "valentines-day", from = "09:00", until = "20:00", parent = "two" }}

[[clause]]
id = "talk"
title = {{ en = {clause} }}
sentence = {{ en = {sentence} }}
calls = {{ with = "absent", at = ["daily 18:30"], minutes = 15 }}
"#
    )
}

fn of(text: &str, trip: &str, titles: Titles) -> (String, Vec<Item>) {
    let mut family = Family::new(text, date(2027, 2, 1), date(2027, 2, 22));
    let children = ids(&["kid"]);
    family.agreed.push(plan::OneOff {
        id: trip.to_owned(),
        children: children.clone(),
        parent: Side::B,
        start: date(2027, 2, 6).at(9, 0, 0, 0),
        end: date(2027, 2, 7).at(18, 0, 0, 0),
    });
    let proposals = [asked(&children, Proposed::Other(trip))];
    let written = feed(&Feed {
        proposals: &proposals,
        titles,
        ..family.feed()
    });
    assert_lines(&written);
    let items = read(&written);
    (written, items)
}

/// A text on one line, as it must arrive.
fn flat(text: &str) -> String {
    let breaks = |c: char| c.is_whitespace() || c.is_control();
    let words: Vec<&str> = text.split(breaks).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_was_written_arrives_and_adds_nothing(words in written()) {
        let plain = Written {
            title: "t".to_owned(),
            parent: "p".to_owned(),
            child: "c".to_owned(),
            clause: "k".to_owned(),
            sentence: "s".to_owned(),
            place: "l".to_owned(),
            bag: "b".to_owned(),
            trip: "r".to_owned(),
        };
        let (_, expected) = of(&plan_of(&plain), &plain.trip, Titles::Named);
        let (text, items) = of(&plan_of(&words), &words.trip, Titles::Named);
        prop_assert_eq!(items.len(), expected.len());
        let (child, parent, clause) = (flat(&words.child), flat(&words.parent), flat(&words.clause));
        let sentence = words.sentence.replace(['\u{2028}', '\u{2029}'], "\n");
        for (item, like) in items.iter().zip(&expected) {
            prop_assert_eq!(&item.uid, &like.uid);
            prop_assert_eq!(item.span, like.span);
            prop_assert_eq!(item.days, like.days);
            prop_assert_eq!(&item.status, &like.status);
            let place = item.location.as_deref();
            let mut summaries = vec![
                format!("{child} with Anna"), format!("{child} with {parent}"),
                format!("{child} to Anna"), format!("{child} to {parent}"),
                format!("{child} calls Anna"), format!("{child} calls {parent}"),
            ];
            summaries.extend([clause.clone(), format!("Proposed: {}", flat(&words.trip))]);
            prop_assert!(summaries.contains(&item.summary), "{}", item.summary);
            if item.is("handover") {
                prop_assert_eq!(place, Some(&*flat(&words.place)));
                let bag = format!("In the bag: {}.", flat(&words.bag));
                prop_assert!(item.description.as_deref().unwrap().contains(&bag));
            } else {
                prop_assert_eq!(place, None);
            }
            if item.is("call") || item.is("holiday") {
                let number = if item.is("call") { 3 } else { 2 };
                let because = format!("Clause {number} ({clause}): {sentence}");
                prop_assert_eq!(item.description.as_deref(), Some(&*because));
            }
        }
        prop_assert!(text.contains("\r\nX-WR-CALNAME:a"));
    }

    #[test]
    fn a_neutral_feed_has_none_of_the_words(words in written()) {
        let (text, items) = of(&plan_of(&words), &words.trip, Titles::Neutral);
        let (other, _) = of(&plan_of(&Written { trip: "r".to_owned(), ..words }), "r", Titles::Neutral);
        prop_assert_eq!(&text, &other);
        prop_assert!(items.iter().all(|item| item.summary == "Appointment"));
    }
}

/// Three days of the four children with a swap, a proposal and both kinds of parent's moves.
fn small(language: Language, titles: Titles) -> String {
    let mut family = Family::with_a_swap();
    family.shown = plan::Window::new(date(2027, 2, 6), date(2027, 2, 8)).unwrap();
    let children = ids(&["noor", "pim"]);
    let proposals = [calendar::Tentative {
        start: date(2027, 2, 7).at(12, 0, 0, 0),
        end: date(2027, 2, 7).at(17, 0, 0, 0),
        ..asked(&children, Proposed::Care(Side::A))
    }];
    let text = feed(&Feed {
        proposals: &proposals,
        language,
        titles,
        ..family.feed()
    });
    text.replace("\r\n", "\n")
}

#[test]
fn a_small_feed_in_english() {
    insta::assert_snapshot!(small(Language::En, Titles::Named));
}

#[test]
fn a_small_feed_in_dutch() {
    insta::assert_snapshot!(small(Language::Nl, Titles::Named));
}

#[test]
fn a_small_feed_with_neutral_titles() {
    insta::assert_snapshot!(small(Language::Nl, Titles::Neutral));
}
