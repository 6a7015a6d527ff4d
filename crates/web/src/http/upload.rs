//! Forms that carry files: read piece by piece, within limits, and few at a time.
//!
//! May touch: the request's body. What a file is, nobody looks at here; its bytes are in memory until
//! the handler has answered; of one that is too large, only as many as show that it is. A sender who
//! stands still is given up.

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use multer::{Constraints, Multipart, SizeLimit};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::Failure;
use super::ask::MAX_FORM_BYTES;

/// Most bytes of one file.
const MAX_FILE_BYTES: usize = 20_000_000;
/// Most bytes of all files of a form.
const MAX_FILES_BYTES: usize = 60_000_000;
/// Most parts of a form, fields and files together.
const MAX_PARTS: usize = 64;
/// How long a sender may stand still.
const STILL_TIME: Duration = Duration::from_secs(20);
/// Forms with files that are read at once; others wait for their turn.
const AT_ONCE: usize = 3;

static READING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(AT_ONCE));

/// A file as it came.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    /// What the sender's device calls it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// Its name and the SHA-256 of its bytes, as a field would stand for it.
    pub(crate) fn named(&self) -> (String, String) {
        let hash: [u8; 32] = Sha256::digest(&self.bytes).into();
        (format!("file {}", self.name), super::token::hex(&hash))
    }
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({} bytes)", self.bytes.len())
    }
}

/// The fields of a form, and its files.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// In the order in which they came.
    pub fields: Vec<(String, String)>,
    /// In the order in which they came; a file field that was left empty is none.
    pub files: Vec<Upload>,
}

/// Whether a request says that it carries such a form.
pub(crate) fn is_multipart(headers: &HeaderMap) -> bool {
    boundary(headers).is_some()
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

/// Reads a form with files.
pub(crate) async fn read_form(headers: &HeaderMap, body: Body) -> Result<Form, Failure> {
    let Some(boundary) = boundary(headers) else {
        return Ok(Form::default());
    };
    let told = headers.get(header::CONTENT_LENGTH);
    let told = told.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|bytes| bytes > MAX_FILES_BYTES + MAX_FORM_BYTES) {
        return Err(Failure::TooLarge);
    }
    let _turn = READING.acquire().await.map_err(|_| Failure::Slow)?;
    let whole = u64::try_from(MAX_FILES_BYTES + MAX_FORM_BYTES).unwrap_or(u64::MAX);
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(whole));
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut form = Form::default();
    let mut text_bytes = 0;
    for _ in 0..MAX_PARTS {
        let Some(mut part) = moving(parts.next_field()).await? else {
            return Ok(form);
        };
        let name = part.name().unwrap_or("").to_owned();
        let file = part.file_name().map(ToOwned::to_owned);
        let most = if file.is_some() {
            MAX_FILE_BYTES
        } else {
            MAX_FORM_BYTES - text_bytes
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = moving(part.chunk()).await? {
            if file.is_none() && bytes.len() + chunk.len() > most {
                return Err(Failure::TooLarge);
            }
            // Of a file that is too large one byte too many is kept and the rest passed over: whoever
            // looks at it says so on the page that was filled in.
            let room = (most + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        }
        match file {
            // A browser sends a field without a chosen file as one without name and bytes.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) => form.files.push(Upload { name, bytes }),
            None => {
                text_bytes += bytes.len();
                form.fields
                    .push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Err(Failure::TooLarge)
}

/// Waits for the next piece, and not for ever. What cannot be read as a form is refused as one that
/// does not come from our pages.
async fn moving<T>(piece: impl Future<Output = Result<T, multer::Error>>) -> Result<T, Failure> {
    match timeout(STILL_TIME, piece).await {
        Err(_) => Err(Failure::Slow),
        Ok(Ok(piece)) => Ok(piece),
        Ok(Err(
            multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. },
        )) => Err(Failure::TooLarge),
        Ok(Err(_)) => Err(Failure::Forbidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    fn headers(boundary: &str) -> HeaderMap {
        let kind = format!("multipart/form-data; boundary={boundary}");
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&kind).unwrap());
        headers
    }

    fn read(body: Vec<u8>) -> Result<Form, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(read_form(&headers("b"), Body::from(body)))
    }

    fn part(name: &str, file: Option<&str>, bytes: &[u8]) -> Vec<u8> {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    }

    #[test]
    fn fields_and_files_are_told_apart() {
        let body = [
            part("form_token", None, b"t"),
            part("text", None, "één\r\nregel".as_bytes()),
            part("files", Some("a.pdf"), b"%PDF-1.7"),
            part("files", Some(""), b""),
            b"--b--\r\n".to_vec(),
        ]
        .concat();
        let form = read(body).unwrap();
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            form.fields,
            [field("form_token", "t"), field("text", "één\r\nregel")]
        );
        assert_eq!(form.files.len(), 1);
        assert_eq!(form.files[0].name, "a.pdf");
        assert_eq!(form.files[0].bytes, b"%PDF-1.7");
    }

    #[test]
    fn what_is_too_much_is_said() {
        let large = vec![b'x'; MAX_FILE_BYTES + 9];
        let end = b"--b--\r\n".to_vec();
        let file = part("files", Some("a"), &large);
        let typed = part("text", None, b"Typed.");
        let form = read([&typed, &file, &end].map(Vec::as_slice).concat()).unwrap();
        assert_eq!(form.fields[0].1, "Typed.");
        assert_eq!(form.files[0].bytes.len(), MAX_FILE_BYTES + 1);
        assert!(matches!(read(file.repeat(4)), Err(Failure::TooLarge)));
        let text = [part("text", None, &large[..=MAX_FORM_BYTES]), end.clone()].concat();
        assert!(matches!(read(text), Err(Failure::TooLarge)));
        let mut many = Vec::new();
        for _ in 0..=MAX_PARTS {
            many.extend(part("a", None, b"1"));
        }
        many.extend(end);
        assert!(matches!(read(many), Err(Failure::TooLarge)));
    }

    proptest! {
        #[test]
        fn other_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = read(bytes.clone());
            let _ = read([part("text", None, &bytes), b"--b--\r\n".to_vec()].concat());
        }
    }
}
