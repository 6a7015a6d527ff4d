//! A witness: what it refuses and with which status, and that it never contradicts itself.

use std::collections::BTreeMap;

use crate::golden::{family_tree, person_tree, signer};
use crate::golden_receipts::{new_signer, witness};
use ledger::{
    Frontier, Hash, Seen, Signer, VerifierKey, add_signatures, checkpoint, prove_consistency,
    verify_cosignature,
    witness::{AddCheckpoint, MAX_REQUEST_BYTES, WitnessRefusal, consider},
};
use proptest::{collection::vec, prelude::*, sample::Index};

/// Two histories of one tree that are the same up to `FORK` and go apart there.
const FORK: usize = 6;
const SIZE: usize = 14;

struct History {
    stored: Vec<Hash>,
    roots: Vec<Hash>,
}

impl History {
    fn new(which: u8) -> Self {
        let (mut frontier, mut stored) = (Frontier::new(), Vec::new());
        let mut roots = vec![frontier.root()];
        for number in 0..SIZE {
            let which = if number < FORK { 0 } else { which };
            let new = frontier.push(&[which, u8::try_from(number).unwrap()]);
            stored.extend(new.into_iter().map(|(_, hash)| hash));
            roots.push(frontier.root());
        }
        Self { stored, roots }
    }

    fn state(&self, size: usize) -> Seen {
        let root = self.roots[size];
        Seen {
            size: size as u64,
            root,
        }
    }

    fn request(&self, old: usize, size: usize, signer: &Signer) -> AddCheckpoint {
        let (earlier, later) = (old as u64, size as u64);
        let proof = prove_consistency(earlier, later, self.stored.as_slice());
        let origin = family_tree().origin;
        AddCheckpoint {
            old_size: earlier,
            // Where no proof can be made, there is none to send.
            proof: proof.unwrap_or_default(),
            checkpoint: checkpoint(origin, later, self.roots[size], signer),
        }
    }
}

fn keys() -> [VerifierKey; 1] {
    [signer().verifier_key().clone()]
}

#[test]
fn it_cosigns_what_grew_out_of_what_it_has_seen() {
    let history = History::new(1);
    let mut state = Seen::NOTHING;
    for (old, size) in [(0, 0), (0, 1), (1, 1), (1, 7), (7, 8), (8, SIZE)] {
        let request = history.request(old, size, &signer());
        let request = AddCheckpoint::read(&request.to_bytes()).unwrap();
        assert_eq!(request.origin(), Ok(family_tree().origin));
        let update = consider(&request, &keys(), state).unwrap();
        assert_eq!(update.state(), history.state(size));
        let line = update.cosign(1_783_300_000, &witness());
        let note = add_signatures(&request.checkpoint, &line).unwrap();
        assert_eq!(
            verify_cosignature(&note, witness().key()),
            Ok(1_783_300_000)
        );
        state = update.state();
    }
}

#[test]
fn each_refusal_has_the_status_of_c2sp() {
    let (one, other) = (History::new(1), History::new(2));
    let at_eight = one.state(8);
    let check = |request: &AddCheckpoint, keys: &[VerifierKey], status, answer: &str| {
        let refusal = consider(request, keys, at_eight).unwrap_err();
        assert_eq!(refusal.status(), status);
        let (kind, body) = refusal.answer();
        assert!(body.contains(answer) && body.ends_with('\n'), "{body}");
        assert_eq!(kind == "text/x.tlog.size", status == 409);
    };
    let right = one.request(8, 10, &signer());
    assert!(consider(&right, &keys(), at_eight).is_ok());
    check(&right, &[], 404, "no such log");
    check(
        &right,
        &[new_signer().verifier_key().clone()],
        403,
        "not signed",
    );
    check(
        &one.request(8, 10, &new_signer()),
        &keys(),
        403,
        "not signed",
    );
    let mut larger = one.request(8, 10, &signer());
    larger.old_size = 11;
    check(&larger, &keys(), 400, "line 1: expected an old size");
    check(&one.request(7, 10, &signer()), &keys(), 409, "8\n");
    check(&one.request(9, 10, &signer()), &keys(), 409, "8\n");
    check(&one.request(0, 8, &signer()), &keys(), 409, "8\n");
    check(&other.request(8, 8, &signer()), &keys(), 409, "8\n");
    check(
        &other.request(8, 10, &signer()),
        &keys(),
        422,
        "grew out of",
    );
    let mut short = right.clone();
    short.proof.pop();
    check(&short, &keys(), 422, "grew out of");
    let mut long = one.request(8, 8, &signer());
    long.proof.push(at_eight.root);
    check(&long, &keys(), 422, "grew out of");
    // From nothing there is nothing to prove, and nothing may be sent.
    let mut first = one.request(0, 3, &signer());
    assert!(consider(&first, &keys(), Seen::NOTHING).is_ok());
    first.proof.push(at_eight.root);
    let refused = consider(&first, &keys(), Seen::NOTHING);
    assert_eq!(refused, Err(WitnessRefusal::Inconsistent));
}

#[test]
fn a_request_that_is_no_request_is_told_what_is_wrong() {
    let right = History::new(1).request(8, 10, &signer());
    let text = String::from_utf8(right.to_bytes()).unwrap();
    let check = |text: &str, line: u32| match AddCheckpoint::read(text.as_bytes()) {
        Err(WitnessRefusal::Malformed(error)) => assert_eq!(error.line, line, "{error}"),
        other => panic!("{other:?}"),
    };
    let note = u32::try_from(right.proof.len()).unwrap() + 3;
    check("", 1);
    check(&text.replacen("old 8", "old 08", 1), 1);
    check(&text.replacen("old 8", "old", 1), 1);
    check(&text.replacen("old 8", "old 9007199254740992", 1), 1);
    check(&text.replacen("=\n", "\n", 1), 2);
    check(&text.replacen("\n\n", "\n", 1), note - 1);
    check(text.split_inclusive("\n\n").next().unwrap(), note);
    check(&text.replacen("\n10\n", "\n010\n", 1), note);
    check(&text.replacen("\n10\n", "\n10\n10\n", 1), note);
    check(text.trim_end(), note);
    let hashes = format!("{}\n", Hash::EMPTY_TREE).repeat(64);
    check(
        &text.replacen("old 8\n", &format!("old 8\n{hashes}"), 1),
        65,
    );
    let allowed = hashes.replacen(&format!("{}\n", Hash::EMPTY_TREE), "", 3);
    let many = text.replacen("old 8\n", &format!("old 8\n{allowed}"), 1);
    let many = AddCheckpoint::read(many.as_bytes()).unwrap();
    let refused = consider(&many, &keys(), History::new(1).state(8));
    assert_eq!(refused, Err(WitnessRefusal::Inconsistent));
    check(&"\n".repeat(MAX_REQUEST_BYTES + 1), 1);
    let other = checkpoint(person_tree().origin, 10, Hash::EMPTY_TREE, &signer());
    let other = AddCheckpoint {
        checkpoint: other,
        ..right
    };
    assert_eq!(other.origin(), Ok(person_tree().origin));
    let refused = consider(&other, &[], Seen::NOTHING);
    assert_eq!(refused, Err(WitnessRefusal::UnknownLog));
}

/// What somebody may send: sizes, which history proves and which one is signed, by whom, and
/// what is changed on the way.
type Sent = (usize, usize, bool, bool, bool, Option<(Index, u8)>);

fn sent() -> impl Strategy<Value = Sent> {
    let change = proptest::option::weighted(0.2, any::<(Index, u8)>());
    let stranger = proptest::bool::weighted(0.1);
    (
        0..=SIZE,
        0..=SIZE,
        any::<bool>(),
        any::<bool>(),
        stranger,
        change,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A log that signs anything, and requests of all kinds in any order: the witness never
    /// cosigns two roots for one size, never a smaller tree, and only one of the histories.
    #[test]
    fn it_never_contradicts_itself(requests in vec(sent(), 1..60), follow in vec(any::<bool>(), 60)) {
        let histories = [History::new(1), History::new(2)];
        let (mut state, mut cosigned) = (Seen::NOTHING, BTreeMap::new());
        for ((old, size, proves, signs, stranger, change), follow) in requests.into_iter().zip(follow) {
            let by = if stranger { new_signer() } else { signer() };
            // Half of the requests come from somebody who knows what the witness has.
            let old = if follow { usize::try_from(state.size).unwrap() } else { old };
            let mut request = histories[usize::from(proves)].request(old, size, &by);
            request.checkpoint = histories[usize::from(signs)].request(old, size, &by).checkpoint;
            let mut bytes = request.to_bytes();
            if let Some((at, byte)) = change {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let Ok(request) = AddCheckpoint::read(&bytes) else { continue };
            prop_assert_eq!(request.to_bytes(), bytes);
            let Ok(update) = consider(&request, &keys(), state) else { continue };
            let new = update.state();
            prop_assert!(new.size >= state.size);
            let before = cosigned.insert(new.size, new.root);
            prop_assert!(before.is_none_or(|before| before == new.root));
            let fits = |history: &History| {
                cosigned.iter().all(|(&size, root)| {
                    history.roots[usize::try_from(size).unwrap()] == *root
                })
            };
            prop_assert!(histories.iter().any(fits));
            state = new;
        }
    }

    #[test]
    fn a_request_is_read_as_it_was_written(
        old in 0..=ledger::MAX_TREE_SIZE, hashes in vec(any::<[u8; 32]>(), 0..=63), size in 1..=SIZE,
    ) {
        let mut request = History::new(1).request(0, size, &signer());
        request.old_size = old;
        request.proof = hashes.into_iter().map(Hash::new).collect();
        let bytes = request.to_bytes();
        prop_assert!(bytes.len() <= MAX_REQUEST_BYTES);
        prop_assert_eq!(AddCheckpoint::read(&bytes), Ok(request));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300)) {
        let known = [b"old 0\n\n".as_slice(), &bytes].concat();
        prop_assert!(AddCheckpoint::read(&bytes).is_err());
        prop_assert!(AddCheckpoint::read(&known).is_err());
    }
}
