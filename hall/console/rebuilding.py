"""`onego case rebuild`: what lists show of cases, written anew from the facts."""

from collections.abc import Iterator

from flows.installation import Installation
from hall.console.opening import house_open
from hall.console.speech import OUT, say
from storage import cases, rebuilding
from storage.settings import Settings

BATCH = 100


def rebuild_cases(settings: Settings, wanted: str) -> None:
    """Rebuild one case, or with `all` every case. Raises NotFound, DatabaseAway."""
    count, wrong = 0, 0
    with house_open(settings) as house:
        for number in _numbers(house) if wanted == "all" else (wanted,):
            differed = rebuild_one(house, number)
            count, wrong = count + 1, wrong + bool(differed)
            if differed:
                OUT.print(f"{number}: {', '.join(differed)}")
    say(
        f"共{count}件，{wrong}件与记录不符，已更正。",
        f"{count} case(s); {wrong} differed and were put right.",
    )


def rebuild_one(house: Installation, number: str) -> tuple[str, ...]:
    """The columns that differed. Raises NotFound."""
    with house.database.transaction() as connection:
        stored = cases.load(connection, house.keyring, number, lock=True)
        rules = house.rules(connection, stored.case.matter)
        return rebuilding.rebuild(connection, house.keyring, rules, stored)


def _numbers(house: Installation) -> Iterator[str]:
    last = ""
    while True:
        with house.database.transaction() as connection:
            numbers = rebuilding.every_number(connection, last, BATCH)
        if not numbers:
            return
        yield from numbers
        last = numbers[-1]
