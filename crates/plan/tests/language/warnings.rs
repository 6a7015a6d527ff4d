//! What is legal but probably not meant: each kind of warning where it is due, and none where a
//! plan is sound.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, example, read, with_clauses, with_clauses_from};
use jiff::civil::date;
use plan::{ParentingPlan, Side, WarningFacts, WarningKind, warnings};

const ALWAYS_MARA: &str = "always = \"mara\"";

/// `kind: message` of each warning, as of 20 November 2026.
fn said(plan: &ParentingPlan) -> Vec<String> {
    let found = warnings(plan, TODAY);
    let line = |warning: &plan::Warning| format!("{:?}: {}", warning.kind, warning.message);
    found.iter().map(line).collect()
}

fn check(clauses: &[&str], expected: &[&str]) {
    assert_eq!(said(&read(&with_clauses(clauses))), expected);
}

#[test]
fn a_sound_plan_gives_no_warning() {
    assert!(said(&example("two-two-five-five")).is_empty());
    let weekend = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"], every = 2, start = 2027-02-05 }";
    let summer =
        "spans = [{ parent = \"elias\", from = 2027-07-10T10:00:00, until = 2027-07-24T10:00:00 }]";
    let calls = "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15 }";
    let limit = "limit = { nights_away = { from = \"mara\", at_most = 14 } }";
    check(&[ALWAYS_MARA, weekend, summer, calls, limit], &[]);
}

/// ISO 2026 has a week 53, and the next such year is 2032; a rule by odd and even weeks gives 14
/// nights in one home.
#[test]
fn odd_and_even_weeks_meet_week_53() {
    let weeks = "weeks = { odd = \"elias\", even = \"mara\", change = \"08:30\" }";
    check(
        &[weeks],
        &[
            "WeekFiftyThree: Elias has two weeks in a row from Monday 2026-12-28 on, because week 53 and the week 1 after it both have odd numbers. It happens again from Monday 2032-12-27 on.",
        ],
    );
    let even = "weeks = { even = \"elias\", change = \"08:30\" }";
    check(
        &[ALWAYS_MARA, even],
        &[
            "WeekFiftyThree: This clause leaves out two weeks in a row from Monday 2026-12-28 on, because week 53 and the week 1 after it both have odd numbers. It happens again from Monday 2032-12-27 on.",
        ],
    );
    let odd = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - sun 17:00\", \"wed 12:00 - 18:00\"], weeks = \"odd\" }";
    check(
        &[ALWAYS_MARA, odd],
        &[
            "WeekFiftyThree: This clause gives Elias two weeks in a row from Friday 2027-01-01 on, because week 53 and the week 1 after it both have odd numbers. It happens again from Friday 2032-12-31 on.",
        ],
    );
    check(&[&format!("until = 2026-12-20\n{weeks}")], &[]);
}

#[test]
fn a_time_that_the_clocks_skip_is_named_with_its_date() {
    let sunday = "weekly = { parent = \"elias\", windows = [\"sat 18:00 - sun 02:30\"] }";
    let plan = read(&with_clauses(&[
        ALWAYS_MARA,
        &format!("until = 2028-01-01\n{sunday}"),
    ]));
    assert_eq!(
        said(&plan),
        [
            "SkippedTime: On Sunday 2027-03-28 the clocks go forward and there is no 02:30: what this clause has at 02:30 is at 03:30 then.",
            "TimeTwice: On Sunday 2027-10-31 the clocks go back and 02:30 comes twice: this clause means the first of the two.",
        ]
    );
    // The same rule every second week misses the date in spring, and one at 03:00 both.
    let every = sunday.replace("02:30\"]", "02:30\"], every = 2, start = 2027-03-20");
    let kinds = |clause: &str| {
        let plan = read(&with_clauses(&[
            ALWAYS_MARA,
            &format!("until = 2028-01-01\n{clause}"),
        ]));
        let found = warnings(&plan, TODAY);
        found.iter().map(|one| one.kind).collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&every),
        [WarningKind::TimeTwice],
        "31 October is 32 weeks after 20 March, so that only that one is met"
    );
    assert!(kinds(&sunday.replace("02:30", "03:00")).is_empty());
}

#[test]
fn a_span_that_the_clocks_swallow_is_named() {
    let night = "weekly = { parent = \"elias\", windows = [\"sun 02:15 - 02:45\"] }";
    let found = said(&read(&with_clauses(&[
        ALWAYS_MARA,
        &format!("until = 2027-04-01\n{night}"),
    ])));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("SkippedTime: On Sunday 2027-03-28"),
        "{found:?}"
    );
}

#[test]
fn calls_follow_the_clock_on_which_they_are() {
    let calls = "until = 2027-12-01\ncalls = { with = \"elias\", at = [\"sun 02:30\"], minutes = 15, zone = \"America/New_York\" }";
    check(
        &[ALWAYS_MARA, calls],
        &[
            "SkippedTime: On Sunday 2027-03-14 the clocks go forward and there is no 02:30: what this clause has at 02:30 is at 03:30 then.",
        ],
    );
    let earlier = calls.replace("02:30", "01:30");
    check(
        &[ALWAYS_MARA, &earlier],
        &[
            "TimeTwice: On Sunday 2027-11-07 the clocks go back and 01:30 comes twice: this clause means the first of the two.",
        ],
    );
}

#[test]
fn a_clause_that_always_gives_way_is_named_with_what_goes_before_it() {
    let weekend = "weekly = { parent = \"elias\", windows = [\"sat 10:00 - sun 18:00\"] }";
    let saturday =
        "rank = \"regular\"\nweekly = { parent = \"elias\", windows = [\"sat 12:00 - 18:00\"] }";
    check(
        &[ALWAYS_MARA, weekend, saturday],
        &[
            "NeverApplies: This clause never applies: whenever it speaks, “Clause 1” goes before it.",
        ],
    );
    // A fallback is there for what nobody thought of.
    let rhythm = "nights = { pattern = \"2-2-5-5\", start = 2027-02-01, change = \"08:30\" }";
    check(&[rhythm, ALWAYS_MARA], &[]);
}

#[test]
fn a_clause_without_a_day_is_named() {
    let weekend = "weekly = { parent = \"elias\", windows = [\"sat 10:00 - sun 18:00\"] }";
    check(
        &[ALWAYS_MARA, &format!("until = 2019-12-31\n{weekend}")],
        &["OutsideThePlan: This clause ends on 2019-12-31, but the plan begins on 2020-01-01."],
    );
    let ended = with_clauses(&[ALWAYS_MARA, &format!("from = 2029-01-01\n{weekend}")])
        .replace("from = 2020-01-01", "from = 2020-01-01\nuntil = 2028-01-01");
    assert_eq!(
        said(&read(&ended)),
        ["OutsideThePlan: This clause begins on 2029-01-01, but the plan ends on 2028-01-01."]
    );
    // Noor was born on 21 May 2019; the plan begins in 2026.
    let text = with_clauses_from(
        "2026-01-01",
        &[ALWAYS_MARA, &format!("until_birthday = 3\n{weekend}")],
    );
    let found = said(&read(&text));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("HoldsForNoChild: This clause holds for no child"),
        "{found:?}"
    );
}

#[test]
fn what_has_been_is_no_mistake() {
    let weekend = "until = 2022-01-01\nweekly = { parent = \"elias\", windows = [\"sat 10:00 - sun 18:00\"] }";
    let summer =
        "spans = [{ parent = \"elias\", from = 2024-07-10T10:00:00, until = 2024-07-24T10:00:00 }]";
    check(&[ALWAYS_MARA, weekend, summer], &[]);
}

#[test]
fn spans_on_dates_on_which_their_clause_does_not_hold_never_apply() {
    let summer = "from = 2027-08-01\nspans = [{ parent = \"elias\", from = 2027-07-10T10:00:00, until = 2027-07-24T10:00:00 }]";
    check(
        &[ALWAYS_MARA, &format!("until = 2028-01-01\n{summer}")],
        &[
            "NeverApplies: This clause never gives anybody time: nothing of its rule lies on the dates on which it holds.",
        ],
    );
}

#[test]
fn a_rhythm_for_one_parent_alone_is_named() {
    check(
        &["nights = { sequence = \"MMMMMMM\", start = 2027-02-01, change = \"08:30\" }"],
        &["OneParentOnly: Every night of the sequence is with Mara."],
    );
    check(
        &["weeks = { odd = \"elias\", even = \"elias\", change = \"08:30\" }"],
        &["OneParentOnly: Every week, odd or even, is with Elias."],
    );
}

#[test]
fn a_list_of_dates_that_runs_out_is_named() {
    let days = |year: u16| {
        format!(
            "spans = [{{ parent = \"elias\", from = {year}-07-10, until = {year}-07-24 }}, {{ parent = \"elias\", from = {year}-10-10, until = {year}-10-17 }}]"
        )
    };
    check(
        &[ALWAYS_MARA, &days(2027)],
        &["RunsOut: The last of its dates ends on 2027-10-17, while the plan runs on."],
    );
    check(
        &[ALWAYS_MARA, &days(2025)],
        &["RunsOut: The last of its dates ended on 2025-10-17, while the plan runs on."],
    );
    check(
        &[ALWAYS_MARA, &format!("until = 2028-01-01\n{}", days(2027))],
        &[],
    );
}

#[test]
fn children_who_come_of_age_are_named_once() {
    let found = said(&example("four-children"));
    assert_eq!(
        found,
        [
            "TurnsEighteen: While the plan runs on, 18 years are reached: Noor on 2037-05-21, Sam on 2039-04-09 and Cato on 2041-06-30."
        ]
    );
    let ends = with_clauses(&[ALWAYS_MARA])
        .replace("from = 2020-01-01", "from = 2020-01-01\nuntil = 2038-01-01");
    assert_eq!(
        said(&read(&ends)),
        ["TurnsEighteen: While the plan runs on, 18 years are reached: Noor on 2037-05-21."]
    );
    let until = ends.replace(ALWAYS_MARA, "until_birthday = 18\nalways = \"mara\"");
    assert!(said(&read(&until)).is_empty());
}

#[test]
fn a_clause_that_begins_when_its_children_are_of_age_is_named() {
    let weekend = "from_birthday = 19\nweekly = { parent = \"elias\", windows = [\"sat 10:00 - sun 18:00\"] }";
    check(
        &[ALWAYS_MARA, weekend],
        &[
            "BeginsAfterEighteen: This clause begins on 2038-05-21, when each child of whom it speaks is 18 already.",
        ],
    );
}

#[test]
fn a_plan_that_is_over_gives_none() {
    let weeks = "weeks = { odd = \"elias\", even = \"mara\", change = \"08:30\" }";
    let plan = read(&with_clauses(&[weeks]));
    assert!(warnings(&plan, date(2037, 5, 21)).is_empty(), "Noor is 18");
    assert_eq!(warnings(&plan, date(2026, 1, 1)).len(), 1);
}

/// A page says a warning in other words and another language: what its sentence names is there as
/// values.
#[test]
fn what_a_sentence_names_is_there_as_values_too() {
    let facts = |clauses: &[&str]| -> Vec<WarningFacts> {
        let found = warnings(&read(&with_clauses(clauses)), TODAY).into_iter();
        found.map(|one| one.facts).collect()
    };
    let weeks = "weeks = { odd = \"elias\", even = \"mara\", change = \"08:30\" }";
    let days = vec![date(2026, 12, 28), date(2032, 12, 27)];
    let side = Side::B;
    assert_eq!(facts(&[weeks]), [WarningFacts::TwoWeeks { side, days }]);
    let even = "weeks = { even = \"elias\", change = \"08:30\" }";
    let days = vec![date(2026, 12, 28), date(2032, 12, 27)];
    assert_eq!(
        facts(&[ALWAYS_MARA, even]),
        [WarningFacts::NoWeeks { days }]
    );
    let night = "until = 2028-01-01\nweekly = { parent = \"elias\", windows = [\"sat 18:00 - sun 02:30\"] }";
    let clock = |hour, minute| jiff::civil::time(hour, minute, 0, 0);
    assert_eq!(
        facts(&[ALWAYS_MARA, night]),
        [
            WarningFacts::ClockSkips {
                day: date(2027, 3, 28),
                at: clock(2, 30),
                then: clock(3, 30),
                more: 0
            },
            WarningFacts::ClockRepeats {
                day: date(2027, 10, 31),
                at: clock(2, 30),
                more: 0
            },
        ]
    );
}
