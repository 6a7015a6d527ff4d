//! Sentences that are written from a rule: those of odd and even weeks say with whom, by which
//! numbers and when; nothing is said of a rule that has no sentence.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{example, read, with_clauses};
use plan::Language;
use plan::edit::rule_sentence;

fn said(rule: &str) -> Option<[String; 2]> {
    let plan = read(&with_clauses(&[rule]));
    rule_sentence(&plan, &plan.clauses()[0])
}

/// The example says in words what its rule says.
#[test]
fn weeks_that_begin_on_monday_are_said_as_in_the_example() {
    let plan = example("week-53");
    let clause = &plan.clauses()[0];
    let written = Language::ALL.map(|language| clause.sentence.get(language).to_owned());
    assert_eq!(rule_sentence(&plan, clause), Some(written));
}

#[test]
fn weeks_say_on_which_day_they_begin_and_how_they_are_numbered() {
    let check = |rule: &str, english: &str, dutch: &str| {
        let expected = [english, dutch].map(str::to_owned);
        assert_eq!(said(rule), Some(expected), "{rule}");
    };
    check(
        "weeks = { odd = \"mara\", even = \"elias\", day = \"friday\", change = \"17:00\" }",
        "Noor is with Mara in odd weeks and with Elias in even weeks, by the ISO week number. A week counts here from its Friday at 17:00, for seven days.",
        "Noor is in de oneven weken bij Mara en in de even weken bij Elias, naar het ISO-weeknummer. Een week telt hier vanaf de vrijdag erin om 17:00, zeven dagen lang.",
    );
    check(
        "weeks = { odd = \"mara\", even = \"elias\", change = \"08:30\", numbering = \"first-monday\" }\nfrom = 2027-02-01",
        "Noor is with Mara in odd weeks and with Elias in even weeks. Week 1 begins on the first Monday of the year. The week changes on Monday at 08:30. This holds from 1 February 2027.",
        "Noor is in de oneven weken bij Mara en in de even weken bij Elias. Week 1 begint op de eerste maandag van het jaar. De week wisselt op maandag om 08:30. Dit geldt vanaf 1 februari 2027.",
    );
    check(
        "weeks = { even = \"elias\", change = \"08:30\" }",
        "Noor is with Elias in even weeks, by the ISO week number. A week counts here from its Monday at 08:30, for seven days.",
        "Noor is in de even weken bij Elias, naar het ISO-weeknummer. Een week telt hier vanaf de maandag erin om 08:30, zeven dagen lang.",
    );
    check(
        "weeks = { odd = \"mara\", even = \"mara\", change = \"08:30\" }",
        "Noor is every week with Mara.",
        "Noor is elke week bij Mara.",
    );
}

#[test]
fn a_rule_without_a_sentence_has_none() {
    assert_eq!(said("always = \"mara\""), None);
    assert_eq!(said(""), None, "a clause in words only has no rule");
}
