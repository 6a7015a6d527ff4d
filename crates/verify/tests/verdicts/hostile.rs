//! The attacks of a host that owns every key of the log: fork, rollback, withholding, backdating,
//! another key. Each bundle holds by itself; one parent's receipts and e-mails show what was done.

use ledger::{
    EntryTime, Receipt,
    bundle::{self, Alone},
    evidence::{Evidence, Held, evidence_in},
    verdict::{Matter, Shows, judge_bundle, judge_receipt},
};

use crate::{
    honest::failures,
    host::{Act, DAY, Host, MINUTE, newest},
    scenes::Scene,
};

fn kept(receipt: &Receipt) -> Vec<u8> {
    receipt.to_bytes()
}

/// What an e-mail program hands over: here, the text without its encoding.
fn text_of(note: &[u8]) -> Vec<u8> {
    format!(
        "There is a new message.\n\n{}",
        String::from_utf8_lossy(note)
    )
    .into_bytes()
}

/// What the host's bundle is shown to be by what a parent kept.
fn shown(bytes: &[u8], kept: &[Vec<u8>]) -> Vec<Shows> {
    assert_eq!(failures(bytes), Vec::<String>::new(), "it holds by itself");
    let bundle = bundle::read(bytes).unwrap();
    let evidence: Vec<Evidence<'_>> = kept
        .iter()
        .flat_map(|kept| evidence_in(kept, &Alone).unwrap())
        .map(|held| Evidence {
            name: "kept".to_owned(),
            held,
        })
        .collect();
    assert!(!evidence.is_empty());
    let verdict = judge_bundle(&bundle, &[], &evidence, &Alone);
    let shows = verdict.findings.into_iter().filter_map(|finding| {
        if let Matter::Evidence { shows, .. } = finding.matter {
            Some(shows)
        } else {
            None
        }
    });
    shows.collect()
}

/// Two messages by Mara, and what was kept of the second; the host goes on from the first.
fn forked(words: &str) -> (Host, Host) {
    let mut scene = Scene::new(11);
    scene.message("founded");
    scene.message("the first");
    let mut other = scene.host.clone();
    other.random.number();
    scene.host.act(&Act::message(scene.mara, "the second"));
    other.act(&Act::message(scene.mara, words));
    (scene.host, other)
}

#[test]
fn a_fork_is_shown() {
    let (shown_to_mara, shown_to_elias) = forked("something else");
    let receipt = shown_to_mara.receipt(2, 3);
    let found = shown(&shown_to_elias.bundle(), &[kept(&receipt)]);
    assert!(
        found.contains(&Shows::WithheldEntry { sequence: 2 }),
        "{found:?}"
    );
    assert!(found.contains(&Shows::Fork { size: 3 }), "{found:?}");
    // Checkpoints and dated heads alone are enough.
    for note in [
        shown_to_mara.checkpoint_at(3),
        newest(&shown_to_mara, 3, shown_to_mara.now),
    ] {
        let found = shown(&shown_to_elias.bundle(), &[text_of(&note)]);
        assert_eq!(found, [Shows::Fork { size: 3 }]);
    }
    // So are two bundles, or two receipts of two parents.
    let found = shown(&shown_to_elias.bundle(), &[shown_to_mara.bundle()]);
    assert!(
        found.contains(&Shows::ForkEntry { sequence: 2 }),
        "{found:?}"
    );
    let evidence = [Evidence {
        name: "of Elias".to_owned(),
        held: Held::Receipt(Box::new(shown_to_elias.receipt(0, 3))),
    }];
    assert!(!judge_receipt(&receipt, &[], &evidence, &Alone).holds());
}

#[test]
fn a_rollback_is_shown() {
    let (mut longer, _) = forked("never mind");
    let mara = *longer.people.keys().next().unwrap();
    let shorter = longer.clone();
    longer.act(&Act::message(mara, "taken away later"));
    // The host goes back, and makes its bundle a day later.
    let bundle = shorter.bundle();
    let found = shown(&bundle, &[kept(&longer.receipt(3, 4))]);
    assert!(
        matches!(
            found.as_slice(),
            [Shows::RolledBack {
                size: 4,
                now: 3,
                ..
            }]
        ),
        "{found:?}"
    );
    let found = shown(&bundle, &[text_of(&newest(&longer, 4, longer.now))]);
    assert!(
        matches!(found.as_slice(), [Shows::RolledBack { size: 4, .. }]),
        "{found:?}"
    );
    // What came after the bundle was made says nothing against it.
    let mut later = shorter.clone();
    later.now += 2 * DAY;
    later.act(&Act::message(mara, "later"));
    let time = EntryTime::from_unix_millis(later.now).unwrap();
    let (size, now) = (4, 3);
    for kept in [
        kept(&later.receipt(3, 4)),
        text_of(&newest(&later, 4, later.now)),
    ] {
        let found = shown(&bundle, &[kept]);
        assert_eq!(found, [Shows::Later { size, now, time }]);
    }
    let found = shown(&bundle, &[text_of(&later.checkpoint_at(4))]);
    assert_eq!(found, [Shows::Outside { size: 4 }]);
    // A receipt for an old entry that was given later neither.
    let found = shown(&bundle, &[kept(&later.receipt(1, 4))]);
    assert_eq!(
        found,
        [
            Shows::AgreesEntry { sequence: 1 },
            Shows::Outside { size: 4 }
        ]
    );
}

#[test]
fn withholding_is_shown() {
    let mut scene = Scene::new(12);
    scene.message("founded");
    let without = scene.host.clone();
    let taken = scene.message("taken away");
    let receipt = kept(&scene.host.receipt(taken, taken + 1));
    // The same tree without that entry, grown past its size.
    scene.host = without;
    scene.host.random.number();
    for words in ["one", "two", "three"] {
        scene.message(words);
    }
    let found = shown(&scene.host.bundle(), std::slice::from_ref(&receipt));
    assert!(
        found.contains(&Shows::WithheldEntry { sequence: taken }),
        "{found:?}"
    );
    // A range that begins after the place cannot be shown wrong by it, and says so.
    let draft = scene.host.draft(3..4, |_, _| true);
    let found = shown(&draft.write(&scene.host.signer()), &[receipt]);
    assert_eq!(found, [Shows::Outside { size: 2 }]);
}

#[test]
fn backdating_past_an_email_is_shown() {
    let mut scene = Scene::new(13);
    scene.message("founded");
    scene.message("the last before the e-mail");
    let (size, sent) = (scene.host.size(), scene.host.now + 60 * MINUTE);
    let head = newest(&scene.host, size, sent);
    // Put in a day later, dated half an hour before the e-mail: the times do not go back.
    let dated = sent - 30 * MINUTE;
    let place = scene
        .host
        .act_at(&Act::message(scene.mara, "as if before"), dated);
    scene.host.now = sent + DAY;
    scene.message("now");
    let found = shown(&scene.host.bundle(), &[text_of(&head)]);
    let backdated = |shows: &Shows| {
        matches!(
            shows,
            Shows::Backdated { sequence, size: at, .. } if *sequence == place && *at == size
        )
    };
    assert!(found.iter().any(backdated), "{found:?}");
    // Within five minutes it is the clocks' affair.
    let mut scene = Scene::new(14);
    scene.message("founded");
    let (size, sent) = (scene.host.size(), scene.host.now + 4 * MINUTE);
    let head = newest(&scene.host, size, sent);
    scene.message("a minute after");
    assert_eq!(
        shown(&scene.host.bundle(), &[text_of(&head)]),
        [Shows::Agrees { size }]
    );
}

#[test]
fn another_key_is_shown() {
    let (mut host, _) = forked("");
    let receipt = kept(&host.receipt(2, 3));
    let note = text_of(&newest(&host, 3, host.now));
    let known = host.key();
    host.seed = [99; 32];
    let bytes = host.bundle();
    for kept in [receipt, note] {
        let found = shown(&bytes, &[kept]);
        assert!(
            found
                .iter()
                .any(|shows| matches!(shows, Shows::AnotherKey { .. })),
            "{found:?}"
        );
    }
    let bundle = bundle::read(&bytes).unwrap();
    assert!(!judge_bundle(&bundle, &[known], &[], &Alone).holds());
}

#[test]
fn a_handover_is_no_other_key() {
    let mut scene = Scene::new(15);
    scene.message("founded");
    let (old, receipt) = (scene.host.key(), kept(&scene.host.receipt(0, 1)));
    let older = scene.host.bundle();
    scene.host.new_key();
    scene.host.now += 2 * DAY;
    scene.message("under the new key");
    let newer = scene.host.bundle();
    for kept in [receipt, older.clone()] {
        let found = shown(&newer, &[kept]);
        assert!(found.contains(&Shows::Agrees { size: 1 }), "{found:?}");
        let failing = found
            .iter()
            .any(|shows| matches!(shows, Shows::AnotherKey { .. }));
        assert!(!failing, "{found:?}");
    }
    let bundle = bundle::read(&newer).unwrap();
    assert!(judge_bundle(&bundle, &[old], &[], &Alone).holds());
    // The other way round: an older bundle, and a newer one that hands over from its key.
    let found = shown(&older, &[newer]);
    let (size, now) = (2, 1);
    let time = EntryTime::from_unix_millis(scene.host.now).unwrap();
    let later = Shows::Later { size, now, time };
    assert_eq!(found, [Shows::Agrees { size: 1 }, later]);
}

#[test]
fn what_a_restored_record_lost_is_shown() {
    let mut scene = Scene::new(16);
    scene.message("founded");
    let backup = scene.host.clone();
    let lost = scene.message("lost");
    let receipt = kept(&scene.host.receipt(lost, 2));
    let (size, root, key) = (scene.host.size(), scene.host.root(2), scene.host.key());
    scene.host = backup;
    scene.host.seed = [98; 32];
    scene.host.act(&Act {
        kind: "record.restored/1",
        body: format!("{{\"size\":{size},\"root\":\"{root}\",\"key\":\"{key}\"}}").into_bytes(),
        ..Act::message(scene.mara, "")
    });
    let found = shown(&scene.host.bundle(), &[receipt]);
    assert!(
        found.contains(&Shows::Lost {
            size: 2,
            restored: 1
        }),
        "{found:?}"
    );
}
