"""What people do about the delivery of notices: each act becomes facts, or is refused with the way out."""

from matters.case import AddressConfirmed, NoticeDelivered, NoticeSent, NoticeUndelivered
from matters.delivery import ELECTRONIC, attempt, consent_digest, consents, way
from matters.delivery_acts import (
    ConfirmAddress,
    DeliverAnew,
    PostNotices,
    RecordDelivery,
    RecordReturn,
)
from matters.errors import ActRefused
from matters.happened import business_date
from matters.office import HALL
from matters.own_work import only_the_hall
from matters.special_verbs import Special
from matters.words import Text

DeliveryAct = RecordDelivery | PostNotices | RecordReturn | DeliverAnew | ConfirmAddress
DeliveryFact = NoticeDelivered | NoticeSent | NoticeUndelivered | AddressConfirmed


def delivery_facts(on: Special, act: DeliveryAct) -> tuple[DeliveryFact, ...]:
    """The facts that the act becomes. Raises a `Refused` with the way out."""
    if isinstance(act, ConfirmAddress):
        return (_confirmed(on, act),)
    only_the_hall(on.rules, on.case, on.by)
    keys = tuple(dict.fromkeys(act.notices))
    for key in keys:
        _check_open(on, key)
    match act:
        case RecordDelivery():
            _check_receipt(on, act, keys)
            return tuple(_delivered(on, act, key) for key in keys)
        case PostNotices():
            return tuple(_posted(on, act, key) for key in keys)
        case RecordReturn():
            return tuple(_returned(on, act, key) for key in keys)
        case DeliverAnew():
            _check_anew(on, act, keys)
            return tuple(_anew(on, act, key) for key in keys)


def _check_open(on: Special, key: str) -> None:
    issued = on.now.issued.get(key)
    if issued is None or issued.to != "applicant" or key in on.now.voided:
        raise ActRefused(
            zh="本办件没有这份需要送达的文书。请从列表中选择。",
            en="The case has no such notice to deliver. Choose one from the list.",
        )
    if key in on.now.delivered:
        raise ActRefused(
            zh=f"{issued.number}已经送达，不得重复登记。请刷新页面。",
            en=f"{issued.number} was delivered already; it is not recorded twice. Reload the page.",
        )


def _check_receipt(on: Special, act: RecordDelivery, keys: tuple[str, ...]) -> None:
    """What a receipt must say (domain 2.11, N17)."""
    day = act.arrived or business_date(on.at)
    if day > business_date(on.at) or any(day < on.now.issued[key].on for key in keys):
        raise ActRefused(
            zh="送达日期不能早于文书制发日期，也不能晚于今天。请核对回证上的日期。",
            en="A notice arrives neither before it was issued nor after today. Look at the date on the receipt.",
            field="arrived",
        )
    match act:
        case RecordDelivery(method="left"):
            lacking = not act.notes.strip() or not (act.witness.strip() or act.proof)
            says = Text(
                zh="留置送达应当写明拒收事由，并有见证人签名或者照片、录像。",
                en="A notice that is left needs the reason of the refusal, and a witness or a photograph.",
            )
        case RecordDelivery(method="agent" | "family"):
            lacking = not all(one.strip() for one in (act.recipient, act.relation, act.identity))
            says = Text(
                zh="他人代收的，应当写明代收人姓名、与受送达人的关系和核对的证件。",
                en="Where somebody else takes it, say who, the relation, and which paper was seen.",
            )
        case RecordDelivery(method="in-person"):
            lacking = not (act.recipient.strip() and act.identity.strip())
            says = Text(
                zh="当面领取的，应当写明领取人姓名和核对的证件。",
                en="Say who took it, and which identity paper was seen.",
            )
        case _:
            unposted = [key for key in keys if not _letter(on, key)]
            lacking = bool(unposted) or act.arrived is None
            says = Text(
                zh="邮寄送达以回执上的日期为准：请先登记邮件号，再填写回执日期。",
                en="By post the day on the receipt counts: record the number of the letter first, then that day.",
            )
    if lacking:
        raise ActRefused(zh=says.zh, en=says.en)


def _letter(on: Special, key: str) -> str:
    sent = on.now.sent.get(key)
    return sent.receipt if sent and sent.channel == "post" else ""


def _delivered(on: Special, act: RecordDelivery, key: str) -> NoticeDelivered:
    by_post = act.method == "post"
    return NoticeDelivered(
        at=on.at,
        by=on.by,
        key=key,
        channel="post" if by_post else "pick-up",
        receipt=_letter(on, key) if by_post else "",
        file=_file(on, key),
        arrived=act.arrived,
        method=act.method,
        recipient=act.recipient.strip(),
        relation=act.relation.strip(),
        identity=act.identity.strip(),
        place=act.place.strip() or ("" if by_post else on.rules.office.department(HALL).name.zh),
        witness=act.witness.strip(),
        notes=act.notes.strip(),
        proof=act.proof,
    )


def _file(on: Special, key: str) -> str | None:
    """The PDF, as it was laid out for an earlier way."""
    last = on.now.sent.get(key) or on.now.undelivered.get(key)
    return last.file if last else None


def _posted(on: Special, act: PostNotices, key: str) -> NoticeSent:
    return NoticeSent(
        at=on.at,
        by=on.by,
        key=key,
        channel="post",
        attempt=_next_attempt(on, key),
        receipt=act.mail,
        file=_file(on, key),
    )


def _next_attempt(on: Special, key: str) -> int:
    failed = on.now.undelivered.get(key)
    return failed.attempt + 1 if failed else attempt(on.now, key)


def _returned(on: Special, act: RecordReturn, key: str) -> NoticeUndelivered:
    if key in on.now.undelivered:
        raise ActRefused(
            zh="该文书已经登记为送达未成。请选择另行送达的方式。",
            en="That notice is recorded as not delivered already. Choose another way for it.",
        )
    return NoticeUndelivered(
        at=on.at,
        by=on.by,
        key=key,
        channel=way(on.now, key),
        attempt=attempt(on.now, key),
        reason=act.reason,
        notes=act.notes.strip(),
        file=_file(on, key),
    )


def _check_anew(on: Special, act: DeliverAnew, keys: tuple[str, ...]) -> None:
    if act.channel in ELECTRONIC and not consents(on.now):
        raise ActRefused(
            zh="申请人未同意电子送达，不得以电子方式送达。请先办理送达地址确认书，或者改用其他方式。",
            en="The applicant has not agreed to electronic delivery. Take down the consent first, or go another way.",
        )
    if act.channel == "announcement" and not act.reason.strip():
        raise ActRefused(
            zh="公告送达应当写明受送达人下落不明，或者其他方式无法送达的情况（民事诉讼法第九十五条）。",
            en="To make it public, say that the person cannot be found or that all other ways failed (Civil"
            " Procedure Law, article 95).",
            field="reason",
        )
    if any(way(on.now, key) == act.channel and key not in on.now.undelivered for key in keys):
        raise ActRefused(
            zh="该文书正以此方式送达。请选择其他方式。",
            en="The notice goes this way already. Choose another.",
        )


def _anew(on: Special, act: DeliverAnew, key: str) -> NoticeSent:
    before = on.now.undelivered.get(key)
    return NoticeSent(
        at=on.at,
        by=on.by,
        key=key,
        channel=act.channel,
        attempt=(before.attempt if before else attempt(on.now, key)) + 1,
        file=_file(on, key),
        anew=True,
        reason=act.reason.strip(),
    )


def _confirmed(on: Special, act: ConfirmAddress) -> AddressConfirmed:
    if on.by.role != "applicant":
        only_the_hall(on.rules, on.case, on.by)
    electronic = act.channel in ELECTRONIC
    if electronic and not (act.consent and act.address.strip()):
        raise ActRefused(
            zh="选择电子送达的，应当填写接收地址并同意电子送达。不同意的，请选择窗口领取或者邮寄。",
            en="For electronic delivery give the address and agree to it; otherwise choose the desk or the post.",
        )
    if act.channel == "post" and not act.address.strip():
        raise ActRefused(
            zh="选择邮寄的，应当填写邮寄地址。",
            en="For the post, give the postal address.",
            field="address",
        )
    if act.channel == "announcement":
        raise ActRefused(
            zh="公告送达不由当事人选择。请选择其他方式。",
            en="Nobody chooses public announcement. Choose another way.",
        )
    return AddressConfirmed(
        at=on.at,
        by=on.by,
        channel=act.channel,
        address=act.address.strip(),
        recipient=act.recipient.strip(),
        consent=act.consent and electronic,
        text=consent_digest(act.language) if electronic else "",
        language=act.language,
    )
