//! Receipts, cosignatures, handovers and short codes: the stored vectors, properties, refusals.

use crate::golden::{self, bytes, family_tree, person_tree, sequence, signer};
use crate::golden_receipts::{self, SECONDS, device, grown, new_signer, receipts, witness};
use ledger::{
    Checkpoint, CheckpointError, Cosigner, CosignerKey, DatedHead, DeviceKey, Handover, Hash,
    LineError, Receipt, ReceiptError, ReceiptsError, SignatureError, Signer, SigningKey, TlogProof,
    VerifierKey, add_signatures, checkpoint, cosign, dated_head, device_name, handover,
    read_receipts, short_code, split_receipts, verify_cosignature, verify_cosignature_line,
    verify_dated_head, verify_handover, verify_signatures,
};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::Value;

const STORED: &str = include_str!("../vectors/receipt-v1.json");

fn stored() -> Value {
    serde_json::from_str(STORED).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn the_code_makes_the_stored_vectors() {
    assert!(
        golden_receipts::vectors() == STORED,
        "the format changed; see examples/receipt_vectors.rs"
    );
}

#[test]
fn stored_receipts_hold() {
    let stored = stored();
    let key: VerifierKey = text(&stored["verifier_key"]).parse().unwrap();
    let other = new_signer();
    for vector in stored["receipts"].as_array().unwrap() {
        let (name, bytes) = (text(&vector["name"]), text(&vector["receipt"]).as_bytes());
        let receipt = Receipt::read(bytes).expect(name);
        assert_eq!(receipt.to_bytes(), bytes, "{name}");
        let checked = receipt.verify(Some(&key)).expect(name);
        assert!(checked.key_known && !receipt.verify(None).unwrap().key_known);
        assert_eq!(checked.cosigned.len(), receipt.cosigners().len());
        assert!(checked.cosigned.iter().all(|by| by.seconds == SECONDS));
        let refused = receipt.verify(Some(other.verifier_key()));
        assert!(
            matches!(refused, Err(ReceiptError::OtherKey { .. })),
            "{name}"
        );
    }
}

#[test]
fn stored_broken_receipts_are_refused() {
    for vector in stored()["refused"].as_array().unwrap() {
        let refusal = golden_receipts::refusal(text(&vector["receipt"]));
        assert_eq!(refusal, text(&vector["refusal"]), "{}", vector["name"]);
    }
}

#[test]
fn stored_cosignatures_handover_and_codes_hold() {
    let (stored, origin) = (stored(), family_tree().origin);
    let at_ten = grown().checkpoint(10);
    for vector in stored["cosignatures_of_10"].as_array().unwrap() {
        let key: CosignerKey = text(&vector["key"]).parse().unwrap();
        let seconds = verify_cosignature_line(&at_ten, text(&vector["line"]), &key);
        assert_eq!(seconds.ok(), vector["seconds"].as_u64());
    }
    let vector = &stored["handover_at_10"];
    let [old, new] = ["old", "new"].map(|key| text(&vector[key]).parse().unwrap());
    let note = text(&vector["note"]).as_bytes();
    assert_eq!(verify_handover(note, origin, &old, &new), Ok(at_ten));
    for vector in stored["short_codes"].as_array().unwrap() {
        let size: usize = text(&vector["text"])
            .lines()
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(
            short_code(&grown().checkpoint(size)),
            text(&vector["short_code"])
        );
    }
}

/// Every byte of every golden receipt, changed in several ways, or left out.
#[test]
fn every_changed_byte_of_a_receipt_is_refused() {
    let holds = |bytes: &[u8]| Receipt::read(bytes).is_ok_and(|read| read.verify(None).is_ok());
    let mut trials = 0;
    for (name, receipt) in receipts() {
        let right = receipt.to_bytes();
        assert!(holds(&right), "{name}");
        for place in 0..right.len() {
            for change in [1, 2, 0x20, 0x80] {
                let mut wrong = right.clone();
                wrong[place] ^= change;
                assert!(!holds(&wrong), "{name}: byte {place} ^ {change}");
                trials += 1;
            }
            let mut wrong = right.clone();
            wrong.remove(place);
            assert!(!holds(&wrong), "{name}: without byte {place}");
        }
    }
    assert!(trials > 20_000, "{trials}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_receipt_is_read_as_it_was_written(
        entry: Index, size: Index, shown in vec(any::<bool>(), 3), devices in 0_usize..3,
    ) {
        let grown = grown();
        let entry = entry.index(10);
        let size = entry + 1 + size.index(10 - entry);
        let parts: Vec<usize> = (0..grown.parts[entry].len()).filter(|&at| shown[at]).collect();
        let cosigners = [device(), witness()];
        let receipt = grown.receipt(entry, size, &parts, &cosigners[..devices]);
        prop_assert!(receipt.verify(Some(signer().verifier_key())).is_ok());
        let bytes = receipt.to_bytes();
        prop_assert_eq!(Receipt::read(&bytes), Ok(receipt.clone()));
        let file = [bytes.as_slice(), &bytes].concat();
        prop_assert_eq!(read_receipts(&file), Ok(vec![receipt.clone(), receipt]));
    }

    #[test]
    fn what_is_read_as_a_receipt_is_what_was_written(
        which: Index, changes in vec((any::<Index>(), any::<u8>()), 1..4), cut: bool,
    ) {
        let receipts = receipts();
        let mut bytes = which.get(&receipts).1.to_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            if cut {
                bytes.remove(at);
            } else {
                bytes[at] = byte;
            }
        }
        if let Ok(read) = Receipt::read(&bytes) {
            prop_assert_eq!(read.to_bytes(), bytes.as_slice());
        }
        if let Ok(read) = TlogProof::read(&bytes) {
            prop_assert_eq!(read.to_bytes(), bytes);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300), line: String) {
        let head = format!("c2sp.org/tlog-proof@v1\n{line}\n");
        for bytes in [bytes.clone(), [head.as_bytes(), &bytes].concat()] {
            prop_assert!(Receipt::read(&bytes).is_err());
            prop_assert!(read_receipts(&bytes).is_err());
            if let Ok(read) = TlogProof::read(&bytes) {
                prop_assert_eq!(read.to_bytes(), bytes);
            }
        }
    }

    #[test]
    fn a_proof_is_read_as_it_was_written(
        extra: Option<Vec<u8>>, index in 0..ledger::MAX_TREE_SIZE,
        hashes in vec(any::<[u8; 32]>(), 0..=ledger::MAX_PROOF_HASHES), note in "[^\u{0}]{1,80}",
    ) {
        let proof = TlogProof {
            extra,
            index: ledger::Sequence::new(index).unwrap(),
            inclusion: hashes.into_iter().map(Hash::new).collect(),
            checkpoint: note.into_bytes(),
        };
        prop_assert_eq!(TlogProof::read(&proof.to_bytes()), Ok(proof));
    }

    #[test]
    fn keys_are_read_as_they_were_written(seed: [u8; 32], random: [u8; 16]) {
        let (key, origin) = (SigningKey::new(seed), ledger::Origin::from_random(random));
        let signer = Signer::for_tree(origin, &key);
        let cosigner = Cosigner::for_device(origin, &key);
        let text = signer.verifier_key().to_string();
        prop_assert_eq!(text.parse::<VerifierKey>(), Ok(signer.verifier_key().clone()));
        prop_assert!(text.parse::<CosignerKey>().is_err());
        let text = cosigner.key().to_string();
        prop_assert_eq!(text.parse::<CosignerKey>(), Ok(cosigner.key().clone()));
        prop_assert!(text.parse::<VerifierKey>().is_err());
        let device = DeviceKey::of(&key);
        prop_assert_eq!(device.to_string().parse::<DeviceKey>(), Ok(device));
        prop_assert_eq!(cosigner.key(), &CosignerKey::of_device(origin, &device));
        prop_assert_eq!(cosigner.key().name(), device_name(origin, &device));
    }

    #[test]
    fn a_cosignature_holds_for_its_text_time_and_key_only(
        size in 1..ledger::MAX_TREE_SIZE, root: [u8; 32], seconds in 0..=ledger::MAX_TREE_SIZE,
        place: Index, bit in 0_u32..8,
    ) {
        let (origin, root) = (family_tree().origin, Hash::new(root));
        let signed = Checkpoint { origin, size, root };
        let line = cosign(&signed, seconds, &device());
        let check = |checkpoint: &Checkpoint, line: &str, by: &Cosigner| {
            verify_cosignature_line(checkpoint, line, by.key())
        };
        prop_assert_eq!(check(&signed, &line, &device()), Ok(seconds));
        let smaller = Checkpoint { size: size - 1, ..signed };
        prop_assert!(check(&smaller, &line, &device()).is_err());
        prop_assert!(check(&signed, &line, &witness()).is_err());
        let mut wrong = line.clone().into_bytes();
        wrong[place.index(line.len())] ^= 1 << bit;
        if let Ok(wrong) = String::from_utf8(wrong) {
            prop_assert!(check(&signed, &wrong, &device()).is_err());
        }
        let note = checkpoint(origin, size, root, &signer());
        let both = add_signatures(&note, &line).unwrap();
        prop_assert_eq!(verify_cosignature(&both, device().key()), Ok(seconds));
        // A second signature by the same key takes the place of the first.
        let later = cosign(&signed, 7, &device());
        assert_eq!(add_signatures(&both, "").unwrap(), both);
        let again = add_signatures(&both, &later).unwrap();
        prop_assert_eq!(again.len(), both.len());
        prop_assert_eq!(verify_cosignature(&again, device().key()), Ok(7));
    }
}

/// A time that is no number of this record, and a line with another behind it.
#[test]
fn cosignatures_have_limits() {
    let signed = grown().checkpoint(10);
    let key = device().key().clone();
    let shown = format!("{}+{:08x}", key.name(), key.id());
    let check = |line: &str, expected| {
        assert_eq!(verify_cosignature_line(&signed, line, &key), expected);
    };
    let last = cosign(&signed, ledger::MAX_TREE_SIZE, &device());
    check(&last, Ok(ledger::MAX_TREE_SIZE));
    let over = cosign(&signed, ledger::MAX_TREE_SIZE + 1, &device());
    check(&over, Err(SignatureError::Wrong(shown.clone())));
    check(
        &format!("{last}{last}"),
        Err(SignatureError::Stranger(shown.clone())),
    );
    check(&last.repeat(0), Err(CheckpointError::NotANote.into()));
    check(last.trim_end(), Err(CheckpointError::NotANote.into()));
    let note = grown().note(10, &[witness()]);
    let missing = Err(SignatureError::Missing(shown));
    assert_eq!(verify_cosignature(&note, &key), missing);
    for name in ["", "a b", "a+b", "a\nb"] {
        assert!(Cosigner::new(name, &SigningKey::new([1; 32])).is_err());
    }
}

#[test]
fn no_more_signatures_than_a_checkpoint_carries() {
    let (signed, mut note) = (grown().checkpoint(10), grown().note(10, &[]));
    for number in 1..100_u8 {
        let witness = Cosigner::new(&format!("w{number}"), &SigningKey::new([number; 32])).unwrap();
        note = add_signatures(&note, &cosign(&signed, 1, &witness)).unwrap();
    }
    let one_more = cosign(&signed, 1, &witness());
    assert_eq!(
        add_signatures(&note, &one_more),
        Err(SignatureError::TooMany)
    );
    let key = signer().verifier_key().clone();
    assert!(ledger::verify_checkpoint(&note, signed.origin, &key).is_ok());
}

#[test]
fn a_handover_needs_both_keys_and_no_other() {
    let (at_ten, origin) = (grown().checkpoint(10), family_tree().origin);
    let (old, new) = (signer(), new_signer());
    let note = handover(&at_ten, &old, &new);
    let check = |note: &[u8], old: &Signer, new: &Signer| {
        verify_handover(note, origin, old.verifier_key(), new.verifier_key())
    };
    assert_eq!(check(&note, &old, &new), Ok(at_ten));
    assert_eq!(
        Handover::claimed(&note).unwrap(),
        Handover {
            checkpoint: at_ten,
            to: new.verifier_key().clone()
        }
    );
    // It is no checkpoint, and a checkpoint is no handover, whoever adds a signature to it.
    for key in [old.verifier_key(), new.verifier_key()] {
        assert!(ledger::verify_checkpoint(&note, origin, key).is_err());
    }
    let third = Signer::for_tree(origin, &SigningKey::new([3; 32]));
    for (from, to) in [(&old, &third), (&old, &old), (&third, &new), (&new, &old)] {
        assert!(check(&note, from, to).is_err());
    }
    let itself = handover(&at_ten, &old, &old);
    assert!(matches!(
        check(&itself, &old, &old),
        Err(SignatureError::Missing(_))
    ));
    let mut cosigned = note.clone();
    cosigned.extend(cosign(&at_ten, 1, &witness()).into_bytes());
    assert!(matches!(
        check(&cosigned, &old, &new),
        Err(SignatureError::Stranger(_))
    ));
    let elsewhere = verify_handover(
        &note,
        person_tree().origin,
        old.verifier_key(),
        new.verifier_key(),
    );
    assert_eq!(elsewhere, Err(CheckpointError::OtherTree.into()));
    for place in 0..note.len() {
        let mut wrong = note.clone();
        wrong[place] ^= 1;
        assert!(check(&wrong, &old, &new).is_err(), "{place}");
    }
}

#[test]
fn a_dated_head_is_the_logs_word_for_a_time() {
    let (checkpoint, origin) = (grown().checkpoint(10), family_tree().origin);
    let head = DatedHead {
        time: golden::time(9),
        checkpoint,
    };
    let note = dated_head(&head, &signer());
    let check =
        |note: &[u8], signer: &Signer| verify_dated_head(note, origin, signer.verifier_key());
    assert_eq!(check(&note, &signer()), Ok(head));
    assert_eq!(DatedHead::claimed(&note), Ok(head));
    let text = String::from_utf8(note.clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..2],
        ["parenthesis/newest@v1", &*golden::time(9).to_string()]
    );
    assert_eq!((lines[2], lines.len()), (&*origin.to_string(), 7));
    assert!(matches!(
        check(&note, &new_signer()),
        Err(SignatureError::Stranger(_))
    ));
    // A checkpoint and a dated head are never taken for one another.
    let malformed = CheckpointError::Malformed;
    let plain = ledger::checkpoint(origin, 10, checkpoint.root, &signer());
    assert_eq!(check(&plain, &signer()), Err(malformed.into()));
    assert_eq!(Checkpoint::claimed(&note), Err(malformed));
    let elsewhere = verify_dated_head(&note, person_tree().origin, signer().verifier_key());
    assert_eq!(elsewhere, Err(CheckpointError::OtherTree.into()));
    let twice = format!("{text}{}\n", lines[6]);
    assert!(matches!(
        check(twice.as_bytes(), &signer()),
        Err(SignatureError::Twice(_))
    ));
    for place in 0..note.len() {
        for bit in 0..8 {
            let mut wrong = note.clone();
            wrong[place] ^= 1 << bit;
            assert!(check(&wrong, &signer()).is_err(), "{place}");
        }
    }
}

#[test]
fn every_signature_must_be_listed_and_hold() {
    let (note, origin) = (
        grown().note(10, &[device(), witness()]),
        family_tree().origin,
    );
    let logs = [
        signer().verifier_key().clone(),
        new_signer().verifier_key().clone(),
    ];
    let [device, witness] = [device(), witness()].map(|by| by.key().clone());
    // Keys that have not signed may be listed.
    let other: CosignerKey = Cosigner::new("other", &SigningKey::new([1; 32]))
        .unwrap()
        .key()
        .clone();
    let all = [other, device.clone(), witness.clone()];
    let attested = verify_signatures(&note, origin, &logs, &all).unwrap();
    assert_eq!(attested.checkpoint, grown().checkpoint(10));
    assert_eq!(attested.signed, [logs[0].clone()]);
    let by: Vec<_> = attested.cosigned.into_iter().map(|by| by.key).collect();
    assert_eq!(by, [device.clone(), witness]);
    let some = verify_signatures(&note, origin, &logs, &[device]);
    assert!(matches!(some, Err(SignatureError::Stranger(_))));
    let none = verify_signatures(&note, origin, &logs[1..], &all);
    assert!(matches!(none, Err(SignatureError::Stranger(_))));
    // A stranger with the name of a device.
    let name = all[1].name();
    let stranger = Cosigner::new(name, &SigningKey::new([1; 32])).unwrap();
    let listed = [all.as_slice(), &[stranger.key().clone()]].concat();
    let named = verify_signatures(&note, origin, &logs, &listed);
    assert!(matches!(named, Err(SignatureError::Name(_))));
    // A checkpoint that only a cosigner signed is nobody's word for the tree.
    let signed = grown().checkpoint(10);
    let unsigned = format!("{signed}\n{}", cosign(&signed, 1, &self::witness()));
    let unsigned = verify_signatures(unsigned.as_bytes(), origin, &logs, &all);
    assert_eq!(unsigned, Err(CheckpointError::Unsigned.into()));
}

#[test]
fn a_file_of_receipts_is_their_concatenation() {
    let receipts: Vec<Receipt> = receipts().into_iter().map(|(_, receipt)| receipt).collect();
    let mut file: Vec<u8> = receipts.iter().flat_map(Receipt::to_bytes).collect();
    assert_eq!(read_receipts(&file), Ok(receipts.clone()));
    assert_eq!(split_receipts(&file).unwrap().concat(), file);
    assert_eq!(read_receipts(b""), Err(ReceiptsError::NoReceipt));
    let front = [b"\n".as_slice(), &file].concat();
    assert_eq!(read_receipts(&front), Err(ReceiptsError::NoReceipt));
    file.push(b'\n');
    let last = read_receipts(&file).and_then(|receipts| {
        let last = receipts.last().unwrap().verify(None);
        last.map_err(|error| ReceiptsError::Receipt { number: 6, error })
    });
    assert!(
        matches!(last, Err(ReceiptsError::Receipt { number: 6, .. })),
        "{last:?}"
    );
    let huge = vec![b'\n'; ledger::MAX_RECEIPTS_BYTES + 1];
    assert_eq!(read_receipts(&huge), Err(ReceiptsError::TooLarge));
    let huge = vec![b'\n'; ledger::MAX_RECEIPT_BYTES + 1];
    assert_eq!(Receipt::read(&huge), Err(ReceiptError::TooLarge));
}

/// What cannot be written as a receipt is not made one.
#[test]
fn a_receipt_is_made_only_when_it_can_be_read() {
    let right = grown().receipt(9, 10, &[0, 1], &[witness()]);
    let make = |cosigners: Vec<CosignerKey>, parts, checkpoint| {
        let (key, leaf) = (right.key().clone(), right.leaf().clone());
        Receipt::new(
            key,
            cosigners,
            parts,
            leaf,
            right.inclusion().to_vec(),
            checkpoint,
        )
    };
    let (by, parts) = (right.cosigners().to_vec(), right.parts().to_vec());
    let note = right.checkpoint().to_vec();
    assert_eq!(
        make(by.clone(), parts.clone(), note.clone()),
        Ok(right.clone())
    );
    let reversed = parts.iter().rev().cloned().collect();
    assert!(matches!(
        make(by.clone(), reversed, note.clone()),
        Err(ReceiptError::Parts(_))
    ));
    let twice = make(
        [by.clone(), by.clone()].concat(),
        parts.clone(),
        note.clone(),
    );
    assert!(
        matches!(twice, Err(ReceiptError::Extra(LineError { line: 4, .. }))),
        "{twice:?}"
    );
    let none = make(by.clone(), parts.clone(), Vec::new());
    assert!(matches!(none, Err(ReceiptError::Proof(_))));
    let mut large = parts;
    large[1].bytes = bytes::<4096>(1).repeat(512);
    assert_eq!(make(by, large, note), Err(ReceiptError::TooLarge));
}

/// RFC 4648, section 6, without the letters that Crockford leaves out, by hand for one text.
#[test]
fn a_short_code_is_forty_bits() {
    use sha2::Digest as _;
    let signed = grown().checkpoint(8);
    let digest = sha2::Sha256::digest(signed.to_string());
    let bits: String = digest[..5]
        .iter()
        .map(|byte| format!("{byte:08b}"))
        .collect();
    let digits: String = (0..8)
        .map(|at| usize::from_str_radix(&bits[5 * at..5 * at + 5], 2).unwrap())
        .map(|digit| char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit]))
        .collect();
    assert_eq!(
        short_code(&signed),
        format!("{}-{}", &digits[..4], &digits[4..])
    );
    assert_eq!(sequence(8).get(), golden::entries().len() as u64);
}
