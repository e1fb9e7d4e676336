"""What notices of visits say: who is going to come, and when."""

from matters.fields import Field
from matters.spec import Certificate, Form
from matters.words import Text
from tests.builders import a_step, a_visit
from tests.cases import an_accepted_case, issued
from tests.forms.test_letters_of_procedures import a_case_of, written
from tests.stepping import by, does

NOTICE = a_step(
    "told",
    "bureau",
    kind="issue",
    issues=Certificate(key="told", name="通知书", letter="inspection-notice", series="检通"),
)
COMING = (NOTICE, a_visit("food", "fire", before=("food",), soft_after=("told",)), a_step("food"))


def test_the_notice_of_an_inspection_names_only_the_departments_that_come():
    here, case = a_case_of(*COMING)
    (told,) = written(here, does(here, case, by("bureau"), issued("told")), "certificate")
    assert f"参加检查的部门：{here.office.department('food').name.zh}。" in told
    assert here.office.department("fire").name.zh not in told
    assert "将会同有关部门" in told


def test_the_notice_of_an_inspection_names_its_day_where_the_form_asks_for_it():
    day = Field(key="inspect_on", type="date", label=Text.same("日期"))
    here, _ = a_case_of(*COMING, form=Form(fields=(day,)))
    case = an_accepted_case(here, area_m2=60, inspect_on="2026-03-12")
    (told,) = written(here, does(here, case, by("bureau"), issued("told")), "certificate")
    assert "拟于2026年3月12日会同有关部门" in told
    assert "on 12 March 2026" in told
