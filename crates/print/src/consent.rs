//! A consent to a trip with children, for the border: one page, in two languages side by side, with
//! room for both signatures.
//!
//! May touch: memory, and the typesetter's threads. It says what both parents agreed on, and not
//! what anybody is obliged to do by it.

use jiff::Zoned;
use jiff::civil::Date;
use typst::foundations::{Array, Dict, IntoValue, Value};
use typst_layout::PagedDocument;

use crate::PrintError;
use crate::check::{NAME_CHARS_MAX, at_most};
use crate::document::Language;
use crate::fonts;
use crate::pages::compile;
use crate::paper::{Letters, Paper};
use crate::press::pdf;
use crate::when::{day, moment};
use crate::world::Desk;

/// So many children may a consent name.
pub const CONSENT_CHILDREN_MAX: usize = 20;

/// A consent to a trip, as both parents recorded it. Names and texts are anybody's: none of them is
/// read as markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentDocument {
    /// The two languages, in the order in which they stand; the first one is the document's.
    pub languages: [Language; 2],
    /// The number of the proposal that both agreed on.
    pub proposal: usize,
    /// When it was made, on the clock that all its times are written on.
    pub made: Zoned,
    /// The children who go along: 1 to [`CONSENT_CHILDREN_MAX`].
    pub children: Vec<ConsentChild>,
    /// The trip.
    pub trip: ConsentTrip,
    /// Both parents: first the one who goes along, then the one who stays.
    pub parents: [ConsentParent; 2],
    /// Where it stands.
    pub record: ConsentRecord,
}

/// A child who goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentChild {
    /// The name: 1 to [`NAME_CHARS_MAX`] characters.
    pub name: String,
    /// The date of birth.
    pub born: Date,
}

/// What the consent is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentTrip {
    /// The country or place: 1 to [`NAME_CHARS_MAX`] characters.
    pub destination: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last: Date,
    /// Where they stay; MAY be empty. At most [`NAME_CHARS_MAX`] characters, as the next two.
    pub address: String,
    /// How they can be reached; MAY be empty.
    pub contact: String,
    /// How they travel; MAY be empty.
    pub travel: String,
}

/// A parent, and when that parent agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentParent {
    /// The name: 1 to [`NAME_CHARS_MAX`] characters.
    pub name: String,
    /// When that parent offered or accepted the trip.
    pub agreed: Zoned,
}

/// The record that the consent stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    /// The number of the entry by which both had agreed.
    pub entry: u64,
    /// How many entries there are.
    pub size: u64,
    /// The short code of the record at that size.
    pub short_code: String,
}

/// Sets a consent as one PDF.
///
/// # Errors
///
/// [`PrintError`] names the field that is too long or empty.
pub fn consent(document: &ConsentDocument) -> Result<Vec<u8>, PrintError> {
    check(document)?;
    let set = |letters| {
        let set = set(document, letters);
        typst::comemo::evict(0);
        set
    };
    // Letters that a font has and cannot join are rare, and found only by trying.
    set(Letters::OfTheFonts).or_else(|_| set(Letters::Western))
}

fn check(document: &ConsentDocument) -> Result<(), PrintError> {
    let [goes, stays] = &document.parents;
    let trip = &document.trip;
    let children = document.children.iter();
    let named = [
        ("the parent's name", &goes.name),
        ("the other parent's name", &stays.name),
        ("the destination", &trip.destination),
        ("the short code", &document.record.short_code),
    ];
    let named = named.into_iter();
    for (field, text) in named.chain(children.map(|child| ("a child's name", &child.name))) {
        if text.trim().is_empty() {
            let max = NAME_CHARS_MAX;
            return Err(PrintError::Empty { field, max });
        }
        at_most(field, text, NAME_CHARS_MAX)?;
    }
    let lines = [
        ("the address", &trip.address),
        ("the contact", &trip.contact),
        ("the way of travelling", &trip.travel),
    ];
    for (field, text) in lines {
        at_most(field, text, NAME_CHARS_MAX)?;
    }
    let items = document.children.len();
    if items == 0 {
        let max = NAME_CHARS_MAX;
        let field = "the list of children";
        return Err(PrintError::Empty { field, max });
    }
    if items > CONSENT_CHILDREN_MAX {
        return Err(PrintError::Children { items });
    }
    Ok(())
}

fn set(document: &ConsentDocument, letters: Letters) -> Result<Vec<u8>, PrintError> {
    let values = values(document, &mut Paper::new(letters));
    let set: PagedDocument = compile(Desk::for_consent(values))?;
    let [first, _] = document.languages;
    pdf(&set, proposal(document, first), &document.made)
}

const fn said(language: Language, en: &'static str, nl: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Nl => nl,
    }
}

fn values(document: &ConsentDocument, paper: &mut Paper) -> Dict {
    let [first, _] = document.languages;
    let mut values = Dict::new();
    let mut put = |key: &str, value: Value| values.insert(key.into(), value);
    put("lang", first.tag().into_value());
    put("serif", fonts::SERIF.into_value());
    put("mono", fonts::MONO.into_value());
    put("title", title(first).into_value());
    let [_, stays] = &document.parents;
    let description = format!("{}. {}", paper.name(&stays.name), proposal(document, first));
    put("description", description.into_value());
    let columns: Array = document
        .languages
        .iter()
        .map(|language| column(document, *language, paper))
        .collect();
    put("columns", columns.into_value());
    let parents: Array = document
        .parents
        .iter()
        .map(|parent| signature(document, parent, paper))
        .collect();
    put("parents", parents.into_value());
    put(
        "record",
        in_both(document, |language| record(document, language, paper)),
    );
    values
}

const fn title(language: Language) -> &'static str {
    said(
        language,
        "Consent to a trip with children",
        "Toestemming voor een reis met kinderen",
    )
}

/// `Proposal 12`: what the consent stands on.
fn proposal(document: &ConsentDocument, language: Language) -> String {
    let word = said(language, "Proposal", "Voorstel");
    format!("{word} {}", document.proposal)
}

/// A sentence in each language, with the tag of the language.
fn in_both(document: &ConsentDocument, mut sentence: impl FnMut(Language) -> String) -> Value {
    let both: Array = document
        .languages
        .iter()
        .map(|language| {
            let tag = language.tag().into_value();
            Array::from_iter([tag, sentence(*language).into_value()]).into_value()
        })
        .collect();
    both.into_value()
}

/// All that stands above the signatures, in one language.
fn column(document: &ConsentDocument, language: Language, paper: &mut Paper) -> Value {
    let [goes, stays] = &document.parents;
    let (goes, stays) = (paper.name(&goes.name), paper.name(&stays.name));
    let statement = match language {
        Language::En => format!(
            "I, {stays}, consent to the trip described here of the children named below with their other parent, {goes}. Both parents recorded their agreement."
        ),
        Language::Nl => format!(
            "Ik, {stays}, geef toestemming voor de hier beschreven reis van de hieronder genoemde kinderen met hun andere ouder, {goes}. Beide ouders hebben hun instemming vastgelegd."
        ),
    };
    let born = said(language, "born", "geboren");
    let children: Array = document
        .children
        .iter()
        .map(|child| {
            let name = paper.name(&child.name);
            format!("{name}, {born} {}", day(child.born, language)).into_value()
        })
        .collect();
    let mut column = Dict::new();
    let mut put = |key: &str, value: Value| column.insert(key.into(), value);
    put("lang", language.tag().into_value());
    put("title", title(language).into_value());
    put("statement", statement.into_value());
    put(
        "children-title",
        said(language, "Children", "Kinderen").into_value(),
    );
    put("children", children.into_value());
    put("trip-title", said(language, "Trip", "Reis").into_value());
    put("facts", facts(&document.trip, language, paper));
    column.into_value()
}

fn facts(trip: &ConsentTrip, language: Language, paper: &mut Paper) -> Value {
    let days = |date| day(date, language);
    let lines = [
        (
            said(language, "Destination", "Bestemming"),
            trip.destination.clone(),
        ),
        (said(language, "First day", "Eerste dag"), days(trip.from)),
        (said(language, "Last day", "Laatste dag"), days(trip.last)),
        (
            said(language, "Address there", "Verblijfadres"),
            trip.address.clone(),
        ),
        (
            said(language, "To be reached at", "Bereikbaar op"),
            trip.contact.clone(),
        ),
        (said(language, "Travel", "Vervoer"), trip.travel.clone()),
    ];
    let facts: Array = lines
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(label, value)| {
            Array::from_iter([label.into_value(), paper.line(&value).into_value()]).into_value()
        })
        .collect();
    facts.into_value()
}

fn signature(document: &ConsentDocument, parent: &ConsentParent, paper: &mut Paper) -> Value {
    let agreed = in_both(document, |language| {
        let at = moment(&parent.agreed, language);
        match language {
            Language::En => format!("Agreed on the record: {at}"),
            Language::Nl => format!("Akkoord in het logboek: {at}"),
        }
    });
    let sign = in_both(document, |language| {
        said(
            language,
            "Place, date, signature",
            "Plaats, datum, handtekening",
        )
        .to_owned()
    });
    let mut value = Dict::new();
    value.insert("name".into(), paper.name(&parent.name).into_value());
    value.insert("agreed".into(), agreed);
    value.insert("sign".into(), sign);
    value.into_value()
}

fn record(document: &ConsentDocument, language: Language, paper: &mut Paper) -> String {
    let record = &document.record;
    let (entry, size) = (record.entry, record.size);
    let code = paper.code(&record.short_code);
    let made = moment(&document.made, language);
    let id = proposal(document, language);
    match language {
        Language::En => format!(
            "Entry {entry} of the parents' record; short code of the record at {size} entries: {code}. {id}. Made {made}."
        ),
        Language::Nl => format!(
            "Nummer {entry} in het logboek van de ouders; korte code van het logboek bij {size} vermeldingen: {code}. {id}. Gemaakt {made}."
        ),
    }
}
