"""What notices of deferred papers and of broken promises say."""

from collections.abc import Iterator

from forms.letter_context import DeferredPaper, PromiseWords
from matters.notices import IssueNotice
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


def of_deferral(rules: Rules, now: Standing, notice: IssueNotice) -> dict[str, object]:
    """What is still to come and until when; of a revoked acceptance also why."""
    told: dict[str, object] = {"deferred": tuple(_still_to_come(rules, now))}
    revoked = now.acceptance_revoked
    if notice.event == "acceptance_revoked" and revoked is not None:
        told |= {
            "reasons": (Text.same(revoked.reason),),
            "legal_basis": Text.same(revoked.basis),
        }
    return told


def _still_to_come(rules: Rules, now: Standing) -> Iterator[DeferredPaper]:
    for material in rules.matter.materials:
        paper = now.evidence.get(material.key)
        if paper is not None and paper.rung == "deferred" and paper.until is not None:
            yield DeferredPaper(name=material.name, until=paper.until)


def of_promise(rules: Rules, now: Standing, notice: IssueNotice, step: Step) -> dict[str, object]:
    """What was promised, what was found instead, and until when it is to be put right, or why the decision falls."""
    own = now.step(step.step)
    if notice.event == "decision_revoked" and own.revoked is not None:
        fact = own.revoked
        found = own.promise_checks.get(fact.promise, [])
        return {
            "promise": _words(rules, step, fact.promise),
            "findings": tuple(Text.same(one.found) for one in found[-1:]),
            "reasons": (Text.same(fact.reason),),
            "legal_basis": Text.same(fact.basis),
        }
    _, _, promise, number = notice.key.split(":")
    check = own.promise_checks[promise][int(number) - 1]
    return {
        "promise": _words(rules, step, promise),
        "findings": (Text.same(check.found),),
        "correct_by": check.correct_by,
    }


def _words(rules: Rules, step: Step, promise: str) -> PromiseWords:
    said = rules.matter.promise_text(promise)
    return PromiseWords(
        name=said.name,
        basis=Text.same(said.basis),
        text=said.text,
        consequence=said.consequence,
        verify_within=said.verify_within.words,
        agency=rules.office.department(step.department or rules.matter.lead).name,
    )
