//! A client of a few lines, which also does what no good one would.

use relay::{Config, Credentials, Limits, NOWHERE, Relay, external_credentials, unix_now};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use stun::agent::TransactionId;
use stun::attributes::{ATTR_NONCE, ATTR_REALM, ATTR_USERNAME};
use stun::error_code::ErrorCodeAttribute;
use stun::integrity::MessageIntegrity;
use stun::message::{
    BINDING_REQUEST, CLASS_ERROR_RESPONSE, CLASS_INDICATION, CLASS_REQUEST, Getter as _,
    METHOD_ALLOCATE, METHOD_CREATE_PERMISSION, METHOD_SEND, Message, MessageType, Method, Setter,
};
use stun::textattrs::{Nonce, Realm, TextAttribute, Username};
use tokio::net::UdpSocket;
use tokio::time::timeout;
use turn::proto::PROTO_UDP;
use turn::proto::data::Data;
use turn::proto::lifetime::Lifetime;
use turn::proto::peeraddr::PeerAddress;
use turn::proto::relayaddr::RelayedAddress;
use turn::proto::reqtrans::RequestedTransport;

/// The relay's secret, as text, so that credentials can be made that the relay would not make.
pub const SECRET: &str = "north wind, south wind, east wind";
/// Long enough for a slow machine; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(20);
const TRY: Duration = Duration::from_millis(500);
const TRIES: usize = 40;

pub fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(&SECRET.as_bytes()[..32]);
    bytes
}

pub async fn relay(limits: Limits) -> Relay {
    Relay::start(Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        shown: NOWHERE,
        secret: secret(),
        limits,
    })
    .await
    .unwrap()
}

/// Credentials that the relay's secret makes, good or not.
pub fn forged(who: &str, until: u64) -> Credentials {
    external_credentials(&SECRET[..32], who, until)
}

pub fn soon() -> u64 {
    unix_now() + 600
}

pub struct Client {
    socket: UdpSocket,
    relay: SocketAddr,
    username: String,
    key: MessageIntegrity,
    nonce: String,
    realm: String,
}

/// The error code of an answer.
pub type Refused = u16;

impl Client {
    pub async fn new(relay: &Relay, credentials: &Credentials) -> Self {
        Self::at(relay, credentials, IpAddr::from([127, 0, 0, 1])).await
    }

    /// From an address of its own.
    pub async fn at(relay: &Relay, credentials: &Credentials, ip: IpAddr) -> Self {
        let socket = UdpSocket::bind((ip, 0)).await.unwrap();
        let mut client = Self {
            socket,
            relay: relay.local_addr(),
            username: String::new(),
            key: MessageIntegrity::default(),
            nonce: String::new(),
            realm: String::new(),
        };
        client.becomes(credentials);
        client
    }

    /// Goes on with other credentials.
    pub fn becomes(&mut self, credentials: &Credentials) {
        self.username.clone_from(&credentials.username);
        self.key = MessageIntegrity::new_long_term_integrity(
            credentials.username.clone(),
            "parenthesis".to_owned(),
            credentials.password.clone(),
        );
    }

    /// Asks without credentials, which gives a nonce.
    pub async fn knock(&mut self) -> Refused {
        let answer = self.ask(&unsigned(METHOD_ALLOCATE)).await;
        let text = |kind| TextAttribute::get_from_as(&answer, kind).unwrap().text;
        self.nonce = text(ATTR_NONCE);
        self.realm = text(ATTR_REALM);
        refused(&answer).unwrap()
    }

    pub async fn allocate(&mut self) -> Result<SocketAddr, Refused> {
        assert_eq!(self.knock().await, 401);
        let transport = RequestedTransport {
            protocol: PROTO_UDP,
        };
        let answer = self
            .signed(METHOD_ALLOCATE, vec![Box::new(transport)])
            .await?;
        let mut relayed = RelayedAddress::default();
        relayed.get_from(&answer).unwrap();
        Ok(SocketAddr::new(relayed.ip, relayed.port))
    }

    /// Asks with credentials, after a knock.
    pub async fn signed(
        &self,
        method: Method,
        more: Vec<Box<dyn Setter>>,
    ) -> Result<Message, Refused> {
        let mut parts: Vec<Box<dyn Setter>> = vec![
            Box::new(TransactionId::new()),
            Box::new(MessageType::new(method, CLASS_REQUEST)),
        ];
        parts.extend(more);
        parts.push(Box::new(Username::new(
            ATTR_USERNAME,
            self.username.clone(),
        )));
        parts.push(Box::new(Realm::new(ATTR_REALM, self.realm.clone())));
        parts.push(Box::new(Nonce::new(ATTR_NONCE, self.nonce.clone())));
        parts.push(Box::new(self.key.clone()));
        let mut message = Message::new();
        message.build(&parts).unwrap();
        let answer = self.ask(&message).await;
        match refused(&answer) {
            Some(code) => Err(code),
            None => Ok(answer),
        }
    }

    pub async fn permit(&self, peers: &[SocketAddr]) -> Result<(), Refused> {
        let peers = peers.iter().map(|peer| named(*peer)).collect();
        self.signed(METHOD_CREATE_PERMISSION, peers).await.map(drop)
    }

    /// Sends a datagram to a peer; there is no answer.
    pub async fn send(&self, peer: SocketAddr, data: &[u8]) {
        let mut message = Message::new();
        let parts: Vec<Box<dyn Setter>> = vec![
            Box::new(TransactionId::new()),
            Box::new(MessageType::new(METHOD_SEND, CLASS_INDICATION)),
            named(peer),
            Box::new(Data(data.to_vec())),
        ];
        message.build(&parts).unwrap();
        self.raw(&message.raw).await;
    }

    /// Sends bytes as they are.
    pub async fn raw(&self, bytes: &[u8]) {
        self.socket.send_to(bytes, self.relay).await.unwrap();
    }

    /// What the next datagram of a peer says, and from where.
    pub async fn received(&self) -> (Vec<u8>, SocketAddr) {
        let message = self.next().await;
        let mut peer = PeerAddress::default();
        peer.get_from(&message).unwrap();
        let mut data = Data::default();
        data.get_from(&message).unwrap();
        (data.0, SocketAddr::new(peer.ip, peer.port))
    }

    /// When this returns, the relay has dealt with all that was sent before.
    pub async fn round_trip(&self) {
        let mut message = Message::new();
        let parts: Vec<Box<dyn Setter>> =
            vec![Box::new(TransactionId::new()), Box::new(BINDING_REQUEST)];
        message.build(&parts).unwrap();
        self.ask(&message).await;
    }

    /// The answer to a request, which is sent again when none comes, as datagrams get lost. What peers
    /// sent before it is passed over.
    async fn ask(&self, request: &Message) -> Message {
        for _ in 0..TRIES {
            self.raw(&request.raw).await;
            let answer = timeout(TRY, async {
                loop {
                    let answer = self.next().await;
                    if answer.transaction_id == request.transaction_id {
                        return answer;
                    }
                }
            });
            if let Ok(answer) = answer.await {
                return answer;
            }
        }
        panic!("no answer to {}", request.typ);
    }

    async fn next(&self) -> Message {
        let mut buffer = vec![0; 2_000];
        let length = timeout(PATIENCE, self.socket.recv(&mut buffer));
        let length = length.await.expect("something arrives").unwrap();
        buffer.truncate(length);
        let mut message = Message {
            raw: buffer,
            ..Message::default()
        };
        message.decode().unwrap();
        message
    }
}

/// What asks for an allocation to last so long.
pub fn lasting(seconds: u64) -> Vec<Box<dyn Setter>> {
    vec![Box::new(Lifetime(Duration::from_secs(seconds)))]
}

pub fn named(peer: SocketAddr) -> Box<dyn Setter> {
    Box::new(PeerAddress {
        ip: peer.ip(),
        port: peer.port(),
    })
}

pub fn unsigned(method: Method) -> Message {
    let mut message = Message::new();
    let parts: Vec<Box<dyn Setter>> = vec![
        Box::new(TransactionId::new()),
        Box::new(MessageType::new(method, CLASS_REQUEST)),
    ];
    message.build(&parts).unwrap();
    message
}

fn refused(answer: &Message) -> Option<Refused> {
    if answer.typ.class != CLASS_ERROR_RESPONSE {
        return None;
    }
    let mut code = ErrorCodeAttribute::default();
    code.get_from(answer).unwrap();
    Some(code.code.0)
}

/// Two of one call, who let each other in.
pub async fn pair(relay: &Relay) -> ((Client, SocketAddr), (Client, SocketAddr)) {
    let mut a = Client::new(relay, &relay.credentials("call/a", soon())).await;
    let mut b = Client::new(relay, &relay.credentials("call/b", soon())).await;
    let at_a = a.allocate().await.unwrap();
    let at_b = b.allocate().await.unwrap();
    a.permit(&[at_b]).await.unwrap();
    b.permit(&[at_a]).await.unwrap();
    ((a, at_a), (b, at_b))
}
