"""What a notice of a case says: the values for its letter, taken from the facts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from forms.letter_answers import letter_answers
from forms.letter_applicant import applicant
from forms.letter_certificates import given, permits
from forms.letter_checks import checked
from forms.letter_context import (
    LetterContext,
    LetterItem,
    Missing,
    PromiseWords,
    Received,
)
from forms.letter_deliveries import of_completion, of_delivery
from forms.letter_groups import letter_groups
from forms.letter_meetings import of_meeting
from forms.letter_papers import of_deferral, of_promise
from forms.letter_procedures import of_bundle, of_procedure
from forms.letter_ratings import of_rating
from forms.letter_refusals import listed_reasons, refused_because
from forms.letter_results import because, of_end, result, revoked
from forms.letter_supervision import of_supervision
from forms.letter_times import of_receipt, remedies_end
from forms.letter_visits import coming, corrections
from forms.letter_words import EVIDENCE_WORDS
from matters.case import ACCEPTANCE, Wanted
from matters.clock import clock
from matters.elapsed import promised
from matters.ladder import ladder_of
from matters.notices import IssueNotice
from matters.office import HALL
from matters.one_notice import again_words, thing_name
from matters.rules import Rules, applicable, materials_of
from matters.spec import Event, Step
from matters.standing import Standing
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
    values = _common(case, notice, given)
    if notice.step is None:
        return values.model_copy(update=_of_case(case, notice, given))
    step = case.rules.matter.step(notice.step)
    told = _of_step(case, notice, step, given.on)
    return values.model_copy(update={"item": letter_item(case, step), **told})


def _of_case(case: Subject, notice: IssueNotice, given: Numbered) -> dict[str, object]:
    rules, now = case.rules, case.now
    if (own := _OF_CASE.get(notice.event)) is not None:
        return own(rules, now, notice)
    match notice.event:
        case "received":
            taken = {"received": tuple(_received(case)), "received_by": _hall(rules)}
            return {**taken, **of_receipt(rules, now, given.follow_url)}
        case "not_accepted" | "not_required" | "supplement" | "lapsed":
            return _at_acceptance(case, notice)
        case "checked":
            return {"checked": tuple(checked(rules, now))}
        case "done":
            return of_completion(rules, now)
        case _:
            return of_end(rules, now)


_OF_CASE: dict[Event, Callable[[Rules, Standing, IssueNotice], dict[str, object]]] = {
    "supervised": of_supervision,
    "rated": of_rating,
    "deferred": of_deferral,
    "acceptance_revoked": of_deferral,
    "delivery_receipt": of_delivery,
    "extended": of_bundle,
}


def _hall(rules: Rules) -> Text:
    return rules.office.department(HALL).name


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
        **remedies_end(rules, given.on),
    )


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
    if refused := now.not_accepted:
        competent = refused.competent
        return {
            "reasons": (*listed_reasons(case.rules, refused.listed), Text.same(refused.reason)),
            "basis": Text.same(refused.basis),
            "competent_agency": Text.same(competent) if competent else None,
        }
    which = int(notice.key.rpartition(":")[2]) if notice.event == "supplement" else 0
    request = now.requests[which - 1]
    lapse = case.rules.office.profile.supplement_lapse
    return {
        "missing": tuple(_missing(case, wanted) for wanted in request.wanted),
        "asked_again": again_words(request.again) if request.again else None,
        "supply_by": request.until,
        "supply_lapse": lapse if request.step == ACCEPTANCE else None,
    }


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
    rules, now = case.rules, case.now
    match notice.event:
        case "promised" | "granted" | "certificate":
            return _of_grant(case, notice, step, on)
        case "refused" if now.step(step.step).decided:
            return _refusal(case, step)
        case "corrections":
            return corrections(rules, now, step)
        case "hearing_rights" | "visit" | "hearing" | "hearing_announced":
            about = {"item": letter_item(case, _decided_upon(rules, step))}
            return {**about, **of_meeting(rules, now, notice, step)}
        case "promise_broken" | "decision_revoked":
            own = {"revoked": (result(rules, now, step.step),)}
            return {**own, **of_promise(rules, now, notice, step)}
        case "terminated":
            return {"reasons": (because(rules, now, step),)}
        case _:
            return of_procedure(rules, now, notice, step)


def _decided_upon(rules: Rules, step: Step) -> Step:
    """The legal service that a hearing is about: the nearest that waits for it; the step itself if none does."""
    ahead = [step.step]
    for key in ahead:
        if rules.matter.step(key).item is not None:
            return rules.matter.step(key)
        ahead += (one for one in rules.matter.waited_by(key) if one not in ahead)
    return step


def _of_grant(case: Subject, notice: IssueNotice, step: Step, on: date) -> dict[str, object]:
    """What is promised, what is granted upon it, and the certificate of it."""
    promise = _promise(case, step)
    conditions = step.item.conditions if step.item else ()
    if notice.event == "promised":
        return {"promise": promise, "conditions": conditions}
    told = given(case.rules, case.now, step, case.now.step(step.step).ended_on or on)
    if notice.event == "granted" or step.issues is None:
        return {"promise": promise, "conditions": conditions, **told}
    combined = tuple(permits(case.rules, case.now, step))
    return {
        **told,
        "certificate": step.issues.name,
        "permits": combined,
        **coming(case.rules, case.now, step),
    }


def _refusal(case: Subject, step: Step) -> dict[str, object]:
    """The facts and the article of a refusal; of a step with parts, those of every part that was refused."""
    return {
        **refused_because(case.rules, case.now, step),
        "revoked": tuple(revoked(case.rules, case.now, step)),
    }


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
