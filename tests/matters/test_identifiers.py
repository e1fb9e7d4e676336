"""Identity numbers, credit codes and licence numbers; what lists show of them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from matters.identifiers import (
    WrongIdentifier,
    check_credit_code,
    check_food_licence_number,
    check_id_number,
    check_mobile,
    credit_code,
    food_licence_number,
    id_number,
    organisation_check,
)
from matters.masking import mask_address, mask_id, mask_mobile, mask_name

TODAY = date(2026, 3, 5)
BIRTH = date(1990, 2, 28)
RIGHT_ID = id_number("330203", BIRTH, 122)
RIGHT_CODE = credit_code("330212", "MA2AB12C")
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_an_identity_number_tells_birth_sex_and_area():
    person = check_id_number(RIGHT_ID, TODAY)
    assert (person.birth, person.sex, person.area) == (BIRTH, "female", "330203")
    assert person.age(date(2026, 2, 27)) == 35
    assert person.age(date(2026, 2, 28)) == 36


def test_a_small_x_and_blanks_and_full_width_digits_are_read():
    with_x = next(n for i in range(99) if (n := id_number("330203", BIRTH, i)).endswith("X"))
    spaced = f" {with_x[:6]} {with_x[6:14]} {with_x[14:]} ".lower()
    wide = "".join(chr(ord(c) + 0xFEE0) for c in with_x)
    assert check_id_number(spaced, TODAY).number == with_x
    assert check_id_number(wide, TODAY).number == with_x


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (RIGHT_ID[:-1], "应为18位，现填写了17位", "18 characters; 17 were given"),
        (RIGHT_ID[:5] + "A" + RIGHT_ID[6:], "前17位应为数字", "first 17 characters"),
        (RIGHT_ID[:5] + "٣" + RIGHT_ID[6:], "前17位应为数字", "first 17 characters"),
        (RIGHT_ID[:10] + "0230" + RIGHT_ID[14:], "不是真实的出生日期", "no real date of birth"),
        (id_number("330203", date(2026, 3, 6), 1), "晚于今天", "in the future"),
        (id_number("330203", date(1875, 1, 1), 1), "超过150年", "over 150 years"),
        (RIGHT_ID[:16] + str((int(RIGHT_ID[16]) + 2) % 10) + RIGHT_ID[17], "校验码", "check"),
    ],
)
def test_a_wrong_identity_number_is_explained_without_repeating_it(number: str, zh: str, en: str):
    with pytest.raises(WrongIdentifier) as wrong:
        check_id_number(number, TODAY)
    assert zh in wrong.value.text.zh
    assert en in wrong.value.text.en
    assert number not in wrong.value.text.zh + wrong.value.text.en


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        (RIGHT_CODE[:-1], "应为18位"),
        ("9133021OMA2AB12C" + RIGHT_CODE[16:], "不含I、O、S、V、Z"),
        (
            RIGHT_CODE[:15] + "3" + RIGHT_CODE[16:],
            "组织机构代码",
        ),
        (RIGHT_CODE[:-1] + ("1" if RIGHT_CODE[-1] != "1" else "2"), "校验码"),
        ("92" + RIGHT_CODE[2:], "校验码"),
    ],
)
def test_a_wrong_credit_code_is_explained_without_repeating_it(code: str, zh: str):
    with pytest.raises(WrongIdentifier) as wrong:
        check_credit_code(code)
    assert zh in wrong.value.text.zh
    assert code not in wrong.value.text.zh + wrong.value.text.en


def test_the_organisation_code_inside_has_its_own_check_character():
    # The worked example of GB 11714: D2143569 has the check character X.
    assert organisation_check("D2143569") == "X"


@given(
    st.dates(date(1984, 1, 1), TODAY), st.integers(0, 999), st.sampled_from(["330203", "340121"])
)
def test_every_made_identity_number_is_right(birth: date, sequence: int, area: str):
    number = id_number(area, birth, sequence)
    assert ric.is_valid(number)
    read = check_id_number(number, TODAY)
    assert (read.birth, read.sex) == (birth, "male" if sequence % 2 else "female")


@given(st.text(CODE_LETTERS, min_size=8, max_size=8), st.sampled_from(["91", "92", "93"]))
def test_every_made_credit_code_is_right(organisation: str, registrar: str):
    code = credit_code("330281", organisation, registrar)
    assert uscc.is_valid(code)
    assert check_credit_code(code).organisation[:8] == organisation


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_mistyped_digit_of_an_identity_number_is_always_noticed(place: int, step: int):
    typed = RIGHT_ID[place]
    if not typed.isdigit():
        return
    wrong = RIGHT_ID[:place] + str((int(typed) + step) % 10) + RIGHT_ID[place + 1 :]
    with pytest.raises(WrongIdentifier):
        check_id_number(wrong, TODAY)


def test_a_food_licence_number_carries_its_check_digit():
    number = food_licence_number(2, "330212", 1234)
    assert re.fullmatch(r"JY2330212001234\d", number)
    assert check_food_licence_number(number.lower()) == number
    with pytest.raises(WrongIdentifier):
        check_food_licence_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    with pytest.raises(WrongIdentifier, match="1 to 3"):
        check_food_licence_number("JY9" + number[3:])


def test_a_mobile_number_has_eleven_digits():
    assert check_mobile("+86 138 0574 0023") == "13805740023"
    for wrong in ("1380574002", "12805740023", "057488887777"):
        with pytest.raises(WrongIdentifier):
            check_mobile(wrong)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_list_shows_only_the_surname(name: str, shown: str):
    assert mask_name(name) == shown


def test_lists_hide_the_middle_of_numbers_and_the_end_of_addresses():
    assert mask_id(RIGHT_ID) == RIGHT_ID[:3] + "*" * 11 + RIGHT_ID[-4:]
    assert mask_id("12345") == "*****"
    assert mask_mobile("13805740023") == "138****0023"
    assert mask_address("宁波市鄞州区百丈街道中兴路5号302室") == "宁波市鄞州区百丈街道****"
    assert mask_address("宁波市鄞州区中兴路5号") == "宁波市鄞州区****"
