//! Worked examples: what is found in which sentence, where in it, and what is folded. The sentences in
//! `worked/*.tsv` are those that the rules were made with.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use tone::{Fact, Kind, Known, Languages, Severity, look};

const FAMILY: Known<'_> = Known {
    children: &["Noor", "Sam", "Cato", "Pim"],
    languages: Languages::Both,
};

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Insult | Kind::Contempt => "insult",
        Kind::Absolute => "absolute",
        Kind::Threat => "threat",
        Kind::Shouting => "shouting",
        Kind::Questions => "questions",
        Kind::Missing(_) => "missing",
    }
}

#[test]
fn sentences_sound_as_they_did() {
    let mut findings = Vec::new();
    for lines in [include_str!("worked/en.tsv"), include_str!("worked/nl.tsv")] {
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let (expected, sentence) = line.split_once('\t').unwrap();
            let expected: BTreeSet<&str> =
                expected.split('+').filter(|word| *word != "fine").collect();
            let look = look(sentence, &FAMILY);
            let found: BTreeSet<&str> = look
                .findings
                .iter()
                .map(|finding| label(finding.kind))
                .collect();
            if found != expected {
                findings.push(format!(
                    "{sentence}\n  expected {expected:?}, found {:?}",
                    look.findings
                ));
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Checks kinds and passages, in order.
fn check(text: &str, expected: &[(Kind, &str)]) {
    let look = look(text, &FAMILY);
    let found: Vec<(Kind, &str)> = look
        .findings
        .iter()
        .map(|finding| (finding.kind, &text[finding.range.clone()]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_passage_is_named_and_no_more() {
    check(
        "Thanks. You never listen, do you?",
        &[(Kind::Absolute, "You never")],
    );
    check(
        "Ik vind je een EGOÏST.",
        &[(Kind::Insult, "vind je een EGOÏST")],
    );
    check(
        "Oké: see you in court, then.",
        &[(Kind::Threat, "see you in court")],
    );
    check(
        "Fijn. HOU DAAR MEE OP nu",
        &[(Kind::Shouting, "HOU DAAR MEE OP")],
    );
    check("Hoe laat??? Ja?", &[(Kind::Questions, "???")]);
}

#[test]
fn what_a_request_lacks_is_told_once_for_the_whole_message() {
    let when = Kind::Missing(Fact::Date);
    let time = Kind::Missing(Fact::Time);
    let child = Kind::Missing(Fact::Child);
    let request = "Can you pick them";
    check(
        "Can you pick them up?",
        &[(when, request), (time, request), (child, request)],
    );
    check("Can you pick them up? Sam and Pim, Friday at 5.", &[]);
    check(
        "Kun je ze ophalen? Vrijdag.",
        &[(time, "Kun je ze ophalen"), (child, "Kun je ze ophalen")],
    );
    check(
        "Zullen we dit weekend ruilen met alle vier de kinderen?",
        &[],
    );
    check("Kun je Noors jas meegeven?", &[]);
}

#[test]
fn a_family_with_one_child_need_not_name_it() {
    let lacks = |children: &[&str]| {
        let known = Known {
            children,
            languages: Languages::Both,
        };
        look("Kun je hem vrijdag om 17.00 uur ophalen?", &known)
            .findings
            .len()
    };
    assert_eq!(lacks(&[]), 0);
    assert_eq!(lacks(&["Sam"]), 0);
    assert_eq!(lacks(&["Sam", "Noor"]), 1);
}

#[test]
fn dates_and_times_in_many_spellings() {
    for when in [
        "vrijdag om 19.30 uur",
        "morgen om half acht",
        "op 7 nov rond 17:00",
        "7/11 om 5 uur",
        "de 7e om kwart over drie",
        "vrijdagmiddag na school",
        "on Friday at 7pm",
        "tomorrow at noon",
        "on the 7th at five",
        "on 7 November at 19:30",
        "on Nov 7 from 9 to 12",
        "2026-11-07, 10h30",
        "tonight at 8 o'clock",
        "vanavond een half uur eerder",
    ] {
        check(&format!("Kun je Sam ophalen {when}?"), &[]);
        check(&format!("Could you collect Sam {when}?"), &[]);
    }
}

#[test]
fn what_is_not_about_the_other_person_is_left_alone() {
    for text in [
        "Ik vergeet het altijd, sorry.",
        "Sam is altijd blij.",
        "You know Noor never eats fish.",
        "You are not stupid and I never said so.",
        "She said \"you are an idiot\" to her brother.",
        "I'm such an idiot, I forgot the bag.",
        "De BSO, de GGD en de NS sturen elk een PDF.",
        "NOOR EN SAM zijn er al.",
        "The hearing is on 14 March, my lawyer will be there.",
        "Je bent altijd welkom.",
        "Jij noemde mij gisteren een slechte moeder.",
        "HOERA, GEFELICITEERD NOOR!!!",
    ] {
        check(text, &[]);
    }
}

#[test]
fn heavier_words_weigh_more() {
    let severity = |text: &str| {
        look(text, &FAMILY)
            .findings
            .first()
            .map(|finding| finding.severity)
    };
    assert_eq!(severity("Typical."), Some(Severity::Mild));
    assert_eq!(severity("You are lazy."), Some(Severity::Clear));
    assert_eq!(severity("Je ziet ze nooit meer."), Some(Severity::Strong));
}

#[test]
fn harsh_sentences_are_folded_whole_and_neighbours_together() {
    let text = "Hi. Sam was ill. You idiot. You'll regret this!\n\nThe coat is in the bag. Sukkel";
    let harsh = look(text, &FAMILY).harsh();
    let folded: Vec<&str> = harsh.into_iter().map(|range| &text[range]).collect();
    assert_eq!(folded, ["You idiot. You'll regret this!", "Sukkel"]);
    assert!(
        look("You never answer??? Can we swap?", &FAMILY)
            .harsh()
            .is_empty()
    );
}

#[test]
fn one_language_alone() {
    let count = |languages: Languages| {
        let known = Known {
            languages,
            ..FAMILY
        };
        look("You are pathetic. Je bent zielig.", &known)
            .findings
            .len()
    };
    assert_eq!(count(Languages::Dutch), 1);
    assert_eq!(count(Languages::English), 1);
    assert_eq!(count(Languages::Both), 2);
}

#[test]
fn long_is_a_number_of_words() {
    let look = look("Don't count twice: one, two - three.", &Known::default());
    assert_eq!(look.words, 6);
    assert!(look.is_long(5) && !look.is_long(6));
}
