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

from making import DAY_ONE, MINUTE, Signer, Tree
from parenthesis_record.keys import parse_key
from parenthesis_record.verdict import CLOCKS
from test_verify import LATER, WITNESS, Base, small_tree

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
        self.refused(data, "rolled back", [one.receipt(5)])
        self.refused(data, "rolled back", [one.receipt(1, cosigners=[(WITNESS, DAY_ONE)])])
        sent = email(one.checkpoint(6).decode(), DAY_ONE)
        self.refused(data, "rolled back", [sent])
        self.refused(data, "rolled back", [one.bundle(made=DAY_ONE)])
        self.refused(data, "rolled back", [one.bundle()])
        self.holds(data, [one.bundle(0, 3)])
        # The receipt is for an older entry and may have been made after the bundle.
        self.holds(data, [one.receipt(1), one.checkpoint(6)])
        self.holds(data, [one.receipt(1, cosigners=[(WITNESS, LATER)])])

    def test_backdated(self):
        one = small_tree()
        moment = DAY_ONE + 5 * MINUTE + CLOCKS
        self.holds(one.bundle(), [one.receipt(0, size=5, cosigners=[(WITNESS, moment)])])
        late = [(WITNESS, moment + 1000)]
        self.refused(one.bundle(), "backdated", [one.receipt(0, size=5, cosigners=late)])
        self.refused(one.bundle(), "backdated", [email(one.checkpoint(5).decode(), moment + 1000)])
        self.holds(one.bundle(0, 5), [one.receipt(0, size=5, cosigners=late)])
        known = [parse_key(WITNESS.vkey)]
        self.refused(one.bundle(), "backdated", [one.checkpoint(5, cosigners=late)], known)
        self.holds(one.bundle(), [one.checkpoint(5, cosigners=late)])
        two = other_end(4, time=DAY_ONE - 60 * MINUTE)
        self.holds(two.bundle())
        self.refused(two.bundle(), "backdated", [two.receipt(3, size=4)])

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
        self.holds(one.bundle(size=4, log=old, made=early), [newer])
        self.holds(one.receipt(3, size=4, log=old), [newer])
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
