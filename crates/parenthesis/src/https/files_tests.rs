//! Tests of certificates from files: what is refused with which sentence, and what a change does.

use super::*;
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};

const HOST: &str = "family.example";

/// A certificate for a host and its key, as PEM.
fn pair(host: &str) -> (String, String) {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
    let cert = params.self_signed(&key).unwrap();
    (cert.pem(), key.serialize_pem())
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let file = self.0.path().join(name);
        fs::write(&file, text).unwrap();
        file
    }
}

#[test]
fn what_is_wrong_with_which_file_is_said() {
    let folder = Folder::new();
    let (cert, key) = pair(HOST);
    let (_, other_key) = pair(HOST);
    let (elsewhere, its_key) = pair("other.example");
    let locked = key.replace("PRIVATE", "ENCRYPTED PRIVATE");
    let half = cert.replace("-----END", "-----EN");
    let garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (cert, key, said) in [
        (&*cert, &*other_key, "is not the key of the certificate in"),
        (&key, &cert, "are the two files the wrong way round?"),
        (&cert, &cert, "It holds a certificate; are the two files"),
        (&key, &key, "It holds a private key; are the two files"),
        ("", &key, "there is no certificate in"),
        (&half, &key, "is not sound PEM"),
        (garbage, &key, "cannot be understood"),
        (&cert, "", "there is no private key in"),
        (&cert, &locked, "is locked with a password"),
        (&elsewhere, &its_key, "is not for family.example"),
    ] {
        let (cert, key) = (folder.put("cert.pem", cert), folder.put("key.pem", key));
        let failure = Files::open(&cert, &key, HOST).unwrap_err().to_string();
        assert!(failure.contains(said), "{said}: {failure}");
        assert!(!failure.contains("BEGIN PRIVATE KEY-----\nM"), "{failure}");
    }
    let missing = folder.0.path().join("none.pem");
    let failure = Files::open(&missing, &missing, HOST).unwrap_err();
    assert!(failure.to_string().contains("none.pem cannot be read"));
}

#[test]
fn a_changed_pair_is_shown_and_half_a_change_is_not() {
    let folder = Folder::new();
    let (old_cert, old_key) = pair(HOST);
    let cert = folder.put("cert.pem", &old_cert);
    let key = folder.put("key.pem", &old_key);
    let mut files = Files::open(&cert, &key, HOST).unwrap();
    let shown = |files: &Files| files.shown.0.read().unwrap().cert[0].clone();
    let first = shown(&files);
    files.look(false);
    assert_eq!(shown(&files), first);
    // Renewing writes one file after the other; whoever looks in between goes on with the old pair.
    let (new_cert, new_key) = pair(HOST);
    folder.put("cert.pem", &format!("{new_cert}\n"));
    files.look(false);
    assert_eq!(shown(&files), first);
    folder.put("key.pem", &new_key);
    files.look(false);
    let second = shown(&files);
    assert_ne!(second, first);
    // Told to, it reads files that look the same.
    let (third_cert, third_key) = pair(HOST);
    folder.put("cert.pem", &third_cert);
    folder.put("key.pem", &third_key);
    files.stamp = stamp(&files.cert, &files.key);
    files.look(false);
    assert_eq!(shown(&files), second);
    files.look(true);
    assert_ne!(shown(&files), second);
}
