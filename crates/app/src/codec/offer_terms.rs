//! The stored shape of what is offered, in the fourth shape of offers.

use super::offer::stored_move;
use super::{Reader, Undecodable, guest, shapes};
use family::{
    Decision, DecisionAbout, HandoverChange, Line, MAX_ALTERNATIVES, Name, Paper, Purpose,
    Statement, Terms, TimeOffer, Trip,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Terms of any kind.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stored {
    Plan(String),
    Swap(Vec<shapes::Move>),
    Erase(Vec<u64>),
    LiftHold(shapes::Side),
    Close(shapes::Empty),
    LetIn(guest::Stored),
    Time(Time),
    Handover(Handover),
    Trip(Away),
    Decision(Decided),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    purpose: For,
    options: Vec<Vec<shapes::Move>>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum For {
    Visit(shapes::Empty),
    FirstRefusal(shapes::Empty),
    HolidayChoice(Choice),
    /// The entry by which care was missed.
    MakeUp(u64),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Choice {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Handover {
    children: Vec<String>,
    to: shapes::Side,
    planned: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    brings: Option<shapes::Side>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Away {
    children: Vec<String>,
    with: shapes::Side,
    from: String,
    until: String,
    destination: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    travel: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    papers: Vec<Along>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<shapes::Move>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Along {
    Passport,
    IdentityCard,
    ConsentForm,
    InsuranceCard,
    Medicine,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Decided {
    about: AboutWhat,
    children: Vec<String>,
    title: String,
    text: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum AboutWhat {
    School,
    Medical,
    Passport,
    Activity,
    Moving,
    Religion,
    Other,
}

fn moves(moves: &[family::Move]) -> Vec<shapes::Move> {
    moves.iter().map(stored_move).collect()
}

fn children(ids: &[plan::ChildId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

impl Stored {
    pub(super) fn of(terms: &Terms) -> Self {
        match terms {
            Terms::Plan(text) => Self::Plan(text.to_string()),
            Terms::Swap(swap) => Self::Swap(moves(swap)),
            Terms::Erase(entries) => Self::Erase(entries.clone()),
            Terms::LiftHold(side) => Self::LiftHold((*side).into()),
            Terms::Close => Self::Close(shapes::Empty {}),
            Terms::LetIn(grant) => Self::LetIn(guest::stored(grant)),
            Terms::Time(offer) => Self::Time(time(offer)),
            Terms::Handover(change) => Self::Handover(handover(change)),
            Terms::Trip(trip) => Self::Trip(away(trip)),
            Terms::Decision(decision) => Self::Decision(decided(decision)),
        }
    }
}

fn time(offer: &TimeOffer) -> Time {
    let none = shapes::Empty {};
    Time {
        purpose: match &offer.purpose {
            Purpose::Visit => For::Visit(none),
            Purpose::FirstRefusal => For::FirstRefusal(none),
            Purpose::HolidayChoice { clause } => For::HolidayChoice(Choice {
                clause: clause.as_ref().map(ToString::to_string),
            }),
            Purpose::MakeUp { missed } => For::MakeUp(*missed),
        },
        options: offer.options.iter().map(|option| moves(option)).collect(),
    }
}

fn handover(change: &HandoverChange) -> Handover {
    Handover {
        children: children(&change.children),
        to: change.to.into(),
        planned: change.planned.to_string(),
        at: change.at.map(|at| at.to_string()),
        place: change.place.as_ref().map(ToString::to_string),
        brings: change.brings.map(Into::into),
    }
}

fn away(trip: &Trip) -> Away {
    let line = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned());
    let along = |paper: &Paper| match paper {
        Paper::Passport => Along::Passport,
        Paper::IdentityCard => Along::IdentityCard,
        Paper::ConsentForm => Along::ConsentForm,
        Paper::InsuranceCard => Along::InsuranceCard,
        Paper::Medicine => Along::Medicine,
    };
    Away {
        children: children(&trip.children),
        with: trip.with.into(),
        from: trip.from.to_string(),
        until: trip.until.to_string(),
        destination: trip.destination.to_string(),
        address: line(&trip.address),
        contact: line(&trip.contact),
        travel: line(&trip.travel),
        papers: trip.papers.iter().map(along).collect(),
        moves: moves(&trip.moves),
    }
}

fn decided(decision: &Decision) -> Decided {
    Decided {
        about: match decision.about {
            DecisionAbout::School => AboutWhat::School,
            DecisionAbout::Medical => AboutWhat::Medical,
            DecisionAbout::Passport => AboutWhat::Passport,
            DecisionAbout::Activity => AboutWhat::Activity,
            DecisionAbout::Moving => AboutWhat::Moving,
            DecisionAbout::Religion => AboutWhat::Religion,
            DecisionAbout::Other => AboutWhat::Other,
        },
        children: children(&decision.children),
        title: decision.title.to_string(),
        text: decision.text.as_str().to_owned(),
    }
}

impl Reader<'_> {
    pub(super) fn stored_terms(&self, stored: &Stored) -> Result<Terms, Undecodable> {
        Ok(match stored {
            Stored::Plan(text) => Terms::Plan(text.as_str().into()),
            Stored::Swap(swap) => Terms::Swap(self.moves(swap)?),
            Stored::Erase(entries) => Terms::Erase(entries.clone()),
            Stored::LiftHold(side) => Terms::LiftHold((*side).into()),
            Stored::Close(shapes::Empty {}) => Terms::Close,
            Stored::LetIn(grant) => Terms::LetIn(Arc::new(self.read_grant(grant)?)),
            Stored::Time(time) => Terms::Time(Arc::new(self.time_offer(time)?)),
            Stored::Handover(change) => Terms::Handover(Arc::new(self.handover(change)?)),
            Stored::Trip(away) => Terms::Trip(Arc::new(self.away(away)?)),
            Stored::Decision(decided) => Terms::Decision(Arc::new(self.decided(decided)?)),
        })
    }

    fn time_offer(&self, time: &Time) -> Result<TimeOffer, Undecodable> {
        if !(1..=MAX_ALTERNATIVES).contains(&time.options.len()) {
            return Err(self.wrong("an offer has other than so many alternatives"));
        }
        Ok(TimeOffer {
            purpose: match &time.purpose {
                For::Visit(_) => Purpose::Visit,
                For::FirstRefusal(_) => Purpose::FirstRefusal,
                For::HolidayChoice(choice) => {
                    let clause = choice.clause.as_deref().map(|id| self.parsed(id));
                    Purpose::HolidayChoice {
                        clause: clause.transpose()?,
                    }
                }
                For::MakeUp(missed) => Purpose::MakeUp { missed: *missed },
            },
            options: time
                .options
                .iter()
                .map(|option| self.moves(option))
                .collect::<Result<_, _>>()?,
        })
    }

    fn handover(&self, change: &Handover) -> Result<HandoverChange, Undecodable> {
        let at = change.at.as_deref().map(|at| self.parsed(at));
        Ok(HandoverChange {
            children: self.children(&change.children)?,
            to: change.to.into(),
            planned: self.parsed(&change.planned)?,
            at: at.transpose()?,
            place: self.optional(change.place.as_deref(), Name::new)?,
            brings: change.brings.map(Into::into),
        })
    }

    fn away(&self, trip: &Away) -> Result<Trip, Undecodable> {
        let paper = |along: &Along| match along {
            Along::Passport => Paper::Passport,
            Along::IdentityCard => Paper::IdentityCard,
            Along::ConsentForm => Paper::ConsentForm,
            Along::InsuranceCard => Paper::InsuranceCard,
            Along::Medicine => Paper::Medicine,
        };
        Ok(Trip {
            children: self.children(&trip.children)?,
            with: trip.with.into(),
            from: self.parsed(&trip.from)?,
            until: self.parsed(&trip.until)?,
            destination: self.name(&trip.destination)?,
            address: self.optional(trip.address.as_deref(), Line::new)?,
            contact: self.optional(trip.contact.as_deref(), Line::new)?,
            travel: self.optional(trip.travel.as_deref(), Line::new)?,
            papers: trip.papers.iter().map(paper).collect(),
            moves: self.moves(&trip.moves)?,
        })
    }

    fn decided(&self, decided: &Decided) -> Result<Decision, Undecodable> {
        Ok(Decision {
            about: match decided.about {
                AboutWhat::School => DecisionAbout::School,
                AboutWhat::Medical => DecisionAbout::Medical,
                AboutWhat::Passport => DecisionAbout::Passport,
                AboutWhat::Activity => DecisionAbout::Activity,
                AboutWhat::Moving => DecisionAbout::Moving,
                AboutWhat::Religion => DecisionAbout::Religion,
                AboutWhat::Other => DecisionAbout::Other,
            },
            children: self.children(&decided.children)?,
            title: self.name(&decided.title)?,
            text: Statement::new(&decided.text).map_err(|e| self.wrong(e))?,
        })
    }

    fn optional<T>(
        &self,
        text: Option<&str>,
        new: impl Fn(&str) -> Result<T, family::BadText>,
    ) -> Result<Option<T>, Undecodable> {
        text.map(new).transpose().map_err(|e| self.wrong(e))
    }
}
