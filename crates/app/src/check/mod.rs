//! Whether everything in a store holds: each tree recomputed from its first leaf, each body and
//! each attachment opened, each family folded, each signature and each reference checked. Reads the store and
//! changes nothing.

mod lost;
mod parts;
mod tree;

pub use lost::{Lost, lost};

use crate::Fault;
use crate::families::fold;
use family::PersonalEvent;
use ledger::{AuthorId, InstanceKey, TreeKind};
use std::collections::{HashMap, HashSet};
use store::{Family, FamilyId, KeptHead, MemberId, PrivateTree, Store, TreeId};
use tree::{Body, Walked};

/// What a check has looked at, and what it found. Everything holds when there are no faults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Families.
    pub families: u64,
    /// Trees: families' and persons' own.
    pub trees: u64,
    /// Entries in them.
    pub entries: u64,
    /// Bodies that were opened and are those that their leaves commit to.
    pub opened: u64,
    /// Attachments that were opened and are those that their leaves commit to.
    pub attachments: u64,
    /// Entries whose words were erased, each named by an entry that says so.
    pub erased: u64,
    /// Trees that were closed for good.
    pub closed: u64,
    /// Cosignatures of witnesses and devices.
    pub cosignatures: u64,
    /// Handovers from one signing key to another.
    pub handovers: u64,
    /// Checkpoints that are kept outside the store.
    pub kept: u64,
    /// What does not hold: sentences that name a tree by its origin and an entry by its number.
    pub faults: Vec<String>,
    /// What could not be checked, and why.
    pub notes: Vec<String>,
}

impl Checked {
    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Checks everything in a store with the instance key.
///
/// `kept` are the heads that are kept outside it, read before the store. `found` is what the
/// backend itself found wrong. `progress` is told how many entries were checked, and of how many.
///
/// # Errors
/// A [`Fault`] when the store cannot be read at all. What is wrong in it is no error but stands
/// in [`Checked::faults`].
pub async fn check<S: Store>(
    store: &S,
    instance_key: [u8; 32],
    kept: &[KeptHead],
    found: Vec<String>,
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<Checked, Fault> {
    let lists = Lists::read(store).await?;
    let mut check = Check {
        store,
        instance: InstanceKey::new(instance_key),
        all: lists.trees.values().sum(),
        done: Checked {
            faults: found,
            ..Checked::default()
        },
        progress,
        authors: HashMap::new(),
        owners: Vec::new(),
    };
    let orphans = check.owners(&lists);
    for family in &lists.families {
        check.family(family, &lists).await?;
    }
    for row in &lists.private {
        check.private(row, &lists).await?;
    }
    check.owners_are_known();
    for id in &orphans {
        check.orphan(id).await?;
    }
    for family in &lists.families {
        check.members(&family.id).await?;
    }
    let kept_count = u64::try_from(kept.len()).unwrap_or(u64::MAX);
    check.done.kept = kept_count;
    let lost = lost(store, kept).await?;
    check
        .done
        .faults
        .extend(lost.iter().map(ToString::to_string));
    Ok(check.done)
}

/// What there is.
struct Lists {
    families: Vec<Family>,
    private: Vec<PrivateTree>,
    /// Sizes by origin.
    trees: HashMap<TreeId, u64>,
}

impl Lists {
    async fn read<S: Store>(store: &S) -> Result<Self, Fault> {
        Ok(Self {
            families: families(store).await?,
            private: private_trees(store).await?,
            trees: trees(store).await?.into_iter().collect(),
        })
    }
}

const LISTING: &str = "listing what is stored";

/// All families of a store, whatever their number.
///
/// # Errors
/// A [`Fault`] when the store cannot be read.
pub async fn families<S: Store>(store: &S) -> Result<Vec<Family>, Fault> {
    let mut all: Vec<Family> = Vec::new();
    loop {
        let page = store.families(all.last().map(|last| &last.id)).await;
        let page = page.map_err(|e| Fault::new(LISTING, e))?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// All private trees, whatever their number.
pub(crate) async fn private_trees<S: Store>(store: &S) -> Result<Vec<PrivateTree>, Fault> {
    let mut all: Vec<PrivateTree> = Vec::new();
    loop {
        let last = all.last().map(|last| (&last.family, &last.member));
        let page = store.private_trees(last).await;
        let page = page.map_err(|e| Fault::new(LISTING, e))?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// All trees with their sizes, whatever their number.
pub(crate) async fn trees<S: Store>(store: &S) -> Result<Vec<(TreeId, u64)>, Fault> {
    let mut all: Vec<(TreeId, u64)> = Vec::new();
    loop {
        let page = store.trees(all.last().map(|(id, _)| id)).await;
        let page = page.map_err(|e| Fault::new(LISTING, e))?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page.into_iter().map(|(id, head)| (id, head.size)));
    }
}

struct Check<'a, S> {
    store: &'a S,
    instance: InstanceKey,
    all: u64,
    done: Checked,
    progress: &'a mut (dyn FnMut(u64, u64) + Send),
    /// Who has written in the tree of each family, or came as somebody whom one parent let in.
    authors: HashMap<FamilyId, HashSet<AuthorId>>,
    /// The private trees that were walked and are not closed, with their owners.
    owners: Vec<(TreeId, FamilyId, Option<AuthorId>)>,
}

impl<S: Store> Check<'_, S> {
    fn fault(&mut self, id: &TreeId, what: impl std::fmt::Display) {
        self.done.faults.push(format!("{id}: {what}"));
    }

    /// Everybody has a tree. Gives the trees that belong to nobody.
    fn owners(&mut self, lists: &Lists) -> Vec<TreeId> {
        let shared = lists.families.iter().map(|one| &one.tree);
        let owned: HashSet<_> = shared
            .chain(lists.private.iter().map(|one| &one.tree))
            .collect();
        let orphans = lists.trees.keys().filter(|id| !owned.contains(id));
        let orphans = orphans.cloned().collect();
        for id in owned.into_iter().filter(|id| !lists.trees.contains_key(id)) {
            self.fault(id, "the record has not begun, or it is gone");
        }
        orphans
    }

    /// Only a private record that was closed belongs to nobody: its owner has left, and may have
    /// begun another one in the same place since.
    async fn orphan(&mut self, id: &TreeId) -> Result<(), Fault> {
        let walked = self.walk(TreeKind::Person, id, None, |_| Ok(())).await?;
        if walked.is_some_and(|walked| !walked.closed) {
            self.fault(id, "the tree belongs to no family and to nobody");
        }
        Ok(())
    }

    async fn family(&mut self, row: &Family, lists: &Lists) -> Result<(), Fault> {
        self.done.families += 1;
        if !lists.trees.contains_key(&row.tree) {
            return Ok(());
        }
        let mut family = None;
        let mut unfolded = None;
        let keys = row.keys.as_ref();
        let walked = self
            .walk(TreeKind::Family, &row.tree, keys, |opened| {
                if unfolded.is_none() {
                    let at = opened.sequence;
                    match fold(family.take(), opened) {
                        Ok(next) => family = next,
                        Err(fault) => unfolded = Some(format!("entry {at}: {}", fault.cause())),
                    }
                }
                Ok(())
            })
            .await?;
        let Some(walked) = walked else {
            return Ok(());
        };
        let unsettled = family
            .as_ref()
            .and_then(|family| family.settled().err())
            .map(|impossible| impossible.to_string());
        if let (Some(fault), false) = (unfolded.or(unsettled), walked.closed) {
            self.fault(&row.tree, fault);
        }
        self.authors.insert(row.id.clone(), walked.authors);
        Ok(())
    }

    async fn private(&mut self, row: &PrivateTree, lists: &Lists) -> Result<(), Fault> {
        if !lists.trees.contains_key(&row.tree) {
            return Ok(());
        }
        let mut unread = None;
        let mut guests = HashSet::new();
        let keys = row.keys.as_ref();
        let walked = self
            .walk(TreeKind::Person, &row.tree, keys, |opened| {
                if let (Some(body), None) = (&opened.body, &unread) {
                    match crate::codec::decode_personal(&opened.kind, &body.bytes) {
                        Ok(PersonalEvent::LetIn(grant)) => {
                            guests.extend(grant.member.as_str().parse::<AuthorId>().ok());
                        }
                        Ok(_) => {}
                        Err(error) => {
                            unread = Some(format!("entry {}: {error}", opened.sequence));
                        }
                    }
                }
                Ok(())
            })
            .await?;
        let Some(walked) = walked else {
            return Ok(());
        };
        if let Some(unread) = unread {
            self.fault(&row.tree, unread);
        }
        let member = author_of(&row.member);
        // Whom its owner let in writes there, too. Of a closed record nobody knows who that was.
        if walked.closed {
            return Ok(());
        }
        let theirs = |author: &AuthorId| Some(*author) == member || guests.contains(author);
        if !walked.authors.iter().all(theirs) {
            self.fault(&row.tree, "the record is kept as that of another person");
        }
        let came = guests.intersection(&walked.authors).copied();
        self.authors
            .entry(row.family.clone())
            .or_default()
            .extend(came);
        self.owners
            .push((row.tree.clone(), row.family.clone(), member));
        Ok(())
    }

    /// Whose private record it is has written in the family's, or was let in by a parent alone.
    fn owners_are_known(&mut self) {
        for (tree, family, member) in std::mem::take(&mut self.owners) {
            let known = self.authors.get(&family);
            if known.is_some_and(|known| member.is_none_or(|member| !known.contains(&member))) {
                self.fault(
                    &tree,
                    "its owner has written nothing in the record of the family",
                );
            }
        }
    }

    /// Who signs in for a family is somebody of its record.
    async fn members(&mut self, family: &FamilyId) -> Result<(), Fault> {
        let rows = self.store.family_memberships(family).await;
        let rows = rows.map_err(|e| Fault::new(LISTING, e))?;
        let Some(known) = self.authors.get(family) else {
            return Ok(());
        };
        let strangers = rows
            .iter()
            .filter(|row| author_of(&row.member).is_none_or(|member| !known.contains(&member)));
        let faults = strangers.map(|_| {
            format!("family {family}: somebody signs in who has written nothing in its record")
        });
        self.done.faults.extend(faults);
        Ok(())
    }

    /// Walks a tree; `None` when it cannot be walked to its end.
    async fn walk(
        &mut self,
        kind: TreeKind,
        id: &TreeId,
        keys: Option<&store::WrappedKeys>,
        each: impl FnMut(crate::tree::Opened) -> Result<(), Fault> + Send,
    ) -> Result<Option<Walked>, Fault> {
        self.done.trees += 1;
        let before = self.done.entries;
        let all = self.all;
        let progress = &mut *self.progress;
        let mut step = |entries: u64| progress(before + entries, all);
        let bodies = Body {
            kind,
            id,
            keys,
            instance: &self.instance,
        };
        let walked = tree::walk(self.store, &bodies, each, &mut step).await?;
        match walked {
            Ok(walked) => {
                let done = &mut self.done;
                done.entries += walked.entries;
                done.opened += walked.opened;
                done.attachments += walked.attachments;
                done.erased += walked.erased;
                done.closed += u64::from(walked.closed);
                done.cosignatures += walked.cosignatures;
                done.handovers += walked.handovers;
                let say = |what: &String| format!("{id}: {what}");
                done.notes.extend(walked.notes.iter().map(say));
                done.faults.extend(walked.faults.iter().map(say));
                Ok(Some(walked))
            }
            Err(fault) => {
                self.fault(id, fault);
                Ok(None)
            }
        }
    }
}

fn author_of(member: &MemberId) -> Option<AuthorId> {
    member.as_str().parse().ok()
}
