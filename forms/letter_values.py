"""What a notice of a case says: the values for its letter, taken from the facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from forms.letter_answers import letter_answers, produced
from forms.letter_context import (
    Applicant,
    LetterContext,
    LetterItem,
    Missing,
    Permit,
    PromiseWords,
    Received,
    Result,
)
from forms.letter_groups import letter_groups
from forms.letter_papers import of_deferral, of_promise
from forms.letter_procedures import of_procedure
from forms.letter_refusals import refused_because
from forms.letter_visits import coming, corrections
from forms.letter_words import EVIDENCE_WORDS, result_words
from matters.case import ACCEPTANCE, Wanted
from matters.clock import clock
from matters.due import IssueNotice
from matters.elapsed import promised
from matters.fields import Answers
from matters.ladder import ladder_of
from matters.limits import Limit, add_months
from matters.office import HALL
from matters.one_notice import again_words, thing_name
from matters.rules import Rules, applicable, filled, materials_of
from matters.spec import Certificate, Step
from matters.standing import FAILED, NEUTRAL, Standing
from matters.words import Text


@dataclass(frozen=True)
class Numbered:
    """What the notice is given when it is issued."""

    number: str
    on: date
    code_url: str
    follow_url: str


@dataclass(frozen=True)
class Subject:
    """The case that a notice is about, as it stands."""

    rules: Rules
    number: str
    now: Standing


def letter_values(case: Subject, notice: IssueNotice, given: Numbered) -> LetterContext:
    """Everything that the notice's letter may say."""
    step = case.rules.matter.step(notice.step) if notice.step else None
    values = _common(case, notice, given)
    match notice.event:
        case "received" | "accepted" | "not_accepted" | "supplement" | "lapsed":
            return values.model_copy(update=_at_acceptance(case, notice))
        case "deferred" | "acceptance_revoked":
            return values.model_copy(update=of_deferral(case.rules, case.now, notice))
        case "done":
            return values.model_copy(update={"results": tuple(_results(case))})
        case "withdrawn":
            decided = tuple(one for one in _results(case) if one.document)
            return values.model_copy(update={"results": decided})
        case "terminated_case" if case.now.terminated:
            end = case.now.terminated
            update = {"reasons": (Text.same(end.reason),), "legal_basis": Text.same(end.basis)}
            return values.model_copy(update={**update, "results": tuple(_results(case))})
        case "promise_broken" | "decision_revoked" if step is not None:
            own = {"item": letter_item(case, step), "revoked": (_result(case, step.step),)}
            told = of_promise(case.rules, case.now, notice, step)
            return values.model_copy(update={**own, **told})
        case _ if step is not None:
            return values.model_copy(update=_of_step(case, notice, step, given.on))
        case _:
            return values


def _common(case: Subject, notice: IssueNotice, given: Numbered) -> LetterContext:
    now, rules = case.now, case.rules
    on_receipt = notice.event == "received"
    return LetterContext(
        number=given.number,
        on=given.on,
        agency=rules.office.department(notice.department),
        case_number=case.number,
        matter=rules.matter.name,
        applicant=applicant(rules, now),
        code_url=given.follow_url if on_receipt else given.code_url,
        items=tuple(_items(case, notice, given.on)),
        received_on=now.launched.on if now.launched else given.on,
        accepted_on=now.accepted.effective if now.accepted else None,
        deemed=now.accepted is not None and now.accepted.deemed,
        reconsideration=rules.office.profile.reconsideration.words,
        litigation=rules.office.profile.litigation.words,
        delivery=rules.office.profile.delivery.words,
        groups=letter_groups(rules, now),
        values=letter_answers(rules, now),
    )


def applicant(rules: Rules, now: Standing) -> Applicant:
    """The applicant as letters name them: what people get about themselves shows their own data in full."""
    answers = filled(rules.matter, now)
    if rules.matter.audience == "company":
        return Applicant(
            name=_said(answers, "company.name"),
            code_label=Text(zh="统一社会信用代码", en="Unified social credit code"),
            code=_said(answers, "company.uscc"),
            representative=_said(answers, "company.legal_rep"),
            address=_said(answers, "premises.address") or _said(answers, "company.address"),
        )
    number = _said(answers, "person.id_number")
    return Applicant(
        name=_said(answers, "person.name"),
        code_label=Text(zh="公民身份号码", en="Citizen identity number"),
        code=number,
        address=_said(answers, "dwelling.address") or _said(answers, "person.address"),
    )


def _said(answers: Answers, path: str) -> str:
    value = answers.get(path)
    return "" if value is None else str(value)


def _items(case: Subject, notice: IssueNotice, on: date) -> Iterator[LetterItem]:
    for step in applicable(case.rules.matter, case.now, on):
        mine = notice.event != "accepted" or step.department == notice.department
        if step.item is not None and mine:
            yield letter_item(case, step)


def letter_item(case: Subject, step: Step) -> LetterItem:
    """One legal service with its clock. A step without an item of its own stands for the matter."""
    item = step.item
    if item is None:
        matter = case.rules.matter
        return LetterItem(
            name=step.name,
            kind="public-service",
            basis=Text.same(matter.basis),
            agency=_agency(case, step),
            limit=promised(matter),
        )
    limit = clock(case.rules, case.now, step) if case.now.accepted else None
    return LetterItem(
        name=item.name,
        kind=item.kind,
        basis=Text.same(item.basis),
        agency=_agency(case, step),
        limit=item.limit.words,
        due_on=limit.due if limit else None,
        promise=item.promise.words if item.promise else None,
        promised_on=limit.promised if limit else None,
        fee=item.fee,
    )


def _agency(case: Subject, step: Step) -> Text:
    return case.rules.office.department(step.department or case.rules.matter.lead).name


def _at_acceptance(case: Subject, notice: IssueNotice) -> dict[str, object]:
    now = case.now
    match notice.event:
        case "received":
            return {
                "received": tuple(_received(case)),
                "received_by": case.rules.office.department(HALL).name,
                "next_step": Text(
                    zh="窗口审查是否受理", en="the counter examines whether to accept"
                ),
            }
        case "not_accepted" if now.not_accepted:
            competent = now.not_accepted.competent
            return {
                "reasons": (Text.same(now.not_accepted.reason),),
                "basis": Text.same(now.not_accepted.basis),
                "competent_agency": Text.same(competent) if competent else None,
            }
        case "supplement" | "lapsed" if now.requests:
            which = int(notice.key.rpartition(":")[2]) if notice.event == "supplement" else 0
            request = now.requests[which - 1]
            lapse = case.rules.office.profile.supplement_lapse
            return {
                "missing": tuple(_missing(case, wanted) for wanted in request.wanted),
                "asked_again": again_words(request.again) if request.again else None,
                "supply_by": request.until,
                "supply_lapse": lapse if request.step == ACCEPTANCE else None,
            }
        case _:
            return {}


def _received(case: Subject) -> Iterator[Received]:
    launched = case.now.launched
    if launched is None:
        return
    for material in materials_of(case.rules.matter, case.now, launched.on):
        rung = ladder_of(case.rules.matter, case.now, material).by
        if rung is not None:
            yield Received(name=material.name, form=EVIDENCE_WORDS[rung.kind])


def _missing(case: Subject, wanted: Wanted) -> Missing:
    return Missing(
        name=wanted_name(case, wanted),
        wrong=Text.same(wanted.wrong),
        standard=Text.same(wanted.standard),
    )


def wanted_name(case: Subject, wanted: Wanted) -> Text:
    """The name of a field or paper that is asked for."""
    return thing_name(case.rules.matter, (wanted.kind, wanted.key))


def _of_step(case: Subject, notice: IssueNotice, step: Step, on: date) -> dict[str, object]:
    values: dict[str, object] = {"item": letter_item(case, step)}
    own = case.now.step(step.step)
    match notice.event:
        case "promised":
            conditions = step.item.conditions if step.item else ()
            values |= {"promise": _promise(case, step), "conditions": conditions}
        case "granted":
            values |= {"promise": _promise(case, step)} | _given(case, step, own.ended_on or on)
        case "certificate" if step.issues:
            values |= _given(case, step, own.ended_on or on)
            values |= {"certificate": step.issues.name, "permits": tuple(_permits(case, step))}
            values |= coming(case.rules, case.now, step)
        case "refused" if own.decided:
            values |= _refusal(case, step)
        case "corrections" if own.visit:
            values |= corrections(case.rules, case.now, step)
        case "terminated":
            values |= {"reasons": (_because(case, step),)}
        case _:
            values |= of_procedure(case.rules, case.now, notice, step)
    return values


def _refusal(case: Subject, step: Step) -> dict[str, object]:
    """The facts and the article of a refusal; of a step with parts, those of every part that was refused."""
    return {**refused_because(case.rules, case.now, step), "revoked": tuple(_revoked(case, step))}


def _revoked(case: Subject, step: Step) -> Iterator[Result]:
    """What was granted on the promise that this step checks."""
    if step.follow_up:
        for key in step.after:
            if case.now.step(key).status == "granted":
                yield _result(case, key)


def _promise(case: Subject, step: Step) -> PromiseWords | None:
    if step.promise is None:
        return None
    said = case.rules.matter.promise_text(step.promise)
    return PromiseWords(
        name=step.name,
        basis=Text.same(said.basis),
        text=said.text,
        consequence=said.consequence,
        verify_within=said.verify_within.words,
        agency=_agency(case, step),
    )


def _given(case: Subject, step: Step, on: date) -> dict[str, object]:
    return {"facts": produced(case.rules, case.now, step)} | _validity(step, on)


def _validity(step: Step, on: date) -> dict[str, object]:
    if step.issues is not None:
        return {"valid_from": on, "valid_to": valid_to(step.issues, on)}
    # A registration counts from its day, though no certificate is issued (浙江省流动人口居住登记条例 16).
    registers = step.item is not None and step.item.kind == "registration"
    return {"valid_from": on} if registers else {}


def valid_to(certificate: Certificate, on: date) -> date | None:
    """The last day of validity, the day before the corresponding date, as licences print it; None without limit.

    A validity needs no calendar: it does not move with rest days as a limit does.
    """
    match certificate.valid:
        case Limit(unit="years", count=count):
            return add_months(on, count * 12) - timedelta(days=1)
        case Limit(unit="months", count=count):
            return add_months(on, count) - timedelta(days=1)
        case Limit(count=count):
            return on + timedelta(days=count - 1)
        case None:
            return None


def _permits(case: Subject, step: Step) -> Iterator[Permit]:
    combines = step.issues.combines if step.issues else ()
    for key in combines:
        combined = case.rules.matter.step(key)
        own = case.now.step(key)
        issued = case.now.issued.get(f"certificate:{key}:{own.round}")
        granted = case.now.issued.get(f"granted:{key}:{own.round}")
        document = issued or granted
        if own.status == "granted" and document and own.ended_on:
            certificate = combined.issues
            yield Permit(
                name=certificate.name if certificate else combined.name,
                agency=_agency(case, combined),
                number=document.number,
                valid_to=valid_to(certificate, own.ended_on) if certificate else None,
            )


def _because(case: Subject, step: Step) -> Text:
    ended = case.now.step(step.step).ended
    if ended is not None and ended.reason and ended.basis:
        why = ended.reason.rstrip("。. ")
        return Text(zh=f"{why}（{ended.basis}）。", en=f"{why} ({ended.basis}).")
    if ended is not None and ended.reason:
        return Text.same(ended.reason)
    failed = [key for key in step.after if case.now.step(key).status in FAILED]
    names = [case.rules.matter.step(key).name for key in failed]
    zh = "、".join(f"“{name.zh}”" for name in names)
    en = ", ".join(f"“{name.en}”" for name in names)
    return Text(
        zh=f"本事项以{zh}办成为前提，而该事项未办成。",
        en=f"It depends on {en}, which did not end well.",
    )


def _results(case: Subject) -> Iterator[Result]:
    accepted = case.now.accepted
    for key in accepted.steps if accepted else ():
        step = case.rules.matter.step(key)
        told = step.kind in ("decide", "issue", "matter") and not step.follow_up
        if told and case.now.step(key).status not in NEUTRAL:
            yield _result(case, key)


def _result(case: Subject, key: str) -> Result:
    step, own = case.rules.matter.step(key), case.now.step(key)
    document = next(
        (
            issued.number
            for event in ("certificate", "granted", "refused", "terminated")
            if (issued := case.now.issued.get(f"{event}:{key}:{own.round}"))
        ),
        "",
    )
    return Result(
        item=step.name,
        agency=_agency(case, step),
        outcome=result_words(step, own.status),
        document=document,
        on=own.ended_on,
    )
