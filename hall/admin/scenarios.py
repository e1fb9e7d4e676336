"""The scenarios that are written for a matter."""

from functools import cache

from matters.mistakes import MistakesFound
from matters.reading import SHIPPED, read_document
from matters.scenarios import Scenarios


@cache
def how_many_scenarios(key: str) -> int:
    """How many; none where the file is missing or wrong. Files of the catalogue change only with a release."""
    path = SHIPPED / "scenarios" / f"{key}.yaml"
    if not path.exists():
        return 0
    try:
        return len(read_document(path, Scenarios, "matter").scenarios)
    except MistakesFound:
        return 0
