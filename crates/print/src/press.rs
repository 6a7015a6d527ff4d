//! Sets volumes, one after the other, and writes them as PDF.
//!
//! May touch: memory only. The typesetter's own cache is emptied after each volume, so that no text
//! stays in it.

use std::ops::RangeInclusive;

use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::check::PrintError;
use crate::document::RecordDocument;
use crate::paper::{Letters, Paper};
use crate::values::values;
use crate::volume::Part;
use crate::world::Desk;

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
        // Letters that a font has and cannot join are rare, and found only by trying.
        let (pages, pdf) = set(self.document, part, self.next_page, Letters::OfTheFonts)
            .or_else(|_| set(self.document, part, self.next_page, Letters::Western))?;
        let first = self.next_page;
        self.next_page = first.saturating_add(pages);
        Ok(Volume {
            number: part.number,
            of: part.of,
            pages: first..=self.next_page.saturating_sub(1),
            pdf,
        })
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

/// Sets one volume: how many pages it has, and its file.
fn set(
    document: &RecordDocument,
    part: &Part,
    first_page: u64,
    letters: Letters,
) -> Result<(u64, Vec<u8>), PrintError> {
    let mut paper = Paper::new(letters);
    let desk = Desk::new(values(document, part, first_page, &mut paper)?);
    let written = write(document, part, &desk);
    drop(desk);
    typst::comemo::evict(0);
    written
}

fn write(
    document: &RecordDocument,
    part: &Part,
    desk: &Desk,
) -> Result<(u64, Vec<u8>), PrintError> {
    let set = typst::compile::<PagedDocument>(desk)
        .output
        .map_err(|errors| refused(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|_| PrintError::Typesetting)?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.document_id, part.number)),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: made(document),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&set, &options).map_err(|errors| refused(&errors))?;
    let pages = u64::try_from(set.pages().len()).map_err(|_| PrintError::Typesetting)?;
    Ok((pages, pdf))
}

/// What the typesetter says may quote the document, so it goes no further than a developer's tests.
fn refused(errors: &[typst::diag::SourceDiagnostic]) -> PrintError {
    #[cfg(test)]
    for error in errors {
        eprintln!("{} {:?}", error.message, error.hints);
    }
    let _ = errors;
    PrintError::Typesetting
}

/// When the document was made, to the second, with its distance from UTC.
fn made(document: &RecordDocument) -> Option<Timestamp> {
    let made = &document.made;
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
