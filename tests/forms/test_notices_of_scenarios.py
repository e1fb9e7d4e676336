"""Every notice N01 to N22 as a shipped matter's scenario brings it: a golden text in both languages.

`pytest tests/forms/test_notices_of_scenarios.py --update-golden` writes them anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from forms.letter_contents import NOTICE_OF, NoticeKey, lacking
from forms.letter_context import LetterContext
from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import Letter, write_letter
from forms.numbering import document_number
from matters.case import CHINA, Actor, Case, NoticeIssued, business_date
from matters.notices import IssueNotice, notices
from matters.reading import SHIPPED, read_catalogue, read_document
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.standing import standing
from matters.supervision_verbs import Demand, clocks_of, supervise
from matters.verbs import Moment
from matters.workbench.trials import Run, run
from tests.forms.letter_shown import as_shown

CATALOGUE = read_catalogue(SHIPPED)
GOLDEN = Path(__file__).parents[1] / "golden" / "notices"
RESTAURANT, PHARMACY = "open-a-restaurant", "one-licence-pharmacy"
PLAYED: tuple[tuple[str, str, str], ...] = (
    ("received", RESTAURANT, "fire-plan-follows"),
    ("accepted", RESTAURANT, "fire-plan-follows"),
    ("supplement", RESTAURANT, "bad-credit-promises-nothing"),
    ("not_accepted", "business-complaint", "in-court"),
    ("not_required", RESTAURANT, "needs-no-licence"),
    ("deferred", RESTAURANT, "fire-plan-follows"),
    ("promised", PHARMACY, "class-b-by-promise"),
    ("acceptance_revoked", RESTAURANT, "fire-plan-never-came"),
    ("excluded", PHARMACY, "sign-heard"),
    ("extended", "company-start-up", "complicated"),
    ("hearing_rights", PHARMACY, "sign-heard"),
    ("hearing", PHARMACY, "sign-heard"),
    ("hearing_announced", PHARMACY, "sign-heard"),
    ("granted", PHARMACY, "sign-heard"),
    ("refused", RESTAURANT, "refusal-left-and-rated"),
    ("certificate", PHARMACY, "sign-heard"),
    ("promise_broken", RESTAURANT, "safety-promise-broken"),
    ("decision_revoked", RESTAURANT, "safety-promise-broken"),
    ("withdrawn", "company-closure", "withdrawn-during-notice"),
    ("lapsed", "company-closure", "nothing-supplied"),
    ("terminated", RESTAURANT, "refusal-left-and-rated"),
    ("terminated_case", "newborn", "ended-by-head"),
    ("delivery_receipt", RESTAURANT, "refusal-left-and-rated"),
    ("done", PHARMACY, "sign-heard"),
    ("checked", PHARMACY, "sign-heard"),
    ("rated", RESTAURANT, "refusal-left-and-rated"),
    ("visit", PHARMACY, "sign-heard"),
    ("corrections", "joint-inspection", "corrected"),
    ("supervised", "company-start-up", "complicated"),
)
"""By event, the matter and the scenario that it is taken from."""


def rules_of(matter: str) -> Rules:
    return Rules(CATALOGUE.matter(matter), CATALOGUE.office, CATALOGUE.calendar)


@cache
def played(matter: str, scenario: str) -> Run:
    file = read_document(SHIPPED / "scenarios" / f"{matter}.yaml", Scenarios, "matter")
    one = next(one for one in file.scenarios if one.scenario == scenario)
    return run(rules_of(matter), file, one)


def issued(event: str, matter: str, scenario: str) -> tuple[Rules, Case, NoticeIssued]:
    """The case as it was when its first notice of the event was issued."""
    if event == "supervised":
        return ordered(matter, scenario)
    case = played(matter, scenario).case
    for number, fact in enumerate(case.facts):
        if isinstance(fact, NoticeIssued) and fact.key.split(":")[0] == event:
            before = Case(number=case.number, matter=case.matter, facts=case.facts[:number])
            return rules_of(matter), before, fact
    raise AssertionError(f"{scenario} brings no {event}")


def ordered(matter: str, scenario: str) -> tuple[Rules, Case, NoticeIssued]:
    """A case whose limit was extended, ordered to be dealt with on the last day that it had before."""
    rules, before, fact = issued("extended", matter, scenario)
    now = standing(before)
    moment = Moment(
        Actor(account="supervisor", department="supervision", role="supervisor"), fact.at
    )
    clock = next(one for one in clocks_of(rules, before, now, moment) if one.step == fact.step)
    late = Moment(
        moment.by, fact.at.replace(year=clock.last.year, month=clock.last.month, day=clock.last.day)
    )
    demand = Demand(clock=clock.key, text="请于两个工作日内作出决定。")
    return rules, supervise(rules, before, demand, late), fact.model_copy(update={"at": late.at})


def written(event: str, matter: str, scenario: str) -> tuple[LetterContext, Letter]:
    rules, case, fact = issued(event, matter, scenario)
    now = standing(case)
    notice = called_for(rules, case, event)
    kind = rules.office.letter(notice.letter)
    on = business_date(fact.at.astimezone(CHINA))
    agency = rules.office.department(notice.department).short
    given = Numbered(
        number=document_number(agency, kind.series, on.year, 12),
        on=on,
        code_url="https://onego.example.gov.cn/verify/7Q2M4KX9",
        follow_url="https://onego.example.gov.cn/follow/7Q2M4KX9",
    )
    said = letter_values(Subject(rules, case.number, now), notice, given)
    return said, write_letter(kind, said)


def called_for(rules: Rules, case: Case, event: str) -> IssueNotice:
    now = standing(case)
    found: Iterator[IssueNotice] = (
        one for one in notices(rules, now) if one.event == event and one.key not in now.issued
    )
    return next(found)


@pytest.mark.parametrize(("event", "matter", "scenario"), PLAYED)
def test_each_notice_says_what_its_golden_file_says(event, matter, scenario, updates_golden):
    _, letter = written(event, matter, scenario)
    shown = as_shown(letter.chinese) + "\n" + as_shown(letter.english)
    golden = GOLDEN / f"{NOTICE_OF[event]}-{event}.txt"
    if updates_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("event", "matter", "scenario"), PLAYED)
def test_each_notice_says_all_that_the_law_wants(event, matter, scenario):
    said, letter = written(event, matter, scenario)
    assert [(one.name.en, language) for one, language in lacking(event, said, letter)] == []


def test_every_notice_of_the_catalogue_is_brought_by_a_scenario():
    assert {NOTICE_OF[event] for event, _, _ in PLAYED} == set(get_args(NoticeKey))
    assert {event for event, _, _ in PLAYED} == set(NOTICE_OF)


def test_every_golden_file_belongs_to_a_notice():
    files = {f"{NOTICE_OF[event]}-{event}" for event, _, _ in PLAYED}
    assert {file.stem for file in GOLDEN.iterdir()} == files
