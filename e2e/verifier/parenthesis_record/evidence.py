"""Evidence: receipts, bundles, checkpoints, dated heads, handovers, texts (section 15)."""

import codecs
import html
import re
from dataclasses import dataclass, field
from email import policy
from email.errors import MessageError
from email.feedparser import BytesFeedParser

from .bundle import is_bundle, parse_bundle
from .checks import check_bundle, check_receipt
from .cutting import Cutting, bare
from .findings import REFUSED, Findings
from .manifest import MANIFEST
from .note import HANDOVER, NEWEST, parse_checkpoint, parse_dated_head, parse_handover
from .receipt import FIRST_LINE, is_receipts, parse_receipt
from .text import ORIGIN, Refused, require
from .zipfile1 import BEGIN

LONGEST_TEXT = 67108864
LONGEST_HEADER, LONGEST_HTML = 16384, 4194304
MOST_NOTES, MOST_PARTS, DEEPEST = 10000, 1000, 20
DIGITS = re.compile(r"[0-9]+")
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
TOKEN = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>|<[!?/][^<>]*>|((?:[^<]+|<(?![A-Za-z!?/]))+|<)"
)
SPACES = re.compile(r"[ \t\r\n\f]+")
BLOCKS = frozenset("blockquote body div li ol p pre table td tr ul".split())
# Python's codecs that are no charsets of texts, and some that are slow.
NO_CHARSETS = frozenset(
    ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"]
)


@dataclass
class Evidence:
    """All that one file of evidence holds."""

    name: str
    receipts: list = field(default_factory=list)
    bundles: list = field(default_factory=list)
    checkpoints: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    handovers: list = field(default_factory=list)
    passed_over: list = field(default_factory=list)

    def take_from(self, text):
        """Takes up all evidence that stands in a text, also when it is quoted."""
        rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        at = 0
        while at < len(rows):
            try:
                at = max(at + 1, self._take_at(rows, at))
            except Refused as error:
                raise Refused(f"line {at + 1} of the text: {error}") from error
            notes = (self.receipts, self.checkpoints, self.heads, self.handovers)
            held = sum(map(len, notes))
            require(held <= MOST_NOTES, f"it has more than {MOST_NOTES} notes; split it")

    def _take_at(self, rows, at):
        """Takes up what begins at this row, if anything, and gives the row after it."""
        first, cutting = bare(rows[at]), Cutting(rows, at)
        if first == FIRST_LINE:
            self.receipts.append(parse_receipt(cutting.receipt()))
        elif first == NEWEST:
            self.heads.append(parse_dated_head(cutting.note(5), "a dated head in the text"))
        elif first == HANDOVER:
            self.handovers.append(parse_handover(cutting.handover(), "a handover in the text"))
        elif ORIGIN.fullmatch(first) and _is_size(rows[at + 1 : at + 2]):
            self.checkpoints.append(parse_checkpoint(cutting.note(3), "a checkpoint in the text"))
        return cutting.at


def _is_size(rows):
    return bool(rows) and DIGITS.fullmatch(bare(rows[0])) is not None


def _text(data, charset="utf-8"):
    try:
        charset = "utf-8" if codecs.lookup(charset).name in NO_CHARSETS else charset
        return data.decode(charset)
    except (ValueError, LookupError):
        return data.decode("utf-8", "replace")


def _take(evidence, data, text):
    """Takes up a file or a part of an e-mail: a bundle, or a text with evidence in it."""
    if is_bundle(data):
        evidence.bundles.append(parse_bundle(data))
    else:
        require(len(data) <= LONGEST_TEXT, "the file is too long to be searched")
        evidence.take_from(text())


class _Parser(BytesFeedParser):
    """Reads an e-mail up to so many parts in each other, and so many in all."""

    parts = 0

    def _new_message(self):
        self.parts += 1
        require(self.parts <= MOST_PARTS, f"the e-mail has more than {MOST_PARTS} parts")
        deep = len(self._msgstack) >= DEEPEST
        require(not deep, f"the e-mail has more than {DEEPEST} parts in each other")
        super()._new_message()


def _parts(data):
    """The parts of an e-mail that hold no others."""
    require(len(data) <= LONGEST_TEXT, "the e-mail is too long to be searched")
    try:
        parser = _Parser(policy=policy.compat32)
        parser.feed(data)
        for part in parser.close().walk():
            yield from _contents(part)
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Refused("the e-mail cannot be read") from error


def _contents(part):
    """What a part of an e-mail holds: its bytes and how to read them, and where nobody looks."""
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        short = len(str(part.get(name, ""))) <= LONGEST_HEADER
        require(short, f"the e-mail has a header {name} that is too long")
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    whole = part.get_content_maintype() != "message" or not part.is_multipart()
    plain = encoding not in ("base64", "quoted-printable", "x-uuencode")
    require(whole or plain, "the e-mail holds another one in an encoding")
    if not part.is_multipart():
        charset = str(part.get_content_charset() or "utf-8")
        page = part.get_content_type() == "text/html"
        data = part.get_payload(decode=True) or b""
        if data.startswith(BEGIN) and not _has_manifest(data):
            yield None, f"{part.get_filename()!r} is a ZIP, but not a bundle"
        else:
            yield data, lambda: _text_of(data, charset, page)
    for hidden in (part.preamble, part.epilogue, *map(str, part.values())):
        if hidden and "\n" in hidden:
            raw = hidden.encode("utf-8", "surrogateescape")
            yield raw, lambda raw=raw: _text(raw)


def _take_email(evidence, data):
    """Takes up an e-mail and everything in it."""
    for contents, text in _parts(data):
        if contents is None:
            evidence.passed_over.append(text)
        else:
            _take(evidence, contents, text)


def _has_manifest(data):
    """Whether the first file of a ZIP has the name that a bundle's first file has."""
    return data[26:28] == bytes([len(MANIFEST), 0]) and data[30:].startswith(MANIFEST.encode())


def _text_of(data, charset, page):
    text = _text(data, charset)
    require(not page or len(text) <= LONGEST_HTML, "a part in HTML is too long to be searched")
    return _html_text(text) if page else text


def _html_text(source):
    """The lines that a page shows: those of its blocks, its breaks, and its <pre>."""
    found, pre, fresh = [], False, True
    for match in TOKEN.finditer(source):
        close, name, words = match.groups()
        name = (name or "").lower()
        if words:
            words = html.unescape(words if pre else SPACES.sub(" ", words))
            words = words.lstrip(" ") if fresh and not pre else words
        elif name == "br" or (name in BLOCKS and not fresh):
            words = "\n"
        pre = not close if name == "pre" else pre
        if words:
            found.append(words)
            fresh = words.endswith("\n")
    return "".join(found)


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
    held = evidence.receipts or evidence.bundles or evidence.checkpoints
    held = held or evidence.heads or evidence.handovers
    besides = f" ({'; '.join(evidence.passed_over)})" if evidence.passed_over else ""
    require(held, f"no receipt, checkpoint, dated head, handover or bundle is in it{besides}")
    findings = Findings()
    for receipt in evidence.receipts:
        check_receipt(receipt, findings)
    for bundle in evidence.bundles:
        check_bundle(bundle, findings)
    for level, _, words in findings.found:
        require(level != REFUSED, words)
    return evidence
