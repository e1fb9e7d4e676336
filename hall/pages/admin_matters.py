"""Published matters for those who keep them: versions, graph, questions, steps, letters, source, what changed."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from hall.admin.comparison import compared, in_words
from hall.admin.scenarios import how_many_scenarios
from hall.admin.tools import PARTS, of_published
from hall.doors import allowed
from hall.step_graph import step_graph
from hall.visitor import Visitor
from matters.completeness import Point, completeness
from matters.errors import NotFound
from matters.ladder_words import rung_name
from matters.spec import Matter
from matters.words import Text
from matters.workbench.differences_words import EVENT_WORDS
from matters.workbench.step_words import Teller
from storage import oversight, published
from storage.published import Published

router = APIRouter(prefix="/admin/matters")
Reader = Annotated[Visitor, Depends(allowed("see-matters"))]


@dataclass(frozen=True)
class Shelf:
    """A matter with all of its versions, the newest first."""

    matter: Matter
    versions: tuple[Published, ...]
    open_cases: int
    missing: int

    @property
    def newest(self) -> Published:
        return self.versions[0]


@router.get("")
def matters(visitor: Reader) -> Response:
    """Every matter with its versions, newest first."""
    with visitor.hall.database.transaction() as connection:
        versions = published.versions(connection)
        counts = oversight.open_cases(connection)
        declared = {one.digest: published.matter_of(connection, one.digest) for one in versions}
    shelves = tuple(
        Shelf(
            matter=declared[own[0].digest],
            versions=own,
            open_cases=counts.get(key, 0),
            missing=sum(not one.is_met for one in _points(visitor, declared[own[0].digest])),
        )
        for key in dict.fromkeys(one.key for one in versions)
        if (own := tuple(one for one in versions if one.key == key))
    )
    return visitor.page("admin_matters.html", shelves=shelves, at=visitor.hall.clock())


@router.get("/{key}")
def matter(
    visitor: Reader, key: str, part: str = "overview", version: int | None = None
) -> Response:
    """One version of a matter, part by part; the newest unless another is asked for."""
    versions = versions_of(visitor, key)
    one = _version(versions, version) if version is not None else versions[0]
    with visitor.hall.database.transaction() as connection:
        declared = published.matter_of(connection, one.digest)
        source = published.source_of(connection, one.digest)
        open_cases = oversight.open_cases(connection).get(key, 0)
    part = part if part in PARTS else "overview"
    return visitor.page(
        "admin_matter.html",
        matter=declared,
        rung_name=partial(rung_name, declared, office=visitor.hall.office),
        one=one,
        versions=versions,
        part=part,
        groups=of_published(key, one.version, may_work=visitor.may("publish-matters")),
        source=source.splitlines(),
        points=_points(visitor, declared),
        graph=step_graph(declared, None, visitor.language),
        words=Teller(declared, visitor.hall.office, visitor.language).condition,
        open_cases=open_cases,
        events=EVENT_WORDS,
        at=visitor.hall.clock(),
    )


@router.get("/{key}/compare")
def compare(
    visitor: Reader,
    key: str,
    before: Annotated[int | None, Query(alias="from")] = None,
    after: Annotated[int | None, Query(alias="to")] = None,
) -> Response:
    """What changed from one version to another, in words and in the YAML; without both, which to choose."""
    versions = versions_of(visitor, key)
    if before is None or after is None:
        with visitor.hall.database.transaction() as connection:
            name = published.matter_of(connection, versions[0].digest).name
        return visitor.page("admin_compare_choose.html", key=key, name=name, versions=versions)
    pair = (_version(versions, before), _version(versions, after))
    with visitor.hall.database.transaction() as connection:
        old, new = (published.source_of(connection, one.digest) for one in pair)
        matters = tuple(published.matter_of(connection, one.digest) for one in pair)
    return visitor.page(
        "admin_compare.html",
        key=key,
        name=matters[1].name,
        pair=pair,
        groups=in_words(matters[0], matters[1], visitor.hall.office),
        changes=compared(old, new),
    )


def versions_of(visitor: Visitor, key: str) -> tuple[Published, ...]:
    """The versions of a matter, the newest first. Raises NotFound."""
    with visitor.hall.database.transaction() as connection:
        versions = tuple(one for one in published.versions(connection) if one.key == key)
    if not versions:
        raise NotFound(Text(zh="该事项", en="This matter"))
    return versions


def _version(versions: tuple[Published, ...], number: int) -> Published:
    found = next((one for one in versions if one.version == number), None)
    if found is None:
        raise NotFound(Text(zh=f"第{number}版", en=f"Version {number}"))
    return found


def _points(visitor: Visitor, declared: Matter) -> tuple[Point, ...]:
    return completeness(declared, visitor.hall.office, how_many_scenarios(declared.matter))
