//! Evidence as mail programs leave it, and what begins like it and is none.

use proptest::prelude::*;

use super::*;
use crate::{Hash, Signer, SigningKey, evidence::MAX_NOTES};

fn signer() -> (Origin, Signer) {
    let origin = Origin::from_random([7; 16]);
    (origin, Signer::for_tree(origin, &SigningKey::new([1; 32])))
}

fn checkpoint() -> String {
    let (origin, signer) = signer();
    let note = crate::checkpoint(origin, 1, Hash::of_leaf(b"a leaf"), &signer);
    String::from_utf8(note).unwrap()
}

fn head() -> String {
    let (origin, signer) = signer();
    let (size, root) = (3, Hash::of_leaf(b""));
    let head = DatedHead {
        time: "2026-07-05T14:03:27.512Z".parse().unwrap(),
        checkpoint: Checkpoint { origin, size, root },
    };
    String::from_utf8(crate::dated_head(&head, &signer)).unwrap()
}

fn handover() -> String {
    let (origin, signer) = signer();
    let (size, root) = (3, Hash::of_leaf(b""));
    let at = Checkpoint { origin, size, root };
    let next = Signer::for_tree(origin, &SigningKey::new([2; 32]));
    String::from_utf8(crate::handover(&at, &signer, &next)).unwrap()
}

/// The receipt of `docs/record-format.md`.
fn receipt() -> String {
    let document = include_str!("../../../../docs/record-format.md");
    let (_, block) = document.split_once("```receipt\n").unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

fn bytes_of(held: &Held<'_>) -> String {
    let bytes = match held {
        Held::Receipt(receipt) => receipt.to_bytes(),
        Held::DatedHead(note) => {
            assert!(DatedHead::claimed(note).is_ok());
            note.clone()
        }
        Held::Handover(note) => {
            assert!(Handover::claimed(note).is_ok());
            note.clone()
        }
        Held::Checkpoint(note) => {
            assert!(Checkpoint::claimed(note).is_ok());
            note.clone()
        }
        Held::Bundle(_) => panic!("no text holds a bundle"),
    };
    String::from_utf8(bytes).unwrap()
}

fn found(text: &str) -> Result<Vec<String>, EvidenceError> {
    let held = evidence_in_text(text)?;
    Ok(held.iter().map(bytes_of).collect())
}

/// Finds exactly the receipt, the head and the checkpoint in texts that were made of them.
fn check(change: impl Fn(&str) -> String) {
    for note in [receipt(), head(), checkpoint(), handover()] {
        let text = format!("Dear Mara,\n\n{}\nKind regards\n", change(&note));
        assert_eq!(found(&text), Ok(vec![note]), "{text}");
    }
    let all = [checkpoint(), receipt(), handover(), head(), receipt()];
    let text = change(&all.concat());
    assert_eq!(found(&text), Ok(all.to_vec()), "{text}");
}

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(change).collect()
}

#[test]
fn evidence_is_found_as_mail_programs_leave_it() {
    check(str::to_owned);
    check(|note| note.replace('\n', "\r\n"));
    check(|note| format!("\u{feff}{note}"));
    for before in ["> ", ">", ">> > ", "| ", "|", "    ", "\t", "> | \t"] {
        check(|note| each_line(note, |line| format!("{before}{line}\n")));
        check(|note| each_line(note, |line| format!("{before}{line} \t \r\n")));
    }
    check(|note| note.replace("\n\n", "\n\n\n"));
    check(|note| note.replace("\n\n", "\n"));
    // Broken at spaces, and in the middle of a word.
    check(|note| {
        note.replace("\u{2014} ", "\u{2014}\n")
            .replace("extra ", "extra\n")
    });
    check(|note| {
        each_line(note, |line| match line.len() {
            0..76 => format!("{line}\n"),
            _ => format!("{}\n{}\n", &line[..76], &line[76..]),
        })
    });
    // A signature by a person follows.
    check(|note| format!("{note}\u{2014} Mara\n"));
    check(|note| format!("{note}\u{2014}\nMara\n"));
}

#[test]
fn a_broken_extra_line_is_put_together() {
    let receipt = receipt();
    let broken = receipt.replace("cGFy", "cGFy\n> ");
    assert!(broken.lines().count() > receipt.lines().count());
    assert_eq!(found(&broken), Ok(vec![receipt]));
}

/// Refuses the text because of what begins at this line.
fn refused(text: &str, at: usize, begins: TextKind) {
    match found(text) {
        Err(EvidenceError::Unreadable { line, kind, .. }) => {
            assert_eq!((line, kind), (at, begins), "{text}");
        }
        other => panic!("{other:?}: {text}"),
    }
}

#[test]
fn what_begins_like_evidence_and_is_none_is_refused_by_its_line() {
    let (note, head, receipt) = (checkpoint(), head(), receipt());
    let good = format!("{note}\nand\n");
    let unsigned = note.split("\n\n").next().unwrap();
    for wrong in [
        unsigned,
        &note.replace("\n1\n", "\n9007199254740992\n"),
        &note.replace("=\n\n", "\n\n"),
        &note.replace("\n\n", "\n\nKind regards\n"),
        &format!("{note}\u{2014} parenthesis/x AAAA\n"),
    ] {
        refused(&format!("{good}{wrong}"), 8, TextKind::Checkpoint);
    }
    let short = head.replace("512Z", "51Z");
    refused(&format!("{good}> {short}"), 8, TextKind::DatedHead);
    refused("parenthesis/newest@v1", 1, TextKind::DatedHead);
    for wrong in [
        "c2sp.org/tlog-proof@v1",
        &receipt.replace("index 4", "index 5"),
        &receipt.replace("extra ", "extras "),
        &receipt.replace("extra c", "extra d"),
        &receipt.replace("\nindex 4", ""),
        &receipt.replace("\nindex 4\n", &format!("\nindex 4\n{}", "A\n".repeat(60))),
        receipt.split('\u{2014}').next().unwrap(),
    ] {
        refused(&format!("{good}{wrong}"), 8, TextKind::Receipt);
    }
    assert_eq!(found("parenthesis/\n1\n2\n"), Ok(Vec::new()));
    refused(&note.replace("\n1\n", "\n01\n"), 1, TextKind::Checkpoint);
    assert_eq!(found(""), Ok(Vec::new()));
}

#[test]
fn more_than_is_looked_at_is_refused() {
    let note = checkpoint();
    let (text, line) = note.split_once("\n\n").unwrap();
    let signed = |times| format!("{text}\n\n{}", line.repeat(times));
    assert_eq!(
        found(&signed(MAX_SIGNATURES)).map(|found| found.len()),
        Ok(1)
    );
    refused(&signed(MAX_SIGNATURES + 1), 1, TextKind::Checkpoint);
    let long = format!("\u{2014} x {}\n", "A".repeat(8_000));
    refused(
        &format!("{note}{}", long.repeat(20)),
        1,
        TextKind::Checkpoint,
    );
    assert_eq!(
        found(&note.repeat(MAX_NOTES)).map(|found| found.len()),
        Ok(MAX_NOTES)
    );
    assert_eq!(
        found(&note.repeat(MAX_NOTES + 1)),
        Err(EvidenceError::TooMany)
    );
    let endless = receipt().replace("index 4", &"A".repeat(MAX_RECEIPT_BYTES));
    refused(&endless, 1, TextKind::Receipt);
}

#[test]
fn the_work_grows_no_faster_than_the_text() {
    let signature = format!("A{}=", "A".repeat(90));
    for piece in [
        format!("\u{2014}\nparenthesis/a {signature}\n"),
        format!("\u{2014} a {signature}\n"),
        "\u{2014}\n".to_owned(),
        "\n".to_owned(),
        "parenthesis/".to_owned(),
        "parenthesis/0123456789abcdef0123456789abcdef\n".to_owned(),
        "> > >".to_owned(),
    ] {
        for before in [
            String::new(),
            checkpoint(),
            "c2sp.org/tlog-proof@v1\n".to_owned(),
        ] {
            // In the square of the time, this would take an hour.
            let text = format!("{before}{}", piece.repeat(500_000 / piece.len()));
            let _ = found(&text);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_searched(before in "\\PC{0,80}", after in "[a-z\n>]{0,80}") {
        let text = format!("{before}\n{}\n{}\n{after}", receipt(), checkpoint());
        prop_assert_eq!(found(&text), Ok(vec![receipt(), checkpoint()]));
    }

    #[test]
    fn a_quoted_text_holds_the_same(text in "[\\PC\n\u{2014}>|]{0,200}", piece in 0..3_usize) {
        let piece = [receipt(), head(), checkpoint()][piece].clone();
        for text in [format!("{text}\n{piece}"), format!("{piece}{text}")] {
            let quoted = each_line(&text, |line| format!("> {line}\r\n"));
            prop_assert_eq!(found(&quoted), found(&text));
        }
    }
}
