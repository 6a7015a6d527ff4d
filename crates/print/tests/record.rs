//! What is in the files, read back by a library that had no part in writing them.

#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]

use insta::assert_snapshot;
use lopdf::{Dictionary, Document, Object};
use print::{
    Bates, Content, Exhibits, Item, Language, PRESETS, Passage, Preset, PrintError, RecordDocument,
    Volume,
};
use proptest::prelude::*;

fn read(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF")
}

fn text_of(pdf: &[u8]) -> String {
    let document = read(pdf);
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text")
}

/// The text without any space, since a line may be broken anywhere between words.
fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
        .collect()
}

fn printed(document: &RecordDocument) -> String {
    solid(&text_of(&print::record(document).expect("a PDF")))
}

fn metadata(document: &Document) -> String {
    let catalog = document.catalog().expect("a catalog");
    let stream = document
        .get_object(
            catalog
                .get(b"Metadata")
                .and_then(Object::as_reference)
                .expect("metadata"),
        )
        .and_then(Object::as_stream)
        .expect("a stream");
    String::from_utf8(stream.content.clone()).expect("UTF-8")
}

fn message(sequence: u64, text: &str) -> Item {
    let sample = RecordDocument::sample(Language::En);
    let Some(Item::Entry(entry)) = sample.items.into_iter().next() else {
        panic!("the sample begins with an entry");
    };
    let mut entry = *entry;
    entry.sequence = sequence;
    entry.content = Content::Said(vec![Passage {
        label: String::new(),
        text: text.to_owned(),
    }]);
    Item::Entry(Box::new(entry))
}

fn messages(count: u64) -> RecordDocument {
    let mut document = RecordDocument::sample(Language::Nl);
    document.items = (0..count)
        .map(|number| message(number, &format!("Bericht {number}.")))
        .collect();
    document
}

#[test]
fn a_page_of_everything_reads_well() {
    for (name, language) in [("english", Language::En), ("dutch", Language::Nl)] {
        let pdf = print::record(&RecordDocument::sample(language)).expect("a PDF");
        assert_snapshot!(name, text_of(&pdf));
    }
}

#[test]
fn it_is_tagged_for_archives_and_for_screen_readers() {
    for language in [Language::En, Language::Nl] {
        let pdf = print::record(&RecordDocument::sample(language)).expect("a PDF");
        let document = read(&pdf);
        let catalog = document.catalog().expect("a catalog");
        assert_eq!(
            catalog
                .get(b"Lang")
                .and_then(Object::as_str)
                .expect("a language"),
            language.tag().as_bytes()
        );
        let marked = catalog.get(b"MarkInfo").and_then(|info| {
            let info = match info.as_reference() {
                Ok(id) => document.get_dictionary(id)?,
                Err(_) => info.as_dict()?,
            };
            info.get(b"Marked").and_then(Object::as_bool)
        });
        assert_eq!(marked.ok(), Some(true));
        for key in [
            &b"StructTreeRoot"[..],
            b"OutputIntents",
            b"PageLabels",
            b"Outlines",
        ] {
            assert!(catalog.has(key), "{}", String::from_utf8_lossy(key));
        }
        let metadata = metadata(&document);
        for part in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "De Vries – Bakker",
            "2026-07-05T21:07:31+02:00",
        ] {
            assert!(metadata.contains(part), "{part} in {metadata}");
        }
    }
}

/// All roles of structure elements in the file.
fn roles(document: &Document) -> Vec<String> {
    let role = |object: &Object| {
        let element: &Dictionary = object.as_dict().ok()?;
        let is_element = element.get(b"Type").and_then(Object::as_name).ok()? == b"StructElem";
        let role = element.get(b"S").and_then(Object::as_name).ok()?;
        is_element.then(|| String::from_utf8_lossy(role).into_owned())
    };
    document.objects.values().filter_map(role).collect()
}

#[test]
fn headings_tables_lists_and_the_figure_have_their_tags() {
    let pdf = print::record(&RecordDocument::sample(Language::Nl)).expect("a PDF");
    let roles = roles(&read(&pdf));
    for role in ["H1", "H2", "P", "Table", "TH", "TD", "L", "LI", "Figure"] {
        assert!(
            roles.iter().any(|known| known == role),
            "no {role} in {roles:?}"
        );
    }
}

#[test]
fn every_font_lies_in_the_file() {
    let pdf = print::record(&RecordDocument::sample(Language::Nl)).expect("a PDF");
    let document = read(&pdf);
    let mut fonts = 0;
    for object in document.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        if dictionary.get(b"Type").and_then(Object::as_name).ok() != Some(b"FontDescriptor") {
            continue;
        }
        fonts += 1;
        let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
        assert!(embedded.iter().any(|file| dictionary.has(file)));
    }
    assert!(fonts >= 3, "{fonts} fonts");
}

#[test]
fn equal_documents_give_equal_bytes() {
    let document = RecordDocument::sample(Language::Nl);
    let first = print::record(&document).expect("a PDF");
    assert_eq!(first, print::record(&document).expect("a PDF"));
    let mut other = document.clone();
    other.document_id.push('x');
    assert_ne!(first, print::record(&other).expect("a PDF"));
}

#[test]
fn texts_are_never_markup() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "#panic()",
        "$ x^2 $ *bold* _thin_ `code` ```typ #x``` ~ -- --- ...",
        "= Heading",
        "- list\n+ item\n/ term: x",
        "// gone /* gone too */",
        "\\ \\u{41} @label <label> [x] {y} #{1+1} #let",
        "https://example.com/?a=b#c",
        "\"quotes\" and 'more'",
        "שלום עולם, see you",
        "مرحبا بالعالم",
    ];
    let mut document = RecordDocument::sample(Language::En);
    let mut bare = hostile.iter().map(|text| (*text).to_owned());
    document.family = bare.next().expect("a text");
    document.recipient = bare.next().expect("a text");
    document.made_by = bare.next().expect("a text");
    document.document_id = "#(1+1)".to_owned();
    document.exhibits = Exhibits::Each {
        word: "#sym.star *E*".to_owned(),
        first: 7,
    };
    document.chosen = vec!["#chosen".to_owned()];
    document.left_out = vec!["*left out*".to_owned()];
    document.items = hostile
        .iter()
        .zip(0..)
        .map(|(text, number)| message(number, text))
        .collect();
    let text = printed(&document);
    for expected in hostile
        .iter()
        .take(9)
        .chain(&["#chosen", "*left out*", "#(1+1)"])
    {
        assert!(text.contains(&solid(expected)), "{expected} in {text}");
    }
    assert!(text.contains("#sym.star*E*7"), "{text}");
    // Text from right to left is laid out in its own order; the letters are all there.
    for letter in "שלוםעולםمرحبابالعالم".chars() {
        let there = text.contains(letter) || text.chars().any(|c| is_form_of(c, letter));
        assert!(there, "{letter}");
    }
}

/// Whether `c` may stand for an Arabic letter in one of its joined forms.
fn is_form_of(c: char, letter: char) -> bool {
    ('\u{600}'..='\u{6FF}').contains(&letter) && ('\u{FB50}'..='\u{FEFF}').contains(&c)
}

#[test]
fn a_word_without_an_end_stays_on_the_page() {
    let mut document = RecordDocument::sample(Language::En);
    let word = "x".repeat(10_000);
    document.items = vec![message(0, &word)];
    // Heads and feet of pages stand in between.
    let there = printed(&document).chars().filter(|c| *c == 'x').count();
    assert!(there >= word.len(), "{there}");
    let pages = read(&print::record(&document).expect("a PDF"))
        .get_pages()
        .len();
    assert!(pages >= 4, "{pages} pages hold it");
}

#[test]
fn one_parents_own_record_is_named_after_that_parent() {
    for (language, title) in [
        (Language::En, "OwnrecordofDaanBakker"),
        (Language::Nl, "EigenlogboekvanDaanBakker"),
    ] {
        let mut document = RecordDocument::sample(language);
        document.owner = Some("Daan Bakker".to_owned());
        let text = printed(&document);
        assert!(text.contains(title), "{text}");
        let family = solid(&document.family);
        assert!(!text.contains(&family), "{text}");
    }
}

#[test]
fn what_is_hidden_by_choice_or_erased_is_said_in_its_place() {
    let text = printed(&RecordDocument::sample(Language::En));
    let places = [
        "Exhibit1·entry0",
        "Exhibit2·entry1",
        "3entriesnotshown(entries2to4)",
        "Exhibit3·entry5",
        "Exhibit4·entry6",
        "Erasedon5July202620:57:31CEST(UTC+2)byDaanBakker.",
        "1entrynotshown(entry7)",
        "Exhibit5·entry8",
    ];
    let mut from = 0;
    for place in places {
        let at = text[from..].find(place);
        from += at.unwrap_or_else(|| panic!("{place} in {}", &text[from..]));
    }
}

#[test]
fn each_page_names_the_recipient_and_its_number() {
    let mut document = messages(40);
    document.bates = Some(Bates {
        prefix: "VB-".to_owned(),
        first: 118,
        digits: 6,
    });
    let pdf = read(&print::record(&document).expect("a PDF"));
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    assert!(pages.len() > 3);
    for page in &pages {
        let text = solid(&pdf.extract_text(&[*page]).expect("text"));
        assert!(text.contains("VoorMr.A.Jansen"), "{text}");
        assert!(
            text.contains(&format!("Pagina{page}van{}", pages.len())),
            "{text}"
        );
        assert!(text.contains(&format!("VB-{:06}", 117 + page)), "{text}");
    }
}

#[test]
fn what_is_too_long_for_a_head_or_a_foot_is_printed_all_the_same() {
    let mut document = messages(40);
    document.recipient = "W".repeat(200);
    document.document_id = "W".repeat(200);
    document.bates = Some(Bates {
        prefix: "W".repeat(40),
        first: u32::MAX - 1,
        digits: 10,
    });
    let pdf = read(&print::record(&document).expect("a PDF"));
    let pages = pdf.get_pages();
    for page in pages.keys() {
        let text = solid(&pdf.extract_text(&[*page]).expect("text"));
        assert!(
            text.contains(&format!("Pagina{page}van{}", pages.len())),
            "{text}"
        );
        let number = u64::from(u32::MAX) + u64::from(*page) - 2;
        assert!(text.contains(&format!("W{number:010}")), "{text}");
    }
}

#[test]
fn a_long_record_has_sections_that_begin_on_a_page_of_their_own() {
    let titles = |count| {
        let pdf = read(&print::record(&messages(count)).expect("a PDF"));
        let pages = pdf.get_pages().into_keys();
        let texts = pages.map(|page| solid(&pdf.extract_text(&[page]).expect("text")));
        let titles = texts.filter_map(|text| {
            // After the head of the page.
            let (_, rest) = text.split_once("7F3K-9Q2M")?;
            let (title, _) = rest.split_once("Bijlage")?;
            title.starts_with("Vermeldingen").then(|| title.to_owned())
        });
        titles.collect::<Vec<_>>()
    };
    assert_eq!(titles(250), ["Vermeldingen"]);
    let [first, second] = ["Vermeldingen0totenmet124", "Vermeldingen125totenmet250"];
    assert_eq!(titles(251), [first, second]);
}

/// Which number a reader of PDF shows for the first page.
fn first_label(pdf: &Document) -> Option<i64> {
    let labels = pdf.catalog().ok()?.get(b"PageLabels").ok()?;
    let labels = pdf.get_dictionary(labels.as_reference().ok()?).ok()?;
    let numbers = labels.get(b"Nums").and_then(Object::as_array).ok()?;
    let first = pdf.get_dictionary(numbers.get(1)?.as_reference().ok()?);
    first.and_then(|first| first.get(b"St")?.as_i64()).ok()
}

#[test]
fn numbers_run_on_through_the_volumes() {
    let mut document = messages(750 + 1);
    document.preset = Preset::by_id("dutch-court").expect("a preset");
    document.exhibits = Exhibits::Whole {
        word: "Productie".to_owned(),
        number: 4,
    };
    let volumes: Vec<Volume> = print::volumes(&document)
        .expect("volumes")
        .collect::<Result<_, _>>()
        .expect("each is set");
    assert_eq!(volumes.len(), 2);
    let mut next_page = 1;
    for (volume, first_entry) in volumes.iter().zip([0, 750]) {
        assert_eq!(*volume.pages.start(), next_page);
        next_page = volume.pages.end() + 1;
        let pdf = read(&volume.pdf);
        let pages = pdf.get_pages().len();
        assert_eq!(
            u64::try_from(pages).expect("small"),
            volume.pages.clone().count() as u64
        );
        let text = solid(&text_of(&volume.pdf));
        for entry in [first_entry, (first_entry + 749).min(750)] {
            let exhibit = format!("Productie4.{}·vermelding{entry}Noor", entry + 1);
            assert!(text.contains(&exhibit), "{exhibit}");
        }
        let (first, last) = (volume.pages.start(), volume.pages.end());
        let last_page = format!(
            "Pagina{last}·Deel{}van2(pagina’s{first}–{last})",
            volume.number
        );
        assert!(text.contains(&last_page), "{last_page}");
        let label = i64::try_from(*first).expect("small");
        assert_eq!(first_label(&pdf), Some(label));
    }
}

#[test]
fn nothing_of_ours_promises_what_a_court_will_do() {
    for language in [Language::En, Language::Nl] {
        for preset in &PRESETS {
            let mut document = RecordDocument::sample(language);
            document.preset = preset;
            document.exhibits = preset.exhibits(language);
            let text = printed(&document).to_lowercase();
            for promise in [
                "admissible",
                "court-ready",
                "legallyvalid",
                "toelaatbaar",
                "rechtsgeldig",
                "bewijskracht",
                "onweerlegbaar",
            ] {
                assert!(!text.contains(promise), "{promise}");
            }
        }
    }
}

#[test]
fn limits_are_named() {
    let check = |spoil: fn(&mut RecordDocument), said: &str| {
        let mut document = RecordDocument::sample(Language::En);
        spoil(&mut document);
        let error: PrintError = print::record(&document).expect_err("refused");
        assert_eq!(error.to_string(), said);
    };
    check(
        |document| document.recipient = " ".to_owned(),
        "the recipient's name is empty; give 1 to 200 characters",
    );
    check(
        |document| document.family = "é".repeat(201),
        "the family's name has 201 characters; at most 200 can be printed",
    );
    check(
        |document| document.tree.checkpoint = "x".repeat(2_332),
        "the checkpoint has 2332 bytes; a QR code takes at most 2331",
    );
    check(
        |document| {
            document.bates = Some(Bates {
                prefix: String::new(),
                first: 1,
                digits: 0,
            });
        },
        "page numbers have 0 digits; ask for 1 to 10",
    );
    let mut document = RecordDocument::sample(Language::En);
    document.tree.checkpoint = "x".repeat(2_331);
    print::record(&document).expect("the longest checkpoint fits");
}

#[test]
fn nothing_to_show_is_a_document_too() {
    let mut document = RecordDocument::sample(Language::En);
    document.items.clear();
    document.people.clear();
    document.exhibits = Exhibits::None;
    assert!(printed(&document).contains("0entriesoftherecordshownhere."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_can_be_printed(name in "\\PC{1,60}", texts in prop::collection::vec(any::<String>(), 1..8)) {
        let mut document = RecordDocument::sample(Language::Nl);
        document.made_by = format!("N{name}");
        document.items = texts.iter().zip(0..).map(|(text, number)| message(number, text)).collect();
        prop_assert!(print::record(&document).is_ok());
    }
}
