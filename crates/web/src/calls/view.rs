//! What the pages of calls need to know, as plain data.
//!
//! May touch: its own fields. Times are wall-clock times in the family's zone already.

use jiff::civil::{Date, DateTime, Time};
use maud::Markup;
use plan::{ChildId, Side};

use super::form::{BeginForm, TabletForm};
use super::rhythm::OtherClock;
use crate::page::ClauseRef;
use crate::swap::view::Cast;

/// Whom a parent can call now, and what is planned.
#[derive(Debug)]
pub struct CallsView {
    /// The people.
    pub cast: Cast,
    /// The children who are with the other parent now.
    pub reach: Vec<Reach>,
    /// Whether both agreed on a plan: without one nobody knows where the children are.
    pub has_plan: bool,
    /// A call of this family that the reader is in, or is asked to.
    pub live: Option<LiveCall>,
    /// Who has to be there, where the plan asks for that.
    pub watched: Option<Watched>,
    /// The calls of the plan from today on.
    pub planned: Vec<Planned>,
    /// Today, where the family lives.
    pub today: Date,
    /// The form of a call, as it was sent.
    pub form: BeginForm,
    /// How the rhythm of calls is kept, drawn.
    pub rhythm: Markup,
    /// How many tablets are in use.
    pub tablets: usize,
    /// What is told of something that was just done.
    pub told: Told,
    /// The id of the command.
    pub command: String,
}

/// A child who can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Who.
    pub child: ChildId,
    /// The tablets that ring besides the other parent's pages.
    pub tablets: Vec<String>,
}

/// A call that is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCall {
    /// Its id.
    pub id: String,
    /// With whom, as the reader says it.
    pub with: String,
    /// Whether the reader is asked to it and has not answered.
    pub rings: bool,
}

/// That somebody has to be there in a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Who, in the words of the plan.
    pub by: String,
    /// The language of these words, where it is not the page's.
    pub lang: Option<&'static str>,
    /// The clause that says so.
    pub clause: Option<ClauseRef>,
    /// Who may be there: pseudonym and name.
    pub people: Vec<(String, String)>,
}

/// A call of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// When it begins.
    pub at: DateTime,
    /// When it ends.
    pub end: DateTime,
    /// The clocks by which it is meant, where they show another time than the family's.
    pub clocks: Vec<OtherClock>,
    /// The parent at the other end.
    pub parent: Side,
    /// The children.
    pub children: Vec<ChildId>,
    /// The clauses that say so.
    pub clauses: Vec<ClauseRef>,
}

/// What the page says first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// The call is over, and stands on the record.
    Over,
    /// The reader left; the others may go on.
    Left,
    /// The reader said not now.
    Declined,
}

/// The page of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomView {
    /// The call's id.
    pub id: String,
    /// With whom, as the reader says it.
    pub with: String,
    /// The side whose colour the room has: whoever is called, or calls.
    pub side: Side,
    /// The children in it, by place, for their faces.
    pub faces: Vec<usize>,
    /// The reader's own name in it.
    pub me: String,
    /// Whether the reader is asked, began it, or is there for the children.
    pub part: RoomPart,
    /// Who has to be there for the children, where somebody has to.
    pub watcher: Option<String>,
    /// Whether they talk now: then whoever has to be there is.
    pub open: bool,
    /// The servers through which the browser may send, as JSON.
    pub ice: String,
    /// How the reader joins.
    pub choice: JoinChoice,
}

/// What the reader is in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomPart {
    /// Began it.
    Caller,
    /// Is asked to it.
    Called,
    /// Is there for the children.
    Supervisor,
}

/// How somebody joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JoinChoice {
    /// Without the camera.
    pub audio_only: bool,
}

/// Who rings, on an open page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingView {
    /// The call's id.
    pub id: String,
    /// Who calls.
    pub from: String,
    /// The side of whoever calls.
    pub side: Side,
    /// The names of the children in it.
    pub children: String,
    /// Their faces, by place.
    pub faces: Vec<usize>,
    /// Who has to be there for the children.
    pub watcher: Option<String>,
}

/// The tablets of the children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabletsView {
    /// The people.
    pub cast: Cast,
    /// Those in use.
    pub tablets: Vec<TabletLine>,
    /// The form of a new one.
    pub form: TabletForm,
    /// What is wrong with it: the field and the sentence.
    pub wrong: Vec<(&'static str, String)>,
    /// The link for a tablet, just made.
    pub offered: Option<Offered>,
    /// The id of the command.
    pub command: String,
}

/// A tablet in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabletLine {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub children: Vec<ChildId>,
    /// Who paired it.
    pub by: Side,
    /// Since which day.
    pub since: Date,
}

/// The link with which a tablet is paired. It is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What the tablet will be called.
    pub name: String,
    /// The whole address.
    pub link: String,
    /// Until when it works.
    pub until: Time,
}

/// What the page about this device needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckView {
    /// Whether calls go over a relay here.
    pub relayed: bool,
}
