"""Whether every letter of a matter can be written, and says what the law wants of it, in every situation (domain 4.22).

Each notice that a made-up case calls for is filled in and written as if it were issued; nothing is laid out.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from forms.letter_contents import lacking
from forms.letter_sample_facts import AT
from forms.letter_samples import NUMBER, Sample, samples
from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import TEMPLATES, LetterUnwritable, names_in, write_letter
from matters.paths.situations import telling
from matters.rules import Rules
from matters.spec import Event
from matters.words import Frozen, Language, Text

_GIVEN = Numbered(
    number="样〔2026〕1号",
    on=AT.date() + timedelta(days=1),
    code_url="http://127.0.0.1/verify/sample",
    follow_url="http://127.0.0.1/follow/sample",
)


class Flaw(Frozen):
    """One thing that is wrong with a letter of a matter: which letter, told of what, and where in its template."""

    event: Event
    step: str | None
    letter: str
    template: str
    language: Language
    line: int
    """Of the template; the first where something is missing as a whole."""
    what: Text


def flaws(rules: Rules, templates: Path = TEMPLATES) -> tuple[Flaw, ...]:
    """Everything that is wrong with the letters of a matter, each flaw once, in a stable order.

    Every situation is gone through that switches anything on or off (`telling`), with both outcomes of every step.
    """
    found: dict[Flaw, None] = {}
    seen: set[tuple[object, ...]] = set()
    for situation in telling(rules.matter, day=AT.date()):
        counted: Counter[tuple[object, ...]] = Counter()
        for sample in samples(rules, situation):
            same = (sample.notice.event, sample.notice.step, sample.notice.letter)
            counted[same] += 1
            if (*same, counted[same]) in seen and not _varies(rules, sample, templates):
                continue
            seen.add((*same, counted[same]))
            found |= dict.fromkeys(_flaws_of(rules, sample, templates))
    return tuple(found)


_BY_SITUATION = frozenset(
    {
        "values", "groups", "items", "permits", "facts", "results", "received", "visitors", "checked", "deferred",
        "fees", "conditions",
    }
)  # fmt: skip
"""The names in a letter whose values depend on what applies; a letter without them is the same in all situations."""


def _varies(rules: Rules, sample: Sample, templates: Path) -> bool:
    template = rules.office.letter(sample.notice.letter).template
    try:
        return bool(_BY_SITUATION & names_in(template, templates))
    except LetterUnwritable:
        return False


def _flaws_of(rules: Rules, sample: Sample, templates: Path) -> Iterator[Flaw]:
    notice = sample.notice
    kind = rules.office.letter(notice.letter)
    values = letter_values(Subject(rules, NUMBER, sample.now), notice, _GIVEN)
    try:
        letter = write_letter(kind, values, templates)
    except LetterUnwritable as wrong:
        why = Text(zh=f"无法生成：{wrong.why}", en=f"it cannot be written: {wrong.why}")
        yield _flaw(sample, kind.template, wrong.language, why, wrong.line)
        return
    for content, language in lacking(notice.event, values, letter):
        zh, en = f"缺少必备内容：{content.name.zh}", f"it must say {content.name.en}"
        yield _flaw(sample, kind.template, language, Text(zh=zh, en=en))


def _flaw(sample: Sample, template: str, language: Language, what: Text, line: int = 1) -> Flaw:
    notice = sample.notice
    return Flaw(
        event=notice.event,
        step=notice.step,
        letter=notice.letter,
        template=template,
        language=language,
        line=line,
        what=what,
    )
