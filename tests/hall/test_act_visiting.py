"""The form of a visit: who was drawn stands in it already, and it names the law of what is decided on it."""

import re

from matters.case import Drawn, Inspected
from storage import cases
from tests.hall.act_forms import form_of, hidden_in
from tests.hall.desk import signed_in
from tests.hall.town import Town


def visit_form(town: Town, number: str, department: str) -> str:
    page = signed_in(town.hall, department).get(f"/cases/{number}").text
    return form_of(page, "inspect")


def officers_in(form: str) -> list[str]:
    return re.findall(r'name="officers"[^>]*value="([^"]*)"', form)


def drawn_at(town: Town, number: str, step: str) -> tuple[str, ...]:
    with town.hall.database.transaction() as connection:
        case = cases.load(connection, town.hall.keyring, number).case
    return next(fact.chosen for fact in case.facts if isinstance(fact, Drawn) and fact.step == step)


def test_the_officers_drawn_for_a_department_stand_in_its_form_and_the_form_may_be_sent_so(town):
    number = town.case("joint-inspection", "on-site", until="visit")
    officer = signed_in(town.hall, "fire-rescue")
    form = form_of(officer.get(f"/cases/{number}").text, "inspect")
    drawn = drawn_at(town, number, "fire-draw")
    assert len(drawn) == 2
    assert officers_in(form) == [*drawn]
    sent = {**hidden_in(form), "passed": "yes", "officers": officers_in(form)}
    assert officer.client.post(f"/cases/{number}/acts", data=sent).status_code == 303
    with town.hall.database.transaction() as connection:
        case = cases.load(connection, town.hall.keyring, number).case
    (visited,) = [fact for fact in case.facts if isinstance(fact, Inspected)]
    assert visited.officers == drawn


def test_an_inspection_names_its_own_law_and_never_the_licensing_act(town):
    number = town.case("joint-inspection", "on-site", until="visit")
    form = visit_form(town, number, "fire-rescue")
    assert "2名以上工作人员（《中华人民共和国消防法》第五十三条）。" in form
    assert "行政许可法" not in form


def test_a_visit_for_a_licence_names_the_licensing_act_and_leaves_its_officers_open(town):
    number = town.case("open-a-restaurant", "food-only", until="joint-visit")
    form = visit_form(town, number, "market-regulation")
    assert "2名以上工作人员（行政许可法第三十四条）。" in form
    assert officers_in(form) == ["", ""]
