"""What lists show of a firm: its name, unless a department that takes part may not know it."""

from matters.fields import Block, Field, Form
from matters.standing import standing
from storage.projection import HIDDEN, applicant_of
from tests.builders import a_matter, a_step, rules
from tests.cases import USCC, an_accepted_case


def shown(*readers: str) -> tuple[str, str]:
    name = Field(key="name", label="名称", readers=readers or ("all",))
    code = Field(key="uscc", label="代码")
    form = Form(blocks=(Block(key="company", name="企业", fields=(code, name)),))
    here = rules(a_matter(a_step("food"), a_step("fire"), form=form))
    return applicant_of(here, standing(an_accepted_case(here)))


def test_a_firms_name_stands_in_lists():
    assert shown() == ("宁波甬上人家餐饮有限公司", USCC)
    assert shown("food", "fire") == ("宁波甬上人家餐饮有限公司", USCC)


def test_a_name_that_one_department_may_not_know_stands_in_no_list():
    assert shown("food") == (HIDDEN, USCC)
