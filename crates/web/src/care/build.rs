//! From the family to what a page about actual care shows.
//!
//! May touch: its arguments. Reads the family; decides nothing that the family decides.

use family::{
    Account, CareFact, CareSaid, Family, HANDOVER_EARLY_HOURS, HandoverNote, TOLD_WITHIN_DAYS,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use plan::{ChildId, ParentingPlan, Timeline, Window};

use super::form::{FieldError, HandoverForm, MissedForm};
use super::measures::{Period, numbers, open, open_in};
use super::passes::{Moment, Pass, passes, untold};
use super::told::{Accounts, Told, Words, midnight};
use super::view::{Answerable, Arrival, HandoverView, May, MissedView, OverviewView};
use super::which::{Stretch, Which};
use crate::calendar::beside;
use crate::calendar::moves::{self, Move};
use crate::calendar::scene::{Reach, Scene};
use crate::page::Kids;
use crate::swap::{Looking, cast};

/// What was told stands on the overview for so many days.
const TOLD_DAYS: i32 = 42;
/// Handovers of which nobody told anything, for so many.
const UNTOLD_DAYS: i32 = 14;

/// The family's own time.
fn local(look: &Looking<'_>) -> DateTime {
    look.family.zone().to_datetime(look.now)
}

/// The children, in the family's order.
#[must_use]
pub fn known(family: &Family) -> Vec<ChildId> {
    family
        .children()
        .iter()
        .map(|child| child.id.clone())
        .collect()
}

/// The agreed timeline of the days around two moments; `None` beyond the calendar.
fn around(family: &Family, from: DateTime, until: DateTime) -> Option<Timeline> {
    let first = from.date().saturating_sub(2.days());
    let last = until.date().saturating_add(3.days());
    family.timeline(Window::new(first, last).ok()?)
}

fn accounts(look: &Looking<'_>, of: &[Account]) -> Vec<Accounts> {
    let zone = look.family.zone();
    of.iter()
        .map(|one| Accounts::of(one, |at| zone.to_datetime(at)))
        .collect()
}

/// What both tell of the same as these words, and whether what was missed is made up.
fn told(look: &Looking<'_>, said: &CareSaid) -> Vec<Accounts> {
    let mut all = accounts(look, &look.family.care().accounts_of(said));
    for one in &mut all {
        one.made_up = is_made_up(look.family, one);
    }
    all
}

/// Whether care was missed by these accounts, and nothing of it is still to be made up.
fn is_made_up(family: &Family, accounts: &Accounts) -> bool {
    let Some(plan) = family.plan().filter(|_| accounts.missed().is_some()) else {
        return false;
    };
    let reach = accounts.all().map(|words| words.said.reach());
    let days = reach.fold(None, |days: Option<(Date, Date)>, (from, until)| {
        let (from, until) = (from.date(), until.date());
        Some(days.map_or((from, until), |(first, last)| {
            (first.min(from), last.max(until))
        }))
    });
    let window = days.and_then(|(first, last)| {
        let after = last.checked_add(1.day()).ok()?;
        Window::new(first, after).ok()
    });
    let Some(window) = window else {
        return false;
    };
    let rows = open_in(family, plan, window);
    !rows
        .iter()
        .filter_map(|row| row.entry)
        .any(|entry| accounts.all().any(|words| words.entry == entry))
}

/// What somebody comes with to a page: the form with what is wrong in it, and how they came.
pub type With<F> = (F, Vec<FieldError>, Arrival);

/// The page of a handover; `None` when there is no such handover, and nobody told of one.
#[must_use]
pub fn handover(
    look: &Looking<'_>,
    which: Which,
    (form, errors, arrival): With<HandoverForm>,
) -> Option<HandoverView> {
    let plan = look.family.plan()?;
    let agreed = Agreed::of(look, plan, which);
    let children = match &agreed {
        Some(agreed) => agreed.children(),
        None => known(look.family),
    };
    let pass = Pass {
        to: which.to,
        at: which.planned,
        children: children.clone(),
    };
    let accounts = told(look, &pass.as_agreed());
    let asked = errors.is_empty() && arrival == Arrival::Looking;
    if agreed.is_none() && accounts.is_empty() && asked {
        return None;
    }
    let (kids, moves) = match agreed {
        Some(agreed) => (agreed.kids, agreed.moves),
        None => (Kids::of(plan), Vec::new()),
    };
    let may = if moves.is_empty() {
        May::NotAgreed
    } else {
        may(which.planned, local(look))
    };
    let form = if form.to.is_empty() {
        let fresh = HandoverForm::fresh(which, &children, local(look));
        let mine = accounts.iter().flat_map(|one| one.by(look.viewer)).last();
        let filled = match mine {
            Some(words) => fresh.again(&words.said),
            None => fresh,
        };
        HandoverForm {
            command: form.command,
            ..filled
        }
    } else {
        form
    };
    Some(HandoverView {
        cast: cast(look.family, look.viewer),
        arrival: confirmed(look, &accounts, arrival),
        answerable: answerable(look, &accounts),
        kids,
        which,
        moves,
        may,
        accounts,
        form,
        errors,
    })
}

/// A handover as both agreed on it.
struct Agreed {
    kids: Kids,
    moves: Vec<Move>,
}

impl Agreed {
    fn of(look: &Looking<'_>, plan: &ParentingPlan, which: Which) -> Option<Self> {
        let timeline = around(look.family, which.planned, which.planned)?;
        let scene = Scene {
            plan,
            timeline: &timeline,
            versions: look.versions(),
            open: &[],
            now: look.now,
            viewer: look.viewer,
            lang: look.lang,
            reach: Reach::Parent,
            told: Told::NOTHING,
        };
        let kids = scene.kids();
        let begins = look.family.instant(which.planned);
        let ends = look
            .family
            .instant(which.planned.saturating_add(1.minute()));
        let mut moves = moves::between(&scene, &kids, begins, ends, usize::MAX);
        moves.retain(|step| step.to == which.to);
        beside::arrange(look.family, &kids, &mut moves);
        (!moves.is_empty()).then_some(Self { kids, moves })
    }

    fn children(&self) -> Vec<ChildId> {
        let all = self.kids.all().iter().enumerate();
        let passing = |place: usize| self.moves.iter().any(|step| step.kids.contains(&place));
        all.filter(|(place, _)| passing(*place))
            .map(|(_, kid)| kid.id.clone())
            .collect()
    }
}

fn may(planned: DateTime, now: DateTime) -> May {
    if planned > now.saturating_add(HANDOVER_EARLY_HOURS.hours()) {
        May::ToCome
    } else if planned < now.saturating_sub(TOLD_WITHIN_DAYS.days()) {
        May::LongAgo
    } else {
        May::Tell(Moment::of(planned, now))
    }
}

/// What of the other's words the reader can answer.
fn answerable(look: &Looking<'_>, accounts: &[Accounts]) -> Option<Answerable> {
    let of = |side| -> Vec<Words> {
        let words = accounts.iter().flat_map(|one| one.by(side));
        words.cloned().collect()
    };
    Answerable::of(&of(look.viewer.other()), &of(look.viewer))
}

/// Only an entry of the reader's own is confirmed: an address can be made up by anybody.
fn confirmed(look: &Looking<'_>, accounts: &[Accounts], arrival: Arrival) -> Arrival {
    let Arrival::Recorded(entry) = arrival else {
        return arrival;
    };
    let own = |entry: &u64| {
        let words = accounts.iter().flat_map(|one| one.by(look.viewer));
        words.into_iter().any(|words| words.entry == *entry)
    };
    // The enrolment of a new device stands before the words themselves.
    let mut entries = [entry, entry.saturating_add(1)].into_iter();
    entries
        .find(own)
        .map_or(Arrival::Looking, Arrival::Recorded)
}

/// The care that a handover begins, until the first of the children passes on; `None` when there is
/// no such handover.
#[must_use]
pub fn begun_by(look: &Looking<'_>, which: Which) -> Option<Stretch> {
    let plan = look.family.plan()?;
    let children = Agreed::of(look, plan, which)?.children();
    // A longer stay is cut there; whoever fills in the form may write another end.
    let far = which.planned.saturating_add(40.days());
    let timeline = around(look.family, which.planned, far)?;
    let start = look.family.instant(which.planned);
    let ends = children.iter().filter_map(|child| {
        let stays = timeline.child(child)?.stays();
        stays
            .iter()
            .find(|stay| stay.start <= start && start < stay.end)
            .map(|stay| stay.end)
    });
    let end = ends.min()?;
    Some(Stretch {
        parent: which.to,
        from: which.planned,
        until: look.family.zone().to_datetime(end),
        children,
    })
}

/// The page of a stretch of care.
#[must_use]
pub fn missed(look: &Looking<'_>, (form, errors, arrival): With<MissedForm>) -> MissedView {
    let stretch = form.stretch(&known(look.family));
    let accounts = stretch.map_or_else(Vec::new, |stretch| {
        told(
            look,
            &CareSaid {
                children: stretch.children,
                fact: CareFact::Missed {
                    parent: stretch.parent,
                    from: stretch.from,
                    until: stretch.until,
                },
                reason: None,
                note: HandoverNote::default(),
                place: None,
            },
        )
    });
    MissedView {
        cast: cast(look.family, look.viewer),
        arrival: confirmed(look, &accounts, arrival),
        answerable: answerable(look, &accounts),
        accounts,
        form,
        errors,
    }
}

/// The page of the last weeks; `None` without a plan.
#[must_use]
pub fn overview(look: &Looking<'_>, period: Period, command: String) -> Option<OverviewView> {
    let plan = look.family.plan()?;
    let now = local(look);
    let today: Date = now.date();
    let since = midnight(today.saturating_sub(TOLD_DAYS.days()));
    // What was told of a handover a little before its time belongs to it.
    let until = now.saturating_add(HANDOVER_EARLY_HOURS.hours());
    let all = look.family.care().accounts(since, until);
    let lately = now.saturating_sub(UNTOLD_DAYS.days());
    let handovers = around(look.family, lately, now).map_or_else(Vec::new, |timeline| {
        let upto = now.saturating_add(1.minute());
        passes(&timeline, look.family.zone(), lately, upto)
    });
    let mut silent = untold(handovers, &all);
    silent.reverse();
    let (mut differ, mut told): (Vec<_>, Vec<_>) = accounts(look, &all)
        .into_iter()
        .partition(|account| account.differ);
    differ.reverse();
    told.reverse();
    Some(OverviewView {
        cast: cast(look.family, look.viewer),
        differ,
        untold: silent,
        told,
        period,
        numbers: numbers(look.family, plan, period.dates(today)),
        open: open(look.family, plan, today),
        now,
        command,
    })
}
