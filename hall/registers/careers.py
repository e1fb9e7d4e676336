"""How long somebody was insured, and where: one history that every register of work agrees with."""

from datetime import date

from hall.registers.chance import seeded
from hall.registers.people import Person
from matters.words import Frozen

MOST_STAYS = 4
FORMER = ("宁波甬城百货有限公司", "宁波港通物流有限公司", "宁波四明机械有限公司", "个人参保")


class Stay(Frozen):
    """Months in a row that were paid for by one employer."""

    employer: str
    first: date
    """First day of its first month."""
    months: int

    @property
    def last_month(self) -> date:
        """Its first day."""
        return _month(self.first, self.months - 1)


def career(person: Person, employer: str | None, today: date) -> tuple[Stay, ...]:
    """The person's stays, oldest first; together they are the months that the registers count."""
    if not person.insured_months:
        return ()
    rng = seeded(0, f"career:{person.id_number}")
    rest, end = person.insured_months, _month(today, -_months_retired(person, today))
    stays: list[Stay] = []
    place = employer or FORMER[-1]
    while rest:
        last = len(stays) == MOST_STAYS - 1
        months = rest if last else min(rest, rng.randint(6, 120))
        first = _month(end, 1 - months)
        stays.append(Stay(employer=place, first=first, months=months))
        rest, place = rest - months, rng.choice(FORMER)
        end = _month(first, -1 - rng.choice((0, 0, 0, 2, 5)))
    return tuple(reversed(stays))


def interrupted_months(stays: tuple[Stay, ...]) -> int:
    """Months between the first and the last that nobody paid for."""
    if not stays:
        return 0
    first, last = stays[0].first, stays[-1]
    span = (last.first.year - first.year) * 12 + last.first.month - first.month + last.months
    return span - sum(stay.months for stay in stays)


def _months_retired(person: Person, today: date) -> int:
    if not person.retired:
        return 0
    return max(0, ((today - person.birth).days // 365 - (60 if person.sex == "male" else 50)) * 12)


def _month(day: date, later: int) -> date:
    """The first of the month that is so many months later."""
    count = day.year * 12 + day.month - 1 + later
    return date(count // 12, count % 12 + 1, 1)
