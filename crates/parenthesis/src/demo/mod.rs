//! `parenthesis demo`: the demo family on an embedded database, and how to sign in.

mod history;
mod plan_text;

use crate::cli::DemoOptions;
use crate::instance;
use crate::serve::{Failure, bind, local_url, open, runtime, say, until_stopped};
use app::{App, Config, SetClock, SystemEntropy};
use jiff::Zoned;
use std::path::Path;
use std::sync::Arc;
use store::SqliteStore;

/// Where Mara and Elias live.
pub(crate) const ZONE: &str = "Europe/Amsterdam";
/// The demo family's passwords are no secret: there is nothing of anybody behind them.
pub(crate) const PASSWORD_MARA: &str = "two homes, one childhood";
pub(crate) const PASSWORD_ELIAS: &str = "one childhood, two homes";
/// Addresses of a domain that can never receive mail (RFC 2606).
pub(crate) const EMAIL_MARA: &str = "mara@example.org";
pub(crate) const EMAIL_ELIAS: &str = "elias@example.org";

/// `parenthesis demo`.
///
/// # Errors
/// A [`Failure`] when the server cannot start.
pub fn run(options: &DemoOptions) -> Result<(), Failure> {
    let temporary;
    let data = match &options.data {
        Some(data) => data.as_path(),
        None => {
            temporary =
                tempfile::tempdir().map_err(|e| Failure::while_doing("making a folder", e))?;
            &temporary.path().join("data")
        }
    };
    let key = instance::key(data, &crate::cli::KeyOption { key_file: None })?;
    runtime()?.block_on(async {
        let listener = bind(options.listen).await?;
        make_family(data, key).await?;
        let (app, store) = open(data, key).await?;
        let url = local_url(&listener)?;
        say(&format!("Parenthesis is ready: {url}"));
        say("");
        say("The demo family is fictitious. Sign in as one of the parents:");
        say(&format!("  Mara:  {EMAIL_MARA} / {PASSWORD_MARA}"));
        say(&format!("  Elias: {EMAIL_ELIAS} / {PASSWORD_ELIAS}"));
        say("");
        say("Use two browsers (or a private window) to be both at once. Ctrl-C stops the demo.");
        until_stopped(listener, app, store, url).await
    })
}

/// Makes the demo family in an empty folder. In a folder that has one it does nothing.
async fn make_family(data: &Path, key: [u8; 32]) -> Result<(), Failure> {
    let now = Zoned::now()
        .in_tz(ZONE)
        .map_err(|e| Failure::while_doing("finding the demo's time zone", e))?;
    let store = SqliteStore::open(data)
        .await
        .map_err(|e| Failure::new(e.to_string()))?;
    let clock = Arc::new(SetClock::at(now.timestamp()));
    let config = Config {
        instance_key: key,
        clock: Arc::clone(&clock) as Arc<dyn app::Clock>,
        entropy: Arc::new(SystemEntropy),
    };
    let app = App::open(store.clone(), config).map_err(|e| Failure::new(e.to_string()))?;
    let made = history::make(&Arc::new(app), &clock, &now).await;
    store.close().await;
    made
}
