"""Orders of the supervisors and their answers in words; `hall.telling` tells these with all others."""

from functools import singledispatch

from forms.letter_days import en_date, zh_date
from hall.told import Told, department, plain
from matters.case import Fact
from matters.rules import Rules
from matters.special_verbs import step_name
from matters.supervision import clock_name, place_name, reason_name
from matters.supervision_facts import SupervisionAnswered, SupervisionOrdered
from matters.words import Text


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


@_told.register
def _(fact: SupervisionOrdered, rules: Rules) -> Told:
    whose = department(rules, fact.department)
    step = place_name(fact.clock, step_name(rules, fact.step))
    what = Text(
        zh=f"督办{whose.zh}“{step.zh}”，{zh_date(fact.answer_by)}前答复",
        en=f"{whose.en} is ordered to deal with “{step.en}” and to answer by {en_date(fact.answer_by)}",
    )
    clock, why = clock_name(fact.clock), reason_name(fact.reason)
    zh, en = f"{clock.zh}：{why.zh}", f"{clock.en}: {why.en}"
    detail = Text(zh=f"{zh}。{fact.demand}", en=f"{en}. {fact.demand}".strip())
    return Told(what, detail, "warn", frozenset({fact.department}))


@_told.register
def _(fact: SupervisionAnswered, rules: Rules) -> Told:
    what = Text(
        zh=f"答复督办单第{fact.order}号", en=f"Supervision order no. {fact.order} was answered"
    )
    return Told(what, plain(fact.text), "good", frozenset({fact.by.department}))


SUPERVISION_TELLERS = {kind: tell for kind, tell in _told.registry.items() if kind is not object}
