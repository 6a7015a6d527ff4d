//! Pictures come out as pixels and nothing else, upright, in sRGB, in the sizes that are asked for.

#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]

mod corpus;

use corpus::pictures::{self, drawing, jpeg, jpeg_exif, jpeg_with, photo, png, profile, written};
use corpus::{SECRET, bombs};
use image::{DynamicImage, GenericImageView, ImageFormat};
use media::{Content, Kind, Limits, Other, Picture, PictureKind, Refused, Rendition, accept};

fn kept(bytes: &[u8], limits: &Limits) -> Picture {
    match accept(bytes, "x", limits).map(|accepted| accepted.content) {
        Ok(Content::Picture(picture)) => picture,
        other => panic!("{other:?}"),
    }
}

fn attached(bytes: &[u8]) -> Rendition {
    kept(bytes, &Limits::ATTACHMENT).full
}

fn seen(rendition: &Rendition) -> DynamicImage {
    image::load_from_memory(&rendition.bytes).expect("a picture")
}

/// The segments of a JPEG up to its scan, and what stands behind its end.
fn segments(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut markers = Vec::new();
    let mut at = 2;
    loop {
        assert_eq!(bytes[at], 0xFF);
        markers.push(bytes[at + 1]);
        let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        at += 2 + length;
        if markers.last() == Some(&0xDA) {
            break;
        }
    }
    let end = bytes
        .windows(2)
        .rposition(|marker| marker == [0xFF, 0xD9])
        .expect("an end");
    (markers, bytes.len() - end - 2)
}

fn chunks(bytes: &[u8]) -> Vec<[u8; 4]> {
    let mut names = Vec::new();
    let mut at = 8;
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four"));
        names.push(bytes[at + 4..at + 8].try_into().expect("four"));
        at += 12 + length as usize;
    }
    assert_eq!(at, bytes.len());
    names
}

/// Holds a written picture against the list of what may be in one.
fn only_pixels(rendition: &Rendition) {
    match rendition.kind {
        PictureKind::Jpeg => {
            let (markers, behind) = segments(&rendition.bytes);
            // JFIF with its fixed head, tables of numbers, the frame, the scan.
            let needed = [0xE0, 0xC0, 0xDB, 0xC4, 0xDA];
            assert!(
                markers.iter().all(|marker| needed.contains(marker)),
                "{markers:x?}"
            );
            assert_eq!(markers.iter().filter(|marker| **marker == 0xE0).count(), 1);
            assert_eq!(
                &rendition.bytes[2..20],
                b"\xFF\xE0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"
            );
            assert_eq!(behind, 0);
        }
        PictureKind::Png => {
            let mut names = chunks(&rendition.bytes);
            names.dedup();
            assert_eq!(names, [*b"IHDR", *b"IDAT", *b"IEND"]);
        }
        PictureKind::Gif | PictureKind::Webp => panic!("never written"),
    }
    let hidden: [&[u8]; 6] = [
        SECRET.as_bytes(),
        b"Exif",
        b"xmp",
        b"GPS",
        b"ICC_PROFILE",
        b"<script",
    ];
    for secret in hidden {
        assert!(
            !rendition
                .bytes
                .windows(secret.len())
                .any(|window| window == secret)
        );
    }
}

#[test]
fn nothing_but_pixels_is_kept() {
    let files = [pictures::full_of_metadata(), pictures::polyglots()].concat();
    for (name, bytes) in &files {
        println!("{name}");
        if *name != "webp-lossy" {
            // The test would be of no use if there were nothing to remove.
            let secret = SECRET.as_bytes();
            assert!(
                bytes.windows(secret.len()).any(|window| window == secret),
                "{name}"
            );
        }
        let picture = kept(bytes, &Limits::MOMENT);
        assert_eq!(picture.previews.len(), 2);
        only_pixels(&picture.full);
        picture.previews.iter().for_each(only_pixels);
    }
}

#[test]
fn a_page_with_any_name_is_no_picture() {
    for name in ["photo.jpg", "photo.jpg\0.html", "x.png"] {
        let refused = accept(
            b"<html><script>alert(1)</script>",
            name,
            &Limits::ATTACHMENT,
        );
        assert_eq!(refused, Err(Refused::NotTaken(Other::WebPage)));
    }
    let accepted = accept(&jpeg(8, 8), "evil.html", &Limits::ATTACHMENT).expect("a photo");
    assert_eq!(accepted.name.as_str(), "evil.jpg");
    assert_eq!(accepted.content.kind(), Kind::Picture(PictureKind::Jpeg));
}

#[test]
fn photos_stay_photos_and_drawings_stay_exact() {
    assert_eq!(attached(&jpeg(40, 30)).kind, PictureKind::Jpeg);
    assert_eq!(
        attached(&pictures::lossy_webp(40, 30)).kind,
        PictureKind::Jpeg
    );
    // A photo as PNG is a photo.
    assert_eq!(attached(&png(300, 200)).kind, PictureKind::Jpeg);
    for bytes in [
        pictures::drawn_png(),
        written(&drawing(40, 30).into(), ImageFormat::WebP),
    ] {
        let rendition = attached(&bytes);
        assert_eq!(rendition.kind, PictureKind::Png);
        assert_eq!(seen(&rendition).to_rgba8(), drawing(40, 30));
    }
    let gif = attached(&pictures::gif(1));
    assert_eq!(
        (gif.kind, gif.width, gif.height),
        (PictureKind::Png, 24, 16)
    );
    // A screenshot: plain colours, nothing to see through.
    let plain = DynamicImage::from(drawing(40, 30)).to_rgb8();
    let rendition = attached(&written(&plain.clone().into(), ImageFormat::Png));
    assert_eq!(
        (rendition.kind, seen(&rendition).to_rgb8()),
        (PictureKind::Png, plain)
    );
}

#[test]
fn pictures_of_any_depth_look_the_same() {
    let wide = DynamicImage::from(drawing(24, 20)).to_rgba16();
    let rendition = attached(&written(&wide.into(), ImageFormat::Png));
    assert_eq!(seen(&rendition).to_rgba8(), drawing(24, 20));
    for grey in [
        DynamicImage::from(photo(24, 20)).to_luma8().into(),
        DynamicImage::from(DynamicImage::from(photo(24, 20)).to_luma16()),
        DynamicImage::from(drawing(24, 20)).to_luma_alpha8().into(),
    ] {
        let rendition = attached(&written(&grey, ImageFormat::Png));
        assert_eq!(rendition.kind, PictureKind::Png);
        assert_eq!(seen(&rendition).to_luma_alpha8(), grey.to_luma_alpha8());
    }
}

/// How far two pictures are apart, a colour, on the mean.
fn apart(one: &DynamicImage, other: &DynamicImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let (one, other) = (one.to_rgb8(), other.to_rgb8());
    let pairs = one.iter().zip(other.iter());
    let sum: u64 = pairs
        .map(|(one, other)| u64::from(one.abs_diff(*other)))
        .sum();
    sum as f64 / (one.len() as f64)
}

#[test]
fn a_photo_is_turned_as_the_camera_was_held() {
    use image::metadata::Orientation;
    let plain = jpeg(32, 16);
    let upright = image::load_from_memory(&plain).expect("a photo");
    for held in 1..=8_u8 {
        let bytes = jpeg_with(&plain, &[(0xE1, jpeg_exif(held.into()))]);
        let mut wanted = upright.clone();
        wanted.apply_orientation(Orientation::from_exif(held).expect("one of eight"));
        let came = attached(&bytes);
        assert_eq!((came.width, came.height), wanted.dimensions());
        assert!(apart(&seen(&came), &wanted) < 4.0, "held {held}");
    }
    // A direction that there is not changes nothing.
    let bytes = jpeg_with(&plain, &[(0xE1, jpeg_exif(77))]);
    assert_eq!(attached(&bytes), attached(&plain));
}

#[test]
fn colours_of_a_phone_are_converted() {
    let plain = image::RgbImage::from_pixel(16, 16, image::Rgb([200, 100, 50]));
    let bytes = written(&plain.into(), ImageFormat::Png);
    let packed = [b"P3\0\0".to_vec(), pictures::packed(&profile())].concat();
    let bytes = pictures::png_with(&bytes, &[(b"iCCP", packed)]);
    let colour = seen(&attached(&bytes)).to_rgb8().get_pixel(3, 3).0;
    // Display P3 to sRGB, reckoned apart from the library: linear light, the matrix of both, back.
    let wanted = [215_u8, 93, 31];
    for (came, wanted) in colour.into_iter().zip(wanted) {
        assert!(came.abs_diff(wanted) <= 2, "{colour:?}");
    }
}

#[test]
fn a_broken_profile_is_no_reason_to_refuse() {
    for profile in bombs::odd_profiles() {
        let packed = [b"P\0\0".to_vec(), pictures::packed(&profile)].concat();
        let bytes = pictures::png_with(&png(8, 8), &[(b"iCCP", packed)]);
        only_pixels(&attached(&bytes));
    }
}

#[test]
fn sizes_are_as_asked_for() {
    let small = Limits {
        kept_pixels: 60_000,
        previews: &[128, 32, 1000],
        ..Limits::ATTACHMENT
    };
    let picture = kept(&jpeg(400, 200), &small);
    assert!(picture.shrunk);
    let sizes: Vec<_> = std::iter::once(&picture.full)
        .chain(&picture.previews)
        .map(|rendition| (rendition.width, rendition.height))
        .collect();
    assert_eq!(sizes, [(346, 173), (128, 64), (32, 16), (346, 173)]);
    assert!(!kept(&jpeg(300, 200), &small).shrunk);
    let shrunk = image::load_from_memory(&jpeg(400, 200))
        .expect("a photo")
        .thumbnail_exact(346, 173);
    assert!(apart(&seen(&picture.full), &shrunk) < 8.0);
}

#[test]
fn what_is_written_stays_within_the_bytes() {
    let tight = Limits {
        bytes: 60_000,
        ..Limits::MOMENT
    };
    let hard = bombs::noisy_png(110, 110);
    assert!(hard.len() < tight.bytes);
    let noisy = Limits {
        bytes: 30_000,
        ..tight.clone()
    };
    let refused = accept(&hard, "x", &noisy);
    assert_eq!(
        refused,
        Err(Refused::TooLarge {
            bytes: hard.len(),
            bytes_max: 30_000
        })
    );
    // Plain as WebP, much longer as what it is written as.
    let bytes = pictures::lossy_webp(400, 300);
    let small = Limits {
        bytes: bytes.len(),
        ..tight
    };
    assert!(kept(&bytes, &small).full.bytes.len() <= bytes.len());
}
