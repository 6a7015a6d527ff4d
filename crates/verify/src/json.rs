//! The report as JSON, for other programs. Pure.

use ledger::verdict::{Matter, Outcome, Shows, VouchedBy};
use serde_json::{Value, json};

use crate::{report::Report, words};

/// The name of an outcome.
const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "holds",
        Outcome::CannotTell => "cannot-tell",
        Outcome::Fails => "fails",
    }
}

/// The name of who vouches.
const fn vouched(by: VouchedBy) -> &'static str {
    match by {
        VouchedBy::Passkey => "passkey",
        VouchedBy::Device => "device",
        VouchedBy::UnknownDevice => "unknown-device",
        VouchedBy::Server => "server",
        VouchedBy::WrongDevice => "wrong-device",
    }
}

/// The name of what a finding is about.
fn check(matter: &Matter) -> &'static str {
    match matter {
        Matter::NoBundle(_) => "bundle",
        Matter::Files { .. } | Matter::FileChanged { .. } => "files",
        Matter::Manifest(_) | Matter::ManifestUnsigned(_) => "manifest",
        Matter::Checkpoint { .. } | Matter::CheckpointWrong { .. } => "checkpoint",
        Matter::KeyOutOfTurn { .. }
        | Matter::Handover { .. }
        | Matter::HandoverUnseen { .. }
        | Matter::HandedOverTwice { .. } => "handover",
        Matter::KeyKnown(_) | Matter::KeyNotKnown { .. } | Matter::KeyOther(_) => "key",
        Matter::Complete { .. } | Matter::Incomplete { .. } | Matter::EarlierRoot { .. } => {
            "completeness"
        }
        Matter::Seen { .. } | Matter::SeenBefore { .. } | Matter::SeenElsewhere { .. } => "seen",
        Matter::Commands | Matter::CommandsBefore | Matter::CommandAgain { .. } => "commands",
        Matter::Times | Matter::TimeBack { .. } => "times",
        Matter::MadeBefore { .. } => "made",
        Matter::CosignatureEarly { .. } => "cosignature",
        Matter::Commitments { .. } | Matter::CommitmentWrong { .. } => "commitments",
        Matter::Undisclosed { .. } => "undisclosed",
        Matter::BodyShape { .. } | Matter::RecordHidden { .. } | Matter::KindUnknown { .. } => {
            "record-entries"
        }
        Matter::Erased { .. } | Matter::ErasedShown { .. } => "erasure",
        Matter::Closed { .. } | Matter::AfterClosed { .. } => "closed",
        Matter::Restored { .. } => "restored",
        Matter::Devices { .. } | Matter::DevicesUnknown { .. } | Matter::Device { .. } => "devices",
        Matter::Passkeys { .. }
        | Matter::PasskeyUnknown { .. }
        | Matter::PasskeyAgain { .. }
        | Matter::Passkey { .. } => "passkeys",
        Matter::Receipt { .. } | Matter::ReceiptWrong(_) => "receipt",
        Matter::More { like, .. } => check(like),
        Matter::NotCompared => "not-compared",
        Matter::NoneOfThisRecord { .. } => "other-record",
        Matter::Evidence { shows, .. } => match shows {
            Shows::Agrees { .. } | Shows::AgreesEntry { .. } => "agrees",
            Shows::Outside { .. } => "outside",
            Shows::OtherTree => "other-record",
            Shows::Invalid(_) => "evidence",
            Shows::Fork { .. }
            | Shows::ForkEntry { .. }
            | Shows::ForkBetween { .. }
            | Shows::ForkEntryBetween { .. } => "fork",
            Shows::Lost { .. } | Shows::LostThere { .. } => "lost",
            Shows::RolledBack { .. } | Shows::Shrunk { .. } => "rolled-back",
            Shows::Later { .. } => "later",
            Shows::MadeEarly { .. } => "made",
            Shows::WithheldEntry { .. } => "withheld",
            Shows::Backdated { .. } | Shows::TimeBack { .. } => "backdated",
            Shows::PasskeyAgain { .. } => "passkeys",
            Shows::AfterClosed { .. } => "closed",
            Shows::SeenElsewhere { .. } => "fork",
            Shows::CommandAgain { .. } => "commands",
            Shows::AnotherKey { .. } => "another-key",
        },
    }
}

/// The whole report.
pub fn report(report: &Report, entries: bool) -> Value {
    let files: Vec<Value> = report
        .files
        .iter()
        .map(|file| {
            let findings: Vec<Value> = file
                .verdict
                .findings
                .iter()
                .map(|finding| {
                    json!({
                        "outcome": outcome(finding.outcome),
                        "check": check(&finding.matter),
                        "sentence": words::sentence(&finding.matter, &file.people),
                    })
                })
                .collect();
            let vouched_by: serde_json::Map<String, Value> = file
                .counts()
                .into_iter()
                .map(|(by, count)| (vouched(by).to_owned(), count.into()))
                .collect();
            let mut told = json!({
                "file": file.name,
                "holds": file.holds(),
                "title": file.title,
                "error": file.error,
                "findings": findings,
                "vouched": vouched_by,
            });
            if entries && let Some(told) = told.as_object_mut() {
                let entries = file.verdict.vouched.iter().map(|entry| {
                    json!({
                        "sequence": entry.sequence,
                        "time": entry.time.to_string(),
                        "author": entry.author.to_string(),
                        "name": file.people.get(&entry.author),
                        "vouched": vouched(entry.by),
                        "agreed_to": entry.agreed_to,
                    })
                });
                told.insert("entries".to_owned(), entries.collect());
            }
            told
        })
        .collect();
    json!({ "holds": report.holds(), "files": files, "limits": words::LIMITS })
}
