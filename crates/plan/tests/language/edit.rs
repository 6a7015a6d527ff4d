//! A plan's text changed clause by clause: what is not changed stays byte for byte, nothing is
//! lost, what cannot be done is said, and no text makes it panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, read, root, with_clauses};
use plan::edit::{
    ClauseFields, EditError, WhatIf, clauses, difference, insert, move_to, remove, replace, what_if,
};
use plan::{Language, ParentingPlan, format, limits};
use proptest::prelude::*;
use proptest::sample::select;

/// The text of every example plan.
pub fn examples() -> Vec<String> {
    let folder = root().join("examples/plans");
    let paths = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = paths.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let texts = paths.iter().map(std::fs::read_to_string);
    texts.map(Result::unwrap).collect()
}

/// Each clause as it stands in an example. (In none of them does a comment stand between two.)
fn written(text: &str) -> Vec<String> {
    let parts = text.split("\n[[clause]]\n").skip(1);
    parts
        .map(|part| format!("[[clause]]\n{}\n", part.trim_end()))
        .collect()
}

pub fn fields(text: &str) -> Vec<ClauseFields> {
    clauses(text).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

pub fn ids(text: &str) -> Vec<String> {
    fields(text).into_iter().map(|clause| clause.id).collect()
}

/// Nothing but the clause at a place differs, to the byte.
pub fn assert_others_stay(old: &str, new: &str, place: usize) {
    assert_eq!(remove(old, place).unwrap(), remove(new, place).unwrap());
}

fn assert_says(plan: &ParentingPlan, text: &str) {
    assert!(*plan == read(text), "{text}");
}

#[test]
fn fields_say_what_the_clauses_of_each_example_say() {
    for text in examples() {
        let plan = read(&text);
        let found = fields(&text);
        assert_eq!(found.len(), plan.clauses().len());
        for (fields, clause) in found.iter().zip(plan.clauses()) {
            assert_eq!(fields.id, clause.id.as_str());
            assert_eq!(fields.section, clause.section.unwrap_or_default());
            for (place, language) in Language::ALL.into_iter().enumerate() {
                let exact = |text: &plan::Text| text.exact(language).unwrap_or("").to_owned();
                assert_eq!(fields.title[place], exact(&clause.title));
                assert_eq!(fields.sentence[place], exact(&clause.sentence));
            }
            assert!(clause.rule.is_none() || !fields.rest.is_empty());
        }
    }
}

#[test]
fn equal_fields_change_nothing_in_any_example() {
    for text in examples() {
        for (place, fields) in fields(&text).iter().enumerate() {
            assert_eq!(replace(&text, place, fields).unwrap(), text);
            let sent_by_a_form = ClauseFields {
                rest: format!("\r\n{}\r\n", fields.rest.replace('\n', "\r\n")),
                ..fields.clone()
            };
            assert_eq!(replace(&text, place, &sent_by_a_form).unwrap(), text);
        }
    }
}

#[test]
fn keys_that_are_typed_again_make_the_same_plan() {
    for text in examples() {
        let plan = read(&text);
        for (place, old) in fields(&text).iter().enumerate() {
            let typed = ClauseFields {
                rest: format!("# looked at\n{}\n", old.rest),
                ..old.clone()
            };
            let new = replace(&text, place, &typed).unwrap();
            assert_says(&plan, &new);
            assert_others_stay(&text, &new, place);
            assert_eq!(format(&new).unwrap(), new, "it is formatted");
            let found = fields(&new).swap_remove(place);
            assert!(found.rest.contains("# looked at"), "{}", found.rest);
        }
    }
}

#[test]
fn each_changed_field_is_in_the_text_and_nothing_else_changes() {
    for text in examples() {
        let plan = read(&text);
        for (place, old) in fields(&text).into_iter().enumerate() {
            let mut new = old.clone();
            new.title[0].push_str(" \"quoted\"");
            new.sentence[1].push_str(" Twee\nregels.");
            let changed = replace(&text, place, &new).unwrap();
            assert_eq!(fields(&changed).swap_remove(place), new);
            assert_others_stay(&text, &changed, place);
            assert_eq!(format(&changed).unwrap(), changed);
            let back = replace(&changed, place, &old).unwrap();
            assert_says(&plan, &back);

            new.section = "care".to_owned();
            new.id = "another-id".to_owned();
            new.title = ["A".to_owned(), String::new()];
            let changed = replace(&text, place, &new).unwrap();
            assert_eq!(fields(&changed).swap_remove(place), new);
            assert_others_stay(&text, &changed, place);
        }
    }
}

#[test]
fn moved_there_and_back_is_the_same_text() {
    for text in examples() {
        let before = ids(&text);
        for from in 0..before.len() {
            for to in [0, from / 2, before.len() - 1] {
                let moved = move_to(&text, from, to).unwrap();
                let mut expected = before.clone();
                let id = expected.remove(from);
                expected.insert(to, id);
                assert_eq!(ids(&moved), expected);
                assert_eq!(move_to(&moved, to, from).unwrap(), text);
                assert_eq!(format(&moved).unwrap(), moved);
            }
        }
    }
}

#[test]
fn removed_and_added_again_is_the_same_text() {
    for text in examples() {
        let units = written(&text);
        assert_eq!(units.len(), ids(&text).len());
        for (place, unit) in units.iter().enumerate() {
            let left = remove(&text, place).unwrap();
            let mut expected = ids(&text);
            let id = expected.remove(place);
            assert_eq!(ids(&left), expected);
            assert_eq!(insert(&left, place, unit).unwrap(), text);
            // Beside itself it needs another name.
            let twice = insert(&text, place, unit).unwrap();
            assert_ne!(ids(&twice)[place], id);
            assert_eq!(remove(&twice, place).unwrap(), text);
        }
    }
}

#[test]
fn an_id_that_is_taken_gets_a_number() {
    let long = "a".repeat(32);
    let text = with_clauses(&[]);
    let clause = |id: &str| format!("[[clause]]\nid = \"{id}\" # its name\n");
    let mut all = text;
    for id in ["costs", "costs", "costs", long.as_str(), long.as_str()] {
        let count = ids(&all).len();
        all = insert(&all, count, &clause(id)).unwrap();
    }
    let cut = format!("{}-2", "a".repeat(30));
    assert_eq!(
        ids(&all),
        ["costs", "costs-2", "costs-3", long.as_str(), cut.as_str()]
    );
    assert_eq!(all.matches("# its name").count(), 5);
}

/// A text as people write it: comments, spaces, tables under headers, people after clauses.
const BY_HAND: &str = "# Our plan\nedition=1 # the first\n\n[[clause]]\nid='a'\n# under a\n\n\
    # over b\n  [[clause]] # b\n  id = 'b'\n  title.nl = 'B'   # of b\n  [clause.handover]\n\
    place   = 'p'\n  [clause.handover.to.mara] # to her\nbag='x'\n[[parent]]\nid='mara'\n\
    [[clause]]\nid='c'\n\n\n# the end";

#[test]
fn text_by_hand_keeps_its_layout_but_for_the_clause_that_changes() {
    let found = fields(BY_HAND);
    assert_eq!(found[0].rest, "# under a");
    assert_eq!(found[1].title, ["", "B"]);
    assert_eq!(
        found[1].rest,
        "handover = { place = 'p', to.mara = {\n  # to her\n  bag = 'x',\n} }"
    );
    let mut new = found[2].clone();
    new.title[0] = "C".to_owned();
    assert_eq!(
        replace(BY_HAND, 2, &new).unwrap(),
        BY_HAND
            .replace("id='c'\n", "id = 'c'\ntitle = { en = \"C\" }\n")
            .replace("id='mara'\n[[clause]]", "id='mara'\n\n[[clause]]")
    );
    let mut new = found[1].clone();
    new.title[1] = "Twee".to_owned();
    let changed = replace(BY_HAND, 1, &new).unwrap();
    assert!(changed.contains(
        "# under a\n\n# over b\n[[clause]] # b\nid = 'b'\ntitle.nl = \"Twee\" # of b\n\n\
         [clause.handover]\nplace = 'p'\n\n[clause.handover.to.mara] # to her\nbag = 'x'\n[[parent]]"
    ), "{changed}");
    let moved = move_to(BY_HAND, 0, 2).unwrap();
    assert!(
        moved.ends_with("id='c'\n\n[[clause]]\nid='a'\n# under a\n\n\n# the end"),
        "{moved}"
    );
    let removed = remove(BY_HAND, 1).unwrap();
    assert!(removed.contains("# under a\n\n[[parent]]"), "{removed}");
}

#[test]
fn lines_that_end_as_on_another_system_stay_so() {
    let text = BY_HAND.replace('\n', "\r\n");
    let moved = move_to(&text, 2, 0).unwrap();
    assert!(moved.contains("[[clause]]\r\nid='c'\r\n"));
    assert!(moved.contains("  title.nl = 'B'   # of b\r\n"));
    assert_eq!(ids(&moved), ["c", "a", "b"]);
}

#[test]
fn what_is_wrong_with_typed_keys_is_said_at_its_place() {
    let first = |rest: &str| {
        let new = ClauseFields {
            rest: rest.to_owned(),
            ..fields(plan::EXAMPLE).remove(0)
        };
        let Err(EditError::Rest(problems)) = replace(plan::EXAMPLE, 0, &new) else {
            panic!("{rest} was taken");
        };
        problems.as_slice()[0].clone()
    };
    for (rest, line, column, message) in [
        (
            "always = 'mara'\n  title = 'T'",
            2,
            3,
            "`title` has a field",
        ),
        ("id = 'x'", 1, 1, "`id` has a field"),
        ("title.en = 'x'", 1, 1, "`title` has a field"),
        ("section = 'care'", 1, 1, "`section` has a field"),
        (
            "[handover]\nplace = 'x'",
            1,
            2,
            "begins a table, `handover`",
        ),
        (
            "a = 1\n[[clause]]\nid = 'x'",
            2,
            3,
            "begins a table, `clause`",
        ),
        ("[[parent]]\nid = 'x'", 1, 3, "begins a table, `parent`"),
    ] {
        let problem = first(rest);
        assert_eq!(
            (problem.line, problem.column),
            (line, column),
            "{rest}: {problem}"
        );
        assert!(problem.message.contains(message), "{rest}: {problem}");
    }
    for rest in ["a = 1\na = 2", "a = 1\nnights = {", "a = 1\nb"] {
        let problem = first(rest);
        assert_eq!(problem.line, 2, "{rest}: {problem}");
        assert!(
            problem.message.contains("not valid TOML"),
            "{rest}: {problem}"
        );
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let text = plan::EXAMPLE;
    let no_such = |place| EditError::NoSuchClause { place, count: 1 };
    let own = fields(text).remove(0);
    assert_eq!(replace(text, 1, &own), Err(no_such(1)));
    assert_eq!(remove(text, 7), Err(no_such(7)));
    assert_eq!(move_to(text, 0, 1), Err(no_such(1)));
    assert_eq!(insert(text, 2, "[[clause]]\n"), Err(no_such(2)));
    for (clause, column) in [
        ("", 1),
        ("id = 1", 1),
        ("[[clause]]\n[[clause]]", 1),
        ("[a]", 2),
    ] {
        let Err(EditError::Clause(problems)) = insert(text, 0, clause) else {
            panic!("{clause} was taken");
        };
        let columns: Vec<u32> = problems.iter().map(|problem| problem.column).collect();
        assert!(columns.contains(&column), "{clause}: {problems}");
    }
    let long = ClauseFields {
        sentence: ["x".repeat(limits::SENTENCE_CHARS_MAX + 1), String::new()],
        ..own.clone()
    };
    assert!(matches!(
        replace(text, 0, &long),
        Err(EditError::TooLong {
            key: "sentence",
            ..
        })
    ));
    let large = ClauseFields {
        rest: format!("# {}", "x".repeat(limits::TEXT_BYTES_MAX - 100)),
        ..own
    };
    assert!(matches!(
        replace(text, 0, &large),
        Err(EditError::TooLarge { .. })
    ));
    let full = "[[clause]]\n".repeat(limits::CLAUSES_MAX);
    assert!(matches!(
        insert(&full, 0, "[[clause]]\n"),
        Err(EditError::TooMany { .. })
    ));
    let problems = clauses(&format!("{full}[[clause]]")).unwrap_err();
    assert_eq!(problems.as_slice()[0].line, 201);
    assert!(matches!(remove("a = ", 0), Err(EditError::Text(_))));
    assert!(clauses("a = ").is_err());
}

#[test]
fn clauses_between_brackets_are_shown_and_not_changed() {
    let text = "clause = [{ id = 'a', always = 'mara' }, { id = 'b', nights = { x = 1 } }]\n";
    let found = fields(text);
    assert_eq!(ids(text), ["a", "b"]);
    assert_eq!(found[1].rest, "nights = { x = 1 }");
    assert_eq!(replace(text, 0, &found[0]), Err(EditError::NotTables));
    assert_eq!(insert(text, 0, "[[clause]]\n"), Err(EditError::NotTables));
    assert!(fields("clause = 1\n").is_empty());
    assert!(fields("title = 'none'\n").is_empty());
}

/// Pieces of text such as stand in plans, in any order.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "[[clause]]",
        "[[clause]] # c",
        "  [[clause]]",
        "id = 'a'",
        "id = 3",
        "title = { en = 'T', nl = 'U' } # t",
        "title.en = 'T'",
        "title = 'T'",
        "[clause.title]",
        "nl = 'x'",
        "sentence = { en = '''\nx\n# y''' }",
        "section = 'care'",
        "[clause.handover]",
        "[clause.handover.to.m]",
        "handover.to.e.place = 'y'",
        "place = 'x'",
        "[[clause.spans]]",
        "nights = { a = 1, # c\n b = [ 2, # d\n ] }",
        "clause = [{ id = 'x' }]",
        "[parent]",
        "[[parent]]",
        "edition = 1",
        "# comment",
        "  # indented",
        "",
        "\r",
        "\u{feff}",
        "\"id\" = 'q'",
    ]);
    let lines = proptest::collection::vec(
        prop_oneof![20 => pieces.prop_map(str::to_owned), 1 => any::<String>()],
        0..14,
    );
    (lines, any::<bool>()).prop_map(|(lines, ends)| {
        let text = lines.join("\n");
        if ends { text + "\n" } else { text }
    })
}

fn meaning(text: &str) -> Option<toml::Table> {
    text.parse().ok()
}

proptest! {
    #[test]
    fn no_text_makes_anything_panic_or_loses_a_value(
        text in any_text(),
        other in any_text(),
        from in 0..4_usize,
        to in 0..4_usize,
    ) {
        let found = clauses(&text);
        let _ = difference(&text, &other);
        if found.is_ok() {
            prop_assert!(difference(&text, &text).unwrap().is_empty());
        }
        let _ = insert(&text, from, &other);
        let _ = what_if(&text, TODAY, &WhatIf { swap_holidays: true, ..WhatIf::default() });
        if let Ok(moved) = move_to(&text, from, to) {
            let mut expected = ids(&text);
            let id = expected.remove(from);
            expected.insert(to, id);
            prop_assert_eq!(ids(&moved), expected);
        }
        if let Ok(left) = remove(&text, from) {
            let mut expected = ids(&text);
            expected.remove(from);
            prop_assert_eq!(ids(&left), expected);
        }
        let own = found.ok().and_then(|found| found.get(from).cloned());
        if let Some(mut own) = own {
            if let Ok(same) = replace(&text, from, &own) {
                prop_assert_eq!(meaning(&same), meaning(&text));
            }
            own.rest.push_str("\n# typed again");
            if let Ok(same) = replace(&text, from, &own) {
                prop_assert_eq!(meaning(&same), meaning(&text), "{}\n----\n{}", text, same);
            }
            own.rest = other;
            let _ = replace(&text, from, &own);
        }
    }

    /// Any changes, one after another, of an example: the clauses that are left say what they said.
    #[test]
    fn many_changes_leave_the_other_clauses_as_they_were(
        example in 0..14_usize,
        steps in proptest::collection::vec((0..4_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12),
    ) {
        let mut text = examples().swap_remove(example);
        let mut expected = fields(&text);
        for (kind, one, other) in steps {
            if expected.is_empty() {
                break;
            }
            let place = one.index(expected.len());
            match kind {
                0 => {
                    text = remove(&text, place).unwrap();
                    expected.remove(place);
                }
                1 => {
                    let to = other.index(expected.len());
                    text = move_to(&text, place, to).unwrap();
                    let clause = expected.remove(place);
                    expected.insert(to, clause);
                }
                2 => {
                    expected[place].title[0].push('!');
                    text = replace(&text, place, &expected[place]).unwrap();
                }
                _ => {
                    let id = format!("new-{}", expected.len());
                    let clause = format!("[[clause]]\nid = '{id}'\ntitle = {{ nl = 'N' }}\nalways = 'x' # y\n");
                    text = insert(&text, place, &clause).unwrap();
                    let added = fields(&text).swap_remove(place);
                    expected.insert(place, added);
                }
            }
        }
        prop_assert_eq!(fields(&text), expected);
        prop_assert_eq!(format(&text).unwrap(), text);
    }
}
