"""What notices of procedures say: publicity, hearings, days that are not counted, suspensions, extensions, fees."""

import dataclasses
from datetime import date

from forms.letter_context import FeeRow
from matters.case import Extended, Suspended
from matters.clock import clock
from matters.ledger_bundle import by_law
from matters.limits import Limit
from matters.notices import IssueNotice
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


def of_procedure(rules: Rules, now: Standing, notice: IssueNotice, step: Step) -> dict[str, object]:
    """The values of the notice, besides those of every step."""
    match notice.event:
        case "publicity" | "excluded":
            return _opened(now, notice, step)
        case "fees" if now.fees:
            names = {fee.key: fee for fee in rules.matter.fees}
            rows = tuple(
                FeeRow(
                    name=names[line.fee].name,
                    basis=Text.same(names[line.fee].basis),
                    amount=yuan(line.amount),
                )
                for line in now.fees.lines
            )
            return {"fees": rows, "total": yuan(now.fees.total)}
        case "suspended":
            fact = _event(now, notice)
            told = fact if isinstance(fact, Suspended) else None
            return {
                "reasons": (Text.same(told.ground),) if told else (),
                "legal_basis": Text.same(told.basis) if told else None,
            }
        case "resumed":
            return {"begins_on": _suspended_on(now, notice)}
        case "extended" if step.item and step.item.extend:
            fact, moved = _event(now, notice), clock(rules, now, step)
            return {
                "reasons": (Text.same(fact.reason),) if isinstance(fact, Extended) else (),
                "length": step.item.extend.words,
                "was_due_on": before_extension(rules, now, step),
                "approved_by": _approver(rules, fact),
                "ends_on": moved.due,
            }
        case _:
            return {}


def _opened(now: Standing, notice: IssueNotice, step: Step) -> dict[str, object]:
    round_ = int(notice.key.rpartition(":")[2])
    opened = next(one for one in now.procedures if (one.step, one.round) == (step.step, round_))
    length: Limit | None = step.lasts or step.within
    return {
        "begins_on": opened.on,
        "ends_on": opened.due,
        "length": length.words if length else None,
        "legal_basis": Text.same(step.excluded) if step.excluded else None,
    }


def of_bundle(rules: Rules, now: Standing, _: IssueNotice) -> dict[str, object]:
    """More time for the whole bundle: until when it was, why, and who approved it (Act 42(2))."""
    clock, more = by_law(rules, now), now.bundle_extended
    if clock is None or more is None:
        return {}
    return {
        "reasons": (Text.same(more.reason),),
        "length": rules.office.profile.bundle_extension.words,
        "was_due_on": clock.before_extension,
        "ends_on": clock.last,
        "legal_basis": clock.label.basis,
        "approved_by": Text(
            zh=f"本级人民政府负责人（{more.approval}）",
            en=f"the head of the government of this level ({more.approval})",
        ),
    }


def before_extension(rules: Rules, now: Standing, step: Step) -> date | None:
    """The last day as it was before the limit was extended, by the same clock."""
    own = now.step(step.step)
    unextended = dataclasses.replace(own, extended=None)
    return clock(
        rules, dataclasses.replace(now, steps={**now.steps, step.step: unextended}), step
    ).due


def _approver(rules: Rules, fact: object) -> Text | None:
    """Who approved it, by office and not by name: the head of the agency, or of the government (Act 42)."""
    if not isinstance(fact, Extended):
        return None
    agency = rules.office.department(fact.by.department).name
    return Text(zh=f"{agency.zh}负责人", en=f"the head of {agency.en}")


def _event(now: Standing, notice: IssueNotice) -> object:
    return now.clock_events[int(notice.key.rpartition(":")[2]) - 1]


def _suspended_on(now: Standing, notice: IssueNotice) -> date | None:
    """The day of the suspension that this notice ends, also when the step was suspended again since."""
    before = now.clock_events[: int(notice.key.rpartition(":")[2]) - 1]
    days = (
        one.on for one in reversed(before) if isinstance(one, Suspended) and one.step == notice.step
    )
    return next(days, None)


def yuan(amount: float) -> Text:
    """An amount of money as people read it."""
    number = f"{amount:,.2f}".removesuffix(".00")
    return Text(zh=f"{number}元", en=f"¥{number}")
