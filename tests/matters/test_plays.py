"""What a scenario's applicant says at the launch: facts of the subject, also in rows of a group."""

from datetime import date

import pytest

from matters.fields import Field, Form, Group
from matters.plays import prepared
from matters.scenarios import FactMissing, Scenario, Scenarios, Usual
from tests.builders import a_material, a_matter, a_promise

DAY = date(2026, 3, 5)
PARTNERS = a_matter(
    form=Form(
        groups=(
            Group(
                group="partners",
                name="合伙人",
                fields=(Field(key="name", label="姓名"), Field(key="share", label="份额", type="number")),
            ),
        )
    )
)  # fmt: skip


def said(*rows, **facts):
    one = Scenario(scenario="founded", name="设立", answers={"partners": rows})
    file = Scenarios(matter="partnership", scenarios=(one,))
    return prepared(file, one, PARTNERS, facts, DAY).answers["partners"]


def test_rows_name_facts_of_the_subject():
    rows = said({"name": "$name", "share": 60}, {"name": "周敏", "share": 40}, name="林晓军")
    assert rows == ({"name": "林晓军", "share": 60}, {"name": "周敏", "share": 40})


def signed(**says) -> dict[str, str]:
    """How each paper comes, of an applicant who usually signs the promise and has the paper too."""
    matter = a_matter(
        materials=(a_material("proof", "upload", "promise:tidy"),), promises=(a_promise("tidy"),)
    )
    usual = Usual(uploads=("proof",), promises=("tidy",))
    one = Scenario(scenario="plain", name="普通", **says)
    file = Scenarios(matter=matter.matter, usual=usual, scenarios=(one,))
    return {paper.material: paper.rung for paper in prepared(file, one, matter, {}, DAY).evidence}


def test_a_usual_promise_can_be_left_unsigned():
    assert signed() == {"proof": "promise"}
    assert signed(lacks=("tidy",)) == {"proof": "upload"}
    assert signed(lacks=("proof",)) == {}


def test_a_fact_that_a_row_names_and_nobody_knows_is_told():
    with pytest.raises(FactMissing, match=r"\$name.+There are: \$mobile;"):
        said({"name": "$name", "share": 60}, mobile="13805740019")
