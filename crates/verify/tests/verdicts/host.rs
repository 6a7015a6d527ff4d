//! A host that keeps one family's tree in memory and owns every key but those of devices, passkeys
//! and witnesses: honest as long as it is asked to be. Deterministic; nothing from outside.
//!
//! The tests, the benchmark and the generator of example bundles share it.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use ed25519_dalek::Signer as _;
use ledger::{
    AuthorId, Checkpoint, CommandId, Commitment, Cosigner, CosignerKey, DatedHead, DeviceVoucher,
    DisclosedPart, EntryTime, Frontier, Hash, Kind, Leaf, Origin, PartIndex, Receipt, Seen,
    Sequence, Signer, SigningKey, Statement, Tree, TreeKind, VerifierKey, Voucher, add_signatures,
    bundle::{self, BundleDraft, Disclosed},
    checkpoint, cosign, dated_head, handover, prove_inclusion, prove_range,
};
use sha2::{Digest as _, Sha256};

/// When the first entry is recorded: 2026-07-05T14:03:27.512Z.
pub const BEGIN: i64 = 1_783_260_207_512;
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 86_400_000;

/// Numbers that look random and are the same for ever (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.number() % end.max(1)
    }

    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            let number = self.number().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
        bytes
    }
}

/// A body or attachment with its salt.
pub type SaltedPart = ([u8; 32], Vec<u8>);

/// What somebody does.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    pub kind: &'a str,
    pub author: AuthorId,
    pub body: Vec<u8>,
    pub attachments: Vec<Vec<u8>>,
    /// The seed of the device that signs.
    pub device: Option<[u8; 32]>,
    /// The size that the author had seen; all, when there is none.
    pub seen: Option<u64>,
    /// The command, when it is one with the act before.
    pub command: Option<CommandId>,
}

impl Act<'_> {
    pub fn message(author: AuthorId, words: &str) -> Act<'static> {
        Act {
            kind: "message.sent/1",
            author,
            body: format!("{{\"words\":\"{words}\"}}").into_bytes(),
            attachments: Vec::new(),
            device: None,
            seen: None,
            command: None,
        }
    }
}

/// The host.
#[derive(Clone, Debug)]
pub struct Host {
    pub tree: Tree,
    pub random: Random,
    /// The seed of the signing key in use.
    pub seed: [u8; 32],
    pub now: i64,
    pub leaves: Vec<Vec<u8>>,
    pub parts: Vec<Vec<SaltedPart>>,
    frontier: Frontier,
    stored: Vec<Hash>,
    roots: Vec<Hash>,
    pub before: Vec<VerifierKey>,
    pub handovers: BTreeMap<u64, Vec<u8>>,
    pub cosigned: BTreeMap<u64, Vec<u8>>,
    pub cosigners: Vec<CosignerKey>,
    pub people: BTreeMap<AuthorId, String>,
}

impl Host {
    pub fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let origin = Origin::from_random(random.bytes());
        Self {
            tree: Tree {
                kind: TreeKind::Family,
                origin,
            },
            seed: random.bytes(),
            random,
            now: BEGIN,
            leaves: Vec::new(),
            parts: Vec::new(),
            frontier: Frontier::new(),
            stored: Vec::new(),
            roots: vec![Hash::EMPTY_TREE],
            before: Vec::new(),
            handovers: BTreeMap::new(),
            cosigned: BTreeMap::new(),
            cosigners: Vec::new(),
            people: BTreeMap::new(),
        }
    }

    pub fn person(&mut self, name: &str) -> AuthorId {
        let author = AuthorId::from_random(self.random.bytes());
        self.people.insert(author, name.to_owned());
        author
    }

    pub fn signer(&self) -> Signer {
        Signer::for_tree(self.tree.origin, &SigningKey::new(self.seed))
    }

    pub fn key(&self) -> VerifierKey {
        self.signer().verifier_key().clone()
    }

    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Records an act, a minute after the one before, and returns its place.
    pub fn act(&mut self, act: &Act<'_>) -> u64 {
        self.now += MINUTE;
        self.act_at(act, self.now)
    }

    /// Records an act with whatever time.
    pub fn act_at(&mut self, act: &Act<'_>, millis: i64) -> u64 {
        let place = self.size();
        let command = act.command;
        let command = command.unwrap_or_else(|| CommandId::from_random(self.random.bytes()));
        let mut parts: Vec<SaltedPart> = vec![(self.random.bytes(), act.body.clone())];
        for attachment in &act.attachments {
            parts.push((self.random.bytes(), attachment.clone()));
        }
        let commitments = (0_u8..).zip(&parts).map(|(index, (salt, bytes))| {
            let index = PartIndex::new(index).unwrap();
            Commitment::of(self.tree.origin, command, index, salt, bytes)
        });
        let seen = act.seen.unwrap_or(place);
        let statement = Statement {
            tree: self.tree,
            kind: act.kind.parse::<Kind>().unwrap(),
            author: act.author,
            command,
            seen: Seen {
                size: seen,
                root: self.root(seen),
            },
            commitments: commitments.collect(),
        };
        let voucher = act.device.map_or(Voucher::Server, |seed| {
            Voucher::Device(DeviceVoucher::sign(&statement, &SigningKey::new(seed)))
        });
        let time = EntryTime::from_unix_millis(millis).unwrap();
        let leaf = Leaf::new(statement, Sequence::new(place).unwrap(), time, voucher).unwrap();
        self.push(leaf.to_bytes(), parts);
        place
    }

    /// Puts any bytes into the tree, as only a hostile host does.
    pub fn push(&mut self, leaf: Vec<u8>, parts: Vec<SaltedPart>) {
        let stored = self.frontier.push(&leaf);
        self.stored.extend(stored.into_iter().map(|(_, hash)| hash));
        self.roots.push(self.frontier.root());
        self.leaves.push(leaf);
        self.parts.push(parts);
    }

    /// The same tree with another content of one leaf, all hashes computed anew.
    pub fn with_leaf(&self, at: usize, leaf: &[u8]) -> Self {
        let mut other = self.clone();
        other.frontier = Frontier::new();
        other.stored.clear();
        other.roots.truncate(1);
        let leaves = std::mem::take(&mut other.leaves);
        let parts = std::mem::take(&mut other.parts);
        for (place, (old, parts)) in leaves.into_iter().zip(parts).enumerate() {
            let leaf = if place == at { leaf.to_vec() } else { old };
            other.push(leaf, parts);
        }
        other
    }

    pub fn root(&self, size: u64) -> Hash {
        self.roots[usize::try_from(size).unwrap()]
    }

    pub fn checkpoint_at(&self, size: u64) -> Vec<u8> {
        let root = self.root(size);
        checkpoint(self.tree.origin, size, root, &self.signer())
    }

    /// A witness or device cosigns the checkpoint of this size.
    pub fn cosigned_at(&mut self, size: u64, cosigner: &Cosigner, millis: i64) {
        let old = self.cosigned.get(&size).cloned();
        let note = old.unwrap_or_else(|| self.checkpoint_at(size));
        let root = self.root(size);
        let origin = self.tree.origin;
        let seconds = u64::try_from(millis / 1_000).unwrap();
        let line = cosign(&Checkpoint { origin, size, root }, seconds, cosigner);
        self.cosigned
            .insert(size, add_signatures(&note, &line).unwrap());
        if !self.cosigners.contains(cosigner.key()) {
            self.cosigners.push(cosigner.key().clone());
        }
    }

    /// Hands the tree over to a new key.
    pub fn new_key(&mut self) {
        let (old, size) = (self.signer(), self.size());
        self.seed = self.random.bytes();
        let newest = Checkpoint {
            origin: self.tree.origin,
            size,
            root: self.root(size),
        };
        let note = handover(&newest, &old, &self.signer());
        self.handovers.insert(size, note);
        self.before.insert(0, old.verifier_key().clone());
    }

    /// The receipt of an entry under the checkpoint of this size, with its body.
    pub fn receipt(&self, place: u64, size: u64) -> Receipt {
        let at = usize::try_from(place).unwrap();
        let sequence = Sequence::new(place).unwrap();
        let inclusion = prove_inclusion(sequence, size, self.stored.as_slice()).unwrap();
        let (salt, bytes) = self.parts[at][0].clone();
        let body = DisclosedPart {
            index: PartIndex::BODY,
            salt,
            bytes,
        };
        let leaf = Leaf::parse(&self.leaves[at]).unwrap();
        let note = self.checkpoint_at(size);
        Receipt::new(self.key(), Vec::new(), vec![body], leaf, inclusion, note).unwrap()
    }

    /// All that goes into a bundle of this range that discloses the entries of which `shows` says so.
    pub fn draft(&self, range: Range<u64>, shows: impl Fn(u64, usize) -> bool) -> HostDraft<'_> {
        let places = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        let mut parts = Vec::new();
        for (place, all) in range.clone().zip(&self.parts[places.clone()]) {
            for (index, (salt, bytes)) in all.iter().enumerate() {
                if shows(place, index) {
                    parts.push(Disclosed {
                        sequence: Sequence::new(place).unwrap(),
                        index: PartIndex::new(u8::try_from(index).unwrap()).unwrap(),
                        salt: *salt,
                        bytes: Cow::Borrowed(bytes.as_slice()),
                    });
                }
            }
        }
        let size = self.size();
        let newest = self.cosigned.get(&size).cloned();
        let checkpoint = newest.unwrap_or_else(|| self.checkpoint_at(size));
        let in_range = |at: u64| at > range.start && at <= range.end && at < size;
        let earlier = self.cosigned.iter().filter(|(at, _)| in_range(**at));
        let earlier: BTreeMap<u64, Vec<u8>> =
            earlier.map(|(at, note)| (*at, note.clone())).collect();
        HostDraft {
            checkpoint,
            draft: BundleDraft {
                tree: self.tree,
                first: Sequence::new(range.start).unwrap(),
                leaves: &self.leaves[places],
                proof: prove_range(range.start, range.end, size, self.stored.as_slice()).unwrap(),
                parts,
                people: self.people.clone(),
                checkpoint: &[],
                earlier,
                log_before: self.before.clone(),
                handovers: self.handovers.clone(),
                cosigners: self.cosigners.clone(),
                made: EntryTime::from_unix_millis(self.now + DAY).unwrap(),
                language: "nl",
                recipient: "Mr. A. de Vries",
                read_me: b"How to verify this: docs/verify.md\n",
                volumes: Vec::new(),
            },
        }
    }

    /// A bundle of everything.
    pub fn bundle(&self) -> Vec<u8> {
        self.draft(0..self.size(), |_, _| true)
            .write(&self.signer())
    }
}

/// A draft that owns its checkpoint.
pub struct HostDraft<'a> {
    pub checkpoint: Vec<u8>,
    pub draft: BundleDraft<'a>,
}

impl HostDraft<'_> {
    pub fn write(&self, signer: &Signer) -> Vec<u8> {
        let draft = BundleDraft {
            checkpoint: &self.checkpoint,
            ..self.draft.clone()
        };
        bundle::write(&draft, signer).unwrap()
    }
}

/// A passkey of the Ed25519 kind, and the signatures that a browser makes with it.
pub struct Passkey {
    pub key: ed25519_dalek::SigningKey,
}

/// The head of an Ed25519 key as DER SubjectPublicKeyInfo (RFC 8410).
const SPKI_ED25519: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

impl Passkey {
    pub fn new(seed: [u8; 32]) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        Self { key }
    }

    /// The member `assertion` over the entry with this commitment.
    pub fn assertion(&self, over: u64, commitment: &[u8; 32]) -> String {
        let challenge = base64_url(commitment);
        let client = format!(
            "{{\"type\":\"webauthn.get\",\"challenge\":\"{challenge}\",\
             \"origin\":\"https://family.example\",\"crossOrigin\":false}}"
        );
        let mut data = Sha256::digest(b"family.example").to_vec();
        data.extend_from_slice(&[0x05, 0, 0, 0, 1]);
        let message = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&message).to_bytes();
        let public = self.key.verifying_key().to_bytes();
        let key = base64(&[SPKI_ED25519.as_slice(), &public].concat());
        let (data, client) = (base64(&data), base64(client.as_bytes()));
        let signature = base64(&signature);
        format!(
            "{{\"over\":{over},\"rp\":\"family.example\",\"key\":\"{key}\",\"alg\":-8,\
             \"authenticator_data\":\"{data}\",\"client_data\":\"{client}\",\
             \"signature\":\"{signature}\"}}"
        )
    }
}

/// Base64 in the standard alphabet, padded.
pub fn base64(bytes: &[u8]) -> String {
    let mut text = base64_url(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// Base64 for addresses, without padding.
pub fn base64_url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut number = 0_u32;
        for at in 0..3 {
            number = number << 8 | u32::from(*three.get(at).unwrap_or(&0));
        }
        for at in 0..=three.len() {
            let letter = number >> (18 - 6 * at) & 63;
            text.push(char::from(LETTERS[letter as usize]));
        }
    }
    text
}

/// The log's word that its size is the newest at a time.
pub fn newest(host: &Host, size: u64, millis: i64) -> Vec<u8> {
    let head = DatedHead {
        time: EntryTime::from_unix_millis(millis).unwrap(),
        checkpoint: Checkpoint {
            origin: host.tree.origin,
            size,
            root: host.root(size),
        },
    };
    dated_head(&head, &host.signer())
}

/// An e-mail as hosts send them, with a note in its text.
pub fn email(note: &[u8]) -> String {
    let mut mail = String::from(
        "From: Parenthesis <record@family.example>\nTo: mara@example.org\n\
         Subject: A new message\nDate: 5 Jul 2026 14:08:27 +0000\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: quoted-printable\n\n",
    );
    let text = format!(
        "There is a new message.\n\n{}",
        String::from_utf8_lossy(note)
    );
    for line in text.lines() {
        let mut width = 0;
        for byte in line.bytes() {
            let letter = match byte {
                b'=' | 128.. => format!("={byte:02X}"),
                _ => char::from(byte).to_string(),
            };
            if width + letter.len() > 75 {
                mail.push_str("=\n");
                width = 0;
            }
            width += letter.len();
            mail.push_str(&letter);
        }
        mail.push('\n');
    }
    mail.replace('\n', "\r\n")
}
