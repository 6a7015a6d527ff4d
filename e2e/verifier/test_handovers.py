"""Tests of handovers: new keys for the same tree (section 10, number 9)."""

import unittest

from making import DAY_ONE, Signer, Tree, b64
from test_verify import LATER, WITNESS, Base, small_tree


class Handovers(Base):
    """New keys for the same tree."""

    def test_chain(self):
        one = small_tree()
        old, mid, new = Signer("old", one.origin), Signer("mid", "host.example"), one.log
        pairs = {3: [old, mid], 5: [mid, new]}
        self.holds(one.bundle(before=[mid, old], handovers=pairs))
        self.holds(one.bundle(4, before=[mid, old], handovers=pairs))
        self.holds(one.bundle(before=[mid], handovers={7: [mid, new]}))
        self.refused(one.bundle(before=[old, mid], handovers=pairs), "follow each other")
        self.refused(one.bundle(before=[mid], handovers=pairs), "2 handovers")
        self.refused(one.bundle(before=[mid, old], handovers={5: [mid, new]}), "1 handovers")
        swapped = {5: [old, mid], 3: [mid, new]}
        self.refused(one.bundle(before=[mid, old], handovers=swapped), "follow each other")
        for signers in ([mid, new, old], [mid], [new], [mid, new, new]):
            self.changed(one.handover(5, mid, new, signers), "exactly two")

    def changed(self, note, words):
        """A bundle whose only handover is another note."""
        one = small_tree()
        mid = Signer("mid", "host.example")
        more = {"before": [mid], "handovers": {5: [mid, one.log]}}
        change = lambda files: files.update({"handovers/5.txt": note})  # noqa: E731
        self.refused(one.bundle(**more, change=change), words)

    def test_forged(self):
        one, other = small_tree(), Tree("other")
        mid, new = Signer("mid", "host.example"), one.log
        stranger, poser = Signer("s", one.origin), Signer("mid", "other.example")
        other.leaves = one.leaves
        good = one.handover(5, mid, new)
        self.changed(one.checkpoint(5, [mid, new]), "is no handover")
        self.changed(one.dated_head(5, DAY_ONE, [mid, new]), "is no handover")
        self.changed(one.handover(5, mid, new, [new, mid]), "not by the key that it names")
        self.changed(one.handover(5, mid, new, [new, new]), "to itself")
        self.changed(one.handover(5, mid, mid, [mid, mid]), "to itself")
        self.changed(one.handover(5, mid, stranger), "follow each other")
        self.changed(one.handover(5, stranger, new), "follow each other")
        self.changed(one.handover(5, poser, new), "follow each other")
        self.changed(one.handover(5, mid, new, [mid, stranger]), "not by the key that it names")
        self.changed(one.handover(4, mid, new), "another size")
        self.changed(other.handover(5, mid, new), "another tree")
        # The lines of one handover under the text of another.
        text, lines = good.split(b"\n\n")
        wrong = one.handover(6, mid, new).split(b"\n\n")[1].split(b"\n")
        rows = lines.split(b"\n")
        self.changed(text + b"\n\n" + b"\n".join([wrong[0], rows[1], b""]), "by the old key")
        self.changed(text + b"\n\n" + b"\n".join([rows[0], wrong[1], b""]), "by the new key")
        self.changed(good.replace(b"/handover@v1", b"/handover@v2"), "is no handover")
        self.changed(good.replace(b"\n\n", b"\nmore\n\n"), "6 lines")
        self.changed(good.replace(b"\n\n", b"\n\n\n"), "6 lines")
        self.changed(good + b"\n", "")
        witness = WITNESS.vkey.encode()
        self.changed(good.replace(new.vkey.encode(), witness), "does not serve here")

    def test_of_no_entries(self):
        one = small_tree()
        mid = Signer("mid", "host.example")
        more = {"before": [mid], "handovers": {0: [mid, one.log]}}
        self.holds(one.bundle(**more))
        text = f"parenthesis/handover@v1\n{one.origin}\n0\n{b64(bytes(32))}\n{one.log.vkey}\n"
        note = (text + "\n" + mid.line(text) + one.log.line(text)).encode()
        change = lambda files: files.update({"handovers/0.txt": note})  # noqa: E731
        self.refused(one.bundle(**more, change=change), "no entries")

    def test_an_old_key_signs_no_more(self):
        one = small_tree()
        mid, pair = Signer("mid", "host.example"), [(WITNESS, LATER)]

        def change(files):
            files["checkpoints/5.txt"] = one.checkpoint(5, [mid], pair)

        more = {"before": [mid], "earlier": {5: pair}, "change": change}
        self.holds(one.bundle(handovers={6: [mid, one.log]}, **more))
        self.refused(one.bundle(handovers={4: [mid, one.log]}, **more), "handed over")


if __name__ == "__main__":
    unittest.main()
