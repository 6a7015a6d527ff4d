"""Makes small trees, receipts and bundles from docs/record-format.md, for the tests.

It shares only the ZIP writer with the verifier; trees and proofs are made by the
recursive definitions of RFC 6962, not by the verifier's way of checking them.
"""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from parenthesis_record.zipfile1 import build

DAY_ONE = 1783260000000  # 2026-07-05T14:00:00Z
MINUTE = 60000


def sha(data):
    """SHA-256."""
    return hashlib.sha256(data).digest()


def b64(data):
    """Base64."""
    return base64.b64encode(data).decode()


def spelled(moment):
    """Milliseconds since 1970 as in a leaf."""
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment % 1000:03d}Z"


def hexes(label):
    """32 hex digits of a label."""
    return sha(label.encode()).hex()[:32]


class Signer:
    """An Ed25519 key with a name: of a log (1) or of a cosigner (4)."""

    def __init__(self, label, name, kind=1):
        self.private = Ed25519PrivateKey.from_private_bytes(sha(label.encode()))
        self.public = self.private.public_key().public_bytes_raw()
        self.name, self.kind = name, kind
        self.id = sha(name.encode() + b"\n" + bytes([kind]) + self.public)[:4]

    @property
    def vkey(self):
        """name+id+key."""
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.kind]) + self.public)}"

    def line(self, text, moment=None):
        """The signature line for a text; with a moment, a cosignature."""
        if self.kind == 4:
            seconds = moment // 1000
            message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
            raw = seconds.to_bytes(8, "big") + self.private.sign(message)
        else:
            raw = self.private.sign(text.encode())
        return f"\u2014 {self.name} {b64(self.id + raw)}\n"


def device_signer(label, origin):
    """A parent's device as a cosigner."""
    plain = Signer(label, "x", 4)
    return Signer(label, f"{origin}/device/{hashlib.sha256(plain.public).hexdigest()[:16]}", 4)


def root(leaves):
    """MTH of RFC 6962, section 2.1."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return sha(b"\0" + leaves[0])
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\1" + root(leaves[:half]) + root(leaves[half:]))


def path(place, leaves):
    """PATH of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if place < half:
        return [*path(place, leaves[:half]), root(leaves[half:])]
    return [*path(place - half, leaves[half:]), root(leaves[:half])]


class Tree:
    """A tree with its entries and everything that is secret in it."""

    def __init__(self, label="family", tree="family"):
        self.tree, self.origin = tree, f"parenthesis/{hexes(label)}"
        self.leaves, self.parts = [], []
        self.log = Signer(f"log {label}", self.origin)

    def salt(self, index):
        """A salt; in a test it need not be random."""
        return sha(f"salt {self.origin} {len(self.leaves)} {index}".encode())

    def add(self, kind, body, author="mara", command=None, **more):
        """Adds one entry; `more`: attachments, device, seen, time, voucher."""
        place = len(self.leaves)
        if not isinstance(body, bytes):
            body = json.dumps(body, separators=(",", ":")).encode()
        command = hexes(command or f"command {place}")
        parts = [body, *more.get("attachments", [])]
        seen = more.get("seen", place)
        lines = (
            f"parenthesis/entry@v1\ntree {self.tree} {self.origin}\nkind {kind}\n"
            f"author {hexes(author)}\ncommand {command}\n"
            f"seen {seen} {b64(more.get('seen_root') or root(self.leaves[:seen]))}\n"
        )
        for index, part in enumerate(parts):
            head = f"parenthesis/commitment@v1\n{self.origin}\n{command}\n{index}\n".encode()
            lines += f"commit {index} {b64(sha(head + self.salt(index) + part))}\n"
        voucher = "server"
        if more.get("device"):
            signer = more["device"]
            signature = signer.private.sign(b"parenthesis/author@v1\n" + lines.encode())
            voucher = f"device {b64(signer.public)} {b64(signature)}"
        time = more.get("time", DAY_ONE + place * MINUTE)
        sequence = more.get("sequence", place)
        lines += f"sequence {sequence}\ntime {spelled(time)}\nvoucher {voucher}\n"
        self.parts.append([(self.salt(index), part) for index, part in enumerate(parts)])
        self.leaves.append(lines.encode())
        return place

    def commitment(self, place):
        """The commitment of part 0."""
        row = next(row for row in self.leaves[place].split(b"\n") if row.startswith(b"commit 0 "))
        return base64.b64decode(row.split(b" ")[2])

    def text(self, size):
        """The text of the checkpoint of this size."""
        return f"{self.origin}\n{size}\n{b64(root(self.leaves[:size]))}\n"

    def checkpoint(self, size=None, logs=None, cosigners=()):
        """A checkpoint; `cosigners` are (signer, moment)."""
        text = self.text(len(self.leaves) if size is None else size)
        note = text + "\n"
        for log in [self.log] if logs is None else logs:
            note += log.line(text)
        for cosigner, moment in cosigners:
            note += cosigner.line(text, moment)
        return note.encode()

    def dated_head(self, size, moment, logs=None):
        """The log's word that this size was the newest at this moment."""
        text = f"parenthesis/newest@v1\n{spelled(moment)}\n{self.text(size)}"
        return (text + "\n" + "".join(log.line(text) for log in logs or [self.log])).encode()

    def handover(self, size, old, new, signers=None):
        """A handover of this tree's key; `signers` instead of the two."""
        text = f"parenthesis/handover@v1\n{self.text(size)}{new.vkey}\n"
        pair = [old, new] if signers is None else signers
        return (text + "\n" + "".join(log.line(text) for log in pair)).encode()

    def receipt(self, place, size=None, shown=(0,), cosigners=(), log=None, **more):
        """A receipt; `more`: checkpoint, extra (a function of the lines)."""
        size = len(self.leaves) if size is None else size
        log = log or self.log
        extra = f"parenthesis/receipt@v1\nkey {log.vkey}\n"
        for cosigner, _ in cosigners:
            extra += f"cosigner {cosigner.vkey}\n"
        for index in shown:
            salt, part = self.parts[place][index]
            extra += f"part {index} {b64(salt)} {b64(part)}\n"
        extra = extra.encode() + b"\n" + self.leaves[place]
        extra = more.get("extra", lambda same: same)(extra)
        proof = "".join(b64(one) + "\n" for one in path(place, self.leaves[:size]))
        head = f"c2sp.org/tlog-proof@v1\nextra {b64(extra)}\nindex {place}\n{proof}\n"
        return head.encode() + (more.get("checkpoint") or self.checkpoint(size, [log], cosigners))

    def cut(self, first, end):
        """The roots of the cut between two places."""
        found = []
        while first < end:
            size = max(
                1 << bit
                for bit in range(54)
                if first % (1 << bit) == 0 and first + (1 << bit) <= end
            )
            found.append(root(self.leaves[first : first + size]))
            first += size
        return found

    def files(self, first=0, end=None, **more):
        """The files of a bundle without the manifest, by name.

        `more`: size, shown ((sequence, index) pairs), people, log, before (older keys),
        cosigners [(signer, moment)], earlier {size: [(signer, moment)]}, handovers
        {size: [old, new]}, pdf.
        """
        size = more.get("size", len(self.leaves))
        end = size if end is None else end
        shown = sorted(more.get("shown", [(place, 0) for place in range(first, end)]))
        log = more.get("log", self.log)
        files = {"READ-ME.txt": b"Read this.\n"}
        if more.get("pdf"):
            files["record.pdf"] = more["pdf"]
        files["leaves.txt"] = b"".join(self.leaves[first:end])
        rows = ""
        for place, index in shown:
            salt, part = self.parts[place][index]
            rows += f"{place} {index} {b64(salt)} {'-' if index else b64(part)}\n"
        files["parts.txt"] = rows.encode()
        people = sorted(more.get("people", {"mara": "Mara"}).items(), key=lambda one: hexes(one[0]))
        files["people.txt"] = "".join(f"{hexes(who)} {name}\n" for who, name in people).encode()
        proof = [("left", one) for one in self.cut(0, first)]
        proof += [("right", one) for one in self.cut(end, size)]
        files["proof.txt"] = "".join(f"{side} {b64(one)}\n" for side, one in proof).encode()
        earlier = more.get("earlier", {})
        signers = {one for one, _ in more.get("cosigners", [])}
        signers |= {one for pairs in earlier.values() for one, _ in pairs}
        keys = [f"log {log.vkey}"] + [f"log-before {one.vkey}" for one in more.get("before", [])]
        keys += [f"cosigner {vkey}" for vkey in sorted(one.vkey for one in signers)]
        files["keys.txt"] = "".join(row + "\n" for row in keys).encode()
        files["checkpoint.txt"] = self.checkpoint(size, [log], more.get("cosigners", []))
        for at, pairs in sorted(earlier.items()):
            files[f"checkpoints/{at}.txt"] = self.checkpoint(at, [log], pairs)
        for at, pair in sorted(more.get("handovers", {}).items()):
            files[f"handovers/{at}.txt"] = self.handover(at, *pair)
        for place, index in shown:
            if index:
                files[f"attachments/{place}-{index}"] = self.parts[place][index][1]
        always = ("attachments",)
        return {name: data for name, data in files.items() if data or name.startswith(always)}

    def bundle(self, first=0, end=None, change=None, **more):
        """A whole bundle; `change` may alter the files before the manifest is signed."""
        size = more.get("size", len(self.leaves))
        end = size if end is None else end
        files = self.files(first, end, **more)
        if change:
            change(files)
        rows = files.get("parts.txt", b"").decode("utf-8", "replace").split("\n")
        bodies = sum(row.split(" ")[1:2] == ["0"] for row in rows)
        text = (
            f"parenthesis/bundle@v1\ntree {self.tree} {self.origin}\nrange {first} {end}\n"
            f"size {size}\nroot {b64(root(self.leaves[:size]))}\n"
            f"made {spelled(more.get('made', DAY_ONE + 600 * MINUTE))}\n"
            f"language {more.get('language', 'nl')}\n"
            f"recipient {more.get('recipient', 'Mr. A. de Vries')}\n"
            f"undisclosed {more.get('undisclosed', end - first - bodies)}\n"
        )
        for name, data in files.items():
            text += f"file {b64(sha(data))} {len(data)} {name}\n"
        text = more.get("manifest", lambda same: same)(text)
        note = text + "\n" + more.get("log", self.log).line(text)
        return build([("manifest.txt", note.encode()), *files.items()])


def passkey(tree, over, private, alg, rp="family.example", **more):
    """An assertion over an entry.

    `more`: client (members to add), text (a function of the client data), flags, and
    after (bytes after the authenticator data's counter).
    """
    challenge = base64.urlsafe_b64encode(tree.commitment(over)).decode().rstrip("=")
    client = {"type": "webauthn.get", "challenge": challenge, "origin": f"https://{rp}"}
    client = json.dumps(client | more.get("client", {}))
    client = more.get("text", lambda same: same)(client).encode()
    authenticator = sha(rp.encode()) + bytes([more.get("flags", 5)]) + bytes(4)
    authenticator += more.get("after", b"")
    message = authenticator + sha(client)
    if alg == -7:
        signature = private.sign(message, ec.ECDSA(hashes.SHA256()))
    elif alg == -257:
        signature = private.sign(message, padding.PKCS1v15(), hashes.SHA256())
    else:
        signature = private.sign(message)
    der = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return {
        "over": over, "rp": rp, "key": b64(der), "alg": alg,
        "authenticator_data": b64(authenticator), "client_data": b64(client),
        "signature": b64(signature),
    }  # fmt: skip
