//! Files that people send: what they are, whether they may be kept, and what of them is kept.
//!
//! **What it is.** [`accept`] takes the bytes of a file and the name that came with them, and gives what
//! may be stored, or a [`Refused`] that says what is the matter and what would be right. Pictures are
//! decoded, turned upright, converted to sRGB, shrunk where they are very large and written anew from
//! their pixels alone. PDFs are looked through and kept byte for byte, or refused. [`served_headers`]
//! says how to hand out what was kept.
//!
//! **What it is not.** It stores, sends and logs nothing, and knows neither families nor records. It
//! has no clock, no randomness, no files and no network. It is no virus scanner: a PDF that attacks its
//! reader's program by a fault in that program is not found.
//!
//! **Invariants.**
//! - What a file is, is decided by its content. Its name and its declared type decide nothing.
//! - A kept picture holds pixels and nothing else: no EXIF, XMP, IPTC, place, comment, profile,
//!   thumbnail, second picture or trailing byte of what came in survives.
//! - A kept PDF is the PDF that came in. One that is encrypted, acts by itself, holds other files or
//!   tells where a picture was taken is refused, since changing it would change what may be evidence.
//!   What it says of its making (author, program) stays and is told: [`Document::says`].
//! - What was accepted is accepted again.
//! - Nothing read here makes this crate panic or use more memory than [`Limits`] allow for.
//!
//! **Decided.** HEIC and AVIF are refused, with JPEG as what would be right: the decoders in Rust are
//! months old, and phones hand a browser a JPEG when a page asks for one (`accept="image/jpeg"`).
//! Pictures that move (GIF, APNG, WebP) are refused instead of keeping one frame, because what arrives
//! would not be what was sent. Photos stay JPEG; what came without loss stays so (PNG) while it has few
//! colours or is transparent, as screenshots and drawings do.
//!
//! # How a page will take a file
//! With axum's `Multipart` (feature `multipart`, which is the crate `multer`), under a body limit of
//! its own, [`Limits::bytes`] and some room for the other fields, in place of the limit of other
//! forms. The file's field is read with `Field::chunk` into a buffer, and reading stops with
//! [`Refused::TooLarge`] at the first byte past the limit; at most one file and a fixed number of fields
//! a form. `accept` runs on a thread for blocking work, and one or two at a time over the whole server
//! (a semaphore): it may take 256 MB, and seconds. A panic of that thread is a fault of ours, not an
//! answer to the file.
//!
//! # Example
//! ```
//! use media::{Content, Limits, Refused, accept};
//!
//! # let mut screenshot = std::io::Cursor::new(Vec::new());
//! # image::RgbImage::new(2, 2).write_to(&mut screenshot, image::ImageFormat::Png)?;
//! let limits = Limits::MOMENT;
//! let accepted = accept(screenshot.get_ref(), "C:\\Mara\\school plan.JPG", &limits)?;
//! assert_eq!(accepted.name.as_str(), "school plan.png");
//! let Content::Picture(picture) = &accepted.content else { unreachable!() };
//! assert_eq!((picture.full.width, picture.full.height), (2, 2));
//!
//! let page = accept(b"<!doctype html><script>alert(1)</script>", "photo.jpg", &limits);
//! assert_eq!(page, Err(Refused::NotTaken(media::Other::WebPage)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod kind;
mod limits;
mod name;
mod pdf;
mod picture;
mod refused;
mod serve;

pub use crate::kind::{Kind, Other, PictureKind, Sniffed, sniff};
pub use crate::limits::{Limits, PREVIEWS_MAX};
pub use crate::name::{FileName, NAME_CHARS_MAX};
pub use crate::pdf::{Document, SAID_CHARS_MAX, Says};
pub use crate::picture::{Picture, Rendition};
pub use crate::refused::{Active, Refused, Remedy};
pub use crate::serve::served_headers;

/// A file that may be kept: the name to show, and what to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The name to show and to offer for saving, with the ending of what is stored.
    pub name: FileName,
    /// What to store.
    pub content: Content,
}

/// What is stored of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A picture, written anew.
    Picture(Picture),
    /// A PDF as it came.
    Document(Document),
}

impl Content {
    /// What the file is that is handed out.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Picture(picture) => Kind::Picture(picture.full.kind),
            Self::Document(_) => Kind::Pdf,
        }
    }
}

/// Finds out what `bytes` are and gives what may be kept of them.
///
/// `declared_name` is what the browser said; it only serves to show a name. Takes seconds
/// for the largest files, so it belongs on a thread for blocking work.
///
/// # Errors
///
/// [`Refused`] says what is the matter, and [`Refused::remedy`] what would be right.
pub fn accept(bytes: &[u8], declared_name: &str, limits: &Limits) -> Result<Accepted, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Refused::TooLarge {
            bytes: bytes.len(),
            bytes_max: limits.bytes,
        });
    }
    let content = match sniff(bytes) {
        Sniffed::Taken(kind) => match kind {
            Kind::Picture(kind) => Content::Picture(picture::anew(bytes, kind, limits)?),
            Kind::Pdf => Content::Document(pdf::look_through(bytes, limits)?),
        },
        Sniffed::NotTaken(other) => return Err(Refused::NotTaken(other)),
    };
    Ok(Accepted {
        name: FileName::shown(declared_name, content.kind()),
        content,
    })
}
