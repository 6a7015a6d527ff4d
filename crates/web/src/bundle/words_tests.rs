//! What the words of a bundle must say, whatever their wording.

use app::{
    Attachments, BundleCounts, BundleFacts, BundleWords as _, Choice, SaidBy, Span, Topic, Tree,
    What, choosable,
};
use family::{Entry, ErasedEntry, Event, Family, MemberId, Revision, Terms, fold};
use plan::Side;
use std::collections::BTreeMap;

use super::words::Words;
use crate::swap::sample;
use crate::text::Lang;

const EN: Words = Words { lang: Lang::En };

/// The story, in which both then erased a proposal that had been taken back.
fn with_an_erasure() -> Family {
    let mut all = sample::story();
    let family = sample::family();
    let gone = family.proposal(&sample::id("p-back")).unwrap().entries();
    let [mara, elias] = ["m-mara", "m-elias"].map(|id| id.parse::<MemberId>().unwrap());
    let erase = Event::Proposed {
        proposal: sample::id("p-erase"),
        terms: Terms::Erase(gone.clone()),
        reason: None,
        answer_by: None,
    };
    let accepted = Event::Accepted {
        proposal: sample::id("p-erase"),
        revision: Revision::FIRST,
        assertion: None,
        alternative: family::Alternative::FIRST,
    };
    let erased = Event::Erased {
        entries: gone.into_iter().map(ErasedEntry::body).collect(),
        asked: mara.clone(),
    };
    for (by, event) in [(mara, erase), (elias.clone(), accepted), (elias, erased)] {
        let at = all.last().unwrap().at;
        let sequence = u64::try_from(all.len()).unwrap();
        all.push(Entry {
            sequence,
            at,
            by,
            event,
        });
    }
    fold(&all).unwrap().unwrap()
}

/// A number of a proposal is the same on paper and on the pages.
#[test]
fn a_proposal_keeps_its_number_when_another_was_erased() {
    let family = with_an_erasure();
    let place = family.proposals().len();
    let asked = family.proposal(&sample::id("p-erase")).unwrap();
    assert_eq!(asked.number, place + 1);
    let what = What::Shared(Event::Accepted {
        proposal: asked.id.clone(),
        revision: Revision::FIRST,
        assertion: None,
        alternative: family::Alternative::FIRST,
    });
    let by = Some(Side::B);
    let said = EN.entry(
        &family,
        &SaidBy {
            by,
            guest: None,
            what: &what,
        },
    );
    let (_, about) = &said.passages[0];
    let number = format!("proposal {},", asked.number);
    assert!(about.contains(&number), "{about}");
}

/// Every alternative stands on paper with its year, and whoever accepts says which one it was.
#[test]
fn every_alternative_stands_on_paper_and_which_one_was_taken() {
    let (family, [made, taken]) = crate::offers::sample::with_a_choice();
    let passages = |event: Event| {
        let what = What::Shared(event);
        let said = SaidBy {
            by: Some(Side::A),
            guest: None,
            what: &what,
        };
        EN.entry(&family, &said).passages
    };
    let offered = passages(made);
    let labels: Vec<&str> = offered.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["", "Alternative 1", "Alternative 2"]);
    let [first, second] = ["8 December 2026", "10 December 2026"];
    assert!(offered[1].1.contains(first), "{offered:?}");
    assert!(offered[2].1.contains(second), "{offered:?}");
    let accepted = passages(taken);
    let (label, said) = &accepted[1];
    assert_eq!(label, "Alternative 2");
    assert!(said.contains(second) && !said.contains(first), "{said}");
}

fn told<T>(words: Words, tree: Tree, topics: &[Topic], tell: impl Fn(&BundleFacts<'_>) -> T) -> T {
    told_of(words, (tree, topics, Attachments::With), tell)
}

fn told_of<T>(
    words: Words,
    (tree, topics, attachments): (Tree, &[Topic], Attachments),
    tell: impl Fn(&BundleFacts<'_>) -> T,
) -> T {
    let family = sample::family();
    let preset = &print::PRESETS[0];
    let choice = Choice {
        recipient: "Mr. A. Jansen".to_owned(),
        language: family::Language::En,
        preset,
        exhibits: preset.exhibits(print::Language::En),
        bates: None,
        tree,
        span: Span::All,
        sides: Side::BOTH.into_iter().collect(),
        topics: topics.iter().copied().collect(),
        attachments,
    };
    let counts = BundleCounts {
        first: 0,
        end: 9,
        size: 9,
        from: sample::now(),
        until: sample::now(),
        shown: 9,
        kept: BTreeMap::new(),
        erased: 0,
        files: 3,
        file_bytes: 20_000_000,
        pages: 1,
        volumes: 1,
    };
    let facts = BundleFacts {
        choice: &choice,
        family: &family,
        maker: Side::A,
        counts: &counts,
        made: sample::now(),
        key_id: "01234567",
        short_code: "HP1P-RCB8",
    };
    assert!(!words.read_me(&facts).contains(['{', '}']));
    tell(&facts)
}

/// Nothing is called all of the record when something of it is left out.
#[test]
fn all_is_said_of_all_only() {
    let all = choosable(Tree::Shared);
    let first = |topics: &[Topic]| {
        let mut said = told(EN, Tree::Shared, topics, |facts| EN.chosen(facts));
        said.swap_remove(0)
    };
    assert_eq!(first(all), "All of the record that both parents see.");
    assert_eq!(first(&all[1..]), "All entries, by the choices below.");
}

/// What is left out of the files is said on paper and in the text beside it, and never called all.
#[test]
fn files_that_were_left_out_are_said() {
    let all = choosable(Tree::Shared);
    for (lang, said, left) in [
        (
            Lang::En,
            "3 files that went with entries shown (20.0 MB) are left out",
            "Files left out, by choice:             3",
        ),
        (
            Lang::Nl,
            "3 bestanden bij getoonde vermeldingen (20,0 MB) zijn weggelaten",
            "Bestanden weggelaten, naar keuze:               3",
        ),
    ] {
        let words = Words { lang };
        let with = |attachments| {
            let choice = (Tree::Shared, all, attachments);
            told_of(words, choice, |facts| {
                let chosen = words.chosen(facts);
                (words.left_out(facts), words.read_me(facts), chosen)
            })
        };
        let (out, read_me, chosen) = with(Attachments::With);
        assert_eq!(out, Vec::<String>::new());
        assert!(!read_me.contains(left), "{read_me}");
        let (without, read_me, fewer) = with(Attachments::Without);
        assert!(
            without.len() == 1 && without[0].starts_with(said),
            "{without:?}"
        );
        assert!(read_me.contains(left), "{read_me}");
        assert_ne!(chosen[0], fewer[0]);
    }
}

/// Of one's own record the other parent knows nothing, so nobody is sent to ask there.
#[test]
fn the_read_me_names_who_can_be_asked() {
    for (lang, shared, own) in [
        (
            Lang::En,
            "the other parent sees",
            "Only Mara sees this record",
        ),
        (
            Lang::Nl,
            "de andere ouder ziet",
            "Alleen Mara ziet dit logboek",
        ),
    ] {
        let words = Words { lang };
        let read_me = |tree| told(words, tree, choosable(tree), |facts| words.read_me(facts));
        let (both, alone) = (read_me(Tree::Shared), read_me(Tree::Own));
        assert!(both.contains(shared) && !both.contains(own), "{both}");
        assert!(alone.contains(own) && !alone.contains(shared), "{alone}");
        for said in [both, alone] {
            assert!(
                said.lines().all(|line| line.chars().count() <= 120),
                "{said}"
            );
            assert!(said.matches("parenthesis-verify").count() >= 3, "{said}");
        }
    }
}
