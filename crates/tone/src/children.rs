//! Where a text names the children of the family. Knows names as they were handed over, nothing else.

use crate::MAX_CHILDREN;
use crate::fold::fold;
use crate::lexicon::Lexicon;
use crate::split::{Letters, Word};

/// Which words of a text name a child.
#[derive(Debug)]
pub(crate) struct Children {
    named: Vec<bool>,
}

impl Children {
    /// Looks for `names`. One in small letters counts unless it is an ordinary word, too ("Will", "June").
    pub(crate) fn find(words: &[Word], names: &[&str], lexicons: &[&'static Lexicon]) -> Self {
        let names: Vec<Vec<String>> = names
            .iter()
            .take(MAX_CHILDREN)
            .map(|name| parts(name))
            .filter(|parts| !parts.is_empty())
            .collect();
        let mut named = vec![false; words.len()];
        for start in 0..words.len() {
            for name in &names {
                let Some(here) = words.get(start..start + name.len()) else {
                    continue;
                };
                let alike = here
                    .iter()
                    .zip(name)
                    .all(|(word, part)| is_part(word, part));
                let ordinary = here.iter().all(|word| {
                    word.letters == Letters::Small
                        && lexicons.iter().any(|lexicon| lexicon.knows(&word.text))
                });
                if alike && !ordinary {
                    named[start..start + name.len()].fill(true);
                }
            }
        }
        Self { named }
    }

    /// Whether the word at `index` names a child.
    pub(crate) fn is_named(&self, index: usize) -> bool {
        self.named.get(index).copied().unwrap_or(false)
    }

    /// Whether any child is named.
    pub(crate) fn any(&self) -> bool {
        self.named.contains(&true)
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
