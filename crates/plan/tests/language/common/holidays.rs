//! What the tests of holidays share: a plan in which a clause speaks over Mara's home.

use jiff::civil::Date;
use plan::{ParentingPlan, Window};

use super::{compile_dates, everything_of, read, stays, with_clauses};

pub const HOME: &str = "always = \"mara\"";

/// A plan of `country` in which a clause speaks over Mara's home.
pub fn plan(country: &str, rules: &[&str]) -> ParentingPlan {
    let mut clauses = vec![HOME];
    clauses.extend(rules);
    let text = with_clauses(&clauses);
    let keys =
        format!("country = \"{country}\"\n\n[[parent]]\nid = \"mara\"\nbirthday = \"02-29\"");
    read(&text.replacen("[[parent]]\nid = \"mara\"", &keys, 1))
}

pub fn window(from: Date, to: Date) -> Window {
    Window::new(from, to).unwrap()
}

/// What a rule gives above Mara's home in a window.
pub fn check_rules(rules: &[&str], (from, to): (Date, Date), expected: &[&str]) {
    let plan = plan("NL", rules);
    let timeline = compile_dates(&plan, (from, to), &[]);
    assert_eq!(everything_of(&plan, &timeline, 0), expected, "{rules:?}");
}

/// Elias's time by one holiday.
pub fn check_elias(holiday: &str, dates: (Date, Date), expected: &[&str]) {
    let rule = format!("holiday = {{ {holiday} }}");
    let plan = plan("NL", &[&rule]);
    let timeline = compile_dates(&plan, dates, &[]);
    let found: Vec<String> = stays(&plan, &timeline)
        .into_iter()
        .filter_map(|line| line.strip_prefix("E ").map(str::to_owned))
        .collect();
    assert_eq!(found, expected, "{holiday}");
}
