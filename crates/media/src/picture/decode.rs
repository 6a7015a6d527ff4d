//! Decodes a picture under its limits. Everything beside pixels, profile and orientation stays behind.

use std::io::Cursor;

use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageResult};

use super::{Head, Pixels};
use crate::kind::{Kind, PictureKind};
use crate::limits::Limits;
use crate::refused::Refused;

/// What a decoder may keep for chunks beside the pixels: a profile, texts.
const CHUNK_BYTES: u64 = 24_000_000;

/// A colour profile that is longer is taken for none.
const PROFILE_BYTES: usize = 1_000_000;

/// A picture's pixels, and what is needed to show them right.
pub(super) struct Decoded {
    /// As they are stored.
    pub pixels: Pixels,
    /// How to turn and mirror them.
    pub orientation: Orientation,
    /// Which colours they mean, as an ICC profile.
    pub profile: Option<Vec<u8>>,
}

/// Decodes what [`super::head::read`] has read the head of.
pub(super) fn decode(
    bytes: &[u8],
    kind: PictureKind,
    head: &Head,
    limits: &Limits,
) -> Result<Decoded, Refused> {
    let mut allowed = image::Limits::no_limits();
    allowed.max_image_width = Some(head.width);
    allowed.max_image_height = Some(head.height);
    allowed.max_alloc = Some(CHUNK_BYTES);
    let input = Cursor::new(bytes);
    let run = Run { kind, head, limits };
    match kind {
        PictureKind::Jpeg => run.with(JpegDecoder::new(input), &allowed),
        PictureKind::Png => run.with(PngDecoder::with_limits(input, allowed.clone()), &allowed),
        PictureKind::Gif => {
            // It keeps a frame apart; that is reckoned in the head.
            allowed.max_alloc = Some(limits.decoding_bytes);
            run.with(GifDecoder::new(input), &allowed)
        }
        PictureKind::Webp => run.with(WebPDecoder::new(input), &allowed),
    }
}

struct Run<'a> {
    kind: PictureKind,
    head: &'a Head,
    limits: &'a Limits,
}

impl Run<'_> {
    fn with<D: ImageDecoder>(
        &self,
        decoder: ImageResult<D>,
        allowed: &image::Limits,
    ) -> Result<Decoded, Refused> {
        let unreadable = || Refused::Unreadable(Kind::Picture(self.kind));
        let mut decoder = decoder.map_err(|_| unreadable())?;
        decoder
            .set_limits(allowed.clone())
            .map_err(|_| unreadable())?;
        let (width, height) = decoder.dimensions();
        if width > self.head.width || height > self.head.height {
            return Err(unreadable());
        }
        let length = decoder.total_bytes();
        if length.saturating_add(self.head.beside_bytes) > self.limits.decoding_bytes {
            return Err(Refused::TooCostly(self.kind));
        }
        // Without either a picture is shown as it is: both are aids, and a broken one is none.
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let profile = decoder.icc_profile().unwrap_or_default();
        let profile = profile.filter(|profile| profile.len() <= PROFILE_BYTES);
        let (channels, wide) = match decoder.color_type() {
            ColorType::L8 => (1, false),
            ColorType::La8 => (2, false),
            ColorType::Rgb8 => (3, false),
            ColorType::Rgba8 => (4, false),
            ColorType::L16 => (1, true),
            ColorType::La16 => (2, true),
            ColorType::Rgb16 => (3, true),
            ColorType::Rgba16 => (4, true),
            ColorType::Rgb32F | ColorType::Rgba32F | _ => return Err(unreadable()),
        };
        let length = usize::try_from(length).map_err(|_| Refused::TooCostly(self.kind))?;
        let mut data = vec![0; length];
        decoder.read_image(&mut data).map_err(|_| unreadable())?;
        if wide {
            to_eight_bits(&mut data);
        }
        let pixels = Pixels::new(width, height, channels, data).ok_or_else(unreadable)?;
        Ok(Decoded {
            pixels,
            orientation,
            profile,
        })
    }
}

/// Rounds each number of 16 bits to one of eight, in place: a second copy would be large.
fn to_eight_bits(data: &mut Vec<u8>) {
    let half = data.len() / 2;
    for at in 0..half {
        let wide = data.get(at * 2..).and_then(<[u8]>::first_chunk::<2>);
        let wide = u32::from(u16::from_ne_bytes(wide.copied().unwrap_or_default()));
        let [_, _, _, byte] = ((wide * 255 + 32_895) >> 16).to_be_bytes();
        if let Some(place) = data.get_mut(at) {
            *place = byte;
        }
    }
    data.truncate(half);
    data.shrink_to_fit();
}
