"""Leaves, their device vouchers and their commitments (sections 3 and 4)."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from .keys import signed, usable
from .text import (
    LARGEST,
    Refused,
    ascii_text,
    decimal,
    lines,
    milliseconds,
    origin,
    pseudonym,
    require,
    unbase64,
)
from .tree import EMPTY_ROOT

EDITION = "parenthesis/entry@v1"
LONGEST_LEAF = 8192
LONGEST_BODY = 1048576
MOST_PARTS = 64
KIND = re.compile(r"([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*)/([1-9][0-9]{0,3})")


@dataclass(frozen=True)
class Leaf:
    """One leaf; `device` is the vouching device's public key, or nothing for the server."""

    raw: bytes
    tree: str
    origin: str
    kind: str
    author: str
    command: str
    seen_size: int
    seen_root: bytes
    commitments: tuple
    sequence: int
    time: int
    device: bytes | None


class _Rows:
    """The lines of a leaf, taken one by one."""

    def __init__(self, rows):
        self.rows, self.at = rows, 0

    def next_is(self, name):
        return self.at < len(self.rows) and self.rows[self.at].startswith(name + " ")

    def take(self, name, words):
        require(self.next_is(name), f"a leaf lacks its line {name} in its place")
        found = self.rows[self.at].split(" ")
        self.at += 1
        require(
            words is None or len(found) == words + 1,
            f"the line {name} of a leaf has {len(found) - 1} words, not {words}",
        )
        return found[1:]


def _kind(word):
    match = KIND.fullmatch(word)
    require(match, f"the kind of a leaf is misspelled: {word[:80]!r}")
    require(len(match[1]) <= 64, "the name of a leaf's kind is longer than 64 bytes")
    return word


def _commitments(rows):
    found = []
    while rows.next_is("commit"):
        index, hashed = rows.take("commit", 2)
        require(
            decimal(index, "the index of a part") == len(found),
            "the parts of a leaf are not counted from 0 without gaps",
        )
        found.append(unbase64(hashed, "a commitment", 32))
        require(len(found) <= MOST_PARTS, f"a leaf has more than {MOST_PARTS} parts")
    require(found, "a leaf has no commitment")
    return tuple(found)


def _device(words, author_lines):
    if words == ["server"]:
        return None
    if words[0] != "device":
        raise Refused("a leaf has a voucher that is not known; a newer verifier is needed")
    require(len(words) == 3, "a device's voucher is not a key and a signature")
    public = unbase64(words[1], "the key of a voucher", 32)
    signature = unbase64(words[2], "the signature of a voucher", 64)
    require(usable(public), "the key of a voucher is no point of the curve or of small order")
    message = b"parenthesis/author@v1\n" + author_lines
    require(signed(public, message, signature), "the signature of a voucher is not valid")
    return public


@lru_cache(maxsize=4096)
def parse_leaf(raw):
    """Reads one leaf and checks its voucher. A leaf never changes, so it is read once."""
    require(len(raw) <= LONGEST_LEAF, f"a leaf is greater than {LONGEST_LEAF} bytes")
    rows = _Rows(lines(ascii_text(raw, "a leaf"), "a leaf"))
    require(rows.rows[0] == EDITION, "a leaf of another edition; a newer verifier is needed")
    rows.at = 1
    tree, name = rows.take("tree", 2)
    require(tree in ("family", "person"), "a leaf is of neither a family's nor a person's tree")
    origin(name, "the tree of a leaf")
    kind = _kind(rows.take("kind", 1)[0])
    author = pseudonym(rows.take("author", 1)[0], "the author of a leaf")
    command = pseudonym(rows.take("command", 1)[0], "the command of a leaf")
    size, root = rows.take("seen", 2)
    seen_size = decimal(size, "the size that the author had seen")
    seen_root = unbase64(root, "the root that the author had seen", 32)
    commitments = _commitments(rows)
    author_lines = "".join(row + "\n" for row in rows.rows[: rows.at]).encode()
    sequence = decimal(rows.take("sequence", 1)[0], "the sequence of a leaf")
    time = milliseconds(rows.take("time", 1)[0], "the time of a leaf")
    voucher = rows.take("voucher", None)
    require(rows.at == len(rows.rows), "a leaf has a line too many")
    require(sequence < LARGEST, "the sequence of a leaf is too great")
    require(seen_size <= sequence, "an author had seen more entries than there were")
    require(seen_size or seen_root == EMPTY_ROOT, "a seen root for no entries is another one")
    device = _device(voucher, author_lines)
    return Leaf(
        raw, tree, name, kind, author, command, seen_size, seen_root, commitments, sequence,
        time, device,
    )  # fmt: skip


def split_leaves(data):
    """The leaves of a text in which one follows the other."""
    begin = (EDITION + "\n").encode()
    require(data.startswith(begin), "the leaves do not begin with a leaf")
    pieces = data.split(b"\n" + begin)
    pieces[0] = pieces[0][len(begin) :]
    ended = [piece + b"\n" for piece in pieces[:-1]] + pieces[-1:]
    return [begin + piece for piece in ended]


def commitment(leaf, index, salt, part):
    """The commitment of a part of this leaf."""
    head = f"parenthesis/commitment@v1\n{leaf.origin}\n{leaf.command}\n{index}\n"
    return hashlib.sha256(head.encode() + salt + part).digest()


def check_part(leaf, index, salt, part):
    """Refuses a part that is not the one to which the leaf commits."""
    where = f"part {index} of entry {leaf.sequence}"
    require(index < len(leaf.commitments), f"{where} is not in the leaf")
    require(index or len(part) <= LONGEST_BODY, f"{where} is greater than {LONGEST_BODY} bytes")
    same = commitment(leaf, index, salt, part) == leaf.commitments[index]
    require(same, f"{where} is not what the leaf commits to")
