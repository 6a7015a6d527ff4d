//! The public Merkle vectors of transparency-dev/merkle, read where the environment variable
//! `PARENTHESIS_VECTORS` names the folder that holds `merkle/`. Left out otherwise, and said.

#![expect(
    clippy::disallowed_methods,
    reason = "the vectors are not carried by the project; only this test reads them"
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ledger::{Hash, Sequence, check_consistency, check_inclusion};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// All JSON files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
    found
}

/// Runs every file below `folder`; how many there were.
fn run(folder: &Path, check: impl Fn(&Value) -> Option<()>) -> usize {
    let files = files(folder);
    for file in &files {
        let vector: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let wanted = vector["wantErr"] == false;
        assert_eq!(check(&vector).is_some(), wanted, "{}", file.display());
    }
    files.len()
}

/// A hash of a proof, or of a leaf: only 32 bytes are one.
fn hash(value: &Value) -> Option<Hash> {
    value.as_str()?.parse().ok()
}

/// A root. Some vectors compare texts of other lengths as roots (one of them with success,
/// between trees of equal size); here a hash of the text stands for it, which is equal exactly
/// when the text is.
fn root(value: &Value) -> Option<Hash> {
    let bytes = BASE64_STANDARD.decode(value.as_str()?).ok()?;
    let exact = <[u8; 32]>::try_from(bytes.as_slice()).ok();
    Some(Hash::new(
        exact.unwrap_or_else(|| Sha256::digest(&bytes).into()),
    ))
}

fn proof(value: &Value) -> Option<Vec<Hash>> {
    match value.as_array() {
        Some(hashes) => hashes.iter().map(hash).collect(),
        None => value.is_null().then(Vec::new),
    }
}

fn inclusion(vector: &Value) -> Option<()> {
    let place = Sequence::new(vector["leafIdx"].as_u64()?)?;
    let (size, leaf) = (vector["treeSize"].as_u64()?, hash(&vector["leafHash"])?);
    check_inclusion(
        &proof(&vector["proof"])?,
        size,
        root(&vector["root"])?,
        place,
        leaf,
    )
    .ok()
}

fn consistency(vector: &Value) -> Option<()> {
    let (earlier, later) = (vector["size1"].as_u64()?, vector["size2"].as_u64()?);
    let (first, last) = (root(&vector["root1"])?, root(&vector["root2"])?);
    check_consistency(&proof(&vector["proof"])?, earlier, first, later, last).ok()
}

#[test]
fn public_merkle_vectors() {
    let Some(folder) = env::var_os("PARENTHESIS_VECTORS") else {
        println!("left out: PARENTHESIS_VECTORS does not name the folder of public vectors");
        return;
    };
    // Cargo runs tests in the crate's folder; a relative path is meant from the workspace's.
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = workspace.join(folder).join("merkle");
    let inclusion = run(&folder.join("inclusion"), inclusion);
    let consistency = run(&folder.join("consistency"), consistency);
    println!("public Merkle vectors: {inclusion} of inclusion, {consistency} of consistency");
    assert!(
        inclusion >= 90 && consistency >= 90,
        "{inclusion} and {consistency}"
    );
}
