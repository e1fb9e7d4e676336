"""A package of another installation as it would stand here: its matter as a draft, its shared entries beside ours."""

from dataclasses import dataclass

from flows.installation import Installation
from hall.admin.drafts import Draft, read_draft, shipped_library
from hall.admin.packages import Entry, entries_in
from matters.spec import Matter
from matters.workbench.packing import Package
from storage import published


@dataclass(frozen=True)
class Arrived:
    """What came, and what is here already."""

    package: Package
    kept: str
    """The digest under which the archive is kept until it is confirmed."""
    draft: Draft
    """The matter, read with this installation's blocks, checks, departments and letters."""
    entries: tuple[Entry, ...]
    before: Matter | None
    """The newest published version of the same matter."""
    text_before: str

    @property
    def is_same(self) -> bool:
        """Whether the matter is here just what it was there."""
        return self.draft.matter is not None and (
            self.draft.matter.digest == self.package.manifest.digest
        )

    @property
    def other_calendar(self) -> bool:
        return shipped_library().office.profile.calendar != self.package.manifest.calendar


def arrived(house: Installation, package: Package, kept: str) -> Arrived:
    """Look at a package; nothing is changed."""
    with house.database.transaction() as connection:
        digests = published.digests_of(connection, package.manifest.matter)
        before = published.matter_of(connection, digests[0]) if digests else None
        text = published.source_of(connection, digests[0]) if digests else ""
    draft = read_draft(package.source)
    return Arrived(package, kept, draft, entries_in(package), before, text)
