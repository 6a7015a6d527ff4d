//! Form tokens, and the ids that make a repeated form harmless.
//!
//! May touch: the keyed hash of [`App::mac`]. A token is 16 fresh bytes and a keyed hash over
//! them and over what the browser holds (its session, or the form cookie of somebody who is not
//! signed in). It differs at every rendering, so its place in a compressed page tells nothing.

use app::{App, Hash, Secret, Seen, Store};

use super::cookies::{Cookies, FormId};

const FORM_PURPOSE: &str = "web form token";
const SEED_PURPOSE: &str = "web quiet token seed";
const COMMAND_PURPOSE: &str = "web command id";
/// Seed, size, root and keyed hash with their dots; anything longer was not made here.
const MAX_TOKEN_BYTES: usize = 32 + 1 + 20 + 1 + 64 + 1 + 64;

/// What a form's token is worth something for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Binding {
    /// The session with this secret, whether it still lives or not.
    Session(Secret),
    /// A browser without a session.
    Form(FormId),
    /// The tablet with this secret, on the children's pages alone; whether it was ended or not.
    Tablet(Secret),
    /// A browser that carries nothing of ours yet.
    Nothing,
}

impl Binding {
    pub(crate) fn of(cookies: &Cookies) -> Self {
        match (&cookies.session, &cookies.form) {
            (Some(secret), _) => Self::Session(secret.clone()),
            (None, Some(form)) => Self::Form(form.clone()),
            (None, None) => Self::Nothing,
        }
    }

    fn bytes(&self) -> Option<(u8, Vec<u8>)> {
        match self {
            Self::Session(secret) => Some((b's', secret.hash().0.to_vec())),
            Self::Form(form) => Some((b'f', form.as_str().into())),
            Self::Tablet(secret) => Some((b't', secret.hash().0.to_vec())),
            Self::Nothing => None,
        }
    }
}

/// A token for the forms of a page that shows a family: it also states how far the record had
/// come on that page, so that what is sent from it can say what its author had seen.
pub(crate) fn shown<S: Store>(app: &App<S>, binding: &Binding, seen: Seen) -> String {
    let root = hex(seen.root.as_bytes());
    made(
        app,
        binding,
        &format!("{}.{}.{root}", app.fresh_command(), seen.size),
    )
}

/// A token with fresh bytes, for the forms of one rendering. Empty for a browser that carries
/// nothing: no form of it will be taken.
pub(crate) fn fresh<S: Store>(app: &App<S>, binding: &Binding) -> String {
    made(app, binding, &app.fresh_command().to_string())
}

/// A token that stays the same within a minute, for pages that must not differ from one another
/// by a byte. Such a page repeats nothing that a request says.
pub(crate) fn quiet<S: Store>(app: &App<S>, binding: &Binding) -> String {
    let minute = app.now().as_second().div_euclid(60).to_be_bytes();
    let mut message = minute.to_vec();
    if let Some((kind, bytes)) = binding.bytes() {
        message.push(kind);
        message.extend_from_slice(&bytes);
    }
    let seed = hex(&app.mac(SEED_PURPOSE, &message)[..16]);
    made(app, binding, &seed)
}

fn made<S: Store>(app: &App<S>, binding: &Binding, seed: &str) -> String {
    match tag(app, binding, seed) {
        Some(tag) => format!("{seed}.{tag}"),
        None => String::new(),
    }
}

/// What a token states, if it was made here for this browser: what the page had shown, nothing
/// for a page that shows no family.
pub(crate) fn read<S: Store>(app: &App<S>, binding: &Binding, token: &str) -> Option<Seen> {
    if token.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let (stated, found) = token.rsplit_once('.')?;
    let made = tag(app, binding, stated)?;
    if !same(made.as_bytes(), found.as_bytes()) {
        return None;
    }
    // Only what we made gets here, so a form that states nothing is one that showed nothing.
    let mut parts = stated.split('.').skip(1);
    match (parts.next(), parts.next()) {
        (Some(size), Some(root)) => Some(Seen {
            size: size.parse().ok()?,
            root: Hash::new(unhex(root)?),
        }),
        (_, _) => Some(Seen::NOTHING),
    }
}

fn tag<S: Store>(app: &App<S>, binding: &Binding, seed: &str) -> Option<String> {
    let (kind, bytes) = binding.bytes()?;
    let mut message = vec![kind];
    message.extend_from_slice(&bytes);
    message.extend_from_slice(seed.as_bytes());
    Some(hex(&app.mac(FORM_PURPOSE, &message)))
}

/// Compares without ending early, so that the time says nothing about where they differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    let difference = one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && difference == 0
}

/// The bytes of the command that a form asks for: the same form with the same content, sent
/// again by the same person, is the same command. The same hidden id with another content is
/// another one, so nothing that somebody changed before sending again is passed over.
pub(crate) fn command_bytes<S: Store>(
    app: &App<S>,
    member: &str,
    path: &str,
    fields: &[(String, String)],
) -> [u8; 16] {
    let mut message = Vec::new();
    let mut put = |text: &str| {
        message.extend_from_slice(&text.len().to_be_bytes());
        message.extend_from_slice(text.as_bytes());
    };
    put(member);
    put(path);
    // A signature is about the content and no part of it.
    let content = |name: &str| name != "form_token" && !name.starts_with("device.");
    for (name, value) in fields.iter().filter(|(name, _)| content(name)) {
        put(name);
        // A script that asks beforehand sends line breaks as they were typed, a form as two signs.
        put(&value.replace("\r\n", "\n"));
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&app.mac(COMMAND_PURPOSE, &message)[..16]);
    bytes
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_equal_texts_are_the_same() {
        assert!(same(b"", b"") && same(b"ab", b"ab"));
        assert!(!same(b"ab", b"ac") && !same(b"ab", b"a") && !same(b"", b"a"));
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
    }
}
