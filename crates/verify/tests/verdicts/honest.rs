//! What an honest host gives holds, and what is said of it is what is in it.

use ledger::{
    bundle::{self, Alone},
    evidence::{Evidence, Held},
    verdict::{Matter, Outcome, Verdict, VouchedBy, judge_bundle, judge_receipt},
};
use proptest::prelude::*;

use crate::scenes::Scene;

/// The failures of a bundle.
pub fn failures(bytes: &[u8]) -> Vec<String> {
    match bundle::read(bytes) {
        Err(fault) => vec![fault.to_string()],
        Ok(bundle) => failing(&judge_bundle(&bundle, &[], &[], &Alone)),
    }
}

pub fn failing(verdict: &Verdict) -> Vec<String> {
    let findings = verdict.findings.iter();
    let failing = findings.filter(|finding| finding.outcome == Outcome::Fails);
    failing
        .map(|finding| format!("{:?}", finding.matter))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_range_of_every_tree_holds(seed: u64, size in 1_u64..24, percent in 0_u64..=100) {
        let mut scene = Scene::random(seed, size);
        let range = scene.range();
        let bytes = scene.bundle(range.clone(), percent);
        prop_assert_eq!(failures(&bytes), Vec::<String>::new());
        let bundle = bundle::read(&bytes).unwrap();
        prop_assert_eq!(bundle.manifest.first..bundle.manifest.end, range);
        // The same draft gives the same bytes.
        let shown = |place, index| bundle.part(place, u8::try_from(index).unwrap()).is_some();
        let range = bundle.manifest.first..bundle.manifest.end;
        let again = scene.host.draft(range, shown).write(&scene.host.signer());
        prop_assert!(again == bytes);
    }

    #[test]
    fn receipts_and_bundles_agree(seed: u64, size in 1_u64..16) {
        let scene = Scene::random(seed, size);
        let (host, size) = (&scene.host, scene.host.size());
        let bytes = host.draft(0..size, |place, _| scene.may_show(place)).write(&host.signer());
        let bundle = bundle::read(&bytes).unwrap();
        let evidence: Vec<Evidence<'_>> = (0..size).map(|place| Evidence {
            name: format!("receipt {place}"),
            held: Held::Receipt(Box::new(host.receipt(place, size))),
        }).collect();
        let verdict = judge_bundle(&bundle, &[host.key()], &evidence, &Alone);
        prop_assert_eq!(failing(&verdict), Vec::<String>::new());
        let receipt = host.receipt(size - 1, size);
        let verdict = judge_receipt(&receipt, &[host.key()], &evidence, &Alone);
        prop_assert_eq!(failing(&verdict), Vec::<String>::new());
    }

    #[test]
    fn any_bytes_are_no_bundle(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(bundle::read(&bytes).is_err());
        let zip = [b"PK\x03\x04\x0a\x00\x00\x08".as_slice(), &bytes].concat();
        prop_assert!(bundle::read(&zip).is_err());
    }
}

#[test]
fn who_vouches_is_said_for_each_disclosed_entry() {
    let scene = Scene::everything(1);
    let size = scene.host.size();
    let draft = scene.host.draft(0..size, |place, _| scene.may_show(place));
    let bytes = draft.write(&scene.host.signer());
    let bundle = bundle::read(&bytes).unwrap();
    let verdict = judge_bundle(&bundle, &[], &[], &Alone);
    assert_eq!(failing(&verdict), Vec::<String>::new());
    let by: Vec<(u64, VouchedBy)> = verdict
        .vouched
        .iter()
        .map(|vouched| (vouched.sequence, vouched.by))
        .collect();
    let server = VouchedBy::Server;
    assert_eq!(
        by,
        [
            (0, server),
            (1, VouchedBy::Device),
            (2, VouchedBy::Device),
            (3, server),
            (4, VouchedBy::Passkey),
            (6, server),
            (7, server),
        ]
    );
    let holds = |wanted: fn(&Matter) -> bool| {
        let found = verdict
            .findings
            .iter()
            .filter(|finding| wanted(&finding.matter));
        let outcomes: Vec<Outcome> = found.map(|finding| finding.outcome).collect();
        assert_eq!(outcomes, [Outcome::Holds]);
    };
    holds(|matter| {
        matches!(
            matter,
            Matter::Complete {
                first: 0,
                end: 8,
                size: 8
            }
        )
    });
    holds(|matter| matches!(matter, Matter::Handover { size: 5, .. }));
    holds(|matter| matches!(matter, Matter::Seen { count: 8 }));
    holds(|matter| matches!(matter, Matter::Passkeys { count: 1 }));
    holds(|matter| matches!(matter, Matter::Erased { sequence: 6, .. }));
    holds(|matter| {
        matches!(
            matter,
            Matter::Checkpoint { checkpoint, cosigned, .. } if checkpoint.size == 4 && cosigned.len() == 2
        )
    });
}

#[test]
fn what_lies_outside_the_range_cannot_be_told() {
    let scene = Scene::everything(2);
    let draft = scene.host.draft(2..5, |_, _| true);
    let bytes = draft.write(&scene.host.signer());
    let bundle = bundle::read(&bytes).unwrap();
    let evidence = [Evidence {
        name: "receipt".to_owned(),
        held: Held::Receipt(Box::new(scene.host.receipt(7, 8))),
    }];
    let verdict = judge_bundle(&bundle, &[], &evidence, &Alone);
    assert_eq!(failing(&verdict), Vec::<String>::new());
    let untold = |wanted: fn(&Matter) -> bool| {
        let told = verdict
            .findings
            .iter()
            .find(|finding| wanted(&finding.matter));
        assert_eq!(
            told.map(|finding| finding.outcome),
            Some(Outcome::CannotTell)
        );
    };
    untold(|matter| matches!(matter, Matter::KeyNotKnown { .. }));
    untold(|matter| matches!(matter, Matter::DevicesUnknown { count: 1 }));
    untold(|matter| matches!(matter, Matter::CommandsBefore));
}
