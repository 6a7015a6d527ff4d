//! `parenthesis found`: a family from a plan file, and the link that invites the other parent.

use crate::cli::FoundOptions;
use crate::instance;
use crate::serve::{Failure, open, runtime, say};
use app::{INVITATION_DAYS, NewAccount, Password};
use family::{Child, Command, Founding, Language, Name, Parent, Terms};
use plan::{ParentId, ParentingPlan, Side};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

/// Longest password line read, in bytes.
const MAX_PASSWORD_BYTES: u64 = 4_096;

/// `parenthesis found`.
///
/// # Errors
/// A [`Failure`] that says what is wrong; nothing is founded then.
pub fn run(options: &FoundOptions) -> Result<(), Failure> {
    let text = fs::read_to_string(&options.plan)
        .map_err(|e| Failure::new(format!("{} cannot be read: {e}", options.plan.display())))?;
    let today = jiff::Zoned::now().date();
    let plan = ParentingPlan::read(&text, today).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|p| format!("{}:{p}", options.plan.display()))
            .collect();
        Failure::new(format!("the plan has errors:\n{}", lines.join("\n")))
    })?;
    let side = founder(&plan, &options.parent)?;
    let password = password(options.password_file.as_deref())?;
    let key = instance::key(&options.data, &options.key)?;
    runtime()?.block_on(async {
        let (app, store) = open(&options.data, key).await?;
        let founding = founding(&app, &plan, side, options.name.as_deref())?;
        let other = plan.parent(side.other()).name.clone();
        let account = NewAccount {
            email: options.email.clone(),
            password,
            language: Some(language(&options.language)),
        };
        let founded = app
            .found(founding, account, "parenthesis found")
            .await
            .map_err(|e| Failure::new(e.to_string()))?;
        let session = founded.founder.session;
        let proposal = app
            .fresh_proposal()
            .map_err(|e| Failure::new(e.to_string()))?;
        let propose = Command::Propose {
            proposal,
            terms: Terms::Plan(text.as_str().into()),
            reason: None,
        };
        app.family(&session)
            .await
            .map_err(|e| Failure::new(e.to_string()))?;
        app.act(&session, app.fresh_command(), propose)
            .await
            .map_err(|e| Failure::new(e.to_string()))?;
        let secret = app
            .invite(&session, app.fresh_command())
            .await
            .map_err(|e| Failure::new(e.to_string()))?;
        app.sign_out(&session)
            .await
            .map_err(|e| Failure::new(e.to_string()))?;
        store.close().await;
        let url = options.public_url.trim_end_matches('/');
        say(&format!(
            "The family is founded and the plan is put forward. It counts once {other} accepts it."
        ));
        say(&format!(
            "Give {other} this link; it works for {INVITATION_DAYS} days and once:\n\n  {url}/join/{}\n",
            secret.reveal()
        ));
        say(&format!(
            "Start the server with: parenthesis serve --data {}",
            options.data.display()
        ));
        Ok(())
    })
}

fn founder(plan: &ParentingPlan, id: &str) -> Result<Side, Failure> {
    let known = plan.parents().each_ref().map(|p| p.id.to_string());
    id.parse::<ParentId>()
        .ok()
        .and_then(|id| plan.side_of(&id))
        .ok_or_else(|| {
            Failure::new(format!(
                "the plan has no parent '{id}'; it names {} and {}",
                known[0], known[1]
            ))
        })
}

fn password(file: Option<&Path>) -> Result<Password, Failure> {
    let mut text = String::new();
    let read = match file {
        Some(file) => {
            fs::File::open(file).and_then(|f| f.take(MAX_PASSWORD_BYTES).read_to_string(&mut text))
        }
        None => {
            say("Your password (at least 12 characters), then Enter:");
            let mut line = String::new();
            let read = std::io::stdin().read_line(&mut line);
            text = line;
            read
        }
    };
    read.map_err(|e| Failure::while_doing("reading the password", e))?;
    let first = text.lines().next().unwrap_or_default().to_owned();
    Password::chosen(first).map_err(|e| Failure::new(e.to_string()))
}

fn language(tag: &str) -> Language {
    match tag {
        "nl" => Language::Nl,
        _ => Language::En,
    }
}

fn founding(
    app: &Arc<app::App<store::SqliteStore>>,
    plan: &ParentingPlan,
    founder: Side,
    name: Option<&str>,
) -> Result<Founding, Failure> {
    let taken = |text: &str| Name::new(text).map_err(|e| Failure::new(format!("{text:?}: {e}")));
    let parent = |side: Side| -> Result<Parent, Failure> {
        Ok(Parent {
            member: app
                .fresh_member()
                .map_err(|e| Failure::new(e.to_string()))?,
            id: plan.parent(side).id.clone(),
            name: taken(&plan.parent(side).name)?,
        })
    };
    let both = format!(
        "{} and {}",
        plan.parent(Side::A).name,
        plan.parent(Side::B).name
    );
    Ok(Founding {
        name: taken(name.unwrap_or(&both))?,
        zone: plan.zone_name().into(),
        parents: [parent(Side::A)?, parent(Side::B)?],
        children: plan
            .children()
            .iter()
            .map(|c| {
                Ok(Child {
                    id: c.id.clone(),
                    name: taken(&c.name)?,
                    born: c.born,
                })
            })
            .collect::<Result<_, Failure>>()?,
        founder,
    })
}
