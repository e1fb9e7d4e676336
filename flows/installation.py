"""One installation as its processes hold it: the database, the keys, the office, and the clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flows.delivering_channels import NO_CHANNELS, Channels, channels_of
from flows.signing_keys import SigningKeys, keys_of
from matters.calendars import Calendar
from matters.library import Catalogue
from matters.office import Office
from matters.registers import NO_REGISTERS, RegisterList
from matters.rules import Rules
from storage import claims, published
from storage.bell import Bell
from storage.calendars import Calendars
from storage.database import Connection, Database
from storage.encryption import Keyring
from storage.files import FileStore
from storage.settings import Settings

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Installation:
    """What every act and every wave needs."""

    database: Database
    keyring: Keyring
    files: FileStore
    bell: Bell
    office: Office
    calendars: Calendars
    public_url: str
    demo: bool
    clock: Clock
    registers: RegisterList = NO_REGISTERS
    channels: Channels = NO_CHANNELS
    """Channels of the office's own, beside the city's gateway."""
    signing: SigningKeys = field(default_factory=SigningKeys)
    lays_out: bool = True
    """Notices become PDF; a speed test may leave it out."""
    lease: timedelta = claims.LEASE
    """How long a wave may be silent before its cases are carried by another."""

    @property
    def calendar(self) -> Calendar:
        """The working calendar as this process last knew it, for showing; `rules` look whether there is a newer one."""
        return self.calendars.latest

    def rules(self, connection: Connection, digest: str) -> Rules:
        """The rules of a published matter within this office; for a case: asked after its row was locked."""
        return self.rules_of_many(connection, (digest,))[digest]

    def rules_of_many(self, connection: Connection, digests: Iterable[str]) -> dict[str, Rules]:
        """The same for several matters: the calendar is looked up once."""
        calendar = self.calendars.in_use(connection)
        return {
            digest: Rules(published.matter_of(connection, digest), self.office, calendar)
            for digest in digests
        }

    def close(self) -> None:
        self.bell.close()
        self.database.close()


def read_clock() -> datetime:
    """The present moment; everything below gets it as an argument."""
    return datetime.now(UTC)


def open_installation(
    settings: Settings, catalogue: Catalogue, clock: Clock = read_clock
) -> Installation:
    """The installation that the settings describe. Its database must be there and migrated."""
    keyring = settings.keyring()
    return Installation(
        database=Database(settings.database),
        keyring=keyring,
        files=FileStore(settings.files, keyring if settings.encrypt_files else None),
        bell=Bell(settings.database),
        office=catalogue.office,
        calendars=Calendars(catalogue.calendar, catalogue.office.profile.key),
        registers=catalogue.registers,
        channels=channels_of(settings),
        public_url=settings.public,
        demo=settings.demo,
        clock=clock,
        signing=keys_of(settings),
    )
