//! How much one file may ask for. Plain numbers; nothing here is read from anywhere.

/// At most so many previews of a picture are made.
pub const PREVIEWS_MAX: usize = 4;

/// How much one file may ask for, and which sizes of a picture are made.
///
/// With either constant, the process stays below 256 MB for one file at a time; `tests/memory.rs`
/// measures it. Larger numbers need another measurement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that is taken, and of each file that is made of it.
    pub bytes: usize,
    /// Width and height of a picture that comes in, in pixels.
    pub side: u32,
    /// Pixels of a picture that comes in.
    pub pixels: u64,
    /// Bytes that decoding a picture may take: its pixels and what its decoder keeps beside them.
    pub decoding_bytes: u64,
    /// Pixels of the picture that is kept; larger ones are shrunk. Not a width, so that a long
    /// screenshot of a conversation stays legible.
    pub kept_pixels: u64,
    /// Bytes that a PDF may hold once its compressed parts are unpacked (they are looked at piece by
    /// piece and never kept whole).
    pub unpacked_bytes: u64,
    /// The longer side of each preview, in pixels, at most [`PREVIEWS_MAX`] of them. A picture that is
    /// smaller gets that preview in its own size.
    pub previews: &'static [u32],
}

impl Limits {
    /// For what is attached to messages and costs: 20 MB, no previews.
    pub const ATTACHMENT: Self = Self {
        bytes: 20_000_000,
        side: 20_000,
        pixels: 50_500_000,
        decoding_bytes: 156_000_000,
        kept_pixels: 4096 * 4096,
        unpacked_bytes: 512 * 1024 * 1024,
        previews: &[],
    };
    /// For moments: as attachments, with previews for a page and for a list.
    pub const MOMENT: Self = Self {
        previews: &[1280, 320],
        ..Self::ATTACHMENT
    };
}
