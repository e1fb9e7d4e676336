"""Published matters as the API finds them."""

from hall.house import Hall
from matters.errors import MatterUnknown, NotFound
from matters.mistakes import nearest
from matters.spec import Matter
from matters.words import Text
from storage import published


def current_matters(hall: Hall) -> tuple[Matter, ...]:
    """The matters that take new cases, each in its current version."""
    with hall.database.transaction() as connection:
        return tuple(
            published.matter_of(connection, one.digest)
            for one in published.current(connection, hall.clock())
        )


def matter_called(hall: Hall, key: str) -> Matter:
    """The version that new cases follow, else the last that did. Raises MatterUnknown with the nearest key."""
    with hall.database.transaction() as connection:
        versions = published.versions(connection)
        found = published.foremost(versions, key, hall.clock())
        if found is not None:
            return published.matter_of(connection, found.digest)
    raise MatterUnknown(key, nearest(key, [one.key for one in versions]))


def matter_with_digest(hall: Hall, digest: str) -> Matter:
    """A published version. Raises NotFound."""
    with hall.database.transaction() as connection:
        if any(one.digest == digest for one in published.versions(connection)):
            return published.matter_of(connection, digest)
    raise NotFound(Text(zh="该摘要的事项版本", en="A matter version with this digest"))
