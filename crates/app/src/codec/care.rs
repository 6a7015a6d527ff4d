//! The stored shape of what a parent says of actual care.

use super::{Encoded, Reader, Undecodable, json, shapes};
use family::{CareFact, CareSaid, Event, HandoverNote, Line, Medicine, RoughPlace};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) const SAID: &str = "care.said/1";

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Said {
    children: Vec<String>,
    fact: Fact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    note: Note,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Fact {
    HandedOver(Handover),
    Missed(Stretch),
    TookPlace(Stretch),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Handover {
    to: shapes::Side,
    planned: String,
    at: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Stretch {
    parent: shapes::Side,
    from: String,
    until: String,
}

#[derive(Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Note {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    meal: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    medicines: Vec<Given>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sleep: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    more: Option<String>,
}

impl Note {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Given {
    name: String,
    dose: String,
    at: String,
}

/// Hundredths of a degree.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Place {
    north: i16,
    east: i16,
}

pub(super) fn said(said: &CareSaid) -> Encoded {
    let stretch = |parent: plan::Side, from: DateTime, until: DateTime| Stretch {
        parent: parent.into(),
        from: from.to_string(),
        until: until.to_string(),
    };
    let line = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned());
    let note = &said.note;
    let shape = Said {
        children: said.children.iter().map(ToString::to_string).collect(),
        fact: match &said.fact {
            CareFact::HandedOver { to, planned, at } => Fact::HandedOver(Handover {
                to: (*to).into(),
                planned: planned.to_string(),
                at: at.to_string(),
            }),
            CareFact::Missed {
                parent,
                from,
                until,
            } => Fact::Missed(stretch(*parent, *from, *until)),
            CareFact::TookPlace {
                parent,
                from,
                until,
            } => Fact::TookPlace(stretch(*parent, *from, *until)),
        },
        reason: said.reason.as_ref().map(|why| why.as_str().to_owned()),
        note: Note {
            meal: line(&note.meal),
            medicines: note.medicines.iter().map(given).collect(),
            sleep: line(&note.sleep),
            bag: line(&note.bag),
            more: note.more.as_ref().map(|more| more.as_str().to_owned()),
        },
        place: said.place.map(|place| Place {
            north: place.north(),
            east: place.east(),
        }),
    };
    json(SAID, &shape)
}

fn given(medicine: &Medicine) -> Given {
    Given {
        name: medicine.name.to_string(),
        dose: medicine.dose.as_str().to_owned(),
        at: medicine.at.to_string(),
    }
}

impl Reader<'_> {
    /// What was said of care; `None` for an event of another kind.
    pub(super) fn care(&self) -> Option<Result<Event, Undecodable>> {
        (self.kind == SAID).then(|| self.care_said().map(|said| Event::CareSaid(Arc::new(said))))
    }

    fn care_said(&self) -> Result<CareSaid, Undecodable> {
        let shape: Said = self.shape()?;
        let fact = match &shape.fact {
            Fact::HandedOver(handover) => CareFact::HandedOver {
                to: handover.to.into(),
                planned: self.parsed(&handover.planned)?,
                at: self.parsed(&handover.at)?,
            },
            Fact::Missed(stretch) => {
                let (parent, from, until) = self.stretch(stretch)?;
                CareFact::Missed {
                    parent,
                    from,
                    until,
                }
            }
            Fact::TookPlace(stretch) => {
                let (parent, from, until) = self.stretch(stretch)?;
                CareFact::TookPlace {
                    parent,
                    from,
                    until,
                }
            }
        };
        let place = shape.place.map(|place| {
            RoughPlace::new(place.north, place.east)
                .ok_or_else(|| self.wrong("there is no such place"))
        });
        Ok(CareSaid {
            children: shape
                .children
                .iter()
                .map(|id| self.parsed(id))
                .collect::<Result<_, _>>()?,
            fact,
            reason: self.reason(shape.reason.as_deref())?,
            note: HandoverNote {
                meal: self.line(shape.note.meal.as_deref())?,
                medicines: shape
                    .note
                    .medicines
                    .iter()
                    .map(|given| self.given(given))
                    .collect::<Result<_, _>>()?,
                sleep: self.line(shape.note.sleep.as_deref())?,
                bag: self.line(shape.note.bag.as_deref())?,
                more: self.reason(shape.note.more.as_deref())?,
            },
            place: place.transpose()?,
        })
    }

    fn stretch(&self, stretch: &Stretch) -> Result<(plan::Side, DateTime, DateTime), Undecodable> {
        let parent = stretch.parent.into();
        Ok((
            parent,
            self.parsed(&stretch.from)?,
            self.parsed(&stretch.until)?,
        ))
    }

    fn line(&self, text: Option<&str>) -> Result<Option<Line>, Undecodable> {
        text.map(Line::new).transpose().map_err(|e| self.wrong(e))
    }

    fn given(&self, given: &Given) -> Result<Medicine, Undecodable> {
        Ok(Medicine {
            name: self.name(&given.name)?,
            dose: Line::new(&given.dose).map_err(|e| self.wrong(e))?,
            at: self.parsed(&given.at)?,
        })
    }
}
