"""Tests of names, signatures and limits, and of the vectors of receipts and of refused leaves."""

import hashlib
import json
import re
import unittest

from making import Signer, Tree, b64
from parenthesis_record import keys, leaf, note, receipt, tree
from parenthesis_record.manifest import check_order
from parenthesis_record.text import Refused, unbase64
from parenthesis_record.zipfile1 import build, read
from test_refused import replaced
from test_verify import DOCUMENT, LATER, REPOSITORY, WITNESS, Base, small_tree

VECTORS = REPOSITORY / "crates/ledger/tests/vectors"
ORDER = 2**252 + 27742317777372353535851937790883648493
TORSION = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"


def point(encoded):
    """The point that these bytes spell (RFC 8032, section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    square = (y * y - 1) * pow(keys.CURVE * y * y + 1, -1, keys.FIELD) % keys.FIELD
    x = pow(square, (keys.FIELD + 3) // 8, keys.FIELD)
    if x * x % keys.FIELD != square:
        x = x * pow(2, (keys.FIELD - 1) // 4, keys.FIELD) % keys.FIELD
    assert x * x % keys.FIELD == square
    return (keys.FIELD - x if x % 2 != odd else x), y


BASE = point((4 * pow(5, -1, keys.FIELD) % keys.FIELD).to_bytes(32, "little"))


def plus(one, two):
    """The sum of two points of the curve."""
    (x1, y1), (x2, y2) = one, two
    both = keys.CURVE * x1 * x2 * y1 * y2 % keys.FIELD
    return (
        (x1 * y2 + x2 * y1) * pow(1 + both, -1, keys.FIELD) % keys.FIELD,
        (y1 * y2 + x1 * x2) * pow(1 - both, -1, keys.FIELD) % keys.FIELD,
    )


def times(number, point):
    """A multiple of a point."""
    found = (0, 1)
    while number:
        if number & 1:
            found = plus(found, point)
        point, number = plus(point, point), number >> 1
    return found


def encoded(point):
    """A point as RFC 8032, section 5.1.2, writes it."""
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


class Signatures(unittest.TestCase):
    """Section 1, number 6: one equation, one spelling."""

    def test_without_the_cofactor(self):
        secret, chosen = 12345678901234567890, 98765432109876543210
        torsion = point(bytes.fromhex(TORSION))
        public = encoded(plus(times(secret, BASE), torsion))
        first = encoded(times(chosen, BASE))
        self.assertTrue(keys.usable(public))
        seen = set()
        for number in range(40):
            message = b"%d" % number
            hashed = hashlib.sha512(first + public + message).digest()
            challenge = int.from_bytes(hashed, "little") % ORDER
            scalar = (chosen + challenge * secret) % ORDER
            # With the cofactor each of these would hold.
            good = challenge % 8 == 0
            signature = first + scalar.to_bytes(32, "little")
            self.assertEqual(keys.signed(public, message, signature), good)
            seen.add(good)
        self.assertEqual(seen, {True, False})

    def test_a_scalar_is_less_than_the_order(self):
        one = Signer("x", "x")
        signature = one.private.sign(b"words")
        self.assertTrue(keys.signed(one.public, b"words", signature))
        scalar = int.from_bytes(signature[32:], "little") + ORDER
        longer = signature[:32] + scalar.to_bytes(32, "little")
        self.assertFalse(keys.signed(one.public, b"words", longer))

    def test_the_spelling_of_a_key(self):
        one = Signer("x", "x")
        self.assertEqual(encoded(point(one.public)), one.public)
        # Half of all y are of no point.
        found = [keys.usable(y.to_bytes(32, "little")) for y in range(2, 66)]
        self.assertTrue(16 < sum(found) < 48, found)
        for eighth in range(8):
            small = encoded(times(eighth, point(bytes.fromhex(TORSION))))
            self.assertFalse(keys.usable(small), small.hex())
        for y in range(19):
            self.assertFalse(keys.usable((keys.FIELD + y).to_bytes(32, "little")))
            self.assertFalse(keys.usable((keys.FIELD + y | 1 << 255).to_bytes(32, "little")))


class Names(Base):
    """Section 10, number 4, and the names of people."""

    def test_names_of_keys(self):
        for name in ["x" * 255, "\u00e9" * 127, "a/b", "\u200b", "\u2014", "x=&"]:
            self.assertEqual(keys.parse_key(Signer("k", name).vkey).name, name)
        for name in [
            "", "x" * 256, "\u00e9" * 128, "a b", "a\u00a0b", "a\u3000", "a\x7f", "a\x85",
            "a\x9f", "\x00", "a\tb", "a\u2028",
        ]:  # fmt: skip
            with self.subTest(name=name), self.assertRaises(Refused):
                keys.parse_key(Signer("k", name).vkey)
        with self.assertRaises(Refused):
            keys.parse_key(Signer("k", "a+b").vkey)

    def test_a_key_with_a_plus_of_its_own(self):
        spelled = next(
            one.vkey
            for one in (Signer(f"key {number}", "x") for number in range(99))
            if "+" in one.vkey.split("+", 2)[2]
        )
        self.assertEqual(str(keys.parse_key(spelled)), spelled)
        for wrong in [spelled[:-1], spelled + "=", spelled.upper(), spelled.replace("x+", "y+")]:
            with self.assertRaises(Refused):
                keys.parse_key(wrong)

    def test_cosigners_with_names_of_devices(self):
        one = small_tree()
        for name, good in [
            (f"{one.origin}/device/0000000000000000", False), (f"{one.origin}/device/", False),
            (f"{one.origin}/phone", True), (f"{Tree('other').origin}/device/x", True),
        ]:  # fmt: skip
            pairs = [(Signer("w", name, 4), LATER)]
            for data in (one.receipt(0, cosigners=pairs), one.bundle(cosigners=pairs)):
                (self.holds if good else lambda it: self.refused(it, "name of another key"))(data)

    def test_names_of_people(self):
        one = small_tree()
        for name in ["Mara\u00a0", " Mara", "Ma\x7fra", "x" * 201, ""]:
            self.refused(one.bundle(people={"mara": name}), "people.txt")
        self.holds(one.bundle(people={"mara": "\u00c9lo\u00efse \u200b x", "elias": "x" * 200}))

    def test_languages(self):
        one = small_tree()
        for language in ["x" * 35, "nl", "zh-Hant-TW"]:
            self.holds(one.bundle(language=language))
        for language in ["x" * 36, "", "nl_NL", "\u00e9"]:
            self.refused(one.bundle(language=language), "language")


class Limits(Base):
    """What may be how long and how many."""

    def test_signatures_of_a_checkpoint(self):
        one = small_tree()
        pairs = [(Signer(f"w{number}", f"w{number}", 4), LATER) for number in range(100)]
        self.holds(one.receipt(0, cosigners=pairs[:99]))
        self.refused(one.receipt(0, cosigners=pairs), "101 signatures")
        self.refused(one.bundle(cosigners=pairs), "101 signatures")
        long = [(Signer(f"w{number}", f"w{number}" * 84, 4), LATER) for number in range(99)]
        self.holds(one.bundle(cosigners=long))

    def test_times_of_cosignatures(self):
        one = small_tree()
        self.holds(one.receipt(0, cosigners=[(WITNESS, (2**53 - 1) * 1000)]))
        self.refused(one.receipt(0, cosigners=[(WITNESS, 2**53 * 1000)]), "not valid")

    def test_cosigners_are_what_the_file_says(self):
        one = small_tree()
        data = one.receipt(0, cosigners=[(WITNESS, LATER)])
        known = [keys.parse_key(one.log.vkey), keys.parse_key(WITNESS.vkey)]
        for given, expected in ((known[:1], True), (known, False)):
            codes = [code for _, code, _ in self.holds(data, known=given)]
            self.assertEqual("cosigner" in codes, expected)

    def test_bodies_and_receipts(self):
        one = Tree()
        one.add("a/1", bytes(1048576))
        one.add("a/1", bytes(1048577))
        one.add("a/1", b"", attachments=[bytes(1048577)])
        self.holds(one.receipt(0))
        self.refused(one.receipt(1), "1048576")
        self.holds(one.bundle(2, shown=[(2, 0), (2, 1)]))
        self.refused(one.bundle(shown=[(1, 0)]), "1048576")
        one.add("a/1", b"", attachments=[bytes(1200000)])
        self.refused(one.receipt(3, shown=(0, 1)), "2097152")

    def test_parts_and_leaves(self):
        one = Tree()
        one.add("a/1", b"", attachments=[b""] * 63)
        self.holds(one.bundle(shown=[(0, index) for index in range(64)]))
        one.add("a/1", b"", attachments=[b""] * 64)
        self.refused(one.bundle(), "64 parts")

    def test_names_of_files(self):
        kept = [("manifest.txt", b"x"), ("READ-ME.txt", b"x"), ("leaves.txt", b"x")]
        last = [("keys.txt", b"x"), ("checkpoint.txt", b"x")]
        check_order(kept + last)
        pdf = [("record.pdf", b"x"), ("record-1.pdf", b"x"), ("record-2.pdf", b"x")]
        check_order(kept[:2] + pdf[:1] + kept[2:] + last)
        check_order(kept[:2] + pdf[1:] + kept[2:] + last)
        check_order(kept[:2] + pdf[1:2] + kept[2:] + last)
        sizes = [(f"checkpoints/{size}.txt", b"x") for size in (2, 10, 9007199254740991)]
        check_order(kept + last + sizes)
        for wrong in [
            kept[:2] + pdf + kept[2:] + last, kept[:2] + pdf[2:] + kept[2:] + last,
            kept + last + sizes[::-1], kept + last + [("checkpoints/02.txt", b"x")],
            kept + last + [("checkpoints/9007199254740992.txt", b"x")],
            kept + last + [("attachments/1-1/x", b"x")], kept + last + [("attachments/1", b"x")],
            kept + last + [("checkpoints/2.txt\n", b"x")], kept + last + last[1:],
            kept + last + [("Handovers/2.txt", b"x")],
        ]:  # fmt: skip
            with self.subTest(wrong=wrong), self.assertRaises(Refused):
                check_order(wrong)

    def test_the_one_spelling_of_the_zip(self):
        data = small_tree().bundle()
        files = read(data)
        self.assertEqual(build(files), data)
        at = data.index(b"PK\x01\x02")
        # In the first local header: versions, flags, method, time, date, sums, sizes, extra.
        for place in [
            *range(4, 26),
            28,
            29,
            *range(at, at + 46),
            *range(len(data) - 22, len(data)),
        ]:
            changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            with self.subTest(place=place), self.assertRaises(Refused):
                read(changed)
        for wrong in [b"", data[:-1], data + b"\0", data[: at - 1] + data[at:], data + data]:
            with self.assertRaises(Refused):
                read(wrong)
        with self.assertRaises(Refused):
            read(build([("x" * 65, b"x")]))

    def test_signatures_of_the_manifest(self):
        one = small_tree()
        other = Signer("other", one.origin)
        files = dict(read(one.bundle()))
        text = files["manifest.txt"].decode().split("\n\n")[0] + "\n"
        for signers, words in [
            ([one.log, other], "exactly one"), ([other], "not signed by the log"), ([], "signature"),
        ]:  # fmt: skip
            note_ = text + "\n" + "".join(signer.line(text) for signer in signers)
            self.refused(build((files | {"manifest.txt": note_.encode()}).items()), words)

    def test_a_checkpoint_that_says_it_is_another(self):
        one = small_tree()
        own = one.checkpoint(cosigners=[(WITNESS, LATER)])
        for size in (6, 7):
            swapped = one.checkpoint(size)
            change = replaced("checkpoint.txt", own, swapped)
            data = one.bundle(cosigners=[(WITNESS, LATER)], change=change)
            # Unlike in a receipt, a listed cosigner need not have a line.
            (self.holds if size == 7 else lambda it: self.refused(it, "manifest names"))(data)
        other = Tree("other")
        other.leaves = one.leaves
        other.log = one.log
        change = replaced("checkpoint.txt", one.checkpoint(), other.checkpoint())
        self.refused(one.bundle(change=change), "another tree")


class MoreVectors(Base):
    """The vectors of receipts and the leaves that are refused."""

    def setUp(self):
        self.data = json.loads((VECTORS / "receipt-v1.json").read_text(encoding="utf-8"))
        self.key = keys.parse_key(self.data["verifier_key"])

    def test_receipts(self):
        for one in self.data["receipts"]:
            with self.subTest(name=one["name"]):
                self.holds(one["receipt"].encode(), known=[self.key])
        together = "".join(one["receipt"] for one in self.data["receipts"])
        self.holds(together.encode())
        self.assertGreater(len(self.data["refused"]), 20)
        for one in self.data["refused"]:
            with self.subTest(name=one["name"]), self.assertRaises(Refused):
                receipt.parse_receipt(one["receipt"].encode())

    def test_cosignatures(self):
        hashes = [tree.leaf_hash(one.encode()) for one in self.data["leaves"]]
        text = f"{self.key.name}\n10\n{b64(tree.root_of(hashes))}\n"
        for one in self.data["cosignatures_of_10"]:
            key = keys.parse_key(one["key"], (keys.COSIGNER,))
            read_ = note.parse_checkpoint(f"{text}\n{one['line']}".encode(), "it")
            note.check_device_name(key, read_.origin)
            self.assertEqual(note.check_signatures(read_, keys.by_name([key]), "it"), [key])
            self.assertEqual(read_.cosigned, [(key, one["seconds"] * 1000)])

    def test_the_handover(self):
        both = self.data["handover_at_10"]
        pair = [keys.parse_key(both["old"]), keys.parse_key(both["new"])]
        self.assertEqual(pair[0], self.key)
        read_ = note.parse_handover(both["note"].encode(), "it")
        self.assertEqual((read_.new, read_.check_old(pair[:1])), (pair[1], pair[0]))
        hashes = [tree.leaf_hash(one.encode()) for one in self.data["leaves"]]
        self.assertEqual((read_.size, read_.root), (10, tree.root_of(hashes)))

    def test_short_codes(self):
        for one in self.data["short_codes"]:
            rows = one["text"].split("\n")
            root = unbase64(rows[2], "the root", 32)
            read_ = note.Checkpoint(rows[0], int(rows[1]), root, note.Note(one["text"], []))
            self.assertEqual(read_.short_code, one["short_code"])

    def test_refused_leaves(self):
        text = (VECTORS / "leaf-refused.txt").read_text(encoding="utf-8")
        cases = 0
        for block in text.split("\n\n")[1:]:
            rows = block.strip("\n").split("\n")
            held = "".join(row[1:] + "\n" for row in rows[1:] if row.startswith("|"))
            raw = held.removesuffix("\\\n") if held.endswith("\\\n") else held
            with self.subTest(name=rows[0]), self.assertRaises(Refused):
                leaf.parse_leaf(raw.encode())
            cases += 1
        self.assertGreater(cases, 25)

    def test_examples_of_the_document(self):
        blocks = dict(re.findall(r"```([a-z-]+)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.S))
        self.holds(blocks["receipt"].encode(), known=[self.key])
        extra = blocks["receipt"].split("\n")[1].removeprefix("extra ")
        self.assertEqual(b64(blocks["receipt-extra"].encode()), extra)
        device = keys.parse_key(self.data["cosignatures_of_10"][0]["key"])
        read_ = note.parse_checkpoint(blocks["cosigned"].encode(), "it")
        used = note.check_signatures(read_, keys.by_name([self.key, device]), "it")
        self.assertEqual(used, [self.key, device])


if __name__ == "__main__":
    unittest.main()
