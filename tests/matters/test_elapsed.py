"""What is promised without the days that the law leaves out, and with them."""

import pytest

from matters.elapsed import besides, elapsed, promised
from matters.reading import shipped_catalogue
from matters.workbench.guide import guide_of
from matters.workbench.savings import savings
from tests.builders import a_matter, a_step

LAW = "《测试办法》第五条"


def posted(key: str = "posted", lasts: str = "20 days", **changes):
    said = {"kind": "publicity", "item": None, "lasts": lasts, "excluded": LAW}
    return a_step(key, **{**said, **changes})


def test_where_nothing_is_left_out_there_is_one_figure():
    matter = a_matter(posted(excluded=None), promise="10 working days")
    assert elapsed(matter) is None
    assert promised(matter).zh == "10个工作日"


def test_days_left_out_are_added_in_days_of_the_calendar():
    matter = a_matter(posted(), a_step("food", after=("posted",)), promise="11 working days")
    assert elapsed(matter).text("en") == "35 days"
    assert promised(matter).zh.startswith("11个工作日（")
    assert "about 35 days" in promised(matter).en


def test_of_ways_side_by_side_the_longest_counts_and_steps_in_a_row_add_up():
    row = (posted("one"), posted("two", "45 days", soft_after=("one",)), posted("aside", "50 days"))
    assert elapsed(a_matter(*row, promise="5 working days")).text("en") == "72 days"


def test_working_days_alone_stay_working_days():
    asked = posted(lasts="3 working days")
    assert elapsed(a_matter(asked, promise="5 working days")).text("en") == "8 working days"


def test_what_nobody_can_tell_is_named():
    wait = posted("wait", kind="wait", lasts=None)
    assert "“wait”" in besides(a_matter(posted(), wait)).en
    assert besides(a_matter(posted())) is None


@pytest.fixture(scope="module")
def closure():
    return shipped_catalogue().matter("company-closure")


def test_the_closing_of_a_company_tells_one_story(closure):
    serial = savings(closure)[0]
    assert (serial.before, serial.now) == (35, closure.promise.count) == (35, 11)
    assert elapsed(closure).text("zh") == "80日"
    told = dict(guide_of(closure, shipped_catalogue().office, "zh").part("basics").rows)
    assert "11个工作日" in told["承诺办结时限"]
    assert "80日" in told["承诺办结时限"]
    assert "清算结束" in told["另行计算的时间"]
