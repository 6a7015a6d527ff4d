//! The name of a file as it is shown and offered for saving. What came with the file is a wish: it may
//! hold folders, turn text around, or end like a program.

use crate::kind::Kind;

/// Letters of a shown name, its ending included.
pub const NAME_CHARS_MAX: usize = 80;

/// Bytes of a shown name: systems that people save files on allow 255 for the whole name.
const NAME_BYTES_MAX: usize = 200;

/// What a name is called when nothing of it is left.
const NAMELESS: &str = "file";

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "conin$", "conout$", "com1", "com2", "com3", "com4", "com5",
    "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
    "lpt9",
];

/// A name that is safe to show and to save under: no folders, no controls, nothing that turns text
/// around or hides, not a device, and with the ending of what the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Cleans `declared` and gives it the ending of `kind`. Always finds a name.
    #[must_use]
    pub fn shown(declared: &str, kind: Kind) -> Self {
        // No more is looked at than could be shown, however long it is.
        let last = declared.rsplit(['/', '\\']).next().unwrap_or_default();
        let kept: String = last
            .chars()
            .take(NAME_CHARS_MAX * 8)
            .filter_map(kept)
            .collect();
        let one_line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        let stem = bare(without_ending(&one_line), kind);
        let mut stem = bare(cut(stem, kind), kind).to_owned();
        if stem.is_empty() {
            NAMELESS.clone_into(&mut stem);
        }
        let device = stem.split('.').next().unwrap_or_default().trim_end();
        if DEVICES.contains(&device.to_lowercase().as_str()) {
            stem.insert(0, '_');
        }
        Self(format!("{stem}.{}", kind.ending()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The letter to keep in its place, if any.
fn kept(letter: char) -> Option<char> {
    match letter {
        // Not allowed in names somewhere, or with a meaning in headers and shells.
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | '`' | '$' | ';' | '\u{2044}'
        | '\u{2215}' | '\u{FF0F}' | '\u{FF3C}' | '\u{29F8}' | '\u{29F9}' => Some('-'),
        '\t' | '\n' | '\r' => Some(' '),
        _ if letter.is_control() || hidden(letter) => None,
        _ => Some(letter),
    }
}

/// What is not seen, or changes in which direction the rest is read.
pub(crate) fn hidden(letter: char) -> bool {
    matches!(letter,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFF}' | '\u{E000}'..='\u{F8FF}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// The name without what looks like its ending. A date (`12.11.2026`) or a title (`Dr. Smith`) has none.
fn without_ending(name: &str) -> &str {
    let name = name.trim_end_matches(['.', ' ']);
    match name.rsplit_once('.') {
        Some((stem, ending))
            if (1..=5).contains(&ending.chars().count())
                && ending.chars().all(char::is_alphanumeric)
                && !ending.chars().all(char::is_numeric) =>
        {
            stem
        }
        _ => name,
    }
}

/// The stem without spaces and dots around it, and without endings of files that run or of kinds that
/// are known (`plan.pdf` of `plan.pdf.exe` becomes `plan`).
fn bare(stem: &str, kind: Kind) -> &str {
    const KNOWN: [&str; 40] = [
        "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "heic", "heif", "avif", "pdf",
        "svg", "svgz", "htm", "html", "xhtml", "xml", "js", "mjs", "css", "php", "exe", "com",
        "bat", "cmd", "scr", "msi", "ps1", "vbs", "jar", "zip", "sh", "app", "lnk", "url", "hta",
        "dll", "apk", "pif",
    ];
    let mut stem = stem.trim_matches([' ', '.', '-', '~']);
    while let Some((before, ending)) = stem.rsplit_once('.') {
        let ending = ending.to_lowercase();
        if !KNOWN.contains(&ending.as_str()) && ending != kind.ending() {
            break;
        }
        stem = before.trim_matches([' ', '.', '-', '~']);
    }
    stem
}

/// As much of the stem as fits with its ending.
fn cut(stem: &str, kind: Kind) -> &str {
    // The dot, and an underscore that a device's name may get.
    let beside = kind.ending().len() + 2;
    let end = stem
        .char_indices()
        .take(NAME_CHARS_MAX - beside)
        .map(|(at, letter)| at + letter.len_utf8())
        .take_while(|end| *end <= NAME_BYTES_MAX - beside)
        .last()
        .unwrap_or(0);
    stem.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kind::PictureKind;

    const JPEG: Kind = Kind::Picture(PictureKind::Jpeg);

    #[test]
    fn names_are_cleaned() {
        for (declared, shown) in [
            ("IMG_0412.HEIC", "IMG_0412.jpg"),
            ("Rechnung März.jpeg", "Rechnung März.jpg"),
            ("C:\\Users\\mara\\..\\foto.png", "foto.jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            ("", "file.jpg"),
            ("...", "file.jpg"),
            (".htaccess", "htaccess.jpg"),
            ("plan.pdf.exe", "plan.jpg"),
            ("photo.svg.jpg", "photo.jpg"),
            ("invoice\u{202E}gpj.exe", "invoicegpj.jpg"),
            ("a\u{200B}b\0c\nd.png", "abc d.jpg"),
            ("CON.png", "_CON.jpg"),
            ("nul", "_nul.jpg"),
            ("aux.report.png", "_aux.report.jpg"),
            ("12.11.2026", "12.11.2026.jpg"),
            ("Dr. de Vries", "Dr. de Vries.jpg"),
            ("x\"; filename=y.html", "x-- filename=y.jpg"),
            ("<script>.png", "script.jpg"),
            ("学校のお知らせ.png", "学校のお知らせ.jpg"),
        ] {
            assert_eq!(
                FileName::shown(declared, JPEG).as_str(),
                shown,
                "{declared:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_shown_name_is_always_safe(declared in "\\PC{0,40}|[\\x00-\\x{10FFFF}]{0,300}") {
            for kind in [JPEG, Kind::Pdf] {
                let name = FileName::shown(&declared, kind);
                let shown = name.as_str();
                prop_assert!(shown.chars().count() <= NAME_CHARS_MAX && shown.len() <= NAME_BYTES_MAX);
                let ending = format!(".{}", kind.ending());
                prop_assert!(shown.ends_with(&ending) && shown.len() > ending.len());
                prop_assert!(!shown.starts_with(['.', ' ', '-', '~']));
                prop_assert!(!shown.contains(['/', '\\', '"', '<', '>', ':', '|', '?', '*', '%', ';']));
                prop_assert!(!shown.chars().any(|c| c.is_control() || hidden(c)));
                // Cleaning it again changes nothing.
                prop_assert_eq!(&FileName::shown(shown, kind), &name);
            }
        }
    }
}
