"""The delivery of notices in words: channels, methods, where each notice is, and why one did not arrive. Pure."""

from dataclasses import dataclass
from datetime import date

from forms.letter_days import en_date, zh_date
from hall.case_words import Tone, notice_name
from matters.delivery import announced_until, attempt, state_of, way
from matters.rules import Rules
from matters.standing import Standing
from matters.words import Text

CHANNELS: dict[str, Text] = {
    "sms": Text(zh="短信", en="text message"),
    "app": Text(zh="政务服务平台账户", en="account of the service platform"),
    "email": Text(zh="电子邮件", en="e-mail"),
    "dingtalk": Text(zh="钉钉", en="DingTalk"),
    "wecom": Text(zh="企业微信", en="WeCom"),
    "pick-up": Text(zh="窗口领取", en="pick-up at the counter"),
    "post": Text(zh="邮寄", en="post"),
    "announcement": Text(zh="公告", en="public announcement"),
}
METHODS: dict[str, Text] = {
    "electronic": Text(zh="电子送达", en="electronically"),
    "in-person": Text(zh="直接送达（本人签收）", en="in person"),
    "agent": Text(zh="直接送达（代理人签收）", en="to an agent"),
    "family": Text(zh="直接送达（成年家属签收）", en="to an adult of the family"),
    "left": Text(zh="留置送达", en="left after a refusal"),
    "post": Text(zh="邮寄送达", en="by post"),
    "announcement": Text(zh="公告送达", en="by public announcement"),
}
FAILURES: dict[str, Text] = {
    "away": Text(zh="消息通道长时间不通", en="the channel was out of reach too long"),
    "refused": Text(zh="拒收", en="it was refused"),
    "no-channel": Text(zh="本机关未开通该渠道", en="the office has no such channel"),
    "bad-address": Text(zh="地址不详或者有误", en="the address is wrong"),
    "returned": Text(zh="邮件退回", en="the letter came back"),
    "nobody-there": Text(zh="多次投递无人签收", en="nobody was there"),
    "no-consent": Text(zh="未同意电子送达", en="no consent to electronic delivery"),
    "not-collected": Text(zh="逾期未领取", en="nobody fetched it"),
}
STATES: dict[str, tuple[Text, Tone]] = {
    "waiting": (Text(zh="待送达", en="to be delivered"), "active"),
    "sent": (Text(zh="已发出，待签收", en="sent, not arrived yet"), "active"),
    "ready": (Text(zh="待领取", en="to be fetched"), "warn"),
    "public": (Text(zh="公告期内", en="made public"), "active"),
    "arrived": (Text(zh="已送达", en="delivered"), "good"),
    "failed": (Text(zh="送达未成", en="not delivered"), "bad"),
    "kept": (Text(zh="存卷", en="kept in the file"), "plain"),
}

_READY: dict[str, tuple[Text, Tone]] = {"post": (Text(zh="待交邮", en="to be posted"), "warn")}
_NONE = Text(zh="—", en="—")


@dataclass(frozen=True)
class NoticeWay:
    """Where one notice of a case is."""

    key: str
    name: Text
    number: str
    issued: date
    channel: Text
    state: str
    words: Text
    tone: Tone
    detail: Text | None
    attempt: int
    mail: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it has to arrive yet."""
        return self.state not in ("arrived", "kept")


def ways_of(rules: Rules, now: Standing) -> tuple[NoticeWay, ...]:
    """Every notice of the case in the order of its numbers, the open ones first."""
    found = tuple(notice_way(rules, now, key) for key in now.issued)
    return (*(one for one in found if one.is_open), *(one for one in found if not one.is_open))


def notice_way(rules: Rules, now: Standing, key: str) -> NoticeWay:
    """Where one notice of the case is."""
    issued, state = now.issued[key], state_of(now, key)
    sent = now.sent.get(key)
    arrived, failed = now.delivered.get(key), now.undelivered.get(key)
    taken = arrived.channel if arrived else failed.channel if failed else way(now, key)
    words, tone = _READY.get(taken, STATES[state]) if state == "ready" else STATES[state]
    return NoticeWay(
        key=key,
        name=notice_name(rules, key, issued.letter, issued.step),
        number=issued.number,
        issued=issued.on,
        channel=_NONE if state == "kept" else CHANNELS.get(taken, Text.same(taken)),
        state=state,
        words=words,
        tone=tone,
        detail=arrival_words(now, key),
        attempt=failed.attempt if failed else attempt(now, key),
        mail=sent.receipt if sent and sent.channel == "post" else "",
    )


def arrival_words(now: Standing, key: str) -> Text | None:
    """When and how a notice arrived, or how far it is; nothing before it is on its way."""
    if (arrived := now.delivered.get(key)) is not None:
        how = METHODS[arrived.method]
        day = Text(zh=zh_date(arrived.day), en=en_date(arrived.day))
        proof = f"，回执 {arrived.receipt}" if arrived.receipt else ""
        receipt = f", receipt {arrived.receipt}" if arrived.receipt else ""
        return Text(zh=f"{day.zh}{how.zh}{proof}", en=f"{day.en}, {how.en}{receipt}")
    if (failed := now.undelivered.get(key)) is not None:
        return FAILURES[failed.reason]
    sent = now.sent.get(key)
    if sent is None:
        return None
    match sent.channel:
        case "announcement":
            last = announced_until(sent.on)
            return Text(
                zh=f"{zh_date(sent.on)}公告，满30日（{zh_date(last)}）视为送达",
                en=f"public since {en_date(sent.on)}; counts as delivered after 30 days, on {en_date(last)}",
            )
        case "post" if sent.receipt:
            return Text(
                zh=f"{zh_date(sent.on)}交邮，邮件号 {sent.receipt}",
                en=f"posted on {en_date(sent.on)}, letter {sent.receipt}",
            )
        case _:
            return None
