//! The pages of one volume: laid out first, and given heads and feet once their numbers are known.
//!
//! May touch: memory, and the typesetter's threads.
//!
//! A foot says how many pages there are. Were it laid out with its page, as typesetters do, all
//! pages would be laid out twice. The head is the same on all pages and laid out once.

use std::ops::RangeInclusive;

use typst::diag::SourceDiagnostic;
use typst::layout::{Abs, Point};
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};

use crate::check::PrintError;
use crate::document::RecordDocument;
use crate::paper::{Letters, Paper};
use crate::values::{margins, values};
use crate::volume::Part;
use crate::world::Desk;

/// Where heads and feet begin, from the left; as the margin in the template.
const LEFT_MM: f64 = 24.0;
/// Where heads end, from the top: at 70 percent of the margin in the template.
const HEAD_MM: f64 = 17.5;
/// Where feet begin, from the bottom: at 70 percent of the margin.
const FOOT_MM: f64 = 15.4;

/// The pages of a volume, without heads and feet.
pub(crate) struct Pages {
    laid_out: PagedDocument,
    letters: Letters,
    /// How many there are.
    pub(crate) count: u64,
}

impl Pages {
    /// Lays out a volume.
    pub(crate) fn lay_out(
        document: &RecordDocument,
        part: &Part,
        letters: Letters,
    ) -> Result<Self, PrintError> {
        let values = values(document, part, &mut Paper::new(letters))?;
        let laid_out = compile(Desk::for_pages(values))?;
        let count = u64::try_from(laid_out.pages().len()).map_err(|_| PrintError::Typesetting)?;
        Ok(Self {
            laid_out,
            letters,
            count,
        })
    }

    /// All of the volume, with these numbers on its pages.
    pub(crate) fn numbered(
        self,
        document: &RecordDocument,
        part: &Part,
        numbers: RangeInclusive<u64>,
    ) -> Result<PagedDocument, PrintError> {
        let mut paper = Paper::new(self.letters);
        let margins = margins(document, part, numbers.clone(), &mut paper);
        let margins = compile(Desk::for_margins(margins))?;
        let Some((head, feet)) = margins.pages().split_first() else {
            return Err(PrintError::Typesetting);
        };
        let pages = self.laid_out.pages();
        if pages.len() != feet.len() {
            return Err(PrintError::Typesetting);
        }
        let whole = pages.iter().zip(feet).zip(numbers);
        let whole = whole.map(|((page, foot), number)| with_margins(page, head, foot, number));
        let whole = whole.collect();
        Ok(PagedDocument::new(whole, self.laid_out.info().clone()))
    }
}

fn with_margins(page: &Page, head: &Page, foot: &Page, number: u64) -> Page {
    let mut page = page.clone();
    let place = |top| Point::new(Abs::mm(LEFT_MM), top);
    let (head, foot) = (&head.frame, &foot.frame);
    let (above, below) = (
        place(Abs::mm(HEAD_MM) - head.height()),
        place(page.frame.height() - Abs::mm(FOOT_MM)),
    );
    page.frame.prepend_frame(above, head.clone());
    page.frame.push_frame(below, foot.clone());
    page.number = number;
    page
}

pub(crate) fn compile(desk: Option<Desk>) -> Result<PagedDocument, PrintError> {
    let desk = desk.ok_or(PrintError::Typesetting)?;
    let compiled = typst::compile::<PagedDocument>(&desk);
    compiled.output.map_err(|errors| refused(&errors))
}

/// What the typesetter says may quote the document, so it goes no further than a developer's tests.
pub(crate) fn refused(errors: &[SourceDiagnostic]) -> PrintError {
    #[cfg(test)]
    for error in errors {
        eprintln!("{} {:?}", error.message, error.hints);
    }
    let _ = errors;
    PrintError::Typesetting
}
