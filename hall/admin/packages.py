"""Packages of matters on their way out and in: what is packed, and how it differs from what is here."""

from pathlib import Path
from typing import Literal, NamedTuple

from hall.admin.drafts import shipped_library
from hall.admin.subjects import Subject
from matters.errors import NotFound
from matters.library import Library
from matters.reading import SHIPPED
from matters.spec import Matter
from matters.words import Text
from matters.workbench.packing import Manifest, Package, package_of, uses_of
from matters.workbench.packing_entries import entries_of

SHARED = {
    "blocks": ("blocks.yaml", "blocks"),
    "checks": ("checks.yaml", "checks"),
    "departments": ("office.yaml", "departments"),
    "letters": ("office.yaml", "letters"),
}
"""By kind of entry, the file of a catalogue and the list in it."""


class Entry(NamedTuple):
    """One shared entry of a package beside the one that is here."""

    kind: str
    name: str
    state: Literal["same", "other", "missing"]
    here: str
    there: str


class Contents(NamedTuple):
    """A matter on its way out, and the catalogue that it uses."""

    matter: Matter
    source: str
    scenarios: str | None
    folder: Path
    library: Library


def package_for(subject: Subject) -> Package:
    """The matter with all that it uses. Raises NothingToWorkOn, NotFound, MistakesFound."""
    library = shipped_library()
    return package_with(
        Contents(subject.matter, subject.source, subject.scenarios, SHIPPED, library)
    )


def package_with(contents: Contents) -> Package:
    """The package of a matter. Raises NotFound for an entry that the catalogue has lost, MistakesFound."""
    matter, source, scenarios, folder, library = contents
    uses = uses_of(matter)
    files = {f"matter/{matter.matter}.yaml": source}
    if scenarios:
        files[f"scenarios/{matter.matter}.yaml"] = scenarios
    for kind, names in (
        ("blocks", uses.blocks), ("checks", uses.checks),
        ("departments", uses.departments), ("letters", uses.letters),
    ):  # fmt: skip
        known = _entries_in(folder, kind)
        for one in names:
            if one not in known:
                raise NotFound(Text(zh=f"目录中的“{one}”", en=f"“{one}” of the catalogue"))
            files[f"{kind}/{one}.yaml"] = known[one] + "\n"
    templates = {one.key: one.template for one in library.office.letters}
    manifest = Manifest(
        matter=matter.matter,
        version=matter.version,
        digest=matter.digest,
        calendar=library.office.profile.calendar,
        templates=tuple(dict.fromkeys(templates[one] for one in uses.letters)),
        matters=uses.matters,
        files={},
    )
    return package_of(manifest, files)


def entries_in(package: Package) -> tuple[Entry, ...]:
    """Every shared entry of the package, and whether this installation has the same."""
    found = []
    for kind in SHARED:
        here = _entries_in(SHIPPED, kind)
        for name, text in package.entries(kind).items():
            own, there = here.get(name), text.rstrip("\n")
            state: Literal["same", "other", "missing"] = (
                "missing" if own is None else "same" if own == there else "other"
            )
            found.append(Entry(kind, name, state, own or "", there))
    return tuple(found)


def _entries_in(folder: Path, kind: str) -> dict[str, str]:
    file, listed = SHARED[kind]
    return entries_of((folder / file).read_text(encoding="utf-8"), file, listed)
