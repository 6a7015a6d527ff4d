//! Input that is wrong: a clear sentence with file, line and column on standard error, exit code
//! 1, nothing on standard output.

use crate::{PLAN, Ran, changed, run, run_in};

const CHECK: [&str; 4] = ["check", "plan.toml", "--today", "2026-12-01"];

/// Line and column of the one place where `marker` stands in `text`, counted from 1.
fn place(text: &str, marker: &str) -> (usize, usize) {
    assert_eq!(text.matches(marker).count(), 1, "{marker}");
    let (before, _) = text.split_once(marker).unwrap();
    let last = before.rsplit('\n').next().unwrap();
    (before.matches('\n').count() + 1, last.chars().count() + 1)
}

/// The changed plan is refused at `marker` with a sentence and help that say this, by all
/// commands. (The sentences as a whole are the plan's own; its tests have them word for word.)
fn check(from: &str, to: &str, marker: &str, sentence: &str, help: &str) {
    let text = changed(from, to);
    let (line, column) = place(&text, marker);
    let source = text.lines().nth(line - 1).unwrap();
    let dates = [
        "--from",
        "2027-02-01",
        "--to",
        "2027-03-01",
        "--today",
        "2026-12-01",
    ];
    let timeline = [&["timeline", "plan.toml"][..], &dates].concat();
    let measure = [&["measure", "plan.toml"][..], &dates].concat();
    for arguments in [&CHECK[..], &timeline, &measure] {
        let Ran { code, out, err } = run(&text, arguments);
        let [headline, shown, caret, advice] = err.lines().collect::<Vec<_>>()[..] else {
            panic!("not one problem of four lines: {err}");
        };
        assert!(
            headline.starts_with(&format!("plan.toml:{line}:{column}: ")),
            "{headline}"
        );
        assert!(headline.contains(sentence), "{headline}");
        let excerpt = format!("  {line} | ");
        let shown = shown.strip_prefix(&excerpt).unwrap();
        let caret = caret
            .strip_prefix(&format!("{}| ", " ".repeat(excerpt.len() - 2)))
            .unwrap();
        assert_eq!(caret.find('^'), Some(caret.len() - 1));
        // Of a long line a part is shown; the caret stands under the same text as in the file.
        let from_caret = shown.trim_end_matches('…').chars().skip(caret.len() - 1);
        let from_caret: String = from_caret.collect();
        assert!(
            source
                .chars()
                .skip(column - 1)
                .collect::<String>()
                .starts_with(&from_caret)
        );
        assert!(
            marker.starts_with(from_caret.chars().next().unwrap()),
            "{from_caret}"
        );
        assert!(
            advice.starts_with("  help: ") && advice.contains(help),
            "{advice}"
        );
        assert_eq!((code, out.as_str()), (1, ""));
    }
}

#[test]
fn an_unknown_child() {
    let children = "children = [\"noor\"]";
    check(
        children,
        "children = [\"noor\", \"mia\"]",
        "\"mia\"",
        "no child `mia`",
        "noor, sam",
    );
}

#[test]
fn a_sequence_that_is_no_whole_weeks_where_weekdays_are_named() {
    check(
        "MMMMMMM EEEEEEE",
        "MMMMMMMEEEEEEEM",
        "\"monday\"",
        "15 nights, which is not a whole number of weeks",
        "7, 14, 21 or 28",
    );
}

#[test]
fn a_handover_at_25_00() {
    let sentence = "25:00 is not a time of day";
    check(
        "change = \"08:30\"",
        "change = \"25:00\"",
        "\"25:00\"",
        sentence,
        "from 00 to 23",
    );
    check(
        "16:00 - 18:30",
        "16:00 - 25:00",
        "25:00",
        sentence,
        "from 00 to 23",
    );
}

#[test]
fn a_birth_in_the_future() {
    check(
        "born = 2021-04-09",
        "born = 2026-12-02",
        "2026-12-02",
        "in the future: today is 2026-12-01",
        "once it is born",
    );
    let born_today = changed("born = 2021-04-09", "born = 2026-12-01");
    assert_eq!(run(&born_today, &CHECK).code, 0);
}

#[test]
fn all_mistakes_are_named_in_one_go_in_the_order_of_the_text() {
    let text = changed("born = 2019-05-21", "born = 2031-05-21").replace("tue 16:00", "die 16:00");
    let Ran { code, out, err } = run(&text, &CHECK);
    let places = ["2031-05-21", "die 16:00"].map(|marker| place(&text, marker));
    let expected = places.map(|(line, column)| format!("plan.toml:{line}:{column}: "));
    let headlines: Vec<&str> = err
        .lines()
        .filter(|line| line.starts_with("plan.toml"))
        .collect();
    assert_eq!(headlines.len(), 2, "{err}");
    assert!(
        headlines
            .iter()
            .zip(expected)
            .all(|(line, start)| line.starts_with(&start)),
        "{err}"
    );
    assert_eq!((code, out.as_str()), (1, ""));
}

/// Two spans over the same time: `check` ends with 1, the others report and end with 0.
#[test]
fn dated_spans_that_overlap_are_a_clash() {
    let spans = r#"
[[clause]]
id = "summer"
title = { en = "Summer" }
sentence = { en = "Noor and Sam are with Mara for two weeks." }
spans = [{ parent = "mara", from = 2027-07-10T10:00:00, until = 2027-07-24T10:00:00 }]

[[clause]]
id = "camp"
title = { en = "Camp" }
sentence = { en = "Noor and Sam go to a camp with Elias." }
spans = [
  { parent = "elias", from = 2027-05-01T10:00:00, until = 2027-05-02T10:00:00 },
  { parent = "elias", from = 2027-07-23T17:00:00, until = 2027-07-25T17:00:00 },
]
"#;
    let text = format!("{PLAN}{spans}");
    let (first, first_column) = place(&text, "{ parent = \"mara\"");
    let (second, second_column) = place(&text, "{ parent = \"elias\", from = 2027-07-23");
    let expected = format!(
        "\
plan.toml:{first}:{first_column}: Clash from Fri 2027-07-23 17:00 to Sat 2027-07-24 10:00: clause 3 (Summer) \
says that Noor and Sam are with Mara and clause 4 (Camp) says with Elias.
  {first} | spans = [{{ parent = \"mara\", from = 2027-07-10T10:00:00, until = 2027-07-…
     |          ^
plan.toml:{second}:{second_column}: Here clause 4 (Camp) says with Elias.
  {second} |   {{ parent = \"elias\", from = 2027-07-23T17:00:00, until = 2027-07-25T17:…
     |   ^
  help: Nobody has this time until the plan says who. Both have the rank `holiday`: \
give one of them another `rank`, or change their times.
"
    );
    let checked = run(&text, &CHECK);
    assert!(checked.err.starts_with(&expected), "{}", checked.err);
    assert_eq!((checked.code, checked.out.as_str()), (1, ""));
    let dates = ["--from", "2027-07-01", "--to", "2027-08-01"];
    for command in ["timeline", "measure"] {
        let ran = run(&text, &[&[command, "plan.toml"][..], &dates].concat());
        assert_eq!((ran.code, &ran.err), (0, &expected), "{command}");
        assert!(!ran.out.is_empty());
    }
    let sam = run(
        &text,
        &[&["timeline", "plan.toml", "--child", "sam"][..], &dates].concat(),
    );
    assert!(
        sam.err.contains("says that Sam is with Mara"),
        "{}",
        sam.err
    );
}

#[test]
fn clashes_of_one_kind_are_one_report() {
    let weekly = r#"
[[clause]]
id = "dinner"
title = { en = "Dinner" }
sentence = { en = "Noor has dinner with Mara on Tuesdays." }
children = ["noor"]
weekly = { parent = "mara", windows = ["tue 18:00 - 19:00"] }
"#;
    let text = format!(
        "{}{weekly}",
        changed(
            "from = 2026-08-31\n",
            "from = 2026-08-31\nuntil = 2026-09-15\n"
        )
    );
    let checked = run(&text, &CHECK);
    assert_eq!(checked.code, 1);
    assert_eq!(checked.err.matches("Clash").count(), 1);
    assert!(
        checked.err.contains(
            "The same happens 1 more time, the last from Tue 2026-09-08 18:00 to Tue 2026-09-08 18:30."
        ),
        "{}",
        checked.err
    );
}

#[test]
fn two_spans_of_one_clause_can_clash() {
    let spans = r#"
[[clause]]
id = "summer"
title = { en = "Summer" }
sentence = { en = "Noor is with Mara, then with Elias." }
children = ["noor"]
spans = [
  { parent = "mara", from = 2027-07-10T10:00:00, until = 2027-07-24T10:00:00 },
  { parent = "elias", from = 2027-07-24T08:00:00, until = 2027-08-07T10:00:00 },
]
"#;
    let text = format!("{PLAN}{spans}");
    let (line, column) = place(&text, "{ parent = \"elias\", from = 2027-07-24");
    let checked = run(&text, &CHECK);
    assert!(
        checked
            .err
            .contains("that Noor is with Mara and in another span with Elias.")
    );
    assert!(checked.err.contains(&format!(
        "plan.toml:{line}:{column}: Here clause 3 (Summer)"
    )));
    assert!(
        checked
            .err
            .contains("Change the dates of one of the spans."),
        "{}",
        checked.err
    );
    assert_eq!(checked.code, 1);
}

#[test]
fn time_that_no_clause_covers_is_a_warning() {
    let text = changed(
        "children = [\"noor\"]",
        "children = [\"noor\"]\nrank = \"regular\"",
    )
    .replace(
        "nights = ",
        "children = [\"noor\"]\nuntil = 2027-01-01\nnights = ",
    )
    .replace("rank = \"regular\"", "");
    let checked = run(&text, &CHECK);
    let expected = "plan.toml: warning: No clause says who has Noor from Fri 2027-01-01 08:30 to Tue 2027-01-05 16:00, \
         and 542 more times.\n\
         plan.toml: warning: No clause says who has Sam from Mon 2026-08-31 00:00 to Sat 2039-04-09 00:00.\n";
    assert!(checked.err.starts_with(expected), "{}", checked.err);
    assert_eq!(checked.code, 0);
    assert!(checked.out.contains("no clashes"));
}

/// Ten megabytes, from a file and from standard input, of comments and of one long line.
#[test]
fn a_file_of_ten_megabytes() {
    let expected =
        |name: &str| format!("{name}:1:1: The file is too long: it has at most 1000000 bytes.\n");
    let comments = format!("{PLAN}{}", "# nothing to see\n".repeat(620_000));
    assert!(comments.len() > 10_000_000);
    for text in [&comments, &"x".repeat(10_000_000)] {
        let ran = run(text, &CHECK);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert_eq!(ran.err, expected("plan.toml"));
    }
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), &["check", "-"], comments);
    assert_eq!((ran.code, ran.err), (1, expected("<stdin>")));
}

#[test]
fn a_plan_of_the_greatest_length_is_read() {
    let mut text = PLAN.to_owned();
    text.push_str(&"#".repeat(1_000_000 - text.len()));
    assert_eq!(run(&text, &CHECK).code, 0);
    text.push('#');
    assert_eq!(run(&text, &CHECK).code, 1);
}

#[test]
fn what_is_not_a_text_is_refused_where_it_stops_being_one() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(
        folder.path(),
        &["check", "-"],
        b"edition = 1\ntitle = \"\xff\"\n".to_vec(),
    );
    assert_eq!(
        ran.err,
        "<stdin>:2:10: The file is not text in UTF-8 from here on.\n  help: Save it as UTF-8 in your editor.\n"
    );
    assert_eq!(ran.code, 1);
    for text in [
        "",
        "\u{0}",
        "[[",
        "= = =",
        "\u{feff}",
        "[[clause]]\n[[clause",
    ] {
        let ran = run(text, &CHECK);
        assert_eq!(ran.code, 1, "{text:?}");
        assert!(ran.err.starts_with("plan.toml:"), "{}", ran.err);
    }
}

#[test]
fn a_plan_cannot_steer_the_terminal() {
    let ran = run(&changed("Europe/Amsterdam", "\u{1b}[31mred"), &CHECK);
    assert_eq!(ran.code, 1);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

fn check_usage(arguments: &[&str], sentence: &str) {
    let ran = run(PLAN, arguments);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}");
    assert!(ran.err.contains(sentence), "{}", ran.err);
}

#[test]
fn what_cannot_be_asked_is_said_in_a_sentence() {
    let timeline = ["timeline", "plan.toml", "--from", "2027-02-01", "--to"];
    let with = |more: &[&'static str]| [&timeline[..], more].concat();
    check_usage(
        &with(&["2027-03-01", "--child", "mia"]),
        "error: The plan has no child with the id `mia`. It has noor and sam.\n",
    );
    check_usage(
        &with(&["2027-01-01"]),
        "error: The window ends on 2027-01-01, which is not after 2027-02-01.\n",
    );
    check_usage(&with(&["2027-02-01"]), "which is not after 2027-02-01.\n");
    check_usage(&with(&["2128-02-02"]), "longer than 100 years");
    check_usage(
        &with(&["2027-02-30"]),
        "there is no such date in the calendar",
    );
    check_usage(
        &with(&["tomorrow"]),
        "write a date as year, month and day, such as 2027-02-01",
    );
    check_usage(
        &with(&["2027-03-01", "--format", "pdf"]),
        "possible values: text, json, ics",
    );
    check_usage(&["timeline", "plan.toml"], "--from <DATE>");
    check_usage(
        &[
            "measure",
            "plan.toml",
            "--from",
            "2027-02-01",
            "--to",
            "2027-01-01",
        ],
        "not after",
    );
    check_usage(&["check"], "<FILE>");
    check_usage(
        &["check", "nowhere.toml"],
        "error: nowhere.toml could not be read: No such file or directory.\n",
    );
    check_usage(&["check", "."], "error: . could not be read: ");
    check_usage(&["paint", "plan.toml"], "paint");
}

#[test]
fn dates_outside_the_plan_give_nothing_and_a_note() {
    let text = changed(
        "from = 2026-08-31\n",
        "from = 2026-08-31\nuntil = 2028-01-01\n",
    );
    let check = |from: &str, to: &str, note: &str, empty: bool| {
        let ran = run(
            &text,
            &["timeline", "plan.toml", "--from", from, "--to", to],
        );
        assert_eq!((ran.code, ran.err.as_str()), (0, note));
        assert_eq!(
            ran.out.contains("The plan does not speak of these dates."),
            empty
        );
        let ran = run(&text, &["measure", "plan.toml", "--from", from, "--to", to]);
        assert_eq!((ran.code, ran.err.as_str()), (0, note));
    };
    check(
        "2026-01-01",
        "2026-02-01",
        "note: The plan begins on 2026-08-31, so it says nothing from 2026-01-01 to 2026-02-01.\n",
        true,
    );
    check(
        "2028-01-01",
        "2028-02-01",
        "note: The plan ends on 2028-01-01, so it says nothing from 2028-01-01 to 2028-02-01.\n",
        true,
    );
    check(
        "2026-08-01",
        "2028-02-01",
        "note: The plan begins on 2026-08-31; before that date it says nothing.\n\
         note: The plan ends on 2028-01-01; from that date on it says nothing.\n",
        false,
    );
    check("2026-08-31", "2028-01-01", "", false);
}
