"""What the names in the expressions of a matter stand for, as people call it, and their values in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from matters.fields import Field as Element
from matters.fields import FieldType, Question
from matters.outcome_words import FINDING_WORDS, STATUS_WORDS, ending_words
from matters.spec import CheckUse, DataCheck, Matter, Step
from matters.units import with_unit
from matters.words import Language, Text

UNITS: dict[str, str] = {
    "m²": "平方米", "m2": "平方米", "m": "米", "km": "公里", "m³": "立方米", "m³/d": "立方米/日",
    "kg": "公斤", "t": "吨", "%": "%", "yuan": "元", "CNY": "元", "days": "天", "months": "个月",
    "years": "年", "people": "人",
}  # fmt: skip
"""Units as Chinese text writes them; others stay as they are."""

STEP_FACTS: dict[str, Text] = {
    "status": Text(zh="结果", en="result"),
    "round": Text(zh="办理次数", en="round"),
    "by": Text(zh="结束原因", en="what ended it"),
    "agreed": Text(zh="同意数", en="number of those who agreed"),
    "objected": Text(zh="不同意数", en="number of those who objected"),
    "parts": Text(zh="参与数", en="number of parts"),
    "chosen": Text(zh="抽取结果", en="those drawn"),
    "decision": Text(zh="决定", en="decision"),
    "objections": Text(zh="异议数", en="number of objections"),
}
"""What an expression may know of a step."""


@dataclass(frozen=True)
class Subject:
    """What one name stands for."""

    name: str
    kind: Literal["question", "field", "check", "step", "day", "unknown"]
    label: Text
    type: FieldType | Literal["unknown"] = "unknown"
    options: dict[str, Text] = field(default_factory=dict)
    unit: str | None = None
    within: Text | None = None
    """The check or step that it is a value of."""
    sensitive: bool = False

    def value_words(self, value: object, language: Language) -> str:
        """A value as people read it, with its unit."""
        said = self._plain(value, language)
        if not self.unit or not isinstance(value, int | float | Decimal) or isinstance(value, bool):
            return said
        return (
            said + UNITS.get(self.unit, self.unit)
            if language == "zh"
            else with_unit(value, self.unit, "en")
        )

    def _plain(self, value: object, language: Language) -> str:
        if isinstance(value, str) and value in self.options:
            return marked(self.options[value].into(language), language)
        match value:
            case tuple() | list():
                words = [self._plain(one, language) for one in value]
                return joined(words, language) if words else none_of(language)
            case str() if self.type == "date":
                return plain_words(date.fromisoformat(value), language)
            case _:
                return plain_words(value, language)


def none_of(language: Language) -> str:
    return "无" if language == "zh" else "none"


def joined(words: list[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def marked(label: str, language: Language) -> str:
    """An option's label, in quotes: it may be a clause of its own."""
    return label if language == "zh" and label.startswith("“") else f"“{label}”"


def plain_words(value: object, language: Language) -> str:
    """A value that has no options."""
    match value:
        case None:
            return "空" if language == "zh" else "nothing"
        case bool():
            return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")
        case date() if language == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        case date():
            return f"{value.day} {value:%B} {value.year}"
        case int() | float() | Decimal():
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case _:
            return f"“{value}”"


class Vocabulary:
    """The names that expressions of a matter may use; in `stops_if` also a check's own values."""

    def __init__(self, matter: Matter, check: CheckUse | None = None) -> None:
        self._subjects = {one.name: one for one in _subjects(matter)}
        if check is not None:
            own = _of_check(check.check, prefix="")
            self._subjects |= {one.name: one for one in own}

    def subject(self, name: str) -> Subject:
        """What the dotted name stands for; one nobody declared is called by itself."""
        known = self._subjects.get(name)
        if known is None:
            known = next((s for key, s in self._subjects.items() if key.endswith(f".{name}")), None)
        return known or Subject(name, "unknown", Text.same(f"“{name}”"))


def _subjects(matter: Matter) -> Iterator[Subject]:
    yield Subject("received_on", "day", Text(zh="收件之日", en="the day of receipt"), "date")
    for question in matter.questions:
        yield _of_asked(question.path, question, question.text)
    for path, element in (matter.elements | matter.row_elements).items():
        yield _of_asked(path, element, element.label, sensitive=element.sensitive)
    for block in matter.form.blocks:
        yield Subject(block.key, "field", block.name)
    for group in matter.form.groups:
        yield Subject(group.group, "field", group.name)
    for table in matter.tables:
        called = table.name or Text(
            zh=f"判定表“{table.table}”的结果", en=f"the result of the table “{table.table}”"
        )
        options = {option.value: option.label for option in table.options}
        yield Subject(f"tables.{table.table}", "field", called, table.gives, options)
    for use in matter.checks:
        yield from _of_check(use.check, prefix=f"checks.{use.key.replace('-', '_')}.")
    yield from _of_steps(matter)


def _of_steps(matter: Matter) -> Iterator[Subject]:
    for step in matter.steps:
        statuses: dict[str, Text] = {status: ending_words(step, status) for status in STATUS_WORDS}
        worded = {"status": statuses, "by": _reasons(matter, step)}
        for fact, label in STEP_FACTS.items():
            name = f"steps.{step.step.replace('-', '_')}.{fact}"
            options = worded.get(fact, {})
            kind: FieldType = "choice" if options else "number"
            yield Subject(name, "step", label, kind, options, within=step.name)


def _reasons(matter: Matter, step: Step) -> dict[str, Text]:
    """By key, what people call each thing that a step may wait for."""
    checks = {use.key: use.check.name for use in matter.checks}
    return {
        one.called: checks[one.check] if one.text is None and one.check in checks else one.words
        for one in step.first
    }


def _of_asked(
    path: str, asked: Question | Element, label: Text, *, sensitive: bool = False
) -> Subject:
    options = {option.value: option.label for option in asked.options}
    place: Literal["question", "field"] = "question" if isinstance(asked, Question) else "field"
    return Subject(path, place, label, asked.type, options, asked.unit, sensitive=sensitive)


def _of_check(check: DataCheck, prefix: str) -> Iterator[Subject]:
    for name, kind in check.gives.items():
        label = check.labels.get(name) or Text(zh=name, en=name.replace("_", " "))
        yield Subject(
            f"{prefix}{name}", "check", label, kind,
            within=check.name, sensitive=name in check.sensitive,
        )  # fmt: skip
    yield Subject(
        f"{prefix}outcome", "check", Text(zh="核验结果", en="outcome"), "choice", dict(FINDING_WORDS),
        within=check.name,
    )  # fmt: skip
