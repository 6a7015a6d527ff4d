//! `parenthesis propose`: puts a plan file forward in a family that was founded before.

use crate::cli::ProposeOptions;
use crate::instance::Place;
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use crate::serve::{DiskApp, open};
use crate::{asked, password};
use app::{Password, Session};
use family::{Command, Terms};
use jiff::civil::Date;
use plan::ParentingPlan;

/// `parenthesis propose`.
///
/// # Errors
/// A [`Failure`] that says what is wrong; nothing is put forward then.
pub fn run(options: &ProposeOptions) -> Result<(), Failure> {
    let (plan, text) = asked::plan(&options.plan, options.password_file.as_deref())?;
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
        let said = put_forward(&app, &options.email, password, (&plan, &text)).await;
        store.close().await;
        say(&said?).map_err(|e| Failure::new(format!("{e}. The plan is put forward all the same.")))
    })
}

async fn put_forward(
    app: &DiskApp,
    email: &str,
    password: Password,
    (plan, text): (&ParentingPlan, &str),
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
    let side = session
        .side()
        .ok_or_else(|| Failure::new("this account is not of a parent of the family"))?;
    let other = &snapshot.family.seat(side.other()).parent.name;
    let today = snapshot.family.date_at(app.now());
    let begins = snapshot.family.with_version(plan, today);
    let (_, begins) = begins.map_err(Failure::of)?;
    Ok(done(other.as_str(), begins, today))
}

/// What is said once the plan is put forward; `begins` is its first date if it is accepted today.
fn done(other: &str, begins: Date, today: Date) -> String {
    let forward = format!("The plan is put forward. It counts once {other} accepts it.");
    if begins > today {
        format!("{forward} Accepted today, it holds from {begins}.")
    } else {
        forward
    }
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
        answer_by: None,
    };
    let seen = app.family(session).await.map_err(Failure::of)?.head.seen();
    app.act(session, app.fresh_command(), seen, what)
        .await
        .map(|_| ())
        .map_err(Failure::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_begins_later_says_when() {
        let today = date(2026, 11, 23);
        let said = |begins| done("Elias", begins, today);
        let forward = "The plan is put forward. It counts once Elias accepts it.";
        assert_eq!(said(today), forward);
        let later = format!("{forward} Accepted today, it holds from 2026-11-24.");
        assert_eq!(said(date(2026, 11, 24)), later);
    }
}
