//! Reading files whole, within limits. Touches nothing but the files that it is asked for.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use ledger::bundle::MAX_BUNDLE_BYTES;

/// The bytes of a file.
///
/// # Errors
/// A sentence when it cannot be read or is larger than anything that can be verified.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let error = |error: io::Error| format!("the file cannot be read: {error}");
    let most = u64::try_from(MAX_BUNDLE_BYTES).unwrap_or(u64::MAX);
    let mut file = File::open(path).map_err(error)?;
    let length = file.metadata().map_err(error)?.len();
    let mut bytes = Vec::new();
    if length <= most {
        // What is no plain file may not say how long it is, and go on for ever.
        let mut within = file.by_ref().take(most.saturating_add(1));
        within.read_to_end(&mut bytes).map_err(error)?;
    }
    if length > most || u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(format!(
            "the file has more than {most} bytes, and nothing that can be verified has"
        ));
    }
    Ok(bytes)
}
