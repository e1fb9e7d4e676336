"""The values of a register: with their type alone, or with what people call them."""

import pytest

from matters.mistakes import MistakesFound
from matters.reading import read_catalogue, shipped_catalogue
from matters.words import Text
from tests.matters.stalls import CATALOGUE

WRITTEN = "gives: {area: decimal, owner: text}"


def the_check(folder, gives: str):
    for path in CATALOGUE.rglob("*.yaml"):
        copy = folder / path.relative_to(CATALOGUE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text()
        copy.write_text(
            text.replace(WRITTEN, f"gives: {gives}") if path.name == "checks.yaml" else text
        )
    return next(one for one in read_catalogue(folder).checks if one.key == "real-estate")


def test_a_value_may_be_written_with_its_type_alone(tmp_path):
    check = the_check(tmp_path, "{area: decimal}")
    assert (check.gives, check.labels, check.sensitive) == ({"area": "decimal"}, {}, ())


def test_a_value_may_say_what_people_call_it_and_that_it_is_sensitive(tmp_path):
    check = the_check(
        tmp_path,
        "{area: decimal, owner: {type: text, label: {zh: 权利人, en: owner}, sensitive: true}}",
    )
    assert check.gives == {"area": "decimal", "owner": "text"}
    assert check.labels == {"owner": Text(zh="权利人", en="owner")}
    assert check.sensitive == ("owner",)


@pytest.mark.parametrize(
    ("gives", "said"),
    [
        ("{owner: {type: txt}}", "Did you mean “text”?"),
        ("{owner: {label: 权利人}}", "“{…}”"),
        ("{owner: {type: text, lable: 权利人}}", "“{…}”"),
        ("{owner: {type: text, label: [权利人]}}", "“[…]” does not fit here"),
    ],
)
def test_a_mistake_in_a_value_is_told(tmp_path, gives, said):
    with pytest.raises(MistakesFound) as refusal:
        the_check(tmp_path, gives)
    assert said in refusal.value.text.en


def test_every_value_of_the_shipped_registers_has_a_label_in_both_languages():
    for check in shipped_catalogue().checks:
        assert check.labels.keys() == check.gives.keys(), check.key
        assert all(one.zh != one.en for one in check.labels.values()), check.key
