//! What the pages need that are everybody's own: how one gets in, which families one is in. A parent
//! and somebody whom the parents let in stand in different frames.
//!
//! May touch: `app` (memory).

use app::{Alerts, Fault, Place, Store};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::stage::banner;
use super::{Stage, Visit, Web, token};
use crate::page::{Banner, Frame, GuestPlace, GuestTabs, Privacy, Tab, Theme};
use crate::text::{Lang, Text};

/// What a page is made of that is for everybody.
#[derive(Debug)]
pub(crate) enum Hall {
    /// For a parent.
    Parent(Box<Stage>),
    /// For somebody whom the parents let in.
    Guest(Box<GuestStage>),
}

/// What a page is made of for somebody whom the parents let in.
#[derive(Debug)]
pub(crate) struct GuestStage {
    /// This moment.
    pub now: Timestamp,
    /// The language.
    pub lang: Lang,
    /// The address to come back to.
    pub path: String,
    zone: TimeZone,
    name: String,
    tabs: GuestTabs,
    token: String,
    theme: Theme,
    privacy: Privacy,
    banner: Option<Banner>,
}

impl GuestStage {
    fn new<S: Store>(web: &Web<S>, visit: &Visit, place: Option<&Place>, alerts: &Alerts) -> Self {
        let now = web.app.now();
        let grant = place.and_then(|place| place.grant(now));
        let guest = place.map(|place| &place.guest.grant);
        let zone = place.map_or(TimeZone::UTC, |place| place.snapshot.family.zone().clone());
        Self {
            now,
            lang: visit.reader.lang,
            path: visit.address().to_owned(),
            banner: banner(alerts, &zone),
            zone,
            name: guest.map_or_else(String::new, |grant| grant.name.to_string()),
            tabs: GuestTabs {
                calendar: grant.is_some_and(family::Grant::calendar),
                plan: grant.is_some_and(family::Grant::plan),
                record: grant.is_some_and(|grant| grant.record().is_some()),
                here: None,
            },
            token: token::fresh(&web.app, &visit.reader.binding),
            theme: visit.reader.theme,
            privacy: visit.reader.privacy,
        }
    }

    /// The words of the reader's language.
    pub(crate) fn text(&self) -> &'static Text {
        Text::of(self.lang)
    }

    /// The frame of a page with this title, at this place of the bar.
    pub(crate) fn frame<'a>(&'a self, title: &'a str, here: Option<GuestPlace>) -> Frame<'a> {
        Frame {
            text: self.text(),
            title,
            viewer: None,
            tab: Some(Tab::Guest(GuestTabs { here, ..self.tabs })),
            token: &self.token,
            waits: 0,
            new: 0,
            path: &self.path,
            theme: self.theme,
            privacy: self.privacy,
            shown: None,
            banner: self.banner.as_ref(),
            live: None,
        }
    }
}

impl Hall {
    /// The words of the reader's language.
    pub(crate) fn text(&self) -> &'static Text {
        match self {
            Self::Parent(stage) => stage.text(),
            Self::Guest(stage) => stage.text(),
        }
    }

    /// The clock by which the family lives.
    pub(crate) fn zone(&self) -> &TimeZone {
        match self {
            Self::Parent(stage) => stage.family().zone(),
            Self::Guest(stage) => &stage.zone,
        }
    }

    /// The reader's name.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Parent(stage) => &stage.people[stage.side.index()].name,
            Self::Guest(stage) => &stage.name,
        }
    }

    /// The same page, reached again at this address.
    #[must_use]
    pub(crate) fn at(mut self, path: &str) -> Self {
        match &mut self {
            Self::Parent(stage) => path.clone_into(&mut stage.path),
            Self::Guest(stage) => path.clone_into(&mut stage.path),
        }
        self
    }

    /// The frame of a page with this title.
    pub(crate) fn frame<'a>(&'a self, title: &'a str) -> Frame<'a> {
        match self {
            // What is everybody's own is no part of the record.
            Self::Parent(stage) => Frame {
                live: Some(stage.still()),
                ..stage.frame(title, Tab::Today)
            },
            Self::Guest(stage) => stage.frame(title, None),
        }
    }
}

impl<S: Store> Web<S> {
    /// The stage of somebody whom the parents let in, at a place; of nobody's once there is none.
    pub(crate) async fn guest_stage(
        &self,
        visit: &Visit,
        place: Option<&Place>,
    ) -> Result<GuestStage, Fault> {
        let alerts = self.app.alerts(&visit.session).await?;
        Ok(GuestStage::new(self, visit, place, &alerts))
    }

    /// What a page needs that is everybody's own.
    pub(crate) async fn hall(&self, visit: &Visit) -> Result<Hall, Fault> {
        if visit.session.side().is_some() {
            return Ok(Hall::Parent(Box::new(self.stage(visit).await?)));
        }
        let place = self.app.place(&visit.session).await?;
        let stage = self.guest_stage(visit, place.as_ref()).await?;
        Ok(Hall::Guest(Box::new(stage)))
    }
}
