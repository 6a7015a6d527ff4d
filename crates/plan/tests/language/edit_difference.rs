//! What differs between two texts of a plan is named, all of it and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::edit::{examples, fields};
use plan::edit::{ClauseDifference, KeyDifference, Run, difference, move_to, remove, replace};
use proptest::prelude::*;

/// One side of runs, joined.
fn side(runs: &[Run], new: bool) -> String {
    let text = |run: &Run| match run {
        Run::Kept(text) => text.clone(),
        Run::Taken(text) => {
            if new {
                String::new()
            } else {
                text.clone()
            }
        }
        Run::Put(text) => {
            if new {
                text.clone()
            } else {
                String::new()
            }
        }
    };
    runs.iter().map(text).collect()
}

#[test]
fn a_text_is_no_different_from_itself_however_it_is_laid_out() {
    for text in examples() {
        assert!(difference(&text, &text).unwrap().is_empty());
    }
    let inline = "parent = [{id='a',name='A'}]\nhandover.place='x'\n[[clause]]\nid='c'\n\
                  [clause.nights]\nstart=2027-02-01\n";
    let headers = "[[parent]]\nname = 'A'\nid = 'a'\n[handover]\nplace = \"x\"\n[[clause]]\n\
                   id = \"c\"\nnights = { start = 2027-02-01 }\n";
    assert!(difference(inline, headers).unwrap().is_empty());
}

#[test]
fn a_difference_names_the_clause_that_changed() {
    for text in examples() {
        let all = fields(&text);
        for (place, clause) in all.iter().enumerate() {
            let mut new = clause.clone();
            new.sentence[0].push_str(" And so on.");
            new.rest.push_str("\n# noted");
            let found = difference(&text, &replace(&text, place, &new).unwrap()).unwrap();
            assert!(found.keys.is_empty());
            let [ClauseDifference::Changed(change)] = &found.clauses[..] else {
                panic!("{found:?}");
            };
            assert_eq!(
                (change.from, change.to, change.moved),
                (place, place, false)
            );
            assert_eq!((&change.old, &change.new.sentence), (clause, &new.sentence));
            assert!(change.sentence[0].contains(&Run::Put(" And so on.".to_owned())));
            assert!(
                change
                    .rest
                    .iter()
                    .any(|run| matches!(run, Run::Put(put) if put.contains("# noted")))
            );
            assert!(
                change
                    .title
                    .iter()
                    .flatten()
                    .all(|run| matches!(run, Run::Kept(_)))
            );

            let found = difference(&text, &remove(&text, place).unwrap()).unwrap();
            let [
                ClauseDifference::Removed {
                    place: at,
                    clause: gone,
                },
            ] = &found.clauses[..]
            else {
                panic!("{found:?}");
            };
            assert_eq!((*at, gone), (place, clause));

            let found = difference(&remove(&text, place).unwrap(), &text).unwrap();
            assert!(
                matches!(&found.clauses[..], [ClauseDifference::Added { place: at, .. }] if *at == place)
            );

            let to = all.len() - 1 - place;
            let found = difference(&text, &move_to(&text, place, to).unwrap()).unwrap();
            assert_eq!(found.clauses.len(), usize::from(to != place), "{found:?}");
        }
    }
}

#[test]
fn a_difference_names_what_stands_beside_the_clauses() {
    let old = plan::EXAMPLE;
    let new = old
        .replace("Parenting plan of Mara and Elias", "Our plan")
        .replace("name = \"Elias\"", "name = \"Elia\"")
        .replace("born = 2019-03-04", "born = 2019-04-03")
        .replace("brings = \"giver\"\n", "")
        .replace(
            "[handover]",
            "[[child]]\nid = \"pim\"\nname = \"Pim\"\n\n[handover]",
        );
    let found = difference(old, &new).unwrap();
    assert!(found.clauses.is_empty());
    let key = |path: &str, old: Option<&str>, new: Option<&str>| KeyDifference {
        path: path.split('.').map(str::to_owned).collect(),
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
    };
    assert_eq!(
        found.keys,
        [
            key(
                "title",
                Some("Parenting plan of Mara and Elias"),
                Some("Our plan")
            ),
            key("parent.elias.name", Some("Elias"), Some("Elia")),
            key("child", Some("noor"), Some("noor, pim")),
            key("child.noor.born", Some("2019-03-04"), Some("2019-04-03")),
            key("handover.brings", Some("giver"), None),
            key("child.pim.id", None, Some("pim")),
            key("child.pim.name", None, Some("Pim")),
        ]
    );
}

#[test]
fn clauses_of_one_id_are_told_apart_by_their_order() {
    let old = "[[clause]]\nid = 'a'\nx = 1\n[[clause]]\nid = 'a'\nx = 2\n";
    let new = old.replace("x = 2", "x = 3");
    let found = difference(old, &new).unwrap();
    let [ClauseDifference::Changed(change)] = &found.clauses[..] else {
        panic!("{found:?}");
    };
    assert_eq!((change.from, change.to), (1, 1));
}

proptest! {
    #[test]
    fn runs_joined_are_both_texts(old in "[a-d .,\n]{0,40}", new in "[a-d .,\n]{0,40}") {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let clause = |text: &str| format!("[[clause]]\nid = 'a'\nsentence = {{ nl = {} }}\n", quoted(text));
        let found = difference(&clause(&old), &clause(&new)).unwrap();
        prop_assert_eq!(found.is_empty(), old == new);
        for difference in found.clauses {
            let ClauseDifference::Changed(change) = difference else {
                panic!("{difference:?}");
            };
            prop_assert_eq!(side(&change.sentence[1], false), old.clone());
            prop_assert_eq!(side(&change.sentence[1], true), new.clone());
            prop_assert_eq!(side(&change.rest, true), String::new());
        }
    }
}
