"""What certificates say: what was found or given, from when to when it is valid, and the permits that it combines."""

from collections.abc import Iterator
from datetime import date

from forms.letter_answers import produced
from forms.letter_context import Permit
from matters.limits import validity_ends
from matters.rules import Rules
from matters.spec import Certificate, Step
from matters.standing import Standing


def given(rules: Rules, now: Standing, step: Step, on: date) -> dict[str, object]:
    """What the step found out or gave, and its validity from the day."""
    return {"facts": produced(rules, now, step)} | _validity(step, on)


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
    return validity_ends(certificate.valid, on) if certificate.valid else None


def permits(rules: Rules, now: Standing, step: Step) -> Iterator[Permit]:
    """The permits that a combined licence integrates, as far as they were granted."""
    combines = step.issues.combines if step.issues else ()
    for key in combines:
        combined = rules.matter.step(key)
        own = now.step(key)
        issued = now.issued.get(f"certificate:{key}:{own.round}")
        granted = now.issued.get(f"granted:{key}:{own.round}")
        document = issued or granted
        if own.status == "granted" and document and own.ended_on:
            certificate = combined.issues
            yield Permit(
                name=certificate.name if certificate else combined.name,
                agency=rules.office.department(combined.department or rules.matter.lead).name,
                number=document.number,
                valid_to=valid_to(certificate, own.ended_on) if certificate else None,
            )
