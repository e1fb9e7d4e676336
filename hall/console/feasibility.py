"""`onego matter feasible`: whether the promised days can be kept in every situation, and what takes longest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hall.console.situations import rules_of
from hall.console.speech import OUT, columns, into, language, say, show
from matters.fields import Value
from matters.paths.feasibility import Broken, Chain, broken, limit_of, longest
from matters.paths.possible import Paths
from matters.paths.situations import Situation, situations
from matters.reading import shipped_catalogue
from matters.spec import Matter
from matters.words import Frozen

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
    """Situations with the same longest chains."""

    promised: Chain
    statutory: Chain
    first: Situation
    count: int


def tell_feasibility(name: str, *, json: bool) -> int:
    """Print it for a file, a shipped matter or `all`; 1 if a promise is broken by a chain that decides the outcome.

    Raises MatterUnknown and MistakesFound.
    """
    matters = shipped_catalogue().matters if name == "all" else (rules_of(name).matter,)
    found = [feasibility(one) for one in matters]
    if json:
        OUT.print("[" + ",\n".join(one.model_dump_json() for one in found) + "]")
    else:
        for matter in matters:
            _print(matter)
    return 0 if all(one.kept for one in found) else 1


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


def _print(matter: Matter) -> None:
    found = _served(matter)
    say(
        f"{matter.name.zh}：承诺{matter.promise.text('zh')}，列出{len(found)}种情形。",
        f"{matter.name.en}: promised within {matter.promise.text('en')}; {len(found)} situations listed.",
    )
    table = columns(
        ("最长的环节链（承诺）", "Longest chain (as promised)"), ("余", "Left"),
        ("最长的环节链（法定）", "Longest chain (by law)"), ("余", "Left"),
        ("情形", "Situations"), ("例", "Example"),
    )  # fmt: skip
    for one in _alike(matter, found):
        table.add_row(
            _way(matter, one.promised), str(one.promised.margin(matter.promise)),
            _way(matter, one.statutory, statutory=True),
            str(one.statutory.margin(matter.promise)),
            str(one.count), one.first.key,
        )  # fmt: skip
    show(table)
    for wrong in broken(Paths(matter)):
        _say_broken(matter, wrong)


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


def _way(matter: Matter, chain: Chain, *, statutory: bool = False) -> str:
    said = (
        f"{key} ({limit})" if (limit := _limit(matter, key, statutory=statutory)) else key
        for key in chain.steps
    )
    return " → ".join(said)


def _alike(matter: Matter, found: Iterable[Situation]) -> Iterator[_Alike]:
    """Situations by their longest chains, the tightest first."""
    groups: dict[tuple[Chain, Chain], list[Situation]] = {}
    for one in found:
        key = longest(matter, one.steps), longest(matter, one.steps, "statutory")
        groups.setdefault(key, []).append(one)
    order = sorted(groups, key=lambda pair: pair[0].margin(matter.promise))
    yield from (_Alike(*pair, groups[pair][0], len(groups[pair])) for pair in order)
