"""Synthetic marriages: of the parents of newborns, of other grown-up people, and of the old."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers.births import Birth
from hall.registers.chance import digits, likely
from hall.registers.elders import Departed, Parents
from hall.registers.people import Person, may_marry_from
from matters.words import Frozen

MARRIED, DIVORCED = 0.6, 0.12
YOUNGER_HUSBAND, OLDER_HUSBAND = -3, 8
"""Years between the births of two who marry."""


class Marriage(Frozen):
    """One registered marriage; nobody has two."""

    husband: str
    """Identity number."""
    wife: str
    since: date
    certificate: str
    ended: date | None = None
    status: Literal["已婚", "离婚", "丧偶"] = "已婚"

    def spouse_of(self, number: str) -> str:
        return self.wife if number == self.husband else self.husband


def of_newborns(births: Iterable[Birth], people: Mapping[str, Person]) -> Iterable[Marriage]:
    """Of the parents of newborns who are married."""
    for birth in births:
        if birth.married:
            days = 400 + int(digits(birth.mother, 3))
            earliest = may_marry_from(people[birth.father], people[birth.mother])
            since = max(birth.born - timedelta(days=days), earliest)
            yield _marriage(birth.father, birth.mother, since)


def of_the_old(pairs: Iterable[Parents], dead: Mapping[str, Departed]) -> Iterable[Marriage]:
    """Of those whose children are grown up; the first death ends it."""
    for pair in pairs:
        made = _marriage(pair.father.id_number, pair.mother.id_number, pair.married_on)
        deaths = [dead[one].died_on for one in (made.husband, made.wife) if one in dead]
        if deaths:
            made = made.model_copy(update={"ended": min(deaths), "status": "丧偶"})
        yield made


def of_others(
    rng: Random, people: Iterable[Person], with_child: Container[str], today: date
) -> Iterable[Marriage]:
    """Of grown-up people who are free to marry; those with a child come first."""
    free = sorted(people, key=lambda p: p.id_number in with_child)
    men: dict[tuple[bool, int], list[Person]] = {}
    for man in free:
        if man.sex == "male":
            men.setdefault((man.local, man.birth.year), []).append(man)
    for woman in reversed(free):
        wishes = likely(rng, MARRIED) or woman.id_number in with_child
        if woman.sex == "female" and wishes:
            husband = _husband(rng, woman, men, today)
            if husband is not None:
                yield _of_two(rng, husband, woman, today)


def _husband(
    rng: Random, woman: Person, men: dict[tuple[bool, int], list[Person]], today: date
) -> Person | None:
    older = rng.randint(YOUNGER_HUSBAND, OLDER_HUSBAND)
    these = men.get((woman.local, woman.birth.year - older), [])
    if not these or may_marry_from(these[-1], woman) > today:
        return None
    return these.pop()


def _of_two(rng: Random, husband: Person, wife: Person, today: date) -> Marriage:
    earliest = may_marry_from(husband, wife)
    since = earliest + timedelta(days=rng.randint(0, min(3650, (today - earliest).days)))
    made = _marriage(husband.id_number, wife.id_number, since)
    days = (today - since).days
    if days == 0 or not likely(rng, DIVORCED):
        return made
    ended = since + timedelta(days=rng.randint(1, days))
    return made.model_copy(update={"ended": ended, "status": "离婚"})


def _marriage(husband: str, wife: str, since: date) -> Marriage:
    number = f"J330203-{since.year}-{digits(wife, 6)}"
    return Marriage(husband=husband, wife=wife, since=since, certificate=number)
