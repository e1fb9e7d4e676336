"""What the law wants each notice to say, as data: which notice an event is told by, and what must stand in it.

Domain 2.11, and the articles named there. A content is proved by its values: each must stand in the written letter, in
both languages, whatever words the template puts around it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from forms.blocks import Heading, LetterText, Lines, Paragraph, Table, one_line
from forms.letter_context import LetterContext
from forms.letter_days import en_date, zh_date
from forms.letters import Letter
from matters.spec import Event
from matters.words import Language, Text

NoticeKey = Literal[
    "N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10", "N11", "N12", "N13", "N14", "N15", "N16",
    "N17", "N18", "N19", "N20", "N21", "N22",
]  # fmt: skip
NOTICE_OF: Mapping[Event, NoticeKey] = MappingProxyType(
    {
        "received": "N01", "accepted": "N02", "supplement": "N03", "not_accepted": "N04", "not_required": "N05",
        "deferred": "N06", "promised": "N07", "acceptance_revoked": "N08", "excluded": "N09", "extended": "N10",
        "hearing_rights": "N11", "hearing": "N11", "hearing_announced": "N11", "granted": "N12", "refused": "N13",
        "certificate": "N14", "promise_broken": "N15", "decision_revoked": "N15", "withdrawn": "N16", "lapsed": "N16",
        "terminated": "N16", "terminated_case": "N16", "delivery_receipt": "N17", "done": "N18", "checked": "N19",
        "rated": "N20", "visit": "N21", "corrections": "N21", "supervised": "N22",
    }
)  # fmt: skip
"""The notice of the catalogue (domain 2.11) that tells of an event; publicity, fees and suspension have none there."""


class Content(NamedTuple):
    """Something that must stand in a letter: what it is called, and the values that say it, by their ways."""

    name: Text
    ways: tuple[str, ...]
    """From the context on: `served.documents.name` means the name of each document."""


def _content(zh: str, en: str, *ways: str) -> Content:
    return Content(Text(zh=zh, en=en), ways)


CASE = _content("办件编号", "the number of the case", "case_number")
APPLICANT = _content("申请人", "the applicant", "applicant.name")
REASONS = _content("理由", "the reasons", "reasons")
FINDINGS = _content("查明的事实", "what was found", "findings")
BASIS = _content("法律依据", "the legal basis", "legal_basis")
ITEM = _content("事项名称", "the name of the service", "item.name")
CONTACT = _content("联系电话", "the telephone", "agency.phone")
REMEDIES = _content(
    "救济途径（复议机关、期限、网上渠道和管辖法院）",
    "the remedies: who reviews, within what, online where, and which court",
    "agency.review_body", "agency.court", "agency.online_review", "reconsideration", "litigation",
    "reconsider_by", "sue_by",
)  # fmt: skip
MEETING = _content("时间和地点", "when and where", "meeting.on", "meeting.hour", "meeting.place")
CHAIR = _content("听证主持人", "who presides", "meeting.chair")
SUPPLY_BY = _content("补正期限", "until when to supply", "supply_by")
WANTED = _content(
    "需要补正的内容和问题", "what is missing or wrong", "missing.name", "missing.wrong"
)

REQUIRED: Mapping[Event, tuple[Content, ...]] = MappingProxyType(
    {
        "received": (
            CASE,
            CONTACT,
            _content("查询码", "the query code", "query_code"),
            _content("收件时间和收件人", "when and by whom", "received_at", "received_by"),
            _content("材料及其形式", "each paper and its form", "received.name", "received.form"),
            _content("下一步及期限", "what is next, and until when", "next_step"),
        ),
        "accepted": (
            CASE,
            CONTACT,
            _content("受理日期", "the day of acceptance", "accepted_on"),
            _content("各事项的依据和收费", "the basis and fee of each", "items.basis", "items.fee"),
            _content(
                "法定期限和届满日", "the legal limits and their days", "items.limit", "items.due_on"
            ),
            _content(
                "承诺期限和日期",
                "the promises and their days",
                "items.promise",
                "items.promised_on",
            ),
        ),
        "supplement": (
            CASE,
            CONTACT,
            WANTED,
            SUPPLY_BY,
            _content("补正要求", "the standard to meet", "missing.standard"),
            _content("逾期的后果", "what lateness means", "supply_lapse"),
            _content("再次要求补正的原因", "why more is asked for again", "asked_again"),
        ),
        "not_accepted": (
            CASE,
            REASONS,
            REMEDIES,
            _content(
                "依据和有权机关", "the basis, and who is competent", "basis", "competent_agency"
            ),
        ),
        "not_required": (CASE, REASONS),
        "deferred": (
            CASE,
            _content(
                "容缺材料和补交期限", "each paper and by when", "deferred.name", "deferred.until"
            ),
        ),
        "promised": (
            CASE,
            APPLICANT,
            _content("依据和条件", "basis and conditions", "promise.basis", "conditions"),
            _content(
                "核查机关和期限", "who checks, and when", "promise.agency", "promise.verify_within"
            ),
            _content("不实承诺的后果", "what follows if it is untrue", "promise.consequence"),
        ),
        "acceptance_revoked": (
            CASE,
            REASONS,
            BASIS,
            REMEDIES,
            _content("未补交的材料", "the papers that did not come", "deferred.name"),
        ),
        "excluded": (
            CASE,
            ITEM,
            BASIS,
            _content("开始日期和预计时间", "when it begins, and how long", "begins_on", "length"),
        ),
        "extended": (
            CASE,
            ITEM,
            REASONS,
            _content("原期限和届满日", "the limit before, and its day", "item.limit", "was_due_on"),
            _content("延长期限和新届满日", "how much more, and until when", "length", "ends_on"),
            _content("批准人", "who approved it", "approved_by"),
        ),
        "hearing_rights": (
            CASE,
            ITEM,
            _content("提出听证的期限", "until when it is claimed", "claim_within", "claim_by"),
        ),
        "hearing": (CASE, ITEM, MEETING, CHAIR),
        "hearing_announced": (ITEM, MEETING, CHAIR, CONTACT),
        "granted": (
            CASE,
            APPLICANT,
            _content(
                "许可事项和依据", "the licence and its basis", "licence.name", "licence.basis"
            ),
        ),
        "refused": (
            CASE,
            REASONS,
            FINDINGS,
            REMEDIES,
            _content("事项的依据", "the basis of the service", "item.basis"),
        ),
        "certificate": (
            APPLICANT,
            _content("整合的许可和编号", "each permit combined", "permits.name", "permits.number"),
            _content("各许可的机关", "the authority of each permit", "permits.agency"),
        ),
        "promise_broken": (
            CASE,
            FINDINGS,
            REMEDIES,
            _content("整改期限", "until when to put it right", "correct_by"),
        ),
        "decision_revoked": (
            CASE,
            FINDINGS,
            REASONS,
            BASIS,
            REMEDIES,
            _content("被撤销的决定", "what is revoked", "revoked.item"),
        ),
        "withdrawn": (CASE, REASONS, _content("撤回日期", "the day of withdrawal", "on")),
        "lapsed": (CASE, WANTED, SUPPLY_BY, REMEDIES),
        "terminated": (CASE, ITEM, REASONS, REMEDIES),
        "terminated_case": (CASE, REASONS, BASIS, REMEDIES),
        "done": (
            CASE,
            _content("各事项的结果", "how each ended", "results.item", "results.outcome"),
            _content("领取方式", "how to collect", "collect"),
        ),
        "checked": (
            CASE,
            _content("数据来源和结果", "source and answer", "checked.holder", "checked.outcome"),
            _content(
                "核验内容和时间", "what was asked, and when", "checked.name", "checked.asked_at"
            ),
        ),
        "visit": (CASE, MEETING, _content("踏勘部门", "who comes", "visitors")),
        "corrections": (
            CASE,
            _content(
                "整改意见及部门", "each correction", "corrections.agency", "corrections.found"
            ),
            _content("踏勘日期和整改期限", "its day, and until when", "visited_on", "correct_by"),
        ),
        "fees": (
            CASE,
            _content("收费项目和依据", "each fee and its basis", "fees.name", "fees.basis"),
            _content("金额和合计", "the amounts and their sum", "fees.amount", "total"),
        ),
        "publicity": (CASE, _content("公示期间", "from when to when", "begins_on", "ends_on")),
        "suspended": (CASE, ITEM, REASONS, BASIS),
        "resumed": (CASE, ITEM),
        "delivery_receipt": (
            CASE,
            _content(
                "文书名称和文号",
                "each document",
                "served.documents.name",
                "served.documents.number",
            ),
            _content(
                "受送达人、方式和时间",
                "to whom, how, when",
                "served.recipient",
                "served.method",
                "served.on",
            ),
        ),
        "rated": (
            CASE,
            _content("核实情况和措施", "finding and measure", "rating.finding", "rating.measure"),
            _content("完成时限", "by when it is done", "rating.corrected_by"),
        ),
        "supervised": (
            CASE,
            _content("环节和责任单位", "step and owner", "supervised.step", "supervised.owner"),
            _content(
                "已用时间和事由", "time used, and why", "supervised.elapsed", "supervised.reason"
            ),
            _content("反馈期限", "until when to answer", "supervised.answer_by"),
        ),
    }
)
"""By event, what its letter must say; what a case does not have is not asked for."""


def lacking(
    event: Event, said: LetterContext, letter: Letter
) -> Iterator[tuple[Content, Language]]:
    """The mandatory contents that the letter does not say, with the language in which it does not."""
    for text in (letter.chinese, letter.english):
        written = _bare("\n".join(_texts(text)))
        for content in REQUIRED.get(event, ()):
            values = (value for way in content.ways for value in _found(said, way.split(".")))
            shown = (_shown(value, text.language) for value in values)
            if any(_bare(one) not in written for one in shown if one):
                yield content, text.language


def _found(value: object, way: list[str]) -> Iterator[object]:
    """What lies at the end of the way; of a list, of each in it."""
    if isinstance(value, tuple):
        for one in value:
            yield from _found(one, way)
    elif value is None or not way:
        yield value
    else:
        yield from _found(getattr(value, way[0]), way[1:])


def _shown(value: object, language: Language) -> str:
    """The value as letters print it; nothing for what the case does not have."""
    match value:
        case Text():
            return one_line(value.into(language)).rstrip("。．.；; ")
        case date():
            return zh_date(value) if language == "zh" else en_date(value)
        case None:
            return ""
        case _:
            return one_line(str(value))


def _bare(text: str) -> str:
    """Without quotation marks, which a name changes inside of others (GB/T 15834)."""
    return text.translate(_QUOTES)


_QUOTES = str.maketrans(dict.fromkeys("“”‘’"))


def _texts(said: LetterText) -> Iterator[str]:
    yield from (said.title, said.addressee, *said.notes)
    for block in said.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Lines(lines=lines):
                yield from lines
            case Table(head=head, rows=rows):
                yield from (cell for row in (head, *rows) for cell in row)
