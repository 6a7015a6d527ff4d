//! When the family's rules say no. Each refusal is a sentence for a parent; pages translate it.

use crate::{
    CallRefusal, CareRefusal, GuestRefusal, MessageRefusal, OfferRefusal, ProposalId, Revision,
};
use jiff::civil::DateTime;
use plan::{Problems, Side};

/// A local time as the command line says it; pages have words of their own for it.
fn spoken(at: &DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Why a command changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The family was founded before.
    #[error("This family has begun already.")]
    AlreadyFounded,
    /// There is no family yet.
    #[error("This family has not begun yet.")]
    NotFounded,
    /// Two parents or two children carry the same id, or parent and founder do.
    #[error("Two people in this family have the same id: {0}.")]
    SameId(String),
    /// More children than the product handles.
    #[error("A family has 1 to {limit} children here; this one names {found}.")]
    ChildCount {
        /// Children given.
        found: usize,
        /// Children allowed.
        limit: usize,
    },
    /// A child's date of birth lies in the future.
    #[error("{name} is born in the future. Check the date of birth.")]
    BornLater {
        /// The child's name.
        name: String,
    },
    /// The zone is not known.
    #[error("There is no time zone '{0}'. Use a name such as Europe/Amsterdam.")]
    NoZone(String),
    /// The actor has no part in this family, or has not joined.
    #[error("You take no part in this family.")]
    NotTakingPart,
    /// The place was left, or taken again, since the invitation was asked for.
    #[error("The other parent's place has changed meanwhile. Look at it and invite again.")]
    PlaceChanged,
    /// Nobody needs an invitation any more.
    #[error("Both parents take part already.")]
    BothJoined,
    /// The place was never offered.
    #[error("There is no open invitation for this place.")]
    NotInvited,
    /// The proposal does not exist.
    #[error("There is no such proposal.")]
    NoProposal,
    /// The id is used.
    #[error("There is a proposal with this id already.")]
    ProposalExists,
    /// It was answered before.
    #[error("This proposal has been answered already. Nothing changed by your answer.")]
    AlreadyAnswered,
    /// Somebody made another revision meanwhile.
    #[error("There is a newer offer (revision {}). Look at it before you answer.", .0.0)]
    NewerRevision(Revision),
    /// The plan that was offered has no such clause.
    #[error("The plan that was offered has no such clause. Look at it again.")]
    NoClause,
    /// One's own offer cannot be accepted, declined or countered by oneself.
    #[error("This is your own offer. It waits for the other parent.")]
    OwnOffer,
    /// Only who made the last offer can take it back.
    #[error("Only the parent who made this offer can withdraw it.")]
    NotYourOffer,
    /// A counter must be of the same kind.
    #[error("An answer to a proposal must be about the same matter.")]
    OtherMatter,
    /// Too many open offers.
    #[error("There are {limit} open proposals. Answer or withdraw some first.")]
    TooManyOpen {
        /// How many may be open at once.
        limit: usize,
    },
    /// A swap needs a plan to change.
    #[error("There is no agreed plan yet, so there is nothing to swap.")]
    NoPlan,
    /// Both agreed on another plan after this one was offered.
    #[error(
        "Since this plan was offered, you two agreed on another one. Offer it again if it should follow that one."
    )]
    PlanAgreed,
    /// The plan cannot follow the one that is agreed.
    #[error("{0}")]
    PlanSuccession(plan::SuccessionError),
    /// The plan's text has errors.
    #[error("The plan cannot be understood: {0}")]
    PlanProblems(Problems),
    /// The plan gives the same time to both parents.
    #[error(
        "In the plan, two clauses of the same rank claim the same time, first on {}. Decide which comes first.",
        spoken(.first)
    )]
    PlanClashes {
        /// Where the first clash begins, in the plan's zone.
        first: DateTime,
    },
    /// The plan leaves time to nobody.
    #[error("In the plan, no clause says who has {child} on {}. Add a clause for that time.", spoken(.first))]
    PlanGap {
        /// The child's name.
        child: String,
        /// Where the first gap begins, in the plan's zone.
        first: DateTime,
    },
    /// The plan names other people than the family.
    #[error("The plan is about other people than this family: {0}.")]
    PlanPeople(String),
    /// A swap has 1 to `limit` moves.
    #[error("A swap has 1 to {limit} changes; this one has {found}.")]
    MoveCount {
        /// Moves given.
        found: usize,
        /// Moves allowed.
        limit: usize,
    },
    /// A move names no child, or one twice.
    #[error("Choose for which children this is, each once.")]
    MoveChildren,
    /// A move names somebody unknown.
    #[error("There is no child '{0}' in this family.")]
    UnknownChild(String),
    /// A move ends before it begins.
    #[error("The end ({}) must be after the start ({}).", spoken(.end), spoken(.start))]
    MoveBackwards {
        /// Its start.
        start: DateTime,
        /// Its end.
        end: DateTime,
    },
    /// A move is longer than `days`.
    #[error("One change can last {days} days at most. Longer changes belong in the plan.")]
    MoveLong {
        /// The limit.
        days: i32,
    },
    /// A move begins in the past.
    #[error("This begins on {}, which has passed. Choose a time that is still to come.", spoken(.start))]
    MovePast {
        /// Its start.
        start: DateTime,
    },
    /// A move lies outside the plan's dates or too far ahead.
    #[error("{} is outside the time that the plan covers.", spoken(.start))]
    MoveOutside {
        /// Its start.
        start: DateTime,
    },
    /// Two moves of one swap want the same child at the same time.
    #[error("Two of the changes are about the same child at the same time.")]
    MovesOverlap,
    /// What is asked is so already.
    #[error("This is how it is already: nothing would change.")]
    ChangesNothing,
    /// Both agreed on something else about the same time after this was offered.
    #[error(
        "You two agreed something newer about the same time, from {}. This older offer can no longer be accepted.",
        spoken(.start)
    )]
    AgreedMeanwhile {
        /// Where the newer agreement begins.
        start: DateTime,
    },
    /// A plan whose time is over.
    #[error("This plan ended on {until}. Offer one that still holds.")]
    PlanEnded {
        /// Its last date, not included.
        until: jiff::civil::Date,
    },
    /// The offer's time has come before it was answered.
    #[error(
        "This was to begin on {}, which has passed. The plan stayed as it was. You can propose something new.",
        spoken(.start)
    )]
    TooLate {
        /// Start of the earliest move.
        start: DateTime,
    },
    /// The key is that of a device of the other parent.
    #[error("This device signs for somebody else in this family.")]
    DeviceOfAnother,
    /// The device was revoked; a key comes back never.
    #[error(
        "This device does not sign for you any more. A device that begins anew gets another key."
    )]
    DeviceRevoked,
    /// The device signs already.
    #[error("This device signs for you already.")]
    DeviceKnown,
    /// Too many devices.
    #[error("{limit} devices sign for you. Revoke those that you do not use.")]
    TooManyDevices {
        /// How many may sign at once.
        limit: usize,
    },
    /// There is no such device of one's own.
    #[error("There is no such device among yours.")]
    NoDevice,
    /// The rules of erasing, keeping, leaving, closing and signing.
    #[error(transparent)]
    Ending(#[from] EndingRefusal),
    /// The rules of letting people in.
    #[error(transparent)]
    Guest(#[from] GuestRefusal),
    /// The rules of what parents offer each other.
    #[error(transparent)]
    Offer(#[from] OfferRefusal),
    /// The rules of messages.
    #[error(transparent)]
    Message(#[from] MessageRefusal),
    /// The rules of telling how care went.
    #[error(transparent)]
    Care(#[from] CareRefusal),
    /// The rules of calls and tablets.
    #[error(transparent)]
    Call(#[from] CallRefusal),
}

/// Why something is not erased, kept, left, closed or signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndingRefusal {
    /// Terms that can only be taken or turned down.
    #[error("This can be accepted or declined. It cannot be answered with another offer.")]
    NoCounter,
    /// Nobody stands at the other side of the agreement.
    #[error(
        "The other parent has closed their account. You can agree on something again when somebody has taken the place."
    )]
    OtherLeft,
    /// The offer is from or to a parent who left.
    #[error(
        "This was offered before a parent left, by or to that parent, and whoever has the place now cannot agree to it. You can propose it anew."
    )]
    OfferOfEarlier,
    /// An open proposal asks for the same.
    #[error("Proposal {number} asks for this already and waits for an answer.")]
    AskedAlready {
        /// Its number within the family.
        number: usize,
        /// Its name.
        proposal: ProposalId,
        /// Whose it is.
        by: Side,
    },
    /// An erasure that names nothing.
    #[error("Choose what to erase.")]
    NothingToErase,
    /// An erasure that names too much at once.
    #[error("At most {limit} entries can be erased at once. Ask for them in several parts.")]
    TooManyToErase {
        /// How many may be named.
        limit: usize,
    },
    /// The record has no such entry.
    #[error("There is no entry {entry} on the record.")]
    NoEntry {
        /// The number.
        entry: u64,
    },
    /// Its words are gone.
    #[error("The words of entry {entry} have been erased already.")]
    AlreadyErased {
        /// The number.
        entry: u64,
    },
    /// A matter is erased whole or not at all.
    #[error(
        "Entry {entry} belongs to a matter that has more entries. They can be erased together."
    )]
    WholeMatter {
        /// The number.
        entry: u64,
    },
    /// It waits for an answer.
    #[error(
        "Entry {entry} belongs to a proposal that still waits for an answer. Once it is declined or withdrawn it can be erased."
    )]
    StillOpen {
        /// The number.
        entry: u64,
    },
    /// Both agreed on it.
    #[error(
        "Entry {entry} belongs to something that you two agreed on. That stays. You can agree on something new instead."
    )]
    Binds {
        /// The number.
        entry: u64,
    },
    /// It says how the record came about.
    #[error(
        "Entry {entry} says how the family or its record came about. It goes only when you two close the family whole."
    )]
    NeverErased {
        /// The number.
        entry: u64,
    },
    /// A parent wants everything kept.
    #[error(
        "Since {} a parent keeps the whole record on hold. Until that is lifted nothing is erased.",
        spoken(.since)
    )]
    Held {
        /// Since when, in the family's zone.
        since: DateTime,
    },
    /// One's own hold stands already.
    #[error("Your hold stands already, since {}.", spoken(.since))]
    AlreadyHeld {
        /// Since when, in the family's zone.
        since: DateTime,
    },
    /// There is nothing to lift.
    #[error("This hold does not stand, so there is nothing to lift.")]
    NoHold,
    /// One's own hold needs nobody else.
    #[error("This is your own hold. You can lift it without the other parent.")]
    OwnHold,
    /// The other words of it are of a parent who left; who took the place was not there.
    #[error(
        "Entry {entry} was recorded before a parent left, and whoever takes the place later cannot agree to erase it. It stays."
    )]
    ErasureOfEarlier {
        /// The number.
        entry: u64,
    },
    /// It stood before somebody left and another took the place.
    #[error(
        "This hold, since {}, was set before a parent left, and whoever takes the place later cannot lift it or agree to that. It stands.",
        spoken(.since)
    )]
    HoldOfEarlier {
        /// Since when, in the family's zone.
        since: DateTime,
    },
    /// A parent left, and who took the place cannot agree to that parent's words going.
    #[error(
        "A parent left this family, and the words of that parent are on its record. Whoever takes the place later cannot agree to close the family. You can close your own account."
    )]
    ClosingOfEarlier,
    /// Closing a family alone, although there is somebody else.
    #[error(
        "The other parent has taken part in this family, so it can only be closed by you two together. You can close your own account."
    )]
    NotAlone,
    /// Leaving a family in which there is nobody else yet.
    #[error(
        "Nobody else has joined this family. Close the family instead: then nothing of it stays."
    )]
    AloneHere,
    /// The passkey signed something else than what is accepted.
    #[error("Your passkey signed another text than the one that you accept here. Nothing changed.")]
    SignedOther,
    /// The passkey's signature does not hold.
    #[error(
        "The signature of your passkey does not fit this offer. Nothing changed. Try it again."
    )]
    SignatureWrong,
}
