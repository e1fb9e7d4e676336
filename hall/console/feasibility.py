"""`onego matter feasible`: whether the promised days can be kept in every situation, and what takes longest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.progress import track

from hall.console.situations import rules_of
from hall.console.speech import ERR, OUT, either, into, language, say
from matters.fields import Value
from matters.paths.feasibility import Broken, Chain, broken, limit_of, longest
from matters.paths.possible import Paths
from matters.paths.situations import Situation, situations
from matters.reading import shipped_catalogue
from matters.spec import Matter
from matters.words import Frozen

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
    kept: bool
    broken: tuple[BrokenPromise, ...]
    all_listed: bool
    """Whether the situations below are all; the proof covers all in any case."""
    situations: tuple[SituationDays, ...]


@dataclass(frozen=True)
class _Alike:
    """Situations with the same longest chain."""

    chain: Chain
    count: int


def tell_feasibility(name: str, *, json: bool) -> int:
    """Print it for a file, a shipped matter or `all`; 1 if a promise is broken by a chain that decides the outcome.

    Raises MatterUnknown and MistakesFound.
    """
    matters = shipped_catalogue().matters if name == "all" else (rules_of(name).matter,)
    if json:
        found = [
            feasibility(one)
            for one in track(matters, console=ERR, transient=True, disable=not ERR.is_terminal)
        ]
        OUT.print("[" + ",\n".join(one.model_dump_json() for one in found) + "]")
        return 0 if all(one.kept for one in found) else 1
    kept = [_print(one) for one in matters]
    return 0 if all(kept) else 1


def feasibility(matter: Matter) -> MatterDays:
    """Every situation with its longest chain, and the chains that break the promise."""
    found = _served(matter)
    wrong = tuple(
        BrokenPromise(
            chain=_steps(matter, one.chain),
            margin=one.margin,
            optional=matter.step(one.chain.steps[-1]).optional,
        )
        for one in broken(Paths(matter))
    )
    return MatterDays(
        matter=matter.matter,
        version=matter.version,
        promise=matter.promise.text("en"),
        kept=all(one.optional for one in wrong),
        broken=wrong,
        all_listed=len(found) < _MOST,
        situations=tuple(_days(matter, one) for one in found),
    )


def _served(matter: Matter) -> tuple[Situation, ...]:
    return tuple(one for one in situations(matter, most=_MOST) if one.steps)


def _days(matter: Matter, one: Situation) -> SituationDays:
    promised, statutory = longest(matter, one.steps), longest(matter, one.steps, "statutory")
    return SituationDays(
        key=one.key,
        steps=one.steps,
        answers=one.answers,
        findings=one.findings,
        promised=_steps(matter, promised),
        margin=promised.margin(matter.promise),
        statutory=tuple(
            StepDays(step=key, limit=_limit(matter, key, statutory=True)) for key in statutory.steps
        ),
        statutory_margin=statutory.margin(matter.promise),
    )


def _steps(matter: Matter, chain: Chain) -> tuple[StepDays, ...]:
    return tuple(StepDays(step=key, limit=_limit(matter, key)) for key in chain.steps)


def _limit(matter: Matter, key: str, *, statutory: bool = False) -> str | None:
    limit = limit_of(matter.step(key), "statutory" if statutory else "promised")
    return None if limit is None else limit.text(language())


def _print(matter: Matter) -> bool:
    """Whether the promise is kept by every chain that decides the outcome."""
    found = _served(matter)
    say(
        f"{matter.name.zh}：承诺{matter.promise.text('zh')}，列出{len(found)}种情形。",
        f"{matter.name.en}: promised within {matter.promise.text('en')}; {len(found)} situations listed.",
    )
    ways = tuple(_alike(matter, found))
    for one in ways[:_SHOWN]:
        left, count = one.chain.margin(matter.promise), one.count
        say(f"\n余{left}日（{count}种情形）", f"\n{left} days left ({count} situations)")
        OUT.print("  " + _way(matter, one.chain), soft_wrap=True)
    if len(ways) > _SHOWN:
        more = len(ways) - _SHOWN
        say(f"\n另有{more}条更短的环节链。", f"\n{more} shorter chains are not shown.")
    beyond = broken(Paths(matter))
    for wrong in beyond:
        _say_broken(matter, wrong)
    return all(matter.step(wrong.chain.steps[-1]).optional for wrong in beyond)


def _say_broken(matter: Matter, wrong: Broken) -> None:
    last = matter.step(wrong.chain.steps[-1])
    way = _way(matter, wrong.chain)
    if last.optional:
        say(
            f"提示：可选环节“{into(last.name)}”超出承诺{-wrong.margin}日：{way}",
            f"Caution: the optional step “{into(last.name)}” goes {-wrong.margin} days beyond the promise: {way}",
        )
        return
    say(
        f"承诺无法兑现，超出{-wrong.margin}日：{way}",
        f"The promise cannot be kept, by {-wrong.margin} days: {way}",
    )


def _way(matter: Matter, chain: Chain) -> str:
    said = []
    for key in chain.steps:
        name, limit = into(matter.step(key).name), _limit(matter, key)
        said.append(either(f"{name}（{limit}）", f"{name} ({limit})") if limit else name)
    return " → ".join(said)


def _alike(matter: Matter, found: Iterable[Situation]) -> Iterator[_Alike]:
    """Situations by their longest chains, the tightest first."""
    groups = Counter(longest(matter, one.steps) for one in found)
    order = sorted(groups, key=lambda chain: (chain.margin(matter.promise), -groups[chain]))
    yield from (_Alike(chain, groups[chain]) for chain in order)
