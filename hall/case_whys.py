"""Why every step of a case applies, does not apply, waits, is open or has ended, for its reader (N11)."""

from dataclasses import dataclass
from typing import Literal

from hall.case_file import CaseFile
from matters.words import Text
from matters.workbench.step_words import Teller
from matters.workbench.why import Reasons, State

STATE_WORDS: dict[State, tuple[Text, Literal["plain", "active", "good", "warn", "bad"]]] = {
    "does-not-apply": (Text(zh="不涉及", en="does not apply"), "plain"),
    "applies": (Text(zh="将办理", en="will be done"), "plain"),
    "waits": (Text(zh="等待", en="waits"), "warn"),
    "open": (Text(zh="办理中", en="open"), "active"),
    "ended": (Text(zh="已结束", en="ended"), "good"),
}


@dataclass(frozen=True)
class StepWhy:
    """One step, how it stands, and why."""

    step: Text
    state: Text
    tone: str
    why: Text


def whys_of(file: CaseFile) -> tuple[StepWhy, ...]:
    """Every step in the order of the matter; conditions only as far as this reader may know their answers."""
    matter, office = file.rules.matter, file.rules.office
    shown = None if file.is_hall else _known(file)
    zh, en = (
        Reasons(file.rules, file.now, Teller(matter, office, language), shown)
        for language in ("zh", "en")
    )
    told = []
    for step in matter.steps:
        why, other = zh.of_step(step, file.today), en.of_step(step, file.today)
        state, tone = STATE_WORDS[why.state]
        told.append(StepWhy(step.name, state, tone, Text(zh=why.words, en=other.words)))
    return tuple(told)


def _known(file: CaseFile) -> frozenset[str]:
    """The names of expressions whose values this reader may know."""
    values = {
        f"checks.{use.key.replace('-', '_')}.{name}"
        for use in file.rules.matter.checks
        if use.key in file.checks
        for name in (*use.check.gives, "outcome")
    }
    return frozenset(values) | file.questions | file.fields
