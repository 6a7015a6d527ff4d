//! Files of messages: what goes on the record is what its message names, or nothing does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::attachments::{checked, read_file, send};
use crate::common::*;
use app::{ActError, FilesError, Session, Tree};
use family::{About, Command, File, FileKind, Message, Name, Urgency, Words};
use ledger::Leaf;
use std::sync::Arc;

/// Bytes that begin as a file of this kind.
fn bytes(kind: FileKind, length: usize) -> Vec<u8> {
    let beginning: &[u8] = match kind {
        FileKind::Jpeg => b"\xFF\xD8\xFF\xE0",
        FileKind::Png => b"\x89PNG\r\n\x1A\n",
        FileKind::Pdf => b"%PDF-1.7\n",
    };
    let rest = std::iter::repeat_n(7, length.saturating_sub(beginning.len()));
    beginning.iter().copied().chain(rest).take(length).collect()
}

fn file(name: &str, kind: FileKind, length: usize) -> File {
    File {
        name: Name::new(name).unwrap(),
        kind,
        bytes: u64::try_from(length).unwrap(),
    }
}

fn say(files: Vec<File>) -> Command {
    Command::Say {
        opens: None,
        message: Arc::new(Message {
            about: About::Child("noor".parse().unwrap()),
            clause: None,
            words: Words::new("The letter of the school.").unwrap(),
            urgency: Urgency::Usual,
            corrects: None,
            files,
        }),
    }
}

/// Why the files of a message were not taken.
async fn refused(world: &World, who: &Session, named: Vec<File>, given: &[Vec<u8>]) -> FilesError {
    match send(world, who, say(named), given).await {
        Err(ActError::Fault(fault)) => *fault.cause().downcast_ref::<FilesError>().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_names_exactly_the_files_that_come_with_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = world.app.family(&mara).await.unwrap().head.clone();
    let named = || {
        vec![
            file("letter.pdf", FileKind::Pdf, 900),
            file("bag.png", FileKind::Png, 80),
        ]
    };
    let given = [bytes(FileKind::Pdf, 900), bytes(FileKind::Png, 80)];

    for count in [0, 1] {
        let error = refused(&world, &mara, named(), &given[..count]).await;
        let (named, given) = (2, count);
        assert_eq!(error, FilesError::NotNamed { named, given });
    }
    let error = refused(&world, &mara, Vec::new(), &given).await;
    assert_eq!(error, FilesError::NotNamed { named: 0, given: 2 });
    let other = [given[1].clone(), given[0].clone()];
    let error = refused(&world, &mara, named(), &other).await;
    let (place, said, found) = (1, 900, 80);
    assert_eq!(error, FilesError::OtherSize { place, said, found });
    let longer = [given[0].clone(), bytes(FileKind::Png, 81)];
    let error = refused(&world, &mara, named(), &longer).await;
    let (place, said, found) = (2, 80, 81);
    assert_eq!(error, FilesError::OtherSize { place, said, found });
    let other = [given[0].clone(), bytes(FileKind::Jpeg, 80)];
    let error = refused(&world, &mara, named(), &other).await;
    let (place, said) = (2, "image/png");
    assert_eq!(error, FilesError::OtherKind { place, said });
    assert_eq!(world.app.family(&mara).await.unwrap().head, before);

    let made = send(&world, &mara, say(named()), &given).await.unwrap();
    let entry = made.entries.start;
    for (index, file) in (1..).zip(&given) {
        let found = read_file(&world, &elias, entry, index).await;
        assert_eq!(found.as_ref(), Some(file));
    }
    let page = world.app.record(&mara, Tree::Shared, None, 1).await;
    let leaf = Leaf::parse(page.unwrap().lines[0].leaf.as_bytes()).unwrap();
    assert_eq!(leaf.statement().commitments.len(), 1 + given.len());
    assert_eq!(checked(&world.store).await, (2, Vec::new()));
}

/// Also where a message comes by a way that takes no files.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_comes_without_files_names_none() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let what = say(vec![file("letter.pdf", FileKind::Pdf, 900)]);
    let command = world.app.fresh_command();
    let acted = world
        .app
        .act(&mara, command, app::Seen::NOTHING, what)
        .await;
    assert!(matches!(acted, Err(ActError::Fault(_))), "{acted:?}");
    let error = FilesError::NotNamed { named: 1, given: 0 };
    let said = "files that the message names: 1; files that come with it: 0";
    assert_eq!(error.to_string(), said);
}
