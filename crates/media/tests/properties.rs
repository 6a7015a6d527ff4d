//! Whatever comes in: no panic, and what is accepted is what it says, within its limits, and is
//! accepted again.

#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]

mod corpus;

use media::{Accepted, Content, Kind, Limits, Rendition, Sniffed, accept, sniff};
use proptest::prelude::*;

const LIMITS: Limits = Limits {
    bytes: 200_000,
    side: 3_000,
    pixels: 400_000,
    decoding_bytes: 8_000_000,
    kept_pixels: 5_000,
    unpacked_bytes: 1_000_000,
    previews: &[40, 8],
};

fn holds(accepted: &Accepted, came: &[u8]) {
    let rendition = |rendition: &Rendition| {
        let kind = Kind::Picture(rendition.kind);
        assert_eq!(sniff(&rendition.bytes), Sniffed::Taken(kind));
        assert!(rendition.bytes.len() <= LIMITS.bytes);
        assert!(rendition.width * rendition.height <= 5_000);
        let again = accept(&rendition.bytes, "x", &LIMITS).map(|again| again.content);
        let Ok(Content::Picture(again)) = again else {
            panic!("{again:?}");
        };
        assert_eq!(
            (again.full.width, again.full.height),
            (rendition.width, rendition.height)
        );
        assert!(!again.shrunk);
    };
    match &accepted.content {
        Content::Picture(picture) => {
            rendition(&picture.full);
            picture.previews.iter().for_each(rendition);
        }
        Content::Document(document) => {
            assert_eq!(document.bytes, came);
            assert_eq!(sniff(came), Sniffed::Taken(Kind::Pdf));
        }
    }
}

fn check(bytes: &[u8]) {
    if let Ok(accepted) = accept(bytes, "any", &LIMITS) {
        holds(&accepted, bytes);
    }
}

#[test]
fn the_corpus_is_accepted_again() {
    let mut taken = 0;
    for (_, bytes) in corpus::small() {
        if let Ok(accepted) = accept(&bytes, "any", &LIMITS) {
            holds(&accepted, &bytes);
            taken += 1;
        }
    }
    assert!(taken >= 20, "{taken}");
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_bytes_behind_a_beginning(
        start in prop::sample::select(vec![
            &b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0"[..],
            b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x08\0\0\0\x08\x08\x02\0\0\0\x4B\x6D\x29\xDC",
            b"GIF89a\x08\0\x08\0\0\0\0,\0\0\0\0\x08\0\x08\0\x80\0\0\0\xFF\xFF\xFF\x02",
            b"RIFF\x80\0\0\0WEBPVP8L\x70\0\0\0\x2F\x07\xC0\x01\0",
            b"RIFF\x80\0\0\0WEBPVP8 \x70\0\0\0\x50\x01\0\x9D\x01\x2A\x10\0\x10\0",
            b"%PDF-1.7\n1 0 obj << /Root 1 0 R /Filter /FlateDecode >> stream\n\x78\x9C",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        check(&[start, &bytes].concat());
        check(&[start, &bytes, b"\xFF\xD9"].concat());
        check(&[start, &bytes, b"\nstartxref\n9\n%%EOF"].concat());
    }

    #[test]
    fn the_corpus_with_changes(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let corpus = SMALL.with(Clone::clone);
        let mut bytes = which.get(&corpus).clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        check(&bytes);
    }
}

thread_local! {
    static SMALL: std::rc::Rc<Vec<Vec<u8>>> = std::rc::Rc::new(
        corpus::small().into_iter().map(|(_, bytes)| bytes).collect(),
    );
}
