//! Several families with one sign-in: which they are, and in which one a session is.
//!
//! May touch: the store and the sessions in memory. Nothing of one family is read for another.

use crate::families::Actor;
use crate::{App, Fault, LetInBy, Session, Snapshot};
use family::GuestRole;
use plan::Side;
use std::sync::Arc;
use store::{AccessRow, FamilyId, Row, Store, Written};

/// A family to which an account belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyPlace {
    /// Names it in a form. Random; it says nothing.
    pub id: String,
    /// What the parents call it.
    pub name: String,
    /// As what.
    pub part: Part,
    /// Whether the session is in it.
    pub here: bool,
}

/// A part in a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The parent on this side.
    Parent(Side),
    /// Somebody who was let in, as this and by whom.
    Guest(GuestRole, LetInBy),
}

/// A family in which somebody is a parent.
#[derive(Debug, Clone)]
pub struct OwnFamily {
    /// What the parents call it.
    pub name: String,
    /// On which side.
    pub side: Side,
    /// The family as it stands.
    pub snapshot: Arc<Snapshot>,
}

impl<S: Store> App<S> {
    /// The families in which whoever is signed in is a parent, by name, as they stand. Together
    /// they are for that person's eyes alone.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn own_families(&self, session: &Session) -> Result<Vec<OwnFamily>, Fault> {
        let doing = "reading one's families";
        let memberships = self.store.memberships(session.account()).await;
        let mut own = Vec::new();
        for one in memberships.map_err(|e| Fault::new(doing, e))? {
            let member = one.member.as_str().parse();
            let member = member.map_err(|e: family::BadId| Fault::new(doing, e))?;
            let snapshot = self.slot(&one.family).await?.snapshot();
            if let Some(side) = snapshot.family.side_of(&member) {
                own.push(OwnFamily {
                    name: snapshot.family.name().to_string(),
                    side,
                    snapshot,
                });
            }
        }
        own.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(own)
    }

    /// The families of whoever is signed in, by name.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn families_of(&self, session: &Session) -> Result<Vec<FamilyPlace>, Fault> {
        let doing = "listing families";
        let memberships = self.store.memberships(session.account()).await;
        let mut places = Vec::new();
        for one in memberships.map_err(|e| Fault::new(doing, e))? {
            let member = one.member.as_str().parse();
            let member = member.map_err(|e: family::BadId| Fault::new(doing, e))?;
            let snapshot = self.slot(&one.family).await?.snapshot();
            let part = match snapshot.family.side_of(&member) {
                Some(side) => Part::Parent(side),
                None => match self.place_of(&one.family, &member).await? {
                    Some(place) => Part::Guest(place.guest.grant.role.clone(), place.by),
                    None => continue,
                },
            };
            places.push(FamilyPlace {
                here: one.family == session.actor().family,
                name: snapshot.family.name().to_string(),
                id: one.family.to_string(),
                part,
            });
        }
        places.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        Ok(places)
    }

    /// Goes on in another family of the same person. `false` when there is no such family, which
    /// is the answer for every family of others.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn go_to_family(&self, session: &Session, id: &str) -> Result<bool, Fault> {
        let memberships = self.store.memberships(session.account()).await;
        let memberships = memberships.map_err(|e| Fault::new("looking for a family", e))?;
        let found = memberships
            .into_iter()
            .find(|one| one.family.as_str() == id);
        match found {
            Some(one) => self.move_session(session, &one.family).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// The session is in this family from now on, also after a restart.
    pub(crate) async fn move_session(
        &self,
        session: &Session,
        family: &FamilyId,
    ) -> Result<(), Fault> {
        let doing = "going to another family";
        let row = Row::Access(AccessRow::MoveSession {
            token: session.hash(),
            family: family.clone(),
        });
        let written = self.store.write(vec![row]).await;
        match written.map_err(|e| Fault::new(doing, e))? {
            Written::Done => {}
            // Ended meanwhile: there is nothing to move.
            Written::Conflict(_) => return Ok(()),
        }
        let actor: Option<Actor> = self.actor_of(session.account(), Some(family)).await?;
        let actor = actor.ok_or_else(|| Fault::new(doing, "there is no such membership"))?;
        self.replace_session(&Arc::new(session.in_family(actor)));
        Ok(())
    }
}
