//! The clauses in words that parents choose from the library.
//!
//! May touch: its arguments.

use plan::library::{self, SECTIONS, Section, Wording};

use super::{Errors, FieldError, Sheet, Wrong};

/// The ids of the chosen wordings, each a value of its own.
pub const PICK: &str = "words-pick";

/// The sections that there is something to choose in, and what.
pub fn asked() -> impl Iterator<Item = (&'static Section, Vec<&'static Wording>)> {
    let all = SECTIONS.iter();
    let with = all.map(|section| (section, library::wordings(section.id).collect::<Vec<_>>()));
    with.filter(|(_, wordings)| !wordings.is_empty())
}

pub(super) fn proposal() -> Sheet {
    let wordings = asked().flat_map(|(_, wordings)| wordings);
    let usual = wordings.filter(|wording| wording.usual);
    usual.map(|wording| (PICK, wording.id)).collect()
}

/// The chosen ids, in the order of the library, each once.
pub(super) fn read(sheet: &Sheet) -> Result<Vec<String>, Vec<FieldError>> {
    let mut errors = Errors::default();
    let chosen: Vec<&str> = sheet.all(PICK).collect();
    if chosen.iter().any(|id| library::wording(id).is_none()) {
        errors.add(PICK, Wrong::NoWording);
    }
    let wordings = asked().flat_map(|(_, wordings)| wordings);
    let picked = wordings.filter(|wording| chosen.contains(&wording.id));
    let picked = picked.map(|wording| wording.id.to_owned()).collect();
    errors.or(Some(picked))
}
