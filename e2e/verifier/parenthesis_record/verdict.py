"""Whether what is verified and the evidence contradict each other (section 15)."""

from bisect import bisect_left
from itertools import accumulate

from .bodies import CLOSED
from .keys import LOG
from .pieces import check_signers, handed_over
from .text import spell_time

CLOCKS = 5 * 60 * 1000


class _Tail:
    """Rows of (place, time, what), of which the earliest from a place on is asked for."""

    def __init__(self, rows):
        rows = sorted(rows, key=lambda row: row[0])
        self.places = [row[0] for row in rows]
        ends = accumulate(reversed(rows), lambda one, two: min(two, one, key=lambda row: row[1]))
        self.earliest = list(ends)[::-1]

    def first_from(self, place):
        """The row with the earliest time among those at this place or a later one."""
        at = bisect_left(self.places, place)
        return self.earliest[at] if at < len(self.earliest) else None


def _earlier(held):
    """By what the leaves at one place are ordered, whoever shows them."""
    return held[0].time, held[0].raw


class Judgement:
    """Compares what is verified of one tree, and under keys that belong together.

    `files` are (findings, pieces) of what is verified, `others` all other pieces of the
    tree, and `keys` the keys that hand over to each other. A piece by no such key is told
    apart first: a stranger's signature is nothing that the host has said.
    """

    def __init__(self, files, others, keys):
        self.files, self.keys = files, keys
        self.owner = {id(piece): found for found, pieces in files for piece in pieces}
        members = [piece for _, pieces in files for piece in pieces]
        self.evidence = [piece for piece in others if keys & set(piece.signers)]
        self.strangers = [piece for piece in others if not keys & set(piece.signers)]
        self.pieces = members + self.evidence
        self.leaves, self.roots, self.lost = {}, {}, {}
        for piece in self.pieces:
            for sequence, key in piece.restored:
                if sequence < self.lost.get(key, (sequence + 1,))[0]:
                    self.lost[key] = (sequence, piece)

    def _refuse(self, code, words, *pieces):
        """Says it of the files that it is about, or of the first where it is about evidence."""
        told = {id(self.owner[id(piece)]): self.owner[id(piece)] for piece in pieces
                if id(piece) in self.owner}  # fmt: skip
        for findings in (told or {0: self.files[0][0]}).values():
            findings.refuse(code, words)

    def check(self):
        """All of section 15, number 2."""
        for piece in self.strangers:
            self._stranger(piece)
        for piece in self.evidence:
            if piece.wrong & self.keys or (piece.wrong and piece.unchecked):
                self._refuse("evidence", f"{piece.what}: a signature in it is not valid")
            elif piece.unchecked:
                self._unchecked(piece)
        self._old_keys()
        self._roots()
        self._leaves()
        self._confirmed()
        self._rolled_back()
        self._backdated()
        self._seen()
        self._commands()
        self._closed()
        self._agreed_twice()

    def _stranger(self, piece):
        """Says what is signed by a key of no concern; what a restored copy lost is told apart."""
        if piece.wrong & self.keys:
            self._refuse("evidence", f"{piece.what}: a signature in it is not valid")
            return
        for sequence, other in (self.lost[key] for key in piece.keys if key in self.lost):
            if piece.size > sequence:
                self._refuse(
                    "lost",
                    f"{piece.what}: it has {piece.size} entries, of which some were lost; entry"
                    f" {sequence} of {other.what} says that the record was restored from an"
                    " older copy",
                )
                return
        if piece.keys:
            words = f"it is signed by the key {piece.keys[0].short}, which is neither here nor"
        else:
            words = f"its signature was not checked; it names {piece.names}, neither here nor"
        self._refuse(
            "another key",
            f"{piece.what}: {words} handed over. Anybody can make such a key; or the record was"
            " restored from an older copy, or another one is shown",
        )

    def _unchecked(self, piece):
        """Says that a handover to a key of the record is by an old key that nobody knows."""
        for findings, _ in self.files:
            findings.unknown(
                "handover",
                f"{piece.what}: the signature by the old key {piece.unchecked} was not checked,"
                " since that key is not known; so nothing was handed over",
            )

    def _old_keys(self):
        """Whether a key has signed more after it was handed over."""
        limits = {}
        for piece in self.pieces:
            for old, _, size in piece.handovers:
                limits[old] = min(size, limits.get(old, size))
        for piece in self.pieces:
            for size, _, logs in piece.signed:
                late = next((key for key in logs if size > limits.get(key, size)), None)
                if late is not None:
                    self._refuse(
                        "fork",
                        f"{piece.what}: the key {late.short} signed size {size} after it was handed"
                        f" over at size {limits[late]}",
                        piece,
                    )
                    break

    def _roots(self):
        """Two different roots for one size."""
        held = self.roots
        for piece in self.pieces:
            for size, root in piece.roots.items():
                before, other = held.setdefault(size, (root, piece))
                if before != root:
                    words = f"{piece.what} and {other.what}: two roots for size {size}"
                    self._refuse("fork", words, piece, other)
                    break

    def _leaves(self):
        """Two different leaves at one place; of such, the earliest one is kept for the times."""
        held = {}
        for piece in self.pieces:
            said = set()
            for leaf in piece.leaves:
                before, other = held.setdefault(leaf.sequence, (leaf, piece))
                if before.raw == leaf.raw:
                    continue
                if (leaf.time, leaf.raw) < (before.time, before.raw):
                    self.leaves[leaf.sequence] = min(
                        self.leaves.get(leaf.sequence, (leaf, piece)), (leaf, piece), key=_earlier
                    )
                one_is_kept = id(other) in self.owner and id(piece) not in self.owner
                code = "withheld" if one_is_kept else "fork"
                if code not in said:
                    words = f"{piece.what}: another leaf stands at {leaf.sequence} in {other.what}"
                    self._refuse(code, words, piece, other)
                    said.add(code)
        self.leaves = held | self.leaves

    def _confirmed(self):
        """Says of each file what the evidence confirms, and what lies outside of it."""
        for findings, pieces in self.files:
            roots, raws = {}, {}
            for piece in pieces:
                roots.update(piece.roots)
                raws.update((leaf.sequence, leaf.raw) for leaf in piece.leaves)
            for kept in self.evidence:
                for size, root, _ in kept.signed:
                    here = roots.get(size)
                    if here is None:
                        words = f"{kept.what}: its size {size} lies outside what is shown here"
                        findings.unknown("outside", words)
                    elif here == root:
                        words = f"{kept.what}: the same root at size {size}"
                        findings.say("confirmed", words)
                if kept.made is None and kept.loose is None:
                    self._confirmed_leaf(kept, raws, findings)

    def _confirmed_leaf(self, kept, raws, findings):
        here = raws.get(kept.first)
        if here is None:
            findings.unknown("outside", f"{kept.what}: its place is not shown here")
        elif here == kept.leaves[0].raw:
            findings.say("confirmed", f"{kept.what}: the entry stands in its place")

    def _rolled_back(self):
        """Whether there were more entries before a bundle was made or a head was signed."""
        heads = [piece for piece in self.pieces if piece.time is not None]
        bundles = [piece for piece in self.pieces if piece.made is not None]
        # A place n is there where the size is n + 1.
        tails = [
            _Tail((place + 1, leaf.time, piece) for place, (leaf, piece) in self.leaves.items()),
            _Tail((piece.size, piece.time, piece) for piece in heads),
            _Tail((piece.size, piece.made, piece) for piece in bundles),
        ]
        places = sorted(self.leaves)
        latest = list(accumulate((self.leaves[place][0].time for place in places), max))
        for bundle in bundles:
            at = bisect_left(places, bundle.size)
            own = max(leaf.time for leaf in bundle.leaves)
            if at and latest[at - 1] > bundle.made >= own:
                words = "it says that it was made before an entry that is below its size"
                self._refuse("made", f"{bundle.what}: {words}", bundle)
            if id(bundle) not in self.owner:
                continue  # A bundle that was kept is not what the reader is shown now.
            more = [found for tail in tails if (found := tail.first_from(bundle.size + 1))]
            for size, moment, piece in more:
                if moment < bundle.made:
                    self._refuse(
                        "rolled back",
                        f"{piece.what}: there were {size} entries at {spell_time(moment)}, before"
                        f" {bundle.what} was made with {bundle.size}",
                        bundle,
                    )
            self._perhaps_rolled_back(bundle, more)
        self._heads(heads)

    def _perhaps_rolled_back(self, bundle, more):
        """Where the reader alone knows when the bundle came, says what follows of it."""
        size, moment, _ = min(more, key=lambda row: row[1], default=(0, 0, None))
        if more and moment >= bundle.made:
            self.owner[id(bundle)].unknown(
                "later",
                f"the record had {size} entries at {spell_time(moment)}; if you got this bundle"
                " after that, it was rolled back",
            )

    def _heads(self, heads):
        """Of two dated heads the later one must not have the smaller size."""
        heads = sorted(heads, key=lambda head: (head.time, -head.size))
        greatest = None
        for head in heads:
            if greatest is not None and head.size < greatest.size and head.time > greatest.time:
                self._refuse(
                    "rolled back",
                    f"{head.what}: there were {head.size} entries at {spell_time(head.time)}, but"
                    f" {greatest.size} at {spell_time(greatest.time)} by {greatest.what}",
                )
            if greatest is None or head.size > greatest.size:
                greatest = head

    def _backdated(self):
        """Times before those of entries or dated heads that were there before."""
        rows = [self.leaves[place] for place in sorted(self.leaves)]
        for (before, other), (leaf, piece) in zip(rows, rows[1:]):
            if other is not piece and leaf.time < before.time:
                self._refuse(
                    "backdated",
                    f"{piece.what}: entry {leaf.sequence} has a time before that of entry"
                    f" {before.sequence} in {other.what}",
                    piece, other,
                )  # fmt: skip
        tail = _Tail((place, leaf.time, leaf.sequence) for place, (leaf, _) in self.leaves.items())
        for head in self.pieces:
            found = None if head.time is None else tail.first_from(head.size)
            if found and found[1] < head.time - CLOCKS:
                self._refuse(
                    "backdated",
                    f"{head.what} says that there were {head.size} entries at"
                    f" {spell_time(head.time)}, but entry {found[2]} has the time"
                    f" {spell_time(found[1])}",
                    self.leaves[found[2]][1],
                )

    def _seen(self):
        """The root that an author had seen is the one that is stated for its size."""
        for piece in self.pieces:
            for leaf in piece.leaves:
                stated, other = self.roots.get(leaf.seen_size, (leaf.seen_root, piece))
                if stated != leaf.seen_root and leaf.seen_size not in piece.roots:
                    self._refuse(
                        "fork",
                        f"{piece.what}: the author of entry {leaf.sequence} had seen another root"
                        f" of size {leaf.seen_size} than {other.what} has",
                        piece, other,
                    )  # fmt: skip
                    break

    def _commands(self):
        """Between two entries of one command there is none of another."""
        first, before = {}, None
        for sequence in sorted(self.leaves):
            leaf, piece = self.leaves[sequence]
            earlier, other = first.setdefault(leaf.command, (sequence, piece))
            if earlier != sequence and before != leaf.command and other is not piece:
                self._refuse(
                    "commands",
                    f"{piece.what}: entry {sequence} has the command of entry {earlier} in"
                    f" {other.what}, and others stand between them",
                    piece, other,
                )  # fmt: skip
            before = leaf.command

    def _closed(self):
        """Nothing follows the entry with which the tree was erased whole."""
        closing = (
            (leaf.sequence, number)
            for number, piece in enumerate(self.pieces)
            for leaf in piece.leaves
            if leaf.kind == CLOSED
        )
        sequence, number = min(closing, default=(None, None))
        for piece in self.pieces if sequence is not None else ():
            other = self.pieces[number]
            if piece.size > sequence + 1 and piece is not other:
                words = f"{piece.what}: size {piece.size}, but entry {sequence} closes the tree"
                self._refuse("closed", f"{words} in {other.what}", piece, other)

    def _agreed_twice(self):
        """One assertion serves in one entry."""
        held = {}
        for piece in self.pieces:
            for signature, sequence in piece.assertions.items():
                before, other = held.setdefault(signature, (sequence, piece))
                if before != sequence:
                    self._refuse(
                        "passkey",
                        f"{piece.what}: entry {sequence} has the assertion of entry {before} in"
                        f" {other.what}",
                        piece, other,
                    )  # fmt: skip


def _check_known(pieces, keys, known, findings):
    """Compares the keys of a file with those that are known from elsewhere."""
    known = {key for key in known if key.kind == LOG}
    for key in dict.fromkeys(piece.keys[0] for piece in pieces):
        if not known:
            findings.unknown("key", f"the log's key {key.short} is only what the file says")
        elif not keys & known:
            findings.refuse("another key", f"the log's key {key.short} is not the known one")


def judge(files, evidence, known):
    """Compares all that is verified, (findings, pieces) of each file, with all evidence."""
    by_tree, own = {}, {}
    for findings, pieces in files:
        for piece in pieces:
            own.setdefault(piece.origin, []).append((findings, piece))
    for piece in evidence:
        by_tree.setdefault(piece.origin, []).append(piece)
    for origin, members in own.items():
        _judge_tree(members, by_tree.get(origin, []), known)
    for findings, pieces in files:
        for piece in evidence:
            if piece.origin not in own:
                findings.unknown("another tree", f"{piece.what}: it is of another tree")
        if evidence and pieces and not any(piece.origin in by_tree for piece in pieces):
            words = "none of the evidence is of this tree, so that nothing was compared with it"
            findings.unknown("evidence", words)


def _judge_tree(members, evidence, known):
    """Judges the pieces of one tree, each with those under keys that belong together."""
    pieces = [piece for _, piece in members]
    check_signers(pieces + evidence, known)
    logs = {key for key in known if key.kind == LOG}
    linked, twice = handed_over(pieces + evidence, {piece.keys[0] for piece in pieces}, logs)
    groups = {}
    for findings, piece in members:
        files = groups.setdefault(linked[piece.keys[0]], {})
        files.setdefault(id(findings), (findings, []))[1].append(piece)
    for keys, files in groups.items():
        own = {id(piece) for _, held in files.values() for piece in held}
        others = [piece for piece in pieces + evidence if id(piece) not in own]
        for findings, held in files.values():
            _check_known(held, keys, known, findings)
            for old, news in twice:
                if keys & {old, *news}:
                    shown = " and ".join(f"{new.short} ({by.what})" for new, by in news.items())
                    findings.refuse(
                        "handed over twice", f"the key {old.short} was handed over to {shown}"
                    )
        Judgement(list(files.values()), others, keys).check()
