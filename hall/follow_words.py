"""What an applicant reads of steps that wait, are paid for or stand still: plain words, nothing internal. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.letter_days import en_date, zh_date
from hall.case_words import Tone, status_words
from hall.told import yuan
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding, StepStatus
from matters.steps import StepKind
from matters.words import Text

_STATES: dict[StepStatus, tuple[Text, Tone]] = {
    "waiting": (Text(zh="等待前面的环节", en="waits for earlier steps"), "plain"),
    "open": (Text(zh="办理中", en="in progress"), "active"),
    "agreed": (Text(zh="已完成", en="done"), "good"),
    "objected": (Text(zh="未通过", en="not passed"), "bad"),
    "undisputed": (Text(zh="公示期满，无异议", en="nobody objected"), "good"),
    "disputed": (Text(zh="异议成立", en="an objection was upheld"), "bad"),
    "answered": (Text(zh="已完成", en="done"), "good"),
    "unanswered": (Text(zh="未按期完成", en="not done in time"), "warn"),
    "met": (Text(zh="已完成", en="done"), "good"),
    "set-aside": (Text(zh="无需办理", en="not needed"), "plain"),
    "skipped": (Text(zh="无需办理", en="not needed"), "plain"),
    "terminated": (Text(zh="已终止", en="ended"), "plain"),
}
"""Where the words of the office would say too little, or too much, to an applicant."""
_OPEN: dict[StepKind, tuple[Text, Tone]] = {
    "publicity": (Text(zh="公示中", en="made public"), "active"),
    "wait": (Text(zh="等待中", en="waiting"), "plain"),
    "call": (Text(zh="等待有关系统答复", en="waiting for another system"), "active"),
    "matter": (Text(zh="另案办理中", en="carried as a case of its own"), "active"),
    "pay": (Text(zh="待缴费", en="to be paid"), "warn"),
    "draw": (Text(zh="随机抽取中", en="being drawn"), "active"),
}


def plain_state(step: Step, own: StepStanding) -> tuple[Text, Tone]:
    """How a step stands, in the applicant's words."""
    if own.status == "open" and own.suspended:
        return Text(zh="已中止", en="suspended"), "warn"
    if own.status == "open" and step.kind in _OPEN:
        return _OPEN[step.kind]
    return _STATES.get(own.status) or status_words(step, own.status)


def note_on(rules: Rules, now: Standing, step: Step, today: date) -> Text | None:
    """What is waited for, or why the days do not count; nothing of what departments say among themselves."""
    own = now.step(step.step)
    if own.status != "open":
        return None
    if own.suspended:
        return Text(
            zh="依法中止办理，中止期间不计入办理期限。",
            en="Suspended by law; these days are not counted.",
        )
    if own.child is not None:
        return Text(zh=f"办件编号 {own.child}", en=f"Case number {own.child}")
    if told := (*_appointment(now, step, today), *_excluded(step)):
        return Text(zh="".join(one.zh for one in told), en=" ".join(one.en for one in told))
    if step.kind == "wait":
        return step.guide
    if own.extended is not None and (more := step.item and step.item.extend):
        return Text(
            zh=f"经批准，办理期限延长{more.text('zh')}。",
            en=f"The time limit was extended by {more.text('en')}.",
        )
    return None


def _appointment(now: Standing, step: Step, today: date) -> Iterator[Text]:
    """The day, hour and place that were fixed last, while the day is to come; not those of an earlier round."""
    own, fixed = now.step(step.step), None
    for one in now.appointments:
        if one.step == step.step and own.opened and one.at >= own.opened.at:
            fixed = one
    if fixed and fixed.day >= today:
        yield Text(
            zh=f"定于{zh_date(fixed.day)} {fixed.hour}，地点：{fixed.place}。",
            en=f"On {en_date(fixed.day)} at {fixed.hour}, {fixed.place}.",
        )


def _excluded(step: Step) -> Iterator[Text]:
    """That the days of the step do not count, and by which law."""
    if step.excluded is not None:
        yield Text(
            zh=f"本环节所需时间依法不计入办理期限（{step.excluded}）。",
            en=f"The days of this step are not counted, by law ({step.excluded}).",
        )


@dataclass(frozen=True)
class BillLine:
    """One fee: what for, by which law, and how much in yuan."""

    name: Text
    basis: str
    amount: str


@dataclass(frozen=True)
class Bill:
    """All that is to be paid, asked once."""

    lines: tuple[BillLine, ...]
    total: str
    until: Text | None
    receipt: str | None
    """Of what was paid; none while it is not."""


def has_to_pay(now: Standing) -> bool:
    """Whether fees are asked and not paid."""
    return now.fees is not None and now.step(now.fees.step).status == "open"


def bill_of(rules: Rules, now: Standing) -> Bill | None:
    """What has to be paid or was; none where no fee was asked."""
    if now.fees is None or not now.fees.lines:
        return None
    own = now.step(now.fees.step)
    fees = {one.key: one for one in rules.matter.fees}
    due = own.opened.due if own.opened and not own.done else None
    return Bill(
        lines=tuple(
            BillLine(fees[one.fee].name, fees[one.fee].basis, yuan(one.amount))
            for one in now.fees.lines
            if one.fee in fees
        ),
        total=yuan(now.fees.total),
        until=Text(zh=zh_date(due), en=en_date(due)) if due else None,
        receipt=own.paid.receipt if own.paid else None,
    )
