//! Every address of the server, in one list: method, path, who may, and what answers.
//! Long on purpose: one line for each address.
//!
//! The router is built from this list and from nothing else, so an address that is not declared
//! does not exist; tests walk the same list. A handler for somebody who is signed in gets a
//! session by its type: it cannot be declared for anyone else.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use app::{Place, Session, Store};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use family::{Grant, GuestRole};

use crate::http::{
    Answer, Ask, Failure, GuestVisit, TabletVisit, Visit, Web, answer, not_found, serve_file,
};
use crate::page::{STREAM, paths};
use crate::{
    access, begin, bundle, by_link, calendar, calls, calm, care, door, ending, feeds, guest, live,
    messages, offers, people, plan_change, plan_page, push, record, recover, rhythm, safety,
    studio, swap, tablet, today,
};

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Changes nothing. `HEAD` is answered too.
    Get,
    /// Sends a form.
    Post,
}

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, signed in or not.
    Anyone,
    /// A tablet with which children call, while it is paired. Who is signed in does not count.
    Tablet,
    /// Who is signed in and is one of these.
    SignedIn(For),
    /// The same, asked lately who it is: the password or a passkey once more.
    Confirmed(For),
}

/// For whom something is among those who are signed in. Everybody else gets the same answer as
/// for an address that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// The two parents.
    Parents,
    /// Everybody: what is the reader's own.
    Everybody,
    /// The parents, and whom they let in, whatever to.
    AllLetIn,
    /// The parents, and whom they let in to this.
    LetIn(Opens),
    /// Whom they let in, whatever to, and not the parents.
    Guests,
}

/// What a grant may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The days of some children.
    Calendar,
    /// The plan in force.
    Plan,
    /// A part of the family's record.
    Record,
    /// Single proposals.
    Proposal,
    /// A call to which somebody is asked, to be there for the children.
    Call,
}

impl Opens {
    fn is_in(self, grant: &Grant) -> bool {
        match self {
            Self::Calendar => grant.calendar(),
            Self::Plan => grant.plan(),
            Self::Record => grant.record().is_some(),
            Self::Proposal => grant.proposals().next().is_some(),
            // To which call is for the call to know.
            Self::Call => match grant.role {
                GuestRole::Professional(_) | GuestRole::Relative(_) => true,
                GuestRole::Child(_) => false,
            },
        }
    }
}

type Later = Pin<Box<dyn Future<Output = Answer> + Send>>;

type Run<S> = fn(Web<S>, Visit) -> Later;

/// What answers.
pub(crate) enum Handler<S> {
    /// Answers without a look at who asks.
    Plain(fn(Web<S>, Ask) -> Later),
    /// Answers anyone.
    Anyone(fn(Web<S>, Ask) -> Later),
    /// Answers a tablet with which children call.
    Tablet(fn(Web<S>, TabletVisit) -> Later),
    /// Answers who is signed in.
    SignedIn(Inside<S>),
    /// As [`Handler::SignedIn`], a form that may carry files.
    Files(Inside<S>),
    /// As [`Handler::SignedIn`], a form that may carry the text of a plan.
    Long(Inside<S>),
    /// Answers who is signed in and was asked lately who it is. Whoever sends a form without that
    /// goes on at the address here.
    Confirmed(Inside<S>, &'static str),
}

/// What answers whom among those who are signed in.
pub(crate) struct Inside<S> {
    parent: Option<Run<S>>,
    guest: Guests<S>,
}

/// What answers somebody whom the parents let in.
enum Guests<S> {
    /// Nothing: the address does not exist for them.
    Nothing,
    /// The same as answers a parent.
    Same(Run<S>),
    /// A page of their own, if they are let in to this now; to anything, where nothing stands.
    Own(Option<Opens>, fn(Web<S>, GuestVisit) -> Later),
}

impl<S: Store> Inside<S> {
    /// Whether there is anything for this session at all.
    pub(crate) fn is_for(&self, session: &Session) -> bool {
        match session.side() {
            Some(_) => self.parent.is_some(),
            None => !matches!(self.guest, Guests::Nothing),
        }
    }

    /// Answers whoever may ask.
    pub(crate) async fn answer(&self, web: Web<S>, visit: Visit) -> Answer {
        if visit.session.side().is_some() {
            let run = self.parent.ok_or(Failure::NotFound)?;
            return run(web, visit).await;
        }
        match &self.guest {
            Guests::Nothing => Err(Failure::NotFound),
            Guests::Same(run) => run(web, visit).await,
            Guests::Own(opens, run) => {
                let place = web.app.place(&visit.session).await?;
                let now = web.app.now();
                let open = |place: &Place| match opens {
                    None => true,
                    Some(opens) => place.grant(now).is_some_and(|grant| opens.is_in(grant)),
                };
                let place = place.filter(open).ok_or(Failure::NotFound)?;
                run(web, GuestVisit { visit, place }).await
            }
        }
    }

    fn is_for_whom(&self) -> For {
        match self.guest {
            Guests::Nothing => For::Parents,
            Guests::Same(_) => For::Everybody,
            Guests::Own(..) if self.parent.is_none() => For::Guests,
            Guests::Own(None, _) => For::AllLetIn,
            Guests::Own(Some(opens), _) => For::LetIn(opens),
        }
    }
}

impl<S> Clone for Inside<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Inside<S> {}

impl<S> Clone for Guests<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Guests<S> {}

impl<S> Clone for Handler<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Handler<S> {}

/// One declared address.
pub struct Route<S> {
    verb: Verb,
    path: &'static str,
    handler: Handler<S>,
}

impl<S: Store> std::fmt::Debug for Route<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} for {:?}", self.verb, self.path, self.access())
    }
}

impl<S: Store> Route<S> {
    /// How it is asked.
    #[must_use]
    pub fn verb(&self) -> Verb {
        self.verb
    }

    /// The path; a parameter stands in braces, and a path has at most one.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Who may ask.
    #[must_use]
    pub fn access(&self) -> Access {
        match self.handler {
            Handler::Plain(_) | Handler::Anyone(_) => Access::Anyone,
            Handler::Tablet(_) => Access::Tablet,
            Handler::SignedIn(inside) | Handler::Files(inside) | Handler::Long(inside) => {
                Access::SignedIn(inside.is_for_whom())
            }
            Handler::Confirmed(inside, _) => Access::Confirmed(inside.is_for_whom()),
        }
    }
}

macro_rules! run {
    ($run:path) => {
        |web, visit| Box::pin($run(web, visit))
    };
}

macro_rules! inside {
    ($run:path, $guest:expr) => {
        Inside {
            parent: Some(run!($run)),
            guest: $guest,
        }
    };
}

macro_rules! own {
    ($opens:expr, $run:path) => {
        Guests::Own($opens, run!($run))
    };
}

/// A route: `route!(Get paths::PLAN, parent plan_page::handler::get)`.
macro_rules! route {
    ($verb:ident $path:expr, parent $run:path) => {
        route!(@ $verb, $path, SignedIn(inside!($run, Guests::Nothing)))
    };
    ($verb:ident $path:expr, parent $run:path, guest $guest:path) => {
        route!(@ $verb, $path, SignedIn(inside!($run, own!(None, $guest))))
    };
    ($verb:ident $path:expr, parent $run:path, guest($opens:ident) $guest:path) => {
        route!(@ $verb, $path, SignedIn(inside!($run, own!(Some(Opens::$opens), $guest))))
    };
    ($verb:ident $path:expr, files parent $run:path) => {
        route!(@ $verb, $path, Files(inside!($run, Guests::Nothing)))
    };
    ($verb:ident $path:expr, long parent $run:path) => {
        route!(@ $verb, $path, Long(inside!($run, Guests::Nothing)))
    };
    ($verb:ident $path:expr, everybody $run:path) => {
        route!(@ $verb, $path, SignedIn(inside!($run, Guests::Same(run!($run)))))
    };
    ($verb:ident $path:expr, confirmed($place:expr) parent $run:path) => {
        route!(@ $verb, $path, Confirmed(inside!($run, Guests::Nothing), $place))
    };
    ($verb:ident $path:expr, confirmed($place:expr) everybody $run:path) => {
        route!(@ $verb, $path, Confirmed(inside!($run, Guests::Same(run!($run))), $place))
    };
    ($verb:ident $path:expr, confirmed($place:expr) guest $guest:path) => {
        route!(@ $verb, $path, Confirmed(Inside { parent: None, guest: own!(None, $guest) }, $place))
    };
    (@ $verb:ident, $path:expr, $kind:ident($($of:expr),+)) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::$kind($($of),+),
        }
    };
    ($verb:ident $path:expr, anyone $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::Anyone(|web, ask| Box::pin($run(web, ask))),
        }
    };
    ($verb:ident $path:expr, tablet $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::Tablet(|web, visit| Box::pin($run(web, visit))),
        }
    };
    ($verb:ident $path:expr, plain $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::Plain(|web, ask| Box::pin($run(web, ask))),
        }
    };
}

/// The list.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line for each address")]
pub fn routes<S: Store>() -> Vec<Route<S>> {
    vec![
        route!(Get "/", parent today::handler::get, guest guest::handler::home),
        route!(Get paths::TODAY, parent today::handler::get, guest guest::handler::home),
        route!(Get paths::CALENDAR, parent calendar::handler::get, guest(Calendar) guest::handler::calendar),
        route!(Get paths::FEEDS, confirmed(paths::FEEDS) parent feeds::handler::get),
        route!(Post paths::FEEDS, confirmed(paths::FEEDS) parent feeds::handler::make),
        route!(Post feeds::END, parent feeds::handler::end),
        route!(Get "/feed/{secret}", plain feeds::feed::get),
        route!(Get paths::CALLS, parent calls::handler::get),
        route!(Post paths::CALLS, parent calls::handler::begin),
        route!(Get calls::CHECK, parent calls::check::get),
        route!(Post calls::CHECK, parent calls::check::post),
        route!(Get paths::TABLETS, confirmed(paths::TABLETS) parent calls::tablets::get),
        route!(Post paths::TABLETS, confirmed(paths::TABLETS) parent calls::tablets::offer),
        route!(Post calls::END_TABLET, parent calls::tablets::end),
        route!(Post calls::rhythm::WISH, parent calls::rhythm::handler::wish),
        route!(Get "/calls/{id}", parent calls::room::get, guest(Call) calls::room::get_as_guest),
        route!(Get "/calls/{id}/ring", parent calls::room::ring),
        route!(Get "/calls/{id}/stream", parent calls::stream::get, guest(Call) calls::stream::get_as_guest),
        route!(Post "/calls/{id}/say", parent calls::room::say, guest(Call) calls::room::say_as_guest),
        route!(Post "/calls/{id}/ice", parent calls::room::ice, guest(Call) calls::room::ice_as_guest),
        route!(Post "/calls/{id}/leave", parent calls::room::leave, guest(Call) calls::room::leave_as_guest),
        route!(Post "/calls/{id}/end", parent calls::room::end, guest(Call) calls::room::end_as_guest),
        route!(Post "/calls/{id}/decline", parent calls::room::decline),
        route!(Get paths::CARE, parent care::handler::all),
        route!(Get paths::CARE_HANDOVER, parent care::handler::handover),
        route!(Post paths::CARE_HANDOVER, parent care::handler::tell),
        route!(Get paths::CARE_MISSED, parent care::handler::missed),
        route!(Post paths::CARE_MISSED, parent care::handler::tell_missed),
        route!(Post paths::CARE_TOOK_PLACE, parent care::handler::answer),
        route!(Get tablet::PAIR, anyone tablet::pairing::get),
        route!(Post tablet::PAIR, anyone tablet::pairing::post),
        route!(Get paths::TABLET, tablet tablet::handler::get),
        route!(Get tablet::STREAM, tablet tablet::stream::get),
        route!(Post tablet::CALL, tablet tablet::rooms::begin),
        route!(Get "/tablet/calls/{id}", tablet tablet::rooms::get),
        route!(Get "/tablet/calls/{id}/stream", tablet tablet::rooms::stream),
        route!(Post "/tablet/calls/{id}/say", tablet tablet::rooms::say),
        route!(Post "/tablet/calls/{id}/ice", tablet tablet::rooms::ice),
        route!(Post "/tablet/calls/{id}/leave", tablet tablet::rooms::leave),
        route!(Post "/tablet/calls/{id}/end", tablet tablet::rooms::end),
        route!(Post "/tablet/calls/{id}/decline", tablet tablet::rooms::decline),
        route!(Get paths::PLAN, parent plan_page::handler::get, guest(Plan) guest::handler::plan),
        route!(Get paths::PLAN_CHANGE, parent plan_change::handler::get),
        route!(Post paths::PLAN_CHANGE, long parent plan_change::handler::post),
        route!(Get paths::DRAFTS, parent studio::drafts::handler::get),
        route!(Post paths::DRAFTS, parent studio::drafts::handler::post),
        route!(Get "/plan/drafts/{id}", parent studio::see::handler::get),
        route!(Post "/plan/drafts/{id}", parent studio::see::handler::post),
        route!(Get "/plan/drafts/{id}/questions", parent studio::questions::handler::get),
        route!(Post "/plan/drafts/{id}/questions", parent studio::questions::handler::post),
        route!(Get "/plan/drafts/{id}/clauses", parent studio::editor::handler::get),
        route!(Post "/plan/drafts/{id}/clauses", long parent studio::editor::handler::post),
        route!(Get "/plan/drafts/{id}/library", parent studio::editor::library::get),
        route!(Get "/plan/drafts/{id}/text", parent studio::editor::text::get),
        route!(Post "/plan/drafts/{id}/text", long parent studio::editor::text::post),
        route!(Get "/plan/drafts/{id}/try", parent studio::trial::handler::get),
        route!(Post "/plan/drafts/{id}/try", parent studio::trial::handler::post),
        route!(Get "/plan/drafts/{id}/history", parent studio::history::handler::get),
        route!(Post "/plan/drafts/{id}/history", parent studio::history::handler::post),
        route!(Get "/plan/drafts/{id}/offer", parent plan_change::handler::of_draft),
        route!(Get "/plan/drafts/{id}/paper", parent studio::paper::handler::of_draft),
        route!(Get paths::COMPARE, parent studio::compare::handler::get),
        route!(Get paths::IMPORT, parent studio::import::handler::get),
        route!(Post paths::IMPORT, files parent studio::import::handler::post),
        route!(Get paths::PAPER, parent studio::paper::handler::in_force, guest(Plan) studio::paper::handler::for_guest),
        route!(Get "/proposals/{id}/paper", parent studio::paper::handler::of_proposal),
        route!(Get paths::PEOPLE, parent people::handler::get),
        route!(Post paths::PEOPLE, parent people::handler::let_in),
        route!(Get people::NEW, parent people::handler::form),
        route!(Get people::NEW_OWN, confirmed(people::NEW_OWN) parent people::handler::own_form),
        route!(Post people::NEW_OWN, confirmed(people::NEW_OWN) parent people::handler::let_in_alone),
        route!(Post people::LINK, parent people::handler::link),
        route!(Post people::END, parent people::handler::end),
        route!(Get paths::FAMILIES, everybody people::families::get),
        route!(Post paths::FAMILIES, everybody people::families::go),
        route!(Get people::DAYS, parent people::days::get),
        route!(Get paths::MESSAGES, parent messages::handler::all),
        route!(Get messages::NEW, parent messages::handler::new_form),
        route!(Post messages::NEW, files parent messages::handler::new),
        route!(Post messages::HELD, parent messages::handler::show_held),
        route!(Get "/messages/file/{id}", parent messages::handler::file),
        route!(Get "/messages/{id}", parent messages::handler::topic),
        route!(Post "/messages/{id}", files parent messages::handler::say),
        route!(Post "/messages/{id}/read", parent messages::handler::say_read),
        route!(Get "/messages/{id}/print", parent messages::print::get),
        route!(Get paths::CALM, parent calm::handler::get),
        route!(Post paths::CALM, parent calm::handler::post),
        route!(Get paths::PUSH, parent push::handler::get),
        route!(Post paths::PUSH, parent push::handler::begin),
        route!(Post push::TRY, parent push::handler::trial),
        route!(Post push::END, parent push::handler::end),
        route!(Get push::WORKER, plain push::handler::worker),
        route!(Get paths::PROPOSALS, parent swap::handler::all),
        route!(Get paths::PROPOSE, parent swap::handler_new::new_form),
        route!(Post paths::PROPOSE, parent swap::handler_new::new),
        route!(Get offers::CHOOSE, parent offers::handler::choose),
        route!(Get offers::NEW, parent offers::handler::new_form),
        route!(Post offers::NEW, parent offers::handler::new),
        route!(Get "/proposals/{id}", parent swap::handler::one, guest(Proposal) guest::handler::proposal),
        route!(Get "/proposals/{id}/consent", parent offers::consent::get),
        route!(Get "/proposals/{id}/plan", parent plan_page::handler::offered, guest(Proposal) guest::handler::offered),
        route!(Post "/proposals/{id}/clauses", parent plan_page::marks::post),
        route!(Get "/proposals/{id}/counter", parent swap::handler_new::counter_form),
        route!(Post "/proposals/{id}/counter", long parent swap::handler_new::counter),
        route!(Post "/proposals/{id}/accept", parent swap::handler::accept),
        route!(Post "/proposals/{id}/accept/passkey", parent swap::handler::sign),
        route!(Post "/proposals/{id}/sign", parent swap::handler::sign_offer),
        route!(Get "/proposals/{id}/decline", parent swap::handler::decline_form),
        route!(Post "/proposals/{id}/decline", parent swap::handler::decline_it),
        route!(Post "/proposals/{id}/withdraw", parent swap::handler::withdraw),
        route!(Get "/proposals/{id}/link", parent by_link::handler::make_form),
        route!(Post "/proposals/{id}/link", parent by_link::handler::make),
        route!(Get by_link::ANSWER, anyone by_link::handler::get),
        route!(Post by_link::ANSWER, anyone by_link::handler::post),
        route!(Get by_link::ANSWER_PLAN, anyone by_link::handler::plan),
        route!(Get "/proposals/{id}/erase", parent ending::handler::erase_form),
        route!(Post "/proposals/{id}/erase", parent ending::handler::erase),
        route!(Get paths::RECORD, parent record::handler::get, guest(Record) guest::handler::record),
        route!(Get "/record/consistency/{size}", parent record::handler::continuation),
        route!(Get paths::HANDOVERS, parent record::handler::handovers),
        route!(Post paths::REVOKE_DEVICE, parent record::handler::revoke),
        route!(Get paths::KEEPING, parent ending::handler::keeping),
        route!(Post ending::HOLD, parent ending::handler::hold),
        route!(Post ending::LIFT, parent ending::handler::lift),
        route!(Post ending::FAMILY, parent ending::handler::family),
        route!(Post ending::ACCOUNT, parent ending::handler::account),
        route!(Get ending::OWN, parent ending::handler::own),
        route!(Post ending::OWN, parent ending::handler::erase_own),
        route!(Get paths::STATE, parent record::receipts::state),
        route!(Get paths::RECEIPTS, confirmed(paths::RECORD) parent record::receipts::all_shared),
        route!(Get paths::OWN_RECEIPTS, confirmed(paths::RECORD) parent record::receipts::all_own),
        route!(Get "/record/{number}/receipt", parent record::receipts::shared),
        route!(Get "/record/own/{number}/receipt", parent record::receipts::own),
        route!(Get paths::BUNDLES, confirmed(paths::BUNDLES) parent bundle::handler::get),
        route!(Post paths::BUNDLES, confirmed(paths::BUNDLES) parent bundle::handler::post),
        route!(Get paths::BUNDLE_PROGRESS, parent bundle::handler::progress),
        route!(Get "/bundles/file/{id}", confirmed(paths::BUNDLES) parent bundle::handler::file),
        route!(Post paths::BUNDLE_FORGET, parent bundle::handler::forget),
        route!(Get door::INVITATION, parent door::handler::invite_form),
        route!(Post door::INVITATION, parent door::handler::invite),
        route!(Get paths::ACCESS, everybody access::handler::get),
        route!(Post access::END_SESSION, everybody access::handler::end_session),
        route!(Post access::PASSWORD, confirmed(paths::ACCESS) everybody access::handler::password),
        route!(Post access::ADDRESS, confirmed(paths::ACCESS) everybody access::address::change),
        route!(Get access::AUTHENTICATOR, confirmed(paths::ACCESS) everybody access::handler::authenticator_form),
        route!(Post access::AUTHENTICATOR, confirmed(paths::ACCESS) everybody access::handler::authenticator),
        route!(Post access::NO_AUTHENTICATOR, confirmed(paths::ACCESS) everybody access::handler::no_authenticator),
        route!(Post access::CODES, confirmed(paths::ACCESS) everybody access::handler::codes),
        route!(Post access::BEGIN_PASSKEY, confirmed(paths::ACCESS) everybody access::passkey::begin),
        route!(Post access::PASSKEYS, confirmed(paths::ACCESS) everybody access::passkey::add),
        route!(Post access::REMOVE_PASSKEY, confirmed(paths::ACCESS) everybody access::passkey::remove),
        route!(Get guest::LEAVE, confirmed(guest::LEAVE) guest guest::handler::leave_form),
        route!(Post guest::LEAVE, confirmed(guest::LEAVE) guest guest::handler::leave),
        route!(Get access::CONFIRM, everybody access::confirm::get),
        route!(Post access::CONFIRM, everybody access::confirm::post),
        route!(Post access::ASK_PASSKEY, anyone access::passkey::ask),
        route!(Post access::ENTER_PASSKEY, anyone access::passkey::enter),
        route!(Get access::SECOND, anyone access::second::get),
        route!(Post access::SECOND, anyone access::second::post),
        route!(Post access::ALERTS, confirmed(paths::ACCESS) everybody access::alerts::choose),
        route!(Post paths::SEEN, everybody access::alerts::seen),
        route!(Post recover::STOP, everybody recover::handler::stop),
        route!(Get recover::LOST, anyone recover::handler::lost_form),
        route!(Post recover::LOST, anyone recover::handler::lost),
        route!(Get "/recover/{secret}", anyone recover::handler::recover_form),
        route!(Post "/recover/{secret}", anyone recover::handler::recover),
        route!(Post paths::SIGN_OUT, everybody door::handler::sign_out),
        route!(Get paths::SIGN_IN, anyone door::handler::sign_in_form),
        route!(Post paths::SIGN_IN, anyone door::handler::sign_in),
        route!(Get "/join/{secret}", anyone door::handler::join_form),
        route!(Post "/join/{secret}", anyone door::handler::join),
        route!(Post paths::LEAVE, anyone door::handler::leave),
        route!(Get door::AWAY, plain door::handler::away),
        route!(Post paths::LANGUAGE, anyone door::handler::language),
        route!(Post paths::THEME, anyone door::handler::theme),
        route!(Get "/begin/{secret}", anyone begin::handler::get),
        route!(Post "/begin/{secret}", anyone begin::handler::post),
        route!(Get paths::RHYTHM, parent rhythm::handler::get),
        route!(Post paths::RHYTHM, parent rhythm::handler::post),
        route!(Get paths::SAFETY, plain safety::handler::get),
        route!(Get paths::DEVICE, everybody safety::handler::device_form),
        route!(Post paths::DEVICE, everybody safety::handler::device),
        route!(Get STREAM, parent live::handler::get),
        route!(Get live::offline::WORKER, plain live::offline::worker),
        route!(Get paths::OFFLINE, plain live::offline::page),
        route!(Get paths::MANIFEST, plain live::offline::manifest),
        route!(Get "/assets/{name}", plain asset),
        route!(Get "/healthz", plain health),
    ]
}

/// A file that pages load.
async fn asset<S: Store>(_: Web<S>, ask: Ask) -> Answer {
    serve_file(ask.uri.path(), ask.reader.takes)
}

/// Whether the server answers. Says nothing else.
async fn health<S: Store>(_: Web<S>, _: Ask) -> Answer {
    let mut response = Response::new(Body::from("ready\n"));
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, text);
    Ok(response)
}

/// What answers at one path.
struct Answers<S> {
    get: Option<Handler<S>>,
    post: Option<Handler<S>>,
}

impl<S> Clone for Answers<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Answers<S> {}

/// The router over the list. Everything else is not there, whatever the method: axum's own
/// answer to a wrong method would name the right ones.
pub(crate) fn build<S: Store>(web: &Web<S>) -> Router {
    let mut places: BTreeMap<&'static str, Answers<S>> = BTreeMap::new();
    for route in routes::<S>() {
        let place = places.entry(route.path).or_insert(Answers {
            get: None,
            post: None,
        });
        let handler = match route.verb {
            Verb::Get => &mut place.get,
            Verb::Post => &mut place.post,
        };
        debug_assert!(handler.is_none(), "{route:?} is declared twice");
        *handler = Some(route.handler);
    }
    let mut router = Router::new();
    for (path, place) in places {
        let run = async move |State(web): State<Web<S>>, request: Request| {
            let handler = match *request.method() {
                Method::GET | Method::HEAD => place.get,
                Method::POST => place.post,
                _ => None,
            };
            match handler {
                Some(handler) if request.method() == Method::POST => {
                    to_its_end(answer(web, handler, request)).await
                }
                Some(handler) => answer(web, handler, request).await,
                None => not_found(&web, request.headers()).await,
            }
        };
        router = router.route(path, any(run));
    }
    let nothing =
        async |State(web): State<Web<S>>, headers: HeaderMap| not_found(&web, &headers).await;
    router.fallback(nothing).with_state(web.clone())
}

/// What was sent is carried out also when the browser does not wait for the answer: whoever
/// closes the page right after signing out is signed out.
async fn to_its_end(work: impl Future<Output = Response> + Send + 'static) -> Response {
    match tokio::spawn(work).await {
        Ok(response) => response,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}
