//! Letters as e-mails (RFC 5322). Pure: headers and encoding are the library's, so that nothing of
//! a letter can become a header.

use app::mail::Parcel;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use std::time::{Duration, SystemTime};
use web::mail::Words;

/// Tells programs that nobody wrote this, so that none answers it (RFC 3834, section 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// A letter as an e-mail, in plain text and in HTML; the same bytes each time. `None` when its reader's
/// address is one that mail cannot be sent to.
pub fn message(parcel: &Parcel, words: Words, from: &Address) -> Option<Message> {
    let to: Address = parcel.to.as_str().parse().ok()?;
    let written = u64::try_from(parcel.written.as_second()).ok()?;
    let written = SystemTime::UNIX_EPOCH + Duration::from_secs(written);
    let part = |kind, words: String| {
        SinglePart::builder()
            .header(kind)
            // What any server hands on, and mail programs keep.
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(words)
    };
    // Quoted-printable never has `=_` in it (RFC 2045, section 6.7), so no words end a part.
    let both = MultiPart::alternative()
        .boundary(format!("=_{}", parcel.id))
        .singlepart(part(ContentType::TEXT_PLAIN, words.body))
        .singlepart(part(ContentType::TEXT_HTML, words.html));
    Message::builder()
        .from(Mailbox::new(None, from.clone()))
        .to(Mailbox::new(None, to))
        .subject(words.subject)
        .date(written)
        .message_id(Some(format!("<{}@{}>", parcel.id, from.domain())))
        .header(AutoSubmitted)
        .multipart(both)
        .ok()
}
