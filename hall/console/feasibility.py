"""`onego matter feasible`: whether the promised days can be kept in every situation, and what takes longest."""

from collections import Counter
from collections.abc import Mapping

from rich.progress import track

from hall.console.situations import rules_of
from hall.console.speech import ERR, OUT, either, into, language, say
from matters.elapsed import besides, elapsed, promised
from matters.fields import Value
from matters.reading import shipped_catalogue
from matters.spec import Matter
from matters.words import Frozen
from matters.workbench.feasible import Beyond, Feasibility, Link, Way, feasibility

_SHOWN = 8
_MOST = 2_000
"""More situations are not listed; the proof looks at all of them all the same."""


class StepDays(Frozen):
    """One step of a chain and how long it may take."""

    step: str
    limit: str | None


class SituationDays(Frozen):
    """One situation with the chains that leave least of the promise."""

    key: str
    steps: tuple[str, ...]
    answers: Mapping[str, Value]
    findings: Mapping[str, Value]
    promised: tuple[StepDays, ...]
    margin: int
    statutory: tuple[StepDays, ...]
    statutory_margin: int


class BrokenPromise(Frozen):
    """A chain that breaks the promise; by how much, and whether its last step is only optional."""

    chain: tuple[StepDays, ...]
    margin: int
    optional: bool


class MatterDays(Frozen):
    """What `--json` prints of a matter; margins are days left of the promise, negative when it is broken."""

    matter: str
    version: int
    promise: str
    elapsed: str | None
    """About how long it is at most with the days that the law does not count; none where there are none."""
    kept: bool
    broken: tuple[BrokenPromise, ...]
    all_listed: bool
    """Whether the situations below are all; the proof covers all in any case."""
    situations: tuple[SituationDays, ...]


def tell_feasibility(name: str, *, json: bool) -> int:
    """Print it for a file, a shipped matter or `all`; 1 if a promise is broken by a chain that decides the outcome.

    Raises MatterUnknown and MistakesFound.
    """
    matters = shipped_catalogue().matters if name == "all" else (rules_of(name).matter,)
    looked_at = track(matters, console=ERR, transient=True, disable=not ERR.is_terminal)
    proofs = [(one, feasibility(one, _MOST)) for one in looked_at]
    if json:
        said = (_as_said(*one).model_dump_json() for one in proofs)
        OUT.print("[" + ",\n".join(said) + "]")
    else:
        for place, one in enumerate(proofs):
            OUT.print("\n" if place else "", end="")
            _print(*one)
    return 0 if all(found.kept for _, found in proofs) else 1


def _as_said(matter: Matter, found: Feasibility) -> MatterDays:
    return MatterDays(
        matter=matter.matter,
        version=matter.version,
        promise=matter.promise.text(language()),
        elapsed=whole.text(language()) if (whole := elapsed(matter)) else None,
        kept=found.kept,
        broken=tuple(
            BrokenPromise(chain=_steps(one.way), margin=one.way.left, optional=one.optional)
            for one in found.beyond
        ),
        all_listed=found.all_listed,
        situations=tuple(
            SituationDays(
                key=one.situation.key,
                steps=one.situation.steps,
                answers=one.situation.answers,
                findings=one.situation.findings,
                promised=_steps(one.promised),
                margin=one.promised.left,
                statutory=_steps(one.statutory),
                statutory_margin=one.statutory.left,
            )
            for one in found.served
        ),
    )


def _steps(way: Way) -> tuple[StepDays, ...]:
    return tuple(StepDays(step=one.step, limit=_limit(one)) for one in way.links)


def _limit(link: Link) -> str | None:
    return None if link.limit is None else link.limit.text(language())


def _print(matter: Matter, found: Feasibility) -> None:
    count = found.listed
    more = "" if found.all_listed else "（未全部列出，证明仍覆盖全部情形）"
    unlisted = "" if found.all_listed else " (not all; the proof covers all)"
    say(
        f"{matter.name.zh}：承诺{promised(matter).zh}，列出{count}种情形{more}。",
        f"{matter.name.en}: promised within {promised(matter).en}; {count} situations listed{unlisted}.",
    )
    if apart := besides(matter):
        OUT.print(into(apart), soft_wrap=True)
    ways = Counter(one.promised for one in found.served)
    order = sorted(ways, key=lambda way: (way.left, -ways[way]))
    for way in order[:_SHOWN]:
        say(
            f"\n余{way.left}日（{ways[way]}种情形）",
            f"\n{way.left} days left ({ways[way]} situations)",
        )
        OUT.print("  " + _told(way), soft_wrap=True)
    if len(order) > _SHOWN:
        rest = len(order) - _SHOWN
        say(f"\n另有{rest}条更短的环节链。", f"\n{rest} shorter chains are not shown.")
    for wrong in found.beyond:
        _say_beyond(wrong)


def _say_beyond(wrong: Beyond) -> None:
    last, way, days = wrong.way.links[-1].name, _told(wrong.way), -wrong.way.left
    if wrong.optional:
        say(
            f"\n提示：可选环节“{last.zh}”超出承诺{days}日：{way}",
            f"\nCaution: the optional step “{last.en}” goes {days} days beyond the promise: {way}",
        )
        return
    say(
        f"\n承诺无法兑现，超出{days}日：{way}",
        f"\nThe promise cannot be kept, by {days} days: {way}",
    )


def _told(way: Way) -> str:
    said = []
    for one in way.links:
        name, limit = into(one.name), _limit(one)
        said.append(either(f"{name}（{limit}）", f"{name} ({limit})") if limit else name)
    return " → ".join(said)
