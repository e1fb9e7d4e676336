from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.submission import Submission, read_submission
from matters.fields import Answers
from tests.forms.form_builders import ID, OTHER_ID, TODAY, a_field, a_form_of, a_shop, options

SHOP = a_shop()
NOTHING: Answers = {}


def read(
    submitted: dict[str, list[str]], before: Answers = NOTHING, matter: Any = SHOP
) -> Submission:
    return read_submission(matter, submitted, before, TODAY)


def test_what_a_page_sends_becomes_typed_answers():
    assert read(
        {
            "has_licence": ["yes"],
            "area_m2": ["１，２００.5"],
            "foods": ["", "hot", "cold"],
            "registered_since": ["2020年1月2日"],
            "seats": ["20"],
        }
    ).answers == {
        "has_licence": True,
        "area_m2": 1200.5,
        "foods": ("hot", "cold"),
        "registered_since": "2020-01-02",
        "seats": 20,
    }


def test_identity_numbers_are_written_one_in_a_line():
    matter = a_form_of(a_field("staff", "id-numbers"))
    assert read({"staff": [f"{ID}\r\n{OTHER_ID}\r\n"]}, matter=matter).answers == {
        "staff": (ID, OTHER_ID)
    }


def test_what_a_page_does_not_show_stays_as_it_was():
    assert read({"seats": ["5"]}, {"area_m2": 80, "seats": 20}).answers == {
        "area_m2": 80,
        "seats": 5,
    }


def test_a_blank_takes_an_answer_back():
    assert read({"seats": [" "]}, {"seats": 20}).answers == {}


def test_no_box_ticked_is_an_answer_to_a_question():
    assert read({"foods": [""]}).answers == {"foods": ()}


def test_no_box_ticked_in_a_field_is_no_answer():
    matter = a_form_of(a_field("equipment", "choices", options=options("alarm")))
    assert read({"equipment": [""]}, matter=matter).answers == {}


def test_what_is_wrong_is_shown_again_as_it_was_written():
    sent = read({"seats": ["两张 "], "area_m2": ["80"]}, {"seats": 20})
    assert sent.answers == {"area_m2": 80}
    assert list(sent.problems) == ["seats"]
    assert sent.raw == {"seats": ("两张 ",)}


def test_names_of_the_page_itself_and_derived_fields_are_left_aside():
    sent = read({"csrf": ["abc"], "seats_doubled": ["7"]}, {"seats_doubled": 40})
    assert sent == Submission({"seats_doubled": 40}, {}, {})


@given(st.dictionaries(st.sampled_from([*SHOP.types, "csrf"]), st.lists(st.text(), max_size=3)))
def test_nothing_that_was_written_is_lost(submitted: dict[str, list[str]]):
    sent = read(submitted)
    written = {
        path
        for path, said in submitted.items()
        if path in SHOP.types and path != "seats_doubled" and any(one.strip() for one in said)
    }
    assert written <= sent.answers.keys() | sent.raw.keys()
    assert sent.raw.keys() == sent.problems.keys()
    assert all(list(sent.raw[path]) == submitted[path] for path in sent.raw)
