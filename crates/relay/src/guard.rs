//! Judges each datagram before the TURN server sees it: dropped, answered here, or carried out. No
//! network and no clock; the table is asked what there is.

use crate::answer;
use crate::credentials::{Keys, MAX_SECONDS, REALM, named};
use crate::nonce::{is_fresh, nonce};
use crate::table::{Asking, Full, Table};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;
use stun::attributes::{
    ATTR_CHANNEL_NUMBER, ATTR_EVEN_PORT, ATTR_FINGERPRINT, ATTR_MESSAGE_INTEGRITY, ATTR_NONCE,
    ATTR_REALM, ATTR_RESERVATION_TOKEN, ATTR_USERNAME, ATTR_XOR_PEER_ADDRESS, Attributes,
};
use stun::error_code::{
    CODE_ALLOC_MISMATCH, CODE_ALLOC_QUOTA_REACHED, CODE_BAD_REQUEST, CODE_FORBIDDEN,
    CODE_INSUFFICIENT_CAPACITY, CODE_STALE_NONCE, CODE_UNAUTHORIZED, CODE_WRONG_CREDENTIALS,
    ErrorCode,
};
use stun::integrity::MessageIntegrity;
use stun::message::{
    CLASS_INDICATION, CLASS_REQUEST, Getter as _, MESSAGE_HEADER_SIZE, METHOD_ALLOCATE,
    METHOD_BINDING, METHOD_CHANNEL_BIND, METHOD_CREATE_PERMISSION, METHOD_REFRESH, METHOD_SEND,
    Message,
};
use stun::textattrs::TextAttribute;
use turn::proto::channum::ChannelNumber;
use turn::proto::peeraddr::PeerAddress;

/// What a request costs of an allocation's bytes: more than its own, since it is more work.
const REQUEST_BYTES: u64 = 2_000;
/// Most peers in one request.
const PEERS_MAX: usize = 16;
/// The value of `MESSAGE-INTEGRITY`, in bytes.
const INTEGRITY_BYTES: usize = 20;

/// The moment, as limits and as credentials count it.
#[derive(Clone, Copy)]
pub(crate) struct Now {
    pub(crate) instant: Instant,
    /// Seconds since 1970.
    pub(crate) unix: u64,
}

/// What becomes of a datagram.
pub(crate) enum Verdict {
    Drop,
    /// This is sent back.
    Answer(Vec<u8>),
    /// Data for somebody, or a question after one's own address.
    Pass,
    /// A request that proved itself, with the nonce that it used.
    Serve {
        nonce: String,
        /// Where it asks for an allocation.
        asking: Option<Asking>,
    },
}

/// Who sent a request: its credentials are good.
struct Proven {
    username: String,
    who: String,
    nonce: String,
    key: MessageIntegrity,
}

pub(crate) struct Guard {
    keys: Arc<Keys>,
    table: Arc<Table>,
}

impl Guard {
    pub(crate) fn new(keys: Arc<Keys>, table: Arc<Table>) -> Self {
        Self { keys, table }
    }

    pub(crate) fn judge(&self, datagram: &[u8], source: SocketAddr, now: Now) -> Verdict {
        // RFC 8656, section 12: the first two bits tell channels from messages.
        match datagram.first() {
            Some(0x40..=0x7f) => self.data(datagram, source, now),
            Some(0x00..=0x3f) => self.message(datagram, source, now),
            Some(_) | None => Verdict::Drop,
        }
    }

    fn data(&self, datagram: &[u8], source: SocketAddr, now: Now) -> Verdict {
        let bytes = u64::try_from(datagram.len()).unwrap_or(u64::MAX);
        if self.table.charge(source, bytes, now.instant) {
            Verdict::Pass
        } else {
            Verdict::Drop
        }
    }

    fn message(&self, datagram: &[u8], source: SocketAddr, now: Now) -> Verdict {
        let mut message = Message {
            raw: datagram.to_vec(),
            ..Message::default()
        };
        let whole = message.decode().is_ok()
            && usize::try_from(message.length)
                .is_ok_and(|length| datagram.len() == MESSAGE_HEADER_SIZE + length);
        if !whole {
            return Verdict::Drop;
        }
        let method = message.typ.method;
        let class = message.typ.class;
        if class == CLASS_INDICATION && method == METHOD_SEND {
            return self.data(datagram, source, now);
        }
        if class != CLASS_REQUEST {
            return Verdict::Drop;
        }
        if method == METHOD_BINDING {
            return if self.table.is_heard(source.ip(), now.instant) {
                Verdict::Pass
            } else {
                Verdict::Drop
            };
        }
        let known = [
            METHOD_ALLOCATE,
            METHOD_REFRESH,
            METHOD_CREATE_PERMISSION,
            METHOD_CHANNEL_BIND,
        ];
        if known.contains(&method) {
            self.request(&message, source, now)
        } else {
            Verdict::Drop
        }
    }

    fn request(&self, message: &Message, source: SocketAddr, now: Now) -> Verdict {
        let holder = self.table.holder(source);
        let proven = match self.prove(message, source, holder.as_deref(), now) {
            Ok(proven) => proven,
            Err(code) => {
                return self.unless_flood(source, now, || {
                    let nonce = nonce(&self.keys, source, now.unix);
                    answer::to_stranger(message, code, nonce)
                });
            }
        };
        let judged = match &holder {
            Some(holder) => {
                // The same for all that is not carried out: it costs the allocation its bytes.
                if !self.table.charge(source, REQUEST_BYTES, now.instant) {
                    return Verdict::Drop;
                }
                self.of_holder(message, source, holder, &proven)
                    .map(|()| None)
            }
            None => self.of_newcomer(message, source, &proven).map(Some),
        };
        match judged {
            Ok(asking) => Verdict::Serve {
                nonce: proven.nonce,
                asking,
            },
            Err(code) if holder.is_some() => {
                Verdict::Answer(answer::to_known(message, code, proven.key))
            }
            Err(code) => {
                self.unless_flood(source, now, || answer::to_known(message, code, proven.key))
            }
        }
    }

    /// Answers whoever has no allocation, as often as such a one is heard.
    fn unless_flood(
        &self,
        source: SocketAddr,
        now: Now,
        answer: impl FnOnce() -> Vec<u8>,
    ) -> Verdict {
        if self.table.is_heard(source.ip(), now.instant) {
            Verdict::Answer(answer())
        } else {
            Verdict::Drop
        }
    }

    /// A request from an address that has an allocation.
    fn of_holder(
        &self,
        message: &Message,
        source: SocketAddr,
        holder: &str,
        proven: &Proven,
    ) -> Result<(), ErrorCode> {
        // RFC 8656, section 5: an allocation stays with the username that asked for it.
        if holder != proven.username {
            return Err(CODE_WRONG_CREDENTIALS);
        }
        let method = message.typ.method;
        if method == METHOD_CREATE_PERMISSION || method == METHOD_CHANNEL_BIND {
            self.peers(message)?;
        }
        if method == METHOD_CHANNEL_BIND {
            let mut channel = ChannelNumber::default();
            if channel.get_from(message).is_err() || !channel.valid() {
                return Err(CODE_BAD_REQUEST);
            }
            if !self.table.may_bind(source, channel.0) {
                return Err(CODE_INSUFFICIENT_CAPACITY);
            }
        }
        Ok(())
    }

    /// A request from an address that has none.
    fn of_newcomer(
        &self,
        message: &Message,
        source: SocketAddr,
        proven: &Proven,
    ) -> Result<Asking, ErrorCode> {
        if message.typ.method != METHOD_ALLOCATE {
            return Err(CODE_ALLOC_MISMATCH);
        }
        // No browser asks for these, and each would take a place that nobody uses.
        if message.contains(ATTR_EVEN_PORT) || message.contains(ATTR_RESERVATION_TOKEN) {
            return Err(CODE_INSUFFICIENT_CAPACITY);
        }
        match self.table.room(&proven.who) {
            Ok(()) => Ok(Asking {
                source,
                username: proven.username.clone(),
                who: proven.who.clone(),
            }),
            Err(Full::ForUser) => Err(CODE_ALLOC_QUOTA_REACHED),
            Err(Full::ForAll) => Err(CODE_INSUFFICIENT_CAPACITY),
        }
    }

    /// Whether all peers that a request names are relayed addresses of ours.
    fn peers(&self, message: &Message) -> Result<(), ErrorCode> {
        let all = &message.attributes.0;
        let peers = || all.iter().filter(|one| one.typ == ATTR_XOR_PEER_ADDRESS);
        if !(1..=PEERS_MAX).contains(&peers().count()) {
            return Err(CODE_BAD_REQUEST);
        }
        for attribute in peers() {
            // The `turn` crate reads the first one only; each is read here.
            let alone = Message {
                transaction_id: message.transaction_id,
                attributes: Attributes(vec![attribute.clone()]),
                ..Message::default()
            };
            let mut peer = PeerAddress::default();
            if peer.get_from(&alone).is_err() {
                return Err(CODE_BAD_REQUEST);
            }
            if peer.ip.to_canonical() != self.table.shown() {
                return Err(CODE_FORBIDDEN);
            }
        }
        Ok(())
    }

    /// Judges the credentials of a request (RFC 8489, section 9.2.4). Whoever has an allocation goes on
    /// with the credentials that it was asked for with, also when nothing new could be begun with them.
    fn prove(
        &self,
        message: &Message,
        source: SocketAddr,
        holder: Option<&str>,
        now: Now,
    ) -> Result<Proven, ErrorCode> {
        if !message.contains(ATTR_MESSAGE_INTEGRITY) {
            return Err(CODE_UNAUTHORIZED);
        }
        if !is_signed_to_its_end(message) {
            return Err(CODE_BAD_REQUEST);
        }
        let text =
            |attribute| TextAttribute::get_from_as(message, attribute).map(|found| found.text);
        let (Ok(nonce), Ok(realm), Ok(username)) =
            (text(ATTR_NONCE), text(ATTR_REALM), text(ATTR_USERNAME))
        else {
            return Err(CODE_BAD_REQUEST);
        };
        if !is_fresh(&self.keys, &nonce, source, now.unix) {
            return Err(CODE_STALE_NONCE);
        }
        let (until, who) = named(&username).ok_or(CODE_UNAUTHORIZED)?;
        let goes_on = holder == Some(username.as_str());
        let in_time = until > now.unix && until <= now.unix.saturating_add(MAX_SECONDS);
        if realm != REALM || !(goes_on || in_time) || self.table.has_ended(who) {
            return Err(CODE_UNAUTHORIZED);
        }
        let key = self.keys.integrity(&username);
        if key.check(&mut message.clone()).is_err() {
            return Err(CODE_UNAUTHORIZED);
        }
        Ok(Proven {
            who: who.to_owned(),
            username,
            nonce,
            key,
        })
    }
}

/// Whether nothing but a checksum follows what signs the message, and what signs it is whole. Two of one
/// kind, of which one reader takes the first and another the last, are not taken either.
fn is_signed_to_its_end(message: &Message) -> bool {
    let all = &message.attributes.0;
    let Some(at) = all.iter().position(|one| one.typ == ATTR_MESSAGE_INTEGRITY) else {
        return false;
    };
    let after = all.iter().skip(at + 1);
    let whole = all
        .get(at)
        .is_some_and(|one| one.value.len() == INTEGRITY_BYTES);
    let once = [ATTR_USERNAME, ATTR_NONCE, ATTR_REALM, ATTR_CHANNEL_NUMBER]
        .iter()
        .all(|kind| all.iter().filter(|one| one.typ == *kind).count() <= 1);
    whole
        && once
        && after.clone().count() <= 1
        && after.clone().all(|one| one.typ == ATTR_FINGERPRINT)
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
