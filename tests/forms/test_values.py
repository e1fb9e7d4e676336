from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.problems import WrongValue
from forms.values import READERS, standard_of
from matters.fields import Value
from tests.forms.form_builders import ID, OTHER_ID, TODAY, USCC, a_field, options


def read(kind: str, value: Any, **more: Any) -> Value:
    return READERS[kind](standard_of(a_field("x", kind, **more)), value, TODAY)  # type: ignore[index]


def what_is_wrong(kind: str, value: Any, **more: Any) -> str:
    with pytest.raises(WrongValue) as wrong:
        read(kind, value, **more)
    return wrong.value.text.en


def test_text_is_trimmed_and_keeps_its_chinese_punctuation():
    assert read("text", "　宁波（甬上）餐饮，有限公司 ") == "宁波（甬上）餐饮，有限公司"


def test_full_width_letters_and_digits_in_text_become_half_width():
    assert read("address", "宁穿路１９０１号Ａ座") == "宁穿路1901号A座"


def test_a_number_that_a_system_sends_for_a_text_is_taken_as_it_reads():
    assert read("text", 3) == "3"


@pytest.mark.parametrize("text", ["王\x00国", "王\u202e国", "王\u200b国", "王\ud800国", "a\x7fb"])
def test_text_with_characters_that_nobody_sees_is_refused(text: str):
    assert "invisible" in what_is_wrong("name", text)


def test_a_line_of_text_is_one_line():
    assert "one line" in what_is_wrong("text", "第一行\n第二行")


def test_a_long_text_has_lines_ended_in_one_way():
    assert read("long-text", "第一行\r\n第二行\r第三行") == "第一行\n第二行\n第三行"


def test_a_text_that_is_too_long_says_by_how_much():
    assert "At most 3 characters; there are 5" in what_is_wrong("text", "一二三四五", longest=3)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1,200", 1200),
        ("１，２００．５", 1200.5),
        ("85.50", 85.5),
        (" 3 ", 3),
        (3.0, 3),
        ("-2", -2),
    ],
)
def test_decimals_may_have_separators_and_full_width_digits(written: Value, kept: Value):
    read_as = read("decimal", written)
    assert read_as == kept
    assert type(read_as) is type(kept)


@pytest.mark.parametrize("written", ["1,5", "12元", "一百", "1e3", "١٢", True, ("1",), "--3"])
def test_what_is_no_number_is_refused(written: Any):
    assert "should be a number" in what_is_wrong("decimal", written)


@pytest.mark.parametrize(
    "written", [float("nan"), float("inf"), 10**16, "1" * 20, "0.1234567890123456"]
)
def test_numbers_beyond_what_is_computed_exactly_are_refused(written: Any):
    assert "too large" in what_is_wrong("decimal", written)


def test_a_whole_number_has_no_decimals():
    assert read("number", "20") == 20
    assert "whole number" in what_is_wrong("number", "20.5")


def test_numbers_stay_between_least_and_most():
    assert "At least 1 m²" in what_is_wrong("decimal", 0.5, least=1, unit="m²")
    assert "At most 500" in what_is_wrong("number", 501, most=500)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-05",
        "2026/3/5",
        "2026年3月5日",
        "20260305",
        "２０２６年３月５日",
        "2026.3.5",
        " 2026年 3月 5日",
    ],
)
def test_dates_are_read_as_people_write_them(written: str):
    assert read("date", written) == "2026-03-05"


@pytest.mark.parametrize(
    "written", ["2026-02-30", "5.3.2026", "2026-3/5", "明天", "2026-03-05T10:00", True]
)
def test_what_is_no_date_is_refused(written: Any):
    with pytest.raises(WrongValue):
        read("date", written)


def test_a_year_far_away_is_a_slip():
    assert "between 1900 and 2100" in what_is_wrong("date", "0226-03-05")


def test_an_identity_number_is_kept_with_a_capital_x_and_without_blanks():
    number = next(n for n in (f"33020319900305{i:03d}" for i in range(1000)) if _check(n) == "X")
    assert read("id-number", f" {number[:6]} {number[6:]}x") == number + "X"


def _check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def test_a_wrong_identity_number_is_never_repeated():
    wrong = ID[:-1] + ("1" if ID[-1] != "1" else "2")
    said = what_is_wrong("id-number", wrong)
    assert "check character" in said
    assert wrong[6:] not in said


def test_identity_numbers_come_one_in_a_line_and_each_counts_once():
    assert read("id-numbers", f"{ID}\r\n{OTHER_ID}，{ID}\n\n") == (ID, OTHER_ID)


def test_the_place_of_a_wrong_identity_number_is_said():
    assert what_is_wrong("id-numbers", (ID, "123")).startswith("Number 2: ")


def test_credit_codes_and_mobiles_are_normalised_and_checked():
    assert read("credit-code", f" {USCC.lower()} ") == USCC
    assert read("mobile", "+86 138-0000-0000") == "13800000000"
    assert "begins with 13" in what_is_wrong("mobile", "12345678901")
    assert "credit code" in what_is_wrong("credit-code", USCC[:-1])


@pytest.mark.parametrize("kind", ["mobile", "credit-code"])
def test_digits_of_another_script_are_no_digits(kind: str):
    assert "digits and Latin letters" in what_is_wrong(kind, "1380000000٣")


def test_choices_are_among_the_options_and_each_counts_once():
    two = options("a", "b")
    assert read("choices", ["b", "a", "b"], options=two) == ("b", "a")
    assert "one of the options" in what_is_wrong("choices", ("a", "z"), options=two)
    assert "one of the options" in what_is_wrong("choice", "z", options=two)
    assert "at least 2" in what_is_wrong("choices", ("a",), options=two, least=2)


@pytest.mark.parametrize(
    ("said", "kept"), [("yes", True), ("no", False), ("是", True), (True, True)]
)
def test_yes_and_no(said: Value, kept: bool):
    assert read("yes-no", said) is kept
    assert "yes or no" in what_is_wrong("yes-no", 1)


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()).map(tuple),
    st.sampled_from([ID, ID.lower(), USCC, "13800000000", "2026年3月5日", "1,200.50", "a", "是"]),
)  # fmt: skip


@given(kind=st.sampled_from(sorted(READERS)), value=anything)
def test_any_value_is_kept_or_refused_and_what_is_kept_stays_as_it_is(kind: str, value: Value):
    outcome = outcome_of(kind, value)
    if isinstance(outcome, WrongValue):
        assert outcome.text.zh != outcome.text.en
    else:
        assert outcome_of(kind, outcome) == outcome


def outcome_of(kind: str, value: Value) -> Value | WrongValue:
    try:
        return read(kind, value, options=options("a", "是"), longest=8)
    except WrongValue as wrong:
        return wrong
