"""The picture of the steps: where they stand, what it says of a case, and that anybody can read it."""

import xml.etree.ElementTree as ET

from hall.step_graph import states_of, step_graph
from matters.acts import Accept, Withdraw
from matters.limits import Limit
from matters.standing import standing
from matters.verbs import Moment, perform
from matters.workbench.layout import layers_of
from matters.workbench.line_breaking import measure, wrapped
from tests.builders import a_matter, a_step, a_visit, an_issue, rules
from tests.cases import (
    MONDAY,
    a_case,
    an_accepted_case,
    asked_for,
    granted,
    inspected,
    issued,
    played,
    refused,
)
from tests.stepping import a_part_of_work, by, carried

SVG = "{http://www.w3.org/2000/svg}"


def a_wide_matter():
    return a_matter(
        a_visit("food", before=("food",)),
        a_step("food"),
        a_step("fire"),
        a_step("signs", when="area_m2 > 50"),
        an_issue("licence", ("food", "fire")),
        a_step("after-refusal", after=("fire",)),
    )


def words_of(svg: str) -> str:
    return " ".join(ET.fromstring(svg).itertext())


def state_after(*acts, **answers):
    matter = a_wide_matter()
    of = rules(matter)
    case = an_accepted_case(of, area_m2=20, **answers)
    return states_of(matter, standing(played(of, case, *acts)))


def test_a_step_stands_right_of_all_that_it_waits_for():
    layers = layers_of(a_wide_matter())
    place = {
        spot.node: n for n, column in enumerate(layers.columns) for spot in column if spot.node
    }
    assert place["acceptance"] == 0
    assert place["visit"] < place["food"] < place["licence"]
    assert place["fire"] == 1


def test_a_line_past_a_layer_has_a_spot_of_its_own_there():
    layers = layers_of(a_wide_matter())
    passing = [spot for column in layers.columns for spot in column if spot.node is None]
    assert [spot.layer for spot in passing] == [2]


def test_a_matter_without_a_case_shows_its_steps_and_no_state():
    svg = step_graph(a_wide_matter(), None, "zh")
    assert "联合踏勘" in words_of(svg)
    assert "未开始" not in words_of(svg)


def test_every_state_of_a_case_has_its_word_its_sign_and_its_class():
    done = state_after(inspected(), granted("food"), granted("fire"), issued("licence"))
    assert done["visit"] == "visited"
    assert done["food"] == "granted"
    assert done["licence"] == "issued"
    assert done["signs"] == "not-applicable"
    assert done["after-refusal"] == "open"
    failed = state_after(refused("fire"))
    assert failed["fire"] == "refused"
    assert failed["after-refusal"] == "terminated"


def test_before_acceptance_only_the_acceptance_is_open():
    matter = a_wide_matter()
    case = a_case(rules(matter), area_m2=20)
    states = states_of(matter, standing(case))
    assert states["acceptance"] == "open"
    assert states["food"] == "waiting"


def test_a_step_that_asked_the_applicant_is_marked():
    matter = a_wide_matter()
    of = rules(matter)
    case = a_case(of, Accept(), asked_for("company.name", step="fire"), area_m2=20)
    svg = step_graph(matter, standing(case), "zh")
    assert states_of(matter, standing(case))["fire"] == "asked"
    assert "待补正" in words_of(svg)


def test_the_picture_can_be_heard():
    matter = a_wide_matter()
    case = an_accepted_case(rules(matter), area_m2=20)
    root = ET.fromstring(step_graph(matter, standing(case), "en"))
    assert root.get("role") == "img"
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Test matter"
    assert words is not None
    assert "fire: open" in (words.text or "")


def test_a_name_cannot_become_markup():
    matter = a_matter(a_step("food", name="<script>&"))
    root = ET.fromstring(step_graph(matter, None, "zh"))
    assert "<script>&" in "".join(root.itertext())


def test_a_long_name_is_broken_where_its_language_breaks_and_shortened_with_dots():
    assert wrapped("食品经营许可") == ("食品经营许可",)
    lines = wrapped("公众聚集场所投入使用、营业前消防安全检查（告知承诺）的补充说明")
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(measure(line) <= 25 for line in lines)
    assert wrapped("Filing of the environmental form") == (
        "Filing of the",
        "environmental form",
    )


def test_everything_lies_within_the_picture():
    root = ET.fromstring(step_graph(a_wide_matter(), None, "zh"))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for group in root.iter(f"{SVG}g"):
        place = group.get("transform", "translate(0 0)")[10:-1].split()
        rect = group.find(f"{SVG}rect")
        if rect is not None:
            assert float(place[0]) + float(rect.get("width") or 0) <= width
            assert float(place[1]) + float(rect.get("height") or 0) <= height


def test_nothing_is_under_way_any_more_in_a_case_that_was_withdrawn():
    of = rules(a_wide_matter())
    case = played(of, an_accepted_case(of, area_m2=20), granted("fire"))
    gone = perform(of, case, Withdraw(reason="不办了。"), Moment(by("hall", role="clerk"), MONDAY))
    states = states_of(of.matter, standing(gone))
    assert states["fire"] == "granted"
    assert {states["food"], states["licence"]} == {"undone"}
    assert "未办结" in words_of(step_graph(of.matter, standing(gone), "zh"))


def test_what_was_broken_off_is_due_on_no_day():
    shown = a_part_of_work("shown", "food", kind="publicity", lasts=Limit.parse("20 days"))
    of, case = carried(shown, a_step("fire", after=("shown",)))
    assert "至2026-" in words_of(step_graph(of.matter, standing(case), "zh"))
    gone = perform(of, case, Withdraw(reason="不办了。"), Moment(by("hall", role="clerk"), MONDAY))
    assert "至2026-" not in words_of(step_graph(of.matter, standing(gone), "zh"))
