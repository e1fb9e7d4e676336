"""What happened to papers and promises beyond their coming in, in words; `hall.telling` tells these with all others."""

from functools import singledispatch

from forms.letter_days import en_date, zh_date
from hall.told import Told, department, insiders, of_step, plain
from matters.case import (
    AcceptanceRevoked,
    DecisionRevoked,
    Fact,
    ObjectionSettled,
    PromiseChecked,
    ValuesErased,
    VerificationAnswered,
    VerificationAsked,
)
from matters.rules import Rules
from matters.words import Text

_FOUND = {
    "match": (Text(zh="核验一致", en="it is so"), "good"),
    "mismatch": (Text(zh="核验不一致", en="the files say something else"), "warn"),
    "no-record": (Text(zh="没有查到", en="there is no record"), "warn"),
}


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


def _material(rules: Rules, key: str) -> Text:
    names = {one.key: one.name for one in rules.matter.materials}
    return names.get(key, Text(zh="材料", en="a paper"))


def _promise(rules: Rules, key: str) -> Text:
    names = {one.key: one.name for one in rules.matter.promises}
    return names.get(key, Text(zh="告知承诺", en="the promise"))


@_told.register
def _(fact: VerificationAsked, rules: Rules) -> Told:
    name, asked = _material(rules, fact.material), department(rules, fact.department)
    what = Text(
        zh=f"请{asked.zh}核验“{name.zh}”，{zh_date(fact.until)}前答复",
        en=f"{asked.en} is asked to look up “{name.en}” by {en_date(fact.until)}",
    )
    return Told(what, tone="active")


@_told.register
def _(fact: VerificationAnswered, rules: Rules) -> Told:
    name, (words, tone) = _material(rules, fact.material), _FOUND[fact.outcome]
    what = Text(zh=f"部门核验“{name.zh}”：{words.zh}", en=f"“{name.en}” was looked up: {words.en}")
    readers = next((one.readers for one in rules.matter.materials if one.key == fact.material), ())
    inside = insiders(rules, *readers) | {fact.by.department}
    return Told(what, plain(fact.note), "good" if tone == "good" else "warn", inside)


@_told.register
def _(fact: ObjectionSettled, rules: Rules) -> Told:
    name = rules.matter.check(fact.check).check.name
    words = Text(zh="异议成立", en="the objection holds")
    if not fact.holds:
        words = Text(zh="异议不成立", en="the objection does not hold")
    what = Text(zh=f"“{name.zh}”：{words.zh}", en=f"{name.en}: {words.en}")
    return Told(what, plain(fact.reason), "good" if fact.holds else "warn")


@_told.register
def _(fact: AcceptanceRevoked, rules: Rules) -> Told:
    what = Text(zh="撤销受理", en="The acceptance is revoked")
    return Told(what, plain(fact.reason, fact.basis), "bad")


@_told.register
def _(fact: PromiseChecked, rules: Rules) -> Told:
    name, inside = _promise(rules, fact.promise), insiders(rules, fact.step)
    if fact.kept:
        what = Text(zh=f"核查“{name.zh}”：已履行", en=f"“{name.en}” is kept")
        return Told(what, plain(fact.found), "good", inside)
    what = Text(zh=f"核查“{name.zh}”：未履行", en=f"“{name.en}” is not kept")
    if fact.correct_by is not None:
        what = Text(
            zh=f"{what.zh}，责令{zh_date(fact.correct_by)}前整改",
            en=f"{what.en}; to be put right by {en_date(fact.correct_by)}",
        )
    return Told(what, plain(fact.found), "warn", inside)


@_told.register
def _(fact: DecisionRevoked, rules: Rules) -> Told:
    what = of_step(rules, fact.step, "撤销{}的决定", "The decision on {} is revoked")
    return Told(what, plain(fact.reason, fact.basis), "bad", insiders(rules, fact.step))


@_told.register
def _(fact: ValuesErased, rules: Rules) -> Told:
    uses = (one.check.name for one in rules.matter.checks if one.key == fact.check)
    name = next(uses, Text.same(fact.check))  # a version that the case moved to may know it no more
    what = Text(
        zh=f"“{name.zh}”中仅供查看的内容保存期限届满，已删除",
        en=f"What was only shown of {name.en} was erased, its time being over",
    )
    return Told(what)


EVIDENCE_TELLERS = {kind: teller for kind, teller in _told.registry.items() if kind is not object}
"""By kind of fact, who tells of it."""
