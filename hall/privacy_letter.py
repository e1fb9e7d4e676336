"""The privacy notice on paper, in both languages."""

from collections.abc import Iterator
from datetime import date

from forms.blocks import Block, Heading, LetterText, Lines, Paragraph, Table
from forms.letters import Letter
from forms.rendering import Seal, render_pdf
from hall import privacy_words as words
from hall.privacy import PrivacyNotice, Receiver, Source
from hall.rendering import say
from matters.words import Language, Text


def privacy_pdf(notice: PrivacyNotice, address: str, on: date) -> bytes:
    """The notice as PDF/A; its code leads to the page."""
    matter = notice.matter
    letter = Letter(
        layout="slip",
        number=f"{matter.matter} v{matter.version}",
        on=on,
        agency=notice.hall.name,
        code_url=address,
        chinese=_text(notice, "zh"),
        english=_text(notice, "en"),
    )
    return render_pdf(letter, Seal.SLOT)


def _text(notice: PrivacyNotice, language: Language) -> LetterText:
    title = (
        f"{notice.matter.name.into(language)}{say(language, '', ': ')}{words.TITLE.into(language)}"
    )
    return LetterText(
        language=language,
        title=title,
        blocks=tuple(_blocks(notice, language)),
        notes=(f"{notice.hall.name.into(language)} {notice.hall.phone}",),
    )


def _blocks(notice: PrivacyNotice, language: Language) -> Iterator[Block]:
    yield Paragraph(text=notice.matter.privacy.into(language))
    yield Heading(text=say(language, "谁得到什么", "Who gets what"))
    yield Paragraph(text=words.NOT_SHARED.into(language))
    yield Table(
        head=(
            say(language, "单位", "Who"),
            say(language, "得到的信息", "What"),
            say(language, "用途", "Why"),
        ),
        rows=tuple(_received(one, language) for one in notice.receivers),
    )
    if notice.sources:
        yield Heading(text=say(language, "向谁核验", "Which registers are asked"))
        yield Table(
            head=(
                say(language, "核验和登记机关", "Check and holder"),
                say(language, "提供和取得的内容", "Asked with, and what it gives"),
                say(language, "用途和依据", "Why, and on which basis"),
            ),
            rows=tuple(_asked(one, language) for one in notice.sources),
        )
    yield Heading(text=say(language, "保存多久", "How long it is kept"))
    yield Lines(numbered=False, lines=tuple(one.into(language) for one in words.KEPT))
    yield Heading(text=say(language, "您的权利", "Your rights"))
    yield Lines(numbered=False, lines=tuple(one.into(language) for one in words.RIGHTS))


def _received(one: Receiver, language: Language) -> tuple[str, ...]:
    fields = (
        say(language, "全部申请内容和材料", "the whole application and its papers")
        if one.all_of_it
        else _names((*one.fields, *one.papers), language)
    )
    services = _names(one.services, language)
    if one.all_of_it:
        services = say(language, "收件、受理、出件", "receipt, acceptance, handing out")
    return one.department.name.into(language), fields, services


def _asked(one: Source, language: Language) -> tuple[str, ...]:
    given = f"{_names(one.asked_with, language)} → {_names(one.gives, language)}"
    if one.kept is not None:
        given += f"{say(language, '（', ' (')}{one.kept.into(language)}{say(language, '）', ')')}"
    why = one.basis
    if one.needs_consent:
        why += say(language, "（须经您同意）", " (only with your consent)")
    if one.instead_of:
        instead = _names(one.instead_of, language)
        why = f"{say(language, '代替：', 'Instead of: ')}{instead}{say(language, '；', '; ')}{why}"
    name = f"{one.check.into(language)}{say(language, '（', ' (')}{one.holder.into(language)}"
    return f"{name}{say(language, '）', ')')}", given, why


def _names(names: tuple[Text, ...], language: Language) -> str:
    return say(language, "、", ", ").join(one.into(language) for one in names) or "—"
