//! The words of calls: who takes part, what is asked of a call, and why it is not done. Plain values.

use std::fmt;
use std::sync::Arc;

use family::{CallHeld, CallId, Caller, MemberId, TabletId};
use jiff::Timestamp;
use plan::{ChildId, Side};

use crate::calls::sdp::BadSignal;

/// Who takes part in a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Party {
    /// A parent.
    Parent(Side),
    /// Whoever is at this tablet.
    Tablet(TabletId),
    /// Somebody who is there for the children.
    Supervisor(MemberId),
}

impl Party {
    /// As the one who began a call, or ended it; somebody who is there for the children does neither.
    pub(crate) fn caller(&self) -> Option<Caller> {
        match self {
            Self::Parent(side) => Some(Caller::Parent(*side)),
            Self::Tablet(tablet) => Some(Caller::Tablet(tablet.clone())),
            Self::Supervisor(_) => None,
        }
    }
}

impl From<&Caller> for Party {
    fn from(caller: &Caller) -> Self {
        match caller {
            Caller::Parent(side) => Self::Parent(*side),
            Caller::Tablet(tablet) => Self::Tablet(tablet.clone()),
        }
    }
}

/// The session or tablet that holds a seat: the hash of its secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Holder(pub [u8; 32]);

impl fmt::Debug for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Holder(..)")
    }
}

/// Who asks something of a call. A shell makes this of a session or a tablet that it has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// The family's id.
    pub family: Arc<str>,
    /// As whom.
    pub party: Party,
    /// With which session or tablet.
    pub holder: Holder,
}

/// A place in a call: 16 hexadecimal digits. No secret: whoever is in the call knows those of all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SeatId(Arc<str>);

impl SeatId {
    /// One out of random bytes.
    pub(crate) fn from_random(bytes: [u8; 8]) -> Self {
        Self(format!("{:016x}", u64::from_be_bytes(bytes)).into())
    }

    /// As it stands in an address or a form.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let fits = text.len() == 16 && text.bytes().all(plain);
        fits.then(|| Self(text.into()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether somebody has to be there for the children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Supervised {
    /// Nobody has to.
    No,
    /// One of these has to, the whole time.
    By {
        /// As the plan says it.
        name: String,
        /// Who may; none, where nobody whom the parents let in is named.
        supervisors: Vec<MemberId>,
    },
}

/// A call that somebody begins. Who may call whom was asked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beginning {
    /// Its id, which no other call has.
    pub call: CallId,
    /// The family's id.
    pub family: Arc<str>,
    /// Who begins it.
    pub by: Caller,
    /// Whose pages and tablets ring.
    pub called: Vec<Party>,
    /// Whether somebody has to be there.
    pub supervised: Supervised,
    /// The children in it, in the family's order.
    pub children: Vec<ChildId>,
    /// The parent in the call, for whom it is noted.
    pub parent: Side,
    /// Whether brothers and sisters call each other.
    pub siblings: bool,
    /// Whether it is a call without pictures.
    pub audio_only: bool,
}

/// Somebody who takes a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joining {
    /// The seat that this page had before its connection was lost.
    pub back_to: Option<SeatId>,
    /// What of the stream it heard last, as [`Heard::number`](super::Heard); what was given after it is
    /// given again.
    pub heard: Option<u64>,
    /// A fresh id, for a fresh seat.
    pub fresh: SeatId,
    /// What the others see; longer ones are cut.
    pub name: String,
    /// Whether this one is fine with the others learning the address.
    pub direct: bool,
    /// Whether this one sends no pictures.
    pub audio_only: bool,
}

/// A call that rings for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ring {
    /// The call.
    pub call: CallId,
    /// Who calls.
    pub by: Caller,
    /// The children in it.
    pub children: Vec<ChildId>,
    /// Whether brothers and sisters call each other.
    pub siblings: bool,
    /// Whether it is a call without pictures.
    pub audio_only: bool,
}

/// How a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// It rings.
    Ringing,
    /// It waits for whoever has to be there.
    Waiting,
    /// They talk.
    Open,
    /// One end is left, and may come back.
    Alone,
    /// It is over.
    Over(super::said::Why),
}

/// What somebody in a call may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    /// How it stands.
    pub stands: Stands,
    /// Who began it.
    pub by: Caller,
    /// The parent in it.
    pub parent: Side,
    /// The children in it.
    pub children: Vec<ChildId>,
    /// Whether brothers and sisters call each other.
    pub siblings: bool,
    /// Whether it is a call without pictures.
    pub audio_only: bool,
    /// Whether somebody has to be there.
    pub supervised: Supervised,
    /// When it began.
    pub begun: Timestamp,
}

/// A call that is over, to be noted for [`CallHeld::parent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noted {
    /// The family's id.
    pub family: Arc<str>,
    /// What is to be noted.
    pub held: Arc<CallHeld>,
}

/// Why the relay is to carry nothing more for a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CutFor {
    /// It left.
    Left,
    /// Whoever had it may be in the call no longer.
    Revoked,
    /// Nobody is there for the children: once somebody is, it begins anew.
    Waiting,
    /// The call is over.
    Over,
}

/// A seat for which the relay is to carry nothing more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The call.
    pub call: CallId,
    /// The seat.
    pub seat: SeatId,
    /// Whose it is.
    pub holder: Holder,
    /// Why.
    pub why: CutFor,
}

/// Whose part in a family's calls ends at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Revoked {
    /// A session or tablet that opens nothing any more.
    Holder(Holder),
    /// Somebody who is let in no longer, or a tablet that was ended.
    Party(Party),
}

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    /// There is no such call, seat or signal for this one.
    #[error("there is no such call")]
    Unknown,
    /// The call is over.
    #[error("the call is over")]
    Over,
    /// A child is in another call, to which this one was not called.
    #[error("a child is in another call")]
    Busy,
    /// It rang often, or somebody said not now: from then on it may ring again.
    #[error("it can ring again later")]
    Later(Timestamp),
    /// A limit is reached.
    #[error("there are too many calls, seats or signals")]
    Full,
    /// They do not talk yet, or not at this moment.
    #[error("nothing is said before the call is open")]
    NotOpen,
    /// What was sent is no signal.
    #[error(transparent)]
    Bad(#[from] BadSignal),
}
