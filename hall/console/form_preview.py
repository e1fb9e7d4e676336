"""`onego matter form`: the one form of a matter as it stands in a situation, by the counter's own parts."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Literal

from flows.installation import read_clock
from hall.console.delivering import deliver
from hall.console.explaining import About
from hall.console.situations import answers_given, rules_of, standing_of_scenario
from hall.console.speech import language
from hall.counter.draft import Draft, Heard, OpenDraft
from hall.counter.rows import Card, Row, cards, group_cards, key_rows, question_rows
from hall.rendering import STATIC, render
from matters.case import CHINA, Finding, business_date
from matters.fields import Answers
from matters.rules import Rules
from matters.units import unit_words
from matters.words import Language
from matters.workbench.explaining import CHECKS, situation
from matters.workbench.naming import UNITS

Form = Literal["text", "html", "json"]


def preview_form(name: str, about: About, form: Form, out: Path | None) -> None:
    """Print or write the form. Raises MatterUnknown, AnswerUnreadable, ScenarioUnknown, MistakesFound."""
    deliver(shown(desk_of(rules_of(name), about, name), form, language()), out)


def desk_of(rules: Rules, about: About, name: str) -> OpenDraft:
    """A draft that nobody keeps, filled in as the situation says; beside the file `name` lie its scenarios."""
    day = about.day or business_date(read_clock())
    if about.scenario is not None:
        now, starts = standing_of_scenario(name, rules, about.scenario)
        day, said, found = about.day or starts, now.answers, now.known.values()
    else:
        written = answers_given(rules, about.written, about.file)
        found = situation(rules.matter, written, day).known.values()
        said = {path: value for path, value in written.items() if not path.startswith(CHECKS)}
    return _desk(rules, said, found, datetime.combine(day, time(12), CHINA))


def _desk(rules: Rules, said: Answers, found: Iterable[Finding], at: datetime) -> OpenDraft:
    heard = tuple(Heard(finding=one, inputs={}) for one in found)
    return OpenDraft(
        id="preview",
        account="preview",
        rules=rules,
        draft=Draft(answers=said, heard=heard),
        on=business_date(at),
        updated_at=at,
    )


def shown(desk: OpenDraft, form: Form, said: Language) -> str:
    """The form of a draft."""
    match form:
        case "html":
            look = "\n".join(
                (STATIC / name).read_text(encoding="utf-8") for name in ("onego.css", "counter.css")
            )
            return render(
                "form_preview.html", said, desk=desk, look=look, questions=question_rows(desk),
                keys=key_rows(desk), cards=cards(desk), groups=group_cards(desk),
            )  # fmt: skip
        case "text":
            return "\n".join(_lines(desk, said))
        case "json":
            return json.dumps(
                [_as_data(one, said) for one in _rows(desk)], ensure_ascii=False, indent=2
            )


def _rows(desk: OpenDraft) -> Iterator[Row]:
    yield from question_rows(desk)
    yield from key_rows(desk)
    for one in cards(desk):
        yield from one.rows


def _as_data(row: Row, said: Language) -> dict[str, object]:
    entry = row.entry
    return {
        "path": entry.path,
        "label": entry.label.into(said),
        "type": entry.type,
        "shown": entry.visible,
        "required": entry.required,
        "options": {value: label.into(said) for value, label in row.options},
        "unit": entry.unit,
        "value": entry.value,
    }


def _lines(desk: OpenDraft, said: Language) -> Iterator[str]:
    zh = said == "zh"
    yield desk.matter.name.into(said)
    yield from _card("情形引导" if zh else "Questions", question_rows(desk), said)
    yield from _card("核验信息" if zh else "What registers are asked with", key_rows(desk), said)
    for one in cards(desk):
        yield from _of_card(one, said)
    for group in group_cards(desk):
        if group.group.visible:
            yield from _card(group.group.name.into(said), group.blank.rows, said)


def _of_card(card: Card, said: Language) -> Iterator[str]:
    yield from _card(card.name.into(said), card.rows, said)


def _card(title: str, rows: Iterable[Row], said: Language) -> Iterator[str]:
    """The rows that are shown in this situation."""
    lines = [_line(row, said) for row in rows if row.entry.visible]
    if lines:
        yield from ("", f"【{title}】" if said == "zh" else title, *lines)


def _line(row: Row, said: Language) -> str:
    """One row: a box for what is asked, its choices, what is filled in already."""
    entry, zh = row.entry, said == "zh"
    unit = ""
    if entry.unit:
        unit = (
            f"（{UNITS.get(entry.unit, entry.unit)}）"
            if zh
            else f" ({unit_words(entry.unit, said)})"
        )
    optional = "" if entry.required else ("（选填）" if zh else " (optional)")
    label = f"{entry.label.into(said)}{unit}{optional}"
    if row.options:
        chosen = row.value if isinstance(row.value, tuple) else (row.value,)
        marks = (
            f"{'■' if value in chosen else '□'} {name.into(said)}" for value, name in row.options
        )
        return f"  {label}  {'　'.join(marks) if zh else '  '.join(marks)}"
    filled = row.value if isinstance(row.value, str) else ", ".join(row.value)
    return f"  {label}  {filled or '__________'}"
