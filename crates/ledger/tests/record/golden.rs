//! The golden vectors, as the code makes them now. The stored ones in `tests/vectors` were made
//! once; the tests only compare. Pure: every random byte is fixed here.

use ledger::{
    AuthorId, CommandId, Commitment, Draft, Entropy, EntryTime, FamilyKey, Frontier, Hash,
    InstanceKey, Kind, Leaf, Origin, PartIndex, SealedEntry, Seen, Sequence, Signer, SigningKey,
    Statement, Tree, TreeKind, Voucher, checkpoint, prove_consistency, prove_inclusion, seal,
};
use serde_json::{Value, json};

/// Bytes that look random and are the same for ever: `first`, `first + 7`, and so on.
pub fn bytes<const N: usize>(first: u8) -> [u8; N] {
    let mut bytes = [0; N];
    let mut next = first;
    for byte in &mut bytes {
        *byte = next;
        next = next.wrapping_add(7);
    }
    bytes
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn family_tree() -> Tree {
    Tree {
        kind: TreeKind::Family,
        origin: Origin::from_random(bytes(0x10)),
    }
}

pub fn person_tree() -> Tree {
    Tree {
        kind: TreeKind::Person,
        origin: Origin::from_random(bytes(0x20)),
    }
}

pub fn instance_key() -> InstanceKey {
    InstanceKey::new(bytes(0x30))
}

pub fn family_key() -> FamilyKey {
    FamilyKey::new(bytes(0x40))
}

pub fn signing_key() -> SigningKey {
    SigningKey::new(bytes(0x50))
}

pub fn signer() -> Signer {
    Signer::for_tree(family_tree().origin, &signing_key())
}

pub fn entropy(number: u64) -> [u8; Entropy::BYTES] {
    bytes(u8::try_from(number * 11 % 256).unwrap())
}

const BODIES: [(&str, &str); 8] = [
    ("family.founded", r#"{"name":"Noor and Sam"}"#),
    ("member.joined", r#"{"parent":"mara"}"#),
    ("member.joined", r#"{"parent":"elias"}"#),
    (
        "plan.agreed",
        r#"{"edition":1,"title":"Ouderschapsplan — één gezin"}"#,
    ),
    (
        "swap.proposed",
        r#"{"from":"2026-07-03T17:00","until":"2026-07-05T17:00"}"#,
    ),
    ("swap.countered", r#"{"reason":"Grandmother's birthday"}"#),
    ("swap.accepted", "{}"),
    ("message.sent", ""),
];

pub fn draft(number: usize, seen: Seen) -> Draft {
    let (kind, body) = BODIES[number];
    let parity = u8::try_from(number % 2).unwrap();
    Draft {
        kind: Kind::new(kind, 1).unwrap(),
        author: AuthorId::from_random(bytes(0x60 + parity)),
        // The joining of both parents is one command with two entries.
        command: CommandId::from_random(bytes(
            0x70 + u8::try_from(if number == 1 { 2 } else { number }).unwrap(),
        )),
        seen,
        body: body.as_bytes().to_vec(),
        salt: None,
        voucher: Voucher::Server,
    }
}

pub fn time(number: u64) -> EntryTime {
    let step = i64::try_from(number).unwrap() * 3_661_001;
    EntryTime::from_unix_millis(1_783_260_207_512 + step).unwrap()
}

pub fn sequence(number: usize) -> Sequence {
    Sequence::new(u64::try_from(number).unwrap()).unwrap()
}

/// The entries of the golden tree, each of whose authors had seen all before (the third: one).
pub fn entries() -> Vec<SealedEntry> {
    let mut frontier = Frontier::new();
    let mut states = vec![Seen::NOTHING];
    let mut entries = Vec::new();
    for number in 0..BODIES.len() {
        let seen = states[if number == 2 { 1 } else { number }];
        let draft = draft(number, seen);
        let at = number as u64;
        let entropy = Entropy::from_bytes(entropy(at));
        let key = family_key();
        let entry = seal(
            family_tree(),
            sequence(number),
            time(at),
            &draft,
            entropy,
            &key,
        )
        .unwrap();
        frontier.push(&entry.leaf);
        states.push(Seen {
            size: frontier.size(),
            root: frontier.root(),
        });
        entries.push(entry);
    }
    entries
}

/// A leaf of a private tree with two attachments.
pub fn leaf_with_attachments() -> Leaf {
    let (tree, command) = (person_tree(), CommandId::from_random(bytes(0x90)));
    let part = |index: u8, text: &str| {
        let index = PartIndex::new(index).unwrap();
        Commitment::of(tree.origin, command, index, &bytes(0xa0), text.as_bytes())
    };
    let statement = Statement {
        tree,
        kind: Kind::new("journal.written", 12).unwrap(),
        author: AuthorId::from_random(bytes(0x60)),
        command,
        seen: Seen {
            size: 3,
            root: Hash::of_leaf(b"a root"),
        },
        commitments: vec![part(0, "{}"), part(1, "one"), part(2, "")],
    };
    Leaf::new(
        statement,
        Sequence::new(40).unwrap(),
        time(0),
        Voucher::Server,
    )
    .unwrap()
}

fn entry_vector(number: usize, entry: &SealedEntry) -> Value {
    json!({
        "entropy": hex(&entropy(number as u64)),
        "body": BODIES[number].1,
        "leaf": String::from_utf8(entry.leaf.clone()).unwrap(),
        "sealed_body": hex(&entry.body),
        "wrapped_key": hex(&entry.wrapped_key),
    })
}

fn strings(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(Hash::to_string).collect()
}

fn tree_vectors(entries: &[SealedEntry]) -> Value {
    let (origin, signer) = (family_tree().origin, signer());
    let mut frontier = Frontier::new();
    let mut stored: Vec<Hash> = Vec::new();
    let note = |frontier: &Frontier| {
        String::from_utf8(checkpoint(
            origin,
            frontier.size(),
            frontier.root(),
            &signer,
        ))
        .unwrap()
    };
    let mut checkpoints = vec![note(&frontier)];
    let mut roots = vec![frontier.root()];
    for entry in entries {
        stored.extend(frontier.push(&entry.leaf).into_iter().map(|(_, hash)| hash));
        checkpoints.push(note(&frontier));
        roots.push(frontier.root());
    }
    let size = frontier.size();
    let inclusion: Vec<Value> = (0..entries.len())
        .map(|n| strings(&prove_inclusion(sequence(n), size, stored.as_slice()).unwrap()).into())
        .collect();
    let consistency: Vec<Value> = (1..=size)
        .map(|n| strings(&prove_consistency(n, size, stored.as_slice()).unwrap()).into())
        .collect();
    json!({
        "verifier_key": signer.verifier_key().to_string(),
        "roots": strings(&roots),
        "stored_hashes": strings(&stored),
        "checkpoints": checkpoints,
        "inclusion_in_the_last": inclusion,
        "consistency_from_1_to_the_last": consistency,
    })
}

/// All vectors, as the text of the stored file.
pub fn vectors() -> String {
    let entries = entries();
    let (instance, origin) = (instance_key(), family_tree().origin);
    let sealed: Vec<Value> = entries
        .iter()
        .enumerate()
        .map(|(n, e)| entry_vector(n, e))
        .collect();
    let vectors = json!({
        "instance_key": hex(&bytes::<32>(0x30)),
        "family_key": hex(&bytes::<32>(0x40)),
        "signing_seed": hex(&bytes::<32>(0x50)),
        "wrapped_family_key": hex(family_key().wrap(&instance, origin, &bytes(0xb0)).as_bytes()),
        "wrapped_signing_key": hex(signing_key().wrap(&instance, origin, &bytes(0xc0)).as_bytes()),
        "entries": sealed,
        "tree": tree_vectors(&entries),
        "leaf_with_attachments": leaf_with_attachments().to_string(),
    });
    let mut text = serde_json::to_string_pretty(&vectors).unwrap();
    text.push('\n');
    text
}
