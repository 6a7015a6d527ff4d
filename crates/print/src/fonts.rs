//! The fonts that a document is set in, compiled in, and which characters they can show.
//!
//! May touch: nothing outside the binary. The machine's own fonts are never looked for, so equal
//! input looks the same everywhere.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

/// For words.
pub(crate) const SERIF: &str = "Libertinus Serif";
/// For hashes, and for what the first lacks (Arabic letters, arrows, signs).
pub(crate) const MONO: &str = "DejaVu Sans Mono";

/// The faces that are used: of each family the regular and the bold one.
const FACES: [&str; 4] = [
    "LibertinusSerif-Regular",
    "LibertinusSerif-Bold",
    "DejaVuSansMono",
    "DejaVuSansMono-Bold",
];

/// Fonts in the order of their book, and what each family can show.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    shown: [Letters; 2],
}

/// Read once; 1.5 MB of font files that lie in the program.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .filter(|font| {
            font.post_script_name()
                .is_some_and(|name| FACES.contains(&name.as_str()))
        })
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        shown: [SERIF, MONO].map(|family| Letters::of_all_faces(&fonts, family)),
        fonts,
    }
});

impl Fonts {
    /// Whether one family has all of these characters in each of its faces. Several families do not
    /// add up: a letter and its accent must come from one.
    pub(crate) fn can_show(&self, characters: &(impl Iterator<Item = char> + Clone)) -> bool {
        let mut families = self.shown.iter();
        families.any(|letters| characters.clone().all(|c| letters.has(c)))
    }
}

/// A set of characters, one bit each.
struct Letters(Vec<u64>);

impl Letters {
    fn of_all_faces(fonts: &[Font], family: &str) -> Self {
        let faces = fonts.iter().map(Font::info);
        faces
            .filter(|face| face.family == family)
            .map(Self::of_face)
            .reduce(|one, other| {
                let both = one.0.iter().zip(other.0).map(|(a, b)| a & b);
                Self(both.collect())
            })
            .unwrap_or(Self(Vec::new()))
    }

    fn of_face(face: &FontInfo) -> Self {
        let mut bits = vec![0_u64; usize::try_from(u32::from(char::MAX) / 64 + 1).unwrap_or(0)];
        for letter in face.coverage.iter() {
            let (word, bit) = place(letter);
            if let Some(word) = bits.get_mut(word) {
                *word |= bit;
            }
        }
        Self(bits)
    }

    fn has(&self, letter: char) -> bool {
        let (word, bit) = place(u32::from(letter));
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

fn place(letter: u32) -> (usize, u64) {
    // Out of reach where a word cannot be counted; then nothing is shown.
    let word = usize::try_from(letter / 64).unwrap_or(usize::MAX);
    (word, 1 << (letter % 64))
}
