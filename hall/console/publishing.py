"""`onego matter publish` and `retire`: what changes which matters take new cases."""

import getpass
from pathlib import Path

from flows.installation import read_clock
from hall.console.checking import library_of
from hall.console.opening import house_open
from hall.console.speech import into, say
from matters.errors import MatterUnknown
from matters.mistakes import nearest
from matters.reading import read_matter
from storage import published
from storage.settings import Settings


def operator() -> str:
    """In whose name an act at the machine itself is recorded."""
    try:
        return f"console-{getpass.getuser()}"
    except (KeyError, OSError):  # an account without a name, as containers have them
        return "console"


def publish_file(settings: Settings, path: Path) -> None:
    """Publish the matter of a file. Raises MistakesFound, ActRefused."""
    matter = read_matter(path, library_of(path))
    source = path.read_text(encoding="utf-8")
    with house_open(settings) as house, house.database.transaction() as connection:
        new = published.publish(connection, matter, source, operator(), read_clock())
    name = into(matter.name)
    if new:
        say(
            f"已发布：{name} 第{matter.version}版。",
            f"Published: {name}, version {matter.version}.",
        )
    else:
        say(
            f"{name} 第{matter.version}版此前已发布。",
            f"{name}, version {matter.version}, is published already.",
        )


def retire_matter(settings: Settings, key: str) -> None:
    """Take no new cases of a matter. Raises MatterUnknown."""
    with house_open(settings) as house, house.database.transaction() as connection:
        keys = [one.key for one in published.current(connection)]
        if key not in keys:
            raise MatterUnknown(key, nearest(key, keys))
        published.retire(connection, key, operator(), read_clock())
    say(f"{key} 已停用，在办件继续办理。", f"{key} takes no new cases; running ones go on.")
