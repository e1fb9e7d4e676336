"""What a proof of delivery and a notice of completion say: how papers reached the applicant, or can be collected."""

from forms.letter_applicant import applicant
from forms.letter_records import Served, ServedDocument
from forms.letter_results import results
from matters.case import NoticeDelivered
from matters.delivery_facts import DeliveryMethod
from matters.notices import IssueNotice
from matters.office import HALL
from matters.rules import Rules
from matters.standing import Standing
from matters.words import Text

METHODS: dict[DeliveryMethod, Text] = {
    "electronic": Text(zh="电子送达", en="electronically, with consent"),
    "in-person": Text(zh="直接送达", en="in person"),
    "agent": Text(zh="直接送达（代理人或者指定代收人签收）", en="to the agent"),
    "family": Text(zh="直接送达（同住成年家属签收）", en="to an adult relative of the household"),
    "left": Text(zh="留置送达", en="left there, as it was refused"),
    "post": Text(zh="邮寄送达", en="by post"),
    "announcement": Text(zh="公告送达", en="by public announcement"),
}


def of_delivery(rules: Rules, now: Standing, notice: IssueNotice) -> dict[str, object]:
    """The notices that were delivered together, as the proof of their delivery lists them (domain 2.10)."""
    facts = now.receipts[int(notice.key.rpartition(":")[2]) - 1]
    first = facts[0]
    return {
        "served": Served(
            documents=tuple(_document(rules, now, one) for one in facts),
            recipient=applicant(rules, now).name,
            method=METHODS[first.method],
            on=first.day,
            place=first.place,
            signer="，".join(
                one for one in (first.recipient, first.relation, first.identity) if one
            ),
            witness=first.witness,
            remark="；".join(one for one in (first.notes, first.receipt) if one),
        )
    }


def _document(rules: Rules, now: Standing, fact: NoticeDelivered) -> ServedDocument:
    issued = now.issued[fact.key]
    return ServedDocument(name=rules.office.letter(issued.letter).name, number=issued.number)


def of_completion(rules: Rules, now: Standing) -> dict[str, object]:
    """How every item ended, and how the papers are collected, as the applicant chose."""
    hall = rules.office.department(HALL)
    match now.launched.delivery if now.launched else "electronic":
        case "pick-up":
            collect = Text(
                zh=f"凭有效身份证件到{hall.name.zh}（{hall.address.zh}）领取",
                en=f"at {hall.name.en}, {hall.address.en}, with an identity document",
            )
        case "post":
            collect = Text(
                zh="按送达地址确认书载明的地址邮寄",
                en="sent by post to the address that you confirmed",
            )
        case _:
            collect = Text(
                zh="电子文书、电子证照与纸质文本具有同等效力，可扫描收件凭证上的二维码查看、下载",
                en="documents and e-licences are as good as paper; scan the code on the receipt to keep them",
            )
    return {"results": tuple(results(rules, now)), "collect": collect}
