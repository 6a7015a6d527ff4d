//! `POST /calls/wish`: whether to be told when the children are free to be called.
//!
//! May touch: the reader's own record, through `app`.

use app::Store;
use family::CallWish;

use crate::http::{Answer, Visit, Web, see_other};
use crate::page::paths;

/// How the form says that somebody wants to call more.
pub(super) const MORE: &str = "more";
/// How it says that all stays as it is.
pub(super) const AS_IT_IS: &str = "as-it-is";

/// `POST /calls/wish`. What the form does not offer changes nothing.
pub(crate) async fn wish<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let wish = match visit.field("wish") {
        MORE => Some(CallWish::More),
        AS_IT_IS => Some(CallWish::AsItIs),
        _ => None,
    };
    let now = web.app.mine(&visit.session).await?.calls_wished();
    if let Some(wish) = wish.filter(|wish| *wish != now) {
        let command = web.command(&visit);
        web.app.wish_calls(&visit.session, command, wish).await?;
    }
    Ok(see_other(paths::CALLS))
}
