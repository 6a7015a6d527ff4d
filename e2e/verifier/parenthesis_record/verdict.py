"""Whether evidence contradicts a bundle or a receipt (section 15)."""

from dataclasses import dataclass, field

from .checks import signers
from .keys import COSIGNER
from .text import Refused, spell_time
from .tree import EMPTY_ROOT

CLOCKS = 5 * 60 * 1000


@dataclass
class Subject:
    """What is verified: a bundle or a receipt."""

    origin: str
    keys: list
    cosigners: list
    size: int
    leaves: list
    first: int
    root_at: object
    made: int | None = None
    handovers: dict = field(default_factory=dict)

    def leaf_at(self, sequence):
        """The leaf at this place, if it is at hand."""
        if self.first <= sequence < self.first + len(self.leaves):
            return self.leaves[sequence - self.first]
        return None


def of_bundle(bundle):
    """A bundle as what is verified."""
    manifest = bundle.manifest
    limits = {old: one.size for one, old in zip(bundle.handovers, bundle.keys[1:])}
    return Subject(
        manifest.origin, bundle.keys, bundle.cosigners, manifest.size, bundle.leaves,
        bundle.first, bundle.root_at, manifest.made, limits,
    )  # fmt: skip


def of_receipt(receipt):
    """A receipt as what is verified."""
    checkpoint = receipt.checkpoint
    known = {0: EMPTY_ROOT, checkpoint.size: checkpoint.root}
    return Subject(
        receipt.leaf.origin, [receipt.key], receipt.cosigners, checkpoint.size,
        [receipt.leaf], receipt.leaf.sequence, known.get,
    )  # fmt: skip


@dataclass
class Seen:
    """One checkpoint of the evidence, with the times at which it was there."""

    what: str
    checkpoint: object
    logs: list
    times: list
    leaf: object = None
    loose: bool = False


def _seen(evidence):
    """Every checkpoint in a file of evidence."""
    sent = [(evidence.sent, "the e-mail")] if evidence.sent is not None else []

    def one(what, checkpoint, leaf=None, loose=False):
        times = sent + [(moment, key.name) for key, moment in checkpoint.cosigned]
        return Seen(what, checkpoint, list(checkpoint.logs), times, leaf, loose)

    for receipt in evidence.receipts:
        what = f"{evidence.name}, the receipt for entry {receipt.leaf.sequence}"
        yield one(what, receipt.checkpoint, receipt.leaf)
    for bundle in evidence.bundles:
        for checkpoint in [bundle.checkpoint, *bundle.earlier, *bundle.handovers]:
            yield one(f"{evidence.name}, a bundle", checkpoint)
    for checkpoint in evidence.checkpoints:
        yield one(f"{evidence.name}, a checkpoint", checkpoint, loose=True)


def _accepted(subject, evidences):
    """The subject's keys, and those to which they were handed over in other bundles."""
    keys = set(subject.keys)
    bundles = [bundle for evidence in evidences for bundle in evidence.bundles]
    for bundle in bundles:
        if bundle.manifest.origin == subject.origin and keys & set(bundle.keys):
            oldest = max(bundle.keys.index(key) for key in keys & set(bundle.keys))
            keys |= set(bundle.keys[: oldest + 1])
    return keys


def _cosigners(subject, evidences, known):
    keys = set(subject.cosigners) | {key for key in known if key.kind == COSIGNER}
    for evidence in evidences:
        for holder in [*evidence.receipts, *evidence.bundles]:
            keys |= set(holder.cosigners)
    return keys


class Comparison:
    """Compares one subject with all evidence."""

    def __init__(self, subject, evidences, known, findings):
        self.subject, self.findings = subject, findings
        self.evidences = evidences
        self.keys = _accepted(subject, evidences)
        self.loose_keys = [*self.keys, *_cosigners(subject, evidences, known)]
        self.pool = {}

    def check(self):
        """All of section 15, number 2."""
        for evidence in self.evidences:
            for seen in _seen(evidence):
                self._one(seen, evidence)
            for bundle in evidence.bundles:
                if bundle.manifest.origin == self.subject.origin:
                    self._bundle(bundle, evidence.name)

    def _one(self, seen, evidence):
        checkpoint = seen.checkpoint
        if checkpoint.origin != self.subject.origin:
            self.findings.unknown("another tree", f"{seen.what}: it is of another tree")
            return
        if seen.loose:
            try:
                seen.logs = signers(checkpoint, self.loose_keys)
            except Refused as error:
                self.findings.refuse("evidence", f"{seen.what}: {error}")
                return
            seen.times += [(moment, key.name) for key, moment in checkpoint.cosigned]
        if not set(seen.logs) & self.keys:
            self.findings.refuse(
                "another key",
                f"{seen.what}: it is signed by a key that is neither here nor handed over;"
                " the tree may have been restored from an older copy, or another one be shown",
            )
            return
        self._old_key(seen)
        self._fork(seen)
        self._place(seen)
        self._rolled_back(seen)
        self._backdated(seen)

    def _old_key(self, seen):
        for key in seen.logs:
            limit = self.subject.handovers.get(key)
            if limit is not None and seen.checkpoint.size > limit:
                self.findings.refuse(
                    "fork",
                    f"{seen.what}: the key {key.short} signed size {seen.checkpoint.size} after"
                    f" it was handed over at size {limit}",
                )

    def _fork(self, seen):
        size, root = seen.checkpoint.size, seen.checkpoint.root
        before = self.pool.setdefault(size, (root, seen.what))
        if before[0] != root:
            self.findings.refuse("fork", f"{seen.what} and {before[1]}: two roots for size {size}")
        here = self.subject.root_at(size)
        if here is None:
            self.findings.unknown(
                "outside", f"{seen.what}: its size {size} lies outside what is shown here"
            )
        elif here != root:
            self.findings.refuse("fork", f"{seen.what}: two roots for size {size}")
        else:
            self.findings.say("confirmed", f"{seen.what}: the same root at size {size}")

    def _place(self, seen):
        if seen.leaf is None:
            return
        place = seen.leaf.sequence
        here = self.subject.leaf_at(place)
        if here is None:
            self.findings.unknown("outside", f"{seen.what}: its place is not shown here")
        elif here.raw != seen.leaf.raw:
            self.findings.refuse("withheld", f"{seen.what}: another leaf stands in its place")
        else:
            self.findings.say("confirmed", f"{seen.what}: the entry stands in its place")

    def _rolled_back(self, seen):
        made, size = self.subject.made, self.subject.size
        if made is None or seen.checkpoint.size <= size:
            return
        times = list(seen.times)
        # A receipt for an older entry may have been made later, so that only the
        # time of an entry that is missing here says that there were more.
        if seen.leaf is not None and seen.leaf.sequence >= size:
            times.append((seen.leaf.time, "its entry"))
        for moment, how in times:
            if moment < made:
                self.findings.refuse(
                    "rolled back",
                    f"{seen.what}: {seen.checkpoint.size} entries were there at"
                    f" {spell_time(moment)} ({how}), before this was made with {size}",
                )
                return

    def _backdated(self, seen):
        size = seen.checkpoint.size
        last = self.subject.leaf_at(size - 1)
        if seen.leaf is not None and seen.leaf.sequence == size - 1:
            last = seen.leaf
        times = seen.times + ([(last.time, "the last entry under it")] if last else [])
        if not times:
            return
        moment, how = max(times)
        for leaf in self.subject.leaves:
            if leaf.sequence >= size and leaf.time < moment - CLOCKS:
                self.findings.refuse(
                    "backdated",
                    f"{seen.what}: entry {leaf.sequence} has the time {spell_time(leaf.time)},"
                    f" but {size} entries were there before it at {spell_time(moment)} ({how})",
                )
                return

    def _bundle(self, bundle, name):
        """What only another bundle shows: its leaves, and roots at other sizes."""
        for leaf in self.subject.leaves:
            other = bundle.leaf_at(leaf.sequence)
            if other is not None and other.raw != leaf.raw:
                self.findings.refuse(
                    "withheld", f"{name}: another leaf stands at {leaf.sequence} in that bundle"
                )
                break
        sizes = {self.subject.size, self.subject.first, bundle.first, bundle.manifest.size}
        for size in sorted(sizes):
            here, there = self.subject.root_at(size), bundle.root_at(size)
            if here is not None and there is not None and here != there:
                self.findings.refuse("fork", f"{name}: two roots for size {size}")
        made, size = self.subject.made, self.subject.size
        if made is None or bundle.manifest.size <= size:
            return
        later = [leaf.time for leaf in bundle.leaves if leaf.sequence >= size]
        if min([bundle.manifest.made, *later]) < made:
            self.findings.refuse(
                "rolled back", f"{name}: that bundle has more entries and was there before"
            )


def compare(subject, evidences, known, findings):
    """Compares what is verified with all evidence."""
    Comparison(subject, evidences, known, findings).check()


def compare_subjects(subjects, findings):
    """Refuses two roots, or two leaves in one place, among what was given together."""
    roots, leaves = {}, {}
    for name, subject in subjects:
        where = (subject.origin, subject.size)
        root = subject.root_at(subject.size)
        if roots.setdefault(where, (root, name))[0] != root:
            findings.refuse(
                "fork", f"{name} and {roots[where][1]}: two roots for size {subject.size}"
            )
        for leaf in subject.leaves:
            place = (leaf.origin, leaf.sequence)
            if leaves.setdefault(place, (leaf.raw, name))[0] != leaf.raw:
                findings.refuse(
                    "fork", f"{name} and {leaves[place][1]}: two leaves at {leaf.sequence}"
                )
                break
