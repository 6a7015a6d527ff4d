//! Running the server: opening the folder, the listener, and a clean stop.

use crate::asked;
use crate::calls;
use crate::cli::ServeOptions;
use crate::https::{self, Certificates};
use crate::instance::Place;
use crate::kept;
use crate::mail::{Delivering, Notifying, Post};
use crate::output::{Failure, say};
use crate::push;
use crate::rotate;
use crate::runtime::{Stop, runtime_logging};
use crate::witness::submit::{self, Asked};
use app::{App, Clock, Config, Secret, SystemClock, SystemEntropy};
use jiff::{SignedDuration, Timestamp};
use std::net::SocketAddr;
use std::sync::Arc;
use store::{Row, SqliteStore, Store as _, UnixMillis};
use tokio::net::TcpListener;

/// The app over a folder on disk.
pub type DiskApp = Arc<App<SqliteStore>>;

/// What ended is kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// `parenthesis serve`.
///
/// # Errors
/// A [`Failure`] when the server cannot start.
pub fn run(options: &ServeOptions) -> Result<(), Failure> {
    let settings = settings(options)?;
    let certificates = https::read(options, settings.as_ref())?;
    let witnesses = options.witness.iter().map(|text| Asked::read(text));
    let witnesses = witnesses.collect::<Result<Vec<_>, _>>()?;
    let place = Place::new(&options.data, &options.key)?;
    let post = Post::asked(&options.mail, &place)?;
    let nearby = push::nearby(&options.push)?;
    let calls = calls::read(&options.calls)?;
    runtime_logging(options.log_format)?.block_on(async {
        let stop = Stop::install()?;
        let listener = bind_one(&https::listen(options, settings.as_ref())).await?;
        let redirect = match options.https.redirect_from {
            Some(address) => Some(bind(address).await?),
            None => None,
        };
        let settings = match settings {
            Some(settings) => settings,
            None => local(&listener)?,
        };
        let settings = settings.mailing(post.mails()).pushing_nearby(nearby);
        let calls = calls.begin(&settings).await?;
        let settings = settings.calling(calls);
        let (app, store) = open(&place).await?;
        purge(&store, app.now()).await?;
        let mut words = ready(&settings);
        let set_up = set_up(&app, &store).await?;
        if let Some(secret) = &set_up {
            words.push_str(&format!("\n\n{}", not_set_up(&settings, secret, &place)));
        }
        if let Some(said) = post.words() {
            words.push_str(&format!("\n\n{said}"));
        }
        if store.heads_begun_later() {
            words.push_str(&format!("\n\n{}", begun_later(&place)));
        }
        let serving = serving(certificates, &place, &settings)?;
        let redirecting = tokio::spawn(lead_on(redirect, web::redirecting(&settings)));
        let asking = tokio::spawn(submit::ask(Arc::clone(&app), store.clone(), witnesses));
        let served = until_stopped(
            Server {
                listener,
                serving,
                app,
                store,
                post,
                set_up: set_up.as_ref().map(web::SetUp::new),
            },
            settings,
            &words,
            stop,
        )
        .await;
        asking.abort();
        redirecting.abort();
        served
    })
}

/// The secret of the set-up link, where there is no family. It is in memory only, so another start
/// makes another.
async fn set_up(app: &DiskApp, store: &SqliteStore) -> Result<Option<Secret>, Failure> {
    let families = store.families(None).await.map_err(Failure::of)?;
    Ok(families.is_empty().then(|| app.fresh_secret()))
}

/// What is said where there is no family yet.
fn not_set_up(settings: &web::Settings, secret: &Secret, place: &Place) -> String {
    format!(
        "There is no family yet. Open this link to begin one. It works once, and only until this \
         server stops:\n\n  {}{}\n\nOr stop the server and found a family from a plan file:\n  \
         parenthesis found --data {} PLAN --parent ID --email ADDRESS",
        settings.origin(),
        web::begin::begin_path(&secret.reveal()),
        place.data().display()
    )
}

/// How connections are taken.
fn serving(
    certificates: Option<Certificates>,
    place: &Place,
    settings: &web::Settings,
) -> Result<web::Serving, Failure> {
    let serving = web::Serving::plain().behind(settings.proxies().clone());
    match certificates {
        None => Ok(serving),
        Some(certificates) => serving
            .tls(certificates.begin(place)?)
            .map_err(|e| Failure::while_doing("starting TLS", e)),
    }
}

/// Leads from a plain port to the public address, where one was asked for, until it is aborted.
async fn lead_on(listener: Option<TcpListener>, router: axum::Router) {
    let Some(listener) = listener else { return };
    // It never ends by itself, and never fails.
    let _ = web::serve(
        listener,
        router,
        web::Serving::plain(),
        std::future::pending(),
    )
    .await;
}

/// What is said where the file of heads is younger than the record.
fn begun_later(place: &Place) -> String {
    format!(
        "{heads} was begun when the record had entries already, so this server cannot tell whether \
         {data} is an older copy of it. If you have the earlier file, stop the server, put it in \
         the place of this one and start again; otherwise nothing needs to be done, and from then \
         on an older copy is recognised.",
        heads = place.heads().display(),
        data = place.data().display()
    )
}

/// The address that people type, as far as it is known before the port is taken.
fn settings(options: &ServeOptions) -> Result<Option<web::Settings>, Failure> {
    let proxies = https::proxies(options)?;
    let listen = options.listen.filter(|listen| !listen.ip().is_loopback());
    match (&options.public_url, listen) {
        (Some(url), _) => safe(asked::url(url)?).map(|settings| Some(settings.behind(proxies))),
        (None, None) if options.trusted_proxy.is_empty() => Ok(None),
        (None, None) => Err(Failure::new(
            "--trusted-proxy names a proxy in front, so say under which address people open the \
             pages through it: --public-url https://family.example.org",
        )),
        (None, Some(listen)) => Err(Failure::new(format!(
            "{listen} can be reached from other machines, so say under which address people open \
             the pages: --public-url https://family.example.org. Their browsers would refuse every \
             form otherwise."
        ))),
    }
}

/// Over plain HTTP everybody on the way reads everything, and browsers keep no sign-in.
fn safe(settings: web::Settings) -> Result<web::Settings, Failure> {
    if settings.is_https() || settings.is_local() {
        return Ok(settings);
    }
    Err(Failure::new(format!(
        "{} is not safe: over plain HTTP everybody on the way could read everything, and browsers \
         keep no sign-in. Give an address that begins with https://, and let the server speak \
         HTTPS (--acme, or --tls-cert and --tls-key) or put a proxy that does in front",
        settings.origin()
    )))
}

/// Opens the place's store and an app over it with the machine's clock and randomness. Finishes
/// what a command before left unfinished, and keeps the last checkpoints beside the folder.
///
/// # Errors
/// A [`Failure`] when the folder cannot be used, the key is not the folder's, or the database is
/// an older one than it was.
pub async fn open(place: &Place) -> Result<(DiskApp, SqliteStore), Failure> {
    kept::tidy(place)?;
    kept::still_there(place)?;
    place.key()?;
    let store = SqliteStore::open_keeping_heads(place.data(), place.heads())
        .await
        .map_err(Failure::of)?;
    let opened = async {
        rotate::finish(place, &store).await?;
        kept::nothing_lost(place, &store, store.kept_heads()).await?;
        app_over(place, &store, Arc::new(SystemClock))
    };
    close_unless(opened.await, store).await
}

/// As [`open`], with another clock and nothing kept beside the folder: for a family in which
/// nothing real happens.
///
/// # Errors
/// A [`Failure`] when the folder cannot be used, or the key is not the folder's.
pub async fn open_at(
    place: &Place,
    clock: Arc<dyn Clock>,
) -> Result<(DiskApp, SqliteStore), Failure> {
    place.key()?;
    let store = SqliteStore::open(place.data()).await.map_err(Failure::of)?;
    let app = app_over(place, &store, clock);
    close_unless(app, store).await
}

fn app_over(place: &Place, store: &SqliteStore, clock: Arc<dyn Clock>) -> Result<DiskApp, Failure> {
    let instance_key = place.key()?;
    place.check(&instance_key)?;
    let config = Config {
        instance_key,
        clock,
        entropy: Arc::new(SystemEntropy),
    };
    let app = App::open(store.clone(), config).map_err(Failure::of)?;
    Ok(Arc::new(app))
}

async fn close_unless(
    app: Result<DiskApp, Failure>,
    store: SqliteStore,
) -> Result<(DiskApp, SqliteStore), Failure> {
    match app {
        Ok(app) => Ok((app, store)),
        Err(failure) => {
            store.close().await;
            Err(failure)
        }
    }
}

/// Takes the port.
///
/// # Errors
/// A [`Failure`] that names the address.
pub async fn bind(listen: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(listen)
        .await
        .map_err(|e| Failure::new(format!("cannot listen on {listen}: {e}")))
}

/// Takes the first of these that the machine has.
///
/// # Errors
/// A [`Failure`] that names the first.
async fn bind_one(addresses: &[SocketAddr]) -> Result<TcpListener, Failure> {
    let mut failed = None;
    for address in addresses {
        match bind(*address).await {
            Ok(listener) => return Ok(listener),
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    Err(failed.unwrap_or_else(|| Failure::new("there is no address to listen on")))
}

/// `http://localhost:PORT`: a name, since passkeys and secure cookies need one.
///
/// # Errors
/// A [`Failure`] when the system does not say which port it is.
pub fn local(listener: &TcpListener) -> Result<web::Settings, Failure> {
    let address = listener
        .local_addr()
        .map_err(|e| Failure::while_doing("listening", e))?;
    asked::url(&format!("http://localhost:{}", address.port()))
}

/// The first line that a server prints.
pub fn ready(settings: &web::Settings) -> String {
    format!("Parenthesis is ready: {}", settings.origin())
}

/// Removes what ended a while ago: sessions, invitations, ways back in, mail that was given up.
async fn purge(store: &SqliteStore, now: Timestamp) -> Result<(), Failure> {
    let at = UnixMillis((now - KEPT).as_millisecond());
    store
        .write(vec![Row::PurgeBefore { at }])
        .await
        .map(|_| ())
        .map_err(Failure::of)
}

/// What serves: the port, and what answers behind it.
pub struct Server {
    /// The port, taken.
    pub listener: TcpListener,
    /// How its connections are taken.
    pub serving: web::Serving,
    /// The use cases.
    pub app: DiskApp,
    /// Below them; closed at the end.
    pub store: SqliteStore,
    /// Where letters go.
    pub post: Post,
    /// How the first family is begun, where there is none.
    pub set_up: Option<web::SetUp>,
}

/// Says that it is ready, serves until SIGTERM or Ctrl-C, finishes what is running, and closes
/// the store.
///
/// # Errors
/// A [`Failure`] when nobody takes the words, or serving fails.
pub async fn until_stopped(
    server: Server,
    settings: web::Settings,
    words: &str,
    mut stop: Stop,
) -> Result<(), Failure> {
    let delivering = Delivering::begin(Arc::clone(&server.app), server.post, settings.clone());
    let notifying = Notifying::begin(Arc::clone(&server.app));
    let calls = settings.calls().clone();
    let router = web::router_before(server.app, settings, server.set_up);
    let served = match say(words) {
        Ok(()) => web::serve(server.listener, router, server.serving, async move {
            stop.told().await;
        })
        .await
        .map_err(|e| Failure::while_doing("serving", e)),
        Err(failure) => Err(failure),
    };
    calls.close().await;
    notifying.end().await;
    delivering.end().await;
    server.store.close().await;
    served?;
    stopped();
    Ok(())
}

/// The last line of a clean stop.
pub fn stopped() {
    // Whoever started the server may have gone long ago; the stop is clean all the same.
    let _ = say("Parenthesis has stopped.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::{Account, AccountId, Email, Session, TokenHash};

    #[tokio::test]
    async fn sessions_that_ended_a_month_ago_are_removed_at_start() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).await.unwrap();
        let now: Timestamp = "2027-02-01T12:00:00Z".parse().unwrap();
        let ago =
            |days: i64| UnixMillis((now - SignedDuration::from_hours(24 * days)).as_millisecond());
        let session = |token: u8, days: i64| {
            Row::Session(Session {
                token: TokenHash([token; 32]),
                account: AccountId::new("a"),
                device: "a browser".to_owned(),
                created: ago(200),
                last_seen: ago(days),
                expires: ago(days),
                revoked: None,
                family: None,
                entry: None,
            })
        };
        let account = Row::Account(Account {
            id: AccountId::new("a"),
            email: Email::normalise("mara@example.org").unwrap(),
            password: None,
            language: "en".to_owned(),
            created: ago(200),
        });
        let rows = vec![account, session(1, 31), session(2, 29)];
        store.write(rows).await.unwrap();
        purge(&store, now).await.unwrap();
        let found = async |token: u8| store.session(&TokenHash([token; 32])).await.unwrap();
        assert!(found(1).await.is_none());
        assert!(found(2).await.is_some());
        store.close().await;
    }
}
