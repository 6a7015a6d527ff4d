//! What a picture announces before it is decoded.

/// What a picture announces before it is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Width in pixels; where the file names several sizes, the largest.
    pub width: u32,
    /// Height in pixels, likewise.
    pub height: u32,
    /// Bytes that its decoder will keep beside the pixels that it gives.
    pub beside_bytes: u64,
    /// Whether it has more than one frame.
    pub moves: bool,
    /// Whether its kind of compression loses nothing.
    pub lossless: bool,
}
