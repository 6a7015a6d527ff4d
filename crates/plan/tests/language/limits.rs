//! How much a plan may hold, and what is said of more.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, with_clauses};
use plan::{ParentingPlan, limits};

fn sound() -> String {
    with_clauses(&[
        "nights = { sequence = \"MMEEMMM MMEEEEE\", start = 2027-02-01, change = \"08:30\" }",
    ])
}

#[test]
fn ten_megabytes_are_refused_before_they_are_read() {
    let text = format!("{}# {}", sound(), "x".repeat(10_000_000));
    let problems = ParentingPlan::read(&text, TODAY).unwrap_err();
    assert_eq!(
        problems.to_string(),
        format!(
            "1:1: The text is {} bytes long; a plan has at most {}.",
            text.len(),
            limits::TEXT_BYTES_MAX
        )
    );
}

/// A text with so many of something, and what is said of it.
fn check_limit(text: &str, expected: &str) {
    let reported = ParentingPlan::read(text, TODAY).unwrap_err().to_string();
    assert!(reported.contains(expected), "{expected}\n{reported}");
}

#[test]
fn limits_are_said() {
    let many = |count: usize, make: &dyn Fn(usize) -> String| {
        (0..count).map(make).collect::<Vec<String>>()
    };
    let children = many(limits::CHILDREN_MAX, &|index| {
        format!("[[child]]\nid = \"c{index}\"\nname = \"C\"\nborn = 2020-01-01\n")
    });
    check_limit(
        &sound().replace(
            "[[clause]]",
            &format!("{}\n[[clause]]", children.join("\n")),
        ),
        "A plan has at most 20 children.",
    );
    let rules = vec!["always = \"mara\""; limits::CLAUSES_MAX + 1];
    check_limit(&with_clauses(&rules), "A plan has at most 200 clauses.");
    let sequence = "M".repeat(limits::SEQUENCE_NIGHTS_MAX + 1);
    check_limit(
        &sound().replace("MMEEMMM MMEEEEE", &sequence),
        "The sequence has 367 nights; from 1 to 366 are possible.",
    );
    let windows = many(limits::WINDOWS_MAX + 1, &|_| {
        "\"tue 16:00 - 18:30\"".to_owned()
    })
    .join(", ");
    let weekly = format!("weekly = {{ parent = \"elias\", windows = [{windows}] }}");
    check_limit(
        &with_clauses(&[&weekly]),
        "The list has 51 entries; at most 50 are possible.",
    );
    check_limit(
        &sound().replace("A plan", &"x".repeat(301)),
        "The text is longer than 300 characters.",
    );
}

#[test]
fn no_more_than_a_hundred_problems_are_listed() {
    let windows = vec!["\"x\""; limits::WINDOWS_MAX].join(", ");
    let weekly = format!("weekly = {{ parent = \"elias\", windows = [{windows}] }}");
    let text = with_clauses(&[&weekly, &weekly, &weekly]);
    assert_eq!(
        ParentingPlan::read(&text, TODAY)
            .unwrap_err()
            .as_slice()
            .len(),
        limits::PROBLEMS_MAX
    );
}
