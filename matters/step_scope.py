"""What conditions may name of steps: `steps.joint_visit.status`, and how a looking expression sees it."""

from collections.abc import Iterator, Mapping

from matters.spec import Matter, Step
from matters.standing import Standing, StepStanding


class StepsSeen(Mapping[str, object]):
    """All steps of a case, each looked up when it is named: what is seen is always how it stands now."""

    def __init__(self, matter: Matter, now: Standing) -> None:
        self._steps = {step.named: step for step in matter.steps}
        self._now = now

    def __getitem__(self, name: str) -> Mapping[str, object]:
        step = self._steps[name]
        return seen_of(step, self._now.step(step.step))

    def __iter__(self) -> Iterator[str]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)


def seen_of(step: Step, own: StepStanding) -> dict[str, object]:
    """One step: where it stands, its round, who won the waiting, and how its parts said."""
    said = [one.decided.decision for one in own.parts.values() if one.decided]
    agreed = sum(word in ("agreed", "granted") for word in said)
    return {
        "status": own.status,
        "decision": own.decided.decision if own.decided else None,
        "round": own.round,
        "by": own.ended.by_what if own.ended else None,
        "agreed": agreed,
        "objected": len(said) - agreed,
        "parts": len(own.parts),
        "objections": len(own.objections),
        "values": own.ended.values if own.ended else {},
        "chosen": own.drawn.chosen if own.drawn else (),
    }
