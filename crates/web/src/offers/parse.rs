//! What a form means: the terms that it offers, why, and until when an answer is asked for.
//!
//! May touch: its arguments. Whether it may be offered is for the family's rules to say.

use std::sync::Arc;

use family::{
    BadText, CareFact, Decision, Family, HandoverChange, Line, Move, Name, Paper, Purpose, Reason,
    Statement, Terms, TimeOffer, Trip,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use plan::{ChildId, ClauseId, Side};

use super::Kind;
use super::form::{FieldError, OfferForm, Wrong, stretch_field};
use super::handovers::Coming;
use super::values::{about, paper_value};
use crate::swap::form::{
    MoveForm, Wrong as Usual, read_by, read_children, read_day, read_reason, read_side, read_time,
};

/// What a form is read against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The family.
    pub family: &'a Family,
    /// Who fills it in.
    pub viewer: Side,
    /// What it answers, if it does.
    pub answers: Option<&'a Terms>,
    /// This moment.
    pub now: Timestamp,
}

impl Known<'_> {
    fn children(&self) -> Vec<ChildId> {
        let all = self.family.children().iter();
        all.map(|child| child.id.clone()).collect()
    }

    /// For whom care is that is offered first: in answer to such an offer, for the same parent.
    #[must_use]
    pub fn receives_first(&self) -> Side {
        let answered = self.answers.and_then(|terms| match terms {
            Terms::Time(offer) => offer.options.first()?.first().map(|one| one.to),
            Terms::Plan(_)
            | Terms::Swap(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_)
            | Terms::Erase(_)
            | Terms::LiftHold(_)
            | Terms::Close
            | Terms::LetIn(_) => None,
        });
        answered.unwrap_or(self.viewer.other())
    }

    fn trip_with(&self) -> Side {
        match self.answers {
            Some(Terms::Trip(trip)) => trip.with,
            _ => self.viewer,
        }
    }
}

/// What a form means, once it can be understood.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferDraft {
    /// What is offered.
    pub terms: Terms,
    /// Why, if a reason was given.
    pub reason: Option<Reason>,
    /// Until when an answer is asked for, if that was said.
    pub answer_by: Option<Timestamp>,
}

/// What the form means.
///
/// # Errors
/// Every field that cannot be understood, in the order of the page.
pub fn parse(form: &OfferForm, known: &Known<'_>) -> Result<OfferDraft, Vec<FieldError>> {
    let mut read = Reading {
        form,
        known,
        errors: Vec::new(),
    };
    let terms = match form.kind {
        Kind::Visit => read.visit(),
        Kind::Handover => read.handover(),
        Kind::FirstRefusal => read.first_refusal(),
        Kind::Holiday => read.holiday(),
        Kind::Trip => read.trip(),
        Kind::Decision => read.decision(),
        Kind::MakeUp => read.make_up(),
    };
    let answer_by = read.answer_by();
    let reason = read.reason();
    match terms {
        Some(terms) if read.errors.is_empty() => Ok(OfferDraft {
            terms,
            reason,
            answer_by,
        }),
        _ => Err(read.errors),
    }
}

struct Reading<'a> {
    form: &'a OfferForm,
    known: &'a Known<'a>,
    errors: Vec<FieldError>,
}

impl Reading<'_> {
    fn wrong(&mut self, field: impl Into<String>, wrong: impl Into<Wrong>) {
        self.errors.push(FieldError {
            field: field.into(),
            wrong: wrong.into(),
        });
    }

    fn keep<T>(&mut self, field: &str, read: Result<T, impl Into<Wrong>>) -> Option<T> {
        read.map_err(|wrong| self.wrong(field, wrong)).ok()
    }

    fn children(&mut self, among: &[ChildId]) -> Option<Vec<ChildId>> {
        let ticked: Vec<String> = self.form.all("child").map(str::to_owned).collect();
        self.keep("child", read_children(&ticked, among))
    }

    fn day(&mut self, field: &str) -> Option<Date> {
        self.keep(field, read_day(self.form.one(field)))
    }

    fn visit(&mut self) -> Option<Terms> {
        let to = match self.form.one("way") {
            "ask" => Some(self.known.viewer),
            "offer" => Some(self.known.viewer.other()),
            _ => None,
        };
        if to.is_none() {
            self.wrong("way", Wrong::NoWay);
        }
        let children = self.children(&self.known.children());
        self.time(Purpose::Visit, children.as_ref(), to)
    }

    fn first_refusal(&mut self) -> Option<Terms> {
        let children = self.children(&self.known.children());
        let to = self.known.receives_first();
        self.time(Purpose::FirstRefusal, children.as_ref(), Some(to))
    }

    fn holiday(&mut self) -> Option<Terms> {
        let typed = self.form.one("clause").trim();
        let clause: Option<ClauseId> = typed.parse().ok();
        if !typed.is_empty() && clause.is_none() {
            self.wrong("clause", Wrong::NoChoice);
        }
        let children = self.children(&self.known.children());
        let options = self.stretches(children.as_ref(), |read, place, stretch| {
            let field = stretch_field(place, "to");
            read.keep(&field, read_side(&stretch.to).ok_or(Usual::NoParent))
        });
        let purpose = Purpose::HolidayChoice { clause };
        Some(Terms::Time(Arc::new(TimeOffer {
            purpose,
            options: options?,
        })))
    }

    fn make_up(&mut self) -> Option<Terms> {
        let family = self.known.family;
        let entry = self.form.one("missed").trim().parse::<u64>().ok();
        let missed = entry.and_then(|entry| family.missed(entry));
        let Some(missed) = missed else {
            self.wrong("missed", Wrong::NoMissed);
            return None;
        };
        let children = self.children(&missed.said.children);
        let to = match missed.said.fact {
            CareFact::Missed { parent, .. } => Some(parent),
            CareFact::HandedOver { .. } | CareFact::TookPlace { .. } => None,
        };
        let purpose = Purpose::MakeUp {
            missed: missed.entry,
        };
        self.time(purpose, children.as_ref(), to)
    }

    /// Time for one parent, in one or several alternatives.
    fn time(
        &mut self,
        purpose: Purpose,
        children: Option<&Vec<ChildId>>,
        to: Option<Side>,
    ) -> Option<Terms> {
        let options = self.stretches(children, |_, _, _| to);
        Some(Terms::Time(Arc::new(TimeOffer {
            purpose,
            options: options?,
        })))
    }

    /// The alternatives that were filled in; each is one stretch of time.
    fn stretches(
        &mut self,
        children: Option<&Vec<ChildId>>,
        to: impl Fn(&mut Self, usize, &MoveForm) -> Option<Side>,
    ) -> Option<Vec<Vec<Move>>> {
        let form = self.form;
        let mut options = Vec::new();
        let mut whole = true;
        for (place, stretch) in form.filled() {
            let to = to(self, place, stretch);
            let span = self.span(place, stretch);
            match (children, to, span) {
                (Some(children), Some(to), Some((start, end))) => options.push(vec![Move {
                    children: children.clone(),
                    to,
                    start,
                    end,
                }]),
                _ => whole = false,
            }
        }
        whole.then_some(options)
    }

    fn span(&mut self, place: usize, typed: &MoveForm) -> Option<(DateTime, DateTime)> {
        let named = |field: &str| stretch_field(place, field);
        let start_day = self.keep(&named("start-day"), read_day(&typed.start_day));
        let start_time = self.keep(&named("start-time"), read_time(&typed.start_time));
        let end_day = self.keep(&named("end-day"), read_day(&typed.end_day));
        let end_time = self.keep(&named("end-time"), read_time(&typed.end_time));
        let start = start_day?.to_datetime(start_time?);
        let end = end_day?.to_datetime(end_time?);
        if end <= start {
            let field = if end.date() < start.date() {
                "end-day"
            } else {
                "end-time"
            };
            self.wrong(named(field), Wrong::Backwards { start });
            return None;
        }
        Some((start, end))
    }

    fn handover(&mut self) -> Option<Terms> {
        let known = self.known;
        let coming = match known.answers {
            Some(Terms::Handover(change)) => Some(Coming::of(change)),
            _ => Coming::read(known.family, self.form.one("handover")),
        };
        let Some(coming) = coming else {
            self.wrong("handover", Wrong::NoHandover);
            return None;
        };
        let (day, time) = (self.form.one("day").trim(), self.form.one("time").trim());
        let at = if day.is_empty() && time.is_empty() {
            Some(coming.at)
        } else {
            let day = self.day("day");
            let time = self.keep("time", read_time(time));
            day.zip(time).map(|(day, time)| day.to_datetime(time))
        };
        let place = match Name::new(self.form.one("place")) {
            Ok(place) => Some(place),
            Err(BadText::Empty) => None,
            Err(bad) => {
                self.wrong("place", bad);
                None
            }
        };
        let at = at?;
        Some(Terms::Handover(Arc::new(HandoverChange {
            children: coming.children,
            to: coming.to,
            planned: coming.at,
            at: (at != coming.at).then_some(at),
            place,
            brings: read_side(self.form.one("brings")),
        })))
    }

    fn line(&mut self, field: &str) -> Option<Line> {
        self.keep(field, Line::optional(self.form.one(field)))
            .flatten()
    }

    fn trip(&mut self) -> Option<Terms> {
        let children = self.children(&self.known.children());
        let from = self.day("from-day");
        let last = self.day("last-day");
        if let Some((from, last)) = from.zip(last)
            && last < from
        {
            let start = from.to_datetime(Time::midnight());
            self.wrong("last-day", Wrong::Backwards { start });
        }
        let destination = self.keep("destination", Name::new(self.form.one("destination")));
        let (address, contact) = (self.line("address"), self.line("contact"));
        let travel = self.line("travel");
        let form = self.form;
        let papers = Paper::ALL.into_iter();
        let papers = papers.filter(|paper| form.has("paper", paper_value(*paper)));
        let moves = self.trip_moves(children.as_ref(), (from, last));
        let trip = Trip {
            children: children?,
            with: self.known.trip_with(),
            from: from?,
            until: last?.tomorrow().ok()?,
            destination: destination?,
            address,
            contact,
            travel,
            papers: papers.collect(),
            moves: moves?,
        };
        Some(Terms::Trip(Arc::new(trip)))
    }

    /// The time that changes hands for a trip, where that is asked for: none where all of it is
    /// that parent's own already.
    fn trip_moves(
        &mut self,
        children: Option<&Vec<ChildId>>,
        (from, last): (Option<Date>, Option<Date>),
    ) -> Option<Vec<Move>> {
        if self.form.one("move") != "yes" {
            return Some(Vec::new());
        }
        let start = self.keep("start-time", read_time(self.form.one("start-time")));
        let end = self.keep("end-time", read_time(self.form.one("end-time")));
        let start = from?.to_datetime(start?);
        let end = last?.to_datetime(end?);
        if end <= start {
            // A last day before the first one was said already.
            if last >= from {
                self.wrong("end-time", Wrong::Backwards { start });
            }
            return None;
        }
        let asked = Move {
            children: children?.clone(),
            to: self.known.trip_with(),
            start,
            end,
        };
        let family = self.known.family;
        Some(if super::build::is_with(family, &asked) {
            Vec::new()
        } else {
            vec![asked]
        })
    }

    fn decision(&mut self) -> Option<Terms> {
        let about = about(self.form.one("about"));
        if about.is_none() {
            self.wrong("about", Wrong::NoChoice);
        }
        let children = self.children(&self.known.children());
        let title = self.keep("title", Name::new(self.form.one("title")));
        let text = self.keep("text", Statement::new(self.form.one("text")));
        let decision = Decision {
            about: about?,
            children: children?,
            title: title?,
            text: text?,
        };
        Some(Terms::Decision(Arc::new(decision)))
    }

    fn answer_by(&mut self) -> Option<Timestamp> {
        let mut errors = Vec::new();
        let typed = (self.form.one("by-day"), self.form.one("by-time"));
        let by = read_by(typed, &mut errors);
        for error in errors {
            self.wrong(error.field, error.wrong);
        }
        Some(self.known.family.instant(by?))
    }

    fn reason(&mut self) -> Option<Reason> {
        let mut errors = Vec::new();
        let reason = read_reason(self.form.one("reason"), &mut errors);
        for error in errors {
            self.wrong(error.field, error.wrong);
        }
        reason
    }
}
