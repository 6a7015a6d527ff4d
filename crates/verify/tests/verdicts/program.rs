//! The program `parenthesis-verify` as people call it: what it says, and its exit code.

use std::{fs, path::Path};

use assert_cmd::Command;

use crate::{
    forge::Forged,
    host::{email, newest},
    scenes::Scene,
};

/// Runs the program in this folder; gives its exit code and what it printed.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("parenthesis-verify").unwrap();
    let output = command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

/// A folder with what a parent could have.
fn folder() -> (tempfile::TempDir, Scene) {
    let scene = Scene::everything(1);
    let folder = tempfile::tempdir().unwrap();
    let (host, size) = (&scene.host, scene.host.size());
    let bundle = host
        .draft(0..size, |place, _| scene.may_show(place))
        .write(&host.signer());
    let part = host
        .draft(2..5, |place, _| place != 3)
        .write(&host.signer());
    let mut forged = Forged::of(&bundle, host);
    forged.text("leaves.txt", |text| {
        text.replacen("2Z\nvoucher", "3Z\nvoucher", 1)
    });
    let mut other = scene.host.clone();
    other.random.number();
    other.act(&crate::host::Act::message(scene.mara, "for Elias only"));
    let mut mine = scene.host.clone();
    mine.act(&crate::host::Act::message(scene.mara, "for Mara"));
    let receipts = [
        mine.receipt(8, 9).to_bytes(),
        host.receipt(2, size).to_bytes(),
    ]
    .concat();
    let elias = other
        .draft(0..9, |place, _| scene.may_show(place))
        .write(&other.signer());
    let own = own_record();
    for (name, bytes) in [
        ("bundle.zip", bundle.as_slice()),
        ("own.zip", &own),
        ("part.zip", &part),
        ("forged.zip", &forged.bytes()),
        ("elias.zip", &elias),
        ("receipts.tlog-proof", &receipts),
        ("mail.eml", email(&newest(host, size, host.now)).as_bytes()),
        ("letter.txt", b"Nothing here."),
        ("state.txt", &newest(host, size, host.now)),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    (folder, scene)
}

/// A person's own record, in which a device has signed several states and an entry was erased.
fn own_record() -> Vec<u8> {
    let mut scene = Scene::new(3);
    scene.host.tree.kind = ledger::TreeKind::Person;
    scene.message("a note");
    scene.enrol();
    scene.witnessed();
    for at in 0..3 {
        scene.signed_message(&format!("note {at}"));
        scene.witnessed_by_device();
    }
    scene.erase(2);
    scene.erase(3);
    let shown = |place: u64, _| ![0, 2, 3].contains(&place);
    let draft = scene.host.draft(0..scene.host.size(), shown);
    draft.write(&scene.host.signer())
}

#[test]
fn it_says_what_holds_and_what_does_not() {
    let (folder, scene) = folder();
    let key = scene.host.key().to_string();
    let check = |name: &str, arguments: &[&str], code| {
        let (found, said) = run(folder.path(), arguments);
        insta::assert_snapshot!(name, said);
        assert_eq!(found, code, "{said}");
    };
    check(
        "whole",
        &["bundle.zip", "--key", &key, "--against", "mail.eml"],
        0,
    );
    check("part", &["part.zip", "--entries"], 0);
    check("forged", &["forged.zip"], 1);
    check("state", &["state.txt"], 1);
    check("own", &["own.zip", "--against", "state.txt"], 0);
    check(
        "fork",
        &["elias.zip", "--against", "receipts.tlog-proof"],
        1,
    );
    check(
        "receipts",
        &["receipts.tlog-proof", "--against", "bundle.zip"],
        1,
    );
    check(
        "nothing",
        &["missing.zip", "letter.txt", "--against", "letter.txt"],
        1,
    );
}

#[test]
fn json_has_a_sentence_for_each_finding() {
    let (folder, _) = folder();
    let all = [
        "bundle.zip",
        "part.zip",
        "forged.zip",
        "elias.zip",
        "receipts.tlog-proof",
    ];
    let arguments = [&all[..], &["--against", "mail.eml", "--json", "--entries"]].concat();
    let (code, said) = run(folder.path(), &arguments);
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["holds"], false);
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 6, "two receipts are in one file");
    for file in files {
        for finding in file["findings"].as_array().unwrap() {
            assert!(
                finding["sentence"].as_str().unwrap().ends_with('.'),
                "{finding}"
            );
            assert!(!finding["check"].as_str().unwrap().is_empty());
        }
        let failing = file["findings"].as_array().unwrap().iter();
        let failing = failing
            .filter(|finding| finding["outcome"] == "fails")
            .count();
        assert_eq!(file["holds"], failing == 0);
    }
}

/// What `docs/verify.md` shows is what the program says; `...` stands for lines left out.
#[test]
fn the_document_shows_what_is_said() {
    const DOCUMENT: &str = include_str!("../../../../docs/verify.md");
    let (folder, _) = folder();
    let calls: [&[&str]; 2] = [
        &["bundle.zip"],
        &[
            "elias.zip",
            "--against",
            "receipts.tlog-proof",
            "--against",
            "mail.eml",
        ],
    ];
    let blocks: Vec<&str> = DOCUMENT.split("```text\n").skip(1).collect();
    assert_eq!(blocks.len(), calls.len());
    for (block, call) in blocks.iter().zip(calls) {
        let (_, said) = run(folder.path(), call);
        let (block, _) = block.split_once("```").unwrap();
        for line in block
            .lines()
            .map(str::trim_end)
            .filter(|line| line.trim() != "...")
        {
            let line = line.strip_suffix(" ...").unwrap_or(line);
            assert!(said.contains(line), "{line}\n\n{said}");
        }
    }
}

#[test]
fn a_wrong_command_line_is_1_and_help_is_0() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &[]).0, 1);
    assert_eq!(run(folder.path(), &["x.zip", "--key", "none"]).0, 1);
    assert_eq!(run(folder.path(), &["--help"]).0, 0);
}
