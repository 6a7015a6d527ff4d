"""What one receipt or one bundle says by itself: sections 9, 11, 12, 13 and 14."""

from .bodies import Bodies, View
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


def check_made(manifest, leaves, findings):
    """Refuses a bundle that says it was made before an entry of its range (section 13)."""
    late = next((leaf for leaf in leaves if leaf.time > manifest.made), None)
    if late is not None:
        findings.refuse("made", f"it says that it was made before its own entry {late.sequence}")


def check_bundle(bundle, findings):
    """All that a bundle that was read must still hold, and what it says."""
    manifest = bundle.manifest
    check_tree(bundle, findings)
    for checkpoint in [bundle.checkpoint, *bundle.earlier]:
        check_cosignature_times(checkpoint, bundle.leaf_at(checkpoint.size - 1), findings)
    bodies = Bodies(View(bundle.first, bundle.leaves, bundle.parts, manifest.size), findings)
    bodies.check()
    bundle.restored, bundle.assertions = bodies.restored, bodies.assertions
    check_made(manifest, bundle.leaves, findings)
    findings.say(
        "bundle",
        f"a bundle of {manifest.origin}: entries {manifest.first} to {manifest.end - 1} of"
        f" {manifest.size}, made {spell_time(manifest.made)} for {manifest.recipient};"
        f" {manifest.undisclosed} undisclosed; key {bundle.keys[0].short};"
        f" short code {bundle.checkpoint.short_code}",
    )
    for handover in bundle.handovers:
        size, words = handover.size, " to ".join(key.short for key in handover.logs)
        findings.say("handover", f"the log's key was handed over at size {size}, from {words}")
        if not bundle.first <= size <= bundle.end and size != manifest.size:
            words = "whether the root that both keys signed is this tree's cannot be told"
            findings.unknown("handover", f"size {size} lies outside the range: {words}")


def check_receipt(receipt, findings):
    """What a receipt that was read says."""
    leaf, checkpoint = receipt.leaf, receipt.checkpoint
    under = leaf if leaf.sequence == checkpoint.size - 1 else None
    check_cosignature_times(checkpoint, under, findings)
    parts = {(leaf.sequence, index): part for index, part in receipt.parts.items()}
    bodies = Bodies(View(leaf.sequence, [leaf], parts, checkpoint.size), findings)
    bodies.check()
    receipt.restored, receipt.assertions = bodies.restored, bodies.assertions
    findings.say(
        "receipt",
        f"a receipt of {leaf.origin}: entry {leaf.sequence}, {leaf.kind}, recorded"
        f" {spell_time(leaf.time)}, is under the checkpoint of {checkpoint.size} entries; key"
        f" {receipt.key.short}; short code {checkpoint.short_code}",
    )


def check_cosigners(cosigners, known, findings):
    """Says of each cosigner that the reader does not know that only the file names it."""
    for cosigner in dict.fromkeys(cosigners):
        if cosigner not in known:
            findings.unknown(
                "cosigner",
                f"a cosigner calls itself {cosigner.name}; its key and the times of its"
                " cosignatures are only what the file says",
            )
