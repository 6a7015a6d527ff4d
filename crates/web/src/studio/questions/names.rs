//! What school holidays and feasts are called on the pages.
//!
//! May touch: its arguments.

use std::borrow::Cow;

use plan::compose::feast_title;
use plan::library::said;

use crate::text::{Text, language_of, t};

/// A school holiday by its name in the dates; that name itself where the pages have no other.
pub(crate) fn holiday<'t>(text: &'t Text, holiday: &'t str) -> Cow<'t, str> {
    match holiday {
        "all-saints" => t!(text, "questions-holiday-all-saints"),
        "ascension" => t!(text, "questions-holiday-ascension"),
        "ascension-whit" => t!(text, "questions-holiday-ascension-whit"),
        "autumn" => t!(text, "questions-holiday-autumn"),
        "carnival" => t!(text, "questions-holiday-carnival"),
        "christmas" => t!(text, "questions-holiday-christmas"),
        "easter" => t!(text, "questions-holiday-easter"),
        "easter-spring" => t!(text, "questions-holiday-easter-spring"),
        "may" => t!(text, "questions-holiday-may"),
        "semester" => t!(text, "questions-holiday-semester"),
        "spring" => t!(text, "questions-holiday-spring"),
        "summer" => t!(text, "questions-holiday-summer"),
        "term-1" => t!(text, "questions-holiday-term-1"),
        "term-2" => t!(text, "questions-holiday-term-2"),
        "term-3" => t!(text, "questions-holiday-term-3"),
        "whit" => t!(text, "questions-holiday-whit"),
        "winter" => t!(text, "questions-holiday-winter"),
        _ => Cow::Borrowed(holiday),
    }
}

/// A feast by its name in the dates.
pub(super) fn feast(text: &Text, feast: &str) -> String {
    let title = feast_title(feast).map(|title| said(title, language_of(text.lang())));
    title.unwrap_or(feast).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::questions::form::{feasts_asked, more_feasts, regions};
    use crate::text::Lang;
    use plan::compose::school_holidays;

    #[test]
    fn every_holiday_and_every_feast_that_is_asked_about_has_a_name() {
        for lang in Lang::ALL {
            let text = Text::of(lang);
            for (region, _) in regions(None) {
                for one in school_holidays(region) {
                    assert_ne!(holiday(text, one), one, "{region}");
                }
            }
            for country in [None, Some("NL"), Some("BE"), Some("US"), Some("ES")] {
                for one in feasts_asked(country)
                    .into_iter()
                    .chain(more_feasts(country))
                {
                    assert_ne!(feast(text, one), one, "{country:?}");
                }
            }
        }
    }
}
