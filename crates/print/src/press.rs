//! Sets volumes, one after the other, and writes them as PDF.
//!
//! May touch: memory, and the typesetter's threads. Its cache is emptied after each volume, so that
//! no text stays in it.

use std::ops::RangeInclusive;

use jiff::Zoned;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::check::PrintError;
use crate::document::RecordDocument;
use crate::pages::{Pages, refused};
use crate::paper::Letters;
use crate::volume::Part;

/// What the PDF says it was made with.
const CREATOR: &str = "Parenthesis";

/// One volume of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The numbers on its pages.
    pub pages: RangeInclusive<u64>,
    /// The file.
    pub pdf: Vec<u8>,
}

/// The volumes of a document, each set when it is asked for.
#[derive(Debug)]
pub struct Volumes<'a> {
    document: &'a RecordDocument,
    parts: std::vec::IntoIter<Part>,
    next_page: u64,
}

impl<'a> Volumes<'a> {
    pub(crate) fn new(document: &'a RecordDocument, parts: Vec<Part>) -> Self {
        Self {
            document,
            parts: parts.into_iter(),
            next_page: 1,
        }
    }

    fn set(&mut self, part: &Part) -> Result<Volume, PrintError> {
        let set = |letters| {
            let set = set(self.document, part, self.next_page, letters);
            typst::comemo::evict(0);
            set
        };
        // Letters that a font has and cannot join are rare, and found only by trying.
        let volume = set(Letters::OfTheFonts).or_else(|_| set(Letters::Western))?;
        self.next_page = volume.pages.end().saturating_add(1);
        Ok(volume)
    }
}

impl Iterator for Volumes<'_> {
    type Item = Result<Volume, PrintError>;

    fn next(&mut self) -> Option<Self::Item> {
        let part = self.parts.next()?;
        let volume = self.set(&part);
        if volume.is_err() {
            self.parts = Vec::new().into_iter();
        }
        Some(volume)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::from(self.parts.len() > 0), Some(self.parts.len()))
    }
}

/// Sets one volume, whose pages begin at this number.
fn set(
    document: &RecordDocument,
    part: &Part,
    first_page: u64,
    letters: Letters,
) -> Result<Volume, PrintError> {
    let pages = Pages::lay_out(document, part, letters)?;
    // What helped to lay pages out is not needed to write them.
    typst::comemo::evict(0);
    let numbers = first_page..=first_page.saturating_add(pages.count).saturating_sub(1);
    let set = pages.numbered(document, part, numbers.clone())?;
    Ok(Volume {
        number: part.number,
        of: part.of,
        pages: numbers,
        pdf: write(document, part, &set)?,
    })
}

fn write(
    document: &RecordDocument,
    part: &Part,
    set: &PagedDocument,
) -> Result<Vec<u8>, PrintError> {
    let ident = format!("{} {}", document.document_id, part.number);
    pdf(set, ident, &document.made)
}

/// A document that was set, as PDF/A-3a and PDF/UA-1; `ident` tells it from any other.
pub(crate) fn pdf(set: &PagedDocument, ident: String, made: &Zoned) -> Result<Vec<u8>, PrintError> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|_| PrintError::Typesetting)?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: stamp(made),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(set, &options).map_err(|errors| refused(&errors))
}

/// When the document was made, to the second, with its distance from UTC.
fn stamp(made: &Zoned) -> Option<Timestamp> {
    let field = |value: i8| u8::try_from(value).ok();
    let time = Datetime::from_ymd_hms(
        i32::from(made.year()),
        field(made.month())?,
        field(made.day())?,
        field(made.hour())?,
        field(made.minute())?,
        field(made.second())?,
    )?;
    Timestamp::new_local(time, made.offset().seconds() / 60)
}
