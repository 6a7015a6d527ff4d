//! The pages of bundles: choose, look, wait, fetch.
//!
//! May touch: `app`. Files are handed to their maker only, and are kept nowhere.

use std::sync::Arc;

use app::{
    BundleFailed, BundleFailure, BundleFile, BundleNoted, BundleState, Choice, ChoiceError,
    NotBegun, Store,
};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use family::{BundleMade, BundleOf};

use super::form::{BundleForm, FieldError, Step};
use super::markup::{form_page, preview_page, progress_page, progress_title};
use super::view::{FormView, Past, PreviewView, ProgressState, ProgressView, Waiting};
use super::words::Words;
use crate::http::{Answer, Failure, Stage, Visit, Web, lang_of, language_of, see_other};
use crate::page::{Tab, paths};
use crate::text::t;

const ZIP: HeaderValue = HeaderValue::from_static("application/zip");

/// `GET /bundles`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let form = BundleForm::fresh(language_of(visit.reader.lang));
    fields(&web, &visit, StatusCode::OK, form, Vec::new()).await
}

/// `POST /bundles`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let form = BundleForm::from_pairs(visit.fields.clone());
    if form.step == Step::Change {
        return fields(&web, &visit, StatusCode::OK, form, Vec::new()).await;
    }
    let choice = match form.read() {
        Ok(choice) => choice,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return fields(&web, &visit, status, form, wrong).await;
        }
    };
    let blocked = if form.step == Step::Make {
        let lang = lang_of(choice.language);
        let words = Arc::new(Words { lang });
        match web.app.bundle_begin(&visit.session, choice.clone(), words) {
            Ok(()) | Err(NotBegun::Running) => return Ok(see_other(paths::BUNDLE_PROGRESS)),
            Err(error) => Some(error),
        }
    } else {
        None
    };
    preview(&web, &visit, form, &choice, blocked).await
}

/// `GET /bundles/progress`.
pub(crate) async fn progress<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let Some(state) = web.app.bundle_state(&visit.session) else {
        return Ok(see_other(paths::BUNDLES));
    };
    let stage = web.stage(&visit).await?;
    let view = ProgressView {
        zone: stage.family().zone().clone(),
        state: match state {
            BundleState::Working(progress) => ProgressState::Working(progress),
            BundleState::Ready(file) => ProgressState::Ready {
                id: file.id.to_string(),
                past: past(file.at, &file.made),
                expires: file.expires,
            },
            BundleState::Failed(failed) => ProgressState::Failed(failed),
        },
    };
    let title = progress_title(stage.text(), &view.state);
    let page = progress_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// `GET /bundles/file/{id}`.
pub(crate) async fn file<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let asked = visit.parameter.as_deref().unwrap_or_default();
    let Some(BundleState::Ready(file)) = web.app.bundle_state(&visit.session) else {
        return Err(Failure::NotFound);
    };
    if *file.id != *asked {
        return Err(Failure::NotFound);
    }
    Ok(download(file))
}

/// `POST /bundles/forget`.
pub(crate) async fn forget<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.app.bundle_forget(&visit.session);
    Ok(see_other(paths::BUNDLES))
}

fn download(file: BundleFile) -> Response {
    // The name says nothing of the family, since it shows in lists of downloads.
    let first = file.made.first;
    let last = file.made.end.saturating_sub(1);
    let of = match file.made.of {
        BundleOf::Shared => "record",
        BundleOf::Own => "own-record",
    };
    let name = format!("attachment; filename=\"{of}-{first}-{last}.zip\"");
    let length = file.bytes.len();
    let mut response = Response::new(Body::from(Bytes::from_owner(file.bytes)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, ZIP);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

async fn fields<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    form: BundleForm,
    errors: Vec<FieldError>,
) -> Answer {
    let history = web.app.bundles_made(&visit.session).await?;
    let own = web.app.record(&visit.session, app::Tree::Own, None, 1);
    let own = own.await?.head.size;
    let stage = web.stage(visit).await?;
    let view = FormView {
        people: stage.people.clone(),
        zone: stage.family().zone().clone(),
        form,
        errors,
        waiting: match web.app.bundle_state(&visit.session) {
            None => Waiting::Nothing,
            Some(_) => Waiting::One,
        },
        history: history
            .iter()
            .map(|BundleNoted { at, made }| past(*at, made))
            .collect(),
        newest: stage.snapshot.head.size.checked_sub(1),
        newest_own: own.checked_sub(1),
        name: stage.people[stage.side.other().index()].name.clone(),
    };
    let title = t!(stage.text(), "bundle-title");
    let page = form_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(status, &visit.reader, page))
}

async fn preview<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    form: BundleForm,
    choice: &Choice,
    blocked: Option<NotBegun>,
) -> Answer {
    let counts = match web.app.bundle_preview(&visit.session, choice).await {
        Ok(counts) => counts,
        Err(BundleFailure::Choice(error)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return fields(web, visit, status, form, vec![range_error(error)]).await;
        }
        Err(BundleFailure::Fault(fault)) => return Err(fault.into()),
        Err(BundleFailure::Print(_)) => return Err(Failure::NotFound),
    };
    let stage: Stage = web.stage(visit).await?;
    let words = Words {
        lang: visit.reader.lang,
    };
    let view = PreviewView {
        kept: words.kept(&counts),
        zone: stage.family().zone().clone(),
        other: stage.people[stage.side.other().index()].name.clone(),
        form,
        counts,
        replaces: match web.app.bundle_state(&visit.session) {
            Some(BundleState::Ready(file)) => Some(file.made.recipient.to_string()),
            Some(BundleState::Working(_) | BundleState::Failed(_)) | None => None,
        },
        blocked,
    };
    let status = match blocked {
        None => StatusCode::OK,
        Some(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    let title = t!(stage.text(), "bundle-preview-title");
    let page = preview_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// What is wrong with a choice that the record does not bear out, at the field that it comes from.
pub(super) const fn range_error(error: ChoiceError) -> FieldError {
    let (field, key, bytes) = match error {
        ChoiceError::Nothing => ("span", "bundle-wrong-nothing", None),
        ChoiceError::Long { .. } => ("span", "bundle-wrong-long", None),
        ChoiceError::Large => ("span", "bundle-wrong-large", None),
        ChoiceError::LargeFiles { bytes, .. } => ("files", "bundle-wrong-files", Some(bytes)),
    };
    FieldError { field, key, bytes }
}

/// The key of the sentence that says why no bundle came of it.
pub(super) const fn failed_key(failed: &BundleFailed) -> &'static str {
    match failed {
        BundleFailed::Choice(error) => range_error(*error).key,
        BundleFailed::Print(_) => "bundle-failed-print",
        BundleFailed::Erased => "bundle-failed-erased",
        BundleFailed::Fault(_) => "bundle-failed-fault",
    }
}

fn past(at: jiff::Timestamp, made: &BundleMade) -> Past {
    Past {
        at,
        recipient: made.recipient.to_string(),
        of: made.of,
        first: made.first,
        last: made.end.saturating_sub(1),
        shown: made.shown,
        bytes: made.bytes,
        sha256: made
            .sha256
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    }
}
