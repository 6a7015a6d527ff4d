//! What a plan states about how the parents deal with each other: care that must be offered
//! first, and what follows when they cannot agree. Plain data only; none of it gives care.

/// Care that a parent who will be away must offer to the other one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FirstRefusal {
    /// It holds for an absence of more than so many elapsed hours of the parent's own care.
    pub hours: u16,
}

/// What follows when the parents cannot agree on something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputes {
    /// The steps, in the order in which they are taken; each once, never empty.
    pub steps: Vec<DisputeStep>,
    /// How many days each step may take, if that is stated.
    pub days: Option<u16>,
}

/// One step towards an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeStep {
    /// The parents talk about it.
    Talk,
    /// A mediator helps them.
    Mediator,
}

impl DisputeStep {
    /// All of them.
    pub const ALL: [DisputeStep; 2] = [DisputeStep::Talk, DisputeStep::Mediator];

    /// As plans write it.
    pub fn name(self) -> &'static str {
        match self {
            DisputeStep::Talk => "talk",
            DisputeStep::Mediator => "mediator",
        }
    }
}
