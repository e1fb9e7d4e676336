"""The receipt of the checks on paper (数据核验结果确认单): both languages, like other slips of the hall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.blocks import Block, Heading, LetterText, Paragraph, Table
from forms.letter_days import en_date, zh_date
from forms.letters import Letter
from forms.rendering import Seal, render_pdf
from hall.check_receipts import CheckReceipt, Said
from hall.paper_whys import PaperWhy
from hall.rendering import moment, say
from matters.words import Language, Text

TITLE = Text(zh="数据核验回执", en="Receipt of the checks")
NOTE = Text(
    zh="对核验结果有异议的，可以向受理窗口提出，并提交自备材料；在工作人员认定之前，以自备材料为准。",
    en="Who thinks an answer wrong can tell the counter and hand in own papers, which count until a person decides.",
)


@dataclass(frozen=True)
class CheckSlip:
    """What is printed of one case."""

    number: str
    matter: Text
    applicant: str
    agency: Text
    on: date
    follow: str
    receipts: dict[Language, tuple[CheckReceipt, ...]]
    whys: tuple[PaperWhy, ...]


def pdf_of(slip: CheckSlip, seal: Seal) -> bytes:
    """The slip as PDF/A."""
    letter = Letter(
        layout="slip",
        number=slip.number,
        on=slip.on,
        agency=slip.agency,
        code_url=slip.follow,
        chinese=_text(slip, "zh"),
        english=_text(slip, "en"),
    )
    return render_pdf(letter, seal)


def _text(slip: CheckSlip, language: Language) -> LetterText:
    return LetterText(
        language=language,
        title=TITLE.into(language),
        blocks=tuple(_blocks(slip, language)),
        notes=(NOTE.into(language),),
    )


def _blocks(slip: CheckSlip, language: Language) -> Iterator[Block]:
    on = zh_date(slip.on) if language == "zh" else en_date(slip.on)
    yield Table(
        rows=(
            (say(language, "事项", "Matter"), slip.matter.into(language)),
            (say(language, "申请人", "Applicant"), slip.applicant or "—"),
            (say(language, "出具日期", "Made on"), on),
        )
    )
    for one in slip.receipts[language]:
        yield Heading(text=one.name.into(language))
        yield Table(rows=tuple(_rows(one, language)))
    if slip.whys:
        yield Heading(text=say(language, "材料", "Papers"))
        for why in slip.whys:
            name, sentence = why.name.into(language), why.sentence.into(language)
            yield Paragraph(text=f"{name}{say(language, '：', ': ')}{sentence}")


def _rows(one: CheckReceipt, language: Language) -> Iterator[tuple[str, str]]:
    yield say(language, "向谁查询", "Who was asked"), _names((one.holder, one.register), language)
    yield say(language, "用什么查询", "Asked with"), _said(one.asked_with, language)
    yield say(language, "为哪份材料", "For which paper"), _names(one.asked_for, language)
    yield say(language, "为哪个事项", "For which service"), _names(one.items, language)
    yield say(language, "法律依据", "Basis"), one.basis or "—"
    if one.approval:
        yield say(language, "共享批准", "Sharing approved"), one.approval
    said = _said(one.says, language) if one.says else ""
    answer = one.outcome.into(language)
    yield (
        say(language, "答复", "Answer"),
        f"{answer}{say(language, '：', ': ')}{said}" if said else answer,
    )
    if one.kept is not None:
        yield say(language, "保存期限", "How long it is kept"), one.kept.into(language)
    yield say(language, "用于环节", "Serves"), _names(one.serves, language)
    if one.finding is not None:
        at = moment(language, one.finding.asked_at)
        yield say(language, "查询时间", "When"), f"{at} · {one.asked_by.into(language)}"
        until = one.finding.valid_until
        yield say(language, "有效至", "Valid until"), _day(until, language)
        yield say(language, "查询编号", "Register's number"), one.finding.request or "—"


def _day(on: date | None, language: Language) -> str:
    if on is None:
        return "—"
    return zh_date(on) if language == "zh" else en_date(on)


def _names(names: tuple[Text | None, ...], language: Language) -> str:
    said = [one.into(language) for one in names if one is not None]
    return say(language, "、", ", ").join(dict.fromkeys(said)) or "—"


def _said(pairs: tuple[Said, ...], language: Language) -> str:
    said = (f"{label.into(language)} {words.rstrip('。')}" for label, words in pairs)
    return say(language, "；", "; ").join(said) or "—"
