"""What a bundle, receipt, checkpoint, dated head or handover states of its tree (section 15)."""

from dataclasses import dataclass, field

from .keys import LOG, by_name, signed
from .note import Handover


@dataclass(eq=False)
class Piece:
    """One of the things that are compared: what is verified, or evidence.

    `keys` are the log's keys that it names, the newest first, or those that signed it;
    `signed` are (size, root, keys), and `roots` has every root that it shows, by size.
    """

    what: str
    origin: str
    size: int
    keys: list
    signed: list
    roots: dict
    leaves: list = field(default_factory=list)
    first: int = 0
    made: int | None = None
    time: int | None = None
    handovers: list = field(default_factory=list)
    restored: list = field(default_factory=list)
    assertions: dict = field(default_factory=dict)
    loose: object = None
    wrong: set = field(default_factory=set)
    unchecked: str | None = None

    @property
    def signers(self):
        """The keys that have signed the state itself, and under which it is compared."""
        note = self.loose is not None and not isinstance(self.loose, Handover)
        return self.keys if note else self.keys[:1]

    @property
    def end(self):
        """The first place after those whose leaves it shows."""
        return self.first + len(self.leaves)

    def check_signer(self, known):
        """Finds out which of the known keys signed a checkpoint, head or handover.

        `known` is by name and id. A stranger may have made a key of the same id, so all
        of them are tried.
        """
        if isinstance(self.loose, Handover):
            self._check_handover(known)
            return
        message = self.loose.note.text.encode()
        for name, number, signature in self.loose.note.signatures:
            named = known.get((name, number), [])
            signers = [key for key in named if signed(key.public, message, signature)]
            self.keys += [key for key in signers if key not in self.keys]
            if not signers:
                self.wrong |= set(named)
        self.signed = [(self.size, self.loose.root, self.keys)]

    def _check_handover(self, known):
        """Finds out who hands over; where nobody knows that key, nothing was handed over."""
        name, number, _ = self.loose.note.signatures[0]
        named = known.get((name, number), [])
        old = self.loose.check_old(named)
        self.keys = [self.loose.new]
        if old is not None:
            self.keys.append(old)
            self.handovers = [(old, self.loose.new, self.size)]
        else:
            self.wrong = set(named)
            self.unchecked = f"{name} ({number.hex()})"
        self.signed = [(self.size, self.loose.root, self.keys)]

    @property
    def names(self):
        """The names of the keys that a loose checkpoint or head is said to be signed by."""
        lines = self.loose.note.signatures
        return ", ".join(f"{name} ({number.hex()})" for name, number, _ in lines)


def of_bundle(bundle, what):
    """A bundle as a piece."""
    manifest = bundle.manifest
    pairs = zip(bundle.handovers, bundle.keys, bundle.keys[1:])
    held = [bundle.checkpoint, *bundle.earlier, *bundle.handovers]
    return Piece(
        what, manifest.origin, manifest.size, bundle.keys,
        [(one.size, one.root, one.logs) for one in held], bundle.all_roots(),
        bundle.leaves, bundle.first, manifest.made,
        handovers=[(old, new, one.size) for one, new, old in pairs],
        restored=bundle.restored, assertions=bundle.assertions,
    )  # fmt: skip


def of_receipt(receipt, what):
    """A receipt as a piece."""
    checkpoint, leaf = receipt.checkpoint, receipt.leaf
    return Piece(
        f"{what}, the receipt for entry {leaf.sequence}", leaf.origin, checkpoint.size,
        [receipt.key], [(checkpoint.size, checkpoint.root, checkpoint.logs)],
        {checkpoint.size: checkpoint.root}, [leaf], leaf.sequence,
        restored=receipt.restored, assertions=receipt.assertions,
    )  # fmt: skip


def of_note(note, what, time=None):
    """A checkpoint, dated head or handover as a piece; who signed it is not known yet."""
    roots = {note.size: note.root}
    return Piece(what, note.origin, note.size, [], [], roots, time=time, loose=note)


def of_evidence(evidence):
    """Every piece in a file of evidence."""
    yield from (of_receipt(one, evidence.name) for one in evidence.receipts)
    yield from (of_bundle(one, f"{evidence.name}, a bundle") for one in evidence.bundles)
    yield from (of_note(one, f"{evidence.name}, a checkpoint") for one in evidence.checkpoints)
    for head in evidence.heads:
        yield of_note(head, f"{evidence.name}, a dated head", head.time)
    yield from (of_note(one, f"{evidence.name}, a handover") for one in evidence.handovers)


def check_signers(pieces, known):
    """Checks loose checkpoints, heads and handovers by all keys that pieces and reader name."""
    keys = dict.fromkeys(key for key in known if key.kind == LOG)
    for piece in pieces:
        keys.update(dict.fromkeys(piece.keys))
        keys.update(dict.fromkeys(key for _, key in piece.restored))
        if isinstance(piece.loose, Handover):
            keys[piece.loose.new] = None
    named = by_name(keys)
    for piece in pieces:
        if piece.loose is not None:
            piece.check_signer(named)


def _leading(keys, older):
    """These keys, and all from which handovers lead to them."""
    found, rest = set(keys), list(keys)
    while rest:
        for old in older.get(rest.pop(), ()):
            if old not in found:
                found.add(old)
                rest.append(old)
    return found


def handed_over(pieces, own, known):
    """Which keys belong together, and which were handed over twice.

    `own` are the keys by which what is verified is signed. Gives for each key all keys that
    lead to it or from it by handovers, itself among them; and (key, {new key: piece}) for
    each key that was handed over to several.
    """
    linked, newer, older, twice = {}, {}, {}, []
    for piece in pieces:
        # Only a handover binds keys: anybody can add a line of a key to a checkpoint.
        for key in piece.keys:
            linked.setdefault(key, frozenset([key]))
        for old, new, _ in piece.handovers:
            newer.setdefault(old, {}).setdefault(new, piece)
            older.setdefault(new, {})[old] = piece
    leading = [_leading(known, older), _leading(own, older)]
    for old, news in newer.items():
        follow = list(news)
        if len(news) > 1:
            twice.append((old, news))
            chosen = [[new for new in news if new in lead] for lead in leading]
            follow = next(filter(None, chosen), [])
        if len(follow) == 1:
            joined = linked[old] | linked[follow[0]]
            linked.update(dict.fromkeys(joined, joined))
    return linked, twice
