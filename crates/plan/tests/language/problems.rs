//! Every way in which a plan's text can be wrong: one change to a sound plan, and the sentences
//! that come of it, as a snapshot a case.

#![allow(clippy::too_many_lines, reason = "tables of cases")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::fmt::Write as _;

use crate::common::{TODAY, with_clauses};
use plan::ParentingPlan;

const NIGHTS: &str =
    "nights = { sequence = \"MMEEMMM MMEEEEE\", start = 2027-02-01, change = \"08:30\" }";

fn sound() -> String {
    with_clauses(&[NIGHTS])
}

fn report(text: &str) -> String {
    match ParentingPlan::read(text, TODAY) {
        Ok(plan) => panic!("this was read as a plan: {plan:?}\n{text}"),
        Err(problems) => problems.to_string(),
    }
}

/// Each case replaces one text by another; the report goes into one snapshot, under its name.
fn check(name: &str, cases: &[(&str, &str, &str)]) {
    let mut reports = String::new();
    for (title, old, new) in cases {
        let text = sound();
        assert!(text.contains(old), "{title}: `{old}` is not in the text");
        writeln!(
            reports,
            "# {title}\n{}\n",
            report(&text.replacen(old, new, 1))
        )
        .unwrap();
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, reports.trim_end()) });
}

#[test]
fn the_text_from_which_the_cases_start_is_sound() {
    ParentingPlan::read(&sound(), TODAY).unwrap();
}

#[test]
fn what_can_be_wrong_with_the_plan_itself() {
    check(
        "plan",
        &[
            ("not TOML", "edition = 1", "edition = = 1"),
            (
                "a quote that never closes",
                "title = \"A plan\"",
                "title = \"A plan",
            ),
            ("an edition from the future", "edition = 1", "edition = 2"),
            ("no edition", "edition = 1\n", ""),
            ("an unknown key", "zone =", "zoen ="),
            ("an unknown zone", "Europe/Amsterdam", "Europe/Amsterdm"),
            (
                "a zone without its continent",
                "Europe/Amsterdam",
                "amsterdam",
            ),
            ("a zone that is nothing", "Europe/Amsterdam", "Middle Earth"),
            (
                "a date in quotes",
                "from = 2020-01-01",
                "from = \"2020-01-01\"",
            ),
            (
                "a date with an offset",
                "from = 2020-01-01",
                "from = 2020-01-01T00:00:00Z",
            ),
            (
                "a date that does not exist",
                "from = 2020-01-01",
                "from = 2021-02-29",
            ),
            ("a year long ago", "from = 2020-01-01", "from = 1066-10-14"),
            (
                "an end before the beginning",
                "from = 2020-01-01",
                "from = 2020-01-01\nuntil = 2019-01-01",
            ),
            ("an empty title", "\"A plan\"", "\"  \""),
            (
                "a title with a control character",
                "\"A plan\"",
                "\"A\\u0007plan\"",
            ),
            ("a title as a number", "\"A plan\"", "1"),
            (
                "a night counted at 24:00",
                "from =",
                "night_at = \"24:00\"\nfrom =",
            ),
            (
                "an order without what is agreed",
                "from =",
                "precedence = [\"holiday\", \"regular\"]\nfrom =",
            ),
            (
                "an order with a rank twice",
                "from =",
                "precedence = [\"agreed\", \"regular\", \"regular\"]\nfrom =",
            ),
            (
                "an order with a wrong name",
                "from =",
                "precedence = [\"agreed\", \"Regular\", \"regular\"]\nfrom =",
            ),
            (
                "an order without the rank that a clause has",
                "from =",
                "precedence = [\"agreed\", \"holiday\"]\nfrom =",
            ),
            (
                "nothing known but a table",
                "edition = 1",
                "[edition]\nnumber = 1",
            ),
            ("everything missing", &sound(), "# nothing"),
        ],
    );
}

#[test]
fn what_can_be_wrong_with_people() {
    check(
        "people",
        &[
            (
                "one parent",
                "[[parent]]\nid = \"elias\"\nname = \"Elias\"\n",
                "",
            ),
            (
                "three parents",
                "[[child]]",
                "[[parent]]\nid = \"iris\"\nname = \"Iris\"\n\n[[child]]",
            ),
            ("parents with one id", "id = \"elias\"", "id = \"mara\""),
            ("an id with a capital", "id = \"elias\"", "id = \"Elias\""),
            (
                "parents with one letter",
                "name = \"Elias\"",
                "name = \"Mees\"",
            ),
            (
                "a letter that is two",
                "name = \"Elias\"",
                "name = \"Elias\"\nletter = \"EL\"",
            ),
            (
                "a birth in the future",
                "born = 2019-05-21",
                "born = 2027-05-21",
            ),
            (
                "a birth without quotes or sense",
                "born = 2019-05-21",
                "born = 2019",
            ),
            ("a child without a birth", "born = 2019-05-21\n", ""),
            (
                "two children with one id",
                "[[clause]]",
                "[[child]]\nid = \"noor\"\nname = \"Noor\"\nborn = 2020-01-01\n\n[[clause]]",
            ),
            ("a child as one table", "[[child]]", "[child]"),
            ("a misspelt key", "born =", "birth ="),
        ],
    );
}

#[test]
fn what_can_be_wrong_with_clauses() {
    check(
        "clauses",
        &[
            (
                "an unknown child",
                NIGHTS,
                &format!("children = [\"nor\"]\n{NIGHTS}"),
            ),
            (
                "a child twice",
                NIGHTS,
                &format!("children = [\"noor\", \"noor\"]\n{NIGHTS}"),
            ),
            (
                "no children at all",
                NIGHTS,
                &format!("children = []\n{NIGHTS}"),
            ),
            (
                "children as a text",
                NIGHTS,
                &format!("children = \"noor\"\n{NIGHTS}"),
            ),
            (
                "a misspelt key",
                NIGHTS,
                &format!("chidlren = [\"noor\"]\n{NIGHTS}"),
            ),
            (
                "an unknown rank",
                NIGHTS,
                &format!("rank = \"holliday\"\n{NIGHTS}"),
            ),
            (
                "no sentence",
                "sentence = { en = \"As the rule says.\" }\n",
                "",
            ),
            (
                "a sentence in no language",
                "{ en = \"As the rule says.\" }",
                "{}",
            ),
            (
                "a sentence in an unknown language",
                "{ en = \"As the rule says.\" }",
                "{ de = \"Wie die Regel sagt.\" }",
            ),
            (
                "a sentence without its language",
                "{ en = \"As the rule says.\" }",
                "\"As the rule says.\"",
            ),
            ("two rules", NIGHTS, &format!("{NIGHTS}\nalways = \"mara\"")),
            (
                "an end before the beginning",
                NIGHTS,
                &format!("from = 2027-01-01\nuntil = 2027-01-01\n{NIGHTS}"),
            ),
            (
                "an age too high",
                NIGHTS,
                &format!("from_birthday = 300\n{NIGHTS}"),
            ),
            (
                "ages in the wrong order",
                NIGHTS,
                &format!("from_birthday = 4\nuntil_birthday = 3\n{NIGHTS}"),
            ),
            ("a parent by letter", NIGHTS, "always = \"E\""),
            ("a parent by name", NIGHTS, "always = \"Mara\""),
            ("a stranger", NIGHTS, "always = \"grandmother\""),
            (
                "who brings, misspelt",
                NIGHTS,
                &format!("handover = {{ brings = \"givr\" }}\n{NIGHTS}"),
            ),
            (
                "who brings, a stranger",
                NIGHTS,
                &format!("handover = {{ brings = \"taxi\" }}\n{NIGHTS}"),
            ),
            (
                "terms towards a stranger",
                NIGHTS,
                &format!("handover = {{ to = {{ elia = {{ place = \"School\" }} }} }}\n{NIGHTS}"),
            ),
            (
                "terms towards a text",
                NIGHTS,
                &format!("handover = {{ to = \"elias\" }}\n{NIGHTS}"),
            ),
        ],
    );
}

#[test]
fn what_can_be_wrong_with_nights() {
    let nights = |inner: &str| format!("nights = {{ {inner} }}");
    let by_weekday = "change = { monday = \"08:30\", wednesday = \"08:30\", friday = \"15:00\" }";
    check(
        "nights",
        &[
            ("a handover at 25:00", "\"08:30\"", "\"25:00\""),
            (
                "a handover at half past",
                "\"08:30\"",
                "\"half past eight\"",
            ),
            ("a handover at 8:30", "\"08:30\"", "\"8:30\""),
            ("a handover with seconds", "\"08:30\"", "08:30:15"),
            ("a letter of no parent", "MMEEMMM", "MMEFMMM"),
            ("lower-case letters", "MMEEMMM MMEEEEE", "mmeemmm"),
            ("an empty sequence", "MMEEMMM MMEEEEE", ""),
            ("a week of six nights", "MMEEMMM MMEEEEE", "MMEEMM MMEEEEE"),
            (
                "weekdays named by the clock times, 13 nights",
                NIGHTS,
                &nights(&format!(
                    "sequence = \"MMEEMMMMMEEEE\", start = 2027-02-01, {by_weekday}"
                )),
            ),
            (
                "weekdays named by the beginning, 13 nights",
                NIGHTS,
                &nights(
                    "sequence = \"MMEEMMMMMEEEE\", start = 2027-02-01, begins = \"monday\", change = \"08:30\"",
                ),
            ),
            (
                "a start on another weekday",
                NIGHTS,
                &nights(
                    "sequence = \"MMEEMMM\", start = 2027-02-03, begins = \"monday\", change = \"08:30\"",
                ),
            ),
            (
                "a pattern of weekdays that starts on another one",
                NIGHTS,
                &nights("pattern = \"every-weekend\", start = 2027-02-07, change = \"08:30\""),
            ),
            (
                "no clock time for a weekday that needs one",
                NIGHTS,
                &nights(
                    "sequence = \"MMEEMMM\", start = 2027-02-01, change = { monday = \"08:30\", friday = \"08:30\" }",
                ),
            ),
            (
                "a clock time for a day that is none",
                NIGHTS,
                &nights(
                    "sequence = \"MMEEMMM\", start = 2027-02-01, change = { maandag = \"08:30\", mon = \"08:30\", monday = \"08:30\" }",
                ),
            ),
            (
                "an unknown pattern",
                NIGHTS,
                &nights("pattern = \"2-2-5\", start = 2027-02-01, change = \"08:30\""),
            ),
            (
                "a pattern for a stranger",
                NIGHTS,
                &nights(
                    "pattern = \"2-2-3\", first = \"ellias\", start = 2027-02-01, change = \"08:30\"",
                ),
            ),
            (
                "neither sequence nor pattern",
                NIGHTS,
                &nights("start = 2027-02-01, change = \"08:30\""),
            ),
            (
                "both",
                NIGHTS,
                &nights(
                    "sequence = \"ME\", pattern = \"2-2-3\", start = 2027-02-01, change = \"08:30\"",
                ),
            ),
            (
                "first without a pattern",
                NIGHTS,
                &nights(
                    "sequence = \"ME\", first = \"mara\", start = 2027-02-01, change = \"08:30\"",
                ),
            ),
            (
                "neither start nor change",
                NIGHTS,
                &nights("sequence = \"ME\""),
            ),
        ],
    );
}

#[test]
fn what_can_be_wrong_with_other_rules() {
    let weekly = |inner: &str| format!("weekly = {{ parent = \"elias\", {inner} }}");
    check(
        "other_rules",
        &[
            ("weeks for nobody", NIGHTS, "weeks = { change = \"08:30\" }"),
            (
                "weeks from a day that is none",
                NIGHTS,
                "weeks = { odd = \"mara\", day = \"mnday\", change = \"08:30\" }",
            ),
            (
                "a window without an end",
                NIGHTS,
                &weekly("windows = [\"tue 16:00\"]"),
            ),
            (
                "a window at 25:00",
                NIGHTS,
                &weekly("windows = [\"tue 16:00 - 18:30\", \"thu 16:00 - 25:00\"]"),
            ),
            (
                "a window that ends before it begins",
                NIGHTS,
                &weekly("windows = [\"fri 18:00 - 09:00\"]"),
            ),
            (
                "a window in Dutch",
                NIGHTS,
                &weekly("windows = [\"di 16:00 - 18:30\"]"),
            ),
            (
                "a window that begins at 24:00",
                NIGHTS,
                &weekly("windows = [\"tue 24:00 - wed 10:00\"]"),
            ),
            ("no windows", NIGHTS, &weekly("windows = []")),
            (
                "every second week from nowhere",
                NIGHTS,
                &weekly("windows = [\"tue 16:00 - 18:30\"], every = 2"),
            ),
            (
                "every single week",
                NIGHTS,
                &weekly("windows = [\"tue 16:00 - 18:30\"], every = 1, start = 2027-02-02"),
            ),
            (
                "a start that means nothing",
                NIGHTS,
                &weekly("windows = [\"tue 16:00 - 18:30\"], start = 2027-02-02"),
            ),
            (
                "every and odd",
                NIGHTS,
                &weekly(
                    "windows = [\"tue 16:00 - 18:30\"], every = 2, weeks = \"odd\", start = 2027-02-02",
                ),
            ),
            (
                "weeks that are neither",
                NIGHTS,
                &weekly("windows = [\"tue 16:00 - 18:30\"], weeks = \"uneven\""),
            ),
            (
                "a span that ends before it begins",
                NIGHTS,
                "spans = [{ parent = \"mara\", from = 2027-07-10T10:00:00, until = 2027-07-01 }]",
            ),
            (
                "a span with an offset",
                NIGHTS,
                "spans = [{ parent = \"mara\", from = 2027-07-10T10:00:00+02:00, until = 2027-07-24 }]",
            ),
            (
                "a span for a stranger",
                NIGHTS,
                "spans = [{ parent = \"mra\", from = 2027-07-10, until = 2027-07-24 }]",
            ),
            ("a span as a text", NIGHTS, "spans = [\"July\"]"),
        ],
    );
}

#[test]
fn all_problems_are_found_at_once_in_the_order_of_the_text() {
    let text = with_clauses(&[
        "children = [\"nor\"]\nnights = { sequence = \"MMFF\", start = 2027-02-01, change = \"25:00\" }",
        "weekly = { parent = \"elias\", windows = [\"tue 16:00 - 15:00\"] }",
    ])
    .replace("born = 2019-05-21", "born = 2031-05-21");
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!("at_once", report(&text)) });
}

#[test]
fn a_place_counts_characters_and_not_bytes() {
    let text = sound().replace(
        "{ en = \"Clause 0\" }",
        "{ en = \"Één ééntje\", de = \"Eins\" }",
    );
    let column = text
        .lines()
        .find(|line| line.contains("de ="))
        .unwrap()
        .chars()
        .position(|letter| letter == 'd')
        .unwrap()
        + 1;
    let problems = ParentingPlan::read(&text, TODAY).unwrap_err();
    assert_eq!(
        usize::try_from(problems.as_slice()[0].column).unwrap(),
        column
    );
}
