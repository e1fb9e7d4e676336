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
)
from hall.api.models import V1
from hall.api.step_views import steps_of
from hall.case_file import CaseFile
from hall.purposes import readable_rows
from matters.case import Evidence, Fact, Launched, MoreAsked, Wanted
from matters.fields import Answers
from matters.rules import filled, rows_of
from storage.projection import state_of


def state_view(file: CaseFile) -> CaseState:
    return CaseState(
        number=file.case.number,
        state=state_of(file.now),
        outcome=file.now.outcome,
        version=len(file.case.facts),
        work=_work(file),
    )


def case_view(file: CaseFile) -> CaseView:
    matter, launched = file.rules.matter, _launched(file)
    return CaseView(
        **dict(state_view(file)),
        matter=matter.matter,
        matter_version=matter.version,
        matter_digest=matter.digest,
        launched_at=launched.at,
        channel=launched.channel,
        delivery=launched.delivery,
        language=launched.language,
        answers=_answers(file),
        objections={k: v for k, v in launched.objections.items() if k in _readable(file)},
        parent=launched.parent,
        steps=tuple(steps_of(file)),
        findings=tuple(_findings(file)),
        papers=tuple(_papers(file)),
        requests=tuple(_request(file, one) for one in file.now.asks.values()),
    )


def fact_list(file: CaseFile) -> FactList:
    return FactList(
        facts=tuple(
            _fact(place, one)
            for place, one in enumerate(file.case.facts, start=1)
            if file.may_hear(one)
        )
    )


def _launched(file: CaseFile) -> Launched:
    launched = file.now.launched
    if launched is None:
        raise ValueError(f"case {file.case.number} was never launched")
    return launched


def _work(file: CaseFile) -> tuple[OpenWork, ...]:
    return tuple(
        OpenWork(
            step=one.step,
            part=one.part,
            acts=tuple(sorted(one.acts)),
            round=one.round,
            opened_at=one.opened_at,
            due=one.due,
            promised=one.promised,
            holder=one.holder,
            waiting=one.waiting,
        )
        for one in file.own_work
    )


def _answers(file: CaseFile) -> Answers:
    answers = filled(file.rules.matter, file.now)
    once = {path: value for path, value in answers.items() if path in _readable(file)}
    rows = {
        group.group: readable_rows(group.group, rows_of(answers[group.group]), file.fields)
        for group in file.rules.matter.form.groups
        if group.group in answers and file.may_read_rows(group)
    }
    return {**once, **rows}


def _findings(file: CaseFile) -> Iterator[FindingView]:
    for use in file.rules.matter.checks:
        finding = file.now.known.get(use.key)
        if finding is None or use.key not in file.checks:
            continue
        yield FindingView(
            check=use.key,
            outcome=finding.outcome,
            asked_at=finding.asked_at,
            source=finding.source,
            request=finding.request,
            valid_until=finding.valid_until,
        )


def _readable(file: CaseFile) -> frozenset[str]:
    return file.fields | file.questions


def _papers(file: CaseFile) -> Iterator[PaperView]:
    for key, last in file.now.evidence.items():
        if key not in file.materials:
            continue
        taken = file.now.uploads[key] if last.rung in ("upload", "proof") else (last,)
        for one in taken:
            yield PaperView(
                material=key,
                rung=one.rung,
                digest=one.digest,
                label=one.label,
                url=_address(file, one),
            )


def _address(file: CaseFile, one: Evidence) -> str | None:
    if one.rung not in ("upload", "proof"):
        return None
    return f"{V1}/cases/{file.case.number}/papers/{one.material}?digest={one.digest}"


def _request(file: CaseFile, one: MoreAsked) -> RequestView:
    wanted = tuple(what for what in one.wanted if _may_read(file, what))
    return RequestView(step=one.step, until=one.until, wanted=wanted)


def _may_read(file: CaseFile, what: Wanted) -> bool:
    if what.kind != "field":
        return what.key in file.materials
    group = file.rules.matter.groups.get(what.key)
    return file.may_read_rows(group) if group else what.key in _readable(file)


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
