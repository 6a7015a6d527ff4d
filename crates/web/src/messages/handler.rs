//! Reading topics and writing in them.
//!
//! May touch: the family in memory, entries of its record, what is the reader's own; sends commands
//! to `app`. Reading changes nothing but what the reader's own pages call new.

use std::sync::{Arc, LazyLock};

use app::{Fault, Store, Tree};
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use family::{About, Command, Event, File, FileKind, Message, Name, TopicId};
use tokio::sync::Semaphore;

use super::build::Reading;
use super::form::{Draft, Form, Step, Titled, hints};
use super::markup::{list_page, new_page, thread_page};
use super::view::{Compose, NewView, Wrong};
use super::words;
use crate::http::{Answer, Failure, Upload, Visit, Web, first, safe_path, see_other};
use crate::page::{Tab, paths};
use crate::swap::cast;
use crate::swap::handler::outcome;
use crate::text::t;

/// Files that are looked through at once: each may take a lot of memory.
static LOOKING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// `GET /messages`.
pub(crate) async fn all<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    web.app.make_ready_to_find(&visit.session, Tree::Shared);
    let reading = Reading {
        app: &web.app,
        session: &visit.session,
        mine: &stage.mine,
        stage: &stage,
    };
    let view = reading.list(web.app.fresh_command().to_string());
    let title = t!(stage.text(), "messages-title");
    let page = list_page(&stage.frame(&title, Tab::Messages), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// The topic that the path names, if something can be said about it in this family.
pub(super) async fn named<S: Store>(web: &Web<S>, visit: &Visit) -> Result<About, Failure> {
    let about = visit.parameter.as_deref().and_then(words::read_key);
    let about = about.ok_or(Failure::NotFound)?;
    let snapshot = web.app.family(&visit.session).await?;
    if snapshot.family.can_be_about(&about) {
        Ok(about)
    } else {
        Err(Failure::NotFound)
    }
}

/// `GET /messages/{id}?at=&correct=&clause=`.
pub(crate) async fn topic<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let about = named(&web, &visit).await?;
    let query = visit.query();
    let mut compose = Compose {
        clause: first(&query, "clause").parse().ok(),
        command: web.app.fresh_command().to_string(),
        ..Compose::default()
    };
    if let Ok(entry) = first(&query, "correct").parse::<u64>() {
        correcting(&web, &visit, &about, entry, &mut compose).await?;
    }
    shown(&web, &visit, &about, compose, StatusCode::OK).await
}

/// Puts the reader's own message into the form, to be corrected.
async fn correcting<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About,
    entry: u64,
    compose: &mut Compose,
) -> Result<(), Failure> {
    let snapshot = web.app.family(&visit.session).await?;
    let said = snapshot.family.thread(about).and_then(|t| t.said(entry));
    if said.is_none_or(|said| Some(said.by) != visit.session.side()) {
        return Ok(());
    }
    let lines = web.app.entries(&visit.session, &[entry]).await?;
    if let Some(app::What::Shared(Event::Said(message))) = lines.first().map(|line| &line.what) {
        compose.corrects = Some(entry);
        message.words.as_str().clone_into(&mut compose.words);
        compose.today = matches!(message.urgency, family::Urgency::ChildToday);
    }
    Ok(())
}

/// The page of a topic, with what stands in its form.
async fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About,
    compose: Compose,
    status: StatusCode,
) -> Answer {
    let query = visit.query();
    let at = first(&query, "at").parse::<u64>().ok();
    let newest = at.is_none();
    if newest && !visit.is_shown_to_nobody() {
        // What this page shows is new no more, to its reader alone.
        let stage = web.stage(visit).await?;
        let reading = Reading {
            app: &web.app,
            session: &visit.session,
            mine: &stage.mine,
            stage: &stage,
        };
        let up_to = stage
            .family()
            .thread(about)
            .and_then(|thread| reading.shown_up_to(thread));
        if let Some(up_to) = up_to {
            web.app.note_shown(&visit.session, about, up_to).await?;
        }
    }
    let stage = web.stage(visit).await?;
    let reading = Reading {
        app: &web.app,
        session: &visit.session,
        mine: &stage.mine,
        stage: &stage,
    };
    let page = reading.page(stage.family().thread(about), at);
    let lines = web.app.entries(&visit.session, &page.entries).await?;
    let mut view = reading.thread(about, (&page, &lines), compose);
    let recorded = first(&query, paths::RECORDED).parse::<u64>().ok();
    let own = |entry: &u64| {
        let said = stage.family().thread(about).and_then(|t| t.said(*entry));
        said.is_some_and(|said| said.by == stage.side)
    };
    view.recorded = recorded.filter(own);
    let title = view.title.clone();
    let page = thread_page(&stage.frame(&title, Tab::Messages), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `GET /messages/new`.
pub(crate) async fn new_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let compose = Compose {
        title: Some(String::new()),
        command: web.app.fresh_command().to_string(),
        ..Compose::default()
    };
    fresh(&web, &visit, compose, StatusCode::OK).await
}

async fn fresh<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    compose: Compose,
    status: StatusCode,
) -> Answer {
    let stage = web.stage(visit).await?;
    let view = NewView {
        cast: cast(stage.family(), stage.side),
        compose,
    };
    let title = t!(stage.text(), "messages-new");
    let page = new_page(&stage.frame(&title, Tab::Messages), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /messages/new`.
pub(crate) async fn new<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    write(&web, &visit, None).await
}

/// `POST /messages/{id}`.
pub(crate) async fn say<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let about = named(&web, &visit).await?;
    write(&web, &visit, Some(about)).await
}

/// Looks over what was written, or sends it; in a topic that is there, or in a new one.
async fn write<S: Store>(web: &Web<S>, visit: &Visit, about: Option<About>) -> Answer {
    let titled = if about.is_some() {
        Titled::No
    } else {
        Titled::Yes
    };
    let mut form = Form::read(&visit.fields, titled);
    form.compose.lost_files = !visit.files.is_empty();
    if form.step == Step::Look {
        let snapshot = web.app.family(&visit.session).await?;
        let children = snapshot.family.children().iter();
        let names: Vec<&str> = children.map(|child| child.name.as_str()).collect();
        form.compose.hints = Some(hints(&form.compose.words, &names));
        return again(web, visit, about.as_ref(), form.compose, StatusCode::OK).await;
    }
    let draft = form.draft();
    let files = accepted(&visit.files).await?;
    let (draft, files) = match (draft, files) {
        (Ok(draft), Ok(files)) => (draft, files),
        (draft, files) => {
            form.compose.wrongs = draft.err().unwrap_or_default();
            form.compose.wrongs.extend(files.err().unwrap_or_default());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(web, visit, about.as_ref(), form.compose, status).await;
        }
    };
    send(web, visit, about, (form.compose, draft, files)).await
}

/// The page with the form, as it was filled in.
async fn again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: Option<&About>,
    compose: Compose,
    status: StatusCode,
) -> Answer {
    match about {
        Some(about) => shown(web, visit, about, compose, status).await,
        None => fresh(web, visit, compose, status).await,
    }
}

/// Files that may be sent, with their bytes.
type Files = Vec<(File, Vec<u8>)>;

/// Looks the files through: what may be kept of each, or what is the matter with those that may not.
async fn accepted(uploads: &[Upload]) -> Result<Result<Files, Vec<Wrong>>, Failure> {
    let doing = "looking through a file";
    let (mut files, mut wrongs) = (Vec::new(), Vec::new());
    for upload in uploads {
        let _turn = LOOKING.acquire().await.map_err(|e| Fault::new(doing, e))?;
        let Upload { name, bytes } = upload.clone();
        let looked = tokio::task::spawn_blocking(move || {
            media::accept(&bytes, &name, &media::Limits::ATTACHMENT)
        });
        match looked.await.map_err(|e| Fault::new(doing, e))? {
            Ok(accepted) => files.push(kept(accepted)?),
            Err(why) => wrongs.push(Wrong::File(upload.name.clone(), why)),
        }
    }
    Ok(if wrongs.is_empty() {
        Ok(files)
    } else {
        Err(wrongs)
    })
}

fn kept(accepted: media::Accepted) -> Result<(File, Vec<u8>), Failure> {
    let doing = "keeping a file";
    let (kind, bytes) = match accepted.content {
        media::Content::Document(document) => (FileKind::Pdf, document.bytes),
        media::Content::Picture(picture) => {
            let kind = match picture.full.kind {
                media::PictureKind::Png => FileKind::Png,
                media::PictureKind::Jpeg => FileKind::Jpeg,
                media::PictureKind::Gif | media::PictureKind::Webp => {
                    return Err(
                        Fault::new(doing, "a picture of this kind is kept as another").into(),
                    );
                }
            };
            (kind, picture.full.bytes)
        }
    };
    let file = File {
        name: Name::new(accepted.name.as_str()).map_err(|e| Fault::new(doing, e))?,
        kind,
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    };
    Ok((file, bytes))
}

async fn send<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: Option<About>,
    (mut compose, draft, files): (Compose, Draft, Files),
) -> Answer {
    let command = web.command(visit);
    let opened = || -> Result<About, Failure> {
        let topic: TopicId = web.id_for(command).parse().map_err(|_| Failure::NotFound)?;
        Ok(About::Subject(topic))
    };
    let to = about.clone().map_or_else(opened, Ok)?;
    let (files, bytes): (Vec<File>, Vec<Vec<u8>>) = files.into_iter().unzip();
    let Draft {
        title,
        words,
        urgency,
        corrects,
        clause,
    } = draft;
    let what = Command::Say {
        opens: title,
        message: Arc::new(Message {
            about: to.clone(),
            clause,
            words,
            urgency,
            corrects,
            files,
        }),
    };
    let session = &visit.session;
    let result = web
        .app
        .act_with_files(session, command, visit.seen, what, visit.by()?, bytes)
        .await;
    match outcome(result)? {
        Ok(acknowledged) => {
            let entry = acknowledged.entries.end.saturating_sub(1);
            let page = paths::confirming(&words::path(&to), paths::RECORDED, Some(entry));
            Ok(see_other(&format!("{page}#message-{entry}")))
        }
        Err(refusal) => {
            compose.wrongs = vec![Wrong::Refused(refusal)];
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            again(web, visit, about.as_ref(), compose, status).await
        }
    }
}

/// `POST /messages/{id}/read`.
pub(crate) async fn say_read<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let about = named(&web, &visit).await?;
    let what = Command::SayRead {
        about: about.clone(),
        up_to: visit.field("up_to").parse().unwrap_or(u64::MAX),
    };
    let command = web.command(&visit);
    let result = web
        .app
        .act_by(&visit.session, command, visit.seen, what, visit.by()?)
        .await;
    match outcome(result)? {
        Ok(_) => Ok(see_other(&words::path(&about))),
        Err(refusal) => {
            let compose = Compose {
                wrongs: vec![Wrong::Refused(refusal)],
                command: web.app.fresh_command().to_string(),
                ..Compose::default()
            };
            shown(&web, &visit, &about, compose, StatusCode::CONFLICT).await
        }
    }
}

/// `POST /messages/show`: shows what waits for its time, to its reader alone.
pub(crate) async fn show_held<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.app.open_held(&visit.session).await?;
    Ok(see_other(safe_path(visit.field("path"))))
}

/// `GET /messages/file/{id}`: a file that goes with a message, by the number of its entry and its
/// place.
pub(crate) async fn file<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let found = visit.parameter.as_deref().and_then(|id| id.split_once('-'));
    let numbers = found
        .and_then(|(entry, index)| Some((entry.parse::<u64>().ok()?, index.parse::<u32>().ok()?)));
    let (entry, index) = numbers.ok_or(Failure::NotFound)?;
    let stage = web.stage(&visit).await?;
    let reading = Reading {
        app: &web.app,
        session: &visit.session,
        mine: &stage.mine,
        stage: &stage,
    };
    let threads = stage.family().threads();
    let said = threads.of(entry).and_then(|thread| thread.said(entry));
    let said = said
        .filter(|said| reading.is_shown(said))
        .ok_or(Failure::NotFound)?;
    let place = usize::try_from(index)
        .ok()
        .and_then(|index| index.checked_sub(1));
    let file = place
        .and_then(|place| said.files.get(place))
        .ok_or(Failure::NotFound)?;
    let bytes = web.app.attachment(&visit.session, entry, index).await?;
    let bytes = bytes.ok_or(Failure::NotFound)?;
    Ok(served(file, bytes))
}

/// A file as browsers get it: to be saved, or shown as a picture on a page of ours.
fn served(file: &File, bytes: Vec<u8>) -> Response {
    let kind = match file.kind {
        FileKind::Jpeg => media::Kind::Picture(media::PictureKind::Jpeg),
        FileKind::Png => media::Kind::Picture(media::PictureKind::Png),
        FileKind::Pdf => media::Kind::Pdf,
    };
    let name = media::FileName::shown(file.name.as_str(), kind);
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    for (header, value) in media::served_headers(kind, &name) {
        let header = HeaderName::try_from(header);
        if let (Ok(header), Ok(value)) = (header, HeaderValue::from_str(&value)) {
            headers.insert(header, value);
        }
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    response
}
