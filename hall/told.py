"""One thing that happened, as a timeline tells it, and the words that its tellers share. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hall.case_words import Tone
from matters.office import HALL
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.verbs import step_name
from matters.words import Text
from storage.notices import NoticeSeen


@dataclass(frozen=True)
class Told:
    """One thing that happened, as a timeline shows it."""

    what: Text
    detail: Text | None = None
    tone: Tone = "plain"
    insiders: frozenset[str] | None = None
    """The departments that may read the detail; None: all that take part."""

    def detail_for(self, department: str) -> Text | None:
        open_to_all = self.insiders is None or department == HALL
        return self.detail if open_to_all or department in (self.insiders or ()) else None


def of_step(rules: Rules, step: str, zh: str, en: str) -> Text:
    """A sentence about a step: `{}` is its name."""
    name = step_name(rules, step)
    return Text(zh=zh.format(f"“{name.zh}”"), en=en.format(f"“{name.en}”"))


def step_of(rules: Rules, key: str) -> Step | None:
    """The step as the matter declares it; none that another version of it had."""
    return next((one for one in rules.matter.steps if one.step == key), None)


def plain(*words: str) -> Text | None:
    """What somebody wrote, as it was written; nothing where nothing was."""
    *before, last = [one.strip() for one in words if one.strip()] or [""]
    said = "；".join((*(one.rstrip("。；") for one in before), last))
    return Text.same(said) if said else None


def insiders(rules: Rules, *steps: str) -> frozenset[str]:
    """The departments of these steps; one of several departments is the leading one's. The hall reads everything."""
    lead = rules.matter.lead
    known = {one.step: (*one.all_departments, one.department or lead) for one in rules.matter.steps}
    return frozenset(department for key in steps for department in known.get(key, ()))


def department(rules: Rules, key: str) -> Text:
    """What a department is called."""
    known = {one.key: one.name for one in rules.office.departments}
    return known.get(key) or Text.same(key)


def yuan(amount: float) -> str:
    """An amount of money: whole yuan without places behind the point."""
    return f"{amount:.0f}" if amount == int(amount) else f"{amount:.2f}"


def in_order(now: Standing, seen: Sequence[NoticeSeen]) -> tuple[NoticeSeen, ...]:
    """Notices in the order of the facts: many are issued at one moment."""
    places = {key: place for place, key in enumerate(now.issued)}
    return tuple(sorted(seen, key=lambda one: places.get(one.key, len(places))))
