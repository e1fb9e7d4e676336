"""How each notice goes and whether it has arrived: what the machine sends, what waits for people, what failed.

Civil Procedure Law, articles 87 to 95, to which administrative law refers (domain 2.10).
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from matters.case import Case, NoticeDelivered
from matters.delivery_facts import DeliveryChannel
from matters.happened import MACHINE, business_date
from matters.standing import Standing, standing
from matters.words import Language, Text

ELECTRONIC: frozenset[DeliveryChannel] = frozenset({"sms", "app", "email", "dingtalk", "wecom"})
"""Channels into a system of the recipient: only with consent (article 90)."""
ANNOUNCED_DAYS = 30
"""After so many days a notice that was made public counts as delivered (article 95)."""
CONSENT = Text(
    zh="本人同意受理机关以电子方式向本人送达本办件的文书，送达信息到达本人指定系统的日期即为送达日期；"
    "本人确认所填写的送达地址真实有效，地址变更将及时告知；本人知悉可以随时撤回本同意。",
    en="I agree that the notices of this case are delivered to me electronically. A notice is delivered on the day on"
    " which it arrives in the system that I named. The address I gave is true; I shall say when it changes, and I may"
    " withdraw this consent at any time.",
)
"""What is agreed to; the fact keeps its digest."""
NO_CONSENT = Text(
    zh="选择电子送达的，须由申请人阅读电子送达告知内容并表示同意；不同意的，请选择窗口领取或者邮寄。",
    en="For electronic delivery the applicant has to read its text and agree to it; otherwise choose the counter or"
    " the post.",
)

DeliveryState = Literal["waiting", "sent", "ready", "public", "arrived", "failed", "kept"]


def consent_digest(language: Language) -> str:
    """SHA-256 of the text that is agreed to."""
    return hashlib.sha256(CONSENT.into(language).encode()).hexdigest()


def consents(now: Standing) -> bool:
    """Whether the applicant agreed to electronic delivery: by the last word, else at the launch."""
    if now.address is not None:
        return now.address.consent
    return now.launched is None or now.launched.delivery == "electronic"


def channel_of(now: Standing) -> DeliveryChannel:
    """The way that the applicant chose; what would be electronic without consent waits at the desk."""
    if now.address is not None:
        chosen = now.address.channel
    else:
        delivery = now.launched.delivery if now.launched else "electronic"
        chosen = "sms" if delivery == "electronic" else delivery
    return chosen if chosen not in ELECTRONIC or consents(now) else "pick-up"


def to_send(now: Standing) -> Iterator[str]:
    """The notices that the machine has to lay out and bring on their way now."""
    for key, issued in now.issued.items():
        ended = (now.delivered, now.undelivered, now.voided)
        if issued.to != "applicant" or any(key in one for one in ended):
            continue
        sent = now.sent.get(key)
        # What a person sends anew into a system is the machine's to carry out; all else that is sent, people end.
        if sent is None or (sent.channel in ELECTRONIC and sent.anew):
            yield key


def way(now: Standing, key: str) -> DeliveryChannel:
    """The channel that a notice takes: the one chosen for it, else the applicant's."""
    sent = now.sent.get(key)
    return sent.channel if sent is not None else channel_of(now)


def attempt(now: Standing, key: str) -> int:
    """How many ways have been tried, with this one."""
    sent = now.sent.get(key)
    return sent.attempt if sent is not None else 1


def state_of(now: Standing, key: str) -> DeliveryState:
    """Where a notice is between its number and the hands of the one it is for."""
    if now.issued[key].to != "applicant" or key in now.voided:
        return "kept"
    if key in now.delivered:
        return "arrived"
    if key in now.undelivered:
        return "failed"
    match now.sent.get(key):
        case None:
            return "waiting"
        case sent if sent.channel == "announcement":
            return "public"
        case sent if sent.channel == "pick-up" or (sent.channel == "post" and not sent.receipt):
            return "ready"
        case _:
            return "sent"


def announced_until(published: date) -> date:
    """The last of the days after which a notice that was made public counts as delivered (article 95)."""
    return published + timedelta(days=ANNOUNCED_DAYS)


def announced(now: Standing) -> Iterator[tuple[str, date]]:
    """Notices that are public and have not arrived yet, each with the last of its days."""
    for key, sent in now.sent.items():
        if sent.channel == "announcement" and key not in now.delivered and key not in now.voided:
            yield key, announced_until(sent.on)


def deem_delivered(case: Case, at: datetime) -> Case:
    """What was public for its time counts as delivered; the same case where nothing was."""
    now, today = standing(case), business_date(at)
    return case.record(
        *(
            NoticeDelivered(
                at=at,
                by=MACHINE,
                key=key,
                channel="announcement",
                receipt=now.sent[key].receipt,
                file=now.sent[key].file,
                arrived=last,
                method="announcement",
            )
            for key, last in announced(now)
            if today > last
        )
    )
