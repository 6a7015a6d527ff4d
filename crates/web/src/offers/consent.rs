//! `GET /proposals/{id}/consent`: the consent of both to a trip, as a PDF for the border.
//!
//! May touch: the family in memory; the typesetter, on a thread of its own.

use app::{Fault, Snapshot, Store};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use family::{Family, Line, Proposal, Terms, Trip};
use jiff::{Timestamp, Zoned};
use plan::Side;
use print::{ConsentChild, ConsentDocument, ConsentParent, ConsentRecord, ConsentTrip, Language};

use crate::http::{Answer, Failure, Visit, Web};
use crate::swap::handler::named;
use crate::text::Lang;

/// Answers with the PDF. What is no trip, or not agreed on, has none.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let snapshot = web.app.family(&visit.session).await?;
    let proposal = snapshot.family.proposal(&id).ok_or(Failure::NoProposal)?;
    let now = web.app.now();
    let lang = visit.reader.lang;
    let document = document(&snapshot, proposal, (lang, now)).ok_or(Failure::NoProposal)?;
    let doing = "printing a consent";
    let set = tokio::task::spawn_blocking(move || print::consent(&document)).await;
    let set = set.map_err(|e| Fault::new(doing, e))?;
    let pdf = set.map_err(|e| Fault::new(doing, e))?;
    Ok(file(proposal.number, pdf))
}

/// What the paper says: for a trip to which both consented.
fn document(
    snapshot: &Snapshot,
    proposal: &Proposal,
    (lang, now): (Lang, Timestamp),
) -> Option<ConsentDocument> {
    let family = &snapshot.family;
    let answer = proposal.accepted()?;
    let offer = proposal.current();
    let Terms::Trip(trip) = &offer.terms else {
        return None;
    };
    let agreed = |side: Side| {
        let at = if side == offer.by {
            offer.at
        } else {
            answer.at
        };
        ConsentParent {
            name: family.seat(side).parent.name.to_string(),
            agreed: zoned(family, at),
        }
    };
    Some(ConsentDocument {
        languages: match lang {
            Lang::En => [Language::En, Language::Nl],
            Lang::Nl => [Language::Nl, Language::En],
        },
        proposal: proposal.number,
        made: zoned(family, now),
        children: children(family, trip),
        trip: ConsentTrip {
            destination: trip.destination.to_string(),
            from: trip.from,
            last: super::words::last_day(trip),
            address: said(trip.address.as_ref()),
            contact: said(trip.contact.as_ref()),
            travel: said(trip.travel.as_ref()),
        },
        parents: [agreed(trip.with), agreed(trip.with.other())],
        record: ConsentRecord {
            entry: answer.entry,
            size: snapshot.head.size,
            short_code: snapshot.head.short_code(),
        },
    })
}

fn children(family: &Family, trip: &Trip) -> Vec<ConsentChild> {
    let all = family.children().iter();
    let goes = all.filter(|child| trip.children.contains(&child.id));
    goes.map(|child| ConsentChild {
        name: child.name.to_string(),
        born: child.born,
    })
    .collect()
}

fn said(line: Option<&Line>) -> String {
    line.map_or_else(String::new, |line| line.as_str().to_owned())
}

fn zoned(family: &Family, at: Timestamp) -> Zoned {
    at.to_zoned(family.zone().clone())
}

/// An answer that the browser keeps as a file: what people wrote is never shown on our own pages as
/// anything else.
fn file(number: usize, pdf: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(pdf));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/pdf"),
    );
    let kept = format!("attachment; filename=\"consent-{number}.pdf\"");
    let kept = HeaderValue::from_str(&kept);
    let kept = kept.unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, kept);
    response
}
