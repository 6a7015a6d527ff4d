//! Why a file is not taken, as data; sentences for people are made from it where pages are made.

use crate::kind::{Kind, Other, PictureKind};

/// Why a file is not taken. The text of [`std::fmt::Display`] is for developers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are taken.
    #[error("the file has {bytes} bytes, at most {bytes_max} are taken")]
    TooLarge {
        /// Bytes that came, or that had come when reading stopped.
        bytes: usize,
        /// Bytes that are taken.
        bytes_max: usize,
    },
    /// It is something else than a picture or a PDF.
    #[error("{0:?} is not taken")]
    NotTaken(Other),
    /// It begins like this kind, and is damaged, cut off or not made as that kind is.
    #[error("{0:?} cannot be read")]
    Unreadable(Kind),
    /// A picture with more pixels than are taken.
    #[error("the picture has {width} × {height} pixels, at most {pixels_max} are taken")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// Pixels that are taken, whatever their proportions.
        pixels_max: u64,
    },
    /// Decoding it would take more memory than is given to one file, although its pixels are few
    /// enough: 16 bits a colour, progressive at a large size, lossless WebP with many tables.
    #[error("{0:?} would take too much memory")]
    TooCostly(PictureKind),
    /// It has several frames.
    #[error("{0:?} moves")]
    Moves(PictureKind),
    /// A PDF that asks for a password, or was protected with one.
    #[error("the PDF is encrypted")]
    PdfEncrypted,
    /// A PDF that does something, or could be made to do something, beyond showing pages.
    #[error("the PDF is not only pages: {0:?}")]
    PdfActive(Active),
    /// A picture in the PDF, or the PDF itself, tells a place by coordinates.
    #[error("the PDF tells a place")]
    PdfTellsPlace,
    /// A PDF that unpacks to more than is looked through.
    #[error("the PDF unpacks to too much")]
    PdfTooCostly,
}

/// What a PDF has beyond pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Active {
    /// A script.
    Script,
    /// Starts another program.
    Launch,
    /// Other files in it, or it is another file as well (such as a page or an archive).
    Files,
    /// A form of its own kind (XFA), which only some programs show, and which may run scripts.
    Form,
    /// Sends what is filled in, or fetches data.
    Sends,
    /// Opens another document.
    Opens,
    /// Sound, film or three-dimensional scenes.
    Plays,
    /// Does something without being asked, such as opening an address when the PDF is opened.
    ByItself,
}

/// What somebody whose file was refused can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Choose the file again: nothing or only a part of it came.
    ChooseAgain,
    /// Send a smaller one, or a screenshot of it.
    SendSmaller,
    /// Send it as JPEG: share or export it as such, or set the camera to the most compatible format.
    SendAsJpeg,
    /// Save it anew as PNG or JPEG, or send a screenshot.
    SaveAnew,
    /// Send a still picture, such as a screenshot of the moment that matters.
    SendStill,
    /// Print it to a new PDF ("Save as PDF") and send that one.
    PrintToPdf,
    /// Print it to a new PDF with its pictures taken anew, or send the pictures themselves: their
    /// places are then removed.
    SendPictures,
    /// Send a PDF or a picture in its place.
    SendPdfOrPicture,
}

impl Refused {
    /// What would be right.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Empty => Remedy::ChooseAgain,
            Self::TooLarge { .. } | Self::TooManyPixels { .. } => Remedy::SendSmaller,
            Self::NotTaken(other) => match other {
                Other::Heic | Other::Avif | Other::OtherPicture => Remedy::SendAsJpeg,
                Other::Svg
                | Other::WebPage
                | Other::Archive
                | Other::OfficeDocument
                | Other::Film
                | Other::Sound
                | Other::Program
                | Other::Text
                | Other::Unknown => Remedy::SendPdfOrPicture,
            },
            Self::Unreadable(Kind::Picture(_)) | Self::TooCostly(_) => Remedy::SaveAnew,
            Self::Moves(_) => Remedy::SendStill,
            Self::Unreadable(Kind::Pdf)
            | Self::PdfEncrypted
            | Self::PdfActive(_)
            | Self::PdfTooCostly => Remedy::PrintToPdf,
            Self::PdfTellsPlace => Remedy::SendPictures,
        }
    }
}
