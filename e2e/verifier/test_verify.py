"""Tests of the verifier against the vectors of the document and against what it must refuse.

python -m unittest discover -s e2e/verifier
"""

import json
import re
import unittest
from pathlib import Path

import making
from making import DAY_ONE, MINUTE, Signer, Tree, b64, device_signer
from parenthesis_record import keys, leaf, note, tree
from parenthesis_record.text import Refused, decimal, milliseconds, unbase64
from verify import verify

REPOSITORY = Path(__file__).resolve().parents[2]
VECTORS = REPOSITORY / "crates/ledger/tests/vectors/record-v1.json"
DOCUMENT = REPOSITORY / "docs/record-format.md"


def valid(data, against=(), known=()):
    """Whether one file is valid, and the codes of what was refused."""
    reports = verify([("it", data)], [(f"kept {n}", one) for n, one in enumerate(against)], known)
    found = [one for report in reports for one in report.findings.found]
    return not [one for one in found if one[0] == "refused"], found


class Base(unittest.TestCase):
    """Says what was found when an expectation fails."""

    def holds(self, data, against=(), known=()):
        """The file is valid; gives what was found."""
        good, found = valid(data, against, known)
        self.assertTrue(good, found)
        return found

    def refused(self, data, words, against=(), known=()):
        """The file is refused for a reason that has these words or this code."""
        good, found = valid(data, against, known)
        self.assertFalse(good, "it was not refused")
        reasons = [f"{code}: {said}" for level, code, said in found if level == "refused"]
        self.assertTrue(any(words in reason for reason in reasons), reasons)


class Vectors(Base):
    """The bytes of the document."""

    def setUp(self):
        self.data = json.loads(VECTORS.read_text(encoding="utf-8"))
        self.leaves = [entry["leaf"].encode() for entry in self.data["entries"]]
        self.hashes = [tree.leaf_hash(one) for one in self.leaves]

    def test_leaves_and_commitments(self):
        for place, entry in enumerate(self.data["entries"]):
            read = leaf.parse_leaf(entry["leaf"].encode())
            self.assertEqual(read.sequence, place)
            salt = bytes.fromhex(entry["entropy"])[:32]
            leaf.check_part(read, 0, salt, entry["body"].encode())
            with self.assertRaises(Refused):
                leaf.check_part(read, 0, salt, entry["body"].encode() + b" ")
        attached = leaf.parse_leaf(self.data["leaf_with_attachments"].encode())
        self.assertEqual((len(attached.commitments), attached.tree), (3, "person"))

    def test_roots_and_proofs(self):
        roots = [unbase64(one, "root", 32) for one in self.data["tree"]["roots"]]
        for size, expected in enumerate(roots):
            self.assertEqual(tree.root_of(self.hashes[:size]), expected)
            self.assertEqual(making.root(self.leaves[:size]), expected)
        last = len(roots) - 1
        for place, proof in enumerate(self.data["tree"]["inclusion_in_the_last"]):
            proof = [unbase64(one, "hash", 32) for one in proof]
            tree.check_inclusion(self.hashes[place], place, last, proof, roots[last])
            for wrong in (proof[:-1], proof + proof[-1:], proof[::-1]):
                with self.assertRaises(Refused):
                    tree.check_inclusion(self.hashes[place], place, last, wrong, roots[last])
        for size, proof in enumerate(self.data["tree"]["consistency_from_1_to_the_last"], 1):
            proof = [unbase64(one, "hash", 32) for one in proof]
            tree.check_consistency(size, last, roots[size], roots[last], proof)
            with self.assertRaises(Refused):
                tree.check_consistency(size, last, roots[size - 1], roots[last], proof)
            with self.assertRaises(Refused):
                tree.check_consistency(size, last, roots[size], roots[last], proof + roots[:1])

    def test_stored_hashes(self):
        wanted, stored = self.data["tree"]["stored_hashes"], []
        for place in range(len(self.hashes)):
            end, size = place + 1, 1
            while end % size == 0:
                stored.append(b64(tree.root_of(self.hashes[end - size : end])))
                size *= 2
        self.assertEqual(stored, wanted)

    def test_checkpoints(self):
        key = keys.parse_key(self.data["tree"]["verifier_key"])
        self.assertEqual(str(key), self.data["tree"]["verifier_key"])
        self.assertEqual(key.short, "645ac9f9")
        for size, spelled in enumerate(self.data["tree"]["checkpoints"]):
            one = note.parse_checkpoint(spelled.encode(), "it")
            note.check_signatures(one, keys.by_name([key]), "it")
            self.assertEqual((one.size, one.root), (size, tree.root_of(self.hashes[:size])))
            self.assertRegex(one.short_code, r"^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")

    def test_examples_of_the_document(self):
        blocks = dict(re.findall(r"```([a-z-]+)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.S))
        self.assertEqual(blocks["leaf"].encode(), self.leaves[4])
        read = leaf.parse_leaf(blocks["leaf"].encode())
        body = blocks["body"].strip().encode()
        leaf.check_part(read, 0, bytes.fromhex(blocks["salt"].strip()), body)
        proof = [unbase64(one, "hash", 32) for one in blocks["inclusion"].split()]
        root = unbase64(self.data["tree"]["roots"][8], "root", 32)
        tree.check_inclusion(self.hashes[4], 4, 8, proof, root)
        key = keys.parse_key(blocks["verifier-key"].strip())
        one = note.parse_checkpoint(blocks["checkpoint"].encode(), "it")
        self.assertEqual(note.check_signatures(one, keys.by_name([key]), "it"), [key])


class Spellings(unittest.TestCase):
    """What section 1 and section 3 refuse."""

    def refuse(self, read, words):
        """Each of these is refused."""
        for word in words:
            with self.subTest(word=word), self.assertRaises(Refused):
                read(word)

    def test_words(self):
        self.refuse(
            lambda word: decimal(word, "it"),
            ["", "00", "01", "+1", "-1", "1 ", "1_0", "\u0661", str(2**53), "1\n"],
        )
        self.refuse(
            lambda word: unbase64(word, "it"), ["QQ", "QR==", "QQ==\n", "Q Q=", "-_==", "===="]
        )
        self.refuse(
            lambda word: milliseconds(word, "it"),
            ["2026-02-29T00:00:00.000Z", "2026-07-05T24:00:00.000Z", "2026-07-05T23:59:60.000Z"]
            + ["1969-12-31T23:59:59.999Z", "9999-12-30T22:00:00.000Z", "2026-07-05T00:00:00Z"],
        )
        self.assertEqual(milliseconds("1970-01-01T00:00:00.001Z", "it"), 1)
        self.assertEqual(decimal(str(2**53 - 1), "it"), 2**53 - 1)

    def test_points_of_small_order(self):
        field = keys.FIELD
        torsion = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
        small = [(1).to_bytes(32, "little"), bytes(32), (field - 1).to_bytes(32, "little")]
        small += [bytes.fromhex(torsion), field.to_bytes(32, "little")]
        for public in small:
            self.assertFalse(keys.usable(public), public.hex())
        self.assertTrue(keys.usable(Signer("x", "x").public))

    def test_leaves(self):
        one = Tree()
        one.add("a.b/1", {}, device=Signer("device", "x"))
        raw = one.leaves[0]
        self.assertIsNotNone(leaf.parse_leaf(raw).device)
        changes = [
            (b"entry@v1", b"entry@v2"), (b"tree family", b"tree house"), (b"a.b/1", b"a..b/1"),
            (b"a.b/1", b"a.B/1"), (b"a.b/1", b"a.b/0"), (b"a.b/1", b"a.b/10000"),
            (b"a.b/1", b"a" * 65 + b"/1"), (b"seen 0", b"seen 1"), (b"commit 0", b"commit 1"),
            (b"sequence 0", b"sequence 00"), (b"sequence 0", b"sequence 9007199254740991"),
            (b"voucher device", b"voucher oracle"), (b"voucher device", b"voucher server"),
            (b"author ", b"author  "), (b"\ntime", b"\r\ntime"), (b"\nkind", b"\n\nkind"),
        ]  # fmt: skip
        for old, new in changes:
            self.refuse(leaf.parse_leaf, [raw.replace(old, new)])
        self.refuse(leaf.parse_leaf, [raw[:-1], raw + b"\n", raw + b"time x\n", b"", b"\n"])
        self.refuse(leaf.parse_leaf, [raw.replace(b"kind a.b/1", b"kind a.c/1")])


def small_tree():
    """Seven entries, one with attachments, one by an enrolled device."""
    one = Tree()
    phone = Signer("phone", "x")
    one.add("family.founded/1", {"name": "Noor"})
    one.add("record.device/1", {"key": b64(phone.public), "state": "enrolled"}, device=phone)
    one.add("message.sent/1", b"", attachments=[b"a photo", b""])
    one.add("swap.proposed/1", {"from": "now"}, author="elias", command="two")
    one.add("swap.noted/1", {}, author="elias", command="two", seen=3)
    one.add("swap.accepted/1", {}, device=phone)
    one.add("message.sent/1", {"words": "\u00e9"}, author="elias")
    return one


WITNESS = Signer("witness", "witness.example/w", 4)
LATER = DAY_ONE + 60 * MINUTE


class Whole(Base):
    """What a maker by the document makes is accepted, and no byte of it can change."""

    def test_receipts(self):
        one = small_tree()
        pairs = [(WITNESS, LATER), (device_signer("phone", one.origin), LATER)]
        receipts = [one.receipt(place, cosigners=pairs) for place in range(7)]
        self.holds(b"".join(receipts))
        self.holds(one.receipt(2, shown=(0, 1, 2)))
        self.holds(one.receipt(2, shown=()))
        self.holds(one.receipt(0, size=1), known=[keys.parse_key(one.log.vkey)])
        other = keys.parse_key(Signer("other", one.origin).vkey)
        self.refused(one.receipt(0), "another key", known=[other])

    def test_every_byte_of_a_receipt(self):
        one = small_tree()
        data = one.receipt(2, shown=(0, 1), cosigners=[(WITNESS, LATER)])
        self.holds(data)
        self.every_change(data)

    def test_every_byte_of_a_bundle(self):
        one = small_tree()
        earlier = {5: [(WITNESS, LATER)]}
        data = one.bundle(1, 6, shown=[(2, 0), (2, 1)], earlier=earlier)
        self.holds(data)
        self.every_change(data)

    def every_change(self, data):
        """Each bit of each byte is changed, and each byte is left out and doubled."""
        for at in range(len(data)):
            bits = [bytes([data[at] ^ 1 << bit]) for bit in range(8)]
            changed = [data[:at] + bit + data[at + 1 :] for bit in bits]
            changed.append(data[:at] + data[at + 1 :])
            changed.append(data[:at] + data[at : at + 1] + data[at:])
            for one in changed:
                if one != data and valid(one)[0]:
                    self.fail(f"a change at {at} was not refused")

    def test_bundles(self):
        one = small_tree()
        self.holds(one.bundle())
        for first in range(7):
            for end in range(first + 1, 8):
                self.holds(one.bundle(first, end))
        self.holds(one.bundle(shown=[]))
        self.holds(one.bundle(shown=[(2, 0), (2, 1), (2, 2)], pdf=b"%PDF", people={}))
        pairs = [(WITNESS, LATER), (device_signer("phone", one.origin), LATER)]
        self.holds(one.bundle(1, 6, cosigners=pairs, earlier={4: pairs, 6: pairs[:1]}))
        self.holds(one.bundle(size=6))

    def test_trees_of_a_person(self):
        one = Tree("mine", "person")
        one.add("journal.written/1", {})
        self.holds(one.bundle())
        self.holds(one.receipt(0))
        self.refused(one.bundle(manifest=lambda text: text.replace("person", "family")), "tree")

    def test_many_sizes(self):
        one = Tree()
        for place in range(33):
            one.add("a/1", {"n": place})
            self.holds(one.receipt(place // 2))
        for first, end, size in [(0, 33, 33), (7, 8, 33), (31, 33, 33), (16, 17, 31), (1, 30, 32)]:
            self.holds(one.bundle(first, end, size=size))


if __name__ == "__main__":
    unittest.main()
