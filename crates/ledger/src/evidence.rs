//! Evidence: what a parent kept. Receipts, checkpoints and bundles, found in the bytes of a file or
//! in a text such as an e-mail's. Pure; bounded by the limits of what it finds.

use crate::{
    Checkpoint, CheckpointError, DATED_HEAD_FORMAT, DatedHead, Receipt, ReceiptsError,
    TLOG_PROOF_FORMAT,
    bundle::{self, Bundle, BundleFault, Pace},
    lines::bytes_of,
    read_receipts,
};

/// The most bytes of a text that is searched for checkpoints.
pub const MAX_TEXT_BYTES: usize = 1 << 26;
/// The most checkpoints and dated heads that are taken from one text.
pub const MAX_NOTES: usize = 10_000;
/// Over how many lines a signature may have been broken by a mail program.
const MAX_BROKEN_LINES: usize = 4;

/// What a parent kept.
#[derive(Clone, Debug)]
pub enum Held<'a> {
    /// A signed checkpoint.
    Checkpoint(Vec<u8>),
    /// A dated head, as e-mails carry it.
    DatedHead(Vec<u8>),
    /// A receipt.
    Receipt(Box<Receipt>),
    /// A bundle.
    Bundle(Box<Bundle<'a>>),
}

/// One piece of evidence, and how it is called in what is said about it.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    /// A file's name, say.
    pub name: String,
    /// The evidence itself.
    pub held: Held<'a>,
}

/// Why no evidence is found in a file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EvidenceError {
    /// It begins like a bundle and is none.
    #[error("it is not a bundle: {0}")]
    Bundle(#[from] BundleFault),
    /// It begins like a receipt and is none.
    #[error("it is not a file of receipts: {0}")]
    Receipts(#[from] ReceiptsError),
    /// It is too large to be searched.
    #[error("a text that is searched for checkpoints has at most {MAX_TEXT_BYTES} bytes")]
    TooLarge,
}

/// Whether bytes begin as a bundle does.
#[must_use]
pub fn looks_like_bundle(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// Whether bytes begin as a receipt does.
#[must_use]
pub fn looks_like_receipts(bytes: &[u8]) -> bool {
    bytes.starts_with(TLOG_PROOF_FORMAT.as_bytes())
}

/// The evidence in the bytes of a file: a bundle, receipts, or any text with checkpoints in it.
/// None at all when the text has none.
///
/// # Errors
/// When it begins like a bundle or a receipt and is none, or is too large.
pub fn evidence_in<'a>(bytes: &'a [u8], pace: &dyn Pace) -> Result<Vec<Held<'a>>, EvidenceError> {
    if looks_like_bundle(bytes) {
        let bundle = bundle::read_paced(bytes, pace)?;
        return Ok(vec![Held::Bundle(Box::new(bundle))]);
    }
    if looks_like_receipts(bytes) {
        let receipts = read_receipts(bytes)?;
        let held = receipts
            .into_iter()
            .map(|receipt| Held::Receipt(Box::new(receipt)));
        return Ok(held.collect());
    }
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(EvidenceError::TooLarge);
    }
    let text = String::from_utf8_lossy(bytes);
    Ok(notes_in(&text))
}

/// A line as it was before it was quoted, indented or given another end.
fn plain(line: &str) -> &str {
    line.trim_start_matches(|letter: char| letter == '>' || letter.is_whitespace())
        .trim_end()
}

/// The signed checkpoints and dated heads in a text: their lines, an empty line, signatures, each on
/// its line. Quoting (`> `), indents, other line ends and broken signature lines, as mail programs
/// make them, are undone. Nothing is verified here.
#[must_use]
pub fn notes_in(text: &str) -> Vec<Held<'static>> {
    let lines: Vec<&str> = text.lines().map(plain).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some((first, rest)) = lines.get(at..).and_then(<[_]>::split_first) {
        at += 1;
        if !first.starts_with("parenthesis/") || found.len() == MAX_NOTES {
            continue;
        }
        let all = lines.get(at - 1..).unwrap_or(rest);
        // The lines of a dated head hold those of a checkpoint, which it is not.
        if *first == DATED_HEAD_FORMAT {
            if let Ok(note) = note_at(all, 5, |note| DatedHead::claimed(note).map(drop)) {
                found.push(Held::DatedHead(note));
                at += 4;
            }
        } else if let Ok(note) = note_at(all, 3, |note| Checkpoint::claimed(note).map(drop)) {
            found.push(Held::Checkpoint(note));
            at += 2;
        }
    }
    found
}

/// The note whose text is the first `text` of these lines, when it reads as it should.
fn note_at(
    lines: &[&str],
    text: usize,
    reads: impl Fn(&[u8]) -> Result<(), CheckpointError>,
) -> Result<Vec<u8>, CheckpointError> {
    let (text, rest) = lines
        .split_at_checked(text)
        .ok_or(CheckpointError::NotANote)?;
    // Mail programs may add empty lines, or take the one away that belongs here.
    let mut rest = rest
        .iter()
        .copied()
        .skip_while(|line| line.is_empty())
        .peekable();
    let mut note = format!("{}\n\n", text.join("\n"));
    while let Some(line) = rest.next_if(|line| line.starts_with('\u{2014}')) {
        let mut whole = line.to_owned();
        let mut pieces = 1;
        while !is_signature(&whole) && pieces < MAX_BROKEN_LINES {
            let Some(more) = rest.next() else { break };
            let gap = if whole.matches(' ').count() < 2 {
                " "
            } else {
                ""
            };
            whole = format!("{whole}{gap}{more}");
            pieces += 1;
        }
        if !is_signature(&whole) {
            break;
        }
        note.push_str(&whole);
        note.push('\n');
    }
    let note = note.into_bytes();
    reads(&note).map(|()| note)
}

fn is_signature(line: &str) -> bool {
    let signature = line
        .rsplit_once(' ')
        .and_then(|(_, base64)| bytes_of(base64));
    // Key id and an Ed25519 signature, or with the time of a cosignature.
    signature.is_some_and(|bytes| bytes.len() == 68 || bytes.len() == 76)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Frontier, Origin, Signer, SigningKey, bundle::Alone, checkpoint};

    fn note() -> String {
        let origin = Origin::from_random([7; 16]);
        let signer = Signer::for_tree(origin, &SigningKey::new([1; 32]));
        let mut frontier = Frontier::new();
        frontier.push(b"a leaf");
        String::from_utf8(checkpoint(origin, 1, frontier.root(), &signer)).unwrap()
    }

    fn found(text: &str) -> Vec<Vec<u8>> {
        let notes = notes_in(text).into_iter();
        let bytes = notes.filter_map(|held| match held {
            Held::Checkpoint(note) | Held::DatedHead(note) => Some(note),
            Held::Receipt(_) | Held::Bundle(_) => None,
        });
        bytes.collect()
    }

    #[test]
    fn a_dated_head_is_not_taken_for_a_checkpoint() {
        let origin = Origin::from_random([7; 16]);
        let signer = Signer::for_tree(origin, &SigningKey::new([1; 32]));
        let (size, root) = (3, crate::Hash::of_leaf(b""));
        let head = DatedHead {
            time: "2026-07-05T14:03:27.512Z".parse().unwrap(),
            checkpoint: Checkpoint { origin, size, root },
        };
        let head = String::from_utf8(crate::dated_head(&head, &signer)).unwrap();
        let quoted: String = head.lines().map(|line| format!("> {line}\n")).collect();
        for text in [&head, &quoted, &format!("{head}\n{head}")] {
            let notes = notes_in(text);
            assert!(!notes.is_empty());
            for held in notes {
                assert!(matches!(held, Held::DatedHead(note) if note == head.as_bytes()));
            }
        }
    }

    /// Finds exactly the checkpoint in a text that was made of it.
    fn check(change: impl Fn(&str) -> String) {
        let text = format!("Dear Mara,\n\n{}\nKind regards\n", change(&note()));
        assert_eq!(found(&text), [note().into_bytes()], "{text}");
    }

    #[test]
    fn checkpoints_are_found_as_mail_programs_leave_them() {
        check(str::to_owned);
        check(|note| note.replace('\n', "\r\n"));
        check(|note| note.lines().map(|line| format!("> {line}\n")).collect());
        check(|note| note.lines().map(|line| format!(">> > {line} \n")).collect());
        check(|note| note.lines().map(|line| format!("    {line}\n")).collect());
        check(|note| note.replace("\n\n", "\n\n\n"));
        // Broken at spaces, and in the middle of a word.
        check(|note| {
            note.replacen("\u{2014} ", "\u{2014} \n", 1)
                .replace(" \n", "\n")
        });
        check(|note| {
            let middle = note.len() - 40;
            format!("{}\n{}", &note[..middle], &note[middle..])
        });
    }

    #[test]
    fn what_is_no_checkpoint_is_not_found() {
        let note = note();
        let unsigned = note.split("\n\n").next().unwrap();
        for wrong in [
            "",
            unsigned,
            &note.replace("\n1\n", "\n01\n"),
            "parenthesis/\n1\n2\n",
        ] {
            assert!(found(wrong).is_empty(), "{wrong}");
        }
        assert!(evidence_in(b"PK\x03\x04 and no more", &Alone).is_err());
        assert!(evidence_in(b"c2sp.org/tlog-proof@v1\n", &Alone).is_err());
        assert!(evidence_in(b"Nothing here.", &Alone).unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_searched(before in "\\PC{0,80}", after in "[\\PC\n>]{0,80}") {
            let text = format!("{before}\n{}\n{after}", note());
            prop_assert!(found(&text).contains(&note().into_bytes()));
        }
    }
}
