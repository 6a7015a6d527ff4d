//! `parenthesis member reset`: a way back in for somebody who has lost every other, begun by
//! whoever runs the server. It opens after three days, in which every session of the account tells
//! of it and can stop it.

use crate::asked;
use crate::cli::ResetOptions;
use crate::instance::Place;
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use crate::serve::open;
use app::{RECOVERY_HOURS, Reset};

/// `parenthesis member reset`.
///
/// # Errors
/// A [`Failure`] that says what is wrong; nothing is begun then.
pub fn reset(options: &ResetOptions) -> Result<(), Failure> {
    asked::email(&options.email)?;
    let settings = asked::url(&options.public_url)?;
    let place = Place::new(&options.data, &options.key)?;
    place.must_have_database()?;
    runtime()?.block_on(async {
        // What was begun is finished: it takes a moment.
        let _stop = Stop::install()?;
        let (app, store) = open(&place).await?;
        let begun = app.reset_member(&options.email).await;
        store.close().await;
        let begun = begun.map_err(Failure::of)?;
        let begun = begun.ok_or_else(|| {
            Failure::new(format!("nobody signs in with {}", options.email.trim()))
        })?;
        say(&words(&begun, &settings)).map_err(|e| {
            Failure::new(format!(
                "{e}. The way back in is begun all the same. Run this again for another link; the \
                 time begins anew then."
            ))
        })
    })
}

fn words(begun: &Reset, settings: &web::Settings) -> String {
    let zone = begun.zone.iana_name().unwrap_or("UTC");
    let local = |at: jiff::Timestamp| {
        let at = begun.zone.to_datetime(at);
        format!("{} (time zone {zone})", at.strftime("%A %-d %B %Y, %H:%M"))
    };
    format!(
        "A way back in is begun. Give this link to that person by a way that only they read:\n\n  \
         {}{}\n\n\
         It opens {}, in {RECOVERY_HOURS} hours, and until {}.\n\
         Until then every device that is signed in to the account shows that you began it, and can \
         stop it. A message goes to the account's address as soon as the server runs, and the \
         account's own record says that whoever runs the server began it.\n\
         Whoever uses the link chooses a new password; all others are signed out, and codes from an \
         app are asked for no more.",
        settings.origin(),
        web::recover::recover_path(&begun.secret.reveal()),
        local(begun.due),
        local(begun.expires),
    )
}
