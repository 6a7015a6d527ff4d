//! `GET /record`, the proof for a device that remembers, and the removing of a device.
//!
//! May touch: the stored entries of the family and of the reader, which `app` opens and checks.

use app::Store;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use family::{Command, Family, Refusal};
use plan::Side;

use super::form::{PAGE, Query, Tree, number};
use super::markup::record_page;
use super::page_of;
use super::view::{DeviceView, RecordLine, RecordView, Recorded, Shown, What};
use crate::http::{Answer, Failure, Stage, Visit, Web, first, see_other};
use crate::page::{Tab, paths};
use crate::swap::cast;
use crate::swap::handler::outcome;
use crate::text::t;

/// Every entry, newest first, or those that fit a search. Never kept ready: the reader's own
/// record is no part of the family's head.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let query = Query::from_pairs(visit.query());
    for tree in [Tree::Shared, Tree::Own] {
        web.app.make_ready_to_find(&visit.session, tree.to_app());
    }
    let (stage, shown) = if query.search.is_on() {
        found(&web, &visit, &query).await?
    } else {
        both(&web, &visit, &query).await?
    };
    let shared = just_recorded(&web, &visit, Tree::Shared).await?;
    let own = just_recorded(&web, &visit, Tree::Own).await?;
    let view = RecordView {
        recorded: shared.map(Recorded::Shared).or(own.map(Recorded::Own)),
        cast: cast(stage.family(), stage.side),
        zone: stage.family().zone().clone(),
        search: query.search,
        devices: devices(stage.family(), stage.side, &shown),
        shown,
        command: web.app.fresh_command().to_string(),
    };
    let status = match view.shown {
        Shown::Both { .. } | Shown::Found(..) => StatusCode::OK,
        Shown::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let title = t!(stage.text(), "tab-record");
    let page = record_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// The devices that sign for the reader. The record does not say what a device is; the sign-in
/// before it is what helps to recognise it, where the page has it at hand.
fn devices(family: &Family, side: Side, shown: &Shown) -> Vec<DeviceView> {
    let own: &[RecordLine] = match shown {
        Shown::Both { own, .. } => &own.lines,
        Shown::Found(Tree::Own, found) => &found.lines,
        Shown::Found(Tree::Shared, _) | Shown::Wrong(_) => &[],
    };
    let sign_in = |since| {
        let before = own.iter().filter(|line| line.at <= since);
        let mut before = before.filter_map(|line| {
            if let What::SignedIn { device } = &line.what {
                Some(device.clone())
            } else {
                None
            }
        });
        before.next()
    };
    let devices = family.devices_of(side);
    devices
        .map(|device| DeviceView {
            key: device.key.to_string(),
            since: device.enrolled,
            sign_in: sign_in(device.enrolled),
        })
        .collect()
}

/// The entry of which the address says that the reader has just made it, if the reader did make it.
pub(crate) async fn just_recorded<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    tree: Tree,
) -> Result<Option<u64>, Failure> {
    let name = match tree {
        Tree::Shared => paths::RECORDED,
        Tree::Own => paths::RECORDED_OWN,
    };
    let Some(asked) = number(first(&visit.query(), name)) else {
        return Ok(None);
    };
    let (session, after) = (&visit.session, asked.saturating_add(1));
    let read = web.app.record(session, tree.to_app(), Some(after), 1);
    let page = read.await?;
    let made = page
        .lines
        .first()
        .filter(|line| line.sequence == asked && line.by == session.side());
    Ok(made.map(|line| line.sequence))
}

async fn both<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    query: &Query,
) -> Result<(Stage, Shown), Failure> {
    let read = async |tree: Tree| {
        let (session, before) = (&visit.session, query.before_in(tree));
        web.app.record(session, tree.to_app(), before, PAGE).await
    };
    let shared = read(Tree::Shared).await?;
    let own = read(Tree::Own).await?;
    // Read after the entries, so that it knows whatever they speak of.
    let stage = web.stage(visit).await?;
    let look = stage.looking();
    let shown = Shown::Both {
        shared: page_of(&look, shared),
        own: page_of(&look, own),
    };
    Ok((stage, shown))
}

async fn found<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    query: &Query,
) -> Result<(Stage, Shown), Failure> {
    let zone = web.app.family(&visit.session).await?.family.zone().clone();
    let filter = match query.search.filter(&zone) {
        Ok(filter) => filter,
        Err(wrong) => return Ok((web.stage(visit).await?, Shown::Wrong(wrong))),
    };
    let tree = query.search.tree();
    let page = web
        .app
        .find(&visit.session, tree.to_app(), &filter, query.before, PAGE)
        .await?;
    let stage = web.stage(visit).await?;
    let shown = Shown::Found(tree, page_of(&stage.looking(), page));
    Ok((stage, shown))
}

/// `GET /record/consistency/{size}`. What is no size names nothing.
pub(crate) async fn continuation<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let size = visit.parameter.as_deref().and_then(read_size);
    let size = size.ok_or(Failure::NotFound)?;
    let answer = web.app.continuation(&visit.session, size).await?;
    Ok(plain(answer.to_bytes()))
}

/// `GET /record/handovers`: the notes one after the other; nothing when the key never changed.
pub(crate) async fn handovers<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    Ok(plain(web.app.handovers(&visit.session).await?))
}

/// Text for a script, never for a reader.
fn plain(bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, text);
    response
}

/// A size as the record spells it: decimal, without leading zeros, at most 2^53 - 1.
fn read_size(text: &str) -> Option<u64> {
    let size = text.parse().ok().filter(|size| *size < 1 << 53)?;
    (u64::to_string(&size) == text).then_some(size)
}

/// `POST /record/devices/revoke`. What is not among the reader's devices changes nothing.
pub(crate) async fn revoke<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let key = visit.field("key").parse().map_err(|_| Failure::NotFound)?;
    let result = web
        .app
        .act_by(
            &visit.session,
            web.command(&visit),
            visit.seen,
            Command::RevokeDevice { key },
            visit.by()?,
        )
        .await;
    match outcome(result)? {
        Ok(acknowledged) => {
            let entry = acknowledged.entries.clone().next_back();
            let place = paths::confirming(paths::RECORD, paths::RECORDED, entry);
            Ok(see_other(&place))
        }
        Err(Refusal::DeviceRevoked) => Ok(see_other(paths::RECORD)),
        Err(_) => Err(Failure::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::read_size;

    #[test]
    fn a_size_has_one_spelling() {
        for (text, size) in [("0", 0), ("7", 7), ("9007199254740991", (1 << 53) - 1)] {
            assert_eq!(read_size(text), Some(size));
        }
        for wrong in ["", "-1", "+1", "01", " 1", "1.0", "x", "9007199254740992"] {
            assert_eq!(read_size(wrong), None, "{wrong:?}");
        }
    }
}
