//! What is typed into the form that begins a family, and what comes of it.

use super::*;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 23);
const PASSWORD: &str = "a bridge and a lantern";

fn good() -> Vec<(&'static str, &'static str)> {
    vec![
        ("you", " Mara "),
        ("other", "Elias"),
        ("c1-name", "Noor"),
        ("c1-born", "2019-05-21"),
        ("mail", "mara@example.org"),
        ("pass", PASSWORD),
        ("again", PASSWORD),
        ("zone", "Europe/Amsterdam"),
    ]
}

fn filled(changes: &[(&'static str, &'static str)]) -> BeginForm {
    let mut pairs = good();
    for (name, value) in changes {
        match pairs.iter_mut().find(|(known, _)| known == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    BeginForm::from_pairs(pairs)
}

fn with(changes: &[(&'static str, &'static str)]) -> Result<Draft, Vec<FieldError>> {
    filled(changes).parse(TODAY)
}

fn wrong(changes: &[(&'static str, &'static str)]) -> Vec<(String, Wrong)> {
    let form = filled(changes);
    assert!(!format!("{:?}", form.typed).contains(PASSWORD));
    let errors = form.parse(TODAY).unwrap_err();
    errors.into_iter().map(|e| (e.field, e.wrong)).collect()
}

#[test]
fn a_family_of_seven_fields_can_begin() {
    let draft = with(&[("c2-name", ""), ("c2-born", "")]).unwrap();
    assert_eq!(draft.you.as_str(), "Mara");
    assert_eq!(draft.other.unwrap().as_str(), "Elias");
    assert_eq!(draft.children.len(), 1);
    assert_eq!(draft.children[0].1, date(2019, 5, 21));
    let alone = with(&[("other", "  ")]).unwrap();
    assert_eq!(alone.other, None);
    let written = with(&[("c1-born", "21-5-2019")]).unwrap();
    assert_eq!(written.children[0].1, date(2019, 5, 21));
}

#[test]
fn each_wrong_field_has_its_sentence() {
    let long = "x".repeat(81);
    let long: &'static str = long.leak();
    for (changes, field, expected) in [
        (vec![("you", " ")], "you", Wrong::NoName),
        (vec![("you", long)], "you", Wrong::LongName),
        (vec![("other", "a\u{202e}b")], "other", Wrong::OddName),
        (vec![("other", "mara")], "other", Wrong::SameName),
        (
            vec![("c1-name", ""), ("c1-born", "")],
            "c1-name",
            Wrong::NoChild,
        ),
        (vec![("c1-name", "")], "c1-name", Wrong::NoChildName),
        (vec![("c1-born", "")], "c1-born", Wrong::NoBorn),
        (vec![("c1-born", "soon")], "c1-born", Wrong::BadBorn),
        (vec![("c1-born", "31-2-2019")], "c1-born", Wrong::BadBorn),
        (vec![("c1-born", "1066-10-14")], "c1-born", Wrong::BadBorn),
        (vec![("c1-born", "2026-11-24")], "c1-born", Wrong::BornLater),
        (vec![("c3-name", "Sam")], "c3-born", Wrong::NoBorn),
        (
            vec![("mail", "mara")],
            "mail",
            Wrong::Door(DoorWrong::BadMail),
        ),
        (
            vec![("pass", ""), ("again", "")],
            "pass",
            Wrong::Door(DoorWrong::NoPassword),
        ),
        (
            vec![("again", "another")],
            "again",
            Wrong::Door(DoorWrong::NotTheSame),
        ),
        (vec![("zone", "Mars/Base")], "zone", Wrong::NoZone),
        (vec![("zone", "UTC")], "zone", Wrong::NoZone),
    ] {
        let found = wrong(&changes);
        assert_eq!(found, [(field.to_owned(), expected)], "{changes:?}");
    }
    assert_eq!(wrong(&[("you", ""), ("zone", "")]).len(), 2);
}

#[test]
fn rows_are_added_one_by_one_and_never_too_many() {
    let mut form = BeginForm::from_pairs([
        ("step", "child"),
        ("c2-name", "Sam"),
        ("c21-name", "x"),
        ("c0-name", "x"),
    ]);
    assert!(form.more);
    assert_eq!(form.typed.children.len(), 2);
    for _ in 0..30 {
        form.typed.add_child();
    }
    assert_eq!(form.typed.children.len(), MAX_ROWS);
}

#[test]
fn the_zone_begins_where_the_browser_s_language_is_spoken() {
    for (line, zone) in [
        ("nl-NL,nl;q=0.9", "Europe/Amsterdam"),
        ("nl-BE", "Europe/Brussels"),
        ("en-GB, en", "Europe/London"),
        ("de", "Europe/Berlin"),
        ("deutsch", "Europe/Amsterdam"),
        ("", "Europe/Amsterdam"),
    ] {
        assert_eq!(Typed::empty(line, Lang::En).zone, zone, "{line}");
    }
    for (_, zone) in ZONES {
        assert!(TimeZone::get(zone).is_ok(), "{zone}");
    }
}

/// Whatever is sent: no panic, what was typed is kept in bounds, and no password among it.
#[test]
fn odd_forms_are_read_in_bounds() {
    let pieces = [
        "",
        "c1-name",
        "c999999999999999999999-born",
        "c-name",
        "c1-",
        "🦊",
        "\0",
        "you",
        "step",
        "2026-02-30",
        "99-99-9999",
    ];
    for name in pieces {
        for value in pieces {
            let long = value.repeat(500);
            let form = BeginForm::from_pairs([(name, long.as_str()), ("pass", PASSWORD)]);
            assert!(form.typed.you.chars().count() <= MAX_TYPED);
            assert!(form.typed.children.len() <= MAX_ROWS);
            assert!(form.parse(TODAY).is_err());
            assert!(!format!("{:?}", form.typed).contains(PASSWORD));
        }
    }
}
