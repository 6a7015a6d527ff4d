//! Random plans with every kind of rule and every key of a clause, what was agreed beside them and
//! what has happened, for the tests that hold for every plan. A new kind of rule joins in
//! `random/rules.rs`, a new key of a clause in `clause`.

pub mod holidays;
pub mod rules;

use jiff::Span;
use jiff::civil::{Date, date};
use plan::{Completed, Confirmed, OneOff, Passed, Recorded, Side};
use proptest::prelude::*;
use proptest::sample::select;

fn parent() -> impl Strategy<Value = &'static str> {
    select(vec!["mara", "elias"])
}

/// So many days after a date, one time in four near a border: a change of the clocks, a turn of
/// the year, week 53, 29 February, Pim's birth, the beginning of the plan.
fn day(from: Date, days: std::ops::Range<i32>) -> BoxedStrategy<Date> {
    let length = days.end;
    let anywhere = days.prop_map(move |offset| from.saturating_add(Span::new().days(offset)));
    let end = from.saturating_add(Span::new().days(length));
    let near: Vec<Date> = BORDERS
        .into_iter()
        .filter(|border| (from..end).contains(border))
        .collect();
    prop_oneof![3 => anywhere, 1 => select(near)].boxed()
}

/// Dates on which something changes.
pub const BORDERS: [Date; 20] = [
    date(2026, 7, 1),
    date(2026, 10, 4),
    date(2026, 10, 15),
    date(2026, 10, 24),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 1, 3),
    date(2027, 1, 4),
    date(2027, 2, 7),
    date(2027, 3, 1),
    date(2027, 3, 14),
    date(2027, 3, 28),
    date(2027, 4, 4),
    date(2027, 7, 24),
    date(2027, 10, 15),
    date(2027, 12, 31),
    date(2028, 2, 29),
];

fn clock() -> BoxedStrategy<String> {
    let anywhen = (0..24_u8, select(vec![0_u8, 15, 30, 45]));
    let clock = anywhen.prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    prop_oneof![3 => clock, 1 => select(vec!["00:00", "01:30", "02:00", "02:30", "03:00", "23:45"]).prop_map(str::to_owned)].boxed()
}

/// The dates, ages and events between which a clause holds, a line each.
fn holds() -> BoxedStrategy<String> {
    let dates = prop_oneof![
        4 => Just(String::new()),
        1 => day(date(2026, 6, 20), 0..500).prop_map(|from| format!("from = {from}\n")),
        1 => day(date(2026, 6, 20), 0..500).prop_map(|until| format!("until = {until}\n")),
        1 => (day(date(2026, 6, 20), 0..400), 1..300_i32).prop_map(|(from, days)| {
            let until = from.saturating_add(Span::new().days(days));
            format!("from = {from}\nuntil = {until}\n")
        }),
    ];
    let ages = select(vec![
        "",
        "",
        "",
        "",
        "from_birthday = 1\n",
        "until_birthday = 1\n",
        "until_birthday = 8\n",
        "from_age = \"12 weeks\"\n",
        "from_age = \"4 months\"\nuntil_age = \"12 months\"\n",
        "until_age = \"100 days\"\n",
        "from_age = \"1 year\"\nuntil_birthday = 8\n",
    ]);
    let events = select(vec![
        "",
        "",
        "",
        "",
        "from_event = \"report\"\n",
        "until_event = \"report\"\n",
        "from_event = \"report\"\nuntil_event = \"move\"\n",
        "until_event = { completed = \"c0\", count = 2 }\n",
        "WAITS",
    ]);
    (dates, ages, events)
        .prop_map(|(dates, ages, events)| format!("{dates}{ages}{events}"))
        .boxed()
}

/// A clause that gives care.
fn care() -> BoxedStrategy<String> {
    // At most three ranks may ask who has the child: two by their rules, and `agreed`.
    let holiday = (
        select(vec!["", "", "rank = \"agreed\"\n"]),
        holidays::holiday(),
    );
    let rule = (
        select(vec![
            "",
            "",
            "",
            "",
            "rank = \"holiday\"\n",
            "rank = \"agreed\"\n",
            "rank = \"order\"\n",
        ]),
        rules::care(),
    );
    let ranked = prop_oneof![1 => holiday.prop_map(|(rank, rule)| format!("{rank}{rule}")), 3 => rule.prop_map(|(rank, rule)| format!("{rank}{rule}"))];
    let zone = select(vec![
        "",
        "",
        "",
        "",
        "zone = \"America/New_York\"\n",
        "zone = \"Pacific/Auckland\"\n",
    ]);
    let place = select(vec![
        "",
        "",
        "",
        "home = \"nest\"\n",
        "supervised = { by = \"Ms de Wit\", place = { en = \"Centre\" } }\n",
        "handover = { place = \"The pool\", brings = \"elias\" }\n",
    ]);
    (holds(), zone, place, ranked)
        .prop_map(|(holds, zone, place, ranked)| format!("{holds}{zone}{place}{ranked}"))
        .boxed()
}

/// A clause: mostly one of care for some of the children.
fn clause() -> BoxedStrategy<String> {
    let children = select(vec![
        "",
        "",
        "children = [\"noor\"]\n",
        "children = [\"pim\"]\n",
    ]);
    let calls = (holds(), rules::calls()).prop_map(|(holds, calls)| format!("{holds}{calls}"));
    let both = prop_oneof![8 => care(), 1 => calls];
    let for_some = (children, both).prop_map(|(children, rule)| format!("{children}{rule}"));
    let of_all = prop_oneof![2 => rules::limit(), 1 => rules::dealings()];
    let of_all = (holds(), of_all).prop_map(|(holds, rule)| format!("{holds}{rule}"));
    let section = select(vec!["", "", "", "section = \"school\"\n"]);
    let clause = prop_oneof![9 => for_some, 1 => of_all];
    (section, clause)
        .prop_map(|(section, clause)| format!("{section}{clause}"))
        .boxed()
}

/// The keys of the plan itself, a line each.
fn keys() -> BoxedStrategy<String> {
    let until = prop::option::of(day(date(2027, 3, 1), 0..400));
    let night = select(vec![
        "",
        "",
        "",
        "night_at = \"03:00\"\n",
        "night_at = \"23:45\"\n",
    ]);
    let order = select(vec![
        "",
        "",
        "precedence = [\"agreed\", \"school-holiday\", \"holiday\", \"order\", \"regular\", \"visit\", \"fallback\"]\n",
        "precedence = [\"order\", \"visit\", \"holiday\", \"school-holiday\", \"regular\", \"fallback\", \"agreed\"]\n",
    ]);
    (until, night, order)
        .prop_map(|(until, night, order)| {
            let until = until
                .map(|until| format!("until = {until}\n"))
                .unwrap_or_default();
            format!("country = \"NL\"\n{until}{night}{order}")
        })
        .boxed()
}

/// The tables before the parents: the school of all, and a home.
const TABLES: &str = "
[school]
region = \"zuid\"
starts = \"08:30\"
ends = { other = \"15:15\", wednesday = \"12:15\" }

[[home]]
id = \"nest\"
name = \"The nest\"
";

/// Pim, who is born while the plan holds, with a school of his own.
fn pim() -> BoxedStrategy<String> {
    let born = select(vec!["2026-10-15", "2026-10-25", "2026-08-31", "2026-11-01"]);
    let school = select(vec![
        "",
        "school = { region = \"noord\" }\n",
        "school = { from = 2027-08-23 }\n",
        "school = { own = [{ holiday = \"summer\", first = 2027-07-05, last = 2027-08-15 }], starts = \"09:00\" }\n",
    ]);
    (born, school)
        .prop_map(|(born, school)| {
            format!("\n[[child]]\nid = \"pim\"\nname = \"Pim\"\nborn = {born}\n{school}")
        })
        .boxed()
}

/// The zone of a random plan.
fn zone() -> impl Strategy<Value = &'static str> {
    select(vec![
        "Europe/Amsterdam",
        "America/Chicago",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "UTC",
    ])
}

/// The text of a plan for two children, one of them born while it holds.
pub fn plan_text() -> BoxedStrategy<String> {
    zone().prop_flat_map(plan_text_in).boxed()
}

/// Two plans of one family, of which the second can follow the first.
pub fn two_versions() -> BoxedStrategy<(String, String)> {
    let both = zone().prop_flat_map(|zone| (plan_text_in(zone), plan_text_in(zone)));
    both.prop_map(|(one, other)| {
        // The children are born once, and nights are counted at one hour.
        let births = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.starts_with("born"));
            lines.map(str::to_owned).collect()
        };
        let mut same = other.clone();
        for (own, of_one) in births(&other).iter().zip(births(&one)) {
            same = same.replacen(own, &of_one, 1);
        }
        let is_night = |line: &&str| line.starts_with("night_at");
        let night = one.lines().find(is_night).unwrap_or_default();
        let lines = same.lines().filter(|line| !is_night(line));
        let same: Vec<&str> = lines.collect();
        let country = format!("{night}\ncountry =");
        let same = same.join("\n") + "\n";
        (one, same.replacen("country =", country.trim_start(), 1))
    })
    .boxed()
}

fn plan_text_in(zone: &'static str) -> BoxedStrategy<String> {
    // The first clause gives care to all, so that others can wait for it.
    let clauses = (rules::care(), prop::collection::vec(clause(), 0..6));
    let noor = select(vec!["2019-05-21", "2024-02-29", "2008-12-31"]);
    let born = select(vec!["2026-07-01", "2026-07-01", "2026-12-28", "2026-10-25"]);
    (keys(), pim(), noor, born, clauses)
        .prop_map(move |(keys, pim, noor, from, (first, others))| {
            let waits = "from_event = { completed = \"c0\", count = 2 }\n";
            let others: Vec<String> = others
                .iter()
                .map(|clause| clause.replace("WAITS", waits))
                .collect();
            let mut clauses = vec![first.as_str()];
            clauses.extend(others.iter().map(String::as_str));
            let parent = "\n[[parent]]\nid = \"mara\"";
            super::with_clauses_from(from, &clauses)
                .replacen("Europe/Amsterdam", zone, 1)
                .replacen("2019-05-21", noor, 1)
                .replacen(
                    "name = \"Elias\"",
                    "name = \"Elias\"\nbirthday = \"02-29\"\nzone = \"America/New_York\"",
                    1,
                )
                .replacen(parent, &format!("{keys}{TABLES}{parent}"), 1)
                .replacen("\n[[clause]]", &format!("{pim}\n[[clause]]"), 1)
        })
        .boxed()
}

/// What was agreed beside such a plan.
pub fn agreements() -> BoxedStrategy<Vec<OneOff>> {
    let one = (
        day(date(2026, 9, 1), 0..500),
        0..24_i8,
        1..10_i32,
        0..3_usize,
        any::<bool>(),
    );
    prop::collection::vec(one, 0..6)
        .prop_map(|list| {
            list.into_iter()
                .map(|(start, hour, days, whom, first)| OneOff {
                    id: "swap".to_owned(),
                    children: [vec!["noor"], vec!["pim"], vec!["noor", "pim"]][whom]
                        .iter()
                        .map(|id| id.parse().unwrap())
                        .collect(),
                    parent: if first { Side::A } else { Side::B },
                    start: start.at(hour, 30, 0, 0),
                    end: start
                        .saturating_add(Span::new().days(days))
                        .at(hour, 0, 0, 0),
                })
                .collect()
        })
        .boxed()
}

/// About when the end of the fast of 2027 falls, and a date that the random holidays name.
const TENTATIVE: [Date; 2] = [date(2027, 3, 10), date(2028, 2, 27)];

/// What has happened that such a plan waits for.
pub fn passed() -> BoxedStrategy<Passed> {
    let any_day = || day(date(2026, 6, 20), 0..600);
    let events = prop::collection::vec((select(vec!["report", "move"]), any_day()), 0..4);
    let whom = select(vec![vec!["noor"], vec!["pim"], vec!["noor", "pim"]]);
    let completed = prop::collection::vec((select(vec!["c0", "c1"]), whom, any_day()), 0..6);
    let feast = select(vec!["eid-al-fitr", "c0", "c1", "c2", "c3"]);
    // Near a tentative day of the plans, or anywhere.
    let near = (0..25_i32, select(TENTATIVE.to_vec()))
        .prop_map(|(days, feast)| feast.saturating_add(Span::new().days(days - 12)));
    let confirmed = prop::collection::vec((feast, prop_oneof![any_day(), near]), 0..5);
    (events, completed, confirmed)
        .prop_map(|(events, completed, confirmed)| Passed {
            events: events
                .into_iter()
                .map(|(name, date)| Recorded {
                    name: name.to_owned(),
                    date,
                })
                .collect(),
            completed: completed
                .into_iter()
                .map(|(clause, children, date)| Completed {
                    clause: clause.parse().unwrap(),
                    children: children.iter().map(|id| id.parse().unwrap()).collect(),
                    date,
                })
                .collect(),
            confirmed: confirmed
                .into_iter()
                .map(|(feast, date)| Confirmed {
                    feast: feast.to_owned(),
                    date,
                })
                .collect(),
        })
        .boxed()
}
