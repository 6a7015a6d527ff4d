//! Files to try the crate with, all made here: pictures with everything in them that must not come out,
//! PDFs, files that are two kinds at once, and files that would unpack without end. Used by the tests,
//! and by an example that writes them for the fuzzer to begin with.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::panic,
    reason = "small numbers of files made here; helpers of tests fail as tests do"
)]

pub mod bombs;
pub mod pdf;
pub mod pictures;
pub mod refused_pdf;

/// A word that stands in everything that must not come out.
pub const SECRET: &str = "SECRET-4711";

/// Numbers without end, the same each time.
pub struct Noise(pub u32);

impl Iterator for Noise {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        Some(self.0.to_be_bytes()[1])
    }
}

/// A ZIP archive with one file, as programs find it from its end.
pub fn archive() -> Vec<u8> {
    let (name, text) = (b"Main.class", SECRET.as_bytes());
    let check = 0_u32.to_le_bytes();
    let length = (text.len() as u32).to_le_bytes();
    let name_length = (name.len() as u16).to_le_bytes();
    let sizes = [&check[..], &length, &length, &name_length, &[0, 0]].concat();
    let local = [&b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0"[..], &sizes, name, text].concat();
    let directory = [
        &b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0"[..],
        &sizes,
        &[0; 12],
        name,
    ]
    .concat();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &(directory.len() as u32).to_le_bytes(),
        &(local.len() as u32).to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    [local, directory, end].concat()
}

/// Every small file of the corpus, with a name.
pub fn small() -> Vec<(String, Vec<u8>)> {
    let named = |of: &str, files: Vec<(&'static str, Vec<u8>)>| -> Vec<_> {
        files
            .into_iter()
            .map(|(name, bytes)| (format!("{of}-{name}"), bytes))
            .collect()
    };
    [
        named("picture", pictures::full_of_metadata()),
        named("polyglot", pictures::polyglots()),
        named("pdf", pdf::fine()),
        named(
            "refused",
            refused_pdf::all()
                .into_iter()
                .map(|(name, bytes, _)| (name, bytes))
                .collect(),
        ),
        named("bomb", bombs::announced()),
        named(
            "other",
            others()
                .into_iter()
                .map(|(name, bytes, _)| (name, bytes))
                .collect(),
        ),
    ]
    .concat()
}

/// What is not taken, and what it is.
pub fn others() -> Vec<(&'static str, Vec<u8>, media::Other)> {
    use media::Other::*;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let wide = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let ftyp = |brands: &[u8]| -> Vec<u8> {
        let length = (brands.len() as u32 + 8).to_be_bytes();
        [&length[..], b"ftyp", brands, b"\0\0\0\x08mdat"].concat()
    };
    let office = [
        &b"PK\x03\x04\x14\0\x06\0"[..],
        &[0; 18],
        b"[Content_Types].xml",
    ]
    .concat();
    vec![
        ("svg", svg.into(), Svg),
        (
            "svg-with-mark",
            format!("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- x -->{svg}").into(),
            Svg,
        ),
        (
            "svg-wide",
            wide(&format!("<?xml version=\"1.0\"?>{svg}")),
            Svg,
        ),
        (
            "svg-spelled",
            "<?xml version='1.0'?><!DOCTYPE SVG><SVG onload=alert(1)>".into(),
            Svg,
        ),
        (
            "page",
            "<!DOCTYPE html><script>alert(1)</script>".into(),
            WebPage,
        ),
        (
            "page-late",
            format!("{}<ScRiPt>alert(1)</script>", " \n".repeat(500)).into(),
            WebPage,
        ),
        ("page-wide", wide("<html><body onload=alert(1)>"), WebPage),
        ("php", "<?php system($_GET['x']); ?>".into(), WebPage),
        ("text", "Hello Mara,\r\nthe invoice is below.".into(), Text),
        ("xml", "<?xml version=\"1.0\"?><note/>".into(), Text),
        ("heic", ftyp(b"heic\0\0\0\0mif1heic"), Heic),
        ("heif", ftyp(b"mif1\0\0\0\0mif1heic"), Heic),
        ("avif", ftyp(b"mif1\0\0\0\0avifmif1"), Avif),
        ("film", ftyp(b"isom\0\0\x02\0isomavc1"), Film),
        ("sound", ftyp(b"M4A \0\0\0\0M4A isom"), Sound),
        ("zip", archive(), Archive),
        ("docx", office, OfficeDocument),
        (
            "doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0".to_vec(),
            OfficeDocument,
        ),
        ("exe", b"MZ\x90\0\x03\0\0\0".to_vec(), Program),
        ("script", b"#!/bin/sh\nrm -r ~\n".to_vec(), Program),
        ("tiff", b"II*\0\x08\0\0\0".to_vec(), OtherPicture),
        ("noise", Noise(9).take(400).collect(), Unknown),
        ("half-a-beginning", b"\x89PNG\r\n".to_vec(), Unknown),
    ]
}
