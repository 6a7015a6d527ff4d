"""Evidence cut out of a text as mail programs leave it: quoted, broken, respaced (section 15)."""

from .keys import LOG, parse_key
from .note import DASH, MOST_SIGNATURES
from .text import ORIGIN, WHITE_SPACE, Refused, require, unbase64
from .tree import LONGEST_PROOF

BEFORE = "".join(WHITE_SPACE) + ">|\ufeff"
BEHIND = "".join(WHITE_SPACE)
MOST_BROKEN = 4
LONGEST_LINE = 16384
LONGEST_PIECE = 2097152
KNOWN_SIZES = (68, 76)
TREE = "parenthesis/"


def bare(row):
    """A row without what quotes or ends it."""
    return row.lstrip(BEFORE).rstrip(BEHIND)


class Cutting:
    """The rows of a text from one on, taken one by one, each as it was before it was sent."""

    def __init__(self, rows, at):
        self.rows, self.at = rows, at

    def peek(self):
        """The next row, or nothing at the end."""
        return bare(self.rows[self.at]) if self.at < len(self.rows) else None

    def take(self):
        """The next row, which is taken."""
        row = self.peek()
        require(row is not None, "the text ends too early")
        self.at += 1
        return row

    def note(self, count):
        """A note with so many rows of text, and its signatures."""
        return self._signed([self.take() for _ in range(count)])

    def handover(self):
        """A handover, whose last row of text is a key and may be broken."""
        found, key = [self.take() for _ in range(4)], ""
        for _ in range(MOST_BROKEN):
            row = self.peek()
            if _is_key(key) or not row or row.startswith(DASH[0]):
                break
            key += self.take()
        return self._signed([*found, key])

    def receipt(self):
        """A receipt: the rows of its proof, and its checkpoint."""
        found = [self.take()]
        if (self.peek() or "").startswith("extra"):
            pieces, size = [self.take()[len("extra") :].lstrip(BEHIND)], 0
            while self.peek() is not None and not self.peek().startswith("index "):
                pieces.append(self.take())
                size += len(pieces[-1])
                require(size <= LONGEST_PIECE, "a receipt in the text is too long")
            found.append("extra " + "".join(pieces))
        found.append(self.take())
        hashes = 0
        while self.peek() is not None and not ORIGIN.fullmatch(self.peek()):
            row = self.take()
            hashes += bool(row)
            require(hashes <= LONGEST_PROOF, "a receipt in the text has too many hashes")
            found += [row] if row else []
        return "".join(row + "\n" for row in [*found, ""]).encode() + self.note(3)

    def _signed(self, found):
        found, signatures = [*found, ""], 0
        while (line := self._signature()) is not None:
            found.append(line)
            signatures += 1
            require(signatures <= MOST_SIGNATURES, "a note in the text has too many signatures")
        return "".join(row + "\n" for row in found).encode()

    def _signature(self):
        """The next signature line, put together where it was broken; nothing where none comes."""
        start = self.at
        while self.peek() == "":
            self.at += 1
        if not (self.peek() or "").startswith(DASH[0]):
            self.at = start
            return None
        first = whole = self.take()
        after = self.at
        for _ in range(1, MOST_BROKEN):
            more = self.peek()
            if _signs(whole) in KNOWN_SIZES or not more or more.startswith(DASH[0]):
                break
            if len(whole.encode()) + len(more.encode()) > LONGEST_LINE:
                break
            whole += (" " if whole.count(" ") < 2 else "") + self.take()
        if _signs(whole) in KNOWN_SIZES:
            return whole
        self.at = after
        if _signs(first):
            return first
        own = first.lstrip(DASH[0]).lstrip(BEHIND).startswith(TREE)
        require(not own, "a line begins like a signature and is none")
        self.at = start
        return None


def _signs(line):
    """How many bytes a whole signature line has, with its key's id; 0 where it is none."""
    words = line.split(" ")
    if len(words) != 3 or words[0] != DASH[0] or not words[1] or len(line.encode()) > LONGEST_LINE:
        return 0
    try:
        size = len(unbase64(words[2], "a signature"))
    except Refused:
        return 0
    return size if size > 4 else 0


def _is_key(word):
    try:
        parse_key(word, (LOG,))
    except Refused:
        return False
    return True
