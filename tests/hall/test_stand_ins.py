"""Standing in for a colleague: for a time, in whose name, with the other's work and never with both roles."""

from datetime import timedelta

import pytest

from flows.commands import act_on
from hall import sessions
from hall.permissions import Right, actor, may, may_stand_in, standing_in
from matters.acts import Take
from matters.case import ACCEPTANCE
from matters.words import Text
from storage import accounts
from storage.accounts import Account, Role
from tests.hall.desk import Browser, MakeHall, signed_in
from tests.hall.town import Town
from tests.houses import Clock

AWAY = {"deputy": "zhou", "begins": "2026-03-02", "ends": "2026-03-06", "reason": "外出培训"}


@pytest.fixture
def chen(make_hall: MakeHall) -> Browser:
    return signed_in(make_hall(), "chen")


@pytest.fixture
def zhou(chen: Browser) -> Browser:
    return signed_in(chen.hall, "zhou")


def name(browser: Browser, **other: str) -> tuple[int, str]:
    answer = browser.submit("/account/stand-ins", on="/account", **{**AWAY, **other})
    return answer.status_code, answer.text


def act_for(browser: Browser, account: str) -> int:
    return browser.submit("/account/acting-for", on="/account", account=account).status_code


def signed(browser: Browser) -> Account:
    token = browser.client.cookies[sessions.SESSION_COOKIE]
    account = sessions.whose(browser.hall, token)
    assert account is not None
    return account


def test_a_named_colleague_acts_in_the_others_name(chen: Browser, zhou: Browser):
    assert name(chen)[0] == 303
    assert "代其办理" in zhou.get("/account").text
    assert act_for(zhou, "chen") == 303
    now = signed(zhou)
    assert now.id == "zhou"
    assert now.acts_for is not None
    assert now.acts_for.id == "chen"
    assert "（代陈静）" in zhou.get("/account").text


def test_the_timeline_names_both(chen: Browser, zhou: Browser):
    town = Town(chen.hall)
    number = town.case("open-a-restaurant", "food-only")
    name(chen)
    act_for(zhou, "chen")
    by = actor(signed(zhou))
    assert (by.account, by.on_behalf, by.role) == ("zhou", "chen", "clerk")
    act_on(chen.hall.installation, number, Take(step=ACCEPTANCE), by)
    assert "周凯（代陈静）" in chen.get(f"/cases/{number}").text


def test_going_back_to_the_own_name_ends_it_for_this_browser(chen: Browser, zhou: Browser):
    name(chen)
    act_for(zhou, "chen")
    assert act_for(zhou, "") == 303
    assert signed(zhou).acts_for is None


def test_a_stand_in_ends_by_itself_at_midnight_in_china(chen: Browser, clock: Clock):
    name(chen, ends="2026-03-02")
    clock.forward(timedelta(hours=8, minutes=30))
    zhou = signed_in(chen.hall, "zhou")
    act_for(zhou, "chen")
    clock.forward(timedelta(hours=5))  # 23:30
    assert signed(zhou).acts_for is not None
    clock.forward(timedelta(hours=1))
    assert signed(zhou).acts_for is None
    assert act_for(zhou, "chen") == 409


def test_it_does_not_begin_before_its_first_day(chen: Browser, zhou: Browser):
    name(chen, begins="2026-03-03")
    assert "未开始" in zhou.get("/account").text
    assert act_for(zhou, "chen") == 409


def test_the_one_who_named_it_ends_it_at_once(chen: Browser, zhou: Browser):
    name(chen)
    act_for(zhou, "chen")
    assert chen.submit("/account/stand-ins/1/end", on="/account").status_code == 303
    assert signed(zhou).acts_for is None


def test_nobody_ends_the_stand_in_of_another(chen: Browser, zhou: Browser):
    name(chen)
    assert zhou.submit("/account/stand-ins/1/end", on="/account").status_code == 404
    assert act_for(zhou, "chen") == 303


def test_nobody_acts_for_whom_nobody_named_them(zhou: Browser):
    assert act_for(zhou, "chen") == 409


def test_nobody_passes_on_what_was_entrusted(chen: Browser, zhou: Browser):
    name(chen)
    act_for(zhou, "chen")
    code, page = name(zhou, deputy="chen")
    assert code == 409
    assert "不能转委托" in page


def test_a_barred_account_lends_its_name_no_more(chen: Browser, zhou: Browser):
    name(chen)
    act_for(zhou, "chen")
    with chen.hall.database.transaction() as connection:
        accounts.disable(connection, "chen")
    assert signed(zhou).acts_for is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"deputy": "market-regulation"}, "本部门可以代办的同事"),
        ({"deputy": "chen"}, "本部门可以代办的同事"),
        ({"ends": "2026-03-01"}, "委托期限不正确"),
        ({"begins": "2026-03-01"}, "委托期限不正确"),
        ({"ends": "2027-03-02"}, "委托期限不正确"),
        ({"ends": "soon"}, "开始和结束日期"),
        ({"reason": "　"}, "委托事由"),
    ],
)
def test_what_is_wrong_is_said_and_names_nobody(chen: Browser, wrong: dict[str, str], said: str):
    code, page = name(chen, **wrong)
    assert code == 409
    assert said in page
    assert "没有有效的委托" in chen.get("/account").text


def test_an_administrator_sees_every_stand_in_and_ends_it(chen: Browser, zhou: Browser):
    name(chen)
    act_for(zhou, "chen")
    admin = signed_in(chen.hall, "admin")
    assert "外出培训" in admin.get("/admin/accounts").text
    ended = admin.submit("/admin/accounts/stand-ins/1/end", on="/admin/accounts")
    assert ended.status_code == 303
    assert signed(zhou).acts_for is None


def a_person(
    name: str, *roles: Role, department: str = "fire-rescue", acts_for: Account | None = None
) -> Account:
    names = Text(zh=name, en=name)
    return Account(name, names, department, frozenset(roles), acts_for=acts_for)


def test_a_stand_in_has_the_others_role_and_not_the_own_one():
    head = a_person("head", "head")
    acting = standing_in(a_person("officer", "officer", acts_for=head))
    assert acting.roles == {"head"}
    assert may(acting, "extend")


@pytest.mark.parametrize("right", ["keep-accounts", "publish-matters"])
def test_only_work_on_cases_is_stood_in_for(right: Right):
    both = a_person("head", "head", "administrator")
    acting = standing_in(a_person("officer", "officer", acts_for=both))
    assert not may(acting, right)


def test_nobody_stands_in_for_another_department():
    other = a_person("food", "officer", department="market-regulation")
    officer = a_person("fire", "officer", acts_for=other)
    assert not may_stand_in(officer, other)
    assert standing_in(officer).acts_for is None
    assert standing_in(officer).department == "fire-rescue"


def test_administrators_and_systems_stand_in_for_nobody():
    officer = a_person("officer", "officer")
    assert not may_stand_in(a_person("admin", "administrator"), officer)
    assert not may_stand_in(a_person("system", "system"), officer)
