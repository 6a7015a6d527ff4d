//! What each parent says to single clauses of a plan that was offered, and how they are called. It
//! binds nobody: the plan counts once all of it was accepted.
//!
//! May touch: the family it is given; the handler sends commands to `app`.

use app::Store;
use family::{Command, Family, Proposal, ProposalId, Revision};
use jiff::Timestamp;
use maud::{Markup, html};
use plan::{ClauseId, Side};

use super::view::Content;
use crate::http::{Answer, Failure, Visit, Web, see_other};
use crate::page::{Frame, Icon, icon_small, paths, token_field};
use crate::swap::handler::{looked_at, outcome};
use crate::text::{Lang, Text, t};

/// What each parent says to the clauses of an offered plan, and whether the reader can say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The proposal.
    pub proposal: String,
    /// The revision that is looked at.
    pub revision: u32,
    /// Each clause by id, and whether side A and side B agree with it.
    pub clauses: Vec<(ClauseId, [bool; 2])>,
    /// Whether the reader is the parent who is asked.
    pub asked: bool,
    /// Makes sending twice harmless.
    pub command: String,
}

impl Marking {
    /// Of the plan that a proposal is about, while it waits for an answer.
    #[must_use]
    pub fn of(family: &Family, proposal: &Proposal, viewer: Side, now: Timestamp) -> Option<Self> {
        if !family.is_live(proposal, now) {
            return None;
        }
        let offer = proposal.current();
        let plan = offer.plan.as_deref()?;
        let agree = |id: &ClauseId| Side::BOTH.map(|side| proposal.marks.of(side, id).is_some());
        Some(Self {
            proposal: proposal.id.to_string(),
            revision: offer.revision.0,
            clauses: plan
                .newest_clauses()
                .map(|clause| (clause.id.clone(), agree(&clause.id)))
                .collect(),
            asked: proposal.waits_for() == Some(viewer),
            command: String::new(),
        })
    }

    /// How many clauses both agree with, and how many there are.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let both = self.clauses.iter().filter(|(_, agree)| *agree == [true; 2]);
        (both.count(), self.clauses.len())
    }

    fn nth(&self, number: u16) -> Option<&(ClauseId, [bool; 2])> {
        self.clauses.get(usize::from(number).checked_sub(1)?)
    }
}

/// Above the clauses: with how many both agree, and saying so to all at once.
pub(super) fn summary(text: &Text, content: &Content, frame: &Frame<'_>) -> Markup {
    let Some(marking) = &content.marking else {
        return html! {};
    };
    let (both, all) = marking.count();
    let open = |agree: &[bool; 2]| *agree != [true; 2];
    let rest: Vec<&ClauseId> = marking
        .clauses
        .iter()
        .filter(|(_, agree)| open(agree))
        .map(|(id, _)| id)
        .collect();
    html! {
        p.small {
            @if content.is_for_parents() { (t!(text, "marks-count", both = both, all = all)) }
            @else { (t!(text, "marks-guest-count", both = both, all = all)) }
            " " (t!(text, "marks-binds-nobody"))
        }
        @if marking.asked {
            div class="btn-row marks-whole" {
                @if !rest.is_empty() {
                    (form(text, frame, marking, (&rest, true), ("marks-all", None)))
                }
                a.btn href=(paths::proposal(&marking.proposal)) { (t!(text, "marks-answer")) (icon_small(Icon::Next)) }
            }
        }
    }
}

/// Below a clause: who agrees with it, and saying so.
pub(super) fn below(text: &Text, content: &Content, number: u16, frame: &Frame<'_>) -> Markup {
    let found = content.marking.as_ref();
    let Some((marking, (id, agree))) = found.and_then(|one| Some((one, one.nth(number)?))) else {
        return html! {};
    };
    let said = match (agree, content.is_for_parents()) {
        ([true, true], true) => t!(text, "marks-both").into_owned(),
        ([true, true], false) => t!(text, "marks-guest-both").into_owned(),
        ([true, false], _) => t!(text, "marks-one", name = content.name(Side::A)),
        ([false, true], _) => t!(text, "marks-one", name = content.name(Side::B)),
        ([false, false], true) => t!(text, "marks-none").into_owned(),
        ([false, false], false) => t!(text, "marks-guest-none").into_owned(),
    };
    let edge = |side: Side| (!agree[side.index()]).then_some("open");
    let own = *agree == [true; 2];
    html! {
        div class="held clause-marks no-print" data-a=[edge(Side::A)] data-b=[edge(Side::B)] {
            p.small { (said) }
            @if marking.asked {
                (form(text, frame, marking, (&[id], !own), (if own { "marks-not" } else { "marks-agree" }, Some("quiet"))))
            }
        }
    }
}

fn form(
    text: &Text,
    frame: &Frame<'_>,
    marking: &Marking,
    (clauses, agreed): (&[&ClauseId], bool),
    (label, kind): (&str, Option<&str>),
) -> Markup {
    html! {
        form method="post" action=(path(&marking.proposal)) data-act="proposal.clauses/1" {
            (token_field(frame.token))
            input type="hidden" name="command" value=(marking.command);
            input type="hidden" name="revision" value=(marking.revision);
            input type="hidden" name="agreed" value=(if agreed { "1" } else { "0" });
            @for id in clauses { input type="hidden" name="clause" value=(id); }
            button.btn data-kind=[kind] { (text.get(label)) }
        }
    }
}

fn path(proposal: &str) -> String {
    format!("{}/clauses", paths::proposal(proposal))
}

/// `POST /proposals/{id}/clauses`: `clause` (any number), `agreed`, `revision`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    let proposal: ProposalId = id.ok_or(Failure::NoProposal)?;
    let clauses = visit.fields.iter().filter(|(name, _)| name == "clause");
    let snapshot = web.app.family(&visit.session).await?;
    if snapshot.family.proposal(&proposal).is_none() {
        return Err(Failure::NoProposal);
    }
    let what = Command::MarkClauses {
        proposal: proposal.clone(),
        revision: looked_at(visit.field("revision")),
        clauses: clauses.filter_map(|(_, id)| id.parse().ok()).collect(),
        agreed: visit.field("agreed") == "1",
    };
    let command = web.command(&visit);
    let by = visit.by()?;
    let sent = web
        .app
        .act_by(&visit.session, command, visit.seen, what, by);
    // What changes nothing was said before, or the offer is another one now: the page shows which.
    let _ = outcome(sent.await)?;
    Ok(see_other(&format!(
        "{}#clauses",
        paths::plan_of(proposal.as_str())
    )))
}

/// What clauses of an offered plan are called; their ids, where the words of the offer are gone.
#[must_use]
pub(crate) fn clause_titles(
    text: &Text,
    family: &Family,
    (proposal, revision): (&ProposalId, Revision),
    clauses: &[ClauseId],
) -> Vec<String> {
    let language = match text.lang() {
        Lang::En => plan::Language::En,
        Lang::Nl => plan::Language::Nl,
    };
    let offers = family.proposal(proposal).map(|one| one.offers.as_slice());
    let offers = offers.unwrap_or_default().iter();
    let plan = offers
        .filter(|offer| offer.revision == revision)
        .find_map(|offer| offer.plan.as_deref());
    clauses
        .iter()
        .map(|id| match plan.and_then(|plan| plan.find_clause(id)) {
            Some((_, clause)) => clause.title(language).to_owned(),
            None => id.to_string(),
        })
        .collect()
}
