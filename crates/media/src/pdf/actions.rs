//! What a PDF does when it is opened. Going to a page is all that is let pass; that is what programs
//! that write PDFs ask for. An address that opens by itself would tell who sent the PDF when it is read.

use super::names::{Name, names, number, reference, skip_space};
use super::streams::Objects;
use crate::refused::{Active, Refused};

/// A file with more of them than it was saved times is not made by a program that writes PDFs.
const OPENINGS_MAX: usize = 16;

/// Nor one that has so many objects of one number.
const MEANT_MAX: usize = 32;

/// An action that goes to a page is a few words.
const ACTION_BYTES: usize = 2048;

/// Refuses what happens on opening and is more than going to a page.
pub(super) fn check(bytes: &[u8], objects: &[Objects]) -> Result<(), Refused> {
    let unpacked = objects.iter().map(|Objects(text)| text.as_slice());
    let openings = std::iter::once(bytes)
        .chain(unpacked)
        .flat_map(names)
        .filter(|name| name.letters() == b"OpenAction");
    for (count, opening) in openings.enumerate() {
        if count >= OPENINGS_MAX || !harmless(opening.after, bytes, objects) {
            return Err(Refused::PdfActive(Active::ByItself));
        }
    }
    Ok(())
}

/// Whether a value is a place in the document, or an action that goes to one; of a reference, whether
/// every object with its number is.
fn harmless(value: &[u8], bytes: &[u8], objects: &[Objects]) -> bool {
    let Some((number, _)) = reference(skip_space(value)) else {
        return goes_nowhere_else(value);
    };
    let meant = meant(number, bytes, objects);
    !meant.is_empty() && meant.len() <= MEANT_MAX && meant.into_iter().all(goes_nowhere_else)
}

fn goes_nowhere_else(value: &[u8]) -> bool {
    let value = skip_space(value);
    value.starts_with(b"[") || value.starts_with(b"null") || goes_to_page(value)
}

/// `<< /S /GoTo … >>`, without an action to follow.
fn goes_to_page(value: &[u8]) -> bool {
    let Some(inside) = dictionary(value) else {
        return false;
    };
    let is_goto = |name: &Name<'_>| {
        names(skip_space(name.after)).next().is_some_and(|kind| {
            skip_space(name.after).starts_with(b"/") && kind.letters() == b"GoTo"
        })
    };
    let mut kinds = names(inside).filter(|name| name.letters() == b"S");
    let one_goto = kinds.next().is_some_and(|name| is_goto(&name)) && kinds.next().is_none();
    one_goto && !names(inside).any(|name| matches!(name.letters(), b"Next" | b"URI" | b"Named"))
}

/// What stands between `<<` and the `>>` that belongs to it.
fn dictionary(value: &[u8]) -> Option<&[u8]> {
    let inside = value.strip_prefix(b"<<")?;
    let inside = inside.get(..ACTION_BYTES).unwrap_or(inside);
    let mut depth = 1_usize;
    let mut at = 0;
    while let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(b"<<") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with(b">>") {
            depth -= 1;
            if depth == 0 {
                return inside.get(..at);
            }
            at += 2;
        } else {
            at += 1;
        }
    }
    None
}

/// Every object of this number, wherever it stands: a file may have several, one for each time that it
/// was saved.
fn meant<'a>(wanted: u32, bytes: &'a [u8], objects: &'a [Objects]) -> Vec<&'a [u8]> {
    let mut meant = Vec::new();
    let text = wanted.to_string();
    for at in memchr::memmem::find_iter(bytes, text.as_bytes()) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if before.is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let object = bytes
            .get(at..)
            .and_then(number)
            .and_then(|(_, rest)| number(skip_space(rest)))
            .and_then(|(_, rest)| skip_space(rest).strip_prefix(b"obj"));
        meant.extend(object);
        if meant.len() > MEANT_MAX {
            return meant;
        }
    }
    meant.extend(
        objects
            .iter()
            .flat_map(|Objects(text)| within(text, wanted)),
    );
    meant
}

/// The object of this number in a stream of objects, which begins with pairs of numbers and places. The
/// places count from the first object, which comes after the pairs.
fn within(text: &[u8], wanted: u32) -> Vec<&[u8]> {
    let mut places = Vec::new();
    let mut rest = skip_space(text);
    while let Some((object, after)) = number(rest) {
        let Some((place, after)) = number(skip_space(after)) else {
            break;
        };
        if object == wanted {
            places.push(place);
        }
        rest = skip_space(after);
    }
    let place = |place: u32| rest.get(usize::try_from(place).ok()?..);
    places.into_iter().filter_map(place).collect()
}
