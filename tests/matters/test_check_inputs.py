"""Checks that are asked with what is derived, or with one field of all rows of a group."""

from matters.expressions import Expression
from matters.fields import Field, Form, Group
from matters.inputs import sources_of
from matters.rules import inputs_of
from matters.standing import standing
from matters.verbs import launch
from tests.builders import a_check, a_matter, rules
from tests.cases import a_launch

FAMILY = Form(
    fields=(
        Field(key="mother", label="母亲", type="text"),
        Field(key="father", label="父亲", type="text", required=False),
        Field(
            key="followed",
            label="随落户方",
            type="text",
            derive=Expression.compile("father if father is defined else mother"),
        ),
    ),
    groups=(
        Group(
            group="partners",
            name="合伙人",
            fields=(Field(key="number", label="证件号码", type="text", required=False),),
        ),
    ),
)
FOLLOWED = a_check("hukou", asks={"number": "followed"})
EVERYBODY = a_check("people", asks={"number": "partners.number"})
TOWN = rules(a_matter(form=FAMILY, checks=(FOLLOWED, EVERYBODY)))


def now(**answers):
    return standing(launch(TOWN, "1", a_launch(**answers)))


def test_a_register_is_asked_with_a_derived_field():
    assert inputs_of(FOLLOWED, TOWN.matter, now(mother="甲", father="乙")) == {"number": "乙"}
    assert inputs_of(FOLLOWED, TOWN.matter, now(mother="甲")) == {"number": "甲"}
    assert inputs_of(FOLLOWED, TOWN.matter, now()) is None


def test_a_register_is_asked_with_one_field_of_all_rows():
    rows = ({"number": "甲"}, {"number": None}, {"number": "乙"})
    assert inputs_of(EVERYBODY, TOWN.matter, now(partners=rows)) == {"number": ("甲", "乙")}
    assert inputs_of(EVERYBODY, TOWN.matter, now(partners=({"number": ""},))) is None
    assert inputs_of(EVERYBODY, TOWN.matter, now()) is None


def test_a_check_depends_on_all_from_which_its_input_is_derived():
    assert sources_of(FOLLOWED, TOWN.matter) >= {"mother", "father", "followed"}
    assert sources_of(EVERYBODY, TOWN.matter) == {"partners", "partners.number"}
