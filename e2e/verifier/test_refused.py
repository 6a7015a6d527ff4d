"""Tests of what a receipt or a bundle must not say, although all its bytes are signed."""

import base64
import io
import json
import unittest
import zipfile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from making import DAY_ONE, MINUTE, Signer, Tree, b64, device_signer, hexes, passkey, root
from parenthesis_record.zipfile1 import build, read
from test_verify import LATER, WITNESS, Base, small_tree

P256 = ec.derive_private_key(12345, ec.SECP256R1())
PHONE, TABLET = Signer("phone", "x"), Signer("tablet", "x")


def replaced(name, old, new):
    """Changes one file of a bundle before it is signed."""

    def change(files):
        assert old in files[name], files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


class Receipts(Base):
    """Receipts that are well signed and yet not right."""

    def test_lines(self):
        one = small_tree()
        other = Signer("other", "other.example", 4)
        pair = [(WITNESS, LATER)]

        def extra(old, new):
            return one.receipt(2, cosigners=pair, extra=lambda same: same.replace(old, new, 1))

        self.refused(extra(b"receipt@v1", b"receipt@v2"), "edition")
        self.refused(extra(b"part 0", b"part 1"), "commits to")
        self.refused(extra(b"part 0", b"part 00"), "decimal")
        self.refused(extra(b"cosigner ", b"witness "), "unknown")
        self.refused(extra(WITNESS.vkey.encode(), other.vkey.encode()), "not listed")
        line = f"cosigner {WITNESS.vkey}\n".encode()
        self.refused(extra(line, b""), "not listed")
        self.refused(extra(line, line + line), "twice")
        self.refused(extra(line, line + f"cosigner {other.vkey}\n".encode()), "lacks a listed")
        self.refused(extra(line, f"cosigner {one.log.vkey}\n".encode()), "does not serve")
        twice = one.checkpoint(7, [one.log, one.log])
        self.refused(one.receipt(2, checkpoint=twice), "signed twice")
        self.refused(one.receipt(2, checkpoint=one.checkpoint(6)), "proof")
        self.refused(one.receipt(2, checkpoint=Tree("other").checkpoint()), "another tree")
        self.refused(one.receipt(2) + b"\n", "no signature")
        wrong = device_signer("phone", one.origin)
        wrong = Signer("tablet", wrong.name, 4)
        self.refused(one.receipt(2, cosigners=[(wrong, LATER)]), "name of another key")
        proof = one.receipt(2)
        self.refused(proof.replace(b"index 2", b"index 3"), "sequence of its leaf")
        self.refused(proof.replace(b"tlog-proof@v1\n", b"tlog-proof@v1\nextra AA==\n"), "index")

    def test_together(self):
        one, two = small_tree(), small_tree()
        two.leaves[-1] = two.leaves[-1].replace(b"14:06", b"14:07")
        self.holds(one.receipt(0) + two.receipt(0, size=6))
        self.refused(one.receipt(0) + two.receipt(0), "fork")


class Bundles(Base):
    """Bundles that are well signed and yet not right."""

    def test_order_and_names(self):
        one = small_tree()
        files = list(one.files().items())
        self.refused(one.bundle(change=lambda held: held.update({"more.txt": b"x"})), "no place")
        self.refused(one.bundle(change=lambda held: held.update({"record.pdf": b"x"})), "order")
        self.refused(one.bundle(change=lambda held: held.pop("READ-ME.txt")), "READ-ME")
        self.refused(one.bundle(change=replaced("READ-ME.txt", b"Read this.\n", b"")), "empty")
        self.refused(build(files), "manifest")
        name = "attachments/2-1"
        self.refused(one.bundle(change=lambda held: held.update({name: b"x"})), "no line")
        shown = [(2, 0), (2, 1)]
        self.refused(one.bundle(shown=shown, change=lambda held: held.pop(name)), "not in the b")
        self.refused(one.bundle(shown=[(2, 1)]), "without its entry's body")

    def test_other_zips(self):
        files = read(small_tree().bundle())
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", method) as made:
                for name, contents in files:
                    made.writestr(name, contents)
            self.refused(out.getvalue(), "")
        data = build(files)
        self.refused(data + b"x", "spelled")
        self.refused(b"x" + data, "neither")
        self.refused(data[:-22], "spelled")
        self.refused(data[:200], "ends within")
        self.refused(build([files[0], files[0], *files[1:]]), "order")

    def test_manifest(self):
        one = small_tree()
        changes = [
            ("bundle@v1", "bundle@v2", "edition"), ("range 0 7", "range 0 6", "leaves"),
            ("range 0 7", "range 7 7", "range"), ("size 7", "size 07", "decimal"),
            ("language nl", "language n_l", "language"), ("de Vries", "de Vries ", "space"),
            ("de Vries", "de \x85Vries", "control"), ("Mr. A. de Vries", "x" * 201, "characters"),
            ("undisclosed 0", "undisclosed 1", "miscounts"), ("\nmade 2", "\nmade 1", "bounds"),
            ("language nl\n", "", "language"), (" keys.txt", " key.txt", "keys.txt"),
        ]  # fmt: skip
        for old, new, words in changes:
            with self.subTest(new=new):
                data = one.bundle(manifest=lambda text, a=old, b=new: text.replace(a, b, 1))
                self.refused(data, words)
        self.refused(one.bundle(recipient="\u00a0x"), "space")
        self.holds(one.bundle(recipient="\u00e9" * 200))

    def test_files(self):
        one = small_tree()
        earlier = {3: [(WITNESS, LATER)]}
        cases = [
            ("leaves.txt", one.leaves[2], one.leaves[3], "sequence"),
            ("parts.txt", b"2 0 ", b"1 0 ", "not ascending"),
            ("parts.txt", b"1 0 ", b"01 0 ", "decimal"),
            ("people.txt", b"Mara\n", b"Mara\nx\n", "no name"),
            ("keys.txt", b"log ", b"log-before ", "begin"),
            ("keys.txt", b"cosigner", b"cosigners", "unknown"),
            ("checkpoint.txt", b"\n7\n", b"\n6\n", "not valid"),
            ("checkpoints/3.txt", b"\n3\n", b"\n2\n", "not valid"),
        ]  # fmt: skip
        for name, old, new, words in cases:
            with self.subTest(name=name, new=new):
                change = replaced(name, old, new)
                self.refused(one.bundle(2 if "leaves" in name else 0, earlier=earlier,
                                        change=change), words)  # fmt: skip
        self.refused(one.bundle(3, earlier=earlier), "size of the range")
        self.refused(one.bundle(0, 7, earlier={7: [(WITNESS, LATER)]}), "earlier than the newest")
        self.refused(one.bundle(earlier={3: []}), "no cosignature")
        self.refused(one.bundle(1, 6, change=lambda held: held.pop("proof.txt")), "as many")
        other = Tree()
        other.add("a/1", {})
        other.add("a/1", {})
        fork = other.checkpoint(2, cosigners=[(WITNESS, LATER)])
        own = one.checkpoint(2, cosigners=[(WITNESS, LATER)])
        change = replaced("checkpoints/2.txt", own, fork)
        self.refused(one.bundle(earlier={2: [(WITNESS, LATER)]}, change=change), "fork")

    def test_the_whole_tree(self):
        one = small_tree()
        one.add("a/1", {}, seen=3, seen_root=root(one.leaves[:2]))
        self.refused(one.bundle(), "another root")
        self.refused(one.bundle(3), "another root")
        found = self.holds(one.bundle(4))
        self.assertIn("seen", [code for _, code, _ in found])
        one = small_tree()
        one.add("a/1", {}, command="two")
        self.refused(one.bundle(), "repeats the command")
        self.refused(one.bundle(4), "repeats the command")
        self.holds(one.bundle(5))
        one = small_tree()
        one.add("a/1", {}, time=DAY_ONE)
        self.refused(one.bundle(), "backdated")
        self.holds(one.bundle(7))
        self.holds(one.bundle(end=7))
        one = small_tree()
        one.add("a/1", {}, time=DAY_ONE + 6 * MINUTE)
        self.assertIn("clock", self.codes(one.bundle(cosigners=[(WITNESS, DAY_ONE - 10**9)])))
        one = small_tree()
        one.add("a/1", {}, sequence=8)
        self.refused(one.bundle(), "sequence")

    def codes(self, data):
        """The codes of what was found in a valid file."""
        return [code for _, code, _ in self.holds(data)]


class Bodies(Base):
    """Devices, erasures, endings and passkeys."""

    def device(self, one, signer, state="enrolled", author="mara", **more):
        """Adds a device's entry."""
        one.add("record.device/1", {"key": b64(signer.public), "state": state}, author, **more)

    def test_devices(self):
        one = Tree()
        self.device(one, PHONE, device=PHONE)
        one.add("a/1", {}, device=PHONE)
        self.holds(one.bundle())
        found = self.holds(one.bundle(1))
        self.assertIn("device", [code for level, code, _ in found if level == "unknown"])
        found = self.holds(one.bundle(shown=[(1, 0)]))
        self.assertIn("device", [code for level, code, _ in found if level == "unknown"])
        one.add("a/1", {}, author="elias", device=PHONE)
        self.refused(one.bundle(), "another author")
        one = Tree()
        self.device(one, PHONE, device=PHONE)
        self.device(one, PHONE, "revoked", device=PHONE)
        one.add("a/1", {}, device=PHONE)
        self.refused(one.bundle(), "revoked")
        found = self.holds(one.bundle(shown=[(0, 0), (2, 0)]))
        self.assertIn("device", [code for level, code, _ in found if level == "unknown"])
        one.leaves.pop()
        one.parts.pop()
        self.device(one, PHONE, device=PHONE)
        one.add("a/1", {}, device=PHONE)
        self.holds(one.bundle())

    def test_vouchers_that_cannot_be_told(self):
        def untold(data):
            found = self.holds(data)
            self.assertIn("device", [code for level, code, _ in found if level == "unknown"])

        one = Tree()
        self.device(one, PHONE, device=PHONE)
        self.device(one, TABLET, device=TABLET, author="elias")
        one.add("a/1", {}, author="elias", device=PHONE)
        self.refused(one.bundle(), "another author")
        untold(one.bundle(shown=[(0, 0), (2, 0)]))
        # The author's own enrolment may stand before the range.
        early = Tree()
        early.add("a/1", {})
        self.device(early, PHONE, device=PHONE)
        early.add("a/1", {}, author="elias", device=PHONE)
        self.refused(early.bundle(), "another author")
        untold(early.bundle(1))
        # Once enrolled by another author is enough.
        self.device(early, PHONE, "revoked")
        early.add("a/1", {}, author="elias", device=PHONE)
        self.refused(early.bundle(shown=[(1, 0), (3, 0), (4, 0)]), "another author")
        # Nobody enrolled it.
        one = Tree()
        one.add("a/1", {}, device=PHONE)
        untold(one.bundle())
        untold(one.receipt(0))
        # An entry of a device that is not shown may enrol it again.
        one = Tree()
        self.device(one, PHONE, device=PHONE)
        self.device(one, PHONE, "revoked", device=PHONE)
        self.device(one, PHONE, device=PHONE)
        untold(one.bundle(shown=[(0, 0), (1, 0)]))
        self.device(one, PHONE, "revoked")
        self.device(one, PHONE, "revoked", device=PHONE)
        self.refused(one.bundle(), "revoked")

    def test_enrolments(self):
        one = Tree()
        one.add("a/1", {})
        self.device(one, PHONE)
        self.refused(one.bundle(), "does not vouch")
        self.refused(one.receipt(1), "does not vouch")
        self.holds(one.bundle(end=1))
        self.holds(one.bundle(shown=[(0, 0)]))
        one = Tree()
        self.device(one, PHONE, device=TABLET)
        self.refused(one.bundle(), "does not vouch")
        one = Tree()
        self.device(one, PHONE, command="enrol")
        one.add("member.agreed/1", {"assertion": passkey(one, 0, P256, -7)}, command="enrol")
        self.refused(one.bundle(), "does not vouch")
        for wrong in [
            {"key": b64(PHONE.public)}, {"key": b64(PHONE.public), "state": "lent"},
            {"key": b64(PHONE.public)[:-4], "state": "enrolled"},
            {"key": b64(PHONE.public), "state": "enrolled", "assertion": None}, [], b"",
        ]:  # fmt: skip
            one = Tree()
            one.add("record.device/1", wrong, device=PHONE)
            with self.subTest(wrong=wrong):
                self.refused(one.bundle(), "body")

    def test_erasures(self):
        one = small_tree()
        body = {"entries": [{"sequence": 2, "parts": [0, 1]}], "asked": hexes("mara")}
        one.add("record.erased/1", body)
        kept = [(place, 0) for place in range(8) if place != 2]
        self.holds(one.bundle(shown=kept))
        self.holds(one.bundle(end=7))
        self.refused(one.bundle(), "erased it")
        # A receipt has not the leaf that says how many parts there are.
        unknown = body | {"entries": [{"sequence": 2, "parts": [3]}]}
        for wrong in [
            body | {"more": 1}, {"entries": []}, body | {"asked": "x"},
            body | {"entries": [{"sequence": 7, "parts": [0]}]},
            body | {"entries": [{"sequence": 2, "parts": [64]}]}, unknown,
            body | {"entries": [{"sequence": 2, "parts": [0], "parts2": [0]}]},
            b'{"entries":[{"sequence":-0,"parts":[]}],"asked":"%s"}' % hexes("x").encode(),
            body | {"entries": [{"sequence": 2.0, "parts": [0]}]}, [],
            b'{"entries":[],"entries":[],"asked":"%s"}' % hexes("x").encode(), b"",
        ]:  # fmt: skip
            one = small_tree()
            one.add("record.erased/1", wrong)
            with self.subTest(wrong=wrong):
                self.refused(one.bundle(shown=[(7, 0)]), "body")
                if wrong != unknown:
                    self.refused(one.receipt(7), "body")

    def test_endings(self):
        one = small_tree()
        one.add("record.closed/1", {})
        self.holds(one.bundle(shown=[]))
        self.refused(one.bundle(), "erased whole")
        self.refused(one.bundle(shown=[(7, 0)]), "erased whole")
        self.holds(one.receipt(7, shown=()))
        one.add("a/1", {})
        self.refused(one.bundle(shown=[]), "closing")
        self.refused(one.bundle(end=8, shown=[]), "closing")
        self.refused(one.receipt(7, shown=()), "closing")
        one = small_tree()
        lost = {"size": 120, "root": b64(bytes(32)), "key": Signer("lost", one.origin).vkey}
        one.add("record.restored/1", lost)
        self.assertIn("restored", [code for _, code, _ in self.holds(one.bundle())])
        one.add("record.sung/1", {})
        self.refused(one.bundle(), "newer verifier")
        self.holds(one.bundle(shown=[]))

    def test_passkeys(self):
        keys = [(-7, P256), (-8, Ed25519PrivateKey.from_private_bytes(bytes(32)))]
        keys.append((-257, rsa.generate_private_key(65537, 2048)))
        for alg, private in keys:
            one = small_tree()
            one.add("swap.accepted/1", {"assertion": passkey(one, 3, private, alg)}, "elias")
            found = self.holds(one.bundle())
            wanted = "7: who vouches for it: its author agreed to entry 3 with a passkey"
            self.assertTrue(any(wanted in said for _, _, said in found))
            self.holds(one.bundle(4))
            self.holds(one.receipt(7))
        self.refused_passkey("not Ed25519", then={"alg": -8})
        self.refused_passkey("not RSA", then={"alg": -257})
        self.refused_passkey("not known", then={"alg": -37})
        self.refused_passkey("across", client={"crossOrigin": True})
        self.refused_passkey("assertion", client={"type": "webauthn.create"})
        self.refused_passkey("used on", client={"origin": "https://evilfamily.example"})
        self.refused_passkey("not https", client={"origin": "http://family.example"})
        self.refused_passkey("not https", client={"origin": "https://family.example/x"})
        self.refused_passkey("other words", client={"challenge": "AAAA"})
        self.refused_passkey("present", flags=4)
        self.refused_passkey("verifying", flags=1)
        self.refused_passkey("other words", then={"over": 2})
        self.refused_passkey("not before", then={"over": 7})
        self.refused_passkey("not described", then={"more": 1})
        self.refused_passkey("base64", then={"signature": "AA"})
        self.refused_passkey("valid", then={"signature": "AAAA"})
        one = small_tree()
        more = {"client": {"origin": "https://app.family.example:8443", "crossOrigin": False}}
        one.add("a/1", {"assertion": passkey(one, 3, P256, -7, **more)})
        self.holds(one.bundle())

    def test_more_of_passkeys(self):
        for client in [
            {"crossOrigin": None}, {"crossOrigin": 0}, {"origin": "https://Family.example"},
            {"origin": "https://family.example:443"}, {"origin": "https://family.example:0"},
            {"origin": "https://family.example:65536"}, {"origin": "https://family.example:080"},
            {"origin": "https://family.example."}, {"origin": "https://a..family.example"},
            {"origin": "https://-a.family.example"}, {"origin": "https://x@family.example"},
            {"origin": "https://family.example/"}, {"origin": "https://family.example\n"},
            {"origin": "https://" + "a" * 64 + ".family.example"}, {"origin": None},
            {"origin": "https://" + "a." * 120 + "family.example"},
        ]:  # fmt: skip
            self.refused_passkey("passkey", client=client)
        for rp in ["Family.example", "family.example.", "", "a..b", "a_b", "a" * 64, "-a", "a-"]:
            self.refused_passkey("domain", rp=rp)
        self.refused_passkey("domain", rp=".".join(["a" * 49] * 5) + ".abcd")
        for name in ("type", "challenge", "origin", "crossOrigin"):
            twice = f'{{"{name}":false,'
            self.refused_passkey("twice", text=lambda same, t=twice: t + same[1:-1] + ',"crossOrigin":false}')  # fmt: skip
        self.refused_passkey("not JSON", text=lambda same: same + "x")
        self.refused_passkey("object", text=lambda same: f"[{same}]")
        self.refused_passkey("client_data", client={"more": "x" * 4096})
        self.refused_passkey("attested", flags=0x45)
        self.refused_passkey("extensions", flags=0x85)
        self.refused_passkey("extensions", flags=0x85, after=b"\x9f")
        self.refused_passkey("extensions", flags=0x85, after=b"\xc0")
        self.refused_passkey("too long", after=b"\xa0")
        self.refused_passkey("bytes", then={"signature": ""})
        self.refused_passkey("bytes", then={"signature": b64(bytes(513))})
        self.refused_passkey("bytes", then={"key": b64(bytes(601))})
        self.refused_passkey("bytes", flags=0x85, after=b"\xa0" * 2012)
        self.refused_passkey("bytes", then={"client_data": b64(b"{" * 4097)})
        self.refused_passkey("read", then={"key": b64(bytes(91))})
        self.refused_passkey("known", then={"alg": -7.0})
        self.refused_passkey("whole number", then={"over": 3.0})
        for more in [
            {"client": {"crossOrigin": False, "more": None}}, {"rp": "localhost"},
            {"client": {"origin": "https://family.example:65535"}}, {"rp": "a-b.x1.example"},
            {"flags": 0x85, "after": b"\xa0"}, {"flags": 0x85, "after": b"\xbf" + bytes(2010)},
            {"flags": 0x1D}, {"rp": ".".join(["a" * 49] * 5) + ".abc"},
            {"text": lambda same: '{"x":-0,"y":[],"x":{"type":1,"type":2},' + same[1:]},
            {"text": lambda same: same.replace("webauthn.get", "webauthn\\u002eget")},
            {"text": lambda same: '{"x":' + "9" * 3000 + "," + same[1:]},
        ]:  # fmt: skip
            one = small_tree()
            one.add("a/1", {"assertion": passkey(one, 3, P256, -7, **more)})
            with self.subTest(more=more):
                self.holds(one.bundle())

    def test_where_an_assertion_stands(self):
        one = small_tree()
        good = passkey(one, 3, P256, -7)
        wrong = good | {"rp": "other.example"}
        spelled = [
            (json.dumps({"assertion": None}), True), (json.dumps([{"assertion": 1}]), True),
            (json.dumps({"in": {"assertion": wrong}}), True), ('{"assertion":1', True),
            (json.dumps({"assertion": wrong}), False), ('{"assertion":false}', False),
            ('{"assertion":null,"assertion":null}', False),
            ('{"assertion":null,"assertion":%s}' % json.dumps(good), False),
            ('{"assertion":%s,"more":1,"more":2}' % json.dumps(good), True),
            ('{"assertion":%s}' % json.dumps(good).replace("{", '{"alg":-7,'), False),
        ]  # fmt: skip
        for body, expected in spelled:
            one = small_tree()
            one.add("a/1", body.encode())
            with self.subTest(body=body[:60]):
                (self.holds if expected else lambda data: self.refused(data, "body"))(one.bundle())

    def test_keys_of_passkeys(self):
        small = rsa.generate_private_key(65537, 1024)
        self.refused_passkey("2048", private=(small, -257))
        numbers = rsa.generate_private_key(3, 2048)
        one = small_tree()
        one.add("a/1", {"assertion": passkey(one, 3, numbers, -257)})
        self.holds(one.bundle())
        n = numbers.public_key().public_numbers().n
        for e, modulus, words in [
            (2**32 + 1, n, "exponent"), (65537, 2**4096 + 1, "4096 bits"), (2**32 - 1, n, "valid"),
        ]:  # fmt: skip
            key = rsa.RSAPublicNumbers(e, modulus).public_key()
            self.refused_passkey(words, private=(numbers, -257), then={"key": b64(der(key))})
        signature = base64.b64decode(passkey(small_tree(), 3, numbers, -257)["signature"])
        for wrong in (b"\0" + signature, signature[:-1]):
            self.refused_passkey("as long", private=(numbers, -257), then={"signature": b64(wrong)})
        other = ec.generate_private_key(ec.SECP384R1())
        self.refused_passkey("P-256", private=(other, -7))
        point = P256.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint
        )
        head = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
        self.refused_passkey("passkey", then={"key": b64(head + point)})
        self.refused_passkey("passkey", then={"key": b64(der(P256.public_key()) + b"\0")})
        weak = bytes.fromhex("302a300506032b6570032100") + (1).to_bytes(32, "little")
        self.refused_passkey("Ed25519", then={"key": b64(weak), "alg": -8})

    def refused_passkey(self, reason, then=None, private=(P256, -7), **more):
        """A passkey's assertion with this change is refused."""
        one = small_tree()
        one.add("a/1", {"assertion": passkey(one, 3, *private, **more) | (then or {})})
        with self.subTest(reason=reason, more=more, then=then):
            self.refused(one.bundle(), reason)


def der(key):
    """A public key as SubjectPublicKeyInfo."""
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


if __name__ == "__main__":
    unittest.main()
