//! "Did you mean": the nearest of the words that would be right. Touches nothing else.

/// Words longer than this are not compared.
const WORD_CHARS_MAX: usize = 40;

/// The nearest word, if one is near enough to be meant.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    if word.is_empty() || word.len() > WORD_CHARS_MAX {
        return None;
    }
    let limit = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// A sentence that names the nearest word, or all of them where none is near.
pub(crate) fn did_you_mean(word: &str, candidates: &[&str], list: &str) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(candidate) => format!("Did you mean `{candidate}`?"),
        None => format!("{list} {}.", candidates.join(", ")),
    }
}

/// How many characters to add, drop, replace or swap with their neighbour.
fn distance(word: &[char], candidate: &str) -> usize {
    let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
    if candidate.len() > WORD_CHARS_MAX {
        return usize::MAX;
    }
    let mut earlier: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    for (row, &one) in word.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in candidate.iter().enumerate() {
            let at =
                |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&last, column) + usize::from(one != other);
            let mut best = replaced
                .min(at(&last, column + 1) + 1)
                .min(at(&current, column) + 1);
            let swapped = row > 0
                && column > 0
                && word.get(row - 1) == Some(&other)
                && candidate.get(column - 1) == Some(&one);
            if swapped {
                best = best.min(at(&earlier, column - 1) + 1);
            }
            current.push(best);
        }
        earlier = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["children", "sentence", "title"];
        assert_eq!(nearest("chidlren", words), Some("children"));
        assert_eq!(nearest("Sentense", words), Some("sentence"));
        assert_eq!(nearest("home", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(
            did_you_mean("home", &words, "It may be"),
            "It may be children, sentence, title."
        );
    }
}
