"""The privacy notice of a matter, made from what it declares: who gets what, why, how long, and the rights (PIPL 17).

The table of readers asks the same rule that pages ask (`hall.purposes`), so it cannot say other than what happens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hall.check_uses import papers_replaced, steps_served, uses_of, value_name
from hall.keeping_words import kept_of
from hall.purposes import visible_fields, visible_materials
from matters.office import HALL, Department, Office
from matters.registers import RegisterList
from matters.spec import CheckUse, Matter, Step
from matters.words import Text


@dataclass(frozen=True)
class Receiver:
    """One department, and what it gets."""

    department: Department
    services: tuple[Text, ...]
    """Why: its legal services, or its steps where they decide none."""
    fields: tuple[Text, ...]
    sensitive: tuple[Text, ...]
    papers: tuple[Text, ...]
    all_of_it: bool
    """The hall receives the whole application."""


@dataclass(frozen=True)
class Source:
    """One register, what it is asked with, and what it gives."""

    check: Text
    holder: Text
    asked_with: tuple[Text, ...]
    gives: tuple[Text, ...]
    instead_of: tuple[Text, ...]
    used_for: tuple[Text, ...]
    basis: str
    approval: str | None
    needs_consent: bool
    kept: Text | None
    """Which of the values go after the end of a case, and when; none where all stay as long as the case."""


@dataclass(frozen=True)
class PrivacyNotice:
    """All of it, for one version of a matter."""

    matter: Matter
    hall: Department
    receivers: tuple[Receiver, ...]
    sources: tuple[Source, ...]
    sensitive: tuple[Text, ...]


def privacy_of(matter: Matter, office: Office, registers: RegisterList) -> PrivacyNotice:
    """The notice of a published matter."""
    return PrivacyNotice(
        matter=matter,
        hall=office.department(HALL),
        receivers=tuple(_receivers(matter, office)),
        sources=tuple(_source(matter, use, registers) for use in matter.checks),
        sensitive=_labels(matter, matter.sensitive),
    )


def _receivers(matter: Matter, office: Office) -> Iterator[Receiver]:
    keys = dict.fromkeys((HALL, *(key for step in matter.steps for key in step.all_departments)))
    for key in keys:
        own = [step for step in matter.steps if key in step.all_departments]
        steps = {step.step for step in own}
        fields = visible_fields(matter, {"officer"}, key, steps)
        papers = visible_materials(matter, {"officer"}, key, steps)
        yield Receiver(
            department=office.department(key),
            services=tuple(dict.fromkeys(_service(step) for step in own)),
            fields=_labels(matter, fields),
            sensitive=_labels(matter, fields & matter.sensitive),
            papers=tuple(one.name for one in matter.materials if one.key in papers),
            all_of_it=key == HALL,
        )


def _service(step: Step) -> Text:
    return step.item.name if step.item else step.name


def _labels(matter: Matter, paths: frozenset[str]) -> tuple[Text, ...]:
    """What the form calls them, in its order; what stands twice under one name is told once."""
    known = {**matter.elements, **matter.row_elements}
    return tuple(dict.fromkeys(field.label for path, field in known.items() if path in paths))


def _source(matter: Matter, use: CheckUse, registers: RegisterList) -> Source:
    register = registers.register_of(use.check.register_key)
    return Source(
        check=use.check.name,
        holder=use.check.holder,
        asked_with=tuple(_input(matter, name, path) for name, path in use.inputs.items()),
        gives=tuple(value_name(use.check, name) for name in use.check.gives),
        instead_of=tuple(one.name for one in papers_replaced(matter, use)),
        used_for=uses_of(use, steps_served(matter, use)),
        basis=use.check.basis,
        approval=register.approval if register else None,
        needs_consent=use.check.consent,
        kept=kept_of(matter, use),
    )


def _input(matter: Matter, name: str, path: str) -> Text:
    field = matter.elements.get(path) or matter.row_elements.get(path)
    return field.label if field else Text.same(name.replace("_", " "))
