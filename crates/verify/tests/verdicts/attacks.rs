//! Attacks that a review found, each with what is said of it now, and beside it the honest case that
//! it looks like, which must go on holding.

mod bodies;
mod together;

use ledger::{
    Cosigner, EntryTime, Receipt, SigningKey, VerifierKey,
    bundle::{self, Alone},
    evidence::{Evidence, Held, evidence_in},
    verdict::{Matter, Outcome, Shows, Verdict, judge, judge_bundle},
};

use crate::{
    forge::Forged,
    honest::failing,
    host::{Act, DAY, Host, MINUTE, newest},
    scenes::Scene,
};

/// Everything that a test hands in, each under its name.
type Files<'f> = &'f [(&'f str, Vec<u8>)];

fn at_hand<'a>(files: &'a [(&'a str, Vec<u8>)]) -> Vec<Evidence<'a>> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        let held = evidence_in(bytes, &Alone).unwrap();
        all.extend(held.into_iter().map(|held| Evidence {
            name: (*name).to_owned(),
            held,
        }));
    }
    all
}

fn judged(files: Files<'_>, keys: &[VerifierKey], evidence: Files<'_>) -> Vec<Verdict> {
    judge(&at_hand(files), keys, &at_hand(evidence), &Alone)
}

/// What fails in a bundle that is held against this.
fn fails(bytes: &[u8], evidence: Files<'_>) -> Vec<Matter> {
    let bundle = bundle::read(bytes).unwrap();
    let verdict = judge_bundle(&bundle, &[], &at_hand(evidence), &Alone);
    failing_of(&verdict)
}

fn failing_of(verdict: &Verdict) -> Vec<Matter> {
    let all = verdict.findings.iter();
    let failing = all.filter(|finding| finding.outcome == Outcome::Fails);
    failing.map(|finding| finding.matter.clone()).collect()
}

fn shows(source: &str, shows: Shows) -> Matter {
    let source = source.to_owned();
    Matter::Evidence { source, shows }
}

fn has(verdict: &Verdict, outcome: Outcome, matter: &Matter) -> bool {
    let mut all = verdict.findings.iter();
    all.any(|finding| finding.outcome == outcome && finding.matter == *matter)
}

fn time(millis: i64) -> EntryTime {
    EntryTime::from_unix_millis(millis).unwrap()
}

fn kept(receipt: &Receipt) -> Vec<u8> {
    receipt.to_bytes()
}

/// A tree of so many messages.
fn messages(seed: u64, count: u64) -> Scene {
    let mut scene = Scene::new(seed);
    for number in 0..count {
        scene.message(&format!("message {number}"));
    }
    scene
}

/// The host's bundle, with another time at which it says that it was made.
fn made(host: &Host, millis: i64) -> Vec<u8> {
    let mut forged = Forged::of(&host.bundle(), host);
    forged.line("made ", &format!("made {}", time(millis)));
    forged.bytes()
}

#[test]
fn a_record_that_was_begun_anew_is_not_the_one_whose_key_is_known() {
    let (old, new) = (messages(1, 3).host, messages(2, 2).host);
    let receipt = [("kept", kept(&old.receipt(2, 3)))];
    let [verdict] = &judged(&[("new", new.bundle())], &[old.key()], &receipt)[..] else {
        panic!("one file");
    };
    assert_eq!(failing_of(verdict), [Matter::KeyOther(new.key())]);
    let nothing = Matter::NoneOfThisRecord { count: 1 };
    assert!(has(verdict, Outcome::CannotTell, &nothing));
    let verdicts = judged(&[("old", old.bundle())], &[new.key(), old.key()], &receipt);
    assert!(verdicts[0].holds() && !has(&verdicts[0], Outcome::CannotTell, &nothing));
}

#[test]
fn a_bundle_is_not_made_before_its_entries() {
    let mut scene = messages(3, 3);
    let short = scene.host.clone();
    scene.message("taken away");
    let (last, long) = (short.now, &scene.host);
    let found = fails(&made(&short, 0), &[]);
    let (sequence, before) = (0, time(last - 2 * MINUTE));
    let early = Matter::MadeBefore {
        sequence,
        time: before,
        made: time(0),
    };
    assert_eq!(found, [early]);
    // Made with its last entry: whether more was there then, cannot be told, and is said.
    let (size, now) = (4, 3);
    let later = Shows::Later {
        size,
        now,
        time: time(long.now),
    };
    for kept in [kept(&long.receipt(3, 4)), newest(long, 4, long.now)] {
        let bytes = made(&short, last);
        let verdict = &judged(&[("bundle", bytes)], &[], &[("kept", kept)])[0];
        assert_eq!(failing(verdict), Vec::<String>::new());
        assert!(has(
            verdict,
            Outcome::CannotTell,
            &shows("kept", later.clone())
        ));
    }
    // An entry that is only in the evidence, below the size of the bundle.
    let range = long.draft(0..1, |_, _| true).write(&long.signer());
    let mut forged = Forged::of(&range, long);
    forged.line("made ", &format!("made {}", time(last - 2 * MINUTE)));
    let found = fails(&forged.bytes(), &[("kept", kept(&long.receipt(3, 4)))]);
    let early = Shows::MadeEarly {
        sequence: 3,
        time: time(long.now),
        made: time(last - 2 * MINUTE),
    };
    assert_eq!(found, [shows("kept", early)]);
}

#[test]
fn a_later_bundle_shows_what_was_taken_away() {
    let mut scene = messages(4, 3);
    let short = scene.host.bundle();
    scene.message("taken away");
    let there = scene.host.now;
    scene.host.now += 5 * DAY;
    let found = fails(&short, &[("later", scene.host.bundle())]);
    let (size, now) = (4, 3);
    let back = Shows::RolledBack {
        size,
        now,
        time: time(there),
    };
    assert_eq!(found, [shows("later", back)]);
    // An entry of after the first bundle was made takes nothing away.
    let mut scene = messages(4, 3);
    let short = scene.host.bundle();
    scene.host.now += 5 * DAY;
    scene.message("later");
    assert_eq!(fails(&short, &[("later", scene.host.bundle())]), []);
}

#[test]
fn a_key_that_was_given_up_signs_no_more_whoever_shows_it() {
    let mut scene = messages(5, 2);
    let mut old = scene.host.clone();
    let key = old.key();
    scene.host.new_key();
    scene.host.now += 2 * DAY;
    scene.message("under the new key");
    let new = scene.host.bundle();
    assert_eq!(fails(&old.bundle(), &[("new", new.clone())]), []);
    old.push(scene.host.leaves[2].clone(), scene.host.parts[2].clone());
    old.now = scene.host.now;
    let late = Matter::KeyOutOfTurn {
        source: "this bundle".to_owned(),
        key,
        size: 3,
    };
    assert_eq!(fails(&old.bundle(), &[("new", new)]), [late]);
}

#[test]
fn a_handover_outside_the_range_is_not_confirmed() {
    let mut scene = messages(6, 2);
    scene.host.new_key();
    scene.message("three");
    scene.message("four");
    let check = |range, outcome| {
        let bytes = scene.host.draft(range, |_, _| true);
        let bytes = bytes.write(&scene.host.signer());
        let verdict = &judged(&[("bundle", bytes)], &[], &[])[0];
        let handover = verdict.findings.iter().find(|finding| {
            matches!(
                finding.matter,
                Matter::Handover { size: 2, .. } | Matter::HandoverUnseen { size: 2, .. }
            )
        });
        assert_eq!(handover.unwrap().outcome, outcome);
        assert!(verdict.holds());
    };
    check(0..4, Outcome::Holds);
    check(3..4, Outcome::CannotTell);
}

#[test]
fn evidence_is_held_against_evidence() {
    let scene = messages(7, 6);
    let mut back = scene.host.clone();
    let dated = back.now - 120 * MINUTE;
    back.act_at(&Act::message(scene.mara, "dated back"), dated);
    let part = back.draft(0..2, |_, _| true).write(&back.signer());
    let head = newest(&scene.host, 6, scene.host.now);
    let back_receipt = ("receipt", kept(&back.receipt(6, 7)));
    let found = fails(&part, &[back_receipt.clone(), ("head", head)]);
    let backdated = Shows::Backdated {
        sequence: 6,
        time: time(dated),
        size: 6,
        there: time(scene.host.now),
    };
    assert!(found.contains(&shows("head", backdated)), "{found:?}");
    let time_back = Shows::TimeBack {
        sequence: 6,
        time: time(dated),
        before: 1,
        there: time(scene.host.now - 4 * MINUTE),
    };
    assert!(found.contains(&shows("receipt", time_back)), "{found:?}");
    let mut other = scene.host.clone();
    other.act(&Act::message(scene.mara, "another one"));
    let other = ("other", kept(&other.receipt(6, 7)));
    let found = fails(&part, &[other.clone(), back_receipt.clone()]);
    let fork = Shows::ForkEntryBetween {
        other: "receipt".to_owned(),
        sequence: 6,
    };
    assert!(found.contains(&shows("other", fork)), "{found:?}");
    // As files they contradict each other as well, in whatever order.
    for files in [[other.clone(), back_receipt.clone()], [back_receipt, other]] {
        for (verdict, source) in judged(&files, &[], &[]).iter().zip([1, 0]) {
            let fork = Shows::ForkEntry { sequence: 6 };
            assert!(failing_of(verdict).contains(&shows(files[source].0, fork)));
        }
    }
    let honest = ["a", "b"].map(|name| (name, kept(&scene.host.receipt(5, 6))));
    assert!(judged(&honest, &[], &[]).iter().all(Verdict::holds));
}

#[test]
fn of_two_dated_heads_the_later_is_not_smaller() {
    let scene = messages(8, 4);
    let host = &scene.host;
    let part = host.draft(0..1, |_, _| true).write(&host.signer());
    let (one, other) = (host.now + DAY, host.now + 2 * DAY);
    let heads = |first, then| {
        [
            ("first", newest(host, first, one)),
            ("then", newest(host, then, other)),
        ]
    };
    let shrunk = Shows::Shrunk {
        size: 4,
        time: time(one),
        now: 3,
        later: time(other),
    };
    assert!(fails(&part, &heads(4, 3)).contains(&shows("then", shrunk)));
    assert_eq!(fails(&part, &heads(4, 4)), []);
}

#[test]
fn a_strangers_key_accuses_nobody() {
    let mut scene = messages(16, 2);
    let mut stranger = scene.host.clone();
    stranger.random.number();
    stranger.seed = [66; 32];
    stranger.act(&Act::message(scene.mara, "forged"));
    scene.message("genuine");
    let key = stranger.key();
    let another = |checked, key| Shows::AnotherKey { key, checked };
    let named = format!("{}+{:08x}", key.name(), key.id());
    let (receipt, forged) = (kept(&stranger.receipt(2, 3)), stranger.bundle());
    for evidence in [receipt.clone(), forged.clone()] {
        let found = fails(&scene.host.bundle(), &[("forged", evidence)]);
        assert_eq!(found, [shows("forged", another(true, named.clone()))]);
    }
    let found = fails(
        &scene.host.bundle(),
        &[("forged", stranger.checkpoint_at(3))],
    );
    assert_eq!(found, [shows("forged", another(false, named.clone()))]);
    // Nor is what is genuine accused of what a stranger laid beside it.
    let part = scene
        .host
        .draft(0..1, |_, _| true)
        .write(&scene.host.signer());
    let genuine = kept(&scene.host.receipt(2, 3));
    let found = fails(&part, &[("forged", receipt), ("genuine", genuine)]);
    let lone = |matter: &Matter| *matter == shows("forged", another(true, named.clone()));
    assert!(found.len() == 1 && found.iter().all(lone), "{found:?}");
    // As files, each is told of the other's key and of nothing else.
    let verdicts = judged(
        &[("real", scene.host.bundle()), ("forged", forged)],
        &[],
        &[],
    );
    assert_eq!(
        failing_of(&verdicts[0]),
        [shows("forged", another(true, named))]
    );
    assert_eq!(failing_of(&verdicts[1]).len(), 1);
}

#[test]
fn handovers_are_found_in_whatever_order() {
    let mut scene = messages(17, 2);
    let older = scene.host.clone();
    let receipt = older.receipt(0, 2);
    scene.host.new_key();
    scene.host.now += 2 * DAY;
    scene.message("under the second key");
    let (second, handover) = (scene.host.clone(), scene.host.handovers[&2].clone());
    scene.host.new_key();
    scene.message("under the third key");
    scene.host.before.truncate(1);
    scene.host.handovers.remove(&2);
    let third = scene.host.bundle();
    let head = ("head", newest(&scene.host, 4, scene.host.now));
    let second_head = ("head", newest(&second, 3, second.now));
    let (second, third) = (("second", second.bundle()), ("third", third));
    let check = |file: Vec<u8>, keys: &[VerifierKey], evidence: Files<'_>| {
        let verdict = &judged(&[("file", file)], keys, evidence)[0];
        let another = |matter: &Matter| {
            matches!(
                matter,
                Matter::Evidence {
                    shows: Shows::AnotherKey { .. },
                    ..
                }
            )
        };
        let found = failing_of(verdict);
        assert!(!found.iter().any(another), "{found:?}");
    };
    check(
        older.bundle(),
        &[],
        &[third.clone(), second.clone(), head.clone()],
    );
    check(older.bundle(), &[], &[head, second.clone(), third]);
    check(kept(&receipt), &[], &[second, second_head.clone()]);
    // A handover alone leads between two keys that are known; the third bundle names the second.
    let keys = [older.key(), scene.host.before[0].clone()];
    check(
        older.bundle(),
        &keys,
        &[("handover", handover), second_head],
    );
}

#[test]
fn receipts_by_the_hundred_are_each_verified_once() {
    let scene = messages(18, 120);
    let receipts: Vec<u8> = (0..120)
        .flat_map(|at| kept(&scene.host.receipt(at, 120)))
        .collect();
    let all = [("receipts", receipts)];
    let verdicts = judged(&all, &[], &[("bundle", scene.host.bundle())]);
    assert_eq!(verdicts.len(), 120);
    for verdict in &verdicts {
        assert!(verdict.holds());
        assert_eq!(
            verdict.findings.len(),
            4,
            "held, its key, the entry, the root"
        );
    }
}

#[test]
fn what_does_not_hold_is_held_against_nothing() {
    let scene = messages(19, 3);
    let mut forged = Forged::of(&scene.host.bundle(), &scene.host);
    forged.seed = [1; 32];
    let receipt = [("kept", kept(&scene.host.receipt(2, 3)))];
    let verdict = &judged(&[("forged", forged.bytes())], &[], &receipt)[0];
    assert_eq!(
        failing_of(verdict),
        [Matter::ManifestUnsigned(scene.host.key())]
    );
    assert!(has(verdict, Outcome::CannotTell, &Matter::NotCompared));
    assert!(matches!(at_hand(&receipt)[0].held, Held::Receipt(_)));
}

/// What the program says of a bundle.
fn said(bytes: &[u8], keys: Vec<VerifierKey>) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.zip");
    std::fs::write(&file, bytes).unwrap();
    let options = verify::VerifyOptions {
        files: vec![file],
        against: Vec::new(),
        key: keys,
        entries: false,
        json: false,
    };
    let mut out = Vec::new();
    let holds = verify::run(&options, verify::Progress::Silent, &mut out).unwrap();
    let said = String::from_utf8(out).unwrap();
    let words: Vec<&str> = said.split_whitespace().collect();
    (holds, words.join(" "))
}

#[test]
fn a_cosigner_is_only_what_it_calls_itself() {
    let mut scene = messages(20, 2);
    let name = "evil.example/device/Elias-telephone";
    let poser = Cosigner::new(name, &SigningKey::new([8; 32])).unwrap();
    let device = Cosigner::for_device(scene.host.tree.origin, &SigningKey::new([9; 32]));
    for cosigner in [&poser, &device] {
        scene.host.cosigned_at(2, cosigner, scene.host.now);
    }
    let (holds, said) = said(&scene.host.bundle(), Vec::new());
    assert!(holds && said.contains(&format!("one that calls itself {name}, by its clock")));
    let (_, short) = device.key().name().rsplit_once('/').unwrap();
    let own = format!("one that calls itself a device of this record, {short}, by its clock");
    assert!(said.contains(&own), "{said}");
}

#[test]
fn a_key_of_another_name_is_compared_like_any_other() {
    let mut scene = messages(21, 2);
    let other = messages(22, 1).host.key();
    let (holds, said_of) = said(&scene.host.bundle(), vec![other]);
    assert!(!holds && said_of.contains("That is not a key that you named"));
    assert!(!said_of.contains("You named none"));
    // Handovers lead to it from the key that is known.
    let known = scene.host.key();
    scene.host.new_key();
    scene.message("under the new key");
    assert!(said(&scene.host.bundle(), vec![known]).0);
}

#[test]
fn cosigners_by_the_thousand_are_found_by_their_name() {
    let mut scene = messages(23, 60);
    let named = |at: u16| {
        let mut seed = [0; 32];
        seed[..2].copy_from_slice(&at.to_be_bytes());
        Cosigner::new("w", &SigningKey::new(seed)).unwrap()
    };
    for size in 1..60 {
        scene.host.cosigned_at(size, &named(0), scene.host.now);
    }
    scene
        .host
        .cosigners
        .extend((1..2_000).map(|at| named(at).key().clone()));
    let verdict = &judged(&[("bundle", scene.host.bundle())], &[], &[])[0];
    let cosigned = verdict.findings.iter().filter(|finding| {
        matches!(&finding.matter, Matter::Checkpoint { cosigned, .. } if cosigned.len() == 1)
    });
    assert_eq!((verdict.holds(), cosigned.count()), (true, 59));
}
