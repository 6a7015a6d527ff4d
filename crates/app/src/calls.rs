//! Noting that a call happened. Who is in a call and what they say is never seen here.
//!
//! May touch: the store, families in memory.

use crate::device::By;
use crate::families::Actor;
use crate::world::{hex, random};
use crate::{Acknowledged, ActError, App, Fault};
use family::{CallHeld, CallId, Command};
use ledger::{CommandId, Seen};
use std::sync::Arc;
use store::{FamilyId, Store};

impl<S: Store> App<S> {
    /// A fresh id for a call.
    ///
    /// # Errors
    /// Never in practice: hexadecimal digits are an id.
    pub fn fresh_call(&self) -> Result<CallId, Fault> {
        hex(&random::<16>(&*self.entropy))
            .parse()
            .map_err(|e: family::BadId| Fault::new("naming a call", e))
    }

    /// Puts a call on the record of a family, once, as the parent for whom it is noted; the entry
    /// says that the server vouches for it. A beginning after now is now: a clock may be turned
    /// back during a call.
    ///
    /// # Errors
    /// [`ActError`] when the family's rules refuse it, or storing fails.
    pub async fn note_call(
        self: &Arc<Self>,
        family_id: &str,
        held: CallHeld,
    ) -> Result<Acknowledged, ActError> {
        let family = FamilyId::new(family_id);
        let snapshot = self.slot(&family).await?.snapshot();
        let actor = Actor {
            family,
            member: snapshot.family.seat(held.parent).parent.member.clone(),
            side: Some(held.parent),
        };
        let command = self.command_of(family_id, &held.call);
        let held = CallHeld {
            at: held.at.min(self.now()),
            ..held
        };
        let what = Command::NoteCall(Arc::new(held));
        // Nobody looked at the record for this.
        self.act_as(actor, command, Seen::NOTHING, what, By::Server, Vec::new())
            .await
    }

    /// The command by which a call is noted: whoever notes it twice adds one entry.
    fn command_of(&self, family_id: &str, call: &CallId) -> CommandId {
        let named = format!("{} {family_id} {call}", family_id.len());
        let mac = self.mac("noting a call", named.as_bytes());
        let mut bytes = [0; 16];
        for (byte, from) in bytes.iter_mut().zip(mac) {
            *byte = from;
        }
        CommandId::from_random(bytes)
    }
}
