//! Names (`/Like#20this`) wherever they stand in bytes, and those that a kept PDF must not have.

use crate::refused::{Active, Refused};

/// Names are looked at up to this length; none that matters is longer.
const NAME_BYTES: usize = 24;

/// A name and what follows it.
pub(super) struct Name<'a> {
    letters: [u8; NAME_BYTES],
    length: usize,
    /// Everything behind the name.
    pub after: &'a [u8],
}

impl Name<'_> {
    /// The name without its slash, with `#xx` read as the byte that it stands for.
    pub fn letters(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }
}

/// All names in `bytes`, in their order.
pub(super) fn names(bytes: &[u8]) -> impl Iterator<Item = Name<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let slash = memchr::memchr(b'/', rest)?;
        let name = name(rest.get(slash + 1..)?);
        rest = name.after;
        Some(name)
    })
}

fn name(mut after: &[u8]) -> Name<'_> {
    let mut letters = [0; NAME_BYTES];
    let mut length = 0;
    while let Some(first) = after.first().copied().filter(|byte| regular(*byte)) {
        let (letter, long) = match after {
            [b'#', high, low, ..] => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, 3),
                _ => (first, 1),
            },
            _ => (first, 1),
        };
        // A longer name keeps its first letters and one more, so that it equals none that is known.
        if let Some(place) = letters.get_mut(length) {
            *place = letter;
            length += 1;
        }
        after = after.get(long..).unwrap_or_default();
    }
    Name {
        letters,
        length,
        after,
    }
}

/// Whether a byte can be part of a name or number: neither space nor one of the marks between them.
pub(super) fn regular(byte: u8) -> bool {
    !space(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// White space as PDF has it.
pub(super) fn space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// The value of a hexadecimal digit.
pub(super) fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// What follows, without spaces and comments before it.
pub(super) fn skip_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        match bytes {
            [first, rest @ ..] if space(*first) => bytes = rest,
            [b'%', ..] => {
                let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                bytes = end.and_then(|end| bytes.get(end..)).unwrap_or_default();
            }
            _ => return bytes,
        }
    }
}

/// A whole number, and what follows it.
pub(super) fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let end = bytes
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(bytes.len());
    let (digits, rest) = bytes.split_at_checked(end)?;
    let digits = std::str::from_utf8(digits).ok()?;
    Some((digits.parse().ok()?, rest))
}

/// `12 0 R`: the number of the object that is meant.
pub(super) fn reference(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (object, rest) = number(bytes)?;
    let (_, rest) = number(skip_space(rest))?;
    let rest = skip_space(rest).strip_prefix(b"R")?;
    Some((object, rest))
}

/// Why a PDF with this name is refused, if it is.
///
/// Names of three letters also occur by chance in compressed bytes, so those count only when what
/// follows them is what must follow.
pub(super) fn forbidden(name: &Name<'_>) -> Option<Refused> {
    let active = match name.letters() {
        b"Encrypt" => return Some(Refused::PdfEncrypted),
        b"JavaScript" | b"OnInstantiate" => Active::Script,
        b"Launch" => Active::Launch,
        b"EmbeddedFile" | b"EmbeddedFiles" | b"FileAttachment" => Active::Files,
        b"SubmitForm" | b"ImportData" => Active::Sends,
        b"GoToR" | b"GoToE" => Active::Opens,
        b"RichMedia" | b"RichMediaContent" | b"RichMediaExecute" | b"Rendition" | b"GoTo3DView" => {
            Active::Plays
        }
        b"Movie" | b"Sound" if value_follows(name.after) => Active::Plays,
        b"XFA" if value_follows(name.after) => Active::Form,
        b"AA" if value_follows(name.after) => Active::ByItself,
        _ => return None,
    };
    Some(Refused::PdfActive(active))
}

/// Whether a list, a dictionary, a reference or another key of the same dictionary follows.
fn value_follows(after: &[u8]) -> bool {
    let after = skip_space(after);
    after.starts_with(b"<<")
        || after.starts_with(b"[")
        || after.starts_with(b"/")
        || after.starts_with(b">>")
        || reference(after).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Vec<u8>> {
        names(bytes).map(|name| name.letters().to_vec()).collect()
    }

    #[test]
    fn names_are_found_in_any_spelling() {
        assert_eq!(
            all(b"<</S/Java#53cript/JS(x)>> /A#zz /#4c#61unch/ //B"),
            [
                &b"S"[..],
                b"JavaScript",
                b"JS",
                b"A#zz",
                b"Launch",
                b"",
                b"",
                b"B"
            ]
        );
        let long = [&b"/JavaScript"[..], &[b'x'; 90]].concat();
        assert_eq!(all(&long)[0].len(), NAME_BYTES);
    }

    #[test]
    fn short_names_count_only_with_what_must_follow() {
        let refused = |bytes: &[u8]| names(bytes).find_map(|name| forbidden(&name));
        assert_eq!(
            refused(b"/AA << /O 4 0 R >>"),
            Some(Refused::PdfActive(Active::ByItself))
        );
        assert_eq!(
            refused(b"/AA 7 0 R"),
            Some(Refused::PdfActive(Active::ByItself))
        );
        assert_eq!(
            refused(b"/AA%comment\n7 0 R"),
            Some(Refused::PdfActive(Active::ByItself))
        );
        assert_eq!(refused(b"\x81/AA\x93\xEE"), None);
        assert_eq!(refused(b"/EncryptMetadata true"), None);
    }
}
