"""Ratings and their answers in words; `hall.telling` tells these with all others. Pure."""

from functools import singledispatch

from forms.letter_days import en_date, zh_date
from hall.case_words import Tone
from hall.told import Told, plain
from matters.case import Fact
from matters.office import HALL
from matters.rating import BAD, LEVELS, TICKS
from matters.rating_facts import Rated, RatingSettled
from matters.rules import Rules
from matters.words import Text


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


@_told.register
def _(fact: Rated, rules: Rules) -> Told:
    if fact.anonymous:
        # The departments do not learn what was said; the hall looks into it.
        what = Text(zh="申请人匿名作了评价", en="The applicant rated the service without a name")
        return Told(what, _said(fact), "plain", frozenset({HALL}))
    level = LEVELS[fact.level]
    what = Text(zh=f"申请人评价：{level.zh}", en=f"The applicant's rating: {level.en}")
    tone: Tone = "warn" if fact.level in BAD else "good"
    return Told(what, _said(fact), tone, frozenset({rules.matter.lead}))


def rating_in_full(rules: Rules, rated: Rated) -> Text:
    """What was said, for those who answer it."""
    said = _told(rated, rules)
    more = said.detail
    return Text(
        zh=f"{said.what.zh}。{more.zh if more else ''}",
        en=f"{said.what.en}. {more.en if more else ''}".rstrip(),
    )


def _said(fact: Rated) -> Text | None:
    level = LEVELS[fact.level] if fact.anonymous else None
    zh = [level.zh] if level else []
    en = [level.en] if level else []
    zh += [TICKS[one].zh for one in fact.ticks]
    en += [TICKS[one].en for one in fact.ticks]
    written = [fact.text] if fact.text else []
    if not zh and not written:
        return None
    return Text(zh="；".join((*zh, *written)), en="; ".join((*en, *written)))


@_told.register
def _(fact: RatingSettled, rules: Rules) -> Told:
    upheld = fact.verdict == "upheld"
    if fact.by.department == HALL:
        # It was given without a name: that it was a bad one is nobody else's to know.
        done = Text(zh="评价已回访", en="The rating was answered")
        return Told(done, plain(fact.finding, fact.measure), "good", frozenset({HALL}))
    what = Text(
        zh=f"差评回访：{'属实，' if upheld else '不可归责，'}{zh_date(fact.corrected_by)}前落实",
        en=f"The bad rating was looked into: {'it is so' if upheld else 'not the office’s doing'};"
        f" done by {en_date(fact.corrected_by)}",
    )
    return Told(what, plain(fact.finding, fact.measure), "good", frozenset({fact.by.department}))


RATING_TELLERS = {kind: tell for kind, tell in _told.registry.items() if kind is not object}
