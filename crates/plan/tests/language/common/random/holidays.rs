//! Holidays of every form: the days, the moments around them, how they are shared.

use proptest::prelude::*;
use proptest::sample::select;

use super::{clock, parent};

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn on() -> BoxedStrategy<String> {
    let one = select(vec![
        "\"christmas-day\"",
        "\"easter + 1\"",
        "\"12-31\"",
        "\"02-29\"",
        "\"hanukkah\"",
        "\"eid-al-fitr\"",
        "\"mothers-day\"",
        "\"kings-day\"",
        "\"last monday of may\"",
        "\"1st friday of april\"",
        "\"birthday of noor\"",
        "\"birthday of elias\"",
        "\"easter - 40\"",
    ]);
    prop_oneof![
        3 => one.clone().prop_map(str::to_owned),
        1 => prop::collection::vec(one, 1..5).prop_map(|days| format!("[{}]", days.join(", "))),
        1 => Just("[2026-10-25, 2027-03-28, 2027-03-29, 2028-02-29]".to_owned()),
        1 => Just("[2027-03-10, 2028-02-27], tentative = [2028-02-27]".to_owned()),
    ]
    .boxed()
}

fn moment(days: std::ops::Range<i32>) -> BoxedStrategy<String> {
    prop_oneof![
        2 => (days, clock()).prop_map(|(days, clock)| format!("\"{days:+} {clock}\"")),
        1 => (select(WEEKDAYS.to_vec()), clock()).prop_map(|(day, clock)| format!("\"{day} {clock}\"")),
        1 => select(vec!["school ends", "school starts"]).prop_map(|bell| format!("\"{bell} or 15:00\"")),
        1 => select(WEEKDAYS.to_vec()).prop_map(|day| format!("\"{day} school ends or 15:00\"")),
    ].boxed()
}

fn moments() -> BoxedStrategy<String> {
    let around = (moment(-20..0), moment(1..30))
        .prop_map(|(from, until)| format!("from = {from}, until = {until}"));
    let of_the_day = select(vec![
        "from = \"00:00\", until = \"24:00\"",
        "from = \"02:30\", until = \"03:15\"",
        "from = \"18:00\", until = \"20:00\"",
        "from = \"-1 17:00\", until = \"10:00\"",
        "from = \"-1 24:00\", until = \"+1 00:00\"",
    ]);
    prop_oneof![3 => around, 1 => of_the_day.prop_map(str::to_owned)].boxed()
}

/// `year` completes a rule by even and odd years.
fn who(year: &'static str) -> BoxedStrategy<String> {
    let years = (parent(), prop::option::of(parent())).prop_map(move |(even, odd)| {
        let odd = odd
            .map(|odd| format!(", odd = \"{odd}\""))
            .unwrap_or_default();
        format!("{{ even = \"{even}\"{odd}{year} }}")
    });
    prop_oneof![
        1 => parent().prop_map(|parent| format!("\"{parent}\"")),
        1 => years,
        2 => select(vec!["\"holder\"", "\"other\""]).prop_map(str::to_owned),
    ]
    .boxed()
}

fn sharing(year: &'static str) -> BoxedStrategy<String> {
    let at = select(vec![
        "\"midpoint\"",
        "\"midpoint\", not_counting = [\"12-25\", \"12-26\", \"easter\"]",
        "\"12-26 17:00\"",
        "\"01-01 12:00\"",
        "\"+8 12:00\"",
    ]);
    let shared = prop_oneof![
        2 => who(year).prop_map(|who| format!("parent = {who}")),
        2 => (who(year), at).prop_map(|(who, at)| format!("halves = {{ first = {who}, at = {at} }}")),
        1 => who(year).prop_map(|who| format!("parts = {{ first = {who}, at = [\"07-14\", \"07-31 18:00\", \"12-28 09:00\"] }}")),
        1 => who(year).prop_map(|who| format!("weeks = {{ first = {who} }}")),
        1 => who(year).prop_map(|who| format!("weeks = {{ first = {who}, change = \"saturday 10:00\" }}")),
    ];
    let of = select(vec!["", "", ", of = \"noor\"", ", of = \"pim\""]);
    (shared, of)
        .prop_map(|(shared, of)| {
            let asks = shared.contains("holder") || shared.contains("other");
            format!("{shared}{}", if asks { of } else { "" })
        })
        .boxed()
}

/// A rule by named days, or by the holidays of a school in the Netherlands.
pub fn holiday() -> BoxedStrategy<String> {
    let named = (on(), moments(), sharing("")).prop_map(|(on, moments, sharing)| {
        format!("holiday = {{ on = {on}, {moments}, {sharing} }}")
    });
    let names = select(vec![
        "\"autumn\"",
        "\"summer\"",
        "\"christmas\"",
        "[\"autumn\", \"spring\", \"may\"]",
    ]);
    let shared = prop_oneof![sharing(", year = \"first\""), sharing(", year = \"last\"")];
    let school = (names, moments(), shared).prop_map(|(names, moments, sharing)| {
        format!("school_holiday = {{ holiday = {names}, {moments}, {sharing} }}")
    });
    prop_oneof![named, school].boxed()
}
