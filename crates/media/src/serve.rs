//! How a kept file is handed out: the headers of the answer, as data.

use std::fmt::Write as _;

use crate::kind::Kind;
use crate::name::FileName;

/// The headers to serve a kept file with, so that no browser runs or frames it, or takes it for something
/// else. All are needed. An `<img>` shows a picture served like this; opened by itself it is saved.
///
/// How long browsers may keep it is for the page to say, since that depends on who may see it.
#[must_use]
pub fn served_headers(kind: Kind, name: &FileName) -> [(&'static str, String); 5] {
    [
        ("Content-Type", kind.content_type().to_owned()),
        ("Content-Disposition", disposition(name)),
        (
            "Content-Security-Policy",
            "sandbox; default-src 'none'".to_owned(),
        ),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
    ]
}

/// RFC 6266: a name in ASCII for old browsers, and the whole one as RFC 8187 (once RFC 5987) writes it.
fn disposition(name: &FileName) -> String {
    let plain: String = name
        .as_str()
        .chars()
        .map(|letter| match letter {
            ' '..='~' if !matches!(letter, '"' | '\\' | '%') => letter,
            _ => '_',
        })
        .collect();
    let mut header = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.as_str().bytes() {
        // The letters that RFC 8187 lets stand for themselves.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            header.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(header, "%{byte:02X}");
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kind::PictureKind;

    #[test]
    fn a_file_is_saved_never_shown_as_a_page() {
        let name = FileName::shown("Brief für Noor (1).pdf", Kind::Pdf);
        assert_eq!(
            served_headers(Kind::Pdf, &name),
            [
                ("Content-Type", "application/pdf".to_owned()),
                (
                    "Content-Disposition",
                    "attachment; filename=\"Brief f_r Noor (1).pdf\"; \
                     filename*=UTF-8''Brief%20f%C3%BCr%20Noor%20%281%29.pdf"
                        .to_owned()
                ),
                (
                    "Content-Security-Policy",
                    "sandbox; default-src 'none'".to_owned()
                ),
                ("X-Content-Type-Options", "nosniff".to_owned()),
                ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ]
        );
    }

    proptest! {
        #[test]
        fn no_name_breaks_out_of_its_header(declared in "[\\x00-\\x{10FFFF}]{0,100}") {
            let kind = Kind::Picture(PictureKind::Png);
            let header = disposition(&FileName::shown(&declared, kind));
            prop_assert!(header.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            prop_assert_eq!(header.matches('"').count(), 2);
            prop_assert_eq!(header.matches(';').count(), 2);
        }
    }
}
