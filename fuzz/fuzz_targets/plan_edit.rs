//! Any text is edited clause by clause or refused: what is moved, taken out or written again leaves
//! the other clauses as they were, and what differs between two texts, joined, is both of them.
//! A line of four hyphens parts the text from what is typed as the keys of a clause.

#![no_main]

use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;
use plan::edit::{
    ClauseDifference, Run, WhatIf, clauses, difference, insert, move_to, remove, replace, what_if,
};
use plan::{ParentingPlan, Side, pattern};

const TODAY: Date = date(2026, 11, 20);

/// How many clauses are looked at one by one.
const LOOKED_AT: usize = 4;

fuzz_target!(|input: &str| {
    let (text, typed) = input.split_once("\n----\n").unwrap_or((input, ""));
    let _ = difference(text, typed);
    let Ok(all) = clauses(text) else { return };
    assert!(difference(text, text).is_ok_and(|found| found.is_empty()));
    let ids: Vec<&str> = all.iter().map(|clause| clause.id.as_str()).collect();
    let ids_of = |text: &str| -> Vec<String> {
        let all = clauses(text).unwrap_or_default();
        all.into_iter().map(|clause| clause.id).collect()
    };
    for (place, clause) in all.iter().enumerate().take(LOOKED_AT) {
        if let Ok(moved) = move_to(text, place, all.len() - 1) {
            let mut expected = ids.clone();
            let id = expected.remove(place);
            expected.push(id);
            assert_eq!(ids_of(&moved), expected);
        }
        if let Ok(left) = remove(text, place) {
            let mut expected = ids.clone();
            expected.remove(place);
            assert_eq!(ids_of(&left), expected);
        }
        let mut fields = clause.clone();
        if let Ok(same) = replace(text, place, &fields) {
            assert_eq!(ids_of(&same), ids);
        }
        fields.rest = typed.to_owned();
        fields.sentence[0] = typed.chars().take(200).collect();
        if let Ok(changed) = replace(text, place, &fields) {
            assert_eq!(ids_of(&changed), ids);
            assert_joined(text, &changed);
        }
    }
    let _ = insert(text, all.len() / 2, typed);
    try_rhythms(text);
});

/// The runs of each changed sentence are the sentences.
fn assert_joined(old: &str, new: &str) {
    let Ok(found) = difference(old, new) else {
        return;
    };
    for clause in found.clauses {
        let ClauseDifference::Changed(change) = clause else {
            continue;
        };
        let (mut was, mut is) = (String::new(), String::new());
        for run in &change.sentence[0] {
            match run {
                Run::Kept(text) => {
                    was.push_str(text);
                    is.push_str(text);
                }
                Run::Taken(text) => was.push_str(text),
                Run::Put(text) => is.push_str(text),
            }
        }
        assert_eq!(
            (was, is),
            (
                change.old.sentence[0].clone(),
                change.new.sentence[0].clone()
            )
        );
    }
}

/// What is tried in a sound plan is a sound plan, or refused.
fn try_rhythms(text: &str) {
    for pattern in [
        None,
        pattern::find("alternate-weekends"),
        pattern::find("every-third-day"),
    ] {
        let what = WhatIf {
            pattern,
            first: pattern.map(|_| Side::B),
            change: None,
            swap_holidays: true,
            halves: Some(pattern.is_some()),
        };
        if let Ok(tried) = what_if(text, TODAY, &what) {
            assert!(ParentingPlan::read(&tried, TODAY).is_ok());
        }
    }
}
