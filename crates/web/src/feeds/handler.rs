//! Making, listing and ending the addresses under which calendar programs read.
//!
//! May touch: the reader's own addresses, through `app`. A secret is shown once, on the page that
//! answers its making.

use app::{FeedChoice, FeedError, FeedTitles, Store};
use axum::http::StatusCode;
use family::Name;
use plan::Side;

use super::markup::{FeedForm, FeedsView, feeds_page};
use crate::http::{Answer, Visit, Web, first, language_of, see_other};
use crate::page::{Tab, paths};
use crate::people::words::bad_text;
use crate::text::t;

/// `GET /calendar/addresses`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    shown(&web, &visit, StatusCode::OK, FeedForm::default(), None).await
}

/// `POST /calendar/addresses`.
pub(crate) async fn make<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let mut form = FeedForm::read(&visit.fields);
    let name = match Name::new(&form.name) {
        Ok(name) => name,
        Err(bad) => {
            form.wrong = Some(bad_text(stage.text(), bad));
            return shown(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, None).await;
        }
    };
    let children = stage.family().children().iter();
    let chosen = children.filter(|child| form.children.iter().any(|id| id == child.id.as_str()));
    let mut children: Vec<_> = chosen.map(|child| child.id.clone()).collect();
    if children.len() == stage.family().children().len() {
        // All of them, also a child that joins the plan later.
        children.clear();
    }
    let choice = FeedChoice {
        name,
        children,
        with: match form.with.as_str() {
            "a" => Some(Side::A),
            "b" => Some(Side::B),
            _ => None,
        },
        titles: if form.neutral {
            FeedTitles::Neutral
        } else {
            FeedTitles::Named
        },
        language: language_of(stage.lang),
    };
    let made = web
        .app
        .make_feed(&visit.session, web.command(&visit), &choice)
        .await;
    match made {
        Ok(secret) => {
            let path = format!("{}/{}.ics", super::FEED, secret.reveal());
            let address = format!("{}{path}", web.settings.origin());
            shown(
                &web,
                &visit,
                StatusCode::OK,
                FeedForm::default(),
                Some(address),
            )
            .await
        }
        Err(FeedError::TooMany) => {
            form.wrong = Some(t!(stage.text(), "feeds-too-many", limit = app::FEEDS_MAX));
            shown(&web, &visit, StatusCode::CONFLICT, form, None).await
        }
        Err(FeedError::Fault(fault)) => Err(fault.into()),
    }
}

/// `POST /calendar/addresses/end`.
pub(crate) async fn end<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let command = web.command(&visit);
    let ended = web
        .app
        .end_feed(&visit.session, command, first(&visit.fields, "id"))
        .await;
    match ended {
        Ok(()) => Ok(see_other(paths::FEEDS)),
        Err(why) => Err(app::Fault::new("ending a calendar address", why).into()),
    }
}

async fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    form: FeedForm,
    made: Option<String>,
) -> Answer {
    let stage = web.stage(visit).await?;
    let zone = stage.family().zone().clone();
    let feeds = web.app.feeds(&visit.session).await?;
    let view = FeedsView {
        feeds: feeds
            .into_iter()
            .map(|feed| (zone.to_datetime(feed.made).date(), feed))
            .collect(),
        cast: crate::swap::cast(stage.family(), stage.side),
        form,
        made,
        command: web.app.fresh_command().to_string(),
    };
    let title = t!(stage.text(), "feeds-title");
    let page = feeds_page(&stage.frame(&title, Tab::Calendar), &view);
    Ok(web.page(status, &visit.reader, page))
}
