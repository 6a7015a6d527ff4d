//! Comments out of the space between keys and values. Looks at nothing else.

use toml_edit::{Key, RawString};

/// Comments that stand on lines of their own; an empty line among them stands for one or more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Whether an empty line comes before the first one.
    pub(super) apart: bool,
    pub(super) lines: Vec<String>,
}

impl Block {
    /// What stands above a key or a header. `raw` begins where a line begins and ends where
    /// the key begins, so what follows its last line break is space.
    pub(super) fn above(raw: &str) -> Block {
        let lines = raw.rsplit_once('\n');
        lines.map_or_else(Block::default, |(lines, _)| Block::of(lines))
    }

    /// What stands below everything.
    pub(super) fn below(raw: &str) -> Block {
        let mut block = Block::of(raw);
        if block.lines.last().is_some_and(String::is_empty) {
            block.lines.pop();
        }
        block
    }

    fn of(raw: &str) -> Block {
        let mut block = Block::default();
        for line in raw.split('\n').map(str::trim) {
            let last = block.lines.last();
            if !line.is_empty() {
                block.lines.push(line.to_owned());
            } else if last.is_none() {
                block.apart = true;
            } else if last.is_some_and(|last| !last.is_empty()) {
                block.lines.push(String::new());
            }
        }
        block
    }

    /// Parts the first lines from the rest, where they belong to what stands above them: no
    /// empty line comes before, and one follows.
    pub(super) fn part(&mut self) -> Vec<String> {
        let end = self.lines.iter().position(String::is_empty);
        let Some(end) = end.filter(|_| !self.apart) else {
            return Vec::new();
        };
        let rest = self.lines.split_off(end);
        self.apart = true;
        let first = std::mem::take(&mut self.lines);
        self.lines = rest.into_iter().skip(1).collect();
        first
    }
}

/// The comments above a key of a table.
pub(super) fn above_key(path: &[&Key]) -> Vec<String> {
    let key = path.last();
    let prefix = key.and_then(|key| key.leaf_decor().prefix());
    Block::above(text(prefix)).lines
}

/// The comment at the end of a line.
pub(super) fn beside(suffix: Option<&RawString>) -> Option<String> {
    let comment = text(suffix).trim();
    comment.starts_with('#').then(|| comment.to_owned())
}

/// The comments between two entries of a list: whether each begins its line, and its text.
pub(super) fn between(raw: &str) -> impl Iterator<Item = (bool, String)> {
    raw.split('\n')
        .enumerate()
        .map(|(number, line)| (number > 0, line.trim().to_owned()))
        .filter(|(_, line)| !line.is_empty())
}

/// The text of a piece of space.
pub(super) fn text(raw: Option<&RawString>) -> &str {
    raw.and_then(RawString::as_str).unwrap_or_default()
}
