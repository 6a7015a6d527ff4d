"""Tests of section 15: what a parent kept, against what is shown later."""

import json
import subprocess
import sys
import tempfile
import unittest
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from making import DAY_ONE, MINUTE, Signer, Tree, b64, root
from parenthesis_record.keys import parse_key
from parenthesis_record.verdict import CLOCKS
from test_verify import LATER, WITNESS, Base, small_tree, valid

HERE = Path(__file__).resolve().parent


def email(text, moment=LATER, **more):
    """An e-mail that was sent at this moment."""
    message = EmailMessage()
    message["From"], message["To"] = "host@example.org", "mara@example.org"
    message["Date"] = format_datetime(datetime.fromtimestamp(moment // 1000, UTC))
    message["Subject"] = "Your record"
    message.set_content(text)
    if "attached" in more:
        kind = {"maintype": "application", "subtype": "octet-stream"}
        message.add_attachment(more["attached"], filename="x.tlog-proof", **kind)
    return message.as_bytes()


def other_end(place, **more):
    """The small tree with another entry at this place and the same after it."""
    one = Tree()
    for leaf, parts in zip(small_tree().leaves[:place], small_tree().parts):
        one.leaves.append(leaf)
        one.parts.append(parts)
    for at in range(place, 7):
        one.add("other/1", {}, **more) if at == place else one.add("later/1", {})
    return one


class Evidence(Base):
    """Evidence of every kind."""

    def test_that_agrees(self):
        one = small_tree()
        data = one.bundle(1, 6)
        text = one.checkpoint(4).decode()
        kept = [
            one.receipt(3), one.receipt(3, size=5), one.receipt(0), one.checkpoint(7),
            email("Dear Mara,\n\n" + text + "\nBye.", DAY_ONE + 4 * MINUTE),
            email("> " + text.replace("\n", "\n> "), DAY_ONE + 4 * MINUTE),
            email("Here.", attached=one.receipt(3)),
            ("Some words\r\n\r\n" + text.replace("\n", "\r\n")).encode(),
            one.bundle(4), one.bundle(0, 3, size=3),
        ]  # fmt: skip
        for one_kept in kept:
            codes = [code for _, code, _ in self.holds(data, [one_kept])]
            self.assertTrue({"confirmed", "outside"} & set(codes), codes)
        found = self.holds(data, [kept[0]])
        self.assertEqual([code for _, code, _ in found].count("confirmed"), 2)
        self.holds(one.receipt(3), kept)

    def test_that_is_none(self):
        data = small_tree().bundle()
        self.refused(data, "evidence", [b"nothing"])
        self.refused(data, "evidence", [email("nothing")])
        self.refused(data, "evidence", [small_tree().receipt(2)[:-9]])
        broken = small_tree().checkpoint(3).replace(b"\n3\n", b"\n2\n")
        self.refused(data, "not valid", [broken])
        found = self.holds(data, [Tree("other").checkpoint(0)])
        self.assertIn("another tree", [code for _, code, _ in found])

    def test_forks(self):
        one, two = small_tree(), other_end(4)
        sent = email(two.checkpoint(5).decode(), DAY_ONE + 5 * MINUTE)
        kept = [two.checkpoint(5), sent, two.receipt(1, size=6)]
        for one_kept in [*kept, two.receipt(4), two.bundle(0, 3)]:
            self.refused(one.bundle(), "fork", [one_kept])
            self.holds(two.bundle(), [one_kept])
        self.refused(one.receipt(0), "fork", [two.receipt(1)])
        self.refused(one.receipt(0), "fork", [two.bundle(0, 3)])
        self.refused(one.bundle(0, 3, size=3), "fork", [two.checkpoint(5), one.checkpoint(5)])

    def test_withheld(self):
        one, two = small_tree(), other_end(4)
        two.add("a/1", {})
        self.refused(one.bundle(), "withheld", [two.receipt(4)])
        self.refused(one.bundle(3, 5), "withheld", [two.bundle(4, 5)])
        self.refused(one.receipt(4), "withheld", [two.receipt(4)])

    def test_rolled_back(self):
        one = small_tree()
        data = one.bundle(0, 4, size=4, made=DAY_ONE + 30 * MINUTE)
        before, after = DAY_ONE + 29 * MINUTE, DAY_ONE + 31 * MINUTE
        self.refused(data, "rolled back", [one.receipt(5)])
        self.refused(data, "rolled back", [one.dated_head(6, before)])
        self.refused(data, "rolled back", [email(one.dated_head(6, before).decode(), after)])
        self.refused(data, "rolled back", [one.bundle(made=before)])
        self.refused(data, "rolled back", [one.bundle(made=after)])
        self.holds(data, [one.bundle(0, 3, made=after)])
        self.refused(data, "rolled back", [one.bundle(0, 3, made=before)])
        # The receipt is for an older entry and may have been made after the bundle.
        self.holds(data, [one.receipt(1), one.checkpoint(6)])
        self.holds(data, [one.receipt(1, cosigners=[(WITNESS, DAY_ONE)])])
        self.holds(data, [one.dated_head(6, after)])
        self.holds(data, [one.dated_head(4, before)])
        self.holds(data, [email(one.checkpoint(6).decode(), DAY_ONE)])
        late = small_tree()
        late.add("a/1", {}, time=after)
        self.holds(data, [late.receipt(7)])
        self.holds(one.receipt(1, size=4), [one.receipt(5), one.dated_head(6, before)])

    def test_backdated(self):
        one = small_tree()
        moment = DAY_ONE + 5 * MINUTE + CLOCKS
        self.holds(one.bundle(), [one.dated_head(5, moment)])
        late = one.dated_head(5, moment + 1)
        self.refused(one.bundle(), "backdated", [late])
        self.refused(one.receipt(5), "backdated", [late])
        self.holds(one.bundle(0, 5), [late])
        self.refused(one.bundle(0, 5), "backdated", [late, one.receipt(5)])
        self.holds(one.receipt(4), [late])
        # Neither a cosignature nor an e-mail's own date is the log's word.
        for known in ([], [parse_key(WITNESS.vkey)]):
            signers = [(WITNESS, moment + 10**9)]
            self.holds(one.bundle(), [one.receipt(0, size=5, cosigners=signers)], known)
            self.holds(one.bundle(), [one.checkpoint(5, cosigners=signers)], known)
        self.holds(one.bundle(), [email(one.checkpoint(5).decode(), moment + 10**9)])

    def test_neighbours(self):
        two = other_end(4, time=DAY_ONE - 60 * MINUTE)
        self.refused(two.bundle(), "backdated")
        self.holds(two.bundle(4, 5))
        self.refused(two.bundle(4, 5), "backdated", [two.receipt(3, size=4)])
        self.refused(two.bundle(4, 5), "backdated", [two.bundle(2, 4)])
        self.refused(two.receipt(4), "backdated", [two.receipt(0)])
        self.refused(two.receipt(4) + two.receipt(0), "backdated")
        self.refused(two.bundle(0, 2), "as evidence", [two.bundle()])
        self.holds(two.bundle(0, 2), [two.bundle(0, 3)])

    def test_dated_heads(self):
        one = small_tree()
        good = one.dated_head(5, DAY_ONE + 5 * MINUTE).decode()
        found = self.holds(one.bundle(), [good.encode()])
        self.assertIn("confirmed", [code for _, code, _ in found])
        changes = [
            ("\n5\n", "\n6\n"), ("14:05", "14:04"), ("newest@v1", "newest@v2"), (one.origin, "x"),
            ("\n5\n", "\n05\n"), ("14:05:00.000Z", "14:05:00Z"), ("\n5\n", "\n"),
            ("\n5\n", "\n5\nmore\n"), ("\u2014 ", "- "),
        ]  # fmt: skip
        for old, new in changes:
            with self.subTest(new=new):
                self.refused(one.bundle(), "evidence", [good.replace(old, new, 1).encode()])
        other = Signer("other", one.origin)
        twice = one.dated_head(5, DAY_ONE, [one.log, other])
        self.refused(one.bundle(), "exactly one signature", [twice])
        self.refused(one.bundle(), "another key", [one.dated_head(5, DAY_ONE, [other])])
        self.refused(one.bundle(), "fork", [other_end(4).dated_head(5, DAY_ONE)])
        self.holds(one.bundle(), [Tree("other").dated_head(0, DAY_ONE)])
        nothing = Tree("family").dated_head(0, DAY_ONE).decode()
        self.holds(one.bundle(), [nothing.encode()])

    def test_texts(self):
        one, two = small_tree(), other_end(4)
        for tree, expected in ((one, True), (two, False)):
            pieces = [
                tree.dated_head(5, DAY_ONE).decode(), tree.checkpoint(5).decode(),
                tree.receipt(4, size=5).decode(),
            ]  # fmt: skip
            text = "Dear Mara,\n\n" + "\n\nand\n".join(pieces) + "\nBye.\n"
            for spelled in [
                text, text.replace("\n", "\r\n"), "".join(f"> {row}\n" for row in text.split("\n")),
                "".join(f"    {row}\n" for row in text.split("\n")), text.replace("\n", "  \n"),
            ]:  # fmt: skip
                for kept in [spelled.encode(), email(spelled)]:
                    good, found = valid(one.bundle(), [kept])
                    self.assertEqual(good, expected, found)
                    said = [words for _, _, words in found if words.startswith("kept 0")]
                    for what in ("dated head", "checkpoint", "receipt"):
                        self.assertTrue(any(what in words for words in said), (what, said))
        self.holds(one.bundle(), [email("Here.", attached=one.bundle(0, 3))])
        broken = "Look:\n" + one.receipt(4).decode().replace("index 4", "index 3")
        self.refused(one.bundle(), "as evidence", [broken.encode()])

    def test_restored(self):
        one, lost = small_tree(), Signer("lost", "lost.example")
        more = small_tree()
        for _ in range(3):
            more.add("a/1", {})
        body = {"size": 10, "root": b64(root(more.leaves)), "key": lost.vkey}
        one.add("record.restored/1", body)
        one.add("a/1", {})
        kept = [
            more.checkpoint(9, [lost]), more.dated_head(9, LATER, [lost]),
            more.receipt(8, log=lost), more.bundle(log=lost),
        ]  # fmt: skip
        for one_kept in kept:
            self.refused(one.bundle(), "lost", [one_kept])
            self.refused(one.receipt(7), "lost", [one_kept])
            self.refused(one.bundle(shown=[]), "another key", [one_kept])
            self.refused(one.receipt(8), "another key", [one_kept])
        self.refused(one.bundle(), "another key", [more.checkpoint(7, [lost])])
        self.refused(one.receipt(0), "lost", [one.bundle(), more.checkpoint(9, [lost])])

    def test_another_key(self):
        one = small_tree()
        other, old = Signer("other", one.origin), Signer("old", one.origin)
        kept = [one.receipt(3, log=other), one.checkpoint(4, [other]), one.bundle(log=other)]
        for one_kept in kept:
            self.refused(one.bundle(), "another key", [one_kept])
            self.refused(one.receipt(0), "another key", [one_kept])
        newer = one.bundle(before=[old], handovers={4: [old, one.log]})
        self.holds(newer, [one.receipt(3, size=4, log=old), one.checkpoint(4, [old])])
        self.refused(newer, "handed over", [one.receipt(3, size=5, log=old)])
        early = DAY_ONE + 3 * MINUTE + 1
        older = one.bundle(size=4, log=old, made=early)
        self.holds(older, [newer])
        self.holds(newer, [older])
        self.holds(one.receipt(3, size=4, log=old), [newer])
        self.refused(one.receipt(3, size=5, log=old), "handed over", [newer])
        self.refused(newer, "handed over", [one.dated_head(5, DAY_ONE, [old])])
        # A handover alone tells that two keys belong together, where both are known.
        pair = one.handover(4, old, one.log)
        self.refused(one.receipt(0), "another key", [older])
        self.holds(one.receipt(0), [older, pair])
        self.refused(one.receipt(0), "another key", [older, one.checkpoint(4, [old])])
        self.refused(one.receipt(0), "another key", [older, one.checkpoint(4, [old, one.log])])
        # What only some bundles hand over holds for all of them.
        mid = Signer("mid", one.origin)
        chain = [one.bundle(before=[mid], handovers={5: [mid, one.log]})]
        chain.append(one.bundle(size=5, log=mid, before=[old], handovers={4: [old, mid]}))
        self.holds(one.receipt(0), [*chain, one.receipt(1, size=4, log=old)])
        self.refused(one.receipt(0), "another key", [chain[1]])
        self.refused(one.bundle(), "another key", [], [parse_key(other.vkey)])
        self.holds(newer, [], [parse_key(old.vkey)])


class Programs(Base):
    """The two programs as they are called."""

    def run_in(self, folder, *words):
        """Runs one of the programs and gives its exit code and what it printed."""
        words = [sys.executable, str(HERE / words[0]), *words[1:]]
        done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
        self.assertNotIn(b"Traceback", done.stderr + done.stdout)
        return done.returncode, done.stdout.decode()

    def test_verify(self):
        one = small_tree()
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "b.zip").write_bytes(one.bundle())
            (Path(folder) / "r.tlog-proof").write_bytes(one.receipt(3))
            (Path(folder) / "c.txt").write_bytes(other_end(4).checkpoint(5))
            files = ["b.zip", "r.tlog-proof", "--key", one.log.vkey]
            code, said = self.run_in(folder, "verify.py", *files, "--json")
            self.assertEqual((code, json.loads(said)["valid"]), (0, True))
            code, said = self.run_in(folder, "verify.py", *files, "--against", "c.txt")
            self.assertEqual(code, 1)
            self.assertIn("two roots for size 5", said)
            self.assertEqual(self.run_in(folder, "verify.py", "c.txt")[0], 1)
            self.assertEqual(self.run_in(folder, "verify.py", "none.txt")[0], 1)
            self.assertEqual(self.run_in(folder, "verify.py", "b.zip", "--key", "x")[0], 1)

    def test_agree(self):
        one = small_tree()
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "b.zip").write_bytes(one.bundle())
            (Path(folder) / "c.txt").write_bytes(other_end(4).checkpoint(5))
            good = {"file": "b.zip", "against": [], "valid": True, "why": "whole"}
            bad = {"file": "b.zip", "against": ["c.txt"], "valid": False, "why": "a fork"}
            listed = Path(folder) / "expected.json"
            listed.write_text(json.dumps([good, bad]), encoding="utf-8")
            code, said = self.run_in(folder, "agree.py", folder)
            self.assertEqual((code, said.split(":")[-1].strip()), (0, "0 differences"))
            listed.write_text(json.dumps([good, bad | {"valid": True}]), encoding="utf-8")
            self.assertEqual(self.run_in(folder, "agree.py", folder)[0], 1)
            listed.write_text("[]", encoding="utf-8")
            self.assertEqual(self.run_in(folder, "agree.py", folder)[0], 1)


if __name__ == "__main__":
    unittest.main()
