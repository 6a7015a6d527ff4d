//! What is answered to a request that is not carried out (RFC 8489, section 6.3.4). Pure.

use crate::credentials::REALM;
use stun::attributes::{ATTR_NONCE, ATTR_REALM};
use stun::error_code::ErrorCode;
use stun::integrity::MessageIntegrity;
use stun::message::{CLASS_ERROR_RESPONSE, Message, MessageType, Setter};
use stun::textattrs::{Nonce, Realm};

/// To somebody who has proved nothing: what went wrong, and a nonce to try with.
pub(crate) fn to_stranger(request: &Message, code: ErrorCode, nonce: String) -> Vec<u8> {
    let more: [Box<dyn Setter>; 2] = [
        Box::new(Nonce::new(ATTR_NONCE, nonce)),
        Box::new(Realm::new(ATTR_REALM, REALM.to_owned())),
    ];
    answer(request, code, more)
}

/// To somebody whose credentials are good, signed with their key.
pub(crate) fn to_known(request: &Message, code: ErrorCode, key: MessageIntegrity) -> Vec<u8> {
    let more: [Box<dyn Setter>; 1] = [Box::new(key)];
    answer(request, code, more)
}

fn answer(
    request: &Message,
    code: ErrorCode,
    more: impl IntoIterator<Item = Box<dyn Setter>>,
) -> Vec<u8> {
    let number = Message {
        transaction_id: request.transaction_id,
        ..Message::default()
    };
    let mut parts: Vec<Box<dyn Setter>> = vec![
        Box::new(number),
        Box::new(MessageType::new(request.typ.method, CLASS_ERROR_RESPONSE)),
        Box::new(code),
    ];
    parts.extend(more);
    let mut answer = Message::new();
    // Each part is of a size that we chose. Nothing is sent if it were not.
    match answer.build(&parts) {
        Ok(()) => answer.raw,
        Err(_) => Vec::new(),
    }
}
