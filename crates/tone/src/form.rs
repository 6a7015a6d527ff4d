//! What a word is by its form: a number, a time, a date.

use crate::lexicon::Id;

/// The ids of the forms, in the order of [`crate::lexicon::FORMS`].
const NUMBER: Id = 0;
const CLOCK: Id = 1;
const DATE: Id = 2;
const ORDINAL: Id = 3;
/// The form of a word that names a child.
pub(crate) const CHILD: Id = 4;
/// The form of a word by itself between quotation marks.
pub(crate) const ALONE: Id = 5;

/// The forms of a word in its one spelling.
pub(crate) fn forms(word: &str, ids: &mut Vec<Id>) {
    let digits = leading_digits(word);
    if digits == 0 {
        return;
    }
    let (first, rest) = word.split_at(digits);
    if rest.is_empty() && digits <= 4 {
        ids.push(NUMBER);
    }
    if is_clock(first, rest) {
        ids.push(CLOCK);
    }
    if is_date(word) {
        ids.push(DATE);
    }
    let ordinal = matches!(rest, "st" | "nd" | "rd" | "th" | "e" | "de" | "ste");
    if ordinal && below(first, 32) {
        ids.push(ORDINAL);
    }
}

fn leading_digits(word: &str) -> usize {
    word.bytes().take_while(u8::is_ascii_digit).count()
}

fn below(digits: &str, limit: u16) -> bool {
    digits.len() <= 4 && digits.parse::<u16>().is_ok_and(|number| number < limit)
}

/// Whether an hour with what follows it is a time: `19:30`, `19.30`, `7pm`, `5:30pm`, `19u`, `19u30`,
/// also the first of two, `9:00-12:00`.
fn is_clock(hour: &str, rest: &str) -> bool {
    if hour.len() > 2 || !below(hour, 25) {
        return false;
    }
    let rest = rest.split('-').next().unwrap_or_default();
    if matches!(rest, "am" | "pm" | "a" | "p" | "u" | "uur" | "h" | "ish") {
        return true;
    }
    let minutes = rest.strip_prefix(['.', ':', 'u', 'h']);
    minutes.is_some_and(|rest| {
        let (minutes, suffix) = rest.split_at(leading_digits(rest));
        let suffix = matches!(suffix, "" | "am" | "pm" | "a" | "p" | "u" | "uur" | "h");
        minutes.len() == 2 && below(minutes, 60) && suffix
    })
}

/// Whether a word is a date in digits: `7/11`, `7-11-2026`, `2026-11-07`, `7.11.26`.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).take(4).collect();
    let day = |part: &str| part.len() <= 2 && below(part, 32) && !below(part, 1);
    match parts[..] {
        [first, second] => {
            let month = below(second, 13) || (word.contains('/') && below(first, 13));
            day(first) && day(second) && month
        }
        [first, second, third] if first.len() == 4 => {
            below(first, 2_200) && day(second) && day(third)
        }
        [first, second, third] => {
            day(first) && day(second) && matches!(third.len(), 2 | 4) && below(third, 2_200)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &[Id]) {
        let mut ids = Vec::new();
        forms(word, &mut ids);
        assert_eq!(ids, expected, "{word}");
    }

    #[test]
    fn times_and_dates_in_many_spellings() {
        for clock in [
            "19:30",
            "19.30",
            "7pm",
            "5:30pm",
            "5.30am",
            "19u",
            "19u30",
            "9h00",
            "24:00",
            "9:00-12:00",
        ] {
            check(clock, &[CLOCK]);
        }
        for date in [
            "7/11",
            "7-11",
            "7-11-2026",
            "2026-11-07",
            "7.11.26",
            "31/12/26",
        ] {
            check(date, &[DATE]);
        }
        check("7.11", &[CLOCK, DATE]);
        check("7th", &[ORDINAL]);
        check("1ste", &[ORDINAL]);
        check("2026", &[NUMBER]);
    }

    #[test]
    fn other_things_with_digits() {
        for word in [
            "", "7x", "25:00", "19:60", "99999", "1,5", "3d", "0/0", "1/2/3/4", "40th",
        ] {
            check(word, &[]);
        }
    }
}
