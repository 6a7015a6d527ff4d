//! Any text, with any names of children, in each language: looked at without a panic, in ranges that lie
//! on the text's signs, and the same twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tone::{Known, Languages, look};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (names, message) = text.split_once('\n').unwrap_or(("Noor,Sam", &text));
    let children: Vec<&str> = names.split(',').collect();
    for languages in [Languages::Dutch, Languages::English, Languages::Both] {
        let known = Known {
            children: &children,
            languages,
        };
        let first = look(message, &known);
        let findings = first.findings.iter().map(|finding| finding.range.clone());
        for range in findings.chain(first.harsh()) {
            assert!(!message[range].is_empty());
        }
        assert_eq!(first, look(message, &known));
    }
});
