"""The papers of an application: which are needless and why, and what can be done about the others (无证明阶梯)."""

from collections.abc import Sequence

from forms.filling import Filling
from matters.case import Evidence, Finding
from matters.ladder import LadderStanding, barred, ladder_of, rung_for
from matters.rules import materials_of
from matters.spec import Material, Promise, Rung
from matters.standing import Standing
from matters.words import Frozen


class Paper(Frozen):
    """One material that the law lets the departments ask for here, and where it stands.

    The applicant's own paper may always come in its place; an applicant may prefer it (domain 3.5).
    """

    ladder: LadderStanding
    finding: Finding | None = None
    """What the register said, where a check makes it needless."""
    evidence: Evidence | None = None
    """What was handed in, signed or put off."""
    awaited: tuple[str, ...] = ()
    """The checks that may still make it needless."""
    promises: tuple[Promise, ...] = ()
    """What may be signed in its place."""
    barred: tuple[Promise, ...] = ()
    """What would stand in its place, but may not be signed by this applicant."""

    @property
    def material(self) -> Material:
        return self.ladder.material

    @property
    def satisfied(self) -> Rung | None:
        """The rung that satisfies it, or None while it is missing."""
        return self.ladder.by

    @property
    def missing(self) -> bool:
        return self.material.required and self.satisfied is None

    @property
    def proof(self) -> Rung | None:
        """What other paper proves it, if the law knows one."""
        return rung_for(self.material, "proof")

    @property
    def deferral(self) -> Rung | None:
        """Until when it may come later, if it may."""
        return rung_for(self.material, "deferred")


def papers_of(
    filling: Filling, evidence: Sequence[Evidence], objections: frozenset[str] = frozenset()
) -> tuple[Paper, ...]:
    """The materials that this application needs, in the order of the matter."""
    now = standing_with(filling, evidence, objections)
    needed = materials_of(filling.matter, filling.standing, filling.on)
    return tuple(_paper(filling, material, now) for material in needed)


def standing_with(
    filling: Filling, evidence: Sequence[Evidence], objections: frozenset[str]
) -> Standing:
    """As if it were launched with these papers and objections."""
    return Standing(
        answers=filling.all_answers,
        findings={**filling.known},
        known={**filling.known},
        evidence={one.material: one for one in evidence},
        objections=objections,
        consents=filling.consents,
    )


def _paper(filling: Filling, material: Material, now: Standing) -> Paper:
    ladder = ladder_of(filling.matter, now, material)
    by_check = ladder.by.check if ladder.by else None
    checks = [rung.check for rung in material.ladder if rung.check]
    keys = [rung.key for rung in material.ladder if rung.kind == "promise" and rung.key]
    promises = [filling.matter.promise_text(key) for key in keys]
    return Paper(
        ladder=ladder,
        finding=now.known.get(by_check) if by_check else None,
        evidence=None if by_check else now.evidence.get(material.key),
        awaited=tuple(key for key in checks if key in filling.awaited_checks),
        promises=tuple(one for one in promises if barred(filling.matter, now, one) is None),
        barred=tuple(one for one in promises if barred(filling.matter, now, one)),
    )
