//! Files that announce or unpack to far more than they are, and the most that is taken.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::pdf::{letter, stream, with_table};
use super::pictures::{chunk, gif, jpeg, png_with, riff, webp};
use super::{Noise, SECRET};

const MB: usize = 1_000_000;

/// So many zeros, packed.
pub fn zeros(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let part = vec![0; MB];
    for _ in 0..count / MB {
        encoder.write_all(&part).expect("memory");
    }
    encoder.write_all(&part[..count % MB]).expect("memory");
    encoder.finish().expect("memory")
}

/// A PNG of zeros: colour type and depth as its head writes them.
pub fn blank_png(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let channels = [1, 0, 3, 1, 2, 0, 4][usize::from(colour)];
    let row = 1 + width as usize * channels * usize::from(depth) / 8;
    png_of(width, height, depth, colour, &zeros(row * height as usize))
}

fn png_of(width: u32, height: u32, depth: u8, colour: u8, data: &[u8]) -> Vec<u8> {
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[depth, colour, 0, 0, 0],
    ]
    .concat();
    let chunks = [
        chunk(b"IHDR", &head),
        chunk(b"IDAT", data),
        chunk(b"IEND", &[]),
    ];
    [b"\x89PNG\r\n\x1A\n".to_vec(), chunks.concat()].concat()
}

/// A PNG of noise that can be seen through, about as large as is taken.
pub fn noisy_png(width: u32, height: u32) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut noise = Noise(3);
    for _ in 0..height {
        let row: Vec<u8> = (0..=width * 4)
            .map(|at| {
                if at == 0 {
                    0
                } else {
                    noise.next().unwrap_or(0)
                }
            })
            .collect();
        encoder.write_all(&row).expect("memory");
    }
    png_of(width, height, 8, 6, &encoder.finish().expect("memory"))
}

/// A JPEG with another head: its size and whether it is progressive. Its pixels end at once, which
/// decoders forgive.
pub fn hollow_jpeg(width: u16, height: u16, progressive: bool) -> Vec<u8> {
    let small = jpeg(8, 8);
    let frame = small
        .windows(2)
        .position(|marker| marker == [0xFF, 0xC0])
        .expect("a frame");
    let scan = small
        .windows(2)
        .position(|marker| marker == [0xFF, 0xDA])
        .expect("a scan");
    let mut bytes = small[..scan + 14].to_vec();
    bytes[frame + 1] = if progressive { 0xC2 } else { 0xC0 };
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    if progressive {
        // The first scan of a progressive file has the means alone.
        bytes[scan + 12] = 0;
    }
    bytes.extend([0, 0, 0, 0, 0xFF, 0xD9]);
    bytes
}

/// A GIF of so many frames, each a few bytes.
pub fn long_gif(frames: usize) -> Vec<u8> {
    let one = gif(1);
    let start = one
        .windows(2)
        .position(|block| block == [0x21, 0xF9])
        .expect("a frame");
    let frame = &one[start..one.len() - 1];
    [one[..start].to_vec(), frame.repeat(frames), vec![0x3B]].concat()
}

/// Bits as lossless WebP has them, the lowest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used == 0 {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().expect("a byte");
            *last |= (((value >> bit) & 1) as u8) << self.used;
            self.used = (self.used + 1) % 8;
        }
    }

    /// A code of one symbol.
    fn one(&mut self, symbol: u32) {
        self.put(0b01, 2);
        self.put(1, 1);
        self.put(symbol, 8);
    }

    /// A code whose table is as large as they get, in a few bytes: symbols of one to ten bits.
    fn long(&mut self) {
        self.put(0, 1);
        // Lengths of the code of lengths, in their order: 17, 18, 0, 1 … 15, 16; all 16 of them four
        // bits, so that each length is its own code turned around.
        self.put(15, 4);
        for length in [0, 0].iter().chain(&[4; 16]).chain(&[0]) {
            self.put(*length, 3);
        }
        self.put(1, 1);
        self.put(1, 3);
        // Eleven lengths follow: two less are written, in four bits.
        self.put(9, 4);
        for length in [1_u8, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10] {
            self.put(u32::from(length.reverse_bits() >> 4), 4);
        }
    }
}

/// A lossless WebP that makes its decoder keep a table of five codes for each square of four by four
/// pixels, for as many of them as it can name.
pub fn webp_of_tables(side: u32) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(0x2F, 8);
    bits.put(side - 1, 14);
    bits.put(side - 1, 14);
    // Opaque, version zero, no transform, no cache of colours; groups of codes, squares of four.
    bits.put(0, 1 + 3 + 1 + 1);
    bits.put(1, 1);
    bits.put(0, 3);
    let groups = (side.div_ceil(4) * side.div_ceil(4)).min(1 << 16);
    // Which group a square has is a picture of its own: all squares the last one, so that all exist.
    bits.put(0, 1);
    bits.one((groups - 1) & 255);
    bits.one((groups - 1) >> 8);
    bits.one(0);
    bits.one(0);
    bits.one(0);
    for _ in 0..groups * 5 {
        bits.long();
    }
    // All pixels are then the shortest code of each.
    bits.bytes.extend(vec![0; (side * side) as usize]);
    riff(&[(b"VP8L", &bits.bytes)])
}

fn announced_webp() -> Vec<u8> {
    let head = [0, 0, 0, 0, 0xFF, 0xFF, 0, 0xFF, 0xFF, 0];
    let small = webp(8, 8);
    riff(&[(b"VP8X", &head), (b"VP8L", &small[20..])])
}

fn still(moving: &[u8; 4], data: &[u8]) -> Vec<u8> {
    png_with(&super::pictures::png(8, 8), &[(moving, data.to_vec())])
}

/// Small files that announce too much, or more than one picture.
pub fn announced() -> Vec<(&'static str, Vec<u8>)> {
    let mut wide_gif = gif(1);
    wide_gif[6..10].fill(0xFF);
    let head = [0b10, 0, 0, 0, 7, 0, 0, 7, 0, 0];
    let small = webp(8, 8);
    vec![
        ("png-50000", png_of(50_000, 50_000, 8, 2, &zeros(1000))),
        (
            "png-largest",
            png_of(u32::MAX, u32::MAX, 16, 6, &zeros(1000)),
        ),
        ("png-16-bits", png_of(7_000, 7_000, 16, 6, &zeros(1000))),
        ("png-moves", still(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])),
        ("jpeg-65500", hollow_jpeg(65_500, 65_500, false)),
        ("jpeg-strip", hollow_jpeg(65_500, 8, false)),
        ("jpeg-progressive", hollow_jpeg(7_000, 7_000, true)),
        ("gif-65535", wide_gif),
        ("gif-moves", gif(2)),
        ("webp-65536", announced_webp()),
        (
            "webp-moves",
            riff(&[
                (b"VP8X", &head),
                (b"ANIM", &[0; 6]),
                (b"VP8L", &small[20..]),
            ]),
        ),
    ]
}

/// A PNG with a text or profile that unpacks to half a gigabyte.
pub fn png_with_packed_chunks() -> Vec<u8> {
    let bomb = zeros(500 * MB);
    let chunks: [(&[u8; 4], Vec<u8>); 3] = [
        (b"iCCP", [b"P\0\0".to_vec(), bomb.clone()].concat()),
        (b"zTXt", [b"Comment\0\0".to_vec(), bomb.clone()].concat()),
        (
            b"iTXt",
            [b"XML:com.adobe.xmp\0\x01\0\0\0".to_vec(), bomb].concat(),
        ),
    ];
    png_with(&super::pictures::png(8, 8), &chunks)
}

/// Profiles that are broken or unreasonable, in otherwise fine pictures.
pub fn odd_profiles() -> Vec<Vec<u8>> {
    let good = super::pictures::profile();
    let mut odd = vec![
        Noise(11).take(600).collect(),
        good[..140].to_vec(),
        vec![0; 128],
    ];
    for at in (0..good.len()).step_by(7) {
        let mut changed = good.clone();
        changed[at] ^= 0xA5;
        odd.push(changed);
    }
    odd
}

/// PDFs that unpack without end, nest without end, or are nothing but beginnings.
pub fn pdfs() -> Vec<(&'static str, Vec<u8>)> {
    let flate = "/Filter /FlateDecode";
    let many = |text: &str, count: usize| text.repeat(count).into_bytes();
    let objects = |bomb: Vec<u8>| {
        letter(
            "",
            &[stream(
                "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
                &bomb,
            )],
        )
    };
    vec![
        (
            "stream-of-zeros",
            letter("", &[stream(flate, &zeros(600 * MB))]),
        ),
        ("objects-of-zeros", objects(zeros(600 * MB))),
        (
            "many-streams",
            letter("", &vec![stream(flate, &zeros(6 * MB)); 100]),
        ),
        ("nested", letter("", &[many("[", 9 * MB)])),
        (
            "nested-dictionaries",
            letter("/OpenAction ", &[many("<<", 9 * MB)]),
        ),
        (
            "opens-nested",
            letter(&format!("/OpenAction {}", "<<".repeat(MB)), &[]),
        ),
        ("keywords", letter("", &[many("stream\n", 2 * MB)])),
        (
            "keywords-of-letters",
            letter("", &[many("/A85 stream\n", MB)]),
        ),
        (
            "keywords-then-spaces",
            letter(
                "",
                &[[many("/AHx stream\n", 50_000), vec![b' '; 18 * MB]].concat()],
            ),
        ),
        (
            "empty-blocks",
            letter(
                "",
                &[[
                    many("stream\n", 50_000),
                    b"\x78\x01".to_vec(),
                    [0, 0, 0, 0xFF, 0xFF].repeat(3 * MB),
                ]
                .concat()],
            ),
        ),
        ("openings", letter("", &[many("/OpenAction 5 0 R ", MB)])),
        (
            "many-of-one-number",
            letter("/OpenAction 5 0 R", &[many("5 0 obj [ ", 19 * MB / 10)]),
        ),
        (
            "photos",
            letter("", &[many("Exif\0\0II*\0\x08\0\0\0\u{1}\u{1}", MB)]),
        ),
        ("slashes", letter("", &[many("/", 19 * MB)])),
        (
            "zeros-as-objects",
            with_table(&[many("0 ", 9 * MB)], SECRET),
        ),
    ]
}
