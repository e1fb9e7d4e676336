"""The figures of GB/T 9704-2012 (domain 3.17), measured on the page; ±1 mm as the standard gives, else ±0.5 mm."""

from functools import cache
from itertools import pairwise

import pytest

from forms.letters import write_letter
from forms.rendering import render_pdf
from matters.words import Text
from tests.forms.letter_builders import MARKET, a_context, a_kind
from tests.forms.measuring import MM, Line, Sheet, sheets

PITCH = 28.95 / MM
EM = 16 / MM
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 184.0, 262.0
"""The type area (版心) of 156 × 225 mm on A4."""
EVERY_SIGN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@cache
def refusal(reasons: int = 9, agency: str = "宁波市市场监督管理局") -> tuple[Sheet, ...]:
    """A refusal with so many reasons of a hundred characters each."""
    said = a_context(
        reasons=tuple(Text(zh=(EVERY_SIGN * 5)[:100], en="x") for _ in range(reasons)),
        agency=MARKET.model_copy(update={"name": Text(zh=agency, en="An agency")}),
    )
    return sheets(render_pdf(write_letter(a_kind("refusal"), said)))


def near(figure: float, within: float = 0.5) -> object:
    return pytest.approx(figure, abs=within)


def head_of(line: Line) -> float:
    """The upper edge of a line's characters, not of their ink: they stand 0.8 em over the base line."""
    return line.base - 0.8 * line.signs[0].size / MM


def foot_of(line: Line) -> float:
    return line.base + 0.2 * line.signs[0].size / MM


def body_of(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of 16 points inside the type area."""
    return tuple(one for one in sheet.lines if round(one.signs[0].size) == 16 and one.base < BOTTOM)


def test_the_paper_is_a4_to_a_hundredth_of_a_millimetre():
    for sheet in refusal():
        assert (sheet.width, sheet.height) == (near(210, 0.01), near(297, 0.01))


def test_no_character_leaves_the_type_area():
    for sheet in refusal()[:-1]:
        inside = [sign for sign in sheet.signs if sign.top < BOTTOM]
        assert min(sign.left for sign in inside) >= LEFT - 0.5
        assert max(sign.right for sign in inside) <= RIGHT + 0.5
        assert min(sign.top for sign in inside) >= TOP - 0.5
        assert max(sign.bottom for sign in inside) <= BOTTOM


def test_the_type_area_begins_37_mm_from_the_top_and_28_mm_from_the_left():
    second = refusal()[1]
    first_line = body_of(second)[0]
    assert head_of(first_line) == near(TOP, 0.1)
    assert min(line.signs[0].origin for line in body_of(second)) == near(LEFT, 0.1)


def test_a_full_page_has_22_lines():
    assert len(body_of(refusal()[1])) == 22


def test_lines_lie_28_95_points_apart():
    for sheet in refusal()[:2]:
        bases = [line.base for line in body_of(sheet) if line.base > 150]
        steps = [(below - above) for above, below in pairwise(bases)]
        assert all(step == near(PITCH, 0.01) for step in steps)


def test_a_full_line_has_28_characters_over_156_mm():
    full = [line for line in body_of(refusal()[1]) if len(line.text) == 28]
    assert len(full) > 5
    for line in full:
        assert line.signs[0].origin == near(LEFT, 0.1)
        step = (line.signs[27].origin - line.signs[0].origin) / 27
        assert step * 28 == near(156, 0.3)


def test_a_paragraph_begins_two_characters_in():
    first = refusal()[0].line("你（单位）")
    assert first.signs[0].origin == near(LEFT + 2 * 156 / 28, 0.1)
    assert len(refusal()[1].line("2." + EVERY_SIGN[:5]).text) in (
        26,
        27,
    )  # the number takes half widths


def test_the_body_is_16_points_and_the_title_22():
    first = refusal()[0]
    assert round(first.line("不予行政许可决定书").signs[0].size, 1) == 22
    assert {round(line.signs[0].size, 1) for line in body_of(refusal()[1])} == {16}


def test_the_red_head_stands_35_mm_below_the_top_of_the_type_area():
    head = refusal()[0].lines[0]
    assert head.text == "宁波市市场监督管理局"
    assert head.top == near(TOP + 35, 0.3)
    assert (head.left + head.right) / 2 == near((LEFT + RIGHT) / 2)


def test_the_document_number_stands_two_lines_below_the_head_and_in_the_middle():
    first = refusal()[0]
    head, number = first.lines[0], first.line("〔2026〕12号")
    assert head_of(number) - head.bottom == near(2 * PITCH)
    assert (number.left + number.right) / 2 == near((LEFT + RIGHT) / 2, 0.6)


def test_the_red_rule_is_as_wide_as_the_type_area_and_4_mm_below_the_number():
    first = refusal()[0]
    (rule,) = first.rules
    stroke = 1.2 / MM  # PDFium adds it on each side
    assert (rule.left + stroke, rule.right - stroke) == (near(LEFT, 0.1), near(RIGHT, 0.1))
    assert (rule.top + rule.bottom) / 2 - foot_of(first.line("〔2026〕12号")) == near(4)


def test_the_title_stands_two_lines_below_the_rule_and_one_above_the_addressee():
    first = refusal()[0]
    (rule,) = first.rules
    title, addressee = first.line("不予行政许可决定书"), first.line("潮汐餐饮有限公司：")
    assert head_of(title) - (rule.top + rule.bottom) / 2 == near(2 * PITCH)
    assert head_of(addressee) - foot_of(title) == near(PITCH)
    assert addressee.signs[0].origin == near(LEFT, 0.1)


def test_the_date_stands_four_characters_from_the_right_without_leading_zeros():
    date = _signed().line("2026年3月5日")
    assert date.text == "2026年3月5日"
    last = date.signs[-1].origin + 156 / 28
    assert RIGHT - last == near(4 * 156 / 28, 1)


def test_the_agency_stands_over_the_middle_of_the_date_and_the_seal_over_both():
    page = _signed()
    name = next(line for line in page.lines[::-1] if line.text == "宁波市市场监督管理局")
    date = page.line("2026年3月5日")
    seal = next(rule for rule in page.rules if rule.right - rule.left > 40)
    middle = (seal.left + seal.right) / 2
    assert date.base - name.base == near(PITCH, 0.1)
    assert (name.left + name.right) / 2 == near(middle)
    assert (date.left + date.right) / 2 == near(middle, 0.6)
    assert seal.top < name.top
    assert seal.bottom > date.bottom
    assert (name.top + date.bottom) / 2 > (seal.top + seal.bottom) / 2  # 居印章中心偏下


def test_the_top_of_the_seal_lies_within_one_line_of_the_text():
    page = _signed()
    seal = next(rule for rule in page.rules if rule.right - rule.left > 40)
    last = max(foot_of(line) for line in body_of(page) if foot_of(line) < seal.top)
    assert 0 < seal.top - last <= PITCH


def _signed() -> Sheet:
    return next(sheet for sheet in refusal() if "（印章）" in "".join(x.text for x in sheet.lines))


def test_pages_are_numbered_outside_7_mm_below_the_type_area():
    for at, sheet in enumerate(refusal(), start=1):
        number = sheet.lines[-1]
        assert number.text == f"—{at}—"
        assert round(number.signs[0].size) == 14
        assert number.signs[0].top == near(BOTTOM + 7)
        if at % 2:
            assert RIGHT - number.right == near(14 / MM)
        else:
            assert number.left - LEFT == near(14 / MM)


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_long_agency_name_stays_on_one_line_inside_the_type_area(times):
    head = refusal(1, "宁波市鄞州区住房和城乡建设局" * times)[0].lines[0]
    assert head.text == "宁波市鄞州区住房和城乡建设局" * times
    assert head.left >= LEFT
    assert head.right <= RIGHT
    assert head.top == near(TOP + 35, 0.3)
