//! `plan roster`: clauses from a roster of shifts, and what they do to the plan.

use crate::{PLAN, Ran, place_of, run, run_in};

const CSV: &str = "from,until,label\n2027-02-02 07:00,2027-02-02 15:00,Early\n2027-02-05 22:00,2027-02-06 07:00,Night\n2027-03-02 07:00,2027-03-02 15:00,Early\n";

/// A shift on three Tuesdays, in UTC and so at 07:00 in Amsterdam.
const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:20270202T060000Z\r\nDTEND:20270202T140000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Early\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Runs `roster` for Mara over `plan.toml` with a file of this name and text.
fn roster(name: &str, text: &str, plan: &str, more: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.toml"), plan).unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let arguments = [
        "roster",
        name,
        "--plan",
        "plan.toml",
        "--today",
        "2027-01-15",
    ];
    let parent = if more.contains(&"--parent") {
        &[][..]
    } else {
        &["--parent", "mara"]
    };
    run_in(folder.path(), &[&arguments[..], parent, more].concat(), "")
}

#[test]
fn the_clauses_are_printed_for_care_and_for_work() {
    let care = roster("shifts.csv", CSV, PLAN, &[]);
    assert_eq!((care.code, care.err.as_str()), (0, ""));
    insta::assert_snapshot!(care.out);
    let work = roster("shifts.csv", CSV, PLAN, &["--as", "work", "--id", "shifts"]);
    assert!(work.out.contains("id = \"shifts\"\n"), "{}", work.out);
    assert_eq!(
        work.out.matches("parent = \"elias\"").count(),
        3,
        "{}",
        work.out
    );
}

/// What is printed makes a plan in which the roster's times are Mara's.
#[test]
fn the_plan_with_the_clauses_gives_the_shifts() {
    let clauses = roster("shifts.csv", CSV, PLAN, &[]).out;
    let plan = format!("{PLAN}\n{clauses}");
    let checked = run(&plan, &["check", "plan.toml", "--today", "2027-01-15"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let dates = [
        "--from",
        "2027-02-05",
        "--to",
        "2027-02-07",
        "--child",
        "sam",
    ];
    let ran = run(&plan, &[&["timeline", "plan.toml"][..], &dates].concat());
    let line = "Fri 2027-02-05 22:00  Sat 2027-02-06 07:00  Mara  3 over 1\n";
    assert!(ran.out.contains(line), "{}", ran.out);
}

#[test]
fn dates_narrow_the_roster() {
    let check = |name: &str, text: &str, dates: &[&str], first: &[&str]| {
        let ran = roster(name, text, PLAN, dates);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let found: Vec<&str> = ran
            .out
            .lines()
            .filter_map(|line| line.split_once("from = ")?.1.get(..16))
            .collect();
        assert_eq!(found, first, "{name} {dates:?}");
    };
    let all = ["2027-02-02T07:00", "2027-02-05T22:00", "2027-03-02T07:00"];
    check("a.csv", CSV, &[], &all);
    check("a.csv", CSV, &["--from", "2027-02-05"], &all[1..]);
    check("a.csv", CSV, &["--to", "2027-02-05"], &all[..1]);
    let weekly = ["2027-02-02T07:00", "2027-02-09T07:00", "2027-02-16T07:00"];
    check("a.ICS", ICS, &[], &weekly);
    check(
        "a.txt",
        ICS,
        &["--format", "ics", "--from", "2027-02-09"],
        &weekly[1..],
    );
}

#[test]
fn a_clash_with_the_plan_is_a_warning() {
    let spans = r#"
[[clause]]
id = "camp"
title = { en = "Camp" }
sentence = { en = "The children are in a camp with Elias." }
spans = [{ parent = "elias", from = 2027-02-05T10:00:00, until = 2027-02-07T10:00:00 }]
"#;
    let ran = roster("shifts.csv", CSV, &format!("{PLAN}{spans}"), &[]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.starts_with("[[clause]]\nid = \"roster\"\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.err.starts_with("plan.toml with the roster:"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("Clash from Fri 2027-02-05 22:00 to Sat 2027-02-06 07:00"),
        "{}",
        ran.err
    );
}

/// The last shift is on 2 March, when this plan is over.
#[test]
fn shifts_beyond_the_plan_are_noted() {
    let ends = PLAN.replace(
        "from = 2026-08-31\n",
        "from = 2026-08-31\nuntil = 2027-02-20\n",
    );
    let ran = roster("shifts.csv", CSV, &ends, &[]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("The plan ends on 2027-02-20"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_wrong_is_said() {
    let check = |name: &str, text: &str, more: &[&str], says: &str| {
        let ran = roster(name, text, PLAN, more);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{says}");
        assert!(ran.err.contains(says), "{says}: {}", ran.err);
    };
    check(
        "a.csv",
        CSV,
        &["--id", "rhythm"],
        "error: The plan has the clause `rhythm` already. Name another id with --id.",
    );
    check(
        "a.csv",
        CSV,
        &["--id", "A b"],
        "`A b` cannot be the id of a clause",
    );
    check(
        "a.csv",
        CSV,
        &["--parent", "eve"],
        "The plan has no parent with the id `eve`. It has mara and elias.",
    );
    check("a.txt", CSV, &[], "Add --format ics or --format csv.");
    check(
        "a.csv",
        CSV,
        &["--from", "2028-01-01"],
        "a.csv has no shifts on these dates.",
    );
    check(
        "a.ics",
        ICS,
        &["--from", "2028-01-01"],
        "a.ics has no shifts that begin from 2028-01-01 to 2029-01-01.",
    );
    let late = CSV.replace("2027-02-06 07:00", "2027-02-04 07:00");
    let ran = roster("a.csv", &late, PLAN, &[]);
    let line = place_of(&late, "2027-02-05 22:00");
    let line = line.split(':').next().unwrap();
    assert!(
        ran.err.starts_with(&format!("a.csv:{line}:")),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, 1);
    let folder = tempfile::tempdir().unwrap();
    let both = [
        "roster", "-", "--plan", "-", "--parent", "mara", "--format", "csv",
    ];
    let ran = run_in(folder.path(), &both, PLAN);
    assert!(
        ran.err.contains("cannot both come from standard input"),
        "{}",
        ran.err
    );
}
