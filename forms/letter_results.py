"""How the items of a case ended, as letters on the whole list them, and why a step was ended without a decision."""

from collections.abc import Iterator

from forms.letter_context import Result
from forms.letter_words import result_words
from matters.rules import Rules
from matters.spec import Step
from matters.standing import FAILED, NEUTRAL, Standing
from matters.words import Text


def revoked(rules: Rules, now: Standing, step: Step) -> Iterator[Result]:
    """What was granted on the promise that this step checks."""
    if step.follow_up:
        for key in step.after:
            if now.step(key).status == "granted":
                yield result(rules, now, key)


def because(rules: Rules, now: Standing, step: Step) -> Text:
    """Why it cannot be decided: the word of who ended it, or what it depends on."""
    ended = now.step(step.step).ended
    if ended is not None and ended.reason and ended.basis:
        why = ended.reason.rstrip("。. ")
        return Text(zh=f"{why}（{ended.basis}）。", en=f"{why} ({ended.basis}).")
    if ended is not None and ended.reason:
        return Text.same(ended.reason)
    failed = [key for key in step.after if now.step(key).status in FAILED]
    names = [rules.matter.step(key).name for key in failed]
    zh = "、".join(f"“{name.zh}”" for name in names)
    en = ", ".join(f"“{name.en}”" for name in names)
    return Text(
        zh=f"本事项以{zh}办成为前提，而该事项未办成。",
        en=f"It depends on {en}, which did not end well.",
    )


def results(rules: Rules, now: Standing) -> Iterator[Result]:
    """Every item and how it ended."""
    accepted = now.accepted
    for key in accepted.steps if accepted else ():
        step = rules.matter.step(key)
        told = step.kind in ("decide", "issue", "matter") and not step.follow_up
        if told and now.step(key).status not in NEUTRAL:
            yield result(rules, now, key)


def result(rules: Rules, now: Standing, key: str) -> Result:
    """How one step ended, with the document that says so."""
    step, own = rules.matter.step(key), now.step(key)
    document = next(
        (
            issued.number
            for event in ("certificate", "granted", "refused", "terminated")
            if (issued := now.issued.get(f"{event}:{key}:{own.round}"))
        ),
        "",
    )
    return Result(
        item=step.name,
        agency=rules.office.department(step.department or rules.matter.lead).name,
        outcome=result_words(step, own.status),
        document=document,
        on=own.ended_on,
    )


def of_end(rules: Rules, now: Standing) -> dict[str, object]:
    """How a case ended that was taken back or broken off: why, and what had been decided by then."""
    if now.withdrawn:
        decided = tuple(one for one in results(rules, now) if one.document)
        return {"results": decided, "reasons": (Text.same(now.withdrawn.reason),)}
    if now.terminated:
        return {
            "results": tuple(results(rules, now)),
            "reasons": (Text.same(now.terminated.reason),),
            "legal_basis": Text.same(now.terminated.basis),
        }
    return {}
