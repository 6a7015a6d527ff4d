//! A parent's own device as witness and signer: what it asks, and what it signs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use ledger::{Hash, VerifierKey, check_consistency, verify_checkpoint};

/// Each earlier state is proven to be the beginning of the newest one; what the record does not
/// have is answered with what it has.
#[tokio::test(flavor = "multi_thread")]
async fn the_record_is_shown_to_begin_with_each_state_that_it_had() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let mut seen = vec![world.app.family(&mara).await.unwrap().head.seen()];
    for day in 3..12 {
        let propose = family::Command::Propose {
            proposal: world.app.fresh_proposal().unwrap(),
            terms: swap(day),
            reason: None,
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
