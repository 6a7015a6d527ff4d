//! Writes the small files of the tests' corpus into a folder, for the fuzzer to begin with.
//! Usage: uploads FOLDER

#[path = "../tests/corpus/mod.rs"]
mod corpus;

#[expect(
    clippy::disallowed_methods,
    reason = "the crate has no files; this program writes some"
)]
fn main() -> std::io::Result<()> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_default());
    std::fs::create_dir_all(&folder)?;
    for (name, bytes) in corpus::small() {
        std::fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
