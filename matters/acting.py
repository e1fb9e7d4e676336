"""Who acts when on which open step of which case, and what every act on a step has to say."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.case import Actor, business_date
from matters.errors import ActRefused
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding
from matters.work import WorkItem

WHY = ("请写明理由。", "Say why.")


@dataclass(frozen=True)
class Acting:
    """Who acts when on which open step of which case."""

    rules: Rules
    now: Standing
    step: Step
    work: WorkItem
    by: Actor
    at: datetime

    @property
    def own(self) -> StepStanding:
        return self.now.step(self.step.step)

    @property
    def today(self) -> date:
        return business_date(self.at)


def said(text: str, zh: str, en: str) -> str:
    """What was written, without blanks around it. Raises `ActRefused` with this sentence if it is nothing."""
    if not text.strip():
        raise ActRefused(zh=zh, en=en)
    return text.strip()


def known_department(acting: Acting, key: str) -> None:
    """Raises `ActRefused` for a department that the office does not have."""
    if key not in {one.key for one in acting.rules.office.departments}:
        raise ActRefused(
            zh=f"没有部门“{key}”。请从列表中选择。",
            en=f"There is no department “{key}”. Choose one from the list.",
        )
