"""What one receipt or one bundle says by itself: sections 9, 11, 12, 13 and 14."""

from .bodies import Bodies, View
from .keys import LOG
from .text import spell_time

DAY = 24 * 60 * 60 * 1000


def check_times(leaves, findings):
    """Refuses a time before that of the entry before it (section 9, number 6)."""
    for before, leaf in zip(leaves, leaves[1:]):
        if leaf.time < before.time:
            findings.refuse(
                "backdated",
                f"entry {leaf.sequence} has a time before that of entry {before.sequence}",
            )


def check_cosignature_times(checkpoint, last, findings):
    """Reports a cosignature of more than a day before the last entry that it covers."""
    for key, moment in checkpoint.cosigned:
        if last is not None and moment < last.time - DAY:
            findings.unknown(
                "clock",
                f"{key.name} cosigned size {checkpoint.size} at {spell_time(moment)}, more than"
                f" a day before entry {last.sequence} under it; one of two clocks is wrong",
            )


def check_tree(bundle, findings):
    """The checks of section 9 as far as the range allows them."""
    unseen, commands = 0, {}
    for leaf in bundle.leaves:
        if leaf.seen_size < bundle.first:
            unseen += 1
        elif bundle.roots[leaf.seen_size - bundle.first] != leaf.seen_root:
            findings.refuse(
                "seen", f"entry {leaf.sequence} has seen another root at size {leaf.seen_size}"
            )
        before = commands.get(leaf.command)
        if before is not None and before != leaf.sequence - 1:
            findings.refuse(
                "command", f"entry {leaf.sequence} repeats the command of entry {before}"
            )
        commands[leaf.command] = leaf.sequence
    check_times(bundle.leaves, findings)
    if unseen:
        findings.unknown(
            "seen", f"what the authors of {unseen} entries had seen lies before the range"
        )
    if bundle.first:
        findings.unknown("command", "commands were not compared with those before the range")


def check_bundle(bundle, findings):
    """All that a bundle that was read must still hold, and what it says."""
    manifest = bundle.manifest
    check_tree(bundle, findings)
    for checkpoint in [bundle.checkpoint, *bundle.earlier, *bundle.handovers]:
        check_cosignature_times(checkpoint, bundle.leaf_at(checkpoint.size - 1), findings)
    bodies = Bodies(View(bundle.first, bundle.leaves, bundle.parts, manifest.size), findings)
    bodies.check()
    bundle.restored = bodies.restored
    findings.say(
        "bundle",
        f"a bundle of {manifest.origin}: entries {manifest.first} to {manifest.end - 1} of"
        f" {manifest.size}, made {spell_time(manifest.made)} for {manifest.recipient};"
        f" {manifest.undisclosed} undisclosed; key {bundle.keys[0].short};"
        f" short code {bundle.checkpoint.short_code}",
    )
    for checkpoint in bundle.handovers:
        findings.say("handover", f"the log's key was handed over at size {checkpoint.size}")


def check_receipt(receipt, findings):
    """What a receipt that was read says."""
    leaf, checkpoint = receipt.leaf, receipt.checkpoint
    under = leaf if leaf.sequence == checkpoint.size - 1 else None
    check_cosignature_times(checkpoint, under, findings)
    parts = {(leaf.sequence, index): part for index, part in receipt.parts.items()}
    bodies = Bodies(View(leaf.sequence, [leaf], parts, checkpoint.size), findings)
    bodies.check()
    receipt.restored = bodies.restored
    findings.say(
        "receipt",
        f"a receipt of {leaf.origin}: entry {leaf.sequence}, {leaf.kind}, recorded"
        f" {spell_time(leaf.time)}, is under the checkpoint of {checkpoint.size} entries; key"
        f" {receipt.key.short}; short code {checkpoint.short_code}",
    )


def check_known(keys, cosigners, known, findings):
    """Compares the keys of a file with those that are known from elsewhere (sections 12, 15)."""
    for cosigner in cosigners:
        if cosigner not in known:
            findings.unknown(
                "cosigner",
                f"the key of the cosigner {cosigner.name} and the times of its cosignatures are"
                " only what the file says",
            )
    known = [key for key in known if key.kind == LOG]
    if not known:
        findings.unknown("key", f"the log's key {keys[0].short} is only what the file says")
    elif not set(keys) & set(known):
        findings.refuse("another key", f"the log's key {keys[0].short} is not the known one")
