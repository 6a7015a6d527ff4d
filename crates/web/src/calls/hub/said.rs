//! What a seat is told, and its shape on the wire: the name of an event, and its data as JSON.

use serde_json::{Value, json};

use super::signal::Signal;
use super::words::{Party, SeatId};

/// What the others see of a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    /// The seat.
    pub seat: SeatId,
    /// Who has it, by name.
    pub name: String,
    /// Who has it.
    pub party: Party,
    /// Whether whoever reads this came later than that seat: then the reader offers to it, and gives
    /// way where both offer at once.
    pub polite: bool,
    /// Whether it sends no pictures.
    pub audio_only: bool,
}

impl Card {
    fn json(&self) -> Value {
        let kind = match self.party {
            Party::Parent(_) => "parent",
            Party::Tablet(_) => "tablet",
            Party::Supervisor(_) => "supervisor",
        };
        json!({
            "seat": self.seat.as_str(),
            "name": self.name,
            "kind": kind,
            "polite": self.polite,
            "audio": self.audio_only,
        })
    }
}

/// Why a call is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Somebody ended it.
    Ended,
    /// Nobody answered, or whoever has to be there did not come.
    Missed,
    /// Somebody said not now.
    Declined,
    /// The connection was lost.
    Lost,
    /// Somebody who was in it may be in it no longer.
    Revoked,
    /// It lasted as long as calls may.
    Long,
}

impl Why {
    /// As it stands in the data of an event.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Missed => "missed",
            Self::Declined => "declined",
            Self::Lost => "lost",
            Self::Revoked => "revoked",
            Self::Long => "long",
        }
    }
}

/// What a seat is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// Which seat this is.
    Seat(SeatId),
    /// Who else is there.
    Here(Vec<Card>),
    /// Somebody came.
    Joined(Card),
    /// Somebody left.
    Left(SeatId),
    /// Another seat's browser says something to this one's.
    Signal {
        /// From whom.
        from: SeatId,
        /// What.
        signal: Signal,
    },
    /// The call waits for whoever has to be there, in the plan's words: nothing is sent or shown.
    Wait(String),
    /// They talk: each offers to every seat that was there before, anew where they talked before.
    Open,
    /// The call is over. Nothing comes after it.
    Over(Why),
}

impl Said {
    /// The name of the event, and its data: one line of JSON.
    pub(crate) fn event(&self) -> (&'static str, String) {
        let (name, data) = match self {
            Self::Seat(seat) => ("seat", json!({ "seat": seat.as_str() })),
            Self::Here(cards) => {
                let seats: Vec<Value> = cards.iter().map(Card::json).collect();
                ("here", json!({ "seats": seats }))
            }
            Self::Joined(card) => ("joined", card.json()),
            Self::Left(seat) => ("left", json!({ "seat": seat.as_str() })),
            Self::Signal { from, signal } => {
                let (from, kind) = (from.as_str(), signal.kind().word());
                let data = signal.data();
                (
                    "signal",
                    json!({ "from": from, "kind": kind, "data": data }),
                )
            }
            Self::Wait(name) => ("wait", json!({ "for": name })),
            Self::Open => ("open", json!({})),
            Self::Over(why) => ("over", json!({ "why": why.word() })),
        };
        (name, data.to_string())
    }
}

/// Something that a stream gives to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    /// Its number in this seat's stream: the id of the event. Later ones are larger.
    pub number: u64,
    /// What it is.
    pub said: Said,
}
