"""Administrators see how every register stands, and try a check with a reason."""

from dataclasses import replace

import pytest

from hall.house import Hall
from hall.made_up import made_up
from matters.identifiers import check_credit_code, check_id_number
from matters.reading import SHIPPED, read_library
from matters.words import Text
from storage import reads, register_calls, register_states
from storage.reads import ReadsWanted
from storage.register_calls import CallsWanted, RegisterCall
from storage.register_states import Heard, Trouble
from tests.hall.counter import ON, publish_all
from tests.hall.desk import MONDAY, MakeHall, signed_in

LIBRARY = read_library(SHIPPED)


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    made = make_hall()
    hall = replace(made, installation=replace(made.installation, registers=LIBRARY.registers))
    publish_all(hall)
    return hall


def asked(hall: Hall, outcome: str, milliseconds: int | None = 20) -> None:
    call = RegisterCall(
        at=MONDAY, register="id-verify", check="id-verify", case="330200-1", operator="chen",
        item="open-a-restaurant", material="identity", basis="-", outcome=outcome, calls=1,
        milliseconds=milliseconds, request="R1",
    )  # fmt: skip
    with hall.database.transaction() as connection:
        register_calls.write(connection, [call])


def row_of(page: str, key: str) -> str:
    start = page.index(f'href="/admin/registers/{key}"')
    return page[start : page.index("</tr>", start)]


def test_every_register_stands_on_the_page_with_how_it_did(hall: Hall) -> None:
    for _ in range(3):
        asked(hall, "match")
    asked(hall, "unavailable")
    with hall.database.transaction() as connection:
        register_states.hear(connection, [Heard("id-verify", "failing", MONDAY, 1)])
    page = signed_in(hall, "admin").get("/admin/registers").text
    for one in LIBRARY.registers.registers:
        assert f'href="/admin/registers/{one.key}"' in page
    row = row_of(page, "id-verify")
    assert "不稳定" in row
    assert "20 / 20" in row
    assert "25%" in row


def test_a_register_that_is_down_stands_first_and_on_top(hall: Hall) -> None:
    with hall.database.transaction() as connection:
        register_states.hear(connection, [Heard("lease-filing", "down", MONDAY, 5)])
    page = signed_in(hall, "admin").get("/admin/registers").text
    assert "已中断" in page
    rows = page[page.index("<tbody>") :]
    assert rows.index("/admin/registers/lease-filing") < rows.index("/admin/registers/id-verify")


def test_one_register_tells_its_terms_trouble_users_and_last_questions(hall: Hall) -> None:
    asked(hall, "match")
    trouble = Trouble("id-verify", Text(zh="答复不是JSON。", en="The answer is no JSON."), MONDAY)
    with hall.database.transaction() as connection:
        register_states.note_trouble(connection, [trouble])
    page = signed_in(hall, "supervisor").get("/admin/registers/id-verify").text
    for said in ("答复不是JSON。", "330200-1", "R1", "开办餐饮店“一件事”", "无条件共享"):
        assert said in page, said
    assert signed_in(hall, "admin").get("/admin/registers/nobody").status_code == 404


def test_only_administrators_try_checks(hall: Hall) -> None:
    assert signed_in(hall, "supervisor").get("/admin/registers/try").status_code == 403
    assert signed_in(hall, "chen").get("/admin/registers").status_code == 403
    assert signed_in(hall, "admin").get("/admin/registers/try").status_code == 200


def test_made_up_values_are_right_in_form_for_every_check() -> None:
    for check in LIBRARY.checks:
        values = made_up(check)
        assert set(values) == set(check.inputs)
        if "id_number" in values:
            check_id_number(str(values["id_number"]), ON)
        if "uscc" in values:
            check_credit_code(str(values["uscc"]))


def test_a_trial_without_a_reason_is_not_made(hall: Hall) -> None:
    browser = signed_in(hall, "admin")
    answer = browser.submit(
        "/admin/registers/try", on="/admin/registers/try?check=id-verify", check="id-verify"
    )
    assert answer.status_code == 409
    assert "请写明试查的理由" in answer.text
    with hall.database.transaction() as connection:
        assert register_calls.newest(connection, CallsWanted(), None, 10) == ()


def test_a_trial_is_recorded_before_it_is_asked_and_tells_what_came(hall: Hall) -> None:
    browser = signed_in(hall, "admin")
    answer = browser.submit(
        "/admin/registers/try",
        on="/admin/registers/try?check=id-verify",
        check="id-verify",
        reason="接口升级后核对",
    )
    # No gateway runs in this test: the register is away, and the trial says so.
    assert answer.status_code == 200
    assert "unavailable" in answer.text
    assert "答复的原始结构" in answer.text
    with hall.database.transaction() as connection:
        (read,) = reads.newest(connection, ReadsWanted(account="admin"), None, 10)
        (call,) = register_calls.newest(connection, CallsWanted(), None, 10)
    assert (read.read.what, read.read.purpose) == ("trial id-verify", "接口升级后核对")
    assert (call.call.operator, call.call.case) == ("admin", read.read.case)
