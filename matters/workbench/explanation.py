"""What an explanation is made of: sections of lines, each with its verdict and its reason. In one language."""

from collections.abc import Iterable, Iterator
from typing import Literal

from matters.words import Frozen, Language, Text

Verdict = Literal["yes", "no", "open", "note"]
"""It is so, it is not so, it depends on what is not known yet, or neither."""

SIGNS: dict[Verdict, str] = {"yes": "✓", "no": "×", "open": "?", "note": "·"}


class Line(Frozen):
    """One question, step, paper, check, …: what holds of it here, and why."""

    key: str
    name: str
    verdict: Verdict
    says: str
    why: str = ""
    more: tuple[str, ...] = ()


class Section(Frozen):
    """Lines of one kind."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Explanation(Frozen):
    """What a matter does in one situation, and why (N11)."""

    matter: str
    version: int
    name: str
    language: Language
    day: str
    """The day from which its dates count."""
    summary: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        return next(one for one in self.sections if one.key == key)


TITLES: dict[str, Text] = {
    "situation": Text(zh="能否在此办理", en="Whether it can be done here"),
    "questions": Text(zh="情形引导：问什么，为什么", en="Questions: which are asked, and why"),
    "steps": Text(zh="办理环节：哪些要办，为什么", en="Steps: which apply, and why"),
    "papers": Text(zh="材料：要哪些，怎样免交", en="Papers: which are needed, and what stands for them"),
    "checks": Text(zh="数据核验：问什么，带出什么", en="Checks: which registers are asked, and what they fill in"),
    "promises": Text(zh="告知承诺", en="Promises"),
    "fees": Text(zh="费用", en="Fees"),
    "dates": Text(zh="期限和日期", en="Limits and dates"),
    "letters": Text(zh="文书：何时发出什么", en="Letters: what is sent when"),
    "refusals": Text(zh="如果某个环节不予", en="If a step is refused"),
}  # fmt: skip


def section(key: str, language: Language, lines: Iterable[Line]) -> Section:
    return Section(key=key, title=TITLES[key].into(language), lines=tuple(lines))


def as_lines(explanation: Explanation) -> Iterator[str]:
    """The explanation as people read it at a terminal."""
    zh = explanation.language == "zh"
    yield explanation.name
    yield explanation.summary
    for part in explanation.sections:
        if not part.lines:
            continue
        yield ""
        yield f"【{part.title}】" if zh else f"{part.title}"
        for line in part.lines:
            yield from _told(line, zh=zh)


def _told(line: Line, *, zh: bool) -> Iterator[str]:
    between, end = ("：", "。") if zh else (": ", ".")
    sentences = [one for one in (line.says, line.why) if one]
    after = ("" if zh else " ") if line.name.endswith(("？", "?")) else between
    name = f"{line.name}{after}" if line.name else ""
    said = ("；" if zh else "; ").join(one.rstrip("。.") for one in sentences)
    yield f"  {SIGNS[line.verdict]} {name}{said}{end}"
    for one in line.more:
        yield f"      {one.rstrip('。.')}{end}"
