"""Evidence: receipts, bundles, checkpoints, dated heads, and texts with them (section 15)."""

import html
import re
from dataclasses import dataclass, field
from email import policy
from email.errors import MessageError
from email.parser import BytesParser

from .bundle import is_bundle, parse_bundle
from .checks import check_bundle, check_receipt
from .findings import REFUSED, Findings
from .note import DASH, NEWEST, parse_checkpoint, parse_dated_head
from .receipt import FIRST_LINE, LONGEST_RECEIPT, is_receipts, parse_receipt, parse_receipts
from .text import DECIMAL, ORIGIN, Refused, require

LONGEST_TEXT = 67108864
PREFIX = re.compile(r"[>| \t]*")
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</li>|</pre>", re.IGNORECASE)


@dataclass
class Evidence:
    """All that one file of evidence holds."""

    name: str
    receipts: list = field(default_factory=list)
    bundles: list = field(default_factory=list)
    checkpoints: list = field(default_factory=list)
    heads: list = field(default_factory=list)

    def take_from(self, text):
        """Takes up all evidence that stands in a text, also when it is quoted."""
        rows = text.replace("\r\n", "\n").split("\n")
        at = 0
        while at < len(rows):
            at = max(at + 1, self._take_at(rows, at))

    def _take_at(self, rows, at):
        """Takes up what begins at this row, if anything, and gives the row after it."""
        prefix = PREFIX.match(rows[at])[0]
        first = rows[at][len(prefix) :].rstrip()
        if first == FIRST_LINE:
            data, after = _cut_out(rows, at, prefix, 2)
            self.receipts.append(parse_receipt(data))
        elif first == NEWEST:
            data, after = _cut_out(rows, at, prefix, 1)
            self.heads.append(parse_dated_head(data, "a dated head in the text"))
        elif ORIGIN.fullmatch(first) and _is_size(rows[at + 1 : at + 2], prefix):
            data, after = _cut_out(rows, at, prefix, 1)
            self.checkpoints.append(parse_checkpoint(data, "a checkpoint in the text"))
        else:
            return at
        return after


def _is_size(rows, prefix):
    return bool(rows) and DECIMAL.fullmatch(_bare(rows[0], prefix)) is not None


def _bare(row, prefix):
    """A row without what quotes it."""
    if row.startswith(prefix):
        row = row[len(prefix) :]
    elif row.rstrip() == prefix.rstrip():
        row = ""
    return row.rstrip()


def _cut_out(rows, at, prefix, empty):
    """The bytes from a row to the signatures after so many empty rows, and the row after."""
    found, size = [], 0
    while empty and at < len(rows) and size <= LONGEST_RECEIPT:
        found.append(_bare(rows[at], prefix))
        size += len(found[-1])
        empty -= not found[-1]
        at += 1
    while at < len(rows) and _bare(rows[at], prefix).startswith(DASH):
        found.append(_bare(rows[at], prefix))
        at += 1
    return "".join(row + "\n" for row in found).encode(), at


def _text(data, charset="utf-8"):
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", "replace")


def _take(evidence, data, text):
    """Takes up a file or a part of an e-mail: alone what it is, or a text with it."""
    unwrapped = data.replace(b"\r\n", b"\n")
    if is_bundle(data):
        evidence.bundles.append(parse_bundle(data))
    elif is_receipts(unwrapped):
        evidence.receipts += parse_receipts(unwrapped)
    else:
        require(len(data) <= LONGEST_TEXT, "the file is too long to be searched")
        evidence.take_from(text())


def _take_email(evidence, data):
    """Takes up an e-mail and everything in it."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        for part in message.walk():
            if not part.is_multipart():
                contents = part.get_payload(decode=True) or b""
                _take(evidence, contents, lambda p=part, c=contents: _text_of(p, c))
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Refused("the e-mail cannot be read") from error


def _text_of(part, contents):
    text = _text(contents, part.get_content_charset() or "utf-8")
    if part.get_content_type() == "text/html":
        text = html.unescape(TAG.sub("", BREAK.sub("\n", text)))
    return text


def is_email(data, name):
    """Whether a file is an e-mail: by its name, or because it begins with headers."""
    if is_bundle(data) or is_receipts(data):
        return False
    return name.lower().endswith(".eml") or HEADER.match(data) is not None


def read_evidence(data, name):
    """Reads one file of evidence and refuses it unless all in it holds by itself."""
    evidence = Evidence(name)
    if is_email(data, name):
        _take_email(evidence, data)
    else:
        _take(evidence, data, lambda: _text(data))
    held = evidence.receipts or evidence.bundles or evidence.checkpoints or evidence.heads
    require(held, "no receipt, checkpoint, dated head or bundle is in it")
    findings = Findings()
    for receipt in evidence.receipts:
        check_receipt(receipt, findings)
    for bundle in evidence.bundles:
        check_bundle(bundle, findings)
    for level, _, words in findings.found:
        require(level != REFUSED, words)
    return evidence
