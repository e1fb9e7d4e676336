"""The registers asked for a draft: round after round while new answers make new questions possible (核验并预填)."""

import time

from flows.checking import Inquiry, inquiry_at
from flows.installation import Clock
from hall.asking import AT_MOST, OPEN, Asker
from hall.counter.draft import Heard, OpenDraft
from matters.case import Finding
from matters.rules import askable
from matters.spec import CheckUse

ROUNDS = 3
"""A licence gives the name that the identity check needs, and the address that the title check needs."""


def checked(desk: OpenDraft, asker: Asker, clock: Clock, at_most: float = AT_MOST) -> OpenDraft:
    """The draft with what the registers say within so many seconds; a silent one is only noted as such."""
    until = time.monotonic() + at_most
    tried: set[str] = set()
    for _ in range(ROUNDS):
        wanted = _to_ask(desk, tried)
        if not wanted:
            break
        tried |= {one.use.key for one in wanted}
        findings = asker.ask(wanted, clock(), until - time.monotonic())
        desk = _heard(desk, wanted, findings)
    return desk


def _to_ask(desk: OpenDraft, tried: set[str]) -> tuple[Inquiry, ...]:
    now = desk.filling.standing
    uses = (
        use
        for use in desk.matter.checks
        if use.key not in tried and _is_open(desk, use) and askable(use, desk.matter, now, desk.on)
    )
    # There is no case yet: the register's record of the question names the draft.
    inquiries = (
        inquiry_at(desk.rules, f"draft-{desk.id}", now, use.key, desk.account) for use in uses
    )
    return tuple(one for one in inquiries if one is not None)


def _is_open(desk: OpenDraft, use: CheckUse) -> bool:
    said = desk.filling.known.get(use.key)
    return said is None or said.outcome in OPEN


def _heard(desk: OpenDraft, asked: tuple[Inquiry, ...], findings: tuple[Finding, ...]) -> OpenDraft:
    fresh = {
        finding.check: Heard(finding=finding, inputs=one.query.inputs)
        for one, finding in zip(asked, findings, strict=True)
    }
    before = tuple(one for one in desk.draft.heard if one.finding.check not in fresh)
    return _adopted(desk.with_draft(heard=(*before, *fresh.values())))


def _adopted(desk: OpenDraft) -> OpenDraft:
    """What was typed before and is just what the register says now counts as the register's."""
    lines = desk.filling.outline.by_path
    answers = {
        path: value
        for path, value in desk.draft.answers.items()
        if path not in lines
        or lines[path].confirm
        or (found := desk.filling.registered(lines[path])) is None
        or found.value != value
    }
    return desk.with_draft(answers=answers)
