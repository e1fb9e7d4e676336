"""Everything is denied that is not allowed: rights, doors, and the purposes of fields."""

from typing import Annotated, get_args

import pytest
from fastapi import APIRouter, Depends

from hall.accounts import give_token
from hall.doors import allowed, public
from hall.permissions import RIGHTS, ROLE_NAMES, Right, actor, may, may_see_case
from hall.purposes import visible_fields, visible_materials
from hall.refusals import RouteOpen
from hall.visitor import Visitor
from hall.web import PAGES, create_web
from matters.errors import NotAllowed
from matters.fields import Field, Form
from matters.spec import Matter
from matters.words import Text
from storage.accounts import ROLES, Account, Role
from tests.builders import a_material, a_matter, a_step, a_visit
from tests.hall.desk import MakeHall, a_browser


def an_account(*roles: Role, department: str = "market-regulation") -> Account:
    return Account(
        id="someone",
        name=Text(zh="某人", en="Someone"),
        department=department,
        roles=frozenset(roles),
    )


router = APIRouter()


@router.get("/for-clerks")
def for_clerks(visitor: Annotated[Visitor, Depends(allowed("launch"))]) -> str:
    return visitor.signed.id


@router.get("/api/v1/queue")
def a_queue(visitor: Annotated[Visitor, Depends(allowed("inbox"))]) -> str:
    return visitor.actor.department


@router.post("/api/v1/cases")
def a_launch(visitor: Annotated[Visitor, Depends(allowed("launch"))]) -> str:
    return visitor.actor.department


def test_the_hall_does_not_open_with_a_route_that_says_nothing(make_hall: MakeHall):
    silent = APIRouter()

    @silent.get("/secret")
    def secret() -> str:
        return "everything"

    with pytest.raises(RouteOpen, match="/secret"):
        create_web(make_hall(), (*PAGES, silent))


def test_a_route_below_another_router_must_say_it_too(make_hall: MakeHall):
    inner, outer = APIRouter(), APIRouter(prefix="/inner")

    @inner.get("/secret")
    def secret() -> str:
        return "everything"

    outer.include_router(inner)
    with pytest.raises(RouteOpen, match="/inner/secret"):
        create_web(make_hall(), (outer,))


def test_a_door_may_stand_on_the_whole_router(make_hall: MakeHall):
    guarded = APIRouter(dependencies=[Depends(public())])

    @guarded.get("/open")
    def an_open_page() -> str:
        return "welcome"

    assert a_browser(make_hall(), guarded).get("/open").status_code == 200


def test_a_clerk_enters_where_an_officer_does_not(make_hall: MakeHall):
    hall = make_hall()
    clerk, officer, nobody = (a_browser(hall, router) for _ in range(3))
    clerk.sign_in("chen")
    officer.sign_in("water")
    assert clerk.get("/for-clerks").json() == "chen"
    refused = officer.get("/for-clerks")
    assert refused.status_code == 403
    assert "您的账号没有此项权限" in refused.text
    assert nobody.get("/for-clerks").headers["location"] == "/sign-in?next=%2Ffor-clerks"


def test_the_bar_shows_only_the_ways_one_may_go(make_hall: MakeHall):
    hall = make_hall()
    clerk, officer = a_browser(hall), a_browser(hall)
    clerk.sign_in("chen")
    officer.sign_in("water")
    assert 'href="/counter"' in clerk.get("/patterns").text
    assert 'href="/counter"' not in officer.get("/patterns").text
    assert clerk.get("/").headers["location"] == "/counter"
    assert officer.get("/").headers["location"] == "/inbox"


def test_the_api_knows_tokens_only(make_hall: MakeHall):
    hall = make_hall()
    token = give_token(hall, "water")
    browser = a_browser(hall, router)
    browser.sign_in("water")
    by_cookie = browser.get("/api/v1/queue")
    assert by_cookie.status_code == 401
    assert by_cookie.json()["error"]["kind"] == "token-needed"
    assert browser.get("/api/v1/queue", authorization="Bearer guess").status_code == 401
    assert browser.get("/api/v1/queue", authorization=f"Bearer {token}").json() == "water"
    launched = browser.post("/api/v1/cases", {}, authorization=f"Bearer {token}")
    assert launched.json() == "water"


def test_every_role_has_rights_and_a_name():
    assert set(RIGHTS) == set(ROLE_NAMES) == set(ROLES)
    assert set().union(*RIGHTS.values()) == set(get_args(Right))


@pytest.mark.parametrize("right", ["launch", "inbox", "see-cases", "decide"])
@pytest.mark.parametrize("role", ["administrator", "supervisor"])
def test_whoever_administers_or_supervises_touches_no_case(role: Role, right: Right):
    assert not may(an_account(role), right)


def test_who_receives_does_not_decide():
    assert not may(an_account("clerk", department="hall"), "decide")
    assert not may(an_account("officer"), "accept")
    assert not may(an_account("system", department="hall"), "decide")
    assert not may(an_account("system"), "accept")


def test_only_a_head_extends():
    assert [role for role in ROLES if may(an_account(role), "extend")] == ["head"]


def test_an_account_without_roles_may_nothing():
    assert not any(may(an_account(), right) for right in get_args(Right))


def test_a_case_is_seen_by_those_who_take_part():
    departments = {"hall", "market-regulation"}
    assert may_see_case(an_account("officer"), departments)
    assert may_see_case(an_account("clerk", department="hall"), departments)
    assert not may_see_case(an_account("officer", department="water"), departments)
    assert not may_see_case(an_account("administrator"), departments)


def test_an_act_is_recorded_in_the_highest_role():
    assert actor(an_account("officer", "head")).role == "head"
    assert actor(an_account("officer")).department == "market-regulation"
    with pytest.raises(NotAllowed):
        actor(an_account("administrator"))


def a_matter_of_two() -> Matter:
    """Food asks for the cooks, fire for the exits, both read the name; the bureau takes no part."""
    fields = (
        Field(key="name", label="名称"),
        Field(key="cooks", label="厨师", readers=("food",)),
        Field(key="exits", label="出口", readers=("fire",)),
    )
    materials = (a_material("plan", **{"for": ("fire",)}), a_material("lease"))
    return a_matter(
        a_step("food"), a_step("fire"), form=Form(fields=fields), materials=materials, questions=()
    )


def test_a_department_reads_what_its_own_steps_need():
    matter = a_matter_of_two()
    assert visible_fields(matter, {"officer"}, "food", {"food"}) == {"name", "cooks"}
    assert visible_fields(matter, {"head"}, "fire", {"fire"}) == {"name", "exits"}
    assert visible_fields(matter, {"system"}, "fire", {"fire"}) == {"name", "exits"}


def test_a_step_that_does_not_apply_to_the_applicant_opens_no_field():
    matter = a_matter_of_two()
    assert visible_fields(matter, {"officer"}, "bureau", {"food", "fire"}) == {
        "name", "cooks", "exits",
    }  # fmt: skip
    assert visible_fields(matter, {"officer"}, "bureau", {"food"}) == {"name", "cooks"}
    assert visible_materials(matter, {"officer"}, "bureau", {"food"}) == {"lease"}


def test_a_department_that_takes_no_part_reads_nothing():
    assert visible_fields(a_matter_of_two(), {"officer"}, "bureau", ()) == frozenset()
    assert visible_materials(a_matter_of_two(), {"officer"}, "bureau", ()) == frozenset()


def test_the_counter_reads_the_whole_form():
    matter = a_matter_of_two()
    assert visible_fields(matter, {"clerk"}, "hall", ()) == {"name", "cooks", "exits"}
    assert visible_materials(matter, {"clerk"}, "hall", ()) == {"plan", "lease"}


@pytest.mark.parametrize("department", ["hall", "food"])
@pytest.mark.parametrize("role", ["administrator", "supervisor"])
def test_administrators_and_supervisors_read_no_answers(role: Role, department: str):
    assert visible_fields(a_matter_of_two(), {role}, department, {"food"}) == frozenset()
    assert visible_materials(a_matter_of_two(), {role}, department, {"food"}) == frozenset()


def test_a_paper_is_opened_by_those_it_is_for():
    matter = a_matter_of_two()
    assert visible_materials(matter, {"officer"}, "food", {"food"}) == {"lease"}
    assert visible_materials(matter, {"officer"}, "fire", {"fire"}) == {"plan", "lease"}


def test_a_visiting_department_reads_for_its_visit():
    field = Field(key="hours", label="时间", readers=("visit",))
    matter = a_matter(
        a_step("food"), a_visit("fire", before=("food",)), form=Form(fields=(field,)), questions=()
    )
    assert visible_fields(matter, {"officer"}, "fire", {"visit"}) == {"hours"}
    assert visible_fields(matter, {"officer"}, "food", {"food"}) == frozenset()
