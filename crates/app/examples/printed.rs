//! Writes bundles with their PDF for other verifiers to agree on: `cargo run --example printed --
//! DIR`. A family acts, declines, agrees and erases; ten bundles show all of it or parts of it, to
//! either parent. Beside each stand copies with one byte changed, in the PDF and elsewhere.
//!
//! DIR receives the files and `expected.json`, as the example `bundles` of `verify` writes it.

#![expect(
    clippy::unwrap_used,
    reason = "an example may stop where it does not hold"
)]

#[path = "../tests/cases/common/mod.rs"]
mod common;

use app::{Session, Span, Topic, Tree, choosable};
use common::bundles::{act, choice, file, propose};
use common::{World, swap};
use family::{Command, Reason, Revision, Terms};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::{env, fs};

/// Entries 0 to 4 begin the family; then a swap is agreed, one is declined and erased, one waits.
async fn family(world: &World) -> [Arc<Session>; 2] {
    let [mara, elias] = world.agreed().await;
    let revision = Revision::FIRST;
    let proposal = propose(world, &mara, swap(3), "Tante Lotte marries \u{1f642}").await;
    act(
        world,
        &elias,
        Command::Accept {
            proposal,
            revision,
            alternative: family::Alternative::FIRST,
        },
    )
    .await;
    let proposal = propose(world, &elias, swap(30), "Een weekend in Terschelling").await;
    let decline = Command::Decline {
        proposal,
        revision,
        reason: Some(Reason::new("Then she swims").unwrap()),
    };
    act(world, &mara, decline).await;
    let proposal = propose(world, &mara, Terms::Erase(vec![7, 8]), "please").await;
    act(
        world,
        &elias,
        Command::Accept {
            proposal,
            revision,
            alternative: family::Alternative::FIRST,
        },
    )
    .await;
    propose(world, &elias, swap(60), "Schaatsen, als het vriest").await;
    [mara, elias]
}

#[tokio::main]
async fn main() {
    let folder = env::args().nth(1).unwrap();
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let world = World::new().await;
    let [mara, elias] = family(&world).await;
    let [shared, own] = [Tree::Shared, Tree::Own].map(choosable);
    let stretch = |first, last| Span::Entries { first, last };
    let wanted = [
        (&mara, Tree::Shared, Span::All, shared),
        (&elias, Tree::Shared, Span::All, shared),
        (&mara, Tree::Own, Span::All, own),
        (&elias, Tree::Own, Span::All, own),
        (&mara, Tree::Shared, Span::All, &[Topic::People]),
        (&elias, Tree::Shared, Span::All, &[Topic::Swaps]),
        (&mara, Tree::Shared, stretch(2, 6), shared),
        (&elias, Tree::Shared, stretch(7, 11), shared),
        (&mara, Tree::Shared, stretch(5, 9), &[Topic::Plan]),
        (&elias, Tree::Shared, stretch(0, 0), shared),
    ];
    let mut expected = Vec::new();
    for (number, (who, tree, span, topics)) in wanted.into_iter().enumerate() {
        let mut wish = choice(span, topics);
        wish.tree = tree;
        if tree == Tree::Own {
            wish.sides.clear();
        }
        let made = file(&world, who, wish).await;
        expected.extend(write(folder, &format!("printed-{number}"), &made.bytes));
    }
    let expected = serde_json::to_string_pretty(&expected).unwrap();
    fs::write(folder.join("expected.json"), expected).unwrap();
}

/// The bundle, and copies of it with a byte changed: in three places of the PDF, and in others over
/// the whole file.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> Vec<Value> {
    let honest = format!("{name}.zip");
    fs::write(folder.join(&honest), bytes).unwrap();
    let why = "an honest host made it";
    let mut expected = vec![json!({"file": honest, "against": [], "valid": true, "why": why})];
    let pdf = bytes.windows(5).position(|five| five == b"%PDF-").unwrap();
    let in_pdf = [pdf + 6, pdf + 900, pdf + 5_000];
    let anywhere = (1..8).map(|part| bytes.len() / 8 * part);
    for (copy, at) in in_pdf.into_iter().chain(anywhere).enumerate() {
        let mut changed = bytes.to_vec();
        changed[at] ^= 1;
        let name = format!("{name}-changed-{copy}.zip");
        fs::write(folder.join(&name), changed).unwrap();
        let why = format!("byte {at} was changed");
        expected.push(json!({"file": name, "against": [], "valid": false, "why": why}));
    }
    expected
}
