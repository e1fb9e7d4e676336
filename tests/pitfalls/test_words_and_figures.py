"""Pitfalls 13, 14, 16 and 17: how papers look, what stays masked, figures that are computed, and the rating's scale."""

import re
from datetime import date

import pytest

from flows.plan import node_of
from forms.letter_days import zh_date
from forms.numbering import document_number
from matters import rating
from matters.due import due
from matters.fields import Answers
from matters.rules import filled
from matters.spec import Matter
from matters.standing import standing
from matters.workbench.savings import savings
from storage.projection import project
from tests.pitfalls import shipped
from tests.pitfalls.shipped import CATALOGUE

FOREIGN = re.compile(r"\b(Street|Avenue|Road|Smith|John|California|New York)\b")
RESIDENT = shipped.played("new-resident", "insurance-only")
SHOP = shipped.played("open-a-restaurant", "food-only")


def test_13_numbers_bear_hexagonal_brackets_and_no_leading_zeros():
    assert document_number("甬市监", "许准", 2026, 12) == "甬市监许准〔2026〕12号"


def test_13_dates_are_arabic_without_leading_zeros():
    assert zh_date(date(2026, 3, 5)) == "2026年3月5日"


@pytest.mark.parametrize("shown", [RESIDENT, SHOP], ids=["resident", "shop"])
def test_13_no_notice_shows_wrong_brackets_traditional_dates_or_foreign_names(shown):
    for key, letter in shown.letters.items():
        chinese = letter.chinese.model_dump_json()
        assert not re.search(r"[\[【(（]20\d\d[\]】)）]\d+号", chinese), key
        assert not re.search(r"二〇|二零|年0\d月|月0\d日", chinese), key
        assert not FOREIGN.search(chinese), key


def test_13_the_people_and_places_of_the_demonstration_are_chinese():
    for shown in (RESIDENT, SHOP):
        for path, value in personal(shown).items():
            if path.endswith(("name", "address", "legal_rep")):
                assert re.search(r"[\u4e00-\u9fff]{2}", str(value)), path
    for department in CATALOGUE.office.departments:
        assert re.search(r"[\u4e00-\u9fff]{4}", department.address.zh)


def personal(shown) -> Answers:
    answers = filled(shown.ran.rules.matter, shown.ran.now)
    named = ("id_number", "mobile", "name", "address", "legal_rep")
    return {path: value for path, value in answers.items() if path.endswith(named) and value}


def test_14_a_list_shows_a_masked_name_and_no_number():
    said = project(RESIDENT.ran.rules, RESIDENT.ran.case)
    answers = personal(RESIDENT)
    assert said.applicant != answers["person.name"]
    assert "*" in said.applicant
    assert str(answers["person.id_number"]) not in said.applicant


@pytest.mark.parametrize("shown", [RESIDENT, SHOP], ids=["resident", "shop"])
def test_14_no_name_of_a_run_of_prefect_holds_a_personal_value(shown):
    rules, facts = shown.ran.rules, shown.ran.case.facts
    values = [str(one) for one in personal(shown).values() if len(str(one)) > 1]
    seen = 0
    for count in range(1, len(facts)):
        case = shown.ran.case.model_copy(update={"facts": facts[:count]})
        for action in due(rules, case, facts[count].at):
            name = node_of(rules, standing(case), action).name
            assert not [one for one in values if one in name], name
            seen += 1
    assert seen > 0


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_14_every_identity_number_of_a_shipped_matter_is_marked_as_sensitive(matter):
    fields = matter.elements | matter.row_elements
    numbers = [path for path, field in fields.items() if field.type == "id-number"]
    assert not set(numbers) - matter.sensitive


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_16_time_is_compared_with_the_sum_and_with_the_longest_chain_each_by_its_name(matter):
    times = {one.variant: one for one in savings(matter) if one.figure == "time"}
    assert times.keys() == {"serial", "longest-path"}
    assert times["serial"].before >= times["longest-path"].before


def test_16_figures_follow_from_the_matter_and_are_not_typed():
    restaurant = CATALOGUE.matter("open-a-restaurant")
    fewer: Matter = restaurant.model_copy(
        update={"materials": tuple(one for one in restaurant.materials if one.key != "layout-plan")}
    )
    then, now = ({one.figure: one for one in savings(each)} for each in (restaurant, fewer))
    assert now["materials"].now < then["materials"].now
    saved = then["materials"]
    assert saved.percent == (saved.before - saved.now) * 100 // saved.before


def test_17_five_stars_are_the_best_and_code_one_is():
    levels = list(rating.LEVELS)
    assert levels[0] == "very-satisfied"
    assert [rating.standard_code(one) for one in levels] == [1, 2, 3, 4, 5]
    assert [rating.stars(one) for one in levels] == [5, 4, 3, 2, 1]


def test_17_what_is_followed_up_is_the_bad_end_of_the_scale():
    bad = {one for one in rating.LEVELS if rating.stars(one) < 3}
    assert bad == rating.BAD
    assert rating.of_stars(1) in rating.BAD
