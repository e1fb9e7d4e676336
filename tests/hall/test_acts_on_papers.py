"""Acts on papers from the case page: a department answers what it was asked, the counter sees what is still to come."""

import pytest

from flows.commands import Application, launch_case
from matters.acts import Accept
from matters.case import Evidence
from tests.builders import a_material
from tests.hall.desk import MakeHall
from tests.hall.hands import CLERK, MARKET, Hands, the_matter
from tests.houses import publish

READ_BY = {"for": ("review",)}
PAPERS = (
    a_material("title", "verification:water", "upload", **READ_BY),
    a_material("plan", "deferred", "upload", **READ_BY),
)
LATER = Evidence(material="plan", rung="deferred", digest="d" * 64, label="deferred")


class PaperHands(Hands):
    """The case of many hands, with a paper that another department looks up and one that follows."""

    def __init__(self, hall):
        self.hall, self.waves, self.browsers = hall, 0, {}
        matter = the_matter().model_copy(update={"materials": PAPERS})
        self.rules = publish(hall.installation, matter)
        rows = ({"nickname": "安安"}, {"nickname": "宁宁"})
        answers = {"urgent": False, "children": rows}
        form = Application(
            matter="many-hands",
            answers=answers,
            evidence=(LATER,),
            delivery="electronic",
            consent_in="zh",
        )
        self.number = launch_case(hall.installation, form, CLERK)
        self.carry()
        self.act(Accept(), CLERK)


@pytest.fixture
def hands(make_hall: MakeHall) -> PaperHands:
    return PaperHands(make_hall())


def test_the_department_that_is_asked_sees_the_case_and_answers_on_its_page(hands):
    assert ("verify", "acceptance", "verification:title") in hands.shown("water")
    answer = hands.do(
        "water", "verify", place="verification:title", outcome="match", note="档案一致。"
    )
    assert "核验结果已答复。" in hands.said("water", answer)
    (fact,) = hands.facts("verification-answered")
    assert (fact.material, fact.outcome, fact.note) == ("title", "match", "档案一致。")


def test_the_counter_may_revoke_the_acceptance_only_once_a_paper_is_overdue(hands):
    assert "revoke-acceptance" not in hands.names("chen", "acceptance")


def test_who_reads_the_papers_cannot_grant_before_they_are_in(hands):
    said = hands.refused(
        MARKET, "grant", "review", reasons="同意。", **{"answer:card_number": "88"}
    )
    assert "尚待补交或者正在核验" in said
