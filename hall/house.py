"""The hall as one process holds it: what every page and every call needs."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.installation import Clock, Installation, open_installation, read_clock
from hall.passwords import Passwords
from hall.workshop import Workshop
from matters.library import Catalogue
from matters.office import HALL, Department, Office
from matters.words import Text
from storage.database import Database
from storage.encryption import Keyring
from storage.settings import Settings


@dataclass(frozen=True)
class Hall:
    """The installation that people stand in front of, and what only its web desk needs."""

    installation: Installation
    settings: Settings
    session_key: str
    """Signs the marks of forms and the messages that are shown once."""
    draw: Callable[[int], bytes] = secrets.token_bytes
    """Bytes wanted → random bytes, for session tokens."""
    passwords: Passwords = field(default_factory=Passwords)
    workshop: Workshop = field(default_factory=Workshop)

    @property
    def database(self) -> Database:
        return self.installation.database

    @property
    def keyring(self) -> Keyring:
        return self.installation.keyring

    @property
    def office(self) -> Office:
        return self.installation.office

    @property
    def clock(self) -> Clock:
        return self.installation.clock

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
        return found.name if found else Text.same(key)

    def close(self) -> None:
        self.installation.close()


def open_hall(settings: Settings, catalogue: Catalogue, clock: Clock = read_clock) -> Hall:
    """The hall that the settings describe. Its database must be there and migrated."""
    return Hall(
        installation=open_installation(settings, catalogue, clock),
        settings=settings,
        session_key=settings.session_key(),
    )
