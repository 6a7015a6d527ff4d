//! Where a text names the children of the family. Knows names as they were handed over, nothing else.

use crate::MAX_CHILDREN;
use crate::fold::fold;
use crate::lexicon::Lexicon;
use crate::split::{Letters, Word};

/// Whether a word names a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    No,
    Child,
    /// It says that something is a child's: "Noor's", "Noors".
    Owner,
}

/// Which words of a text name a child.
#[derive(Debug)]
pub(crate) struct Children {
    named: Vec<Named>,
}

impl Children {
    /// Looks for `names`. One in small letters counts unless it is an ordinary word, too ("Will", "June").
    pub(crate) fn find(words: &[Word], names: &[&str]) -> Self {
        // Both, whatever languages are asked for: a name means the same in each.
        let lexicons = [Lexicon::dutch(), Lexicon::english()];
        let names: Vec<Vec<String>> = names
            .iter()
            .take(MAX_CHILDREN)
            .map(|name| parts(name))
            .filter(|parts| !parts.is_empty())
            .collect();
        let mut named = vec![Named::No; words.len()];
        for start in 0..words.len() {
            for name in &names {
                let Some(here) = words.get(start..start + name.len()) else {
                    continue;
                };
                let alike = here
                    .iter()
                    .zip(name)
                    .all(|(word, part)| is_part(word, part))
                    && here.iter().all(|word| word.sentence == here[0].sentence);
                let ordinary = here.iter().all(|word| {
                    word.letters == Letters::Small
                        && lexicons.iter().any(|lexicon| lexicon.knows(&word.text))
                });
                if alike && !ordinary {
                    let end = start + name.len();
                    let owner = is_owner(&words[start..], name);
                    named[start..end].fill(if owner { Named::Owner } else { Named::Child });
                }
            }
        }
        Self { named }
    }

    /// Whether the word at `index` names a child, also as an owner.
    pub(crate) fn is_named(&self, index: usize) -> bool {
        self.named
            .get(index)
            .is_some_and(|named| *named != Named::No)
    }

    /// Whether the word at `index` stands for a child, and not for what is the child's.
    pub(crate) fn is_child(&self, index: usize) -> bool {
        self.named.get(index) == Some(&Named::Child)
    }

    /// Whether any child is named.
    pub(crate) fn any(&self) -> bool {
        self.named.iter().any(|named| *named != Named::No)
    }
}

/// A name in words of one spelling.
fn parts(name: &str) -> Vec<String> {
    name.split(|sign: char| sign.is_whitespace() || sign == '-')
        .take(4)
        .map(|part| fold(part.trim()).0)
        .filter(|part| part.chars().any(char::is_alphabetic))
        .collect()
}

/// Whether a word is this part of a name, or what belongs to them: Dutch writes "Noors jas".
fn is_part(word: &Word, part: &str) -> bool {
    let text = word.text.as_str();
    text == part || text.strip_suffix('s').is_some_and(|stem| stem == part)
}

/// Whether `words`, which begin with this name, say that something belongs to it.
fn is_owner(words: &[Word], name: &[String]) -> bool {
    let last = name.len().checked_sub(1);
    let longer = last.is_some_and(|last| words[last].text != name[last]);
    let piece = words.get(name.len());
    longer || piece.is_some_and(|piece| !piece.leads && piece.text == "'s")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::split;

    fn check(text: &str, names: &[&str], expected: &[&str]) {
        let words = split(text).words;
        let children = Children::find(&words, names);
        let named: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(index, _)| children.is_named(*index))
            .map(|(_, word)| &text[word.range.clone()])
            .collect();
        assert_eq!(named, expected, "{text}");
        assert_eq!(children.any(), !expected.is_empty());
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        check("Noor, NOOR and noor", &["Noor"], &["Noor", "NOOR", "noor"]);
        check(
            "Noors jas en Sam's tas",
            &["Noor", "Sam"],
            &["Noors", "Sam's"],
        );
        check(
            "anne-marie or Anne Marie",
            &["Anne-Marie"],
            &["anne", "marie", "Anne", "Marie"],
        );
        check("Zoë of zoe", &["Zoë"], &["Zoë", "zoe"]);
    }

    #[test]
    fn ordinary_words_are_no_names() {
        check("Will you ask Will? He will.", &["Will"], &["Will", "Will"]);
        check("Anne. Marie.", &["Anne Marie"], &[]);
        check("Nora noordwaarts", &["Noor", "", " ", "🦊"], &[]);
    }

    #[test]
    fn an_owner_is_not_the_child() {
        for (text, child) in [
            ("Noor", true),
            ("Noors", false),
            ("Noor's", false),
            ("Noor is", true),
        ] {
            let words = split(text).words;
            let children = Children::find(&words, &["Noor"]);
            assert_eq!(children.is_child(0), child, "{text}");
        }
    }
}
