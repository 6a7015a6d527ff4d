//! What `check` warns of: what is probably not meant, and limits that the plan does not keep to.

use crate::{PLAN, place_of, run};

/// The rest of the plan is without any warning until it ends.
fn with(clause: &str) -> String {
    let until = "from = 2026-08-31\nuntil = 2027-08-30\n";
    PLAN.replace("from = 2026-08-31\n", until) + clause
}

fn check(text: &str, expected: &[String]) {
    let arguments = ["check", "plan.toml", "--today", "2026-12-01"];
    let ran = run(text, &arguments);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines, expected);
    assert!(ran.out.contains("The plan is sound"), "{}", ran.out);
    assert_eq!(ran.code, 0);
    let strict = run(text, &[&arguments[..], &["--strict"]].concat());
    assert_eq!(strict.err, ran.err);
    let code = i32::from(!expected.is_empty());
    assert_eq!(
        (strict.code, strict.out.is_empty()),
        (code, !expected.is_empty())
    );
}

#[test]
fn a_plan_without_any_is_sound_when_strict() {
    check(&with(""), &[]);
}

#[test]
fn a_warning_stands_at_its_clause_with_what_could_be_written() {
    let text = with(
        r#"
[[clause]]
id = "early"
title = { en = "Early" }
sentence = { en = "Noor is with Elias on Sundays." }
weekly = { parent = "elias", windows = ["sun 02:30 - 10:00"] }
"#,
    );
    let at = place_of(&text, "\"early\"");
    check(
        &text,
        &[
            format!(
                "plan.toml:{at}: warning: On Sunday 2027-03-28 the clocks go forward and there is no 02:30: what this clause has at 02:30 is at 03:30 then."
            ),
            "  help: Choose a clock time that exists on every day, if that is not meant."
                .to_owned(),
        ],
    );
}

/// A week has one handover, on Monday. Those with Mara have a dinner with Elias, and so three; the
/// plan begins in one of them, without a handover on that Monday. That leaves 25 weeks of 52.
#[test]
fn a_breach_is_told_with_its_dates_and_many_are_summed_up() {
    let text = with(
        r#"
[[clause]]
id = "few"
title = { en = "Few" }
sentence = { en = "There are two handovers a week at most." }
limit = { handovers = { at_most = 2, per = "week" } }

[[clause]]
id = "not-long"
title = { en = "Not long" }
sentence = { en = "Sam is away from Mara for six nights at most." }
children = ["sam"]
until = 2026-09-21
limit = { nights_away = { from = "mara", at_most = 6 } }
"#,
    );
    let (few, not_long) = (place_of(&text, "\"few\""), place_of(&text, "\"not-long\""));
    check(
        &text,
        &[
            format!(
                "plan.toml:{few}: warning: Noor has 3 handovers from 2026-09-14 to 2026-09-20; the plan allows at most 2 handovers. The same happens 24 more times, the last from 2027-08-16 to 2027-08-22."
            ),
            format!(
                "plan.toml:{not_long}: warning: Sam is away from Mara for 7 nights at a stretch, 2026-09-07 to 2026-09-13; the plan allows at most 6 nights."
            ),
        ],
    );
}
