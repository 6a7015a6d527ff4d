//! Every example of a plan is printed, for the parents and for the children, and read back by a
//! library that had no part in writing it. Where PAPERS names a folder, the documents are written
//! there, for whoever wants to look at them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at what must not be"
)]

use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::{fs, thread};

use lopdf::{Document, Object};
use plan::{Language, ParentingPlan, library};
use print::{CHILDREN_PAGES, PlanPaper};

use super::build::{children_paper, plan_paper, whom};
use super::tests::{examples, source};
use crate::text::{Lang, Text, date_only};

/// What a look at each example comes to, on as many threads as there are processors.
fn each<T: Send>(look: impl Fn(&str, &ParentingPlan) -> T + Sync) -> Vec<T> {
    let waiting = Mutex::new(examples());
    let work = || {
        let mut done = Vec::new();
        loop {
            let Some((name, plan)) = waiting.lock().unwrap().pop() else {
                return done;
            };
            done.push(look(&name, &plan));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let ended = running.into_iter().map(thread::ScopedJoinHandle::join);
        ended
            .flat_map(|done| done.unwrap_or_else(|why| std::panic::resume_unwind(why)))
            .collect()
    })
}

/// Writes a document into the folder that PAPERS names.
fn put(name: &str, lang: Lang, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("PAPERS") {
        fs::create_dir_all(&folder).unwrap();
        let file = format!("{name}-{}.pdf", lang.tag());
        fs::write(Path::new(&folder).join(file), pdf).unwrap();
    }
}

/// The text of each page of a PDF without any space, since a line may be broken anywhere. It is one
/// to be archived and to be read aloud, and says so.
fn read(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    let metadata = metadata(&document);
    for part in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(metadata.contains(part), "{part} in {metadata}");
    }
    let pages = document.get_pages().into_keys();
    pages
        .map(|page| solid(&document.extract_text(&[page]).unwrap()))
        .collect()
}

fn metadata(document: &Document) -> String {
    let catalog = document.catalog().unwrap();
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference);
    let stream = document
        .get_object(metadata.unwrap())
        .and_then(Object::as_stream)
        .unwrap();
    String::from_utf8(stream.content.clone()).unwrap()
}

fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
        .collect()
}

/// Whether words stand on a page, or begin on one and end on the next.
fn stands(pages: &[String], words: &str) -> bool {
    let words = solid(words);
    let runs_on = |two: &[String]| {
        let mut cuts = words.char_indices().map(|(at, _)| at);
        cuts.any(|at| {
            let (first, rest) = words.split_at(at);
            two[0].contains(first) && two[1].contains(rest)
        })
    };
    pages.iter().any(|page| page.contains(&words)) || pages.windows(2).any(runs_on)
}

/// The title, the parents, and the children with their dates of birth.
fn assert_cover(cover: &str, plan: &ParentingPlan) {
    let text = Text::of(Lang::Nl);
    let title = solid(plan.title());
    assert!(cover.contains(&title), "{title} in {cover}");
    for parent in plan.parents() {
        let named = solid(&format!("{}{}", parent.letter, parent.name));
        assert!(cover.contains(&named), "{named} in {cover}");
    }
    for child in plan.children() {
        let born = date_only(text, child.born);
        let named = solid(&format!("{} geboren {born}", child.name));
        assert!(cover.contains(&named), "{named} in {cover}");
    }
}

/// Every title in the contents and at its place, every clause with its words, and what the law asks
/// for and the plan lacks, with the article. How many sections those are.
fn assert_sections(
    pages: &[String],
    (name, plan): (&str, &ParentingPlan),
    paper: &PlanPaper,
) -> usize {
    let all = pages.concat();
    for section in &paper.sections {
        let title = solid(&format!("{}{}", section.number, section.title));
        let times = all.matches(&title).count();
        assert!(times >= 2, "{title} {times} times in {name}");
        for said in section.note.iter().chain(&section.missing) {
            assert!(stands(pages, said), "{said} in {name}");
        }
    }
    for clause in plan.newest_clauses() {
        let title = clause.title(Language::Nl);
        assert!(stands(pages, title), "{title} in {name}");
        for line in clause.sentence(Language::Nl).lines() {
            assert!(stands(pages, line), "{line} in {name}");
        }
    }
    if plan.zone_name() != "Europe/Amsterdam" {
        return 0;
    }
    let missing = library::missing(plan);
    for section in &missing {
        let title = library::said(section.title, Language::Nl);
        let own = paper.sections.iter().find(|one| one.title == title);
        let own = own.unwrap_or_else(|| panic!("{title} in {name}"));
        let (Some(note), Some(lacks)) = (&own.note, &own.missing) else {
            panic!("{title} in {name} says nothing of the law");
        };
        let article = section.law.as_ref().unwrap().article;
        assert!(note.contains(article), "{article} in {note}");
        let whole = format!("{}{title}{note}{lacks}", own.number);
        assert!(stands(pages, &whole), "{whole} in {name}");
    }
    missing.len()
}

#[test]
fn every_example_is_printed_with_all_that_it_says() {
    let missing = each(|name, plan| {
        let paper = plan_paper(&source(plan), Lang::Nl);
        let said = format!("{paper:?}");
        assert!(!said.contains("paper-"), "a sentence is missing in {name}");
        let pdf = print::plan(&paper).unwrap_or_else(|why| panic!("{name}: {why}"));
        put(name, Lang::Nl, &pdf);
        let pages = read(&pdf);
        assert_cover(&pages[0], plan);
        let missing = assert_sections(&pages, (name, plan), &paper);
        for words in [
            "Concept, nog niet afgesproken",
            "Ondertekening",
            "Nog niet akkoord.",
        ] {
            assert!(stands(&pages, words), "{words} in {name}");
        }
        let english = print::plan(&plan_paper(&source(plan), Lang::En));
        let english = english.unwrap_or_else(|why| panic!("{name} in English: {why}"));
        put(name, Lang::En, &english);
        assert!(read(&english).len() > 2, "{name} in English");
        missing
    });
    assert!(missing.iter().sum::<usize>() > 0, "some lack something");
}

#[test]
fn every_child_of_every_example_gets_two_pages() {
    each(|name, plan| {
        let source = source(plan);
        let groups = whom(&source);
        let children: usize = groups.iter().map(Vec::len).sum();
        assert_eq!(children, plan.children().len(), "{name}");
        for (place, names) in groups.iter().enumerate() {
            for lang in Lang::ALL {
                let paper = children_paper(&source, lang, place).unwrap();
                assert_eq!(&paper.names, names);
                assert!(!format!("{paper:?}").contains("paper-"), "{name}");
                assert!(!paper.weeks.is_empty() && paper.months.len() <= 4);
                let pdf = print::children(&paper).unwrap_or_else(|why| panic!("{name}: {why}"));
                put(&format!("{name}-children-{}", place + 1), lang, &pdf);
                let pages = read(&pdf);
                assert_eq!(pages.len(), CHILDREN_PAGES, "{names:?} of {name}");
                let yet = match lang {
                    Lang::En => "It is not agreed yet.",
                    Lang::Nl => "Het is nog niet afgesproken.",
                };
                assert!(stands(&pages, yet), "{name}: {pages:?}");
            }
        }
        assert!(children_paper(&source, Lang::Nl, groups.len()).is_none());
    });
}
