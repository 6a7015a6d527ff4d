//! What two texts have in common, word by word or line by line. Knows nothing of plans.

/// A stretch of a text that is compared with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// In both.
    Kept(String),
    /// In the old one only.
    Taken(String),
    /// In the new one only.
    Put(String),
}

/// Texts of which the middle would need more comparisons than this are not looked at in detail.
const COMPARISONS_MAX: usize = 4_000_000;

/// The words of two texts: what is kept and taken, joined, is the old one; what is kept and put
/// is the new one.
pub(super) fn words(old: &str, new: &str) -> Vec<Run> {
    runs(&pieces(old), &pieces(new))
}

/// The same by lines, each with a line break at its end.
pub(super) fn lines(old: &str, new: &str) -> Vec<Run> {
    let whole = |text: &str| match text {
        "" => String::new(),
        text => format!("{text}\n"),
    };
    let (old, new) = (whole(old), whole(new));
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    runs(&old, &new)
}

/// Words, each sign around them, and the space between; joined they are the text.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut left = text;
    while !left.is_empty() {
        let space = left.len() - left.trim_start().len();
        let word = left.find(char::is_whitespace).unwrap_or(left.len());
        let (piece, after) = left.split_at(if space > 0 { space } else { word });
        if space > 0 {
            pieces.push(piece);
        } else {
            let sign = |letter: char| !letter.is_alphanumeric();
            let begun = piece.trim_start_matches(sign);
            let (before, word) = piece.split_at(piece.len() - begun.len());
            let (word, behind) = word.split_at(word.trim_end_matches(sign).len());
            pieces.extend(before.split_inclusive(|_: char| true));
            pieces.extend(Some(word).filter(|word| !word.is_empty()));
            pieces.extend(behind.split_inclusive(|_: char| true));
        }
        left = after;
    }
    pieces
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'t> {
    Kept(&'t str),
    Taken(&'t str),
    Put(&'t str),
}

fn runs(old: &[&str], new: &[&str]) -> Vec<Run> {
    let alike = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let begin = old.iter().zip(new).take_while(alike).count();
    let (head, old) = old.split_at(begin);
    let new = new.get(begin..).unwrap_or_default();
    let both_ends = old.iter().rev().zip(new.iter().rev());
    let end = both_ends.take_while(alike).count();
    let (old, tail) = old.split_at(old.len() - end);
    let new = new.get(..new.len() - end).unwrap_or_default();
    let mut steps: Vec<Step<'_>> = head.iter().copied().map(Step::Kept).collect();
    if old.len().saturating_mul(new.len()) > COMPARISONS_MAX || old.is_empty() || new.is_empty() {
        steps.extend(old.iter().copied().map(Step::Taken));
        steps.extend(new.iter().copied().map(Step::Put));
    } else {
        compared(old, new, &mut steps);
    }
    steps.extend(tail.iter().copied().map(Step::Kept));
    joined(&steps)
}

/// The steps from one list of pieces to another that keep as many as can be kept.
fn compared<'t>(old: &[&'t str], new: &[&'t str], steps: &mut Vec<Step<'t>>) {
    let width = new.len() + 1;
    // How many can be kept of what begins at a piece of each.
    let mut cells = vec![0_u16; (old.len() + 1) * width];
    let at = |cells: &[u16], line: usize, place: usize| {
        let cell = cells.get(line * width + place);
        cell.copied().unwrap_or(0)
    };
    for (line, one) in old.iter().enumerate().rev() {
        for (place, other) in new.iter().enumerate().rev() {
            let most = if one == other {
                at(&cells, line + 1, place + 1).saturating_add(1)
            } else {
                at(&cells, line + 1, place).max(at(&cells, line, place + 1))
            };
            if let Some(cell) = cells.get_mut(line * width + place) {
                *cell = most;
            }
        }
    }
    let (mut line, mut place) = (0, 0);
    loop {
        let (one, other) = (old.get(line).copied(), new.get(place).copied());
        match (one, other) {
            (Some(one), Some(other)) if one == other => {
                steps.push(Step::Kept(one));
                line += 1;
                place += 1;
            }
            (_, Some(other))
                if one.is_none() || at(&cells, line + 1, place) < at(&cells, line, place + 1) =>
            {
                steps.push(Step::Put(other));
                place += 1;
            }
            (Some(one), _) => {
                steps.push(Step::Taken(one));
                line += 1;
            }
            (None, _) => return,
        }
    }
}

/// Steps as stretches. Space between two words that both changed belongs to what changed.
fn joined(steps: &[Step<'_>]) -> Vec<Run> {
    let mut runs = Runs::default();
    for (place, step) in steps.iter().enumerate() {
        match *step {
            Step::Taken(piece) => runs.taken.push_str(piece),
            Step::Put(piece) => runs.put.push_str(piece),
            Step::Kept(piece) => {
                let next = steps.get(place + 1);
                let goes_on = matches!(next, Some(Step::Taken(_) | Step::Put(_)));
                if runs.changes() && goes_on && piece.trim().is_empty() {
                    runs.taken.push_str(piece);
                    runs.put.push_str(piece);
                } else {
                    runs.settle();
                    runs.kept.push_str(piece);
                }
            }
        }
        if runs.changes() {
            runs.settle_kept();
        }
    }
    runs.settle();
    runs.settle_kept();
    runs.done
}

#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    kept: String,
    taken: String,
    put: String,
}

impl Runs {
    fn changes(&self) -> bool {
        !self.taken.is_empty() || !self.put.is_empty()
    }

    /// What was kept stands before what changes.
    fn settle_kept(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        if !kept.is_empty() {
            self.done.push(Run::Kept(kept));
        }
    }

    fn settle(&mut self) {
        let (taken, put) = (
            std::mem::take(&mut self.taken),
            std::mem::take(&mut self.put),
        );
        if !taken.is_empty() {
            self.done.push(Run::Taken(taken));
        }
        if !put.is_empty() {
            self.done.push(Run::Put(put));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(runs: &[Run]) -> String {
        let show = |run: &Run| match run {
            Run::Kept(text) => text.clone(),
            Run::Taken(text) => format!("[-{text}-]"),
            Run::Put(text) => format!("[+{text}+]"),
        };
        runs.iter().map(show).collect()
    }

    #[test]
    fn words_that_change_together_stand_together() {
        for (old, new, expected) in [
            ("", "", ""),
            ("one", "one", "one"),
            ("", "one two", "[+one two+]"),
            ("one two.", "one.", "one[- two-]."),
            ("At 08:30.", "At 17:00.", "At [-08:30-][+17:00+]."),
            ("a b c d", "a x y d", "a [-b c-][+x y+] d"),
            ("(Noor), and Sam", "(Noor) and Sam", "(Noor)[-,-] and Sam"),
            ("zoë\n één", "zoë\n twee", "zoë\n [-één-][+twee+]"),
        ] {
            assert_eq!(shown(&words(old, new)), expected);
        }
    }

    #[test]
    fn lines_are_compared_whole() {
        assert_eq!(
            shown(&lines("a\nb\nc", "a\nx b\nc")),
            "a\n[-b\n-][+x b\n+]c\n"
        );
        assert_eq!(shown(&lines("", "a")), "[+a\n+]");
    }

    #[test]
    fn long_texts_that_have_nothing_in_common_are_taken_and_put_whole() {
        let (old, new) = ("a ".repeat(3_000), "b ".repeat(3_000));
        let runs = words(&format!("x {old}z"), &format!("x {new}z"));
        assert_eq!(runs.len(), 4, "{runs:?}");
    }
}
