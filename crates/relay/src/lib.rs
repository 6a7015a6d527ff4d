//! Hands the packets of a call on between those who are in it, so that neither learns the other's
//! address: a TURN server (RFC 8656) over UDP, on the parts of the `turn` crate.
//!
//! Its relayed addresses are *virtual*. No port is opened for one: a datagram for another relayed
//! address of the same call goes to it in memory, and a datagram for any other address goes nowhere. So
//! nobody gets by it to the machine that it runs on, to the network around that machine or to the
//! internet, nobody outside sends to a relayed address, and whoever hosts opens one UDP port.
//!
//! It knows no family, no call and no account: whoever was given [`Credentials`] may use it until they
//! end. It sees no sound and no picture, which the two ends seal for each other (DTLS-SRTP).
//!
//! Invariants:
//! - One socket, taken at the start. What leaves it goes to the address that an allocation was asked
//!   from, or answers a request from there.
//! - What proves nothing costs no memory: nonces say themselves when they were made and are signed, and
//!   the limits for unknown addresses are kept in a table of one size.
//! - An allocation stays with the name that asked for it, and with the address that it was asked from.
//! - Nobody passes after [`Relay::end`] has begun, also not with credentials that would be good for longer.
//! - It logs nothing. The crates below do, with addresses, under the targets `turn`, `stun` and
//!   `webrtc_util`: whoever prints a log leaves these out.
//!
//! What it does not do: TURN over TCP or TLS, reserved ports (`EVEN-PORT`), `DONT-FRAGMENT`, and a second
//! address family for one allocation.
//!
//! ```
//! use relay::{Config, Limits, NOWHERE, Relay};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let relay = Relay::start(Config {
//!     listen: "127.0.0.1:0".parse().unwrap(),
//!     shown: NOWHERE,
//!     secret: [7; 32],
//!     limits: Limits::default(),
//! })
//! .await
//! .unwrap();
//! let soon = relay::unix_now() + 600;
//! let credentials = relay.credentials("call-1/seat-a", soon);
//! assert_eq!(credentials.username, format!("{soon}:call-1/seat-a"));
//! // They go to a browser, with the address `turn:HOST:PORT?transport=udp`.
//! relay.end("call-1/seat-a").await;
//! assert_eq!(relay.load().allocations, 0);
//! relay.close().await;
//! # });
//! ```

mod answer;
mod conns;
mod credentials;
mod guard;
mod limits;
mod nonce;
mod server;
mod table;

pub use credentials::{Credentials, MAX_SECONDS, external_credentials};
pub use limits::{Limits, MOST_ALLOCATIONS};
pub use server::{Config, NOWHERE, Relay, RelayError, unix_now};
pub use table::Load;
