//! What a call needs of the server for as long as it lasts: the time, the record, the relay.
//!
//! May touch: `app`, which notes that it happened, and the relay.

use std::sync::Arc;

use app::Store;
use family::CallId;
use jiff::Timestamp;

use super::hub::{Beginning, Cut, Holder, Keeps, Noted, Refused};
use super::places::Given;
use crate::http::Web;

/// A server's side of a call.
pub(crate) struct Kept<S>(Web<S>);

impl<S: Store> Keeps for Kept<S> {
    fn now(&self) -> Timestamp {
        self.0.app.now()
    }

    async fn note(&self, noted: Noted) {
        for name in self.0.calls.places.over(&noted.held.call) {
            self.0.calls.settings.end(&name).await;
        }
        let held = Arc::unwrap_or_clone(noted.held);
        if let Err(why) = self.0.app.note_call(&noted.family, held).await {
            // Of whom and with whom stands in no log.
            let fault = app::Fault::new("noting a call", why);
            tracing::error!(incident = %fault.incident(), "a call was not noted");
        }
    }

    async fn cut(&self, cut: Cut) {
        for name in self.0.calls.places.cut(&cut) {
            self.0.calls.settings.end(&name).await;
        }
    }
}

impl<S: Store> Web<S> {
    /// Begins a call, or comes to the one that there is with a child of these.
    pub(crate) fn begin_call(&self, beginning: Beginning) -> Result<CallId, Refused> {
        let now = self.app.now();
        let begun = self.calls.hub.begin(beginning, now, Kept(self.clone()))?;
        Ok(begun.call().clone())
    }

    /// The servers through which a page of this holder may send in a call, as JSON for its script, under
    /// a name of its own.
    pub(crate) fn call_ice(&self, call: &CallId, holder: Holder, given: Given) -> String {
        let place: [u8; 8] = self.app.random();
        let name = format!("{call}/{:016x}", u64::from_be_bytes(place));
        let ice = self.calls.settings.ice_json(&name, self.app.now());
        if let Some(ended) = self.calls.places.give(call, holder, (name, given)) {
            let web = self.clone();
            // Whoever asks does not wait for it.
            tokio::spawn(async move { web.calls.settings.end(&ended).await });
        }
        ice
    }
}
