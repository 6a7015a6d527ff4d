//! Writes pixels as JPEG or PNG: heads, tables and pixels, nothing beside them.

use std::io::{Error, ErrorKind, Write};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::{Pixels, Rendition};
use crate::kind::PictureKind;

/// Quality of the JPEGs that are written, all colours at full size: small writing stays legible.
const QUALITY: u8 = 90;

/// What came without loss is kept so while it has at most so many colours.
const FEW_COLOURS: usize = 16_384;

/// JPEG or PNG: PNG for what is transparent, and for what came without loss and has few colours.
pub(super) fn wanted(pixels: &Pixels, lossless: bool) -> PictureKind {
    if pixels.transparent() || (lossless && few_colours(pixels)) {
        PictureKind::Png
    } else {
        PictureKind::Jpeg
    }
}

fn few_colours(pixels: &Pixels) -> bool {
    // One bit for each colour there is.
    let mut seen = vec![0_u64; 1 << 18];
    let mut count = 0;
    for pixel in pixels.data().chunks_exact(usize::from(pixels.channels())) {
        let colour = pixel
            .iter()
            .fold(0_usize, |colour, part| (colour << 8) | usize::from(*part));
        let Some(bits) = seen.get_mut(colour / 64) else {
            return false;
        };
        let bit = 1 << (colour % 64);
        if *bits & bit == 0 {
            *bits |= bit;
            count += 1;
            if count > FEW_COLOURS {
                return false;
            }
        }
    }
    true
}

/// The picture as a file of at most `bytes_max`; what would be longer (noise) is shrunk until it fits.
pub(super) fn within(pixels: &Pixels, kind: PictureKind, bytes_max: usize) -> Option<Rendition> {
    if let Some(rendition) = written(pixels, kind, bytes_max) {
        return Some(rendition);
    }
    let mut size = pixels.size();
    while size != (1, 1) {
        size = ((size.0 * 3 / 4).max(1), (size.1 * 3 / 4).max(1));
        if let Some(rendition) = written(&pixels.shrunk(size.0, size.1), kind, bytes_max) {
            return Some(rendition);
        }
    }
    None
}

fn written(pixels: &Pixels, kind: PictureKind, bytes_max: usize) -> Option<Rendition> {
    let colours = match pixels.channels() {
        1 => ExtendedColorType::L8,
        2 => ExtendedColorType::La8,
        3 => ExtendedColorType::Rgb8,
        _ => ExtendedColorType::Rgba8,
    };
    let (width, height) = pixels.size();
    let mut out = Bounded {
        bytes: Vec::new(),
        bytes_max,
    };
    if kind == PictureKind::Png {
        PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
            .write_image(pixels.data(), width, height, colours)
            .ok()?;
    } else {
        JpegEncoder::new_with_quality(&mut out, QUALITY)
            .write_image(pixels.data(), width, height, colours)
            .ok()?;
    }
    Some(Rendition {
        kind,
        width,
        height,
        bytes: out.bytes,
    })
}

/// Takes bytes until it is full.
struct Bounded {
    bytes: Vec<u8>,
    bytes_max: usize,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + more.len() > self.bytes_max {
            return Err(Error::from(ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
