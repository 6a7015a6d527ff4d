//! The switch: which allocations there are, whose they are, and what waits for each. A datagram for
//! another relayed address of the same call is put there; any other one goes nowhere.
//!
//! One lock, held for a few look-ups, never while something is waited for. Everything in it has a limit.

use crate::credentials::{MAX_SECONDS, call_of};
use crate::limits::{Bucket, Limits, MOST_ALLOCATIONS, Strangers};
use std::collections::{BTreeSet, HashMap};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Ports of relayed addresses (RFC 8656, section 7.2).
const FIRST_PORT: u16 = 49_152;
const PORTS: u16 = u16::MAX - FIRST_PORT + 1;
/// Clocks of browsers play no part; a second or two of ours do.
const SLACK_SECONDS: u64 = 60;

/// What the relay does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Allocations that there are.
    pub allocations: usize,
    /// Names whose they are.
    pub users: usize,
    /// Names that were ended and are remembered for as long as their credentials could be good.
    pub ended: usize,
    /// Bytes handed on since the start.
    pub passed_bytes: u64,
    /// Datagrams that went nowhere since the start.
    pub dropped: u64,
}

/// A datagram on its way to an allocation.
pub(crate) struct Passed {
    /// The port of the relayed address that it comes from.
    pub(crate) from: u16,
    pub(crate) data: Box<[u8]>,
}

/// Who asks for an allocation, from where.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    pub(crate) source: SocketAddr,
    pub(crate) username: String,
    pub(crate) who: String,
}

/// A place in the table, and what comes for it.
pub(crate) struct Given {
    pub(crate) port: u16,
    pub(crate) serial: u64,
    pub(crate) queue: mpsc::Receiver<Passed>,
}

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Full {
    /// For this name.
    ForUser,
    /// For anybody.
    ForAll,
}

struct Row {
    /// Ports are given out again; this is not.
    serial: u64,
    asking: Asking,
    begun: Instant,
    bytes: Bucket,
    channels: BTreeSet<u16>,
    queue: mpsc::Sender<Passed>,
}

struct Rows {
    ports: HashMap<u16, Row>,
    sources: HashMap<SocketAddr, u16>,
    /// Who was ended, and when that may be forgotten.
    ended: HashMap<String, u64>,
    strangers: Strangers,
    /// Whose request is being carried out. There is one at a time.
    asking: Option<Asking>,
    serial: u64,
    passed_bytes: u64,
    dropped: u64,
}

/// The switch.
pub(crate) struct Table {
    rows: Mutex<Rows>,
    shown: IpAddr,
    limits: Limits,
}

impl Table {
    pub(crate) fn new(shown: IpAddr, limits: Limits, now: Instant) -> Self {
        Self {
            rows: Mutex::new(Rows {
                ports: HashMap::new(),
                sources: HashMap::new(),
                ended: HashMap::new(),
                strangers: Strangers::new(now),
                asking: None,
                serial: 0,
                passed_bytes: 0,
                dropped: 0,
            }),
            shown,
            limits,
        }
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address that all relayed addresses have.
    pub(crate) fn shown(&self) -> IpAddr {
        self.shown
    }

    /// Whether an unproven request from here is looked at.
    pub(crate) fn is_heard(&self, source: IpAddr, now: Instant) -> bool {
        self.rows().strangers.take(source, &self.limits, now)
    }

    /// The username whose allocation was asked for from here.
    pub(crate) fn holder(&self, source: SocketAddr) -> Option<String> {
        let rows = self.rows();
        let row = rows.ports.get(rows.sources.get(&source)?)?;
        Some(row.asking.username.clone())
    }

    /// Lets so many bytes in from here: `false` where there is no allocation, or they are too many.
    pub(crate) fn charge(&self, source: SocketAddr, bytes: u64, now: Instant) -> bool {
        let mut rows = self.rows();
        let Some(port) = rows.sources.get(&source).copied() else {
            return false;
        };
        rows.ports
            .get_mut(&port)
            .is_some_and(|row| row.bytes.take(bytes, self.limits.bytes_per_second, now))
    }

    /// Lets the allocation from here bind one channel; one that it bound before it may bind again.
    pub(crate) fn may_bind(&self, source: SocketAddr, channel: u16) -> bool {
        let mut rows = self.rows();
        let Some(port) = rows.sources.get(&source).copied() else {
            return false;
        };
        let most = self.limits.channels;
        rows.ports.get_mut(&port).is_some_and(|row| {
            row.channels.contains(&channel)
                || (row.channels.len() < most && row.channels.insert(channel))
        })
    }

    /// Whether one more allocation is given to this name.
    pub(crate) fn room(&self, who: &str) -> Result<(), Full> {
        self.rows().room(who, &self.limits)
    }

    /// Says whose request is carried out from now on.
    pub(crate) fn ask(&self, asking: Option<Asking>) {
        self.rows().asking = asking;
    }

    /// Gives a place to whoever is asking. `random` chooses the port.
    pub(crate) fn give(&self, random: u16, now: Instant) -> Option<Given> {
        let mut rows = self.rows();
        let asking = rows.asking.take()?;
        let taken = rows.sources.contains_key(&asking.source);
        if taken || rows.ended.contains_key(&asking.who) {
            return None;
        }
        rows.room(&asking.who, &self.limits).ok()?;
        let port = (0..PORTS)
            .map(|step| FIRST_PORT + (random % PORTS).wrapping_add(step) % PORTS)
            .find(|port| !rows.ports.contains_key(port))?;
        let (sender, queue) = mpsc::channel(self.limits.waiting.max(1));
        rows.serial += 1;
        let serial = rows.serial;
        rows.sources.insert(asking.source, port);
        let row = Row {
            serial,
            asking,
            begun: now,
            bytes: Bucket::full(now),
            channels: BTreeSet::new(),
            queue: sender,
        };
        rows.ports.insert(port, row);
        Some(Given {
            port,
            serial,
            queue,
        })
    }

    /// Takes a place back. A place that was given to somebody else meanwhile stays.
    pub(crate) fn take_back(&self, port: u16, serial: u64) {
        let mut rows = self.rows();
        if rows
            .ports
            .get(&port)
            .is_some_and(|row| row.serial == serial)
        {
            rows.remove(port);
        }
    }

    /// Hands a datagram from one relayed address to another of the same call, or drops it.
    pub(crate) fn pass(&self, from: (u16, u64), to: SocketAddr, data: &[u8]) {
        let mut rows = self.rows();
        if rows.put(from, to, self.shown, data) {
            rows.passed_bytes += u64::try_from(data.len()).unwrap_or(u64::MAX);
        } else {
            rows.dropped += 1;
        }
    }

    /// Counts a datagram that was not even looked at.
    pub(crate) fn dropped(&self) {
        self.rows().dropped += 1;
    }

    /// Whether this name was ended.
    pub(crate) fn has_ended(&self, who: &str) -> bool {
        self.rows().ended.contains_key(who)
    }

    /// Ends a name: its places are gone when this returns. Gives the addresses that had asked for them.
    pub(crate) fn end(&self, who: &str, now: u64) -> Vec<SocketAddr> {
        let mut rows = self.rows();
        let forgotten = now
            .saturating_add(MAX_SECONDS)
            .saturating_add(SLACK_SECONDS);
        rows.ended.insert(who.to_owned(), forgotten);
        rows.remove_where(|row| row.asking.who == who)
    }

    /// Takes back what has lasted too long, and forgets who was ended long ago. Gives the addresses.
    pub(crate) fn sweep(&self, now: Instant, unix: u64) -> Vec<SocketAddr> {
        let mut rows = self.rows();
        rows.ended.retain(|_, forgotten| *forgotten > unix);
        let longest: Duration = self.limits.longest;
        rows.remove_where(|row| now.duration_since(row.begun) >= longest)
    }

    /// Takes everything back. Gives the addresses.
    pub(crate) fn clear(&self) -> Vec<SocketAddr> {
        self.rows().remove_where(|_| true)
    }

    pub(crate) fn load(&self) -> Load {
        let rows = self.rows();
        let users: BTreeSet<_> = rows.ports.values().map(|row| &row.asking.who).collect();
        Load {
            allocations: rows.ports.len(),
            users: users.len(),
            ended: rows.ended.len(),
            passed_bytes: rows.passed_bytes,
            dropped: rows.dropped,
        }
    }
}

impl Rows {
    fn room(&self, who: &str, limits: &Limits) -> Result<(), Full> {
        if self.ports.len() >= limits.allocations.min(MOST_ALLOCATIONS) {
            return Err(Full::ForAll);
        }
        let own = self.ports.values().filter(|row| row.asking.who == who);
        if own.count() >= limits.allocations_per_user {
            return Err(Full::ForUser);
        }
        Ok(())
    }

    fn put(&self, (from, serial): (u16, u64), to: SocketAddr, shown: IpAddr, data: &[u8]) -> bool {
        let sender = self.ports.get(&from).filter(|row| row.serial == serial);
        let receiver = self.ports.get(&to.port());
        let (Some(sender), Some(receiver)) = (sender, receiver) else {
            return false;
        };
        let together = call_of(&sender.asking.who) == call_of(&receiver.asking.who);
        if to.ip().to_canonical() != shown || !together {
            return false;
        }
        let data = Passed {
            from,
            data: data.into(),
        };
        receiver.queue.try_send(data).is_ok()
    }

    fn remove(&mut self, port: u16) -> Option<SocketAddr> {
        let row = self.ports.remove(&port)?;
        self.sources.remove(&row.asking.source);
        Some(row.asking.source)
    }

    fn remove_where(&mut self, goes: impl Fn(&Row) -> bool) -> Vec<SocketAddr> {
        let going: Vec<u16> = self
            .ports
            .iter()
            .filter(|(_, row)| goes(row))
            .map(|(port, _)| *port)
            .collect();
        going
            .into_iter()
            .filter_map(|port| self.remove(port))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(limits: Limits) -> Table {
        Table::new(IpAddr::from([192, 0, 2, 1]), limits, Instant::now())
    }

    fn given(table: &Table, source: u16, who: &str, random: u16) -> Option<Given> {
        table.ask(Some(Asking {
            source: SocketAddr::from(([198, 51, 100, 1], source)),
            username: format!("1:{who}"),
            who: who.to_owned(),
        }));
        table.give(random, Instant::now())
    }

    fn shown(port: u16) -> SocketAddr {
        SocketAddr::from(([192, 0, 2, 1], port))
    }

    #[test]
    fn a_datagram_goes_to_a_relayed_address_of_its_call_and_nowhere_else() {
        let table = table(Limits::default());
        let from = given(&table, 1, "call/a", 0).unwrap();
        let mut to = given(&table, 2, "call/b", 0).unwrap();
        let mut other = given(&table, 3, "another/a", 0).unwrap();
        assert_eq!([from.port, to.port, other.port], [49_152, 49_153, 49_154]);
        table.pass((from.port, from.serial), shown(to.port), b"hello");
        let passed = to.queue.try_recv().unwrap();
        assert_eq!((passed.from, &*passed.data), (from.port, &b"hello"[..]));
        table.pass((from.port, from.serial), shown(other.port), b"hello");
        table.pass((from.port, from.serial), shown(60_000), b"hello");
        let elsewhere = SocketAddr::from(([127, 0, 0, 1], to.port));
        table.pass((from.port, from.serial), elsewhere, b"hello");
        table.pass((from.port, from.serial + 9), shown(to.port), b"hello");
        assert!(other.queue.try_recv().is_err());
        assert!(to.queue.try_recv().is_err());
        let load = table.load();
        assert_eq!((load.passed_bytes, load.dropped), (5, 4));
    }

    #[test]
    fn ports_wrap_around_and_an_old_place_does_not_take_a_new_one_back() {
        let table = table(Limits::default());
        let first = given(&table, 1, "a", u16::MAX).unwrap();
        assert_eq!(first.port, u16::MAX);
        assert_eq!(given(&table, 2, "a", u16::MAX).unwrap().port, FIRST_PORT);
        table.take_back(first.port, first.serial);
        let again = given(&table, 3, "b", u16::MAX).unwrap();
        assert_eq!(again.port, first.port);
        table.take_back(first.port, first.serial);
        assert_eq!(table.load().allocations, 2);
        // One allocation for one address.
        assert!(given(&table, 3, "b", 7).is_none());
        // And none that nobody asked for.
        assert!(table.give(7, Instant::now()).is_none());
    }

    #[test]
    fn there_is_room_for_so_many_and_for_so_many_of_one_name() {
        let table = table(Limits {
            allocations: 3,
            allocations_per_user: 2,
            ..Limits::default()
        });
        assert!(given(&table, 1, "a", 0).is_some());
        assert!(given(&table, 2, "a", 0).is_some());
        assert_eq!(table.room("a"), Err(Full::ForUser));
        assert!(given(&table, 3, "a", 0).is_none());
        assert!(given(&table, 3, "b", 0).is_some());
        assert_eq!(table.room("c"), Err(Full::ForAll));
        assert!(given(&table, 4, "c", 0).is_none());
    }

    #[test]
    fn who_was_ended_gets_no_place_until_it_is_forgotten() {
        let table = table(Limits::default());
        let mut seat = given(&table, 1, "call/a", 0).unwrap();
        let other = given(&table, 2, "call/b", 0).unwrap();
        let gone = table.end("call/a", 1_000);
        assert_eq!(gone, [SocketAddr::from(([198, 51, 100, 1], 1))]);
        table.pass((other.port, other.serial), shown(seat.port), b"late");
        assert!(seat.queue.try_recv().is_err());
        assert!(given(&table, 3, "call/a", 0).is_none());
        assert!(table.sweep(Instant::now(), 1_000 + MAX_SECONDS).is_empty());
        assert!(table.has_ended("call/a"));
        table.sweep(Instant::now(), 1_000 + MAX_SECONDS + SLACK_SECONDS);
        assert!(!table.has_ended("call/a"));
        assert_eq!(table.load().ended, 0);
    }

    #[test]
    fn an_allocation_ends_after_the_longest_time_and_binds_so_many_channels() {
        let limits = Limits {
            channels: 2,
            longest: Duration::from_secs(60),
            ..Limits::default()
        };
        let table = table(limits);
        let _seat = given(&table, 1, "a", 0).unwrap();
        let source = SocketAddr::from(([198, 51, 100, 1], 1));
        let bound: Vec<bool> = [0x4000, 0x4001, 0x4002, 0x4000]
            .map(|channel| table.may_bind(source, channel))
            .into();
        assert_eq!(bound, [true, true, false, true]);
        let now = Instant::now();
        assert!(table.sweep(now, 0).is_empty());
        assert_eq!(table.sweep(now + Duration::from_secs(60), 0), [source]);
        assert_eq!(table.load().allocations, 0);
        assert!(!table.charge(source, 1, now));
    }
}
