"""What an applicant of a scenario brings: papers, other proof, promises, and what is to follow."""

from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import Literal, NamedTuple

from matters.case import Evidence
from matters.scenarios import Scenario, Turn, Usual
from matters.spec import Material, Matter


class Brought(NamedTuple):
    """What an applicant brings: materials as papers, as other proof, later, or by preference; promises by key."""

    uploads: frozenset[str] = frozenset()
    promises: frozenset[str] = frozenset()
    proofs: frozenset[str] = frozenset()
    deferred: frozenset[str] = frozenset()
    prefers: frozenset[str] = frozenset()


def usually_brought(usual: Usual, scenario: Scenario) -> Brought:
    """What the applicant of the file brings, as far as this one does not lack it."""
    signed = frozenset(usual.promises).difference(scenario.lacks)
    return Brought(
        frozenset(usual.uploads), signed, frozenset(usual.proofs), frozenset(usual.deferred)
    )


def brought_by(by: Scenario | Turn) -> Brought:
    """What this scenario, or one of its turns, brings besides."""
    prefers = by.prefers if isinstance(by, Scenario) else ()
    files, signed, proofs, later = by.uploads, by.promises, by.proofs, by.deferred
    return Brought(*map(frozenset, (files, signed, proofs, later, prefers)))


def paper(material: Material) -> bytes:
    """A stand-in for the paper that an applicant would hand in."""
    return f"演示材料：{material.name.zh}\n".encode()


def evidence_of(
    matter: Matter, brought: Brought, only: Collection[str] | None = None
) -> tuple[Evidence, ...]:
    """Papers and signed promises as evidence; `only` names the materials that are needed."""
    return tuple(
        one
        for material in matter.materials
        if only is None or material.key in only
        for one in _evidence(matter, material, brought)
    )


def _evidence(matter: Matter, material: Material, brought: Brought) -> Iterable[Evidence]:
    if material.key in brought.prefers:
        yield _file(material, "upload").model_copy(update={"preferred": True})
        return
    for rung in material.ladder:
        match rung.kind:
            case "upload" if material.key in brought.uploads:
                yield _file(material, "upload")
            case "proof" if material.key in brought.proofs:
                yield _file(material, "proof")
            case "deferred" if material.key in brought.deferred:
                told = f"容缺后补：{material.name.zh}"
                yield _signed(material, "deferred", told, "deferred")
            case "promise" if rung.key in brought.promises:
                text = matter.promise_text(rung.key).text.zh
                yield _signed(material, "promise", text, rung.key)
            case _:
                pass


def _file(material: Material, rung: Literal["upload", "proof"]) -> Evidence:
    digest = sha256(paper(material)).hexdigest()
    return Evidence(material=material.key, rung=rung, digest=digest, label="text")


def _signed(
    material: Material, rung: Literal["promise", "deferred"], text: str, label: str
) -> Evidence:
    digest = sha256(text.encode()).hexdigest()
    return Evidence(material=material.key, rung=rung, digest=digest, label=label)
