//! Receipts as they leave the house: checked by `ledger` alone, as anybody would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::common::*;
use app::{Clock as _, Seen, Session, Tree};
use family::{Command, Language};
use jiff::ToSpan as _;
use ledger::{DatedHead, EntryTime, Receipt, VerifierKey, read_receipts};

async fn propose(world: &World, who: &Session, in_days: i32) {
    let what = Command::Propose {
        proposal: world.app.fresh_proposal().unwrap(),
        terms: swap(in_days),
        reason: None,
        answer_by: None,
    };
    let command = world.app.fresh_command();
    world
        .app
        .act(who, command, Seen::NOTHING, what)
        .await
        .unwrap();
}

async fn whole(world: &World, who: &Session, tree: Tree) -> Vec<u8> {
    let file = world.app.receipts(who, tree, 0..u64::MAX).await.unwrap();
    let mut file = file.unwrap();
    assert_eq!((file.range().start, file.rest()), (0, None));
    let mut bytes = Vec::new();
    while let Some(some) = world.app.next_receipts(&mut file).await.unwrap() {
        bytes.extend_from_slice(&some);
    }
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn every_entry_has_a_receipt_that_holds_offline() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    // More than are made at once.
    for n in 0..30 {
        propose(&world, &mara, 3 + 20 * n).await;
    }
    let page = world.app.record(&mara, Tree::Shared, None, 200).await;
    let page = page.unwrap();
    let receipts = read_receipts(&whole(&world, &mara, Tree::Shared).await).unwrap();
    assert_eq!(receipts.len(), page.lines.len());
    let key: VerifierKey = receipts[0].key().clone();
    for (receipt, line) in receipts.iter().zip(page.lines.iter().rev()) {
        let checked = receipt.verify(Some(&key)).unwrap();
        assert_eq!(checked.checkpoint.size, page.head.size);
        assert_eq!(checked.checkpoint.root.as_bytes(), &page.head.root);
        assert_eq!(receipt.leaf().to_string(), line.leaf);
        assert_eq!(receipt.parts().len(), 1, "the words are disclosed");
        let one = world.app.receipt(&elias, Tree::Shared, line.sequence).await;
        let one = one.unwrap().unwrap();
        assert_eq!(&Receipt::read(&one).unwrap(), receipt, "both get the same");
    }
    let size = page.head.size;
    for beyond in [size, size + 1, u64::MAX] {
        let none = world.app.receipt(&mara, Tree::Shared, beyond).await;
        assert_eq!(none.unwrap(), None);
        let none = world.app.receipts(&mara, Tree::Shared, beyond..u64::MAX);
        assert!(none.await.unwrap().is_none());
    }
    let some = world.app.receipts(&mara, Tree::Shared, 2..4).await.unwrap();
    assert_eq!(some.unwrap().range(), 2..4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_receipt_still_holds_when_the_record_has_grown() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let earlier = world.app.receipt(&mara, Tree::Shared, 4).await;
    let earlier = Receipt::read(&earlier.unwrap().unwrap()).unwrap();
    propose(&world, &mara, 3).await;
    let later = world.app.receipt(&mara, Tree::Shared, 4).await;
    let later = Receipt::read(&later.unwrap().unwrap()).unwrap();
    let sizes =
        [&earlier, &later].map(|one| one.verify(Some(later.key())).unwrap().checkpoint.size);
    assert_eq!(sizes, [5, 6]);
    assert_eq!(earlier.leaf(), later.leaf());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_one_s_own_tree_is_for_oneself() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    world
        .app
        .choose_language(&mara, Language::Nl)
        .await
        .unwrap();
    let own = |bytes: Vec<u8>| read_receipts(&bytes).unwrap();
    let hers = own(whole(&world, &mara, Tree::Own).await);
    let his = own(whole(&world, &elias, Tree::Own).await);
    let shared = own(whole(&world, &mara, Tree::Shared).await);
    assert_eq!(hers.len(), his.len() + 1);
    let origin = |receipts: &[Receipt]| receipts[0].leaf().tree().origin;
    assert_ne!(origin(&hers), origin(&his));
    assert_ne!(origin(&hers), origin(&shared));
    for receipt in hers.iter().chain(&his) {
        receipt.verify(None).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_entry_is_older_than_a_state_that_was_signed_before_it() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    world.clock.set(world.clock.now() + 10.minutes());
    let note = world.app.record_note(&mara, Language::En).await.unwrap();
    let signed = note.text.split_once("\n\n").unwrap().1;
    let signed = &signed[signed.find("parenthesis/newest@v1").unwrap()..];
    let page = world
        .app
        .record(&mara, Tree::Shared, None, 50)
        .await
        .unwrap();
    let first = world.app.receipt(&mara, Tree::Shared, 0).await.unwrap();
    let key = Receipt::read(&first.unwrap()).unwrap().key().clone();
    let dated = DatedHead::claimed(signed.as_bytes()).unwrap();
    let origin = dated.checkpoint.origin;
    assert_eq!(
        ledger::verify_dated_head(signed.as_bytes(), origin, &key).unwrap(),
        dated
    );
    assert_eq!(dated.checkpoint.size, page.head.size);
    // The host's clock is turned back; the signed word is not.
    world.clock.set(world.clock.now() - 60.minutes());
    propose(&world, &mara, 3).await;
    let later = world
        .app
        .record(&mara, Tree::Shared, None, 1)
        .await
        .unwrap();
    let at = later.lines[0].at.as_millisecond();
    assert_eq!(later.lines[0].sequence, dated.checkpoint.size);
    assert_eq!(EntryTime::from_unix_millis(at).unwrap(), dated.time);
}
