//! Places by coordinates, in a PDF or in the photos in it. Programs that make PDFs of photos often put
//! the camera's file in as it is, with where it was taken.

use crate::kind::holds;

/// Words by which XMP tells a place by coordinates.
const WORDS: [&[u8]; 3] = [b"GPSLatitude", b"GPSLongitude", b"GPSCoordinates"];

/// The tag of the directory of places in EXIF, whose value says where that stands.
const PLACE_TAG: u16 = 0x8825;

/// A camera writes some twenty entries.
const ENTRIES_MAX: usize = 64;

/// So many photos are no letter; a piece with more of them is taken for one that tells a place.
const PHOTOS_MAX: usize = 4096;

/// Whether the piece tells a place: as EXIF in a photo, or as XMP.
pub(super) fn told(piece: &[u8]) -> bool {
    let mut photos = memchr::memmem::find_iter(piece, b"Exif\0\0").enumerate();
    let tells = |at: usize| exif_tells(piece.get(at + 6..).unwrap_or_default());
    let in_photo = photos.any(|(count, at)| count >= PHOTOS_MAX || tells(at));
    in_photo || WORDS.iter().any(|word| holds(piece, word))
}

/// Whether the first directory of EXIF leads to one of places.
fn exif_tells(tiff: &[u8]) -> bool {
    let little = match tiff.first_chunk::<4>() {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return false,
    };
    let u16_at = |at: usize| {
        let two = tiff.get(at..)?.first_chunk::<2>().copied()?;
        Some(if little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let u32_at = |at: usize| {
        let four = tiff.get(at..)?.first_chunk::<4>().copied()?;
        let number = if little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        };
        usize::try_from(number).ok()
    };
    let Some(directory) = u32_at(4) else {
        return false;
    };
    let count = usize::from(u16_at(directory).unwrap_or(0)).min(ENTRIES_MAX);
    (0..count)
        .map(|entry| directory.saturating_add(2 + entry * 12))
        .map_while(u16_at)
        .any(|tag| tag == PLACE_TAG)
}
