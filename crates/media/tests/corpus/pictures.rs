//! Pictures: plain ones, the same with everything in them that a camera or a program may add, and such
//! that are another file as well.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{Frame, ImageFormat, RgbImage, RgbaImage};

use super::{Noise, SECRET, archive};

/// A photo: soft colours with some noise.
pub fn photo(width: u32, height: u32) -> RgbImage {
    let mut noise = Noise(7);
    RgbImage::from_fn(width, height, |x, y| {
        let grain = noise.next().unwrap_or(0) & 7;
        image::Rgb([(x * 3) as u8 ^ grain, (y * 5) as u8 ^ grain, (x + y) as u8])
    })
}

/// A drawing: few colours, some of it transparent.
pub fn drawing(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let solid = if x < width / 3 { 0 } else { 255 };
        image::Rgba([(x / 8 * 40) as u8, (y / 8 * 40) as u8, 200, solid])
    })
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 92);
    photo(width, height)
        .write_with_encoder(encoder)
        .expect("a JPEG");
    bytes
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    written(&photo(width, height).into(), ImageFormat::Png)
}

pub fn drawn_png() -> Vec<u8> {
    written(&drawing(40, 30).into(), ImageFormat::Png)
}

pub fn written(picture: &image::DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// A lossless WebP as the encoder writes it: one chunk.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    written(&photo(width, height).into(), ImageFormat::WebP)
}

/// A lossy WebP of one colour: a key frame whose partitions are all zeros.
pub fn lossy_webp(width: u16, height: u16) -> Vec<u8> {
    let blocks = usize::from(width).div_ceil(16) * usize::from(height).div_ceil(16);
    let partition = vec![0; (4096 + blocks * 4).min(500_000)];
    let tag = ((partition.len() as u32) << 5) | (1 << 4);
    let frame = [
        &tag.to_le_bytes()[..3],
        b"\x9D\x01\x2A",
        &width.to_le_bytes(),
        &height.to_le_bytes(),
        &partition,
        &vec![0; 64 + blocks * 25],
    ]
    .concat();
    riff(&[(b"VP8 ", &frame)])
}

pub fn gif(frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for _ in 0..frames {
        encoder
            .encode_frame(Frame::new(drawing(24, 16)))
            .expect("a GIF");
    }
    drop(encoder);
    bytes
}

/// EXIF as cameras write it: how the camera was held, who owns it, where it was, a small picture.
pub fn exif(orientation: u16) -> Vec<u8> {
    let owner = format!("{SECRET}\0");
    let (directory, gps) = (8_u32, 8 + 2 + 4 * 12 + 4);
    let text = gps + 2 + 3 * 12 + 4;
    let degrees = text + owner.len() as u32;
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value,
        ]
        .concat()
    };
    let [low, high] = orientation.to_le_bytes();
    let place = [52_u32, 1, 22, 1, 3, 1].map(u32::to_le_bytes).concat();
    let owner_length = owner.len() as u32;
    [
        b"II*\0".to_vec(),
        directory.to_le_bytes().to_vec(),
        4_u16.to_le_bytes().to_vec(),
        entry(0x010F, 2, owner_length, text.to_le_bytes()),
        entry(0x0112, 3, 1, [low, high, 0, 0]),
        entry(0x013B, 2, owner_length, text.to_le_bytes()),
        entry(0x8825, 4, 1, gps.to_le_bytes()),
        vec![0; 4],
        3_u16.to_le_bytes().to_vec(),
        entry(1, 2, 2, *b"N\0\0\0"),
        entry(2, 5, 3, degrees.to_le_bytes()),
        entry(4, 5, 3, degrees.to_le_bytes()),
        vec![0; 4],
        owner.into_bytes(),
        place,
    ]
    .concat()
}

pub fn xmp() -> Vec<u8> {
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description exif:GPSLatitude=\"52,22.3N\" \
         dc:creator=\"{SECRET}\"/></rdf:RDF></x:xmpmeta>"
    )
    .into_bytes()
}

/// A profile that gives the same numbers other colours than sRGB does, as phones use it.
pub fn profile() -> Vec<u8> {
    moxcms::ColorProfile::new_display_p3()
        .encode()
        .expect("a profile")
}

/// A JPEG with segments put in at its beginning.
pub fn jpeg_with(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, segment) in segments {
        bytes.extend([0xFF, *marker]);
        bytes.extend((segment.len() as u16 + 2).to_be_bytes());
        bytes.extend(segment);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

pub fn jpeg_exif(orientation: u16) -> Vec<u8> {
    [b"Exif\0\0".to_vec(), exif(orientation)].concat()
}

fn jpeg_full() -> Vec<u8> {
    let comment = SECRET.as_bytes().to_vec();
    let segments = [
        (0xE1, jpeg_exif(6)),
        (
            0xE1,
            [b"http://ns.adobe.com/xap/1.0/\0".to_vec(), xmp()].concat(),
        ),
        (
            0xE2,
            [b"ICC_PROFILE\0\x01\x01".to_vec(), profile()].concat(),
        ),
        (0xE2, [b"MPF\0".to_vec(), comment.clone()].concat()),
        (
            0xED,
            [
                b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0B".to_vec(),
                comment.clone(),
            ]
            .concat(),
        ),
        (0xEE, [b"Adobe\0\x64\0\0\0\0\x01".to_vec()].concat()),
        (0xEB, comment.clone()),
        (0xFE, comment.clone()),
    ];
    let second = jpeg_with(&jpeg(8, 8), &[(0xFE, comment.clone())]);
    [
        jpeg_with(&jpeg(32, 20), &segments),
        second,
        b"ftypmp42".to_vec(),
        comment,
    ]
    .concat()
}

/// A PNG with chunks put in behind its head.
pub fn png_with(png: &[u8], chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    for (name, data) in chunks {
        bytes.extend(chunk(name, data));
    }
    bytes.extend(&png[33..]);
    bytes
}

/// A chunk of a PNG with its check.
pub fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&name[..], data].concat();
    let mut check = flate2::Crc::new();
    check.update(&body);
    let length = (data.len() as u32).to_be_bytes();
    [&length[..], &body, &check.sum().to_be_bytes()].concat()
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn png_full(png: &[u8]) -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let text = |start: &[u8]| [start, secret].concat();
    let chunks: [(&[u8; 4], Vec<u8>); 9] = [
        (b"iCCP", [b"P3\0\0".to_vec(), packed(&profile())].concat()),
        (b"eXIf", exif(3)),
        (b"tEXt", text(b"Author\0")),
        (b"zTXt", [b"Comment\0\0".to_vec(), packed(secret)].concat()),
        (
            b"iTXt",
            [b"XML:com.adobe.xmp\0\0\0\0\0".to_vec(), xmp()].concat(),
        ),
        (b"tIME", vec![0x07, 0xEA, 11, 23, 8, 0, 0]),
        (b"pHYs", vec![0, 0, 11, 19, 0, 0, 11, 19, 1]),
        (b"prVt", secret.to_vec()),
        (b"gAMA", vec![0, 0, 0xB1, 0x8F]),
    ];
    [png_with(png, &chunks), archive()].concat()
}

/// A WebP of these chunks.
pub fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend(*name);
        body.extend((data.len() as u32).to_le_bytes());
        body.extend(*data);
        body.extend(vec![0; data.len() % 2]);
    }
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

fn webp_full() -> Vec<u8> {
    let plain = webp(32, 20);
    let own = &plain[20..];
    let head = [0b0010_1100, 0, 0, 0, 31, 0, 0, 19, 0, 0];
    let full = riff(&[
        (b"VP8X", &head),
        (b"ICCP", &profile()),
        (b"VP8L", own),
        (b"EXIF", &exif(6)),
        (b"XMP ", &xmp()),
        (b"prVt", SECRET.as_bytes()),
    ]);
    [full, SECRET.as_bytes().to_vec()].concat()
}

/// A block of remarks of a GIF.
pub fn gif_remark(text: &[u8]) -> Vec<u8> {
    [&[0x21, 0xFE, text.len() as u8], text, &[0]].concat()
}

/// The GIF with blocks before its first picture.
pub fn gif_with(gif: &[u8], blocks: &[u8]) -> Vec<u8> {
    let table = match gif[10] {
        flags if flags & 0x80 != 0 => 3 << ((flags & 7) + 1),
        _ => 0,
    };
    let (head, rest) = gif.split_at(13 + table);
    [head, blocks, rest].concat()
}

fn gif_full() -> Vec<u8> {
    let mut application = b"\x21\xFF\x0BXMP DataXMP".to_vec();
    for part in xmp().chunks(255) {
        application.push(part.len() as u8);
        application.extend(part);
    }
    application.push(0);
    let blocks = [application, gif_remark(SECRET.as_bytes())].concat();
    [gif_with(&gif(1), &blocks), SECRET.as_bytes().to_vec()].concat()
}

/// One of each kind, with everything in it that must not come out.
pub fn full_of_metadata() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("jpeg", jpeg_full()),
        ("png-photo", png_full(&png(32, 20))),
        ("png-drawing", png_full(&drawn_png())),
        ("webp", webp_full()),
        ("webp-lossy", lossy_webp(32, 20)),
        ("gif", gif_full()),
    ]
}

/// Pictures that are a page, a script or an archive as well.
pub fn polyglots() -> Vec<(&'static str, Vec<u8>)> {
    let page = format!("<html><script>alert('{SECRET}')</script></html>").into_bytes();
    let script = format!("*/=1;alert('{SECRET}')//").into_bytes();
    // The width of this GIF reads as the beginning of a remark in a script.
    let mut wide = gif(1);
    wide[6..8].copy_from_slice(b"/*");
    vec![
        (
            "jpeg-page",
            [
                jpeg_with(&jpeg(24, 16), &[(0xFE, page.clone())]),
                page.clone(),
            ]
            .concat(),
        ),
        ("jpeg-archive", [jpeg(24, 16), archive()].concat()),
        ("png-archive", [png(24, 16), archive()].concat()),
        (
            "png-page",
            [png_with(&png(24, 16), &[(b"tEXt", page.clone())]), page].concat(),
        ),
        (
            "gif-script",
            [gif_with(&wide, &gif_remark(&script)), script].concat(),
        ),
        ("gif-archive", [gif(1), archive()].concat()),
        ("webp-archive", [webp(24, 16), archive()].concat()),
    ]
}
