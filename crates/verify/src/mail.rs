//! E-mails: the parts of a message, decoded.
//! Pure; nesting and number of parts are bounded.

use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

/// How deep forwarded messages may lie in one another.
const MAX_DEPTH: usize = 5;
/// The most parts that are looked into.
const MAX_PARTS: usize = 1_000;

/// A decoded part of an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailPart {
    /// The name of the attachment, when it has one.
    pub name: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The parts of an e-mail; none when these bytes are no e-mail.
pub fn parts(bytes: &[u8]) -> Option<Vec<MailPart>> {
    let message = MessageParser::default().parse(bytes)?;
    // Any text can be read as one; an e-mail says from whom it comes.
    let is_mail = message.from().is_some();
    if !is_mail {
        return None;
    }
    let mut parts = Vec::new();
    gather(&message, 0, &mut parts);
    Some(parts)
}

fn gather(message: &Message<'_>, depth: usize, parts: &mut Vec<MailPart>) {
    for part in &message.parts {
        if parts.len() == MAX_PARTS {
            return;
        }
        let bytes = match &part.body {
            PartType::Text(text) => text.as_bytes().to_vec(),
            PartType::Html(html) => mail_parser::decoders::html::html_to_text(html).into_bytes(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
            PartType::Message(inner) => {
                if depth < MAX_DEPTH {
                    gather(inner, depth + 1, parts);
                }
                continue;
            }
            PartType::Multipart(_) => continue,
        };
        let name = part.attachment_name().map(str::to_owned);
        parts.push(MailPart { name, bytes });
    }
}
