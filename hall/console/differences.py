"""`onego matter diff`: what changes from one version of a matter to another, for whom, in words."""

import json
from collections.abc import Iterable
from pathlib import Path

from hall.admin.comparison import in_words
from hall.console.matters import Found, find
from hall.console.opening import house_open
from hall.console.speech import OUT, either, into, say
from matters.errors import MatterUnknown
from matters.mistakes import nearest
from matters.office import Office
from matters.words import Text
from matters.workbench.differences import Difference, differences
from storage import published
from storage.settings import Settings


def show_differences(settings: Settings, old: str, new: str, *, as_json: bool = False) -> None:
    """Print what changes. Raises MatterUnknown, MistakesFound."""
    before, _ = matter_named(settings, old)
    after, office = matter_named(settings, new)
    found = differences(before, after, office)
    if as_json:
        said = {
            "from": {"matter": before.matter, "version": before.version, "digest": before.digest},
            "to": {"matter": after.matter, "version": after.version, "digest": after.digest},
            "differences": [one.model_dump(mode="json") for one in found],
        }
        OUT.print(json.dumps(said, ensure_ascii=False, indent=2))
        return
    if not found:
        say("两个版本在办理上没有差别。", "Nothing that steers a case is different.")
    for title, own in in_words(before, after, office):
        _tell(title, own, office)


def matter_named(settings: Settings, name: str) -> Found:
    """The matter of a file, of the shipped catalogue by its key, or `key@version` of the data folder.

    Raises MatterUnknown, MistakesFound.
    """
    key, at, version = name.partition("@")
    if not at or Path(name).is_file():
        return find(name)
    with house_open(settings) as house, house.database.transaction() as connection:
        known = published.versions(connection)
        for one in known:
            if one.key == key and str(one.version) == version:
                return published.matter_of(connection, one.digest), house.office
    names = [f"{one.key}@{one.version}" for one in known]
    raise MatterUnknown(name, nearest(name, names))


def _tell(title: Text, found: Iterable[Difference], office: Office) -> None:
    OUT.print(into(title), style="bold")
    for one in found:
        names = [into(office.department(key).name) for key in _known(one.departments, office)]
        whose = either(f"〔{'、'.join(names)}〕", f"[{', '.join(names)}] ") if names else ""
        OUT.print(f"  {whose if one.whom == 'departments' else ''}{into(one.what)}")


def _known(keys: Iterable[str], office: Office) -> list[str]:
    known = {one.key for one in office.departments}
    return [key for key in keys if key in known]
