"""Evidence: receipts, bundles, checkpoints, and e-mails that carry them (section 15)."""

import html
import re
from dataclasses import dataclass, field
from datetime import UTC
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from .bundle import is_bundle, parse_bundle
from .note import DASH, LONGEST_CHECKPOINT, parse_checkpoint
from .receipt import is_receipts, parse_receipts
from .text import DECIMAL, EPOCH, ORIGIN, Refused, require

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
    sent: int | None = None

    def add(self, other):
        """Takes up what a part of this file holds."""
        self.receipts += other.receipts
        self.bundles += other.bundles
        self.checkpoints += other.checkpoints


def find_checkpoints(text):
    """The checkpoints that stand in a text, also when it is quoted or indented."""
    rows = text.replace("\r\n", "\n").split("\n")
    found = []
    for at, row in enumerate(rows):
        prefix = PREFIX.match(row)[0]
        if not ORIGIN.fullmatch(row[len(prefix) :].rstrip()):
            continue
        quote = prefix.rstrip()
        bare = [_bare(line, prefix, quote) for line in rows[at : at + 4]]
        if len(bare) < 4 or not DECIMAL.fullmatch(bare[1]) or bare[3]:
            continue
        signatures = []
        for line in rows[at + 4 :]:
            one = _bare(line, prefix, quote)
            if not one.startswith(DASH):
                break
            signatures.append(one)
        spelled = "".join(line + "\n" for line in bare + signatures)
        require(signatures, "a checkpoint in the text has no signature under it")
        require(len(spelled) <= LONGEST_CHECKPOINT, "a checkpoint in the text is too long")
        found.append(parse_checkpoint(spelled.encode(), "a checkpoint in the text"))
    return found


def _bare(row, prefix, quote):
    if row.startswith(prefix):
        row = row[len(prefix) :]
    elif row.rstrip() == quote:
        row = ""
    return row.rstrip()


def _text(data, charset="utf-8"):
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", "replace")


def _plain(data, name):
    """What a file or a part of an e-mail holds."""
    evidence = Evidence(name)
    if is_bundle(data):
        evidence.bundles.append(parse_bundle(data))
    elif is_receipts(data):
        evidence.receipts += parse_receipts(data)
    else:
        require(len(data) <= LONGEST_TEXT, "the file is too long to be searched")
        evidence.checkpoints += find_checkpoints(_text(data))
    return evidence


def _sent(message):
    """The time in the Date header, in milliseconds since 1970."""
    try:
        moment = parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int((moment - EPOCH).total_seconds() * 1000)


def _email(data, name):
    """Reads an e-mail and everything in it."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()]
        evidence = Evidence(name, sent=_sent(message))
        for part in parts:
            contents = part.get_payload(decode=True) or b""
            if is_bundle(contents) or is_receipts(contents):
                evidence.add(_plain(contents, name))
                continue
            receipts = contents.replace(b"\r\n", b"\n")
            if is_receipts(receipts):
                evidence.add(_plain(receipts, name))
                continue
            text = _text(contents, part.get_content_charset() or "utf-8")
            if part.get_content_type() == "text/html":
                text = html.unescape(TAG.sub("", BREAK.sub("\n", text)))
            evidence.checkpoints += find_checkpoints(text)
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Refused("the e-mail cannot be read") from error
    return evidence


def is_email(data, name):
    """Whether a file is an e-mail: by its name, or because it begins with headers."""
    if is_bundle(data) or is_receipts(data):
        return False
    return name.lower().endswith(".eml") or HEADER.match(data) is not None


def read_evidence(data, name):
    """Reads one file of evidence."""
    evidence = _email(data, name) if is_email(data, name) else _plain(data, name)
    held = evidence.receipts or evidence.bundles or evidence.checkpoints
    require(held, "no receipt, checkpoint or bundle is in it")
    return evidence
