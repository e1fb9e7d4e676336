"""`onego matter explain`: what a matter does in one situation and why, at a terminal or for machines."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.installation import read_clock
from hall.console.catalogue import missing_years, provisional
from hall.console.situations import answers_given, rules_of, standing_given, standing_of_scenario
from hall.console.speech import OUT, language, say
from matters.case import business_date
from matters.workbench.explaining import explain
from matters.workbench.explanation import as_lines


@dataclass(frozen=True)
class About:
    """Which situation is asked about."""

    written: tuple[str, ...] = ()
    file: Path | None = None
    scenario: str | None = None
    day: date | None = None


def explain_matter(name: str, about: About, *, as_json: bool) -> None:
    """Print the explanation. Raises MatterUnknown, AnswerUnreadable, ScenarioUnknown, MistakesFound."""
    rules = rules_of(name)
    if about.scenario is not None:
        now, starts = standing_of_scenario(name, rules, about.scenario)
        day = about.day or starts
    else:
        day = about.day or business_date(read_clock())
        now = standing_given(rules, answers_given(rules, about.written, about.file), day)
    guessed = missing_years(rules.calendar, day)
    calendar = provisional(rules.calendar, day)
    explanation = explain(replace(rules, calendar=calendar), now, day, language())
    if as_json:
        OUT.print(explanation.model_dump_json(indent=2))
        return
    for line in as_lines(explanation):
        OUT.print(line)
    if guessed:
        years = "、".join(f"{year}年" for year in guessed)
        say(
            f"\n{years}的放假安排尚未载入：该年的日期只是估算。",
            f"\nThe holidays of {', '.join(map(str, guessed))} are not loaded: days of that year are an estimate.",
        )
