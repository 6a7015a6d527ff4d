//! Other keys for trees that exist: wrapped anew under another instance key, handed over to
//! another signing key, or signed with another one after an older copy was restored.
//! For commands that have the store to themselves.

use crate::check::{families, private_trees};
use crate::codec::{Encoded, encode};
use crate::tree::{Act, Keys, Tree};
use crate::world::{Entropy, random};
use crate::{Fault, access, mail, readers};
use family::{Event, Restored};
use jiff::Timestamp;
use ledger::{
    AuthorId, Checkpoint, CommandId, FamilyKey, InstanceKey, Origin, Signer, SigningKey, TreeKind,
    VerifierKey,
};
use std::collections::HashMap;
use std::sync::Arc;
use store::{
    Appended, Batch, Handover, Reseal, Rewrap, Row, SecretOf, Store, TreeId, WrappedKeys, Written,
};

/// Each tree that has keys.
struct Held {
    kind: TreeKind,
    tree: TreeId,
    keys: WrappedKeys,
}

async fn held<S: Store>(store: &S) -> Result<Vec<Held>, Fault> {
    let shared = families(store).await?.into_iter();
    let shared = shared.map(|row| (TreeKind::Family, row.tree, row.keys));
    let own = private_trees(store).await?.into_iter();
    let own = own.map(|row| (TreeKind::Person, row.tree, row.keys));
    let all = shared
        .chain(own)
        .filter_map(|(kind, tree, keys)| keys.map(|keys| Held { kind, tree, keys }));
    Ok(all.collect())
}

/// Whether the wrapped keys of a store open with this instance key. `None` when it has none.
///
/// # Errors
/// A [`Fault`] when the store cannot be read.
pub async fn opens<S: Store>(store: &S, instance_key: &[u8; 32]) -> Result<Option<bool>, Fault> {
    let instance = InstanceKey::new(*instance_key);
    let first = held(store).await?.into_iter().next();
    Ok(first.map(|one| Keys::try_unwrap(one.kind, &one.tree, &one.keys, &instance).is_ok()))
}

/// The keys with which checkpoints of families' records are verified, one a family that was not
/// closed.
///
/// # Errors
/// A [`Fault`] when the store cannot be read or a key does not open.
pub async fn verifier_keys<S: Store>(
    store: &S,
    instance_key: &[u8; 32],
) -> Result<Vec<VerifierKey>, Fault> {
    let instance = InstanceKey::new(*instance_key);
    let held = held(store).await?.into_iter();
    let families = held.filter(|one| one.kind == TreeKind::Family);
    let key = |one: Held| {
        Keys::unwrap(one.kind, &one.tree, Some(&one.keys), &instance)
            .map(|keys| keys.signer.verifier_key().clone())
    };
    families.map(key).collect()
}

/// Wraps the keys of all trees with another instance key, in one transaction. Returns how many
/// trees there are.
///
/// # Errors
/// A [`Fault`] when a key does not open with the old one, or storing fails.
pub async fn rewrap<S: Store>(
    store: &S,
    from: &[u8; 32],
    to: &[u8; 32],
    entropy: &dyn Entropy,
) -> Result<usize, Fault> {
    let doing = "wrapping the keys anew";
    let (from, to) = (InstanceKey::new(*from), InstanceKey::new(*to));
    let wrap = |one: Held| -> Result<Rewrap, Fault> {
        let fault = |e: ledger::CannotOpen| Fault::new(doing, e);
        let origin: Origin = one
            .tree
            .as_str()
            .parse()
            .map_err(|e| Fault::new(doing, e))?;
        let key = FamilyKey::unwrap(&one.keys.key, &from, origin).map_err(fault)?;
        let signing = SigningKey::unwrap(&one.keys.signing_key, &from, origin).map_err(fault)?;
        Ok(Rewrap {
            tree: one.tree,
            from: one.keys,
            to: WrappedKeys {
                key: key.wrap(&to, origin, &random(entropy)).to_vec(),
                signing_key: signing.wrap(&to, origin, &random(entropy)).to_vec(),
            },
        })
    };
    let all = held(store).await?.into_iter().map(wrap);
    let all = all.collect::<Result<Vec<_>, _>>()?;
    let count = all.len();
    let secrets = resealed(store, (&from, &to), entropy).await?;
    let rewrapped = store.rewrap(all, secrets).await;
    match rewrapped.map_err(|e| Fault::new(doing, e))? {
        Written::Done => Ok(count),
        Written::Conflict(conflict) => Err(Fault::new(doing, conflict)),
    }
}

/// All secrets with which people sign in, all mail, and what readers have, sealed anew.
async fn resealed<S: Store>(
    store: &S,
    (from, to): (&InstanceKey, &InstanceKey),
    entropy: &dyn Entropy,
) -> Result<Vec<Reseal>, Fault> {
    let doing = "sealing secrets anew";
    let mut all: Vec<Reseal> = Vec::new();
    loop {
        let after = all.last().map(|one| &one.of);
        let some = store.secrets(after).await;
        let some = some.map_err(|e| Fault::new(doing, e))?;
        if some.is_empty() {
            return Ok(all);
        }
        for (of, sealed) in some {
            let bound = match &of {
                SecretOf::Passkey(id) => {
                    let kept = store.passkey(id).await;
                    let kept = kept.map_err(|e| Fault::new(doing, e))?;
                    let kept = kept.ok_or_else(|| Fault::new(doing, "a passkey went"))?;
                    access::bound(access::PASSKEY, &kept.account)
                }
                SecretOf::Authenticator(account) => access::bound(access::AUTHENTICATOR, account),
                SecretOf::Mail(id) => mail::bound(*id),
                SecretOf::Alerts(account) => access::bound(access::ALERTS, account),
                SecretOf::Feed(token) => readers::feed_bound(token),
                SecretOf::Push(id) => readers::push_bound(*id),
                SecretOf::Notified(family, member) => readers::notified_bound(family, member),
                SecretOf::Tablet(token) => readers::tablet_bound(token),
            };
            let clear = from.open_secret(&bound, &sealed);
            let clear = clear.map_err(|e| Fault::new(doing, e))?;
            let anew = to.seal_secret(&random(entropy), &bound, &clear);
            all.push(Reseal {
                of,
                from: sealed,
                to: anew.ok_or_else(|| Fault::new(doing, "it is too long"))?,
            });
        }
    }
}

/// How many trees were handed over to another signing key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Trees with another key.
    pub trees: usize,
    /// Trees that keep theirs, since nothing was written in them since they got it.
    pub unchanged: usize,
}

/// Hands every tree over to a new signing key: whoever trusts the old one trusts the new one from
/// here on.
///
/// # Errors
/// A [`Fault`] when a tree cannot be read or storing fails; trees before it are handed over.
pub async fn hand_over<S: Store>(
    store: &S,
    instance_key: &[u8; 32],
    entropy: &dyn Entropy,
) -> Result<HandedOver, Fault> {
    let doing = "handing a tree over to another key";
    let instance = InstanceKey::new(*instance_key);
    let mut done = HandedOver::default();
    for one in held(store).await? {
        let keys = Keys::unwrap(one.kind, &one.tree, Some(&one.keys), &instance)?;
        let tree = Tree::load(keys, store, |_| Ok(())).await?;
        let before = store.handovers(&one.tree).await;
        let before = before.map_err(|e| Fault::new(doing, e))?;
        let head = tree.head();
        if head.size == 0 || before.last().is_some_and(|last| last.size == head.size) {
            done.unchanged += 1;
            continue;
        }
        let origin = tree.keys.tree.origin;
        let signing = SigningKey::new(random(entropy));
        let signer = Signer::for_tree(origin, &signing);
        let stated = Checkpoint {
            origin,
            size: head.size,
            root: ledger::Hash::new(head.root),
        };
        let row = Row::Handover(Handover {
            tree: one.tree,
            size: head.size,
            note: ledger::handover(&stated, &tree.keys.signer, &signer),
            old_key: tree.keys.signer.verifier_key().to_string(),
            checkpoint: ledger::checkpoint(origin, stated.size, stated.root, &signer),
            wrapped_signing_key: signing.wrap(&instance, origin, &random(entropy)).to_vec(),
        });
        match store
            .write(vec![row])
            .await
            .map_err(|e| Fault::new(doing, e))?
        {
            Written::Done => done.trees += 1,
            Written::Conflict(conflict) => return Err(Fault::new(doing, conflict)),
        }
    }
    Ok(done)
}

/// Gives trees that an older copy took the place of a new signing key without a handover, and
/// puts that on the record as their next entry, so that no key signs two roots for one size.
///
/// `newest` has the newest checkpoint that is known of each such tree. A tree that is not in the
/// store is passed over. Returns how many there were.
///
/// # Errors
/// A [`Fault`] when a tree cannot be read or storing fails.
pub async fn mark_restored<S: Store>(
    store: &S,
    instance_key: &[u8; 32],
    now: Timestamp,
    newest: &HashMap<TreeId, Checkpoint>,
    entropy: &dyn Entropy,
) -> Result<usize, Fault> {
    let instance = InstanceKey::new(*instance_key);
    let mut marked = 0;
    for one in held(store).await? {
        let Some(known) = newest.get(&one.tree) else {
            continue;
        };
        let keys = Keys::unwrap(one.kind, &one.tree, Some(&one.keys), &instance)?;
        let tree = Tree::load(keys, store, |_| Ok(())).await?;
        let keys = Keys::unwrap(one.kind, &one.tree, Some(&one.keys), &instance)?;
        mark(store, (tree, keys), (*known, now), &instance, entropy).await?;
        marked += 1;
    }
    Ok(marked)
}

async fn mark<S: Store>(
    store: &S,
    (tree, mut keys): (Tree, Keys),
    (known, now): (Checkpoint, Timestamp),
    instance: &InstanceKey,
    entropy: &dyn Entropy,
) -> Result<(), Fault> {
    let doing = "noting that an older copy was restored";
    let said = entry(&known, tree.keys.signer.verifier_key());
    let origin = tree.keys.tree.origin;
    let signing = SigningKey::new(random(entropy));
    keys.signer = Signer::for_tree(origin, &signing);
    let tree = tree.with_keys(keys);
    let command = CommandId::from_random(random(entropy));
    let act = Act {
        // Nobody of the family says this.
        author: AuthorId::from_random(random(entropy)),
        command,
        seen: tree.head().seen(),
    };
    let (append, _) = tree.prepare(act, now, &[said], entropy)?.split();
    let batch = Batch {
        command: store::CommandId::new(command.to_string()),
        scope: tree.keys.id.clone(),
        appends: vec![append],
        rows: vec![Row::SigningKey {
            tree: tree.keys.id.clone(),
            wrapped_signing_key: signing.wrap(instance, origin, &random(entropy)).to_vec(),
        }],
        erasures: Vec::new(),
    };
    match store
        .append(batch)
        .await
        .map_err(|e| Fault::new(doing, e))?
    {
        Appended::Done => Ok(()),
        other @ (Appended::AlreadyDone | Appended::Stale { .. } | Appended::Conflict(_)) => {
            Err(Fault::new(doing, format!("{other:?}")))
        }
    }
}

/// The entry that says so; it has one shape in every tree.
fn entry(known: &Checkpoint, key: &VerifierKey) -> Encoded {
    encode(&Event::Restored(Restored {
        size: known.size,
        root: known.root.to_string().into(),
        key: Arc::from(key.to_string()),
    }))
}
