//! The sentences are whole: the same keys and the same values in both languages, every key
//! that the code asks for exists, and dates read as the design language wants them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use jiff::SignedDuration;
use jiff::civil::{date, datetime, time};

use super::*;

/// Key to the names of the values in its sentence.
fn entries(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for (file, source) in lang.files() {
        assert!(
            FluentResource::try_new((*source).to_owned()).is_ok(),
            "{file} in {}",
            lang.tag()
        );
        for line in source.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                current = line.split([' ', '=']).next().unwrap_or_default().to_owned();
                let again = found.insert(current.clone(), BTreeSet::new());
                assert!(
                    again.is_none(),
                    "{current} stands twice ({file}, {})",
                    lang.tag()
                );
            }
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect();
                found.entry(current.clone()).or_default().insert(name);
            }
        }
    }
    found
}

fn sources(under: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// The keys of every `t!(text, "key"`. Other macros end in `t!(` too, so what stands before
/// the `t` counts.
fn keys_of(code: &str) -> Vec<&str> {
    let calls = code
        .match_indices("t!(")
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'));
    calls
        .filter_map(|(at, open)| {
            let (text, rest) = code[at + open.len()..].split_once('"')?;
            let is_ours = text.trim_end().ends_with(',') && !text.contains(')');
            is_ours.then(|| rest.split('"').next().unwrap_or_default())
        })
        .collect()
}

#[test]
fn keys_are_found_in_code_and_nothing_else_is() {
    let code = concat!(
        "assert!(x, 'no'); t!",
        "(text, 'a-key'); t!",
        "(\n  self.text,\n  'b',\n  n = 1); format!('t')"
    )
    .replace('\'', "\"");
    assert_eq!(keys_of(&code), ["a-key", "b"]);
}

#[test]
fn both_languages_have_the_same_keys_and_values() {
    assert_eq!(entries(Lang::En), entries(Lang::Nl));
}

#[test]
fn every_key_in_the_code_has_a_sentence() {
    let known = entries(Lang::En);
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut asked = 0;
    for path in files
        .iter()
        .filter(|path| !path.ends_with("text/mod.rs") && !path.ends_with("text/tests.rs"))
    {
        let code = std::fs::read_to_string(path).unwrap();
        for key in keys_of(&code) {
            asked += 1;
            assert!(
                known.contains_key(key),
                "{key}, asked for in {}",
                path.display()
            );
        }
    }
    assert!(
        asked > 50,
        "only {asked} keys found: does the search still work?"
    );
}

#[test]
fn no_sentence_is_left_over() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let code: String = files
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let left: Vec<String> = entries(Lang::En)
        .into_keys()
        .filter(|key| !code.contains(&format!("\"{key}\"")))
        .filter(|key| !MADE_BY_NAME.iter().any(|start| key.starts_with(start)))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Keys that the code puts together from a name.
const MADE_BY_NAME: [&str; 3] = ["record-", "swap-", "door-"];

#[test]
fn a_key_that_does_not_exist_shows_itself() {
    assert_eq!(Text::of(Lang::Nl).get("no-such-key"), "no-such-key");
}

#[test]
fn languages_are_found_by_header_and_tag() {
    let check =
        |header: &str, lang: Lang| assert_eq!(Lang::from_accept_language(header), lang, "{header}");
    check("nl-NL,nl;q=0.9,en;q=0.8", Lang::Nl);
    check("en-GB,en;q=0.9,nl;q=0.8", Lang::En);
    check("de,nl;q=0.5,en;q=0.25", Lang::Nl);
    check("de, fr;q=0.9", Lang::En);
    check("nl;q=0, en;q=0.1", Lang::En);
    check("nl;q=9.9", Lang::En);
    check("", Lang::En);
    assert_eq!(Lang::from_tag("NL-be"), Some(Lang::Nl));
    assert_eq!(Lang::from_tag("xx"), None);
}

#[test]
fn moments_read_as_the_design_language_says() {
    let (en, nl) = (Text::of(Lang::En), Text::of(Lang::Nl));
    let at = datetime(2026, 10, 21, 12, 0, 0, 0);
    assert_eq!(day_and_clock(en, at), "Wednesday 21 October, 12:00");
    assert_eq!(day_and_clock(nl, at), "woensdag 21 oktober, 12.00 uur");
    assert_eq!(date_with_year(en, at.date()), "Wednesday 21 October 2026");
    assert_eq!(weekday_time(nl, at), "woensdag 12.00 uur");
    assert_eq!(clock(en, time(8, 5, 0, 0)), "08:05");
    assert_eq!(clock(nl, time(8, 5, 0, 0)), "08.05 uur");
    assert_eq!(on_day(en, at, date(2026, 10, 21)), "today 12:00");
    assert_eq!(on_day(nl, at, date(2026, 10, 20)), "morgen 12.00 uur");
    assert_eq!(on_day(en, at, date(2026, 10, 15)), "Wednesday 12:00");
    assert_eq!(
        on_day(en, at, date(2026, 10, 14)),
        "Wednesday 21 October, 12:00"
    );
    assert_eq!(month_year(nl, at.date()), "oktober 2026");
    assert_eq!(with_capital("élan"), "Élan");
    assert_eq!(without_capital("Élan En Oer"), "élan En Oer");
}

#[test]
fn a_deadline_at_midnight_is_the_end_of_the_day_before() {
    let check = |at, en: &str, nl: &str| {
        assert_eq!(deadline(Text::of(Lang::En), at), en);
        assert_eq!(deadline(Text::of(Lang::Nl), at), nl);
    };
    check(
        datetime(2027, 1, 3, 0, 0, 0, 0),
        "the end of Saturday 2 January",
        "het einde van zaterdag 2 januari",
    );
    check(
        datetime(2027, 1, 1, 0, 0, 0, 0),
        "the end of Thursday 31 December",
        "het einde van donderdag 31 december",
    );
    check(
        datetime(2027, 1, 3, 0, 1, 0, 0),
        "Sunday 3 January, 00:01",
        "zondag 3 januari, 00.01 uur",
    );
    check(
        datetime(2027, 1, 3, 20, 0, 0, 0),
        "Sunday 3 January, 20:00",
        "zondag 3 januari, 20.00 uur",
    );
    let first = jiff::civil::DateTime::MIN;
    let text = Text::of(Lang::En);
    assert_eq!(deadline(text, first), day_and_clock(text, first));
}

#[test]
fn spans_ahead_are_said_in_two_units_at_most() {
    let check = |minutes: i64, en: &str, nl: &str| {
        let ahead = SignedDuration::from_mins(minutes);
        assert_eq!(in_duration(Text::of(Lang::En), ahead), en);
        assert_eq!(in_duration(Text::of(Lang::Nl), ahead), nl);
    };
    check(260, "in 4 hours 20 minutes", "over 4 uur 20 minuten");
    check(60, "in 1 hour", "over 1 uur");
    check(1, "in 1 minute", "over 1 minuut");
    check(0, "now", "nu");
    check(-5, "now", "nu");
    check(
        1440 + 90,
        "in 25 hours 30 minutes",
        "over 25 uur 30 minuten",
    );
    check(3 * 1440 + 61, "in 3 days 1 hour", "over 3 dagen 1 uur");
}

#[test]
fn lists_of_names_end_with_and() {
    let (en, nl) = (Text::of(Lang::En), Text::of(Lang::Nl));
    assert_eq!(list(en, &["Noor", "Sam", "Cato"]), "Noor, Sam and Cato");
    assert_eq!(list(nl, &["Noor", "Sam"]), "Noor en Sam");
    assert_eq!(list(nl, &["Noor"]), "Noor");
    assert_eq!(list::<&str>(nl, &[]), "");
}

/// From a day of one year to a day of another both years are said.
#[test]
fn a_stretch_over_new_year_has_both_years() {
    let (first, last) = (date(2027, 3, 1), date(2028, 2, 29));
    let said = |lang, last| date_from(Text::of(lang), first, last);
    assert_eq!(said(Lang::En, last), "Monday 1 March 2027");
    assert_eq!(said(Lang::Nl, last), "maandag 1 maart 2027");
    assert_eq!(said(Lang::Nl, date(2027, 3, 28)), "maandag 1 maart");
}
