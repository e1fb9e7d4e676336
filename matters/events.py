"""The events of which a matter can have to tell with these steps; `notices.notices` says when each has come. Pure."""

from collections.abc import Collection, Iterable, Iterator

from matters.spec import Event, Matter, Step

MAY_FAIL = frozenset({"decide", "matter", "opinion", "publicity", "call"})
"""Kinds of steps that can end badly."""
_OF_KIND: dict[str, tuple[Event, ...]] = {
    "publicity": ("publicity",), "hearing": ("hearing_rights", "hearing", "hearing_announced"), "pay": ("fees",),
    "visit": ("visit", "corrections"),
}  # fmt: skip
_OF_APPLICANTS: tuple[Event, ...] = (
    "received", "supplement", "not_accepted", "not_required", "withdrawn", "lapsed",
    "rated", "delivery_receipt", "supervised",
)  # fmt: skip


def events(matter: Matter, steps: Iterable[Step]) -> frozenset[Event]:
    """Those that can happen where exactly these steps apply; with none, the application is not accepted."""
    known = tuple(steps)
    return frozenset(_of_case(matter, known)) | frozenset(_of_steps(matter, known))


def _of_case(matter: Matter, steps: tuple[Step, ...]) -> Iterator[Event]:
    if steps:
        yield "terminated_case"
    if matter.ex_officio:
        return
    yield from _OF_APPLICANTS
    if steps:
        yield from _of_acceptance(matter, steps)
    if any(step.promise for step in steps):
        yield "promised"
    if any(step.step in matter.watched_promises for step in steps):
        yield from ("promise_broken", "decision_revoked")


def _of_acceptance(matter: Matter, steps: tuple[Step, ...]) -> Iterator[Event]:
    yield "done"
    if any(step.item and step.department for step in steps):
        yield "accepted"
    if matter.checks and "checked" in matter.letters:
        yield "checked"
    if matter.deferrable:
        yield from ("deferred", "acceptance_revoked")


def _of_steps(matter: Matter, steps: tuple[Step, ...]) -> Iterator[Event]:
    for step in steps:
        if step.kind in _OF_KIND:
            yield from _OF_KIND[step.kind]
        if step.issues:
            yield "certificate"
        if step.excluded is not None:
            yield "excluded"
        if step.kind == "decide":
            yield from _of_decision(step)
    failed = frozenset(step.step for step in steps if step.kind in MAY_FAIL)
    if any(_told_of_its_end(step) for step in ended_by(matter, steps, failed)):
        yield "terminated"


def _of_decision(step: Step) -> Iterator[Event]:
    yield from ("suspended", "resumed")
    if step.item:
        yield "granted"
    if step.item or not step.advisory:
        yield "refused"
    if step.item and step.item.extend:
        yield "extended"


def _told_of_its_end(step: Step) -> bool:
    return step.kind in ("decide", "issue", "matter") and not step.follow_up


def ended_by(matter: Matter, steps: Collection[Step], failed: Collection[str]) -> tuple[Step, ...]:
    """Those that cannot be done any more if all of `failed` fail, also by way of others."""
    there = {step.step: step for step in steps}
    ended: set[str] = set()
    for _ in there:
        bad = ended | set(failed)
        more = {key for key, step in there.items() if _cannot(matter, step, there, bad)} - ended
        if not more:
            break
        ended |= more
    return tuple(step for step in steps if step.step in ended)


def _cannot(matter: Matter, step: Step, there: dict[str, Step], failed: Collection[str]) -> bool:
    """As `opening` has it: advice ends nothing, and a combined licence can do without what is optional."""
    hard = [there[key] for key in matter.needed_before[step.step][0] if key in there]
    bad = [one for one in hard if one.step in failed and not one.advisory]
    if step.enough is not None:
        return bool(bad) and len(hard) - len(bad) < step.enough
    if step.kind != "issue" or len(bad) == len(hard):
        return bool(bad)
    return any(not one.optional for one in bad)
