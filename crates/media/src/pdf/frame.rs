//! The frame of a PDF: that it begins and ends as one, and is not another file as well.

use super::names::{names, number, skip_space, space};
use crate::kind::{Kind, holds};
use crate::refused::Refused;

/// Where the end of a PDF must stand.
const TAIL_BYTES: usize = 2048;

/// How much of a file is looked at by programs that guess what it is.
const HEAD_BYTES: usize = 1024;

/// A ZIP archive ends with its directory's end, behind which a remark of 65,535 bytes may stand.
const ARCHIVE_TAIL_BYTES: usize = 65_535 + 22;

/// Whether the file is framed as a PDF: version, `startxref` that points into it, `%%EOF` with nothing
/// behind it, and a root.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refused> {
    whole(bytes).ok_or(Refused::Unreadable(Kind::Pdf))
}

fn whole(bytes: &[u8]) -> Option<()> {
    let version = bytes.strip_prefix(b"%PDF-")?;
    let [b'1' | b'2', b'.', b'0'..=b'9', end, ..] = version else {
        return None;
    };
    if !space(*end) {
        return None;
    }
    let tail = bytes.get(bytes.len().saturating_sub(TAIL_BYTES)..)?;
    let text_end = tail.iter().rposition(|byte| !space(*byte))? + 1;
    let tail = tail.get(..text_end)?.strip_suffix(b"%%EOF")?;
    let at = memchr::memmem::rfind(tail, b"startxref")?;
    let (table, rest) = number(skip_space(tail.get(at + 9..)?))?;
    // Readers forgive a place that is a little off, so only one outside of the file is refused.
    let inside = usize::try_from(table).ok()? < bytes.len();
    let rooted = names(bytes).any(|name| name.letters() == b"Root");
    (inside && skip_space(rest).is_empty() && rooted).then_some(())
}

/// Whether it is another file, too: a page, by its beginning, or an archive, by its end.
pub(super) fn holds_other(bytes: &[u8]) -> bool {
    const TAGS: [&[u8]; 5] = [
        b"<!doctype html",
        b"<html",
        b"<script",
        b"<iframe",
        b"<?php",
    ];
    let head = bytes
        .get(..HEAD_BYTES)
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    TAGS.iter().any(|tag| holds(&head, tag)) || holds_archive(bytes)
}

/// Whether it is a ZIP archive, too: its directory's end stands where programs look for it, and there is
/// an entry that it could be of.
fn holds_archive(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(ARCHIVE_TAIL_BYTES)..);
    let tail = tail.unwrap_or_default();
    let (end, entry) = (b"PK\x05\x06", b"PK\x01\x02");
    holds(tail, end) && (holds(bytes, entry) || holds(bytes, b"PK\x03\x04"))
}
