//! Tampered bundles of a host that signs whatever it likes: each is refused. And trees that break a
//! rule, well signed.

use ledger::{CommandId, DeviceKey, SigningKey};

use crate::{
    honest::failures,
    host::{Act, Host, MINUTE, Passkey},
    scenes::Scene,
    tampering::tampered,
};

#[test]
fn every_way_to_tamper_is_refused() {
    let mut ways = std::collections::BTreeSet::new();
    for seed in 0..24 {
        let mut scene = if seed % 4 == 0 {
            Scene::everything(seed)
        } else {
            Scene::random(seed, 3 + seed % 12)
        };
        let range = scene.range();
        let bytes = scene.bundle(range, 70);
        assert_eq!(failures(&bytes), Vec::<String>::new());
        for tampered in tampered(&bytes, &scene.host) {
            let failures = failures(&tampered.bytes);
            let for_this = |failure: &String| {
                let mut wanted = tampered.refused_for.iter();
                wanted.any(|wanted| failure.contains(wanted))
            };
            assert!(
                failures.iter().any(for_this),
                "{seed}: {}: {failures:#?}",
                tampered.why
            );
            ways.insert(tampered.why);
        }
    }
    assert_eq!(ways.len(), 29, "{ways:#?}");
}

/// Refuses the bundle of everything, with this in one of its sentences.
fn check(host: &Host, said: &str) {
    let failures = failures(&host.bundle());
    assert!(
        failures.iter().any(|failure| failure.contains(said)),
        "{said}: {failures:#?}"
    );
}

#[test]
fn trees_that_break_a_rule_are_refused() {
    let tree = || Scene::everything(5);
    let mut scene = tree();
    let again = Act {
        command: Some(CommandId::from_random([1; 16])),
        ..Act::message(scene.mara, "again")
    };
    scene.erased.clear();
    for act in [again.clone(), Act::message(scene.mara, "between"), again] {
        scene.host.act(&act);
    }
    check(&scene.host, "CommandAgain");
    // The bundle of everything also shows the body that entry 6 says was erased.
    check(&scene.host, "ErasedShown");

    let mut scene = tree();
    let back = scene.host.now - MINUTE;
    scene
        .host
        .act_at(&Act::message(scene.mara, "dated back"), back);
    check(&scene.host, "TimeBack");

    let mut scene = tree();
    scene.host = scene
        .host
        .with_leaf(2, &crate::scenes::retimed(&scene.host.leaves[2], back));
    check(&scene.host, "SeenElsewhere");
}

#[test]
fn bodies_of_the_records_own_kinds_are_read_strictly() {
    let tree = || Scene::everything(5);
    let record = |kind, body: &str, device| {
        let mut scene = tree();
        let body = body.replace("MARA", &scene.mara.to_string());
        let device = if device { Some(scene.device) } else { None };
        let body = body.into_bytes();
        let act = Act {
            kind,
            body,
            device,
            ..Act::message(scene.mara, "")
        };
        scene.host.act(&act);
        scene
    };
    for (kind, body, said) in [
        ("record.device/2", "{}", "KindUnknown"),
        ("record.moved/1", "{}", "KindUnknown"),
        ("record.device/1", "{}", "BodyShape"),
        (
            "record.device/1",
            r#"{"key":"AA==","state":"enrolled"}"#,
            "BodyShape",
        ),
        (
            "record.erased/1",
            r#"{"entries":[],"asked":"MARA","more":1}"#,
            "BodyShape",
        ),
        ("record.erased/1", r#"[[],"MARA"]"#, "BodyShape"),
        (
            "record.erased/1",
            r#"{"entries":[{"sequence":8,"parts":[0]}],"asked":"MARA"}"#,
            "BodyShape",
        ),
        (
            "record.erased/1",
            r#"{"entries":[{"sequence":2,"parts":[3]}],"asked":"MARA"}"#,
            "BodyShape",
        ),
        (
            "record.erased/1",
            r#"{"entries":[],"entries":[],"asked":"MARA"}"#,
            "BodyShape",
        ),
        ("record.closed/1", r#"{"why":1}"#, "BodyShape"),
        ("record.restored/1", r#"{"size":1}"#, "BodyShape"),
    ] {
        check(&record(kind, body, false).host, said);
    }
    let mut closed = record("record.closed/1", "{}", false);
    check(&closed.host, "ErasedShown");
    closed.message("after the end");
    check(&closed.host, "AfterClosed");
}

#[test]
fn devices_and_passkeys_that_are_not_the_authors_are_refused() {
    let mut scene = Scene::everything(6);
    let signed = Act {
        device: Some(scene.device),
        ..Act::message(scene.elias, "not mine")
    };
    scene.host.act(&signed);
    check(&scene.host, "OfAnother");

    let mut scene = Scene::everything(7);
    let key = DeviceKey::of(&SigningKey::new(scene.device));
    let act = Act::message(scene.mara, "");
    scene.host.act(&Act {
        kind: "record.device/1",
        body: format!("{{\"key\":\"{key}\",\"state\":\"revoked\"}}").into_bytes(),
        ..act.clone()
    });
    scene.host.act(&Act {
        device: Some(scene.device),
        ..act.clone()
    });
    check(&scene.host, "Revoked");

    let mut scene = Scene::everything(8);
    let key = DeviceKey::of(&SigningKey::new([9; 32]));
    scene.host.act(&Act {
        kind: "record.device/1",
        body: format!("{{\"key\":\"{key}\",\"state\":\"enrolled\"}}").into_bytes(),
        device: Some(scene.device),
        ..act.clone()
    });
    check(&scene.host, "EnrolledByAnother");

    let passkey = Passkey::new([3; 32]);
    for assertion in [
        passkey.assertion(0, &[0; 32]),
        passkey.assertion(99, &[0; 32]),
        "{}".to_owned(),
        "true".to_owned(),
    ] {
        let mut scene = Scene::everything(9);
        scene.host.act(&Act {
            body: format!("{{\"assertion\":{assertion}}}").into_bytes(),
            ..Act::message(scene.elias, "")
        });
        let failures = failures(&scene.host.bundle());
        let about = |failure: &String| failure.contains("Passkey") || failure.contains("BodyShape");
        assert!(failures.iter().any(about), "{assertion}: {failures:?}");
    }
}
