//! One pattern of the word lists: which words, in which order, with how much between them, and whether
//! words match it. What one try costs is bounded: a pattern spans at most [`SPAN_MAX`] words.

use std::ops::Range;

use crate::lexicon::{Reader, SetId};

/// The most words that a match may span: what fits into the bits below.
const SPAN_MAX: usize = 60;

/// A line of the word lists that cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    problem: String,
    place: Option<String>,
}

impl Malformed {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            place: None,
        }
    }

    pub(crate) fn at(mut self, file: &str, line: usize) -> Self {
        self.place = Some(format!("{file}:{line}"));
        self
    }
}

/// One step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A word of this set.
    Word(SetId),
    /// Up to so many words of this set.
    Few(SetId, u8),
    /// Up to so many other words in the same clause.
    Gap(u8),
    /// Up to so many other words in the same sentence.
    FarGap(u8),
    /// A clause may end here.
    Comma,
    /// A clause begins or ends here.
    Clause,
    /// A sentence begins or ends here.
    Sentence,
}

/// Words in an order.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    steps: Vec<Step>,
    first: SetId,
}

/// What a pattern may ask about the words that it is tried on.
pub(crate) trait Words {
    /// Whether the word at `index` is in that set. `index` is below [`Words::end`].
    fn is(&self, index: usize, set: SetId) -> bool;
    /// Whether a gap may not pass over the word at `index`.
    fn blocks(&self, index: usize) -> bool;
    /// Whether a clause begins at `index`, or the text ends.
    fn begins_clause(&self, index: usize) -> bool;
    /// Whether a sentence begins at `index`, or the text ends.
    fn begins_sentence(&self, index: usize) -> bool;
    /// The end of the text, in words.
    fn end(&self) -> usize;
}

impl Pattern {
    /// Reads a line: words, `a|b`, `@class` and `#form`; `x?` and `x{3}` may be missing; `..3` and `...3`
    /// are gaps within the clause and the sentence; `,` a clause may end; `^` one does; `^^` a sentence.
    pub(crate) fn read(line: &str, reader: &mut Reader) -> Result<Self, Malformed> {
        let mut steps = Vec::new();
        let mut span = 0;
        for part in line.split_whitespace() {
            let step = read_step(part, reader)?;
            span += match step {
                Step::Word(_) => 1,
                Step::Few(_, times) | Step::Gap(times) | Step::FarGap(times) => usize::from(times),
                Step::Comma | Step::Clause | Step::Sentence => 0,
            };
            steps.push(step);
        }
        if span > SPAN_MAX {
            return Err(Malformed::new("spans too many words"));
        }
        let first = steps.iter().find_map(|step| match step {
            Step::Clause | Step::Sentence => None,
            Step::Word(set) => Some(Ok(*set)),
            Step::Few(..) | Step::Gap(_) | Step::FarGap(_) | Step::Comma => Some(Err(())),
        });
        let Some(Ok(first)) = first else {
            return Err(Malformed::new("does not begin with a word"));
        };
        match steps.last() {
            Some(Step::Word(_) | Step::Clause | Step::Sentence) => Ok(Self { steps, first }),
            Some(Step::Few(..) | Step::Gap(_) | Step::FarGap(_) | Step::Comma) | None => {
                Err(Malformed::new("does not end with a word"))
            }
        }
    }

    /// The set of its first word.
    pub(crate) fn first(&self) -> SetId {
        self.first
    }

    /// The shortest stretch of words from `start` that matches.
    pub(crate) fn matches(&self, words: &impl Words, start: usize) -> Option<Range<usize>> {
        let mut ends = Ends { all: 1, free: 1 };
        for step in &self.steps {
            let one = |set: SetId| move |index: usize| words.is(index, set);
            ends = match *step {
                Step::Word(set) => ends.advanced(words, start, false, one(set)),
                Step::Few(set, times) => ends.repeated(words, start, times, false, one(set)),
                Step::Gap(times) => {
                    ends.repeated(words, start, times, false, |index| !words.blocks(index))
                }
                Step::FarGap(times) => ends
                    .repeated(words, start, times, true, |index| !words.blocks(index))
                    .freed(),
                Step::Comma => ends.freed(),
                Step::Clause => ends
                    .kept(|offset| words.begins_clause(start + offset))
                    .freed(),
                Step::Sentence => ends
                    .kept(|offset| words.begins_sentence(start + offset))
                    .freed(),
            };
            if ends.all == 0 {
                return None;
            }
        }
        let length = usize::try_from(ends.all.trailing_zeros()).ok()?;
        (length > 0).then(|| start..start + length)
    }
}

/// Where what came so far of a pattern can have ended: bit n is before word `start + n`.
#[derive(Debug, Clone, Copy)]
struct Ends {
    all: u64,
    /// Those of them behind which a new clause may begin.
    free: u64,
}

impl Ends {
    /// One word further, where the word passes. `far`: also over the ends of clauses.
    fn advanced(
        self,
        words: &impl Words,
        start: usize,
        far: bool,
        passes: impl Fn(usize) -> bool,
    ) -> Self {
        let taken = self.kept(|offset| {
            let index = start + offset;
            let free = far || self.free & (1 << offset) != 0 || !words.begins_clause(index);
            free && inside(words, start, index) && passes(index)
        });
        Self {
            all: taken.all << 1,
            free: 0,
        }
    }

    /// Up to so many words further.
    fn repeated(
        self,
        words: &impl Words,
        start: usize,
        times: u8,
        far: bool,
        passes: impl Fn(usize) -> bool,
    ) -> Self {
        let (mut reached, mut newest) = (self, self);
        for _ in 0..times {
            newest = newest.advanced(words, start, far, &passes);
            newest.all &= !reached.all;
            if newest.all == 0 {
                break;
            }
            reached.all |= newest.all;
        }
        reached
    }

    /// All of them with a new clause allowed behind.
    fn freed(self) -> Self {
        Self {
            free: self.all,
            ..self
        }
    }

    fn kept(self, keep: impl Fn(usize) -> bool) -> Self {
        let mut rest = self.all;
        let mut all = 0;
        while rest != 0 {
            let bit = rest & rest.wrapping_neg();
            if usize::try_from(rest.trailing_zeros()).is_ok_and(&keep) {
                all |= bit;
            }
            rest &= !bit;
        }
        Self {
            all,
            free: self.free & all,
        }
    }
}

/// Whether the word at `index` is in the sentence of the word at `start`, given that those between are.
fn inside(words: &impl Words, start: usize, index: usize) -> bool {
    index < words.end() && (index == start || !words.begins_sentence(index))
}

fn read_step(part: &str, reader: &mut Reader) -> Result<Step, Malformed> {
    let times = |digits: &str| {
        let times = digits.parse().ok().filter(|times| (1..=30).contains(times));
        times.ok_or_else(|| Malformed::new(format!("`{digits}` is no number from 1 to 30")))
    };
    match part {
        "," => return Ok(Step::Comma),
        "^" => return Ok(Step::Clause),
        "^^" => return Ok(Step::Sentence),
        _ => {}
    }
    if let Some(digits) = part.strip_prefix("...") {
        return Ok(Step::FarGap(times(digits)?));
    }
    if let Some(digits) = part.strip_prefix("..") {
        return Ok(Step::Gap(times(digits)?));
    }
    if let Some(words) = part.strip_suffix('?') {
        return Ok(Step::Few(reader.set(words)?, 1));
    }
    if let Some((words, digits)) = part.strip_suffix('}').and_then(|part| part.split_once('{')) {
        return Ok(Step::Few(reader.set(words)?, times(digits)?));
    }
    Ok(Step::Word(reader.set(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words without a meaning: a set is a letter, and `/` and `|` begin a clause and a sentence.
    struct Letters(Vec<(char, char)>);

    impl Letters {
        fn read(text: &str) -> Self {
            let mut before = '|';
            let mut letters = Vec::new();
            for sign in text.chars() {
                if sign.is_alphabetic() {
                    letters.push((before, sign));
                }
                before = sign;
            }
            Self(letters)
        }

        fn before(&self, index: usize) -> char {
            self.0.get(index).map_or('|', |(before, _)| *before)
        }
    }

    impl Words for Letters {
        fn is(&self, index: usize, set: SetId) -> bool {
            u32::from(set) == u32::from(self.0[index].1)
        }

        fn blocks(&self, index: usize) -> bool {
            self.0[index].1 == 'n'
        }

        fn begins_clause(&self, index: usize) -> bool {
            "/|".contains(self.before(index))
        }

        fn begins_sentence(&self, index: usize) -> bool {
            self.before(index) == '|'
        }

        fn end(&self) -> usize {
            self.0.len()
        }
    }

    fn check(steps: &[Step], text: &str, expected: Option<usize>) {
        let pattern = Pattern {
            steps: steps.to_vec(),
            first: A,
        };
        let found = pattern.matches(&Letters::read(text), 0);
        assert_eq!(found, expected.map(|end| 0..end), "{text}");
    }

    const A: SetId = b'a' as SetId;
    const B: SetId = b'b' as SetId;
    const C: SetId = b'c' as SetId;

    #[test]
    fn words_stand_in_a_row_in_one_clause() {
        let steps = [Step::Word(A), Step::Word(B)];
        check(&steps, "ab", Some(2));
        check(&steps, "a/b", None);
        check(&steps, "a", None);
        check(&steps, "", None);
        let steps = [Step::Word(A), Step::Comma, Step::Word(B)];
        check(&steps, "a/b", Some(2));
        check(&steps, "ab", Some(2));
        check(&steps, "a|b", None);
        let steps = [Step::Word(A), Step::Comma, Step::Word(B), Step::Word(C)];
        check(&steps, "a/b/c", None);
    }

    #[test]
    fn gaps_have_a_length_and_pass_over_no_denial() {
        let steps = [Step::Word(A), Step::Gap(2), Step::Word(B)];
        check(&steps, "axxb", Some(4));
        check(&steps, "axxxb", None);
        check(&steps, "ax/b", None);
        check(&steps, "anb", None);
        check(&steps, "abxb", Some(2));
        let far = [Step::Word(A), Step::FarGap(2), Step::Word(B)];
        check(&far, "a/x/b", Some(3));
        check(&far, "a|b", None);
        check(&far, "a/nb", None);
    }

    #[test]
    fn some_words_may_be_missing_and_edges_are_edges() {
        let steps = [Step::Word(A), Step::Few(C, 2), Step::Word(B)];
        check(&steps, "ab", Some(2));
        check(&steps, "accb", Some(4));
        check(&steps, "acccb", None);
        check(
            &[Step::Sentence, Step::Word(A), Step::Clause],
            "a/b",
            Some(1),
        );
        check(&[Step::Clause, Step::Word(A), Step::Clause], "ab", None);
        check(&[Step::Word(A), Step::Sentence], "a/b", None);
        check(&[Step::Word(A), Step::Sentence], "a", Some(1));
    }

    #[test]
    fn lines_that_could_cost_much_or_match_nothing_are_refused() {
        let mut reader = Reader::default();
        for line in [
            "", "^", "..2 a", "a ..2", "a , ", "a ..31 b", "a ..0 b", "a{x} b", "Ä", "@none",
        ] {
            assert!(Pattern::read(line, &mut reader).is_err(), "{line}");
        }
        assert!(Pattern::read("a ..30 b ...30 c", &mut reader).is_err());
        assert!(Pattern::read("a ..30 b ...20 c", &mut reader).is_ok());
    }
}
