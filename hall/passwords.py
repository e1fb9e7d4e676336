"""Passwords: kept as Argon2id hashes only."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 4
"""Each comparison takes 64 MiB; a crowd at the door waits instead of filling the memory."""
LONGEST = 200


class Passwords:
    """Hashes passwords and compares them, taking the same time whether the account exists or not."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Take other costs than RFC 9106's second recommendation, which is the default."""
        self._hasher = hasher or PasswordHasher()
        self._room = BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def match(self, kept: str | None, given: str) -> bool:
        """Whether the password is the one that was hashed; without a hash the answer is no, as slowly."""
        with self._room:
            try:
                self._hasher.verify(kept or self._nobody, given[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None
