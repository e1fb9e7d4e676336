"""What is promised for the whole: without the days that the law leaves out, and about how long it is with them. Pure.

Publicity, opinions and hearings are left out of a promise only where a law says so (`excluded`; Act 45, domain 2.2 and
3.11): the promise, the proof that it can be kept and the four reductions all count without them. Whoever applies wants
to know both figures.
"""

from collections.abc import Collection, Iterable
from datetime import date

from matters.exclusions import ended, excluded
from matters.limits import Limit
from matters.spec import Matter, Step
from matters.standing import Standing
from matters.words import Text

_WEEK, _WORKWEEK = 7, 5
_DAYS = {"days": 1, "months": 30, "years": 365}


def left_out(matter: Matter) -> tuple[Step, ...]:
    """The steps whose days the law does not count."""
    return tuple(step for step in matter.steps if step.excluded is not None)


def of_no_length(matter: Matter) -> tuple[Step, ...]:
    """Those of them of which nobody can say how long they take, such as what an applicant settles alone."""
    return tuple(step for step in left_out(matter) if _length(step) is None)


def elapsed(matter: Matter) -> Limit | None:
    """About how long the whole takes at most with the days left out; none where no such step says how long it lasts.

    In working days where all are, else in days of the calendar; steps of no length are not in it.
    """
    lengths = [one for step in left_out(matter) if (one := _length(step))]
    if not lengths:
        return None
    counted = (*lengths, matter.promise)
    working = all(one.unit in ("working-days", "on-the-spot") for one in counted)
    days = _longest(matter, working=working) + _count(matter.promise, working=working)
    return Limit(count=days, unit="working-days" if working else "days")


def promised(matter: Matter) -> Text:
    """The promise as applicants read it: where the law leaves days out, both figures."""
    words, whole = matter.promise.words, elapsed(matter)
    if whole is None:
        return words
    return Text(
        zh=f"{words.zh}（依法不计入期限的公告、公示等时间除外；计入的，最长约{whole.text('zh')}）",
        en=f"{words.en} (public notices and other days that the law does not count left out;"
        f" with them about {whole.text('en')} at most)",
    )


def besides(matter: Matter) -> Text | None:
    """The sentence on steps of which nobody can say how long they take; none if there are no such steps."""
    steps = of_no_length(matter)
    if not steps:
        return None
    return Text(
        zh=f"{'、'.join(f'“{one.name.zh}”' for one in steps)}所用的时间依法不计入期限，另行计算。",
        en=f"The time for {', '.join(f'“{one.name.en}”' for one in steps)} is not counted and comes on top.",
    )


def days_left_out(now: Standing, steps: Iterable[Step]) -> tuple[tuple[date, date], ...]:
    """In a case, the days that its promise does not count: of the procedures of the law, and of suspensions."""
    known = tuple(steps)
    return ended(excluded(now, known, known))


def _length(step: Step) -> Limit | None:
    return step.lasts or step.within


def _count(limit: Limit | None, *, working: bool) -> int:
    """In working days as they are; else as days of the calendar, rest days with them."""
    if limit is None:
        return 0
    if limit.unit != "working-days":
        return limit.count * _DAYS.get(limit.unit, 0)
    weeks, rest = divmod(limit.count, _WORKWEEK)
    return limit.count if working else weeks * _WEEK + rest


def _longest(matter: Matter, *, working: bool) -> int:
    """The days left out on the longest way through the steps."""
    best: dict[str, int] = {}
    for step in _in_order(matter):
        own = _count(_length(step), working=working) if step.excluded is not None else 0
        before = (best.get(key, 0) for key in matter.waits_for(step.step))
        best[step.step] = own + max(before, default=0)
    return max(best.values(), default=0)


def _in_order(matter: Matter) -> Collection[Step]:
    """Each step after all that come before it."""
    return sorted(matter.steps, key=lambda step: len(matter.upstream(step.step)))
