"""Whether evidence contradicts a bundle or a receipt (section 15)."""

from dataclasses import dataclass, field

from .keys import LOG
from .note import check_signatures, signer_of
from .text import Refused, spell_time
from .tree import EMPTY_ROOT

CLOCKS = 5 * 60 * 1000


@dataclass
class Subject:
    """What is verified, or what other evidence is compared with: a bundle or a receipt."""

    origin: str
    keys: list
    size: int
    leaves: list
    first: int
    root_at: object
    signed: list
    made: int | None = None
    handovers: dict = field(default_factory=dict)
    restored: list = field(default_factory=list)

    def leaf_at(self, sequence):
        """The leaf at this place, if it is at hand."""
        if self.first <= sequence < self.first + len(self.leaves):
            return self.leaves[sequence - self.first]
        return None


def of_bundle(bundle):
    """A bundle as what is verified."""
    manifest = bundle.manifest
    limits = {old: one.size for one, old in zip(bundle.handovers, bundle.keys[1:])}
    signed = [bundle.checkpoint, *bundle.earlier, *bundle.handovers]
    return Subject(
        manifest.origin, bundle.keys, manifest.size, bundle.leaves, bundle.first,
        bundle.root_at, signed, manifest.made, limits, bundle.restored,
    )  # fmt: skip


def of_receipt(receipt):
    """A receipt as what is verified."""
    checkpoint, leaf = receipt.checkpoint, receipt.leaf
    known = {0: EMPTY_ROOT, checkpoint.size: checkpoint.root}
    return Subject(
        leaf.origin, [receipt.key], checkpoint.size, [leaf], leaf.sequence, known.get,
        [checkpoint], restored=receipt.restored,
    )  # fmt: skip


@dataclass
class Seen:
    """One size and root of the evidence, and what came with it."""

    what: str
    origin: str
    size: int
    root: bytes
    logs: list | None
    leaf: object = None
    time: int | None = None
    loose: object = None


def _seen(evidence):
    """Every size and root in a file of evidence."""

    def one(what, it, **more):
        return Seen(f"{evidence.name}, {what}", it.origin, it.size, it.root, **more)

    for receipt in evidence.receipts:
        what = f"the receipt for entry {receipt.leaf.sequence}"
        yield one(what, receipt.checkpoint, logs=[receipt.key], leaf=receipt.leaf)
    for bundle in evidence.bundles:
        for checkpoint in [bundle.checkpoint, *bundle.earlier, *bundle.handovers]:
            yield one("a bundle", checkpoint, logs=checkpoint.logs)
    for checkpoint in evidence.checkpoints:
        yield one("a checkpoint", checkpoint, logs=None, loose=checkpoint)
    for head in evidence.heads:
        yield one("a dated head", head, logs=None, loose=head, time=head.time)


class Comparison:
    """Compares one subject with all evidence."""

    def __init__(self, subject, evidences, known, findings):
        self.subject, self.findings = subject, findings
        self.seen, self.others = [], [(subject, "this")]
        for evidence in evidences:
            for seen in _seen(evidence):
                if seen.origin == subject.origin:
                    self.seen.append(seen)
                else:
                    findings.unknown("another tree", f"{seen.what}: it is of another tree")
            for bundle in evidence.bundles:
                if bundle.manifest.origin == subject.origin:
                    self.others.append((of_bundle(bundle), f"{evidence.name}, a bundle"))
            for receipt in evidence.receipts:
                if receipt.leaf.origin == subject.origin:
                    what = f"{evidence.name}, the receipt for entry {receipt.leaf.sequence}"
                    self.others.append((of_receipt(receipt), what))
        self.known = [key for key in known if key.kind == LOG]

    def check(self):
        """All of section 15, number 2."""
        self._verify_loose()
        keys = self._accepted()
        self.seen = [seen for seen in self.seen if self._is_by(seen, keys)]
        self.others = [other for other in self.others if keys & set(other[0].keys)]
        self._old_keys()
        self._roots()
        self._leaves()
        self._rolled_back()
        self._backdated()

    def _verify_loose(self):
        """Finds out who signed the checkpoints and heads that say no key themselves."""
        keys = dict.fromkeys(self.known)
        for other, _ in self.others:
            keys.update(dict.fromkeys(other.keys))
            keys.update(dict.fromkeys(key for _, key in other.restored))
        keys = list(keys)
        for seen in self.seen:
            if seen.logs is not None:
                continue
            try:
                if seen.time is None:
                    seen.loose.logs, seen.loose.cosigned = [], []
                    check_signatures(seen.loose, keys, "it", strict=False)
                    seen.logs = seen.loose.logs
                else:
                    signer = signer_of(seen.loose, keys, "it")
                    seen.logs = [signer] if signer else []
            except Refused as error:
                self.findings.refuse("evidence", f"{seen.what}: {error}")
        self.seen = [seen for seen in self.seen if seen.logs is not None]

    def _accepted(self):
        """The subject's keys, and all that are handed over to or from them."""
        links = [set(other.keys) for other, _ in self.others[1:]]
        for seen in self.seen:
            if seen.loose is not None and len(seen.loose.note.signatures) == 2:
                links.append(set(seen.logs))
        keys, before = set(self.subject.keys), 0
        while len(keys) != before:
            before = len(keys)
            for link in links:
                if keys & link:
                    keys |= link
        return keys

    def _is_by(self, seen, keys):
        """Whether an accepted key signed; what a restored copy lost is told apart."""
        if keys & set(seen.logs):
            return True
        for other, what in self.others:
            for sequence, key in other.restored if keys & set(other.keys) else ():
                if key in seen.logs and seen.size > sequence:
                    self.findings.refuse(
                        "lost",
                        f"{seen.what}: it has {seen.size} entries, of which some were lost; entry"
                        f" {sequence} of {what} says that the record was restored from an older"
                        " copy",
                    )
                    return False
        self.findings.refuse(
            "another key",
            f"{seen.what}: it is signed by a key that is neither here nor handed over;"
            " the record may have been restored from an older copy, or another one be shown",
        )
        return False

    def _old_keys(self):
        limits = {}
        for other, _ in self.others:
            for key, size in other.handovers.items():
                limits[key] = min(size, limits.get(key, size))
        signed = [("this", one.size, one.logs) for one in self.subject.signed]
        signed += [(seen.what, seen.size, seen.logs) for seen in self.seen]
        for what, size, logs in signed:
            for key in logs:
                if key in limits and size > limits[key]:
                    self.findings.refuse(
                        "fork",
                        f"{what}: the key {key.short} signed size {size} after it was handed"
                        f" over at size {limits[key]}",
                    )

    def _roots(self):
        """Two different roots for one size."""
        found, sizes = {}, set()
        for other, _ in self.others:
            sizes |= {other.size, other.first, other.first + len(other.leaves)}
        for seen in self.seen:
            sizes.add(seen.size)
        for other, what in self.others:
            for size in sizes:
                root = other.root_at(size)
                if root is not None:
                    self._same_root(found, size, root, what)
        for seen in self.seen:
            self._same_root(found, seen.size, seen.root, seen.what)
            here = self.subject.root_at(seen.size)
            if here is None:
                words = f"{seen.what}: its size {seen.size} lies outside what is shown here"
                self.findings.unknown("outside", words)
            elif here == seen.root:
                self.findings.say("confirmed", f"{seen.what}: the same root at size {seen.size}")

    def _same_root(self, found, size, root, what):
        before, other = found.setdefault(size, (root, what))
        if before != root:
            self.findings.refuse("fork", f"{what} and {other}: two roots for size {size}")

    def _leaves(self):
        """Two different leaves at one place, and places that lie outside."""
        self.leaves = {}
        for other, what in self.others:
            for leaf in other.leaves:
                before, held = self.leaves.setdefault(leaf.sequence, (leaf, what))
                if before.raw != leaf.raw:
                    code = "withheld" if held == "this" else "fork"
                    words = f"another leaf stands at {leaf.sequence} in {held}"
                    self.findings.refuse(code, f"{what}: {words}")
                    break
        for seen in self.seen:
            if seen.leaf is None:
                continue
            here = self.subject.leaf_at(seen.leaf.sequence)
            if here is None:
                self.findings.unknown("outside", f"{seen.what}: its place is not shown here")
            elif here.raw == seen.leaf.raw:
                self.findings.say("confirmed", f"{seen.what}: the entry stands in its place")

    def _rolled_back(self):
        made, size = self.subject.made, self.subject.size
        if made is None:
            return
        # A receipt for an older entry may have been made later, so that only the
        # time of an entry that is missing here says that there were more.
        times = [
            (leaf.time, f"{what}: entry {sequence}")
            for sequence, (leaf, what) in sorted(self.leaves.items())
            if sequence >= size
        ]
        times += [
            (seen.time, f"{seen.what} of {seen.size} entries")
            for seen in self.seen
            if seen.time is not None and seen.size > size
        ]
        times += [
            (other.made, f"{what} of {other.size} entries")
            for other, what in self.others[1:]
            if other.made is not None and other.size > size
        ]
        for moment, what in times:
            if moment < made:
                self.findings.refuse(
                    "rolled back",
                    f"{what} was there at {spell_time(moment)}, before this was made with {size}",
                )

    def _backdated(self):
        rows = [self.leaves[sequence] for sequence in sorted(self.leaves)]
        for (before, held), (leaf, what) in zip(rows, rows[1:]):
            if held != what and leaf.time < before.time:
                self.findings.refuse(
                    "backdated",
                    f"{what}: entry {leaf.sequence} has a time before that of entry"
                    f" {before.sequence}",
                )
        for seen in self.seen:
            if seen.time is None:
                continue
            for leaf, what in rows:
                if leaf.sequence >= seen.size and leaf.time < seen.time - CLOCKS:
                    self.findings.refuse(
                        "backdated",
                        f"{seen.what} says that there were {seen.size} entries at"
                        f" {spell_time(seen.time)}, but entry {leaf.sequence} of {what} has the"
                        f" time {spell_time(leaf.time)}",
                    )
                    break


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
            if leaves.setdefault(place, (leaf, name, subject))[0].raw != leaf.raw:
                findings.refuse(
                    "fork", f"{name} and {leaves[place][1]}: two leaves at {leaf.sequence}"
                )
                break
    rows = sorted(leaves.items(), key=lambda row: row[0])
    for (before, (older, _, held)), (place, (leaf, name, subject)) in zip(rows, rows[1:]):
        if before[0] == place[0] and held is not subject and leaf.time < older.time:
            findings.refuse(
                "backdated",
                f"{name}: entry {place[1]} has a time before that of entry {before[1]}",
            )
