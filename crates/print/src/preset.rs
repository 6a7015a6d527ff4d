//! For whom a document is made, as data: one row a preset.
//!
//! May touch: nothing. Another preset is another row.

use crate::document::{Exhibits, Language};

/// What is usual for one kind of reader. Everything in it can be chosen otherwise.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// How forms and settings name it.
    pub id: &'static str,
    name: Words,
    word: Words,
    /// How entries are numbered unless somebody chooses otherwise.
    pub numbering: Numbering,
    /// Whether a list of the exhibits stands before them.
    pub list: List,
    note: Words,
}

/// How a preset numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Each entry is an exhibit.
    Each,
    /// The document is one exhibit and its entries are parts of it.
    Whole,
}

/// Whether a list of exhibits stands before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// There is one.
    Given,
    /// There is none.
    None,
}

#[derive(Debug, PartialEq, Eq)]
struct Words {
    en: &'static str,
    nl: &'static str,
}

impl Words {
    const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Nl => self.nl,
        }
    }
}

/// All presets. The first one is what a form begins with.
pub static PRESETS: [Preset; 2] = [
    Preset {
        id: "lawyer",
        name: Words {
            en: "For a lawyer",
            nl: "Voor een advocaat",
        },
        word: Words {
            en: "Exhibit",
            nl: "Bijlage",
        },
        numbering: Numbering::Each,
        list: List::None,
        note: Words {
            en: "Which entries are of use, and in what form, is for the recipient to decide.",
            nl: "Welke gegevens van nut zijn, en in welke vorm, beslist de ontvanger.",
        },
    },
    Preset {
        id: "dutch-court",
        name: Words {
            en: "Dutch court (producties)",
            nl: "Nederlandse rechter (producties)",
        },
        // Dutch rules of procedure know this word only, in whatever language the rest is.
        word: Words {
            en: "Productie",
            nl: "Productie",
        },
        numbering: Numbering::Each,
        list: List::Given,
        note: Words {
            en: "Whether and how this document counts as evidence is for the court to decide.",
            nl: "Of en hoe dit stuk als bewijs meetelt, beslist de rechter.",
        },
    },
];

impl Preset {
    /// The preset with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        self.name.of(language)
    }

    /// What it calls an exhibit.
    #[must_use]
    pub const fn word(&self, language: Language) -> &'static str {
        self.word.of(language)
    }

    /// What it says of its own worth.
    #[must_use]
    pub(crate) const fn note(&self, language: Language) -> &'static str {
        self.note.of(language)
    }

    /// Its own numbering, from 1.
    #[must_use]
    pub fn exhibits(&self, language: Language) -> Exhibits {
        let word = self.word(language).to_owned();
        match self.numbering {
            Numbering::Each => Exhibits::Each { word, first: 1 },
            Numbering::Whole => Exhibits::Whole { word, number: 1 },
        }
    }
}
