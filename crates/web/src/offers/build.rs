//! From the family to what a page says of an offer: alternatives, what they would change, limits,
//! other proposals, deadlines, what comes after.
//!
//! May touch: its arguments. Reads the family; decides nothing that the family decides.

use family::{
    Alternative, CareFact, Context, Family, MemberId, Move, Offer, Proposal, ProposalId, Purpose,
    SaidOfCare, State, Terms, limits_broken,
};
use jiff::{Timestamp, ToSpan};
use plan::{Breach, Limit, OneOff, ParentingPlan, Rule, Side, Window};

use super::form::{FieldError, OfferForm};
use super::handovers::Coming;
use super::parse::OfferDraft;
use super::view::{
    BreachView, Choice, ChooserView, DisputeView, DueView, LimitKind, MissedView, More,
    OfferFormView, OfferPreview, OtherProposal, Stands,
};
use super::{Kind, again_path};
use crate::page::ClauseRef;
use crate::swap::Looking;
use crate::swap::effect::effect;
use crate::swap::view::{PlanState, Purpose as FormPurpose};
use crate::text::Lang;

/// How much missed care is listed.
const MISSED_MAX: usize = 12;

/// Whether all of these children are with that parent over all of that time, as agreed.
#[must_use]
pub fn is_with(family: &Family, one: &Move) -> bool {
    let after = one.end.date().checked_add(1.day()).ok();
    let window = after.and_then(|after| Window::new(one.start.date(), after).ok());
    let Some(timeline) = window.and_then(|window| family.timeline(window)) else {
        return false;
    };
    let (start, end) = (family.instant(one.start), family.instant(one.end));
    one.children.iter().all(|id| {
        timeline.child(id).is_some_and(|child| {
            let mut stays = child.stays().into_iter();
            stays.any(|stay| stay.parent == one.to && stay.start <= start && end <= stay.end)
        })
    })
}

/// What is said of the last offer of a proposal.
#[must_use]
pub fn of_proposal(look: &Looking<'_>, proposal: &Proposal, agreed: &[OneOff]) -> More {
    let offer = proposal.current();
    let open = offer.open_alternatives(look.family, look.now);
    let chosen = proposal.accepted().map(|answer| answer.alternative);
    let live = look.family.is_live(proposal, look.now);
    let stands = |alternative: Alternative| match (chosen, live) {
        (Some(chosen), _) if chosen == alternative => Stands::Chosen,
        (Some(_), _) | (None, false) => Stands::Left,
        (None, true) if open.contains(&alternative) => Stands::Open,
        (None, true) => Stands::Past,
    };
    let mut more = said(look, &offer.terms, (agreed, &stands));
    if live {
        more.touching = touching(look, &offer.terms, Some(&proposal.id));
    }
    more.expires = offer.expires(look.family).map(|at| look.local(at));
    more.answer_by = offer.answer_by.map(|at| look.local(at));
    more.freed = freed(look, proposal);
    more.dispute = dispute(look, proposal);
    more
}

/// Other open proposals about the same time.
pub(crate) fn touching(
    look: &Looking<'_>,
    terms: &Terms,
    except: Option<&ProposalId>,
) -> Vec<OtherProposal> {
    let all = look.family.touching(terms, except, look.now).into_iter();
    all.filter_map(|id| other(look, &id)).collect()
}

fn other(look: &Looking<'_>, id: &ProposalId) -> Option<OtherProposal> {
    Some(OtherProposal {
        number: look.family.proposal(id)?.number,
        id: id.to_string(),
    })
}

/// What follows from the terms themselves. `agreed` is what stood before them, oldest first.
fn said(
    look: &Looking<'_>,
    terms: &Terms,
    (agreed, stands): (&[OneOff], &dyn Fn(Alternative) -> Stands),
) -> More {
    let plan = look.family.plan().map(AsRef::as_ref);
    let all = (1..).zip(Alternative::first(terms.alternatives()));
    let choice = |(number, alternative)| {
        let moves = terms.moves(alternative);
        let stands = stands(alternative);
        let shown = !moves.is_empty() && matches!(stands, Stands::Open | Stands::Chosen);
        let change = plan.filter(|_| shown);
        let change = change.and_then(|plan| effect(plan, look.versions(), agreed, &moves));
        let breaches = match (plan, stands) {
            (Some(plan), Stands::Open) => breaches(look, plan, &moves),
            _ => Vec::new(),
        };
        Choice {
            number,
            alternative,
            effect: change.filter(|change| !change.is_nothing()),
            breaches,
            moves,
            stands,
        }
    };
    More {
        choices: all.map(choice).collect(),
        due: plan.and_then(|plan| due(look, plan, terms)),
        clause: plan.and_then(|plan| clause(look, plan, terms)),
        nights_of_other: nights_of_other(look.family, terms),
        ..More::default()
    }
}

/// The limits of the plan that these moves would not keep to.
pub(crate) fn breaches(
    look: &Looking<'_>,
    plan: &ParentingPlan,
    moves: &[Move],
) -> Vec<BreachView> {
    let view = |breach: Breach| {
        let clause = plan.clauses().get(breach.clause.get())?;
        Some(BreachView {
            clause: look.versions().clause(clause),
            kind: limit_kind(clause.rule.as_ref()),
            children: breach.children,
            parent: breach.parent,
            from: breach.from,
            last: breach.to.yesterday().unwrap_or(breach.to),
            found: breach.found,
            limit: breach.limit,
        })
    };
    let all = limits_broken(look.family, moves).into_iter();
    all.filter_map(view).collect()
}

pub(crate) fn limit_kind(rule: Option<&Rule>) -> LimitKind {
    match rule {
        Some(Rule::Limit(Limit::NightsAway { .. } | Limit::HoursAway { .. })) => LimitKind::Away,
        Some(Rule::Limit(Limit::Handovers { .. })) => LimitKind::Handovers,
        Some(Rule::Limit(Limit::Together { .. })) => LimitKind::Together,
        _ => LimitKind::With,
    }
}

fn due(look: &Looking<'_>, plan: &ParentingPlan, terms: &Terms) -> Option<DueView> {
    let Terms::Time(offer) = terms else {
        return None;
    };
    let first = offer.options.first()?.first()?;
    if offer.purpose != Purpose::FirstRefusal {
        return None;
    }
    let family = look.family;
    let due = family.first_refusal(first.to.other(), first.start, first.end)?;
    let clause = plan.clauses().get(due.clause.get())?;
    Some(DueView {
        clause: look.versions().clause(clause),
        hours: due.hours,
    })
}

fn clause(look: &Looking<'_>, plan: &ParentingPlan, terms: &Terms) -> Option<ClauseRef> {
    let Terms::Time(offer) = terms else {
        return None;
    };
    let Purpose::HolidayChoice { clause: Some(id) } = &offer.purpose else {
        return None;
    };
    let (_, clause) = plan.find_clause(id)?;
    Some(look.versions().clause(clause))
}

/// Of a trip that moves no care: the nights on which somebody who goes along is to be with the
/// other parent.
fn nights_of_other(family: &Family, terms: &Terms) -> usize {
    let Terms::Trip(trip) = terms else { return 0 };
    let after = trip.until.checked_add(1.day()).ok();
    let window = after.and_then(|after| Window::new(trip.from, after).ok());
    let (Some(plan), Some(timeline)) = (
        family.plan(),
        window.and_then(|window| family.timeline(window)),
    ) else {
        return 0;
    };
    if !trip.moves.is_empty() {
        return 0;
    }
    let next = i32::from(plan.night_at().hour() < 12);
    let mut days = trip
        .from
        .series(1.day())
        .take_while(|day| day.tomorrow().is_ok_and(|next| next < trip.until));
    let of_other = |day: &jiff::civil::Date| {
        let Ok(day) = day.checked_add(next.days()) else {
            return false;
        };
        let at = family.instant(day.to_datetime(plan.night_at()));
        let mut children = trip.children.iter();
        children.any(|id| {
            let child = timeline.child(id);
            let care = child.and_then(|child| child.at(at));
            care.is_some_and(|care| care.parent != trip.with)
        })
    };
    days.by_ref().filter(of_other).count()
}

fn freed(look: &Looking<'_>, proposal: &Proposal) -> Option<Side> {
    let freed = look.family.free_to_arrange(look.now).into_iter();
    let mut own = freed.filter(|freed| freed.proposal.id == proposal.id);
    own.next().map(|freed| freed.side)
}

fn dispute(look: &Looking<'_>, proposal: &Proposal) -> Option<DisputeView> {
    if !matches!(proposal.state, State::Declined(_)) {
        return None;
    }
    let dispute = look.family.dispute(&proposal.id)?;
    let plan = look.family.plan();
    let clause = plan
        .zip(dispute.clause)
        .and_then(|(plan, index)| plan.clauses().get(index.get()))
        .map(|clause| look.versions().clause(clause));
    Some(DisputeView {
        earlier: other(look, &dispute.earlier)?,
        clause,
        steps: dispute.steps,
        until: dispute.until,
        again: again_path(&proposal.current().terms, &proposal.id),
    })
}

/// The page with the fields.
#[must_use]
pub fn form_page(
    look: &Looking<'_>,
    purpose: FormPurpose,
    form: OfferForm,
    errors: Vec<FieldError>,
) -> OfferFormView {
    let kind = form.kind;
    OfferFormView {
        cast: crate::swap::cast(look.family, look.viewer),
        purpose,
        errors,
        handovers: match kind {
            Kind::Handover => listed(look, &form),
            Kind::Visit
            | Kind::FirstRefusal
            | Kind::Holiday
            | Kind::Trip
            | Kind::Decision
            | Kind::MakeUp => Vec::new(),
        },
        missed: if kind == Kind::MakeUp {
            to_make_up(look.family, &form)
        } else {
            Vec::new()
        },
        clauses: if kind == Kind::Holiday {
            holidays(look)
        } else {
            Vec::new()
        },
        form,
    }
}

/// The handovers to choose from, with the chosen one.
fn listed(look: &Looking<'_>, form: &OfferForm) -> Vec<Coming> {
    let mut all = Coming::all(look.family, look.now);
    let chosen = Coming::read(look.family, form.one("handover"));
    if let Some(chosen) = chosen.filter(|chosen| !all.contains(chosen)) {
        all.push(chosen);
        all.sort_by_key(|one| one.at);
    }
    all
}

/// The care that was missed to choose from, with what is chosen.
fn to_make_up(family: &Family, form: &OfferForm) -> Vec<MissedView> {
    let mut all = missed(family);
    let entry = form.one("missed").trim().parse::<u64>().ok();
    let chosen = entry.and_then(|entry| missed_view(family.missed(entry)?));
    if let Some(chosen) = chosen {
        match all.iter_mut().find(|known| is_the_same(known, &chosen)) {
            Some(known) => *known = chosen,
            None => all.push(chosen),
        }
    }
    all
}

/// The care that was missed and can be made up for, newest first.
#[must_use]
pub fn missed(family: &Family) -> Vec<MissedView> {
    let mut all: Vec<MissedView> = Vec::new();
    for one in family.care().all().rev().filter_map(missed_view) {
        // Both may have said it: the newest entry stands for both.
        if !all.iter().any(|known| is_the_same(known, &one)) {
            all.push(one);
        }
        if all.len() == MISSED_MAX {
            break;
        }
    }
    all
}

/// The care that an entry says was missed; where both said so, as the newest entry says it.
#[must_use]
pub fn missed_by(family: &Family, entry: u64) -> Option<MissedView> {
    let named = missed_view(family.missed(entry)?)?;
    let mut listed = missed(family).into_iter();
    let same = listed.find(|known| is_the_same(known, &named));
    Some(same.unwrap_or(named))
}

fn is_the_same(one: &MissedView, other: &MissedView) -> bool {
    let shared = one.children.iter().any(|id| other.children.contains(id));
    (one.from, one.parent) == (other.from, other.parent) && shared
}

fn missed_view(one: &SaidOfCare) -> Option<MissedView> {
    match one.said.fact {
        CareFact::Missed {
            parent,
            from,
            until,
        } => Some(MissedView {
            entry: one.entry,
            parent,
            children: one.said.children.clone(),
            from,
            until,
        }),
        CareFact::HandedOver { .. } | CareFact::TookPlace { .. } => None,
    }
}

fn holidays(look: &Looking<'_>) -> Vec<(String, String)> {
    let language = match look.lang {
        Lang::En => plan::Language::En,
        Lang::Nl => plan::Language::Nl,
    };
    let Some(plan) = look.family.plan() else {
        return Vec::new();
    };
    let today = plan.version_on(look.family.date_at(look.now));
    let holidays = plan.clauses().iter().filter(|clause| {
        let rank = plan.rank_name(clause);
        matches!(rank, "holiday" | "school-holiday") && clause.version >= today
    });
    holidays
        .map(|clause| (clause.id.to_string(), clause.title(language).to_owned()))
        .collect()
}

/// The page between the fields and the sending. `actor` is who would send it, `answers` what it
/// answers.
#[must_use]
pub fn preview(
    look: &Looking<'_>,
    purpose: FormPurpose,
    (form, draft): (OfferForm, OfferDraft),
    actor: &MemberId,
    answers: Option<&Proposal>,
) -> OfferPreview {
    let context = Context {
        now: look.now,
        actor: actor.clone(),
    };
    let answered = answers.map(|proposal| &proposal.current().terms);
    let offered = (&draft.terms, draft.answer_by);
    let blocked = family::check_offer(look.family, &context, offered, answered).err();
    let mut more = said(
        look,
        &draft.terms,
        (look.family.agreed(), &|_| Stands::Open),
    );
    more.touching = touching(look, &draft.terms, answers.map(|proposal| &proposal.id));
    more.answer_by = draft.answer_by.map(|at| look.local(at));
    more.expires = expires(look, &draft).map(|at| look.local(at));
    OfferPreview {
        cast: crate::swap::cast(look.family, look.viewer),
        purpose,
        form,
        reason: draft.reason.map(|reason| reason.as_str().to_owned()),
        terms: draft.terms,
        more,
        blocked,
    }
}

/// Until when a draft could be answered once it is sent.
fn expires(look: &Looking<'_>, draft: &OfferDraft) -> Option<Timestamp> {
    let offer = Offer {
        revision: family::Revision::FIRST,
        by: look.viewer,
        at: look.now,
        entry: look.family.entries(),
        terms: draft.terms.clone(),
        plan: None,
        reason: None,
        answer_by: draft.answer_by,
        signed: None,
    };
    offer.expires(look.family)
}

/// What can be proposed.
#[must_use]
pub fn chooser(look: &Looking<'_>, day: Option<jiff::civil::Date>) -> ChooserView {
    let plan = if look.family.plan().is_some() {
        PlanState::Agreed
    } else {
        PlanState::None
    };
    let kinds = Kind::ALL.into_iter();
    ChooserView {
        cast: crate::swap::cast(look.family, look.viewer),
        day,
        kinds: kinds
            .filter(|kind| plan == PlanState::Agreed || !kind.needs_plan())
            .collect(),
        plan,
    }
}
