//! Colours: what a profile gives another meaning is converted to sRGB, so that the profile can go.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::Pixels;

/// The pixels in sRGB. A profile that cannot be read, or is not for red, green and blue (CMYK, grey), is
/// left out, and the numbers stay as they are: most programs show such a picture the same way.
pub(super) fn to_srgb(mut pixels: Pixels, profile: Option<&[u8]>) -> Pixels {
    let layout = match pixels.channels() {
        3 => Layout::Rgb,
        4 => Layout::Rgba,
        _ => return pixels,
    };
    let Some(profile) = profile.and_then(|icc| ColorProfile::new_from_slice(icc).ok()) else {
        return pixels;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return pixels;
    }
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return pixels;
    };
    // A part at a time: a second copy of all would be large.
    let part_bytes = 4096 * usize::from(pixels.channels());
    let mut before = vec![0; part_bytes];
    for part in pixels.data_mut().chunks_mut(part_bytes) {
        let before = before.get_mut(..part.len()).unwrap_or_default();
        before.copy_from_slice(part);
        if transform.transform(before, part).is_err() {
            part.copy_from_slice(before);
        }
    }
    pixels
}
