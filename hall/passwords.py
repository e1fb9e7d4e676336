"""Passwords: kept as Argon2id hashes only."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hall.refusals import PasswordTooLong, PasswordTooShort

AT_ONCE = 4
"""Each comparison takes 64 MiB; a crowd at the door waits instead of filling the memory."""
SHORTEST = 10
LONGEST = 200


def checked(password: str) -> str:
    """A new password without blanks around it, as the sign-in page takes it.

    Raises PasswordTooShort, PasswordTooLong.
    """
    kept = password.strip()
    if len(kept) < SHORTEST:
        raise PasswordTooShort(SHORTEST)
    if len(kept) > LONGEST:
        raise PasswordTooLong(LONGEST)
    return kept


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
