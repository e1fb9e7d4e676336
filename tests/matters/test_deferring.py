"""A listed paper may come after acceptance: what waits for it, what is told, and what follows if it does not come."""

import pytest

from matters.acts import Accept, RevokeAcceptance, Supply
from matters.case import Evidence, EvidenceTaken, Outcome
from matters.due import due
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.ladder import ladder_of
from matters.notices import IssueNotice
from matters.spec import Material
from matters.standing import standing
from matters.verbs import launch
from matters.work import open_work
from tests.builders import a_matter, a_step
from tests.builders import rules as rules_of
from tests.cases import (
    MONDAY,
    a_case,
    a_clerk,
    a_launch,
    an_upload,
    granted,
    keys,
    on,
    refused,
    status,
)
from tests.stepping import by, does

PLAN = Material(
    key="plan", name="平面布局图", basis="测试依据", **{"for": ("food",)},
    ladder=({"kind": "deferred", "within": "10 working days"}, {"kind": "upload"}),
)  # fmt: skip
LETTER = Material(key="letter", name="说明", basis="测试依据", ladder=({"kind": "upload"},))
RULES = rules_of(a_matter(a_step("food"), a_step("fire"), materials=(PLAN,)))
LATER = Evidence(material="plan", rung="deferred", digest="d" * 64, label="deferred")
REVOKE = RevokeAcceptance(reason="容缺材料逾期未补交。", basis="《浙江省政务服务条例》")
LATE = on("2026-03-17")


def deferred():
    taken = EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=LATER)
    case = launch(RULES, "330200-2026-000001", a_launch(), (taken,))
    return does(RULES, case, a_clerk(), Accept())


def brought(case, at=MONDAY):
    return does(RULES, case, a_clerk(), Supply(evidence=(an_upload("plan"),)), at=at)


def test_the_engine_says_until_when_it_must_come_whatever_was_written():
    assert standing(deferred()).evidence["plan"].until == on("2026-03-16").date()
    claimed = LATER.model_copy(update={"until": on("2027-01-01").date()})
    case = does(RULES, a_case(RULES), a_clerk(), Supply(evidence=(claimed,)))
    assert standing(case).evidence["plan"].until == on("2026-03-16").date()


def test_acceptance_goes_on_and_a_grant_of_who_reads_it_waits():
    case = does(RULES, deferred(), by("fire"), granted("fire"))
    assert status(case, "fire") == "granted"
    with pytest.raises(ActRefused, match="Still to come"):
        does(RULES, case, by("food"), granted("food"))
    assert status(does(RULES, brought(case), by("food"), granted("food")), "food") == "granted"


def test_a_refusal_waits_for_no_paper():
    assert status(does(RULES, deferred(), by("food"), refused("food")), "food") == "refused"


def test_the_applicant_is_told_what_is_to_come():
    told = keys(due(RULES, deferred(), MONDAY))
    assert "deferred:1" in told


def test_the_counter_has_it_as_work_until_it_comes():
    case = deferred()
    (work,) = [one for one in open_work(RULES, case) if one.kind == "deferral"]
    assert (work.department, work.due, work.waiting) == ("hall", on("2026-03-16").date(), True)
    case = brought(case)
    assert ladder_of(RULES.matter, standing(case), PLAN).by == PLAN.ladder[1]
    assert not [one for one in open_work(RULES, case) if one.kind == "deferral"]


def test_only_a_paper_with_that_rung_is_put_off_once_and_before_acceptance():
    letter = LATER.model_copy(update={"material": "letter"})
    rules = rules_of(a_matter(a_step("food"), materials=(PLAN, LETTER)))
    with pytest.raises(ActRefused, match="cannot be given"):
        does(rules, a_case(rules), a_clerk(), Supply(evidence=(letter,)))
    case = does(RULES, a_case(RULES), a_clerk(), Supply(evidence=(LATER,)))
    with pytest.raises(ActRefused, match="deferred once"):
        does(RULES, case, a_clerk(), Supply(evidence=(LATER,)))


def test_a_person_takes_the_acceptance_back_after_the_day_and_not_before():
    case = deferred()
    with pytest.raises(ActRefused, match="overdue"):
        does(RULES, case, a_clerk(), REVOKE, at=on("2026-03-16"))
    with pytest.raises(NotYours):
        does(RULES, case, by("food"), REVOKE, at=LATE)
    case = does(RULES, case, a_clerk(), REVOKE, at=LATE)
    assert standing(case).outcome == Outcome.ACCEPTANCE_REVOKED
    assert open_work(RULES, case) == ()
    events = [one.event for one in due(RULES, case, LATE) if isinstance(one, IssueNotice)]
    assert events[-1] == "acceptance_revoked"


def test_the_machine_never_takes_it_back_by_itself():
    assert standing(deferred()).acceptance_revoked is None
    acts = [type(one).__name__ for one in due(RULES, deferred(), on("2027-01-01"))]
    assert set(acts) <= {"IssueNotice", "DeliverNotice"}


def test_what_was_granted_already_keeps_the_acceptance():
    case = does(RULES, deferred(), by("fire"), granted("fire"))
    with pytest.raises(ActRefused, match="granted already"):
        does(RULES, case, a_clerk(), REVOKE, at=LATE)


def test_it_states_its_reason_and_basis():
    with pytest.raises(ActRefused, match="Say why"):
        does(RULES, deferred(), a_clerk(), REVOKE.model_copy(update={"reason": ""}), at=LATE)
    with pytest.raises(ActRefused, match="Name the rule"):
        does(RULES, deferred(), a_clerk(), REVOKE.model_copy(update={"basis": " "}), at=LATE)


def test_a_paper_that_nobody_owes_does_not_come_in_after_acceptance():
    rules = rules_of(a_matter(a_step("food"), materials=(PLAN, LETTER)))
    taken = [
        EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=one) for one in (LATER, an_upload("letter"))
    ]
    case = launch(rules, "330200-2026-000001", a_launch(), tuple(taken))
    case = does(rules, case, a_clerk(), Accept())
    with pytest.raises(StepNotOpen):
        does(rules, case, a_clerk(), Supply(evidence=(an_upload("letter"),)))
