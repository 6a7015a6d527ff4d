//! Pixels in memory, eight bits a colour, and what is done with them: shrinking, turning, dropping a
//! transparency that hides nothing. Whole numbers only, so that equal pixels give equal pixels.

use image::metadata::Orientation;
use image::{DynamicImage, ImageBuffer};

/// A picture: rows from the top, each pixel grey or red, green and blue, perhaps with how solid it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    width: u32,
    height: u32,
    channels: u8,
    data: Vec<u8>,
}

impl Pixels {
    /// Pixels of one to four channels; an even number has transparency as the last one.
    pub fn new(width: u32, height: u32, channels: u8, data: Vec<u8>) -> Option<Self> {
        let wanted = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
        let wanted = wanted.checked_mul(channels.into())?;
        let whole = (1..=4).contains(&channels) && wanted > 0 && data.len() == wanted;
        whole.then_some(Self {
            width,
            height,
            channels,
            data,
        })
    }

    /// Width and height.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Bytes a pixel.
    pub fn channels(&self) -> u8 {
        self.channels
    }

    /// All rows, one after the other.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// All rows, to change.
    pub fn data_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// Whether some of it may be seen through.
    pub fn transparent(&self) -> bool {
        self.channels.is_multiple_of(2)
    }

    fn pixel_bytes(&self) -> usize {
        self.channels.into()
    }

    /// Without its transparency if every pixel is solid. In place.
    pub fn opaque(mut self) -> Self {
        let from = self.pixel_bytes();
        let solid = |pixel: &[u8]| pixel.last() == Some(&u8::MAX);
        if !self.transparent() || !self.data.chunks_exact(from).all(solid) {
            return self;
        }
        let to = from - 1;
        for at in 0..self.data.len() / from {
            self.data.copy_within(at * from..at * from + to, at * to);
        }
        self.data.truncate(self.data.len() / from * to);
        self.data.shrink_to_fit();
        self.channels -= 1;
        self
    }

    /// With at most so many pixels, in the same proportions.
    pub fn at_most(self, pixels: u64) -> Self {
        let mut size = (self.width, self.height);
        let count = |size: (u32, u32)| u64::from(size.0) * u64::from(size.1);
        if count(size) <= pixels.max(1) {
            return self;
        }
        let product = u128::from(pixels.max(1)) * u128::from(self.width);
        let width = u64::try_from((product / u128::from(self.height)).isqrt()).unwrap_or(1);
        size = self.with_width(u32::try_from(width).unwrap_or(1));
        // A very long strip has a side of one pixel, and may have too many along the other.
        let side_max = u32::try_from(pixels.max(1)).unwrap_or(u32::MAX);
        self.shrunk(size.0.min(side_max), size.1.min(side_max))
    }

    /// Inside a square of this side, in the same proportions; never larger than it is.
    pub fn inside(&self, side: u32) -> Self {
        let longer = self.width.max(self.height);
        if longer <= side {
            return self.clone();
        }
        let scaled = |length: u32| {
            let scaled = u64::from(length) * u64::from(side.max(1)) / u64::from(longer);
            u32::try_from(scaled).unwrap_or(1).max(1)
        };
        self.shrunk(scaled(self.width), scaled(self.height))
    }

    fn with_width(&self, width: u32) -> (u32, u32) {
        let width = width.clamp(1, self.width);
        let height = u64::from(self.height) * u64::from(width) / u64::from(self.width);
        (width, u32::try_from(height).unwrap_or(1).max(1))
    }

    /// Each new pixel is the mean of the area that it covers; colours count as much as they are solid.
    pub fn shrunk(&self, width: u32, height: u32) -> Self {
        let (width, height) = (width.clamp(1, self.width), height.clamp(1, self.height));
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let channels = self.pixel_bytes();
        let row_bytes = index(self.width.into()) * channels;
        let columns: Vec<_> = (0..width)
            .map(|at| covered(at, width, self.width))
            .collect();
        let mut data = Vec::with_capacity(columns.len() * index(height.into()) * channels);
        let mut sums = vec![0_u64; columns.len() * channels];
        let area = u64::from(self.width) * u64::from(self.height);
        for row in 0..height {
            sums.fill(0);
            let rows = covered(row, height, self.height);
            let start = rows.start * row_bytes;
            let sources = self.data.get(start..).unwrap_or_default();
            for (source, weight) in sources.chunks_exact(row_bytes).zip(rows.shares()) {
                self.add_row(source, weight, &columns, &mut sums);
            }
            for sum in sums.chunks_exact(channels) {
                push_mean(sum, area, self.transparent(), &mut data);
            }
        }
        Self {
            width,
            height,
            channels: self.channels,
            data,
        }
    }

    /// Adds a row of this picture to the sums of a new one.
    fn add_row(&self, source: &[u8], weight: u64, columns: &[Covered], sums: &mut [u64]) {
        let channels = self.pixel_bytes();
        for (column, sum) in columns.iter().zip(sums.chunks_exact_mut(channels)) {
            let pixels = source.get(column.start * channels..).unwrap_or_default();
            for (pixel, share) in pixels.chunks_exact(channels).zip(column.shares()) {
                let weight = weight * share;
                match (&mut *sum, pixel) {
                    ([sums @ .., whole], [parts @ .., solid]) if self.transparent() => {
                        let solid = weight * u64::from(*solid);
                        add(sums, parts, solid);
                        *whole += solid;
                    }
                    (sums, parts) => add(sums, parts, weight),
                }
            }
        }
    }

    /// Turned and mirrored as the camera was held.
    pub fn upright(self, orientation: Orientation) -> Option<Self> {
        if orientation == Orientation::NoTransforms {
            return Some(self);
        }
        let (width, height, channels, data) = (self.width, self.height, self.channels, self.data);
        let mut picture = match channels {
            1 => DynamicImage::ImageLuma8(ImageBuffer::from_raw(width, height, data)?),
            2 => DynamicImage::ImageLumaA8(ImageBuffer::from_raw(width, height, data)?),
            3 => DynamicImage::ImageRgb8(ImageBuffer::from_raw(width, height, data)?),
            _ => DynamicImage::ImageRgba8(ImageBuffer::from_raw(width, height, data)?),
        };
        picture.apply_orientation(orientation);
        let (width, height) = (picture.width(), picture.height());
        Self::new(width, height, channels, picture.into_bytes())
    }
}

/// Old pixels in a row that a new pixel covers: the first of them, and how much of it, of each between,
/// and of the last. All shares of one new pixel add up to the old length.
struct Covered {
    start: usize,
    first: u64,
    between: usize,
    whole: u64,
    last: u64,
}

impl Covered {
    fn shares(&self) -> impl Iterator<Item = u64> {
        let between = std::iter::repeat_n(self.whole, self.between);
        let last = (self.last > 0).then_some(self.last);
        std::iter::once(self.first).chain(between).chain(last)
    }
}

/// What the new pixel `at` of `new` ones covers of `old` ones.
fn covered(at: u32, new: u32, old: u32) -> Covered {
    let (new, old) = (u64::from(new), u64::from(old));
    let (start, end) = (u64::from(at) * old, (u64::from(at) + 1) * old);
    let from = start / new;
    let first = ((from + 1) * new).min(end) - start;
    let rest = end - start - first;
    Covered {
        start: index(from),
        first,
        between: index(rest / new),
        whole: new,
        last: rest % new,
    }
}

fn add(sums: &mut [u64], parts: &[u8], weight: u64) {
    for (sum, part) in sums.iter_mut().zip(parts) {
        *sum += u64::from(*part) * weight;
    }
}

fn push_mean(sum: &[u64], area: u64, transparent: bool, data: &mut Vec<u8>) {
    let mean = |sum: u64, over: u64| {
        let mean = (sum + over / 2).checked_div(over).unwrap_or(0);
        u8::try_from(mean).unwrap_or(u8::MAX)
    };
    match sum.split_last() {
        Some((solid, colours)) if transparent => {
            data.extend(colours.iter().map(|colour| mean(*colour, *solid)));
            data.push(mean(*solid, area));
        }
        _ => data.extend(sum.iter().map(|colour| mean(*colour, area))),
    }
}

/// Sizes that fit in memory fit in `usize`: they were checked when the pixels were made.
fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pixels(width: u32, height: u32, channels: u8, data: &[u8]) -> Pixels {
        Pixels::new(width, height, channels, data.to_vec()).unwrap()
    }

    #[test]
    fn a_new_pixel_is_the_mean_of_its_area() {
        let four = pixels(2, 2, 1, &[0, 10, 20, 31]);
        assert_eq!(four.shrunk(1, 1).data(), [15]);
        let thirds = pixels(3, 1, 1, &[0, 90, 180]);
        // The middle pixel belongs to both halves.
        assert_eq!(thirds.shrunk(2, 1).data(), [30, 150]);
    }

    #[test]
    fn what_cannot_be_seen_gives_no_colour() {
        let half = pixels(2, 1, 4, &[200, 100, 0, 255, 7, 7, 255, 0]);
        assert_eq!(half.shrunk(1, 1).data(), [200, 100, 0, 128]);
    }

    #[test]
    fn a_transparency_that_hides_nothing_is_dropped() {
        let solid = pixels(2, 1, 4, &[1, 2, 3, 255, 4, 5, 6, 255]).opaque();
        assert_eq!(
            (solid.channels(), solid.data()),
            (3, &[1, 2, 3, 4, 5, 6][..])
        );
        let grey = pixels(2, 1, 2, &[1, 255, 4, 254]);
        assert_eq!(grey.clone().opaque(), grey);
    }

    #[test]
    fn a_long_screenshot_stays_legible() {
        let long = Pixels::new(108, 1200, 3, vec![9; 108 * 1200 * 3]).unwrap();
        assert_eq!(long.clone().at_most(64_800).size(), (76, 844));
        assert_eq!(long.clone().at_most(129_600), long);
        assert_eq!(long.inside(120).size(), (10, 120));
        let strip = pixels(8, 1, 1, &[5; 8]).at_most(3);
        assert_eq!(strip.size(), (3, 1));
    }

    proptest! {
        #[test]
        fn shrinking_keeps_size_bounds_and_plain_colours(
            (width, height) in (1_u32..40, 1_u32..40),
            (to_width, to_height) in (1_u32..50, 1_u32..50),
            channels in 1_u8..=4,
            colour in any::<u8>(),
            limit in 1_u64..2_000,
        ) {
            let bytes = vec![colour.max(1); (width * height) as usize * usize::from(channels)];
            let plain = Pixels::new(width, height, channels, bytes).unwrap();
            let shrunk = plain.shrunk(to_width, to_height);
            prop_assert_eq!(shrunk.size(), (to_width.min(width), to_height.min(height)));
            prop_assert!(shrunk.data().iter().all(|byte| *byte == colour.max(1)));
            let (width, height) = plain.clone().at_most(limit).size();
            prop_assert!(u64::from(width) * u64::from(height) <= limit);
        }

        #[test]
        fn turning_back_gives_the_same(width in 1_u32..9, height in 1_u32..9, channels in 1_u8..=4) {
            let count = (width * height) as usize * usize::from(channels);
            let bytes = (0..=u8::MAX).cycle().take(count);
            let picture = Pixels::new(width, height, channels, bytes.collect()).unwrap();
            for (there, back) in [
                (Orientation::Rotate90, Orientation::Rotate270),
                (Orientation::Rotate180, Orientation::Rotate180),
                (Orientation::FlipHorizontal, Orientation::FlipHorizontal),
                (Orientation::Rotate90FlipH, Orientation::Rotate90FlipH),
                (Orientation::Rotate270FlipH, Orientation::Rotate270FlipH),
            ] {
                let turned = picture.clone().upright(there).and_then(|turned| turned.upright(back));
                prop_assert_eq!(turned.as_ref(), Some(&picture));
            }
        }
    }
}
