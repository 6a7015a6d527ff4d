//! The word lists of one language, read from the text that is in the program: classes of words, and
//! patterns of words with what a match means. How they are written is told in `words/README.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::pattern::{Malformed, Pattern};
use crate::purpose::{Purpose, header};

/// One word or beginning of a word that stands in a list.
pub(crate) type Id = u16;
/// One set of words at a place in a pattern.
pub(crate) type SetId = u16;

/// What a word is by its form. The first ids stand for these.
pub(crate) const FORMS: [&str; 6] = ["#number", "#clock", "#date", "#ordinal", "#child", "#alone"];

/// The class of words in whose sentence a request needs no time.
pub(crate) const WHOLE_DAYS: &str = "whole-days";

/// The word lists of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: BTreeMap<String, Id>,
    beginnings: BTreeMap<String, Id>,
    /// The sets that hold each word.
    holders: Vec<Vec<SetId>>,
    pub(crate) lines: Vec<Line>,
    /// The patterns that begin with a word of each set.
    starting: Vec<Vec<usize>>,
    /// Sets by the name of their class.
    named: BTreeMap<String, SetId>,
    /// The sets that headings ask for.
    asked: Vec<SetId>,
}

/// A pattern with what it means.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) pattern: Pattern,
    pub(crate) purpose: Purpose,
    /// What its gaps may not pass over.
    pub(crate) blocking: Option<SetId>,
}

impl Lexicon {
    /// Dutch, read once.
    pub(crate) fn dutch() -> &'static Self {
        static DUTCH: OnceLock<Lexicon> = OnceLock::new();
        DUTCH.get_or_init(|| read(&NL).0)
    }

    /// English, read once.
    pub(crate) fn english() -> &'static Self {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        ENGLISH.get_or_init(|| read(&EN).0)
    }

    /// The ids of a word in its one spelling.
    pub(crate) fn ids(&self, word: &str, ids: &mut Vec<Id>) {
        ids.extend(self.words.get(word));
        for (end, _) in word.char_indices().skip(2) {
            ids.extend(self.beginnings.get(&word[..end]));
        }
        ids.extend(self.beginnings.get(word));
    }

    /// Whether a word stands in the lists by itself.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// The sets that hold any of these ids, in order.
    pub(crate) fn sets(&self, ids: &[Id]) -> Vec<SetId> {
        let mut sets: Vec<_> = ids
            .iter()
            .filter_map(|id| self.holders.get(usize::from(*id)))
            .flatten()
            .copied()
            .collect();
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    /// The lines whose pattern begins with a word of that set.
    pub(crate) fn starting(&self, set: SetId) -> &[usize] {
        self.starting
            .get(usize::from(set))
            .map_or(&[], Vec::as_slice)
    }

    /// The set of a class, if the lists have it.
    pub(crate) fn class(&self, name: &str) -> Option<SetId> {
        self.named.get(name).copied()
    }

    /// The sets that somebody may ask a whole sentence for.
    pub(crate) fn asked(&self) -> &[SetId] {
        &self.asked
    }
}

const EN: [(&str, &str); 9] = [
    ("en/classes", include_str!("words/en/classes.txt")),
    ("en/spare", include_str!("words/en/spare.txt")),
    ("en/insult", include_str!("words/en/insult.txt")),
    ("en/contempt", include_str!("words/en/contempt.txt")),
    ("en/absolute", include_str!("words/en/absolute.txt")),
    ("en/threat", include_str!("words/en/threat.txt")),
    ("en/request", include_str!("words/en/request.txt")),
    ("en/facts", include_str!("words/en/facts.txt")),
    ("en/common", include_str!("words/en/common.txt")),
];

const NL: [(&str, &str); 9] = [
    ("nl/classes", include_str!("words/nl/classes.txt")),
    ("nl/spare", include_str!("words/nl/spare.txt")),
    ("nl/insult", include_str!("words/nl/insult.txt")),
    ("nl/contempt", include_str!("words/nl/contempt.txt")),
    ("nl/absolute", include_str!("words/nl/absolute.txt")),
    ("nl/threat", include_str!("words/nl/threat.txt")),
    ("nl/request", include_str!("words/nl/request.txt")),
    ("nl/facts", include_str!("words/nl/facts.txt")),
    ("nl/common", include_str!("words/nl/common.txt")),
];

/// Reads lists, and says what of them cannot be understood. A test sees to it that there is nothing.
fn read(files: &[(&'static str, &str)]) -> (Lexicon, Vec<Malformed>) {
    let mut reader = Reader::default();
    let mut problems = Vec::new();
    for form in FORMS {
        problems.extend(reader.id(form).err());
    }
    for (file, text) in files {
        let mut purpose = None;
        for (index, line) in text.lines().enumerate() {
            let read = reader.line(line, &mut purpose);
            problems.extend(read.err().map(|problem| problem.at(file, index + 1)));
        }
    }
    (reader.finish(), problems)
}

/// Lists that are being read.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// Words, beginnings (with their star) and forms (with their sign).
    ids: BTreeMap<String, Id>,
    classes: BTreeMap<String, BTreeSet<Id>>,
    sets: BTreeMap<Vec<Id>, SetId>,
    patterns: Vec<(Pattern, Purpose)>,
}

impl Reader {
    fn line(&mut self, line: &str, purpose: &mut Option<Purpose>) -> Result<(), Malformed> {
        let line = line.trim();
        if line.is_empty() || line.starts_with("# ") || line == "#" {
            return Ok(());
        }
        if let Some((name, words)) = line.split_once('=').filter(|_| line.starts_with('@')) {
            let ids = self.alternatives(words.split('|').map(str::trim))?;
            let name = name.trim().trim_start_matches('@').to_owned();
            self.classes.entry(name).or_default().extend(ids);
            return Ok(());
        }
        if let Some(inside) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            *purpose = Some(header(inside, &mut |class| self.class(class))?);
            return Ok(());
        }
        let purpose = purpose
            .clone()
            .ok_or_else(|| Malformed::new("a pattern before any heading"))?;
        for line in alternatives(line) {
            let pattern = Pattern::read(&line, self)?;
            self.patterns.push((pattern, purpose.clone()));
        }
        Ok(())
    }

    fn id(&mut self, word: &str) -> Result<Id, Malformed> {
        if let Some(id) = self.ids.get(word) {
            return Ok(*id);
        }
        if !FORMS.contains(&word) && !is_plain(word) {
            return Err(Malformed::new(format!("`{word}` is no word")));
        }
        let id = Id::try_from(self.ids.len()).map_err(|_| Malformed::new("more words than ids"))?;
        self.ids.insert(word.to_owned(), id);
        Ok(id)
    }

    fn alternatives<'a>(
        &mut self,
        words: impl Iterator<Item = &'a str>,
    ) -> Result<BTreeSet<Id>, Malformed> {
        let mut ids = BTreeSet::new();
        for word in words {
            if let Some(class) = word.strip_prefix('@') {
                let class = self.classes.get(class);
                ids.extend(class.ok_or_else(|| Malformed::new(format!("no class `{word}`")))?);
            } else {
                ids.insert(self.id(word)?);
            }
        }
        Ok(ids)
    }

    fn class(&mut self, name: &str) -> Result<SetId, Malformed> {
        self.set(&format!("@{}", name.trim_start_matches('@')))
    }

    /// The set of what stands at one place of a pattern: `a|b|c*|@class|#form`.
    pub(crate) fn set(&mut self, alternatives: &str) -> Result<SetId, Malformed> {
        let ids: Vec<Id> = self
            .alternatives(alternatives.split('|'))?
            .into_iter()
            .collect();
        self.intern(ids)
    }

    fn intern(&mut self, ids: Vec<Id>) -> Result<SetId, Malformed> {
        let next = SetId::try_from(self.sets.len());
        match self.sets.get(&ids) {
            Some(known) => Ok(*known),
            None => {
                let next = next.map_err(|_| Malformed::new("more sets than ids"))?;
                self.sets.insert(ids, next);
                Ok(next)
            }
        }
    }

    fn finish(mut self) -> Lexicon {
        let mut named = BTreeMap::new();
        for (name, ids) in std::mem::take(&mut self.classes) {
            if let Ok(set) = self.intern(ids.into_iter().collect()) {
                named.insert(name, set);
            }
        }
        let mut holders = vec![Vec::new(); self.ids.len()];
        for (ids, set) in &self.sets {
            for id in ids {
                holders[usize::from(*id)].push(*set);
            }
        }
        let mut starting = vec![Vec::new(); self.sets.len()];
        for (index, (pattern, _)) in self.patterns.iter().enumerate() {
            starting[usize::from(pattern.first())].push(index);
        }
        let mut asked: Vec<SetId> = self
            .patterns
            .iter()
            .filter_map(|(_, purpose)| purpose.asks())
            .collect();
        asked.extend(named.get(WHOLE_DAYS));
        asked.sort_unstable();
        asked.dedup();
        let lines = self.patterns.into_iter().map(|(pattern, purpose)| Line {
            blocking: named.get(purpose.blocking()).copied(),
            pattern,
            purpose,
        });
        let lines = lines.collect();
        let (mut words, mut beginnings) = (BTreeMap::new(), BTreeMap::new());
        for (word, id) in self.ids {
            if let Some(beginning) = word.strip_suffix('*').filter(|rest| rest.len() >= 3) {
                beginnings.insert(beginning.to_owned(), id);
            } else {
                words.insert(word, id);
            }
        }
        Lexicon {
            words,
            beginnings,
            holders,
            lines,
            starting,
            named,
            asked,
        }
    }
}

/// The patterns that a line stands for. `word|^` is the words or the clause's end; what may be missing at
/// the beginning is there or is not, so that each pattern begins with a word.
fn alternatives(line: &str) -> Vec<String> {
    let instead = |part: &str, with: [String; 2]| {
        let lines = with.iter().map(|with| line.replacen(part, with, 1));
        lines.flat_map(|line| alternatives(line.trim())).collect()
    };
    let mut parts = line.split(' ');
    if let Some(part) = parts.find(|part| part.len() > 1 && part.split('|').any(|one| one == "^")) {
        let words: Vec<&str> = part.split('|').filter(|one| *one != "^").collect();
        return instead(part, [words.join("|"), "^".to_owned()]);
    }
    let first = line
        .split(' ')
        .find(|part| !matches!(*part, "" | "^" | "^^"));
    if let Some(part) = first {
        if let Some(word) = part.strip_suffix('?') {
            return instead(part, [word.to_owned(), String::new()]);
        }
        if let Some((word, times)) = part.strip_suffix('}').and_then(|part| part.split_once('{')) {
            return instead(part, [format!("{word} {word}{{{times}}}"), String::new()]);
        }
    }
    vec![line.to_owned()]
}

/// Whether a word is in the one spelling in which texts are looked at. A star ends a beginning, or hides
/// letters, as in `f*ck`.
fn is_plain(word: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    !word.is_empty() && word.chars().all(|sign| plain(sign) || "'*".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_understood() {
        for files in [&NL, &EN] {
            let (lexicon, problems) = read(files);
            assert!(problems.is_empty(), "{problems:#?}");
            assert!(lexicon.lines.len() > 500, "{} lines", lexicon.lines.len());
        }
    }
}
