"""Receipts: that one entry is in the tree, in one file with what checks it (section 12)."""

from dataclasses import dataclass, field

from .keys import COSIGNER, LOG, by_name, parse_key
from .leaf import check_part, parse_leaf
from .note import check_device_name, check_signatures, parse_checkpoint
from .text import ascii_text, decimal, lines, require, unbase64, utf8_text
from .tree import LONGEST_PROOF, check_inclusion, leaf_hash

FIRST_LINE = "c2sp.org/tlog-proof@v1"
EXTRA_LINE = "parenthesis/receipt@v1"
LONGEST_RECEIPT = 2097152
LONGEST_FILE = 67108864


@dataclass
class Receipt:
    """One receipt of which everything was checked but the key itself."""

    key: object
    cosigners: list
    parts: dict
    leaf: object
    checkpoint: object
    restored: list = field(default_factory=list)
    assertions: dict = field(default_factory=dict)


def _extra(data):
    """The key, the cosigners, the parts and the leaf of a receipt's extra data."""
    # What stands before the leaf may have a key with any name, so it is UTF-8.
    head, empty, leaf = data.partition(b"\n\n")
    require(empty, "a receipt's extra data have no empty line before the leaf")
    rows = lines(utf8_text(head + b"\n", "a receipt's extra data"), "a receipt's extra data")
    require(rows[0] == EXTRA_LINE, "a receipt of another edition; a newer verifier is needed")
    key, cosigners, parts = None, [], []
    for row in rows[1:]:
        words = row.split(" ")
        if key is None:
            require(words[0] == "key" and len(words) == 2, "a receipt lacks its key line")
            key = parse_key(words[1], (LOG,))
        elif words[0] == "cosigner" and not parts:
            require(len(words) == 2, "a receipt's cosigner line is not one key")
            cosigners.append(parse_key(words[1], (COSIGNER,)))
        else:
            require(words[0] == "part" and len(words) == 4, "a receipt's extra line is unknown")
            index = decimal(words[1], "the index of a part")
            require(not parts or parts[-1][0] < index, "a receipt's parts are not in order")
            salt = unbase64(words[2], "the salt of a part", 32)
            parts.append((index, salt, unbase64(words[3], "a part")))
    require(key is not None, "a receipt lacks its key line")
    require(len(set(cosigners)) == len(cosigners), "a receipt lists a cosigner twice")
    return key, cosigners, parts, parse_leaf(leaf)


def _envelope(data):
    """The extra data, the index, the hashes and the checkpoint's bytes of a proof."""
    head, empty, checkpoint = data.partition(b"\n\n")
    require(empty, "a receipt has no empty line before its checkpoint")
    rows = lines(ascii_text(head + b"\n", "a receipt"), "a receipt")
    require(rows[0] == FIRST_LINE, f"a receipt does not begin with {FIRST_LINE}")
    require(len(rows) > 2, "a receipt lacks its extra or its index line")
    require(rows[1].startswith("extra "), "a receipt lacks its extra line")
    require(rows[2].startswith("index "), "a receipt lacks its index line")
    extra = unbase64(rows[1][len("extra ") :], "a receipt's extra data")
    index = decimal(rows[2][len("index ") :], "a receipt's index")
    require(len(rows) - 3 <= LONGEST_PROOF, "a receipt has too many hashes")
    hashes = [unbase64(row, "a hash of a receipt", 32) for row in rows[3:]]
    return extra, index, hashes, checkpoint


def parse_receipt(data):
    """Reads one receipt and checks all that it holds."""
    require(len(data) <= LONGEST_RECEIPT, f"a receipt is greater than {LONGEST_RECEIPT} bytes")
    extra, index, hashes, signed = _envelope(data)
    key, cosigners, parts, leaf = _extra(extra)
    require(index == leaf.sequence, "a receipt's index is not the sequence of its leaf")
    what = f"the checkpoint of the receipt for entry {leaf.sequence}"
    checkpoint = parse_checkpoint(signed, what)
    require(checkpoint.origin == leaf.origin, f"{what} is of another tree than its leaf")
    for cosigner in cosigners:
        check_device_name(cosigner, leaf.origin)
    used = check_signatures(checkpoint, by_name([key, *cosigners]), what)
    require(key in used, f"{what} is not signed by the log's key")
    require(len(used) == 1 + len(cosigners), f"{what} lacks a listed cosignature")
    check_inclusion(leaf_hash(leaf.raw), index, checkpoint.size, hashes, checkpoint.root)
    for number, salt, part in parts:
        check_part(leaf, number, salt, part)
    return Receipt(key, cosigners, {number: part for number, _, part in parts}, leaf, checkpoint)


def is_receipts(data):
    """Whether a file begins as receipts do."""
    return data.startswith(FIRST_LINE.encode() + b"\n")


def parse_receipts(data):
    """Reads a file of one or several receipts."""
    require(len(data) <= LONGEST_FILE, f"a file of receipts is greater than {LONGEST_FILE} bytes")
    require(is_receipts(data), f"a receipt does not begin with {FIRST_LINE}")
    begin = FIRST_LINE.encode() + b"\n"
    pieces = data[len(begin) :].split(b"\n" + begin)
    ended = [piece + b"\n" for piece in pieces[:-1]] + pieces[-1:]
    return [parse_receipt(begin + piece) for piece in ended]
