"""Tests of the cases that generated bundles do not have."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

import agree
import scenarios
from test_verify import Base, valid


class Scenarios(Base):
    """Each of them, refused for its own reason and for no other."""

    # A receipt of another tree's root tells of the fork as well, and so on.
    ALSO = {"withheld": {"fork"}, "handed over twice": {"another key"}, "another key": set()}

    def test_each(self):
        names = set()
        for name, data, kept, code in scenarios.scenarios():
            with self.subTest(name=name):
                self.assertNotIn(name, names)
                names.add(name)
                good, found = valid(data, kept)
                refused = {one for level, one, _ in found if level == "refused"}
                self.assertEqual(good, code is None, found)
                wanted = set(code.split(", ")) if code else set()
                self.assertEqual(refused - self.ALSO.get(code, set()), wanted, found)
        self.assertGreater(len(names), 50)

    def test_what_is_said_of_a_later_size(self):
        wanted = "if you got this bundle after that, it was rolled back"
        for name, data, kept, _ in scenarios.scenarios():
            if name.startswith("perhaps"):
                found = self.holds(data, kept)
                said = [words for _, code, words in found if code == "later"]
                self.assertEqual(len(said), 1, found)
                self.assertIn("the record had 5 entries at 2026-07-05T14:0", said[0])
                self.assertIn(wanted, said[0])

    def test_a_folder_of_them(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(scenarios.main([folder]), 0)
            listed = json.loads((Path(folder) / "expected.json").read_text(encoding="utf-8"))
            self.assertEqual(len(listed), len(list(scenarios.scenarios())))
            self.assertEqual(agree.main([folder]), 0)


if __name__ == "__main__":
    unittest.main()
