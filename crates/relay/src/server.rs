//! The relay itself: the loop that reads the socket, and what can be asked of it. Touches the network
//! (one UDP socket), the clock and the system's randomness.

use crate::conns::{Front, Places};
use crate::credentials::{Credentials, Keys, REALM};
use crate::guard::{Guard, Now, Verdict};
use crate::limits::{Limits, MOST_ALLOCATIONS};
use crate::table::{Asking, Load, Table};
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::UdpSocket;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use turn::allocation::allocation_manager::{Manager, ManagerConfig};
use turn::allocation::five_tuple::FiveTuple;
use turn::auth::AuthHandler;
use turn::proto::PROTO_UDP;
use turn::server::request::Request;
use webrtc_util::Conn;

/// An address that leads nowhere (RFC 5737), to be shown in relayed addresses. It need not be the
/// server's: nothing is ever sent to a relayed address but through the relay itself.
pub const NOWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Longest datagram that is taken, in bytes: the `turn` crate has room for 1,500.
const DATAGRAM_BYTES: usize = 1_500;
/// How often what has lasted too long is looked for.
const SWEEPS_EVERY: Duration = Duration::from_secs(1);
/// One request is carried out within this time, or given up: the others wait for it.
const REQUEST_TIME: Duration = Duration::from_secs(1);
/// A channel is bound for so long (RFC 8656, section 12).
const CHANNEL_TIME: Duration = Duration::from_secs(600);
/// The system's socket failed: nothing is asked of it for so long.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

/// What a relay needs.
pub struct Config {
    /// Where to listen. Port 0 takes any free port.
    pub listen: SocketAddr,
    /// The address in relayed addresses; [`NOWHERE`] will do.
    pub shown: IpAddr,
    /// What passwords are made from: 32 random bytes. Another secret, and all credentials are bad.
    pub secret: [u8; 32],
    /// How much it does for whom.
    pub limits: Limits,
}

/// Why a relay does not start.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The port is taken, or not ours.
    #[error("cannot listen on {address} (UDP): {error}")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// Browsers take no such address from a relay.
    #[error("{0} cannot be shown as a relayed address")]
    Shown(IpAddr),
    /// More than there are ports for.
    #[error("a relay holds at least one allocation, and at most {most}", most = MOST_ALLOCATIONS)]
    Limits,
}

/// A relay that runs. It stops when it is closed, or dropped.
pub struct Relay {
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    running: std::sync::Mutex<Option<JoinHandle<()>>>,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay")
            .field("listens", &self.local_addr())
            .finish_non_exhaustive()
    }
}

impl Relay {
    /// Takes the port and begins. Needs a tokio runtime around it.
    ///
    /// # Errors
    /// A [`RelayError`] when the port cannot be taken, or the configuration is no good.
    pub async fn start(config: Config) -> Result<Self, RelayError> {
        let shown = config.shown.to_canonical();
        if shown.is_unspecified() || shown.is_multicast() {
            return Err(RelayError::Shown(config.shown));
        }
        if !(1..=MOST_ALLOCATIONS).contains(&config.limits.allocations) {
            return Err(RelayError::Limits);
        }
        let failed = |error| RelayError::Listen {
            address: config.listen,
            error,
        };
        #[allow(clippy::disallowed_methods, reason = "the one port")]
        let socket = UdpSocket::bind(config.listen).await.map_err(failed)?;
        let local = socket.local_addr().map_err(failed)?;
        let now = std::time::Instant::now();
        let table = Arc::new(Table::new(shown, config.limits, now));
        let keys = Arc::new(Keys::new(config.secret));
        let manager = Manager::new(ManagerConfig {
            relay_addr_generator: Box::new(Places(Arc::clone(&table))),
            alloc_close_notify: None,
        });
        let shared = Arc::new(Shared {
            front: Arc::new(Front::new(socket, local)),
            guard: Guard::new(Arc::clone(&keys), Arc::clone(&table)),
            table,
            keys,
            manager: Arc::new(manager),
            turns: Mutex::new(()),
            no_nonces: Arc::new(Mutex::new(HashMap::new())),
        });
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(run(Arc::clone(&shared), stopped));
        Ok(Self {
            shared,
            stop,
            running: std::sync::Mutex::new(Some(running)),
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.shared.front.local()
    }

    /// Credentials for one name: of one place in one call, as `{call}/{seat}`. Those with the same text
    /// before the first `/` reach each other, and nobody else does; names without one are together. They
    /// are good until then, and for at most [`MAX_SECONDS`](crate::MAX_SECONDS) from now. What was begun
    /// with them goes on afterwards, for as long as [`Limits::longest`] allows.
    ///
    /// Give each who joins a name of its own: one that was ended stays ended.
    #[must_use]
    pub fn credentials(&self, who: &str, until: u64) -> Credentials {
        self.shared.keys.credentials(who, until, unix_now())
    }

    /// Ends a name: nothing passes to or from it any more when this begins, its allocations are gone
    /// when it returns, and its credentials are refused for as long as they could be good.
    pub async fn end(&self, who: &str) {
        let sources = self.shared.table.end(who, unix_now());
        self.shared.forget(sources).await;
    }

    /// What it does now.
    #[must_use]
    pub fn load(&self) -> Load {
        self.shared.table.load()
    }

    /// Stops: every allocation ends, and nothing is answered any more. The port is free when the relay
    /// is dropped.
    pub async fn close(&self) {
        // Nobody listens when it has stopped before.
        let _ = self.stop.send(true);
        let running = self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(running) = running {
            // It gives nothing back; what it broke by is logged by its panic.
            let _ = running.await;
        }
    }
}

/// What the loop and the handle share.
struct Shared {
    front: Arc<Front>,
    guard: Guard,
    table: Arc<Table>,
    keys: Arc<Keys>,
    manager: Arc<Manager>,
    /// One thing at a time is done to the manager: a request, or taking allocations away.
    turns: Mutex<()>,
    /// For what needs no proof.
    no_nonces: Arc<Mutex<HashMap<String, Instant>>>,
}

impl Shared {
    async fn datagram(&self, datagram: &[u8], source: SocketAddr) {
        let now = Now {
            instant: std::time::Instant::now(),
            unix: unix_now(),
        };
        match self.guard.judge(datagram, source, now) {
            Verdict::Drop => self.table.dropped(),
            Verdict::Answer(bytes) => self.front.put(&bytes, source),
            Verdict::Pass => {
                let nonces = Arc::clone(&self.no_nonces);
                self.serve(datagram, source, nonces, None).await;
            }
            Verdict::Serve { nonce, asking } => {
                // The guard has found it good, so the server knows this one and no other.
                let nonces = HashMap::from([(nonce, Instant::now())]);
                self.serve(datagram, source, Arc::new(Mutex::new(nonces)), asking)
                    .await;
            }
        }
    }

    /// Has the `turn` crate carry it out.
    async fn serve(
        &self,
        datagram: &[u8],
        source: SocketAddr,
        nonces: Arc<Mutex<HashMap<String, Instant>>>,
        asking: Option<Asking>,
    ) {
        let mut request = Request {
            conn: Arc::clone(&self.front) as Arc<dyn Conn + Send + Sync>,
            src_addr: source,
            buff: datagram.to_vec(),
            allocation_manager: Arc::clone(&self.manager),
            nonces,
            auth_handler: Arc::clone(&self.keys) as Arc<dyn AuthHandler + Send + Sync>,
            realm: REALM.to_owned(),
            channel_bind_timeout: CHANNEL_TIME,
        };
        let _turn = self.turns.lock().await;
        let asks = asking.is_some();
        if asks {
            self.table.ask(asking);
        }
        // What it says of an error has addresses in it, and whoever sent the datagram was answered.
        let _ = timeout(REQUEST_TIME, request.handle_request()).await;
        if asks {
            self.table.ask(None);
        }
    }

    /// Ends the allocations of these addresses, whose places are gone already.
    async fn forget(&self, sources: Vec<SocketAddr>) {
        if sources.is_empty() {
            return;
        }
        let _turn = self.turns.lock().await;
        for source in sources {
            let tuple = FiveTuple {
                protocol: PROTO_UDP,
                src_addr: source,
                dst_addr: self.front.local(),
            };
            self.manager.delete_allocation(&tuple).await;
        }
    }
}

async fn run(shared: Arc<Shared>, mut stopped: watch::Receiver<bool>) {
    // One byte more than is taken, so that a longer one is seen to be longer.
    let mut buffer = vec![0; DATAGRAM_BYTES + 1];
    let mut sweeps = interval(SWEEPS_EVERY);
    sweeps.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            _ = stopped.changed() => break,
            _ = sweeps.tick() => {
                let gone = shared.table.sweep(std::time::Instant::now(), unix_now());
                shared.forget(gone).await;
            }
            next = shared.front.next(&mut buffer) => match next {
                Ok((length, source)) => match buffer.get(..length) {
                    Some(datagram) if length <= DATAGRAM_BYTES => {
                        shared.datagram(datagram, source).await;
                    }
                    Some(_) | None => shared.table.dropped(),
                },
                // Of one datagram: the next one may be well.
                Err(_) => sleep(AFTER_FAILURE).await,
            },
        }
    }
    let gone = shared.table.clear();
    shared.forget(gone).await;
}

/// Seconds since 1970, by the machine's clock.
#[must_use]
pub fn unix_now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
