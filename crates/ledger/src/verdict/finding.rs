//! What a verifier found: each finding with its outcome and the data that a sentence about it
//! needs. Pure values; the sentences themselves are the shell's.

use crate::{
    AuthorId, Checkpoint, Cosignature, DeviceKey, EntryTime, Hash, Kind, ReceiptError, Sequence,
    SignatureError, TreeKind, VerifierKey, bundle::BundleFault, passkey::AssertionError,
};

use super::Shows;

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was checked and holds.
    Holds,
    /// It can be neither confirmed nor contradicted. No reason to refuse.
    CannotTell,
    /// It was checked and does not hold. A reason to refuse.
    Fails,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What came of it.
    pub outcome: Outcome,
    /// What it is about.
    pub matter: Matter,
}

/// Why a device does not vouch for an entry that carries its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceFault {
    /// Another author enrolled it.
    OfAnother,
    /// Its author had revoked it before.
    Revoked,
    /// An enrolment is not signed by the very device that it enrols.
    EnrolledByAnother,
}

/// What a finding is about. Places of entries are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// The bundle cannot be read as one.
    NoBundle(BundleFault),
    /// Every file is the one that the manifest lists.
    Files {
        /// How many.
        count: usize,
    },
    /// A file is not the one that the manifest lists.
    FileChanged {
        /// Its name.
        name: String,
    },
    /// The manifest is signed by the log's key.
    Manifest(VerifierKey),
    /// It is not.
    ManifestUnsigned(VerifierKey),
    /// The checkpoint in this file is signed and cosigned as it should be.
    Checkpoint {
        /// The file in the bundle.
        file: String,
        /// What it says.
        checkpoint: Checkpoint,
        /// Who else has seen it, and when by their clocks.
        cosigned: Vec<Cosignature>,
    },
    /// A signature of a checkpoint or handover does not hold.
    CheckpointWrong {
        /// The file in the bundle.
        file: String,
        /// Why.
        why: SignatureError,
    },
    /// A key has signed a size after it was given up in a handover.
    KeyOutOfTurn {
        /// Where: a file in the bundle, or evidence.
        source: String,
        /// The key.
        key: VerifierKey,
        /// The size.
        size: u64,
    },
    /// A key was handed over to two other keys.
    HandedOverTwice {
        /// The key.
        key: VerifierKey,
        /// The two, each with who shows that it was handed over to it.
        to: Box<[(VerifierKey, String); 2]>,
    },
    /// The log's key was handed over at this size.
    Handover {
        /// The size.
        size: u64,
        /// The key before.
        old: VerifierKey,
        /// The key after.
        new: VerifierKey,
    },
    /// Both keys have signed a handover at this size, of which nothing else is shown.
    HandoverUnseen {
        /// The size.
        size: u64,
        /// The key before.
        old: VerifierKey,
        /// The key after.
        new: VerifierKey,
    },
    /// The key is one that the verifier knew, or handovers lead between the two.
    KeyKnown(VerifierKey),
    /// The verifier knew no key: this one is only what the file says.
    KeyNotKnown {
        /// The key.
        key: VerifierKey,
        /// Whose record it is: a family's, or one person's own.
        kind: TreeKind,
    },
    /// The verifier knew other keys.
    KeyOther(VerifierKey),
    /// The leaves of the range, and what stands for all others, give the signed root.
    Complete {
        /// The first place of the range.
        first: u64,
        /// The first place after it.
        end: u64,
        /// How many entries the tree has.
        size: u64,
    },
    /// They do not.
    Incomplete {
        /// The first place of the range.
        first: u64,
        /// The first place after it.
        end: u64,
    },
    /// An earlier checkpoint or a handover names a root that the leaves do not give.
    EarlierRoot {
        /// The file in the bundle.
        file: String,
        /// The size that it names.
        size: u64,
    },
    /// Every author had seen an earlier state of this very tree, as far as the range shows.
    Seen {
        /// Of how many entries.
        count: u64,
    },
    /// What these authors had seen lies before the range.
    SeenBefore {
        /// How many entries.
        count: u64,
    },
    /// The author of this entry had seen another tree.
    SeenElsewhere {
        /// The entry.
        sequence: u64,
        /// The size that its author had seen.
        size: u64,
    },
    /// The entries of each command stand together.
    Commands,
    /// That no command stands before the range as well cannot be seen.
    CommandsBefore,
    /// A command led to entries twice.
    CommandAgain {
        /// The entry.
        sequence: u64,
    },
    /// No entry has a time before that of the entry before it.
    Times,
    /// An entry has a time before that of the entry before it.
    TimeBack {
        /// The entry.
        sequence: u64,
    },
    /// The bundle says that it was made before the time of one of its entries.
    MadeBefore {
        /// The entry.
        sequence: u64,
        /// Its time.
        time: EntryTime,
        /// When the bundle says that it was made.
        made: EntryTime,
    },
    /// A cosignature is dated more than a day before the last entry that it covers.
    CosignatureEarly {
        /// The size cosigned.
        size: u64,
        /// The cosignature.
        by: Cosignature,
    },
    /// Every disclosed part is the one that its entry commits to.
    Commitments {
        /// Bodies.
        bodies: u64,
        /// Attachments.
        attachments: u64,
    },
    /// A disclosed part is another one.
    CommitmentWrong {
        /// The entry.
        sequence: u64,
        /// The part.
        index: u8,
    },
    /// Entries of the range whose content is not shown.
    Undisclosed {
        /// How many.
        count: u64,
        /// Of how many of them an entry that is shown says that their body was erased.
        erased: u64,
    },
    /// A body that the verifier reads is not of the shape that its kind asks for.
    BodyShape {
        /// The entry.
        sequence: u64,
        /// What would be right; the end of a sentence that starts with "expected".
        wanted: &'static str,
    },
    /// A kind of the record's own that is not known here, whose body is shown.
    KindUnknown {
        /// The entry.
        sequence: u64,
        /// The kind.
        kind: Kind,
    },
    /// Entries about devices or erasures whose body is not shown.
    RecordHidden {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Parts were erased, and an entry says so.
    Erased {
        /// The entry that says so.
        sequence: u64,
        /// When.
        time: EntryTime,
        /// At whose wish.
        asked: AuthorId,
        /// The entries whose parts were erased.
        entries: Vec<u64>,
        /// Those whose body was erased.
        bodies: Vec<u64>,
    },
    /// A part is shown that an entry says was erased.
    ErasedShown {
        /// The entry.
        sequence: u64,
        /// The part.
        index: u8,
        /// The entry that says so.
        by: u64,
    },
    /// The tree was erased whole.
    Closed {
        /// The entry that says so.
        sequence: u64,
    },
    /// Entries follow the one that says that the tree was erased whole.
    AfterClosed {
        /// The entry that says so.
        sequence: u64,
    },
    /// The tree was restored from an older copy; there are entries that it no longer has.
    Restored {
        /// The entry that says so.
        sequence: u64,
        /// Size of the newest checkpoint that was known to be lost.
        size: u64,
        /// Its root.
        root: Hash,
        /// The key that had signed it.
        key: VerifierKey,
    },
    /// Entries vouched for by an enrolled device of their author.
    Devices {
        /// How many.
        count: u64,
    },
    /// Entries signed by devices of which this bundle does not show whose they are.
    DevicesUnknown {
        /// How many.
        count: u64,
    },
    /// A device has signed for somebody whose it is not.
    Device {
        /// The entry.
        sequence: u64,
        /// The device.
        key: DeviceKey,
        /// What is wrong.
        fault: DeviceFault,
    },
    /// Agreements signed with passkeys.
    Passkeys {
        /// How many.
        count: u64,
    },
    /// What was agreed to lies outside the range, so that the signature cannot be checked.
    PasskeyUnknown {
        /// The entry.
        sequence: u64,
        /// The entry that was agreed to.
        over: u64,
    },
    /// A signature with a passkey does not hold.
    Passkey {
        /// The entry.
        sequence: u64,
        /// Why.
        why: AssertionError,
    },
    /// A signature with a passkey that stands in an earlier entry already.
    PasskeyAgain {
        /// The entry.
        sequence: u64,
        /// The earlier one.
        first: u64,
    },
    /// A receipt holds.
    Receipt {
        /// The entry.
        sequence: Sequence,
        /// The size and root that it leads to.
        checkpoint: Checkpoint,
        /// Who else has seen this checkpoint.
        cosigned: Vec<Cosignature>,
    },
    /// A receipt does not hold.
    ReceiptWrong(ReceiptError),
    /// Evidence was not held against this, since it does not hold by itself.
    NotCompared,
    /// All of the evidence is about other trees.
    NoneOfThisRecord {
        /// How many pieces.
        count: usize,
    },
    /// About evidence, by the name that the caller gave it.
    Evidence {
        /// The name.
        source: String,
        /// What it shows.
        shows: Shows,
    },
    /// There are more findings of one kind than are spelled out.
    More {
        /// The last of them.
        like: Box<Self>,
        /// How many, with it.
        count: u64,
    },
}

/// Who vouches for the author of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VouchedBy {
    /// A passkey, with which the author signed the earlier entry that is agreed to in this one.
    Passkey,
    /// An enrolled device of the author.
    Device,
    /// A device of which it cannot be told whose it is.
    UnknownDevice,
    /// Only the server: the entry was recorded by it as the author's.
    Server,
    /// A device that is not the author's.
    WrongDevice,
}

/// Who vouches for the author of one disclosed entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The entry.
    pub sequence: u64,
    /// Who the entry says did it.
    pub author: AuthorId,
    /// When it was recorded, by the server's word.
    pub time: EntryTime,
    /// Who vouches.
    pub by: VouchedBy,
    /// The earlier entry to which its author agreed with a passkey. Further words of this entry
    /// itself are not covered by that.
    pub agreed_to: Option<u64>,
}

/// All that a verifier found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The findings, in the order of the checks.
    pub findings: Vec<Finding>,
    /// For each disclosed entry, who vouches for its author.
    pub vouched: Vec<Vouched>,
}

impl Verdict {
    /// Whether nothing fails.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.outcome != Outcome::Fails)
    }

    pub(super) fn holds_that(&mut self, matter: Matter) {
        self.add(Outcome::Holds, matter);
    }

    pub(super) fn fails(&mut self, matter: Matter) {
        self.add(Outcome::Fails, matter);
    }

    pub(super) fn cannot_tell(&mut self, matter: Matter) {
        self.add(Outcome::CannotTell, matter);
    }

    pub(super) fn add(&mut self, outcome: Outcome, matter: Matter) {
        self.findings.push(Finding { outcome, matter });
    }
}
