"""Assertions by passkeys in bodies (section 14, number 5; WebAuthn level 3)."""

import base64
import hashlib
import re

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from .keys import usable
from .text import (
    Members,
    Refused,
    json_number,
    json_string,
    members,
    parse_json,
    require,
    unbase64,
)

NAMES = ["over", "rp", "key", "alg", "authenticator_data", "client_data", "signature"]
ORIGIN = re.compile(r"https://([^/:?#@\\\s]+)(?::[0-9]{1,5})?")
PRESENT, VERIFIED = 0x01, 0x04


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


def _check_signature(alg, der, message, signature):
    key = _public_key(der)
    try:
        if alg == -7:
            fits = isinstance(key, ec.EllipticCurvePublicKey)
            require(fits and isinstance(key.curve, ec.SECP256R1), "a passkey's key is not P-256")
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        elif alg == -8:
            fits = isinstance(key, ed25519.Ed25519PublicKey)
            require(fits and usable(key.public_bytes_raw()), "a passkey's key is not Ed25519")
            key.verify(signature, message)
        else:
            require(isinstance(key, rsa.RSAPublicKey), "a passkey's key is not RSA")
            require(2048 <= key.key_size <= 4096, "a passkey's RSA key is not of 2048 to 4096 bits")
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError, UnsupportedAlgorithm) as error:
        raise Refused("the signature of a passkey is not valid") from error


def _check_client(data, rp, commitment):
    client = parse_json(data, "the client data of a passkey")
    require(isinstance(client, Members), "the client data of a passkey are not an object")
    require(not client.repeated, "the client data of a passkey have a member twice")
    require(client.get("type") == "webauthn.get", "the client data are not of an assertion")
    challenge = client.get("challenge")
    if commitment is not None:
        wanted = base64.urlsafe_b64encode(commitment).decode().rstrip("=")
        require(challenge == wanted, "a passkey agreed to other words than those of the entry")
    require(client.get("crossOrigin") is not True, "a passkey was used across origins")
    match = ORIGIN.fullmatch(json_string(client.get("origin"), "the origin of a passkey"))
    require(match, "the origin of a passkey is not https")
    host = match[1]
    require(host == rp or host.endswith("." + rp), f"a passkey of {rp} was used on {host}")


def check_assertion(value, commitment_of):
    """Checks one assertion and returns the sequence that it is over.

    `commitment_of` gives the commitment of part 0 of an entry, or nothing when the
    entry is not at hand; then the challenge cannot be compared.
    """
    members(value, NAMES, "an assertion")
    over = json_number(value["over"], "the entry that an assertion is over")
    rp = json_string(value["rp"], "the rp of an assertion")
    require(rp, "the rp of an assertion is empty")
    alg = value["alg"]
    require(type(alg) is int and alg in (-7, -8, -257), "the alg of an assertion is not known")
    key, authenticator, client, signature = (
        unbase64(json_string(value[name], name), name)
        for name in ("key", "authenticator_data", "client_data", "signature")
    )
    _check_client(client, rp, commitment_of(over))
    require(len(authenticator) >= 37, "the authenticator data of a passkey are too short")
    own = authenticator[:32] == hashlib.sha256(rp.encode()).digest()
    require(own, f"the authenticator data are not for {rp}")
    flags = authenticator[32]
    require(flags & PRESENT, "a passkey was used without a user present")
    require(flags & VERIFIED, "a passkey was used without verifying the user")
    message = authenticator + hashlib.sha256(client).digest()
    _check_signature(alg, key, message, signature)
    return over
