//! What the `turn` crate takes for sockets: the one that listens, and the virtual ones of relayed
//! addresses.

use crate::table::{Passed, Table};
use async_trait::async_trait;
use std::any::Any;
use std::future::pending;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;
use tokio::net::UdpSocket;
use tokio::sync::{Mutex, mpsc};
use turn::relay::RelayAddressGenerator;
use webrtc_util::{Conn, Error};

type Taken<T> = Result<T, Error>;

fn unused<T>() -> Taken<T> {
    Err(io::Error::other("not used").into())
}

/// The socket that listens, as allocations see it.
pub(crate) struct Front {
    socket: UdpSocket,
    local: SocketAddr,
}

impl Front {
    pub(crate) fn new(socket: UdpSocket, local: SocketAddr) -> Self {
        Self { socket, local }
    }

    pub(crate) fn local(&self) -> SocketAddr {
        self.local
    }

    /// The next datagram. An address of IPv4 that came by a socket of IPv6 is one of IPv4.
    pub(crate) async fn next(&self, buffer: &mut [u8]) -> io::Result<(usize, SocketAddr)> {
        let (length, source) = self.socket.recv_from(buffer).await?;
        let plain = SocketAddr::new(source.ip().to_canonical(), source.port());
        Ok((length, plain))
    }

    /// Sends, or drops it where the system takes nothing more now: nobody waits for one client.
    pub(crate) fn put(&self, bytes: &[u8], target: SocketAddr) {
        let target = match (self.local.ip(), target.ip()) {
            (IpAddr::V6(_), IpAddr::V4(plain)) => {
                SocketAddr::new(IpAddr::V6(plain.to_ipv6_mapped()), target.port())
            }
            (IpAddr::V4(_) | IpAddr::V6(_), IpAddr::V4(_) | IpAddr::V6(_)) => target,
        };
        // UDP promises nothing, and what would be said has an address in it.
        let _ = self.socket.try_send_to(bytes, target);
    }
}

#[async_trait]
impl Conn for Front {
    async fn connect(&self, _: SocketAddr) -> Taken<()> {
        unused()
    }

    async fn recv(&self, _: &mut [u8]) -> Taken<usize> {
        unused()
    }

    async fn recv_from(&self, _: &mut [u8]) -> Taken<(usize, SocketAddr)> {
        unused()
    }

    async fn send(&self, _: &[u8]) -> Taken<usize> {
        unused()
    }

    async fn send_to(&self, bytes: &[u8], target: SocketAddr) -> Taken<usize> {
        self.put(bytes, target);
        Ok(bytes.len())
    }

    fn local_addr(&self) -> Taken<SocketAddr> {
        Ok(self.local)
    }

    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }

    /// Each allocation closes it when it ends; the others go on.
    async fn close(&self) -> Taken<()> {
        Ok(())
    }

    fn as_any(&self) -> &(dyn Any + Send + Sync) {
        self
    }
}

/// A relayed address: a place in the table.
struct Virtual {
    table: Arc<Table>,
    address: SocketAddr,
    serial: u64,
    queue: Mutex<mpsc::Receiver<Passed>>,
}

#[async_trait]
impl Conn for Virtual {
    async fn connect(&self, _: SocketAddr) -> Taken<()> {
        unused()
    }

    async fn recv(&self, _: &mut [u8]) -> Taken<usize> {
        unused()
    }

    async fn recv_from(&self, buffer: &mut [u8]) -> Taken<(usize, SocketAddr)> {
        let next = self.queue.lock().await.recv().await;
        let Some(Passed { from, data }) = next else {
            // The place is gone. An error would make the allocation's task remove whatever allocation
            // its client has by then; it ends by itself when its own is dropped.
            return pending().await;
        };
        for (place, byte) in buffer.iter_mut().zip(data.iter()) {
            *place = *byte;
        }
        let length = data.len().min(buffer.len());
        Ok((length, SocketAddr::new(self.address.ip(), from)))
    }

    async fn send(&self, _: &[u8]) -> Taken<usize> {
        unused()
    }

    async fn send_to(&self, data: &[u8], target: SocketAddr) -> Taken<usize> {
        let from = (self.address.port(), self.serial);
        self.table.pass(from, target, data);
        // What was dropped is gone like a datagram on the way.
        Ok(data.len())
    }

    fn local_addr(&self) -> Taken<SocketAddr> {
        Ok(self.address)
    }

    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }

    async fn close(&self) -> Taken<()> {
        self.table.take_back(self.address.port(), self.serial);
        Ok(())
    }

    fn as_any(&self) -> &(dyn Any + Send + Sync) {
        self
    }
}

impl Drop for Virtual {
    fn drop(&mut self) {
        self.table.take_back(self.address.port(), self.serial);
    }
}

/// Gives relayed addresses to whoever the table knows to be asking.
pub(crate) struct Places(pub(crate) Arc<Table>);

#[async_trait]
impl RelayAddressGenerator for Places {
    fn validate(&self) -> Result<(), turn::Error> {
        Ok(())
    }

    async fn allocate_conn(
        &self,
        use_ipv4: bool,
        _: u16,
    ) -> Result<(Arc<dyn Conn + Send + Sync>, SocketAddr), turn::Error> {
        let shown = self.0.shown();
        if !use_ipv4 && shown.is_ipv4() {
            return Err(turn::Error::ErrRelayAddressInvalid);
        }
        let mut random = [0; 2];
        getrandom::fill(&mut random).map_err(|_| turn::Error::ErrRelayAddressInvalid)?;
        let given = self
            .0
            .give(u16::from_ne_bytes(random), Instant::now())
            .ok_or(turn::Error::ErrRelayAddressInvalid)?;
        let address = SocketAddr::new(shown, given.port);
        let place = Virtual {
            table: Arc::clone(&self.0),
            address,
            serial: given.serial,
            queue: Mutex::new(given.queue),
        };
        Ok((Arc::new(place), address))
    }
}
