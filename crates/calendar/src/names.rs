//! Days of the week and months by name, in both languages. Touches nothing.

use jiff::civil::Weekday;
use plan::Language;

const WEEKDAYS: [[&str; 7]; 2] = [
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ],
];

const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
];

/// `Wednesday`, `woensdag`.
#[must_use]
pub fn weekday_name(language: Language, day: Weekday) -> &'static str {
    name(&WEEKDAYS, language, day.to_monday_zero_offset())
}

/// `October`, `oktober`. Months count from 1; of another number there is nothing to say.
#[must_use]
pub fn month_name(language: Language, month: i8) -> &'static str {
    name(&MONTHS, language, month.saturating_sub(1))
}

/// A name from a table, counted from 0.
fn name<const N: usize>(
    [english, dutch]: &[[&'static str; N]; 2],
    language: Language,
    place: i8,
) -> &'static str {
    let names = match language {
        Language::En => english,
        Language::Nl => dutch,
    };
    let place = usize::try_from(place).ok();
    place
        .and_then(|place| names.get(place))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_counted_as_everybody_does() {
        let day = |language| weekday_name(language, Weekday::Wednesday);
        assert_eq!(Language::ALL.map(day), ["Wednesday", "woensdag"]);
        let october = |language| month_name(language, 10);
        assert_eq!(Language::ALL.map(october), ["October", "oktober"]);
        for beyond in [i8::MIN, 0, 13, i8::MAX] {
            assert_eq!(month_name(Language::En, beyond), "");
        }
    }
}
