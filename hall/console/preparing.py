"""What an installation needs before people come: the database's shape, the matters, the demo accounts."""

from pathlib import Path

from flows.installation import read_clock
from hall.console.catalogue import catalogue_for
from hall.console.speech import complain
from hall.demo_accounts import seed_demo_accounts
from hall.demo_authority import make_demo_keys
from hall.house import open_hall
from matters.case import business_date
from matters.errors import ActRefused
from matters.library import Catalogue
from matters.reading import SHIPPED
from storage import published
from storage.database import Database
from storage.migrate import migrate, newest_revision, revision_of
from storage.settings import Settings

SYSTEM = "system"
"""In whose name the shipped matters are published."""


def prepare(settings: Settings) -> None:
    """Bring everything up to date; doing it twice changes nothing. The database must be there."""
    catalogue = catalogue_for(demo=settings.demo, today=business_date(read_clock()))
    bring_up_to_date(settings.database)
    publish_shipped(settings.database, catalogue)
    if settings.demo:
        make_demo_keys(settings, catalogue.office, read_clock())
        hall = open_hall(settings, catalogue)
        try:
            seed_demo_accounts(hall)
        finally:
            hall.close()


def bring_up_to_date(url: str) -> bool:
    """Migrate the database, if it needs it; whether it did."""
    if revision_of(url) == newest_revision():
        return False
    migrate(url)
    return True


def publish_shipped(url: str, catalogue: Catalogue) -> None:
    """Publish the shipped matters that are not published yet; one that was changed by hand is told and left out."""
    database = Database(url, size=1)
    at = read_clock()
    try:
        for matter in catalogue.matters:
            source = source_file(matter.matter).read_text(encoding="utf-8")
            try:
                with database.transaction() as connection:
                    published.publish(connection, matter, source, SYSTEM, at)
            except ActRefused as refusal:
                complain(refusal)
    finally:
        database.close()


def source_file(key: str) -> Path:
    """The YAML of a shipped matter."""
    return SHIPPED / "matters" / f"{key}.yaml"
