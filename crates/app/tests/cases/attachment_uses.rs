//! What becomes of attached files elsewhere: in bundles, in copies, under other keys, and where a
//! device of their sender signs for them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::attachments::{checked, erased, offer, offered, photo, read_file};
use crate::common::bundles::{choice, file, made};
use crate::common::*;
use app::{
    ActError, Asking, Attachments, BundleFailed, BundleState, By, Choice, ChoiceError, CommandId,
    Session, Signed, Span, ToSign, Topic, Tree, choosable,
};
use family::Command;
use ledger::{
    Commitment, DeviceKey, DeviceVoucher, Leaf, PartIndex, SigningKey, Voucher, bundle::read,
};
use std::sync::Arc;
use store::SqliteStore;

/// In a bundle the files of what is shown go along, and verify there; of what is kept, none.
#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_encloses_the_files_of_what_is_shown() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let files = [photo(1, 40_000), Vec::new()];
    let entry = offered(&world, &elias, 3, &files).await;
    let gone = erased(&world, [&mara, &elias], &[photo(3, 100)]).await;
    let all = file(&world, &mara, choice(Span::All, choosable(Tree::Shared))).await;
    let bundle = read(&all.bytes).unwrap();
    let enclosed: Vec<_> = bundle.parts.iter().filter(|part| part.index > 0).collect();
    assert_eq!(enclosed.len(), 2);
    for (index, (part, file)) in (1..).zip(enclosed.iter().zip(&files)) {
        assert_eq!((part.sequence, part.index), (entry, index));
        assert_eq!(part.bytes().as_ref(), file.as_slice());
    }
    let name = format!("attachments/{entry}-1");
    assert!(
        bundle
            .files
            .iter()
            .any(|one| one.name == name && one.bytes == files[0])
    );
    assert!(gone > entry);
    let kept = file(&world, &mara, choice(Span::All, &[Topic::People])).await;
    let bundle = read(&kept.bytes).unwrap();
    assert!(bundle.parts.iter().all(|part| part.index == 0));
}

/// Where they are left out, of each its length and its commitment go along, and the bundle holds.
#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_without_files_holds_their_commitments() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let files = [photo(1, 40_000), photo(2, 500)];
    let entry = offered(&world, &elias, 3, &files).await;
    let without = || Choice {
        attachments: Attachments::Without,
        ..choice(Span::All, choosable(Tree::Shared))
    };
    for choice in [choice(Span::All, choosable(Tree::Shared)), without()] {
        let counts = world.app.bundle_preview(&mara, &choice).await.unwrap();
        assert_eq!((counts.files, counts.file_bytes), (2, 40_500));
    }
    let made = file(&world, &mara, without()).await;
    let bundle = read(&made.bytes).unwrap();
    assert!(bundle.parts.iter().all(|part| part.index == 0));
    assert!(bundle.parts.iter().any(|part| part.sequence == entry));
    let attached = |name: &str| name.starts_with("attachments/");
    assert!(!bundle.files.iter().any(|one| attached(one.name)));
    let page = world.app.record(&mara, Tree::Shared, None, 1).await;
    let leaf = Leaf::parse(page.unwrap().lines[0].leaf.as_bytes()).unwrap();
    assert_eq!(leaf.statement().commitments.len(), 1 + files.len());
}

/// Files count with the words: what is too much is said before anything is made, and without the
/// files it can be made.
#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_with_too_many_bytes_is_refused() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let entry = offered(&world, &mara, 3, &[photo(1, app::SHOWN_BYTES_MAX)]).await;
    let all = || choice(Span::All, choosable(Tree::Shared));
    let preview = world.app.bundle_preview(&mara, &all()).await;
    let Err(app::BundleFailure::Choice(large)) = preview else {
        panic!("{preview:?}");
    };
    let ChoiceError::LargeFiles { files: 1, bytes } = large else {
        panic!("{large:?}");
    };
    assert!(bytes > u64::try_from(app::SHOWN_BYTES_MAX).unwrap());
    let state = made(&world, &mara, all()).await;
    assert_eq!(state, BundleState::Failed(BundleFailed::Choice(large)));
    let without = Choice {
        attachments: Attachments::Without,
        ..all()
    };
    let made = file(&world, &mara, without).await;
    assert!(made.bytes.len() < app::SHOWN_BYTES_MAX / 2);
    let before = choice(
        Span::Entries {
            first: 0,
            last: entry - 1,
        },
        choosable(Tree::Shared),
    );
    assert!(world.app.bundle_preview(&mara, &before).await.is_ok());
}

/// A copy of the database has the files, and so has one whose instance key was changed.
#[tokio::test(flavor = "multi_thread")]
async fn copies_and_other_keys_have_the_files() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let entry = offered(&world, &mara, 3, &[photo(1, 30_000)]).await;
    let copies = tempfile::tempdir().unwrap();
    store::snapshot(world.folder.path(), copies.path().join("parenthesis.db"))
        .await
        .unwrap();
    let copy = SqliteStore::open(copies.path()).await.unwrap();
    assert_eq!(checked(&copy).await, (1, Vec::new()));
    let new = [43; 32];
    let entropy = Counted::from(1 << 50);
    app::keys::rewrap(&copy, &[42; 32], &new, &entropy)
        .await
        .unwrap();
    app::keys::hand_over(&copy, &new, &entropy).await.unwrap();
    let config = app::Config {
        instance_key: new,
        clock: Arc::clone(&world.clock) as Arc<dyn app::Clock>,
        entropy: Arc::new(Counted::from(1 << 45)),
    };
    let opened = Arc::new(app::App::open(copy, config).unwrap());
    let password = app::Password::typed(PASSWORD.to_owned());
    let signed = opened.sign_in("mara@example.org", password, "test").await;
    let mara = signed.unwrap().unwrap().session;
    let found = opened.attachment(&mara, entry, 1).await.unwrap();
    assert_eq!(found, Some(photo(1, 30_000)));
}

/// A device that chooses the salts, is shown the files and signs over them.
struct Phone(SigningKey);

impl Phone {
    async fn asks(
        &self,
        world: &World,
        who: &Session,
        (command, what): (CommandId, &Command),
        (files, salts): (&[Vec<u8>], &[[u8; 32]]),
    ) -> ToSign {
        let by = By::Asking(Asking {
            key: DeviceKey::of(&self.0),
            salts: vec![[1; 32], [2; 32]],
            files: salts.to_vec(),
        });
        let seen = world.app.family(who).await.unwrap().head.seen();
        let asked = world
            .app
            .act_with_files(who, command, seen, what.clone(), by, files.to_vec());
        match asked.await {
            Err(ActError::ToSign(told)) => told,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_signs_for_the_files_that_it_was_shown() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let phone = Phone(SigningKey::new([9; 32]));
    let files = [photo(1, 900), photo(2, 90)];
    let salts = [[3; 32], [4; 32]];
    let (_, what) = offer(&world, 3);
    let command = world.app.fresh_command();
    let seen = world.app.family(&mara).await.unwrap().head.seen();
    let told = phone
        .asks(&world, &mara, (command, &what), (&files, &salts))
        .await;
    let ToSign::Entries(entries) = &told else {
        panic!("{told:?}");
    };
    // The first act enrols the device; the files are those of the last entry.
    assert_eq!(entries.len(), 2);
    assert!(entries[0].files.is_empty());
    assert_eq!(entries[1].files.as_slice(), files);
    let said = &entries[1].statement;
    for (number, (file, salt)) in (1..).zip(files.iter().zip(&salts)) {
        let index = PartIndex::new(number).unwrap();
        let found = Commitment::of(said.tree.origin, command, index, salt, file);
        assert_eq!(said.commitments[index.get()], found);
    }
    let json: serde_json::Value = serde_json::from_str(&told.to_json()).unwrap();
    assert!(json["entries"][0].get("files").is_none());
    assert_eq!(json["entries"][1]["files"].as_array().unwrap().len(), 2);
    let signed = |salts: Vec<[u8; 32]>| {
        let sign =
            |place: usize| DeviceVoucher::sign(&entries[place].statement, &phone.0).signature;
        By::Device(Signed {
            key: DeviceKey::of(&phone.0),
            entries: vec![([1; 32], sign(0)), ([2; 32], sign(1))],
            files: salts,
            cosignature: None,
        })
    };
    let act = async |salts: &[[u8; 32]], files: &[Vec<u8>]| {
        let (what, by) = (what.clone(), signed(salts.to_vec()));
        world
            .app
            .act_with_files(&mara, command, seen, what, by, files.to_vec())
            .await
    };
    for (salts, files) in [
        (&salts[..], &files[..1]),
        (&salts[..1], &files[..]),
        (&[], &[]),
        (&[salts[1], salts[0]], &files),
        (&salts, &[files[1].clone(), files[0].clone()]),
        (&salts, &[files[0].clone(), photo(5, 90)]),
    ] {
        let refused = act(salts, files).await;
        assert!(matches!(refused, Err(ActError::Signature)), "{refused:?}");
    }
    let made = act(&salts, &files).await.unwrap();
    let entry = made.entries.end - 1;
    assert_eq!(
        read_file(&world, &elias, entry, 2).await,
        Some(files[1].clone())
    );
    let page = world
        .app
        .record(&elias, Tree::Shared, None, 1)
        .await
        .unwrap();
    let leaf = Leaf::parse(page.lines[0].leaf.as_bytes()).unwrap();
    assert!(matches!(leaf.voucher(), Voucher::Device(_)));
    assert_eq!(leaf.statement(), said);
    assert_eq!(checked(&world.store).await, (2, Vec::new()));
}

/// Without a salt for each file, or with more bytes than it is shown, a device signs nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_device_signs_no_files_that_it_cannot_be_shown() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let phone = Phone(SigningKey::new([9; 32]));
    let (_, what) = offer(&world, 3);
    let command = world.app.fresh_command();
    let large = [photo(1, app::SIGNED_FILES_BYTES_MAX + 1)];
    let small = [photo(1, 10), photo(2, 10)];
    for (files, salts) in [(&large[..], [[3; 32]]), (&small[..], [[3; 32]])] {
        let told = phone
            .asks(&world, &mara, (command, &what), (files, &salts))
            .await;
        assert_eq!(told, ToSign::Entries(Vec::new()));
    }
}
