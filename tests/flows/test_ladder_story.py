"""The ladder through the waves: a paper that a department looks up, one that never comes, a promise that is broken."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from flows.commands import Application, act_on, launch_case
from flows.installation import Installation
from matters.acts import (
    Accept,
    Act,
    CheckPromise,
    RevokeAcceptance,
    RevokeDecision,
    Verify,
)
from matters.case import Actor, Evidence, Outcome
from matters.rules import Rules
from matters.standing import Standing, standing
from tests.builders import a_check, a_material, a_matter, a_promise, a_step
from tests.cases import MONDAY, USCC, a_clerk, a_signed_promise, granted, on
from tests.houses import Clock, Outside, a_house, a_wave, publish, stored
from tests.stepping import a_head, by

TITLE = a_material("title", "check:title", "verification:water", "upload", **{"for": ("food",)})
PLAN = a_material("plan", "deferred", "upload", **{"for": ("fire",)})
PREMISES = a_material("premises", "promise:premises", "upload", **{"for": ("food",)})
MATTER = a_matter(
    a_step("food"),
    a_step("fire"),
    checks=(a_check("title"),),
    materials=(TITLE, PLAN, PREMISES),
    promises=(a_promise("premises"),),
)


class Story:
    """One case in the database; the machine does its part after every act."""

    def __init__(self, house: Installation, clock: Clock, rules: Rules) -> None:
        self.house, self.clock, self.rules = house, clock, rules
        self.outside = Outside()
        self.outside.unknown = {"title"}
        self.number = ""

    def begins(self, *papers: Evidence) -> None:
        answers = {"company.uscc": USCC, "area_m2": 60, "by_promise": False}
        form = Application(
            matter=MATTER.matter,
            answers=answers,
            evidence=papers,
            delivery="electronic",
            consent_in="zh",
        )
        self.number = launch_case(self.house, form, a_clerk())
        self.carried()

    def does(self, who: Actor, act: Act, at: datetime = MONDAY) -> None:
        self.clock.at = at
        act_on(self.house, self.number, act, who)
        self.carried()

    def carried(self) -> None:
        asyncio.run(a_wave(self.house, self.outside, self.rules))

    @property
    def now(self) -> Standing:
        return standing(stored(self.house, self.number))


@pytest.fixture
def story(database_url: str, tmp_path: Path) -> Iterator[Story]:
    clock = Clock()
    house = a_house(database_url, tmp_path, clock)
    yield Story(house, clock, publish(house, MATTER))
    house.close()


LATER = Evidence(material="plan", rung="deferred", digest="d" * 64, label="deferred")
SIGNED = a_signed_promise("premises", "premises")


def test_a_department_is_asked_once_the_register_has_no_record_and_its_answer_lets_the_grant_go_on(
    story: Story,
) -> None:
    story.begins(LATER, SIGNED)
    assert story.now.verifications["title"].asked.department == "water"
    story.does(a_clerk(), Accept())
    story.does(by("water"), Verify(material="title", outcome="match", note="张三，产权人。"))
    story.does(by("food"), granted("food"))
    assert story.now.step("food").status == "granted"
    assert story.now.verifications["title"].answered.note == "张三，产权人。"


def test_what_was_deferred_and_never_came_ends_with_a_revoked_acceptance_and_its_letter(
    story: Story,
) -> None:
    story.begins(LATER, SIGNED)
    story.does(a_clerk(), Accept())
    assert "deferred:1" in story.now.delivered
    late = on("2026-03-17")
    story.does(a_clerk(), RevokeAcceptance(reason="逾期未补交。", basis="测试依据"), late)
    assert story.now.outcome == Outcome.ACCEPTANCE_REVOKED
    assert "acceptance_revoked" in story.now.delivered


def test_a_broken_promise_is_put_right_or_its_decision_falls_each_with_its_letter(
    story: Story,
) -> None:
    from_today = Evidence(material="plan", rung="upload", digest="e" * 64, label="text")
    story.begins(from_today, SIGNED)
    story.does(a_clerk(), Accept())
    story.does(by("water"), Verify(material="title", outcome="match"))
    story.does(by("food"), granted("food"))
    story.does(by("fire"), granted("fire"))
    assert story.now.outcome == Outcome.GRANTED
    broken = CheckPromise(step="food", promise="premises", kept=False, found="无独立厨房。")
    order = broken.model_copy(update={"correct_within": 10})
    story.does(by("food"), order, on("2026-04-01"))
    assert "promise_broken:food:premises:1" in story.now.delivered
    story.does(by("food"), broken, on("2026-05-06"))
    fall = RevokeDecision(step="food", reason="整改后仍未履行承诺。", basis="测试依据")
    story.does(a_head("food"), fall, on("2026-05-07"))
    assert story.now.step("food").status == "revoked"
    assert "decision_revoked:food:1" in story.now.delivered
    assert story.now.outcome == Outcome.GRANTED
