//! The overview that a parent chose to get: the handovers of the coming days as both agreed, what
//! waits for an answer, and how much was not looked at.
//!
//! May touch: families and what is a reader's own, in memory.

use super::work::Reader;
use crate::account::language;
use crate::mail::{Amounts, Coming, ComingHandover, Letter, OpenQuestion, Overview};
use crate::mine::Mine;
use crate::{App, Fault};
use family::{Digest, Family, Language, Name, Naming};
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan};
use plan::{ChildId, Handover, Side, Window, handover_terms};
use store::{Row, Store};

/// How many days an overview of each day is about,
const DAYS_OF_A_DAY: u8 = 2;
/// and one of each week.
const DAYS_OF_A_WEEK: u8 = 7;

impl<S: Store> App<S> {
    /// The rows of the letter with what there is from `now` on.
    pub(super) async fn overview(
        &self,
        reader: &Reader,
        mine: &Mine,
        now: Timestamp,
    ) -> Result<Vec<Row>, Fault> {
        let calm = mine.calm();
        let days = match calm.digest {
            Digest::None => return Ok(Vec::new()),
            Digest::Daily(_) => DAYS_OF_A_DAY,
            Digest::Weekly(..) => DAYS_OF_A_WEEK,
        };
        let doing = "gathering an overview";
        let account = self.store.account(&reader.account).await;
        let account = account.map_err(|e| Fault::new(doing, e))?;
        let language = account.and_then(|account| language(&account.language));
        let family = reader.family();
        let handovers = handovers(family, (now, days), language.unwrap_or(Language::En));
        let questions = questions(family, reader.side, now);
        let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
        let amounts = Amounts {
            days,
            handovers: count(handovers.len()),
            questions: count(questions.len()),
            messages: count(self.not_shown(&reader.actor, mine, family)),
        };
        let overview = match calm.words {
            Naming::Neutral => Overview::Neutral(amounts),
            Naming::Named => Overview::Named(
                Coming {
                    amounts,
                    from: reader.other().clone(),
                    handovers,
                    questions,
                }
                .fitting(),
            ),
        };
        self.letter_to(reader, Letter::Overview(overview)).await
    }
}

/// The handovers from now on for so many days of the family's clock, in order of time.
fn handovers(
    family: &Family,
    (now, days): (Timestamp, u8),
    language: Language,
) -> Vec<ComingHandover> {
    let local = family.zone().to_datetime(now);
    let until = family.instant(local.saturating_add(i64::from(days).days()));
    let (first, after) = (local.date(), i64::from(days).saturating_add(1));
    let last = first.saturating_add(after.days());
    let timeline = Window::new(first, last).ok();
    let timeline = timeline.and_then(|window| family.timeline(window));
    let all = timeline.map(|timeline| timeline.handovers());
    let coming = all.into_iter().flatten();
    let coming = coming.filter(|one| now < one.at && one.at <= until);
    let mut found: Vec<ComingHandover> = Vec::new();
    for one in coming {
        for step in places(family, &one, language) {
            join(&mut found, step);
        }
    }
    for one in &mut found {
        in_order(family, &mut one.children);
    }
    found
}

/// A handover, apart by where it is: for one child something else may have been agreed.
fn places(family: &Family, one: &Handover, language: Language) -> Vec<ComingHandover> {
    let at = family.zone().to_datetime(one.at);
    let planned = family.plan().map(|plan| handover_terms(plan, one));
    let planned = planned.and_then(|terms| terms.place);
    let planned = planned.map(|place| one_line(place.get(language)));
    let mut found = Vec::new();
    for child in &one.children {
        let arranged = family.arranged(child, one.to, at).place;
        let place = arranged.map(|place| one_line(place.as_str()));
        let step = ComingHandover {
            at,
            children: child_name(family, child).into_iter().collect(),
            to: family.seat(one.to).parent.name.clone(),
            moves: one.moves,
            place: place.or_else(|| planned.clone()),
        };
        join(&mut found, step);
    }
    found
}

/// Children who pass in the same way at the same moment and place pass together.
fn join(found: &mut Vec<ComingHandover>, step: ComingHandover) {
    let way = |one: &ComingHandover| (one.at, one.to.clone(), one.moves, one.place.clone());
    match found.iter_mut().find(|known| way(known) == way(&step)) {
        Some(known) => known.children.extend(step.children),
        None => found.push(step),
    }
}

fn child_name(family: &Family, id: &ChildId) -> Option<Name> {
    let child = family.children().iter().find(|child| child.id == *id)?;
    Some(child.name.clone())
}

fn in_order(family: &Family, names: &mut [Name]) {
    let place = |name: &Name| {
        family
            .children()
            .iter()
            .position(|child| child.name == *name)
    };
    names.sort_by_key(place);
}

/// What others wrote becomes no line of its own in a letter.
fn one_line(text: &str) -> Box<str> {
    let plain = text.replace(char::is_control, " ");
    plain
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

/// The offers that wait for the answer of a side, the oldest first.
fn questions(family: &Family, side: Side, now: Timestamp) -> Vec<OpenQuestion> {
    let local = |at: Timestamp| -> DateTime { family.zone().to_datetime(at) };
    let all = family.proposals().iter();
    let waiting = all.filter(|one| one.waits_for() == Some(side) && family.is_live(one, now));
    let question = |one: &std::sync::Arc<family::Proposal>| OpenQuestion {
        number: u64::try_from(one.number).unwrap_or(u64::MAX),
        until: one.expires(family).map(local),
    };
    waiting.map(question).collect()
}
