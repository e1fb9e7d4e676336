"""Past cases through a draft: those of the database, or the plays of a scenario file where there is none (N2)."""

from collections.abc import Iterator
from pathlib import Path

from flows.installation import Installation
from hall.admin.moving import numbers
from matters.errors import OneGoError
from matters.rules import Rules
from matters.spec import Matter
from matters.workbench.replaying import Replayed, replayed
from matters.workbench.trials import run
from matters.workbench.trials_files import read_script
from storage import cases, moving


def how_many_past(house: Installation, key: str) -> int:
    """How many cases of the matter there are, open or closed."""
    with house.database.transaction() as connection:
        return moving.count_cases(connection, key, running=False)


def past_cases(house: Installation, draft: Matter) -> Iterator[Replayed]:
    """Every case of the matter, each against the version that it followed; read one by one, never locked."""
    new = Rules(draft, house.office, house.calendar)
    for number, _ in numbers(house, draft.matter, running=False):
        with house.database.transaction() as connection:
            case = cases.load(connection, house.keyring, number).case
            old = house.rules(connection, case.matter)
        yield replayed(old, new, case)


def plays(old: Rules, draft: Matter, path: Path) -> Iterator[Replayed]:
    """Every scenario of the file, played under the old version and replayed; its name stands for a case number.

    Raises MistakesFound. A scenario that cannot be played is left out.
    """
    new = Rules(draft, old.office, old.calendar)
    script = read_script(path)
    for scenario in script.file.scenarios:
        try:
            case = run(old, script.file, scenario).case
        except OneGoError:
            continue
        yield replayed(old, new, case.model_copy(update={"number": scenario.scenario}))
