"""Letters of deferred papers and of broken promises, written from shipped matters with the shipped office."""

import pytest

from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import write_letter
from matters.reading import SHIPPED, shipped_catalogue
from matters.rules import Rules
from matters.workbench.trials import Run, run
from matters.workbench.trials_files import read_script
from tests.cases import MONDAY

CATALOGUE = shipped_catalogue()
KEY = "open-a-restaurant"
HERE = Rules(CATALOGUE.matter(KEY), CATALOGUE.office, CATALOGUE.calendar)
FILE = read_script(SHIPPED / "scenarios" / f"{KEY}.yaml").file
GIVEN = Numbered("甬测〔2026〕1号", MONDAY.date(), "http://127.0.0.1/v/1", "http://127.0.0.1/f/1")


def played(scenario: str) -> Run:
    return run(HERE, FILE, next(one for one in FILE.scenarios if one.scenario == scenario))


def written(scenario: str, event: str) -> str:
    """The letter of the event, in both languages, as the case stands in the end."""
    found = played(scenario)
    (notice,) = [one for one in found.notices if one.event == event]
    values = letter_values(Subject(HERE, found.case.number, found.now), notice, GIVEN)
    return str(write_letter(HERE.office.letter(notice.letter), values))


@pytest.mark.parametrize("event", ["deferred", "acceptance_revoked"])
def test_what_was_deferred_is_told_with_its_day(event):
    said = written("fire-plan-never-came", event)
    assert "场所平面布置图和消防设施系统图" in said
    assert "2026年3月19日" in said
    assert "19 March 2026" in said


def test_a_revoked_acceptance_tells_why_and_by_which_rule():
    said = written("fire-plan-never-came", "acceptance_revoked")
    assert "逾期未补交" in said
    assert "《浙江省政务服务条例》" in said
    assert "申请行政复议" in said


def test_an_order_to_keep_a_promise_tells_what_was_found_and_until_when_to_put_it_right():
    said = written("safety-promise-broken", "promise_broken")
    assert "食品安全管理员告知承诺" in said
    assert "现场未配备经考核合格的食品安全管理员。" in said
    assert "6 May 2026" in said


def test_a_decision_that_falls_is_named_with_its_reason_and_law():
    said = written("safety-promise-broken", "decision_revoked")
    assert "食品经营许可" in said
    assert "经责令限期整改仍未履行承诺" in said
    assert "第十四条" in said
