"""Signed notes, checkpoints, handovers, cosignatures and the short code (sections 10 and 11)."""

import hashlib
import re
from dataclasses import dataclass, field

from .keys import COSIGNER, LOG, name_of_key, parse_key, signed
from .text import (
    LARGEST,
    decimal,
    lines,
    milliseconds,
    origin,
    require,
    unbase64,
    utf8_text,
)
from .tree import EMPTY_ROOT

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")
DASH = "\u2014 "
LONGEST_CHECKPOINT = 131072
MOST_SIGNATURES = 100
NEWEST = "parenthesis/newest@v1"
HANDOVER = "parenthesis/handover@v1"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass
class Note:
    """A text with its newline and its signature lines as (name, id, signature)."""

    text: str
    signatures: list


def parse_note(data, what):
    """Reads a signed note; no signature is checked."""
    text = utf8_text(data, what)
    require(not CONTROLS.search(text), f"{what} has a control character")
    at = text.rfind("\n\n")
    require(at >= 0, f"{what} has no empty line before its signatures")
    signatures = []
    require(at + 2 < len(text), f"{what} has no signature")
    for line in lines(text[at + 2 :], what):
        require(line.startswith(DASH), f"{what} has a signature line that is none")
        words = line[len(DASH) :].split(" ")
        require(len(words) == 2, f"{what} has a signature line of {len(words)} words")
        name = name_of_key(words[0])
        raw = unbase64(words[1], f"a signature in {what}")
        require(len(raw) > 4, f"a signature in {what} is too short")
        signatures.append((name, raw[:4], raw[4:]))
    return Note(text[: at + 1], signatures)


@dataclass
class Checkpoint:
    """A tree's size and root, and who signed them as far as that was checked."""

    origin: str
    size: int
    root: bytes
    note: Note
    logs: list = field(default_factory=list)
    cosigned: list = field(default_factory=list)

    @property
    def short_code(self):
        """8 characters by which two people compare."""
        number = int.from_bytes(hashlib.sha256(self.note.text.encode()).digest()[:5], "big")
        chars = "".join(CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))
        return f"{chars[:4]}-{chars[4:]}"


def parse_checkpoint(data, what):
    """Reads a checkpoint; no signature is checked."""
    require(len(data) <= LONGEST_CHECKPOINT, f"{what} is greater than {LONGEST_CHECKPOINT} bytes")
    note = parse_note(data, what)
    rows = lines(note.text, what)
    require(len(rows) == 3, f"{what} has {len(rows)} lines before its signatures, not 3")
    many = len(note.signatures)
    require(many <= MOST_SIGNATURES, f"{what} has {many} signatures, more than {MOST_SIGNATURES}")
    return Checkpoint(*_tree_size_root(rows, what), note)


def _tree_size_root(rows, what):
    name = origin(rows[0], f"the tree in {what}")
    size = decimal(rows[1], f"the size in {what}")
    root = unbase64(rows[2], f"the root in {what}", 32)
    require(size or root == EMPTY_ROOT, f"{what} has a root for no entries")
    return name, size, root


@dataclass
class DatedHead:
    """The log's word that a size was the newest at a time."""

    origin: str
    size: int
    root: bytes
    time: int
    note: Note


def parse_dated_head(data, what):
    """Reads a dated head; its signature is not checked."""
    note = parse_note(data, what)
    rows = lines(note.text, what)
    require(len(rows) == 5, f"{what} has {len(rows)} lines before its signature, not 5")
    require(rows[0] == NEWEST, f"{what} is of another edition; a newer verifier is needed")
    require(len(note.signatures) == 1, f"{what} has not exactly one signature")
    time = milliseconds(rows[1], f"the time of {what}")
    return DatedHead(*_tree_size_root(rows[2:], what), time, note)


@dataclass
class Handover:
    """The old key's word that a new key takes its place, and the new key's that it does.

    `new` is the key that the text names, of which the signature was checked. The old one is
    only named by its signature line; `logs` are both, where it was checked too.
    """

    origin: str
    size: int
    root: bytes
    new: object
    note: Note
    logs: list = field(default_factory=list)

    def check_old(self, keys):
        """The key among these that signed the first line, if any; takes up who signed."""
        signature, message = self.note.signatures[0][2], self.note.text.encode()
        for key in keys:
            if key.kind == LOG and signed(key.public, message, signature):
                self.logs = [key, self.new]
                return key
        return None


def parse_handover(data, what):
    """Reads a handover and checks all of it but the old key's signature."""
    require(len(data) <= LONGEST_CHECKPOINT, f"{what} is greater than {LONGEST_CHECKPOINT} bytes")
    note = parse_note(data, what)
    rows = lines(note.text, what)
    # Anybody can add a line to a checkpoint, so that none is a handover.
    require(rows[0] == HANDOVER, f"{what} is no handover: it does not begin with {HANDOVER}")
    require(len(rows) == 5, f"{what} has {len(rows)} lines before its signatures, not 5")
    require(len(note.signatures) == 2, f"{what} has not exactly two signatures")
    new = parse_key(rows[4], (LOG,))
    (old_name, old_id, _), (name, number, signature) = note.signatures
    own = (name, number) == (new.name, new.id)
    require(own, f"the second signature of {what} is not by the key that it names")
    require((old_name, old_id) != (name, number), f"{what} hands a key over to itself")
    valid = signed(new.public, note.text.encode(), signature)
    require(valid, f"{what}: the signature by the new key is not valid")
    return Handover(*_tree_size_root(rows[1:4], what), new, note)


def _cosigned_at(key, text, signature):
    """The time in seconds of a valid cosignature, or nothing."""
    if len(signature) != 72:
        return None
    seconds = int.from_bytes(signature[:8], "big")
    message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
    if seconds > LARGEST or not signed(key.public, message, signature[8:]):
        return None
    return seconds


def check_signatures(checkpoint, keys, what):
    """Checks each signature of a checkpoint in a receipt or bundle and keeps who signed.

    `keys` are by name and id. No other key may sign, and none twice.
    """
    used = []
    for name, number, signature in checkpoint.note.signatures:
        # Two keys may share a name and four bytes of a hash; the signature tells them apart.
        named = keys.get((name, number))
        require(named, f"{what} is signed by {name}, a key that is not listed")
        key = next((key for key in named if _signs(key, checkpoint, signature)), None)
        require(key is not None, f"{what}: the signature by {name} is not valid")
        require(key not in used, f"{what} is signed twice by {name}")
        used.append(key)
    return used


def _signs(key, checkpoint, signature):
    """Whether this key made this signature; takes up who signed."""
    if key.kind == COSIGNER:
        seconds = _cosigned_at(key, checkpoint.note.text, signature)
        if seconds is not None:
            checkpoint.cosigned.append((key, seconds * 1000))
        return seconds is not None
    valid = signed(key.public, checkpoint.note.text.encode(), signature)
    if valid:
        checkpoint.logs.append(key)
    return valid


def check_device_name(key, tree):
    """Refuses a cosigner with the name of a device of this tree that is not its own."""
    begins = f"{tree}/device/"
    if key.name.startswith(begins):
        own = begins + hashlib.sha256(key.public).hexdigest()[:16]
        require(key.name == own, f"the device {key.name} has the name of another key")
