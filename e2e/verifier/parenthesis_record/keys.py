"""Ed25519 keys and the verifier keys in which they are written (sections 3, 10, 11)."""

import hashlib
import re
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .text import WHITE_SPACE, Refused, base64_of, has_controls, require, unbase64

LOG, COSIGNER = 0x01, 0x04
LONGEST_NAME = 255
ID = re.compile(r"[0-9a-f]{8}")

FIELD = 2**255 - 19
CURVE = -121665 * pow(121666, -1, FIELD) % FIELD
# The y of the points of small order: of order 1, 2 and 4, and the two of order 8.
EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL = frozenset([0, 1, FIELD - 1, EIGHTH, FIELD - EIGHTH])


def _on_curve(encoded):
    """Whether RFC 8032, section 5.1.3, makes a point of these bytes."""
    number = int.from_bytes(encoded, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    if y >= FIELD:
        return False
    over, under = (y * y - 1) % FIELD, (CURVE * y * y + 1) % FIELD
    if over == 0:
        return not odd
    # The quotient is a square, by Euler, when over * under is one.
    return pow(over * under, (FIELD - 1) // 2, FIELD) == 1


@lru_cache(maxsize=4096)
def usable(public):
    """Whether 32 bytes are a point of the curve that is not of small order."""
    return int.from_bytes(public, "little") % 2**255 not in SMALL and _on_curve(public)


@lru_cache(maxsize=4096)
def signed(public, message, signature):
    """Whether `signature` over `message` is valid under the Ed25519 key."""
    if len(signature) != 64 or not usable(public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def name_of_key(name):
    """Refuses a name that a signed note cannot carry."""
    require(name, "a key's name is empty")
    require(len(name.encode()) <= LONGEST_NAME, f"a key's name is longer than {LONGEST_NAME} bytes")
    fits = not has_controls(name) and all(char not in WHITE_SPACE and char != "+" for char in name)
    require(fits, f"a key's name has a space, a + or a control character: {name[:80]!r}")
    return name


def key_id(name, kind, public):
    """The first four bytes by which a signature line names its key."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


class VerifierKey:
    """A public key with its name: `name+id+key`."""

    def __init__(self, name, kind, public):
        self.name, self.kind, self.public = name, kind, public
        self.id = key_id(name, kind, public)

    def __str__(self):
        return f"{self.name}+{self.id.hex()}+{base64_of(bytes([self.kind]) + self.public)}"

    def __eq__(self, other):
        return isinstance(other, VerifierKey) and self._whole == other._whole

    def __hash__(self):
        return hash(self._whole)

    @property
    def _whole(self):
        return self.name, self.kind, self.public

    @property
    def short(self):
        """The 8 hex digits by which people know the key."""
        return self.id.hex()


def by_name(keys):
    """Keys by name and id, as signature lines name them; a list, as two may share both."""
    named = {}
    for key in keys:
        named.setdefault((key.name, key.id), []).append(key)
    return named


def parse_key(word, kinds=(LOG, COSIGNER)):
    """Reads one verifier key of one of these kinds."""
    pieces = word.split("+", 2)
    require(len(pieces) == 3, f"not a verifier key: {word[:80]!r}")
    name, spelled, encoded = pieces
    name_of_key(name)
    require(ID.fullmatch(spelled), f"the id of the key of {name} is not 8 hex digits")
    data = unbase64(encoded, f"the key of {name}", 33)
    kind, public = data[0], data[1:]
    if kind not in kinds:
        raise Refused(f"the key of {name} is of type 0x{kind:02x}, which does not serve here")
    key = VerifierKey(name, kind, public)
    require(key.id.hex() == spelled, f"the id of the key of {name} is not that of its key")
    require(usable(public), f"the key of {name} is no point of the curve or of small order")
    return key
