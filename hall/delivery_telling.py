"""What happened to notices on their way, in words. Pure."""

from functools import singledispatch

from hall.delivery_words import CHANNELS, FAILURES, METHODS
from hall.told import Told, plain
from matters.case import (
    AddressConfirmed,
    Fact,
    NoticeDelivered,
    NoticeSent,
    NoticeUndelivered,
    NoticeVoided,
)
from matters.notice_voids import VOID_REASONS
from matters.office import HALL
from matters.rules import Rules
from matters.words import Text

_HALL = frozenset({HALL})


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


@_told.register
def _(fact: NoticeSent, rules: Rules) -> Told:
    how = CHANNELS[fact.channel]
    what = Text(zh=f"文书改由{how.zh}送达", en=f"A notice goes another way: {how.en}")
    if not fact.anew:
        what = Text(zh=f"文书待送达（{how.zh}）", en=f"A notice is on its way: {how.en}")
    return Told(what, plain(fact.receipt, fact.reason), "active", _HALL)


@_told.register
def _(fact: NoticeDelivered, rules: Rules) -> Told:
    how = METHODS[fact.method]
    what = Text(zh=f"文书已送达（{how.zh}）", en=f"A notice was delivered: {how.en}")
    return Told(what, plain(fact.receipt), "good")


@_told.register
def _(fact: NoticeUndelivered, rules: Rules) -> Told:
    how, why = CHANNELS[fact.channel], FAILURES[fact.reason]
    what = Text(
        zh=f"文书送达未成（{how.zh}）：{why.zh}",
        en=f"A notice was not delivered ({how.en}): {why.en}",
    )
    return Told(what, plain(fact.notes), "bad", _HALL)


@_told.register
def _(fact: NoticeVoided, rules: Rules) -> Told:
    why = VOID_REASONS[fact.because]
    what = Text(
        zh=f"{fact.number}作废（{why.zh}）{'，另行出具更正文书' if fact.corrected else ''}",
        en=f"{fact.number} is void ({why.en}){'; a corrected notice follows' if fact.corrected else ''}",
    )
    return Told(what, plain(fact.text), "bad")


@_told.register
def _(fact: AddressConfirmed, rules: Rules) -> Told:
    how = CHANNELS[fact.channel]
    agreed = Text(zh="，同意电子送达", en="; electronic delivery agreed to")
    zh, en = (agreed.zh, agreed.en) if fact.consent else ("", "")
    return Told(
        Text(zh=f"确认送达地址：{how.zh}{zh}", en=f"The address was confirmed: {how.en}{en}")
    )


DELIVERY_TELLERS = {kind: teller for kind, teller in _told.registry.items() if kind is not object}
"""By kind of fact, who tells of it."""
