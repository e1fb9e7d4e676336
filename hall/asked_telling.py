"""What departments ask and tell each other about a step, in words: opinions, copies, transfers, urging. Pure."""

from functools import singledispatch

from forms.letter_days import en_date, zh_date
from hall.told import Told, department, insiders, of_step, plain
from matters.case import (
    Appointed,
    Copied,
    Fact,
    OpinionAsked,
    OpinionGiven,
    OpinionRevoked,
    Urged,
)
from matters.rules import Rules
from matters.words import Text


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


@_told.register
def _(fact: OpinionAsked, rules: Rules) -> Told:
    asked = department(rules, fact.department)
    what = of_step(
        rules, fact.step,
        f"{{}}向{asked.zh}征求意见（第{fact.opinion}号），{zh_date(fact.until)}前答复",
        f"{{}}: {asked.en} is asked for opinion no. {fact.opinion} by {en_date(fact.until)}",
    )  # fmt: skip
    inside = insiders(rules, fact.step) | {fact.department}
    return Told(what, plain(fact.question), "active", inside)


@_told.register
def _(fact: OpinionGiven, rules: Rules) -> Told:
    what = of_step(
        rules, fact.step,
        f"{{}}第{fact.opinion}号意见已答复", f"{{}}: opinion no. {fact.opinion} was given",
    )  # fmt: skip
    inside = insiders(rules, fact.step) | {fact.by.department}
    return Told(what, plain(fact.text), "good", inside)


@_told.register
def _(fact: OpinionRevoked, rules: Rules) -> Told:
    what = of_step(
        rules, fact.step,
        f"{{}}第{fact.opinion}号征求意见已撤销", f"{{}}: opinion no. {fact.opinion} is not needed any more",
    )  # fmt: skip
    return Told(what, plain(fact.reason), "plain", insiders(rules, fact.step))


@_told.register
def _(fact: Urged, rules: Rules) -> Told:
    what = of_step(rules, fact.step, "催办{}", "{}: asked to hurry")
    inside = insiders(rules, fact.step) | {fact.by.department}
    return Told(what, plain(fact.text), "warn", inside)


@_told.register
def _(fact: Appointed, rules: Rules) -> Told:
    when = f"{zh_date(fact.day)}{fact.hour}"
    what = of_step(
        rules, fact.step, f"{{}}定于{when}", f"{{}} is fixed for {en_date(fact.day)}, {fact.hour}"
    )
    return Told(what, plain(fact.place), "active")


@_told.register
def _(fact: Copied, rules: Rules) -> Told:
    to = department(rules, fact.department)
    what: Text = of_step(rules, fact.step, f"{{}}抄送{to.zh}", f"{{}} was copied to {to.en}")
    inside = insiders(rules, fact.step) | {fact.department}
    return Told(what, plain(fact.text), "plain", inside)


ASKED_TELLERS = {kind: teller for kind, teller in _told.registry.items() if kind is not object}
"""By kind of fact, who tells of it."""
