//! The library of sections and sentences: what stands in it can be added to any plan, speaks both
//! languages, and claims no more law than there is; and the key `section` of a clause.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::collections::BTreeSet;

use crate::common::{TODAY, compile_dates, example, read, root, text, with_clauses};
use jiff::civil::date;
use plan::library::{
    self, Kind, People, SECTIONS, Section, Wording, by_section, clause_text, missing, said,
    section, section_of, wording, wordings,
};
use plan::{Clause, ClauseId, EXAMPLE, Language, ParentingPlan, format, limits, warnings};
use serde_json::Value;

/// The people of the example.
const PEOPLE: People<'static> = People {
    parents: [("mara", "Mara"), ("elias", "Elias")],
    children: &["Noor"],
};

/// The example with these wordings at its end.
fn with<'w>(chosen: impl IntoIterator<Item = &'w Wording>, people: &People<'_>) -> String {
    let clauses = chosen
        .into_iter()
        .map(|wording| format!("\n{}", clause_text(wording, people)));
    clauses.fold(EXAMPLE.to_owned(), |text, clause| text + &clause)
}

fn ids(sections: &[&'static Section]) -> Vec<&'static str> {
    sections.iter().map(|section| section.id).collect()
}

fn clause<'p>(plan: &'p ParentingPlan, id: &str) -> &'p Clause {
    plan.find_clause(&id.parse().unwrap()).unwrap().1
}

/// The list of a Dutch parenting plan, from authority to signatures; the people stand beside it.
#[test]
fn the_sections_stand_in_the_order_of_a_plan() {
    let all: Vec<&Section> = SECTIONS.iter().collect();
    assert_eq!(
        ids(&all),
        [
            "authority",
            "residence",
            "care",
            "handovers",
            "school-holidays",
            "feasts",
            "birthdays",
            "deviating",
            "contact",
            "information",
            "school",
            "medical",
            "hobbies",
            "new-partners",
            "moving",
            "papers-travel",
            "social-media",
            "costs",
            "account",
            "child-benefit",
            "insurance",
            "voice",
            "evaluation",
            "disputes",
            "signatures",
        ]
    );
    for known in SECTIONS {
        assert_eq!(section(known.id), Some(known));
        check_texts(known.id, known.title, 60);
        check_sentences(known.id, known.about, 250);
    }
    assert_eq!(section("parties"), None);
    let money = SECTIONS.iter().filter(|known| known.kind == Kind::Money);
    let money: Vec<&str> = money.map(|known| known.id).collect();
    assert_eq!(money, ["costs", "account", "child-benefit", "insurance"]);
}

/// Art. 815(3) Rv: the division of care or contact, information and consultation, costs; 815(4): how
/// the children were involved; and all of it concrete enough to check, so handovers too.
#[test]
fn the_law_asks_for_these_and_no_others() {
    let asked: Vec<&Section> = SECTIONS.iter().filter(|one| one.law.is_some()).collect();
    assert_eq!(
        ids(&asked),
        ["care", "handovers", "information", "costs", "voice"]
    );
    for (known, law) in SECTIONS.iter().filter_map(|one| Some((one, one.law?))) {
        assert!(law.article.starts_with("art. 815"), "{}", known.id);
        check_sentences(known.id, law.note, 250);
    }
}

/// Both languages say something, and not the same words.
fn check_texts(id: &str, texts: [&'static str; 2], chars_max: usize) {
    let [en, nl] = texts;
    assert_ne!(en, nl, "{id}");
    for language in Language::ALL {
        let text = said(texts, language);
        assert_eq!(text, text.trim(), "{id}");
        let length = text.chars().count();
        assert!((1..=chars_max).contains(&length), "{id}: {length}");
        assert!(!text.contains(['"', '\n', '!', '\u{2014}']), "{id}: {text}");
    }
}

fn check_sentences(id: &str, texts: [&'static str; 2], chars_max: usize) {
    check_texts(id, texts, chars_max);
    for text in texts {
        assert!(text.ends_with('.'), "{id}: {text}");
        let first = text.chars().next().unwrap();
        assert!(first.is_uppercase() || first == '{', "{id}: {text}");
    }
}

#[test]
fn every_section_has_wordings_in_the_order_of_the_sections() {
    let mut seen = BTreeSet::new();
    let mut all = library::all();
    for known in SECTIONS {
        let own: Vec<&Wording> = wordings(known.id).collect();
        assert!((1..=3).contains(&own.len()), "{}", known.id);
        for one in own {
            assert_eq!(all.next(), Some(one));
            assert_eq!(wording(one.id), Some(one));
            assert!(one.id.parse::<ClauseId>().is_ok(), "{}", one.id);
            assert!(seen.insert(one.id), "{} twice", one.id);
        }
    }
    assert_eq!(all.next(), None, "a wording of no section");
    assert_eq!(wordings("parties").count(), 0);
    assert_eq!(wording("parties"), None);
}

/// The places of a text that stand for people.
fn places(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .map(|part| part.split_once('}').unwrap().0)
        .inspect(|place| assert!(["a", "b", "children"].contains(place), "{text}"))
        .collect()
}

#[test]
fn every_wording_speaks_of_the_same_people_in_both_languages() {
    for one in library::all() {
        check_texts(one.id, one.title, 60);
        check_sentences(one.id, one.sentence, 400);
        let [en, nl] = one.sentence;
        assert_eq!(places(en), places(nl), "{}", one.id);
        // Whoever names one parent names the other one too.
        assert_eq!(en.contains("{a}"), en.contains("{b}"), "{}", one.id);
        for text in one.sentence {
            // No verb agrees with one name and with several.
            let begins = text.starts_with("{children}") || text.contains(". {children}");
            assert!(!begins, "{}: {text}", one.id);
        }
        assert!(one.title.iter().all(|title| places(title).is_empty()));
        assert!(!nl.contains("}s ") && !nl.contains("}'s"), "{nl}");
    }
}

/// Alone and all together: the plan stays sound, formatted and free of warnings, and nobody has
/// another hour of care than without.
#[test]
fn any_wording_can_be_added_to_a_plan() {
    let dates = (date(2027, 1, 1), date(2028, 1, 1));
    let before = compile_dates(&read(EXAMPLE), dates, &[]);
    let check = |chosen: &[&'static Wording]| {
        let text = with(chosen.iter().copied(), &PEOPLE);
        let plan = read(&text);
        assert_eq!(format(&text).unwrap(), text);
        assert_eq!(warnings(&plan, TODAY), []);
        let after = compile_dates(&plan, dates, &[]);
        assert_eq!(before.children(), after.children(), "{text}");
        for one in chosen {
            let added = clause(&plan, one.id);
            assert_eq!(section_of(added).unwrap().id, one.section);
            assert_eq!(added.section, Some(one.section));
            assert_eq!(added.rule.is_some(), !one.keys.is_empty());
            assert!(
                added
                    .rule
                    .as_ref()
                    .is_none_or(|rule| rule.default_rank().is_none())
            );
            for language in Language::ALL {
                assert_eq!(added.title.exact(language), Some(said(one.title, language)));
                let sentence = added.sentence.exact(language).unwrap();
                assert!(!sentence.contains(['{', '}']), "{sentence}");
            }
        }
    };
    for one in library::all() {
        check(&[one]);
    }
    let all: Vec<&'static Wording> = library::all().collect();
    check(&all);
}

/// A rule gives the section that a wording states, so that the two cannot disagree.
#[test]
fn a_wording_with_a_rule_stands_in_the_section_of_its_rule() {
    for one in library::all().filter(|one| !one.keys.is_empty()) {
        let section = format!("section = \"{}\"\n", one.section);
        let text = with([one], &PEOPLE);
        assert!(text.contains(&section), "{text}");
        let plan = read(&text.replace(&section, ""));
        assert_eq!(section_of(clause(&plan, one.id)).unwrap().id, one.section);
    }
}

#[test]
fn names_are_filled_in_as_they_are() {
    let check = |children: &[&str], english: &str, dutch: &str| {
        let people = People { children, ..PEOPLE };
        let text = with(wording("authority-together"), &people);
        let plan = read(&text);
        let added = clause(&plan, "authority-together");
        let expected = format!(
            "Mara and Elias have parental authority over {english} together and keep it together."
        );
        assert_eq!(added.sentence(Language::En), expected);
        let expected =
            format!("Mara en Elias hebben samen het gezag over {dutch} en houden dat samen.");
        assert_eq!(added.sentence(Language::Nl), expected);
    };
    check(&["Noor"], "Noor", "Noor");
    check(&["Noor", "Sam"], "Noor and Sam", "Noor en Sam");
    check(
        &["Noor", "Sam", "Cato"],
        "Noor, Sam and Cato",
        "Noor, Sam en Cato",
    );
    let odd = r#"{a} "Bo" O'Neill {children} \ {b"#;
    check(&[odd], odd, odd);
}

#[test]
fn the_longest_names_fit() {
    let long = "N".repeat(limits::NAME_CHARS_MAX);
    let people = People {
        parents: [("mara", long.as_str()), ("elias", long.as_str())],
        children: &[long.as_str(); limits::CHILDREN_MAX],
    };
    read(&with(library::all(), &people));
}

#[test]
fn what_the_law_asks_for_is_missing_until_a_clause_says_it() {
    let of = |text: &str| ids(&missing(&read(text)));
    assert_eq!(of(EXAMPLE), ["information", "costs", "voice"]);
    // Whether the children were asked is a fact of the past, which nobody says before the parents do.
    let usual: Vec<_> = library::all().filter(|one| one.usual).collect();
    assert_eq!(of(&with(usual.iter().copied(), &PEOPLE)), ["voice"]);
    for said in wordings("voice") {
        assert!(!said.usual, "{}", said.id);
        let with_it = usual.iter().copied().chain([said]);
        assert!(of(&with(with_it, &PEOPLE)).is_empty(), "{}", said.id);
    }
    assert!(of(&text("dutch-co-parenting")).is_empty());
    // The plan's own terms say what handovers are; without them a clause has to.
    let terms = "[handover]\nplace = \"School\"\nbrings = \"giver\"\nbag = \"School bag and sports shoes\"\n\n";
    assert!(EXAMPLE.contains(terms));
    let without = |text: &str| of(&text.replace(terms, ""));
    let all = ["handovers", "information", "costs", "voice"];
    assert_eq!(without(EXAMPLE), all);
    let late = with(wording("running-late"), &PEOPLE);
    assert_eq!(without(&late), all[1..]);
}

/// An older version no longer speaks, and the newest one alone is looked at.
#[test]
fn only_the_newest_version_counts() {
    let (short, whole) = (read(EXAMPLE), read(&with(library::all(), &PEOPLE)));
    let from = date(2027, 3, 1);
    let shorter = whole.succeeded_by(&short, from).unwrap();
    assert_eq!(missing(&shorter), missing(&short));
    assert_eq!(by_section(&shorter).sections.len(), 1);
    let longer = short.succeeded_by(&whole, from).unwrap();
    assert!(missing(&longer).is_empty());
    let found = by_section(&longer);
    assert_eq!(found.sections.len(), SECTIONS.len());
    let (care, clauses) = &found.sections[2];
    assert_eq!((care.id, clauses.len()), ("care", 2));
    assert!(found.others.is_empty());
}

#[test]
fn a_plan_is_read_section_by_section() {
    let plan = example("dutch-co-parenting");
    let found = by_section(&plan);
    let named: Vec<&Section> = found.sections.iter().map(|(section, _)| *section).collect();
    assert_eq!(
        ids(&named),
        [
            "residence",
            "care",
            "school-holidays",
            "feasts",
            "birthdays",
            "deviating",
            "contact",
            "information",
            "costs",
            "voice",
            "disputes"
        ]
    );
    let clauses = |section: usize| -> Vec<String> {
        let clauses = found.sections[section].1.iter();
        clauses.map(|clause| clause.id.to_string()).collect()
    };
    assert_eq!(clauses(1), ["rhythm", "both-count"]);
    assert_eq!(
        clauses(4),
        [
            "mothers-day",
            "fathers-day",
            "birthday-fleur",
            "birthday-daan",
            "birthday-annelies",
            "birthday-bas"
        ]
    );
    assert!(found.others.is_empty());
    // Each clause stands in one place.
    for name in ["infant-step-up", "blended-family", "texas-standard-order"] {
        let plan = example(name);
        let found = by_section(&plan);
        let placed: usize = found.sections.iter().map(|(_, own)| own.len()).sum();
        assert_eq!(placed + found.others.len(), plan.clauses().len(), "{name}");
    }
    let infant = example("infant-step-up");
    let others = by_section(&infant).others;
    assert_eq!(others, [clause(&infant, "feeding")]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one line or few for each rule")]
fn each_rule_has_a_section() {
    let check = |body: &str, expected: Option<&str>| {
        let text = with_clauses(&["always = \"mara\"", body]);
        let school = "\ncountry = \"NL\"\n\n[school]\nregion = \"midden\"\n\n[[parent]]";
        let plan = read(&text.replacen("\n[[parent]]", school, 1));
        let found = section_of(&plan.clauses()[1]);
        assert_eq!(found.map(|section| section.id), expected, "{body}");
    };
    for (rule, section) in [
        (
            "nights = { sequence = \"ME\", start = 2027-02-01, change = \"08:30\" }",
            "care",
        ),
        (
            "weeks = { odd = \"elias\", even = \"mara\", change = \"08:30\" }",
            "care",
        ),
        (
            "weekly = { parent = \"elias\", windows = [\"tue 16:00 - 18:30\"] }",
            "care",
        ),
        (
            "days = { parent = \"elias\", every = 3, start = 2027-02-01, window = \"10:00 - 18:00\" }",
            "care",
        ),
        (
            "roster = { parent = \"elias\", window = \"10:00 - 18:00\", dates = [2027-02-06] }",
            "care",
        ),
        (
            "weekends = { first = \"elias\", start = 2027-02-05, window = \"fri 18:00 - sun 18:00\" }",
            "care",
        ),
        ("always = \"elias\"", "care"),
        (
            "limit = { nights_away = { from = \"mara\", at_most = 3 } }",
            "care",
        ),
        (
            "spans = [{ parent = \"elias\", from = 2027-07-10, until = 2027-07-24 }]",
            "school-holidays",
        ),
        (
            "school_holiday = { holiday = \"summer\", from = \"00:00\", until = \"24:00\", parent = \"elias\" }",
            "school-holidays",
        ),
        (
            "holiday = { on = \"easter\", parent = \"elias\" }",
            "feasts",
        ),
        (
            "holiday = { on = [\"mothers-day\", \"easter\"], parent = \"elias\" }",
            "feasts",
        ),
        (
            "holiday = { on = \"mothers-day\", parent = \"mara\" }",
            "birthdays",
        ),
        (
            "holiday = { on = [\"fathers-day\", \"birthday of noor\"], parent = \"elias\" }",
            "birthdays",
        ),
        (
            "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15 }",
            "contact",
        ),
        ("first_refusal = { hours = 4 }", "deviating"),
        ("disputes = { steps = [\"talk\"] }", "disputes"),
    ] {
        check(rule, Some(section));
        check(
            &format!("section = \"evaluation\"\n{rule}"),
            Some("evaluation"),
        );
    }
    check("", None);
    for known in SECTIONS {
        check(&format!("section = \"{}\"", known.id), Some(known.id));
    }
}

#[test]
fn a_section_that_there_is_not_is_reported() {
    let check = |line: &str, message: &str, help: &str| {
        let problems = ParentingPlan::read(&with_clauses(&[line]), TODAY).unwrap_err();
        assert_eq!(problems.as_slice().len(), 1, "{problems}");
        let problem = &problems.as_slice()[0];
        assert_eq!(problem.message, message);
        let found = problem.help.as_deref().unwrap();
        assert!(found.starts_with(help), "{found}");
    };
    let unknown = |name: &str| format!("There is no section `{name}`.");
    check(
        "section = \"scool\"",
        &unknown("scool"),
        "Did you mean `school`?",
    );
    check(
        "section = \"School\"",
        &unknown("School"),
        "Did you mean `school`?",
    );
    check(
        "section = \"pets\"",
        &unknown("pets"),
        "The sections are authority, residence, care, ",
    );
    check(
        "section = 3",
        "Here belongs a text in quotes, not a number.",
        "Write it as \"school\".",
    );
    check(
        "sectoin = \"school\"",
        "There is no key `sectoin` in a clause.",
        "Did you mean `section`?",
    );
}

#[test]
fn the_schema_and_the_documentation_know_every_section() {
    let schema: Value = serde_json::from_str(plan::SCHEMA).unwrap();
    let listed = schema.pointer("/$defs/section/enum").unwrap();
    let listed: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let all: Vec<&Section> = SECTIONS.iter().collect();
    assert_eq!(listed, ids(&all));
    let document = std::fs::read_to_string(root().join("docs/plan-language.md")).unwrap();
    for known in SECTIONS {
        let star = if known.law.is_some() { " *" } else { "" };
        let row = format!(
            "\n| `{}`{star} | {}",
            known.id,
            said(known.title, Language::En)
        );
        assert!(document.contains(&row), "{row}");
    }
}
