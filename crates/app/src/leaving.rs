//! Closing the own account, of somebody who was let in: what was opened ends, on the record of
//! whoever opened it, and what is the person's own is destroyed.
//!
//! May touch: the store, private trees in memory.

use crate::account::Session;
use crate::ending::Ending;
use crate::families::Actor;
use crate::{ActError, App, Fault};
use family::Refusal;
use ledger::CommandId;
use std::sync::Arc;
use store::{Appended, Batch, Store};

impl<S: Store> App<S> {
    /// Closes the account here of whoever is signed in and is no parent: what was opened to them
    /// ends, their private record is destroyed, and with their last family the account. What the
    /// parents' records say of them stays. Where only half was done before, the rest is done.
    ///
    /// # Errors
    /// [`ActError`] when there is nobody to close it for, or storing fails.
    pub async fn leave_as_guest(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
    ) -> Result<(), ActError> {
        let actor = session.actor().clone();
        let place = self.place(session).await?;
        let place = place.ok_or(Refusal::NotTakingPart)?;
        if place.guest.has_account() {
            self.leave_place(actor.clone(), command, &place).await?;
        }
        let app = Arc::clone(self);
        // Goes on when the one who asked stops waiting.
        let closed = tokio::spawn(async move { app.close_alone(&actor).await }).await;
        closed.map_err(|e| Fault::new("closing an account", e))??;
        Ok(())
    }

    /// Closes what is one person's own. At most twice: a tree in memory may be behind the store's.
    async fn close_alone(&self, actor: &Actor) -> Result<(), Fault> {
        let doing = "closing an account";
        for _ in 0..2 {
            let command = self.fresh_command();
            let going = vec![actor.member.clone()];
            let mut ending = Ending::default();
            self.close_people(&mut ending, &actor.family, going, command)
                .await?;
            let Some(scope) = ending.appends.first().map(|one| one.tree.clone()) else {
                return Ok(());
            };
            let batch = Batch {
                command: store::CommandId::new(command.to_string()),
                scope,
                appends: ending.appends.clone(),
                rows: ending.rows.clone(),
                erasures: ending.erasures.clone(),
            };
            let answer = self.store.append(batch).await;
            if !matches!(answer, Ok(Appended::Done)) {
                self.perhaps_ended(&ending);
            }
            match answer.map_err(|e| Fault::new(doing, e))? {
                Appended::Done => {
                    self.forget_erased(&ending.erasures);
                    self.ended(&actor.family, &ending);
                    return Ok(());
                }
                Appended::AlreadyDone | Appended::Stale { .. } => {}
                Appended::Conflict(conflict) => {
                    return Err(Fault::new(doing, conflict.to_string()));
                }
            }
        }
        Err(Fault::new(doing, "the record moved on"))
    }
}
