from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms.blocks import Heading, LetterText, Lines, Paragraph, Table, one_line, read_letter
from forms.letter_days import en_date, zh_date
from forms.letters import Letter, LetterUnwritable, write_letter
from matters.words import Text
from tests.forms.letter_builders import (
    FIRE,
    FOOD,
    LETTERS,
    REGISTRATION,
    RESTAURANT,
    a_context,
    a_kind,
)
from tests.forms.letter_shown import as_shown

GOLDEN = Path(__file__).parents[1] / "golden" / "letters"
HOSTILE = '#import "x": * $x^2$ *b* | a | b |\n一、假标题\n# 假题名\n- 假\r\n| x |\u2028> 假 @ref'


def a_letter(template: str, **changes: object) -> Letter:
    return write_letter(a_kind(template), a_context(**changes))


def chinese(template: str, **changes: object) -> str:
    return as_shown(a_letter(template, **changes).chinese)


@pytest.mark.parametrize("template", LETTERS)
def test_each_letter_says_what_its_golden_file_says(template, updates_golden):
    letter = a_letter(template)
    shown = as_shown(letter.chinese) + "\n" + as_shown(letter.english)
    golden = GOLDEN / f"{template}.txt"
    if updates_golden:
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_letter():
    assert {file.stem for file in GOLDEN.iterdir()} == set(LETTERS)


def test_dates_carry_no_leading_zeros():
    assert zh_date(date(2026, 3, 5)) == "2026年3月5日"
    assert en_date(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.parametrize(
    "template",
    [
        *("refusal", "not-accepted", "terminated", "lapsed", "verification-failed"),
        *("acceptance-revoked", "promise-broken", "decision-revoked"),
    ],
)
def test_every_adverse_decision_tells_both_remedies_with_body_limit_and_channel(template):
    said = chinese(template)
    assert "60日内" in said
    assert "向宁波市人民政府申请行政复议（网上申请渠道：https://review.example.gov.cn）" in said
    assert "6个月内" in said
    assert "向宁波市海曙区人民法院提起行政诉讼" in said


def test_a_refusal_gives_facts_reasons_and_the_article():
    said = chinese("refusal")
    assert "冷食操作区与热加工区未分隔" in said
    assert "未设置专间" in said
    assert "第三十八条第二款" in said


@pytest.mark.parametrize(
    ("template", "title"), [("registered", "办结告知书"), ("refusal", "不予办理告知书")]
)
def test_a_public_service_is_not_called_a_licence(template, title):
    letter = a_letter(template, item=REGISTRATION, duties=())
    assert letter.chinese.title == title
    assert "许可" not in as_shown(letter.chinese)


def test_the_licensing_law_is_cited_only_where_a_licence_is_applied_for():
    assert "第三十二条" in chinese("receipt", items=(REGISTRATION, FOOD))
    for template in ("receipt", "acceptance", "supplement"):
        assert "行政许可法" not in chinese(template, items=(REGISTRATION,))


def test_the_one_time_notice_says_that_its_list_is_complete():
    said = chinese("supplement")
    assert "以上为需要补正的全部内容，共2项" in said
    assert "2026年3月19日前（含当日）" in said


def test_after_acceptance_a_notice_cites_no_article_about_acceptance():
    assert "第三十二条" not in chinese("supplement", supply_lapse=None)


def test_an_acceptance_by_silence_does_not_say_that_anybody_examined_it():
    said = chinese("acceptance", deemed=True, accepted_on=date(2026, 3, 4))
    assert "经审查" not in said
    assert "第三十二条第一款第（四）项" in said
    assert "自收到申请材料之日即2026年3月4日起即为受理" in said


def test_only_the_receipt_promises_more_of_its_code_than_a_verification():
    for template in set(LETTERS) - {"receipt"}:
        for note in a_letter(template).chinese.notes:
            assert "在线" not in note
            assert not ("扫描二维码" in note and "进度" in note and "收件凭证" not in note)


def test_a_revocation_names_what_is_revoked():
    assert "甬消许准〔2026〕3号" in chinese("verification-failed")


def test_an_acceptance_gives_both_dates_of_each_item():
    table = a_letter("acceptance").chinese.blocks[2]
    assert isinstance(table, Table)
    assert table.rows[0] == (
        "食品经营许可",
        "10个工作日",
        "2026年3月19日",
        "3个工作日",
        "2026年3月10日",
    )
    assert table.rows[1][3:] == ("—", "—")
    assert a_letter("acceptance").chinese.seal == "业务专用章"


def test_a_case_without_papers_says_so_on_its_receipt():
    assert "均通过数据共享核验" in chinese("receipt", received=())


def test_a_permit_without_end_is_valid_for_long():
    assert "2026年3月5日至长期" in chinese("permit", valid_to=None)


def test_quotation_marks_inside_a_quoted_name_become_single():
    assert "“开办餐饮店‘一件事’”" in chinese("acceptance")


def test_a_value_that_a_letter_needs_and_has_not_is_named():
    with pytest.raises(LetterUnwritable, match=r"'supplement' .* 'supply_by' is undefined"):
        a_letter("supplement", supply_by=None)


def test_an_unknown_template_is_named():
    with pytest.raises(LetterUnwritable, match="no-such-letter"):
        a_letter("no-such-letter")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("# T\n{{ applicant.__class__.__mro__ }}", "unsafe|undefined"),
        ("# T\n{{ items }}", "value of type tuple"),
        ("# T\n{{ values.seats }}", "seats"),
        ("# T\n{% for", "Expected|unexpected"),
        ("no title", "one title"),
        ("# T\n# U", "one title"),
    ],
)
def test_a_wrong_template_of_an_office_is_refused_with_its_fault(tmp_path, written, why):
    for language in ("zh", "en"):
        (tmp_path / f"own.{language}.j2").write_text(written, encoding="utf-8")
    with pytest.raises(LetterUnwritable, match=why):
        write_letter(a_kind("own"), a_context(), tmp_path)


def test_an_office_template_may_use_its_own_values_and_the_shipped_parts(tmp_path):
    for language in ("zh", "en"):
        written = f'# T\n{{{{ values.seats }}}}\n\n{{% include "_contact.{language}.j2" %}}\n'
        (tmp_path / f"own.{language}.j2").write_text(written, encoding="utf-8")
    values = {"seats": Text(zh="餐位40个", en="40 seats")}
    letter = write_letter(a_kind("own"), a_context(values=values), tmp_path)
    assert letter.chinese.blocks[0] == Paragraph(text="餐位40个")
    assert letter.english.blocks[0] == Paragraph(text="40 seats")
    assert len(letter.chinese.blocks) == 2


@pytest.mark.parametrize("template", LETTERS)
def test_no_value_becomes_a_heading_a_row_or_a_note(template):
    hostile = RESTAURANT.model_copy(update={"name": HOSTILE, "address": HOSTILE})
    plain = a_letter(template)
    attacked = a_letter(template, applicant=hostile)
    assert shape(attacked.chinese) == shape(plain.chinese)
    assert shape(attacked.english) == shape(plain.english)


@given(st.text())
@example(HOSTILE)
@example("\ufdd0\ufdd1|\ufdd1")
@example("|---|---|")
@example("")
@settings(max_examples=60)
def test_whatever_a_name_is_the_letter_keeps_its_shape(name):
    named = a_letter("receipt", applicant=RESTAURANT.model_copy(update={"name": name}))
    assert shape(named.chinese) == shape(a_letter("receipt").chinese)


def test_a_hostile_name_is_shown_as_it_is_on_one_line():
    hostile = RESTAURANT.model_copy(update={"name": HOSTILE})
    assert one_line(HOSTILE) in chinese("receipt", applicant=hostile)
    assert "| a | b |" in one_line(HOSTILE)


def test_characters_that_turn_text_around_are_taken_out():
    assert one_line("甲\u202e乙\u2066丙\x07丁") == "甲乙丙 丁"


def test_marks_at_the_beginning_of_a_line_make_the_blocks():
    written = """# 题名
        @ 某某：
        % 业务专用章
        一、标题
        第一行
        第二行

        一、以逗号起的段落，有句号。
        - 甲
        - 乙
        + 丙
        | 名 | 值 |
        |---|---|
        | a | |
        > 注
    """
    assert read_letter(written, "zh") == LetterText(
        language="zh",
        title="题名",
        addressee="某某：",
        blocks=(
            Heading(text="一、标题"),
            Paragraph(text="第一行第二行"),
            Paragraph(text="一、以逗号起的段落，有句号。"),
            Lines(numbered=False, lines=("甲", "乙")),
            Lines(numbered=True, lines=("丙",)),
            Table(head=("名", "值"), rows=(("a", ""),)),
        ),
        notes=("注",),
        seal="业务专用章",
    )


def test_english_lines_of_a_paragraph_are_joined_by_a_space():
    assert read_letter("# T\na\nb", "en").blocks == (Paragraph(text="a b"),)


def test_a_letter_to_the_market_department_names_the_other_only_for_its_own_item():
    said = chinese("acceptance", items=(FIRE,))
    assert "消防安全检查" in said
    assert "食品经营许可" not in said


def shape(said: LetterText) -> list[object]:
    """What a letter is made of, without its words."""
    shapes: list[object] = [len(said.notes)]
    for block in said.blocks:
        match block:
            case Table(head=head, rows=rows):
                shapes.append(("table", len(head), [len(row) for row in rows]))
            case Lines(lines=lines):
                shapes.append(("list", len(lines)))
            case Heading() | Paragraph():
                shapes.append(block.kind)
    return shapes
