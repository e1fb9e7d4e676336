"""Every letter that a procedure calls for can be written: nothing that its text names is missing."""

from datetime import date

import pytest

from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import write_letter
from matters.acts import (
    Appoint,
    ConfirmPayment,
    Decide,
    Extend,
    ExtendBundle,
    Resume,
    SendBack,
    Suspend,
    Terminate,
    Withdraw,
)  # fmt: skip
from matters.case import Case
from matters.errors import ActRefused
from matters.fields import Field, Group
from matters.limits import Limit
from matters.machine_verbs import notice_issued
from matters.notices import notices
from matters.office import LetterKind, Office
from matters.reading import SHIPPED, read_library
from matters.rules import Rules
from matters.spec import Form
from matters.standing import standing
from tests.builders import a_matter, a_step, an_item, rules
from tests.cases import MONDAY, TUESDAY, WEDNESDAY, an_accepted_case, granted, refused
from tests.stepping import a_fee, a_head, a_part_of_work, by, does

LIBRARY = read_library(SHIPPED)
GIVEN = Numbered("甬测〔2026〕1号", MONDAY.date(), "http://127.0.0.1/v/1", "http://127.0.0.1/f/1")
HEARING = Appoint(
    step="hear",
    day=date(2026, 3, 11),
    hour="09:30",
    place="一楼会议室",
    chair="郑维国",
    public=True,
)
WHY = {"reason": "申请人申请终止。", "basis": "测试依据第三条"}


def shipped(kind: str) -> LetterKind:
    return next(one for one in LIBRARY.office.letters if one.key == kind)


def an_office(base: Office) -> Office:
    """The test office with the shipped letters."""
    return base.model_copy(
        update={"letters": LIBRARY.office.letters, "reasons": LIBRARY.office.reasons}
    )


def a_case_of(*steps, **changes) -> tuple[Rules, Case]:
    letters = dict(LIBRARY.letter_defaults)
    here = rules(a_matter(*steps, letters=letters, **changes))
    here = Rules(here.matter, an_office(here.office), here.calendar)
    return here, an_accepted_case(here, area_m2=60)


def written(here: Rules, case: Case, event: str) -> list[str]:
    """The letters of the event, in both languages."""
    now, told = standing(case), []
    for notice in notices(here, now):
        if notice.event == event:
            values = letter_values(Subject(here, case.number, now), notice, GIVEN)
            told.append(str(write_letter(here.office.letter(notice.letter), values)))
    assert told, event
    return told


FOOD = a_step("food", item=an_item(extend="5 working days"))
STILL = Suspend(step="food", ground="另案尚未审结。", basis="测试依据第二条")


def test_each_suspension_and_each_going_on_names_its_own_days_and_ground():
    here, case = a_case_of(FOOD)
    case = does(here, case, by("food"), STILL)
    case = does(here, case, by("food"), Resume(step="food"), at=TUESDAY)
    again = STILL.model_copy(update={"ground": "须委托鉴定。"})
    case = does(here, case, by("food"), again, at=WEDNESDAY)
    first, second = written(here, case, "suspended")
    assert "另案尚未审结" in first
    assert "须委托鉴定" in second
    (resumed,) = written(here, case, "resumed")
    assert "3月2日" in resumed


def test_an_extension_is_told_also_after_the_work_has_begun_anew():
    look = a_part_of_work("look", "fire")
    here, case = a_case_of(look, FOOD.model_copy(update={"after": ("look",)}))
    case = does(here, case, by("fire"), granted("look"))
    case = does(here, case, a_head("food"), Extend(step="food", reason="案情复杂。"))
    case = does(here, case, by("food"), SendBack(step="food", to="look", reason="须重看。"))
    assert "案情复杂" in written(here, case, "extended")[0]


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        ("publicity", {"kind": "publicity", "lasts": Limit.parse("20 days")}),
        ("hearing_rights", {"kind": "hearing", "excluded": "《行政许可法》第四十五条"}),
        ("excluded", {"kind": "expert-review", "excluded": "《行政许可法》第四十五条"}),
        ("fees", {"kind": "pay"}),
    ],
)
def test_what_a_procedure_begins_with_is_told(event, changes):
    here, case = a_case_of(
        a_part_of_work("step", "food", **changes), FOOD.model_copy(update={"after": ("step",)}),
        fees=(a_fee("stamp", 20),),
    )  # fmt: skip
    assert written(here, case, event)


def test_a_hearing_is_told_with_day_place_and_chair_and_announced_if_open_to_all():
    here, case = a_case_of(
        a_part_of_work("hear", "food", kind="hearing"), FOOD.model_copy(update={"after": ("hear",)})
    )
    (rights,) = written(here, case, "hearing_rights")
    assert "5个工作日内" in rights
    assert "3月9日" in rights
    case = does(here, case, by("food"), HEARING)
    for event in ("hearing", "hearing_announced"):
        (said,) = written(here, case, event)
        assert "2026年3月11日09:30" in said
        assert "郑维国" in said


def test_a_hearing_is_fixed_seven_working_days_ahead_and_by_whom_it_is_presided():
    here, case = a_case_of(
        a_part_of_work("hear", "food", kind="hearing"), FOOD.model_copy(update={"after": ("hear",)})
    )
    with pytest.raises(ActRefused, match="2026-03-11"):
        does(here, case, by("food"), HEARING.model_copy(update={"day": date(2026, 3, 10)}))
    with pytest.raises(ActRefused, match="presides"):
        does(here, case, by("food"), HEARING.model_copy(update={"chair": ""}))
    with pytest.raises(ActRefused, match="no workday"):
        does(here, case, by("food"), HEARING.model_copy(update={"day": date(2026, 3, 14)}))


def test_a_fee_that_was_paid_is_still_told_as_it_was_asked():
    here, case = a_case_of(
        a_part_of_work("pay", "bureau", kind="pay"), FOOD, fees=(a_fee("s", 20),)
    )
    case = does(here, case, by("bureau"), ConfirmPayment(step="pay", receipt="PZ-1"))
    assert "20元" in written(here, case, "fees")[0]


def test_a_step_and_a_case_that_a_person_ended_say_why():
    here, case = a_case_of(FOOD, a_step("fire", after=("food",)))
    case = does(here, case, a_head(), Terminate(step="food", **WHY))
    first, behind = written(here, case, "terminated")
    assert "申请人申请终止" in first
    assert "测试依据第三条" in first
    assert "food" in behind
    here, case = a_case_of(FOOD)
    case = does(here, case, a_head(), Terminate(**WHY))
    (told,) = written(here, case, "terminated_case")
    assert "测试依据第三条" in told


def test_a_step_refused_by_its_parts_names_the_facts_of_each():
    here, case = a_case_of(a_part_of_work("food", each=2))
    act: Decide = refused("food").model_copy(update={"part": "1"})
    case = does(here, case, by("food"), act)
    assert act.reasons.rstrip("。") in written(here, case, "refused")[0]


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (("缺照片。", "缺照片。"), ("门店1（甬江店）、门店2（姚江店）：缺照片。",)),
        (("缺照片。", "面积不符。"), ("门店1（甬江店）：缺照片。", "门店2（姚江店）：面积不符。")),
    ],
)
def test_a_refusal_names_the_rows_that_it_is_about(reasons, told):
    fields = (Field(key="owner", label="店主"), Field(key="sign", label="店名"))
    shops = Group(group="shops", name="门店", called="sign", fields=fields)
    steps = a_part_of_work("food", each="shops", quorum="any")
    here, _ = a_case_of(steps, form=Form(groups=(shops,)))
    rows = ({"owner": "王", "sign": "甬江店"}, {"owner": "李", "sign": "姚江店"})
    case = an_accepted_case(here, area_m2=60, shops=rows)
    for part, reason in enumerate(reasons, start=1):
        act = refused("food").model_copy(update={"part": str(part), "reasons": reason})
        case = does(here, case, by("food"), act)
    letter = written(here, case, "refused")[0]
    assert all(line in letter for line in told)


def test_a_withdrawal_with_work_under_way_is_told():
    here, case = a_case_of(FOOD, a_part_of_work("tables", "fire", each=2))
    case = does(here, case, by("hall", role="clerk"), Withdraw(reason="不办了。"))
    assert written(here, case, "withdrawn")


def test_a_withdrawal_lists_only_what_was_decided_before():
    here, case = a_case_of(FOOD, a_step("fire"))
    case = does(here, case, by("food"), granted("food"))
    told = standing(case)
    (notice,) = (one for one in notices(here, told) if one.event == "granted")
    case = case.record(notice_issued(notice, "甬测许准〔2026〕7号", MONDAY))
    case = does(here, case, by("hall", role="clerk"), Withdraw(reason="不办了。"))
    (letter,) = written(here, case, "withdrawn")
    assert "甬测许准〔2026〕7号" in letter
    assert "未办理" not in letter


def test_a_number_that_a_step_gives_stands_on_its_letter():
    number = Field(key="licence_number", label="登记编号", produced_by="food")
    here, case = a_case_of(FOOD, form=Form(fields=(number,)))
    act = granted("food").model_copy(update={"values": {"licence_number": "甬登2026-0042"}})
    case = does(here, case, by("food"), act)
    (letter,) = written(here, case, "granted")
    assert "登记编号" in letter
    assert "甬登2026-0042" in letter


def test_the_licensing_law_extends_only_licences():
    filing = FOOD.model_copy(update={"item": an_item(extend="5 working days", kind="registration")})
    extend = Extend(step="food", reason="情况复杂。")
    for step, cited in ((FOOD, True), (filing, False)):
        here, case = a_case_of(step)
        (letter,) = written(here, does(here, case, a_head("food"), extend), "extended")
        assert ("行政许可法》第四十二条" in letter) is cited


def test_more_time_for_the_whole_bundle_is_told_with_its_approval():
    here, case = a_case_of(a_step("food"), a_step("fire"))
    more = ExtendBundle(reason="涉及多部门专业论证。", approval="甬政办批〔2026〕8号")
    case = does(here, case, a_head(), more, at=TUESDAY)
    (told,) = written(here, case, "extended")
    assert "整体办理期限原至2026年5月8日届满" in told
    assert "经本级人民政府负责人（甬政办批〔2026〕8号）批准，整体办理期限延长15个工作日" in told
    assert "the common limit is extended by 15 working days" in told


def test_a_listed_reason_stands_on_the_refusal_with_its_article_and_an_unknown_one_is_refused():
    here, case = a_case_of(FOOD)
    wrong = Decide(
        step="food", decision="refused", reasons="冷食无专间", basis="第十四条", listed=("no-such",)
    )
    with pytest.raises(ActRefused, match="no-such"):
        does(here, case, by("food"), wrong)
    case = does(here, case, by("food"), wrong.model_copy(update={"listed": ("visit-failed",)}))
    (said,) = written(here, case, "refused")
    assert (
        "现场核查不合格，经整改复查仍不合格（《中华人民共和国行政许可法》第三十四条第三款）" in said
    )
    assert "冷食无专间。" in said


def test_a_reason_to_refuse_is_not_chosen_for_a_grant():
    here, case = a_case_of(FOOD)
    grant = Decide(step="food", decision="granted", listed=("visit-failed",))
    with pytest.raises(ActRefused, match="visit-failed"):
        does(here, case, by("food"), grant)
