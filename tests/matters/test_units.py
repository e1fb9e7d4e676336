"""Numbers with their units, in both languages."""

import pytest

from matters.units import unit_words, with_unit


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [
        (100, "万元", "100万元", "1,000,000 yuan"),
        (0.5, "万元", "0.5万元", "5,000 yuan"),
        (12.345678, "万元", "12.345678万元", "123,456.78 yuan"),
        (1, "人", "1人", "1 person"),
        (2, "人", "2人", "2 people"),
        (3200.0, "元", "3,200元", "3,200 yuan"),
        (85, "m²", "85 m²", "85 m²"),
        (7, None, "7", "7"),
        (30, "%", "30 %", "30 %"),
    ],
)
def test_a_number_is_told_in_the_units_of_the_language(number, unit, zh, en):
    assert with_unit(number, unit, "zh") == zh
    assert with_unit(number, unit, "en") == en


def test_a_unit_beside_the_place_to_type_still_says_what_the_number_counts():
    assert unit_words("万元", "en") == "10,000 yuan"
    assert unit_words("人", "en") == "people"
    assert unit_words("万元", "zh") == "万元"
    assert unit_words("m²", "en") == "m²"
