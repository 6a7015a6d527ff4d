//! A leaf: what stands in the clear of an entry, and the one way in which it is written.
//! Pure values. The reader is in `leaf_read`, the commitments are made in `commitment`.

use std::fmt;

use crate::{
    AuthorId, CommandId, Commitment, DeviceVoucher, EntryTime, Hash, Kind, LeafError, Sequence,
    Tree, leaf_read,
};

/// The first line of every leaf of this edition.
pub const LEAF_FORMAT: &str = "parenthesis/entry@v1";

/// The first line of what a device signs.
const AUTHOR_DOMAIN: &str = "parenthesis/author@v1";

/// The most bytes that a leaf has.
pub const MAX_LEAF_BYTES: usize = 8192;

/// The most bodies and attachments that one entry has.
pub const MAX_PARTS: usize = 64;

/// The checkpoint of this tree that the author had seen when acting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    /// How many entries the tree then had.
    pub size: u64,
    /// The root of the tree at that size.
    pub root: Hash,
}

impl Seen {
    /// What the author of a tree's first entry has seen: the empty tree.
    pub const NOTHING: Seen = Seen {
        size: 0,
        root: Hash::EMPTY_TREE,
    };
}

/// Who vouches that the author is the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voucher {
    /// Only the server: the entry was recorded by it as the author's.
    Server,
    /// A device, which has signed the author's lines. Whose it is, other entries say.
    Device(DeviceVoucher),
}

impl Voucher {
    fn holds_for(&self, statement: &Statement) -> bool {
        match self {
            Voucher::Server => true,
            Voucher::Device(device) => device.holds_for(statement),
        }
    }
}

impl fmt::Display for Voucher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Voucher::Server => f.write_str("server"),
            Voucher::Device(device) => write!(f, "device {device}"),
        }
    }
}

/// What the author states: the first lines of a leaf, up to the last commitment.
///
/// Its text is what a device signs, so nothing in it is the server's to choose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement {
    /// The tree that it is said in.
    pub tree: Tree,
    /// What happened.
    pub kind: Kind,
    /// Who did it.
    pub author: AuthorId,
    /// The command that it came of.
    pub command: CommandId,
    /// What the author had seen of the tree.
    pub seen: Seen,
    /// One for the body (first) and one for each attachment; the place is the part's index.
    pub commitments: Vec<Commitment>,
}

impl Statement {
    /// The bytes that a device of the author signs: a line that names the purpose, so that the
    /// signature serves nowhere else, and the author's lines.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        format!("{AUTHOR_DOMAIN}\n{self}").into_bytes()
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{LEAF_FORMAT}")?;
        writeln!(f, "tree {}", self.tree)?;
        writeln!(f, "kind {}", self.kind)?;
        writeln!(f, "author {}", self.author)?;
        writeln!(f, "command {}", self.command)?;
        writeln!(f, "seen {} {}", self.seen.size, self.seen.root)?;
        for (index, commitment) in self.commitments.iter().enumerate() {
            writeln!(f, "commit {index} {commitment}")?;
        }
        Ok(())
    }
}

/// Why a statement cannot stand at a place in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeafRule {
    /// There is no commitment to a body.
    #[error("an entry needs a commitment to its body")]
    NoBody,
    /// There are more than [`MAX_PARTS`] commitments.
    #[error("an entry has at most {MAX_PARTS} bodies and attachments")]
    TooManyParts,
    /// The author cannot have seen entries that come after this one.
    #[error("the author cannot have seen more entries than come before this one")]
    SeenLater,
    /// A tree of size 0 has only one root.
    #[error("the root of a tree without entries is the SHA-256 of no bytes")]
    SeenRootOfNothing,
    /// The device has not signed these author's lines.
    #[error("the device's signature does not hold over the author's lines")]
    DeviceSignature,
}

/// The clear part of an entry: what the author states, then what the server adds.
///
/// There is one sequence of bytes for each leaf, and one leaf for each sequence of bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    statement: Statement,
    sequence: Sequence,
    time: EntryTime,
    voucher: Voucher,
}

impl Leaf {
    /// The leaf of this statement at this place and time.
    ///
    /// # Errors
    /// When the statement breaks a rule by itself or at this place, or when a device vouches
    /// whose signature over the statement does not hold.
    pub fn new(
        statement: Statement,
        sequence: Sequence,
        time: EntryTime,
        voucher: Voucher,
    ) -> Result<Self, LeafRule> {
        let seen = statement.seen;
        if statement.commitments.is_empty() {
            Err(LeafRule::NoBody)
        } else if statement.commitments.len() > MAX_PARTS {
            Err(LeafRule::TooManyParts)
        } else if seen.size > sequence.get() {
            Err(LeafRule::SeenLater)
        } else if seen.size == 0 && seen.root != Hash::EMPTY_TREE {
            Err(LeafRule::SeenRootOfNothing)
        } else if !voucher.holds_for(&statement) {
            Err(LeafRule::DeviceSignature)
        } else {
            Ok(Self {
                statement,
                sequence,
                time,
                voucher,
            })
        }
    }

    /// Reads a leaf. Accepts exactly the bytes that [`Leaf::to_bytes`] writes.
    ///
    /// # Errors
    /// With the line (from 1) and what would be right there.
    pub fn parse(bytes: &[u8]) -> Result<Self, LeafError> {
        leaf_read::read(bytes)
    }

    /// The bytes that are stored and hashed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    /// What the author states.
    #[must_use]
    pub const fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The tree that the entry belongs to.
    #[must_use]
    pub const fn tree(&self) -> &Tree {
        &self.statement.tree
    }

    /// The place in the tree.
    #[must_use]
    pub const fn sequence(&self) -> Sequence {
        self.sequence
    }

    /// When it was recorded, by the server's word.
    #[must_use]
    pub const fn time(&self) -> EntryTime {
        self.time
    }

    /// Who vouches for the author.
    #[must_use]
    pub const fn voucher(&self) -> Voucher {
        self.voucher
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.statement.fmt(f)?;
        writeln!(f, "sequence {}", self.sequence)?;
        writeln!(f, "time {}", self.time)?;
        writeln!(f, "voucher {}", self.voucher)
    }
}
