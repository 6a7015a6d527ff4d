//! A tablet with which children call: found by its cookie, on the children's own pages alone. It is
//! no session of anybody's, and no other address looks at its cookie.
//!
//! May touch: `app`, the request's cookies.

use app::{Fault, Secret, Store, TabletSession};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use maud::Markup;

use super::cookies;
use super::{Ask, Binding, Reader, Web, lang_of, token};
use crate::routes::Handler;

/// A request of a tablet.
#[derive(Debug)]
pub(crate) struct TabletVisit {
    /// The request.
    pub ask: Ask,
    /// What the tablet opens.
    pub tablet: TabletSession,
    /// The secret in its cookie.
    pub secret: Secret,
    usual: Binding,
}

impl std::ops::Deref for TabletVisit {
    type Target = Ask;

    fn deref(&self) -> &Ask {
        &self.ask
    }
}

/// The tokens of a children's page.
#[derive(Debug)]
pub(crate) struct KidTokens {
    /// Of the forms that any page has, such as the way out: they are sent to addresses that know
    /// nothing of the tablet.
    pub frame: String,
    /// Of the tablet's own forms.
    pub own: String,
}

/// What a cookie says of a tablet.
pub(super) struct Paired {
    secret: Secret,
    usual: Binding,
    session: Option<TabletSession>,
}

impl Paired {
    /// The request of the tablet, if it still opens anything.
    pub(super) fn visit(self, ask: Ask) -> Option<TabletVisit> {
        Some(TabletVisit {
            ask,
            tablet: self.session?,
            secret: self.secret,
            usual: self.usual,
        })
    }
}

/// The tablet that asks, where the address is the children's. Forms are then tied to its cookie, also
/// once it was ended: it has none of its own any more.
pub(super) async fn paired<S: Store>(
    web: &Web<S>,
    handler: &Handler<S>,
    headers: &HeaderMap,
    reader: &mut Reader,
) -> Result<Option<Paired>, Fault> {
    let Handler::Tablet(_) = handler else {
        return Ok(None);
    };
    let Some(secret) = cookies::tablet_of(headers) else {
        return Ok(None);
    };
    let own = Binding::Tablet(secret.clone());
    let usual = std::mem::replace(&mut reader.binding, own);
    let session = web.app.tablet(&secret).await?;
    if let Some(session) = &session {
        reader.lang = lang_of(session.choice.language);
    }
    Ok(Some(Paired {
        secret,
        usual,
        session,
    }))
}

impl<S: Store> Web<S> {
    /// A page of the children's, shown once and not kept.
    pub(crate) fn kid_page(
        &self,
        status: StatusCode,
        visit: &TabletVisit,
        page: impl FnOnce(&KidTokens) -> Markup,
    ) -> Response {
        let (frame, cookie) = self.loose_token(&visit.usual);
        let own = token::fresh(&self.app, &Binding::Tablet(visit.secret.clone()));
        let page = page(&KidTokens { frame, own });
        let mut response = self.page(status, &visit.reader, page);
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}
