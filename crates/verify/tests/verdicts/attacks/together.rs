//! Attacks that show only when several things lie side by side, and files that seem to accuse somebody
//! who did nothing.

use ledger::{
    Checkpoint, DatedHead, Signer, SigningKey, checkpoint, dated_head, handover,
    verdict::{Invalid, Matter, Outcome, Shows},
};

use super::{failing_of, fails, has, judged, kept, messages, shows};
use crate::{
    host::{Act, Host, MINUTE, newest},
    scenes::Scene,
};

/// A signer of this tree with another key.
fn signer(host: &Host, seed: u8) -> Signer {
    Signer::for_tree(host.tree.origin, &SigningKey::new([seed; 32]))
}

/// What the tree is at a size.
fn at(host: &Host, size: u64) -> Checkpoint {
    Checkpoint {
        origin: host.tree.origin,
        size,
        root: host.root(size),
    }
}

/// Some entries, from one on, as a bundle.
fn strip(host: &Host, first: u64, end: u64) -> Vec<u8> {
    host.draft(first..end, |_, _| true).write(&host.signer())
}

/// The signature line of a note that has one.
fn line_of(note: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(note).unwrap();
    text.split_once("\n\n").unwrap().1.as_bytes().to_vec()
}

fn restored(host: &mut Host, author: ledger::AuthorId, lost: &Checkpoint, key: &str) {
    let body = format!(
        "{{\"size\":{},\"root\":\"{}\",\"key\":\"{key}\"}}",
        lost.size, lost.root
    );
    host.act(&Act {
        kind: "record.restored/1",
        body: body.into_bytes(),
        ..Act::message(author, "")
    });
}

/// A stranger writes that the record was restored, and names the host's key as the one that was lost.
#[test]
fn a_strangers_word_loses_nothing() {
    let scene = messages(40, 4);
    let (honest, key) = (scene.host.bundle(), scene.host.key().to_string());
    let mut stranger = messages(40, 2);
    stranger.host.seed = [66; 32];
    restored(&mut stranger.host, scene.mara, &at(&scene.host, 4), &key);
    let theirs = stranger.host.key();
    for forged in [stranger.host.bundle(), kept(&stranger.host.receipt(2, 3))] {
        let found = fails(&honest, &[("forged", forged.clone())]);
        let key = format!("{}+{:08x}", theirs.name(), theirs.id());
        let checked = true;
        assert_eq!(found, [shows("forged", Shows::AnotherKey { key, checked })]);
        // The reader knows the key of the restored record: then its word counts.
        let file = [("lost", honest.clone())];
        let verdict = &judged(&file, std::slice::from_ref(&theirs), &[("new", forged)])[0];
        let lost = shows("new", Shows::LostThere { restored: 2 });
        assert!(has(verdict, Outcome::Fails, &lost), "{verdict:?}");
    }
}

/// What was lost is found whichever file says so.
#[test]
fn what_was_lost_is_found_by_a_receipt_as_well() {
    let mut scene = messages(41, 6);
    let (backup, lost) = (messages(41, 3).host, scene.host.clone());
    let gone = kept(&lost.receipt(5, 6));
    scene.host = backup;
    scene.host.seed = [77; 32];
    let key = lost.key().to_string();
    restored(&mut scene.host, scene.mara, &at(&lost, 6), &key);
    scene.message("and on");
    let file = strip(&scene.host, 4, 5);
    let expected = shows(
        "gone",
        Shows::Lost {
            size: 6,
            restored: 3,
        },
    );
    for says in [kept(&scene.host.receipt(3, 4)), strip(&scene.host, 3, 5)] {
        let found = fails(&file, &[("says", says), ("gone", gone.clone())]);
        assert_eq!(found, std::slice::from_ref(&expected));
    }
}

/// The host puts a stranger's line before its own, and lets a receipt by that stranger lie around.
#[test]
fn a_strangers_line_hides_no_fork() {
    let scene = messages(42, 3);
    let mut other = scene.host.clone();
    other.random.number();
    other.act(&Act::message(scene.mara, "for Elias only"));
    let mut mine = scene.host.clone();
    mine.act(&Act::message(scene.mara, "for Mara"));
    let mut stranger = scene.host.clone();
    stranger.seed = [66; 32];
    let same = checkpoint(other.tree.origin, 4, other.root(4), &stranger.signer());
    let note = [same, line_of(&other.checkpoint_at(4))].concat();
    let receipt = kept(&stranger.receipt(0, 3));
    let fork = shows("note", Shows::Fork { size: 4 });
    let bundle = [("file", mine.bundle())];
    for order in [["note", "receipt"], ["receipt", "note"]] {
        let evidence = order.map(|name| match name {
            "note" => (name, note.clone()),
            _ => (name, receipt.clone()),
        });
        let verdict = &judged(&bundle, &[], &evidence)[0];
        assert!(has(verdict, Outcome::Fails, &fork), "{verdict:?}");
    }
    // Of the key itself, each line must hold.
    let good = mine.checkpoint_at(4);
    assert_eq!(fails(&mine.bundle(), &[("note", good.clone())]), []);
    let note = [good, line_of(&mine.checkpoint_at(3))].concat();
    let found = fails(&mine.bundle(), &[("note", note)]);
    let invalid = |matter: &Matter| {
        matches!(
            matter,
            Matter::Evidence {
                shows: Shows::Invalid(Invalid::Checkpoint(_)),
                ..
            }
        )
    };
    assert!(found.len() == 1 && found.iter().all(invalid), "{found:?}");
}

#[test]
fn a_passkeys_signature_stands_in_one_entry_of_all_files() {
    let mut scene = messages(43, 1);
    scene.agree(0);
    let body = scene.host.parts[1][0].1.clone();
    let mara = scene.mara;
    scene.host.act(&Act {
        body,
        ..Act::message(mara, "")
    });
    let copied = Shows::PasskeyAgain {
        sequence: 2,
        first: 1,
    };
    let (early, late) = (strip(&scene.host, 0, 2), strip(&scene.host, 2, 3));
    let receipt = kept(&scene.host.receipt(2, 3));
    for (file, held) in [(&early, &late), (&late, &early), (&early, &receipt)] {
        let found = fails(file, &[("kept", held.clone())]);
        assert_eq!(found, [shows("kept", copied.clone())]);
    }
    // As files, both are told.
    for verdict in judged(&[("one", early.clone()), ("other", late)], &[], &[]) {
        assert_eq!(failing_of(&verdict).len(), 1, "{verdict:?}");
    }
    let same = kept(&scene.host.receipt(1, 3));
    assert_eq!(fails(&early, &[("kept", same)]), []);
}

/// What a receipt's body says is judged as a bundle's is.
#[test]
fn a_receipt_that_is_evidence_holds_by_itself() {
    for (kind, body, holds) in [
        ("record.foo/1", "{}", false),
        ("record.device/1", "{\"bad\":1}", false),
        ("message.sent/1", "{}", true),
    ] {
        let mut scene = messages(44, 2);
        scene.host.act(&Act {
            kind,
            body: body.as_bytes().to_vec(),
            ..Act::message(scene.elias, "")
        });
        scene.message("and on");
        let receipt = kept(&scene.host.receipt(2, 4));
        let found = fails(&strip(&scene.host, 0, 2), &[("kept", receipt)]);
        let refused = shows("kept", Shows::Invalid(Invalid::Bodies));
        assert_eq!(
            found,
            if holds { Vec::new() } else { vec![refused] },
            "{kind}"
        );
    }
}

#[test]
fn nothing_follows_the_end_whoever_shows_it() {
    let mut scene = messages(45, 2);
    scene.host.act(&Act {
        kind: "record.closed/1",
        body: b"{}".to_vec(),
        ..Act::message(scene.mara, "")
    });
    let end = scene
        .host
        .draft(0..3, |_, _| false)
        .write(&scene.host.signer());
    let same = scene.host.checkpoint_at(3);
    assert_eq!(fails(&end, &[("kept", same)]), []);
    scene.message("it goes on");
    let later = Shows::AfterClosed {
        sequence: 2,
        size: 4,
    };
    let head = newest(&scene.host, 4, scene.host.now + 100 * 86_400_000);
    for note in [scene.host.checkpoint_at(4), head] {
        assert_eq!(
            fails(&end, &[("kept", note)]),
            [shows("kept", later.clone())]
        );
    }
}

/// A root that an author had seen, and a command, are held against what others show.
#[test]
fn what_was_seen_and_done_is_held_against_all() {
    let mut scene = messages(46, 4);
    let other = messages(146, 4);
    let command = ledger::Leaf::parse(&scene.host.leaves[1]).unwrap();
    let command = command.statement().command;
    scene.host.act(&Act {
        command: Some(command),
        ..Act::message(scene.mara, "again")
    });
    let again = Shows::CommandAgain {
        sequence: 4,
        first: 1,
    };
    let late = kept(&scene.host.receipt(4, 5));
    let found = fails(&strip(&scene.host, 0, 3), &[("kept", late.clone())]);
    assert_eq!(found, [shows("kept", again)]);
    let alone = strip(&scene.host, 1, 2);
    assert_eq!(
        fails(&alone, &[("kept", late)]),
        [],
        "nothing stands between them"
    );
    // Another root for a size that the last author had seen.
    let (seen, root) = (
        scene.host.root(2).to_string(),
        other.host.root(2).to_string(),
    );
    let lie = String::from_utf8(scene.host.leaves[3].clone()).unwrap();
    let lie = lie.replace(
        &format!("seen 3 {}", scene.host.root(3)),
        &format!("seen 2 {root}"),
    );
    assert!(lie.contains(&root) && !lie.contains(&seen));
    let lying = messages(46, 4).host.with_leaf(3, lie.as_bytes());
    let elsewhere = Shows::SeenElsewhere {
        sequence: 3,
        size: 2,
    };
    let found = fails(&strip(&lying, 3, 4), &[("kept", lying.checkpoint_at(2))]);
    assert_eq!(found, [shows("kept", elsewhere)]);
    assert_eq!(
        fails(&strip(&lying, 3, 4), &[("kept", lying.checkpoint_at(1))]),
        []
    );
}

/// Whoever has a key that was given up hands it over once more, and has the new key speak.
#[test]
fn a_key_that_was_given_up_hands_over_to_nobody_else() {
    let mut scene = messages(47, 4);
    let (old, first) = (scene.host.signer(), scene.host.clone());
    scene.host.new_key();
    scene.message("under the new key");
    let (honest, new) = (scene.host.bundle(), scene.host.key());
    let thief = signer(&scene.host, 66);
    let mut fake = messages(147, 9).host;
    fake.tree = scene.host.tree;
    let forged = DatedHead {
        time: ledger::EntryTime::from_unix_millis(scene.host.now + MINUTE).unwrap(),
        checkpoint: Checkpoint {
            origin: scene.host.tree.origin,
            size: 9,
            root: fake.root(9),
        },
    };
    let forged = ("head", dated_head(&forged, &thief));
    let genuine = ("receipt", kept(&first.receipt(0, 4)));
    for size in [2, 4] {
        let branch = ("branch", handover(&at(&scene.host, size), &old, &thief));
        let evidence = [branch.clone(), forged.clone(), genuine.clone()];
        for keys in [vec![], vec![new.clone()], vec![old.verifier_key().clone()]] {
            let verdict = &judged(&[("file", honest.clone())], &keys, &evidence)[0];
            let found = failing_of(verdict);
            let twice = |matter: &&Matter| matches!(matter, Matter::HandedOverTwice { key, .. } if key == old.verifier_key());
            let strange = |matter: &Matter| {
                matches!(matter, Matter::Evidence { source, shows: Shows::AnotherKey { .. } }
                    if source != "receipt")
            };
            let expected = |matter: &Matter| twice(&matter) || strange(matter);
            assert!(found.iter().all(expected), "{found:?}");
            assert_eq!(found.iter().filter(twice).count(), 1);
        }
    }
    // The same handover twice is one.
    let own = ("own", scene.host.handovers[&4].clone());
    assert_eq!(
        fails(&honest, &[own.clone(), ("again", own.1.clone()), genuine]),
        []
    );
}

/// Each receipt of a record against each of another copy: what is said grows with what is handed in.
#[test]
fn findings_of_one_kind_are_counted() {
    let scene: Scene = messages(48, 60);
    let receipts: Vec<u8> = (0..60)
        .flat_map(|at| kept(&scene.host.receipt(at, 60)))
        .collect();
    let file = [("file", scene.host.bundle())];
    let verdict = &judged(&file, &[], &[("kept", receipts)])[0];
    let evidence = verdict.findings.iter();
    let evidence = evidence.filter(|found| matches!(found.matter, Matter::Evidence { .. }));
    assert_eq!(evidence.count(), 40, "20 entries and 20 roots");
    let mut more = Vec::new();
    for found in &verdict.findings {
        if let Matter::More { count, .. } = found.matter {
            more.push((found.outcome, count));
        }
    }
    assert_eq!(more, [(Outcome::Holds, 40), (Outcome::Holds, 40)]);
}
