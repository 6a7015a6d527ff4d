"""Cases that generated bundles do not have, each with what a verifier has to say of it.

    python scenarios.py DIR     # writes them with DIR/expected.json, for agree.py and others

Each is made by the recursive definitions of making.py: lost entries after a restore, keys of
strangers, withheld entries, closed trees, and evidence that only together contradicts.
"""

import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from making import DAY_ONE, MINUTE, Signer, Tree, b64, hexes, passkey, root

DAY = 24 * 60 * MINUTE


def tree_of(count, last=None, **more):
    """A tree of so many entries; `last` is the body of the last one."""
    one = Tree()
    for place in range(count - 1):
        one.add("a/1", {"n": place})
    one.add("a/1", {"n": count - 1} if last is None else last, **more)
    return one


def quoted(text):
    """An e-mail in which somebody quotes a text."""
    rows = "".join(f"> {row}\r\n" for row in text.decode().split("\n"))
    return f"From: mara@example.org\r\nSubject: Fwd\r\n\r\nSee:\r\n{rows}".encode()


def lost():
    """A copy without its last entries, restored under a new key."""
    more, old = tree_of(9), Signer("old", "old.example")
    one = tree_of(6)
    body = {"size": 9, "root": b64(root(more.leaves)), "key": old.vkey}
    one.add("record.restored/1", body)
    one.add("a/1", {})
    late = DAY_ONE + DAY
    kept = {
        "receipt": more.receipt(8, log=old), "head": more.dated_head(9, late, [old]),
        "checkpoint": more.checkpoint(7, [old]), "bundle": more.bundle(log=old),
        "quoted": quoted(more.receipt(8, log=old)),
    }  # fmt: skip
    for name, data in kept.items():
        yield f"lost-{name}", one.bundle(), [data], "lost"
    yield "lost-but-hidden", one.bundle(shown=[]), [kept["receipt"]], "another key"
    yield "lost-but-smaller", one.bundle(), [more.checkpoint(6, [old])], "another key"
    yield "lost-alone", one.bundle(), [], None
    # What a receipt, or a third file, shows to have been lost.
    yield "lost-by-a-receipt", one.bundle(7), [one.receipt(6), kept["receipt"]], "lost"
    yield "lost-by-another-file", one.bundle(7), [one.bundle(6), kept["receipt"]], "lost"
    # Whoever has a key can write that a record was restored: of somebody else's, it is no word.
    stranger, theirs = Signer("stranger", one.origin), tree_of(2)
    theirs.add("record.restored/1", body | {"key": more.log.vkey})
    for name, forged in [
        ("receipt", theirs.receipt(2, log=stranger)), ("bundle", theirs.bundle(log=stranger)),
    ]:  # fmt: skip
        yield f"lost-by-a-strangers-{name}", more.bundle(), [forged], "another key"


def another_key():
    """What a stranger signs is neither a fork nor withheld, in whatever order it is given."""
    one, stranger = tree_of(4), Signer("stranger", tree_of(1).origin)
    forged = tree_of(4, "forged")
    genuine = tree_of(5).receipt(3)
    for name, data in [
        ("receipt", forged.receipt(3, log=stranger)), ("bundle", forged.bundle(log=stranger)),
        ("checkpoint", forged.checkpoint(4, [stranger])),
        ("other-entry", forged.receipt(0, log=stranger)),
        ("head", forged.dated_head(4, DAY_ONE, [stranger])),
    ]:  # fmt: skip
        yield f"stranger-{name}", one.bundle(), [data], "another key"
        yield f"stranger-{name}-first", one.bundle(0, 1), [data, genuine], "another key"
        yield f"stranger-{name}-last", one.bundle(0, 1), [genuine, data], "another key"
    new, mid = Signer("new", one.origin), Signer("mid", one.origin)
    early = {"made": DAY_ONE + MINUTE}
    first = one.bundle(size=2, **early)
    chain = [
        one.bundle(size=3, log=mid, before=[one.log], handovers={2: [one.log, mid]}),
        one.bundle(log=new, before=[mid], handovers={3: [mid, new]}),
    ]
    head = one.dated_head(4, DAY_ONE + DAY, [new])
    for order, kept in [("new", [chain[1], chain[0]]), ("old", chain)]:
        yield f"handovers-{order}-first", first, [*kept, head], None
        yield f"handovers-{order}-last", first, [head, *kept], None
    yield "handovers-with-a-gap", first, [head, chain[1]], "another key"
    notes = [one.handover(2, one.log, mid), one.handover(3, mid, new)]
    yield "handovers-alone", first, [*notes, head], None
    yield "handovers-alone-quoted", first, [head, quoted(notes[1]), quoted(notes[0])], None
    yield "handovers-alone-with-a-gap", first, [notes[1], head], "another key"
    yield "handovers-alone-signed-after", one.bundle(size=3), [notes[0]], "fork"
    yield "handovers-alone-fork", first, [forged_at_two(one, mid)], "fork"
    yield from forged_handovers(one, forged, stranger)


def forged_at_two(one, new):
    """A handover that states another root than the tree has at size 2."""
    return tree_of(2, "forged").handover(2, one.log, new)


def forged_handovers(one, other, stranger):
    """A stranger adds a line to a checkpoint, signs alone, or takes a line from elsewhere."""
    text, own = one.handover(3, one.log, stranger, [stranger]).split(b"\n\n")
    line = one.checkpoint(3).split(b"\n\n")[1]
    whole = one.handover(3, one.log, Signer("new", one.origin))
    notes = {
        "checkpoint": (one.checkpoint(3, [one.log, stranger]), None),
        "line": (text + b"\n\n" + line + own, "evidence"),
        "itself": (one.handover(3, one.log, stranger, [stranger, stranger]), "evidence"),
        "alone": (one.handover(3, one.log, stranger, [stranger]), "evidence"),
        "second": (whole[: whole.rindex("\u2014".encode())] + own, "evidence"),
        "turned": (one.handover(3, one.log, stranger, [stranger, one.log]), "evidence"),
    }
    theirs = other.bundle(log=stranger)
    for name, (note, code) in notes.items():
        forged = other.bundle(
            log=stranger, before=[one.log], handovers={3: [one.log, stranger]},
            change=lambda files, note=note: files.update({"handovers/3.txt": note}),
        )  # fmt: skip
        yield f"forged-handover-{name}", forged, [], "refused"
        yield f"forged-handover-{name}-kept", one.bundle(), [forged], "evidence"
        yield f"forged-handover-{name}-alone", one.bundle(), [note], code
        if code is None:
            yield f"forged-handover-{name}-first", one.bundle(), [note, theirs], "another key"
            yield f"forged-handover-{name}-last", one.bundle(), [theirs, note], "another key"


def twice():
    """A key that was handed over to two others."""
    one, fake = tree_of(6), tree_of(9, "made up")
    new, thief = Signer("new", one.origin), Signer("thief", one.origin)
    own = {"log": new, "before": [one.log], "handovers": {5: [one.log, new]}}
    honest, code = one.bundle(**own), "handed over twice"
    for size in (2, 5, 6):
        branch = one.handover(size, one.log, thief)
        yield f"twice-{size}", honest, [branch], code
        head = fake.dated_head(9, DAY_ONE + MINUTE, [thief])
        yield f"twice-{size}-and-more", honest, [head, branch, one.receipt(3, 5)], code
        forged = fake.bundle(log=thief, before=[one.log], handovers={size: [one.log, thief]})
        yield f"twice-{size}-forged", forged, [one.handover(5, one.log, new)], code
        yield f"twice-{size}-forged-kept", honest, [forged], code
    pair = [one.handover(5, one.log, new), one.handover(5, one.log, thief)]
    yield "twice-of-the-old-key", one.bundle(size=4), pair, code
    again = [one.handover(5, one.log, new), one.handover(5, one.log, new)]
    yield "twice-to-the-same", one.bundle(size=5), again, None
    stranger = Signer("stranger", one.origin)
    theirs = [one.handover(3, stranger, new), one.handover(3, stranger, thief)]
    yield "twice-by-a-stranger", one.bundle(), theirs, "another key"


def several_signers():
    """A checkpoint counts under each key that signed it, and under none of which a line is wrong."""
    one, forged = tree_of(6), tree_of(6, "forged")
    stranger = Signer("stranger", one.origin)
    theirs = one.receipt(1, log=stranger)
    for name, signers in [("first", [stranger, one.log]), ("last", [one.log, stranger])]:
        note = forged.checkpoint(6, signers)
        yield f"signers-{name}", one.bundle(), [note], "fork"
        both = "another key, fork"
        yield f"signers-{name}-known", one.bundle(), [note, theirs], both
        yield f"signers-{name}-known-before", one.bundle(), [theirs, note], both
    wrong = one.log.line("another text").encode()
    yield "signers-one-wrong", one.bundle(), [one.checkpoint(6) + wrong], "evidence"
    wrong = stranger.line("another text").encode()
    note = forged.checkpoint(6) + wrong
    yield "signers-strangers-wrong", one.bundle(), [note, theirs], both


def withheld():
    """A receipt's entry is not the one that stands in its place."""
    one, two = tree_of(5), tree_of(5, "other")
    for name, kept in [
        ("receipt", two.receipt(4)), ("quoted", quoted(two.receipt(4))),
        ("crlf", two.receipt(4).replace(b"\n", b"\r\n")), ("bundle", two.bundle(4, 5)),
    ]:  # fmt: skip
        yield f"withheld-{name}", one.bundle(), [kept], "withheld"
    yield "withheld-or-not-outside", one.bundle(0, 2), [one.receipt(4)], None
    yield "withheld-later", one.bundle(), [tree_of(6, "other").receipt(5)], "rolled back"


def closed():
    """A tree that was erased whole."""
    one = tree_of(3)
    one.add("record.closed/1", {})
    yield "closed", one.bundle(shown=[]), [one.receipt(3, shown=())], None
    yield "closed-but-shown", one.bundle(shown=[(1, 0)]), [], "erased"
    yield "closed-shows-its-own", one.bundle(shown=[(3, 0)]), [], "erased"
    yield "closed-receipt-with-body", one.receipt(3), [], "erased"
    one.add("a/1", {})
    yield "closed-and-goes-on", one.bundle(shown=[]), [], "closed"
    yield "closed-evidence-goes-on", one.bundle(4), [one.receipt(3, shown=())], "evidence"
    shut = tree_of(3)
    shut.add("record.closed/1", {})
    shut = shut.bundle(shown=[])
    for name, kept in [
        ("checkpoint", one.checkpoint(5)), ("head", one.dated_head(5, DAY_ONE + DAY)),
        ("receipt", one.receipt(4, shown=())),
    ]:  # fmt: skip
        code = "closed, rolled back" if name == "receipt" else "closed"
        yield f"closed-and-a-later-{name}", shut, [kept], code
    yield "closed-and-an-equal-checkpoint", shut, [one.checkpoint(4)], None
    one = tree_of(3)
    one.add("record.closed/2", {})
    one.add("a/1", {})
    yield "closed-by-a-later-edition", one.bundle(shown=[(4, 0)]), [], None


def made():
    """The time that a bundle says it was made at."""
    one = tree_of(4)
    more = tree_of(5)
    last = DAY_ONE + 3 * MINUTE
    yield "made-with-the-last", one.bundle(made=last), [], None
    yield "made-before-the-last", one.bundle(made=last - 1), [], "made"
    yield "made-before-all", one.bundle(made=0), [], "made"
    hidden = one.bundle(0, 2, made=last - 1)
    yield "made-before-what-is-hidden", hidden, [], None
    yield "made-before-what-is-kept", hidden, [one.receipt(3)], "made"
    for name, kept in [
        ("entry", more.receipt(4)), ("head", more.dated_head(5, last + MINUTE)),
        ("bundle", more.bundle(0, 1, made=last + MINUTE)),
    ]:  # fmt: skip
        yield f"perhaps-rolled-back-{name}", one.bundle(made=last + MINUTE), [kept], None
        yield f"rolled-back-{name}", one.bundle(made=last + MINUTE + 1), [kept], "rolled back"


def together():
    """Evidence that contradicts other evidence."""
    one, two = tree_of(6), tree_of(6, "other")
    part = one.bundle(0, 2)
    early = tree_of(6, time=DAY_ONE)
    yield "kept-fork", part, [one.receipt(5), two.receipt(5)], "fork"
    yield "kept-backdated", early.bundle(0, 2), [early.receipt(5)], "backdated"
    late = one.dated_head(5, DAY_ONE + DAY)
    yield "kept-backdated-by-a-head", part, [one.receipt(5), late], "backdated"
    heads = [one.dated_head(6, DAY_ONE + DAY), one.dated_head(5, DAY_ONE + DAY + 1)]
    yield "heads-fall", part, heads, "rolled back"
    yield "heads-fall-in-any-order", part, heads[::-1], "rolled back"
    yield "heads-at-once", part, [heads[0], one.dated_head(5, DAY_ONE + DAY)], None
    yield "kept-smaller-and-made-later", part, [one.bundle(0, 1), one.bundle(0, 1, size=3)], None
    lie = tree_of(4)
    lie.add("a/1", {}, seen=2, seen_root=root([b"another"]))
    yield "seen-elsewhere", lie.bundle(4), [lie.checkpoint(2)], "fork"
    yield "seen-elsewhere-in-evidence", lie.bundle(0, 3), [lie.receipt(4)], "fork"
    yield "seen-elsewhere-outside", lie.bundle(4), [lie.checkpoint(3)], None
    again = tree_of(4)
    again.add("a/1", {}, command="command 1")
    yield "command-again", again.bundle(0, 3), [again.receipt(4)], "commands"
    yield "command-with-a-gap", again.bundle(1, 2), [again.receipt(4)], None


def passkeys():
    """An assertion serves in one entry."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    one = tree_of(2)
    body = {"assertion": passkey(one, 0, key, -8)}
    one.add("plan.accepted/1", body, author="elias")
    yield "passkey", one.bundle(), [one.receipt(2)], None
    one.add("message.sent/1", body | {"words": "I give up the house"}, author="elias")
    yield "passkey-replayed", one.bundle(), [], "body"
    yield "passkey-replayed-in-evidence", one.bundle(0, 3), [one.receipt(3)], "passkey"
    yield "passkey-replayed-in-a-strip", one.bundle(3), [one.bundle(0, 3)], "passkey"
    yield "passkey-in-two-files", one.bundle(0, 3), [one.receipt(2)], None


def receipts_bodies():
    """The bodies in a receipt are judged as those in a bundle are, also where it is evidence."""
    for name, kind, body in [
        ("malformed", "record.device/1", {"bad": 1}), ("unknown", "record.foo/1", {}),
        ("erasing-later", "record.erased/1",
         {"entries": [{"sequence": 9, "parts": [0]}], "asked": hexes("mara")}),
    ]:  # fmt: skip
        one = tree_of(2)
        one.add(kind, body)
        one.add("a/1", {})
        yield f"receipt-{name}", one.bundle(0, 2), [one.receipt(2)], "evidence"
        yield f"receipt-{name}-hidden", one.bundle(0, 2), [one.receipt(2, shown=())], None


def respaced():
    """What mail programs do to a text."""
    one = tree_of(6)
    new = Signer("new", one.origin)
    key, dash = new.vkey, "\u2014 "
    ways = {
        "none": ("\n\n", "\n"), "three": ("\n\n", "\n\n\n\n"),
        "between": ("\n" + dash, "\n\n" + dash), "quoted": ("\n", "\n> "), "tabs": ("\n", "\n\t"),
        "vertical": ("\n", "\n\x0b"),
        "narrow": ("\n", "\u202f\n\u00a0"),
    }  # fmt: skip
    notes = {
        "handover": one.handover(3, one.log, new), "checkpoint": one.checkpoint(3),
        "head": one.dated_head(3, DAY_ONE + 3 * MINUTE), "receipt": one.receipt(2, 3),
    }  # fmt: skip
    for name, note in notes.items():
        text = note.decode()
        for way, (old, more) in ways.items():
            changed = text.replace(old, more).encode()
            yield f"text-{name}-{way}", one.bundle(size=3), [changed], None
        for way, more in [("name", "\u2014 Mara\n"), ("greeting", "\u2014 Mara and Elias\n")]:
            followed = (text + more).encode()
            yield f"text-{name}-before-a-{way}", one.bundle(size=3), [followed], None
        cut = text.rindex(dash) + 60
        broken = f"{text[:cut]}\n{text[cut:]}".encode()
        yield f"text-{name}-broken", one.bundle(size=3), [broken], None
        five = "\n".join(text[cut + 20 * n : cut + 20 * n + 20] for n in range(5))
        five = f"{text[:cut]}\n{five}{text[cut + 100 :]}".encode()
        yield f"text-{name}-broken-too-often", one.bundle(size=3), [five], "evidence"
    text = notes["handover"].decode()
    broken = text.replace(key, key[:60] + "\n" + key[60:]).encode()
    yield "text-handover-key", one.bundle(size=3), [broken], None


SCENARIOS = [
    lost, another_key, twice, several_signers, withheld, closed, made, together, passkeys,
    receipts_bodies, respaced,
]  # fmt: skip


def scenarios():
    """All of them: (name, file, evidence, the codes of a refusal or nothing)."""
    for group in SCENARIOS:
        yield from group()


def main(words):
    """Writes the files and what is expected of them."""
    if len(words) != 1:
        print(__doc__, file=sys.stderr)
        return 1
    folder, expected = Path(words[0]), []
    folder.mkdir(parents=True, exist_ok=True)
    for name, data, kept, code in scenarios():
        file = name + (".zip" if data.startswith(b"PK") else ".tlog-proof")
        (folder / file).write_bytes(data)
        against = []
        for number, one in enumerate(kept):
            end = "zip" if one.startswith(b"PK") else "eml" if one.startswith(b"From") else "txt"
            against.append(f"{name}-kept-{number}.{end}")
            (folder / against[-1]).write_bytes(one)
        why = f"refused: {code}" if code else "nothing contradicts"
        expected.append({"file": file, "against": against, "valid": code is None, "why": why})
    (folder / "expected.json").write_text(json.dumps(expected, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
