//! Which passages of a text stand between quotation marks. A quote ends in its own paragraph or is none.
//! Fed sign by sign; knows no words.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// `"` on both sides.
    Straight,
    /// “…” and „…”.
    Curly,
    /// «…».
    Pointed,
    /// '…' and ‘…’, where it can be told from an apostrophe.
    Single,
}

/// The quotes of a text so far.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    open: Option<(Marks, usize)>,
    /// Bytes between marks, in order and apart from one another.
    pub(crate) closed: Vec<Range<usize>>,
}

impl Quotes {
    /// A paragraph ends: what is open was no quote.
    pub(crate) fn end_paragraph(&mut self) {
        self.open = None;
    }

    /// Takes one sign that is no part of a word, at byte `at`, between `before` and what comes `after` it.
    pub(crate) fn take(&mut self, at: usize, sign: char, before: Option<char>, after: &[char]) {
        match sign {
            '"' => self.toggle(at, sign, Marks::Straight),
            '“' | '”' | '„' => {
                let closes = matches!(self.open, Some((Marks::Curly, _)));
                if closes || sign != '”' {
                    self.toggle(at, sign, Marks::Curly);
                }
            }
            '«' => self.open(at, sign, Marks::Pointed),
            '»' => self.close(at, Marks::Pointed),
            '\'' | '‘' | '’' => self.single(at, sign, before, after),
            _ => {}
        }
    }

    fn toggle(&mut self, at: usize, sign: char, marks: Marks) {
        if self.open.is_some_and(|(open, _)| open == marks) {
            self.close(at, marks);
        } else {
            self.open(at, sign, marks);
        }
    }

    fn open(&mut self, at: usize, sign: char, marks: Marks) {
        if self.open.is_none() {
            self.open = Some((marks, at + sign.len_utf8()));
        }
    }

    fn close(&mut self, at: usize, marks: Marks) {
        if let Some((open, from)) = self.open
            && open == marks
        {
            self.closed.push(from..at);
            self.open = None;
        }
    }

    fn single(&mut self, at: usize, sign: char, before: Option<char>, after: &[char]) {
        let follows_word = before.is_some_and(|before| !before.is_whitespace());
        let letter = |index: usize| after.get(index).is_some_and(|sign| sign.is_alphanumeric());
        if matches!(self.open, Some((Marks::Single, _))) && follows_word && !letter(0) {
            self.close(at, Marks::Single);
        } else if sign != '’' && !follows_word && letter(0) && !is_clipped(after) {
            self.open(at, sign, Marks::Single);
        }
    }
}

/// Whether these signs begin with one letter of which the rest was left out: 's avonds, 't, 'n.
fn is_clipped(after: &[char]) -> bool {
    let clipped = matches!(after.first(), Some('s' | 't' | 'n' | 'k' | 'm' | 'r'));
    clipped && !after.get(1).is_some_and(|next| next.is_alphanumeric())
}
