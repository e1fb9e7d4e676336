"""The steps of a case as the API tells of them to one department."""

from collections.abc import Iterator

from hall.api.case_answers import (
    DrawView,
    FeeView,
    ObjectionView,
    OpinionView,
    PartView,
    StepView,
)
from hall.case_file import CaseFile
from hall.case_steps import is_inside
from matters.rules import applicable
from matters.spec import Step
from matters.standing import StepStanding
from matters.work import days_of


def steps_of(file: CaseFile) -> Iterator[StepView]:
    """The steps that apply; what is said inside a step only to those who have a part in it."""
    for step in applicable(file.rules.matter, file.now, file.today):
        own = file.now.step(step.step)
        fees = file.now.fees if file.now.fees and file.now.fees.step == step.step else None
        yield StepView(
            key=step.step,
            name=step.name,
            departments=own.opened.departments if own.opened else step.all_departments,
            status=own.status,
            due=days_of(file.rules, file.now, step)[0],
            ended_on=own.ended_on,
            because=own.ended.because or None if own.ended else None,
            by=own.ended.by_what if own.ended else None,
            suspended=own.suspended,
            extended=own.extended is not None,
            parts=tuple(_parts(own)),
            opinions=tuple(_opinions(file, step, own)),
            objections=tuple(_objections(own)) if is_inside(file, step) else (),
            drawn=_drawn(own),
            child=own.child,
            fees=tuple(FeeView(fee=one.fee, amount=one.amount) for one in fees.lines)
            if fees
            else (),
            receipt=own.paid.receipt if own.paid else None,
        )


def _parts(own: StepStanding) -> Iterator[PartView]:
    for key, one in own.parts.items():
        yield PartView(
            key=key,
            department=one.part.department,
            decision=one.decided.decision if one.decided else None,
            proposed=one.proposed.decision if one.proposed else None,
        )


def _opinions(file: CaseFile, step: Step, own: StepStanding) -> Iterator[OpinionView]:
    for number, one in own.opinions.items():
        if is_inside(file, step) or one.asked.department == file.department:
            yield OpinionView(
                number=number,
                department=one.asked.department,
                question=one.asked.question,
                until=one.asked.until,
                text=one.given.text if one.given else None,
                revoked=one.revoked,
            )


def _objections(own: StepStanding) -> Iterator[ObjectionView]:
    for number, one in own.objections.items():
        yield ObjectionView(
            number=number,
            who=one.raised.who,
            text=one.raised.text,
            upheld=one.answered.upheld if one.answered else None,
        )


def _drawn(own: StepStanding) -> DrawView | None:
    if own.drawn is None:
        return None
    return DrawView(
        seed=own.drawn.seed,
        pool=own.drawn.pool,
        weights=own.drawn.weights,
        chosen=own.drawn.chosen,
    )
