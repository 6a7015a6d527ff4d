//! What every page of somebody who is signed in needs: the family, the people, the frame; and
//! the pages that are ready from a moment ago.
//!
//! May touch: `app` (memory), the cache of pages.

use std::sync::Arc;

use app::{Alerts, Fault, Mine, New, Snapshot, Store};
use axum::http::StatusCode;
use axum::response::Response;
use family::{Family, Said, Showing};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::Markup;
use plan::Side;

use super::cache::{Key, ThemeKey};
use super::{KeepId, Visit, Web, token};
use crate::page::{Banner, Drafts, Frame, Live, Person, Privacy, Shown, SignIns, Tab, Theme};
use crate::swap::{Looking, cast};
use crate::text::{Lang, Text};

/// What a page is made of.
#[derive(Debug)]
pub(crate) struct Stage {
    /// The family and how far its record has come.
    pub snapshot: Arc<Snapshot>,
    /// This moment.
    pub now: Timestamp,
    /// Who looks.
    pub side: Side,
    /// The language.
    pub lang: Lang,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The token of the page's forms.
    pub token: String,
    /// The address to come back to.
    pub path: String,
    theme: Theme,
    privacy: Privacy,
    /// What is the reader's own about what comes in.
    pub mine: Arc<Mine>,
    new: New,
    waits: u32,
    author: String,
    banner: Option<Banner>,
    keep: Option<KeepId>,
    /// Whether the page answers no form, so that it can be asked for again.
    looked_at: bool,
}

impl Stage {
    fn new<S: Store>(
        web: &Web<S>,
        visit: &Visit,
        (snapshot, alerts, mine): (Arc<Snapshot>, &Alerts, Arc<Mine>),
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let side = visit.session.side();
        let side = side.ok_or_else(|| Fault::new("making a page", "it is for parents"))?;
        let family = &snapshot.family;
        let proposals = family.proposals().iter();
        let waits = proposals
            .filter(|one| one.waits_for() == Some(side) && family.is_live(one, now))
            .count();
        Ok(Self {
            new: web.app.new_to(&visit.session, &mine, family, now),
            mine,
            people: cast(family, side).parents,
            now,
            side,
            lang: visit.reader.lang,
            token: token::shown(&web.app, &visit.reader.binding, snapshot.head.seen()),
            path: visit.address().to_owned(),
            theme: visit.reader.theme,
            privacy: visit.reader.privacy,
            waits: u32::try_from(waits).unwrap_or(u32::MAX),
            author: visit.session.member().to_string(),
            banner: banner(alerts, family.zone()),
            keep: visit.reader.keep.clone(),
            // A form has at least its token.
            looked_at: visit.fields.is_empty(),
            snapshot,
        })
    }

    /// The family as it stands.
    pub(crate) fn family(&self) -> &Family {
        &self.snapshot.family
    }

    /// Whether the reader sees a message now: one's own, and of the other parent what does not wait.
    pub(crate) fn shows(&self, said: &Said) -> bool {
        let showing = || self.mine.showing(self.family(), said, self.now);
        said.by == self.side || matches!(showing(), Showing::Open)
    }

    /// The date where the family lives.
    pub(crate) fn today(&self) -> Date {
        self.family().date_at(self.now)
    }

    /// The words of the reader's language.
    pub(crate) fn text(&self) -> &'static Text {
        Text::of(self.lang)
    }

    /// What the builders of pages about proposals need.
    pub(crate) fn looking(&self) -> Looking<'_> {
        Looking {
            family: self.family(),
            viewer: self.side,
            now: self.now,
            lang: self.lang,
        }
    }

    /// What the page says of the record to the device that shows it: nothing to one that others
    /// use too, which then keeps no states of the record and no key.
    fn shown(&self) -> Option<Shown<'_>> {
        if self.privacy == Privacy::Shared {
            return None;
        }
        // A checkpoint is text; if it were not, the page would say nothing of it.
        let checkpoint = std::str::from_utf8(&self.snapshot.head.checkpoint).ok()?;
        Some(Shown {
            checkpoint,
            key: &self.snapshot.log_key,
            author: &self.author,
        })
    }

    /// What the page lets its scripts do.
    fn live(&self) -> Live<'_> {
        Live {
            person: &self.author,
            follows: self.looked_at.then_some(self.snapshot.head.size),
            drafts: match self.privacy {
                Privacy::Usual | Privacy::Neutral => Drafts::Kept,
                Privacy::Shared => Drafts::NotKept,
            },
            keep: self.keep.as_ref().map(KeepId::as_str),
        }
    }

    /// The same for a page that does not follow the record.
    pub(super) fn still(&self) -> Live<'_> {
        Live {
            follows: None,
            ..self.live()
        }
    }

    /// The frame of a page with this title.
    pub(crate) fn frame<'a>(&'a self, title: &'a str, tab: Tab) -> Frame<'a> {
        Frame {
            text: self.text(),
            title,
            viewer: Some(&self.people[self.side.index()]),
            tab: Some(tab),
            token: &self.token,
            waits: self.waits,
            new: u32::try_from(self.new.unseen).unwrap_or(u32::MAX),
            path: &self.path,
            theme: self.theme,
            privacy: self.privacy,
            shown: self.shown(),
            banner: self.banner.as_ref(),
            live: Some(self.live()),
        }
    }
}

/// What the page tells of the reader's account, by the family's clock.
pub(super) fn banner(alerts: &Alerts, zone: &TimeZone) -> Option<Banner> {
    if alerts.is_empty() {
        return None;
    }
    let sign_ins = alerts.sign_ins.last().map(|last| SignIns {
        count: alerts.sign_ins.len(),
        last: zone.to_datetime(*last),
        until: last.as_millisecond(),
        new_here: alerts.new_here,
    });
    let waits = alerts.recovery;
    Some(Banner {
        recovery: waits.map(|waits| (waits.by, zone.to_datetime(waits.due))),
        sign_ins,
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
    })
}

/// A page that is ready, or what is needed to make it.
pub(crate) enum Kept {
    /// As it was made a moment ago.
    Ready(Response),
    /// To be made, and kept under this key.
    Missing(Box<Stage>, Key),
}

impl<S: Store> Web<S> {
    /// What a page needs, for one that is not kept.
    pub(crate) async fn stage(&self, visit: &Visit) -> Result<Stage, Fault> {
        let snapshot = self.app.family(&visit.session).await?;
        let alerts = self.app.alerts(&visit.session).await?;
        let mine = self.app.mine(&visit.session).await?;
        Stage::new(self, visit, (snapshot, &alerts, mine), self.app.now())
    }

    /// Looks for a page that is ready.
    pub(crate) async fn kept(&self, visit: &Visit) -> Result<Kept, Fault> {
        let snapshot = self.app.family(&visit.session).await?;
        let alerts = self.app.alerts(&visit.session).await?;
        let mine = self.app.mine(&visit.session).await?;
        let now = self.app.now();
        let theme = ThemeKey::from((visit.reader.theme, visit.reader.privacy));
        let key = Key {
            session: visit.session.hash().0,
            root: snapshot.head.root,
            address: visit.address().into(),
            lang: visit.reader.lang,
            theme: match visit.reader.keep {
                Some(_) => theme.kept(),
                None => theme,
            },
            minute: now.as_second().div_euclid(60),
            alerts,
            mine: mine.version(),
        };
        Ok(match self.pages.get(&key) {
            Some(page) => Kept::Ready(page.answer(StatusCode::OK, visit.reader.takes)),
            None => {
                let stage = Stage::new(self, visit, (snapshot, &key.alerts, mine), now)?;
                Kept::Missing(Box::new(stage), key)
            }
        })
    }

    /// Keeps a page for the next time.
    pub(crate) fn keep(&self, visit: &Visit, key: Key, page: Markup) -> Response {
        let ready = self.pages.keep(key, page);
        ready.answer(StatusCode::OK, visit.reader.takes)
    }

    /// A page that is made of the family alone, from memory when it is ready.
    pub(crate) async fn family_page(
        &self,
        visit: &Visit,
        make: impl FnOnce(&Stage) -> Markup,
    ) -> super::Answer {
        Ok(match self.kept(visit).await? {
            Kept::Ready(response) => response,
            Kept::Missing(stage, key) => self.keep(visit, key, make(&stage)),
        })
    }
}
