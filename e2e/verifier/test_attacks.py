"""Tests of files that somebody made in order to be believed, to frame, or to exhaust."""

import contextlib
import io
import json
import tempfile
import unittest
from email.message import EmailMessage
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

import verify
from making import DAY_ONE, Signer, Tree, b64, passkey
from parenthesis_record import evidence
from parenthesis_record.keys import parse_key
from parenthesis_record.text import printable, unbase64
from parenthesis_record.zipfile1 import build, read
from test_evidence import email, other_end
from test_verify import Base, small_tree, valid

P256 = ec.derive_private_key(12345, ec.SECP256R1())
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def codes(found, level="unknown"):
    """The codes of one level among what was found."""
    return [code for one, code, _ in found if one == level]


def words_of(found):
    """All that was said, in one text."""
    return "\n".join(words for _, _, words in found)


class Keys(Base):
    """Whose key it is comes first."""

    def test_a_record_that_was_founded_again(self):
        one, again = small_tree(), Tree("again")
        again.add("family.founded/1", {"name": "Noor"})
        key = parse_key(one.log.vkey)
        kept = [one.receipt(3), one.dated_head(7, DAY_ONE)]
        self.refused(again.bundle(), "is not the known one", kept, [key])
        found = self.holds(again.bundle(), kept)
        self.assertIn("none of the evidence is of this tree", words_of(found))
        self.assertNotIn("none of the evidence", words_of(self.holds(one.bundle(), kept)))

    def test_a_known_key_that_handed_over(self):
        one = small_tree()
        old = Signer("old", one.origin)
        newer = one.bundle(before=[old], handovers={4: [old, one.log]})
        known = [parse_key(old.vkey)]
        self.refused(one.receipt(5), "another key", [], known)
        self.holds(one.receipt(5), [newer], known)
        pair = one.handover(4, old, one.log)
        early = one.bundle(size=4, log=old, made=DAY_ONE + 180000)
        head = one.dated_head(7, DAY_ONE + 10**9)
        both = [*known, parse_key(one.log.vkey)]
        for kept in ([pair, head], [head, pair]):
            self.holds(early, kept, both)
            self.holds(early, kept, known)
        self.refused(early, "another key", [head], both)

    def test_a_forged_handover(self):
        # Whoever has any checkpoint of the host adds a line of a key of their own.
        one, two = small_tree(), other_end(6)
        stranger, known = Signer("stranger", one.origin), [parse_key(one.log.vkey)]
        both = one.checkpoint(4, [one.log, stranger])
        alone = one.handover(4, one.log, stranger, [stranger, stranger])
        line = one.checkpoint(4).split(b"\n\n")[1]
        text, lines = one.handover(4, one.log, stranger, [stranger]).split(b"\n\n")
        stolen = text + b"\n\n" + line + lines
        other = one.handover(4, one.log, Signer("new", one.origin), [one.log, stranger])
        for note in (both, alone, stolen, other):
            more = {"log": stranger, "before": [one.log], "handovers": {4: [one.log, stranger]}}
            swapped = {"handovers/4.txt": note}
            forged = two.bundle(**more, change=lambda files, new=swapped: files.update(new))
            self.refused(forged, "is another key than", [], known)
            self.only("evidence", one.bundle(), [forged], known)
            kept = [two.bundle(log=stranger), note]
            for order in (kept, kept[::-1]):
                self.refused(one.bundle(), "another key", order, known)
                self.assertNotIn("fork", codes(valid(one.bundle(), order, known)[1], "refused"))
                self.refused(two.bundle(log=stranger), "is not the known one", order[:1], known)
        self.holds(one.bundle(), [both], known)
        self.only("evidence", one.bundle(), [stolen], known)
        # A key that the stranger hands over to is the stranger's.
        theirs = one.handover(4, stranger, Signer("new", one.origin))
        self.only("another key", one.bundle(), [theirs], known)

    def only(self, code, data, against, known):
        """The file is refused, for this reason and no other."""
        self.assertEqual(codes(valid(data, against, known)[1], "refused"), [code])

    def test_a_handover_alone(self):
        one, two = small_tree(), other_end(2)
        old, new = Signer("old", one.origin), Signer("new", "host.example")
        pair = one.handover(4, one.log, new)
        for note in (pair, email("> " + pair.decode().replace("\n", "\n> "))):
            found = self.holds(one.bundle(size=4), [note])
            self.assertIn("the same root at size 4", words_of(found))
            self.refused(one.bundle(), "handed over at size 4", [note])
            self.holds(one.bundle(size=4), [note, one.dated_head(7, DAY_ONE + 10**9, [new])])
            self.refused(
                one.bundle(size=4), "handed over", [note, one.dated_head(5, DAY_ONE + 10**9)]
            )
            longer = one.handover(5, one.log, new)
            self.refused(one.bundle(size=4), "handed over at size 4", [note, longer])
        # It states a root, like a checkpoint.
        forked = two.handover(4, one.log, new)
        self.refused(one.bundle(size=4), "two roots for size 4", [forked])
        # Of an old key that nobody knows, it is said that it was not checked.
        unknown = one.handover(4, old, one.log)
        self.assertIn("was not checked", words_of(self.holds(one.bundle(), [unknown])))
        self.refused(one.bundle(), "another key", [unknown, one.receipt(1, size=4, log=new)])
        early = one.receipt(1, size=4, log=old)
        self.holds(one.bundle(), [unknown, early])
        # Its line taken from another handover of that key.
        lines = [one.handover(size, old, one.log).split(b"\n\n") for size in (4, 5)]
        at = lines[0][1].index(b"\n")
        wrong = lines[0][0] + b"\n\n" + lines[1][1][:at] + lines[0][1][at:]
        self.holds(one.bundle(), [wrong])
        self.refused(one.bundle(), "a signature in it is not valid", [wrong], [parse_key(old.vkey)])
        # Links of a chain that no bundle shows.
        chain = [one.handover(2, old, new), one.handover(4, new, one.log)]
        early = one.receipt(1, size=2, log=old)
        for order in ([*chain, early], [early, *chain[::-1]]):
            self.holds(one.bundle(), order)
            self.holds(one.bundle(), order, [parse_key(old.vkey)])
        self.refused(one.bundle(), "another key", [chain[0], early])

    def test_what_was_not_checked(self):
        one = small_tree()
        text = one.text(7)
        line = f"\u2014 {one.origin} {b64(bytes(68))}\n"
        data = f"{text}\n{line}".encode()
        self.refused(one.bundle(), "its signature was not checked", [data])
        wrong = f"\u2014 {one.origin} {b64(one.log.id + bytes(64))}\n"
        self.refused(one.bundle(), "not valid", [f"{text}\n{wrong}".encode()])
        # A line by nobody beside that of the log is not looked at.
        self.holds(one.bundle(), [f"{text}\n{one.log.line(text)}{line}".encode()])

    def test_a_handover_outside_the_range(self):
        one = small_tree()
        old = Signer("old", one.origin)
        more = {"before": [old], "handovers": {2: [old, one.log]}}
        self.assertIn("handover", codes(self.holds(one.bundle(4, 6, **more))))
        self.assertNotIn("handover", codes(self.holds(one.bundle(1, 6, **more))))
        two = other_end(1)
        forked = two.handover(2, old, one.log)

        def change(files):
            files["handovers/2.txt"] = forked

        self.holds(one.bundle(4, 6, **more, change=change))
        self.refused(one.bundle(**more, change=change), "fork")
        self.refused(one.bundle(4, 6, **more, change=change), "fork", [one.bundle(0, 3)])

    def test_files_together(self):
        one, two = small_tree(), other_end(4)
        stranger = Signer("stranger", one.origin)

        def both(*files):
            reports = verify.verify([(f"file {n}", data) for n, data in enumerate(files)])
            return [codes(report.findings.found, "refused") for report in reports]

        self.assertEqual(both(one.bundle(), one.receipt(2)), [[], []])
        self.assertEqual(both(one.bundle(), two.receipt(1, size=6)), [["fork"], ["fork"]])
        self.assertEqual(both(one.bundle(), two.bundle(log=stranger)), [["another key"]] * 2)

    def test_cosigners(self):
        one = small_tree()
        poser = Signer("poser", "evil.example/device/Elias-telephone", 4)
        found = self.holds(one.bundle(cosigners=[(poser, DAY_ONE + 10**7)]))
        self.assertIn(f"a cosigner calls itself {poser.name}", words_of(found))


class Contents(Base):
    """The manifest covers each byte, also where the ZIP is made anew around it."""

    def test_each_file(self):
        files = read(small_tree().bundle(1, 6, shown=[(2, 0), (2, 1)], pdf=b"%PDF"))
        for place, (name, contents) in enumerate(files[1:], 1):
            for at in range(0, len(contents), max(1, len(contents) // 40)):
                changed = contents[:at] + bytes([contents[at] ^ 1]) + contents[at + 1 :]
                made = [*files[:place], (name, changed), *files[place + 1 :]]
                with self.subTest(name=name, at=at):
                    self.refused(build(made), f"{name} is not the file that the manifest names")


class Passkeys(Base):
    """Assertions that are none, or that serve twice."""

    def body(self, text):
        """A bundle with one more entry, of this body."""
        one = small_tree()
        one.add("a/1", text.encode())
        return one.bundle()

    def test_where_another_reader_gives_up(self):
        def nested(levels):
            return '{"assertion":{},"x":%s}' % ("[" * (levels - 1) + "]" * (levels - 1))

        self.refused(self.body(nested(64)), "assertion")
        for text in [
            nested(65), nested(140), nested(5000), '{"assertion":{},"x":"\\ud800"}',
            '{"assertion":{},"\\udc00":1}', '{"assertion":{},"x":{"x":1,"x":["\\udc00a"],"x":2}}',
            '{"assertion":{},"x":NaN}', '{"assertion":{}}x', '[{"assertion":{}}]',
            '{"assertion":{},"x":01}', '{"assertion":{},"x":"\t"}', '\ufeff{"assertion":{}}',
        ]:  # fmt: skip
            with self.subTest(text=text[:40]):
                self.holds(self.body(text))
        for text in [
            '{"assertion":{},"x":1e999}', '{"assertion":[]}', '{"assertion":"x"}',
            '{"\\u0061ssertion":{}}', '{"assertion":{},"x":"\\ud83d\\ude00"}',
            '{"assertion":null,"assertion":null}', '{"x":%s,"assertion":0}' % ("9" * 5000),
        ]:  # fmt: skip
            with self.subTest(text=text[:40]):
                self.refused(self.body(text), "assertion")

    def test_lists_are_no_objects(self):
        one = small_tree()
        good = passkey(one, 3, P256, -7)
        one.add("a/1", {"assertion": list(good.values())})
        self.refused(one.bundle(), "not a JSON object")

        def listed(text):
            return json.dumps(list(json.loads(text).values()))

        def with_more(more):
            return lambda text: text[:-1] + f',"x":{more}}}'

        deep, deeper = ("[" * levels + "]" * levels for levels in (63, 64))
        for change in (listed, with_more(deeper), with_more('"\\ud800"')):
            one = small_tree()
            one.add("a/1", {"assertion": passkey(one, 3, P256, -7, text=change)})
            self.refused(one.bundle(), "client data")
        one = small_tree()
        one.add("a/1", {"assertion": passkey(one, 3, P256, -7, text=with_more(deep))})
        self.holds(one.bundle())

    def test_one_assertion_twice(self):
        one = small_tree()
        good = passkey(one, 3, P256, -7)
        one.add("a/1", {"assertion": good})
        found = words_of(self.holds(one.bundle()))
        self.assertIn("its author agreed to entry 3 with a passkey", found)
        self.assertIn("its own further words are not covered by it", found)
        r, s = decode_dss_signature(unbase64(good["signature"], "it"))
        other = encode_dss_signature(r, P256_ORDER - s)
        for again in (good, good | {"signature": b64(other)}):
            two = small_tree()
            two.add("a/1", {"assertion": good})
            two.add("a/1", {"assertion": again, "words": "and more"}, author="elias")
            self.refused(two.bundle(), "the assertion of entry 7")
            self.refused(two.receipt(8), "the assertion of entry", [two.receipt(7)])
            both = [two.receipt(8), two.receipt(7)]
            self.refused(two.bundle(0, 2), "the assertion of entry", both)
            self.holds(two.bundle(shown=[(8, 0)]))
            self.holds(two.receipt(8), [two.receipt(8)])
        # A second signature of its own is another assertion.
        one.add("a/1", {"assertion": passkey(one, 3, P256, -7)})
        self.holds(one.bundle())


def attached(text, *files, kind="plain"):
    """An e-mail with a text and attachments (name, bytes)."""
    message = EmailMessage()
    message["From"] = "mara@example.org"
    message.set_content(text, subtype=kind)
    for name, data in files:
        octets = {"maintype": "application", "subtype": "octet-stream"}
        message.add_attachment(data, filename=name, **octets)
    return message.as_bytes()


class Texts(Base):
    """Nothing in a text or an e-mail is passed over in silence."""

    def test_what_begins_like_evidence(self):
        one = small_tree()
        good, bad = one.checkpoint(3).decode(), one.checkpoint(5).decode()
        for old, new in [
            ("=\n\n", "\n\n"), ("\n5\n", "\n05\n"), ("\n5\n", "\n" + "9" * 30 + "\n"),
            ("\u2014 ", "- "), ("\u2014 ", "\u2014 Mara\n\u2014 "),
        ]:  # fmt: skip
            with self.subTest(new=new):
                mangled = bad.replace(old, new, 1)
                self.assertNotEqual(mangled, bad)
                self.refused(one.bundle(), "line 8 of the text", [f"{good}\n\n{mangled}".encode()])
        self.refused(one.bundle(), "line 3", [b"x\n\nparenthesis/newest@v1\nx\n"])
        self.refused(one.bundle(), "line 2", [b"x\n> c2sp.org/tlog-proof@v1\n> x\n"])
        self.holds(one.bundle(), [f"{good}\n\n{one.origin}\nis the name of it\n".encode()])

    def test_limits(self):
        one, two = small_tree(), other_end(4)
        fork = two.checkpoint(5).decode()
        many = (one.checkpoint(1).decode() + "\n") * evidence.MOST_NOTES
        self.refused(one.bundle(), "more than 10000 notes", [(many + fork).encode()])
        message = EmailMessage()
        message.set_content(one.checkpoint(1).decode())
        for _ in range(evidence.MOST_PARTS):
            message.add_attachment("x")
        message.add_attachment(fork)
        self.refused(one.bundle(), "more than 1000 parts", [message.as_bytes()])
        head = b"From: a@b.c\nContent-Type: message/rfc822\n\n"
        inner = b"From: a@b.c\n\n" + fork.encode()
        self.refused(one.bundle(), "fork", [head * 7 + inner])
        self.refused(one.bundle(), "in each other", [head * 30 + inner])
        self.refused(one.bundle(), "in each other", [head * 100000 + inner])
        coded = head.replace(b"\n\n", b"\nContent-Transfer-Encoding: base64\n\n") + inner
        self.refused(one.bundle(), "in an encoding", [coded])
        long = b"Content-Type: text/plain; x=" + b"(" * 50000 + b"\n\n" + inner
        self.refused(one.bundle(), "too long", [long])

    def test_places_where_nobody_looks(self):
        one, fork = small_tree(), other_end(4).checkpoint(5)
        head = b"From: a@b.c\nContent-Type: multipart/mixed; boundary=q\n\n%b\n--q\n\n%b\n--q--\n%b"
        good = one.checkpoint(3)
        self.holds(one.bundle(), [head % (b"", good, b"")])
        self.refused(one.bundle(), "fork", [head % (fork, good, b"")])
        self.refused(one.bundle(), "fork", [head % (b"", good, fork)])
        folded = b"Note: this\n " + fork.replace(b"\n", b"\n ") + b"\n\n" + good
        self.refused(one.bundle(), "as evidence", [folded])

    def test_attachments(self):
        one = small_tree()
        good = one.checkpoint(3).decode()
        document = ("plan.docx", b"PK\x03\x04" + bytes(100))
        found = self.holds(one.bundle(), [attached(good, document)])
        self.assertIn("'plan.docx' is a ZIP, but not a bundle", words_of(found))
        self.refused(one.bundle(), "not a bundle", [attached("Here.", document)])
        self.holds(one.bundle(), [attached("Here.", document, ("b.zip", one.bundle(0, 3)))])
        wrong = ("b.zip", one.bundle(0, 3)[:-1] + b"x")
        self.refused(one.bundle(), "spelled", [attached(good, wrong)])
        self.holds(one.bundle(), [f"PK und ich\n\n{good}".encode()])

    def test_spellings(self):
        one, two = small_tree(), other_end(4)

        def forked(data, kept):
            self.refused(data, "fork", kept)

        for tree, expected in ((one, self.holds), (two, forked)):
            text = tree.checkpoint(5).decode()
            rows = text.rstrip("\n").split("\n")
            divs = "".join(f"<div>{row or '<br>'}</div>\n" for row in rows)
            pages = [
                f"<html><body><pre>{text}</pre></body></html>", text.replace("\n", "<br>\n"), divs,
                text.replace("\n", "<br/>"), "".join(f"<p>{row or '&nbsp;'}</p>" for row in rows),
                f"<p>See:</p><blockquote><pre>\n{text}</pre></blockquote>",
            ]  # fmt: skip
            for page in pages:
                with self.subTest(page=page[:30]):
                    expected(one.bundle(), [attached(page, kind="html")])
            for prefix in ("| ", "> | ", ">>", "\t"):
                quoted = "".join(f"{prefix}{row}".rstrip() + "\r\n" for row in rows)
                expected(one.bundle(), [quoted.encode()])
                expected(one.bundle(), [email(quoted)])
            expected(one.bundle(), [("\ufeff" + text).encode()])
            receipt = tree.receipt(4, size=5)
            for receipt in (receipt.replace(b"\n", b"\r\n"), receipt + b"\n"):
                expected(one.bundle(), [receipt])
                expected(one.bundle(), [email("Here.", attached=receipt)])

    def test_charsets(self):
        one = small_tree()
        text = one.checkpoint(3).decode()
        head = "From: a@b.c\nContent-Type: text/plain; charset=%s\n\n"
        for charset in ("utf-8", "none-such", "punycode", "hex", "undefined", '"a\0b"'):
            self.holds(one.bundle(), [(head % charset).encode() + text.encode()])
        wide = (head % "utf-16").encode()
        self.holds(one.bundle(), [wide.replace(b"\n\n", b"\nContent-Transfer-Encoding: base64\n\n")
                                  + b64(text.encode("utf-16")).encode()])  # fmt: skip

    def test_much_of_nothing(self):
        one = small_tree()
        row = f"\u2014\nparenthesis/a {b64(bytes(68))}\n"
        for text in [
            row * 20000, "c2sp.org/tlog-proof@v1x\n" * 50000, "> " * 300000,
            f"{one.origin}\n" * 50000,
        ]:  # fmt: skip
            self.refused(one.bundle(), "no receipt", [text.encode()])
        for page in ["<" * 100000, "<a " * 50000, "&#" * 50000, "<br" + " " * 100000]:
            self.refused(one.bundle(), "no receipt", [attached(page, kind="html")])


class Terminal(Base):
    """What is printed cannot act."""

    def test_characters(self):
        for char in "\x1b\x07\r\x7f\x9b\u202e\u2028\u2029\u200b\ufeff\ud800\U000e0041":
            self.assertEqual(printable(f"a{char}b"), f"a\\u{{{ord(char):x}}}b")
        for text in ("Mara \u00e9 \u4e2d\u6587 \U0001f600\nx", "na\u0308me", ""):
            self.assertEqual(printable(text), text)

    def test_the_program(self):
        one = small_tree()
        name = "x\x1b[2J\nvalid\u202e"
        said = io.StringIO()
        said.reconfigure = lambda **_: None
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(said):
            path = Path(folder) / f"{name}.zip"
            path.write_bytes(one.bundle(recipient="x\u202e\u2028 valid"))
            kept = Path(folder) / "kept.eml"
            kept.write_bytes(attached("x", ("\u202e\x1bx.docx", b"PK\x03\x04" + bytes(40))))
            self.assertEqual(verify.main([str(path), "--against", str(kept)]), 1)
            self.assertEqual(verify.main([str(path), "--json"]), 0)
        for char in "\x1b\u202e\u2028":
            self.assertNotIn(char, said.getvalue())
        self.assertEqual(said.getvalue().split("\n").count("valid"), 0)


if __name__ == "__main__":
    unittest.main()
