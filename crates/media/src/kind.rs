//! What a file is, from its first bytes alone. A table of our own: nothing is decoded here.

/// What is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Picture(PictureKind),
    /// A PDF.
    Pdf,
}

/// Pictures that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF; kept as another kind.
    Gif,
    /// WebP; kept as another kind.
    Webp,
}

impl Kind {
    /// The type to serve it as.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Picture(PictureKind::Jpeg) => "image/jpeg",
            Self::Picture(PictureKind::Png) => "image/png",
            Self::Picture(PictureKind::Gif) => "image/gif",
            Self::Picture(PictureKind::Webp) => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The ending of its name, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Picture(PictureKind::Jpeg) => "jpg",
            Self::Picture(PictureKind::Png) => "png",
            Self::Picture(PictureKind::Gif) => "gif",
            Self::Picture(PictureKind::Webp) => "webp",
            Self::Pdf => "pdf",
        }
    }
}

/// What is not taken, as far as it helps somebody to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// HEIC or HEIF, as phones take photos.
    Heic,
    /// AVIF.
    Avif,
    /// TIFF, BMP, an icon, JPEG XL, JPEG 2000, Photoshop.
    OtherPicture,
    /// A drawing as SVG, which may hold scripts.
    Svg,
    /// HTML or another page.
    WebPage,
    /// ZIP and other archives, also what is built as one and is not a document.
    Archive,
    /// A text, table or presentation of an office program.
    OfficeDocument,
    /// A film.
    Film,
    /// Sound.
    Sound,
    /// A program or script.
    Program,
    /// Plain text, also XML and e-mail.
    Text,
    /// Nothing of these.
    Unknown,
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// It begins like a kind that is taken; whether it is one shows when it is read.
    Taken(Kind),
    /// It is not taken.
    NotTaken(Other),
}

/// How many bytes of what may be a text are looked at.
const TEXT_LOOK_BYTES: usize = 4096;

/// Beginnings that stand for one kind. The order does not matter: none begins another.
const BEGINNINGS: &[(&[u8], Sniffed)] = &[
    (b"\xFF\xD8\xFF", picture(PictureKind::Jpeg)),
    (b"\x89PNG\r\n\x1A\n", picture(PictureKind::Png)),
    (b"GIF87a", picture(PictureKind::Gif)),
    (b"GIF89a", picture(PictureKind::Gif)),
    (b"%PDF-", Sniffed::Taken(Kind::Pdf)),
    (b"II*\0", Sniffed::NotTaken(Other::OtherPicture)),
    (b"MM\0*", Sniffed::NotTaken(Other::OtherPicture)),
    (b"BM", Sniffed::NotTaken(Other::OtherPicture)),
    (b"8BPS", Sniffed::NotTaken(Other::OtherPicture)),
    (b"\0\0\x01\0", Sniffed::NotTaken(Other::OtherPicture)),
    (b"\xFF\x0A", Sniffed::NotTaken(Other::OtherPicture)),
    (b"\0\0\0\x0CJXL ", Sniffed::NotTaken(Other::OtherPicture)),
    (b"\0\0\0\x0CjP  ", Sniffed::NotTaken(Other::OtherPicture)),
    (b"7z\xBC\xAF\x27\x1C", Sniffed::NotTaken(Other::Archive)),
    (b"Rar!\x1A\x07", Sniffed::NotTaken(Other::Archive)),
    (b"\x1F\x8B", Sniffed::NotTaken(Other::Archive)),
    (b"\xFD7zXZ\0", Sniffed::NotTaken(Other::Archive)),
    (b"BZh", Sniffed::NotTaken(Other::Archive)),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        Sniffed::NotTaken(Other::OfficeDocument),
    ),
    (b"{\\rtf", Sniffed::NotTaken(Other::OfficeDocument)),
    (b"\x1A\x45\xDF\xA3", Sniffed::NotTaken(Other::Film)),
    (b"OggS", Sniffed::NotTaken(Other::Sound)),
    (b"ID3", Sniffed::NotTaken(Other::Sound)),
    (b"fLaC", Sniffed::NotTaken(Other::Sound)),
    (b"#!AMR", Sniffed::NotTaken(Other::Sound)),
    (b"MZ", Sniffed::NotTaken(Other::Program)),
    (b"\x7FELF", Sniffed::NotTaken(Other::Program)),
    (b"#!/", Sniffed::NotTaken(Other::Program)),
    (b"\xCA\xFE\xBA\xBE", Sniffed::NotTaken(Other::Program)),
    (b"\xCF\xFA\xED\xFE", Sniffed::NotTaken(Other::Program)),
];

const fn picture(kind: PictureKind) -> Sniffed {
    Sniffed::Taken(Kind::Picture(kind))
}

/// What `bytes` are, from their beginning.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Sniffed {
    if let Some((_, sniffed)) = BEGINNINGS
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return *sniffed;
    }
    if let Some(sniffed) = riff(bytes) {
        return sniffed;
    }
    Sniffed::NotTaken(
        boxes(bytes)
            .or_else(|| zip(bytes))
            .unwrap_or_else(|| text(bytes)),
    )
}

fn riff(bytes: &[u8]) -> Option<Sniffed> {
    bytes.strip_prefix(b"RIFF")?;
    match bytes.get(8..12)? {
        b"WEBP" => Some(picture(PictureKind::Webp)),
        b"WAVE" => Some(Sniffed::NotTaken(Other::Sound)),
        b"AVI " => Some(Sniffed::NotTaken(Other::Film)),
        _ => None,
    }
}

/// Files of the ISO base media format: the first box is `ftyp`, with brands of four letters.
fn boxes(bytes: &[u8]) -> Option<Other> {
    const HEIC: [&[u8]; 10] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1",
    ];
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let length = u32::from_be_bytes(bytes.first_chunk::<4>().copied()?);
    let end = usize::try_from(length)
        .ok()?
        .clamp(16, 256)
        .min(bytes.len());
    let mut brands = bytes.get(8..end)?.chunks_exact(4);
    let main = brands.next()?;
    if main == b"avif" || main == b"avis" {
        return Some(Other::Avif);
    }
    if HEIC.contains(&main) {
        let avif = brands.any(|brand| brand == b"avif");
        return Some(if avif { Other::Avif } else { Other::Heic });
    }
    Some(match main {
        b"M4A " | b"M4B " => Other::Sound,
        _ => Other::Film,
    })
}

fn zip(bytes: &[u8]) -> Option<Other> {
    bytes.strip_prefix(b"PK\x03\x04")?;
    let names: [&[u8]; 4] = [
        b"[Content_Types].xml",
        b"word/",
        b"xl/",
        b"mimetypeapplication/vnd.oasis",
    ];
    // The first names in the archive; enough to tell somebody what they chose.
    let head = bytes.get(..TEXT_LOOK_BYTES).unwrap_or(bytes);
    let office = names.iter().any(|name| holds(head, name));
    Some(if office {
        Other::OfficeDocument
    } else {
        Other::Archive
    })
}

fn text(bytes: &[u8]) -> Other {
    let head = bytes.get(..TEXT_LOOK_BYTES).unwrap_or(bytes);
    // UTF-16 is read by its lower bytes: what matters here are names of ASCII letters.
    let plain: Vec<u8> = match head {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            head.iter().copied().filter(|byte| *byte != 0).collect()
        }
        _ => head.to_vec(),
    };
    let lower = plain.to_ascii_lowercase();
    let page: [&[u8]; 9] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<script",
        b"<iframe",
        b"<title",
        b"<meta",
        b"<?php",
    ];
    if holds(&lower, b"<svg") || holds(&lower, b"<!doctype svg") {
        Other::Svg
    } else if page.iter().any(|tag| holds(&lower, tag)) {
        Other::WebPage
    } else if readable(head) {
        Other::Text
    } else {
        Other::Unknown
    }
}

/// Whether it is text as a person would write it: UTF-8 (cut anywhere), without controls.
fn readable(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(head.get(..error.valid_up_to()).unwrap_or_default())
                .unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty()
        && !text
            .chars()
            .any(|c| c.is_control() && !"\r\n\t".contains(c))
}

/// Whether `needle` occurs in `bytes`.
pub(crate) fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}
