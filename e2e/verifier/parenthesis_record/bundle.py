"""Bundles: a range of a tree with all that shows that it is whole (section 13)."""

from dataclasses import dataclass, field

from .keys import COSIGNER, LOG, by_name, parse_key, signed
from .leaf import check_part, parse_leaf, split_leaves
from .manifest import check_order, parse_manifest
from .note import check_device_name, check_signatures, parse_checkpoint, parse_handover
from .text import (
    Refused,
    decimal,
    lines,
    person_name,
    pseudonym,
    require,
    unbase64,
    utf8_text,
)
from .tree import Stack, cut, leaf_hash
from .zipfile1 import BEGIN, read


@dataclass
class Bundle:
    """A bundle of which signatures, hashes, order and completeness were checked."""

    manifest: object
    keys: list
    cosigners: list
    leaves: list
    checkpoint: object = None
    earlier: list = field(default_factory=list)
    handovers: list = field(default_factory=list)
    parts: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    restored: list = field(default_factory=list)
    roots: list = field(default_factory=list)
    assertions: dict = field(default_factory=dict)
    named: dict = field(default_factory=dict)

    @property
    def first(self):
        """The first sequence of the range."""
        return self.manifest.first

    @property
    def end(self):
        """The first sequence after the range."""
        return self.manifest.end

    def leaf_at(self, sequence):
        """The leaf at this place, if the range has it."""
        if self.first <= sequence < self.end:
            return self.leaves[sequence - self.first]
        return None

    def root_at(self, size):
        """The root of the tree at this size, if the bundle shows it."""
        if self.first <= size <= self.end:
            return self.roots[size - self.first]
        if size == self.manifest.size:
            return self.manifest.root
        return None

    def all_roots(self):
        """Every root that the bundle shows, by size."""
        roots = {one.size: one.root for one in self.handovers}
        roots.update(enumerate(self.roots, self.first))
        roots[self.manifest.size] = self.manifest.root
        return roots


def is_bundle(data):
    """Whether a file begins as bundles do."""
    return data.startswith(BEGIN)


def _keys(text):
    """The log's keys, newest first, and the cosigners of keys.txt."""
    logs, cosigners = [], []
    for row in lines(text, "keys.txt"):
        words = row.split(" ")
        require(len(words) == 2, "a line of keys.txt has not two words")
        if not logs:
            require(words[0] == "log", "keys.txt does not begin with the log's key")
            logs.append(parse_key(words[1], (LOG,)))
        elif words[0] == "log-before" and not cosigners:
            logs.append(parse_key(words[1], (LOG,)))
        else:
            require(words[0] == "cosigner", "a line of keys.txt is unknown or misplaced")
            cosigners.append(parse_key(words[1], (COSIGNER,)))
    spelled = [str(key).encode() for key in cosigners]
    require(spelled == sorted(set(spelled)), "the cosigners of keys.txt are not ascending")
    require(len(set(logs)) == len(logs), "keys.txt has a key twice")
    return logs, cosigners


def _check_manifest_signature(manifest, key):
    name, number, signature = manifest.note.signatures[0]
    own = name == key.name and number == key.id
    require(own, "the manifest is not signed by the log's key")
    valid = signed(key.public, manifest.note.text.encode(), signature)
    require(valid, "the signature of the manifest is not valid")


def _leaves(data, manifest):
    leaves = [parse_leaf(raw) for raw in split_leaves(data)]
    expected = manifest.end - manifest.first
    require(len(leaves) == expected, f"leaves.txt has {len(leaves)} leaves, not {expected}")
    for place, leaf in enumerate(leaves, manifest.first):
        same = leaf.tree == manifest.tree and leaf.origin == manifest.origin
        require(same, f"the leaf at {place} is of another tree")
        require(leaf.sequence == place, f"the leaf at {place} has the sequence {leaf.sequence}")
    return leaves


def _hashes(data, manifest):
    """The hashes of proof.txt, those on the left and those on the right."""
    sides = {"left": [], "right": []}
    if data is not None:
        for row in lines(utf8_text(data, "proof.txt"), "proof.txt"):
            words = row.split(" ")
            known = len(words) == 2 and words[0] in sides
            require(known, "a line of proof.txt is not a side and a hash")
            placed = words[0] == "right" or not sides["right"]
            require(placed, "a left hash of proof.txt stands after a right one")
            sides[words[0]].append(unbase64(words[1], "a hash of proof.txt", 32))
    left, right = cut(0, manifest.first), cut(manifest.end, manifest.size)
    exact = len(sides["left"]) == len(left) and len(sides["right"]) == len(right)
    require(exact, "proof.txt has not as many hashes as the range needs")
    return list(zip(left, sides["left"])), list(zip(right, sides["right"]))


def _check_roots(bundle, proof):
    """Checks that the range is complete, and keeps its root at every size."""
    left, right = _hashes(proof, bundle.manifest)
    stack = Stack()
    for count, root in left:
        stack.push(count, root)
    bundle.roots.append(stack.root())
    for leaf in bundle.leaves:
        stack.push(1, leaf_hash(leaf.raw))
        bundle.roots.append(stack.root())
    for count, root in right:
        stack.push(count, root)
    require(stack.root() == bundle.checkpoint.root, "the leaves do not lead to the root")


def _checkpoint(data, bundle, what):
    checkpoint = parse_checkpoint(data, what)
    require(checkpoint.origin == bundle.manifest.origin, f"{what} is of another tree")
    check_signatures(checkpoint, bundle.named, what)
    require(checkpoint.logs, f"{what} is not signed by a log")
    return checkpoint


def _numbered(held, folder):
    """The (number, contents) of the files of a folder, in order."""
    begins = f"{folder}/"
    return [
        (int(name[len(begins) : -len(".txt")]), contents)
        for name, contents in held.items()
        if name.startswith(begins)
    ]


def _check_newest(bundle, held):
    manifest = bundle.manifest
    bundle.checkpoint = _checkpoint(held["checkpoint.txt"], bundle, "checkpoint.txt")
    signs = bundle.keys[0] in bundle.checkpoint.logs
    require(signs, "checkpoint.txt is not signed by the key that keys.txt calls the log's")
    same = bundle.checkpoint.size == manifest.size and bundle.checkpoint.root == manifest.root
    require(same, "checkpoint.txt is not the checkpoint that the manifest names")


def _check_earlier(bundle, held):
    for number, contents in _numbered(held, "checkpoints"):
        what = f"checkpoints/{number}.txt"
        checkpoint = _checkpoint(contents, bundle, what)
        require(checkpoint.size == number, f"{what} has another size than its name")
        within = bundle.first < number <= bundle.end and number < bundle.manifest.size
        require(within, f"{what} is not a size of the range that is earlier than the newest")
        require(checkpoint.cosigned, f"{what} has no cosignature")
        require(bundle.root_at(number) == checkpoint.root, f"{what} has another root: a fork")
        bundle.earlier.append(checkpoint)


def _handover(data, origin, old, new, what):
    """A handover by the old key to the new one."""
    handover = parse_handover(data, what)
    require(handover.origin == origin, f"{what} is of another tree")
    follows = handover.new == new and handover.note.signatures[0][:2] == (old.name, old.id)
    require(follows, f"{what} is not by the two keys that follow each other")
    signer = handover.check_old([old])
    require(signer, f"{what}: the signature by the old key is not valid")
    return handover


def _check_handovers(bundle, held):
    """Each earlier key hands over to the one that stands before it in keys.txt."""
    found = _numbered(held, "handovers")
    wanted = len(bundle.keys) - 1
    require(len(found) == wanted, f"there are {len(found)} handovers for {wanted} earlier keys")
    # The keys stand newest first, and the sizes rise, so the last handover is to the newest.
    pairs = zip(bundle.keys, bundle.keys[1:])
    for (number, contents), (new, old) in zip(reversed(found), pairs):
        what = f"handovers/{number}.txt"
        try:
            handover = _handover(contents, bundle.manifest.origin, old, new, what)
        except Refused as error:
            why = f"so {new.short} is another key than {old.short}, and nothing hands over to it"
            raise Refused(f"{error}; {why}") from error
        require(handover.size == number, f"{what} has another size than its name")
        require(number <= bundle.manifest.size, f"{what} is of a size beyond the newest")
        known = bundle.root_at(number)
        require(known in (None, handover.root), f"{what} has another root: a fork")
        bundle.handovers.append(handover)
    limits = {old: one.size for one, old in zip(bundle.handovers, bundle.keys[1:])}
    for one in [bundle.checkpoint, *bundle.earlier, *bundle.handovers]:
        for key in one.logs:
            late = key in limits and one.size > limits[key]
            require(not late, f"{key.name} ({key.short}) signed after it was handed over")


def _check_parts(bundle, held):
    """Checks every disclosed part against its commitment."""
    attached = {name for name in held if name.startswith("attachments/")}
    last = (-1, -1)
    rows = []
    if "parts.txt" in held:
        rows = lines(utf8_text(held["parts.txt"], "parts.txt"), "parts.txt")
    for row in rows:
        words = row.split(" ")
        require(len(words) == 4, "a line of parts.txt has not four words")
        sequence = decimal(words[0], "a sequence in parts.txt")
        index = decimal(words[1], "an index in parts.txt")
        require(last < (sequence, index), "the lines of parts.txt are not ascending")
        last = (sequence, index)
        leaf = bundle.leaf_at(sequence)
        require(leaf is not None, f"parts.txt discloses entry {sequence} outside the range")
        salt = unbase64(words[2], "a salt in parts.txt", 32)
        if index == 0:
            part = unbase64(words[3], "a body in parts.txt")
        else:
            name = f"attachments/{sequence}-{index}"
            require(words[3] == "-", f"parts.txt has words where {name} should stand")
            require(name in attached, f"{name} is in parts.txt and not in the bundle")
            require((sequence, 0) in bundle.parts, f"{name} is there without its entry's body")
            attached.remove(name)
            part = held[name]
        check_part(leaf, index, salt, part)
        bundle.parts[sequence, index] = part
    require(not attached, "an attachment has no line in parts.txt")
    shown = sum(index == 0 for _, index in bundle.parts)
    said = bundle.manifest.undisclosed
    require(len(bundle.leaves) - shown == said, "the manifest miscounts what is undisclosed")


def _people(data):
    """Who is behind which pseudonym."""
    people, last = {}, ""
    for row in lines(utf8_text(data, "people.txt"), "people.txt"):
        who, space, name = row.partition(" ")
        require(space, "a line of people.txt has no name")
        require(last < pseudonym(who, "a pseudonym"), "people.txt is not ascending")
        people[who] = person_name(name, "a name in people.txt")
        last = who
    return people


def parse_bundle(data):
    """Reads a bundle and checks all that needs no look into bodies."""
    files = read(data)
    held = check_order(files)
    manifest = parse_manifest(files)
    keys, cosigners = _keys(utf8_text(held["keys.txt"], "keys.txt"))
    for cosigner in cosigners:
        check_device_name(cosigner, manifest.origin)
    _check_manifest_signature(manifest, keys[0])
    bundle = Bundle(manifest, keys, cosigners, _leaves(held["leaves.txt"], manifest))
    bundle.named = by_name(keys + cosigners)
    _check_newest(bundle, held)
    _check_roots(bundle, held.get("proof.txt"))
    _check_earlier(bundle, held)
    _check_handovers(bundle, held)
    _check_parts(bundle, held)
    if "people.txt" in held:
        bundle.people = _people(held["people.txt"])
    return bundle
