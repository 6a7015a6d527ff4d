//! The words of ours on a printed plan and on the children's pages, in each language.
//!
//! May touch: nothing. Everything else comes in ready.

use typst::foundations::{Dict, IntoValue, Str, Value};

use crate::document::Language;
use crate::words::Words;

/// The words that the templates ask for by name: name, English, Dutch.
const FIXED: &[(&str, &str, &str)] = &[
    ("page", "Page", "Pagina"),
    ("of-pages", "of", "van"),
    ("parents", "Parents", "Ouders"),
    ("children", "Children", "Kinderen"),
    ("contents", "Contents", "Inhoud"),
    ("schedule", "The rhythm in pictures", "Het ritme in beeld"),
    ("year", "The year", "Het jaar"),
    (
        "holidays",
        "Holidays and feast days",
        "Vakanties en feestdagen",
    ),
    ("measures", "Time with each parent", "Tijd bij elke ouder"),
    ("signatures", "Signatures", "Ondertekening"),
    ("place", "Place", "Plaats"),
    ("date", "Date", "Datum"),
    ("signature", "Signature", "Handtekening"),
    (
        "reference",
        "Where this comes from",
        "Waar dit vandaan komt",
    ),
    ("open", "not known yet", "nog niet bekend"),
    (
        "marked",
        "A dot marks a day of a school holiday.",
        "Een stip staat bij een dag van een schoolvakantie.",
    ),
];

/// They all, for a template.
pub(crate) fn fixed(language: Language) -> Value {
    let words = Words(language);
    let fixed: Dict = FIXED
        .iter()
        .map(|(key, en, nl)| (Str::from(*key), words.of(en, nl).into_value()))
        .collect();
    fixed.into_value()
}

/// What stands above the names of holidays.
pub(crate) const fn holiday(language: Language) -> &'static str {
    Words(language).of("Holiday or feast day", "Vakantie of feestdag")
}

/// Before a date of birth.
pub(crate) const fn born(language: Language) -> &'static str {
    Words(language).of("born", "geboren")
}
