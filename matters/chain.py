"""The hash chain of a case: each fact as it is written, bound to all before it; and its anchor on paper.

Who can write to the database could alter a fact and compute all later hashes anew. So every notice carries, behind the
`#` of the address in its QR code, the beginning of the chain's last hash before it: the applicant's copy, and the
signature on the file, hold what the chain was.
"""

import hashlib

GENESIS = bytes(32)
"""What the first fact of every case is chained to."""
ANCHOR = 20
"""Hexadecimal digits of the hash on a notice: 80 bits, so that nobody finds another chain that fits."""


def chained(previous: bytes, body: str) -> bytes:
    """The hash of a fact: SHA-256 over the hash before it and its own text."""
    return hashlib.sha256(previous + body.encode()).digest()


def anchored(address: str, head: bytes) -> str:
    """The address of a notice with the chain's last hash; what is behind `#` never goes to a server."""
    return f"{address}#{head.hex()[:ANCHOR]}"


def anchor_of(address: str) -> str:
    """What the address of a notice holds of the chain; nothing on those written before it did."""
    return address.partition("#")[2]
