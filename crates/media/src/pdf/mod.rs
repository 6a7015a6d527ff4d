//! PDFs: looked through and kept as they came, or refused. Nothing in them is changed, because a letter
//! or an invoice may be evidence, and may be signed.
//!
//! What must not be in them is a matter of *names* (`/JavaScript`, `/Launch`, …). Readers of PDF differ
//! in where they believe an object to be, and a file can be made so that one sees what another does
//! not. So this is no parser that follows the file's own table of contents: every byte is looked at for
//! names, wherever it stands, and so is all that unpacks from any compressed stream, piece by piece. That
//! costs a time that grows with the file, a memory that does not, and at worst refuses a file that only
//! mentions such a name. A reader of objects (`lopdf`) took 410 MB for a hostile file of 18 MB.

mod actions;
mod frame;
mod names;
mod place;
mod says;
mod streams;

use crate::limits::Limits;
use crate::refused::{Active, Refused};

pub use says::{SAID_CHARS_MAX, Says};

/// A PDF as it came, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file, byte for byte as it came.
    pub bytes: Vec<u8>,
    /// What it says of its making, for telling whoever sends it: that goes along.
    pub says: Says,
}

/// Looks a PDF through. `bytes` begin with `%PDF-`.
pub(crate) fn look_through(bytes: &[u8], limits: &Limits) -> Result<Document, Refused> {
    if frame::holds_other(bytes) {
        return Err(Refused::PdfActive(Active::Files));
    }
    frame::check(bytes)?;
    look_at(bytes)?;
    let objects = streams::unpack(bytes, limits.unpacked_bytes, look_at)?;
    actions::check(bytes, &objects)?;
    Ok(Document {
        says: says::read(bytes, &objects),
        bytes: bytes.to_vec(),
    })
}

/// What must not stand anywhere, in a piece of the file or of what unpacks from it.
fn look_at(piece: &[u8]) -> Result<(), Refused> {
    for name in names::names(piece) {
        if let Some(refused) = names::forbidden(&name) {
            return Err(refused);
        }
    }
    if place::told(piece) {
        return Err(Refused::PdfTellsPlace);
    }
    Ok(())
}
