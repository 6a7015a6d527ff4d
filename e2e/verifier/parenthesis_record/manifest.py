"""The names and the order of a bundle's files, and its signed manifest (section 13)."""

import hashlib
import re
from dataclasses import dataclass

from .note import parse_note
from .text import (
    Refused,
    decimal,
    lines,
    milliseconds,
    origin,
    person_name,
    require,
    unbase64,
)

MANIFEST = "manifest.txt"
LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")
NUMBER = r"(0|[1-9][0-9]{0,15})"
ROWS = [
    re.compile(pattern)
    for pattern in [
        r"manifest\.txt",
        r"READ-ME\.txt",
        rf"record\.pdf|record-{NUMBER}\.pdf",
        r"leaves\.txt",
        r"parts\.txt",
        r"people\.txt",
        r"proof\.txt",
        r"keys\.txt",
        r"checkpoint\.txt",
        rf"checkpoints/{NUMBER}\.txt",
        rf"handovers/{NUMBER}\.txt",
        rf"attachments/{NUMBER}-{NUMBER}",
    ]
]
ALWAYS = [MANIFEST, "READ-ME.txt", "leaves.txt", "keys.txt", "checkpoint.txt"]


def _place(name):
    """Where a file stands: its row and its numbers."""
    for row, pattern in enumerate(ROWS):
        match = pattern.fullmatch(name)
        if match:
            numbers = [decimal(group, f"the number in {name}") for group in match.groups() if group]
            return row, numbers
    raise Refused(f"a bundle has a file that has no place in it: {name!r}")


def check_order(files):
    """Refuses unless these files may stand in a bundle, and in this order."""
    places = [_place(name) for name, _ in files]
    rising = all(before < after for before, after in zip(places, places[1:]))
    require(rising, "the files of a bundle are not in their order")
    held = dict(files)
    for name in ALWAYS:
        require(name in held, f"a bundle has no {name}")
    for name, contents in files:
        # An attachment may be empty and yet be disclosed, so only its file may.
        empty = not contents and not name.startswith("attachments/")
        require(not empty, f"{name} is empty and should be left out")
    volumes = [numbers for row, numbers in places if row == 2]
    if volumes != [[]]:
        counted = [[number + 1] for number in range(len(volumes))]
        require(volumes == counted, "the volumes of the record are not counted from 1")
    return held


@dataclass
class Manifest:
    """What the manifest says of the bundle, and its note for the signature."""

    tree: str
    origin: str
    first: int
    end: int
    size: int
    root: bytes
    made: int
    language: str
    recipient: str
    undisclosed: int
    note: object


def _named(row, name, words):
    require(row.startswith(name + " "), f"the manifest lacks its line {name} in its place")
    found = row[len(name) + 1 :].split(" ", words - 1)
    require(len(found) == words, f"the manifest's line {name} has not {words} words")
    return found


def _check_files(rows, files):
    require(len(rows) == len(files), "the manifest does not list the files that are there")
    for row, (name, contents) in zip(rows, files):
        hashed, count, listed = _named(row, "file", 3)
        require(listed == name, f"the manifest has {listed!r} where {name} stands")
        same = unbase64(hashed, "a hash of the manifest", 32) == hashlib.sha256(contents).digest()
        require(same, f"{name} is not the file that the manifest names")
        length = decimal(count, "a length in the manifest")
        require(length == len(contents), f"{name} has not the length that the manifest says")


def parse_manifest(files):
    """Reads the manifest and compares every other file; the signature is not yet checked."""
    require(files[0][0] == MANIFEST, f"a bundle does not begin with {MANIFEST}")
    note = parse_note(files[0][1], "the manifest")
    require(len(note.signatures) == 1, "the manifest has not exactly one signature")
    rows = lines(note.text, "the manifest")
    edition = rows[0] == "parenthesis/bundle@v1"
    require(edition, "a bundle of another edition; a newer verifier is needed")
    require(len(rows) >= 9, "the manifest lacks lines")
    tree, name = _named(rows[1], "tree", 2)
    require(tree in ("family", "person"), "a bundle is of neither a family's nor a person's tree")
    origin(name, "the tree of the manifest")
    first, end = (decimal(word, "the range") for word in _named(rows[2], "range", 2))
    size = decimal(_named(rows[3], "size", 1)[0], "the size in the manifest")
    require(first < end <= size, "the range of a bundle is empty or reaches beyond the tree")
    root = unbase64(_named(rows[4], "root", 1)[0], "the root in the manifest", 32)
    made = milliseconds(_named(rows[5], "made", 1)[0], "the time of the manifest")
    language = _named(rows[6], "language", 1)[0]
    require(LANGUAGE.fullmatch(language), "the language of a bundle is no language tag")
    recipient = person_name(_named(rows[7], "recipient", 1)[0], "the recipient")
    undisclosed = decimal(_named(rows[8], "undisclosed", 1)[0], "the count of undisclosed")
    _check_files(rows[9:], files[1:])
    return Manifest(
        tree, name, first, end, size, root, made, language, recipient, undisclosed, note
    )  # fmt: skip
