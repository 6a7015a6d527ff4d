//! Which clauses of an offered plan each parent agrees with, one by one, while the plan as a whole is
//! still talked about. It binds nobody: only the acceptance of the whole does. Pure.

use crate::{Context, Event, Family, ProposalId, Refusal, Revision};
use jiff::Timestamp;
use plan::{Clause, ClauseId, ParentingPlan, Side};
use std::collections::{BTreeMap, BTreeSet};

/// The entry by which a parent agreed with a clause: an offer that holds it, or a word to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its number on the family's record.
    pub entry: u64,
    /// When it was put on the record.
    pub at: Timestamp,
}

/// The clauses of the last offer of a plan that each parent agrees with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks([BTreeMap<ClauseId, Mark>; 2]);

impl Marks {
    /// Since when a parent agrees with a clause as it stands in the last offer, if that parent does.
    #[must_use]
    pub fn of(&self, side: Side, clause: &ClauseId) -> Option<Mark> {
        self.side(side).get(clause).copied()
    }

    /// How many clauses both agree with.
    #[must_use]
    pub fn by_both(&self) -> usize {
        let [a, b] = &self.0;
        a.keys().filter(|clause| b.contains_key(*clause)).count()
    }

    fn side(&self, side: Side) -> &BTreeMap<ClauseId, Mark> {
        let [a, b] = &self.0;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    fn side_mut(&mut self, side: Side) -> &mut BTreeMap<ClauseId, Mark> {
        let [a, b] = &mut self.0;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    /// Folds an offer: its author agrees with all of it; of what was agreed with before, the clauses
    /// stay that say the same now. A rule says what it says together with what the plan states beside
    /// its clauses, so where that differs only clauses in words alone stay.
    pub(crate) fn offered(
        &mut self,
        by: Side,
        mark: Mark,
        (before, plan): (Option<&ParentingPlan>, &ParentingPlan),
    ) {
        let alike = before.is_some_and(|before| states_the_same(before, plan));
        let same: BTreeSet<&ClauseId> = plan
            .newest_clauses()
            .filter(|clause| alike || clause.rule.is_none())
            .filter(|clause| before.is_some_and(|before| says_the_same(before, clause)))
            .map(|clause| &clause.id)
            .collect();
        for side in Side::BOTH {
            self.side_mut(side).retain(|id, _| same.contains(id));
        }
        let own = self.side_mut(by);
        for clause in plan.newest_clauses() {
            own.entry(clause.id.clone()).or_insert(mark);
        }
    }

    /// Folds a parent's word to some clauses.
    pub(crate) fn said(&mut self, by: Side, clauses: &[ClauseId], agreed: bool, mark: Mark) {
        let own = self.side_mut(by);
        for clause in clauses {
            if agreed {
                own.entry(clause.clone()).or_insert(mark);
            } else {
                own.remove(clause);
            }
        }
    }
}

/// Whether two plans state the same beside their clauses: people and schools, dates, zone, night,
/// the order of precedence, homes and handovers. What a country says of feasts stands in the rules.
/// A plan's title computes nothing.
fn states_the_same(one: &ParentingPlan, other: &ParentingPlan) -> bool {
    one.edition() == other.edition()
        && one.zone_name() == other.zone_name()
        && one.from() == other.from()
        && one.until() == other.until()
        && one.night_at() == other.night_at()
        && one.precedence() == other.precedence()
        && one.parents() == other.parents()
        && one.children() == other.children()
        && one.homes() == other.homes()
        && one.handover() == other.handover()
}

/// Whether a plan has this clause, word for word and rule for rule. Its place does not matter, nor
/// the rank of one in words alone, which gives no care.
fn says_the_same(plan: &ParentingPlan, clause: &Clause) -> bool {
    plan.find_clause(&clause.id).is_some_and(|(_, found)| {
        let mut found = found.clone();
        found.number = clause.number;
        found.version = clause.version;
        if clause.rule.is_none() {
            found.rank = clause.rank;
        }
        found == *clause
    })
}

/// Says, or takes back, that a parent agrees with some clauses of the plan that the other offered.
///
/// # Errors
/// The refusal that says why not.
pub(crate) fn mark(
    family: &Family,
    context: &Context,
    side: Side,
    (proposal, revision): (ProposalId, Revision),
    (clauses, agreed): (Vec<ClauseId>, bool),
) -> Result<Vec<Event>, Refusal> {
    let found = family.proposal(&proposal).ok_or(Refusal::NoProposal)?;
    let offer = found.current();
    if !family.is_live(found, context.now) {
        return Err(Refusal::AlreadyAnswered);
    }
    if offer.revision != revision {
        return Err(Refusal::NewerRevision(offer.revision));
    }
    if offer.by == side {
        return Err(Refusal::OwnOffer);
    }
    let plan = offer.plan.as_deref().ok_or(Refusal::OtherMatter)?;
    let known: BTreeSet<&ClauseId> = plan.newest_clauses().map(|clause| &clause.id).collect();
    if clauses.iter().any(|clause| !known.contains(clause)) {
        return Err(Refusal::NoClause);
    }
    let mut told = BTreeSet::new();
    let changed: Vec<ClauseId> = clauses
        .into_iter()
        .filter(|clause| found.marks.of(side, clause).is_some() != agreed)
        .filter(|clause| told.insert(clause.clone()))
        .collect();
    if changed.is_empty() {
        return Err(Refusal::ChangesNothing);
    }
    Ok(vec![Event::ClausesMarked {
        proposal,
        revision,
        clauses: changed,
        agreed,
    }])
}
