//! `parenthesis demo`: the demo family on an embedded database, and how to sign in.

mod history;
mod plan_text;

use crate::calls;
use crate::cli::{DemoOptions, KeyOption};
use crate::instance::Place;
use crate::mail::Post;
use crate::output::Failure;
use crate::push;
use crate::runtime::{Stop, runtime};
use crate::serve::{Server, bind, local, open_at, ready, stopped, until_stopped};
use app::{SetClock, SystemClock};
use jiff::Zoned;
use std::fs::{self, TryLockError};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;

/// Where Mara and Elias live.
pub(crate) const ZONE: &str = "Europe/Amsterdam";
/// The demo family's passwords are no secret: there is nothing of anybody behind them.
pub(crate) const PASSWORD_MARA: &str = "two homes, one childhood";
pub(crate) const PASSWORD_ELIAS: &str = "one childhood, two homes";
/// Addresses of a domain that can never receive mail (RFC 2606).
pub(crate) const EMAIL_MARA: &str = "mara@example.org";
pub(crate) const EMAIL_ELIAS: &str = "elias@example.org";

/// The file by which a folder is known to hold a demo family and nothing else.
const MARK: &str = "demo";
/// The store's lock in a data folder.
const LOCK: &str = "lock";

/// `parenthesis demo`.
///
/// # Errors
/// A [`Failure`] when the server cannot start, or the folder is not for a demo.
pub fn run(options: &DemoOptions) -> Result<(), Failure> {
    let runtime = runtime()?;
    // Before the first file: what a signal interrupts is cleared away.
    let mut stop = {
        let _inside = runtime.enter();
        Stop::install()?
    };
    let nearby = push::nearby(&options.push)?;
    let temporary;
    let data = match &options.data {
        Some(data) => data.as_path(),
        None => {
            temporary =
                tempfile::tempdir().map_err(|e| Failure::while_doing("making a folder", e))?;
            &temporary.path().join("data")
        }
    };
    let place = Place::new(data, &KeyOption { key_file: None })?;
    runtime.block_on(async {
        let listener = bind(options.listen).await?;
        if let Made::Stopped = make_unless_there(&place, &mut stop).await? {
            stopped();
            return Ok(());
        }
        let (app, store) = open_at(&place, Arc::new(SystemClock)).await?;
        let settings = local(&listener)?
            .pushing_nearby(nearby)
            .calling(calls::on_this_machine().await?);
        let words = format!(
            "{}\n\n\
             The demo family is fictitious. Sign in as one of the parents:\n  \
             Mara:  {EMAIL_MARA} / {PASSWORD_MARA}\n  \
             Elias: {EMAIL_ELIAS} / {PASSWORD_ELIAS}\n\n\
             Use two browsers (or a private window) to be both at once. Ctrl-C stops the demo.",
            ready(&settings)
        );
        let server = Server {
            listener,
            serving: web::Serving::plain(),
            app,
            store,
            post: Post::folder(place.neighbour(".mail").data(), None)?,
            set_up: None,
        };
        until_stopped(server, settings, &words, stop).await
    })
}

enum Made {
    /// The folder holds the demo family, whole.
    There,
    /// We were told to stop; nothing is left behind.
    Stopped,
}

/// Makes the demo family, unless the folder has it. It comes into being beside the folder and
/// takes its place when it is whole.
async fn make_unless_there(place: &Place, stop: &mut Stop) -> Result<Made, Failure> {
    let data = place.data();
    let failed =
        |error: std::io::Error| Failure::new(format!("{} cannot be made: {error}", data.display()));
    match look(place).map_err(failed)? {
        Found::Demo => return Ok(Made::There),
        Found::Nothing => {}
        Found::Family => {
            return Err(Failure::new(format!(
                "{} holds a database that is not a demo. Serve it with `parenthesis serve`, or \
                 name another folder.",
                data.display()
            )));
        }
        Found::Other => {
            return Err(Failure::new(format!(
                "{} holds other files. Name a folder that is empty or not there yet.",
                data.display()
            )));
        }
    }
    let new = place.neighbour(".new");
    clear(new.data())?;
    // Made for the folder's final name, and with it the folder in which both lie.
    place.key()?;
    match make(&new, stop).await {
        Ok(Made::There) => fs::rename(new.data(), data)
            .map(|()| Made::There)
            .map_err(failed),
        unfinished => {
            fs::remove_dir_all(new.data()).map_err(failed)?;
            unfinished
        }
    }
}

enum Found {
    Demo,
    Family,
    Other,
    Nothing,
}

fn look(place: &Place) -> std::io::Result<Found> {
    if place.has_database() {
        let marked = place.data().join(MARK).exists();
        return Ok(if marked { Found::Demo } else { Found::Family });
    }
    match fs::read_dir(place.data()) {
        Ok(mut files) => Ok(files.next().map_or(Found::Nothing, |_| Found::Other)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(error),
    }
}

/// Removes what a demo left behind that was killed while it was made.
fn clear(new: &Path) -> Result<(), Failure> {
    let failed =
        |error: std::io::Error| Failure::new(format!("{} is in the way: {error}", new.display()));
    if !new.exists() {
        return Ok(());
    }
    if !new.join(MARK).exists() {
        // Without the mark it is not ours, unless it is empty.
        return fs::remove_dir(new).map_err(failed);
    }
    if let Ok(lock) = fs::File::open(new.join(LOCK)) {
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::new(format!(
                    "{} is being made by another demo",
                    new.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
    fs::remove_dir_all(new).map_err(failed)
}

/// Makes the demo family in a folder that is not there yet, until told to stop.
async fn make(new: &Place, stop: &mut Stop) -> Result<Made, Failure> {
    let failed = |error: std::io::Error| Failure::while_doing("making a folder", error);
    let now = Zoned::now()
        .in_tz(ZONE)
        .map_err(|e| Failure::while_doing("finding the demo's time zone", e))?;
    fs::DirBuilder::new()
        .mode(0o700)
        .create(new.data())
        .map_err(failed)?;
    // The mark comes first: by it a next start knows what it may remove.
    fs::write(new.data().join(MARK), "A demo family; nothing real.\n").map_err(failed)?;
    let clock = Arc::new(SetClock::at(now.timestamp()));
    let (app, store) = open_at(new, Arc::clone(&clock) as Arc<dyn app::Clock>).await?;
    let made = tokio::select! {
        made = history::make(&app, &clock, &now) => made.map(|()| Made::There),
        () = stop.told() => Ok(Made::Stopped),
    };
    store.close().await;
    made
}
