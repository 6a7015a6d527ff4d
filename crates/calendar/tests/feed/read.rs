//! A family for tests, its feed, and the feed's items as a stranger reads them.

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty};
use calendar::{Feed, Tentative, Titles, feed};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use plan::{ChildId, Language, OneOff, ParentingPlan, Passed, Side, Timeline, Window, compile};

use crate::common::{Definition, calendar_of, events, moment};

pub const EXAMPLES: [&str; 14] = [
    plan::EXAMPLE,
    include_str!("../../../../examples/plans/birdnesting.toml"),
    include_str!("../../../../examples/plans/blended-family.toml"),
    include_str!("../../../../examples/plans/clash.toml"),
    include_str!("../../../../examples/plans/dutch-co-parenting.toml"),
    FOUR_CHILDREN,
    include_str!("../../../../examples/plans/french-alternate-weekends.toml"),
    include_str!("../../../../examples/plans/german-alternating-weeks.toml"),
    include_str!("../../../../examples/plans/infant-step-up.toml"),
    include_str!("../../../../examples/plans/long-distance.toml"),
    include_str!("../../../../examples/plans/shift-roster.toml"),
    include_str!("../../../../examples/plans/supervised-contact.toml"),
    include_str!("../../../../examples/plans/texas-standard-order.toml"),
    include_str!("../../../../examples/plans/week-53.toml"),
];

pub const FOUR_CHILDREN: &str = include_str!("../../../../examples/plans/four-children.toml");

/// What a feed is made of, but for the borrows.
#[derive(Debug, Clone)]
pub struct Family {
    pub plan: ParentingPlan,
    pub agreed: Vec<OneOff>,
    pub passed: Passed,
    pub shown: Window,
}

impl Family {
    /// A plan over the dates from `from` up to but without `to`.
    pub fn new(text: &str, from: Date, to: Date) -> Family {
        Family {
            plan: ParentingPlan::read(text, date(2027, 1, 1)).unwrap(),
            agreed: Vec::new(),
            passed: Passed::default(),
            shown: Window::new(from, to).unwrap(),
        }
    }

    /// The four children of the worked scenario, in its February.
    pub fn february() -> Family {
        Family::new(FOUR_CHILDREN, date(2027, 2, 1), date(2027, 3, 1))
    }

    /// The same, where Elias has the three eldest on the weekend of 6 February.
    pub fn with_a_swap() -> Family {
        let mut family = Family::february();
        family.agreed.push(OneOff {
            id: "p-17".to_owned(),
            children: ids(&["noor", "sam", "cato"]),
            parent: Side::B,
            start: date(2027, 2, 6).at(9, 0, 0, 0),
            end: date(2027, 2, 7).at(18, 0, 0, 0),
        });
        family
    }

    /// Everything, in English, with names.
    pub fn feed(&self) -> Feed<'_> {
        Feed {
            plan: &self.plan,
            agreed: &self.agreed,
            arranged: &[],
            passed: &self.passed,
            shown: self.shown,
            children: None,
            with: None,
            proposals: &[],
            titles: Titles::Named,
            language: Language::En,
            scope: "f1",
            sequence: 7,
            stamp: stamp(),
        }
    }

    /// The items of the feed.
    pub fn items(&self) -> Vec<Item> {
        read(&feed(&self.feed()))
    }

    /// As agreed, over dates far around the feed's.
    pub fn timeline(&self) -> Timeline {
        let from = self.plan.from().min(self.shown.from());
        let to = self.shown.to().saturating_add(jiff::Span::new().days(20));
        compile(&self.plan, Window::new(from, to).unwrap(), &self.agreed)
    }

    /// The instants between which items are shown.
    pub fn shown(&self) -> (Timestamp, Timestamp) {
        let timeline = compile(&self.plan, self.shown, &[]);
        (timeline.start(), timeline.end())
    }
}

pub fn stamp() -> Timestamp {
    "2026-09-01T12:34:56Z".parse().unwrap()
}

pub fn ids(names: &[&str]) -> Vec<ChildId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// A proposal of Elias that waits for Mara.
pub fn asked<'p>(children: &'p [ChildId], what: calendar::Proposed<'p>) -> Tentative<'p> {
    Tentative {
        id: "p-18",
        start: date(2027, 2, 12).at(17, 30, 0, 0),
        end: date(2027, 2, 14).at(10, 0, 0, 0),
        children,
        what,
        waits_for: Side::A,
    }
}

/// An item as a stranger reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub uid: String,
    /// Instants, or none for whole days.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Whole days, or none: the first, and the one after the last.
    pub days: Option<(Date, Date)>,
    pub summary: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub categories: Vec<String>,
    pub kind: Option<String>,
    pub children: Vec<String>,
    pub parent: Option<String>,
    pub status: String,
    pub transp: String,
}

impl Item {
    pub fn is(&self, kind: &str) -> bool {
        self.kind.as_deref() == Some(kind)
    }

    pub fn is_of(&self, child: &str) -> bool {
        self.children.iter().any(|id| id == child)
    }
}

/// Every item of a feed; what all must have is checked.
pub fn read(text: &str) -> Vec<Item> {
    let calendar = calendar_of(text);
    let definition = Definition::of(&calendar);
    let item = |event| item(&calendar, definition.as_ref(), event);
    events(&calendar).map(item).collect()
}

fn item(calendar: &ICalendar, definition: Option<&Definition>, event: &ICalendarComponent) -> Item {
    let one = |property| {
        let mut found = texts(event, &property);
        assert!(found.len() < 2, "{property:?} stands once: {found:?}");
        found.pop()
    };
    let other = |name: &str| one(ICalendarProperty::Other(name.to_owned()));
    let at = |property| moment(calendar, definition, event, &property);
    assert_eq!(at(ICalendarProperty::Dtstamp), stamp());
    assert_eq!(at(ICalendarProperty::LastModified), stamp());
    let sequence = event.property(&ICalendarProperty::Sequence).unwrap();
    assert_eq!(sequence.values[0].as_integer(), Some(7));
    let days = days(event);
    Item {
        uid: one(ICalendarProperty::Uid).unwrap(),
        span: days
            .is_none()
            .then(|| (at(ICalendarProperty::Dtstart), at(ICalendarProperty::Dtend))),
        days,
        summary: one(ICalendarProperty::Summary).unwrap(),
        description: one(ICalendarProperty::Description),
        location: one(ICalendarProperty::Location),
        categories: texts(event, &ICalendarProperty::Categories),
        kind: other("X-PARENTHESIS-KIND"),
        children: texts(
            event,
            &ICalendarProperty::Other("X-PARENTHESIS-CHILD".to_owned()),
        ),
        parent: other("X-PARENTHESIS-PARENT"),
        status: one(ICalendarProperty::Status).unwrap(),
        transp: one(ICalendarProperty::Transp).unwrap(),
    }
}

/// The texts of a property, however many lines and values it has.
fn texts(event: &ICalendarComponent, property: &ICalendarProperty) -> Vec<String> {
    event
        .properties(property)
        .flat_map(|entry| &entry.values)
        .map(|value| value.as_text().unwrap().to_owned())
        .collect()
}

/// The days of an item that has no times.
fn days(event: &ICalendarComponent) -> Option<(Date, Date)> {
    let day = |property: ICalendarProperty| {
        let entry = event.property(&property).unwrap();
        let at = entry.values[0].as_partial_date_time().unwrap();
        if at.hour.is_some() {
            return None;
        }
        assert_eq!(entry.tz_id(), None, "a date has no zone");
        let part = |part: Option<u8>| i8::try_from(part.unwrap()).unwrap();
        let year = i16::try_from(at.year.unwrap()).unwrap();
        Some(date(year, part(at.month), part(at.day)))
    };
    let days = (
        day(ICalendarProperty::Dtstart),
        day(ICalendarProperty::Dtend),
    );
    match days {
        (Some(first), Some(after)) => Some((first, after)),
        (None, None) => None,
        _ => panic!("half a date: {event:?}"),
    }
}

/// What RFC 5545 asks of every line, whatever it says.
pub fn assert_lines(text: &str) {
    assert!(text.ends_with("\r\n"));
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "bare line breaks"
    );
    let breaks = |c: char| c.is_control() && c != '\t' || matches!(c, '\u{2028}' | '\u{2029}');
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(breaks), "{line:?}");
    }
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let name = line.split([':', ';']).next().unwrap();
        assert!(PROPERTIES.contains(&name), "{line}");
    }
}

/// Every property that a feed has.
const PROPERTIES: [&str; 29] = [
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "NAME",
    "X-WR-CALNAME",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
    "TZID",
    "TZNAME",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "RDATE",
    "UID",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "CATEGORIES",
    "STATUS",
    "TRANSP",
    "X-PARENTHESIS-KIND",
    "X-PARENTHESIS-CHILD",
    "X-PARENTHESIS-PARENT",
];
