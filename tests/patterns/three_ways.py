"""Every story is played in three ways: on the pure core, through real waves, and with a crash after every commit."""

from collections.abc import Callable
from typing import Any

import pytest

from matters.case import Outcome
from matters.fields import Value
from tests.patterns.telling import Story, Turn

WAYS = ("core", "waves", "crashes")
Way = Callable[[Story], None]
"""Plays a story; raises AssertionError where something else happens than it says."""


def told(
    matter: str, told: str, *turns: Turn, ends: str = "granted", **answers: Value
) -> Story:  # fmt: skip
    """A story of the fixture; answers to its questions and groups by name."""
    return Story(matter, told, turns, Outcome(ends), answers)


def pattern(*stories: Story) -> pytest.MarkDecorator:
    """The test runs for each of the stories, in each of the ways."""
    cases: list[Any] = [
        pytest.param(way, story, id=f"{way}: {story.told}") for story in stories for way in WAYS
    ]
    return pytest.mark.parametrize(("way", "story"), cases, indirect=["way"])
