//! `parenthesis propose`: puts a plan file forward in a family that was founded before.

use crate::cli::ProposeOptions;
use crate::instance::Place;
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use crate::serve::{DiskApp, open};
use crate::{asked, password};
use app::{Password, Session};
use family::{Command, Terms};

/// `parenthesis propose`.
///
/// # Errors
/// A [`Failure`] that says what is wrong; nothing is put forward then.
pub fn run(options: &ProposeOptions) -> Result<(), Failure> {
    let (_, text) = asked::plan(&options.plan, options.password_file.as_deref())?;
    asked::email(&options.email)?;
    let place = Place::new(&options.data, &options.key)?;
    if !place.has_database() {
        return Err(Failure::new(format!(
            "there is no family in {}. Found one with `parenthesis found`.",
            place.data().display()
        )));
    }
    let runtime = runtime()?;
    let password = password::known(options.password_file.as_deref(), &runtime)?;
    runtime.block_on(async {
        // What was begun is finished: it takes a moment.
        let _stop = Stop::install()?;
        let (app, store) = open(&place).await?;
        let said = put_forward(&app, &options.email, password, &text).await;
        store.close().await;
        say(&said?).map_err(|e| Failure::new(format!("{e}. The plan is put forward all the same.")))
    })
}

async fn put_forward(
    app: &DiskApp,
    email: &str,
    password: Password,
    text: &str,
) -> Result<String, Failure> {
    let signed_in = app
        .sign_in(email, password, "parenthesis propose")
        .await
        .map_err(Failure::of)?
        .ok_or_else(|| {
            Failure::new("this e-mail address and this password do not belong together")
        })?;
    let session = signed_in.session;
    let snapshot = app.family(&session).await.map_err(Failure::of)?;
    let proposed = propose(app, &session, text).await;
    // Nobody has this session's secret; that it could not be ended is in the log.
    let _ = app.sign_out(&session).await;
    proposed?;
    let other = &snapshot.family.seat(session.side().other()).parent.name;
    Ok(format!(
        "The plan is put forward. It counts once {other} accepts it."
    ))
}

/// Puts a plan forward for a parent who is signed in.
///
/// # Errors
/// A [`Failure`] when the family's rules refuse it.
pub async fn propose(app: &DiskApp, session: &Session, text: &str) -> Result<(), Failure> {
    let what = Command::Propose {
        proposal: app.fresh_proposal().map_err(Failure::of)?,
        terms: Terms::Plan(text.into()),
        reason: None,
    };
    let seen = app.family(session).await.map_err(Failure::of)?.head.seen();
    app.act(session, app.fresh_command(), seen, what)
        .await
        .map(|_| ())
        .map_err(Failure::of)
}
