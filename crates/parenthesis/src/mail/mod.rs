//! Beside the server: writing letters and notices of what came ([`Notifying`]), and delivering them, to
//! a mail server or into a folder for who has none, and to push services ([`Delivering`]); and what the
//! command line says of it.
//! Touches the network or that folder, the outbox through `app`, and the log, which gets counts and
//! reply codes; never an address or a word of a letter.

pub mod command;
mod folder;
mod message;
mod notifying;
mod smtp;
#[cfg(test)]
mod tests;

use crate::cli::MailOptions;
use crate::instance::{Place, beside};
use crate::output::Failure;
use crate::push::Pushing;
use crate::serve::DiskApp;
use app::mail::{Carried, Carrier, Parcel};
use app::{Nudge, Subscription};
use folder::Folder;
use jiff::Timestamp;
use smtp::Smtp;
use std::path::Path;
use std::time::Duration;
use tokio::sync::watch;

pub use notifying::Notifying;

/// After a fault of the store.
const AFTER_FAULT: Duration = Duration::from_secs(30);
/// The longest pause: a clock that is set does not make letters wait for ever.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// How long a letter that is under way may take once we are told to stop.
const STOP_TIME: Duration = Duration::from_secs(10);

/// Where letters go.
#[derive(Debug)]
pub enum Post {
    /// To a mail server.
    Smtp(Smtp),
    /// Into a folder.
    Folder(Folder),
}

impl Post {
    /// What the command line names; without a mail server, the folder `DIR.mail` beside the data.
    ///
    /// # Errors
    /// A [`Failure`] that says what is wrong with it.
    pub fn asked(options: &MailOptions, place: &Place) -> Result<Self, Failure> {
        Self::beside(options, place.data())
    }

    /// The same, beside a folder of which nothing else is known.
    fn beside(options: &MailOptions, data: &Path) -> Result<Self, Failure> {
        let from = options.mail_from.as_deref();
        match &options.smtp {
            Some(url) => {
                let from = from.ok_or_else(|| {
                    Failure::new(
                        "--smtp needs --mail-from: the address that messages come from, such as \
                         parenthesis@example.org",
                    )
                })?;
                let password = std::env::var(smtp::PASSWORD_VARIABLE).ok();
                Smtp::new(url, password.as_deref(), from).map(Self::Smtp)
            }
            None => {
                let beside = beside(data, ".mail");
                let folder = options.mail_folder.as_deref().unwrap_or(&beside);
                Self::folder(folder, from)
            }
        }
    }

    /// Into a folder.
    ///
    /// # Errors
    /// A [`Failure`] when the sender's address is none.
    pub fn folder(folder: &Path, from: Option<&str>) -> Result<Self, Failure> {
        Folder::new(folder, from.unwrap_or("parenthesis@localhost")).map(Self::Folder)
    }

    /// Whether letters go on by themselves.
    pub fn mails(&self) -> bool {
        match self {
            Self::Smtp(_) => true,
            Self::Folder(_) => false,
        }
    }

    /// What is said of it at the start, where there is something to say.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Smtp(_) => None,
            Self::Folder(folder) => Some(format!(
                "No mail server is named (--smtp), so messages to people are put as files into {}: \
                 hand them over yourself.",
                folder.path().display()
            )),
        }
    }
}

/// Puts letters into words and hands them on.
struct Carries {
    post: Post,
    settings: web::Settings,
    pushing: Pushing,
}

impl Carrier for Carries {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let words = web::mail::words(parcel, &self.settings);
        match &self.post {
            Post::Smtp(smtp) => smtp.send(parcel, words).await,
            Post::Folder(folder) => folder.put(parcel, words),
        }
    }

    async fn push(&self, to: &Subscription, nudge: &Nudge) -> Carried {
        self.pushing
            .send(to, nudge, web::push::payload(nudge, to.discreet))
            .await
    }
}

/// Delivers in the background until told to stop.
pub struct Delivering {
    task: tokio::task::JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Delivering {
    /// Begins.
    pub fn begin(app: DiskApp, post: Post, settings: web::Settings) -> Self {
        let (stop, stopping) = watch::channel(false);
        let pushing = Pushing::new(&settings);
        let carries = Carries {
            post,
            settings,
            pushing,
        };
        let task = tokio::spawn(deliver(app, carries, stopping));
        Self { task, stop }
    }

    /// Ends, after the letter that is under way. One that takes too long is left, and tried again
    /// after the next start.
    pub async fn end(mut self) {
        // It may have ended already.
        let _ = self.stop.send(true);
        if tokio::time::timeout(STOP_TIME, &mut self.task)
            .await
            .is_err()
        {
            tracing::warn!("stopped with a mail still under way");
            self.task.abort();
            let _ = self.task.await;
        }
    }
}

async fn deliver(app: DiskApp, carries: Carries, mut stopping: watch::Receiver<bool>) {
    let mut written = app.mail_changes();
    loop {
        if *stopping.borrow() {
            return;
        }
        // What is written from here on is seen by the next round.
        written.borrow_and_update();
        let pause = match app.deliver(&carries).await {
            Ok(next) => next.map_or(LONGEST_PAUSE, |at| until(at, app.now())),
            // It has written its line in the log.
            Err(_) => AFTER_FAULT,
        };
        if pause.is_zero() {
            continue;
        }
        tokio::select! {
            _ = stopping.changed() => return,
            _ = written.changed() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

fn until(at: Timestamp, now: Timestamp) -> Duration {
    let ahead = at.duration_since(now);
    let ahead = Duration::try_from(ahead).unwrap_or(Duration::ZERO);
    ahead.min(LONGEST_PAUSE)
}
