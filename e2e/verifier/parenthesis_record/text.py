"""The spellings of section 1: base64, hex, decimal, times, lines, strict JSON."""

import base64
import binascii
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from unicodedata import category

LARGEST = 2**53 - 1
DEEPEST = 64
LAST_TIME = "9999-12-30T21:59:59.999Z"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

DECIMAL = re.compile(r"0|[1-9][0-9]{0,15}")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
ACTING = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
PRINTABLE = re.compile(r"[\n -~]*")
PSEUDONYM = re.compile(r"[0-9a-f]{32}")
ORIGIN = re.compile(r"parenthesis/[0-9a-f]{32}")
TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.([0-9]{3})Z")
# The Unicode property White_Space; str.isspace() also has four control characters.
WHITE_SPACE = frozenset(
    map(
        chr,
        [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]
        + [0x2028, 0x2029, 0x202F, 0x205F, 0x3000],
    )
)


class Refused(Exception):
    """What was read is not what the document describes, and why."""


def require(holds, why):
    """Raises Refused with `why` unless `holds`."""
    if not holds:
        raise Refused(why)


def ascii_text(data, what):
    """Bytes of printable ASCII and newlines as a string."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Refused(f"{what} has a byte that is not ASCII") from error
    require(PRINTABLE.fullmatch(text), f"{what} has a control character")
    return text


def utf8_text(data, what):
    """Bytes of UTF-8 as a string."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(f"{what} is not UTF-8") from error


def lines(text, what):
    """The lines of a text in which each line, also the last, ends with a newline."""
    require(text.endswith("\n"), f"{what} does not end with a newline")
    return text[:-1].split("\n")


def decimal(word, what):
    """A decimal without sign or leading zeros, at most 2^53 - 1."""
    require(DECIMAL.fullmatch(word), f"{what} is not a decimal: {word[:40]!r}")
    number = int(word)
    require(number <= LARGEST, f"{what} is greater than {LARGEST}")
    return number


def unbase64(word, what, length=None):
    """The bytes of one base64 word; there is one spelling of them."""
    try:
        data = base64.b64decode(word.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError) as error:
        raise Refused(f"{what} is not base64") from error
    require(base64.b64encode(data).decode() == word, f"{what} is not base64 in its one spelling")
    require(length is None or len(data) == length, f"{what} has {len(data)} bytes, not {length}")
    return data


def base64_of(data):
    """Bytes as base64 with padding."""
    return base64.b64encode(data).decode()


def milliseconds(word, what):
    """A time such as 2026-07-05T14:03:27.512Z in milliseconds since 1970."""
    match = TIME.fullmatch(word)
    require(match, f"{what} is not a time: {word[:40]!r}")
    numbers = [int(group) for group in match.groups()]
    require(numbers[0] >= 1970 and word <= LAST_TIME, f"{what} is out of bounds: {word}")
    try:
        moment = datetime(*numbers[:6], numbers[6] * 1000, UTC)
    except ValueError as error:
        raise Refused(f"{what} is no day or hour there is: {word}") from error
    return (moment - EPOCH) // timedelta(milliseconds=1)


def spell_time(moment):
    """Milliseconds since 1970 as a time, for people."""
    try:
        spelled = EPOCH + timedelta(milliseconds=moment)
    except OverflowError:
        return f"{moment} ms after 1970"
    return spelled.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def origin(word, what):
    """The name of a tree: parenthesis/ and 32 hex digits."""
    require(ORIGIN.fullmatch(word), f"{what} is not the origin of a tree: {word[:60]!r}")
    return word


def pseudonym(word, what):
    """32 hex digits."""
    require(PSEUDONYM.fullmatch(word), f"{what} is not 32 hex digits: {word[:60]!r}")
    return word


def has_controls(word):
    """Whether a character of the category Cc is in a text."""
    return CONTROLS.search(word) is not None


def person_name(word, what):
    """1 to 200 characters without control characters or white space at an end."""
    require(1 <= len(word) <= 200, f"{what} has {len(word)} characters, not 1 to 200")
    require(not has_controls(word), f"{what} has a control character")
    ends = word[0] in WHITE_SPACE or word[-1] in WHITE_SPACE
    require(not ends, f"{what} has a space at an end")
    return word


class Members(dict):
    """A JSON object that remembers which of its names stood more than once."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.repeated, self.every = set(), self.values()
        if len(pairs) != len(self):
            counts = Counter(name for name, _ in pairs)
            self.repeated = {name for name, count in counts.items() if count > 1}
            self.every = [value for _, value in pairs]


def _no_constant(word):
    raise ValueError(f"{word} is no JSON")


def _whole(word):
    """A number without fraction and exponent; what is no decimal of ours stays a float."""
    return float(word) if word == "-0" or len(word) > 300 else int(word)


def parse_json(data, what):
    """Any JSON value in UTF-8; its objects are `Members`."""
    text = utf8_text(data, what)
    try:
        return json.loads(
            text, object_pairs_hook=Members, parse_constant=_no_constant, parse_int=_whole
        )
    except (ValueError, RecursionError) as error:
        raise Refused(f"{what} is not JSON") from error


def parse_plain_json(data, what):
    """JSON as section 14 has it for bodies that need not be understood.

    Of two readers one must not find an assertion where the other gives up, so the depth is
    limited and strings are Unicode.
    """
    value = parse_json(data, what)
    level = [value]
    for depth in range(DEEPEST + 1):
        inner = []
        for one in level:
            if isinstance(one, str):
                require(not SURROGATES.search(one), f"{what} has half a character")
            elif isinstance(one, (Members, list)):
                require(depth < DEEPEST, f"{what} is nested more than {DEEPEST} levels deep")
                inner += one if isinstance(one, list) else [*one, *one.every]
        level = inner
    return value


def printable(text):
    """A text for a terminal, in which no character but the newline can act."""
    if text.isprintable():
        return text
    return "".join(
        f"\\u{{{ord(char):x}}}" if char != "\n" and category(char) in ACTING else char
        for char in text
    )


def members(value, names, what):
    """Refuses all but an object with exactly these members, each once."""
    require(isinstance(value, Members), f"{what} is not a JSON object")
    require(not value.repeated, f"{what} has a member twice")
    missing = [name for name in names if name not in value]
    require(not missing, f"{what} lacks the member {', '.join(missing)}")
    foreign = [name for name in value if name not in names]
    require(not foreign, f"{what} has a member that is not described")
    return value


def json_string(value, what):
    """A JSON string that can be written in UTF-8."""
    require(isinstance(value, str), f"{what} is not a string")
    require(not SURROGATES.search(value), f"{what} is not Unicode")
    return value


def json_number(value, what):
    """A JSON number that is whole, not negative, and at most 2^53 - 1."""
    require(type(value) is int and 0 <= value <= LARGEST, f"{what} is not a whole number")
    return value
