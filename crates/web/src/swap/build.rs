//! From the family to what a page about a proposal shows.
//!
//! May touch: its arguments. Reads the family; decides nothing that the family decides.

use std::cmp::Reverse;

use family::{
    Alternative, Answer, Context, Family, MemberId, Move, Offer, Proposal, ProposalId, State,
    Terms, Ties,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::{OneOff, ParentingPlan, Side};

use super::asked::{asked_already, is_settled};
use super::effect::{effect, remarks};
use super::erasing::{counted, erasing};
use super::form::{FieldError, SwapDraft, SwapForm};
use super::prospect::{blocked, prospect};
use super::view::{
    AnswerView, Arrival, Cast, ClauseLine, DeclineView, FormView, ListView, OfferView, PlanState,
    PlanView, PreviewView, ProposalView, Purpose, RemarkView, Row, Signed, Standing, TermsView,
};
use crate::offers::build::{breaches, of_proposal, touching};
use crate::offers::view::OtherProposal;
use crate::page::{Kid, Person, Versions};
use crate::people::view::GrantView;
use crate::text::Lang;

/// The moment, the reader and the language: what every builder needs beside the family.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// The family.
    pub family: &'a Family,
    /// Who looks.
    pub viewer: Side,
    /// This moment.
    pub now: Timestamp,
    /// The language of the plan's words.
    pub lang: Lang,
}

impl Looking<'_> {
    pub(crate) fn local(&self, at: Timestamp) -> DateTime {
        self.family.zone().to_datetime(at)
    }

    /// The versions of the plan, as they stand today.
    pub(crate) fn versions(&self) -> Versions<'_> {
        Versions::of(self.family, self.family.date_at(self.now))
    }

    fn plan(&self) -> Option<&ParentingPlan> {
        self.family.plan().map(AsRef::as_ref)
    }

    fn number(&self, id: &ProposalId) -> Option<usize> {
        self.family.proposal(id).map(|one| one.number)
    }

    /// Whether an answer to this proposal would still change something.
    fn awaits(&self, proposal: &Proposal) -> bool {
        self.family.is_live(proposal, self.now)
    }

    /// The swaps that wait for an answer, except one.
    fn open_swaps(&self, except: Option<&ProposalId>) -> Vec<(&ProposalId, &[Move])> {
        let live = self.family.proposals().iter().filter(|one| {
            self.family.is_live(one, self.now) && except.is_none_or(|except| one.id != *except)
        });
        live.filter_map(|one| match &one.current().terms {
            Terms::Swap(moves) => Some((&one.id, moves.as_slice())),
            Terms::Time(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_)
            | Terms::Plan(_)
            | Terms::Erase(_)
            | Terms::LiftHold(_)
            | Terms::Close
            | Terms::LetIn(_) => None,
        })
        .collect()
    }
}

/// The people of a family, for a page.
#[must_use]
pub fn cast(family: &Family, viewer: Side) -> Cast {
    let plan = family.plan();
    let parents = Side::BOTH.map(|side| {
        let name = family.seat(side).parent.name.as_str().to_owned();
        let first = name.chars().next().unwrap_or('·');
        let letter = plan.map_or(first, |plan| plan.parent(side).letter);
        Person { name, letter, side }
    });
    let mut children: Vec<_> = family.children().iter().collect();
    children.sort_by(|a, b| {
        a.born
            .cmp(&b.born)
            .then_with(|| a.name.as_str().cmp(b.name.as_str()))
    });
    let kids = children.into_iter().enumerate().map(|(face, child)| Kid {
        id: child.id.clone(),
        name: child.name.as_str().to_owned(),
        letters: child.name.as_str().chars().take(1).collect(),
        face,
        born: child.born,
    });
    Cast {
        parents,
        viewer,
        kids: kids.collect(),
    }
}

/// The page of a proposal; `None` if the family has none with this id.
#[must_use]
pub fn proposal(
    look: &Looking<'_>,
    id: &ProposalId,
    arrival: Arrival,
    command: String,
) -> Option<ProposalView> {
    let proposal = look.family.proposal(id)?;
    let standing = standing(look, proposal);
    let mut said = Vec::new();
    let mut change = None;
    if let (Terms::Swap(moves), Some(plan)) = (&proposal.current().terms, look.plan()) {
        match &standing {
            Standing::Open => {
                change = effect(plan, look.versions(), look.family.agreed(), moves);
                let open = look.open_swaps(Some(id));
                let local = look.local(look.now);
                said = change
                    .iter()
                    .flat_map(|one| remarks(one, moves, local, &open))
                    .collect();
            }
            Standing::Accepted(_) => {
                change = effect(plan, look.versions(), agreed_before(look.family, id), moves);
            }
            Standing::Lapsed
            | Standing::Settled
            | Standing::Declined(_)
            | Standing::Withdrawn(_) => {}
        }
    }
    let more = of_proposal(look, proposal, agreed_until(look.family, proposal));
    let mut offers: Vec<OfferView> = proposal
        .offers
        .iter()
        .map(|offer| offer_view(look, offer))
        .collect();
    if let Some(last) = offers.pop() {
        offers.push(taken(last, proposal));
    }
    let remarks = said
        .into_iter()
        .filter_map(|one| RemarkView::of(one, |id| look.number(id)))
        .collect();
    Some(ProposalView {
        remarks: with_touching(remarks, &more.touching),
        more,
        cast: cast(look.family, look.viewer),
        id: id.to_string(),
        number: look.number(id)?,
        offers,
        standing,
        effect: change,
        prospect: prospect(look.family, proposal, look.now),
        blocked: blocked(look.family, proposal, look.now),
        ties: ties(look.family, proposal),
        asked: asked_already(look.family, &Terms::Erase(proposal.entries()), look.now),
        arrival,
        command,
        withdrawable: Side::BOTH
            .into_iter()
            .find(|side| look.family.may_withdraw(proposal, *side)),
        signable: look.family.may_sign(proposal, look.viewer),
        linkable: linkable(look, proposal),
    })
}

/// The remarks with one for each proposal about the same time that they do not name yet.
fn with_touching(mut remarks: Vec<RemarkView>, others: &[OtherProposal]) -> Vec<RemarkView> {
    for other in others {
        let (id, number) = (other.id.clone(), other.number);
        let overlaps = RemarkView::Overlaps { id, number };
        if !remarks.contains(&overlaps) {
            remarks.push(overlaps);
        }
    }
    remarks
}

/// Whether the other parent, who has no account yet, can answer this own offer by a link.
fn linkable(look: &Looking<'_>, proposal: &Proposal) -> bool {
    let offer = proposal.current();
    let asked = offer.terms.kind().is_about_care();
    let other = look.family.seat(look.viewer.other());
    asked && offer.by == look.viewer && other.first_joined.is_none() && look.awaits(proposal)
}

fn ties(family: &Family, proposal: &Proposal) -> Ties {
    let matter = family.matter(proposal.first().entry);
    matter.map_or(Ties::Kept, |matter| matter.ties)
}

/// What was agreed before a proposal was accepted.
fn agreed_before<'f>(family: &'f Family, id: &ProposalId) -> &'f [OneOff] {
    let all = family.agreed();
    let until = all
        .iter()
        .position(|one| one.id == id.as_str())
        .unwrap_or(all.len());
    all.get(..until).unwrap_or(all)
}

/// What was agreed when a proposal was offered or accepted: for what it would change, or changed.
fn agreed_until<'f>(family: &'f Family, proposal: &Proposal) -> &'f [OneOff] {
    match proposal.accepted() {
        Some(_) => agreed_before(family, &proposal.id),
        None => family.agreed(),
    }
}

/// The list of proposals.
#[must_use]
pub fn list(look: &Looking<'_>, skip: usize) -> ListView {
    let row = |proposal: &Proposal| Row {
        id: proposal.id.to_string(),
        number: proposal.number,
        offer: taken(offer_view(look, proposal.current()), proposal),
        standing: standing(look, proposal),
    };
    let all = look.family.proposals().iter().map(AsRef::as_ref);
    let (open, mut settled): (Vec<_>, Vec<_>) = all.partition(|proposal| look.awaits(proposal));
    let (mut theirs, mut mine): (Vec<_>, Vec<_>) = open
        .into_iter()
        .map(row)
        .partition(|row| row.offer.by == look.viewer);
    let soonest = |row: &Row| match &row.offer.terms {
        TermsView::Swap(moves) => moves.iter().map(|change| change.start).min(),
        TermsView::Offer(terms) => terms.begins(Alternative::FIRST),
        TermsView::Plan(_)
        | TermsView::Erase(_)
        | TermsView::LiftHold(_)
        | TermsView::Close
        | TermsView::LetIn(_) => None,
    };
    mine.sort_by_key(soonest);
    theirs.sort_by_key(soonest);
    // A family of ten years has thousands of these: only one page of them is made.
    settled.sort_by_key(|proposal| Reverse(ended(proposal)));
    let more = settled.len() > skip.saturating_add(SETTLED_ROWS);
    ListView {
        cast: cast(look.family, look.viewer),
        mine,
        theirs,
        settled: settled
            .into_iter()
            .skip(skip)
            .take(SETTLED_ROWS)
            .map(row)
            .collect(),
        newer: (skip > 0).then(|| skip.saturating_sub(SETTLED_ROWS)),
        older: more.then(|| skip.saturating_add(SETTLED_ROWS)),
        plan: if look.plan().is_some() {
            PlanState::Agreed
        } else {
            PlanState::None
        },
    }
}

/// Settled proposals on one page.
pub const SETTLED_ROWS: usize = 50;

/// When a settled proposal ended, for its place in the list. One that lapsed counts from when it
/// was offered.
fn ended(proposal: &Proposal) -> Timestamp {
    match &proposal.state {
        State::Accepted(answer) | State::Declined(answer) | State::Withdrawn(answer) => answer.at,
        State::Open => proposal.current().at,
    }
}

fn standing(look: &Looking<'_>, proposal: &Proposal) -> Standing {
    let answered = |answer: &Answer| AnswerView {
        by: answer.by,
        at: look.local(answer.at),
        entry: answer.entry,
        reason: answer
            .reason
            .as_ref()
            .map(|reason| reason.as_str().to_owned()),
        signed: match answer.assertion {
            Some(_) => Signed::Passkey,
            None => Signed::No,
        },
        link: answer.link.clone(),
    };
    match &proposal.state {
        State::Open if look.awaits(proposal) => Standing::Open,
        State::Open if is_settled(look.family, proposal) => Standing::Settled,
        State::Open => Standing::Lapsed,
        State::Accepted(answer) => Standing::Accepted(answered(answer)),
        State::Declined(answer) => Standing::Declined(answered(answer)),
        State::Withdrawn(answer) => Standing::Withdrawn(answered(answer)),
    }
}

fn offer_view(look: &Looking<'_>, offer: &Offer) -> OfferView {
    OfferView {
        revision: offer.revision.0,
        by: offer.by,
        at: look.local(offer.at),
        entry: offer.entry,
        terms: terms_view(look.family, offer, look.lang),
        reason: offer
            .reason
            .as_ref()
            .map(|reason| reason.as_str().to_owned()),
        signed: offer.signed,
    }
}

/// What an offer is about, in the reader's language where the plan has it.
#[must_use]
pub fn terms_view(family: &Family, offer: &Offer, lang: Lang) -> TermsView {
    match &offer.terms {
        Terms::Erase(entries) => TermsView::Erase(erasing(family, entries, lang)),
        Terms::Swap(_)
        | Terms::Plan(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => bare_terms(family, offer, lang),
    }
}

/// The same; of what is to be erased only the numbers.
pub(super) fn bare_terms(family: &Family, offer: &Offer, lang: Lang) -> TermsView {
    match (&offer.terms, &offer.plan) {
        (Terms::Swap(moves), _) => TermsView::Swap(moves.clone()),
        (Terms::Plan(_), Some(plan)) => TermsView::Plan(plan_view(plan, lang)),
        // Not in practice: the family reads every offered plan before it keeps it.
        (Terms::Plan(_), None) => TermsView::Swap(Vec::new()),
        (Terms::Erase(entries), _) => TermsView::Erase(counted(family, entries)),
        (Terms::LiftHold(side), _) => TermsView::LiftHold(*side),
        (Terms::Close, _) => TermsView::Close,
        (Terms::LetIn(grant), _) => TermsView::LetIn(Box::new(GrantView::of(family, grant))),
        (
            terms @ (Terms::Time(_) | Terms::Handover(_) | Terms::Trip(_) | Terms::Decision(_)),
            _,
        ) => TermsView::Offer(terms.clone()),
    }
}

/// Of several alternatives the one that was accepted.
fn taken(mut offer: OfferView, proposal: &Proposal) -> OfferView {
    if let (TermsView::Offer(terms), Some(answer)) = (&offer.terms, proposal.accepted()) {
        offer.terms = TermsView::Offer(crate::offers::taken(terms, answer.alternative));
    }
    offer
}

fn plan_view(plan: &ParentingPlan, lang: Lang) -> PlanView {
    let language = match lang {
        Lang::En => plan::Language::En,
        Lang::Nl => plan::Language::Nl,
    };
    let clauses = plan.clauses().iter().map(|clause| ClauseLine {
        number: usize::from(clause.number),
        title: clause.title(language).to_owned(),
    });
    PlanView {
        title: plan.title().to_owned(),
        from: plan.from(),
        clauses: clauses.collect(),
    }
}

/// What a counter answers: a new proposal, or one that waits for who looks.
#[must_use]
pub fn purpose(look: &Looking<'_>, answers: Option<&ProposalId>) -> Option<Purpose> {
    let Some(id) = answers else {
        return Some(Purpose::New);
    };
    Some(Purpose::Counter {
        id: id.to_string(),
        number: look.number(id)?,
    })
}

/// The page with the fields of a swap.
#[must_use]
pub fn form_page(
    look: &Looking<'_>,
    purpose: Purpose,
    form: SwapForm,
    errors: Vec<FieldError>,
) -> FormView {
    FormView {
        cast: cast(look.family, look.viewer),
        purpose,
        form,
        errors,
    }
}

/// The page between the fields and the sending. `draft` is what the form was found to mean,
/// `actor` who would send it.
#[must_use]
pub fn preview(
    look: &Looking<'_>,
    purpose: Purpose,
    form: SwapForm,
    draft: SwapDraft,
    actor: &MemberId,
) -> PreviewView {
    let context = Context {
        now: look.now,
        actor: actor.clone(),
    };
    let terms = Terms::Swap(draft.moves.clone());
    let answer_by = draft.answer_by.map(|by| look.family.instant(by));
    let blocked = family::check_offer(look.family, &context, (&terms, answer_by), None).err();
    let except = match &purpose {
        Purpose::New => None,
        Purpose::Counter { id, .. } => id.parse().ok(),
    };
    let change = match (&blocked, look.plan()) {
        (None, Some(plan)) => effect(plan, look.versions(), look.family.agreed(), &draft.moves),
        _ => None,
    };
    let open = look.open_swaps(except.as_ref());
    let local = look.local(look.now);
    let said = change
        .iter()
        .flat_map(|one| remarks(one, &draft.moves, local, &open));
    let remarks = said
        .filter_map(|one| RemarkView::of(one, |id| look.number(id)))
        .collect();
    let others = touching(look, &terms, except.as_ref());
    PreviewView {
        remarks: with_touching(remarks, &others),
        breaches: look
            .plan()
            .map_or_else(Vec::new, |plan| breaches(look, plan, &draft.moves)),
        cast: cast(look.family, look.viewer),
        purpose,
        form,
        reason: draft.reason.map(|reason| reason.as_str().to_owned()),
        answer_by: draft.answer_by,
        moves: draft.moves,
        effect: change,
        blocked,
    }
}

/// The page that asks whether to decline; `None` if the family has no such proposal.
#[must_use]
pub fn decline(
    look: &Looking<'_>,
    id: &ProposalId,
    form: super::form::AnswerForm,
    errors: Vec<FieldError>,
) -> Option<DeclineView> {
    let proposal = look.family.proposal(id)?;
    Some(DeclineView {
        cast: cast(look.family, look.viewer),
        id: id.to_string(),
        number: look.number(id)?,
        offer: offer_view(look, proposal.current()),
        form,
        errors,
    })
}

#[cfg(test)]
#[path = "build_tests.rs"]
mod tests;
