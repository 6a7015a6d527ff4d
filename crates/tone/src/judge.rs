//! Lays the patterns of one language over a text and decides which matches count: not what is denied,
//! quoted, taken back or meant kindly. What it costs is a fixed number of tries a word.

use std::ops::Range;

use crate::children::Children;
use crate::form::{ALONE, CHILD, forms};
use crate::lexicon::{Lexicon, SetId, WHOLE_DAYS};
use crate::pattern::Words;
use crate::purpose::Purpose;
use crate::split::{Quoted, Text};
use crate::{Fact, Finding, Kind, Severity};

/// How many words before a match are looked at for a "not".
const DENIED_WITHIN: usize = 4;

/// What both languages have found so far.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) findings: Vec<Finding>,
    pub(crate) said: Said,
    /// Sentences in which capitals are joy, by number.
    pub(crate) joyful: Vec<usize>,
}

/// What a text asks for and which facts it gives.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) requests: Vec<Request>,
    pub(crate) date: bool,
    pub(crate) time: bool,
    pub(crate) child: bool,
}

/// A request for a change.
#[derive(Debug)]
pub(crate) struct Request {
    /// Of the words of the text.
    pub(crate) words: Range<usize>,
    /// Whether its sentence speaks of whole days, which need no time.
    pub(crate) whole_days: bool,
}

/// Looks at a text with the lists of one language.
pub(crate) fn judge(text: &Text, lexicon: &Lexicon, children: &Children, judged: &mut Judged) {
    let mut view = View::new(text, lexicon, children);
    let hits = view.hits();
    let spared = Spared::new(&view, &hits);
    for hit in &hits {
        match &lexicon.lines[hit.line].purpose {
            Purpose::Points {
                kind,
                severity,
                firm,
                only_with,
            } => {
                let denied = !firm && view.is_denied(hit.words.start);
                let fits = only_with.is_none_or(|set| view.sentence_has(hit.words.start, set));
                if fits
                    && !denied
                    && !view.is_quoted(&hit.words)
                    && !spared.covers(&hit.words, *kind)
                {
                    judged
                        .findings
                        .push(view.finding(&hit.words, *kind, *severity));
                }
            }
            Purpose::Spares { .. } => {}
            Purpose::Request => {
                let whole_days = lexicon.class(WHOLE_DAYS);
                let whole_days =
                    whole_days.is_some_and(|set| view.sentence_has(hit.words.start, set));
                judged.said.requests.push(Request {
                    words: hit.words.clone(),
                    whole_days,
                });
            }
            Purpose::Says(Fact::Date) => judged.said.date = true,
            Purpose::Says(Fact::Time) => judged.said.time = true,
            Purpose::Says(Fact::Child) => judged.said.child = true,
        }
    }
    judged.joyful.extend(spared.joyful());
}

/// A pattern that matches.
#[derive(Debug)]
struct Hit {
    /// Of the lists.
    line: usize,
    words: Range<usize>,
}

/// A text as the lists of one language see it.
struct View<'a> {
    text: &'a Text,
    lexicon: &'a Lexicon,
    /// The sets of each word, in order.
    sets: Vec<Vec<SetId>>,
    /// For each sentence, which sets that headings ask for it has, in order.
    in_sentence: Vec<Vec<SetId>>,
    /// What gaps may not pass over at the moment.
    blocking: Option<SetId>,
}

impl Words for View<'_> {
    fn is(&self, index: usize, set: SetId) -> bool {
        self.has(index, Some(set))
    }

    fn blocks(&self, index: usize) -> bool {
        self.has(index, self.blocking)
    }

    fn begins_clause(&self, index: usize) -> bool {
        self.changes(index, |word| word.clause)
    }

    fn begins_sentence(&self, index: usize) -> bool {
        self.changes(index, |word| word.sentence)
    }

    fn end(&self) -> usize {
        self.text.words.len()
    }
}

impl<'a> View<'a> {
    fn new(text: &'a Text, lexicon: &'a Lexicon, children: &Children) -> Self {
        let mut sets: Vec<Vec<SetId>> = Vec::with_capacity(text.words.len());
        for (index, word) in text.words.iter().enumerate() {
            let mut ids = Vec::new();
            lexicon.ids(&word.text, &mut ids);
            if let Some(drawn_out) = &word.drawn_out {
                lexicon.ids(drawn_out, &mut ids);
            }
            forms(&word.text, &mut ids);
            if children.is_child(index) {
                ids.push(CHILD);
            }
            if word.quoted == Quoted::Alone {
                ids.push(ALONE);
            }
            sets.push(lexicon.sets(&ids));
        }
        let mut view = Self {
            text,
            lexicon,
            sets,
            in_sentence: Vec::new(),
            blocking: None,
        };
        view.pass_over_not_only();
        view.in_sentence = view.sentences();
        view
    }

    /// "Not only" denies nothing: its "not" is made a word of no list.
    fn pass_over_not_only(&mut self) {
        let (not, only) = (self.lexicon.class("plain-not"), self.lexicon.class("only"));
        for index in 1..self.sets.len() {
            let joined = !self.begins_clause(index);
            if joined && self.has(index - 1, not) && self.has(index, only) {
                self.sets[index - 1].clear();
            }
        }
    }

    fn sentences(&self) -> Vec<Vec<SetId>> {
        let asked = self.lexicon.asked();
        let sentence = |words: Range<usize>| {
            let held = |set: &&SetId| words.clone().any(|index| self.has(index, Some(**set)));
            asked.iter().filter(held).copied().collect()
        };
        let sentences = self.text.sentences.iter();
        sentences.map(|each| sentence(each.words.clone())).collect()
    }

    fn has(&self, index: usize, set: Option<SetId>) -> bool {
        let sets = self.sets.get(index);
        sets.zip(set)
            .is_some_and(|(sets, set)| sets.binary_search(&set).is_ok())
    }

    fn sentence_has(&self, word: usize, set: SetId) -> bool {
        let sentence = self.text.words.get(word).map(|word| word.sentence);
        let sets = sentence.and_then(|sentence| self.in_sentence.get(sentence));
        sets.is_some_and(|sets| sets.contains(&set))
    }

    fn changes(&self, index: usize, of: impl Fn(&crate::split::Word) -> usize) -> bool {
        let here = self.text.words.get(index).map(&of);
        let before = index
            .checked_sub(1)
            .and_then(|before| self.text.words.get(before));
        here.is_none() || here != before.map(of)
    }

    /// Every pattern at every word at which it matches.
    fn hits(&mut self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for start in 0..self.sets.len() {
            for set in self.sets[start].clone() {
                for index in self.lexicon.starting(set) {
                    let line = &self.lexicon.lines[*index];
                    self.blocking = line.blocking;
                    if let Some(words) = line.pattern.matches(self, start) {
                        hits.push(Hit {
                            line: *index,
                            words,
                        });
                    }
                }
            }
        }
        hits
    }

    /// Whether a "not" stands shortly before the match, in its clause. Before a "you" it denies
    /// something else ("why don't you …").
    fn is_denied(&self, start: usize) -> bool {
        if self.has(start, self.lexicon.class("you")) {
            return false;
        }
        let (not, unsure) = (self.lexicon.class("not"), self.lexicon.class("unsure"));
        (0..DENIED_WITHIN)
            .map_while(|back| {
                let index = start.checked_sub(back)?;
                (!self.begins_clause(index)).then(|| index - 1)
            })
            .filter(|index| self.has(*index, not))
            .any(|index| {
                // "I do not understand how you …" denies nothing.
                let before = index
                    .checked_sub(1)
                    .is_some_and(|before| self.has(before, unsure));
                !before && !self.has(index + 1, unsure)
            })
    }

    fn is_quoted(&self, words: &Range<usize>) -> bool {
        let words = &self.text.words[words.clone()];
        words.iter().all(|word| word.quoted == Quoted::Among)
    }

    fn finding(&self, words: &Range<usize>, kind: Kind, severity: Severity) -> Finding {
        let words = &self.text.words[words.clone()];
        let start = words.first().map_or(0, |word| word.range.start);
        let end = words.last().map_or(start, |word| word.range.end);
        Finding {
            kind,
            range: start..end,
            severity,
        }
    }
}

/// Where nothing of a kind is pointed at.
struct Spared<'a> {
    view: &'a View<'a>,
    /// For each word and each sentence, the kinds as bits.
    words: Vec<u8>,
    sentences: Vec<u8>,
}

impl<'a> Spared<'a> {
    fn new(view: &'a View<'a>, hits: &[Hit]) -> Self {
        let mut words = vec![0; view.text.words.len()];
        let mut sentences = vec![0; view.text.sentences.len()];
        for hit in hits {
            let Purpose::Spares {
                kinds,
                sentence,
                unless,
            } = &view.lexicon.lines[hit.line].purpose
            else {
                continue;
            };
            if unless.is_some_and(|set| view.sentence_has(hit.words.start, set)) {
                continue;
            }
            let bits = kinds.iter().fold(0, |bits, kind| bits | bit(*kind));
            if *sentence {
                let number = view.text.words[hit.words.start].sentence;
                if let Some(spared) = sentences.get_mut(number) {
                    *spared |= bits;
                }
            } else {
                words[hit.words.clone()]
                    .iter_mut()
                    .for_each(|word| *word |= bits);
            }
        }
        Self {
            view,
            words,
            sentences,
        }
    }

    fn covers(&self, words: &Range<usize>, kind: Kind) -> bool {
        let sentence = self.view.text.words[words.start].sentence;
        let in_sentence = self.sentences.get(sentence).copied().unwrap_or(0);
        let here = self.words[words.clone()]
            .iter()
            .fold(in_sentence, |all, word| all | word);
        here & bit(kind) != 0
    }

    fn joyful(&self) -> impl Iterator<Item = usize> {
        let joyful = self.sentences.iter().enumerate();
        joyful.filter_map(|(number, bits)| (bits & bit(Kind::Shouting) != 0).then_some(number))
    }
}

fn bit(kind: Kind) -> u8 {
    match kind {
        Kind::Insult => 1,
        Kind::Contempt => 2,
        Kind::Absolute => 4,
        Kind::Threat => 8,
        Kind::Shouting => 16,
        Kind::Questions | Kind::Missing(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::split::split;

    /// Counts what patterns ask.
    struct Counted<'a> {
        view: View<'a>,
        asked: Cell<usize>,
    }

    impl Counted<'_> {
        fn one_more(&self) {
            self.asked.set(self.asked.get() + 1);
        }
    }

    impl Words for Counted<'_> {
        fn is(&self, index: usize, set: SetId) -> bool {
            self.one_more();
            self.view.is(index, set)
        }

        fn blocks(&self, index: usize) -> bool {
            self.one_more();
            self.view.blocks(index)
        }

        fn begins_clause(&self, index: usize) -> bool {
            self.one_more();
            self.view.begins_clause(index)
        }

        fn begins_sentence(&self, index: usize) -> bool {
            self.one_more();
            self.view.begins_sentence(index)
        }

        fn end(&self) -> usize {
            self.view.end()
        }
    }

    fn asked(text: &str, lexicon: &Lexicon) -> usize {
        let text = split(text);
        let children = Children::find(&text.words, &[]);
        let counted = Counted {
            view: View::new(&text, lexicon, &children),
            asked: Cell::new(0),
        };
        for start in 0..counted.view.sets.len() {
            for set in &counted.view.sets[start] {
                for line in lexicon.starting(*set) {
                    let _ = lexicon.lines[*line].pattern.matches(&counted, start);
                }
            }
        }
        counted.asked.get()
    }

    #[test]
    fn twice_the_text_costs_twice_as_much() {
        for lexicon in [Lexicon::dutch(), Lexicon::english()] {
            for unit in [
                "you are really such ",
                "je bent echt zo ",
                "if you i will ",
                "als je dan ",
                "jij, niet ",
                "a ",
            ] {
                let (once, twice) = (unit.repeat(500), unit.repeat(1_000));
                let (once, twice) = (asked(&once, lexicon), asked(&twice, lexicon));
                assert!(twice <= 2 * once + once / 20, "{unit}: {once} and {twice}");
                assert!(once <= 500 * 100_000, "{unit}: {once}");
            }
        }
    }
}
