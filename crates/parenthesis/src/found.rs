//! `parenthesis found`: a family from a plan file, and the link that invites the other parent.

use crate::cli::FoundOptions;
use crate::instance::Place;
use crate::output::{Failure, say};
use crate::propose::propose;
use crate::runtime::{Stop, runtime};
use crate::serve::{DiskApp, open};
use crate::{asked, password};
use app::{Entropy as _, INVITATION_DAYS, NewAccount, Secret, Session, SystemEntropy};
use family::{
    Child, Command, Context, Entry, Founding, Language, Name, Parent, Terms, check_terms, decide,
    fold,
};
use jiff::Timestamp;
use ledger::AuthorId;
use plan::{ParentId, ParentingPlan, Side};

/// `parenthesis found`.
///
/// # Errors
/// A [`Failure`] that says what is wrong; nothing is founded then, unless it says so.
pub fn run(options: &FoundOptions) -> Result<(), Failure> {
    let (plan, text) = asked::plan(&options.plan, options.password_file.as_deref())?;
    asked::email(&options.email)?;
    let settings = asked::url(&options.public_url)?;
    let side = founder(&plan, &options.parent)?;
    let founding = founding(&plan, side, options.name.as_deref())?;
    acceptable(&founding, &text, Timestamp::now())?;
    let place = Place::new(&options.data, &options.key)?;
    let runtime = runtime()?;
    let parents = founding.parents.iter().map(|parent| parent.name.as_str());
    let children = founding.children.iter().map(|child| child.name.as_str());
    let known: Vec<&str> = parents
        .chain(children)
        .chain([options.email.as_str()])
        .collect();
    let account = NewAccount {
        email: options.email.clone(),
        password: password::chosen(options.password_file.as_deref(), &known, &runtime)?,
        language: Some(language(&options.language)),
    };
    runtime.block_on(async {
        // What was begun is finished: half a founding would be in the way of the next.
        let _stop = Stop::install()?;
        let (app, store) = open(&place).await?;
        let made = make(&app, founding, account, &text).await;
        store.close().await;
        let secret = made?;
        let other = &plan.parent(side.other()).name;
        say(&format!(
            "The family is founded and the plan is put forward. It counts once {other} accepts it.\n\
             Send {other} this link by a way that only {other} reads: whoever has it can join in \
             that place.\n\
             It works for {INVITATION_DAYS} days and once:\n\n  {}/join/{}\n\n\
             You can make a newer one under Invite in the menu.\n\
             Start the server with: parenthesis serve --data {}",
            settings.origin(),
            secret.reveal(),
            place.data().display()
        ))
        .map_err(|e| {
            Failure::new(format!(
                "{e}. The family is founded all the same. Sign in and make the link for {other} \
                 under Invite in the menu."
            ))
        })
    })
}

/// Founds the family, puts the plan forward, and gives the secret of the invitation.
async fn make(
    app: &DiskApp,
    founding: Founding,
    account: NewAccount,
    text: &str,
) -> Result<Secret, Failure> {
    let founded = app
        .found(founding, account, "parenthesis found")
        .await
        .map_err(Failure::of)?;
    let session = founded.founder.session;
    propose(app, &session, text).await.map_err(|e| {
        Failure::new(format!(
            "{e}. The family is founded all the same. Put the plan forward with `parenthesis \
             propose`, and invite the other parent under Invite in the menu."
        ))
    })?;
    let secret = invite(app, &session).await.map_err(|e| {
        Failure::new(format!(
            "{e}. The family is founded all the same and the plan is put forward. Invite the \
             other parent under Invite in the menu."
        ))
    })?;
    // Nobody has this session's secret; that it could not be ended is in the log.
    let _ = app.sign_out(&session).await;
    Ok(secret)
}

async fn invite(app: &DiskApp, session: &Session) -> Result<Secret, Failure> {
    let seen = app.family(session).await.map_err(Failure::of)?.head.seen();
    app.invite(session, app.fresh_command(), seen)
        .await
        .map_err(Failure::of)
}

/// Asks the family's rules about founding and plan before anything is written: a family that is
/// founded without its plan would be in the way of the next attempt.
fn acceptable(founding: &Founding, text: &str, now: Timestamp) -> Result<(), Failure> {
    let context = Context {
        now,
        actor: founding.parents[founding.founder.index()].member.clone(),
    };
    let events = decide(None, &context, Command::Found(founding.clone())).map_err(Failure::of)?;
    let entries = (0..).zip(events).map(|(sequence, event)| Entry {
        sequence,
        at: now,
        by: context.actor.clone(),
        event,
    });
    let entries: Vec<Entry> = entries.collect();
    let family = fold(&entries).map_err(|e| Failure::while_doing("founding", e))?;
    match family {
        Some(family) => {
            check_terms(&family, &context, &Terms::Plan(text.into())).map_err(Failure::of)
        }
        None => Err(Failure::new("nothing would be founded")),
    }
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

fn language(tag: &str) -> Language {
    match tag {
        "nl" => Language::Nl,
        _ => Language::En,
    }
}

/// What founds a family with the people of a plan.
///
/// # Errors
/// A [`Failure`] when a name of the plan cannot be taken.
pub fn founding(
    plan: &ParentingPlan,
    founder: Side,
    name: Option<&str>,
) -> Result<Founding, Failure> {
    let taken = |text: &str| Name::new(text).map_err(|e| Failure::new(format!("{text:?}: {e}")));
    let parent = |side: Side| -> Result<Parent, Failure> {
        let mut random = [0; 16];
        SystemEntropy.fill(&mut random);
        let member = AuthorId::from_random(random).to_string();
        Ok(Parent {
            member: member.parse().map_err(Failure::of)?,
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
