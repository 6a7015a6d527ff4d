//! Whom the questions are about: the family's people, its zone, and today.
//!
//! May touch: its arguments.

use family::Family;
use jiff::civil::{Date, Weekday};
use plan::{ChildId, ParentId, Side};

/// Whom the questions are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Both parents, side A first.
    pub parents: [Parent; 2],
    /// The children, oldest first.
    pub children: Vec<Child>,
    /// The IANA name of the family's zone.
    pub zone: String,
    /// Who answers.
    pub viewer: Side,
    /// The date where the family lives.
    pub today: Date,
    /// Where children change homes who do so at a door, in the words of the page.
    pub usual_place: String,
}

/// A parent of the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// How plans name them.
    pub id: ParentId,
    /// The name.
    pub name: String,
}

/// A child of the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// How plans name them.
    pub id: ChildId,
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: Date,
}

/// From this age on most children go to school, in years.
const SCHOOL_AGE: u8 = 4;

/// In which country a family lives whose clock this is; only where a zone is of one country.
const COUNTRIES: [(&str, &str); 31] = [
    ("America/Chicago", "US"),
    ("America/Denver", "US"),
    ("America/Detroit", "US"),
    ("America/Edmonton", "CA"),
    ("America/Halifax", "CA"),
    ("America/Los_Angeles", "US"),
    ("America/Montreal", "CA"),
    ("America/New_York", "US"),
    ("America/Phoenix", "US"),
    ("America/Toronto", "CA"),
    ("America/Vancouver", "CA"),
    ("America/Winnipeg", "CA"),
    ("Europe/Amsterdam", "NL"),
    ("Europe/Berlin", "DE"),
    ("Europe/Brussels", "BE"),
    ("Europe/Copenhagen", "DK"),
    ("Europe/Dublin", "IE"),
    ("Europe/Helsinki", "FI"),
    ("Europe/Lisbon", "PT"),
    ("Europe/London", "GB"),
    ("Europe/Madrid", "ES"),
    ("Europe/Oslo", "NO"),
    ("Europe/Paris", "FR"),
    ("Europe/Rome", "IT"),
    ("Europe/Stockholm", "SE"),
    ("Europe/Vienna", "AT"),
    ("Europe/Warsaw", "PL"),
    ("Europe/Zurich", "CH"),
    ("Atlantic/Canary", "ES"),
    ("Pacific/Auckland", "NZ"),
    ("Pacific/Honolulu", "US"),
];

impl About {
    /// The people of a family.
    #[must_use]
    pub fn of(family: &Family, viewer: Side, today: Date, usual_place: String) -> Self {
        let parents = Side::BOTH.map(|side| {
            let parent = &family.seat(side).parent;
            Parent {
                id: parent.id.clone(),
                name: parent.name.to_string(),
            }
        });
        let mut children: Vec<Child> = family
            .children()
            .iter()
            .map(|child| Child {
                id: child.id.clone(),
                name: child.name.to_string(),
                born: child.born,
            })
            .collect();
        children.sort_by(|one, next| (one.born, &one.name).cmp(&(next.born, &next.name)));
        Self {
            parents,
            children,
            zone: family.zone().iana_name().unwrap_or("UTC").to_owned(),
            viewer,
            today,
            usual_place,
        }
    }

    /// A parent's name.
    #[must_use]
    pub fn name(&self, side: Side) -> &str {
        &self.parents[side.index()].name
    }

    /// The country in which the family lives, as far as its zone tells.
    #[must_use]
    pub fn country(&self) -> Option<&'static str> {
        let found = COUNTRIES.iter().find(|(zone, _)| *zone == self.zone);
        match found {
            Some((_, country)) => Some(*country),
            None => self.zone.starts_with("Australia/").then_some("AU"),
        }
    }

    /// The birth of the youngest child.
    #[must_use]
    pub fn youngest(&self) -> Option<Date> {
        self.children.iter().map(|child| child.born).max()
    }

    /// Whether a child is old enough for school today.
    #[must_use]
    pub fn any_at_school(&self) -> bool {
        let before = i16::from(SCHOOL_AGE);
        self.children.iter().any(|child| {
            let born = child.born;
            let years = self.today.year() - born.year();
            let had_birthday = (self.today.month(), self.today.day()) >= (born.month(), born.day());
            years > before || (years == before && had_birthday)
        })
    }

    /// The Monday after today.
    #[must_use]
    pub fn coming_monday(&self) -> Date {
        let monday = self.today.nth_weekday(1, Weekday::Monday);
        monday.unwrap_or(self.today)
    }
}
