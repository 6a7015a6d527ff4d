//! Bundles as somebody forges them who owns the log's key: any file changed, the manifest made and
//! signed anew, the ZIP written anew. Written apart from `ledger`, whose writer forges nothing.

use ed25519_dalek::Signer as _;
use ledger::{Hash, VerifierKey, bundle};
use sha2::{Digest as _, Sha256};

use crate::host::{Host, base64};

/// A bundle taken apart, to be changed.
#[derive(Clone)]
pub struct Forged {
    /// The lines of the manifest before its list of files.
    pub head: Vec<String>,
    /// Every file but the manifest.
    pub files: Vec<(String, Vec<u8>)>,
    pub seed: [u8; 32],
    pub key: VerifierKey,
}

impl Forged {
    pub fn of(bytes: &[u8], host: &Host) -> Self {
        let read = bundle::read(bytes).unwrap();
        let manifest = read.manifest.to_string();
        let head = manifest.lines().filter(|line| !line.starts_with("file "));
        let files = read.files[1..].iter();
        Self {
            head: head.map(str::to_owned).collect(),
            files: files
                .map(|file| (file.name.to_owned(), file.bytes.to_vec()))
                .collect(),
            seed: host.seed,
            key: host.key(),
        }
    }

    /// The text of a file, to be changed.
    pub fn text(&mut self, name: &str, change: impl Fn(String) -> String) -> bool {
        let Some((_, bytes)) = self.files.iter_mut().find(|(found, _)| found == name) else {
            return false;
        };
        let old = String::from_utf8(bytes.clone()).unwrap();
        *bytes = change(old.clone()).into_bytes();
        *bytes != old.as_bytes()
    }

    /// The line of the manifest's head that begins so.
    pub fn line(&mut self, begin: &str, line: &str) {
        let found = self
            .head
            .iter_mut()
            .find(|found| found.starts_with(begin))
            .unwrap();
        line.clone_into(found);
    }

    pub fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(found, _)| found.starts_with(name))
    }

    /// The bundle, listed, signed and packed anew.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = self.head.join("\n") + "\n";
        for (name, bytes) in &self.files {
            let hash = Hash::new(Sha256::digest(bytes).into());
            text.push_str(&format!("file {hash} {} {name}\n", bytes.len()));
        }
        let manifest = sign(&text, self.seed, &self.key);
        let manifest = ("manifest.txt".to_owned(), manifest.into_bytes());
        zip([&manifest].into_iter().chain(&self.files))
    }
}

/// A note with a signature by this seed under the name and id of that key.
pub fn sign(text: &str, seed: [u8; 32], key: &VerifierKey) -> String {
    let signature = ed25519_dalek::SigningKey::from_bytes(&seed).sign(text.as_bytes());
    let line = [key.id().to_be_bytes().as_slice(), &signature.to_bytes()].concat();
    format!("{text}\n\u{2014} {} {}\n", key.name(), base64(&line))
}

/// Packs files as section 13 of the specification says.
pub fn zip<'a>(files: impl Iterator<Item = &'a (String, Vec<u8>)>) -> Vec<u8> {
    let (mut packed, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, bytes) in files {
        let offset = u32::try_from(packed.len()).unwrap().to_le_bytes();
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let name_size = u16::try_from(name.len()).unwrap().to_le_bytes();
        let mut shared = vec![10, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        shared.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        shared.extend_from_slice(&size);
        shared.extend_from_slice(&size);
        shared.extend_from_slice(&name_size);
        shared.extend_from_slice(&[0, 0]);
        packed.extend_from_slice(b"PK\x03\x04");
        packed.extend_from_slice(&shared);
        packed.extend_from_slice(name.as_bytes());
        packed.extend_from_slice(bytes);
        directory.extend_from_slice(b"PK\x01\x02\x0a\x00");
        directory.extend_from_slice(&shared);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset);
        directory.extend_from_slice(name.as_bytes());
        count += 1;
    }
    let offset = u32::try_from(packed.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    packed.extend_from_slice(&directory);
    packed.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    packed.extend_from_slice(&count.to_le_bytes());
    packed.extend_from_slice(&count.to_le_bytes());
    packed.extend_from_slice(&size);
    packed.extend_from_slice(&offset);
    packed.extend_from_slice(&[0, 0]);
    packed
}
