"""The bodies that a verifier reads, and who vouches for each entry (section 14)."""

from dataclasses import dataclass

from .keys import LOG, parse_key
from .leaf import MOST_PARTS
from .passkey import check_assertion
from .text import (
    Members,
    Refused,
    json_number,
    json_string,
    members,
    parse_json,
    parse_plain_json,
    pseudonym,
    require,
    unbase64,
)
from .tree import EMPTY_ROOT

DEVICE, ERASED = "record.device/1", "record.erased/1"
CLOSED, RESTORED = "record.closed/1", "record.restored/1"
READ = (DEVICE, ERASED, CLOSED, RESTORED)
ENROLLED, REVOKED = "enrolled", "revoked"


@dataclass
class View:
    """The entries at hand: leaves from `first`, the parts shown, the size of the tree."""

    first: int
    leaves: list
    parts: dict
    size: int

    def leaf_at(self, sequence):
        """The leaf at this place, if it is at hand."""
        if self.first <= sequence < self.first + len(self.leaves):
            return self.leaves[sequence - self.first]
        return None


class Bodies:
    """Reads every shown body, then judges erasures, devices and vouchers."""

    def __init__(self, view, findings):
        self.view, self.findings = view, findings
        self.devices, self.erased, self.closed, self.restored = {}, {}, None, []
        # By sequence, what an assertion is over; by the assertion, in which entry it stands.
        self.over, self.assertions = {}, {}
        # By key and author, the last of the device's entries; by author, one not shown;
        # by key, who ever enrolled it.
        self.last, self.hidden, self.enrollers = {}, {}, {}

    def check(self):
        """All checks of section 14."""
        for leaf in self.view.leaves:
            if leaf.kind == CLOSED and self.closed is None:
                self.closed = leaf.sequence
            if leaf.kind.startswith("record.") and leaf.kind not in READ:
                self._unknown_kind(leaf)
            body = self.view.parts.get((leaf.sequence, 0))
            if body is None:
                continue
            try:
                self._read(leaf, body)
            except Refused as error:
                self.findings.refuse("body", f"entry {leaf.sequence}: {error}")
        self._check_closed()
        self._check_erased()
        for leaf in self.view.leaves:
            self._check_voucher(leaf)
            self._remember(leaf)

    def _unknown_kind(self, leaf):
        words = f"entry {leaf.sequence} is of the kind {leaf.kind}; a newer verifier is needed"
        if (leaf.sequence, 0) in self.view.parts:
            self.findings.refuse("kind", words)
        else:
            self.findings.unknown("kind", words)

    def _read(self, leaf, body):
        if leaf.kind in READ:
            value = parse_json(body, "the body")
            {
                DEVICE: self._device,
                ERASED: self._erasure,
                CLOSED: self._closing,
                RESTORED: self._restoring,
            }[leaf.kind](leaf, value)
            return
        if b"assertion" not in body and b"\\u" not in body:
            return
        try:
            value = parse_plain_json(body, "the body")
        except Refused:
            return  # A body of another kind need not be understood.
        if isinstance(value, Members) and "assertion" in value:
            require("assertion" not in value.repeated, "the body has two assertions")
            if value["assertion"] is not None:
                self._assertion(leaf, value["assertion"])

    def _device(self, leaf, value):
        members(value, ["key", "state"], "the body")
        key = unbase64(json_string(value["key"], "the device's key"), "the device's key", 32)
        require(value["state"] in (ENROLLED, REVOKED), "the device is neither enrolled nor revoked")
        self.devices[leaf.sequence] = (key, value["state"])
        own = value["state"] == REVOKED or key == leaf.device
        require(own, "it enrols a device that does not vouch for it")

    def _erasure(self, leaf, value):
        members(value, ["entries", "asked"], "the body")
        pseudonym(json_string(value["asked"], "who asked"), "who asked")
        require(isinstance(value["entries"], list), "the erased entries are not a list")
        for entry in value["entries"]:
            members(entry, ["sequence", "parts"], "an erased entry")
            sequence = json_number(entry["sequence"], "the sequence of an erased entry")
            require(sequence < leaf.sequence, f"it erases entry {sequence}, which is not before it")
            require(isinstance(entry["parts"], list), "the erased parts are not a list")
            named = self.view.leaf_at(sequence)
            count = MOST_PARTS if named is None else len(named.commitments)
            for part in entry["parts"]:
                index = json_number(part, "the index of an erased part")
                if index >= count:
                    raise Refused(f"it erases part {index} of entry {sequence}, which is none")
                self.erased[sequence, index] = leaf.sequence

    def _closing(self, leaf, value):
        members(value, [], "the body")

    def _restoring(self, leaf, value):
        members(value, ["size", "root", "key"], "the body")
        size = json_number(value["size"], "the size that was lost")
        root = unbase64(json_string(value["root"], "the root that was lost"), "the root", 32)
        require(size or root == EMPTY_ROOT, "the root that was lost is not that of no entries")
        key = parse_key(json_string(value["key"], "the key that was lost"), (LOG,))
        self.restored.append((leaf.sequence, key))
        self.findings.unknown(
            "restored",
            f"at entry {leaf.sequence} the tree was restored from an older copy; it had reached"
            f" {size} entries under the key {key.short}, and there are entries that it no longer"
            " has",
        )

    def _assertion(self, leaf, value):
        def commitment_of(over):
            require(over < leaf.sequence, "a passkey agreed to an entry that is not before it")
            agreed = self.view.leaf_at(over)
            return agreed.commitments[0] if agreed else None

        over, known_by = check_assertion(value, commitment_of)
        before = self.assertions.setdefault(known_by, leaf.sequence)
        require(before == leaf.sequence, f"it has the assertion of entry {before}")
        self.over[leaf.sequence] = over
        if self.view.leaf_at(over) is None:
            self.findings.unknown(
                "passkey",
                f"entry {leaf.sequence}: a passkey agreed to entry {over}, which is not at hand",
            )

    def _check_closed(self):
        if self.closed is None:
            return
        if self.closed + 1 != self.view.size:
            self.findings.refuse("closed", f"entries follow entry {self.closed}, the closing one")
        shown = [part for part in self.view.parts if part[0] <= self.closed]
        if shown:
            self.findings.refuse(
                "erased",
                f"the tree was erased whole, but {len(shown)} parts are shown, the first of entry"
                f" {shown[0][0]}",
            )

    def _check_erased(self):
        for sequence, index in self.view.parts:
            by = self.erased.get((sequence, index))
            if by is not None:
                self.findings.refuse(
                    "erased", f"part {index} of entry {sequence} is shown, but entry {by} erased it"
                )

    def _check_voucher(self, leaf):
        shown = self.devices.get(leaf.sequence)
        own = shown is not None and shown == (leaf.device, ENROLLED)
        word = "only the server"
        if leaf.device is not None:
            word = "the device that it enrols" if own else self._device_word(leaf)
        if leaf.sequence in self.over:
            also = "" if leaf.device is None else f", and {word}"
            word = f"its author agreed to entry {self.over[leaf.sequence]} with a passkey{also}"
            self.findings.say(
                "passkey", f"entry {leaf.sequence}: its own further words are not covered by it"
            )
        if (leaf.sequence, 0) in self.view.parts:
            self.findings.say("voucher", f"entry {leaf.sequence}: who vouches for it: {word}")

    def _remember(self, leaf):
        """Takes up a device's entry, so that the vouchers after it can be judged."""
        shown = self.devices.get(leaf.sequence)
        if shown is not None:
            self.last[shown[0], leaf.author] = (leaf.sequence, shown[1])
            if shown[1] == ENROLLED:
                self.enrollers.setdefault(shown[0], set()).add(leaf.author)
        elif leaf.kind == DEVICE:
            self.hidden[leaf.author] = leaf.sequence

    def _device_word(self, leaf):
        """Judges a device's voucher: good, a fault, or not to be told."""
        fault = None
        place, state = self.last.get((leaf.device, leaf.author), (-1, None))
        if self._hides_one(leaf, place):
            pass  # It may be of this key, so that nothing can be said.
        elif state == ENROLLED:
            return "an enrolled device"
        elif state == REVOKED:
            fault = "a device that was revoked"
        elif leaf.device in self.enrollers and not self.view.first:
            fault = "a device that another author enrolled"
        if fault:
            self.findings.refuse("device", f"entry {leaf.sequence} is vouched for by {fault}")
            return fault
        words = "a device of which it cannot be told whether it was enrolled"
        self.findings.unknown("device", f"entry {leaf.sequence} is vouched for by {words}")
        return words

    def _hides_one(self, leaf, place):
        """Whether a device's entry after this place, or this very one, is not shown."""
        own = leaf.kind == DEVICE and leaf.sequence not in self.devices
        return own or self.hidden.get(leaf.author, -1) > place
