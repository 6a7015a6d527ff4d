"""The Merkle tree of section 8 and the cut of section 13 (RFC 6962)."""

import hashlib

from .text import require

EMPTY_ROOT = hashlib.sha256(b"").digest()
LONGEST_PROOF = 54


def leaf_hash(leaf):
    """The hash of one leaf over all of its bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left, right):
    """The hash of a node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Stack:
    """Complete subtrees from left to right, each as (number of leaves, root)."""

    def __init__(self):
        self.parts = []

    def push(self, count, root):
        """Adds the subtree to the right and joins equal neighbours."""
        self.parts.append((count, root))
        while len(self.parts) > 1 and self.parts[-1][0] == self.parts[-2][0]:
            many, right = self.parts.pop()
            _, left = self.parts.pop()
            self.parts.append((2 * many, node_hash(left, right)))

    def root(self):
        """The root over all that was pushed."""
        if not self.parts:
            return EMPTY_ROOT
        root = self.parts[-1][1]
        for _, left in reversed(self.parts[:-1]):
            root = node_hash(left, root)
        return root


def root_of(hashes):
    """The root of the tree with these leaf hashes."""
    stack = Stack()
    for one in hashes:
        stack.push(1, one)
    return stack.root()


def cut(first, end):
    """The sizes of the complete subtrees from place `first` to place `end`."""
    sizes = []
    while first < end:
        size = 1
        while first % (2 * size) == 0 and first + 2 * size <= end:
            size *= 2
        sizes.append(size)
        first += size
    return sizes


def check_inclusion(leaf, sequence, size, proof, root):
    """Refuses unless the leaf hash is at `sequence` in the tree of `size` and `root`."""
    require(sequence < size, f"the place {sequence} is not in a tree of {size} entries")
    require(len(proof) <= LONGEST_PROOF, f"the proof has {len(proof)} hashes")
    place, last, hashed = sequence, size - 1, leaf
    for sibling in proof:
        require(last > 0, "the proof of inclusion has too many hashes")
        if place % 2 == 1 or place == last:
            hashed = node_hash(sibling, hashed)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            hashed = node_hash(hashed, sibling)
        place, last = place // 2, last // 2
    require(last == 0, "the proof of inclusion has too few hashes")
    require(hashed == root, "the proof of inclusion does not lead to the root")


def check_consistency(earlier, later, earlier_root, later_root, proof):
    """Refuses unless the tree of size `earlier` is the beginning of that of `later`."""
    require(0 < earlier <= later, f"no proof leads from size {earlier} to size {later}")
    require(len(proof) <= LONGEST_PROOF, f"the proof has {len(proof)} hashes")
    if earlier == later:
        require(not proof, "a proof between equal sizes has hashes")
        require(earlier_root == later_root, "two roots for one size")
        return
    path = list(proof)
    if earlier & (earlier - 1) == 0:
        path.insert(0, earlier_root)
    require(path, "the proof of consistency has no hashes")
    place, last = earlier - 1, later - 1
    while place % 2 == 1:
        place, last = place // 2, last // 2
    old = new = path[0]
    for sibling in path[1:]:
        require(last > 0, "the proof of consistency has too many hashes")
        if place % 2 == 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            new = node_hash(new, sibling)
        place, last = place // 2, last // 2
    require(last == 0, "the proof of consistency has too few hashes")
    require(old == earlier_root, "the proof of consistency does not lead to the earlier root")
    require(new == later_root, "the proof of consistency does not lead to the later root")
