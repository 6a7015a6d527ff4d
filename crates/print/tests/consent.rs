//! A consent to a trip, read back by a library that had no part in writing it.

use jiff::civil::date;
use lopdf::Document;
use print::{
    CONSENT_CHILDREN_MAX, ConsentChild, ConsentDocument, ConsentParent, ConsentRecord, ConsentTrip,
    Language, NAME_CHARS_MAX, PrintError,
};
use proptest::prelude::*;

fn sample(languages: [Language; 2]) -> ConsentDocument {
    let parent = |name: &str, agreed: &str| ConsentParent {
        name: name.to_owned(),
        agreed: agreed.parse().expect("a time"),
    };
    ConsentDocument {
        languages,
        proposal: 12,
        made: "2026-11-23T10:00:00+01:00[Europe/Amsterdam]"
            .parse()
            .expect("a time"),
        children: vec![
            ConsentChild {
                name: "Noor de Vries".to_owned(),
                born: date(2019, 3, 4),
            },
            ConsentChild {
                name: "Sam de Vries".to_owned(),
                born: date(2021, 5, 10),
            },
        ],
        trip: ConsentTrip {
            destination: "Spain".to_owned(),
            from: date(2027, 5, 1),
            last: date(2027, 5, 9),
            address: "Calle Mayor 1, Valencia".to_owned(),
            contact: "+31 6 1234 5678".to_owned(),
            travel: String::new(),
        },
        parents: [
            parent(
                "Mara de Vries",
                "2026-11-20T20:00:00+01:00[Europe/Amsterdam]",
            ),
            parent(
                "Elias Bakker",
                "2026-11-21T08:30:00+01:00[Europe/Amsterdam]",
            ),
        ],
        record: ConsentRecord {
            entry: 41,
            size: 44,
            short_code: "HP1P-RCB8".to_owned(),
        },
    }
}

/// The text without any space, since a line may be broken anywhere between words.
fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
        .collect()
}

fn read(document: &ConsentDocument) -> (usize, String) {
    let pdf = print::consent(document).expect("a PDF");
    let read = Document::load_mem(&pdf).expect("a PDF");
    let pages: Vec<u32> = read.get_pages().into_keys().collect();
    let text = read.extract_text(&pages).expect("text");
    (pages.len(), solid(&text))
}

#[test]
fn one_page_says_the_same_in_two_languages() {
    for languages in [[Language::En, Language::Nl], [Language::Nl, Language::En]] {
        let (pages, text) = read(&sample(languages));
        assert_eq!(pages, 1);
        for part in [
            "Consent to a trip with children",
            "Toestemming voor een reis met kinderen",
            "Noor de Vries, born 4 March 2019",
            "Sam de Vries, geboren 10 mei 2021",
            "9 May 2027",
            "1 mei 2027",
            "Valencia",
            "HP1P-RCB8",
            "21 November 2026 08:30:00 CET",
            "Plaats, datum, handtekening",
            "Entry 41",
            "Nummer 41",
            "at 44 entries: HP1P-RCB8. Proposal 12. Made",
            "bij 44 vermeldingen: HP1P-RCB8. Voorstel 12. Gemaakt",
        ] {
            assert!(text.contains(&solid(part)), "{part} in {text}");
        }
        assert!(!text.contains("Vervoer"), "an empty line is left out");
        for once in ["Proposal 12", "Voorstel 12"] {
            assert_eq!(text.matches(&solid(once)).count(), 1, "{once} in {text}");
        }
    }
}

#[test]
fn it_is_for_archives_and_for_screen_readers_and_always_the_same() {
    let document = sample([Language::Nl, Language::En]);
    let pdf = print::consent(&document).expect("a PDF");
    assert_eq!(pdf, print::consent(&document).expect("a PDF"));
    let read = Document::load_mem(&pdf).expect("a PDF");
    let catalog = read.catalog().expect("a catalog");
    for key in [&b"StructTreeRoot"[..], b"OutputIntents", b"Metadata"] {
        assert!(catalog.has(key), "{}", String::from_utf8_lossy(key));
    }
}

#[test]
fn what_is_missing_or_too_long_is_named() {
    let with = |change: fn(&mut ConsentDocument)| {
        let mut document = sample([Language::En, Language::Nl]);
        change(&mut document);
        print::consent(&document)
    };
    let empty = |field| {
        Err(PrintError::Empty {
            field,
            max: NAME_CHARS_MAX,
        })
    };
    assert_eq!(with(|d| d.children.clear()), empty("the list of children"));
    assert_eq!(
        with(|d| d.trip.destination = " ".to_owned()),
        empty("the destination")
    );
    let items = CONSENT_CHILDREN_MAX + 1;
    let many = with(|d| d.children = vec![d.children[0].clone(); CONSENT_CHILDREN_MAX + 1]);
    assert_eq!(many, Err(PrintError::Children { items }));
    let long = with(|d| d.trip.address = "x".repeat(NAME_CHARS_MAX + 1));
    assert!(matches!(long, Err(PrintError::Long { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_people_write_is_printed(name in "\\PC{1,60}", place in "\\PC{1,60}") {
        let mut document = sample([Language::En, Language::Nl]);
        prop_assume!(!name.trim().is_empty() && !place.trim().is_empty());
        document.children[0].name = name;
        document.trip.destination = place;
        prop_assert!(print::consent(&document).is_ok());
    }
}
