//! Streams: whatever is compressed is unpacked piece by piece and looked at, up to a limit. Kept are
//! only streams that may hold objects, since references lead into them.
//!
//! A stream is found by its keyword, wherever that stands, and what it is said to be by the names before
//! it. Nothing relies on the lengths that the file states.

use flate2::{Decompress, FlushDecompress};
use memchr::memmem;

use super::names::{hex, names, space};
use crate::kind::Kind;
use crate::refused::{Active, Refused};

/// Bytes looked at in one piece, of which the last ones are looked at again with the next piece, so that
/// nothing is missed between two.
const PIECE_BYTES: usize = 256 * 1024;
const AGAIN_BYTES: usize = 64 * 1024;

/// How far before its keyword a stream may be described.
const DESCRIPTION_BYTES: usize = 2 * 1024;

/// Streams of objects are kept up to so many bytes in all.
const OBJECTS_BYTES: usize = 32 * 1024 * 1024;

/// A stream of objects, unpacked.
pub(super) struct Objects(pub Vec<u8>);

/// Looks at all that unpacks from the file, with `look_at`, and gives what may be streams of objects.
/// `work_bytes` limits what is unpacked and gone through, in all.
pub(super) fn unpack(
    bytes: &[u8],
    work_bytes: u64,
    look_at: impl Fn(&[u8]) -> Result<(), Refused>,
) -> Result<Vec<Objects>, Refused> {
    let mut work = Work {
        left: work_bytes,
        objects: Vec::new(),
        objects_bytes: 0,
        piece: vec![0; PIECE_BYTES],
        look_at,
    };
    for at in memmem::find_iter(bytes, b"stream") {
        let before = bytes.get(..at).unwrap_or_default();
        if !before.ends_with(b"end") {
            work.stream(before, bytes.get(at + 6..).unwrap_or_default())?;
        }
    }
    Ok(work.objects)
}

/// What the names before a stream say of it.
#[derive(Default)]
struct Description {
    letters: Option<Letters>,
    compressed: bool,
    /// Wrapped in a way that is not undone here.
    odd: bool,
    objects: Objectlike,
}

/// How the bytes of a stream are written in letters.
#[derive(Clone, Copy)]
enum Letters {
    Base85,
    Hexadecimal,
}

/// Whether a stream holds objects.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Objectlike {
    #[default]
    No,
    /// Names near it belong to such a stream, and may be its own.
    Perhaps,
    Yes,
}

impl Description {
    /// Reads the names before the keyword. Its own stand behind the last `obj`, unless that is a feint;
    /// so how it is wrapped is read from its own, and what it may hold from all that are near.
    fn read(near: &[u8]) -> Self {
        let own_at = memmem::rfind(near, b"obj").unwrap_or(0);
        let mut description = Self::default();
        let (mut wraps, mut own_keys, mut near_keys) = (0, Keys::default(), Keys::default());
        for name in names(near) {
            near_keys.note(name.letters());
            if near.len() - name.after.len() <= own_at {
                continue;
            }
            own_keys.note(name.letters());
            match name.letters() {
                b"FlateDecode" | b"Fl" => {
                    description.odd |= description.compressed;
                    description.compressed = true;
                }
                b"ASCII85Decode" | b"A85" => {
                    description.odd |= wraps > 0;
                    description.letters = Some(Letters::Base85);
                }
                b"ASCIIHexDecode" | b"AHx" => {
                    description.odd |= wraps > 0;
                    description.letters = Some(Letters::Hexadecimal);
                }
                b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL" | b"Crypt" | b"Predictor" => {
                    description.odd = true;
                }
                _ => continue,
            }
            wraps += 1;
        }
        description.objects = if own_keys.of_objects() {
            Objectlike::Yes
        } else if near_keys.of_objects() {
            Objectlike::Perhaps
        } else {
            Objectlike::No
        };
        description
    }
}

/// Keys by which a stream of objects is known: its type, or the two that readers need of it.
#[derive(Default)]
struct Keys {
    kind: bool,
    first: bool,
    count: bool,
}

impl Keys {
    fn note(&mut self, letters: &[u8]) {
        self.kind |= letters == b"ObjStm";
        self.first |= letters == b"First";
        self.count |= letters == b"N";
    }

    fn of_objects(&self) -> bool {
        self.kind || (self.first && self.count)
    }
}

struct Work<F> {
    left: u64,
    objects: Vec<Objects>,
    objects_bytes: usize,
    piece: Vec<u8>,
    look_at: F,
}

impl<F: Fn(&[u8]) -> Result<(), Refused>> Work<F> {
    /// Unpacks one stream, between what stands before its keyword and behind it, and looks at all of it.
    fn stream(&mut self, before: &[u8], after: &[u8]) -> Result<(), Refused> {
        let near = before.len().saturating_sub(DESCRIPTION_BYTES);
        let near = before.get(near..).unwrap_or_default();
        // Looking at names takes longer than unpacking.
        self.spend(near.len() * 4)?;
        let description = Description::read(near);
        if description.odd && description.objects == Objectlike::Yes {
            return Err(Refused::Unreadable(Kind::Pdf));
        }
        let data = match after {
            [b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..] => data,
            _ => after,
        };
        let Some(letters) = description.letters else {
            return self.data(data, &description);
        };
        let (plain, gone_through) = match letters {
            Letters::Base85 => base85(data),
            Letters::Hexadecimal => hexadecimal(data),
        };
        self.spend(gone_through)?;
        self.data(&plain, &description)
    }

    fn data(&mut self, data: &[u8], description: &Description) -> Result<(), Refused> {
        // Also what only looks compressed: how it is wrapped may be said elsewhere.
        if compressed(data) {
            return self.inflate(data, description.objects);
        }
        let plain = description.letters.is_some() || description.objects != Objectlike::No;
        if !plain {
            // It was looked at with the file.
            return Ok(());
        }
        let end = memmem::find(data, b"endstream").unwrap_or(data.len());
        self.spend(end)?;
        let own = data.get(..end).unwrap_or_default();
        (self.look_at)(own)?;
        self.keep(own, description.objects)
    }

    /// Unpacks a stream to its end, or to where it breaks: some readers show what came before.
    fn inflate(&mut self, data: &[u8], objects: Objectlike) -> Result<(), Refused> {
        let mut inflater = Decompress::new(true);
        let mut kept = Vec::new();
        let mut piece = std::mem::take(&mut self.piece);
        let mut filled = 0;
        loop {
            let (read, written) = (inflater.total_in(), inflater.total_out());
            let rest = usize::try_from(read).ok().and_then(|read| data.get(read..));
            let room = piece.get_mut(filled..).unwrap_or_default();
            let flush = FlushDecompress::None;
            // What broke may have given something before.
            let status = inflater.decompress(rest.unwrap_or_default(), room, flush);
            let count = usize::try_from(inflater.total_out() - written).unwrap_or(0);
            let moved = inflater.total_in() > read || count > 0;
            let over = !moved || !matches!(status, Ok(flate2::Status::Ok));
            self.spend(count)?;
            if objects != Objectlike::No && kept.len() <= OBJECTS_BYTES {
                kept.extend_from_slice(room.get(..count).unwrap_or_default());
            }
            filled += count;
            if over || filled == PIECE_BYTES {
                (self.look_at)(piece.get(..filled).unwrap_or_default())?;
                if objects == Objectlike::No && opens(piece.get(..filled).unwrap_or_default()) {
                    return Err(Refused::PdfActive(Active::ByItself));
                }
            }
            if over {
                break;
            }
            if filled == PIECE_BYTES {
                piece.copy_within(PIECE_BYTES - AGAIN_BYTES.., 0);
                filled = AGAIN_BYTES;
            }
        }
        self.piece = piece;
        self.spend(usize::try_from(inflater.total_in()).unwrap_or(usize::MAX))?;
        self.keep(&kept, objects)
    }

    fn keep(&mut self, text: &[u8], objects: Objectlike) -> Result<(), Refused> {
        let fits = self.objects_bytes + text.len() <= OBJECTS_BYTES;
        match objects {
            Objectlike::Yes if !fits => return Err(Refused::PdfTooCostly),
            Objectlike::Yes | Objectlike::Perhaps if fits && !text.is_empty() => {
                self.objects_bytes += text.len();
                self.objects.push(Objects(text.to_vec()));
            }
            Objectlike::Yes | Objectlike::Perhaps | Objectlike::No => {}
        }
        Ok(())
    }

    fn spend(&mut self, count: usize) -> Result<(), Refused> {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(count).ok_or(Refused::PdfTooCostly)?;
        Ok(())
    }
}

/// Whether something is said to be done on opening. It has no place outside of streams of objects.
fn opens(piece: &[u8]) -> bool {
    names(piece).any(|name| name.letters() == b"OpenAction")
}

/// Whether a stream begins as zlib does: deflate, with a check that adds up.
fn compressed(data: &[u8]) -> bool {
    match data {
        [first, second, ..] => {
            first & 0x0F == 8
                && first >> 4 <= 7
                && ((u16::from(*first) << 8) | u16::from(*second)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// The bytes that the digits stand for, and how many bytes were gone through.
fn hexadecimal(data: &[u8]) -> (Vec<u8>, usize) {
    let end = memchr::memchr(b'>', data).unwrap_or(data.len());
    let own = data.get(..end).unwrap_or_default();
    let mut digits = own.iter().filter_map(|byte| hex(*byte));
    let mut plain = Vec::new();
    while let Some(high) = digits.next() {
        plain.push((high << 4) | digits.next().unwrap_or(0));
    }
    (plain, end)
}

/// The bytes that the letters stand for, and how many bytes were gone through.
fn base85(data: &[u8]) -> (Vec<u8>, usize) {
    let mut plain = Vec::new();
    let (mut group, mut count) = (0_u32, 0_usize);
    let mut end = 0;
    for byte in data {
        end += 1;
        match byte {
            b'z' if count == 0 => plain.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    plain.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ if space(*byte) => {}
            _ => break,
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        plain.extend(group.to_be_bytes().into_iter().take(count - 1));
    }
    (plain, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_bytes() {
        assert_eq!(hexadecimal(b"4a 61\n7>zz"), (b"Jap".to_vec(), 7));
        assert_eq!(base85(b"87cURD]i,\"Ebo80~>").0, b"Hello World!");
        assert_eq!(base85(b"z87cUR~>").0, b"\0\0\0\0Hell");
        assert_eq!(base85(b"87cURDZ~>").0, b"Hello");
    }
}
