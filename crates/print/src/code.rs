//! The QR code of a checkpoint, as a drawing of squares.
//!
//! May touch: nothing.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// How many squares stay white on each side, as the standard for QR codes asks.
const MARGIN: i32 = 4;

/// `text` as a QR code in SVG; none when it is too long for one.
pub(crate) fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * MARGIN;
    let mut path = String::new();
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let from = column;
            while column < code.size() && code.get_module(column, row) {
                column += 1;
            }
            if column > from {
                let (x, y, width) = (from + MARGIN, row + MARGIN, column - from);
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
            } else {
                column += 1;
            }
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{side}\" height=\"{side}\" \
         viewBox=\"0 0 {side} {side}\"><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
