//! Hostile files: what is no picture, what announces or unpacks to too much, what is cut off, and PDFs
//! that are more than pages. Each is refused for the reason that it has.

mod corpus;

use corpus::{bombs, others, pdf, pictures, refused_pdf};
use media::{Content, Kind, Limits, PictureKind, Refused, Remedy, accept};

const LIMITS: Limits = Limits::MOMENT;

fn refused(bytes: &[u8]) -> Option<Refused> {
    accept(bytes, "x", &LIMITS).err()
}

#[test]
fn only_pictures_and_pdfs_are_taken() {
    assert_eq!(refused(b""), Some(Refused::Empty));
    for (name, bytes, other) in others() {
        assert_eq!(refused(&bytes), Some(Refused::NotTaken(other)), "{name}");
    }
    let long = vec![0; LIMITS.bytes + 1];
    let too_large = Refused::TooLarge {
        bytes: long.len(),
        bytes_max: LIMITS.bytes,
    };
    assert_eq!(refused(&long), Some(too_large.clone()));
    assert_eq!(too_large.remedy(), Remedy::SendSmaller);
}

#[test]
fn what_announces_too_much_is_refused_before_it_is_decoded() {
    use PictureKind::*;
    let pixels = |width, height| Refused::TooManyPixels {
        width,
        height,
        pixels_max: LIMITS.pixels,
    };
    let wanted = [
        ("png-50000", pixels(50_000, 50_000)),
        ("png-largest", pixels(u32::MAX, u32::MAX)),
        ("png-16-bits", Refused::TooCostly(Png)),
        ("png-moves", Refused::Moves(Png)),
        ("jpeg-65500", pixels(65_500, 65_500)),
        ("jpeg-strip", pixels(65_500, 8)),
        ("jpeg-progressive", Refused::TooCostly(Jpeg)),
        ("gif-65535", pixels(65_535, 65_535)),
        ("gif-moves", Refused::Moves(Gif)),
        ("webp-65536", pixels(65_536, 65_536)),
        ("webp-moves", Refused::Moves(Webp)),
    ];
    let announced = bombs::announced();
    assert_eq!(announced.len(), wanted.len());
    for ((name, bytes), (wanted_name, wanted)) in announced.into_iter().zip(wanted) {
        assert_eq!(name, wanted_name);
        assert_eq!(refused(&bytes), Some(wanted), "{name}");
    }
    let frames = bombs::long_gif(100_000);
    assert_eq!(refused(&frames), Some(Refused::Moves(Gif)));
    let tables = bombs::webp_of_tables(512);
    assert_eq!(refused(&tables), Some(Refused::TooCostly(Webp)));
}

#[test]
fn what_is_cut_off_is_refused_or_a_picture() {
    for (name, bytes) in [
        ("jpeg", pictures::jpeg(16, 12)),
        ("png", pictures::png(8, 6)),
        ("gif", pictures::gif(1)),
        ("webp", pictures::webp(8, 6)),
        ("webp-lossy", pictures::lossy_webp(16, 16)),
        ("pdf", pdf::letter("/OpenAction 3 0 R", &[])),
    ] {
        let mut taken = 0;
        for end in 1..bytes.len() {
            taken += usize::from(refused(&bytes[..end]).is_none());
        }
        // A JPEG has its end, a PDF its last mark; what the others lose at the end is no pixel.
        let may_lose = match name {
            "jpeg" | "pdf" => 0,
            _ => bytes.len() / 4,
        };
        assert!(taken <= may_lose, "{name}: {taken} of {}", bytes.len());
    }
}

#[test]
fn pdfs_of_programs_are_kept_as_they_are() {
    for (name, bytes) in pdf::fine() {
        let accepted = accept(&bytes, "letter.docx", &LIMITS);
        let accepted = accepted.unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert_eq!(accepted.name.as_str(), "letter.pdf");
        let Content::Document(document) = accepted.content else {
            panic!("{name}");
        };
        assert_eq!(document.bytes, bytes, "{name}");
        // The corpus is made of PDFs that others read as well.
        let read = lopdf::Document::load_mem(&bytes);
        let pages = read.map(|read| read.get_pages().len());
        assert_eq!(pages.ok(), Some(1), "{name}");
    }
}

#[test]
fn what_a_pdf_says_of_itself_is_told() {
    let (_, bytes) = &pdf::fine()[1];
    let Ok(Content::Document(document)) = accept(bytes, "x", &LIMITS).map(|file| file.content)
    else {
        panic!("a PDF");
    };
    assert_eq!(document.says.author.as_deref(), Some("Mara"));
    assert_eq!(document.says.title.as_deref(), Some("Brief"));
    assert_eq!(document.says.program.as_deref(), Some("Writer (7)"));
    assert!(!document.says.described);
}

#[test]
fn pdfs_that_are_more_than_pages_are_refused() {
    for (name, bytes, why) in refused_pdf::all() {
        assert_eq!(refused(&bytes), Some(why), "{name}");
    }
}

#[test]
fn every_reason_says_what_would_be_right() {
    assert_eq!(
        Refused::NotTaken(media::Other::Heic).remedy(),
        Remedy::SendAsJpeg
    );
    assert_eq!(Refused::Moves(PictureKind::Gif).remedy(), Remedy::SendStill);
    assert_eq!(Refused::PdfEncrypted.remedy(), Remedy::PrintToPdf);
    assert_eq!(Refused::PdfTellsPlace.remedy(), Remedy::SendPictures);
    assert_eq!(Refused::Unreadable(Kind::Pdf).remedy(), Remedy::PrintToPdf);
}
