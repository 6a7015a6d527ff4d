//! A parent's own device as witness and signer: what it asks, and what it signs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use app::{ActError, App, Asking, By, CommandId, Done, Seen, Session, Signed, ToSign, Tree};
use family::{Command, Refusal};
use ledger::{
    Checkpoint, Cosigner, DeviceKey, DeviceVoucher, Hash, Origin, SigningKey, VerifierKey, Voucher,
    check_consistency, verify_checkpoint,
};
use plan::Side;
use std::sync::Arc;
use store::SqliteStore;

/// Each earlier state is proven to be the beginning of the newest one; what the record does not
/// have is answered with what it has.
#[tokio::test(flavor = "multi_thread")]
async fn the_record_is_shown_to_begin_with_each_state_that_it_had() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let mut seen = vec![world.app.family(&mara).await.unwrap().head.seen()];
    for day in 3..12 {
        let propose = Command::Propose {
            proposal: world.app.fresh_proposal().unwrap(),
            terms: swap(day),
            reason: None,
            answer_by: None,
        };
        let command = world.app.fresh_command();
        let shown = *seen.last().unwrap();
        world
            .app
            .act(&elias, command, shown, propose)
            .await
            .unwrap();
        seen.push(world.app.family(&mara).await.unwrap().head.seen());
    }
    let newest = *seen.last().unwrap();
    for earlier in &seen {
        let answer = world.app.continuation(&mara, earlier.size).await.unwrap();
        assert_eq!((answer.old, answer.head.seen()), (earlier.size, newest));
        check_consistency(
            &answer.proof,
            earlier.size,
            earlier.root,
            newest.size,
            newest.root,
        )
        .unwrap();
    }
    for (asked, old) in [
        (0, 0),
        (newest.size + 1, newest.size),
        (u64::MAX, newest.size),
    ] {
        let answer = world.app.continuation(&mara, asked).await.unwrap();
        assert_eq!((answer.old, answer.proof.len()), (old, 0));
    }
    let other = Hash::new([7; 32]);
    let answer = world.app.continuation(&mara, 5).await.unwrap();
    let wrong = check_consistency(&answer.proof, 5, other, newest.size, newest.root);
    assert!(wrong.is_err());
    let text = String::from_utf8(answer.to_bytes()).unwrap();
    let (proof, checkpoint) = text.split_once("\n\n").unwrap();
    assert!(proof.starts_with("old 5\n"), "{proof}");
    assert_eq!(proof.lines().count(), 1 + answer.proof.len());
    let origin = checkpoint.lines().next().unwrap().parse().unwrap();
    let log_key = &world.app.family(&mara).await.unwrap().log_key;
    let key: VerifierKey = log_key.parse().unwrap();
    let stated = verify_checkpoint(checkpoint.as_bytes(), origin, &key).unwrap();
    assert_eq!((stated.size, stated.root), (newest.size, newest.root));
}

/// A parent's device as its script acts: it asks, signs, and sends the act again.
struct Phone {
    key: SigningKey,
    salt: u8,
}

impl Phone {
    fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::new([seed; 32]),
            salt: seed,
        }
    }

    fn public(&self) -> DeviceKey {
        DeviceKey::of(&self.key)
    }

    /// What it is told that it has to sign.
    async fn asks(
        &mut self,
        app: &Arc<App<SqliteStore>>,
        who: &Session,
        act: (CommandId, Seen),
        what: Command,
    ) -> (Vec<[u8; 32]>, ToSign) {
        self.salt += 1;
        let salts = vec![[self.salt; 32], [self.salt + 100; 32]];
        let by = By::Asking(Asking {
            key: self.public(),
            salts: salts.clone(),
            files: Vec::new(),
        });
        match app.act_by(who, act.0, act.1, what, by).await {
            Err(ActError::ToSign(told)) => (salts, told),
            other => panic!("{other:?}"),
        }
    }

    /// Its signatures over what it was told.
    fn signs(&self, salts: &[[u8; 32]], told: &ToSign) -> Vec<([u8; 32], [u8; 64])> {
        let ToSign::Entries(entries) = told else {
            panic!("nothing to sign: {told:?}");
        };
        let each = entries.iter().zip(salts);
        each.map(|(entry, salt)| {
            let signed = DeviceVoucher::sign(&entry.statement, &self.key);
            (*salt, signed.signature)
        })
        .collect()
    }

    fn cosigns(&self, origin: Origin, seen: Seen) -> String {
        let checkpoint = Checkpoint {
            origin,
            size: seen.size,
            root: seen.root,
        };
        ledger::cosign(
            &checkpoint,
            1_795_000_000,
            &Cosigner::for_device(origin, &self.key),
        )
    }

    /// The whole way, as the script goes it.
    async fn acts(
        &mut self,
        app: &Arc<App<SqliteStore>>,
        who: &Session,
        what: Command,
    ) -> Result<Done, ActError> {
        let act = (app.fresh_command(), shown(app, who).await);
        let (salts, told) = self.asks(app, who, act, what.clone()).await;
        let signed = Signed {
            key: self.public(),
            entries: self.signs(&salts, &told),
            files: Vec::new(),
            cosignature: Some(self.cosigns(origin(app, who).await, act.1)),
        };
        app.act_by(who, act.0, act.1, what, By::Device(signed))
            .await
            .map(|acknowledged| acknowledged.done)
    }
}

async fn shown(app: &App<SqliteStore>, who: &Session) -> Seen {
    app.family(who).await.unwrap().head.seen()
}

async fn origin(app: &App<SqliteStore>, who: &Session) -> Origin {
    let head = app.family(who).await.unwrap().head.clone();
    let note = String::from_utf8(head.checkpoint.to_vec()).unwrap();
    note.lines().next().unwrap().parse().unwrap()
}

fn proposal(app: &App<SqliteStore>, day: i32) -> Command {
    Command::Propose {
        proposal: app.fresh_proposal().unwrap(),
        terms: swap(day),
        reason: None,
        answer_by: None,
    }
}

/// The kinds of the newest entries with the first word of their voucher, oldest first.
async fn newest(app: &App<SqliteStore>, who: &Session, count: usize) -> Vec<(String, String)> {
    let page = app.record(who, Tree::Shared, None, 200).await.unwrap();
    let lines = page.lines.into_iter().take(count).rev();
    lines
        .map(|line| {
            let leaf = ledger::Leaf::parse(line.leaf.as_bytes()).unwrap();
            let voucher = match leaf.voucher() {
                Voucher::Server => "server".to_owned(),
                Voucher::Device(device) => device.key.to_string(),
            };
            (leaf.statement().kind.to_string(), voucher)
        })
        .collect()
}

/// A new device is enrolled by the act itself; then it signs alone. The record opens and folds
/// again after a restart, and every leaf verifies.
#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_vouched_for_by_the_device_that_signed_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let app = &world.app;
    let mut phone = Phone::new(1);
    let key = phone.public().to_string();
    assert_eq!(
        phone.acts(app, &mara, proposal(app, 3)).await.unwrap(),
        Done::Now
    );
    let by_phone = |kind: &str| (kind.to_owned(), key.clone());
    let expected = [by_phone("record.device/1"), by_phone("proposal.made/1")];
    assert_eq!(newest(app, &mara, 2).await, expected);
    phone.acts(app, &mara, proposal(app, 4)).await.unwrap();
    assert_eq!(newest(app, &elias, 1).await, expected[1..]);
    let command = app.fresh_command();
    let seen = shown(app, &mara).await;
    app.act(&mara, command, seen, proposal(app, 5))
        .await
        .unwrap();
    let by_server = ("proposal.made/1".to_owned(), "server".to_owned());
    assert_eq!(newest(app, &mara, 1).await, [by_server]);
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let family = world.app.family(&mara).await.unwrap();
    let devices: Vec<_> = family.family.devices_of(Side::A).collect();
    assert_eq!(devices[0].key.as_str(), key);
    let page = world
        .app
        .record(&mara, Tree::Shared, None, 200)
        .await
        .unwrap();
    let leaves: Vec<String> = page.lines.iter().rev().map(|l| l.leaf.clone()).collect();
    let tree = *ledger::Leaf::parse(leaves[0].as_bytes()).unwrap().tree();
    let whole = ledger::verify_tree(tree, &leaves).unwrap();
    assert_eq!(whole.root().as_bytes(), &page.head.root);
}

/// A signature that does not fit is refused, whatever is wrong with it, and nothing is recorded.
#[tokio::test(flavor = "multi_thread")]
async fn a_signature_over_something_else_is_refused() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let app = &world.app;
    let mut phone = Phone::new(1);
    phone.acts(app, &mara, proposal(app, 3)).await.unwrap();
    let seen = shown(app, &mara).await;
    let (command, what) = (app.fresh_command(), proposal(app, 4));
    let (salts, told) = phone.asks(app, &mara, (command, seen), what.clone()).await;
    let good = Signed {
        key: phone.public(),
        entries: phone.signs(&salts, &told),
        files: Vec::new(),
        cosignature: Some(phone.cosigns(origin(app, &mara).await, seen)),
    };
    let refused = async |who: &Session, command, what: &Command, signed: Signed| {
        let by = By::Device(signed);
        let made = app.act_by(who, command, seen, what.clone(), by).await;
        assert!(matches!(made, Err(ActError::Signature)), "{made:?}");
        assert_eq!(shown(app, &mara).await, seen, "nothing is recorded");
    };
    let with = |change: &dyn Fn(&mut Signed)| {
        let mut signed = good.clone();
        change(&mut signed);
        signed
    };
    for wrong in [
        with(&|s| s.entries[0].1[9] ^= 1),
        with(&|s| s.entries[0].0[9] ^= 1),
        with(&|s| s.entries.push(s.entries[0])),
        with(&|s| s.entries.clear()),
        with(&|s| s.cosignature = Some("\u{2014} somebody AAAA\n".to_owned())),
        with(&|s| s.cosignature = s.cosignature.as_ref().map(|l| l.replace(" ", "  "))),
    ] {
        refused(&mara, command, &what, wrong).await;
    }
    // The same signatures for another command, or for something else.
    refused(&mara, app.fresh_command(), &what, good.clone()).await;
    refused(&mara, command, &proposal(app, 5), good.clone()).await;
    // Somebody else's device, also for its own enrolment.
    let made = app
        .act_by(
            &elias,
            command,
            seen,
            what.clone(),
            By::Device(good.clone()),
        )
        .await;
    let other = matches!(made, Err(ActError::Refused(Refusal::DeviceOfAnother)));
    assert!(other, "{made:?}");
    // A device that is new and has not signed its own enrolment.
    let tablet = Phone::new(50);
    let unsigned = with(&|s| s.key = tablet.public());
    refused(&mara, command, &what, unsigned).await;
    let by = By::Device(good.clone());
    let made = app.act_by(&mara, command, seen, what.clone(), by).await;
    assert_eq!(made.unwrap().done, Done::Now);
    // Sent again, it is done once; asked again, there is nothing to sign.
    let made = app
        .act_by(&mara, command, seen, what.clone(), By::Device(good))
        .await;
    assert_eq!(made.unwrap().done, Done::Already);
}

/// Once revoked, a device signs nothing and does not come back; another key does.
#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_signs_no_more() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let app = &world.app;
    let mut phone = Phone::new(1);
    phone.acts(app, &mara, proposal(app, 3)).await.unwrap();
    let key: family::DeviceKey = phone.public().to_string().parse().unwrap();
    let (command, seen) = (app.fresh_command(), shown(app, &mara).await);
    let revoke = Command::RevokeDevice { key };
    app.act(&mara, command, seen, revoke).await.unwrap();
    let act = (app.fresh_command(), shown(app, &mara).await);
    let (_, told) = phone.asks(app, &mara, act, proposal(app, 4)).await;
    assert_eq!(told, ToSign::Revoked);
    assert_eq!(told.to_json(), r#"{"entries":[],"why":"revoked"}"#);
    let signed = Signed {
        key: phone.public(),
        entries: vec![([1; 32], [2; 64])],
        files: Vec::new(),
        cosignature: None,
    };
    let made = app
        .act_by(&mara, act.0, act.1, proposal(app, 4), By::Device(signed))
        .await;
    let revoked = matches!(made, Err(ActError::Refused(Refusal::DeviceRevoked)));
    assert!(revoked, "{made:?}");
    let done = Phone::new(9).acts(app, &mara, proposal(app, 4)).await;
    assert_eq!(done.unwrap(), Done::Now);
}

/// A page from before a restored copy states a history that this record never had. A leaf that
/// repeated it would break the whole tree for every verifier.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_acts_on_a_history_that_is_not_the_records() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let app = &world.app;
    let head = shown(app, &mara).await;
    let root = Hash::new([7; 32]);
    for size in [1, head.size, head.size + 1] {
        let elsewhere = Seen { size, root };
        let command = app.fresh_command();
        let made = app.act(&mara, command, elsewhere, proposal(app, 3)).await;
        assert!(matches!(made, Err(ActError::Stale)), "{size}: {made:?}");
    }
    assert_eq!(shown(app, &mara).await, head);
}
