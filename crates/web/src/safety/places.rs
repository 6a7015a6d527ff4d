//! Whom one can call. Data only, in one place.
//!
//! The numbers were looked up on [`LOOKED_UP`]; the page says that date. Whoever changes one looks
//! all of them up again.

use jiff::civil::{Date, date};

/// When the numbers were looked up.
pub const LOOKED_UP: Date = date(2026, 11, 23);

/// Somebody to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The key of its name.
    pub name: &'static str,
    /// The key of what it is there for.
    pub what: &'static str,
    /// The number, as people write it.
    pub number: &'static str,
}

const fn place(name: &'static str, what: &'static str, number: &'static str) -> Place {
    Place { name, what, number }
}

/// In the Netherlands.
pub const NETHERLANDS: [Place; 8] = [
    place("place-emergency", "place-emergency-for", "112"),
    place("place-veilig-thuis", "place-veilig-thuis-for", "0800-2000"),
    place(
        "place-slachtofferhulp",
        "place-slachtofferhulp-for",
        "0900-0101",
    ),
    place("place-luisterlijn", "place-luisterlijn-for", "088 0767 000"),
    place("place-113", "place-113-for", "113"),
    place("place-113-other", "place-113-other-for", "0800-0113"),
    place(
        "place-kindertelefoon",
        "place-kindertelefoon-for",
        "0800-0432",
    ),
    place(
        "place-juridisch-loket",
        "place-juridisch-loket-for",
        "0800-8020",
    ),
];

/// Numbers that several countries of Europe share.
pub const EUROPE: [Place; 3] = [
    place("place-emergency-eu", "place-emergency-eu-for", "112"),
    place("place-violence-eu", "place-violence-eu-for", "116 016"),
    place("place-children-eu", "place-children-eu-for", "116 111"),
];

impl Place {
    /// The address that dials it.
    #[must_use]
    pub fn dial(&self) -> String {
        let digits = self.number.chars().filter(char::is_ascii_digit);
        format!("tel:{}", digits.collect::<String>())
    }
}
