//! Reading files whole, within limits. Touches nothing but the files that it is asked for.

use std::{fs, io, path::Path};

use ledger::bundle::MAX_BUNDLE_BYTES;

/// The bytes of a file.
///
/// # Errors
/// A sentence when it cannot be read or is larger than anything that can be verified.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let error = |error: io::Error| format!("the file cannot be read: {error}");
    let bytes = fs::metadata(path).map_err(error)?.len();
    let most = u64::try_from(MAX_BUNDLE_BYTES).unwrap_or(u64::MAX);
    if bytes > most {
        return Err(format!(
            "the file has {bytes} bytes; what can be verified has at most {most}"
        ));
    }
    fs::read(path).map_err(error)
}
