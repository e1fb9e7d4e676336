"""What a new version changes, in words: for applicants, departments and dates; nothing goes unsaid."""

from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.fields import Block, Field, Group, Question
from matters.reading import shipped_catalogue
from matters.spec import CheckUse, DataCheck, Event, Fee, Item, Material, Matter, Promise, Step
from matters.workbench.differences import Difference, differences
from matters.workbench.differences_names import TRAITS
from matters.workbench.differences_words import EVENT_WORDS
from tests.builders import (
    a_check,
    a_form,
    a_material,
    a_matter,
    a_promise,
    a_question,
    a_step,
    a_visit,
    an_item,
    an_office,
)

OLD = a_matter(a_step("food"), a_step("fire", after=("food",)), materials=(a_material("plan"),))


def changed(matter: Matter = OLD, **changes: Any) -> Matter:
    written = {name: getattr(matter, name) for name in Matter.model_fields}
    return Matter(**{**written, "version": 2, **changes})


def said(new: Matter, old: Matter = OLD) -> list[tuple[str, str]]:
    return [(one.whom, one.what.en) for one in differences(old, new, an_office())]


def test_the_same_matter_has_no_differences():
    assert differences(OLD, changed()) == ()


def test_dates_are_told_apart():
    new = changed(
        promise=a_matter(promise="5 working days").promise,
        steps=(a_step("food", item=an_item("5 working days", name="food")), OLD.steps[1]),
    )
    assert said(new) == [
        ("dates", "The matter: promised time from 10 working days to 5 working days."),
        ("dates", "Step “food”: statutory limit from 10 working days to 5 working days."),
    ]


def test_questions_and_papers_are_told_to_applicants():
    new = changed(questions=(*OLD.questions, a_question("hot", "yes-no")), materials=())
    assert said(new) == [
        ("applicants", "New: Question “hot”."),
        ("applicants", "Paper “plan材料” is dropped."),
    ]


def test_a_rung_that_is_added_is_named():
    checks = (a_check("lease"),)
    old = changed(checks=checks)
    new = changed(checks=checks, materials=(a_material("plan", "check:lease", "upload"),))
    assert said(new, old) == [
        ("applicants", "Paper “plan材料”: how it is satisfied now also check “lease核验”.")
    ]


def test_who_reads_a_field_is_told_to_those_who_do():
    form = a_form("uscc", "name", "legal_rep")
    block = form.blocks[0]
    fields = (*block.fields[:2], block.fields[2].model_copy(update={"readers": ("food",)}))
    new = changed(
        form=form.model_copy(update={"blocks": (block.model_copy(update={"fields": fields}),)})
    )
    (found,) = differences(OLD, new, an_office())
    assert (found.whom, found.departments) == ("departments", ("food",))
    assert found.what.zh == "填报项“legal_rep”：可以查看的环节增加“food”，减少“全部环节”。"


def test_a_step_that_is_rerouted_says_from_where_to_where():
    new = changed(steps=(a_step("food"), a_step("fire"), a_step("signs", after=("food", "fire"))))
    assert said(new) == [
        ("departments", "Step “fire” is rerouted: it came after “food”, now waits for none."),
        ("departments", "New: Step “signs” (department “Signs department”; statutory limit"
         " 10 working days; comes after “food”, “fire”)."),
    ]  # fmt: skip


def test_a_visit_that_comes_first_reroutes_the_steps_that_wait_for_it():
    new = changed(steps=(*OLD.steps, a_visit("food", before=("food",))))
    assert (
        "departments",
        "Step “food” is rerouted: it waited for no step, now after “联合踏勘”.",
    ) in said(new)


def test_a_condition_is_told_with_the_names_of_what_it_asks():
    new = changed(
        steps=(
            OLD.steps[0],
            a_step("fire", after=("food",), when="area_m2 > 50 and not by_promise"),
        )
    )
    (found,) = differences(OLD, new, an_office())
    assert found.what.zh == "环节“fire”：适用情形增加：“area_m2” > 50 且 非 “by_promise”。"


def test_letters_are_told_event_by_event():
    new = changed(letters={**OLD.letters, "done": "granted"})
    assert said(new) == [("applicants", "The matter: letters completion from “done” to “granted”.")]


def test_every_event_has_its_words():
    assert set(get_args(Event)) <= EVENT_WORDS.keys()


NAMING = {"ask", "step", "group", "fields", "matter", "version", "after", "before"}


def test_every_key_of_the_language_has_a_name():
    missing = [
        (one.__name__, key)
        for one in (
            Question,
            Block,
            Field,
            Group,
            CheckUse,
            DataCheck,
            Material,
            Promise,
            Fee,
            Step,
            Item,
        )
        for key in one.model_fields
        if (one.__name__, key) not in TRAITS and key not in {*NAMING, "key"}
    ]
    assert missing == []


def test_both_departments_hear_of_a_step_that_changes_hands():
    new = changed(steps=(a_step("food", "water"), OLD.steps[1]))
    (found,) = differences(OLD, new, an_office())
    assert found.departments == ("food", "water")


ALTERNATIVES: dict[str, object] = {
    "name": "另一件事", "summary": "另一简介", "audience": "person", "lead": "food", "tags": ["新"],
    "basis": "另一依据", "promise": "3 working days", "visits": 0, "privacy": "另一告知",
    "before": {"steps": 1, "days": 1, "materials": 1, "visits": 1},
    "not_applicable": [{"when": "area_m2 > 9", "why": "不适用", "go": "别处"}],
    "promises": [a_promise("premises").model_dump(mode="json", by_alias=True)],
}  # fmt: skip


@pytest.mark.parametrize("key", ALTERNATIVES)
def test_every_key_of_a_matter_that_changes_is_told(key: str):
    written = OLD.model_dump(mode="json", by_alias=True)
    new = Matter.model_validate({**written, "version": 2, key: ALTERNATIVES[key]})
    assert differences(OLD, new, an_office())


@cache
def shipped() -> tuple[Matter, ...]:
    return shipped_catalogue().matters


def backwards(found: tuple[Difference, ...]) -> set[tuple[str, str]]:
    return {(one.about, one.key) for one in found}


@given(data=st.data())
def test_no_dropped_part_of_a_shipped_matter_goes_unsaid(data: st.DataObject):
    matter = data.draw(st.sampled_from(shipped()))
    lists = [
        name
        for name in ("questions", "checks", "materials", "promises", "steps")
        if getattr(matter, name)
    ]
    name = data.draw(st.sampled_from(lists))
    parts = list(getattr(matter, name))
    named = {key for one in matter.steps for key in (*one.before, *one.earlier)}
    loose = [n for n, one in enumerate(parts) if getattr(one, "step", "") not in named]
    parts.pop(data.draw(st.sampled_from(loose)))
    without = changed(matter, **{name: tuple(parts)})
    forth, back = differences(matter, without), differences(without, matter)
    assert forth
    assert backwards(forth) == backwards(back)
    assert all(one.what.zh.endswith("。") and one.what.en.endswith(".") for one in (*forth, *back))
