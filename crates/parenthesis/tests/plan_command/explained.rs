//! `plan explain`: the whole chain behind a moment.

use serde_json::json;

use crate::{PLAN, run};

/// The text that is printed of the moment has these lines in this order.
fn check(at: &str, language: &str, lines: &[&str]) {
    let arguments = ["explain", "plan.toml", "--child", "noor", "--at", at];
    let language = ["--language", language, "--today", "2026-12-01"];
    let ran = run(PLAN, &[&arguments[..], &language].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut rest = ran.out.as_str();
    for line in lines {
        let found = rest.split_once(line);
        assert!(found.is_some(), "{line} is not in {}", ran.out);
        rest = found.map_or("", |(_, rest)| rest);
    }
}

#[test]
fn a_moment_is_local_or_has_an_offset() {
    let lines = [
        "Noor, Tue 2027-02-02 17:00 (Europe/Amsterdam): with Elias\n",
        "Clause 2 (The evening): with Elias, rank `visit`",
        "    plan.toml:33\n",
        "Clause 1 (The rhythm): with Mara, rank `regular`",
        "    plan.toml:27\n",
        "Tue 2027-02-02 16:00, from Mara to Elias",
    ];
    check("2027-02-02T17:00", "en", &lines);
    check("2027-02-02T16:00Z", "en", &lines);
    check("2027-02-02T11:00:00-05:00", "en", &lines);
    let dutch = [
        "Noor, di 2027-02-02 17:00 (Europe/Amsterdam): bij Elias",
        "Deze wijken",
    ];
    check("2027-02-02T17:00", "nl", &dutch);
    // The clocks skip 02:30 on that night: it shifts forward.
    check("2027-03-28T02:30", "en", &["Sun 2027-03-28 03:30"]);
    check("2026-08-30T23:59", "en", &["the plan begins on 2026-08-31"]);
}

#[test]
fn the_json_of_explain_has_this_shape() {
    let at = ["--at", "2027-02-02T17:00", "--format", "json"];
    let ran = run(
        PLAN,
        &[&["explain", "plan.toml", "--child", "noor"][..], &at].concat(),
    );
    let sentence = "The children change home every week, on Monday at 08:30.";
    assert_eq!(
        ran.json(),
        json!({
            "child": "noor",
            "at": "2027-02-02T17:00:00+01:00",
            "zone": "Europe/Amsterdam",
            "outcome": "care",
            "parent": "elias",
            "steps": [
                { "clause": "evening", "number": 2, "title": "The evening",
                  "sentence": "Noor has dinner with Elias on Tuesdays.", "rank": "visit",
                  "parent": "elias", "line": 33, "applies": true },
                { "clause": "rhythm", "number": 1, "title": "The rhythm", "sentence": sentence,
                  "rank": "regular", "parent": "mara", "line": 27, "applies": false },
            ],
            "outside": null,
        })
    );
}

#[test]
fn what_is_no_moment_or_no_child_is_said() {
    let check = |child: &str, at: &str, says: &str| {
        let ran = run(
            PLAN,
            &["explain", "plan.toml", "--child", child, "--at", at],
        );
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains(says), "{}", ran.err);
    };
    check("mia", "2027-02-02T17:00", "no child with the id `mia`");
    for at in [
        "2027-02-02",
        "17:00",
        "2027-02-30T10:00",
        "2027-02-02T25:00",
        "2027-02-02 10:00",
    ] {
        check("noor", at, "is not a moment");
    }
    check("noor", "2500-01-01T10:00", "outside the years");
}

/// The visit of 20 February was missed: the example of docs/facts.md.
#[test]
fn what_happened_is_explained_with_facts() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/plans");
    let moment = ["--child", "finn", "--at", "2027-02-20T11:00"];
    let facts = ["--facts", "../facts/supervised-contact.toml"];
    for (which, with) in [
        ("planned", "frank"),
        ("agreed", "frank"),
        ("actual", "mirjam"),
    ] {
        let more = ["--which", which, "--format", "json"];
        let plan = ["explain", "supervised-contact.toml"];
        let arguments = [&plan[..], &moment, &facts, &more].concat();
        assert_eq!(
            crate::run_in(&folder, &arguments, "").json()["parent"],
            with
        );
    }
}
