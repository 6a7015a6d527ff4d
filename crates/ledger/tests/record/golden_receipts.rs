//! The golden receipts, as the code makes them now: receipts that hold, receipts that must be
//! refused, cosignatures, a handover and short codes. The stored ones in `tests/vectors` were made
//! once; the tests only compare. Pure: every random byte is fixed here.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ledger::{
    Checkpoint, CommandId, Commitment, Cosigner, CosignerKey, DeviceVoucher, DisclosedPart,
    Entropy, Frontier, Hash, Kind, Leaf, PartIndex, Receipt, Seen, Signer, SigningKey, Statement,
    Tree, Voucher, add_signatures, checkpoint, cosign, handover, prove_inclusion, seal, short_code,
};
use serde_json::{Value, json};

use crate::golden::{self, bytes, family_key, family_tree, sequence, signer, time};

pub fn device_key() -> SigningKey {
    SigningKey::new(bytes(0xd0))
}

pub fn device() -> Cosigner {
    Cosigner::for_device(family_tree().origin, &device_key())
}

pub fn witness() -> Cosigner {
    Cosigner::new("witness.example/parenthesis", &SigningKey::new(bytes(0xe0))).unwrap()
}

/// The signer that takes the tree over.
pub fn new_signer() -> Signer {
    Signer::for_tree(family_tree().origin, &SigningKey::new(bytes(0xf0)))
}

/// The seconds at which the golden cosigners sign.
pub const SECONDS: u64 = 1_783_300_000;

/// A tree with all that its receipts are made of.
pub struct Grown {
    pub leaves: Vec<Vec<u8>>,
    pub parts: Vec<Vec<DisclosedPart>>,
    pub states: Vec<Seen>,
    stored: Vec<Hash>,
}

fn part(index: u8, salt: [u8; 32], bytes: &[u8]) -> DisclosedPart {
    let (index, bytes) = (PartIndex::new(index).unwrap(), bytes.to_vec());
    DisclosedPart { index, salt, bytes }
}

impl Grown {
    fn push(&mut self, leaf: Vec<u8>, parts: Vec<DisclosedPart>) {
        let mut frontier = Frontier::from_hashes(self.size(), &self.edge()).unwrap();
        let new = frontier.push(&leaf);
        self.stored.extend(new.into_iter().map(|(_, hash)| hash));
        self.leaves.push(leaf);
        self.parts.push(parts);
        let (size, root) = (frontier.size(), frontier.root());
        self.states.push(Seen { size, root });
    }

    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    fn edge(&self) -> Vec<Hash> {
        let needs = Frontier::needs(self.size()).unwrap();
        let at = |index: u64| self.stored[usize::try_from(index).unwrap()];
        needs.into_iter().map(at).collect()
    }

    pub fn checkpoint(&self, size: usize) -> Checkpoint {
        let Seen { size, root } = self.states[size];
        let origin = family_tree().origin;
        Checkpoint { origin, size, root }
    }

    /// The checkpoint of this size, cosigned by these.
    pub fn note(&self, size: usize, cosigners: &[Cosigner]) -> Vec<u8> {
        let signed = self.checkpoint(size);
        let note = checkpoint(signed.origin, signed.size, signed.root, &signer());
        let lines: String = cosigners
            .iter()
            .map(|cosigner| cosign(&signed, SECONDS, cosigner))
            .collect();
        if lines.is_empty() {
            return note;
        }
        add_signatures(&note, &lines).unwrap()
    }

    /// A receipt for an entry in the tree of this size, with these of its parts.
    pub fn receipt(
        &self,
        entry: usize,
        size: usize,
        parts: &[usize],
        cosigners: &[Cosigner],
    ) -> Receipt {
        let parts = parts.iter().map(|&at| self.parts[entry][at].clone());
        let keys: Vec<CosignerKey> = cosigners.iter().map(|by| by.key().clone()).collect();
        let at = (sequence(entry), size as u64);
        let inclusion = prove_inclusion(at.0, at.1, self.stored.as_slice()).unwrap();
        Receipt::new(
            signer().verifier_key().clone(),
            keys,
            parts.collect(),
            Leaf::parse(&self.leaves[entry]).unwrap(),
            inclusion,
            self.note(size, cosigners),
        )
        .unwrap()
    }
}

/// What a device of the first author states about a message that it has written.
pub fn device_draft(seen: Seen) -> ledger::Draft {
    let body = br#"{"text":"Ik haal ze om vijf uur op."}"#;
    let mut draft = ledger::Draft {
        kind: Kind::new("message.sent", 1).unwrap(),
        command: CommandId::from_random(bytes(0x80)),
        body: body.to_vec(),
        salt: Some(bytes(0x55)),
        ..golden::draft(0, seen)
    };
    let Tree { origin, .. } = family_tree();
    let commitment = Commitment::of(
        origin,
        draft.command,
        PartIndex::BODY,
        &bytes(0x55),
        &draft.body,
    );
    let statement = statement(&draft, vec![commitment]);
    draft.voucher = Voucher::Device(DeviceVoucher::sign(&statement, &device_key()));
    draft
}

fn statement(draft: &ledger::Draft, commitments: Vec<Commitment>) -> Statement {
    Statement {
        tree: family_tree(),
        kind: draft.kind.clone(),
        author: draft.author,
        command: draft.command,
        seen: draft.seen,
        commitments,
    }
}

/// The golden tree of eight entries, then one that a device vouches for, then one with two
/// attachments.
pub fn grown() -> Grown {
    let mut grown = Grown {
        leaves: Vec::new(),
        parts: Vec::new(),
        states: vec![Seen::NOTHING],
        stored: Vec::new(),
    };
    for (number, entry) in golden::entries().into_iter().enumerate() {
        let body = golden::draft(number, Seen::NOTHING).body;
        let salt = golden::entropy(number as u64)[..32].try_into().unwrap();
        grown.push(entry.leaf, vec![part(0, salt, &body)]);
    }
    let draft = device_draft(grown.states[8]);
    let entropy = Entropy::from_bytes(golden::entropy(8));
    let entry = seal(
        family_tree(),
        sequence(8),
        time(8),
        &draft,
        entropy,
        &family_key(),
    )
    .unwrap();
    grown.push(entry.leaf, vec![part(0, bytes(0x55), &draft.body)]);

    let parts = vec![
        part(0, bytes(0xa1), br#"{"text":"De foto's"}"#),
        part(1, bytes(0xa2), b"\x89PNG, but not really"),
        part(2, bytes(0xa3), b""),
    ];
    let draft = golden::draft(7, grown.states[9]);
    let command = CommandId::from_random(bytes(0x81));
    let commit = |part: &DisclosedPart| {
        let origin = family_tree().origin;
        Commitment::of(origin, command, part.index, &part.salt, &part.bytes)
    };
    let mut statement = statement(&draft, parts.iter().map(commit).collect());
    statement.command = command;
    let leaf = Leaf::new(statement, sequence(9), time(9), Voucher::Server).unwrap();
    grown.push(leaf.to_bytes(), parts);
    grown
}

/// The golden receipts that hold, each with a name.
pub fn receipts() -> Vec<(&'static str, Receipt)> {
    let grown = grown();
    let both = || [device(), witness()];
    vec![
        ("an entry without its body", grown.receipt(4, 10, &[], &[])),
        ("an entry with its body", grown.receipt(4, 8, &[0], &[])),
        ("an empty body", grown.receipt(7, 10, &[0], &[])),
        (
            "the only entry of a tree, so that there are no hashes",
            grown.receipt(0, 1, &[0], &[]),
        ),
        (
            "an entry that a device vouches for, cosigned by that device and by a witness",
            grown.receipt(8, 10, &[0], &both()),
        ),
        (
            "an entry with two attachments, of which the first is left out",
            grown.receipt(9, 10, &[0, 2], &[witness()]),
        ),
    ]
}

/// Changes what the `extra` line of a receipt holds.
fn with_extra(receipt: &str, change: impl Fn(&str) -> String) -> String {
    let line = receipt.lines().nth(1).unwrap();
    let held = BASE64_STANDARD
        .decode(line.strip_prefix("extra ").unwrap())
        .unwrap();
    let held = change(std::str::from_utf8(&held).unwrap());
    receipt.replacen(line, &format!("extra {}", BASE64_STANDARD.encode(held)), 1)
}

/// A receipt with all that a receipt can have, from which broken ones are made.
fn whole() -> String {
    text(&grown().receipt(8, 10, &[0], &[device(), witness()]))
}

fn text(receipt: &Receipt) -> String {
    String::from_utf8(receipt.to_bytes()).unwrap()
}

type Broken = (&'static str, String);

/// Broken in what the `extra` line holds: a name, what stands there, and what is put there.
fn broken_extra() -> Vec<Broken> {
    let [ours, theirs] = [signer(), new_signer()].map(|by| by.verifier_key().to_string());
    let cosigner = format!("cosigner {}\n", witness().key());
    let [salt, other_salt] = [0x55, 0x56].map(|first| BASE64_STANDARD.encode(bytes::<32>(first)));
    let changes: [(&str, &str, &str); 9] = [
        ("another edition", "receipt@v1", "receipt@v2"),
        ("another key", &ours, &theirs),
        ("a cosigner that is not listed", &cosigner, ""),
        ("a cosigner listed twice", &cosigner, &cosigner.repeat(2)),
        ("a salt that is another", &salt, &other_salt),
        ("no empty line before the leaf", "\n\n", "\n"),
        ("a device that has not signed this", "sent/1", "sent/2"),
        ("another leaf at this place", "05T22:", "05T23:"),
        ("a leaf of a later edition", "entry@v1", "entry@v2"),
    ];
    let whole = whole();
    let broken = |(name, from, to): (&'static str, &str, &str)| {
        let change = |held: &str| held.replacen(from, to, 1);
        (name, with_extra(&whole, change))
    };
    changes.map(broken).to_vec()
}

/// Broken in the parts that are shown, of an entry with attachments.
fn broken_parts() -> Vec<Broken> {
    let parts = text(&grown().receipt(9, 10, &[0, 1], &[]));
    let swapped = |held: &str| {
        let mut lines: Vec<&str> = held.split_inclusive('\n').collect();
        lines.swap(2, 3);
        lines.concat()
    };
    let beyond = |held: &str| held.replacen("part 1 ", "part 7 ", 1);
    let other = |held: &str| {
        let moved = held.replacen("part 0 ", "part 2 ", 1);
        let lines: Vec<&str> = moved.split_inclusive('\n').collect();
        let one = lines[3].replacen("part 1 ", "part 0 ", 1);
        moved.replacen(&lines[2..4].concat(), &[&one, lines[2]].concat(), 1)
    };
    vec![
        ("parts out of order", with_extra(&parts, swapped)),
        (
            "a part that the leaf does not commit to",
            with_extra(&parts, beyond),
        ),
        ("a body that is another", with_extra(&parts, other)),
    ]
}

/// Broken outside the `extra` line: a name, and the lines that take the place of lines.
fn broken_proof() -> Vec<Broken> {
    let (whole, grown) = (whole(), grown());
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let (hash, last) = (lines[3], lines.len() - 1);
    let elsewhere = text(&grown.receipt(4, 10, &[], &[]));
    let elsewhere: Vec<&str> = elsewhere.split_inclusive('\n').collect();
    // The time is in the first 16 characters behind the name, the signature in the rest.
    let later = cosign(&grown.checkpoint(10), SECONDS + 1, &witness());
    let at = later.rfind(' ').unwrap() + 17;
    let later = format!("{}{}", &later[..at], &lines[last][at..]);
    let changes: [(&str, usize, &str); 14] = [
        ("no extra line", 1, ""),
        ("a second extra line", 1, &lines[1].repeat(2)),
        ("an index that is not the leaf's", 2, "index 9\n"),
        ("an index with a zero in front", 2, "index 08\n"),
        ("a hash missing", 3, ""),
        ("a hash too many", 3, &hash.repeat(2)),
        ("the proof of another entry", 3, elsewhere[3]),
        ("another size", 7, "11\n"),
        ("a line more in the checkpoint", 7, "10\n10\n"),
        ("no signature by the key", last - 2, ""),
        ("a listed cosigner without a signature", last, ""),
        ("a cosignature twice", last, &lines[last].repeat(2)),
        ("a cosignature with another time", last, &later),
        ("no newline at the end", last, lines[last].trim_end()),
    ];
    let broken = |(name, at, line): (&'static str, usize, &str)| {
        let mut lines = lines.clone();
        lines[at] = line;
        (name, lines.concat())
    };
    let mut broken = changes.map(broken).to_vec();
    broken.push(("two receipts at once", format!("{whole}{whole}")));
    broken.push(("nothing", String::new()));
    broken
}

/// Receipts that must be refused: name and text.
pub fn refused() -> Vec<Broken> {
    [broken_extra(), broken_parts(), broken_proof()].concat()
}

/// What refuses a receipt, as a sentence.
pub fn refusal(text: &str) -> String {
    let read = Receipt::read(text.as_bytes());
    let checked = read.and_then(|receipt| receipt.verify(None));
    checked.expect_err("it must be refused").to_string()
}

/// All vectors, as the text of the stored file.
pub fn vectors() -> String {
    let grown = grown();
    let utf8 = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let holds =
        |(name, receipt): (&str, Receipt)| json!({ "name": name, "receipt": text(&receipt) });
    let fails = |(name, receipt): Broken| {
        let refusal = refusal(&receipt);
        json!({ "name": name, "receipt": receipt, "refusal": refusal })
    };
    let (old, new) = (signer(), new_signer());
    let cosigned = |cosigner: &Cosigner| {
        let line = cosign(&grown.checkpoint(10), SECONDS, cosigner);
        json!({ "key": cosigner.key().to_string(), "seconds": SECONDS, "line": line })
    };
    let code = |size: usize| {
        let checkpoint = grown.checkpoint(size);
        json!({ "text": checkpoint.to_string(), "short_code": short_code(&checkpoint) })
    };
    let leaves: Vec<String> = grown.leaves.iter().cloned().map(utf8).collect();
    let vectors = json!({
        "device_seed": golden::hex(&bytes::<32>(0xd0)),
        "witness_seed": golden::hex(&bytes::<32>(0xe0)),
        "new_signing_seed": golden::hex(&bytes::<32>(0xf0)),
        "verifier_key": old.verifier_key().to_string(),
        "leaves": leaves,
        "receipts": receipts().into_iter().map(holds).collect::<Vec<Value>>(),
        "refused": refused().into_iter().map(fails).collect::<Vec<Value>>(),
        "cosignatures_of_10": [cosigned(&device()), cosigned(&witness())],
        "handover_at_10": {
            "old": old.verifier_key().to_string(),
            "new": new.verifier_key().to_string(),
            "note": utf8(handover(&grown.checkpoint(10), &old, &new)),
        },
        "short_codes": (0..=10).map(code).collect::<Vec<Value>>(),
    });
    let mut text = serde_json::to_string_pretty(&vectors).unwrap();
    text.push('\n');
    text
}
