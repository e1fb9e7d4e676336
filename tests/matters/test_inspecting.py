"""What inspections need: begun by the authorities, officers drawn by department, no conflict of interest."""

import pytest

from matters.acts import Inspect, Signal, Withdraw
from matters.case import Drawn
from matters.clock import clock
from matters.errors import ActRefused
from matters.expressions import Expression
from matters.fields import Field, Form
from matters.notices import notices
from matters.office import Officer
from matters.people import drawn_officers
from matters.rules import Rules
from matters.spec import Again, Draw, Wait
from matters.standing import standing
from tests.builders import a_matter, a_step, a_visit, an_item, rules
from tests.cases import MONDAY, TUESDAY, an_accepted_case, facts_of, granted, on, played, status
from tests.stepping import a_part_of_work, after_errands, by, does

CODE = "91330203MA0000170R"


def told(here: Rules, case) -> list[str]:
    return [one.event for one in notices(here, standing(case))]


def test_a_case_of_the_authorities_own_is_told_of_by_its_steps_alone():
    applied, begun = rules(a_matter()), rules(a_matter(ex_officio=True))
    assert told(applied, an_accepted_case(applied, granted("food"))) == [
        "received", "accepted", "granted", "done",
    ]  # fmt: skip
    assert told(begun, an_accepted_case(begun, granted("food"))) == ["granted"]


def test_what_was_called_off_before_anybody_was_told_is_told_to_nobody():
    begun = rules(a_matter(ex_officio=True))
    case = played(begun, an_accepted_case(begun), Withdraw(reason="计划调整"))
    assert told(begun, case) == []


def an_officer(department: str, name: str, **more) -> Officer:
    given = {"account": f"{department}-{name}", "certificate": f"ZJ-{name}", **more}
    return Officer(name=name, department=department, **given)


def inspecting(*officers: Officer, **answers):
    """Two departments that draw an officer each, and visit together."""
    lots = {"kind": "draw", "draw": Draw(pool="officers", count=1)}
    matter = a_matter(
        a_part_of_work("food-lots", "food", **lots),
        a_part_of_work("fire-lots", "fire", **lots),
        a_visit(
            "food", "fire", before=("food", "fire"), after=("food-lots", "fire-lots"), officers=1,
            officers_from=("food-lots", "fire-lots"),
        ),
        a_step("food", "food"),
        a_step("fire", "fire"),
        form=Form(fields=(Field(key="uscc", label="代码", type="credit-code"),)),
    )  # fmt: skip
    here = rules(matter)
    office = here.office.model_copy(update={"officers": officers})
    here = Rules(here.matter, office, here.calendar)
    return here, after_errands(here, an_accepted_case(here, **answers))


WANG, ZHAO = an_officer("food", "王敏"), an_officer("fire", "赵强")


def goes(department: str, *names: str) -> Inspect:
    return Inspect(step="visit", passed=True, officers=names)


def test_each_department_goes_with_those_of_its_own_draw():
    here, case = inspecting(WANG, ZHAO)
    visit = here.matter.step("visit")
    now = standing(case)
    assert drawn_officers(here, now, visit) == ("王敏", "赵强")
    assert drawn_officers(here, now, visit, "fire") == ("赵强",)
    with pytest.raises(ActRefused, match="赵强"):
        does(here, case, by("fire"), goes("fire", "王敏"))
    case = does(here, case, by("fire"), goes("fire", "赵强"))
    assert status(does(here, case, by("food"), goes("food", "王敏")), "visit") == "visited"


def test_who_has_a_conflict_of_interest_with_the_firm_is_not_drawn():
    bound = an_officer("food", "林浩", not_for=(CODE,))
    _, case = inspecting(WANG, bound, ZHAO, uscc=CODE)
    assert facts_of(case, Drawn)[0].pool == ("王敏",)
    _, case = inspecting(WANG, bound, ZHAO, uscc="91330203MA000025XG")
    assert set(facts_of(case, Drawn)[0].pool) == {"王敏", "林浩"}


def test_whose_certificate_has_run_out_is_not_drawn():
    late = an_officer("food", "方晓燕", licence_until="2026-03-01")
    _, case = inspecting(WANG, late, ZHAO)
    assert facts_of(case, Drawn)[0].pool == ("王敏",)


def test_what_a_rule_has_decided_once_more_has_its_time_anew():
    rating = a_part_of_work(
        "rating", "bureau", kind="wait", after=("food",), first=(Wait(signal="bad"),),
        again=Again(to="food", when=Expression.compile("true"), most=1),
    )  # fmt: skip
    here = rules(a_matter(a_step("food", item=an_item("5 working days")), rating))
    case = an_accepted_case(here)
    assert clock(here, standing(case), here.matter.step("food")).counted_from == MONDAY.date()
    case = played(here, case, granted("food"))
    case = does(here, case, by("bureau"), Signal(name="bad"), at=TUESDAY)
    again = clock(here, standing(case), here.matter.step("food"))
    assert status(case, "food") == "open"
    assert (again.counted_from, again.due) == (TUESDAY.date(), on("2026-03-10").date())
