//! What a tablet shows, as plain data: whom its children may call at this moment, and where they sleep
//! tonight. Pure: reads the agreed timeline and the hour it is given.

use app::{TabletChoice, TabletSession};
use family::{Caller, Family, TabletId, tablet_may_call};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::{ChildId, Side, Timeline, Window};

use crate::calls::planned;

/// Before this hour it is still last night.
const MORNING: i8 = 5;

/// What a tablet's page is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The family as it stands.
    pub family: &'a Family,
    /// Which tablet.
    pub tablet: &'a TabletId,
    /// What it is for.
    pub choice: &'a TabletChoice,
    /// This moment.
    pub now: Timestamp,
}

impl<'a> Source<'a> {
    /// A tablet at a moment.
    #[must_use]
    pub fn of(tablet: &'a TabletSession, now: Timestamp) -> Self {
        Self {
            family: &tablet.snapshot.family,
            tablet: &tablet.tablet,
            choice: &tablet.choice,
            now,
        }
    }

    fn today(self) -> Date {
        self.family.date_at(self.now)
    }

    /// The agreed days around this one.
    #[must_use]
    pub fn timeline(self) -> Option<Timeline> {
        let today = self.today();
        let from = today.yesterday().ok()?.yesterday().ok()?;
        let until = today.tomorrow().ok()?.tomorrow().ok()?.tomorrow().ok()?;
        self.family.timeline(Window::new(from, until).ok()?)
    }

    fn is_quiet(self) -> bool {
        let local = self.family.zone().to_datetime(self.now);
        self.choice.is_quiet(local.time())
    }
}

/// A child on a page for children: a face, and a name that is read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KidFace {
    /// The first name.
    pub name: String,
    /// Which face is drawn: the place among the children, oldest first.
    pub face: usize,
}

/// At the other end of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// A parent.
    Parent(Side),
    /// Brothers and sisters, on the tablet that they have there.
    Siblings {
        /// Their tablet.
        tablet: TabletId,
        /// Who of them are there.
        kids: Vec<KidFace>,
    },
}

/// Somebody who can be called, or who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Who.
    pub to: To,
    /// By what name.
    pub name: String,
}

/// Whether it is quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hour {
    /// Whoever may be called is there.
    Awake,
    /// The moon sleeps; only whom the plan lets call at this hour is there.
    Asleep,
}

/// Where children sleep tonight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tonight {
    /// With whom.
    pub side: Side,
    /// That parent's name.
    pub name: String,
    /// Who.
    pub kids: Vec<KidFace>,
}

/// The page of faces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whose tablet it is, oldest first.
    pub kids: Vec<KidFace>,
    /// Whether it is quiet.
    pub hour: Hour,
    /// Who can be called now: parents first, side A before side B, then brothers and sisters.
    pub faces: Vec<Face>,
    /// Where the children of this tablet sleep tonight; nothing where nobody knows.
    pub tonight: Vec<Tonight>,
}

/// Somebody calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingingView {
    /// The call.
    pub call: String,
    /// Who.
    pub from: Face,
}

/// A call, as a tablet shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomView {
    /// The call.
    pub call: String,
    /// At the other end.
    pub with: Face,
    /// How the others see this tablet: the names of its children.
    pub me: String,
    /// The faces of these.
    pub kids: Vec<KidFace>,
    /// Who has to be there, in the plan's words.
    pub watcher: Option<String>,
    /// Whether they talk now: then whoever has to be there is.
    pub open: bool,
    /// The servers through which the browser may send, as JSON.
    pub ice: String,
    /// Whether the tablet began it.
    pub calls: bool,
}

/// The first name of somebody: what a child says. A second one is nobody's business here.
fn first_name(name: &str) -> String {
    name.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// A parent by the name that a child knows.
#[must_use]
pub fn parent_name(family: &Family, side: Side) -> String {
    first_name(family.seat(side).parent.name.as_str())
}

/// The children among these, oldest first, with the faces that they have on all pages.
#[must_use]
pub fn kids(family: &Family, ids: &[ChildId]) -> Vec<KidFace> {
    let mut all: Vec<_> = family.children().iter().collect();
    all.sort_by(|a, b| {
        let by_name = || a.name.as_str().cmp(b.name.as_str());
        a.born.cmp(&b.born).then_with(by_name)
    });
    let faces = all.into_iter().enumerate();
    let of_these = faces.filter(|(_, child)| ids.contains(&child.id));
    of_these
        .map(|(face, child)| KidFace {
            name: first_name(child.name.as_str()),
            face,
        })
        .collect()
}

/// A parent's face.
#[must_use]
pub fn parent_face(family: &Family, side: Side) -> Face {
    Face {
        to: To::Parent(side),
        name: parent_name(family, side),
    }
}

/// The faces of brothers and sisters at a tablet. `listed` says their names as a list.
#[must_use]
pub fn sibling_face(
    family: &Family,
    tablet: &TabletId,
    children: &[ChildId],
    listed: impl Fn(&[&str]) -> String,
) -> Face {
    let kids = kids(family, children);
    let names: Vec<&str> = kids.iter().map(|kid| kid.name.as_str()).collect();
    Face {
        name: listed(&names),
        to: To::Siblings {
            tablet: tablet.clone(),
            kids,
        },
    }
}

/// Builds the page of faces. `listed` says names as a list, in the tablet's language.
#[must_use]
pub fn build(source: Source<'_>, listed: impl Fn(&[&str]) -> String) -> View {
    let Source { family, choice, .. } = source;
    let timeline = source.timeline();
    let hour = if source.is_quiet() {
        Hour::Asleep
    } else {
        Hour::Awake
    };
    let mut faces = Vec::new();
    let mut tonight = Vec::new();
    if let Some(timeline) = &timeline {
        let may = tablet_may_call(family, timeline, source.tablet, source.now);
        for (side, children) in &may.parents {
            if hour == Hour::Awake || is_planned(source, timeline, *side, children) {
                faces.push(parent_face(family, *side));
            }
        }
        if hour == Hour::Awake {
            for (tablet, children) in &may.tablets {
                faces.push(sibling_face(family, tablet, children, &listed));
            }
        }
        tonight = sleeping(source, timeline);
    }
    View {
        kids: kids(family, &choice.children),
        hour,
        faces,
        tonight,
    }
}

/// Whether the plan has a call of one of these children with this parent about now.
fn is_planned(source: Source<'_>, timeline: &Timeline, side: Side, children: &[ChildId]) -> bool {
    let Some(plan) = source.family.plan() else {
        return false;
    };
    planned::is_planned((plan, timeline), (side, children), source.now)
}

/// Whether a call from there rings on this tablet now: while it is quiet, only one of the plan does.
#[must_use]
pub fn lets_ring(source: Source<'_>, from: &Caller) -> bool {
    if !source.is_quiet() {
        return true;
    }
    let Some(timeline) = source.timeline() else {
        return false;
    };
    match from {
        Caller::Parent(side) => is_planned(source, &timeline, *side, &source.choice.children),
        Caller::Tablet(_) => false,
    }
}

/// Whether somebody can be called from this tablet at this moment, as its page shows it.
#[must_use]
pub fn is_there(source: Source<'_>, asked: &Asked) -> bool {
    let view = build(source, |_| String::new());
    view.faces.iter().any(|face| match (&face.to, asked) {
        (To::Parent(side), Asked::Parent(asked)) => side == asked,
        (To::Siblings { tablet, .. }, Asked::Tablet(asked)) => tablet == asked,
        (To::Parent(_), Asked::Tablet(_)) | (To::Siblings { .. }, Asked::Parent(_)) => false,
    })
}

/// Whom a form asks to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A parent.
    Parent(Side),
    /// Brothers and sisters, on their tablet.
    Tablet(TabletId),
}

impl Asked {
    /// The fields of a form.
    #[must_use]
    pub fn read(parent: &str, tablet: &str) -> Option<Self> {
        match (parent, tablet) {
            ("a", "") => Some(Self::Parent(Side::A)),
            ("b", "") => Some(Self::Parent(Side::B)),
            ("", tablet) => tablet.parse().ok().map(Self::Tablet),
            (_, _) => None,
        }
    }
}

/// Where the children sleep tonight, side A first.
fn sleeping(source: Source<'_>, timeline: &Timeline) -> Vec<Tonight> {
    let Some(plan) = source.family.plan() else {
        return Vec::new();
    };
    let local = source.family.zone().to_datetime(source.now);
    let evening = if local.hour() < MORNING {
        local.date().yesterday()
    } else {
        Ok(local.date())
    };
    let Some(night) = evening.and_then(Date::tomorrow).ok() else {
        return Vec::new();
    };
    let at = timeline.instant(night.to_datetime(plan.night_at()));
    let with = |child: &ChildId| Some(timeline.child(child)?.at(at)?.parent);
    let of_side = Side::BOTH.into_iter().map(|side| {
        let here = source.choice.children.iter();
        let here: Vec<ChildId> = here.filter(|id| with(id) == Some(side)).cloned().collect();
        Tonight {
            side,
            name: parent_name(source.family, side),
            kids: kids(source.family, &here),
        }
    });
    of_side.filter(|tonight| !tonight.kids.is_empty()).collect()
}
