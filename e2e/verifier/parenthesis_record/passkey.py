"""Assertions by passkeys in bodies (section 14, number 5; WebAuthn level 3)."""

import base64
import hashlib
import re

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from .keys import usable
from .text import (
    Members,
    Refused,
    json_number,
    json_string,
    members,
    parse_plain_json,
    require,
    unbase64,
)

NAMES = ["over", "rp", "key", "alg", "authenticator_data", "client_data", "signature"]
LONGEST = {"key": 600, "authenticator_data": 2048, "client_data": 4096, "signature": 512}
LONGEST_DOMAIN = 253
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"{LABEL}(?:\.{LABEL})*")
ORIGIN = re.compile(rf"https://({LABEL}(?:\.{LABEL})*)(?::([1-9][0-9]{{0,4}}))?")
PRESENT, VERIFIED, ATTESTED, EXTENDED = 0x01, 0x04, 0x40, 0x80
PLAIN = 37


def _public_key(der):
    try:
        key = serialization.load_der_public_key(der)
        encoded = key.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused("the key of a passkey cannot be read") from error
    require(encoded == der, "the key of a passkey is not in its one spelling")
    return key


def _check_p256(key, der, message, signature):
    fits = isinstance(key, ec.EllipticCurvePublicKey) and len(der) == 91
    require(fits and isinstance(key.curve, ec.SECP256R1), "a passkey's key is not P-256")
    key.verify(signature, message, ec.ECDSA(hashes.SHA256()))


def _check_ed25519(key, der, message, signature):
    fits = isinstance(key, ed25519.Ed25519PublicKey) and len(der) == 44
    require(fits and usable(key.public_bytes_raw()), "a passkey's key is not Ed25519")
    key.verify(signature, message)


def _check_rsa(key, message, signature):
    require(isinstance(key, rsa.RSAPublicKey), "a passkey's key is not RSA")
    numbers = key.public_numbers()
    bits = numbers.n.bit_length()
    require(2048 <= bits <= 4096, "a passkey's RSA key is not of 2048 to 4096 bits")
    fits = 3 <= numbers.e < 2**32 and numbers.e % 2 == 1
    require(fits, "the exponent of a passkey's RSA key does not serve")
    whole = len(signature) == (bits + 7) // 8
    require(whole, "the signature of a passkey is not as long as its modulus")
    key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())


def _check_signature(alg, der, message, signature):
    key = _public_key(der)
    try:
        if alg == -7:
            _check_p256(key, der, message, signature)
        elif alg == -8:
            _check_ed25519(key, der, message, signature)
        else:
            _check_rsa(key, message, signature)
    except (InvalidSignature, ValueError, UnsupportedAlgorithm) as error:
        raise Refused("the signature of a passkey is not valid") from error


def _known_by(alg, signature):
    """What is the same in all signatures that anybody can make of one: of ES256 the number r."""
    return signature if alg != -7 else utils.decode_dss_signature(signature)[0]


def _host(origin):
    """The host of an https origin, which has nothing else but a port that it needs."""
    match = ORIGIN.fullmatch(json_string(origin, "the origin of a passkey"))
    require(match, "the origin of a passkey is not https and a host")
    host, port = match.groups()
    require(len(host) <= LONGEST_DOMAIN, "the host of a passkey's origin is too long")
    fits = port is None or (int(port) <= 65535 and int(port) != 443)
    require(fits, "the origin of a passkey has a port that does not serve")
    return host


def _check_client(data, rp, commitment):
    client = parse_plain_json(data, "the client data of a passkey")
    require(isinstance(client, Members), "the client data of a passkey are not an object")
    read = {"type", "challenge", "origin", "crossOrigin"}
    twice = read & client.repeated
    require(not twice, "the client data of a passkey have a member twice")
    require(client.get("type") == "webauthn.get", "the client data are not of an assertion")
    if commitment is not None:
        wanted = base64.urlsafe_b64encode(commitment).decode().rstrip("=")
        same = client.get("challenge") == wanted
        require(same, "a passkey agreed to other words than those of the entry")
    require(client.get("crossOrigin", False) is False, "a passkey was used across origins")
    host = _host(client.get("origin"))
    require(host == rp or host.endswith("." + rp), f"a passkey of {rp} was used on {host}")


def _check_authenticator(data, rp):
    require(len(data) >= PLAIN, "the authenticator data of a passkey are too short")
    own = data[:32] == hashlib.sha256(rp.encode()).digest()
    require(own, f"the authenticator data are not for {rp}")
    flags = data[32]
    require(flags & PRESENT, "a passkey was used without a user present")
    require(flags & VERIFIED, "a passkey was used without verifying the user")
    require(not flags & ATTESTED, "the authenticator data have attested credential data")
    if flags & EXTENDED:
        mapped = len(data) > PLAIN and 0xA0 <= data[PLAIN] <= 0xBF
        require(mapped, "the authenticator data lack the extensions that they say they have")
    else:
        require(len(data) == PLAIN, "the authenticator data are too long")


def check_assertion(value, commitment_of):
    """Checks one assertion and returns the sequence that it is over, and what it is known by.

    `commitment_of` gives the commitment of part 0 of an entry, or nothing when the
    entry is not at hand; then the challenge cannot be compared.
    """
    members(value, NAMES, "an assertion")
    over = json_number(value["over"], "the entry that an assertion is over")
    rp = json_string(value["rp"], "the rp of an assertion")
    domain = len(rp) <= LONGEST_DOMAIN and DOMAIN.fullmatch(rp)
    require(domain, "the rp of an assertion is not a domain in lower case")
    alg = value["alg"]
    require(type(alg) is int and alg in (-7, -8, -257), "the alg of an assertion is not known")
    data = {}
    for name, longest in LONGEST.items():
        data[name] = unbase64(json_string(value[name], name), name)
        fits = 1 <= len(data[name]) <= longest
        require(fits, f"the {name} of an assertion has {len(data[name])} bytes")
    _check_client(data["client_data"], rp, commitment_of(over))
    _check_authenticator(data["authenticator_data"], rp)
    message = data["authenticator_data"] + hashlib.sha256(data["client_data"]).digest()
    _check_signature(alg, data["key"], message, data["signature"])
    return over, _known_by(alg, data["signature"])
