//! What an append costs: sealing, hashing, signing, and all of it; opening and verifying too.
//! Run with `cargo bench -p ledger`. Needs nothing from outside.

use divan::{Bencher, black_box, counter::ItemsCount};
use ledger::{
    AuthorId, CommandId, Draft, Entropy, EntryTime, FamilyKey, Frontier, Hash, Kind, Origin, Seen,
    Sequence, Signer, SigningKey, Tree, TreeKind, Voucher, checkpoint, open, seal,
    verify_checkpoint, verify_tree,
};

const TREE: Tree = Tree {
    kind: TreeKind::Family,
    origin: Origin::from_random([1; 16]),
};

fn main() {
    divan::main();
}

/// Random bytes are the shell's; here they only need to be there.
fn entropy() -> Entropy {
    Entropy::from_bytes([9; Entropy::BYTES])
}

fn draft(number: u64, seen: Seen) -> Draft {
    let mut command = [0; 16];
    command[8..].copy_from_slice(&number.to_be_bytes());
    Draft {
        kind: Kind::new("message.sent", 1).expect("a kind"),
        author: AuthorId::from_random([4; 16]),
        command: CommandId::from_random(command),
        seen,
        body: vec![b'x'; 400],
        salt: None,
        voucher: Voucher::Server,
    }
}

fn time() -> EntryTime {
    EntryTime::from_unix_millis(1_783_260_207_512).expect("a time")
}

fn place(number: u64) -> Sequence {
    Sequence::new(number).expect("a place")
}

/// A frontier in the middle of a tree's life.
fn grown(size: u64) -> Frontier {
    let mut frontier = Frontier::new();
    for number in 0..size {
        frontier.push(&number.to_be_bytes());
    }
    frontier
}

#[divan::bench]
fn seal_a_body_of_400_bytes(bencher: Bencher<'_, '_>) {
    let key = FamilyKey::new([2; 32]);
    let draft = draft(0, Seen::NOTHING);
    bencher
        .counter(ItemsCount::new(1_u64))
        .with_inputs(entropy)
        .bench_values(|entropy| seal(TREE, Sequence::FIRST, time(), &draft, entropy, &key));
}

#[divan::bench]
fn open_a_body_of_400_bytes(bencher: Bencher<'_, '_>) {
    let key = FamilyKey::new([2; 32]);
    let draft = draft(0, Seen::NOTHING);
    let entry = seal(TREE, Sequence::FIRST, time(), &draft, entropy(), &key).expect("sealed");
    bencher
        .counter(ItemsCount::new(1_u64))
        .bench(|| open(TREE, Sequence::FIRST, black_box(&entry), &key));
}

#[divan::bench]
fn push_a_leaf_and_take_the_root(bencher: Bencher<'_, '_>) {
    let mut frontier = grown(100_000);
    let leaf = [b'x'; 420];
    bencher.counter(ItemsCount::new(1_u64)).bench_local(|| {
        let stored = frontier.push(black_box(&leaf));
        (stored, frontier.root())
    });
}

#[divan::bench]
fn sign_a_checkpoint(bencher: Bencher<'_, '_>) {
    let signer = Signer::for_tree(TREE.origin, &SigningKey::new([3; 32]));
    let root = Hash::of_leaf(b"");
    bencher
        .counter(ItemsCount::new(1_u64))
        .bench(|| checkpoint(TREE.origin, black_box(100_000), root, &signer));
}

#[divan::bench]
fn verify_a_checkpoint(bencher: Bencher<'_, '_>) {
    let signer = Signer::for_tree(TREE.origin, &SigningKey::new([3; 32]));
    let note = checkpoint(TREE.origin, 1, Hash::of_leaf(b""), &signer);
    bencher
        .counter(ItemsCount::new(1_u64))
        .bench(|| verify_checkpoint(black_box(&note), TREE.origin, signer.verifier_key()));
}

/// One whole append: seal, push, root, and a checkpoint for each group of so many.
#[divan::bench(args = [1, 50])]
fn append_and_sign_each(bencher: Bencher<'_, '_>, group: u64) {
    let key = FamilyKey::new([2; 32]);
    let signer = Signer::for_tree(TREE.origin, &SigningKey::new([3; 32]));
    let mut frontier = grown(100_000);
    let draft = draft(0, Seen::NOTHING);
    bencher.counter(ItemsCount::new(group)).bench_local(|| {
        for _ in 0..group {
            let sequence = place(frontier.size());
            let entry = seal(TREE, sequence, time(), &draft, entropy(), &key).expect("sealed");
            black_box(frontier.push(&entry.leaf));
            black_box(entry);
        }
        checkpoint(TREE.origin, frontier.size(), frontier.root(), &signer)
    });
}

#[divan::bench(sample_count = 10)]
fn verify_a_tree_of_10_000(bencher: Bencher<'_, '_>) {
    let key = FamilyKey::new([2; 32]);
    let mut frontier = Frontier::new();
    let leaves: Vec<Vec<u8>> = (0..10_000)
        .map(|number| {
            let seen = Seen {
                size: frontier.size(),
                root: frontier.root(),
            };
            let draft = draft(number, seen);
            let entry = seal(TREE, place(number), time(), &draft, entropy(), &key);
            let leaf = entry.expect("sealed").leaf;
            frontier.push(&leaf);
            leaf
        })
        .collect();
    bencher
        .counter(ItemsCount::new(10_000_u64))
        .bench(|| verify_tree(TREE, black_box(&leaves)).expect("the tree"));
}
