"""`onego account`: the first account of an installation, and what becomes of accounts."""

import io
from pathlib import Path

import pytest

from hall.console import passwords
from hall.passwords import Passwords
from storage import accounts
from storage.accounts import Account
from storage.database import Database
from tests.hall.console_desk import Desk, set_up

GOOD = "correct horse"
OTHER = "battery staple"


@pytest.fixture
def house(desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    set_up(monkeypatch, database_url, tmp_path, ONEGO_DEMO="false")
    return desk


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person at the terminal types when a password is asked for."""
    answers: list[str] = []
    monkeypatch.setattr(passwords, "getpass", lambda _: answers.pop(0))
    return answers


def add(house: Desk, name: str = "shen", **other: str) -> tuple[int, str]:
    wanted = {
        "department": "government-services", "role": "administrator", "name-zh": "沈洁",
        "name-en": "Shen Jie", **other,
    }  # fmt: skip
    return house.ask("account", "add", name, *(f"--{key}={one}" for key, one in wanted.items()))


def kept(database_url: str, name: str, password: str) -> bool:
    """Whether the account signs in with this password."""
    database = Database(database_url, size=1)
    with database.transaction() as connection:
        hashed = accounts.password_of(connection, name, demo=False)
    database.close()
    return Passwords().match(hashed, password)


def account(database_url: str, name: str) -> Account:
    database = Database(database_url, size=1)
    with database.transaction() as connection:
        [found] = [one for one in accounts.all_accounts(connection) if one.id == name]
    database.close()
    return found


def test_the_first_administrator_is_made_at_the_terminal(
    house: Desk, typed: list[str], database_url: str
):
    typed += [GOOD, GOOD]
    assert add(house) == (0, "Account “shen” is made.\n")
    assert kept(database_url, "shen", GOOD)
    made = account(database_url, "shen")
    assert (made.roles, made.department, made.demo) == (
        {"administrator"},
        "government-services",
        False,
    )
    assert "Shen Jie" in house.ask("account", "list")[1]


def test_two_passwords_that_differ_make_no_account(
    house: Desk, typed: list[str], database_url: str
):
    typed += [GOOD, OTHER]
    code, said = add(house)
    assert (code, said) == (1, "The two passwords are not the same. Type them again.\n")
    assert not kept(database_url, "shen", GOOD)


def test_a_short_password_is_refused_before_it_is_typed_again(house: Desk, typed: list[str]):
    typed += ["short"]
    code, said = add(house)
    assert code == 1
    assert "at least 10 characters" in said


def test_a_password_may_come_from_standard_input(
    house: Desk, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\n"))
    code, _ = house.ask(
        "account", "add", "zhou", "--department=hall", "--role=clerk", "--name-zh=周凯",
        "--name-en=Zhou Kai", "--password-stdin",
    )  # fmt: skip
    assert code == 0
    assert kept(database_url, "zhou", GOOD)


def test_an_account_is_made_once(house: Desk, typed: list[str], database_url: str):
    typed += [GOOD, GOOD]
    add(house)
    code, said = add(house)
    assert code == 1
    assert "There is an account “shen” already" in said
    assert kept(database_url, "shen", GOOD)


@pytest.mark.parametrize("name", ["Shen", "shen jie", "shen-", "police-system", "s" * 41, ""])
def test_a_name_that_no_account_may_have_is_refused(house: Desk, name: str):
    code, said = add(house, name)
    assert code == 1
    assert "cannot be an account's name" in said


@pytest.mark.parametrize(
    ("role", "department", "said"),
    [
        ("clerk", "police", "belongs to the hall"),
        ("officer", "hall", "The counter decides nothing"),
        ("officer", "polise", "Did you mean “police”?"),
    ],
)
def test_a_role_in_the_wrong_place_is_refused(house: Desk, role: str, department: str, said: str):
    code, answer = add(house, role=role, department=department)
    assert code == 1
    assert said in answer


def test_another_password_ends_the_one_before(house: Desk, typed: list[str], database_url: str):
    typed += [GOOD, GOOD, OTHER, OTHER]
    add(house)
    assert house.ask("account", "password", "shen")[0] == 0
    assert kept(database_url, "shen", OTHER)
    assert not kept(database_url, "shen", GOOD)


def test_a_barred_account_is_let_in_again(house: Desk, typed: list[str], database_url: str):
    typed += [GOOD, GOOD]
    add(house)
    assert house.ask("account", "disable", "shen")[0] == 0
    assert not kept(database_url, "shen", GOOD)
    assert house.ask("account", "enable", "shen")[0] == 0
    assert kept(database_url, "shen", GOOD)


@pytest.mark.parametrize("act", ["password", "disable", "enable"])
def test_an_account_that_there_is_not_is_told(house: Desk, act: str):
    code, said = house.ask("account", act, "nobody")
    assert code == 1
    assert said.startswith("Account “nobody” was not found.")


def test_a_token_is_printed_once_and_has_no_password(house: Desk):
    code, token = house.ask("account", "token", "police")
    assert code == 0
    assert token.startswith("onego_")
    assert house.ask("account", "token", "police")[1] != token
    code, said = house.ask("account", "password", "police-system")
    assert code == 1
    assert "has no password" in said


def test_a_barred_system_gets_no_token(house: Desk):
    house.ask("account", "token", "police")
    house.ask("account", "disable", "police-system")
    code, said = house.ask("account", "token", "police")
    assert code == 1
    assert "onego account enable police-system" in said
