"""One notice with everything on it (一次性告知, Act 32(4)): what an earlier one of the case could have asked for.

A thing could have been asked for when a notice went out if it belonged to the case then, and nothing has come about it
since: no answer, no paper, no finding of a register. Whoever asks for it later needs a reason, whichever department
sent the earlier notice: to the applicant the bundle is one. The counter sees everything; a department could have asked
only for what it may read.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from matters.acts import AskForMore
from matters.case import (
    ACCEPTANCE,
    AgainBecause,
    AskedAgain,
    Case,
    CheckAnswered,
    EvidenceTaken,
    Fact,
    Finding,
    MoreAsked,
    ObjectionSettled,
    PromiseChecked,
    Supplied,
    VerificationAnswered,
)
from matters.errors import ActRefused
from matters.expressions import Expression
from matters.rules import Rules, holds, materials_of, scope
from matters.spec import CheckUse, Matter
from matters.standing import Standing, standing
from matters.words import Text

Thing = tuple[Literal["field", "material"], str]
"""A field or a paper, by its kind and key."""

ALL = ("all",)
"""The readers of what every step may read."""

BECAUSE: dict[AgainBecause, Text] = {
    "still-wrong": Text(
        zh="补正后的内容仍不符合要求", en="What was supplied still does not meet the standard"
    ),
    "applicant-changed": Text(
        zh="申请人变更了申请内容", en="The applicant changed what is applied for"
    ),
    "found-later": Text(
        zh="现场核查、检验检测或者专家评审发现新的问题",
        en="A visit, a test or an expert review found something new",
    ),
    "untrue": Text(
        zh="发现原申请材料不真实或者有隐瞒", en="What was handed in turned out untrue or concealed"
    ),
    "law-changed": Text(
        zh="法律、法规、规章或者标准发生变化", en="The law or the standard has changed"
    ),
    "overlooked": Text(
        zh="首次告知有遗漏，属本机关工作差错",
        en="The first notice left it out: a fault of this office",
    ),
}
"""The reasons that may be chosen, and how the notice says them."""


class Earlier(NamedTuple):
    """The notice that could have asked for a thing."""

    notice: int
    """Its place among the notices of the case, from 1."""
    on: date
    step: str
    asked: bool
    """It did ask for it."""


def asked_once(rules: Rules, case: Case, act: AskForMore) -> AskForMore:
    """The act with its reason if it needs one, else without.

    Raises ActRefused where a reason is needed and none is given.
    """
    before = askable_before(rules, case)
    late = {
        (one.kind, one.key): before[one.kind, one.key]
        for one in act.wanted
        if (one.kind, one.key) in before
    }
    if not late:
        return act.model_copy(update={"again": None})
    if act.again is not None and act.again.words.strip():
        return act
    raise ActRefused(**_why(rules.matter, late))


def askable_before(rules: Rules, case: Case) -> Mapping[Thing, Earlier]:
    """What earlier notices of the case asked for, or could have; nothing while there is none."""
    found: dict[Thing, Earlier] = {}
    requests = [(place, one) for place, one in enumerate(case.facts) if isinstance(one, MoreAsked)]
    for number, (place, request) in enumerate(requests, start=1):
        then = standing(case.model_copy(update={"facts": case.facts[:place]}))
        since = frozenset(_come(rules.matter, then, case.facts[place + 1 :]))
        for thing in _existing(rules.matter, then, request):
            if thing not in since:
                found.setdefault(thing, Earlier(number, request.on, request.step, asked=False))
        for one in request.wanted:
            found[one.kind, one.key] = Earlier(number, request.on, request.step, asked=True)
    return found


def _existing(matter: Matter, then: Standing, request: MoreAsked) -> Iterator[Thing]:
    """What belonged to the case at that moment, and who asked could see: papers, questions, fields."""
    seen = scope(matter, then, request.on)
    for material in materials_of(matter, then, request.on):
        if _could_see(request.step, material.readers or ALL):
            yield "material", material.key
    for path, readers, conditions in _fields(matter):
        if _could_see(request.step, readers) and all(holds(one, seen) for one in conditions):
            yield "field", path


def _fields(matter: Matter) -> Iterator[tuple[str, tuple[str, ...], tuple[Expression | None, ...]]]:
    """All that applicants are asked: its path, the steps that may read it, and when it is asked."""
    for question in matter.questions:
        yield question.ask, (ACCEPTANCE,), (question.when,)
    blocks = {block.key: block.when for block in matter.form.blocks}
    for path, field in matter.form.elements():
        if field.produced_by is None:
            block = blocks.get(path.partition(".")[0]) if "." in path else None
            yield path, field.readers, (block, field.when)
    for group in matter.form.groups:
        yield group.group, group.readers, (group.when,)


def _could_see(step: str, readers: tuple[str, ...]) -> bool:
    return step == ACCEPTANCE or not {step, *ALL}.isdisjoint(readers)


def _come(matter: Matter, then: Standing, facts: tuple[Fact, ...]) -> Iterator[Thing]:
    """What was answered, handed in or found out since."""
    for fact in facts:
        match fact:
            case Supplied(answers=answers):
                changed = (path for path in answers if answers[path] != then.answers.get(path))
                yield from (("field", path) for path in changed)
            case EvidenceTaken(evidence=taken):
                yield "material", taken.material
            case VerificationAnswered(material=material):
                yield "material", material
            case PromiseChecked(promise=promise):
                yield from _papers_by(matter, "promise", promise)
            case ObjectionSettled(check=check):
                yield from _told_by(matter, check)
            case CheckAnswered(finding=finding) if _is_news(then, finding):
                yield from _told_by(matter, finding.check)
            case _:
                pass


def _is_news(then: Standing, finding: Finding) -> bool:
    known = then.findings.get(finding.check)
    return known is None or (known.outcome, known.values) != (finding.outcome, finding.values)


def _told_by(matter: Matter, check: str) -> Iterator[Thing]:
    """What a register's answer bears on: the fields it fills, and the papers it stands for."""
    use: CheckUse | None = next((one for one in matter.checks if one.key == check), None)
    yield from (("field", path) for path in (use.fills if use else ()))
    yield from _papers_by(matter, "check", check)


def _papers_by(matter: Matter, kind: str, key: str) -> Iterator[Thing]:
    for material in matter.materials:
        if any(rung.kind == kind and rung.key == key for rung in material.ladder):
            yield "material", material.key


def thing_name(matter: Matter, thing: Thing) -> Text:
    """What the form or the list of papers calls it; its key where this version knows it no more."""
    kind, key = thing
    if kind == "material":
        names = {one.key: one.name for one in matter.materials}
    else:
        names = {path: field.label for path, field in matter.elements.items()}
        names |= {path: group.name for path, group in matter.groups.items()}
        names |= {question.ask: question.text for question in matter.questions}
    return names.get(key) or Text(zh=key, en=key)


def again_words(again: AskedAgain) -> Text:
    """The reason with the officer's words, as the notice and the timeline say it."""
    why = BECAUSE[again.because]
    return Text(zh=f"{why.zh}：{again.words}", en=f"{why.en}: {again.words}")


def earlier_words(earlier: Earlier) -> Text:
    """Why a thing needs a reason, for the form that offers it and the refusal that asks for one."""
    on = earlier.on
    zh = f"{on.year}年{on.month}月{on.day}日"
    if earlier.asked:
        return Text(
            zh=f"{zh}第{earlier.notice}次告知已经要求补正",
            en=f"notice {earlier.notice} of {on} asked for it already",
        )
    return Text(
        zh=f"{zh}第{earlier.notice}次告知时已可发现，此后没有变化",
        en=f"it could be seen when notice {earlier.notice} went out on {on}, and nothing came since",
    )


def _why(matter: Matter, late: Mapping[Thing, Earlier]) -> dict[str, str]:
    names = [(thing_name(matter, thing), earlier_words(one)) for thing, one in late.items()]
    zh = "；".join(f"“{name.zh}”（{why.zh}）" for name, why in names)
    en = "; ".join(f"“{name.en}” ({why.en})" for name, why in names)
    return {
        "zh": f"依法应当一次性告知全部内容（行政许可法第三十二条），以下内容首次告知时即应提出：{zh}。"
        "请从清单中删去；确有必要的，请选择再次要求的原因并写明情况，该原因将载入告知书并计入监察统计。",
        "en": "The law asks for one notice with everything on it (Administrative Licensing Act, article"
        f" 32), and this should have stood on an earlier one: {en}. Take it off the list; if it must be"
        " asked for, choose why and say so in words: the notice prints it, and supervision counts it.",
    }
