//! What a form starts from: a day, a handover, care that was missed, or what was offered before.
//!
//! May touch: its arguments.

use family::{Family, HandoverChange, Move, Purpose, Terms, TimeOffer, Trip};
use jiff::civil::{Date, DateTime, DateTimeRound, Time, Weekday};
use jiff::{RoundMode, SignedDuration, ToSpan, Unit};
use plan::{ChildId, Side, Timeline, Window};

use super::Kind;
use super::build::{missed, missed_by};
use super::form::OfferForm;
use super::handovers::Coming;
use super::values::{about_value, paper_value};
use super::view::MissedView;
use crate::http::first;
use crate::swap::Looking;
use crate::swap::form::{MoveForm, minutes, read_side, side_value};

/// How long it may take to write an offer and send it.
const WRITING: SignedDuration = SignedDuration::from_mins(15);
/// Within how many days time that makes up is suggested.
const MAKE_UP_DAYS: i32 = 60;
/// How long a suggested visit is, in hours.
const VISIT_HOURS: i64 = 3;
/// Within how many days an answer is suggested to a matter that was declined twice.
const ANSWER_DAYS: i32 = 2;
/// The clock time of that answer.
const ANSWER_TIME: Time = Time::constant(20, 0, 0, 0);

/// A form of a kind that nobody touched yet. `query` are the values of its address.
#[must_use]
pub fn fresh(look: &Looking<'_>, kind: Kind, query: &[(String, String)]) -> OfferForm {
    if let Some(form) = again(look, kind, first(query, "again")) {
        return form;
    }
    let day = first(query, "day").parse::<Date>().ok();
    match kind {
        Kind::Visit => visit(look, day, first(query, "way")),
        Kind::Handover => handover(look, first(query, "to"), first(query, "at")),
        Kind::FirstRefusal => first_refusal(look, day),
        Kind::Holiday => holiday(look, day),
        Kind::Trip => trip(look, day),
        Kind::Decision => with_children(look, kind),
        Kind::MakeUp => make_up(look, first(query, "missed")),
    }
}

/// The same as what was offered before, with a deadline.
fn again(look: &Looking<'_>, kind: Kind, id: &str) -> Option<OfferForm> {
    let proposal = look.family.proposal(&id.parse().ok()?)?;
    let offer = proposal.current();
    let mut form = of_terms(look, &offer.terms).filter(|form| form.kind == kind)?;
    if let Some(by) = answer_by(look, &offer.terms) {
        form.set("by-day", by.date().to_string());
        form.set("by-time", minutes(by.time()));
    }
    Some(form)
}

/// Until when an answer is suggested to what was declined before and is offered once more, in the
/// family's zone; `None` where it would begin by then.
#[must_use]
pub fn answer_by(look: &Looking<'_>, terms: &Terms) -> Option<DateTime> {
    let today = look.family.date_at(look.now);
    let by = today.checked_add(ANSWER_DAYS.days()).ok()?;
    let begins = terms.begins(family::Alternative::FIRST);
    let is_before = begins.is_none_or(|begins| begins.date() > by);
    is_before.then(|| by.to_datetime(ANSWER_TIME))
}

/// The fields that say an offer, for an answer that starts from it. `None` for what has no form
/// here.
#[must_use]
pub fn of_terms(look: &Looking<'_>, terms: &Terms) -> Option<OfferForm> {
    let mut form = OfferForm::new(Kind::of(terms)?);
    match terms {
        Terms::Time(offer) => of_time(look, &mut form, offer),
        Terms::Handover(change) => of_handover(&mut form, change),
        Terms::Trip(trip) => of_trip(&mut form, trip),
        Terms::Decision(decision) => {
            tick(&mut form, &decision.children);
            form.set("about", about_value(decision.about));
            form.set("title", decision.title.as_str());
            form.set("text", decision.text.as_str());
        }
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => return None,
    }
    Some(form)
}

fn of_time(look: &Looking<'_>, form: &mut OfferForm, offer: &TimeOffer) {
    let firsts: Vec<&Move> = offer
        .options
        .iter()
        .filter_map(|moves| moves.first())
        .collect();
    if let Some(one) = firsts.first() {
        tick(form, &one.children);
        if offer.purpose == Purpose::Visit {
            form.set("way", way(one.to == look.viewer));
        }
    }
    match &offer.purpose {
        Purpose::HolidayChoice { clause: Some(id) } => form.set("clause", id.to_string()),
        Purpose::MakeUp { missed } => form.set("missed", missed.to_string()),
        Purpose::HolidayChoice { clause: None } | Purpose::Visit | Purpose::FirstRefusal => {}
    }
    form.stretches = firsts.iter().map(|one| MoveForm::of(one)).collect();
    for stretch in &mut form.stretches {
        stretch.children.clear();
    }
}

fn of_handover(form: &mut OfferForm, change: &HandoverChange) {
    form.set("handover", Coming::of(change).value());
    let at = change.becomes();
    form.set("day", at.date().to_string());
    form.set("time", minutes(at.time()));
    if let Some(place) = &change.place {
        form.set("place", place.as_str());
    }
    if let Some(side) = change.brings {
        form.set("brings", side_value(side));
    }
}

fn of_trip(form: &mut OfferForm, trip: &Trip) {
    tick(form, &trip.children);
    form.set("from-day", trip.from.to_string());
    let last = trip.until.yesterday().unwrap_or(trip.until);
    form.set("last-day", last.to_string());
    form.set("destination", trip.destination.as_str());
    let lines = [
        ("address", &trip.address),
        ("contact", &trip.contact),
        ("travel", &trip.travel),
    ];
    for (name, line) in lines {
        if let Some(line) = line {
            form.set(name, line.as_str());
        }
    }
    for paper in &trip.papers {
        form.add("paper", paper_value(*paper));
    }
    hours(
        form,
        Time::constant(10, 0, 0, 0),
        Time::constant(18, 0, 0, 0),
    );
    if let Some(one) = trip.moves.first() {
        form.set("move", "yes");
        hours(form, one.start.time(), one.end.time());
    }
}

fn hours(form: &mut OfferForm, start: Time, end: Time) {
    form.set("start-time", minutes(start));
    form.set("end-time", minutes(end));
}

fn tick(form: &mut OfferForm, children: &[ChildId]) {
    for child in children {
        form.add("child", child.to_string());
    }
}

const fn way(asks: bool) -> &'static str {
    if asks { "ask" } else { "offer" }
}

fn all(family: &Family) -> Vec<ChildId> {
    let children = family.children().iter();
    children.map(|child| child.id.clone()).collect()
}

fn with_children(look: &Looking<'_>, kind: Kind) -> OfferForm {
    let mut form = OfferForm::new(kind);
    tick(&mut form, &all(look.family));
    form
}

/// Who has each child at a time, as agreed.
fn holders(family: &Family, at: DateTime) -> Vec<(ChildId, Side)> {
    let window = at.date().checked_add(1.day()).ok();
    let window = window.and_then(|next| Window::new(at.date(), next).ok());
    let Some(timeline) = window.and_then(|window| family.timeline(window)) else {
        return Vec::new();
    };
    let instant = family.instant(at);
    let found = family.children().iter().filter_map(|child| {
        let care = timeline.child(&child.id)?.at(instant)?;
        Some((child.id.clone(), care.parent))
    });
    found.collect()
}

/// The children who are with a parent at a time; all of them where nobody is.
fn with(look: &Looking<'_>, side: Side, at: DateTime) -> Vec<ChildId> {
    let holders = holders(look.family, at).into_iter();
    let found: Vec<ChildId> = holders
        .filter(|(_, holder)| *holder == side)
        .map(|(child, _)| child)
        .collect();
    if found.is_empty() {
        all(look.family)
    } else {
        found
    }
}

/// The next full hour that leaves time to write.
fn soon(now: DateTime) -> DateTime {
    let up = DateTimeRound::new()
        .smallest(Unit::Hour)
        .mode(RoundMode::Ceil);
    let soon = now.checked_add(WRITING);
    soon.and_then(|soon| soon.round(up)).unwrap_or(now)
}

/// A stretch of a day that is still to come: at these hours, or from the next full hour on, or the
/// next day.
fn to_come(now: DateTime, day: Option<Date>, start: Time, length: i64) -> (DateTime, DateTime) {
    let today = now.date();
    let from = |day: Date| {
        let start = day.to_datetime(start);
        (start, start.saturating_add(length.hours()))
    };
    let (start, end) = from(day.unwrap_or(today));
    let hour = soon(now);
    if start > now {
        (start, end)
    } else if hour < end && hour.date() == start.date() {
        (hour, end.max(hour.saturating_add(1.hour())))
    } else {
        from(today.tomorrow().unwrap_or(today))
    }
}

fn stretch((start, end): (DateTime, DateTime)) -> MoveForm {
    MoveForm {
        children: Vec::new(),
        start_day: start.date().to_string(),
        start_time: minutes(start.time()),
        end_day: end.date().to_string(),
        end_time: minutes(end.time()),
        to: String::new(),
    }
}

/// A visit: in the afternoon, in the weekend from the morning on. Whoever has the children then
/// offers it, the other parent asks for it.
fn visit(look: &Looking<'_>, day: Option<Date>, asked: &str) -> OfferForm {
    let now = look.local(look.now);
    let weekend = matches!(
        day.unwrap_or(now.date()).weekday(),
        Weekday::Saturday | Weekday::Sunday
    );
    let hour = if weekend {
        Time::constant(10, 0, 0, 0)
    } else {
        Time::constant(15, 0, 0, 0)
    };
    let span = to_come(now, day, hour, VISIT_HOURS);
    let own = holders(look.family, span.0);
    let asks = match asked {
        "ask" => true,
        "offer" => false,
        _ => own.first().is_none_or(|(_, holder)| *holder != look.viewer),
    };
    let giver = if asks {
        look.viewer.other()
    } else {
        look.viewer
    };
    let mut form = OfferForm::new(Kind::Visit);
    form.set("way", way(asks));
    tick(&mut form, &with(look, giver, span.0));
    form.stretches = vec![stretch(span)];
    form
}

/// The handover that an address names, or the next one: as it is agreed now.
fn handover(look: &Looking<'_>, to: &str, at: &str) -> OfferForm {
    let mut form = OfferForm::new(Kind::Handover);
    let named = read_side(to).zip(at.parse::<DateTime>().ok());
    let named = named.and_then(|(to, at)| Coming::find(look.family, to, at));
    let chosen = named.or_else(|| Coming::all(look.family, look.now).into_iter().next());
    if let Some(chosen) = chosen {
        form.set("handover", chosen.value());
        form.set("day", chosen.at.date().to_string());
        form.set("time", minutes(chosen.at.time()));
    }
    form
}

/// An evening of the own care.
fn first_refusal(look: &Looking<'_>, day: Option<Date>) -> OfferForm {
    let now = look.local(look.now);
    let span = to_come(now, day, Time::constant(18, 0, 0, 0), 5);
    let mut form = OfferForm::new(Kind::FirstRefusal);
    tick(&mut form, &with(look, look.viewer, span.0));
    form.stretches = vec![stretch(span)];
    form
}

/// Two alternatives: with who fills it in, and with the other one.
fn holiday(look: &Looking<'_>, day: Option<Date>) -> OfferForm {
    let mut form = with_children(look, Kind::Holiday);
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let part = |side: Side, start: &str| MoveForm {
        start_day: start.to_owned(),
        start_time: "10:00".to_owned(),
        end_time: "10:00".to_owned(),
        to: side_value(side).to_owned(),
        ..MoveForm::default()
    };
    form.stretches = vec![part(look.viewer, &day)];
    form
}

fn trip(look: &Looking<'_>, day: Option<Date>) -> OfferForm {
    let mut form = with_children(look, Kind::Trip);
    if let Some(day) = day {
        form.set("from-day", day.to_string());
    }
    form.add("paper", paper_value(family::Paper::Passport));
    form.add("paper", paper_value(family::Paper::ConsentForm));
    hours(
        &mut form,
        Time::constant(10, 0, 0, 0),
        Time::constant(18, 0, 0, 0),
    );
    form
}

/// As long as what was missed, where that parent does not have the children anyway. Where no such
/// time is near, it is left to whoever fills the form in.
fn make_up(look: &Looking<'_>, entry: &str) -> OfferForm {
    let mut form = OfferForm::new(Kind::MakeUp);
    let chosen = match entry.parse::<u64>() {
        Ok(entry) => missed_by(look.family, entry),
        Err(_) => missed(look.family).into_iter().next(),
    };
    let Some(chosen) = chosen else {
        return form;
    };
    form.set("missed", chosen.entry.to_string());
    tick(&mut form, &chosen.children);
    if let Some(span) = Lost::of(look, &chosen).and_then(|lost| lost.suggested()) {
        form.stretches = vec![stretch(span)];
    }
    form
}

/// What was missed, and the coming days in which other time may make up for it.
struct Lost<'a> {
    missed: &'a MissedView,
    length: SignedDuration,
    /// Today.
    today: Date,
    /// When a suggestion may begin: after this, up to and including that day.
    within: (DateTime, Date),
    /// The first date of the plan, and the one on which it no longer holds.
    plan: (Date, Option<Date>),
    /// The coming days, as agreed.
    timeline: Timeline,
}

impl<'a> Lost<'a> {
    /// `None` where the calendar ends.
    fn of(look: &Looking<'_>, missed: &'a MissedView) -> Option<Self> {
        let length = missed.from.duration_until(missed.until);
        let now = look.local(look.now);
        let today = now.date();
        let last = today.checked_add(MAKE_UP_DAYS.days()).ok()?;
        let end = last
            .to_datetime(missed.from.time())
            .checked_add(length)
            .ok()?;
        let after = end.date().checked_add(2.days()).ok()?;
        let window = Window::new(today, after).ok()?;
        let plan = look.family.plan()?;
        Some(Self {
            missed,
            length,
            today,
            within: (soon(now), last),
            plan: (plan.from(), plan.until()),
            timeline: look.family.timeline(window)?,
        })
    }

    /// The next weekend in which some of the time is the other parent's; else the next days, first
    /// those that are all the other parent's for one of the children. At the hours of what was
    /// missed.
    fn suggested(&self) -> Option<(DateTime, DateTime)> {
        let weekends = self.spans(self.weekend_day(), 7);
        let days = self.spans(self.today, 1);
        let found = weekends.into_iter().find(|span| self.gains(*span, false));
        let found = found.or_else(|| days.iter().copied().find(|span| self.gains(*span, true)));
        found.or_else(|| days.iter().copied().find(|span| self.gains(*span, false)))
    }

    /// The day of the coming weekend on which what was missed would begin.
    fn weekend_day(&self) -> Date {
        let saturday = crate::swap::coming_saturday(self.today);
        match self.missed.from.weekday() {
            Weekday::Friday => saturday.yesterday().unwrap_or(saturday),
            Weekday::Sunday => saturday.tomorrow().unwrap_or(saturday),
            Weekday::Monday
            | Weekday::Tuesday
            | Weekday::Wednesday
            | Weekday::Thursday
            | Weekday::Saturday => saturday,
        }
    }

    /// Every so many days from a day on: a stretch that is still to come, as long as what was
    /// missed.
    fn spans(&self, first: Date, every: i32) -> Vec<(DateTime, DateTime)> {
        let (soon, last) = self.within;
        let days = first.series(every.days()).take_while(|day| *day <= last);
        let spans = days.filter_map(|day| {
            let start = day.to_datetime(self.missed.from.time());
            Some((start, start.checked_add(self.length).ok()?))
        });
        let (from, until) = self.plan;
        let holds =
            |end: DateTime| until.is_none_or(|until| end <= until.to_datetime(Time::midnight()));
        spans
            .filter(|(start, end)| *start > soon && start.date() >= from && holds(*end))
            .collect()
    }

    /// Whether one of the children is with the other parent in this stretch: in all of it, or in some.
    fn gains(&self, (start, end): (DateTime, DateTime), all: bool) -> bool {
        let (from, until) = (self.timeline.instant(start), self.timeline.instant(end));
        let other = self.missed.parent.other();
        let gained = |id: &ChildId| {
            let Some(child) = self.timeline.child(id) else {
                return false;
            };
            let mut stays = child
                .stays()
                .into_iter()
                .filter(|stay| stay.parent == other);
            stays.any(|stay| {
                if all {
                    stay.start <= from && until <= stay.end
                } else {
                    stay.start < until && from < stay.end
                }
            })
        };
        self.missed.children.iter().any(gained)
    }
}

#[cfg(test)]
#[path = "prefill_tests.rs"]
mod tests;
