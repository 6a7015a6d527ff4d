//! E-mails: the parts of a message, decoded. Pure.
//!
//! The parts are taken apart here, and not by the library that reads headers and encodings: so depth
//! and number are bounded before anything is built of them, and the work grows with the message and
//! no faster. What lies beyond a limit is refused and never left out.

use std::borrow::Cow;

use mail_parser::{
    Message, MessageParser, MessagePart, MimeHeaders as _,
    decoders::{base64::base64_decode, charsets::map::charset_decoder},
};

use crate::html;

/// How deep parts and forwarded messages may lie in one another.
const MAX_DEPTH: usize = 32;
/// The most parts of an e-mail.
const MAX_PARTS: usize = 1_000;
/// The most bytes of the headers of an e-mail and all its parts together.
const MAX_HEADER_BYTES: usize = 1 << 20;

/// A decoded part of an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailPart {
    /// The name of the attachment, when it has one.
    pub name: Option<String>,
    /// The bytes; of a text, in UTF-8.
    pub bytes: Vec<u8>,
}

/// Why an e-mail is refused; the end of a sentence about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailError {
    /// Parts lie too deep in one another.
    TooDeep,
    /// There are too many of them.
    TooMany,
    /// The headers are too large.
    Headers,
}

impl std::fmt::Display for MailError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooDeep => write!(
                f,
                "parts and forwarded messages lie more than {MAX_DEPTH} deep in one another in this \
                 e-mail, so not all of them can be looked into"
            ),
            Self::TooMany => write!(
                f,
                "this e-mail has more than {MAX_PARTS} parts, so not all of them can be looked into"
            ),
            Self::Headers => write!(
                f,
                "the headers in this e-mail have more than {MAX_HEADER_BYTES} bytes together, so not \
                 all of it can be looked into"
            ),
        }
    }
}

/// The parts of an e-mail; none when these bytes are no e-mail.
///
/// # Errors
/// When it is one and lies beyond a limit.
pub fn parts(bytes: &[u8]) -> Result<Option<Vec<MailPart>>, MailError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    let (header, _) = split_header(bytes);
    // Any text can be read as one; an e-mail says from whom it comes.
    if !is_header(header) || !has_sender(header) {
        return Ok(None);
    }
    let mut reader = Reader::default();
    reader.entity(bytes, 0, false)?;
    Ok(Some(reader.parts))
}

fn has_sender(header: &[u8]) -> bool {
    lines(header).any(|line| {
        let name = line.get(..5);
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"from:"))
    })
}

/// Lines with their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n')
}

/// What stands before the first empty line, and what stands after it.
fn split_header(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    for line in lines(bytes) {
        let next = end + line.len();
        if line.trim_ascii().is_empty() {
            let parted = bytes.get(..end).zip(bytes.get(next..));
            return parted.unwrap_or((bytes, &[]));
        }
        end = next;
    }
    (bytes, &[])
}

/// Whether each line is a field or goes on with one.
fn is_header(header: &[u8]) -> bool {
    lines(header).enumerate().all(|(at, line)| {
        let goes_on = at > 0
            && line
                .first()
                .is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        // Mail folders put this line before a message.
        let of_a_folder = at == 0 && line.starts_with(b"From ");
        let mut name = line.splitn(2, |&byte| byte == b':');
        let (name, value) = (name.next().unwrap_or_default(), name.next());
        let name = name.trim_ascii_end();
        let named = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
        goes_on || of_a_folder || named && value.is_some()
    })
}

/// How the body of a part is to be read.
struct Kind<'a> {
    part: Option<&'a MessagePart<'a>>,
}

impl Kind<'_> {
    fn is(&self, name: &str) -> bool {
        let found = self.part.and_then(|part| part.content_type());
        found.is_some_and(|found| found.ctype().eq_ignore_ascii_case(name))
    }

    fn has_subtype(&self, names: &[&str]) -> bool {
        let found = self.part.and_then(|part| part.content_type());
        let subtype = found.and_then(|found| found.subtype()).unwrap_or_default();
        names.iter().any(|name| subtype.eq_ignore_ascii_case(name))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.part?.content_type()?.attribute(name)
    }

    /// The body without its encoding. What is not encoded as it says stays as it is.
    fn decoded<'b>(&self, body: &'b [u8]) -> Cow<'b, [u8]> {
        let encoding = self.part.and_then(|part| part.content_transfer_encoding());
        let encoding = encoding.unwrap_or_default().trim();
        if encoding.eq_ignore_ascii_case("base64") {
            from_base64(body).map_or(Cow::Borrowed(body), Cow::Owned)
        } else if encoding.eq_ignore_ascii_case("quoted-printable") {
            Cow::Owned(from_quoted_printable(body))
        } else {
            Cow::Borrowed(body)
        }
    }

    /// The text of a body in UTF-8.
    fn text(&self, body: &[u8]) -> String {
        let bytes = self.decoded(body);
        // Programs often send UTF-8 under another name; nothing else looks like it by chance.
        if !bytes.is_ascii()
            && let Ok(text) = std::str::from_utf8(&bytes)
        {
            return text.to_owned();
        }
        let charset = self.attribute("charset").map(str::trim);
        match charset.and_then(|charset| charset_decoder(charset.as_bytes())) {
            Some(decode) => decode(&bytes),
            None => String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// Takes a message apart.
#[derive(Default)]
struct Reader {
    parts: Vec<MailPart>,
    /// How many parts were read, those that hold others among them.
    seen: usize,
    header_bytes: usize,
}

impl Reader {
    /// Reads a message or a part: a header, an empty line, a body. Without a type it is a text, but
    /// in a digest it is a message.
    fn entity(&mut self, bytes: &[u8], depth: usize, in_digest: bool) -> Result<(), MailError> {
        self.count()?;
        if depth > MAX_DEPTH {
            return Err(MailError::TooDeep);
        }
        let (mut header, mut body) = split_header(bytes);
        if !is_header(header) {
            (header, body) = (&[], bytes);
        }
        self.header_bytes += header.len();
        if self.header_bytes > MAX_HEADER_BYTES {
            return Err(MailError::Headers);
        }
        let read: Option<Message<'_>> = MessageParser::default().parse_headers(header);
        let part = read.as_ref().and_then(|message| message.parts.first());
        let kind = Kind { part };
        let name = part.and_then(|part| part.attachment_name());
        let typed = part.is_some_and(|part| part.content_type().is_some());
        if kind.is("multipart")
            && let Some(boundary) = kind.attribute("boundary")
        {
            let in_digest = kind.has_subtype(&["digest"]);
            return self.multipart(body, boundary, depth, in_digest);
        }
        if kind.is("message") && kind.has_subtype(&["rfc822", "global"]) || !typed && in_digest {
            return self.entity(kind.decoded(body).trim_ascii_start(), depth + 1, false);
        }
        let bytes = if kind.is("text") && kind.has_subtype(&["html"]) {
            html::text_of(&kind.text(body)).into_bytes()
        } else if !typed || kind.is("text") || kind.is("multipart") {
            kind.text(body).into_bytes()
        } else {
            kind.decoded(body).into_owned()
        };
        let name = name.map(str::to_owned);
        self.parts.push(MailPart { name, bytes });
        Ok(())
    }

    fn count(&mut self) -> Result<(), MailError> {
        self.seen += 1;
        if self.seen > MAX_PARTS {
            Err(MailError::TooMany)
        } else {
            Ok(())
        }
    }

    /// Reads the parts of a body. What stands before the first and after the last is a text as well.
    fn multipart(
        &mut self,
        body: &[u8],
        boundary: &str,
        depth: usize,
        in_digest: bool,
    ) -> Result<(), MailError> {
        let (mut start, mut at, mut inside, mut closed) = (0, 0, false, false);
        for line in lines(body) {
            let next = at + line.len();
            if !closed && let Some(last) = delimits(line, boundary) {
                let piece = body.get(start..at).unwrap_or_default();
                if inside {
                    self.entity(without_newline(piece), depth + 1, in_digest)?;
                } else {
                    self.bare(piece)?;
                }
                (start, inside, closed) = (next, !last, last);
            }
            at = next;
        }
        let rest = body.get(start..).unwrap_or_default();
        if inside {
            self.entity(rest, depth + 1, in_digest)
        } else {
            self.bare(rest)
        }
    }

    /// A text that stands between the parts.
    fn bare(&mut self, bytes: &[u8]) -> Result<(), MailError> {
        if bytes.trim_ascii().is_empty() {
            return Ok(());
        }
        self.count()?;
        let (name, bytes) = (None, bytes.to_vec());
        self.parts.push(MailPart { name, bytes });
        Ok(())
    }
}

/// Whether this line parts two parts (`false`), or ends the last one (`true`).
fn delimits(line: &[u8], boundary: &str) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?;
    let rest = rest.strip_prefix(boundary.as_bytes())?;
    match rest.trim_ascii_end() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The newline before a delimiter belongs to the delimiter.
fn without_newline(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// What base64 stands for, up to its padding; other characters do not count (RFC 2045, section 6.8).
fn from_base64(body: &[u8]) -> Option<Vec<u8>> {
    let counts = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let data = body.iter().take_while(|&&byte| byte != b'=').copied();
    let mut data: Vec<u8> = data.filter(counts).collect();
    while !data.len().is_multiple_of(4) {
        data.push(b'=');
    }
    base64_decode(&data)
}

/// What quoted-printable stands for (RFC 2045, section 6.7). A `=` that encodes nothing is itself.
fn from_quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut decoded = Vec::with_capacity(body.len());
    for line in lines(body) {
        let text = line.trim_ascii_end();
        let ended = text.len() < line.len() && line.ends_with(b"\n");
        let (text, end) = match text.strip_suffix(b"=") {
            Some(text) => (text, ""),
            None if ended => (text, "\n"),
            None => (text, ""),
        };
        let mut rest = text;
        while let Some((&first, after)) = rest.split_first() {
            rest = after;
            let pair = after.split_at_checked(2);
            if first == b'='
                && let Some(([high, low], after)) = pair
                && let Some(byte) = digit(*high).zip(digit(*low))
                && let Ok(byte) = u8::try_from(byte.0 * 16 + byte.1)
            {
                decoded.push(byte);
                rest = after;
            } else {
                decoded.push(first);
            }
        }
        decoded.extend_from_slice(end.as_bytes());
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_undone() {
        let check = |encoded: &str, decoded: &str| {
            let found = from_quoted_printable(encoded.as_bytes());
            assert_eq!(String::from_utf8(found).unwrap(), decoded, "{encoded}");
        };
        check("a=3Db=\r\nc \r\nd", "a=bc\nd");
        check("=E2=80=94=", "\u{2014}");
        check("=ZZ=4 =", "=ZZ=4 ");
        check("", "");
        assert_eq!(
            from_base64(b"TWFy\r\nYQ==\r\n-- \r\nlist").unwrap(),
            b"Mara"
        );
        assert_eq!(from_base64(b"TWFyYQ").unwrap(), b"Mara");
    }

    #[test]
    fn a_text_is_no_email() {
        for text in [
            "",
            "Hello.",
            "Hello,\nFrom: me\n\nyou",
            "Subject: of nobody\n\nx",
            "\u{1f600}: x\nFrom: a@b\n\n",
        ] {
            assert_eq!(parts(text.as_bytes()), Ok(None), "{text}");
        }
    }

    /// The parts of an e-mail, as texts.
    fn texts(mail: &str) -> Vec<String> {
        let parts = parts(mail.as_bytes()).unwrap().unwrap().into_iter();
        parts
            .map(|part| String::from_utf8(part.bytes).unwrap())
            .collect()
    }

    #[test]
    fn every_part_is_read() {
        let mail = "From: a@b\nContent-Type: multipart/mixed; boundary=\"q\"\n\nbefore\n--q\n\none\n\
                    --qq\n--q \nContent-Type: message/rfc822\n\nFrom: c@d\nContent-Type: \
                    multipart/digest; boundary=r\n\n--r\n\nSubject: x\n\ntwo\n--q--\nafter";
        assert_eq!(texts(mail), ["before\n", "one\n--qq", "two", "after"]);
        assert_eq!(texts(&mail.replace('\n', "\r\n")).len(), 4);
        assert_eq!(
            texts("From: a@b\nContent-Type: multipart/mixed\n\none"),
            ["one"]
        );
    }
}
