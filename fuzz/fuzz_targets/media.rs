//! Any bytes: refused with a reason, or accepted as what they are, with nothing but pixels or as they
//! came, and then accepted again. Never a panic. Limits are small, so that all of them are met.
#![no_main]

use libfuzzer_sys::fuzz_target;
use media::{Content, Kind, Limits, Rendition, Sniffed, accept, sniff};

const LIMITS: Limits = Limits {
    bytes: 200_000,
    side: 3_000,
    pixels: 400_000,
    decoding_bytes: 8_000_000,
    kept_pixels: 5_000,
    unpacked_bytes: 1_000_000,
    previews: &[40, 8],
};

fn check(rendition: &Rendition) {
    let kind = Kind::Picture(rendition.kind);
    assert_eq!(sniff(&rendition.bytes), Sniffed::Taken(kind));
    let again = accept(&rendition.bytes, "", &LIMITS).expect("what was written is accepted");
    assert!(matches!(again.content, Content::Picture(again) if !again.shrunk));
}

fuzz_target!(|bytes: &[u8]| {
    match accept(bytes, &String::from_utf8_lossy(bytes), &LIMITS).map(|accepted| accepted.content) {
        Ok(Content::Picture(picture)) => {
            check(&picture.full);
            picture.previews.iter().for_each(check);
        }
        Ok(Content::Document(document)) => assert_eq!(document.bytes, bytes),
        Err(refused) => {
            let _ = refused.remedy();
        }
    }
});
