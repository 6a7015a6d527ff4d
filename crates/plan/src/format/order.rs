//! The documented order of keys. Data only; a test holds it against the keys that are read.

/// The plan's own keys, then its tables.
const PLAN: &[&str] = &[
    "edition",
    "title",
    "zone",
    "from",
    "until",
    "night_at",
    "country",
    "precedence",
    "school",
    "home",
    "parent",
    "child",
    "handover",
    "clause",
];

const SCHOOL: &[&str] = &["from", "country", "region", "starts", "ends", "days", "own"];

const HOME: &[&str] = &["id", "name"];

const PARENT: &[&str] = &["id", "name", "letter", "birthday", "zone", "home"];

const CHILD: &[&str] = &["id", "name", "born", "school"];

const HANDOVER: &[&str] = &["place", "brings", "bag", "to"];

/// What a clause is and when it holds; its rule; the terms of its handovers.
const CLAUSE: &[&str] = &[
    "id",
    "section",
    "title",
    "sentence",
    "children",
    "rank",
    "from",
    "until",
    "from_birthday",
    "until_birthday",
    "from_age",
    "until_age",
    "from_event",
    "until_event",
    "zone",
    "home",
    "supervised",
    "nights",
    "weeks",
    "weekly",
    "days",
    "roster",
    "weekends",
    "spans",
    "holiday",
    "school_holiday",
    "always",
    "calls",
    "limit",
    "first_refusal",
    "disputes",
    "handover",
];

/// The keys of the table at a path; none for a table whose keys stay as they are.
pub(super) fn of(path: &[&str]) -> &'static [&'static str] {
    match path {
        [] => PLAN,
        ["school"] | ["child", "school"] => SCHOOL,
        ["home"] => HOME,
        ["parent"] => PARENT,
        ["child"] => CHILD,
        ["clause"] => CLAUSE,
        ["handover"] | ["clause", "handover"] => HANDOVER,
        ["handover", "to", _] | ["clause", "handover", "to", _] => HANDOVER,
        _ => &[],
    }
}

/// The place of a key in an order; those that are not in it come last.
pub(super) fn place(order: &[&str], key: &str) -> usize {
    let place = order.iter().position(|known| *known == key);
    place.unwrap_or(order.len())
}
