"""The papers of an application: which are needless and why, and what can be done about the others (无证明阶梯)."""

from collections.abc import Sequence

from forms.filling import Filling
from matters.case import Evidence, Finding
from matters.ladder import ladder_of
from matters.rules import materials_of
from matters.spec import Material, Promise, Rung
from matters.standing import Standing
from matters.words import Frozen


class Paper(Frozen):
    """One material that the law lets the departments ask for here, and where it stands."""

    material: Material
    satisfied: Rung | None
    """The rung that satisfies it, or None while it is missing."""
    finding: Finding | None = None
    """What the register said, where a check makes it needless."""
    evidence: Evidence | None = None
    """What was handed in or signed."""
    awaited: tuple[str, ...] = ()
    """The checks that may still make it needless."""
    promises: tuple[Promise, ...] = ()
    """What may be signed in its place."""
    may_upload: bool = False

    @property
    def missing(self) -> bool:
        return self.material.required and self.satisfied is None


def papers_of(filling: Filling, evidence: Sequence[Evidence]) -> tuple[Paper, ...]:
    """The materials that this application needs, in the order of the matter."""
    now = Standing(
        answers=filling.all_answers,
        known={**filling.known},
        evidence={one.material: one for one in evidence},
    )
    needed = materials_of(filling.matter, filling.standing, filling.on)
    return tuple(_paper(filling, material, now) for material in needed)


def _paper(filling: Filling, material: Material, now: Standing) -> Paper:
    rung = ladder_of(filling.matter, now, material).by
    by_check = rung is not None and rung.check is not None
    checks = [rung.check for rung in material.ladder if rung.check]
    promised = [rung.key for rung in material.ladder if rung.kind == "promise" and rung.key]
    return Paper(
        material=material,
        satisfied=rung,
        finding=now.known.get(rung.key or "") if rung and by_check else None,
        evidence=None if by_check else now.evidence.get(material.key),
        awaited=tuple(key for key in checks if key in filling.awaited_checks),
        promises=tuple(filling.matter.promise_text(key) for key in promised),
        may_upload=any(rung.kind == "upload" for rung in material.ladder),
    )
