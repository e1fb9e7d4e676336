"""What a scenario's applicant says at the launch: facts of the subject, also in rows of a group."""

from datetime import date

import pytest

from matters.fields import Field, Form, Group
from matters.plays import prepared
from matters.scenarios import FactMissing, Scenario, Scenarios
from tests.builders import a_matter

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


def test_a_fact_that_a_row_names_and_nobody_knows_is_told():
    with pytest.raises(FactMissing, match=r"\$name.+There are: \$mobile;"):
        said({"name": "$name", "share": 60}, mobile="13805740019")
