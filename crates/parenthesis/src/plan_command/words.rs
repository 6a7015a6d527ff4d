//! The words of `plan explain` in the languages of a plan. Text only.

use jiff::civil::{Date, DateTime};
use plan::Language;

/// What is said, in one language.
pub(super) struct Words {
    pub(super) language: Language,
    pub(super) clash: &'static str,
    pub(super) gap: &'static str,
    pub(super) applies: &'static str,
    pub(super) equal: &'static str,
    pub(super) overrode: &'static str,
    pub(super) handover: &'static str,
    days: [&'static str; 7],
}

const ENGLISH: Words = Words {
    language: Language::En,
    clash: "a clash: clauses of equal rank name different parents, so nobody has this time",
    gap: "nobody: no clause speaks of this time",
    applies: "This clause applies",
    equal: "These clauses stand equal",
    overrode: "These give way, the strongest first",
    handover: "The handover before",
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

const DUTCH: Words = Words {
    language: Language::Nl,
    clash: "een botsing: bepalingen van gelijke rang noemen verschillende ouders, dus niemand heeft deze tijd",
    gap: "niemand: geen bepaling gaat over deze tijd",
    applies: "Deze bepaling geldt",
    equal: "Deze bepalingen staan gelijk",
    overrode: "Deze wijken, de sterkste eerst",
    handover: "De overdracht hiervoor",
    days: ["ma", "di", "wo", "do", "vr", "za", "zo"],
};

/// The words of a language.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::Nl => &DUTCH,
    }
}

impl Words {
    fn choose(&self, english: String, dutch: String) -> String {
        match self.language {
            Language::En => english,
            Language::Nl => dutch,
        }
    }

    /// `Fri 2027-02-05 17:00`.
    pub(super) fn moment(&self, at: DateTime) -> String {
        let place = usize::from(at.weekday().to_monday_zero_offset().unsigned_abs());
        let day = self.days.get(place).copied().unwrap_or_default();
        format!("{day} {}", at.strftime("%Y-%m-%d %H:%M"))
    }

    pub(super) fn with(&self, parent: &str) -> String {
        self.choose(format!("with {parent}"), format!("bij {parent}"))
    }

    pub(super) fn clause(&self, number: u16, title: &str) -> String {
        self.choose(
            format!("Clause {number} ({title})"),
            format!("Bepaling {number} ({title})"),
        )
    }

    pub(super) fn names(&self, parent: &str, rank: &str) -> String {
        self.choose(
            format!("with {parent}, rank `{rank}`"),
            format!("bij {parent}, rang `{rank}`"),
        )
    }

    pub(super) fn not_begun(&self, from: Date) -> String {
        self.choose(
            format!("the plan begins on {from} and says nothing of the time before"),
            format!("het plan begint op {from} en zegt niets over de tijd daarvoor"),
        )
    }

    pub(super) fn ended(&self, until: Date) -> String {
        self.choose(
            format!("the plan ends on {until} and says nothing from that date on"),
            format!("het plan eindigt op {until} en zegt vanaf die datum niets meer"),
        )
    }

    pub(super) fn not_born(&self, child: &str, born: Date) -> String {
        self.choose(
            format!("{child} is born on {born}, and the plan says nothing of the time before"),
            format!("{child} is geboren op {born}, en het plan zegt niets over de tijd daarvoor"),
        )
    }

    pub(super) fn passed(&self, from: &str, to: &str, at: DateTime) -> String {
        let when = self.moment(at);
        self.choose(
            format!("{when}, from {from} to {to}"),
            format!("{when}, van {from} naar {to}"),
        )
    }

    pub(super) fn place(&self, place: &str) -> String {
        self.choose(format!("Place: {place}"), format!("Plaats: {place}"))
    }

    pub(super) fn brings(&self, parent: &str) -> String {
        self.choose(format!("Brings: {parent}"), format!("Brengt: {parent}"))
    }

    pub(super) fn bag(&self, bag: &str) -> String {
        self.choose(format!("Goes along: {bag}"), format!("Gaat mee: {bag}"))
    }
}
