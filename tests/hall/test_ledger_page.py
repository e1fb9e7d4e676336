"""The clock ledger where people meet it: the case page, the API and the command line."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from hall.console.clocks import tell_clocks
from hall.house import Hall
from hall.ledger_words import ledger_for_applicant, ledger_of
from matters.acts import Accept, Extend
from matters.standing import Standing, standing
from matters.verbs import Moment, perform
from tests.builders import a_matter, a_step, an_item, rules
from tests.cases import an_accepted_case, granted, on, played
from tests.hall.calling import a_system
from tests.hall.desk import signed_in
from tests.hall.town import Town
from tests.stepping import a_head

KEEP = os.environ.get("ONEGO_KEEP_PAGES")


LICENCE = rules(a_matter(a_step("food", item=an_item("20 working days", extend="10 working days"))))


def the_line(case, key: str, today: str = "2026-09-21"):
    found = ledger_of(LICENCE, standing(case), date.fromisoformat(today))
    return next(one for one in found if one.key == key)


def test_a_line_tells_start_end_and_light():
    line = the_line(an_accepted_case(LICENCE, at=on("2026-09-18")), "T4:food:1")
    assert line.title.zh == "许可事项：法定办理期限"
    assert line.span.zh == "2026年9月18日至2026年10月22日"
    assert (line.lamp.colour, line.lamp.words.zh) == ("green", "剩余18个工作日")
    assert ("起算", "2026年9月18日（周五），受理，当日不计入") in [
        (name.zh, words.zh) for name, words in line.facts
    ]


def test_the_days_are_told_in_spans_so_that_they_stay_short():
    line = the_line(an_accepted_case(LICENCE, at=on("2026-09-18")), "T4:food:1")
    told = [(one.when.zh, one.counts.zh, one.cause.zh) for one in line.days]
    assert ("9月20日（周日）", "第1日", "调休上班") in told
    assert ("9月25日（周五）至9月27日（周日）", "不计", "中秋节") in told
    assert ("10月1日（周四）至10月7日（周三）", "不计", "国庆节") in told
    assert len(told) < 12


def test_an_extension_is_told_with_the_day_that_it_moved():
    case = an_accepted_case(LICENCE, at=on("2026-09-18"))
    extend = Extend(step="food", reason="案情复杂。")
    case = perform(LICENCE, case, extend, Moment(a_head("food"), on("2026-09-21")))
    line = the_line(case, "T4:food:1")
    told = {name.zh: words.zh for name, words in line.facts}
    assert told["原届满日"] == "2026年10月22日（周四）"
    assert told["届满日"] == "2026年11月5日（周四）"
    assert line.days[-1].cause.zh == "延长期限；周末4天不计"


def test_a_clock_that_was_stopped_says_whether_in_time():
    case = an_accepted_case(LICENCE, at=on("2026-09-18"))
    early = played(LICENCE, case, granted("food"), at=on("2026-09-21"))
    late = played(LICENCE, case, granted("food"), at=on("2026-10-23"))
    assert the_line(early, "T4:food:1").lamp.words.zh == "按期完成"
    assert the_line(late, "T4:food:1", "2026-10-23").lamp.colour == "red"


def test_before_anything_is_received_there_is_nothing_to_tell():
    assert ledger_of(LICENCE, Standing(), date(2026, 9, 18)) == ()


def test_every_line_is_told_in_both_languages(town: Town, hall: Hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    browser = signed_in(hall, "chen")
    chinese = browser.get(f"/cases/{number}").text
    browser.get(f"/cases/{number}?language=en")
    english = browser.get(f"/cases/{number}").text
    assert "期限台账" in chinese
    assert "法定办理期限" in chinese
    assert "Clock ledger" in english
    assert "Limit by law" in english
    if KEEP:
        Path(KEEP).mkdir(exist_ok=True)
        (Path(KEEP) / "case-zh.html").write_text(chinese, encoding="utf-8")
        (Path(KEEP) / "case-en.html").write_text(english, encoding="utf-8")


def test_the_api_gives_every_clock_and_on_request_its_days(town: Town, hall: Hall):
    number = town.case("open-a-restaurant", "small-shop")
    town.act(number, Accept(), "hall")
    system = a_system(hall)
    clocks = system.get(f"/cases/{number}/clocks?days=true").json()["clocks"]
    t4 = next(one for one in clocks if one["key"].startswith("T4:"))
    assert t4["started"]["fact"] == "accepted"
    assert t4["days"][0]["counted"] is False
    assert t4["days"][-1]["on"] == t4["last"]
    short = system.get(f"/cases/{number}/clocks").json()["clocks"]
    assert all(one["days"] == [] for one in short)


def test_the_command_prints_the_ledger_as_json_and_nothing_else(
    town: Town, hall: Hall, capsys: pytest.CaptureFixture[str]
):
    number = town.case("open-a-restaurant", "small-shop")
    town.act(number, Accept(), "hall")
    tell_clocks(hall.installation, number, json=True, with_days=False)
    keys = [one["key"] for one in json.loads(capsys.readouterr().out)["clocks"]]
    assert {"T1:statutory:1", "T1:local:1", "T6:promised"} <= set(keys)
    tell_clocks(hall.installation, number, json=False, with_days=True)
    assert "一次性告知" in capsys.readouterr().out


def test_the_applicant_sees_what_was_promised_and_what_waits_for_the_own_act():
    case = an_accepted_case(LICENCE, at=on("2026-09-18"))
    told = ledger_for_applicant(LICENCE, standing(case), date(2026, 9, 21))
    assert [one.key for one in told] == ["T6:promised"]
