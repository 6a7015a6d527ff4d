//! `GET /plan/drafts/{id}/paper`, `/plan/paper` and `/proposals/{id}/paper`: a plan to print.
//! Without a query a page that says what there is; `as=plan` or `as=children` (and `for`, counted
//! from 0) with `lang` is a PDF.
//!
//! May touch: the family in memory, the reader's own drafts; reads who vouches for two entries
//! through `app`; the typesetter, on threads of its own: few at a time, and one for each person.

use std::sync::LazyLock;

use app::{Fault, Snapshot, Store, Vouched};
use axum::body::Body as Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use family::{AgreedVersion, Family, Look, Proposal, ProposalId, State};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::{ParentingPlan, Side};
use print::PrintError;

use super::build::{
    AgreedOn, Calendar, How, RecordFacts, Signer, Source, Standing, children_paper, plan_paper,
};
use super::held::Held;
use super::markup::print_page;
use super::view::{Body, View, nothing, view};
use crate::http::{Answer, Failure, GuestVisit, Stage, Visit, Web, first};
use crate::page::{GuestPlace, Tab, paths};
use crate::studio::desk;
use crate::studio::turn::Turns;
use crate::text::{Lang, t};

/// Plans that are set at once, each for somebody else; others wait for their turn.
const AT_ONCE: usize = 2;

static SETTING: LazyLock<Turns> = LazyLock::new(|| Turns::new(AT_ONCE));

/// What browsers may do with a PDF of ours: some show one by means of what a page calls an object.
/// It is framed by nothing and loads nothing from elsewhere.
const POLICY: &str = "default-src 'self'; object-src 'self'; base-uri 'none'; \
     frame-ancestors 'none'; form-action 'none'";

/// What an address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    /// The page.
    Page,
    /// The document.
    Plan(Lang),
    /// The children's pages at a place.
    Children(Lang, usize),
}

impl Want {
    fn of(visit: &Visit) -> Self {
        let pairs = visit.query();
        let lang = Lang::from_tag(first(&pairs, "lang")).unwrap_or(visit.reader.lang);
        match first(&pairs, "as") {
            "plan" => Self::Plan(lang),
            "children" => Self::Children(lang, first(&pairs, "for").parse().unwrap_or_default()),
            _ => Self::Page,
        }
    }
}

/// `GET /plan/drafts/{id}/paper`.
pub(crate) async fn of_draft<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let (stage, draft) = (&desk.stage, &desk.kept.draft);
    let back = desk::path(&draft.id, "");
    let places = (visit.uri.path(), back.as_str());
    let Ok(plan) = ParentingPlan::read(&draft.plan, stage.today()) else {
        let id = draft.id.clone();
        let body = if draft.plan.trim().is_empty() {
            Body::Unanswered(id)
        } else {
            Body::Unsound(id)
        };
        let page = nothing(body, draft.name.to_string(), places);
        return Ok(shown(&web, &visit, stage, (Tab::Plan, &page)));
    };
    let family = stage.family();
    let source = Source {
        begins: would_begin(family, &plan, stage.today()),
        ends: plan.until(),
        calendar: alone(&plan),
        plan: &plan,
        family: family.name().as_str(),
        standing: Standing::Draft {
            name: draft.name.to_string(),
            kept: desk.kept.versions.last().map(|last| last.at),
        },
        signers: Side::BOTH.map(|side| signer(family, side, None)),
        record: None,
        host: web.settings.host(),
        now: stage.now,
    };
    if let Some(pdf) = printed(&visit, &source).await? {
        return Ok(pdf);
    }
    let page = view(&source, stage.lang, places, Some(draft.id.clone()));
    Ok(shown(&web, &visit, stage, (Tab::Plan, &page)))
}

/// `GET /plan/paper`: the plan in force today, or that will be first.
pub(crate) async fn in_force<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let family = stage.family();
    let places = (visit.uri.path(), paths::PLAN);
    let (Some(found), Some(all)) = (Agreed::on(family, stage.today()), family.plan()) else {
        let page = nothing(Body::NoPlan, String::new(), places);
        return Ok(shown(&web, &visit, &stage, (Tab::Plan, &page)));
    };
    let vouched = vouched(&web, &visit, found.proposal).await?;
    let source = Source {
        calendar: Calendar {
            plan: all,
            agreed: family.agreed(),
        },
        standing: Standing::Agreed {
            version: Some(found.place + 1),
        },
        signers: signers(family, found.proposal, Some(&vouched)),
        record: Some(facts(&stage.snapshot, found.proposal)),
        host: web.settings.host(),
        ..found.source(family, stage.now)
    };
    if let Some(pdf) = printed(&visit, &source).await? {
        return Ok(pdf);
    }
    let page = view(&source, stage.lang, places, None);
    Ok(shown(&web, &visit, &stage, (Tab::Plan, &page)))
}

/// The same for somebody whom the parents let in to the plan: its words and what comes of them, not
/// how it came about. Their look is on the record before they see anything.
pub(crate) async fn for_guest<S: Store>(web: Web<S>, asks: GuestVisit) -> Answer {
    let GuestVisit { visit, place } = asks;
    let stage = web.guest_stage(&visit, Some(&place)).await?;
    let place = web.app.look(&visit.session, Look::Plan).await?;
    let place = place.ok_or(Failure::NotFound)?;
    let family = &place.snapshot.family;
    let places = (visit.uri.path(), paths::PLAN);
    let page = match Agreed::on(family, family.date_at(stage.now)) {
        None => nothing(Body::NoPlan, String::new(), places),
        Some(found) => {
            let source = Source {
                host: web.settings.host(),
                ..found.source(family, stage.now)
            };
            if let Some(pdf) = printed(&visit, &source).await? {
                return Ok(pdf);
            }
            view(&source, stage.lang, places, None)
        }
    };
    let title = t!(stage.text(), "paper-title");
    let frame = stage.frame(&title, Some(GuestPlace::Plan));
    Ok(web.page(StatusCode::OK, &visit.reader, print_page(&frame, &page)))
}

/// `GET /proposals/{id}/paper`: a plan that was offered, whatever became of it.
pub(crate) async fn of_proposal<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let id: ProposalId = id.ok_or(Failure::NoProposal)?;
    let stage = web.stage(&visit).await?;
    let family = stage.family();
    let proposal = family.proposal(&id).ok_or(Failure::NoProposal)?;
    let plan = proposal.current().plan.as_deref();
    let plan = plan.ok_or(Failure::NoProposal)?;
    let vouched = vouched(&web, &visit, proposal).await?;
    let number = proposal.number;
    let agreed = match &proposal.state {
        State::Accepted(_) => Agreed::by(family, &id),
        State::Open | State::Declined(_) | State::Withdrawn(_) => None,
    };
    let standing = match (&agreed, family.is_live(proposal, stage.now)) {
        (Some(found), _) => Standing::Agreed {
            version: Some(found.place + 1),
        },
        (None, true) => Standing::Offered { number },
        (None, false) => Standing::Closed { number },
    };
    let source = Source {
        plan,
        begins: match &agreed {
            Some(found) => found.version.begins,
            None => would_begin(family, plan, stage.today()),
        },
        ends: agreed.as_ref().map_or(plan.until(), |found| found.ends),
        calendar: alone(plan),
        family: family.name().as_str(),
        standing,
        signers: signers(family, proposal, Some(&vouched)),
        record: Some(facts(&stage.snapshot, proposal)),
        host: web.settings.host(),
        now: stage.now,
    };
    if let Some(pdf) = printed(&visit, &source).await? {
        return Ok(pdf);
    }
    let back = paths::plan_of(id.as_str());
    let page = view(&source, stage.lang, (visit.uri.path(), &back), None);
    Ok(shown(&web, &visit, &stage, (Tab::Proposals, &page)))
}

/// A version that both agreed on.
struct Agreed<'a> {
    version: &'a AgreedVersion,
    /// Its place among the versions, from 0.
    place: usize,
    /// The first date on which it no longer holds.
    ends: Option<Date>,
    proposal: &'a Proposal,
}

impl<'a> Agreed<'a> {
    /// The one that holds on a date; the first one before it begins.
    fn on(family: &'a Family, date: Date) -> Option<Self> {
        Self::by(family, &family.version_on(date)?.proposal)
    }

    /// The one of a proposal.
    fn by(family: &'a Family, id: &ProposalId) -> Option<Self> {
        let versions = family.versions();
        let place = versions.iter().position(|one| one.proposal == *id)?;
        let version = versions.get(place)?;
        let next = versions.get(place + 1).map(|next| next.begins);
        Some(Self {
            version,
            place,
            ends: [next, version.plan.until()].into_iter().flatten().min(),
            proposal: family.proposal(id)?,
        })
    }

    /// What is printed of it for whoever may not see how it came about.
    fn source(&self, family: &'a Family, now: Timestamp) -> Source<'a> {
        let plan: &ParentingPlan = &self.version.plan;
        Source {
            plan,
            begins: self.version.begins,
            ends: self.ends,
            calendar: alone(plan),
            family: family.name().as_str(),
            standing: Standing::Agreed { version: None },
            signers: signers(family, self.proposal, None),
            record: None,
            host: "",
            now,
        }
    }
}

/// The days of a plan by itself.
fn alone(plan: &ParentingPlan) -> Calendar<'_> {
    Calendar { plan, agreed: &[] }
}

/// From when a plan would hold that both agree to today: after another one, from tomorrow at the
/// earliest.
fn would_begin(family: &Family, plan: &ParentingPlan, today: Date) -> Date {
    match family.plan() {
        Some(_) => plan.from().max(today.tomorrow().unwrap_or(today)),
        None => plan.from(),
    }
}

fn signer(family: &Family, side: Side, agreed: Option<AgreedOn>) -> Signer {
    Signer {
        name: family.seat(side).parent.name.to_string(),
        agreed,
    }
}

/// Both parents and when each agreed. `vouched` says of the entries who vouches for them; without
/// it the reader learns of no entries.
pub(super) fn signers(
    family: &Family,
    proposal: &Proposal,
    vouched: Option<&[(u64, Vouched)]>,
) -> [Signer; 2] {
    let offer = proposal.current();
    Side::BOTH.map(|side| {
        let agreed = match &proposal.state {
            State::Withdrawn(_) => None,
            State::Accepted(answer) if answer.by == side => {
                Some((answer.at, answer.entry, answer.link.is_some()))
            }
            State::Open | State::Accepted(_) | State::Declined(_) => {
                (offer.by == side).then_some((offer.at, offer.entry, false))
            }
        };
        let agreed = agreed.map(|(at, entry, by_link)| AgreedOn {
            at,
            entry: vouched.is_some().then_some(entry),
            how: match (vouched, by_link) {
                (None, _) => How::Unsaid,
                (Some(_), true) => How::Link,
                // Who offered it signs that offer by an entry of its own.
                (Some(_), false) if entry == offer.entry && offer.signed.is_some() => How::Passkey,
                (Some(all), false) => how(all, entry),
            },
        });
        signer(family, side, agreed)
    })
}

fn how(vouched: &[(u64, Vouched)], entry: u64) -> How {
    match vouched.iter().find(|(known, _)| *known == entry) {
        Some((_, Vouched::Passkey)) => How::Passkey,
        Some((_, Vouched::Device)) => How::Device,
        Some((_, Vouched::Server)) => How::Server,
        None => How::Unsaid,
    }
}

/// Who vouches for the offer and its answer.
async fn vouched<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    proposal: &Proposal,
) -> Result<Vec<(u64, Vouched)>, Failure> {
    let answer = match &proposal.state {
        State::Accepted(answer) => Some(answer.entry),
        State::Open | State::Declined(_) | State::Withdrawn(_) => None,
    };
    // An answer comes after the offer.
    let newest_first: Vec<u64> = answer
        .into_iter()
        .chain([proposal.current().entry])
        .collect();
    let lines = web.app.entries(&visit.session, &newest_first).await?;
    let known = lines.iter().map(|line| (line.sequence, line.vouched));
    Ok(known.collect())
}

fn facts(snapshot: &Snapshot, proposal: &Proposal) -> RecordFacts {
    let head = &snapshot.head;
    RecordFacts {
        size: head.size,
        code: head.short_code(),
        root: head.seen().root.to_string(),
        proposal: proposal.number,
        entry: proposal.current().entry,
    }
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    (tab, page): (Tab, &View),
) -> Response {
    let title = t!(stage.text(), "paper-title");
    let frame = stage.frame(&title, tab);
    web.page(StatusCode::OK, &visit.reader, print_page(&frame, page))
}

/// The PDF that is asked for; `None` for the page.
async fn printed(visit: &Visit, source: &Source<'_>) -> Result<Option<Response>, Failure> {
    Ok(match Want::of(visit) {
        Want::Page => None,
        Want::Plan(lang) => {
            let held = Held::of(source);
            let pdf = set(visit, move || {
                print::plan(&plan_paper(&held.source(), lang))
            });
            let name = match lang {
                Lang::En => "parenting-plan.pdf",
                Lang::Nl => "ouderschapsplan.pdf",
            };
            Some(file(name, pdf.await?))
        }
        Want::Children(lang, place) => {
            let held = Held::of(source);
            let pdf = set(visit, move || {
                let document = children_paper(&held.source(), lang, place);
                document.as_ref().map(print::children).transpose()
            });
            let name = match lang {
                Lang::En => "where-do-i-sleep.pdf",
                Lang::Nl => "waar-slaap-ik.pdf",
            };
            Some(file(name, pdf.await?.ok_or(Failure::NotFound)?))
        }
    })
}

/// Counts and sets a document on a thread of its own, when it is the reader's turn.
async fn set<T: Send + 'static>(
    visit: &Visit,
    job: impl FnOnce() -> Result<T, PrintError> + Send + 'static,
) -> Result<T, Failure> {
    let doing = "printing a plan";
    let whose = visit.session.member().as_str();
    let set = SETTING.work((whose, doing), job).await?;
    Ok(set.map_err(|e| Fault::new(doing, e))?)
}

/// A PDF that the browser shows by itself; its name says nothing of the family.
fn file(name: &'static str, pdf: Vec<u8>) -> Response {
    let mut response = Response::new(Bytes::from(pdf));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/pdf"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    let shown = format!("inline; filename=\"{name}\"");
    let shown = HeaderValue::from_str(&shown);
    let shown = shown.unwrap_or(HeaderValue::from_static("inline"));
    headers.insert(header::CONTENT_DISPOSITION, shown);
    response
}
