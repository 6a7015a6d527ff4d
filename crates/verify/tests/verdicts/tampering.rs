//! Ways to tamper with a bundle when one owns the log's key. Each names what it does. Shared with the
//! generator of example bundles.

use sha2::{Digest as _, Sha256};

use crate::{
    forge::{Forged, sign},
    host::{Host, base64},
};

/// A tampered bundle.
pub struct Tampered {
    pub why: &'static str,
    /// What it must be refused for: a part of the name of the matter, or of what no bundle has. Where
    /// there are several, which it is depends on what the bundle has in it.
    pub refused_for: &'static [&'static str],
    pub bytes: Vec<u8>,
}

/// What is done, what it must be refused for, and how it is done; it tells whether there was something
/// to do it to.
type Way = (
    &'static str,
    &'static [&'static str],
    fn(&mut Forged) -> bool,
);

/// The other of two letters that base64 and hexadecimal know.
fn other(letter: char) -> char {
    if letter == 'A' { 'B' } else { 'A' }
}

/// The text with the letter at this place exchanged.
fn exchanged(text: &str, at: usize) -> String {
    let letter = text.as_bytes()[at];
    let new = other(char::from(letter));
    format!("{}{new}{}", &text[..at], &text[at + 1..])
}

fn swap_lines(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    lines.join("\n") + "\n"
}

/// Ways after which the manifest is made and signed anew, so that only the record itself is against
/// them.
const WAYS: &[Way] = &[
    (
        "the salt of a disclosed body was changed",
        &["CommitmentWrong"],
        |forged| {
            forged.text("parts.txt", |text| {
                let salt = text.match_indices(' ').nth(1).unwrap().0 + 1;
                exchanged(&text, salt)
            })
        },
    ),
    (
        "the words of a disclosed body were changed",
        &["CommitmentWrong"],
        |forged| {
            forged.text("parts.txt", |text| {
                let body = text.match_indices(' ').nth(2).unwrap().0 + 1;
                match text.as_bytes().get(body) {
                    Some(b'\n') | Some(b'-') | None => text,
                    Some(_) => exchanged(&text, body),
                }
            })
        },
    ),
    (
        "a line of disclosed parts was left out",
        &["expected `undisclosed ", "parts.txt"],
        |forged| {
            forged.text("parts.txt", |text| {
                let (_, rest) = text.split_once('\n').unwrap();
                let only = rest.is_empty();
                if only { text } else { rest.to_owned() }
            })
        },
    ),
    (
        "the millisecond of an entry was changed",
        &["Incomplete"],
        |forged| {
            forged.text("leaves.txt", |text| {
                text.replacen("2Z\nvoucher", "3Z\nvoucher", 1)
            })
        },
    ),
    (
        "the author of an entry was exchanged",
        &["Incomplete", "leaves.txt, entry "],
        |forged| {
            forged.text("leaves.txt", |text| {
                let at = text.find("\nauthor ").unwrap() + 8;
                let new = if &text[at..=at] == "0" { "1" } else { "0" };
                format!("{}{new}{}", &text[..at], &text[at + 1..])
            })
        },
    ),
    (
        "the last entry of the range was left out",
        &["leaves.txt: expected "],
        |forged| {
            forged.text("leaves.txt", |text| {
                let at = text.rfind("parenthesis/entry@v1\n").unwrap();
                if at == 0 { text } else { text[..at].to_owned() }
            })
        },
    ),
    (
        "a hash of the proof was changed",
        &["Incomplete"],
        |forged| {
            forged.text("proof.txt", |text| {
                exchanged(&text, text.find(' ').unwrap() + 1)
            })
        },
    ),
    (
        "a hash was added to the proof",
        &["expected the end: there are more hashes"],
        |forged| {
            forged.text("proof.txt", |text| {
                format!("{text}right 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
            })
        },
    ),
    (
        "the manifest hides how much is not disclosed",
        &["expected `undisclosed "],
        |forged| {
            let line = forged
                .head
                .iter()
                .find(|line| line.starts_with("undisclosed "))
                .unwrap();
            let count: u64 = line["undisclosed ".len()..].parse().unwrap();
            forged.line("undisclosed ", &format!("undisclosed {}", count + 1));
            true
        },
    ),
    (
        "the manifest names another root",
        &["expected the root of the newest checkpoint"],
        |forged| {
            forged.line("root ", "root 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
            true
        },
    ),
    (
        "the manifest names another size",
        &["proof.txt", "expected the size in the file's name"],
        |forged| {
            let line = forged
                .head
                .iter()
                .find(|line| line.starts_with("size "))
                .unwrap();
            let size: u64 = line["size ".len()..].parse().unwrap();
            forged.line("size ", &format!("size {}", size + 1));
            true
        },
    ),
    (
        "a recipient with a control character",
        &["expected `recipient "],
        |forged| {
            forged.line("recipient ", "recipient Mr.\u{85}A. de Vries");
            true
        },
    ),
    (
        "a recipient that ends with white space",
        &["expected `recipient "],
        |forged| {
            forged.line("recipient ", "recipient Mr. A. de Vries\u{2003}");
            true
        },
    ),
    (
        "a file that no bundle has",
        &["note.txt: expected no file"],
        |forged| {
            forged
                .files
                .push(("note.txt".to_owned(), b"Hello.\n".to_vec()));
            true
        },
    ),
    (
        "files in another order",
        &["expected the files in the order"],
        |forged| {
            forged.files.swap(0, 1);
            true
        },
    ),
    (
        "an empty file",
        &["READ-ME.txt: expected at least one byte"],
        |forged| {
            forged.files[0].1.clear();
            true
        },
    ),
    (
        "a volume that does not begin with 1",
        &["expected `record.pdf` alone"],
        |forged| {
            forged
                .files
                .insert(1, ("record-2.pdf".to_owned(), b"%PDF".to_vec()));
            true
        },
    ),
    (
        "an attachment that no line names",
        &["parts.txt"],
        |forged| {
            if forged.has("attachments/") {
                return false;
            }
            forged
                .files
                .push(("attachments/0-1".to_owned(), b"a photo".to_vec()));
            true
        },
    ),
    (
        "people in another order",
        &["people.txt, line "],
        |forged| forged.text("people.txt", |text| swap_lines(&text)),
    ),
    ("a person twice", &["people.txt, line "], |forged| {
        forged.text("people.txt", |text| {
            let (first, rest) = text.split_once('\n').unwrap();
            format!("{first}\n{first}\n{rest}")
        })
    }),
    ("a key twice", &["keys.txt, line "], |forged| {
        forged.text("keys.txt", |text| {
            let line = text.lines().last().unwrap().to_owned();
            format!("{text}{}\n", line.replacen("log ", "log-before ", 1))
        })
    }),
    (
        "a cosigner under the name of another device",
        &["expected devices of this tree under the name"],
        |forged| {
            let origin = forged.key.name().to_owned();
            forged.text("keys.txt", |text| {
                let name = format!("{origin}/device/0000000000000000");
                let public = ed25519_dalek::SigningKey::from_bytes(&[1; 32])
                    .verifying_key()
                    .to_bytes();
                let encoded = [[4].as_slice(), &public].concat();
                let id = Sha256::digest([name.as_bytes(), b"\n", &encoded].concat());
                let id: String = id
                    .iter()
                    .take(4)
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                let line = format!("cosigner {name}+{id}+{}", base64(&encoded));
                let mut lines: Vec<&str> = text.lines().collect();
                lines.push(&line);
                let cosigners = lines
                    .iter()
                    .position(|line| line.starts_with("cosigner "))
                    .unwrap();
                lines[cosigners..].sort_unstable();
                lines.join("\n") + "\n"
            })
        },
    ),
    (
        "a checkpoint without the log's signature",
        &["CheckpointWrong"],
        |forged| forged.text("checkpoint.txt", |text| exchanged(&text, text.len() - 20)),
    ),
    (
        "an earlier checkpoint that nobody cosigned",
        &["CheckpointWrong"],
        |forged| {
            let Some((_, bytes)) = forged
                .files
                .iter_mut()
                .find(|(name, _)| name.starts_with("checkpoints/"))
            else {
                return false;
            };
            let text = String::from_utf8(bytes.clone()).unwrap();
            let lines: Vec<&str> = text.lines().take(5).collect();
            *bytes = (lines.join("\n") + "\n").into_bytes();
            true
        },
    ),
    (
        "a handover that only one key has signed",
        &["CheckpointWrong"],
        |forged| {
            let Some((_, bytes)) = forged
                .files
                .iter_mut()
                .find(|(name, _)| name.starts_with("handovers/"))
            else {
                return false;
            };
            let text = String::from_utf8(bytes.clone()).unwrap();
            let lines: Vec<&str> = text.lines().take(7).collect();
            *bytes = (lines.join("\n") + "\n").into_bytes();
            true
        },
    ),
];

/// The bundle tampered with in every way that applies to it.
pub fn tampered(bytes: &[u8], host: &Host) -> Vec<Tampered> {
    let original = Forged::of(bytes, host);
    assert!(
        original.bytes() == bytes,
        "what was taken apart is put together again"
    );
    let mut all: Vec<Tampered> = WAYS
        .iter()
        .filter_map(|(why, refused_for, way)| {
            let mut forged = original.clone();
            way(&mut forged).then(|| Tampered {
                why,
                refused_for,
                bytes: forged.bytes(),
            })
        })
        .collect();
    let mut stranger = original.clone();
    stranger.seed = [77; 32];
    all.push(Tampered {
        why: "the manifest is signed by somebody else",
        refused_for: &["ManifestUnsigned"],
        bytes: stranger.bytes(),
    });
    let longer = [bytes, b"\n"].concat();
    all.push(Tampered {
        why: "a byte behind the end",
        refused_for: &["and then the end"],
        bytes: longer,
    });
    let mut comment = bytes.to_vec();
    let end = comment.len() - 2;
    comment[end] = 1;
    comment.push(b'!');
    all.push(Tampered {
        why: "a comment in the ZIP",
        refused_for: &["and then the end"],
        bytes: comment,
    });
    let mut checkpoint = original.clone();
    let text = format!(
        "{}\n{}\n{}\n",
        host.tree.origin,
        host.size(),
        ledger::Hash::of_leaf(b"")
    );
    let note = sign(&text, host.seed, &host.key());
    checkpoint.text("checkpoint.txt", |_| note.clone());
    checkpoint.line("root ", &format!("root {}", ledger::Hash::of_leaf(b"")));
    all.push(Tampered {
        why: "another root, signed by the host",
        refused_for: &["Incomplete"],
        bytes: checkpoint.bytes(),
    });
    all
}
