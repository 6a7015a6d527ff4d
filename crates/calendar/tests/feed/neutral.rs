//! Neutral titles: nothing in the file says whose calendar it is or what the items are.

use calendar::{Feed, Proposed, Titles, feed};
use jiff::civil::date;
use plan::{Language, Side};

use crate::read::{EXAMPLES, Family, asked, assert_lines, read};

/// Every word of a plan that could be told from ours.
fn words_of(family: &Family) -> Vec<String> {
    let plan = &family.plan;
    let mut words: Vec<String> = vec![plan.title().to_owned()];
    for side in Side::BOTH {
        let parent = plan.parent(side);
        words.extend([parent.name.clone(), parent.id.to_string()]);
    }
    for child in plan.children() {
        words.extend([child.name.clone(), child.id.to_string()]);
    }
    for clause in plan.clauses() {
        words.push(clause.id.to_string());
        for language in Language::ALL {
            words.push(clause.title(language).to_owned());
            words.push(clause.sentence(language).to_owned());
        }
    }
    words
}

/// Whether a text has some words: among others where they are several, else as a whole one.
fn says(text: &str, words: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    if words.chars().all(letter) {
        text.split(|c| !letter(c)).any(|word| word == words)
    } else {
        text.contains(words)
    }
}

/// What feeds with names say beside the words of the plan.
const OURS: [&str; 12] = [
    "X-PARENTHESIS",
    "CATEGORIES",
    "DESCRIPTION",
    "LOCATION",
    "care",
    "Care",
    "handover",
    "holiday",
    "proposal",
    "child",
    "Feed",
    "sea",
];

#[test]
fn no_name_place_clause_or_kind_is_anywhere() {
    for text in EXAMPLES {
        let family = Family::new(text, date(2027, 1, 1), date(2028, 1, 1));
        let ids: Vec<_> = family
            .plan
            .children()
            .iter()
            .map(|child| child.id.clone())
            .collect();
        let proposals = [
            asked(&ids, Proposed::Care(Side::B)),
            asked(&ids, Proposed::Other("A week at the sea")),
        ];
        for language in Language::ALL {
            for with in [None, Some(Side::A)] {
                let text = feed(&Feed {
                    children: with.map(|_| &*ids),
                    with,
                    proposals: &proposals,
                    titles: Titles::Neutral,
                    language,
                    ..family.feed()
                });
                assert_lines(&text);
                let unfolded = text.replace("\r\n ", "");
                for words in words_of(&family) {
                    let title = family.plan.title();
                    assert!(!says(&unfolded, &words), "{words:?} in {title}");
                }
                for word in OURS {
                    assert!(!unfolded.contains(word), "{word:?}");
                }
            }
        }
    }
}

#[test]
fn the_items_are_where_and_as_settled_as_those_with_names() {
    let family = Family::with_a_swap();
    let children = crate::read::ids(&["noor"]);
    let proposals = [asked(&children, Proposed::Care(Side::B))];
    let named = Feed {
        proposals: &proposals,
        ..family.feed()
    };
    let neutral = Feed {
        titles: Titles::Neutral,
        language: Language::Nl,
        ..named
    };
    let (named, neutral) = (read(&feed(&named)), read(&feed(&neutral)));
    assert_eq!(named.len(), neutral.len());
    for (named, neutral) in named.iter().zip(&neutral) {
        assert_eq!(neutral.summary, "Afspraak");
        assert_eq!(neutral.uid, named.uid);
        assert_eq!((neutral.span, neutral.days), (named.span, named.days));
        assert_eq!(
            (&neutral.status, &neutral.transp),
            (&named.status, &named.transp)
        );
        assert_eq!((&neutral.kind, &neutral.parent), (&None, &None));
        assert!(neutral.children.is_empty() && neutral.categories.is_empty());
    }
}
