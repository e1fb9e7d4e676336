"""The three ways in which the stories of the patterns are played."""

import pytest

from tests.patterns.core_desk import plays_on_the_core
from tests.patterns.three_ways import Way


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Way:
    """The way that the test is run in, by its name."""
    match request.param:
        case "core":
            return plays_on_the_core
        case name:
            raise LookupError(name)
