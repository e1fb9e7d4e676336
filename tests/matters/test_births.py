"""An identity number that a step gives agrees with the birth and the sex in the form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.births import agreeing, check_births
from matters.errors import ActRefused
from matters.fields import Field, Form
from matters.identifiers import check_id_number, id_number
from matters.reading import SHIPPED, check_matter, read_library
from tests.builders import a_matter, a_step

DAY = date(2026, 3, 5)
BORN = date(2026, 2, 23)
GIRL, BOY = id_number("330203", BORN, 42), id_number("330203", BORN, 41)
KNOWN = {"birth": "2026-02-23", "sex": "2"}
MATTER = a_matter(
    a_step("food"),
    form=Form(
        fields=(
            Field(key="birth", label="出生日期", type="date"),
            Field(key="sex", label="性别"),
            Field(key="number", label="号码", type="id-number", produced_by="food", born="birth", sex="sex"),
        )
    ),
)  # fmt: skip


def checked(number: str, **known: str) -> None:
    check_births(MATTER, {"number": number}, KNOWN | known, DAY)


def test_a_number_that_agrees_is_taken():
    checked(GIRL)
    checked(BOY, sex="1")
    checked(BOY, sex="男")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (id_number("330203", date(2026, 2, 22), 42), "does not agree with “出生日期”"),
        (BOY, "does not agree with “性别”"),
        (GIRL[:-1] + ("1" if GIRL[-1] != "1" else "2"), "check character"),
        ("330203", "18 characters"),
    ],
)
def test_one_that_does_not_is_refused_without_being_repeated(number: str, why: str):
    with pytest.raises(ActRefused, match=why) as refused:
        checked(number)
    assert number not in refused.value.text.zh + refused.value.text.en


def test_what_nobody_said_is_not_compared():
    check_births(MATTER, {"number": BOY}, {}, DAY)
    check_births(MATTER, {"number": ""}, KNOWN, DAY)


@given(
    born=st.dates(date(1950, 1, 1), DAY),
    sequence=st.integers(0, 999),
    sex=st.sampled_from(["1", "2"]),
)
def test_numbers_for_plays_always_agree(born: date, sequence: int, sex: str):
    known = {"birth": born.isoformat(), "sex": sex}
    said = {"number": id_number("330203", BORN, sequence)}
    made = agreeing(MATTER, said, known)
    check_births(MATTER, made, known, DAY)
    assert check_id_number(str(made["number"]), DAY).birth == born


def mistakes_of(tmp_path, old: str, new: str) -> list[str]:
    """What `check` says of the newborn's matter with one line in the place of another."""
    text = (SHIPPED / "matters" / "newborn.yaml").read_text("utf-8")
    path = tmp_path / "newborn.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return [one.sentence("en") for one in check_matter(path, read_library(SHIPPED))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("born: newborn.birth", "born: newborn.brith", "newborn.birth"),
        ("born: newborn.birth", "born: newborn.name", "no date of birth"),
        ("sex: newborn.sex", "sex: newborn.birth", "no date of birth, or no sex"),
        ("produced_by: household-registration\n      born:", "born:", "that a step gives"),
    ],
)
def test_born_and_sex_name_what_they_say(tmp_path, old: str, new: str, said: str):
    found = mistakes_of(tmp_path, old, new)
    assert any("newborn_id" in one and said in one for one in found)
