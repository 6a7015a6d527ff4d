//! Pictures: decoded under limits, and written anew from their pixels alone. Touches nothing outside.

mod colour;
mod decode;
mod encode;
mod frame;
mod head;
mod pixels;

use crate::kind::{Kind, PictureKind};
use crate::limits::{Limits, PREVIEWS_MAX};
use crate::refused::Refused;

pub(crate) use frame::Head;
pub(crate) use pixels::Pixels;

/// A picture as it is kept: pixels in sRGB, upright, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The picture itself.
    pub full: Rendition,
    /// Smaller ones, in the order of [`Limits::previews`].
    pub previews: Vec<Rendition>,
    /// Whether it has fewer pixels than what came in.
    pub shrunk: bool,
}

/// One size of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// JPEG or PNG.
    pub kind: PictureKind,
    /// Width in pixels, as it is seen.
    pub width: u32,
    /// Height in pixels, as it is seen.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Writes the picture in `bytes`, which begin as `kind` does, anew.
pub(crate) fn anew(bytes: &[u8], kind: PictureKind, limits: &Limits) -> Result<Picture, Refused> {
    let unreadable = || Refused::Unreadable(Kind::Picture(kind));
    let head = head::read(bytes, kind).ok_or_else(unreadable)?;
    within(&head, kind, limits)?;
    let decoded = decode::decode(bytes, kind, &head, limits)?;
    let (width, height) = decoded.pixels.size();

    let pixels = decoded.pixels.opaque().at_most(limits.kept_pixels);
    let pixels = colour::to_srgb(pixels, decoded.profile.as_deref());
    let pixels = pixels.upright(decoded.orientation).ok_or_else(unreadable)?;

    let wanted = encode::wanted(&pixels, head.lossless);
    let full = encode::within(&pixels, wanted, limits.bytes).ok_or_else(unreadable)?;
    let previews = limits.previews.iter().take(PREVIEWS_MAX);
    let previews = previews
        .map(|side| encode::within(&pixels.inside(*side), wanted, limits.bytes))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(unreadable)?;
    let shrunk =
        u64::from(full.width) * u64::from(full.height) < u64::from(width) * u64::from(height);
    Ok(Picture {
        full,
        previews,
        shrunk,
    })
}

/// Whether what the head announces is within the limits, before anything is decoded.
fn within(head: &Head, kind: PictureKind, limits: &Limits) -> Result<(), Refused> {
    if head.moves {
        return Err(Refused::Moves(kind));
    }
    let (width, height) = (head.width, head.height);
    let pixels = u64::from(width) * u64::from(height);
    if width > limits.side || height > limits.side || pixels > limits.pixels {
        return Err(Refused::TooManyPixels {
            width,
            height,
            pixels_max: limits.pixels,
        });
    }
    // Pixels cost at least a byte each.
    if head.beside_bytes.saturating_add(pixels) > limits.decoding_bytes {
        return Err(Refused::TooCostly(kind));
    }
    Ok(())
}
