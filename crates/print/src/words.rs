//! Every word of ours on paper, in each language.
//!
//! May touch: nothing.

use std::ops::RangeInclusive;

use crate::document::{Given, Language, Voucher, Witnessed};
use crate::when::moment;

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) Language);

/// The words that the template asks for by name: name, English, Dutch.
pub(crate) const FIXED: &[(&str, &str, &str)] = &[
    ("about", "About this document", "Over dit document"),
    ("family", "Family", "Gezin"),
    ("recipient", "Made for", "Gemaakt voor"),
    ("made", "Made", "Gemaakt"),
    ("preset", "Form", "Vorm"),
    ("chosen", "What was asked for", "Wat is gevraagd"),
    ("shown", "What is shown", "Wat te zien is"),
    (
        "left-out",
        "What was left out by choice",
        "Wat met opzet is weggelaten",
    ),
    (
        "check",
        "The record it comes from",
        "Het logboek waar dit uit komt",
    ),
    ("origin", "Name", "Naam"),
    ("size", "Size", "Omvang"),
    ("root", "Root", "Wortel"),
    ("key", "Signed by key", "Ondertekend met sleutel"),
    ("code", "Short code", "Korte code"),
    (
        "code-help",
        "Two people who see another short code for the same size look at different records; the same \
         code is a good sign, and the root is certain. The QR code holds the signed checkpoint; the file READ-ME beside this document says \
         how to check everything, without a network and without us.",
        "Twee mensen die bij dezelfde omvang een andere korte code zien, kijken naar verschillende \
         logboeken; dezelfde code is een goed teken, de wortel geeft zekerheid. De QR-code bevat het ondertekende controlepunt; het bestand READ-ME bij dit \
         document legt uit hoe alles te controleren is, zonder netwerk en zonder ons.",
    ),
    (
        "qr-alt",
        "QR code with the signed checkpoint of the record",
        "QR-code met het ondertekende controlepunt van het logboek",
    ),
    ("people", "People", "Personen"),
    ("name", "Name", "Naam"),
    ("role", "Role", "Rol"),
    ("pseudonym", "Name in the data", "Naam in de gegevens"),
    ("how", "How to read this", "Hoe dit te lezen"),
    ("list", "List of exhibits", "Overzicht van producties"),
    ("when", "Recorded", "Vastgelegd"),
    ("who", "Who", "Wie"),
    ("what", "What", "Wat"),
    ("attachments", "Attachments", "Bijlagen"),
    ("commitment", "Commitment", "Vastlegging"),
    ("volume", "Volume", "Deel"),
    ("nothing", "(no text)", "(geen tekst)"),
];

impl Words {
    /// One of the two.
    pub(crate) const fn of(self, en: &'static str, nl: &'static str) -> &'static str {
        match self.0 {
            Language::En => en,
            Language::Nl => nl,
        }
    }

    /// How to read the document. `replaced` adds what the square brackets mean.
    pub(crate) fn how(self, witnessed: bool, replaced: bool) -> Vec<String> {
        let mut how = vec![
            self.of(
                "Each entry stands once, in the order in which the server recorded it. Its number counts \
                 from 0. Its time is the server's; receipts and checkpoints that others keep limit how \
                 far it can be wrong.",
                "Elke vermelding staat er één keer, in de volgorde waarin de server die vastlegde. Het nummer \
                 telt vanaf 0. De tijd is die van de server; ontvangstbewijzen en controlepunten die \
                 anderen bewaren, begrenzen hoeveel die ernaast kan zitten.",
            ),
            self.of(
                "The commitment under an entry ties its text to the signed root above: with any other \
                 text it would be another one. Names are as the server gives them.",
                "De vastlegging onder een vermelding bindt de tekst aan de ondertekende wortel hierboven: \
                 bij elke andere tekst zou die anders zijn. Namen zijn zoals de server ze opgeeft.",
            ),
            self.of(
                "“Recorded by the server” means that no signature of the author proves who wrote it; \
                 “signed by a device” and “confirmed with a passkey” mean that there is one.",
                "“Vastgelegd door de server” betekent dat geen handtekening van de schrijver bewijst wie \
                 het schreef; “ondertekend door een apparaat” en “bevestigd met een toegangssleutel” betekenen dat \
                 die er is.",
            ),
        ];
        if witnessed {
            how.push(self.of(
                "“Seen by” names who else signed the record when it already held the entry.",
                "“Gezien door” noemt wie het logboek mee ondertekende toen de vermelding er al in stond.",
            ));
        }
        if replaced {
            how.push(self.replaced());
        }
        how.into_iter().map(str::to_owned).collect()
    }

    /// What the square brackets mean.
    pub(crate) const fn replaced(self) -> &'static str {
        self.of(
            "Characters that this paper cannot show, and hidden ones, are named in square brackets, \
             such as [U+1F642 slightly smiling face]. The text as it was written is in the data.",
            "Tekens die dit papier niet kan tonen, en verborgen tekens, staan met hun Engelse naam \
             tussen vierkante haken, zoals [U+1F642 slightly smiling face]. De tekst zoals die \
             geschreven is, staat in de gegevens.",
        )
    }

    /// How much is shown.
    pub(crate) fn counts(self, shown: u64, erased: u64, hidden: u64) -> Vec<String> {
        let mut counts = Vec::new();
        let entries = |count: u64| match (self.0, count) {
            (Language::En, 1) => "1 entry".to_owned(),
            (Language::En, count) => format!("{count} entries"),
            (Language::Nl, 1) => "1 vermelding".to_owned(),
            (Language::Nl, count) => format!("{count} vermeldingen"),
        };
        counts.push(match self.0 {
            Language::En => format!("{} of the record shown here.", entries(shown)),
            Language::Nl => format!("{} uit het logboek hier getoond.", entries(shown)),
        });
        if erased > 0 {
            counts.push(match self.0 {
                Language::En => format!("{} whose text was erased.", entries(erased)),
                Language::Nl => format!("{} waarvan de tekst is gewist.", entries(erased)),
            });
        }
        if hidden > 0 {
            counts.push(match self.0 {
                Language::En => format!(
                    "{} of the range not shown, by choice. Where they lie is said in its place.",
                    entries(hidden)
                ),
                Language::Nl => format!(
                    "{} uit het bereik met opzet niet getoond. Op hun plaats staat dat zij er liggen.",
                    entries(hidden)
                ),
            });
        }
        counts
    }

    /// Where entries lie that are not shown.
    pub(crate) fn not_shown(self, first: u64, count: u64) -> String {
        let last = first.saturating_add(count.saturating_sub(1));
        match (self.0, count) {
            (Language::En, 1) => format!("1 entry not shown (entry {first})"),
            (Language::En, _) => format!("{count} entries not shown (entries {first} to {last})"),
            (Language::Nl, 1) => format!("1 vermelding niet getoond (nummer {first})"),
            (Language::Nl, _) => {
                format!("{count} vermeldingen niet getoond (nummers {first} tot en met {last})")
            }
        }
    }

    pub(crate) fn erased(self, when: &str, by: &str) -> String {
        match self.0 {
            Language::En => format!("Erased on {when} by {by}."),
            Language::Nl => format!("Gewist op {when} door {by}."),
        }
    }

    pub(crate) const fn voucher(self, voucher: Voucher) -> &'static str {
        match voucher {
            Voucher::Passkey => self.of(
                "Confirmed with a passkey of the author.",
                "Bevestigd met een toegangssleutel van de schrijver.",
            ),
            Voucher::Device => self.of(
                "Signed by a device of the author.",
                "Ondertekend door een apparaat van de schrijver.",
            ),
            Voucher::DeviceUntold => self.of(
                "Signed by a device; whose it is cannot be told from what is shown.",
                "Ondertekend door een apparaat; van wie dat is, valt uit het getoonde niet op te maken.",
            ),
            Voucher::Server => self.of(
                "Recorded by the server as the author’s.",
                "Vastgelegd door de server als van de schrijver.",
            ),
        }
    }

    pub(crate) fn witnessed(self, name: &str, seen: &Witnessed) -> String {
        let when = moment(&seen.when, self.0);
        match self.0 {
            Language::En => format!("Seen by {name} on {when}, size {}.", seen.size),
            Language::Nl => format!("Gezien door {name} op {when}, omvang {}.", seen.size),
        }
    }

    pub(crate) fn bytes(self, bytes: u64) -> String {
        match (self.0, bytes) {
            (_, 1) => "1 byte".to_owned(),
            (_, bytes) => format!("{bytes} bytes"),
        }
    }

    pub(crate) const fn given(self, given: Given) -> &'static str {
        match given {
            Given::Enclosed => self.of("enclosed", "bijgevoegd"),
            Given::LeftOut => self.of("not enclosed", "niet bijgevoegd"),
            Given::Erased => self.of("erased", "gewist"),
        }
    }

    /// Which page it is, of a document in one volume.
    pub(crate) fn page(self, page: u64, last: u64) -> String {
        match self.0 {
            Language::En => format!("Page {page} of {last}"),
            Language::Nl => format!("Pagina {page} van {last}"),
        }
    }

    /// Which page it is, of a volume with these pages.
    pub(crate) fn page_of_volume(
        self,
        page: u64,
        number: usize,
        of: usize,
        pages: RangeInclusive<u64>,
    ) -> String {
        let (first, last) = pages.into_inner();
        let volume = self.volume(number, of);
        match self.0 {
            Language::En => format!("Page {page} · {volume} (pages {first}–{last})"),
            Language::Nl => format!("Pagina {page} · {volume} (pagina’s {first}–{last})"),
        }
    }

    /// The heading of the entries where there is one section.
    pub(crate) const fn entries(self) -> &'static str {
        self.of("Entries", "Vermeldingen")
    }

    /// The heading of a section of several, which holds these numbers of the record.
    pub(crate) fn section(self, numbers: RangeInclusive<u64>) -> String {
        let (first, last) = numbers.into_inner();
        match self.0 {
            Language::En => format!("Entries {first} to {last}"),
            Language::Nl => format!("Vermeldingen {first} tot en met {last}"),
        }
    }

    /// On which volume this is, of several.
    pub(crate) fn volume(self, number: usize, of: usize) -> String {
        match self.0 {
            Language::En => format!("Volume {number} of {of}"),
            Language::Nl => format!("Deel {number} van {of}"),
        }
    }

    /// What a volume after the first one refers to.
    pub(crate) const fn see_first(self) -> &'static str {
        self.of(
            "What this document is, who the people are and how to check it stands in volume 1.",
            "Wat dit document is, wie de personen zijn en hoe het te controleren is, staat in deel 1.",
        )
    }

    pub(crate) fn made_by(self, when: &str, who: &str) -> String {
        match self.0 {
            Language::En => format!("{when}, by {who}"),
            Language::Nl => format!("{when}, door {who}"),
        }
    }

    /// An entry by its number, as a heading alone or after the number of the exhibit.
    pub(crate) fn entry(self, sequence: u64, alone: bool) -> String {
        let name = if alone {
            self.of("Entry", "Vermelding")
        } else {
            self.of("entry", "vermelding")
        };
        format!("{name} {sequence}")
    }

    /// Whom a page is made for.
    pub(crate) fn made_for(self, recipient: &str) -> String {
        format!("{} {recipient}", self.of("For", "Voor"))
    }

    /// Of which document a page is.
    pub(crate) fn document(self, id: &str) -> String {
        format!("{} {id}", self.of("Document", "Document"))
    }

    pub(crate) fn size(self, size: u64) -> String {
        match (self.0, size) {
            (Language::En, 1) => "1 entry".to_owned(),
            (Language::En, size) => format!("{size} entries"),
            (Language::Nl, 1) => "1 vermelding".to_owned(),
            (Language::Nl, size) => format!("{size} vermeldingen"),
        }
    }
}
