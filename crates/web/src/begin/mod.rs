//! The first run: a server without a family, and the link by which one is begun in the browser.
//!
//! May touch: its arguments, and `app`'s founding. The link's secret is random, held in memory as
//! a hash, and works until a family was begun with it; a restart makes another.
//!
//! | Address | What |
//! |---|---|
//! | `GET`, `POST /begin/{secret}` | [`markup::form_page`], [`form::BeginForm`]; then [`markup::begun_page`] |
//! | everything else, until then | [`markup::waiting_page`] |

pub mod form;
pub(crate) mod handler;
pub mod markup;
pub mod view;

use app::Secret;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{Mutex, MutexGuard};

/// What a server needs to know to let somebody begin the first family.
#[derive(Debug)]
pub struct SetUp {
    hash: [u8; 32],
    begun: AtomicBool,
    /// Held while a family is begun, so that two who send the form at once begin one.
    beginning: Mutex<()>,
}

/// Where the addresses of set-up links begin.
pub(crate) const PATH: &str = "/begin/";

/// The address of the set-up link.
#[must_use]
pub fn begin_path(secret: &str) -> String {
    format!("{PATH}{secret}")
}

impl SetUp {
    /// A family can be begun by whoever has this secret, once.
    #[must_use]
    pub fn new(secret: &Secret) -> Self {
        Self {
            hash: secret.hash().0,
            begun: AtomicBool::new(false),
            beginning: Mutex::new(()),
        }
    }

    /// Whether no family has begun yet.
    pub(crate) fn waits(&self) -> bool {
        !self.begun.load(Ordering::Acquire)
    }

    /// Whether this is the secret, and it still works.
    pub(crate) fn opens(&self, secret: &Secret) -> bool {
        same(&self.hash, &secret.hash().0) && self.waits()
    }

    /// Whoever holds this is alone in beginning a family. `None` when one has begun.
    pub(crate) async fn alone(&self) -> Option<MutexGuard<'_, ()>> {
        let alone = self.beginning.lock().await;
        self.waits().then_some(alone)
    }

    /// A family has begun: the link works no more.
    pub(crate) fn end(&self) {
        self.begun.store(true, Ordering::Release);
    }
}

/// Compares without ending early, so that the time says nothing about where they differ.
fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests;
