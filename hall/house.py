"""The hall as one process holds it: what every page and every call needs."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hall.passwords import Passwords
from matters.office import HALL, Department, Office
from matters.words import Text
from storage.database import Database
from storage.encryption import Keyring
from storage.settings import Settings

Clock = Callable[[], datetime]


def read_clock() -> datetime:
    """The present moment; everything below gets it as an argument."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Hall:
    """The database, the keys, the settings, the office; and the clock, read only through here."""

    database: Database
    keyring: Keyring
    settings: Settings
    office: Office
    session_key: str
    """Signs the marks of forms and the messages that are shown once."""
    clock: Clock = read_clock
    draw: Callable[[int], bytes] = secrets.token_bytes
    """Bytes wanted → random bytes, for session tokens."""
    passwords: Passwords = field(default_factory=Passwords)

    @property
    def demo(self) -> bool:
        return self.settings.demo

    @property
    def is_https(self) -> bool:
        return self.settings.public.startswith("https://")

    def department(self, key: str) -> Department | None:
        """A department of the office, or None."""
        return next((one for one in self.office.departments if one.key == key), None)

    def department_name(self, key: str) -> Text:
        """How people call a department; a key that the office no longer has stands for itself."""
        found = self.department(key)
        if found is None and key == HALL:
            return Text(zh="综合窗口", en="General counter")
        return found.name if found else Text(zh=key, en=key)


def open_hall(settings: Settings, office: Office) -> Hall:
    """The hall that the settings describe. Its database must be there and migrated."""
    return Hall(
        database=Database(settings.database),
        keyring=settings.keyring(),
        settings=settings,
        office=office,
        session_key=settings.session_key(),
    )
