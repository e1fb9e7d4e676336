"""Letters over many pages: tables that break, long reasons; nothing is lost and nothing leaves the paper."""

import os
import re
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forms.blocks import Block, Heading, LetterText, Lines, Paragraph, Table
from forms.letters import Layout, Letter
from forms.rendering import Seal, render_pdf
from matters.words import Text
from tests.forms.measuring import Sheet, sheets

EXAMPLES = int(os.environ.get("ONEGO_EXAMPLES", "20"))
LAYOUTS: tuple[Layout, ...] = ("official", "slip", "form", "licence")
LOWEST = 297 - 15


def a_letter(*blocks: Block, layout: Layout = "official", **changes: object) -> Letter:
    said = LetterText(
        language="zh", title="准予行政许可决定书", addressee="某公司：", blocks=blocks
    )
    letter = Letter(
        layout=layout,
        number="甬市监许准〔2026〕12号",
        on=date(2026, 3, 5),
        agency=Text(zh="宁波市市场监督管理局", en="An agency"),
        code_url="https://onego.example.gov.cn/v/1",
        chinese=said,
        english=said.model_copy(update={"language": "en", "blocks": ()}),
    )
    return letter.model_copy(update=changes)


def pages_of(letter: Letter, seal: Seal = Seal.SLOT) -> tuple[Sheet, ...]:
    return sheets(render_pdf(letter, seal))


def words_of(sheet: Sheet) -> str:
    """In the order of the file, which is the order of reading; without the page number."""
    return re.sub(r"—\d+—$", "", "".join(sign.sign for sign in sheet.signs))


def a_table(rows: int, *, words: str = "影像不清晰，请重新提交。") -> Table:
    body = tuple((str(at), f"第{at}项材料", words, words) for at in range(1, rows + 1))
    return Table(head=("序号", "材料", "问题", "要求"), rows=body)


def test_a_table_repeats_its_head_on_every_page_and_splits_no_row():
    words = "影像不清晰，无法辨认，且有效期已届满，请在有效期内重新取得后提交完整影像。"
    pages = [words_of(page) for page in pages_of(a_letter(a_table(40, words=words)))]
    rows = [[at for at in range(1, 41) if f"第{at}项材料" in page] for page in pages]
    with_rows = [page for page, found in zip(pages, rows, strict=True) if found]
    assert len(with_rows) >= 3
    assert all(page.count("序号材料问题要求") == 1 for page in with_rows)
    for page, found in zip(pages, rows, strict=True):
        assert page.count(words) == 2 * len(found)
    assert [at for found in rows for at in found] == list(range(1, 41))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_cell_longer_than_a_page_goes_on_and_loses_nothing(layout: Layout):
    long = "".join(f"第{at}条应当符合。" for at in range(1, 500))
    table = Table(head=("项目", "内容"), rows=(("短", "短"), ("长", long), ("后", "之后的一行")))
    said = "".join(map(words_of, pages_of(a_letter(table, layout=layout))))
    assert all(f"第{at}条应当符合。" in said.replace("项目内容", "") for at in range(1, 500))
    assert "之后的一行" in said


def test_reasons_of_three_pages_are_all_there_and_the_seal_is_not_alone_on_its_page():
    reasons = tuple("".join(f"理由{at}之{n}。" for n in range(120)) for at in range(3))
    pages = pages_of(a_letter(Lines(numbered=True, lines=reasons), Paragraph(text="特此通知。")))
    said = "".join(map(words_of, pages))
    assert len(pages) >= 4
    assert all(f"理由{at}之{n}。" in said for at in range(3) for n in range(120))
    assert "特此通知。" in words_of(next(page for page in pages if "（印章）" in words_of(page)))


@pytest.mark.parametrize("lines", range(1, 26, 2))
@pytest.mark.parametrize("last", ["paragraph", "list", "table"])
def test_the_seal_is_never_on_a_page_without_text(lines: int, last: str):
    ends: dict[str, Block] = {
        "paragraph": Paragraph(text="末尾一段。"),
        "list": Lines(numbered=True, lines=("首先如此。", "末尾一段。")),
        "table": Table(rows=(("甲", "如此"), ("乙", "末尾一段。"))),
    }
    before = tuple(Paragraph(text=f"第{at}段。") for at in range(lines))
    pages = pages_of(a_letter(*before, ends[last]))
    signed = words_of(next(page for page in pages if "（印章）" in words_of(page)))
    assert "末尾一段。" in signed


def test_empty_lists_leave_no_trace():
    plain = words_of(pages_of(a_letter(Paragraph(text="正文。")))[0])
    empty = a_letter(Paragraph(text="正文。"), Lines(numbered=True, lines=()), Table(rows=()))
    assert words_of(pages_of(empty)[0]) == plain


PIECES = st.one_of(
    st.text("甲乙丙丁戊，。；：、“”《》（）〔〕", max_size=60),
    st.text("abcXYZ0123456789-./@ ", max_size=60),
    st.sampled_from(
        ["", "A" * 300, "甲" * 900, "https://example.gov.cn/" + "x" * 120, "#*_`$@<>\\[]"]
    ),
)
CELLS = PIECES.map(lambda text: text.replace("\n", " ").strip())
HEADS = st.text("甲乙丙丁序号", max_size=8)
"""What templates write: no value of a case stands in the head of a table."""
BLOCKS = st.one_of(
    st.builds(Heading, text=CELLS),
    st.builds(Paragraph, text=CELLS),
    st.builds(Lines, numbered=st.booleans(), lines=st.lists(CELLS, max_size=5).map(tuple)),
    st.integers(1, 6).flatmap(
        lambda wide: st.builds(
            Table,
            head=st.one_of(st.just(()), st.tuples(*[HEADS] * wide)),
            rows=st.lists(st.tuples(*[CELLS] * wide), max_size=6).map(tuple),
        )
    ),
)


def strings_of(block: Block) -> tuple[str, ...]:
    match block:
        case Heading() | Paragraph():
            return (block.text,)
        case Lines():
            return block.lines
        case Table():
            return tuple(cell for row in (block.head, *block.rows) for cell in row)


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(BLOCKS, max_size=6), st.sampled_from(LAYOUTS), st.sampled_from(Seal))
def test_any_letter_is_drawn_loses_no_word_and_stays_on_the_paper(
    blocks: list[Block], layout: Layout, seal: Seal
):
    pages = pages_of(a_letter(*blocks, layout=layout), seal)
    said = "".join(map(words_of, pages))
    for text in (text for block in blocks for text in strings_of(block)):
        bare = "".join(text.split())
        assert all(said.count(sign) >= bare.count(sign) for sign in set(bare))
    for page in pages:
        assert all(0 <= sign.left <= sign.right <= page.width for sign in page.signs)
        assert all(0 <= sign.top <= sign.bottom <= page.height for sign in page.signs)
