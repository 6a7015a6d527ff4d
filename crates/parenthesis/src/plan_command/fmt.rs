//! `parenthesis plan fmt`: brings plan files into the usual layout. Replaces files; prints
//! nothing itself.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::{Answer, Failure, FmtOptions, Verdict, report, source};

pub(super) fn run(options: &FmtOptions) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    for file in &options.files {
        match one(file, options.check) {
            Ok(out) => answer.out.push_str(&out),
            Err(Failure(notes)) => {
                answer.notes.push_str(&notes);
                answer.verdict = Verdict::Wrong;
            }
        }
    }
    Ok(answer)
}

/// One file. Each is looked at, whatever is wrong with another.
fn one(file: &Path, check: bool) -> Result<String, Failure> {
    let (name, text) = source::text(file)?;
    let formatted = plan::format(&text)
        .map_err(|problems| Failure(report::problems(&name, &text, &problems)))?;
    if check && formatted != text {
        return Err(Failure(format!("{name} is not in the usual layout.\n")));
    }
    if check {
        return Ok(String::new());
    }
    if source::is_stdin(file) {
        return Ok(formatted);
    }
    if formatted != text {
        replace(file, &formatted).map_err(|error| {
            let reason = source::reason(&error);
            Failure::sentence(format!("{name} could not be written: {reason}."))
        })?;
    }
    Ok(String::new())
}

/// Writes a file beside the old one and puts it in its place, so that a moment without power
/// leaves one of the two. A link stays a link: what it points to is replaced.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let file = fs::canonicalize(file)?;
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let permissions = fs::metadata(&file)?.permissions();
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().set_permissions(permissions)?;
    beside.as_file().sync_all()?;
    beside.persist(&file).map_err(|failed| failed.error)?;
    Ok(())
}
