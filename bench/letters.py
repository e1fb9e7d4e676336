"""A notice as PDF: the time of one, the memory of thousands, and the same letter drawn by WeasyPrint and fpdf2."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median

import psutil

from bench.other_printers import AWAY, by_fpdf2, by_weasyprint
from bench.row import Row
from forms.blocks import LetterText, Lines, Paragraph, Table
from forms.letters import Letter
from forms.rendering import render_pdf
from matters.words import Language, Text

WARM = 300
"""Letters drawn before memory is looked at: fonts and Typst's own caches are full by then."""
PROBES = 200
OTHERS = 3


def rows(letters: int = 1000) -> Iterator[Row]:
    """One notice at the median, many in one run, and the others beside it; processor time, as machines are shared."""
    yield _one()
    yield from _many(letters)
    yield from _others()


def a_letter(number: int) -> Letter:
    """A decision of one page in each language; no two are the same."""
    return Letter(
        layout="official",
        number=f"甬市监许准〔2026〕{number}号",
        on=date(2026, 3, 5),
        agency=Text(zh="宁波市市场监督管理局", en="Ningbo Administration for Market Regulation"),
        code_url=f"https://onego.example.gov.cn/v/{number:012}",
        chinese=_said("zh", number),
        english=_said("en", number),
    )


def _said(language: Language, number: int) -> LetterText:
    chinese = language == "zh"
    reason = (
        f"第{number}号申请的加工场所与冷食类食品制售的要求不符，未设置专间。"
        if chinese
        else f"The kitchen of application {number} has no separate room for cold food."
    )
    rows = (
        (("申请事项", "食品经营许可"), ("办件编号", f"33020000126030{number:07}"))
        if chinese
        else (("Service", "Food licence"), ("Case number", f"33020000126030{number:07}"))
    )
    return LetterText(
        language=language,
        title="不予行政许可决定书" if chinese else "Decision to Refuse a Licence",
        addressee=f"宁波市鄞州区潮汐{number}餐饮有限公司：",
        blocks=(
            Paragraph(text=reason),
            Table(rows=rows),
            Lines(numbered=True, lines=(reason, reason)),
        ),
        notes=("扫描二维码可核验本决定书真伪。" if chinese else "Scan the code to verify it.",),
    )


def _one() -> Row:
    render_pdf(a_letter(0))
    taken = [_seconds(lambda n=n: render_pdf(a_letter(n))) for n in range(1, PROBES + 1)]
    note = f"the worst of {PROBES}: {max(taken) * 1000:.0f} ms"
    return Row(
        "letter: a notice to tagged PDF/A-2a, the median",
        median(taken) * 1000,
        "ms",
        10.0,
        note=note,
    )


def _many(letters: int) -> Iterator[Row]:
    for number in range(WARM):
        render_pdf(a_letter(10_000_000 + number))
    before = _megabytes()
    taken = _seconds(lambda: [len(render_pdf(a_letter(20_000_000 + n))) for n in range(letters)])
    after = _megabytes()
    note = f"{before:.0f} MB before, {after:.0f} MB after; {letters / taken:.0f} a second of one processor"
    yield Row(
        f"letter: growth of memory over {letters} notices in one run",
        after - before,
        "MB",
        30.0,
        note=note,
    )


def _others() -> Iterator[Row]:
    letter = a_letter(1)
    printers: dict[str, Callable[[Letter], bytes]] = {
        "WeasyPrint": by_weasyprint,
        "fpdf2": by_fpdf2,
    }
    for name, draw in printers.items():
        what = f"letter: the Chinese page of it by {name}"
        try:
            draw(letter)
        except AWAY as why:
            yield Row(
                what,
                float("nan"),
                "ms",
                note=f"left out: {name} cannot work here ({type(why).__name__})",
            )
            continue
        taken = min(_seconds(lambda draw=draw: draw(letter)) for _ in range(OTHERS))
        yield Row(
            what,
            taken * 1000,
            "ms",
            note="no tags, no seal, no code, no English page; the same shipped font",
        )


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6
