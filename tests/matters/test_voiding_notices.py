"""Notices that are voided, and the corrected ones that take their place."""

from datetime import timedelta

import pytest

from matters.acts import VoidNotice
from matters.case import MACHINE, Actor, Case, NoticeDelivered, NoticeVoided
from matters.delivery import to_send
from matters.due import IssueNotice, due
from matters.errors import ActRefused, NotYours
from matters.machine_verbs import notice_issued
from matters.notice_voids import arrival, first_key, replaced_by, replaces
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import Moment, perform
from tests.builders import a_matter, a_step, rules
from tests.cases import MONDAY, an_accepted_case, granted, played

RULES = rules(a_matter(a_step("fire")))
GRANTED = "granted:fire:1"


def with_notices(case: Case, at=MONDAY) -> Case:
    """The case with every notice that is due numbered, as a wave does it."""
    called = [one for one in due(RULES, case, at) if isinstance(one, IssueNotice)]
    facts = (notice_issued(one, f"{one.key}号", at) for one in called)
    return case.record(*facts)


def a_case_with_its_notices() -> Case:
    return with_notices(played(RULES, an_accepted_case(RULES), granted("fire")))


def void(
    key: str = GRANTED, text: str = "许可范围漏写一项。", *, corrected: bool = False
) -> VoidNotice:
    return VoidNotice(key=key, because="content", text=text, corrected=corrected)


def head(department: str = "fire") -> Actor:
    return Actor(account=f"{department}-head", department=department, role="head")


def voided(case: Case, act: VoidNotice, by: Actor | None = None, which: Rules = RULES) -> Case:
    return perform(which, case, act, Moment(by=by or head(), at=MONDAY + timedelta(days=1)))


def to_issue(case: Case) -> list[tuple[str, str | None]]:
    return [
        (one.key, one.replaces) for one in due(RULES, case, MONDAY) if isinstance(one, IssueNotice)
    ]


def test_a_head_voids_a_notice_of_the_own_department_after_the_case_is_closed() -> None:
    case = voided(a_case_with_its_notices(), void())
    assert standing(case).closed is not None
    fact = case.facts[-1]
    assert isinstance(fact, NoticeVoided)
    assert (fact.number, fact.because) == (f"{GRANTED}号", "content")


def test_the_decision_stands_and_no_notice_follows() -> None:
    case = voided(a_case_with_its_notices(), void())
    assert standing(case).step("fire").status == "granted"
    assert to_issue(case) == []


def test_a_corrected_notice_names_the_one_whose_place_it_takes() -> None:
    case = voided(a_case_with_its_notices(), void(corrected=True))
    assert to_issue(case) == [(f"{GRANTED}~2", f"{GRANTED}号")]
    again = with_notices(case)
    assert to_issue(again) == []
    now = standing(again)
    assert now.issued[f"{GRANTED}~2"].replaces == f"{GRANTED}号"
    assert replaced_by(now, GRANTED) == f"{GRANTED}~2号"
    assert replaces(now, f"{GRANTED}~2") == f"{GRANTED}号"
    assert replaces(now, GRANTED) is None


def test_a_correction_may_be_voided_and_corrected_too() -> None:
    second = with_notices(voided(a_case_with_its_notices(), void(corrected=True)))
    third = voided(second, void(f"{GRANTED}~2", corrected=True))
    assert to_issue(third) == [(f"{GRANTED}~3", f"{GRANTED}~2号")]
    assert first_key(f"{GRANTED}~3") == GRANTED


def test_what_is_void_is_not_brought_to_the_applicant() -> None:
    case = a_case_with_its_notices()
    assert GRANTED in to_send(standing(case))
    assert GRANTED not in to_send(standing(voided(case, void())))


def arrived(key: str) -> NoticeDelivered:
    return NoticeDelivered(at=MONDAY, by=MACHINE, key=key, channel="sms", receipt="R-1")


def test_the_arrival_of_the_corrected_notice_counts_where_the_void_one_never_came() -> None:
    second = with_notices(voided(a_case_with_its_notices(), void(corrected=True)))
    assert arrival(standing(second), GRANTED) is None
    there = standing(second.record(arrived(f"{GRANTED}~2")))
    assert arrival(there, GRANTED) == arrived(f"{GRANTED}~2")


def test_what_had_arrived_before_it_was_voided_has_arrived() -> None:
    case = voided(a_case_with_its_notices().record(arrived(GRANTED)), void(corrected=True))
    assert arrival(standing(case), GRANTED) == arrived(GRANTED)


def test_what_has_arrived_is_not_voided_without_telling_the_applicant() -> None:
    case = a_case_with_its_notices().record(arrived(GRANTED))
    with pytest.raises(ActRefused, match="with a correction"):
        voided(case, void())


def test_of_two_notices_that_have_arrived_one_is_voided_without_a_correction() -> None:
    case = a_case_with_its_notices().record(arrived(GRANTED))
    twice = void().model_copy(update={"because": "twice"})
    assert GRANTED in standing(voided(case, twice)).voided


def test_an_officer_voids_nothing() -> None:
    officer = Actor(account="fire", department="fire", role="officer")
    with pytest.raises(ActRefused, match="head"):
        voided(a_case_with_its_notices(), void(), officer)


def test_nobody_voids_the_notice_of_another_department() -> None:
    with pytest.raises(NotYours):
        voided(a_case_with_its_notices(), void(), head("police"))


def test_a_notice_is_voided_once() -> None:
    case = voided(a_case_with_its_notices(), void())
    with pytest.raises(ActRefused, match="void already"):
        voided(case, void())


def test_a_notice_that_does_not_exist_is_not_voided() -> None:
    with pytest.raises(ActRefused, match="no such notice"):
        voided(a_case_with_its_notices(), void("granted:water:1"))


def test_what_was_wrong_has_to_be_said() -> None:
    with pytest.raises(ActRefused, match="what exactly was wrong"):
        voided(a_case_with_its_notices(), void(text="  "))
