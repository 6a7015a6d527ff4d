//! `docs/access.md` is the table of addresses that the server is built from.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests may stop at once, like tests"
)]

use web::{Access, For, Opens, Verb};

fn said(access: Access) -> [&'static str; 5] {
    match access {
        Access::Anyone => ["yes", "yes", "yes", "yes", "yes"],
        Access::Tablet => ["the tablet alone"; 5],
        Access::SignedIn(whom) => row(whom, "yes"),
        Access::Confirmed(whom) => row(whom, "asked once more"),
    }
}

/// Signed out, parent, relative, professional, child.
fn row(whom: For, yes: &'static str) -> [&'static str; 5] {
    match whom {
        For::Parents => ["sign in", yes, "not there", "not there", "not there"],
        For::Guests => ["sign in", "not there", yes, yes, yes],
        For::Everybody | For::AllLetIn => ["sign in", yes, yes, yes, yes],
        For::LetIn(Opens::Calendar) => [
            "sign in",
            yes,
            "let in to the calendar",
            "let in to the calendar; noted",
            yes,
        ],
        For::LetIn(Opens::Plan) => [
            "sign in",
            yes,
            "let in to the plan",
            "let in to the plan; noted",
            "not there",
        ],
        For::LetIn(Opens::Record) => [
            "sign in",
            yes,
            "let in to the record",
            "let in to the record; noted",
            "not there",
        ],
        For::LetIn(Opens::Call) => [
            "sign in",
            yes,
            "asked to that call",
            "asked to that call",
            "not there",
        ],
        For::LetIn(Opens::Proposal) => [
            "sign in",
            yes,
            "not there",
            "let in to that proposal; noted",
            "not there",
        ],
    }
}

/// The printed table is the one that the server is built from.
#[test]
fn the_printed_table_is_true() {
    use std::fmt::Write as _;
    let mut table = String::new();
    for route in web::routes::<store::SqliteStore>() {
        let verb = match route.verb() {
            Verb::Get => "GET",
            Verb::Post => "POST",
        };
        let [out, parent, relative, professional, child] = said(route.access());
        let path = route.path();
        writeln!(
            table,
            "| {verb} | `{path}` | {out} | {parent} | {relative} | {professional} | {child} |"
        )
        .unwrap();
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
    let printed = std::fs::read_to_string(file).unwrap();
    let (head, rest) = printed.split_once("<!-- table -->\n").unwrap();
    let (_, foot) = rest.split_once("<!-- end -->").unwrap();
    let now = format!("{head}<!-- table -->\n{HEAD}{table}<!-- end -->{foot}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(file, &now).unwrap();
    }
    assert!(
        printed == now,
        "docs/access.md is not the table of addresses; run this test with UPDATE_DOCS=1"
    );
}

const HEAD: &str = "| | Address | Signed out | Parent | Relative | Professional | Child |\n|---|---|---|---|---|---|---|\n";
