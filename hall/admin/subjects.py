"""What stands on the workbench: a published version of a matter, or a draft, with the scenarios that belong to it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.installation import Installation
from hall.admin import kept_drafts
from hall.admin.drafts import Draft, read_draft, shipped_library
from matters.errors import ActRefused, NotFound
from matters.mistakes import Mistake
from matters.reading import SHIPPED
from matters.rules import Rules
from matters.spec import Matter
from matters.words import Text
from storage import published

_PUBLISHED = re.compile(r"([a-z][a-z0-9-]{0,80})@([0-9]{1,6})")
_DRAFTS_READ = 32


class NothingToWorkOn(ActRefused):
    """A tool on a draft that still has mistakes."""

    def __init__(self) -> None:
        super().__init__(
            zh="草稿中还有错误，暂时不能使用该工具。请先按“检查”页列出的错误逐项更正。",
            en="The draft still has mistakes, so this tool has nothing to work on. Put them right first, see “Check”.",
        )


@dataclass(frozen=True)
class Subject:
    """One text of a matter, as far as it can be read."""

    of: str
    """How addresses name it: `key@version`, or the name of a draft."""
    source: str
    """Its YAML; empty for a version whose text was not kept."""
    scenarios: str | None
    """The YAML of its scenarios, if there is a file."""
    whose_scenarios: str
    """`own`, `shipped`, or nothing."""
    declared: Matter | None
    mistakes: tuple[Mistake, ...] = ()
    house: Installation | None = None

    @property
    def is_draft(self) -> bool:
        return "@" not in self.of

    @property
    def here(self) -> str:
        """The address that its tools stand under."""
        return f"/admin/workbench/{self.of}"

    @property
    def matter(self) -> Matter:
        """Raises NothingToWorkOn."""
        if self.declared is None:
            raise NothingToWorkOn
        return self.declared

    @property
    def rules(self) -> Rules:
        """The matter in its office: this installation's, or for a draft the one that it was checked against.

        Raises NothingToWorkOn.
        """
        if self.is_draft or self.house is None:
            library = shipped_library()
            return Rules(self.matter, library.office, library.calendar)
        return Rules(self.matter, self.house.office, self.house.calendar)

    @property
    def stem(self) -> str:
        """The beginning of the names of its files."""
        return f"{self.matter.matter}-v{self.matter.version}"


def subject_of(house: Installation, of: str) -> Subject:
    """What an address names. Raises NotFound."""
    found = _PUBLISHED.fullmatch(of)
    if found is None:
        return _draft(house, of)
    key, version = found[1], int(found[2])
    with house.database.transaction() as connection:
        digest = next(
            (
                one.digest
                for one in published.versions(connection)
                if (one.key, one.version) == (key, version)
            ),
            None,
        )
        if digest is None:
            raise NotFound(Text(zh=f"“{key}”第{version}版", en=f"Version {version} of “{key}”"))
        declared = published.matter_of(connection, digest)
        source = published.source_of(connection, digest)
    scenarios = shipped_scenarios(key)
    whose = "shipped" if scenarios else ""
    return Subject(of, source, scenarios, whose, declared, house=house)


def shipped_scenarios(key: str) -> str | None:
    """The scenarios that came with the product for a matter."""
    path = SHIPPED / "scenarios" / f"{key}.yaml"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _draft(house: Installation, of: str) -> Subject:
    kept = kept_drafts.find(house.files, of)
    read = _read(kept.text)
    scenarios, whose = kept.scenarios, "own" if kept.scenarios else ""
    if scenarios is None and read.matter is not None:
        scenarios = shipped_scenarios(read.matter.matter)
        whose = "shipped" if scenarios else ""
    return Subject(of, read.text, scenarios, whose, read.matter, read.mistakes, house)


@lru_cache(maxsize=_DRAFTS_READ)
def _read(text: str) -> Draft:
    """The draft; the tools of one draft read the same text again and again."""
    return read_draft(text)
