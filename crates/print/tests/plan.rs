//! A plan on paper and the children's pages, read back by a library that had no part in writing
//! them. The typesetter refuses what is no PDF/A-3a and PDF/UA-1, so that each file that comes out
//! has passed.

use lopdf::{Dictionary, Document, Object};
use print::{
    CHILDREN_NAME_CHARS_MAX, CHILDREN_NAMES_MAX, CHILDREN_PAGES, CHILDREN_SENTENCES_MAX,
    CHILDREN_WEEKS_MAX, CHILDREN_WORDS_CHARS_MAX, ChildrenPaper, HolidayRow, HolidayTable,
    Language, PLAN_CLAUSES_MAX, PaperTable, PlanPaper, PrintError,
};
use proptest::prelude::*;

const BOTH: [Language; 2] = [Language::En, Language::Nl];

/// Texts that would do something, were they ever read as the typesetter's language.
const HOSTILE: [&str; 10] = [
    "#read(\"/etc/passwd\")",
    "#panic()",
    "$ x^2 $ *bold* _thin_ `code` ```typ #x``` ~ -- ---",
    "= Heading",
    "// gone /* gone too */",
    "\\ \\u{41} @label <label> [x] {y} #{1+1} #let",
    "\"quotes\" and 'more'",
    "\"); #panic(\"out\"",
    "שלום עולם",
    "مرحبا بالعالم 🙂 \u{202E}abc",
];

fn read(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF")
}

/// The text of each page without any space, since a line may be broken anywhere between words.
fn pages(pdf: &[u8]) -> Vec<String> {
    let document = read(pdf);
    let numbers = document.get_pages().into_keys();
    numbers
        .map(|page| solid(&document.extract_text(&[page]).expect("text")))
        .collect()
}

fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
        .collect()
}

fn printed(document: &PlanPaper) -> Vec<String> {
    pages(&print::plan(document).expect("a PDF"))
}

fn for_children(document: &ChildrenPaper) -> Vec<String> {
    pages(&print::children(document).expect("a PDF"))
}

/// A structure element with its role.
fn element(object: &Object) -> Option<(String, &Dictionary)> {
    let element = object.as_dict().ok()?;
    let is_element = element.get(b"Type").and_then(Object::as_name).ok()? == b"StructElem";
    let role = element.get(b"S").and_then(Object::as_name).ok()?;
    is_element.then(|| (String::from_utf8_lossy(role).into_owned(), element))
}

fn elements(document: &Document) -> Vec<(String, &Dictionary)> {
    document.objects.values().filter_map(element).collect()
}

fn metadata(document: &Document) -> String {
    let catalog = document.catalog().expect("a catalog");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference);
    let stream = document
        .get_object(metadata.expect("metadata"))
        .and_then(Object::as_stream)
        .expect("a stream");
    String::from_utf8(stream.content.clone()).expect("UTF-8")
}

#[test]
fn both_are_for_archives_and_for_screen_readers_in_each_language() {
    for language in BOTH {
        let plan = print::plan(&PlanPaper::sample(language)).expect("a PDF");
        let children = print::children(&ChildrenPaper::sample(language)).expect("a PDF");
        for pdf in [plan, children] {
            let document = read(&pdf);
            let metadata = metadata(&document);
            for part in [
                "<pdfaid:part>3</pdfaid:part>",
                "<pdfaid:conformance>A</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>",
            ] {
                assert!(metadata.contains(part), "{part} in {metadata}");
            }
            let catalog = document.catalog().expect("a catalog");
            let said = catalog.get(b"Lang").and_then(Object::as_str);
            assert_eq!(said.expect("a language"), language.tag().as_bytes());
            assert!(catalog.has(b"StructTreeRoot"));
        }
    }
}

#[test]
fn headings_contents_and_tables_have_their_tags_and_every_picture_its_words() {
    let plan = read(&print::plan(&PlanPaper::sample(Language::Nl)).expect("a PDF"));
    let found = elements(&plan);
    for role in ["H1", "H2", "P", "TOC", "TOCI", "Table", "TH", "TD"] {
        assert!(found.iter().any(|(known, _)| known == role), "no {role}");
    }
    let children = read(&print::children(&ChildrenPaper::sample(Language::Nl)).expect("a PDF"));
    for (document, pictures) in [(&plan, 2), (&children, 2)] {
        let figures: Vec<_> = elements(document)
            .into_iter()
            .filter(|(role, _)| role == "Figure")
            .collect();
        assert_eq!(figures.len(), pictures);
        assert!(figures.iter().all(|(_, figure)| figure.has(b"Alt")));
    }
}

#[test]
fn the_second_side_is_ribbed_so_that_grey_paper_tells_it_from_the_first() {
    let plan = read(&print::plan(&PlanPaper::sample(Language::En)).expect("a PDF"));
    let ribbed = plan.objects.values().any(|object| {
        let pattern = object.as_stream().map(|stream| &stream.dict);
        pattern.is_ok_and(|pattern| pattern.has(b"PatternType"))
    });
    assert!(ribbed);
    let pages = printed(&PlanPaper::sample(Language::En));
    let cover = pages.first().expect("a cover");
    assert!(
        cover.contains("NNoordeVries") && cover.contains("DDaanBakker"),
        "{cover}"
    );
}

#[test]
fn everything_that_was_given_stands_on_the_paper() {
    for language in BOTH {
        let document = PlanPaper::sample(language);
        let text = printed(&document).concat();
        let mut given = vec![&document.title, &document.kicker, &document.families];
        for section in &document.sections {
            given.push(&section.title);
            given.extend(section.note.iter().chain(&section.missing));
            for clause in &section.clauses {
                given.extend([&clause.title, &clause.meta]);
            }
        }
        for picture in &document.schedule {
            given.extend([&picture.title, &picture.children, &picture.caption]);
        }
        for picture in &document.year {
            given.extend([&picture.title, &picture.sentence]);
            given.extend(picture.months.iter().map(|month| &month.label));
        }
        for row in &document.holidays.rows {
            given.push(&row.name);
            given.extend(&row.cells);
        }
        given.extend(document.measures.rows.iter().flatten());
        for signature in &document.signatures {
            given.push(&signature.name);
            given.extend(&signature.said);
        }
        for (label, value) in &document.reference {
            given.extend([label, value]);
        }
        for part in given {
            assert!(text.contains(&solid(part)), "{part} in {text}");
        }
        for clause in document
            .sections
            .iter()
            .flat_map(|section| &section.clauses)
        {
            for line in clause.words.lines() {
                assert!(text.contains(&solid(line)), "{line} in {text}");
            }
            let heading = solid(&format!("{}{}", clause.number, clause.title));
            assert!(text.contains(&heading), "{heading} in {text}");
        }
    }
}

#[test]
fn words_of_ours_are_in_the_documents_language() {
    let [english, dutch] = BOTH.map(|language| printed(&PlanPaper::sample(language)).concat());
    for (en, nl) in [
        ("Contents", "Inhoud"),
        ("Parents", "Ouders"),
        ("born 4 March 2018", "geboren 4 maart 2018"),
        ("The rhythm in pictures", "Het ritme in beeld"),
        ("Holidays and feast days", "Vakanties en feestdagen"),
        ("Time with each parent", "Tijd bij elke ouder"),
        ("Signatures", "Ondertekening"),
        ("Where this comes from", "Waar dit vandaan komt"),
        ("A dot marks a day", "Een stip staat bij een dag"),
    ] {
        let (en, nl) = (solid(en), solid(nl));
        assert!(english.contains(&en) && !dutch.contains(&en), "{en}");
        assert!(dutch.contains(&nl) && !english.contains(&nl), "{nl}");
    }
}

#[test]
fn the_contents_name_each_section_and_each_page_says_where_it_is_and_what_it_is_worth() {
    let document = PlanPaper::sample(Language::Nl);
    let pages = printed(&document);
    let contents = pages.get(1).expect("the contents");
    for section in &document.sections {
        let title = solid(&section.title);
        assert!(contents.contains(&title), "{title} in {contents}");
    }
    for (place, page) in pages.iter().enumerate() {
        let number = format!("Pagina{}van{}", place + 1, pages.len());
        assert!(page.contains(&number), "{number} in {page}");
        assert!(page.contains(&solid(&document.kicker)), "{page}");
    }
}

#[test]
fn parts_without_anything_in_them_are_left_out() {
    let mut document = PlanPaper::sample(Language::En);
    document.children.clear();
    document.sections.clear();
    document.schedule.clear();
    document.year.clear();
    document.holidays = HolidayTable::default();
    document.measures = PaperTable::default();
    document.signatures.clear();
    document.reference.clear();
    document.footer.clear();
    document.families.clear();
    let text = printed(&document).concat();
    for left_out in ["Children", "rhythm", "Holidays", "Signatures", "comesfrom"] {
        assert!(!text.contains(left_out), "{left_out} in {text}");
    }
}

#[test]
fn the_children_get_two_pages_with_everything_they_were_told() {
    for language in BOTH {
        let document = ChildrenPaper::sample(language);
        let pages = for_children(&document);
        let [first, second] = pages.as_slice() else {
            panic!("{} pages", pages.len());
        };
        let names = document.names.iter().chain(&document.homes);
        let told = names.chain([&document.title, &document.weeks_title]);
        for part in told.chain(&document.sentences) {
            assert!(first.contains(&solid(part)), "{part} in {first}");
        }
        let mut ahead = vec![&document.months_title, &document.holidays_title];
        ahead.extend(document.months.iter().map(|month| &month.label));
        for holiday in &document.holidays {
            ahead.extend([&holiday.name, &holiday.when, &holiday.words]);
        }
        for part in ahead {
            assert!(second.contains(&solid(part)), "{part} in {second}");
        }
    }
}

/// The most that may stand on the children's pages, all of it these letters.
fn fullest(letters: &str) -> ChildrenPaper {
    let mut document = ChildrenPaper::sample(Language::Nl);
    let text = |chars| letters.chars().cycle().take(chars).collect::<String>();
    let name = text(CHILDREN_NAME_CHARS_MAX);
    let sentence = text(CHILDREN_WORDS_CHARS_MAX);
    document.title.clone_from(&name);
    document.names = vec![name.clone(); CHILDREN_NAMES_MAX];
    document.homes = [name.clone(), name.clone()];
    for parent in &mut document.parents {
        parent.name.clone_from(&name);
    }
    document.weeks_title.clone_from(&name);
    document.months_title.clone_from(&name);
    document.holidays_title.clone_from(&name);
    document.sentences = vec![sentence.clone(); CHILDREN_SENTENCES_MAX];
    let week = document.weeks.first().cloned().expect("a week");
    document.weeks = vec![week; CHILDREN_WEEKS_MAX];
    let mut holiday = document.holidays.first().cloned().expect("a holiday");
    holiday.name.clone_from(&name);
    holiday.when.clone_from(&sentence);
    holiday.words = sentence;
    document.holidays = vec![holiday; CHILDREN_SENTENCES_MAX];
    document
}

#[test]
fn the_children_get_two_pages_however_little_or_much_stands_on_them() {
    for letters in ["W", "i ", "é🙂😂"] {
        assert_eq!(for_children(&fullest(letters)).len(), CHILDREN_PAGES);
    }
    let mut least = ChildrenPaper::sample(Language::En);
    least.names.truncate(1);
    least.weeks.clear();
    least.months.clear();
    least.sentences.clear();
    least.holidays.clear();
    assert_eq!(for_children(&least).len(), CHILDREN_PAGES);
}

#[test]
fn texts_are_never_markup() {
    for hostile in HOSTILE {
        let text = || hostile.to_owned();
        let mut document = PlanPaper::sample(Language::En);
        document.title = text();
        document.kicker = text();
        document.families = text();
        document.footer = text();
        document.parents[0].name = text();
        document.parents[1].letter = '#';
        document.children[0].name = text();
        let section = &mut document.sections[0];
        section.title = text();
        section.number = text().chars().take(20).collect();
        section.note = Some(text());
        section.missing = Some(text());
        section.clauses[0].title = text();
        section.clauses[0].words = text();
        section.clauses[0].meta = text();
        document.schedule[0].title = text();
        document.schedule[0].alt = text();
        document.year[0].sentence = text();
        document.holidays.rows[0].cells[0] = text();
        document.measures.rows[0][0] = text();
        document.signatures[0].said = Some(text());
        document.reference[0] = (text(), text());
        let pages = printed(&document).concat();
        let mut children = ChildrenPaper::sample(Language::En);
        children.title = text();
        children.names[0] = text();
        children.homes[0] = text();
        children.sentences[0] = text();
        children.holidays[0].words = text();
        let two = for_children(&children);
        assert_eq!(two.len(), CHILDREN_PAGES);
        // Text from right to left is laid out in its own order.
        if hostile.is_ascii() {
            let expected = solid(hostile);
            assert!(
                pages.matches(&expected).count() >= 15,
                "{expected} in {pages}"
            );
            let times = two.concat().matches(&expected).count();
            assert!(times >= 5, "{expected} {times} times");
        }
    }
}

#[test]
fn what_paper_cannot_show_is_named_and_said_to_be() {
    let mut document = PlanPaper::sample(Language::En);
    document.sections[0].clauses[0].words = "Goed 🙂".to_owned();
    let text = printed(&document).concat();
    assert!(text.contains("[U+1F642slightlysmilingface]"), "{text}");
    assert!(text.contains("arenamedinsquarebrackets"), "{text}");
    let usual = printed(&PlanPaper::sample(Language::En)).concat();
    assert!(!usual.contains("squarebrackets"), "{usual}");
}

#[test]
fn a_long_plan_is_printed_and_one_without_measure_refused() {
    let mut document = PlanPaper::sample(Language::Nl);
    let section = document.sections.first_mut().expect("a section");
    let clause = section.clauses.first().cloned().expect("a clause");
    section.clauses = vec![clause.clone(); 200];
    assert!(printed(&document).len() > 10);
    let section = document.sections.first_mut().expect("a section");
    section.clauses = vec![clause; PLAN_CLAUSES_MAX + 1];
    let refused = print::plan(&document).expect_err("too many");
    assert!(matches!(refused, PrintError::Many { .. }), "{refused}");
}

#[test]
fn equal_plans_give_equal_bytes() {
    let document = PlanPaper::sample(Language::Nl);
    let first = print::plan(&document).expect("a PDF");
    assert_eq!(first, print::plan(&document).expect("a PDF"));
    let children = ChildrenPaper::sample(Language::Nl);
    let first = print::children(&children).expect("a PDF");
    assert_eq!(first, print::children(&children).expect("a PDF"));
}

#[test]
fn limits_are_named() {
    let check = |spoil: fn(&mut PlanPaper), said: &str| {
        let mut document = PlanPaper::sample(Language::En);
        spoil(&mut document);
        let error = print::plan(&document).expect_err("refused");
        assert_eq!(error.to_string(), said);
    };
    check(
        |document| document.title = " ".to_owned(),
        "the plan's title is empty; give 1 to 300 characters",
    );
    check(
        |document| document.year[0].alt = "\u{200B}".to_owned(),
        "a year in words is empty; give 1 to 10000 characters",
    );
    check(
        |document| document.parents[1].name = "é".repeat(201),
        "the second parent's name has 201 characters; at most 200 can be printed",
    );
    check(
        |document| document.year[0].months[0].before = 7,
        "the week before a month has 7 items; at most 6 can be printed",
    );
    check(
        |document| {
            document.holidays.rows.push(HolidayRow {
                name: "Summer".to_owned(),
                cells: vec![String::new()],
            });
        },
        "a row of the table of holidays has 2 cells; the table has 3 columns",
    );
    let mut children = ChildrenPaper::sample(Language::En);
    children.names = vec!["Mila".to_owned(); CHILDREN_NAMES_MAX + 1];
    let error = print::children(&children).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "the list of names has 9 items; at most 8 can be printed"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_people_write_is_printed(name in "\\PC{1,60}", words in any::<String>()) {
        let mut document = PlanPaper::sample(Language::Nl);
        document.title = format!("P{name}");
        document.children[0].name = format!("N{name}");
        document.sections[0].clauses[0].title = format!("T{name}");
        document.sections[0].clauses[0].words = words.clone();
        document.holidays.rows[0].cells[0] = words;
        prop_assert!(print::plan(&document).is_ok());
        let mut children = ChildrenPaper::sample(Language::Nl);
        children.names[0] = format!("N{name}");
        children.homes[1] = format!("H{name}");
        prop_assert_eq!(pages(&print::children(&children).expect("a PDF")).len(), CHILDREN_PAGES);
    }
}
