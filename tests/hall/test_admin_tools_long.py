"""Tools that take long: in the background, one at a time for each account, to be stopped, found again."""

import json
import re
import threading
import time

import pytest

from hall.admin.calculations import CalculationEnded, calculation
from hall.admin.drafts import read_draft
from hall.admin.long_tools import Mutate, TryOut
from hall.house import Hall
from hall.workshop import Order, Progress, StillAtWork, Stopped, Workshop
from matters.errors import OneGoError
from matters.spec import Matter
from matters.words import Text
from storage import published
from tests.hall.calling import a_small_matter, a_system, accepted, publish, shipped, source
from tests.hall.desk import Browser

MATTERS = ("open-a-restaurant", "new-resident")
LONGEST = 60.0
"""Seconds that a tool of these tests may take on a busy machine."""
ORDER = Order("m@1", "test", Text(zh="情景测试", en="Scenarios"), "/admin/workbench/m@1/test")


def over(hall: Hall, account: str = "admin") -> None:
    """Wait until nothing is at work for the account."""
    until = time.monotonic() + LONGEST
    beat = threading.Event()
    while hall.workshop.busy(account) is not None:
        assert time.monotonic() < until, "it is still at work"
        beat.wait(0.05)


def done(hall: Hall, admin: Browser, path: str, **form: str) -> str:
    """Begin a tool, wait for it, and read its page."""
    answer = admin.submit(path, **form)
    assert answer.status_code == 303, answer.text
    over(hall)
    return admin.get(path).text


@pytest.mark.parametrize("key", MATTERS)
def test_all_scenarios_of_a_matter_are_run_and_their_coverage_shown(
    hall: Hall, admin: Browser, key: str
):
    page = done(hall, admin, f"{shipped(hall, key)}/test")
    assert "全部与预期一致" in page
    assert re.search(r"\d+\.\d%", page)


def test_a_scenario_that_differs_is_told_with_its_line_and_gaps_get_stubs(
    hall: Hall, admin: Browser
):
    scenarios = source("open-a-restaurant", "scenarios")
    first = (
        scenarios.split("  - scenario:")[0] + "  - scenario:" + scenarios.split("  - scenario:")[1]
    )
    wrong = re.sub(r"outcome: granted", "outcome: refused", first, count=1)
    assert wrong != first
    answer = admin.submit("/admin/drafts", text=source("open-a-restaurant"), scenarios=wrong)
    here = answer.headers["location"].removesuffix("/check")
    page = done(hall, admin, f"{here}/test")
    assert "1 个与预期不一致" in page
    assert "应为“refused”，实际为“granted”" in page
    assert '<pre class="stub"' in page


def test_a_file_of_scenarios_with_mistakes_is_refused_with_its_lines(hall: Hall, admin: Browser):
    text = "matter: open-a-restaurant\nscenarios:\n  - scenario: one\n    nonsense: true\n"
    answer = admin.submit("/admin/drafts", text=source("open-a-restaurant"), scenarios=text)
    here = answer.headers["location"].removesuffix("/check")
    page = done(hall, admin, f"{here}/test")
    assert "未能完成" in page
    assert "第 4 行" in page
    assert "onego-workbench" not in page
    assert "情景文件有错误" in admin.get(f"{here}/check").text


@pytest.mark.parametrize("key", MATTERS)
def test_faults_are_seeded_and_counted(hall: Hall, admin: Browser, key: str):
    page = done(hall, admin, f"{shipped(hall, key)}/mutate", most="4", seed="2")
    assert "得分" in page
    assert 'value="4"' in page


@pytest.mark.parametrize("key", MATTERS)
def test_a_simulation_gives_a_table_and_a_plot(hall: Hall, admin: Browser, key: str):
    path = f"{shipped(hall, key)}/simulate"
    page = done(hall, admin, path, per_day="4", days="5", **{"officers:hall": "1"})
    assert "仿真结果，不构成承诺" in page
    assert "<svg" in page
    assert admin.get(f"{path}.svg").content.startswith(b"<svg")
    admin.client.cookies.set("language", "en")
    assert "A simulation, no promise" in admin.get(path).text


def test_only_the_situations_that_got_a_weight_occur(hall: Hall, admin: Browser):
    path = f"{shipped(hall, 'open-a-restaurant')}/simulate"
    weights = {"situation:small-shop": "3", "situation:no-sign": "1"}
    page = done(hall, admin, path, per_day="4", days="5", **weights)
    result = page.split("各情形的工作日", 1)[1]
    assert "50平方米以下小店" in result
    assert "不设户外招牌" in result
    assert "经营冷食" not in result


@pytest.mark.parametrize(
    "form",
    [{"per_day": "many"}, {"per_day": "-1"}, {"days": "99999"}, {"per_day": "nan"}, {"seed": "0"},
     {"per_day": "5000", "days": "1000"}, {"officers:hall": "0"}, {"situation:small-shop": "-1"}],
)  # fmt: skip
def test_numbers_beyond_reason_are_refused_on_the_page(
    hall: Hall, admin: Browser, form: dict[str, str]
):
    path = f"{shipped(hall, 'open-a-restaurant')}/simulate"
    answer = admin.submit(path, **form)
    assert answer.status_code == 422
    assert hall.workshop.busy("admin") is None


def test_a_department_with_too_few_officers_is_told_when_it_is_run(hall: Hall, admin: Browser):
    path = f"{shipped(hall, 'open-a-restaurant')}/simulate"
    page = done(hall, admin, path, days="2", **{"officers:market-regulation": "1"})
    assert "至少要有" in page


def second_version(first: Matter) -> Matter:
    return Matter.model_validate({**json.loads(published.as_text(first)), "version": 2})


def test_past_cases_are_replayed_and_running_ones_judged_moved_and_moved_back(
    hall: Hall, admin: Browser
):
    first = a_small_matter()
    publish(hall, first)
    number = accepted(hall)
    publish(hall, second_version(first))
    here = "/admin/workbench/test-matter@2"
    assert "共 1 件，其中 1 件与原来相同" in done(hall, admin, f"{here}/replay")
    look = done(hall, admin, f"{here}/migrate")
    assert number in look
    assert "没有改变任何办件" in look
    assert "确认转版" in look
    moved = done(hall, admin, f"{here}/migrate", do="apply", reason="新版施行")
    assert "转版结果" in moved
    assert "已转版 1" in moved
    again = done(hall, admin, f"{here}/migrate")
    assert "已按本版办理 1" in again
    back = done(hall, admin, f"{here}/migrate", do="undo", reason="撤回")
    assert "已转回 1" in back


def test_a_draft_takes_no_running_cases(hall: Hall, admin: Browser):
    answer = admin.submit("/admin/drafts", text=source("open-a-restaurant"))
    here = answer.headers["location"].removesuffix("/check")
    refused = admin.submit(f"{here}/migrate", on=f"{here}/text")
    assert refused.status_code == 409
    assert "只能转到已发布的版本" in refused.text


def test_the_answers_of_applicants_are_on_no_page_of_replay(hall: Hall, admin: Browser):
    publish(hall, a_small_matter())
    accepted(hall)
    page = done(hall, admin, "/admin/workbench/test-matter@1/replay")
    assert "宁波示例餐饮" not in page


class Gate:
    """Work that goes on until it is let through."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.began = threading.Event()

    def __call__(self, progress: Progress) -> object:
        progress(3, 10)
        self.began.set()
        while not self.open.wait(0.01):
            progress(3, 10)
        return "found"


def test_one_piece_of_work_at_a_time_for_each_account_and_it_is_found_again(
    hall: Hall, admin: Browser
):
    here = shipped(hall, "open-a-restaurant")
    gate = Gate()
    order = ORDER._replace(subject=here.rpartition("/")[2], address=f"{here}/test")
    hall.workshop.begin("admin", order, gate)
    assert gate.began.wait(LONGEST)
    page = admin.get(f"{here}/test").text
    assert "3 / 10" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    other = admin.get(f"{here}/simulate").text
    assert f'href="{here}/test"' in other
    refused = admin.submit(f"{here}/mutate")
    assert refused.status_code == 409
    assert "还在运行" in refused.text
    stopped = admin.submit(f"{here}/stop", on=f"{here}/test")
    assert stopped.headers["location"] == f"{here}/test"
    over(hall)
    assert "上次运行已停止" in admin.get(f"{here}/test").text


def test_the_work_of_one_account_is_not_anothers(hall: Hall):
    gate = Gate()
    hall.workshop.begin("admin", ORDER, gate)
    with pytest.raises(StillAtWork):
        hall.workshop.begin("admin", ORDER, gate)
    hall.workshop.begin("editor", ORDER, gate)
    gate.open.set()
    over(hall, "admin")
    over(hall, "editor")
    job = hall.workshop.find("editor", ORDER.subject, ORDER.tool)
    assert job is not None
    assert (job.state, job.found) == ("done", "found")


def test_what_waits_for_a_place_can_be_stopped_before_it_begins():
    workshop, gate, second = Workshop(at_once=1), Gate(), Gate()
    workshop.begin("one", ORDER, gate)
    assert gate.began.wait(LONGEST)
    waiting = workshop.begin("two", ORDER, second)
    workshop.stop("two")
    gate.open.set()
    until = time.monotonic() + LONGEST
    while not waiting.is_over:
        assert time.monotonic() < until
    assert waiting.state == "stopped"
    assert not second.began.is_set()


@pytest.mark.parametrize(
    ("raised", "state"),
    [(OneGoError(zh="不行", en="no"), "failed"), (ValueError("a defect"), "failed"), (Stopped(), "stopped")],
)  # fmt: skip
def test_nothing_that_a_tool_raises_is_lost(raised: Exception, state: str):
    workshop = Workshop()

    def labour(_: Progress) -> object:
        raise raised

    job = workshop.begin("one", ORDER, labour)
    until = time.monotonic() + LONGEST
    while not job.is_over:
        assert time.monotonic() < until
    assert job.state == state
    assert (job.refused is not None) == (state == "failed")


def the_task(**more: int) -> Mutate:
    matter = read_draft(source("open-a-restaurant")).matter
    assert matter is not None
    return Mutate(
        matter=published.as_text(matter), key=matter.matter, source=source("open-a-restaurant"),
        scenarios=source("open-a-restaurant", "scenarios"), most=more.get("most", 500),
    )  # fmt: skip


def test_a_calculation_that_is_stopped_ends_at_once():
    progress = Progress()
    ended: list[Exception] = []

    def run() -> None:
        try:
            calculation(the_task())(progress)
        except (Stopped, CalculationEnded) as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    until = time.monotonic() + LONGEST
    while not progress.done and time.monotonic() < until:
        threading.Event().wait(0.02)
    progress.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert [type(one) for one in ended] == [Stopped]


def test_a_matter_that_the_calculation_cannot_read_is_no_silence():
    with pytest.raises(CalculationEnded):
        calculation(TryOut(matter="{}", key="x", scenarios="matter: x\n"))(Progress())


def test_the_system_tokens_do_not_open_the_workbench(hall: Hall):
    publish(hall, a_small_matter())
    desk = a_system(hall, "hall")
    answer = desk.client.get("/admin/workbench/test-matter@1/test", headers={"authorization": "x"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
