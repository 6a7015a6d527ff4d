//! The form of a bundle: what is taken, what is refused and where that is said.

use super::*;

fn form(changes: &[(&str, &str)]) -> BundleForm {
    let mut pairs: Vec<(String, String)> = BundleForm::fresh(Language::Nl)
        .pairs()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    pairs.push(("recipient".to_owned(), "Mr. A. Jansen".to_owned()));
    for (name, _) in changes {
        pairs.retain(|(known, _)| known != name);
    }
    let changes = changes.iter().filter(|(_, value)| !value.is_empty());
    pairs.extend(changes.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    BundleForm::from_pairs(pairs)
}

#[test]
fn a_fresh_form_with_a_name_asks_for_everything() {
    let choice = form(&[]).read().expect("a choice");
    assert_eq!(choice.recipient, "Mr. A. Jansen");
    assert_eq!(choice.language, Language::Nl);
    assert_eq!(choice.span, Span::All);
    let all = choosable(app::Tree::Shared).iter().copied();
    assert_eq!(choice.tree, app::Tree::Shared);
    assert_eq!(choice.topics, all.collect());
    assert_eq!(choice.sides, BTreeSet::from([Side::A, Side::B]));
    let word = "Bijlage".to_owned();
    assert_eq!(choice.exhibits, Exhibits::Each { word, first: 1 });
    assert_eq!(choice.bates, None);
}

#[test]
fn files_go_along_unless_they_are_left_out() {
    let files = |value| {
        form(&[("files", value)])
            .read()
            .expect("a choice")
            .attachments
    };
    assert_eq!(files("without"), Attachments::Without);
    for with in ["with", "", "both"] {
        assert_eq!(files(with), Attachments::With, "{with}");
    }
}

#[test]
fn what_cannot_be_meant_is_said_at_its_field() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'static str, &'static str);
    let (long, word) = ("x".repeat(201), "x".repeat(41));
    let (long, word) = ([("recipient", &*long)], [("word", &*word)]);
    let cases: [Case<'_>; 20] = [
        (&[("recipient", " ")], "recipient", "bundle-wrong-recipient"),
        (&long, "recipient", "bundle-wrong-recipient-long"),
        (
            &[("recipient", "a\u{7}b")],
            "recipient",
            "bundle-wrong-recipient-long",
        ),
        (
            &[("recipient", "Mr. \u{202E}nesnaJ")],
            "recipient",
            "bundle-wrong-recipient-hidden",
        ),
        (
            &[("recipient", "Jan\u{200B}sen")],
            "recipient",
            "bundle-wrong-recipient-hidden",
        ),
        (&[("topic", "")], "topic", "bundle-wrong-topic"),
        (&[("topic", "record")], "topic", "bundle-wrong-topic"),
        (&[("topic", "settings")], "topic", "bundle-wrong-topic"),
        (
            &[("record", "own"), ("own-topic", "swaps"), ("person", "")],
            "own-topic",
            "bundle-wrong-topic",
        ),
        (&[("person", "c")], "person", "bundle-wrong-person"),
        (&[("until-day", "2026-07-01")], "span", "bundle-wrong-span"),
        (&[("first", "0")], "span", "bundle-wrong-span"),
        (&[("span", "days")], "from-day", "bundle-wrong-day"),
        (
            &[("span", "days"), ("from-day", "2026-07-01")],
            "until-day",
            "bundle-wrong-day",
        ),
        (
            &[
                ("span", "days"),
                ("from-day", "2026-07-02"),
                ("until-day", "2026-07-01"),
            ],
            "until-day",
            "bundle-wrong-order",
        ),
        (
            &[("span", "entries"), ("first", "-1")],
            "first",
            "bundle-wrong-number",
        ),
        (
            &[("span", "entries"), ("first", "5"), ("last", "4")],
            "last",
            "bundle-wrong-order",
        ),
        (&[("start", "0")], "start", "bundle-wrong-start"),
        (&word, "word", "bundle-wrong-word"),
        (&[("page", "one")], "page", "bundle-wrong-start"),
    ];
    for (changes, field, key) in cases {
        let wrong = form(changes).read().expect_err(key);
        assert_eq!(wrong, [FieldError::new(field, key)], "{changes:?}");
    }
}

#[test]
fn what_is_wrong_is_said_in_the_order_of_the_page() {
    let changes = [
        ("recipient", " "),
        ("topic", ""),
        ("person", ""),
        ("span", "entries"),
        ("start", "0"),
        ("page", "x"),
    ];
    let wrong = form(&changes).read().expect_err("wrong");
    let fields: Vec<&str> = wrong.iter().map(|error| error.field).collect();
    let page = ["recipient", "topic", "person", "first", "start", "page"];
    assert_eq!(fields, page);
}

#[test]
fn names_of_every_script_are_taken() {
    for name in [
        "Jan & Zoë 👩\u{200D}⚖\u{FE0F}",
        "عبد الرحمن",
        "علی\u{200C}رضا",
        "משה כהן",
        "पण्डित\u{200D}",
    ] {
        let choice = form(&[("recipient", name)]).read().expect(name);
        assert_eq!(choice.recipient, name);
    }
}

#[test]
fn spans_and_numbers_are_read() {
    let read = |changes: &[(&str, &str)]| form(changes).read().expect("a choice");
    let span = read(&[("span", "entries"), ("first", "3"), ("last", "7")]).span;
    assert_eq!(span, Span::Entries { first: 3, last: 7 });
    let choice = read(&[
        ("preset", "dutch-court"),
        ("numbering", "whole"),
        ("start", "12"),
        ("prefix", "VB-"),
        ("page", "118"),
    ]);
    let (word, number) = ("Productie".to_owned(), 12);
    assert_eq!(choice.exhibits, Exhibits::Whole { word, number });
    let bates = choice.bates.expect("page numbers");
    assert_eq!((bates.prefix.as_str(), bates.first), ("VB-", 118));
    assert_eq!(
        read(&[("numbering", "none"), ("start", "")]).exhibits,
        Exhibits::None
    );
}

#[test]
fn of_one_s_own_record_nobody_else_s_entries_are_asked_for() {
    let fresh = form(&[("record", "own")]).read().expect("a choice");
    assert_eq!(
        fresh.topics,
        BTreeSet::from([Topic::Devices, Topic::Keeping, Topic::Settings]),
        "whom earlier bundles were for is told only if that is asked for"
    );
    let told = form(&[("record", "own"), ("own-topic", "bundles")]);
    let told = told.read().expect("a choice");
    assert_eq!(told.topics, BTreeSet::from([Topic::Bundles]));
    let choice = form(&[("record", "own"), ("own-topic", "settings"), ("person", "")]);
    let choice = choice.read().expect("a choice");
    assert_eq!(choice.tree, app::Tree::Own);
    assert_eq!(choice.topics, BTreeSet::from([Topic::Settings]));
}

#[test]
fn the_page_between_carries_every_field() {
    let typed = form(&[("word", "Stuk"), ("prefix", "A"), ("topic", "plans")]);
    let again = BundleForm::from_pairs(typed.pairs());
    assert_eq!(again, typed);
}
