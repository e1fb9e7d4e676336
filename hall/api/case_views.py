"""From the facts of a case to what one department's system is told."""

from collections.abc import Iterator

from hall.api.case_answers import (
    CaseState,
    CaseView,
    FactList,
    FactView,
    FindingView,
    OpenWork,
    PaperView,
    RequestView,
    StepView,
)
from hall.api.models import V1
from hall.api.opening import OpenedCase
from matters.case import Fact, Launched, MoreAsked, Wanted
from matters.fields import Answers
from matters.office import HALL
from matters.rules import filled
from matters.work import open_work
from storage.projection import state_of


def state_view(opened: OpenedCase) -> CaseState:
    return CaseState(
        number=opened.case.number,
        state=state_of(opened.now),
        outcome=opened.now.outcome,
        version=len(opened.case.facts),
        work=_work(opened),
    )


def case_view(opened: OpenedCase) -> CaseView:
    matter, launched = opened.rules.matter, _launched(opened)
    return CaseView(
        **dict(state_view(opened)),
        matter=matter.matter,
        matter_version=matter.version,
        matter_digest=matter.digest,
        launched_at=launched.at,
        channel=launched.channel,
        delivery=launched.delivery,
        language=launched.language,
        answers=_answers(opened),
        objections={k: v for k, v in launched.objections.items() if k in opened.fields},
        steps=tuple(_steps(opened)),
        findings=tuple(_findings(opened)),
        papers=tuple(_papers(opened)),
        requests=tuple(_request(opened, one) for one in opened.now.asks.values()),
    )


def fact_list(opened: OpenedCase) -> FactList:
    return FactList(
        facts=tuple(_fact(place, one) for place, one in enumerate(opened.case.facts, start=1))
    )


def _launched(opened: OpenedCase) -> Launched:
    launched = opened.now.launched
    if launched is None:
        raise ValueError(f"case {opened.case.number} was never launched")
    return launched


def _work(opened: OpenedCase) -> tuple[OpenWork, ...]:
    return tuple(
        OpenWork(
            step=one.step,
            acts=tuple(sorted(one.acts)),
            round=one.round,
            opened_at=one.opened_at,
            due=one.due,
            promised=one.promised,
            holder=one.holder,
            waiting=one.waiting,
        )
        for one in open_work(opened.rules, opened.case)
        if one.department == opened.department
    )


def _answers(opened: OpenedCase) -> Answers:
    answers = filled(opened.rules.matter, opened.now)
    return {path: value for path, value in answers.items() if path in opened.fields}


def _steps(opened: OpenedCase) -> Iterator[StepView]:
    for step in opened.steps:
        own = opened.now.step(step.step)
        yield StepView(
            key=step.step,
            name=step.name,
            departments=own.opened.departments if own.opened else step.all_departments,
            status=own.status,
            due=own.opened.due if own.opened else None,
            ended_on=own.ended_on,
        )


def _findings(opened: OpenedCase) -> Iterator[FindingView]:
    for use in opened.rules.matter.checks:
        finding = opened.now.known.get(use.key)
        if finding is None or not _concerns(opened, {*use.fills, *use.inputs.values()}):
            continue
        yield FindingView(
            check=use.key,
            outcome=finding.outcome,
            asked_at=finding.asked_at,
            source=finding.source,
            request=finding.request,
            valid_until=finding.valid_until,
        )


def _concerns(opened: OpenedCase, paths: set[str]) -> bool:
    """Even whether a register knows somebody is personal: only who may read all fields of a check sees it."""
    if opened.department == HALL:
        return True
    return (paths & opened.rules.matter.types.keys()) <= opened.fields


def _papers(opened: OpenedCase) -> Iterator[PaperView]:
    for key, one in opened.now.evidence.items():
        if key not in opened.materials:
            continue
        is_file = one.rung == "upload"
        url = f"{V1}/cases/{opened.case.number}/papers/{key}" if is_file else None
        yield PaperView(
            material=key, rung=one.rung, digest=one.digest, label=one.label, url=url
        )  # fmt: skip


def _request(opened: OpenedCase, one: MoreAsked) -> RequestView:
    wanted = tuple(what for what in one.wanted if _may_read(opened, what))
    return RequestView(step=one.step, until=one.until, wanted=wanted)


def _may_read(opened: OpenedCase, what: Wanted) -> bool:
    return what.key in (opened.fields if what.kind == "field" else opened.materials)


def _fact(place: int, one: Fact) -> FactView:
    step = getattr(one, "step", None)
    return FactView(
        number=place,
        fact=one.fact,
        at=one.at,
        department=one.by.department,
        role=one.by.role,
        step=step if isinstance(step, str) else None,
    )
