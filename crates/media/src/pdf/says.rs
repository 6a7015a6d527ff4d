//! What a PDF says of its making, for telling whoever is about to send it. It stays in the file.

use super::names::{hex, names, skip_space};
use super::streams::Objects;
use crate::kind::holds;

/// Letters that are told of each.
pub const SAID_CHARS_MAX: usize = 120;

/// What a PDF says of itself beside its pages. It may say more, in ways that are not read here; nothing
/// here means that it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Says {
    /// Who made it, as its properties name them.
    pub author: Option<String>,
    /// Its title in its properties, which need not be on a page.
    pub title: Option<String>,
    /// The program that made it.
    pub program: Option<String>,
    /// Whether it has a description of its own (XMP), or of pictures in it.
    pub described: bool,
}

/// Reads what a PDF says of its making. The last of each counts, as the newest is written last.
pub(super) fn read(bytes: &[u8], objects: &[Objects]) -> Says {
    let mut says = Says {
        described: holds(bytes, b"<x:xmpmeta") || holds(bytes, b"Exif\0\0"),
        ..Says::default()
    };
    let unpacked = objects.iter().map(|Objects(text)| text.as_slice());
    for name in std::iter::once(bytes).chain(unpacked).flat_map(names) {
        let said = match name.letters() {
            b"Author" => &mut says.author,
            b"Title" => &mut says.title,
            b"Creator" => &mut says.program,
            _ => continue,
        };
        if let Some(text) = text(name.after) {
            *said = Some(text);
        }
    }
    says
}

/// A text as PDF writes it, as far as it is told; none if nothing can be seen of it.
fn text(after: &[u8]) -> Option<String> {
    let after = skip_space(after);
    // UTF-16 and its escapes take up to eight bytes a letter.
    let after = after.get(..SAID_CHARS_MAX * 8).unwrap_or(after);
    let raw = match after {
        [b'<', b'<', ..] => return None,
        [b'<', digits @ ..] => {
            let mut digits = digits
                .iter()
                .take_while(|byte| **byte != b'>')
                .filter_map(|byte| hex(*byte));
            let mut raw = Vec::new();
            while let Some(high) = digits.next() {
                raw.push(high << 4 | digits.next().unwrap_or(0));
            }
            raw
        }
        [b'(', text @ ..] => literal(text),
        _ => return None,
    };
    let text = match raw.as_slice() {
        [0xFE, 0xFF, wide @ ..] => {
            let units = wide.chunks_exact(2).map(|unit| {
                let high = unit.first().copied().unwrap_or_default();
                u16::from_be_bytes([high, unit.last().copied().unwrap_or_default()])
            });
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        [0xEF, 0xBB, 0xBF, plain @ ..] => String::from_utf8_lossy(plain).into_owned(),
        plain => plain
            .iter()
            .map(|byte| char::from(*byte))
            .collect::<String>(),
    };
    let text = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !crate::name::hidden(*letter))
        .collect::<String>();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().take(SAID_CHARS_MAX).collect();
    (!text.is_empty()).then_some(text)
}

/// A text in round brackets, which may hold more of them in pairs, and escapes.
fn literal(text: &[u8]) -> Vec<u8> {
    let mut raw = Vec::new();
    let mut depth = 0_usize;
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'(' => depth += 1,
            _ => {}
        }
        if byte != b'\\' {
            raw.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n' | b'r' | b't' | b'b' | b'f') => raw.push(b' '),
            Some(first @ b'0'..=b'7') => {
                let mut code = u32::from(first - b'0');
                for _ in 0..2 {
                    let Some(digit) = bytes.next_if(|byte| (b'0'..=b'7').contains(byte)) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                }
                raw.push(u8::try_from(code & 0xFF).unwrap_or_default());
            }
            Some(b'\r' | b'\n') | None => {}
            Some(other) => raw.push(other),
        }
    }
    raw
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_they_are_written() {
        for (written, told) in [
            (&b" (Mara \\(mother\\))"[..], Some("Mara (mother)")),
            (b"(a (nested) one) /Next", Some("a (nested) one")),
            (b"<FEFF004D00E4007200610020FFFF>", Some("Mära")),
            (b"(\\376\\377\\000M\\000a)", Some("Ma")),
            (b"(tab\\tnew\\nline)", Some("tab new line")),
            (b"(turned \xE2round)", Some("turned âround")),
            (b"()", None),
            (b"<< /A 1 >>", None),
            (b"12 0 R", None),
        ] {
            assert_eq!(text(written).as_deref(), told);
        }
        let long = [&b"("[..], &[b'x'; 5000]].concat();
        assert_eq!(text(&long).map(|text| text.len()), Some(SAID_CHARS_MAX));
    }
}
