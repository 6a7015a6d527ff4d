//! What happens in a family: commands, events, and the rules between them.
//!
//! A family is the fold of its entries ([`evolve`]); what somebody asks for is decided against
//! it ([`decide`]) and comes to events or to a [`Refusal`], a sentence for a parent. Everything
//! that binds both parents is one mechanism: a [`Proposal`] with revisions, made by one and
//! accepted by the other.
//!
//! This crate is not about who is signed in, how entries are stored or what a page looks like,
//! and it knows no clock, no randomness and no I/O: time and ids are arguments.
//!
//! Invariants:
//! - No act of one parent changes what binds both: only `Accepted` writes to the agreed
//!   timeline or puts a plan in force, and only the parent who did not make the offer accepts.
//! - A proposal ends once. An answer is about the last revision or is refused.
//! - An offer is over at the instant at which it would take effect, or at the deadline that its
//!   author set before that; of several alternatives each lapses by itself. What is over can only
//!   be taken back.
//! - Words are destroyed only when both agreed to it, never those of what binds both, and never
//!   while a parent wants everything kept. A family whose erased entries have lost their words
//!   ([`evolve_gone`]) is the same family.
//! - Whom both parents concern is let in by both: only an accepted offer gives a grant on the
//!   family's record. Either parent ends it at once.
//! - Of a call only that it happened is known. A tablet opens faces and nothing else, until either
//!   parent ends it or who paired it leaves.
//! - Whatever [`decide`] gives, [`evolve`] takes; what it cannot take it refuses loudly.
//!
//! ```
//! use family::{Child, Command, Context, Event, Founding, Name, Parent, decide};
//! use plan::Side;
//!
//! let parent = |id: &str, name: &str| Parent {
//!     member: format!("m-{id}").parse().unwrap(),
//!     id: id.parse().unwrap(),
//!     name: Name::new(name).unwrap(),
//! };
//! let founding = Founding {
//!     name: Name::new("Mara and Elias").unwrap(),
//!     zone: "Europe/Amsterdam".into(),
//!     parents: [parent("mara", "Mara"), parent("elias", "Elias")],
//!     children: vec![Child {
//!         id: "noor".parse().unwrap(),
//!         name: Name::new("Noor").unwrap(),
//!         born: "2019-03-04".parse().unwrap(),
//!     }],
//!     founder: Side::A,
//! };
//! let context = Context {
//!     now: "2026-11-22T10:00:00Z".parse().unwrap(),
//!     actor: "m-mara".parse().unwrap(),
//! };
//! let events = decide(None, &context, Command::Found(founding.clone())).unwrap();
//! assert_eq!(events, [Event::Founded(founding)]);
//! ```

mod agreeing;
mod call;
mod calm;
mod care;
mod command;
mod decide;
mod device;
mod draft;
mod erasure;
mod event;
mod guest;
mod ids;
mod marks;
mod message;
mod notice;
mod offer;
mod own;
mod person;
mod proposal;
mod refusal;
mod seat;
mod state;
mod words;

pub use call::{
    CALL_DAY, CALL_KEPT_WITHIN_MINUTES, CALL_MOVED_WITHIN_HOURS, CALL_NOTED_WITHIN_HOURS, CallHeld,
    CallOutcome, CallRefusal, CallStanding, CallTally, Called, Caller, Calls, Contact, ContactRow,
    ContactSessions, ContactWeek, FreeTime, HeldCall, MAX_CALL_MINUTES, MAX_TABLETS, MayCall,
    MonitoredBy, NotedCall, PlannedCall, Rings, Tablet, Tablets, contact, free_time, may_supervise,
    monitored, parent_may_call, rings, tablet_may_call,
};
pub use calm::{
    BadCalm, Calm, Channels, Counts, Delivery, Digest, DigestTurn, Kinds, Lane, Long, Naming,
    NextNotice, Notice, NoticeKind, Pace, PendingNotice, Quiet, Run, SentNotices, Showing, Soft,
    TimeOfDay, Twice, URGENT_PACE, USUAL_PACE, Urgent, WordLimit,
};
pub use care::{
    Account, CareFact, CareLog, CareRefusal, CareSaid, HANDOVER_EARLY_HOURS, HandoverNote, Line,
    MAX_MEDICINES, Matters, Medicine, RoughPlace, SaidOfCare, TOLD_WITHIN_DAYS,
};
pub use command::{Command, Context};
pub use decide::{
    MAX_CHILDREN, MAX_MOVE_DAYS, MAX_MOVES, MAX_OPEN_PROPOSALS, check_offer, check_terms, decide,
    refused_alternatives,
};
pub use device::{BadKey, Device, DeviceKey, MAX_DEVICES};
pub use draft::{
    DraftRefusal, DraftVersion, DraftedPlan, Drafts, KeptDraft, MAX_ANSWER_CHARS,
    MAX_ANSWER_KEY_CHARS, MAX_DRAFT_ANSWERS, MAX_DRAFTS, keep_draft,
};
pub use erasure::{Erasure, Gone, Hold, MAX_ERASED_ENTRIES, Matter, Ties, Was, evolve_gone};
pub use event::{
    Assertion, Child, Entry, ErasedEntry, Event, Founding, LinkAnswer, LinkSent, Move, Parent,
    Restored, Revision, Terms,
};
pub use guest::{
    DaySpan, Grant, Guest, GuestRefusal, GuestRole, GuestState, Guests, Look, MAX_GUEST_PROPOSALS,
    MAX_GUESTS, MAX_PROFESSIONAL_DAYS, Professional, Relative, Subject,
};
pub use ids::{BadId, CallId, DraftId, MAX_ID_BYTES, MemberId, ProposalId, TabletId, TopicId};
pub use marks::{Mark, Marks};
pub use message::{
    About, File, FileKind, MAX_FILES, MAX_TOPICS, Message, MessageRefusal, ReadUpTo, Said, Thread,
    Threads, Urgency, Words,
};
pub use notice::{notice_of, reminders};
pub use offer::{
    Alternative, Arranged, DISPUTE_WITHIN_DAYS, Decision, DecisionAbout, Dispute, FirstRefusalDue,
    Freed, HandoverChange, MAX_ALTERNATIVES, MAX_ANSWER_DAYS, MAX_HANDOVER_HOURS, MAX_TRIP_DAYS,
    OfferKind, OfferRefusal, Paper, Purpose, Standing, Statement, TimeOffer, Trip,
    first_refusal_due, limits_broken,
};
pub use own::{CallWish, Own, let_in_alone};
pub use person::{AccessChange, BundleMade, BundleOf, PersonalEvent, RecoveryBy};
pub use plan::Language;
pub use proposal::{Answer, Offer, Proposal, State};
pub use refusal::{EndingRefusal, Refusal};
pub use seat::{Holder, Seat, SeatState, Tenure};
pub use state::{AgreedVersion, Family, Impossible, evolve, fold, one_offs};
pub use words::{Address, BadText, Name, Reason};
