//! Single-byte changes over bundles and receipts: every one is refused. Ten thousand by chance, and
//! four thousand after which the ZIP file is packed anew, so that only the signed manifest is against
//! them.

use ledger::{Receipt, bundle};

use crate::{forge::zip, honest::failures, host::Random, scenes::Scene};

const CHANGES_OF_BUNDLES: u64 = 8_000;
const CHANGES_OF_RECEIPTS: u64 = 2_000;
const CHANGES_OF_FILES: u64 = 4_000;

/// Changes one byte of each of these by turns and asks whether that is noticed.
fn check(originals: &[Vec<u8>], changes: u64, refused: impl Fn(&[u8]) -> bool) {
    let mut random = Random(4);
    for original in originals {
        assert!(!refused(original), "the original holds");
    }
    for number in 0..changes {
        let which = usize::try_from(number).unwrap() % originals.len();
        let mut bytes = originals[which].clone();
        let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
        let by = u8::try_from(1 + random.below(255)).unwrap();
        bytes[at] ^= by;
        assert!(
            refused(&bytes),
            "byte {at} of {which}, changed by {by:#04x}"
        );
    }
}

#[test]
fn no_byte_of_a_bundle_can_be_changed_unseen() {
    check(&bundles(), CHANGES_OF_BUNDLES, |bytes| {
        !failures(bytes).is_empty()
    });
}

fn bundles() -> Vec<Vec<u8>> {
    let bundle = |seed| {
        let mut scene = Scene::random(seed, 2 + seed % 9);
        let range = scene.range();
        scene.bundle(range, 60)
    };
    (0..40).map(bundle).collect()
}

/// The checksums of the ZIP are right again after these changes. Where the files can still be read,
/// it is the manifest, or the signature under it, that is against them.
#[test]
fn no_byte_of_a_file_in_a_bundle_can_be_changed_unseen() {
    let mut random = Random(5);
    let mut by_the_manifest = std::collections::BTreeMap::<String, u64>::new();
    let bundles = bundles();
    for number in 0..CHANGES_OF_FILES {
        let original = &bundles[usize::try_from(number).unwrap() % bundles.len()];
        let read = bundle::read(original).unwrap();
        let files = read.files.iter();
        let mut files: Vec<(String, Vec<u8>)> = files
            .map(|file| (file.name.to_owned(), file.bytes.to_vec()))
            .collect();
        assert!(zip(files.iter()) == *original, "it is packed as before");
        let file = usize::try_from(random.below(files.len() as u64)).unwrap();
        let (name, bytes) = &mut files[file];
        if bytes.is_empty() {
            continue;
        }
        let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
        bytes[at] ^= u8::try_from(1 + random.below(255)).unwrap();
        let name = name.clone();
        let packed = zip(files.iter());
        let failures = failures(&packed);
        assert!(!failures.is_empty(), "byte {at} of {name}");
        if bundle::read(&packed).is_ok() {
            let wanted = match name.as_str() {
                "manifest.txt" => "Manifest",
                _ => "FileChanged",
            };
            assert!(
                failures.iter().any(|failure| failure.starts_with(wanted)),
                "byte {at} of {name}: {failures:#?}"
            );
            let name = name.split('/').next().unwrap().to_owned();
            *by_the_manifest.entry(name).or_default() += 1;
        }
    }
    for name in ["READ-ME.txt", "parts.txt", "people.txt", "manifest.txt"] {
        assert!(by_the_manifest.contains_key(name), "{by_the_manifest:?}");
    }
}

#[test]
fn no_byte_of_a_receipt_can_be_changed_unseen() {
    let receipts: Vec<Vec<u8>> = (0..20)
        .map(|seed| {
            let mut scene = Scene::new(seed);
            for words in ["one", "two", "three"] {
                scene.message(words);
            }
            scene.host.receipt(seed % 3, 3).to_bytes()
        })
        .collect();
    check(&receipts, CHANGES_OF_RECEIPTS, |bytes| {
        !Receipt::read(bytes).is_ok_and(|receipt| receipt.verify(None).is_ok())
    });
}
