"""The ladder of a paper (无证明阶梯): which rung satisfies it, and why each one before it did not.

Whether a paper is there is asked nowhere else (domain 3.5): no register that is silent ever makes an applicant fail.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from matters.calendars import Calendar
from matters.case import Evidence, FindingOutcome
from matters.limits import last_day
from matters.rules import holds, materials_of, seen_of
from matters.spec import CheckUse, Material, Matter, Promise, Rung, Step
from matters.standing import Standing

Why = Literal[
    "unavailable", "no-record", "mismatch", "multiple", "denied", "stale", "pending", "objected",
    "no-consent", "excluded", "bad-credit", "preferred", "not-chosen", "not-asked",
]  # fmt: skip
"""Why a rung did not satisfy a paper."""
OWN_PAPER = Rung(kind="upload")
"""The applicant's own paper, which counts against a register also where the ladder does not name it."""

_SAID: dict[FindingOutcome, Why] = {
    FindingOutcome.MISMATCH: "mismatch",
    FindingOutcome.NO_RECORD: "no-record",
    FindingOutcome.MULTIPLE: "multiple",
    FindingOutcome.UNAVAILABLE: "unavailable",
    FindingOutcome.DENIED: "denied",
    FindingOutcome.STALE: "stale",
    FindingOutcome.PENDING: "pending",
}
_CONTRADICTED: frozenset[Why] = frozenset({"mismatch", "multiple", "objected"})
"""Where the applicant's own paper stands against what a register says."""
_ASKED_OF_APPLICANTS = frozenset({"proof", "deferred", "upload"})


class Skipped(NamedTuple):
    """A rung that did not satisfy the paper, and why."""

    rung: Rung
    why: Why


@dataclass(frozen=True)
class LadderStanding:
    """Where one paper of a case stands."""

    material: Material
    by: Rung | None
    """The rung that satisfies it."""
    skipped: tuple[Skipped, ...]
    """The rungs before that one, or all of them."""

    @property
    def awaited(self) -> bool:
        """Whether another department was asked and has still to answer: nobody need hand it in meanwhile."""
        return self.by is None and any(
            one.rung.kind == "verification" and one.why == "pending" for one in self.skipped
        )

    @property
    def missing(self) -> bool:
        """Whether the applicant has still to hand it in, to promise or to defer it."""
        return self.material.required and self.by is None and not self.awaited

    @property
    def owed(self) -> bool:
        """Whether it must still come before a step that reads it is granted: it was deferred, or is being verified."""
        return self.awaited or (self.by is not None and self.by.kind == "deferred")


def ladder_of(matter: Matter, now: Standing, material: Material) -> LadderStanding:
    """How the material is satisfied in this case, and why not by an earlier rung."""
    own = _preferred(now, material)
    skipped: list[Skipped] = []
    for rung in material.ladder:
        if own and rung.kind == "upload":
            return LadderStanding(material, rung, tuple(skipped))
        why = _why_not(matter, now, material, rung)
        if why is None and not own:
            return LadderStanding(material, rung, tuple(skipped))
        skipped.append(Skipped(rung, why or "preferred"))
    by = OWN_PAPER if own or _prevails(matter, now, material, skipped) else None
    return LadderStanding(material, by, tuple(skipped))


def ladders_of(matter: Matter, now: Standing, today: date) -> tuple[LadderStanding, ...]:
    """Every paper that this case needs."""
    return tuple(ladder_of(matter, now, one) for one in materials_of(matter, now, today))


def missing_materials(matter: Matter, now: Standing, today: date) -> tuple[Material, ...]:
    """What the applicant still has to hand in or to promise."""
    return tuple(one.material for one in ladders_of(matter, now, today) if one.missing)


def owed_to(matter: Matter, now: Standing, step: Step, today: date) -> tuple[LadderStanding, ...]:
    """What the step reads and cannot be granted without, as it was deferred or is being verified."""
    return tuple(
        one for one in ladders_of(matter, now, today) if one.owed and one.material.read_by(step)
    )


def barred(matter: Matter, now: Standing, promise: Promise) -> Why | None:
    """Why the promise may not be signed here, if it may not (domain 2.5)."""
    if promise.barred_if is None or not holds(promise.barred_if, seen_of(matter, now)):
        return None
    by_register = any(name.startswith("checks.") for name in promise.barred_if.names)
    return "bad-credit" if by_register else "excluded"


def deadline(rung: Rung, today: date, calendar: Calendar) -> date | None:
    """Until when what is deferred or asked today must be in."""
    return last_day(today, rung.within, calendar) if rung.within else None


def rung_for(material: Material, kind: str) -> Rung | None:
    """The material's rung of that kind, if it has one."""
    return next((rung for rung in material.ladder if rung.kind == kind), None)


def _why_not(matter: Matter, now: Standing, material: Material, rung: Rung) -> Why | None:
    match rung.kind:
        case "check" | "licence":
            return _unproved(matter, now, matter.check(rung.key or ""), material)
        case "verification":
            return _unverified(now, material)
        case "promise":
            declared = next((one for one in matter.promises if one.key == rung.key), None)
            why = barred(matter, now, declared) if declared else None
            return why or _unsigned(now, material, rung.key)
        case kind:
            taken = _counting(now, material)
            return None if taken and taken.rung == kind else "not-chosen"


def _unproved(matter: Matter, now: Standing, use: CheckUse, material: Material) -> Why | None:
    """What the register did not do; a match against which the applicant's own paper stands proves nothing."""
    finding = now.known.get(use.key)
    if finding is None:
        refused = use.check.consent and use.key not in now.consents
        return "no-consent" if refused else "not-asked"
    objection = objection_of(use, now)
    if finding.outcome != FindingOutcome.MATCH:
        said = _SAID[finding.outcome]
        return "objected" if said in _CONTRADICTED and objection in ("open", "held") else said
    if objection == "held" or (objection == "open" and _handed_in(now, material)):
        return "objected"
    last = now.findings.get(use.key, finding)
    return "stale" if last.outcome == FindingOutcome.STALE else None


def objection_of(use: CheckUse, now: Standing) -> Literal["none", "open", "held", "dismissed"]:
    """Whether the applicant objects to what the register says, and what a person decided about it."""
    if settled := now.settled.get(use.key):
        return "held" if settled.fact.holds else "dismissed"
    said_wrong = now.objections & {*use.fills, f"checks.{use.key}"}
    return "open" if said_wrong else "none"


def _unverified(now: Standing, material: Material) -> Why | None:
    verification = now.verifications.get(material.key)
    if verification is None:
        return "not-asked"
    if verification.answered is None:
        return "pending"
    match verification.answered.outcome:
        case "match":
            return None
        case outcome:
            return outcome


def _unsigned(now: Standing, material: Material, promise: str | None) -> Why | None:
    taken = now.evidence.get(material.key)
    signed = taken is not None and taken.rung == "promise" and taken.label == promise
    return None if signed else "not-chosen"


def _preferred(now: Standing, material: Material) -> bool:
    taken = _counting(now, material)
    return taken is not None and taken.rung == "upload" and taken.preferred


def _handed_in(now: Standing, material: Material) -> bool:
    taken = _counting(now, material)
    return taken is not None and taken.rung in ("upload", "proof")


def _counting(now: Standing, material: Material) -> Evidence | None:
    """The paper on file, unless a person decided against it for the register."""
    taken = now.evidence.get(material.key)
    if taken is None or taken.rung not in _ASKED_OF_APPLICANTS:
        return None
    asked = (now.settled.get(rung.check) for rung in material.ladder if rung.check)
    overruled = any(one and not one.fact.holds and taken.digest in one.papers for one in asked)
    return None if overruled else taken


def _prevails(matter: Matter, now: Standing, material: Material, skipped: list[Skipped]) -> bool:
    """Whether the applicant's own paper stands against a register until a person decides (PIPL 24)."""
    against = any(one.rung.check and one.why in _CONTRADICTED for one in skipped)
    taken = _counting(now, material)
    return against and taken is not None and taken.rung == "upload"
