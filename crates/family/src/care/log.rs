//! What was said of actual care, and what comes of it: where nobody says otherwise it counts, where
//! the parents differ both accounts stand and what was agreed counts. Cloning is cheap.

use super::{CareFact, CareSaid};
use crate::{Entry, Family};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::DateTime;
use plan::{Fact, Facts, Happened, Side, Window};
use rpds::VectorSync;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a parent said of care, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidOfCare {
    /// The entry that holds it.
    pub entry: u64,
    /// Who said it.
    pub by: Side,
    /// When it was put on the record.
    pub at: Timestamp,
    /// What.
    pub said: Arc<CareSaid>,
}

/// What both say of the same handovers and stretches of care: of each parent the newest words, in
/// order of time. Mostly that is one each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    by: [Vec<SaidOfCare>; 2],
}

impl Account {
    fn of_all(said: &[&SaidOfCare]) -> Self {
        let of = |side: Side| said.iter().filter(move |one| one.by == side);
        Self {
            by: Side::BOTH.map(|side| of(side).map(|one| (*one).clone()).collect()),
        }
    }

    /// What a parent says; empty for one who says nothing.
    #[must_use]
    pub fn of(&self, side: Side) -> &[SaidOfCare] {
        &self.by[side.index()]
    }

    /// What both say, side A first.
    pub fn all(&self) -> impl Iterator<Item = &SaidOfCare> {
        self.by.iter().flatten()
    }

    /// Whether it has words about the same as this.
    #[must_use]
    pub fn is_about(&self, said: &CareSaid) -> bool {
        self.all().any(|one| one.said.touches(said))
    }

    /// Whether the two say otherwise.
    #[must_use]
    pub fn differ(&self) -> bool {
        let [a, b] = &self.by;
        a.iter()
            .any(|one| b.iter().any(|other| one.said.denies(&other.said)))
    }

    /// What counts: what one says and nobody denies, once where both say it. Where somebody does,
    /// what was agreed counts.
    #[must_use]
    pub fn counts(&self) -> Vec<&SaidOfCare> {
        let mut counts: Vec<&SaidOfCare> = Vec::new();
        for one in self.all() {
            let denied = self.all().any(|other| other.said.denies(&one.said));
            if !denied && !counts.iter().any(|known| known.said.same(&one.said)) {
                counts.push(one);
            }
        }
        counts
    }
}

/// The accounts of one stretch of time, in order of time.
pub type Matters = Vec<Account>;

/// That a child was with a parent from a time until another.
type Claim = (DateTime, DateTime, Side);

impl CareSaid {
    /// The time that it is about, as agreed: of a handover one instant.
    #[must_use]
    pub fn about(&self) -> (DateTime, DateTime) {
        match &self.fact {
            CareFact::HandedOver { planned, .. } => (*planned, *planned),
            CareFact::Missed { from, until, .. } | CareFact::TookPlace { from, until, .. } => {
                (*from, *until)
            }
        }
    }

    /// The parent whose care it is about.
    #[must_use]
    pub fn parent(&self) -> Side {
        match &self.fact {
            CareFact::HandedOver { to, .. } => *to,
            CareFact::Missed { parent, .. } | CareFact::TookPlace { parent, .. } => *parent,
        }
    }

    /// All time that it speaks of, end not included: a minute at least.
    #[must_use]
    pub fn reach(&self) -> (DateTime, DateTime) {
        match &self.fact {
            CareFact::HandedOver { planned, at, .. } => {
                (*planned.min(at), minute_after(*planned.max(at)))
            }
            CareFact::Missed { from, until, .. } | CareFact::TookPlace { from, until, .. } => {
                (*from, *until)
            }
        }
    }

    fn same_child(&self, other: &Self) -> bool {
        self.children.iter().any(|id| other.children.contains(id))
    }

    /// Whether both are about the same: a child, a parent's care and a time of it.
    fn touches(&self, other: &Self) -> bool {
        if self.parent() != other.parent() || !self.same_child(other) {
            return false;
        }
        let ((a, b), (c, d)) = (self.about(), other.about());
        match (a == b, c == d) {
            (true, true) => a == c,
            (true, false) => c <= a && a < d,
            (false, true) => a <= c && c < b,
            (false, false) => a < d && c < b,
        }
    }

    /// With whom the children were by this. From a handover on, for a minute at least.
    fn claims(&self) -> [Option<Claim>; 2] {
        match &self.fact {
            CareFact::HandedOver { to, planned, at } => {
                let then = minute_after(*at);
                let besides = if planned < at {
                    Some((*planned, *at, to.other()))
                } else {
                    (then < *planned).then_some((then, *planned, *to))
                };
                [Some((*at, then, *to)), besides]
            }
            CareFact::Missed {
                parent,
                from,
                until,
            } => [Some((*from, *until, parent.other())), None],
            CareFact::TookPlace {
                parent,
                from,
                until,
            } => [Some((*from, *until, *parent)), None],
        }
    }

    /// Whether a child would have been with both parents at once.
    fn contradicts(&self, other: &Self) -> bool {
        let theirs = other.claims();
        let apart = |(from, until, with): &Claim| {
            let both = |(start, end, by): &Claim| with != by && from < end && start < until;
            theirs.iter().flatten().any(both)
        };
        self.same_child(other) && self.claims().iter().flatten().any(apart)
    }

    /// Whether not both hold: what a parent answers to the other's words is about the same and says
    /// otherwise, or a child cannot have been where both say.
    fn denies(&self, other: &Self) -> bool {
        if self.contradicts(other) {
            return true;
        }
        let confirmed = |one: &Self, other: &Self| {
            let answers = matches!(one.fact, CareFact::TookPlace { .. });
            answers && !matches!(other.fact, CareFact::Missed { .. })
        };
        let both_took_place = confirmed(self, other) || confirmed(other, self);
        self.touches(other) && !both_took_place && !self.same(other)
    }

    fn same(&self, other: &Self) -> bool {
        self.fact == other.fact && self.children == other.children
    }
}

fn minute_after(at: DateTime) -> DateTime {
    at.saturating_add(1.minute())
}

/// All that was said of actual care, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct CareLog {
    said: VectorSync<SaidOfCare>,
}

impl Default for CareLog {
    fn default() -> Self {
        Self {
            said: VectorSync::new_sync(),
        }
    }
}

impl CareLog {
    /// Everything that was said, oldest first, also what its author said otherwise later.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &SaidOfCare> + ExactSizeIterator {
        self.said.iter()
    }

    /// What one entry says.
    #[must_use]
    pub fn said(&self, entry: u64) -> Option<&SaidOfCare> {
        self.said.iter().find(|one| one.entry == entry)
    }

    /// The newest words of a parent about the same.
    #[must_use]
    pub fn account_of(&self, said: &CareSaid, side: Side) -> Option<&SaidOfCare> {
        let same = |one: &&SaidOfCare| one.by == side && one.said.touches(said);
        self.said.iter().rev().find(same)
    }

    /// What was said of the time from `from` to `until`, in order of time: of each parent the newest
    /// words. A handover at `from` belongs to it, one at `until` does not.
    #[must_use]
    pub fn accounts(&self, from: DateTime, until: DateTime) -> Matters {
        let near = self.near((from, until));
        let mut left: Vec<&SaidOfCare> = Vec::new();
        // What somebody said again later is passed over.
        for one in near.into_iter().rev() {
            let replaced =
                |later: &&SaidOfCare| later.by == one.by && later.said.touches(&one.said);
            if !left.iter().any(replaced) {
                left.push(one);
            }
        }
        left.sort_by_key(|one| (one.said.about(), one.said.children.clone(), one.entry));
        let mut accounts = Vec::new();
        while let Some(first) = (!left.is_empty()).then(|| left.remove(0)) {
            let account = related(first, &mut left);
            let within = |one: &&SaidOfCare| {
                let (begins, ends) = one.said.reach();
                begins < until && from < ends
            };
            if account.iter().any(within) {
                accounts.push(Account::of_all(&account));
            }
        }
        accounts
    }

    /// What was said about the same as this: of each parent the newest words.
    #[must_use]
    pub fn accounts_of(&self, said: &CareSaid) -> Matters {
        let (from, until) = said.reach();
        let mut accounts = self.accounts(from, until);
        accounts.retain(|account| account.is_about(said));
        accounts
    }

    /// All words that speak of a time, of the time that these speak of, and so on; oldest first.
    fn near(&self, mut around: (DateTime, DateTime)) -> Vec<&SaidOfCare> {
        loop {
            let (from, until) = around;
            let meets = |one: &&SaidOfCare| {
                let (begins, ends) = one.said.reach();
                begins < until && from < ends
            };
            let near: Vec<&SaidOfCare> = self.said.iter().filter(meets).collect();
            for one in &near {
                let (begins, ends) = one.said.reach();
                around = (around.0.min(begins), around.1.max(ends));
            }
            if around == (from, until) {
                return near;
            }
        }
    }

    pub(crate) fn say(&mut self, said: &Arc<CareSaid>, entry: &Entry, by: Side) {
        self.said.push_back_mut(SaidOfCare {
            entry: entry.sequence,
            by,
            at: entry.at,
            said: Arc::clone(said),
        });
    }

    /// Forgets what was destroyed; how much that was.
    pub(crate) fn forget(&mut self, gone: &dyn Fn(u64) -> bool) -> usize {
        let before = self.said.len();
        if self.said.iter().any(|one| gone(one.entry)) {
            let kept = self.said.iter().filter(|one| !gone(one.entry));
            self.said = kept.cloned().collect();
        }
        before - self.said.len()
    }
}

/// Takes out of `left` what hangs together with the first, by what it is about or cannot hold beside;
/// in order of time.
fn related<'s>(first: &'s SaidOfCare, left: &mut Vec<&'s SaidOfCare>) -> Vec<&'s SaidOfCare> {
    let mut found = vec![first];
    loop {
        let near = |one: &&SaidOfCare| {
            let tied = |known: &&SaidOfCare| {
                known.said.touches(&one.said) || known.said.contradicts(&one.said)
            };
            found.iter().any(tied)
        };
        let (more, rest): (Vec<_>, Vec<_>) = left.iter().copied().partition(near);
        *left = rest;
        if more.is_empty() {
            found.sort_by_key(|one| (one.said.about(), one.entry));
            return found;
        }
        found.extend(more);
    }
}

/// What pages ask.
impl Family {
    /// What was said of actual care.
    #[must_use]
    pub fn care(&self) -> &CareLog {
        &self.care
    }

    /// What happened in a window, as far as nobody denies it, beside what was agreed: for
    /// [`plan::compile_facts`] and [`plan::make_up`].
    #[must_use]
    pub fn facts(&self, window: Window) -> Facts {
        let midnight = |date: jiff::civil::Date| date.to_datetime(jiff::civil::Time::midnight());
        let (from, until) = (midnight(window.from()), midnight(window.to()));
        let accounts = self.care.accounts(from, until);
        let counts: Vec<&SaidOfCare> = accounts.iter().flat_map(Account::counts).collect();
        // Both may have said that care was missed, and each again later: it counts once.
        let counted = |entry: u64| {
            let said = self.missed(entry);
            let same = |one: &&&SaidOfCare| said.is_some_and(|said| said.said.touches(&one.said));
            counts.iter().find(same).map_or(entry, |one| one.entry)
        };
        let mut facts = self.agreed_facts(counted);
        for one in &counts {
            if let Some(happened) = happened(&one.said) {
                facts.push((
                    Some(care_id(one.entry)),
                    one.said.children.clone(),
                    happened,
                ));
            }
        }
        for (entry, children, happened) in self.call_facts(from, until) {
            facts.push((Some(care_id(entry)), children, happened));
        }
        let numbered = (1..=u16::MAX)
            .zip(facts)
            .map(|(number, (id, children, happened))| Fact {
                number,
                id,
                children,
                happened,
            });
        Facts::known(numbered.collect())
    }

    /// Everything that was agreed beside the plan, with what it makes up for; `counted` gives the
    /// entry that counts in place of one that says that care was missed.
    fn agreed_facts(
        &self,
        counted: impl Fn(u64) -> u64,
    ) -> Vec<(Option<String>, Vec<plan::ChildId>, Happened)> {
        let making_up = self.making_up();
        let agreed = self.agreed().iter().map(|one| {
            let happened = Happened::Agreed {
                parent: one.parent,
                from: one.start,
                until: one.end,
                makes_up: making_up
                    .get(one.id.as_str())
                    .map(|entry| care_id(counted(*entry))),
            };
            (None, one.children.clone(), happened)
        });
        agreed.collect()
    }

    /// Of each accepted offer that makes up for missed care: the entry by which it was missed.
    fn making_up(&self) -> BTreeMap<&str, u64> {
        let accepted = self
            .proposals()
            .iter()
            .filter(|one| one.accepted().is_some());
        let making_up = accepted.filter_map(|one| Some((one.id.as_str(), one.makes_up()?)));
        making_up.collect()
    }

    /// Whether an entry says that care was missed, for which other time may make up.
    #[must_use]
    pub fn missed(&self, entry: u64) -> Option<&SaidOfCare> {
        let said = self.care.said(entry)?;
        matches!(said.said.fact, CareFact::Missed { .. }).then_some(said)
    }
}

/// How facts name what an entry says.
fn care_id(entry: u64) -> String {
    format!("entry-{entry}")
}

fn happened(said: &CareSaid) -> Option<Happened> {
    match &said.fact {
        CareFact::HandedOver { to, planned, at } => Some(Happened::Handover {
            to: *to,
            planned: *planned,
            at: *at,
        }),
        CareFact::Missed {
            parent,
            from,
            until,
        } => Some(Happened::Missed {
            parent: *parent,
            from: *from,
            until: *until,
            reason: said.reason.as_ref().map(|why| why.as_str().to_owned()),
        }),
        CareFact::TookPlace { .. } => None,
    }
}
