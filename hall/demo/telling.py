"""What a demonstration shows: the case that is watched, the bar, the table, and where the papers lie."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hall.case_words import outcome_said
from hall.console.speech import OUT, columns, either, into, language, say, show
from hall.console.timeline import line
from hall.demo.casting import Leaf
from hall.demo.player import Watch
from hall.demo.verdicts import Verdict
from matters.case import Case, Outcome
from matters.plays import Play
from matters.rules import Rules
from matters.spec import Matter


def watch_case(play: Play) -> Watch:
    """Show the case as it moves, each fact on its line."""
    name, matter = into(play.scenario.name), into(play.matter.name)
    say(f"\n【{matter}】{name}", f"\n{matter}: {name}")
    shown = 0

    def watch(rules: Rules, case: Case) -> None:
        nonlocal shown
        for fact in case.facts[shown:]:
            OUT.print(f"  {line(rules, fact, language())}")
        shown = len(case.facts)

    return watch


def bar() -> Progress:
    """The progress of the crowd."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=OUT,
        transient=True,
    )


def show_table(verdicts: Sequence[Verdict]) -> None:
    """One line for each case, and what they come to."""
    titles = (
        ("办件", "Case"), ("事项", "Matter"), ("情形", "Scenario"), ("结果", "Outcome"),
        ("应为", "Expected"), ("计时工作日", "Days"), ("文书", "Notices"), ("同批办件", "Carried"),
    )  # fmt: skip
    table = columns(*titles)
    for one in verdicts:
        table.add_row(*_row(one), style=None if one.right else "red")
    OUT.print()
    show(table)


def _row(one: Verdict) -> tuple[str, ...]:
    play = one.played.play
    return (
        one.played.number or "—",
        play.matter.matter,
        play.scenario.scenario,
        _outcome(play.matter, one.outcome),
        _outcome(play.matter, play.scenario.outcome),
        "—" if one.days is None else str(one.days),
        str(len(one.notices)),
        f"{one.carried:.0f}",
    )


def _outcome(matter: Matter, outcome: Outcome | None) -> str:
    return "—" if outcome is None else into(outcome_said(matter, outcome)[0])


def show_sum(verdicts: Sequence[Verdict], left_out: Sequence[Leaf], seconds: float) -> None:
    """How many ended as they should, why the others did not, and what was not played."""
    right = sum(one.right for one in verdicts)
    issued = sum(len(one.notices) for one in verdicts)
    say(
        f"\n共{len(verdicts)}件，{right}件的结果与情形一致，文书{issued}份，用时{seconds:.0f}秒。",
        f"\n{len(verdicts)} cases, {right} ended as their scenario says; {issued} notices; {seconds:.0f} s.",
    )
    for one in verdicts:
        if not one.right:
            OUT.print(f"  {one.played.number or '—'} {_why(one)}", style="red")
    _show_kinds(verdicts)
    if left_out:
        say(
            f"另有{len(left_out)}种情形须等待数日或由登记系统另作答复，未演示；onego matter test all 逐一试办。",
            f"{len(left_out)} more scenarios need days to pass or registers that say otherwise;"
            " onego matter test all plays them.",
        )


def _why(one: Verdict) -> str:
    name = one.played.play.scenario.scenario
    if one.played.trouble:
        return f"{name}: {into(one.played.trouble)}"
    missing = [seen.number for seen in one.notices if seen.delivered_at is None or not seen.file]
    if missing:
        return f"{name}: " + either("未送达 ", "not delivered ") + " ".join(missing)
    play = one.played.play
    ended, expected = (_outcome(play.matter, end) for end in (one.outcome, play.scenario.outcome))
    return f"{name}: {ended} ≠ {expected}"


def _show_kinds(verdicts: Sequence[Verdict]) -> None:
    kinds = Counter(_outcome(one.played.play.matter, one.outcome) for one in verdicts)
    OUT.print("  " + "  ".join(f"{kind} {count}" for kind, count in kinds.most_common()))


def show_papers(folder: Path, count: int) -> None:
    """Where the notices lie as files."""
    say(f"{count}份文书（PDF）在 {folder}", f"{count} notices as PDF are in {folder}")
