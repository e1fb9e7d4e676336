"""Asking again for what the first notice could have asked: said on the form, kept, printed and counted."""

import pytest

from hall.house import Hall
from matters.acts import AskForMore, Supply
from matters.case import AskedAgain, Wanted
from matters.errors import ActRefused
from matters.office import HALL
from storage import notices
from tests.hall.desk import signed_in
from tests.hall.town import Town

WHY = AskedAgain(because="overlooked", words="首次告知漏列设备清单。")


def asked(key: str, why: AskedAgain | None = None) -> AskForMore:
    one = Wanted(kind="field", key=key, wrong="填写不完整。", standard="应当完整。")
    return AskForMore(wanted=(one,), again=why)


def asked_once(town: Town) -> str:
    number = town.case("open-a-restaurant", "food-only")
    town.act(number, asked("company.mobile"), HALL)
    town.act(number, Supply(answers={"company.mobile": "13800138000"}), HALL)
    return number


def test_the_form_says_what_needs_a_reason_and_without_one_it_is_refused(hall: Hall) -> None:
    town = Town(hall)
    number = asked_once(town)
    page = signed_in(hall, "chen").get(f"/cases/{number}").text
    assert "须说明原因" in page
    assert 'name="because"' in page
    with pytest.raises(ActRefused, match="should have stood on an earlier one"):
        town.act(number, asked("company.address"), HALL)


def test_the_reason_is_printed_told_and_counted(hall: Hall) -> None:
    town = Town(hall)
    number = asked_once(town)
    town.act(number, asked("company.address", WHY), HALL)
    with hall.database.transaction() as connection:
        text = notices.text_of(connection, hall.keyring, number, "supplement:2")
    assert text is not None
    assert WHY.words in text
    clerk, supervisor = signed_in(hall, "chen"), signed_in(hall, "supervisor")
    assert WHY.words in clerk.get(f"/cases/{number}").text
    figures = supervisor.get("/supervision/asked-again").text
    assert "首次告知有遗漏，属本机关工作差错" in figures
    assert number in figures
    table = supervisor.get("/supervision/asked-again/export.csv").text
    assert table.count(number) == 1
    assert clerk.get("/supervision/asked-again").status_code == 403


def test_nobody_asked_again_is_said_so(hall: Hall) -> None:
    supervisor = signed_in(hall, "supervisor")
    assert "没有重复补正" in supervisor.get("/supervision/asked-again").text
