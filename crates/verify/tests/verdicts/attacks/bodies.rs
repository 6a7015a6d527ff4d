//! Attacks by what entries say: passkeys, devices, erasures, closings, restorations.

use ledger::{
    DeviceKey, Hash, SigningKey,
    verdict::{DeviceFault, Matter, Outcome, VouchedBy},
};

use super::{fails, has, judged, messages};
use crate::{
    host::{Act, Host, Passkey},
    scenes::Scene,
};

#[test]
fn a_passkeys_signature_stands_in_one_entry() {
    let mut scene = messages(9, 1);
    let agreed = scene.agree(0);
    let body = scene.host.parts[1][0].1.clone();
    let again = scene.host.clone();
    let author = scene.mara;
    scene.host.act(&Act {
        body,
        ..Act::message(author, "")
    });
    let copied = Matter::PasskeyAgain {
        sequence: 2,
        first: agreed,
    };
    assert_eq!(fails(&scene.host.bundle(), &[]), [copied]);
    let verdict = &judged(&[("honest", again.bundle())], &[], &[])[0];
    assert!(verdict.holds());
    let by = verdict.vouched[1];
    assert_eq!((by.by, by.agreed_to), (VouchedBy::Passkey, Some(0)));
}

#[test]
fn assertions_are_objects_in_json_of_64_levels() {
    let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let bogus = |more: &str| format!("{{\"assertion\":{{\"bogus\":1}},\"more\":{more}}}");
    let right = Passkey::new([3; 32]).assertion(0, &[0; 32]);
    let values: serde_json::Value = serde_json::from_str(&right).unwrap();
    let values: Vec<_> = values.as_object().unwrap().values().cloned().collect();
    let array = serde_json::to_string(&values).unwrap();
    for (body, refused) in [
        (bogus("1e999"), true),
        (bogus(&deep(63)), true),
        (bogus(&deep(64)), false),
        (bogus("\"\\ud800\""), false),
        (format!("{{\"assertion\":{array}}}"), true),
        ("{\"assertion\":null,\"assertion\":null}".to_owned(), true),
        ("{\"assertion\":null}".to_owned(), false),
    ] {
        let mut scene = messages(10, 1);
        let body_bytes = body.clone().into_bytes();
        scene.host.act(&Act {
            body: body_bytes,
            ..Act::message(scene.elias, "")
        });
        let found = fails(&scene.host.bundle(), &[]);
        let passkey = matches!(found.as_slice(), [Matter::Passkey { sequence: 1, .. }]);
        assert_eq!(
            (passkey, found.len()),
            (refused, usize::from(refused)),
            "{body}"
        );
    }
}

#[test]
fn a_closed_record_shows_nothing_and_is_said_once() {
    let closed = |kind, more: u64| {
        let mut scene = messages(11, 2);
        for _ in 0..=more {
            scene.host.act(&Act {
                kind,
                body: b"{}".to_vec(),
                ..Act::message(scene.mara, "")
            });
        }
        scene.host
    };
    let shown = |host: &Host, shows: fn(u64) -> bool| {
        let draft = host.draft(0..host.size(), |place, _| shows(place));
        fails(&draft.write(&host.signer()), &[])
    };
    let erased = |sequence| Matter::ErasedShown {
        sequence,
        index: 0,
        by: 2,
    };
    let host = closed("record.closed/1", 0);
    assert_eq!(shown(&host, |place| place == 2), [erased(2)]);
    assert_eq!(shown(&host, |_| false), []);
    // A version that nobody knows is only hidden, where it is not shown.
    assert_eq!(shown(&closed("record.closed/2", 1), |place| place < 2), []);
    // However often it is closed, each part is said once.
    let found = shown(&closed("record.closed/1", 40), |place| place < 2);
    let after = Matter::AfterClosed { sequence: 2 };
    assert_eq!(found, [after, erased(0), erased(1)]);
}

#[test]
fn an_erasure_that_names_a_part_often_is_said_once() {
    let mut scene = messages(12, 1);
    let parts = vec!["0"; 10_000].join(",");
    let asked = scene.mara;
    scene.host.act(&Act {
        kind: "record.erased/1",
        body: format!(
            "{{\"entries\":[{{\"sequence\":0,\"parts\":[{parts}]}}],\"asked\":\"{asked}\"}}"
        )
        .into_bytes(),
        ..Act::message(asked, "")
    });
    let erased = Matter::ErasedShown {
        sequence: 0,
        index: 0,
        by: 1,
    };
    assert_eq!(fails(&scene.host.bundle(), &[]), [erased]);
}

#[test]
fn a_restoration_from_nothing_has_the_root_of_nothing() {
    for (root, right) in [(Hash::EMPTY_TREE, true), (Hash::of_leaf(b""), false)] {
        let mut scene = messages(13, 1);
        let key = scene.host.key();
        scene.host.act(&Act {
            kind: "record.restored/1",
            body: format!("{{\"size\":0,\"root\":\"{root}\",\"key\":\"{key}\"}}").into_bytes(),
            ..Act::message(scene.mara, "")
        });
        let found = fails(&scene.host.bundle(), &[]);
        let shape = matches!(found.as_slice(), [Matter::BodyShape { sequence: 1, .. }]);
        assert!(if right { found.is_empty() } else { shape }, "{found:?}");
    }
}

#[test]
fn devices_are_refused_only_where_it_can_be_told() {
    let seed = [5; 32];
    let key = DeviceKey::of(&SigningKey::new(seed));
    /// Who says what of the device, and with its signature or not; the last act is a message.
    type Told<'t> = &'t [(&'t str, &'t str)];
    let check = |told: Told<'_>, hidden: u64, first, fault: Option<DeviceFault>| {
        let mut scene = Scene::new(14);
        for &(who, state) in told {
            let author = if who == "mara" {
                scene.mara
            } else {
                scene.elias
            };
            let act = Act::message(author, "signed");
            let device = (state != "revoked" && state != "nothing").then_some(seed);
            scene.host.act(&match state {
                "enrolled" | "revoked" => Act {
                    kind: "record.device/1",
                    body: format!("{{\"key\":\"{key}\",\"state\":\"{state}\"}}").into_bytes(),
                    device,
                    ..act
                },
                _ => Act { device, ..act },
            });
        }
        let (host, sequence) = (&scene.host, scene.host.size() - 1);
        let draft = host.draft(first..sequence + 1, |place, _| place != hidden);
        let expected = fault.map(|fault| Matter::Device {
            sequence,
            key,
            fault,
        });
        let found = fails(&draft.write(&host.signer()), &[]);
        assert_eq!(found, Vec::from_iter(expected), "{told:?}");
    };
    const NONE: u64 = 99;
    let other = Some(DeviceFault::OfAnother);
    let elias = ("elias", "enrolled");
    let signs = ("mara", "message");
    check(&[elias, signs], NONE, 0, other);
    check(&[elias, ("elias", "revoked"), signs], NONE, 0, other);
    check(&[("mara", "nothing"), elias, signs], NONE, 1, None);
    let (on, off) = (("mara", "enrolled"), ("mara", "revoked"));
    check(&[on, elias, signs], 0, 0, None);
    check(&[on, off, signs], NONE, 0, Some(DeviceFault::Revoked));
    check(&[on, off, on, signs], NONE, 0, None);
    check(&[on, off, on, signs], 2, 0, None);
}

#[test]
fn a_passkey_over_an_entry_that_is_not_shown_cannot_be_told() {
    let mut scene = messages(15, 2);
    let assertion = Passkey::new([4; 32]).assertion(0, &[1; 32]);
    scene.host.act(&Act {
        body: format!("{{\"assertion\":{assertion}}}").into_bytes(),
        ..Act::message(scene.elias, "")
    });
    let part = scene.host.draft(1..3, |_, _| true);
    let part = part.write(&scene.host.signer());
    let unknown = Matter::PasskeyUnknown {
        sequence: 2,
        over: 0,
    };
    let verdict = &judged(&[("part", part)], &[], &[])[0];
    assert!(verdict.holds() && has(verdict, Outcome::CannotTell, &unknown));
    let found = fails(&scene.host.bundle(), &[]);
    assert!(matches!(
        found.as_slice(),
        [Matter::Passkey { sequence: 2, .. }]
    ));
}
