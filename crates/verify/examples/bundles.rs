//! Writes bundles for other verifiers to agree on: `cargo run -p verify --example bundles -- DIR
//! COUNT SEED`. Deterministic: the same arguments give the same bytes.
//!
//! DIR receives COUNT honest bundles of various ranges, with devices, passkeys, erasures, handovers
//! and cosigners as chance has it; beside each its tampered copies, made and signed anew by a host
//! that owns the log's key; receipts and other evidence; and `expected.json`, which says of each
//! file, and of what it is held against, whether it is valid and why not. It stops where our own
//! verifier does not say the same.

#![expect(
    clippy::unwrap_used,
    reason = "an example may stop where it does not hold"
)]
#![allow(dead_code, reason = "the tests use the rest")]

#[path = "../tests/verdicts/forge.rs"]
mod forge;
#[path = "../tests/verdicts/host.rs"]
mod host;
#[path = "../tests/verdicts/scenes.rs"]
mod scenes;
#[path = "../tests/verdicts/tampering.rs"]
mod tampering;

use std::{env, error::Error, fs, path::PathBuf};

use host::{Act, DAY, MINUTE, email, newest};
use ledger::verdict::{Finding, Outcome, Verdict};
use scenes::Scene;
use serde_json::{Value, json};
use tampering::tampered;
use verify::{Progress, VerifyOptions, verify};

/// How many of the ways to tamper are tried on one bundle; by turns, all are.
const TAMPERED_EACH: usize = 4;

struct Folder {
    path: PathBuf,
    expected: Vec<Value>,
}

impl Folder {
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
        Ok(fs::write(self.path.join(name), bytes)?)
    }

    /// Notes what has to be said of a file, and stops where our own verifier says otherwise.
    fn expect(&mut self, file: &str, against: &[&str], why: Option<&str>) {
        let options = VerifyOptions {
            files: vec![self.path.join(file)],
            against: against.iter().map(|name| self.path.join(name)).collect(),
            key: Vec::new(),
            entries: false,
            json: false,
        };
        let report = verify(&options, Progress::on(false));
        let said: Vec<_> = report
            .files
            .iter()
            .map(|file| failing(&file.verdict))
            .collect();
        assert_eq!(
            report.holds(),
            why.is_none(),
            "{file} {against:?} {why:?}: {said:?}"
        );
        self.expected.push(json!({
            "file": file,
            "against": against,
            "valid": why.is_none(),
            "why": why.unwrap_or("an honest host made it"),
        }));
    }
}

fn failing(verdict: &Verdict) -> Vec<String> {
    let fails = |finding: &&Finding| finding.outcome == Outcome::Fails;
    let failing = verdict.findings.iter().filter(fails);
    failing
        .map(|finding| format!("{:?}", finding.matter))
        .collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, count, seed] = arguments.as_slice() else {
        return Err("give a folder, how many bundles, and a seed".into());
    };
    let (count, seed): (u64, u64) = (count.parse()?, seed.parse()?);
    fs::create_dir_all(folder)?;
    let mut folder = Folder {
        path: folder.into(),
        expected: Vec::new(),
    };
    for number in 0..count {
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(number);
        one(&mut folder, number, seed)?;
    }
    let expected = serde_json::to_string_pretty(&folder.expected)?;
    folder.write("expected.json", expected.as_bytes())
}

fn one(folder: &mut Folder, number: u64, seed: u64) -> Result<(), Box<dyn Error>> {
    let size = 1 + seed % 37;
    let mut scene = match number % 7 {
        0 => Scene::everything(seed),
        _ => Scene::random(seed, size),
    };
    let range = scene.range();
    let percent = scene.host.random.below(101);
    let bytes = scene.bundle(range, percent);
    let name = format!("{number:05}.zip");
    folder.write(&name, &bytes)?;
    folder.expect(&name, &[], None);

    let all = tampered(&bytes, &scene.host);
    let turn = usize::try_from(number)? * TAMPERED_EACH;
    for (at, tampered) in all
        .iter()
        .cycle()
        .skip(turn % all.len())
        .take(TAMPERED_EACH)
        .enumerate()
    {
        let name = format!("{number:05}-tampered-{at}.zip");
        folder.write(&name, &tampered.bytes)?;
        folder.expect(&name, &[], Some(tampered.why));
    }
    broken_rule(folder, number, &scene)?;
    evidence(folder, number, &mut scene, &name)
}

/// A tree that breaks a rule, well signed.
fn broken_rule(folder: &mut Folder, number: u64, scene: &Scene) -> Result<(), Box<dyn Error>> {
    let (mut host, mara, elias) = (scene.host.clone(), scene.mara, scene.elias);
    let act = Act::message(mara, "one too many");
    let why = match number % 6 {
        0 => {
            let back = host.now - MINUTE;
            host.act_at(&act, back);
            "the time of an entry lies before that of the one before it"
        }
        1 => {
            host.act(&Act {
                kind: "record.unheard/1",
                ..act
            });
            "a kind of the record's own that nobody knows"
        }
        2 => {
            let device = Some([61; 32]);
            let key = ledger::DeviceKey::of(&ledger::SigningKey::new([62; 32]));
            let body = format!("{{\"key\":\"{key}\",\"state\":\"enrolled\"}}").into_bytes();
            host.act(&Act {
                kind: "record.device/1",
                body,
                device,
                ..act
            });
            "a device that did not sign its own enrolment"
        }
        3 => {
            let device = Some([63; 32]);
            let key = ledger::DeviceKey::of(&ledger::SigningKey::new([63; 32]));
            let body = format!("{{\"key\":\"{key}\",\"state\":\"enrolled\"}}").into_bytes();
            host.act(&Act {
                kind: "record.device/1",
                body,
                device,
                ..act
            });
            host.act(&Act {
                device,
                ..Act::message(elias, "by the other's device")
            });
            "a device that another author enrolled"
        }
        4 => {
            let assertion = host::Passkey::new([64; 32]).assertion(0, &[0; 32]);
            let body = format!("{{\"assertion\":{assertion}}}").into_bytes();
            host.act(&Act { body, ..act });
            "a passkey's signature over other words"
        }
        _ => {
            let at = host.random.below(host.size());
            let erase = format!(
                "{{\"entries\":[{{\"sequence\":{at},\"parts\":[0]}}],\"asked\":\"{mara}\"}}"
            );
            let body = erase.into_bytes();
            host.act(&Act {
                kind: "record.erased/1",
                body,
                ..act
            });
            "a body is shown that an entry says was erased"
        }
    };
    // All but what was erased before is shown.
    let may_show = |place, _| scene.may_show(place) || number % 6 == 5;
    let draft = host.draft(0..host.size(), may_show);
    let name = format!("{number:05}-rule.zip");
    folder.write(&name, &draft.write(&host.signer()))?;
    folder.expect(&name, &[], Some(why));
    Ok(())
}

/// What a parent kept, and a bundle of a host that went another way.
fn evidence(
    folder: &mut Folder,
    number: u64,
    scene: &mut Scene,
    honest: &str,
) -> Result<(), Box<dyn Error>> {
    let (size, mara) = (scene.host.size(), scene.mara);
    let place = scene.host.random.below(size);
    let receipt = format!("{number:05}.tlog-proof");
    folder.write(&receipt, &scene.host.receipt(place, size).to_bytes())?;
    folder.expect(&receipt, &[], None);
    folder.expect(honest, &[&receipt], None);
    let mail = format!("{number:05}.eml");
    folder.write(
        &mail,
        email(&newest(&scene.host, size, scene.host.now)).as_bytes(),
    )?;
    folder.expect(honest, &[&mail], None);

    let mut other = scene.host.clone();
    scene.host.act(&Act::message(mara, "the true one"));
    let kept = format!("{number:05}-kept.tlog-proof");
    folder.write(&kept, &scene.host.receipt(size, size + 1).to_bytes())?;
    let sent = scene.host.now + 60 * MINUTE;
    let dated = format!("{number:05}-kept.eml");
    folder.write(
        &dated,
        email(&newest(&scene.host, size + 1, sent)).as_bytes(),
    )?;
    let shown = |host: &host::Host| {
        let draft = host.draft(0..host.size(), |place, _| scene.may_show(place));
        draft.write(&host.signer())
    };
    let rolled_back = format!("{number:05}-rolled-back.zip");
    folder.write(&rolled_back, &shown(&other))?;
    folder.expect(&rolled_back, &[], None);
    for kept in [&kept, &dated] {
        folder.expect(
            &rolled_back,
            &[kept],
            Some("it was larger before this was made"),
        );
    }
    other.random.number();
    other.act(&Act::message(mara, "another one"));
    let forked = format!("{number:05}-forked.zip");
    folder.write(&forked, &shown(&other))?;
    folder.expect(&forked, &[], None);
    for kept in [&kept, &dated] {
        folder.expect(&forked, &[kept], Some("two records of one size"));
    }
    let mut late = scene.host.clone();
    late.act_at(&Act::message(mara, "put in later"), sent - 30 * MINUTE);
    late.now = sent + DAY;
    let backdated = format!("{number:05}-backdated.zip");
    folder.write(&backdated, &shown(&late))?;
    folder.expect(&backdated, &[&kept], None);
    folder.expect(
        &backdated,
        &[&dated],
        Some("dated before the e-mail that had not known it"),
    );
    Ok(())
}
