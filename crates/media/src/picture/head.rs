//! Reads what a picture announces: sizes, frames, how it is compressed. Decodes nothing, and keeps
//! nothing but numbers. `None` means that it is not made as its kind is.
//!
//! The decoders check sizes, too, but not what they keep beside the pixels; that is reckoned here from
//! what they do (`zune-jpeg` 0.5, `image-webp` 0.2), and `tests/memory.rs` measures it.

use super::Head;
use crate::kind::{PictureKind, holds};

/// Reads the head of a picture that begins as `kind` does.
pub(super) fn read(bytes: &[u8], kind: PictureKind) -> Option<Head> {
    let head = match kind {
        PictureKind::Jpeg => jpeg(bytes),
        PictureKind::Png => png(bytes),
        PictureKind::Gif => gif(bytes),
        PictureKind::Webp => webp(bytes),
    }?;
    (head.width > 0 && head.height > 0).then_some(head)
}

/// A place in the bytes from which numbers are read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn u16_be(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    fn u32_be(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    fn u16_le(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32_le(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }
}

/// The frame of a JPEG: its size, and for each component how densely it is sampled.
struct Frame {
    progressive: bool,
    width: u16,
    height: u16,
    sampling: Vec<(u8, u8)>,
}

/// Segments up to the first scan. A second frame, or one of a process that no phone uses, is refused.
fn jpeg(bytes: &[u8]) -> Option<Head> {
    let mut reader = Reader(bytes);
    reader.take(2)?;
    let mut frame: Option<Frame> = None;
    loop {
        while reader.byte()? != 0xFF {}
        let mut marker = reader.byte()?;
        while marker == 0xFF {
            marker = reader.byte()?;
        }
        match marker {
            // Markers without a segment, and a stuffed byte between segments.
            0x00 | 0x01 | 0xD0..=0xD8 => continue,
            0xD9 => return None,
            _ => {}
        }
        let length = usize::from(reader.u16_be()?).checked_sub(2)?;
        let segment = reader.take(length)?;
        match marker {
            0xC0..=0xC2 if frame.is_none() => frame = Some(jpeg_frame(segment, marker == 0xC2)?),
            // Lossless, hierarchical and arithmetic processes; C4, C8 and CC are no frames.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
            0xDA => {
                let frame = frame?;
                // What is cut off would be shown in grey; an end is there if it is whole.
                let whole = holds(reader.0, &[0xFF, 0xD9]);
                return whole
                    .then(|| jpeg_head(&frame, usize::from(*segment.first().unwrap_or(&0))));
            }
            _ => {}
        }
    }
}

fn jpeg_frame(segment: &[u8], progressive: bool) -> Option<Frame> {
    let mut reader = Reader(segment);
    reader.byte()?;
    let (height, width) = (reader.u16_be()?, reader.u16_be()?);
    let components = reader.byte()?;
    let sampling = (0..components)
        .map(|_| {
            let [_, sampling, _] = reader.array::<3>()?;
            let (across, down) = (sampling >> 4, sampling & 15);
            ((1..=4).contains(&across) && (1..=4).contains(&down)).then_some((across, down))
        })
        .collect::<Option<Vec<_>>>()?;
    (1..=4).contains(&components).then_some(Frame {
        progressive,
        width,
        height,
        sampling,
    })
}

fn jpeg_head(frame: &Frame, in_first_scan: usize) -> Head {
    let most =
        |of: fn(&(u8, u8)) -> u8| u64::from(frame.sampling.iter().map(of).max().unwrap_or(1));
    let (across_max, down_max) = (most(|sampling| sampling.0), most(|sampling| sampling.1));
    let (width, height) = (u64::from(frame.width), u64::from(frame.height));
    // All coefficients are kept, two bytes each, unless one scan has everything.
    let all_kept = frame.progressive || in_first_scan < frame.sampling.len();
    let blocks = width.div_ceil(8 * across_max) * height.div_ceil(8 * down_max);
    let kept_a_block = frame
        .sampling
        .iter()
        .map(|(across, down)| u64::from(*across) * u64::from(*down) * 128)
        .sum::<u64>();
    // A row of blocks of each component, as read and as spread out.
    let rows = width * 256;
    let beside = if all_kept { blocks * kept_a_block } else { 0 };
    Head {
        width: frame.width.into(),
        height: frame.height.into(),
        beside_bytes: beside + rows,
        moves: false,
        lossless: false,
    }
}

/// Chunks up to the first of the pixels.
fn png(bytes: &[u8]) -> Option<Head> {
    let mut reader = Reader(bytes);
    reader.take(8)?;
    let (length, name) = (reader.u32_be()?, reader.array::<4>()?);
    if (length, &name) != (13, b"IHDR") {
        return None;
    }
    let (width, height) = (reader.u32_be()?, reader.u32_be()?);
    reader.take(5 + 4)?;
    let mut moves = false;
    loop {
        let (length, name) = (reader.u32_be()?, reader.array::<4>()?);
        match &name {
            b"IDAT" => break,
            b"acTL" | b"fcTL" => moves = true,
            _ => {}
        }
        reader.take(usize::try_from(length).ok()?.checked_add(4)?)?;
    }
    Some(Head {
        width,
        height,
        beside_bytes: 0,
        moves,
        lossless: true,
    })
}

/// All blocks, until a second picture shows that it moves.
fn gif(bytes: &[u8]) -> Option<Head> {
    let mut reader = Reader(bytes);
    reader.take(6)?;
    let (mut width, mut height) = (reader.u16_le()?, reader.u16_le()?);
    let flags = reader.byte()?;
    reader.take(2)?;
    gif_table(&mut reader, flags)?;
    let mut pictures = 0_u32;
    loop {
        // A file that ends without its last mark is one whose pictures are all there.
        match reader.byte().unwrap_or(0x3B) {
            0x21 => {
                reader.byte()?;
                gif_blocks(&mut reader)?;
            }
            0x2C => {
                pictures += 1;
                let (left, top) = (reader.u16_le()?, reader.u16_le()?);
                width = width.max(left.checked_add(reader.u16_le()?)?);
                height = height.max(top.checked_add(reader.u16_le()?)?);
                let flags = reader.byte()?;
                gif_table(&mut reader, flags)?;
                reader.byte()?;
                if pictures > 1 {
                    break;
                }
                gif_blocks(&mut reader)?;
            }
            0x3B => break,
            _ => return None,
        }
    }
    (pictures > 0).then(|| Head {
        width: width.into(),
        height: height.into(),
        // A picture smaller than its screen is decoded apart.
        beside_bytes: u64::from(width) * u64::from(height) * 4,
        moves: pictures > 1,
        lossless: true,
    })
}

fn gif_table(reader: &mut Reader<'_>, flags: u8) -> Option<()> {
    if flags & 0x80 != 0 {
        reader.take(3 << ((flags & 7) + 1))?;
    }
    Some(())
}

fn gif_blocks(reader: &mut Reader<'_>) -> Option<()> {
    loop {
        match reader.byte()? {
            0 => return Some(()),
            length => reader.take(length.into())?,
        };
    }
}

/// What one lossless stream of a WebP may make its decoder keep, a byte of it: tables of 4 KB can be
/// asked for with some 14 bytes, and the decoder has no limit for them.
const WEBP_TABLES_A_BYTE: u64 = 300;

/// And a pixel of it: five tables for each square of four by four pixels.
const WEBP_TABLES_A_PIXEL: u64 = 1_300;

fn webp(bytes: &[u8]) -> Option<Head> {
    let mut reader = Reader(bytes);
    reader.take(4)?;
    let length = usize::try_from(reader.u32_le()?).ok()?;
    let mut reader = Reader(reader.take(length.min(reader.0.len()))?);
    reader.take(4)?;
    let (mut width, mut height) = (0_u32, 0_u32);
    let (mut moves, mut lossy, mut lossless_bytes) = (false, false, 0_u64);
    while reader.0.len() >= 8 {
        let (name, length) = (reader.array::<4>()?, reader.u32_le()?);
        let length = usize::try_from(length).ok()?;
        let chunk = reader.take(length)?;
        if length % 2 == 1 {
            reader.0 = reader.0.get(1..).unwrap_or_default();
        }
        let mut inner = Reader(chunk);
        let size = match &name {
            b"VP8X" => {
                moves |= inner.byte()? & 2 != 0;
                inner.take(3)?;
                let mut side = || {
                    let [low, middle, high] = inner.array::<3>()?;
                    Some(u32::from_le_bytes([low, middle, high, 0]) + 1)
                };
                Some((side()?, side()?))
            }
            b"VP8 " => {
                lossy = true;
                inner.take(6)?;
                let side = |raw: u16| u32::from(raw & 0x3FFF);
                Some((side(inner.u16_le()?), side(inner.u16_le()?)))
            }
            b"VP8L" => {
                lossless_bytes += u64::try_from(length).ok()?;
                inner.byte()?;
                let bits = inner.u32_le()?;
                Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
            }
            b"ALPH" => {
                lossless_bytes += u64::try_from(length).ok()?;
                None
            }
            b"ANIM" | b"ANMF" => {
                moves = true;
                None
            }
            _ => None,
        };
        if let Some(size) = size {
            width = width.max(size.0);
            height = height.max(size.1);
        }
    }
    let pixels = u64::from(width) * u64::from(height);
    let tables = (lossless_bytes * WEBP_TABLES_A_BYTE).min(pixels * WEBP_TABLES_A_PIXEL);
    // Planes of a lossy frame; a lossless one, or its transparency, is decoded apart with its green
    // and its transforms.
    let planes = if lossy { pixels * 2 } else { 0 };
    let apart = if lossless_bytes > 0 { pixels * 6 } else { 0 };
    Some(Head {
        width,
        height,
        beside_bytes: planes + apart + tables,
        moves,
        lossless: !lossy,
    })
}
