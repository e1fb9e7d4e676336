"""What steps point to besides `after`: each name that nothing has is told at its place."""

import pytest

from tests.matters.stalls import RIGHT, mistakes_of

PERMIT = "    promise: site\n"


@pytest.mark.parametrize(
    ("more", "path", "said"),
    [
        ("soft_after: [fod-card]", "soft_after[1]", "Unknown step “fod-card”."),
        ("cancels: [fod-card]", "cancels[1]", "Unknown step “fod-card”."),
        ("rivals: [fod-card]", "rivals[1]", "Unknown step “fod-card”."),
        ("apart_from: [aceptance]", "apart_from[1]", "Unknown step “aceptance”."),
        ("same_as: fod-card", "same_as", "Unknown step “fod-card”."),
        ("officers_from: lots", "officers_from", "Unknown step “lots”."),
        ("again: {to: nowhere, when: sells_food}", "again.to", "“nowhere” does not come before this step"),
        ("needs: [aera_m2]", "needs[1]", "Unknown field or check value “aera_m2”."),
        ("first: [{check: real-estat}]", "first[real-estat].check", "Unknown check “real-estat”."),
        ("first: [{answered: aera_m2}]", "first[1].answered", "Unknown field or check value"),
        ("draw: {from: shareholders}", "draw.from", "Unknown field or check value “shareholders”."),
        ("call: {system: tax, sends: {code: company.ucc}}", "call.sends.code", "Unknown field"),
        ("matter: {key: other, answers: {a: company.ucc}}", "matter.answers.a", "Unknown field"),
        ("matter: {key: other, takes: {company.ucc: a}}", "matter.takes.company.ucc", "Unknown field"),
        ("provided: steps.food_card.staus == 'granted'", "provided", "Did you mean"),
        ("provided: steps.food_card.status == 'grated'", "provided", "“grated” is not among"),
        ("provided: steps.food_card.round", "provided", "a condition gives yes or no"),
        ("only_while: area_m2", "only_while", "a condition gives yes or no"),
        ("each: sum(food_kinds)", "each", "the list of sum cannot hold"),
        ("first: [{until: area_m2}]", "first[1].until", "this must give a date, not a number"),
        ("soft_after: [one-licence]", "soft_after", "Steps wait for each other: "),
    ],
)  # fmt: skip
def test_a_name_that_nothing_has_is_told(tmp_path, more: str, path: str, said: str):
    assert RIGHT.count(PERMIT) == 1
    found = mistakes_of(RIGHT.replace(PERMIT, f"{PERMIT}    {more}\n"), tmp_path)
    told = [one for one in found if one.path == f"steps[stall-permit].{path}"]
    assert [said in one.what.en for one in told] == [True], [one.sentence("en") for one in found]


def test_what_steps_may_point_to_is_left_alone(tmp_path):
    more = "apart_from: [acceptance, food-card]\n    needs: [area_m2, company.uscc]\n    same_as: food-card"
    found = mistakes_of(RIGHT.replace(PERMIT, f"{PERMIT}    {more}\n"), tmp_path)
    assert [one for one in found if "Unknown" in one.what.en] == []


def test_when_a_step_is_chosen_nobody_knows_how_steps_will_end(tmp_path):
    text = RIGHT.replace(
        "    when: sells_food\n    item", "    when: steps.stall_permit.round > 1\n    item"
    )
    assert text != RIGHT
    found = mistakes_of(text, tmp_path)
    assert any("steps.stall_permit.round" in one.what.en for one in found)


@pytest.mark.parametrize("name", ["checks", "tables", "steps", "received_on", "not", "none"])
def test_a_word_of_conditions_is_no_name(tmp_path, name: str):
    found = mistakes_of(RIGHT.replace("- key: since", f"- key: {name}"), tmp_path)
    assert f"“{name}” is a word of conditions." in [one.what.en for one in found]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("derive: area_m2 > 50", "derive: area_m2 * 2", "a condition gives yes or no, not a number"),
        ("when: area_m2 > 10", "when: area_m2", "a condition gives yes or no, not a number"),
        ("when: company.kind == '公司'", "when: company.kind and company.kind == '公司'",
         "a condition gives yes or no"),
        ("stops_if: status", "stops_if: name or status", "a condition gives yes or no, not text"),
    ],
)  # fmt: skip
def test_what_does_not_give_what_is_wanted_is_told_at_its_line(tmp_path, old, new, said):
    assert RIGHT.count(old) == 1
    (mistake,) = mistakes_of(RIGHT.replace(old, new), tmp_path)
    assert said in mistake.what.en
    assert mistake.line == RIGHT[: RIGHT.index(old)].count("\n") + 1


def test_a_promise_that_no_paper_names_can_never_be_signed(tmp_path):
    ladder = "ladder: [check: real-estate, promise: site, upload]"
    assert RIGHT.count(ladder) == 1
    found = mistakes_of(RIGHT.replace(ladder, "ladder: [check: real-estate, upload]"), tmp_path)
    assert [(one.path, one.what.en) for one in found if "nobody can sign" in one.what.en] == [
        (
            "steps[stall-permit].promise",
            "No paper names the promise “site”: nobody can sign it, so this step can never be granted.",
        )
    ]
